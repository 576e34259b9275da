"""How else the name of a place is written: with the abbreviations of `data/restart/register/afkortingen.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from content.municipalities.names import comparable

GROUPS = ("voorop", "samengesteld", "verbinding", "verder")
_TELLING = 4
"""A spelling in which no word has so many letters says too little."""

Words = Mapping[str, list[str]]
"""A word of a name to how else it is written; "" leaves it out."""


@dataclass(frozen=True)
class Abbreviations:
    """The groups of the file: words a name begins with, those joined to what follows, joining words, the rest."""

    first: Words = field(default_factory=dict)
    prefixes: Words = field(default_factory=dict)
    joining: Words = field(default_factory=dict)
    others: Words = field(default_factory=dict)

    def spellings(self, plain: str) -> set[str]:
        """All other ways to write the plain name `plain`."""
        if not self._any_rule.search(plain):
            return set()
        found = {plain}
        for word, others in self._rules:
            found |= {_tidy(word.sub(other, one, count=1)) for one in found if word.search(one) for other in others}
        return {one for one in found - {plain} if any(len(word) >= _TELLING for word in one.split())}

    @cached_property
    def short_first_words(self) -> frozenset[str]:
        """Abbreviations that more of a name must follow: "st", "nw"."""
        return frozenset(short for shorts in self.first.values() for short in shorts if short) - set(self.first)

    @cached_property
    def short_joining_words(self) -> frozenset[str]:
        """Abbreviations that join the parts of a name: "a d", "ad"."""
        shorts = {short for shorts in self.joining.values() for short in shorts if short}
        return frozenset(short for short in shorts if not short.startswith("aan")) - set(self.joining)

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], list[str]]]:
        return list(self._all_rules())

    @cached_property
    def _any_rule(self) -> re.Pattern[str]:
        """Most names hold none of the words: one look is faster than one for each rule."""
        return re.compile("|".join(word.pattern for word, _ in self._rules) or r"(?!)")

    def _all_rules(self) -> Iterator[tuple[re.Pattern[str], list[str]]]:
        for word, shorts in self.prefixes.items():
            yield re.compile(rf"^{word} ?(?=[a-z])"), [f"{short} " for short in shorts]
        for words in (self.first, self.joining):
            for word, shorts in words.items():
                yield re.compile(rf"\b{word}\b"), shorts
        for word, shorts in self.others.items():
            yield re.compile(rf"\b{word}"), shorts


def abbreviations(values: Mapping[str, Mapping[str, list[str]]]) -> Abbreviations:
    """From the values of the file."""
    return Abbreviations(
        *({comparable(str(word)): list(map(str, shorts)) for word, shorts in values[name].items()} for name in GROUPS)
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())
