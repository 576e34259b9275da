"""`make meet VRAGEN=…`: how well the assistant answers, by the public API.

Counts as Gem, the municipalities' assistant, was measured in its Dongen pilot: right at once,
right after one clarifying question, not. The kind of a line is seen by its fields:

    {"tekst", "verwacht": [ids]}        a question about the guide; any of the ids is right
    {"tekst", "verwacht": "groet"}      small talk
    {"tekst", "soort": "buiten-ver"}    outside the guide
    {"tekst", "gemeente": name or null}   besides: the municipality that must be recognised, or none
    {"beurten": [{"tekst", "verwacht"}]}  a conversation of several turns

Files named raak, draad, praat, verwijzing or streek are judged by what the replies say; their lines
are described in `bench.judged_replies`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from bench.judged_replies import BEGINNING, TALKS, Line, Result, judge_first_reply, judge_turn, paragraphs
from tests.support.assistant import BackgroundAssistant
from tests.support.client import Reply, Talk

DIRECT, CHOICE, WRONG, NONE = "direct", "na keuze", "fout", "geen"
RIGHT, ANSWERED = "goed", "beantwoord"
BOTH = ("dubbel", "vergelijking")


@dataclass
class Tally:
    """Results of one kind of line, by feature (`kenmerk`, `soort` or `verwacht`)."""

    counts: Counter[str] = field(default_factory=Counter)
    by_feature: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[str] = field(default_factory=list)

    def add(self, result: str, feature: str, miss: str | None) -> None:
        """Count one result; `miss` describes what went wrong."""
        self.counts[result] += 1
        self.by_feature[feature][result] += 1
        if miss:
            self.misses.append(miss)


Judge = Callable[[httpx.Client, Line, dict[str, Tally]], None]


def main() -> int:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(description="Measure question files by the public API.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--url", help="a running assistant; without it one is started")
    parser.add_argument("files", type=Path, nargs="*")
    arguments = parser.parse_args()
    files = [file for file in arguments.files if file.is_file()]
    for missing in set(arguments.files) - set(files):
        print(f"Skipped: {missing} is not here.")
    if not files:
        print('Skipped: no question file. Use: make meet VRAGEN="file.jsonl …"')
        return 0
    if arguments.url:
        measure(arguments.url, files)
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(arguments.model, Path(folder)) as assistant,
    ):
        measure(assistant.url, files)
    return 0


def measure(url: str, files: list[Path]) -> None:
    """Print a table and the misses for each file."""
    with httpx.Client(base_url=url, timeout=60) as client:
        for file in files:
            tallies: dict[str, Tally] = defaultdict(Tally)
            by_text = judges_by_text().get(file.stem)
            for line in read(file):
                judge = by_text or judge_of(line)
                if judge is not None:
                    judge(client, line, tallies)
            print_file(file, tallies)


def read(file: Path) -> Iterator[Line]:
    """The lines of a JSON Lines file."""
    for row in file.read_text(encoding="utf-8").split("\n"):  # a message may hold other line separators
        if row.strip():
            yield json.loads(row)


def judges_by_text() -> dict[str, Judge]:
    """By the name of a set the judge of what its replies say."""
    singles: dict[str, Judge] = {name: partial(judge_reply, name) for name in BEGINNING if name != TALKS}
    return {**singles, TALKS: judge_talk}


def judge_reply(measure: str, client: httpx.Client, line: Line, tallies: dict[str, Tally]) -> None:
    """A single message, by what the reply says."""
    reply = Talk(client).say(line["tekst"])
    judged = judge_first_reply(measure, line, reply)
    miss = f"{line['id']} {shown(reply)} | {line['tekst']} -> {'; '.join(judged.reasons)}"
    tallies[measure].add(judged.result, line.get("soort", "-"), None if judged.result is Result.GOOD else miss)


def judge_talk(client: httpx.Client, line: Line, tallies: dict[str, Tally]) -> None:
    """A conversation, turn by turn, by what the replies say."""
    talk, told = Talk(client), set[str]()
    for number, turn in enumerate(line["beurten"], 1):
        reply = talk.say(turn["zeg"])
        judged = judge_turn(turn, reply, told)
        told |= paragraphs(reply.text)
        miss = f"{line['id']}.{number} {judged.result} {shown(reply)} | {turn['zeg']} -> {'; '.join(judged.reasons)}"
        tallies[TALKS].add(judged.result, line.get("soort", "-"), None if judged.result is Result.GOOD else miss)


def judge_of(line: Line) -> Judge | None:
    """Which judge fits this line; None for lines that this command does not measure."""
    if "beurten" in line:
        return judge_conversation
    if isinstance(line.get("verwacht"), list):
        return judge_question
    if isinstance(line.get("verwacht"), str):
        return judge_small_talk
    if str(line.get("soort", "")).startswith(("buiten", "onzin")):
        return judge_outside
    return None


def judge_question(client: httpx.Client, line: Line, tallies: dict[str, Tally]) -> None:
    """Direct, after a choice, wrong or none."""
    reply = Talk(client).say(line["tekst"])
    result = question_result(client, line, reply)
    miss = None if result == DIRECT else f"{line.get('id', '')} {result:9} {shown(reply)} | {line['tekst']}"
    tallies["vragen"].add(result, line.get("kenmerk", "-"), miss)
    if "gemeente" in line:
        judge_municipality(line, reply, tallies)


def judge_municipality(line: Line, reply: Reply, tallies: dict[str, Tally]) -> None:
    """Recognised when the answer, or one of its choices, names it; without one the answer names none."""
    name = line["gemeente"]
    named = re.findall(r"gemeente \*\*(.+?)\*\*|^In \*\*(.+?)\*\*", reply.text)
    right = not named if name is None else f"**{name}**" in reply.text or name in reply.choices
    miss = None if right else f"{line.get('id', '')} {name} | {line['tekst']}"
    tallies["gemeenten"].add(RIGHT if right else WRONG, "zonder" if name is None else "met", miss)


def question_result(client: httpx.Client, line: Line, reply: Reply) -> str:
    """The result of a question; a clarification is tried out choice by choice."""
    if reply.outcome == "antwoord":
        return DIRECT if set(reply.sources) & set(line["verwacht"]) else WRONG
    if reply.outcome != "verduidelijking":
        return NONE
    for label in reply.choices:
        talk = Talk(client)
        chosen = talk.choose(talk.say(line["tekst"]).choices[label])
        if chosen.outcome == "antwoord" and set(chosen.sources) & set(line["verwacht"]):
            return CHOICE
    return NONE


def judge_small_talk(client: httpx.Client, line: Line, tallies: dict[str, Tally]) -> None:
    """Right when the outcome is a `gesprek`; the answer's text is shown with each miss."""
    reply = Talk(client).say(line["tekst"])
    right = reply.outcome == "gesprek"
    miss = None if right else f"{line.get('id', '')} {shown(reply)} | {line['tekst']}"
    tallies["smalltalk"].add(RIGHT if right else WRONG, line["verwacht"], miss)


