"""Markdown as Slack's rich text: the form in which `*` and `_` of a text stay what they are.

Slack's own markup, mrkdwn, cannot escape them; rich text carries bold, links and lists beside the text
(https://docs.slack.dev/reference/block-kit/blocks/rich-text-block).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from markdown_it.token import Token

from content.markdown import is_link, parsed

Element = dict[str, Any]
"""A text or a link inside a line, in Slack's form."""

_LISTS = {"bullet_list_open": "bullet", "ordered_list_open": "ordered"}
_STYLES = {"strong_open": "bold", "em_open": "italic"}


@dataclass(frozen=True)
class Line:
    """A paragraph, or an item of a list with its depth from 0 and its number from 1."""

    elements: tuple[Element, ...]
    list_style: str = ""
    depth: int = 0
    number: int = 1

    @property
    def length(self) -> int:
        """Characters, those of addresses too."""
        return sum(map(_length, self.elements))

    @property
    def plain_text(self) -> str:
        """The words, links with their address, list items after a dash or their number."""
        mark = {"": "", "bullet": "- ", "ordered": f"{self.number}. "}[self.list_style]
        return "  " * self.depth + mark + "".join(map(_plain, self.elements))


def lines_of(text: str) -> list[Line]:
    """The lines of a text in the Markdown of `content.markdown`."""
    lines: list[Line] = []
    lists: list[str] = []
    number, begins_item = 1, False
    for token in parsed(text):
        if token.type in _LISTS:
            lists.append(_LISTS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            begins_item = True
            number = int(token.info) if token.info else 1
        elif token.type == "inline":
            elements = tuple(_elements(token.children or []))
            if lists and not begins_item:  # a further paragraph of the same item
                lines[-1] = replace(lines[-1], elements=(*lines[-1].elements, _text("\n"), *elements))
            elif elements:
                lines.append(Line(elements, lists[-1] if lists else "", max(len(lists) - 1, 0), number))
                begins_item = False
    return lines


def parts_of(lines: Sequence[Line], most: int) -> list[list[Line]]:
    """The lines in parts of `most` characters at most; a line that is longer is broken at a blank."""
    parts: list[list[Line]] = []
    free = 0
    for line in lines:
        for piece in _pieces(line, most):
            if not parts or piece.length > free:
                parts.append([])
                free = most
            parts[-1].append(piece)
            free -= piece.length
    return parts


def block_of(lines: Sequence[Line]) -> dict[str, Any]:
    """The lines as one block, with a blank line between paragraphs."""
    elements: list[dict[str, Any]] = []
    for (style, depth), group in groupby(lines, lambda line: (line.list_style, line.depth)):
        items = list(group)
        sections = [{"type": "rich_text_section", "elements": list(line.elements)} for line in items]
        if not style:
            for section in sections[:-1]:
                section["elements"] = [*section["elements"], _text("\n")]
            elements += sections
            continue
        before = (
            items[0].number - 1 if style == "ordered" else 0
        )  # a list goes on after one inside it, or in a new post
        elements.append(
            {
                "type": "rich_text_list",
                "style": style,
                "indent": depth,
                **({"offset": before} if before else {}),
                "elements": sections,
            }
        )
    return {"type": "rich_text", "elements": elements}


def plain_text_of(lines: Sequence[Line]) -> str:
    """The lines as plain text, with a blank line around paragraphs and lists."""
    groups = groupby(lines, lambda line: bool(line.list_style))
    return "\n\n".join(
        ("\n" if in_list else "\n\n").join(line.plain_text for line in group) for in_list, group in groups
    )


def _elements(tokens: Sequence[Token]) -> Iterator[Element]:
    styles: list[str] = []
    address = label = ""
    for token in tokens:
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type in ("strong_close", "em_close"):
            styles.pop()
        elif token.type == "link_open":
            address, label = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            if is_link(address):
                yield _styled({"type": "link", "url": address, "text": label or address}, styles)
            elif label:
                yield _styled(_text(label), styles)
            address = ""
        else:
            words = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            if address:
                label += words
            elif words:
                yield _styled(_text(words), styles)


def _pieces(line: Line, most: int) -> Iterator[Line]:
    """The line, or what it is broken into; what goes on is a paragraph."""
    taken: list[Element] = []
    free, current = most, line
    for element in line.elements:
        rest: Element | None = (
            element if element["type"] == "text" or _length(element) <= most else _text(_plain(element))
        )
        while rest is not None:
            if _length(rest) <= free:
                taken.append(rest)
                free -= _length(rest)
                break
            fits, rest = _broken(rest, free, is_whole=free == most)
            if fits is not None:
                taken.append(fits)
            yield replace(current, elements=tuple(taken))
            taken, free, current = [], most, Line(())
    if taken:
        yield replace(current, elements=tuple(taken))


def _broken(element: Element, free: int, is_whole: bool) -> tuple[Element | None, Element | None]:
    """What still fits of an element, at a blank where there is one, and the rest."""
    if element["type"] != "text":
        return None, element
    text: str = element["text"]
    end = text.rfind(" ", 0, free + 1)
    if end <= 0:
        end = free if is_whole else 0
    rest = text[end:].lstrip()
    return ({**element, "text": text[:end]} if end else None), ({**element, "text": rest} if rest else None)


def _styled(element: Element, styles: Sequence[str]) -> Element:
    return {**element, "style": dict.fromkeys(styles, True)} if styles else element


def _text(text: str) -> Element:
    return {"type": "text", "text": text}


def _length(element: Element) -> int:
    return len(element["text"]) + len(element.get("url", ""))


def _plain(element: Element) -> str:
    text, address = str(element["text"]), str(element.get("url", ""))
    return f"{text} ({address})" if address and address != text else text
