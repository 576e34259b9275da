"""`make meet-kanalen VRAGEN=…`: whether Slack and Teams give what the web gives, turn by turn.

Plays the talks of question files, and each guided tool up to its document, by the API, in Slack and in Teams: through
the stand-ins of `make slack-proef` and `make teams-proef`, with signed requests and pressed buttons. A line is a talk:

    {"id", "beurten": [{"zeg" or "tekst": text} or {"kies": number or beginning of a label}]}

In Slack and Teams who writes is taken for a civil servant. So each talk is played by the API twice, the second time as
a conversation of such a channel: what is other than on the web and the same as there follows from that alone. What
stands beside an answer in a channel (whether it helped, until when it is stored) is counted apart.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import docx
import httpx
import pypdf

from api.documents import PDF
from bench.clients import KEEPALIVE_SECONDS
from bench.meet import read
from content.live import read_content
from tests.support.channel_reading import Shown, words_and_links
from tests.support.channel_talks import ChannelTalk, SlackTalk, TeamsTalk
from tests.support.client import Reply, Talk
from tests.support.platforms import PlatformsAndAssistant

WEB, AS_CIVIL_SERVANT, SLACK, TEAMS = "web", "web, as a civil servant", "slack", "teams"
ASPECTS = ("outcome", "sources", "choices", "words", "links", "documents")
NOT_OFFERED = "(not offered)"
MOST_STEPS = 60
OWN_WORDS = "Wij bakken brood met mensen uit de wijk."
STEERING = frozenset({"Leg uit", "Sla over", "Terug", "Stop"})
FINISHED = "Dat waren ze"
LONGEST_SHOWN = 300
LONGEST_TURN_SECONDS = "300"
"""However slow the machine is: what is compared is what is said."""

Turn = dict[str, Any]
"""As in a question file."""


class Player(Protocol):
    """One talk in one place."""

    def say(self, text: str) -> Sequence[str]:
        """Type a text; the labels of the choices that are offered after it."""

    def choose(self, label: str) -> Sequence[str]:
        """Take a choice."""

    def turns(self) -> list[Shown]:
        """What each turn got, once all were taken; documents by what stands in them."""


class OnTheWeb:
    """By the API."""

    def __init__(self, client: httpx.Client, channel: str) -> None:
        self._talk = Talk(client, kanaal=channel)
        self._choices: dict[str, str] = {}

    def say(self, text: str) -> Sequence[str]:
        """As `Player`."""
        return self._offered(self._talk.say(text))

    def choose(self, label: str) -> Sequence[str]:
        """As `Player`."""
        return self._offered(self._talk.choose(self._choices[label]))

    def turns(self) -> list[Shown]:
        """As `Player`."""
        return [self._shown(message) for message in self._talk.history()[1:] if message["afzender"] == "assistent"]

    def _offered(self, reply: Reply) -> Sequence[str]:
        self._choices = reply.choices
        return list(reply.choices)

    def _shown(self, message: dict[str, Any]) -> Shown:
        words, links = words_and_links(message["tekst"])
        return Shown(
            words,
            tuple(links),
            tuple(source["id"] for source in message["bronnen"]),
            tuple(_source_line(source) for source in message["bronnen"]),
            tuple(choice["label"] for choice in message["keuzes"]),
            tuple(_words_of(one["type"], self._talk.download(one["url"])) for one in message["documenten"]),
            outcome=message["uitkomst"],
        )


class InChannel:
    """In Slack or Teams."""

    def __init__(self, talk: ChannelTalk) -> None:
        self._talk = talk
        self._turns: list[Shown] = []

    def say(self, text: str) -> Sequence[str]:
        """As `Player`."""
        return self._noted(self._talk.say(text))

    def choose(self, label: str) -> Sequence[str]:
        """As `Player`."""
        return self._noted(self._talk.choose(label))

    def turns(self) -> list[Shown]:
        """As `Player`; the outcomes, which nobody sees, are those in the person's copy."""
        copied = [one["uitkomst"] for one in self._talk.copy()["berichten"][1:] if one["afzender"] == "assistent"]
        if len(copied) == len(self._turns):
            for turn, outcome in zip(self._turns, copied, strict=True):
                turn.outcome = outcome
        return self._turns

    def _noted(self, shown: Shown) -> Sequence[str]:
        shown.documents = tuple(map(_document_at, shown.documents))
        self._turns.append(shown)
        return shown.choices


