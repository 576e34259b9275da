"""A guided tool as data: its questions, what its choices plead for, and the layout of its document.

The editors' words for all this are in `data/schemas/tool.schema.json`; `reader.py` translates them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class AnswerKind(Enum):
    """What kind of answer a question wants, by the editors' word for it."""

    OWN_WORDS = "tekst"
    ONE_OPTION = "keuze"
    OPTIONS = "meer_keuzes"


Condition = Mapping[str, tuple[str, ...]]
"""By question: one of these options must be chosen; all questions count; empty holds always."""


@dataclass(frozen=True)
class Option:
    """One option of a question.

    `synonyms` are other words for it; `topics` what the guide has on it; `points` how strongly it
    pleads for each advice; what is `exclusive` goes with no other option.
    """

    id: str
    label: str
    synonyms: tuple[str, ...]
    topics: tuple[str, ...]
    points: Mapping[str, int]
    exclusive: bool


@dataclass(frozen=True)
class ToolQuestion:
    """One question; `longest` in characters, `pattern` what an answer must hold (with `reason`, said when not)."""

    id: str
    heading: str
    text: str
    explanation: str
    example: str
    kind: AnswerKind
    options: tuple[Option, ...]
    only_if: Condition
    longest: int
    pattern: str
    reason: str

    def option(self, option_id: str) -> Option | None:
        """The option with this id; None when the question has it no more."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True)
class Advice:
    """One advice; given when `condition` holds, or without one when chosen options plead for it.

    `enquiries` are questions to put to others first.
    """

    id: str
    title: str
    topic: str
    condition: Condition
    text: str
    first_step: str
    enquiries: tuple[str, ...]


@dataclass(frozen=True)
class RowLayout:
    """A row of a table: its header, and the id of a question for each further column."""

    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class PartLayout:
    """One part of the document: a heading, and under it all that is given here.

    `questions` are the ids of those whose answers it shows. `no_advices`, `no_enquiries` and
    `no_open_questions` are said where there are none; "" where the part does not show them at all.
    `topics` come under the sources too; None where the part shows no sources.
    """

    heading: str
    text: str
    questions: tuple[str, ...]
    column_headings: tuple[str, ...]
    rows: tuple[RowLayout, ...]
    most_advices: int
    no_advices: str
    no_enquiries: str
    no_open_questions: str
    topics: tuple[str, ...] | None


@dataclass(frozen=True)
class GuidedTool:
    """One guided tool.

    `audience` says for whom it is (ambtenaar, ondernemer), `offer` how it is offered with the answers
    about the topics `offered_with`, `name_label` whose name its document can bear ("" for nobody's).
    """

    id: str
    title: str
    topic: str
    audience: tuple[str, ...]
    offer: str
    offered_with: tuple[str, ...]
    names: tuple[str, ...]
    introduction: str
    questions: tuple[ToolQuestion, ...]
    advices: tuple[Advice, ...]
    document_title: str
    name_label: str
    parts: tuple[PartLayout, ...]

    def question(self, question_id: str) -> ToolQuestion | None:
        """The question with this id; None when the tool has it no more."""
        return next((question for question in self.questions if question.id == question_id), None)


GuidedTools = Mapping[str, GuidedTool]
"""By id, which is the file's name."""
