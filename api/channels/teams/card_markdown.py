"""The Markdown of our texts as that of an Adaptive Card's text block.

Teams knows bold, italic, lists and links there, and no more
(https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format). Its mobile clients take
the backslash away before brackets only, so no more is escaped than has to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from content import markdown

_MARKS = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])")
"""What would be taken for a mark; a low line inside a word is none."""

_BEGINS_BLOCK = re.compile(r"^(\s*)(?:([-+#>])|(\d+)([.)]))(?=\s|$)", re.MULTILINE)
_NOT_IN_URL = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", '"': "%22"}


def escaped(text: str) -> str:
    """Words that are shown as they are."""
    return _no_block(_no_marks(text))


def link(label: str, url: str) -> str:
    """A link with a label that is no Markdown yet."""
    return f"[{escaped(label)}]({_address(url)})"


def card_blocks(text: str) -> list[str]:
    """One text for each paragraph and each list, none of them empty."""
    return [block for block in _blocks(markdown.parsed(text)) if block.strip()]


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    items: list[str] = []
    mark = ""
    depth = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if depth == 0:
                yield "\n".join(items)
                items = []
        elif token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "inline" and depth:
            indent = "   " * (depth - 1) + (mark or "   ")
            items.append(indent + _words(token.children or []).replace("\n\n", " "))
            mark = ""
        elif token.type == "inline":
            yield _words(token.children or [])


def _words(tokens: Sequence[Token]) -> str:
    words: list[str] = []
    addresses: list[str] = []
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            words.append("**")
        elif token.type in ("em_open", "em_close"):
            words.append("_")
        elif token.type == "link_open":
            addresses.append("" if token.tag == "span" else str(token.attrGet("href") or ""))
            words.append("[" if addresses[-1] else "")
        elif token.type == "link_close":
            address = addresses.pop()
            words.append(f"]({_address(address)})" if address else "")
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n\n")
        else:
            words.append(_no_marks(token.content))
    return _no_block("".join(words))


def _no_marks(text: str) -> str:
    return _MARKS.sub(lambda found: f"\\{found[0]}", text)


def _no_block(text: str) -> str:
    """Without anything that a list, heading or quotation would begin with."""
    return _BEGINS_BLOCK.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", text)


def _address(url: str) -> str:
    return "".join(_NOT_IN_URL.get(letter, letter) for letter in url)
