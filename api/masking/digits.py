"""Digits however they are written, each at its own place in the text: full-width, Arabic, or spelt out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from api.masking.reading import Reading, Word

_SPOKEN = {
    "nul": "0",
    "een": "1",
    "één": "1",
    "twee": "2",
    "drie": "3",
    "vier": "4",
    "vijf": "5",
    "zes": "6",
    "zeven": "7",
    "acht": "8",
    "negen": "9",
    "tien": "10",
    "elf": "11",
    "twaalf": "12",
    "dertien": "13",
    "veertien": "14",
    "vijftien": "15",
    "zestien": "16",
    "zeventien": "17",
    "achttien": "18",
    "negentien": "19",
}
_TENS = {
    "twintig": "2",
    "dertig": "3",
    "veertig": "4",
    "vijftig": "5",
    "zestig": "6",
    "zeventig": "7",
    "tachtig": "8",
    "negentig": "9",
}
_UNITS = {word: digit for word, digit in _SPOKEN.items() if len(digit) == 1 and digit != "0"}
_NUMBER_WORDS = {
    **_SPOKEN,
    **{ten: f"{digit}0" for ten, digit in _TENS.items()},
    **{
        f"{unit}{joint}{ten}": f"{tens}{units}"
        for unit, units in _UNITS.items()
        for ten, tens in _TENS.items()
        for joint in ("en", "ën")
    },
}
_FEWEST_SPOKEN = 4
"""So many number words in a row are a number that somebody dictates; "twee of drie" is not."""

_WIDEST_GAP = 2
"""Characters between two of them: a comma and a blank."""


@dataclass(frozen=True)
class DigitRun:
    """A number as it is read: its digits, and where it stands in the text, in characters."""

    digits: str
    start: int
    end: int


def with_plain_digits(text: str) -> str:
    """`text` with every decimal digit of any script as 0 to 9; as long as before."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(letter, letter)) if letter.isdigit() else letter for letter in text)


def spoken_numbers(reading: Reading) -> Iterator[DigitRun]:
    """Numbers that are spelt out in words or in single digits: "nul zes een twee, drie vier 56 zeven acht"."""
    spoken = [word for word in reading.words if word.low in _NUMBER_WORDS or word.low.isdigit()]
    run: list[Word] = []
    for word in [*spoken, None] if len(spoken) >= _FEWEST_SPOKEN else ():
        if word is not None and (not run or word.start - run[-1].end <= _WIDEST_GAP):
            run.append(word)
            continue
        if sum(not one.low.isdigit() for one in run) >= _FEWEST_SPOKEN:
            yield DigitRun("".join(map(_read, run)), run[0].start, run[-1].end)
        run = [word] if word is not None else []


def _read(word: Word) -> str:
    return _NUMBER_WORDS.get(word.low, word.low)
