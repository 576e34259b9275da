"""A message of the assistant as what Teams shows: one Adaptive Card, or more where it does not fit in one.

Nothing is lost without a word: what does not fit is led to, or goes on in a next message.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from api.channels.messages import ChannelChoice, ChannelDocument, ChannelMessage, ChannelSource
from api.channels.teams.card import Element, buttons, card, heading, open_url, small, submit, text_block
from api.channels.teams.card_markdown import card_blocks, escaped, link
from api.channels.texts import ChannelTexts
from api.documents import DOCX, PDF
from content.markdown import to_plain_text
from content.texts import Texts

MOST_BYTES = 28 * 1024
"""Of a message, in UTF-16: the lowest limit that Microsoft ever gave; now it says 100 KB, before 40 KB."""

AROUND_BYTES = 2 * 1024
"""What the client adds to a card: who sends, and where to."""

MOST_BUTTONS = 6
"""As many actions a card may show in one place; more choices go into a list."""

LONGEST_BUTTON = 60
"""Characters; a button has one line, and the rest is cut off."""

MOST_OPEN_OPTIONS = 12
"""With so many all options of a list are in view; more fold up."""

_BETWEEN = 4
"""Bytes of the comma and the blank between two elements."""

LONGEST_FALLBACK = 1000
LONGEST_SUMMARY = 120
"""Characters of what a notification shows."""


@dataclass(frozen=True)
class Post:
    """One message in Teams: its card, and what a notification says of it."""

    card: dict[str, Any]
    summary: str


def render(message: ChannelMessage, texts: Texts, room: str = "", forms: Collection[str] = ()) -> list[Post]:
    """The posts that show the message, in their order; the last holds all that can be pressed.

    What does not fit is led to by `full_text_url`, or else goes on in another post. `room` is where the talk is, when
    that is not where the message will be seen; it comes back with what is pressed. A choice that begins one of the
    tools that have `forms` can be taken as a form, too.
    """
    words = ChannelTexts(texts, "teams")
    blocks = [text_block(block) for block in card_blocks(message.text)]
    rest = list(_rest(message, words, room, forms))
    spoken = _spoken(message, words)
    summary = _shortened(to_plain_text(message.text) or spoken, LONGEST_SUMMARY)
    whole = card([*blocks, *rest], spoken)
    if _bytes(whole) <= MOST_BYTES - AROUND_BYTES:
        return [Post(whole, summary)]
    if message.full_text_url:
        return [Post(_cut_off(blocks, rest, message.full_text_url, spoken, words), summary)]
    return [Post(part, summary) for part in _several(blocks, rest, spoken)]


def topic_card(title: str, message: ChannelMessage, url: str, texts: Texts) -> dict[str, Any]:
    """A card with nothing to press but a link, to be put in a message of somebody's own."""
    words = ChannelTexts(texts, "teams")
    body = [heading(title), *map(text_block, card_blocks(message.text)), *_sources(message.sources, words)]
    if url:
        body.append(open_url(words.own("naar_onderwerp"), url))
    return card(body, _shortened(f"{title}. {to_plain_text(message.text)}", LONGEST_FALLBACK))


def _rest(message: ChannelMessage, words: ChannelTexts, room: str, forms: Collection[str]) -> Iterator[Element]:
    """All that comes after the text."""
    beside = {"room": room} if room else {}
    yield from _sources(message.sources, words)
    yield from _documents(message.documents, words)
    if message.chosen is not None:
        yield from (small(escaped(told)) for told in words.chosen(message) if told)
    elif message.choices:
        yield from _choices(message.choices, words, beside)
        yield from _forms([one for one in message.choices if one.tool in forms], words, beside)
    if message.useful is not None:
        yield small(words.rated(message), separator=True)
    elif message.may_be_rated:
        yield from _rating(message.id, words, beside)
    if message.stored_until is not None:
        yield small(words.stored_until(message), separator=True)


def _sources(sources: Sequence[ChannelSource], words: ChannelTexts) -> Iterator[Element]:
    for number, source in enumerate(sources):
        title = link(source.title, source.link) if source.link else escaped(source.title)
        place = escaped(words.place_of(source))
        yield small(f"{words.chat('bron')}: {title}{f'. {place}' if place else ''}", separator=number == 0)


def _documents(documents: Sequence[ChannelDocument], words: ChannelTexts) -> Iterator[Element]:
    named = {PDF: "document_pdf", DOCX: "document_word"}
    for document in documents:
        if not document.url:
            yield text_block(words.own("document_zonder_link", titel=escaped(document.title)))
        elif document.media_type in named:
            yield open_url(words.chat(named[document.media_type], titel=document.title), document.url)
        else:
            yield open_url(words.own("document", titel=document.title), document.url)
    if any(document.url for document in documents):
        yield small(words.shared("link_een_dag"))


