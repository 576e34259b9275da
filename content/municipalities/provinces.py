"""The provinces, as people write them beside the name of a place: "Hengelo (Gld)", "het Gelderse Laren"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content.municipalities.names import comparable

FIELDS = {"ook", "tussen_haakjes", "ervoor"}
_OPENS, _BETWEEN = "([", {"", "in", "provincie", "prov"}
_MOST_WORDS = 3


@dataclass(frozen=True)
class Provinces:
    """Each plain name to its province: as it stands behind a place, in brackets only, or before it."""

    behind: Mapping[str, str] = field(default_factory=dict)
    in_brackets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    def after(self, words: Sequence[str]) -> tuple[tuple[str, ...], int]:
        """The provinces that the words behind a name can mean, and how many words those are.

        `words` are as they are typed, signs included; a letter in brackets can mean two provinces.
        """
        start, brackets = 0, bool(words) and words[0] in _OPENS
        while start < min(len(words), 3) and comparable(words[start]) in _BETWEEN and words[start] not in ".;:!?":
            start += 1
        for length in range(min(2 * _MOST_WORDS, len(words) - start), 0, -1):
            name = " ".join(filter(None, map(comparable, words[start : start + length])))
            found = self._meant(name, brackets)
            if found and comparable(words[start + length - 1]):
                return found, start + length
        return (), 0

    def _meant(self, name: str, brackets: bool) -> tuple[str, ...]:
        if name in self.behind:
            return (self.behind[name],)
        return self.in_brackets.get(name, ()) if brackets else ()


def provinces(values: Mapping[str, Mapping[str, list[str]]]) -> Provinces:
    """From the values of `provincies.yml`."""
    in_brackets: dict[str, tuple[str, ...]] = {}
    for name, row in values.items():
        for short in row.get("tussen_haakjes", ()):
            in_brackets[comparable(short)] = (*in_brackets.get(comparable(short), ()), name)
    return Provinces(
        behind={comparable(short): name for name, row in values.items() for short in (name, *row.get("ook", ()))},
        in_brackets=in_brackets,
        before={comparable(word): name for name, row in values.items() for word in row.get("ervoor", ())},
    )
