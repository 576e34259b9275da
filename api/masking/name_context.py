"""Whether what stands around a first name that stands alone is said of a person: "is Fatima er?", not "Fatima FM".

Linear in the words and the kinds of words beside the name, as learnt by `make omgeving-namen` from sentences in which
people are named and sentences in which firms, places and things are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns

_DIGIT = re.compile(r"\s?\d")
_ENDS = re.compile(r"""\s*[.!?;:\n)"]""")
_SHOWN_MARKS = "\"'):"
_FEW_WORDS = (2, 4, 7)
"""Bounds of how many other words the sentence has."""

_FARTHEST = 12
"""Words of a sentence that are read before a name, and behind it."""

_ENDINGS = ("en", "te", "t", "de", "d", "s")


@dataclass(frozen=True)
class ContextReader:
    """Reads what stands around a name; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns

    def speaks_against(self, place: int, end: int) -> bool:
        """Whether the words between are more likely the name of a firm, a place or a thing."""
        return self.lists.context.score(self.features(place, end)) < 0

    def features(self, place: int, end: int) -> set[str]:
        """What stands around the name between, each with a weight in `NameLists.context` or without one."""
        typed, words = self.typed, self.typed.words
        starts = typed.starts_sentence(place)
        ends = end == len(words) or _ENDS.match(typed.text, words[end - 1].end) is not None
        found = {f"starts {starts}", f"ends {ends}"}
        if starts and ends:
            found.add("alone")
        before = "" if place == 0 else typed.gap(place).strip()[-1:]
        if place and not starts:
            found.update(self._beside(place - 1, f"before{before}"))
            if place > 1 and not typed.starts_sentence(place - 1):
                found.update(self._kinds(place - 2, "far before"))
                if words[place - 1].low in self.signs.conjunctions:
                    found.update(self._kinds(place - 2, "joined before"))
            else:
                found.add("second word")
        if end < len(words):
            found.update(self._behind(end, starts, ends))
        found.update(self._of_sentence(place, end))
        return found

    def _behind(self, end: int, starts: bool, ends: bool) -> Iterator[str]:
        """The signs behind a name that ends before `end`."""
        typed, words = self.typed, self.typed.words
        gap = typed.gap(end)
        mark = "0" if _DIGIT.match(gap) else gap.strip()[:1]
        if ends:
            yield from (f"mark {mark}" for _ in mark if mark in _SHOWN_MARKS)
            return
        yield from self._beside(end, f"behind{mark}")
        if starts:
            yield from self._kinds(end, "behind first")
        if end + 1 == len(words):
            yield "one word behind"
            return
        yield from self._kinds(end + 1, "far behind")
        if words[end].low in self.signs.conjunctions:
            yield from self._kinds(end + 1, "joined behind")

    def _beside(self, place: int, where: str) -> Iterator[str]:
        """The word itself, and its kinds."""
        if not self.typed.words[place].capital:
            yield f"{where} = {self.typed.words[place].low}"
        yield from self._kinds(place, where)

    def _kinds(self, place: int, where: str) -> Iterator[str]:
        word = self.typed.words[place]
        yield from (f"{where} {kind}" for kind in (*self._by_letters(word, place), *self._by_list(word.low)))

    def _by_letters(self, word: NameWord, place: int) -> Iterator[str]:
        """What a capital and the lists make of a word."""
        lists, low = self.lists, word.low
        if word.capital and lists.is_sure_first_name(low):
            yield "first name"
        elif word.capital and lists.is_only_surname(low) and low not in lists.places:
            yield "surname"
        elif word.capital and low in lists.places:
            yield "place"
        elif (low,) in lists.public_names:
            yield "public name"
        elif word.text.isupper() and len(low) > 1:
            yield "capitals"
        elif word.capital and not self.typed.starts_sentence(place):
            yield "word with a capital" if low in lists.ordinary_words else "unknown with a capital"
        elif not word.capital and low not in lists.ordinary_words:
            yield "unknown"
        elif not word.capital and low not in self.signs.function_words:
            yield "word"
            yield from (f"-{ending}" for ending in _ENDINGS if low.endswith(ending))

    def _by_list(self, low: str) -> Iterator[str]:
        signs = self.signs
        named = {
            "function word": signs.function_words,
            "done by people": signs.verbs_of_people,
            "done by things": signs.verbs_of_things,
            "before person": signs.before_person,
            "end of sign": signs.ends_of_signs,
            "owner": signs.owners,
            "determiner": signs.determiners,
            "people": signs.people,
            "kind": signs.kinds_of_things,
            "product": signs.products,
            "thing": signs.before_thing,
            "behind organisation": signs.after_organisation,
        }
        yield from (kind for kind, words in named.items() if low in words)
        if signs.is_organisation(low):
            yield "organisation"

    def _of_sentence(self, place: int, end: int) -> Iterator[str]:
        """What the rest of the sentence tells."""
        typed, signs = self.typed, self.signs
        first, last = place, end
        while first > max(0, place - _FARTHEST) and not typed.starts_sentence(first):
            first -= 1
        while last < min(len(typed.words), end + _FARTHEST) and not typed.starts_sentence(last):
            last += 1
        others = {word.low for word in (*typed.words[first:place], *typed.words[end:last])}
        for kind, words in (("speaker", signs.speakers), ("done by people", signs.verbs_of_people)):
            if not words.isdisjoint(others):
                yield f"sentence {kind}"
        if signs.function_words.isdisjoint(others):
            yield "sentence without function word"
        if any(word in signs.kinds_of_things or signs.is_organisation(word) for word in others):
            yield "sentence kind"
        count = last - first - (end - place)
        yield f"sentence of {sum(count >= bound for bound in _FEW_WORDS)}"
        if typed.text[typed.words[last - 1].end :].lstrip().startswith("?"):
            yield "asked"
