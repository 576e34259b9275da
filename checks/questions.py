"""What can be wrong with the training questions in `data/training/questions`: for `make check`.

Topics and intents that lead nowhere, too few questions, the same question twice (above all
under two labels), and questions that measure the assistant and so must not train it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from rapidfuzz import fuzz, process

from content.guide.topic import Guide
from content.paths import DataPaths
from content.problems import Problem
from content.texts import Texts
from content.training_questions import Block, Example, read_blocks, words_only
from content.training_talks import read_talks
from contract.intents import Intent

FEWEST_EXAMPLES = 25
SPOKEN = {"action_gesprek": "gesprek", "action_buiten": "buiten", "action_mens": "gesprek"}
"""Actions that say the text with the intent's name, and the file it stands in."""

REFERRALS = "verwijzing"
NEARLY_THE_SAME, NEARLY_MEASURED = 90, 85
"""Likeness from 0 to 100 (Indel ratio; words sorted first for measuring questions)."""

_LONG_ENOUGH = 4
"""Words; shorter texts are alike by chance, and everyone says "stop" or "en daarna?" in a talk."""
_AT_ONCE = 1500


def check_questions(data: DataPaths, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """Questions that lead nowhere, topics with too few, and exact doubles."""
    blocks, rules = read_blocks(data.questions), _rules(data.rules)
    for block in blocks:
        yield from _leads_nowhere(block, guide, texts, rules)
    examples = [example for block in blocks for example in block.examples]
    counts = Counter(example.label for example in examples)
    for topic_id in guide.topics:
        if (count := counts[topic_id]) < FEWEST_EXAMPLES:
            message = f"onderwerp '{topic_id}' heeft {count} voorbeeldvragen, minstens {FEWEST_EXAMPLES} nodig"
            yield Problem(data.questions, 1, message)
    yield from _doubles(examples)


def compare_questions(data: DataPaths, measuring: Sequence[Path]) -> Iterator[Problem]:
    """Near-doubles, and questions of `measuring` (JSON Lines) among those to learn from and the talks.

    Compares each question with each other: half a minute for 15,000.
    """
    examples = [example for block in read_blocks(data.questions) for example in block.examples]
    yield from _near_doubles(examples)
    turns = [turn for talk in read_talks(data.talks) for turn in talk.turns]
    examples += [Example(turn.file, turn.line, turn.acts[0].kind, turn.text) for turn in turns]
    yield from _measured(examples, (text for file in measuring for text in _texts(file)))


def _leads_nowhere(block: Block, guide: Guide, texts: Texts, rules: dict[str, str]) -> Iterator[Problem]:
    message, intent = "", block.intent
    if intent == Intent.ASK_GUIDE:
        if block.topic not in guide.topics:
            message = f"onderwerp '{block.topic}' bestaat niet in data/live/gids"
    elif intent not in rules:
        message = f"intent '{intent}' heeft geen regel in data/training/rules"
    elif block.subject and block.subject not in texts.get(REFERRALS, {}):
        message = f"'{block.subject}' staat niet in data/live/teksten/{REFERRALS}.yml"
    elif texts and (group := SPOKEN.get(rules[intent])) and intent not in texts.get(group, {}):
        message = f"intent '{intent}' heeft geen tekst in data/live/teksten/{group}.yml"
    if message:
        yield Problem(block.file, block.line, message)


def _doubles(examples: list[Example]) -> Iterator[Problem]:
    first: dict[str, Example] = {}
    for example in examples:
        other = first.setdefault(example.words, example)
        if other is not example:
            yield Problem(example.file, example.line, f"'{example.text}' staat er al onder '{other.label}'")


def _near_doubles(examples: list[Example]) -> Iterator[Problem]:
    long = [example for example in examples if len(example.words.split()) >= _LONG_ENOUGH]
    words = [example.words for example in long]
    for start in range(0, len(words), _AT_ONCE):
        rows = process.cdist(
            words[start : start + _AT_ONCE],
            words,
            scorer=fuzz.ratio,
            score_cutoff=NEARLY_THE_SAME,
            workers=-1,
            dtype=np.uint8,
        )
        for row, column in zip(*np.nonzero(rows), strict=True):
            example, other = long[start + row], long[column]
            if column < start + row and _numbers(example) == _numbers(other) and example.words != other.words:
                message = f"'{example.text}' is bijna gelijk aan '{other.text}' onder '{other.label}'"
                yield Problem(example.file, example.line, message)


def _measured(examples: list[Example], texts: Iterable[str]) -> Iterator[Problem]:
    measured = set(map(words_only, texts))
    long = sorted({_in_order(text) for text in measured if len(text.split()) >= _LONG_ENOUGH})
    for start in range(0, len(examples), _AT_ONCE):
        some = examples[start : start + _AT_ONCE]
        near = _most_like([_in_order(example.words) for example in some], long)
        for example, likeness in zip(some, near, strict=True):
            is_long = len(example.words.split()) >= _LONG_ENOUGH
            if example.words in measured or (is_long and likeness >= NEARLY_MEASURED):
                yield Problem(example.file, example.line, f"'{example.text}' is een meetvraag en mag hier niet staan")


def _most_like(texts: list[str], others: list[str]) -> list[float]:
    """How like each of `texts` is to the one of `others` that is most like it, of 100; 0 below `NEARLY_MEASURED`."""
    if not others:
        return [0.0] * len(texts)
    alike = process.cdist(texts, others, scorer=fuzz.ratio, score_cutoff=NEARLY_MEASURED, workers=-1, dtype=np.float32)
    found: list[float] = alike.max(axis=1).tolist()
    return found


def _in_order(words: str) -> str:
    """The words sorted, so that their order does not count."""
    return " ".join(sorted(words.split()))


def _texts(file: Path) -> Iterator[str]:
    for row in file.read_text(encoding="utf-8").split("\n"):
        line = json.loads(row or "{}")
        turns = line.get("beurten", ())
        yield from (turn["tekst"] for turn in [line, *turns] if "tekst" in turn)
        yield from (turn["zeg"] for turn in turns if len(turn.get("zeg", "").split()) >= _LONG_ENOUGH)


def _numbers(example: Example) -> list[str]:
    return re.findall(r"\d+", example.text)


def _rules(folder: Path) -> dict[str, str]:
    """The action by intent."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.yml")):
        for rule in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["rules"]:
            first, second = rule["steps"]
            found[first["intent"]] = second["action"]
    return found