def _choices(choices: Sequence[ChannelChoice], words: ChannelTexts, beside: dict[str, str]) -> Iterator[Element]:
    """A button each, one below the other, or a list where they are too many or too long for that."""
    if len(choices) <= MOST_BUTTONS and all(len(choice.label) <= LONGEST_BUTTON for choice in choices):
        for choice in choices:
            data = {"act": "choice", "choice": choice.id, **beside}
            yield buttons(submit(choice.label, data))
        return
    yield {
        "type": "Input.ChoiceSet",
        "id": "choice",
        "label": words.shared("kies"),
        "placeholder": words.own("kies"),
        "style": "expanded" if len(choices) <= MOST_OPEN_OPTIONS else "compact",
        "wrap": True,
        "isRequired": True,
        "errorMessage": words.own("kies_eerst"),
        "choices": [{"title": choice.label, "value": choice.id} for choice in choices],
    }
    yield buttons(submit(words.own("ga_verder"), {"act": "choice", **beside}, takes_input=True))


def _forms(choices: Sequence[ChannelChoice], words: ChannelTexts, beside: dict[str, str]) -> Iterator[Element]:
    """For tools whose questions can also be answered in a dialog, all at once."""
    for choice in choices:
        opened = {"msteams": {"type": "task/fetch"}, "act": "form", "tool": choice.tool, **beside}
        yield buttons(submit(words.shared("als_formulier", keuze=choice.label), opened))


def _rating(message_id: str, words: ChannelTexts, beside: dict[str, str]) -> Iterator[Element]:
    yield text_block(words.chat("nuttig"), separator=True)
    yield buttons(
        *(
            submit(words.chat(label), {"act": "rating", "message": message_id, "useful": useful, **beside})
            for label, useful in (("ja", True), ("nee", False))
        )
    )


def _spoken(message: ChannelMessage, words: ChannelTexts) -> str:
    """The message in plain words, for a client without cards and for who listens; never empty."""
    labels = "; ".join(choice.label for choice in message.choices) if message.chosen is None else ""
    parts = [
        _shortened(to_plain_text(message.text), LONGEST_FALLBACK),
        *(f"{words.chat('bron')}: {source.title}." for source in message.sources),
        words.own("kun_kiezen", keuzes=labels) if labels else "",
    ]
    return "\n\n".join(part for part in parts if part) or words.chat("assistent")


def _shortened(text: str, most: int) -> str:
    """Up to so many characters, ending after a word."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…"


def _bytes(shown: object) -> int:
    return len(json.dumps(shown, ensure_ascii=False).encode("utf-16-le"))


def _bytes_in_card(elements: Sequence[Element]) -> int:
    return sum(_bytes(element) + _BETWEEN for element in elements)


def _cut_off(
    blocks: Sequence[Element], rest: Sequence[Element], url: str, spoken: str, words: ChannelTexts
) -> dict[str, Any]:
    """As many paragraphs as fit, and the way to the whole."""
    end = [text_block(words.own("ingekort")), open_url(words.own("lees_verder"), url), *rest]
    left = MOST_BYTES - AROUND_BYTES - _bytes(card(end, spoken))
    fitting: list[Element] = []
    for block in blocks:
        left -= _bytes_in_card([block])
        if left < 0:
            break
        fitting.append(block)
    return card([*fitting, *end], spoken)


def _several(blocks: Sequence[Element], rest: Sequence[Element], spoken: str) -> Iterator[dict[str, Any]]:
    """A card for each part of the text that fits, parted at paragraphs; the last holds the rest."""
    most = MOST_BYTES - AROUND_BYTES - _bytes(card([], spoken))
    body: list[Element] = []
    left = most
    for block in (part for whole in blocks for part in _parts(whole, most // 2)):
        left -= _bytes_in_card([block])
        if left < 0:
            yield card(body, spoken)
            body, left = [], most - _bytes_in_card([block])
        body.append(block)
    if left < _bytes_in_card(rest):
        yield card(body, spoken)
        body = []
    yield card([*body, *rest], spoken)


def _parts(block: Element, most: int) -> Iterator[Element]:
    """The block, or its words in blocks of which each fits."""
    text = block["text"]
    while len(text.encode("utf-16-le")) > most:
        head = text[: most // 4]  # a letter takes two bytes or four
        end = max(head.rfind(". ") + 1, head.rfind("\n")) or head.rfind(" ")
        end = end if end > 0 else len(head)
        yield {**block, "text": text[:end].strip()}
        text = text[end:].strip()
    yield {**block, "text": text}
