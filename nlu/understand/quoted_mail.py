"""Parts what a visitor wrote from the mail that is answered or passed on below or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.plain_text import bare_words
from nlu.understand.letter_phrases import LetterPhrase, LetterPhrases

_QUOTE_MARKS = re.compile(r"^\s*(?:[>|]\s*)+")
_HEADERS_NEAR = 3
"""Two header lines within so many lines are the head of a mail; one by itself is a sentence."""


def split_quoted(text: str, phrases: LetterPhrases) -> tuple[str, str]:
    """The visitor's own lines, and those of other mail without its marks and heads; "" where there are none."""
    lines = text.splitlines()
    own: list[str] = []
    quoted: list[str] = []
    other_mail = False
    for place, line in enumerate(lines):
        head = _is_head(lines, place, phrases)
        marked = bool(_QUOTE_MARKS.match(line))
        other_mail = other_mail or (head and not _are_marked(lines[place + 1 :]))
        if not head:
            (quoted if marked or other_mail else own).append(_QUOTE_MARKS.sub("", line))
    return "\n".join(own).strip(), "\n".join(quoted).strip()


def _is_head(lines: Sequence[str], place: int, phrases: LetterPhrases) -> bool:
    """Whether a line stands above other mail: "Van: …" with others, "Op … schreef …:", "Begin doorgestuurd bericht"."""
    line = _QUOTE_MARKS.sub("", lines[place])
    words = tuple(bare_words(line))
    if phrases.at(words, 0, LetterPhrase.FORWARDED):
        return True
    if line.rstrip().endswith(":") and any(map(str.isdigit, line)):
        return any(phrases.at(words, start, LetterPhrase.WROTE) for start in range(len(words)))
    if not _is_header(line, phrases):
        return False
    near = [*lines[max(0, place - _HEADERS_NEAR) : place], *lines[place + 1 : place + 1 + _HEADERS_NEAR]]
    return any(_is_header(_QUOTE_MARKS.sub("", other), phrases) for other in near)


def _is_header(line: str, phrases: LetterPhrases) -> bool:
    name, colon, _ = line.strip(" *").partition(":")
    words = tuple(bare_words(name))
    return bool(colon and words) and phrases.at(words, 0, LetterPhrase.MAIL_HEADER) == len(words)


def _are_marked(lines: Sequence[str]) -> bool:
    """Whether the first line with words in it is marked as a quote: then what is not marked is the visitor's own."""
    return any(_QUOTE_MARKS.match(line) for line in [line for line in lines if line.strip()][:1])
