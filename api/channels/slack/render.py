"""A message of the assistant as Slack shows it: posts of blocks, each with the same in plain text beside it.

Pure, and loses nothing: a long text is split at paragraphs or ends in a link to the whole, many choices become menus,
and a label that is cut off stands in full above them. The plain text is what screen readers and notifications read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from api.channels.messages import ChannelChoice, ChannelDocument, ChannelMessage, ChannelSource
from api.channels.slack import limits
from api.channels.slack.action_ids import (
    CHOICE,
    CHOICE_MENU,
    CHOICES,
    FORMS,
    NOT_USEFUL,
    RATING,
    SEPARATOR,
    TOOL_FORM,
    USEFUL,
)
from api.channels.slack.limits import cut
from api.channels.slack.rich_text import Line, block_of, lines_of, parts_of, plain_text_of
from api.channels.texts import ChannelTexts
from api.documents import PDF
from content.texts import Texts

LONGEST_TEXT = 3000
"""Characters of text in a post, as a section may have; Slack names no limit for rich text."""

MOST_POSTS = 3
"""What is longer ends in a link to the whole, where there is one."""

MOST_BUTTONS = 10
"""More choices than these are easier to survey in a menu."""


One = TypeVar("One")


class Post(TypedDict):
    """What `chat.postMessage` takes: blocks, and `text` in their place where they cannot be shown."""

    text: str
    blocks: list[dict[str, Any]]


@dataclass(frozen=True)
class _Part:
    """A block with the same as plain text."""

    block: dict[str, Any]
    plain_text: str = ""


def render(message: ChannelMessage, texts: Texts, room: str, forms: Collection[str] = ()) -> list[Post]:
    """The message as one post or more; `room` of the place comes back with what is clicked.

    All that can be clicked is in the last post. A choice that begins one of the tools that have `forms` can be taken as
    a form, too. ValueError for an id of a choice that Slack cannot carry.
    """
    words = ChannelTexts(texts, "slack")
    lines = parts_of(lines_of(message.text), LONGEST_TEXT)
    if message.full_text_url and len(lines) > MOST_POSTS:
        lines = [*lines[: MOST_POSTS - 1], [*lines[MOST_POSTS - 1], _read_on(message.full_text_url, words)]]
    *before, last = [[_Part(block_of(part), plain_text_of(part))] for part in lines] or [[]]
    last += _sources(message, words)
    last += _documents(message.documents, words)
    last += _choices(message, words, room)
    last += _forms(message, words, room, forms)
    last += _rating(message, words, room)
    last += _small(words.stored_until(message))
    posts = [*before, *_in_groups(last, limits.BLOCKS_IN_MESSAGE)]
    return [
        Post(text=cut(escaped(_joined(parts)), limits.TEXT_OF_MESSAGE), blocks=[part.block for part in parts])
        for parts in posts
    ]


def escaped(text: str) -> str:
    """`text` where Slack reads markup: https://docs.slack.dev/messaging/formatting-message-text#escaping."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: str) -> dict[str, Any]:
    """A text of Slack's in which nothing is markup, and `:smile:` no picture."""
    return {"type": "plain_text", "text": text, "emoji": False}


def context(*elements: dict[str, Any]) -> dict[str, Any]:
    """Small print."""
    return {"type": "context", "elements": list(elements)}


def _read_on(address: str, words: ChannelTexts) -> Line:
    return Line(({"type": "link", "url": address, "text": words.own("lees_verder")},))


def _small(text: str) -> Iterator[_Part]:
    """Small print, whole; nothing for an empty text."""
    for lines in parts_of([Line(({"type": "text", "text": text},))], limits.TEXT_OF_SECTION) if text else ():
        told = plain_text_of(lines)
        yield _Part(context(plain_text(told)), told)


def _sources(message: ChannelMessage, words: ChannelTexts) -> Iterator[_Part]:
    elements = [(_linked(_source(one, words), one.link), _source(one, words)) for one in message.sources]
    for some in _in_groups(elements, limits.CONTEXT_ELEMENTS):
        yield _Part(context(*(element for element, _ in some)), "\n".join(text for _, text in some))


def _source(source: ChannelSource, words: ChannelTexts) -> str:
    place = words.place_of(source)
    return f"{words.chat('bron')}: {source.title}{f'. {place}' if place else ''}"


def _documents(documents: Sequence[ChannelDocument], words: ChannelTexts) -> Iterator[_Part]:
    for lines in parts_of([Line((_document(one, words),)) for one in documents], LONGEST_TEXT):
        yield _Part(block_of(lines), plain_text_of(lines))
    if any(one.url for one in documents):
        yield from _small(words.shared("link_een_dag"))


def _document(document: ChannelDocument, words: ChannelTexts) -> dict[str, Any]:
    kind = "pdf" if document.media_type == PDF else "Word"
    if not document.url:
        return {"type": "text", "text": words.own("zie_bestand", titel=document.title, soort=kind)}
    label = words.chat("document_pdf" if document.media_type == PDF else "document_word", titel=document.title)
    return {"type": "link", "url": document.url, "text": label}


