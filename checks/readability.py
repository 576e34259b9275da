"""How hard a Dutch text is: words, sentences, syllables, and the Flesch-Douma score.

Douma's adaptation of Flesch's reading ease to Dutch (W.H. Douma, *De leesbaarheid van
landbouwbladen*, Wageningen 1960): 206.84 - 0.93 x words a sentence - 77 x syllables a word.
100 is very easy, 0 very hard. Syllables are counted by the hyphenation patterns of `pyphen`,
which never break off a single letter, so the count is a little low and the score a little high.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pyphen

from content import markdown

MOST_WORDS_A_SENTENCE = 20

_WORD = re.compile(r"[\w][\w'’.%+-]*")
_END_OF_SENTENCE = re.compile(r"(?<=[.?!:])[”\"')]*\s+|\n+")
_VOWELS = re.compile(r"[aeiouyáéíóúëïöü]", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of `text`, without Markdown."""
    return _WORD.findall(markdown.without_marks(text))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 0, sentence); a list item, a paragraph's end and a colon end one too."""
    for number, row in enumerate(text.splitlines()):
        for sentence in _END_OF_SENTENCE.split(markdown.without_marks(row)):
            if _WORD.search(sentence):
                yield number, sentence.strip()


def too_long(text: str, most: int = MOST_WORDS_A_SENTENCE) -> Iterator[tuple[int, str]]:
    """The sentences of more than `most` words: (line from 0, what is wrong, in Dutch)."""
    for number, sentence in sentences(text):
        if (length := len(words(sentence))) > most:
            yield number, f"zin van {length} woorden, hoogstens {most} mag: '{sentence[:60]}…'"


def flesch_douma(text: str) -> float:
    """The score of `text`; ValueError when it holds no words."""
    counted = [len(words(sentence)) for _, sentence in sentences(text)]
    found = words(text)
    if not found:
        raise ValueError("no words to measure")
    syllables = sum(map(_syllables, found))
    return 206.84 - 0.93 * len(found) / len(counted) - 77 * syllables / len(found)


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    hyphenated: str = _dictionary().inserted(word)
    return sum(1 for part in hyphenated.split("-") if _VOWELS.search(part)) or 1


@lru_cache(maxsize=1)
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)
