"""What a person reads in a message of Slack or Teams: words without marks, sources, choices, documents, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from content.markdown import parsed
from content.texts import Texts
from operations.trial.slack.platform import actions_of

TO_DOCUMENT, TO_COPY, TO_TOPIC, TO_MUNICIPALITY = "/kanalen/documenten/", "/kanalen/kopie/", "/gids/", "/gemeenten/"

RATING, STORED_UNTIL, FORM, WAIT, LINK_DAY = "whether it helped", "stored until", "as a form", "takes longer", "a day"
"""What a channel shows beside an answer."""


TEXT, SOURCES, DOCUMENTS, CHOICES, CHOSEN, OTHERS = "text", "sources", "documents", "choices", "chosen", "others"
RATING_ASKED, RATED, NOTES = "rating", "rated", "notes"
"""Parts of a message."""


@dataclass
class Shown:
    """What a person saw for one turn, whatever the place."""

    words: str = ""
    links: tuple[str, ...] = ()
    """Where each link in the text leads."""
    sources: tuple[str, ...] = ()
    """By id."""
    source_lines: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Where each can be had."""
    beside: tuple[str, ...] = ()
    outcome: str = ""


@dataclass
class Reading:
    """What was read so far, with what is sent when something of it is pressed."""

    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    source_links: list[str] = field(default_factory=list)
    source_lines: list[str] = field(default_factory=list)
    choices: dict[str, Any] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    ratings: dict[bool, Any] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    """The words of each part of the message, in the order in which they are read."""

    @property
    def shown(self) -> Shown:
        """The whole."""
        return Shown(
            " ".join(" ".join(self.words).split()),
            tuple(self.links),
            tuple(map(topic_of, self.source_links)),
            tuple(self.source_lines),
            tuple(self.choices),
            tuple(self.documents),
            tuple(self.beside),
        )

    def add_small(self, words: str, links: Sequence[str], texts: Texts) -> None:
        """A source, what a channel says beside an answer, or else words of the answer."""
        part, told = _part(words, texts)
        self.add(part, *(told.split("; ") if part == OTHERS else [told]))
        if part == SOURCES:
            self.source_lines.append(words)
            self.source_links += links[:1] or [""]
        elif note := _note(words, texts):
            self.beside.append(note)
        else:
            self.words.append(words)
            self.links += links

    def add(self, part: str, *words: str) -> None:
        """Words of a part; those of the text are one."""
        heard = self.parts.setdefault(part, [])
        heard += words
        if part == TEXT:
            heard[:] = [" ".join(" ".join(heard).split())]


def topic_of(link: str) -> str:
    """The id of a source, by its page."""
    if TO_MUNICIPALITY in link:
        return f"gemeente/{link.partition(TO_MUNICIPALITY)[2]}"
    return link.partition(TO_TOPIC)[2]


def words_and_links(markdown: str) -> tuple[str, list[str]]:
    """The words of a text in one line, and where its links lead."""
    lines = [token.children or [] for token in parsed(markdown) if token.type == "inline"]
    links = [part for line in lines for part in line if part.type == "link_open" and part.tag == "a"]
    words = " ".join("".join(_words(line)) for line in lines)
    return " ".join(words.split()), [unquote(str(link.attrGet("href"))) for link in links]


def read_blocks(blocks: Sequence[dict[str, Any]], texts: Texts, reading: Reading) -> None:
    """The blocks of a message in Slack."""
    found = actions_of(blocks)
    labels: list[str] = []
    for block in blocks:
        if block["type"] == "rich_text":
            labels += _read_rich_text(block, texts, reading)
        elif block["type"] == "context":
            for element in block["elements"]:
                reading.add_small(*_of_mrkdwn(element["text"]), texts)
        elif block["type"] == "actions":
            _read_actions(block, found, labels, reading)


def read_card(card: Mapping[str, Any], texts: Texts, reading: Reading) -> None:
    """A card in Teams."""
    listed: list[dict[str, Any]] = []
    for element in card["body"]:
        if element["type"] == "TextBlock":
            reading.add_small(*words_and_links(element["text"]), texts)
        elif element["type"] == "Input.ChoiceSet":
            listed = element["choices"]
        for action in element.get("actions", ()):
            _read_action(action, listed, reading)


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield " " if token.type in ("softbreak", "hardbreak") else token.content


