"""The guide as data: chapters and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from content.guide.pieces import Piece
from content.guide.terms import Term

KINDS = ("rol", "tool", "tekst")
WHERE_TO_GO = ("ondernemer/waar-terecht", "beleid/loket", "beleid/accountmanager")
"""The topics that a municipality's contact points make concrete; the first is the entrepreneur's way in."""


@dataclass(frozen=True)
class Chapter:
    """A chapter of the guide with the page it starts on."""

    id: str
    title: str
    page: int


@dataclass(frozen=True)
class Topic:
    """One topic of the guide: what the assistant can answer, and where it comes from.

    `short` is shown first, `rest` after "meer lezen" (empty when there is no more).
    `question` is the topic worded as a person would ask it, used as the label of a choice.
    `year` is the year of figures, rules or links that may be out of date by now.
    `gist` is the answer in one sentence; `example` and `reason` are empty where the guide
    gives no example or no reason. `for_entrepreneurs` is the answer to an entrepreneur, where it is
    another one than to a civil servant. `terms` are the words of the guide that it explains, `pieces` the
    answers to single questions about it.
    """

    id: str
    title: str
    question: str
    kind: str
    chapter: Chapter
    page: int
    link: str | None
    year: int | None
    related: tuple[str, ...]
    gist: str
    example: str
    reason: str
    short: str
    rest: str
    for_entrepreneurs: str = ""
    terms: tuple[Term, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, short part and rest."""
        return f"{self.short}\n\n{self.rest}" if self.rest else self.short

    def term(self, name: str) -> Term | None:
        """The term that goes by this name; None when the topic explains none."""
        return next((term for term in self.terms if term.name == name), None)

    def piece(self, piece_id: str) -> Piece | None:
        """The piece with this id; None when the topic has none of it (any more)."""
        return next((piece for piece in self.pieces if piece.id == piece_id), None)

    def pieces_of(self, ids: Iterable[str]) -> list[Piece]:
        """Those with these ids, in their order, without any that the topic does not have (any more)."""
        return [piece for piece in map(self.piece, ids) if piece is not None]


@dataclass(frozen=True)
class Guide:
    """All chapters and topics, in the order of the guide."""

    chapters: Mapping[str, Chapter]
    topics: Mapping[str, Topic]

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.topics.values())

    def __len__(self) -> int:
        return len(self.topics)

    def get(self, topic_id: str) -> Topic | None:
        """The topic with this id, or None when the guide has no such topic."""
        return self.topics.get(topic_id)

    def asking(self, question: str) -> Topic | None:
        """The topic that asks itself just this, as a choice is worded; None where none does."""
        return self._by_question.get(_bare(question))

    @cached_property
    def _by_question(self) -> Mapping[str, Topic]:
        return {_bare(topic.question): topic for topic in reversed(list(self))}  # of two that ask the same the first


def _bare(question: str) -> str:
    return question.strip(" .?!").casefold()
