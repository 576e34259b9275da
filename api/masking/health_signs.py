"""What ties an illness to one person: the phrases of `data/restart/persoonsgegevens/gezondheid.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from typing import Any

from api.masking.reading import Phrases, Reading, words_of
from content.phrase_lists import PhraseListsError, read_phrase_lists

_NEEDED = (
    "aandoeningen",
    "aandoeningen_eindigen_op",
    "geen_aandoeningen",
    "horen_ervoor",
    "ziekte_van",
    "toestanden",
    "is",
    "heeft",
    "heeft_zeker",
    "reden",
    "werkt_niet",
    "kopjes",
    "heeft_erachter",
    "ik",
    "van_wie",
    "rollen",
    "groepen",
    "werkt_bij_ons",
    "vulwoorden",
    "alleen_in_hoofdletters",
    "zeggen_niets",
    "van_ons",
)
_LONGEST = 4
"""Words of a phrase that is sought from behind."""


class Who(Enum):
    """Of whom something is said."""

    ONE = auto()
    MANY = auto()


@dataclass(frozen=True)
class PhraseEnds:
    """Phrases that are sought from behind."""

    phrases: frozenset[tuple[str, ...]]

    @cached_property
    def _last_words(self) -> frozenset[str]:
        return frozenset(phrase[-1] for phrase in self.phrases)

    def before(self, reading: Reading, place: int, from_place: int) -> tuple[str, ...]:
        """The longest of them that ends before the word at `place` and begins at `from_place` or later; or ()."""
        if place <= from_place or reading.words[place - 1].low not in self._last_words:
            return ()
        for length in range(min(_LONGEST, place - from_place), 0, -1):
            phrase = tuple(word.low for word in reading.words[place - length : place])
            if phrase in self.phrases:
                return phrase
        return ()


@dataclass(frozen=True)
class HealthSigns:
    """The phrases of `gezondheid.yml`."""

    illnesses: Phrases[None]
    ends_of_illnesses: tuple[str, ...]
    no_illnesses: frozenset[str]
    before_illness: frozenset[str]
    illness_of: Phrases[None]
    states: Phrases[None]
    is_: PhraseEnds
    has: PhraseEnds
    surely_has: PhraseEnds
    reasons: PhraseEnds
    absence: Phrases[None]
    headings: PhraseEnds
    has_behind: frozenset[str]
    who: Phrases[Who]
    owners: frozenset[str]
    roles: frozenset[str]
    with_us: frozenset[str]
    fillers: frozenset[str]
    only_in_capitals: frozenset[str]
    say_nothing: frozenset[str]
    of_us: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> HealthSigns:
        """From the file; PhraseListsError when it is missing, no YAML, or a list in it is missing or empty."""
        lists: Mapping[str, Any] = read_phrase_lists(file, _NEEDED)
        try:
            return cls._of(lists)
        except (ValueError, TypeError) as error:
            raise PhraseListsError(f"{file}: a list is not as it should be ({error!r})") from error

    @classmethod
    def _of(cls, lists: Mapping[str, Any]) -> HealthSigns:
        one = dict.fromkeys(map(str, lists["ik"]), Who.ONE)
        return cls(
            illnesses=Phrases.of(lists["aandoeningen"], None),
            ends_of_illnesses=tuple(lists["aandoeningen_eindigen_op"]),
            no_illnesses=frozenset(lists["geen_aandoeningen"]),
            before_illness=_words(lists["horen_ervoor"]),
            illness_of=Phrases.of(lists["ziekte_van"], None),
            states=Phrases.of(lists["toestanden"], None),
            is_=_phrases(lists["is"]),
            has=_phrases(lists["heeft"]),
            surely_has=_phrases(lists["heeft_zeker"]),
            reasons=_phrases(lists["reden"]),
            absence=Phrases.of(lists["werkt_niet"], None),
            headings=_phrases(lists["kopjes"]),
            has_behind=_words(lists["heeft_erachter"]),
            who=Phrases({**one, **dict.fromkeys(map(str, lists["groepen"]), Who.MANY)}),
            owners=_words(lists["van_wie"]),
            roles=_words(lists["rollen"]),
            with_us=_words(lists["werkt_bij_ons"]),
            fillers=_words(lists["vulwoorden"]),
            only_in_capitals=_words(lists["alleen_in_hoofdletters"]),
            say_nothing=_words(lists["zeggen_niets"]),
            of_us=_words(lists["van_ons"]),
        )


def _phrases(phrases: Iterable[str]) -> PhraseEnds:
    return PhraseEnds(frozenset(words_of(str(phrase)) for phrase in phrases))


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in words_of(str(phrase)))