@dataclass
class Tally:
    """What one channel gave, beside the web."""

    turns: int = 0
    unplayed: int = 0
    """After a choice that was offered nowhere."""
    same: int = 0
    by_assumption: int = 0
    different: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, web: Shown, assumed: Shown, shown: Shown) -> None:
        """Compare one turn, and print what differs."""
        self.turns += 1
        self.beside.update(shown.beside)
        if not differences(web, shown):
            self.same += 1
        elif not (found := differences(assumed, shown)):
            self.by_assumption += 1
        else:
            self.different.update(found.keys())
            self.different["turns"] += 1
            for aspect, (told, here) in found.items():
                print(f"{name} {aspect}\n    web:  {told}\n    here: {here}", flush=True)


def differences(one: Shown, other: Shown) -> dict[str, tuple[str, str]]:
    """By aspect what each of the two shows, where that differs."""
    found = {}
    for aspect in ASPECTS:
        told, here = _aspect(one, aspect), _aspect(other, aspect)
        if told != here:
            found[aspect] = _shortened(told, here)
    return found


def main() -> int:
    """Play and compare; 1 when something differs without a reason."""
    parser = argparse.ArgumentParser(description="Compare Slack and Teams with the web, turn by turn.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--talks-only", action="store_true", help="without the guided tools")
    wanted = parser.parse_args()
    talks = [(str(line.get("id", "")), _turns_of(line)) for file in wanted.files for line in read(file)]
    tallies = {SLACK: Tally(), TEAMS: Tally()}
    limits = httpx.Limits(keepalive_expiry=KEEPALIVE_SECONDS)
    with (
        tempfile.TemporaryDirectory() as folder,
        PlatformsAndAssistant(wanted.model, Path(folder), turn_timeout=LONGEST_TURN_SECONDS) as world,
        httpx.Client(base_url=world.assistant.url, timeout=float(LONGEST_TURN_SECONDS), limits=limits) as client,
    ):
        players: dict[str, Callable[[], Player]] = {
            WEB: lambda: OnTheWeb(client, "web"),
            AS_CIVIL_SERVANT: lambda: OnTheWeb(client, "slack"),
            SLACK: lambda: InChannel(SlackTalk(world)),
            TEAMS: lambda: InChannel(TeamsTalk(world)),
        }
        with suppress(KeyboardInterrupt):  # what was compared so far is told
            for name, turns in [*talks, *([] if wanted.talks_only else _tools(client))]:
                compare(name, turns, players, tallies)
                print(f"{name}: {len(turns)} turns, {_so_far(tallies)}", file=sys.stderr, flush=True)
    print_table(tallies)
    return 1 if any(tally.different for tally in tallies.values()) else 0


def compare(
    name: str, turns: Sequence[Turn], players: dict[str, Callable[[], Player]], tallies: dict[str, Tally]
) -> None:
    """Play one talk everywhere, at the same time."""
    with ThreadPoolExecutor(len(players)) as threads:
        begun = {place: threads.submit(lambda make: play(make(), turns), make) for place, make in players.items()}
    played = {place: done.result() for place, done in begun.items()}
    most = max(len(shown) for shown in played.values())
    for channel, tally in tallies.items():
        tally.unplayed += len(turns) - most
        for number in range(most):
            web, assumed, here = (_turn(played[place], number) for place in (WEB, AS_CIVIL_SERVANT, channel))
            tally.add(f"{channel} {name}.{number + 1}", web, assumed, here)


def play(player: Player, turns: Sequence[Turn]) -> list[Shown]:
    """What each turn gets; nothing any more after a choice that is not offered."""
    offered: Sequence[str] = ()
    with suppress(NotOffered):
        for turn in turns:
            offered = player.choose(_label(turn["kies"], offered)) if "kies" in turn else player.say(turn["zeg"])
    return player.turns()


