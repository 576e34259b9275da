"""The words of a message as typed, so that phrases of a list can be found in it and the rest stays as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.plain_text import bare_words
from content.word_list import Words

_WORD = re.compile(r"\d(?:[\w.,]*\w)?|[^\W_]+(?:['’][^\W_]+)*")
_WITHIN_PHRASE = re.compile(r"[ \t-]+")
_ENDS_SENTENCE = re.compile(r"[.?!\n:]")


@dataclass(frozen=True)
class TypedWord:
    """A word, what it is when made bare, and what stands between it and the next."""

    text: str
    bare: Words
    after: str
    opens_sentence: bool

    @property
    def is_name_or_number(self) -> bool:
        """Whether it is a number, or has a capital letter that no begin of a sentence explains."""
        return self.text[0].isdigit() or (self.text[0].isupper() and not self.opens_sentence)


def typed_words(text: str) -> Sequence[TypedWord]:
    """The words of `text`, in order; what stands before the first belongs to none."""
    found = list(_WORD.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    words: list[TypedWord] = []
    for one, end in zip(found, ends):
        opens = not words or ends_sentence(words[-1].after)
        words.append(TypedWord(one[0], tuple(bare_words(one[0].replace("’", "'"))), text[one.end() : end], opens))
    return words


def ends_sentence(between: str) -> bool:
    """Whether a sentence ends in what stands between two words."""
    return bool(_ENDS_SENTENCE.search(between))


def reach(words: Sequence[TypedWord], place: int) -> int:
    """How many words from `place` on stand in one phrase: no mark between them but a hyphen."""
    end = place + 1
    while end < len(words) and _WITHIN_PHRASE.fullmatch(words[end - 1].after):
        end += 1
    return end - place


def bare_phrase(words: Sequence[TypedWord]) -> Words:
    """Words next to each other, made bare."""
    return tuple(bare for word in words for bare in word.bare)
