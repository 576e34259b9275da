"""A guided tool as data: its questions, what its choices plead for, and the layout of its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TEXT, CHOICE, CHOICES = "tekst", "keuze", "meer_keuzes"
"""What kind of answer a question wants: own words, one option, or one or more."""

Condition = Mapping[str, tuple[str, ...]]
"""By question: one of these options must be chosen; all questions count; empty holds always."""


@dataclass(frozen=True)
class Option:
    """One option of a question.

    `ook` are other words for it; `onderwerpen` what the guide has on it; `punten` how strongly
    it pleads for each advice; `sluit_uit` says that it goes with no other option.
    """

    id: str
    label: str
    ook: tuple[str, ...]
    onderwerpen: tuple[str, ...]
    punten: Mapping[str, int]
    sluit_uit: bool


@dataclass(frozen=True)
class Question:
    """One question; `langste` in characters, `patroon` what an answer must hold (with `reden`, said when not)."""

    id: str
    kop: str
    vraag: str
    uitleg: str
    voorbeeld: str
    soort: str
    keuzes: tuple[Option, ...]
    alleen_als: Condition
    langste: int
    patroon: str
    reden: str

    def option(self, option_id: str) -> Option | None:
        """The option with this id; None when the question has it no more."""
        return next((option for option in self.keuzes if option.id == option_id), None)


@dataclass(frozen=True)
class Advice:
    """One advice; given when `als` holds, or when chosen options plead for it where there is no `als`."""

    id: str
    titel: str
    onderwerp: str
    als: Condition
    tekst: str
    eerste_stap: str
    navragen: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table: its header, and a question for each further column."""

    kop: str
    vragen: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of the document: a heading, and under it all that is given here."""

    kop: str
    tekst: str
    antwoorden: tuple[str, ...]
    koppen: tuple[str, ...]
    rijen: tuple[Row, ...]
    adviezen_hoogstens: int
    adviezen_geen: str
    navragen: str
    open_vragen: str
    onderwerpen: tuple[str, ...] | None


@dataclass(frozen=True)
class Tool:
    """One guided tool; `voor` says for whom it is (ambtenaar, ondernemer), `naam` whose name its document can hold."""

    id: str
    titel: str
    onderwerp: str
    voor: tuple[str, ...]
    aanbod: str
    aanbieden_bij: tuple[str, ...]
    namen: tuple[str, ...]
    inleiding: str
    vragen: tuple[Question, ...]
    adviezen: tuple[Advice, ...]
    document_titel: str
    naam: str
    delen: tuple[Part, ...]

    def question(self, question_id: str) -> Question | None:
        """The question with this id; None when the tool has it no more."""
        return next((question for question in self.vragen if question.id == question_id), None)


Tools = Mapping[str, Tool]
"""By id, which is the file's name."""
