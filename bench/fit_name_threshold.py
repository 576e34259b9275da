"""`make drempel-namen`: how much a word in no list must look like a name, from sentences with names and without.

The folder holds `namen.jsonl` (`{"tekst": "Ik ben Fatima", "naam": ["Fatima"]}`) and `zonder.jsonl` (`{"tekst": …}`).
The base of `naamletters.json` is shifted by steps of one. For each are counted: names left out whole; the same with
the words of that name taken out of the lists; and sentences without a name in which something went. Names left readable
and sentences touched, of 100 each, weigh the same. Of the shifts that cost least, or hardly more, the lowest is taken.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from api.masking.masker import Masker
from api.masking.name_lists import LETTERS, NameLists
from api.masking.signs import Signs
from content.live import LiveContent
from content.name_letters import NameLetters
from content.paths import DATA

NAMES, WITHOUT = "namen.jsonl", "zonder.jsonl"
_SHIFTS = range(-6, 7)
_IN_NO_LIST = 0.05
"""The share of names of which no word is in the lists."""

_HARDLY_MORE = 0.1
"""Of 100: less than these sentences can tell."""


@dataclass(frozen=True)
class Named:
    """A sentence and the words of the names in it."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """What a shift brings, each of 100."""

    shift: int
    found: float
    found_in_no_list: float
    touched: float

    @property
    def cost(self) -> float:
        """Names left readable and sentences touched."""
        left = (1 - _IN_NO_LIST) * (100 - self.found) + _IN_NO_LIST * (100 - self.found_in_no_list)
        return left + self.touched


def main() -> int:
    """Print the curve, and write the base that is chosen unless it is only to be measured."""
    arguments = wanted("Fit how much a word must look like a name.", "make drempel-namen")
    named = [Named(row["tekst"], tuple(row["naam"])) for row in rows(arguments.folder / NAMES)]
    without = [row["tekst"] for row in rows(arguments.folder / WITHOUT)]
    signs = Signs.read(DATA.personal_data)
    lists = NameLists.read(DATA.personal_data, LiveContent().current.municipalities.register.names)
    points = []
    for shift in _SHIFTS:
        points.append(measure(shift, signs, lists, named, without))
        print(_line(points[-1]), flush=True)
    best = chosen(points)
    print(f"chosen: shift {best.shift:+d}")
    if not arguments.only_measure:
        shifted(lists.letters, best.shift).weights.write(DATA.personal_data / LETTERS)
    return 0


def wanted(description: str, command: str) -> argparse.Namespace:
    """The `folder` with sentences, and whether to `only_measure`; the program ends where the folder lacks a file."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path, help=f"with {NAMES} and {WITHOUT}")
    parser.add_argument("--only-measure", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    for file in (NAMES, WITHOUT):
        if not (arguments.folder / file).is_file():
            parser.error(f"there is no {file} in {arguments.folder}; name the folder: {command} ZINNEN=folder")
    return arguments


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one a line."""
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())


def chosen(points: Sequence[Point]) -> Point:
    """The lowest shift of those that cost least, or hardly more."""
    least = min(point.cost for point in points)
    return min((point for point in points if point.cost <= least + _HARDLY_MORE), key=lambda point: point.shift)


def measure(shift: int, signs: Signs, lists: NameLists, named: Sequence[Named], without: Sequence[str]) -> Point:
    """The point of one shift."""
    lists = replace(lists, letters=shifted(lists.letters, shift))
    masker = Masker(signs, lists)
    return Point(
        shift,
        _percentage([is_left_out(masker, one) for one in named]),
        _percentage([is_left_out(Masker(signs, _without_words(lists, one.words)), one) for one in named]),
        _percentage([bool(masker.mask(text).kinds) for text in without]),
    )


def shifted(letters: NameLetters, shift: int) -> NameLetters:
    """With another base."""
    return NameLetters(replace(letters.weights, base=round(letters.weights.base + shift, 2)))


def _without_words(lists: NameLists, words: Sequence[str]) -> NameLists:
    gone = {part for word in words for part in (word.lower(), *word.lower().split("-"))}
    return replace(lists, first_names=lists.first_names - gone, surnames=lists.surnames - gone)


def is_left_out(masker: Masker, named: Named) -> bool:
    """Whether no word of the name can be read any more."""
    left = masker.mask(named.text).text
    return not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", left, re.IGNORECASE) for word in named.words)


def _percentage(of: Sequence[bool]) -> float:
    return 100 * sum(of) / len(of)


def _line(point: Point) -> str:
    return (
        f"shift {point.shift:+d}: {point.found:.1f} % of the names, {point.found_in_no_list:.1f} % in no list,"
        f" {point.touched:.2f} % of the sentences touched, cost {point.cost:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