def judge_outside(client: httpx.Client, line: Line, tallies: dict[str, Tally]) -> None:
    """Wrong when it was answered from the guide."""
    reply = Talk(client).say(line["tekst"])
    result = ANSWERED if reply.outcome == "antwoord" else reply.outcome
    miss = f"{line.get('id', '')} {shown(reply)} | {line['tekst']}" if result != "geen-antwoord" else None
    tallies["buiten"].add(result, line["soort"], miss)


def judge_conversation(client: httpx.Client, line: Line, tallies: dict[str, Tally]) -> None:
    """Each turn: an accepted topic answered or offered, or the outcome that fits."""
    talk = Talk(client)
    for number, turn in enumerate(line["beurten"], 1):
        reply = talk.say(turn["tekst"])
        right = turn_is_right(turn, reply)
        miss = (
            None if right else f"{line.get('id', '')}.{number} {shown(reply)} | {turn['tekst']} -> {turn['verwacht']}"
        )
        tallies["beurten"].add(RIGHT if right else WRONG, turn.get("actie") or turn.get("soort") or "vraag", miss)


def turn_is_right(turn: Line, reply: Reply) -> bool:
    """Topics (with a slash) must be among the sources, anything else shows in the outcome.

    Two questions, or a comparison, need both topics.
    """
    expected = turn["verwacht"]
    topics = {name for name in expected if "/" in name}
    if turn.get("actie") and topics & set(reply.sources):  # a step of a guided tool is no `antwoord`
        return True
    if reply.outcome == "antwoord":
        if turn.get("soort") in BOTH:
            return topics <= set(reply.sources)
        return bool(topics & set(reply.sources))
    if expected == ["buiten"]:
        return reply.outcome == "geen-antwoord"
    return reply.outcome == "gesprek" and topics != set(expected)


def shown(reply: Reply) -> str:
    """Outcome and sources or choices, for the list of misses."""
    what = reply.sources if reply.sources else list(reply.choices) if reply.outcome == "verduidelijking" else ""
    return f"{reply.outcome} {what}"


def print_file(file: Path, tallies: dict[str, Tally]) -> None:
    """The figures and misses of one file."""
    print(f"\n== {file.name}")
    if not tallies:
        print("   no lines that this command measures")
    for kind, tally in tallies.items():
        print(f"-- {kind}: {shares(tally.counts)}")
        for feature, counts in sorted(tally.by_feature.items()):
            print(f"     {feature:20} {shares(counts)}")
        for miss in tally.misses:
            print(f"   x {miss}")


def shares(counts: Counter[str]) -> str:
    """Counts with percentages, most frequent first."""
    total = sum(counts.values())
    return f"{total}: " + ", ".join(f"{name} {n} ({100 * n / total:.1f} %)" for name, n in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
