"""Reads `data/training/talks`: what people type in a conversation, and what each message means there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from content.frontmatter import read_text
from content.problems import ContentError, Problem
from contract.intents import TextEnum

_TALKS, _WHO, _ASKER, _TURNS = "gesprekken", "wie", "vrager", "beurten"
_ASKS_BACK = "vraagt terug"
_OR = "|"


class Kind(TextEnum):
    """What a message can do, in an editor's words."""

    TOPIC = "gids"
    TWO_TOPICS = "twee"
    FOLLOW_UP = "vervolg"
    CHOICE = "keus"
    BACK = "terug"
    SMALL_TALK = "praat"
    REFERRAL = "verwijs"
    OUTSIDE = "buiten"
    TOOL = "tool"
    OTHERWISE = "anders"
    SOMETHING_ELSE = "ander_onderwerp"
    MUNICIPALITY = "gemeente"
    CONTACT_DETAILS = "gegevens"
    DESK = "loket"
    ASKER = "wie"
    UNCLEAR = "onduidelijk"


TOPICS_OF = {Kind.TOPIC: 1, Kind.TWO_TOPICS: 2, Kind.CHOICE: 1, Kind.BACK: 1}
"""How many topics stand behind a kind."""

_OTHER_WORDS = {Kind.FOLLOW_UP: 1, Kind.SMALL_TALK: 1, Kind.REFERRAL: 1, Kind.OUTSIDE: 1, Kind.TOOL: 1}


@dataclass(frozen=True)
class Act:
    """What a message means: its kind, with the topics, the intent, the subject or the tool behind it."""

    kind: Kind
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class TalkTurn:
    """A message with its place, and what it means: the best first where more is right.

    `asks_back` are the topics that the assistant asked between, in place of an answer.
    """

    file: Path
    line: int
    text: str
    acts: tuple[Act, ...]
    asks_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """One conversation, by the messages of the visitor; `asker` as in `contract.context.Asker`, or "onbekend"."""

    who: str
    asker: str
    turns: tuple[TalkTurn, ...]


def read_talks(folder: Path) -> tuple[Talk, ...]:
    """Every conversation of every file in `folder`; ContentError with file and line for what cannot be read."""
    return tuple(talk for file in sorted(folder.glob("*.yml")) for talk in read_talk_file(file))


def read_talk_file(file: Path) -> tuple[Talk, ...]:
    """The conversations of one file; raises as `read_talks`."""
    return _talks(file, read_text(file))


@cache
def _talks(file: Path, text: str) -> tuple[Talk, ...]:
    try:
        root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError([Problem(file, line, f"dit is geen geldige YAML: {error.problem}")]) from error
    try:
        [(_, talks)] = root.value
        return tuple(_talk(file, {key.value: value for key, value in talk.value}) for talk in talks.value)
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        shape = f"hier horen '{_TALKS}', elk met '{_WHO}', '{_ASKER}' en '{_TURNS}'"
        raise ContentError([Problem(file, 1, f"{shape} ({error})")]) from error


def _talk(file: Path, node: dict[str, Any]) -> Talk:
    turns: list[TalkTurn] = []
    for turn in node[_TURNS].value:
        [(said, meant)] = turn.value
        line = said.start_mark.line + 1
        if said.value == _ASKS_BACK:
            if not turns:
                raise ContentError([Problem(file, line, f"'{_ASKS_BACK}' hoort na een bericht")])
            last, topics = turns[-1], tuple(topic.value for topic in meant.value)
            turns[-1] = TalkTurn(file, last.line, last.text, last.acts, topics)
        else:
            turns.append(TalkTurn(file, line, said.value, tuple(_acts(file, line, meant.value))))
    if not turns:
        raise ContentError([Problem(file, node[_TURNS].start_mark.line + 1, "dit gesprek heeft geen berichten")])
    return Talk(node[_WHO].value, node[_ASKER].value, tuple(turns))


def _acts(file: Path, line: int, meant: str) -> list[Act]:
    acts = []
    for one in meant.split(_OR):
        kind, *words = one.split()
        if kind not in [known.value for known in Kind]:
            known = ", ".join(Kind)
            raise ContentError([Problem(file, line, f"'{kind}' is geen soort bericht; kies uit: {known}")])
        act = Act(Kind(kind), tuple(words))
        needed = TOPICS_OF.get(act.kind) or _OTHER_WORDS.get(act.kind, 0)
        if len(words) != needed:
            raise ContentError(
                [Problem(file, line, f"achter '{kind}' horen {needed} woorden, er staan er {len(words)}")]
            )
        acts.append(act)
    return acts
