"""`make tien-vragen`: the ten questions people ask most about each topic, with how the reply begins, as a page.

The questions stand in `bench/topic_questions.jsonl`, each with its topic.
Each is a conversation of its own, by the public API. The page is for editors, who read it against the guide.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.meet import read
from checks.readability import sentences
from content.guide.reader import read_guide
from content.paths import DATA, ROOT
from contract.message import Outcome
from tests.support.assistant import BackgroundAssistant
from tests.support.client import Talk

QUESTIONS = Path(__file__).with_suffix(".jsonl")
PAGE = ROOT / "docs" / "editors" / "tien-vragen.md"
_HEAD = """# Tien vragen per onderwerp

Dit vragen mensen het meest over elk onderwerp, en zo begint het antwoord. De vragen zijn bedacht met alleen de gids \
erbij. Lees je een zin die niet klopt met de gids? [Verander het antwoord](antwoord.md).

Deze pagina wordt gemaakt met `make tien-vragen`. Verander hem niet met de hand. De vragen staan in \
`bench/topic_questions.jsonl`.

**{about} van de {all} antwoorden gaan over het onderwerp van de vraag.** Staat er *Vraagt terug*? Dan vraagt de \
assistent wat je bedoelt. Staat er een ander onderwerp tussen haakjes? Dan gaat het antwoord daarover.
"""
_SAYS_SOMETHING = 4
"""Fewer words are "Ja." or "Dat klopt."."""


@dataclass(frozen=True)
class Asked:
    """A question and its reply; `about` are the topics that it is about, or that it offers when it asks back."""

    question: str
    first_sentence: str
    asks_back: bool
    about: tuple[str, ...]


def main() -> int:
    """Ask every question and write the page."""
    parser = argparse.ArgumentParser(description="Write how the replies to ten questions a topic begin.")
    parser.add_argument("--model", type=Path, required=True)
    wanted = parser.parse_args()
    asked: dict[str, list[Asked]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(wanted.model, Path(folder)) as assistant,
        httpx.Client(base_url=assistant.url, timeout=60) as client,
    ):
        for question in read(QUESTIONS):
            asked.setdefault(question["verwacht"][0], []).append(ask(client, question["tekst"]))
    PAGE.write_text("\n".join(page(asked)), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written: {sum(map(len, asked.values()))} questions.")
    return 0


def ask(client: httpx.Client, question: str) -> Asked:
    """Ask in a conversation of its own."""
    reply = Talk(client).say(question)
    asks_back = reply.outcome == Outcome.CLARIFICATION
    return Asked(question, first_sentence(reply.text), asks_back, tuple(reply.choices if asks_back else reply.sources))


def first_sentence(text: str) -> str:
    """The first sentence of a reply; what follows a colon or a word or two too."""
    first, *rest = (sentence for _, sentence in sentences(text))
    return f"{first} {rest[0]}" if rest and (first.endswith(":") or len(first.split()) < _SAYS_SOMETHING) else first


def page(asked: dict[str, list[Asked]]) -> Iterator[str]:
    """The page, line by line: a table for each topic, in the order of the guide."""
    guide = read_guide(DATA.guide)
    about = sum(topic in one.about for topic, found in asked.items() for one in found)
    yield _HEAD.format(about=about, all=sum(map(len, asked.values())))
    for topic in guide:
        yield f"## {topic.title}\n\n| Vraag | Zo begint het antwoord |\n|---|---|"
        for one in asked.get(topic.id, ()):
            yield f"| {one.question.replace('|', '/')} | {_begins(one, topic.id)} |"
        yield ""


def _begins(one: Asked, topic: str) -> str:
    if one.asks_back:
        return f"*Vraagt terug:* {'; '.join(one.about)}"
    elsewhere = f" ({', '.join(one.about) or 'geen onderwerp'})" if topic not in one.about else ""
    return f"{one.first_sentence}{elsewhere}"


if __name__ == "__main__":
    sys.exit(main())
