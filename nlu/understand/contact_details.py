"""Whether a message asks for what a municipality's own file holds: opening hours, a telephone number, an address.

The words stand in `data/restart/gegevens.yml`. A message that is made of such words alone asks for
it; one with more in it may, when it names a desk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from content.municipalities.municipalities import Municipalities
from content.paths import DATA
from content.phrase_lists import read_phrase_lists
from content.plain_text import bare_words
from contract.context import Context
from contract.details import ALL_DETAILS, Details

_LISTS = (
    "vraagt",
    "vraagt_bij_contactpunt",
    "contactpunten",
    "onbepaald",
    "eigen",
    "aangesproken",
    "dagen",
    "maanden",
    "vulwoorden",
)
_AT_A_DESK_ADDRESSED = {"openingstijden", "adres"}
_OF_TOPICS_TOO = ("link",)
_LONG_NAME, _LONGEST, _LEAP_YEAR = 5, 20, 2024


@dataclass(frozen=True)
class AskedDetails:
    """What of a municipality's file is asked for, on which days; empty when nothing is.

    `clearly` are the details that the words ask for by themselves, `at_a_desk` those that they do
    where a desk is meant; `names_a_desk` says that one is named, `nothing_else` that the message is
    about nothing more.
    """

    clearly: tuple[str, ...] = ()
    at_a_desk: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    names_a_desk: bool = False
    names_a_municipality: bool = False
    nothing_else: bool = False

    def asked(self, context: Context, desk_topics: Iterable[str]) -> Details | None:
        """What a message about nothing else asks for, in its conversation; None when it asks nothing."""
        if not self.nothing_else:
            return None
        goes_on = bool(context.wanted)
        at_a_desk = self.names_a_desk or self.names_a_municipality or goes_on or context.topic in desk_topics
        at_a_desk = at_a_desk or bool(self.days and self.at_a_desk)  # "open vandaag?"
        if context.topic and not at_a_desk and self.clearly == _OF_TOPICS_TOO:
            return None  # "hoe heet die site?"
        wanted = self.clearly or (self.at_a_desk if at_a_desk else ())
        if not wanted and goes_on and (self.days or self.names_a_municipality):
            wanted = context.wanted
        days = self.days or (context.days if goes_on and not self.clearly and not self.at_a_desk else ())
        return Details(wanted=wanted, days=days) if wanted else None

    def at_least_asked(self) -> Details:
        """What a message asks that is known to ask for details: all of them where its words say no more."""
        return Details(wanted=self.clearly or self.at_a_desk or (ALL_DETAILS,), days=self.days)

    def likely_asked(self) -> Details | None:
        """What a longer message asks a desk for, when nothing better is known of it."""
        wanted = self.clearly or self.at_a_desk
        return Details(wanted=wanted, days=self.days) if wanted and self.names_a_desk else None


NOTHING_ASKED = AskedDetails()


@dataclass(frozen=True)
class DetailWords:
    """The word lists, as they are compared: phrases between spaces."""

    clear: Mapping[str, Sequence[str]]
    at_a_desk: Mapping[str, Sequence[str]]
    desks: Sequence[str]
    indefinite: Sequence[str]
    of_assistant: Sequence[str]
    addressed: Sequence[str]
    days: Mapping[str, Sequence[str]]
    dates: re.Pattern[str]
    months: Sequence[str]
    fillers: frozenset[str]

    @classmethod
    def read(cls, file: Path = DATA.contact_details) -> DetailWords:
        """The lists in force; raises PhraseListsError when one is missing."""
        lists = read_phrase_lists(file, _LISTS)
        clear, at_a_desk, desks, indefinite, own, addressed, days, months, fillers = (lists[name] for name in _LISTS)
        dates = re.compile(rf" (\d{{1,2}})(?: e| ste| de)? ({'|'.join(months)})(?= )")
        words = frozenset(map(str, fillers))
        return cls(clear, at_a_desk, desks, indefinite, own, addressed, days, dates, months, words)

    def look(self, text: str, municipalities: Municipalities, names_a_municipality: bool) -> AskedDetails:
        """What the words of `text` ask for; `names_a_municipality` says whether it does."""
        typed = _spaced(text)
        asks = names_a_municipality or any(phrase in typed for phrase in self._spaced_phrases) or self._date(typed)
        if not asks or len(typed.split()) > _LONGEST:
            return NOTHING_ASKED
        mentions = municipalities.finder.find(text) if names_a_municipality else ()
        for mention in reversed(mentions):
            text = f"{text[: mention.start]} , {text[mention.end :]}"
        return self._look(_spaced(text), names_a_municipality, _desk_names(municipalities))

    def _look(self, typed: str, names_a_municipality: bool, desk_names: Sequence[str]) -> AskedDetails:
        date_asked, desks = self._date(typed), [*desk_names, *self.desks]
        days = tuple(day for day, phrases in self.days.items() if self._in(phrases, typed))
        addressed = self._in(self.addressed, typed)
        at_a_desk = _asked_in(self.at_a_desk, typed)
        rest = self.dates.sub(" ", typed) if date_asked else typed
        for phrase in sorted({*self._phrases(), *desks}, key=len, reverse=True):
            rest = rest.replace(f" {phrase} ", "  ")
        indefinite = any(f" {word} {desk} " in typed for word in self.indefinite for desk in desks)
        if indefinite or self._in(self.of_assistant, typed):
            return NOTHING_ASKED
        return AskedDetails(
            clearly=_asked_in(self.clear, typed),
            at_a_desk=at_a_desk,
            days=(date_asked,) if date_asked else days,
            names_a_desk=self._in(desks, typed) or (addressed and set(at_a_desk) <= _AT_A_DESK_ADDRESSED),
            names_a_municipality=names_a_municipality,
            nothing_else=all(word in self.fillers or word.isdigit() for word in rest.split()),
        )

    def _date(self, typed: str) -> str:
        """The day and month named, as "12-24"; "" when none is."""
        found = self.dates.search(typed)
        if found is None:
            return ""
        month, day = self.months.index(found.group(2)) + 1, int(found.group(1))
        try:
            date(_LEAP_YEAR, month, day)
        except ValueError:
            return ""
        return f"{month:02}-{day:02}"

    def _phrases(self) -> list[str]:
        lists = (*self.clear.values(), *self.at_a_desk.values(), *self.days.values())
        return [phrase for phrases in lists for phrase in phrases]

    @cached_property
    def _spaced_phrases(self) -> Sequence[str]:
        """All of `_phrases` between spaces: each message is looked through for any of them."""
        return [f" {phrase} " for phrase in self._phrases()]

    def _in(self, phrases: Iterable[str], typed: str) -> bool:
        return any(f" {phrase} " in typed for phrase in phrases)


def _asked_in(lists: Mapping[str, Sequence[str]], typed: str) -> tuple[str, ...]:
    return tuple(name for name, phrases in lists.items() if any(f" {phrase} " in typed for phrase in phrases))


def _desk_names(municipalities: Municipalities) -> list[str]:
    """The names of contact points, and their first words where those tell: "Gemeentewinkel Oefendorp"."""
    names = [bare_words(point.name) for own in municipalities.own.values() for point in own.contact_points]
    return [" ".join(words) for words in names] + [words[0] for words in names if len(words[0]) >= _LONG_NAME]


def _spaced(text: str) -> str:
    return f" {' '.join(bare_words(text))} "