def _part(words: str, texts: Texts) -> tuple[str, str]:
    """Which part of a message words belong to, and what they say without the words that say so."""
    own, chat = texts["kanalen"], texts["chat"]
    begins = {
        SOURCES: f"{chat['bron'].text}: ",
        CHOSEN: own["gekozen"].fill(keuze=""),
        OTHERS: own["andere_keuzes"].fill(keuzes=""),
    }
    for part, begin in begins.items():
        if words.startswith(begin):
            return part, words.removeprefix(begin)
    rated = {own["was_nuttig"].text: chat["ja"].text, own["was_niet_nuttig"].text: chat["nee"].text}
    if words in rated:
        return RATED, rated[words]
    note = _note(words, texts)
    return (RATING_ASKED if note == RATING else NOTES if note else TEXT), words


def _note(words: str, texts: Texts) -> str:
    """What a channel says beside an answer, by its name; "" for all else."""
    own, chat = texts["kanalen"], texts["chat"]
    notes = {
        chat["nuttig"].text: RATING,
        own["link_een_dag"].text: LINK_DAY,
        own["nog_bezig"].text: WAIT,
    }
    is_day = words.startswith(chat["bewaard_tot"].text.partition("{")[0])
    return STORED_UNTIL if is_day else notes.get(words, "")


def _read_rich_text(block: dict[str, Any], texts: Texts, reading: Reading) -> list[str]:
    """The labels of choices, where they stand in full; else words of the answer, or documents, into `reading`."""
    lines: list[list[dict[str, Any]]] = []
    for part in block["elements"]:
        sections = part["elements"] if part["type"] == "rich_text_list" else [part]
        lines += [section["elements"] for section in sections]
    words = ["".join(element.get("text", "") for element in line) for line in lines]
    links = [element["url"] for line in lines for element in line if element["type"] == "link"]
    if words[0].strip() == texts["kanalen"]["slack_alle_keuzes"].text:
        return words[1:]
    if links and all(TO_DOCUMENT in link for link in links):
        reading.documents += links
        reading.add(DOCUMENTS, *map(str.strip, words))
    else:
        reading.add_small(" ".join(words), [unquote(link) for link in links], texts)
    return []


def _of_mrkdwn(text: str) -> tuple[str, list[str]]:
    link = re.fullmatch(r"<([^|]+)\|(.+)>", text)
    words = link[2] if link else text
    for mark, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        words = words.replace(mark, sign)
    return words, [link[1]] if link else []


def _read_actions(block: dict[str, Any], found: dict[str, Any], labels: list[str], reading: Reading) -> None:
    own, kind = list(actions_of([block])), block["block_id"].partition("|")[0]
    if kind == "keuzes":
        first = len(reading.choices)
        in_full = labels[first : first + len(own)] or own
        reading.choices |= {label: found[short] for label, short in zip(in_full, own, strict=True)}
        reading.add(CHOICES, *in_full)
    elif kind == "formulieren":
        reading.beside += [FORM] * len(own)
        reading.add(NOTES, *own)
    elif kind == "waardering":
        reading.add(RATING_ASKED, *own)
        reading.ratings = {found[label]["action_id"] == "nuttig": found[label] for label in own}
    else:
        reading.words += own


def _read_action(action: dict[str, Any], listed: list[dict[str, Any]], reading: Reading) -> None:
    data, title = action.get("data", {}), action["title"]
    if action["type"] == "Action.OpenUrl":
        is_file = TO_DOCUMENT in action["url"] or TO_COPY in action["url"]
        (reading.documents if is_file else reading.links).append(action["url"])
        reading.add(DOCUMENTS if is_file else TEXT, title)
    elif data.get("act") == "rating":
        reading.ratings[data["useful"]] = data
        reading.add(RATING_ASKED, title)
    elif data.get("act") == "form":
        reading.beside.append(FORM)
        reading.add(NOTES, title)
    elif data.get("act") == "choice" and "choice" in data:
        reading.choices[title] = data
        reading.add(CHOICES, title)
    elif data.get("act") == "choice":
        reading.choices |= {one["title"]: {**data, "choice": one["value"]} for one in listed}
        reading.add(CHOICES, *(one["title"] for one in listed))