class NotOffered(Exception):
    """The choice is not among those that were offered."""


def _so_far(tallies: dict[str, Tally]) -> str:
    return ", ".join(
        f"{channel} {tally.different['turns']} of {tally.turns} different" for channel, tally in tallies.items()
    )


def print_table(tallies: dict[str, Tally]) -> None:
    """A row a channel, and what stands there beside answers."""
    print("| channel | turns | same as the web | same as the web for a civil servant | different | by |")
    print("|---|---|---|---|---|---|")
    for channel, tally in tallies.items():
        by = ", ".join(f"{aspect} {tally.different[aspect]}" for aspect in ASPECTS if tally.different[aspect])
        row = (channel, tally.turns, tally.same, tally.by_assumption, tally.different["turns"], by)
        print(f"| {' | '.join(map(str, row))} |")
    for channel, tally in tallies.items():
        print(
            f"Beside answers in {channel}: {dict(tally.beside)}; turns that could be played nowhere: {tally.unplayed}"
        )


def _turns_of(line: dict[str, Any]) -> list[Turn]:
    turns = line.get("beurten") or [line]
    return [turn if "kies" in turn else {"zeg": turn.get("zeg") or turn["tekst"]} for turn in turns]


def _tools(client: httpx.Client) -> Iterator[tuple[str, list[Turn]]]:
    """Each tool up to its document: what is typed and pressed on the way on the web."""
    content = read_content()
    for tool in content.guided_tools.values():
        talk = Talk(client)
        turns: list[Turn] = [{"zeg": content.guide.topics[tool.topic].question}, {"kies": tool.offer}]
        reply = talk.choose(talk.say(turns[0]["zeg"]).choices[tool.offer])
        while not reply.documents and len(turns) < MOST_STEPS:
            turns.append(_next(reply))
            turn = turns[-1]
            reply = talk.choose(reply.choices[turn["kies"]]) if "kies" in turn else talk.say(turn["zeg"])
        yield tool.id, turns


def _next(reply: Reply) -> Turn:
    options = [label for label in reply.choices if label not in STEERING]
    if FINISHED in options:
        return {"kies": FINISHED}
    return {"kies": options[0]} if options else {"zeg": OWN_WORDS}


def _label(wanted: int | str, offered: Sequence[str]) -> str:
    if isinstance(wanted, int) and 0 < wanted <= len(offered):
        return offered[wanted - 1]
    found = [label for label in offered if isinstance(wanted, str) and label.startswith(wanted)]
    if not found:
        raise NotOffered
    return found[0]


def _turn(played: Sequence[Shown], number: int) -> Shown:
    return played[number] if number < len(played) else Shown(NOT_OFFERED)


def _aspect(shown: Shown, aspect: str) -> Any:
    if aspect == "sources":
        return tuple(zip(shown.sources, shown.source_lines, strict=True))
    return getattr(shown, aspect)


def _source_line(source: dict[str, Any]) -> str:
    """As the chat on the web shows it."""
    chat = read_content().texts["chat"]
    if source["hoofdstuk"] is None:
        return f"{chat['bron'].text}: {chat['bron_gemeente'].fill(gemeente=source['titel'])}"
    place = chat["bron_gids"].fill(hoofdstuk=source["hoofdstuk"], pagina=source["pagina"])
    return f"{chat['bron'].text}: {source['titel']}. {place}"


def _document_at(address: str) -> str:
    answer = httpx.get(address, timeout=60).raise_for_status()
    return _words_of(answer.headers["content-type"], answer.content)


def _words_of(media_type: str, content: bytes) -> str:
    """All that stands in a document."""
    if media_type == PDF:
        pages = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        return f"pdf: {' '.join(pages.split())}"
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return f"docx: {' '.join(' '.join([*(one.text for one in word.paragraphs), *cells]).split())}"


def _shortened(told: Any, here: Any) -> tuple[str, str]:
    """Both from a little before they part."""
    one, other = str(told), str(here)
    parting = next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    start = max(0, parting - 60)
    return one[start : start + LONGEST_SHOWN], other[start : start + LONGEST_SHOWN]


if __name__ == "__main__":
    sys.exit(main())
