"""The pieces of a topic: each answers one question, and names the facts of the guide that it rests on.

They stand beside the topic: `data/live/gids/rol/inkoper.stukken.yml` has those of `inkoper.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from content import markdown
from content.frontmatter import parse_mapping, read_text
from content.problems import ContentError, Problem

SUFFIX = ".stukken.yml"
KINDS = (
    "definitie",
    "levert-op",
    "vraagt",
    "stappen",
    "voorbeeld",
    "reden",
    "ja-nee",
    "wie",
    "hoeveel",
    "verschil",
    "niet-in-gids",
)
DEFINITION = "definitie"
NOT_IN_GUIDE = "niet-in-gids"
YES_NO = "ja-nee"
DIFFERENCE = "verschil"
_YES_OR_NO = re.compile(r"\A(?:Ja|Nee), (\w)")
_FACTS, _PIECES = "feiten", "stukken"
_FACT_FIELDS = {"staat", "kop"}
_REQUIRED, _OPTIONAL = {"soort", "vragen", "tekst", "rust_op"}, {"ondernemer", "verwijs"}


@dataclass(frozen=True)
class Fact:
    """What the guide states, in our words, and the heading under which it does."""

    id: str
    text: str
    heading: str


@dataclass(frozen=True)
class Piece:
    """The answer to one question about a topic.

    `questions` are ways in which people ask it; `for_entrepreneurs` is the answer to an entrepreneur,
    empty where `text` fits everybody. `referral` names where to turn to with what the guide leaves out,
    as in `data/live/teksten/verwijzing.yml`.
    """

    kind: str
    questions: tuple[str, ...]
    text: str
    for_entrepreneurs: str
    facts: tuple[Fact, ...]
    referral: str = ""

    @property
    def id(self) -> str:
        """Its first question; no other piece of the topic has it."""
        return self.questions[0]

    def text_for(self, entrepreneur: bool, open_question: bool = False) -> str:
        """What is said to an entrepreneur, or to anybody else; without "Ja," or "Nee," after an open question."""
        text = self.for_entrepreneurs if entrepreneur and self.for_entrepreneurs else self.text
        strips = open_question and self.kind == YES_NO
        return _YES_OR_NO.sub(lambda found: found[1].upper(), text, count=1) if strips else text


def file_of(topic_file: Path) -> Path:
    """Where the pieces of the topic in `topic_file` stand."""
    return topic_file.with_suffix(SUFFIX)


def read_pieces(file: Path) -> tuple[Piece, ...]:
    """The pieces in `file`, none when it is not there; raises ContentError with all that is wrong in it."""
    return _parsed(file, read_text(file)) if file.exists() else ()


@lru_cache(maxsize=256)
def _parsed(file: Path, text: str) -> tuple[Piece, ...]:
    """Kept by its text: an edit of one file reads that one anew, and not those of all topics."""
    values, lines = parse_mapping(file, text)
    facts, pieces = values.get(_FACTS), values.get(_PIECES)
    line = lines.get(_PIECES, 1)
    if set(values) != {_FACTS, _PIECES} or not isinstance(facts, dict) or not isinstance(pieces, list):
        raise ContentError(
            [Problem(file, 1, f"dit bestand heeft '{_FACTS}' en een lijst '{_PIECES}', en niets anders")]
        )
    wrong = [*_wrong_facts(facts), *_wrong_pieces(pieces, facts)]
    if wrong:
        raise ContentError([Problem(file, line, message) for message in wrong])
    known = {name: Fact(name, fact["staat"], fact["kop"]) for name, fact in facts.items()}
    return tuple(_piece(one, known) for one in pieces)


def _piece(one: Mapping[str, Any], facts: Mapping[str, Fact]) -> Piece:
    return Piece(
        kind=one["soort"],
        questions=tuple(one["vragen"]),
        text=one["tekst"].strip(),
        for_entrepreneurs=one.get("ondernemer", "").strip(),
        facts=tuple(facts[name] for name in one["rust_op"]),
        referral=one.get("verwijs", ""),
    )


def _wrong_facts(facts: Mapping[str, Any]) -> Iterator[str]:
    for name, fact in facts.items():
        if not isinstance(fact, dict) or set(fact) != _FACT_FIELDS or not all(map(_is_text, fact.values())):
            yield f"feit '{name}' heeft 'staat' en 'kop' nodig, allebei tekst"


def _wrong_pieces(pieces: list[Any], facts: Mapping[str, Any]) -> Iterator[str]:
    asked: dict[str, int] = {}
    for number, one in enumerate(pieces, start=1):
        if not isinstance(one, dict) or not _REQUIRED <= set(one) <= _REQUIRED | _OPTIONAL:
            needed = ", ".join(sorted(_REQUIRED))
            yield f"stuk {number} heeft nodig: {needed}; het mag ook '{', '.join(_OPTIONAL)}' hebben"
            continue
        yield from (f"stuk {number}: {message}" for message in _wrong_piece(one, facts))
        for question in one["vragen"] if isinstance(one["vragen"], list) else ():
            first = asked.setdefault(str(question).casefold(), number)
            if first != number:
                yield f"stuk {number}: de vraag '{question}' staat al bij stuk {first}"


def _wrong_piece(one: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[str]:
    if one["soort"] not in KINDS:
        yield f"soort '{one['soort']}' bestaat niet: kies uit {', '.join(KINDS)}"
    for field in ("vragen", "rust_op"):
        if not isinstance(one[field], list) or not one[field] or not all(map(_is_text, one[field])):
            yield f"'{field}' is een lijst van teksten"
            return
    for field in ("tekst", "ondernemer"):
        if not _is_text(one.get(field, "-")):
            yield f"'{field}' moet tekst zijn"
        else:
            yield from (message for _, message in markdown.problems(str(one.get(field, ""))))
    if not _is_text(one.get("verwijs", "-")):
        yield "'verwijs' is een naam uit data/live/teksten/verwijzing.yml"
    yield from (f"'{name}' staat niet bij de feiten" for name in one["rust_op"] if name not in facts)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