def _linked(text: str, link: str) -> dict[str, Any]:
    """In a link's label nothing is markup but what is escaped."""
    linked = f"<{escaped(link).replace('|', '%7C')}|{escaped(text)}>"
    if not link or len(linked) > limits.TEXT_OF_SECTION:
        return plain_text(cut(text, limits.TEXT_OF_SECTION))
    return {"type": "mrkdwn", "text": linked, "verbatim": True}


def _choices(message: ChannelMessage, words: ChannelTexts, room: str) -> Iterator[_Part]:
    if message.chosen is not None:
        for told in words.chosen(message):
            yield from _small(told)
        return
    choices = message.choices
    if not choices:
        return
    as_buttons = len(choices) <= MOST_BUTTONS
    most = limits.BUTTON_TEXT if as_buttons else limits.OPTION_TEXT
    if any(len(choice.label) > most for choice in choices):
        yield from _in_full(choices, words)
        choices = tuple(ChannelChoice(one.id, f"{number}. {one.label}") for number, one in enumerate(choices, start=1))
        read_out = ""
    else:
        read_out = "\n".join(f"- {one.label}" for one in choices)
    elements_of_all = _buttons(choices) if as_buttons else _menus(choices, words)
    for number, elements in enumerate(_in_groups(elements_of_all, limits.ACTIONS_ELEMENTS), start=1):
        yield _Part(_actions(CHOICES, number, room, elements), read_out if number == 1 else "")


def _forms(message: ChannelMessage, words: ChannelTexts, room: str, forms: Collection[str]) -> Iterator[_Part]:
    begun = [one for one in message.choices if one.tool in forms] if message.chosen is None else []
    labels = [words.shared("als_formulier", keuze=one.label) for one in begun]
    buttons = [button(f"{TOOL_FORM}{SEPARATOR}{one.tool}", label, one.tool) for one, label in zip(begun, labels)]
    if buttons:
        yield _Part(_actions(FORMS, 1, room, buttons), "\n".join(f"- {label}" for label in labels))


def _in_full(choices: Sequence[ChannelChoice], words: ChannelTexts) -> Iterator[_Part]:
    heading = Line(({"type": "text", "text": words.own("alle_keuzes")},))
    labels = [
        Line(({"type": "text", "text": one.label},), "ordered", 0, number)
        for number, one in enumerate(choices, start=1)
    ]
    for lines in parts_of([heading, *labels], LONGEST_TEXT):
        yield _Part(block_of(lines), plain_text_of(lines))


def _buttons(choices: Sequence[ChannelChoice]) -> list[dict[str, Any]]:
    return [
        button(f"{CHOICE}{SEPARATOR}{number}", choice.label, choice.id)
        for number, choice in enumerate(choices, start=1)
    ]


def _menus(choices: Sequence[ChannelChoice], words: ChannelTexts) -> list[dict[str, Any]]:
    return [
        {
            "type": "static_select",
            "action_id": f"{CHOICE_MENU}{SEPARATOR}{number}",
            "placeholder": plain_text(cut(words.shared("kies"), limits.PLACEHOLDER)),
            "options": [option(choice.label, choice.id) for choice in some],
        }
        for number, some in enumerate(_in_groups(choices, limits.OPTIONS), start=1)
    ]


def _rating(message: ChannelMessage, words: ChannelTexts, room: str) -> Iterator[_Part]:
    if message.useful is not None:
        yield from _small(words.rated(message))
    elif message.may_be_rated:
        yield from _small(words.chat("nuttig"))
        yes = button(USEFUL, words.chat("ja"), message.id, words.own("ja_uitgebreid"))
        no = button(NOT_USEFUL, words.chat("nee"), message.id, words.own("nee_uitgebreid"))
        yield _Part(_actions(RATING, 1, room, [yes, no]))


def button(action_id: str, label: str, value: str, read_out: str = "") -> dict[str, Any]:
    """A button; `read_out` is its label for who does not see what stands around it."""
    spoken = {"accessibility_label": read_out} if read_out else {}
    text = plain_text(cut(label, limits.BUTTON_TEXT))
    return {
        "type": "button",
        "action_id": action_id,
        "text": text,
        "value": _carried(value, limits.BUTTON_VALUE),
        **spoken,
    }


def option(label: str, value: str) -> dict[str, Any]:
    """An option of a menu or a form."""
    return {"text": plain_text(cut(label, limits.OPTION_TEXT)), "value": _carried(value, limits.OPTION_VALUE)}


def _carried(value: str, most: int) -> str:
    """An id that comes back when it is clicked; ValueError when Slack would refuse it, since cut off it is another."""
    if not 0 < len(value) <= most:
        raise ValueError(f"an id of {len(value)} characters cannot be clicked in Slack; at most {most}")
    return value


def _actions(kind: str, number: int, room: str, elements: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "actions", "block_id": SEPARATOR.join((kind, str(number), room)), "elements": list(elements)}


def _in_groups(many: Sequence[One], most: int) -> Iterator[Sequence[One]]:
    for start in range(0, len(many), most):
        yield many[start : start + most]


def _joined(parts: Sequence[_Part]) -> str:
    return "\n\n".join(part.plain_text for part in parts if part.plain_text)
