"""`python -m gids.check`: everything an editor can get wrong, with file and line.

Beyond what the reader refuses, this looks at length and readability, at the training
questions' topics, and at texts that an intent needs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gids.content import DATA
from gids.frontmatter import parse
from gids.problems import ContentError, Problem
from gids.readability import flesch_douma, sentences, words
from gids.reader import MORE_MARK, read_guide
from gids.texts import Texts, read_texts
from gids.topic import Guide

MOST_WORDS_FIRST = 80
MOST_WORDS_A_SENTENCE = 20
HARDEST_ALLOWED = 60.0
"""Flesch-Douma: 60 is where "standard" begins. The guide itself scores 42, our answers 65 to 86."""

FEWEST_EXAMPLES = 25
QUESTIONS_INTENT = "vraag_gids"


def check(data: Path = DATA) -> list[Problem]:
    """All problems under `data`, in the order of files and lines."""
    problems: list[Problem] = []
    guide = None
    try:
        guide = read_guide(data / "gids")
    except ContentError as error:
        problems += error.problems
    for file in sorted((data / "gids").rglob("*.md")):
        problems += _hard_to_read(file)
    if guide is None:
        return sorted(problems)
    texts: Texts = {}
    try:
        texts = read_texts(data / "teksten", set(guide.topics))
    except ContentError as error:
        problems += error.problems
    problems += _training_questions(data / "nlu", guide, texts)
    return sorted(problems)


def main() -> int:
    """Print the problems; 1 when there are any."""
    problems = check()
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problemen gevonden.")
        return 1
    print("De inhoud is in orde.")
    return 0


def _hard_to_read(file: Path) -> Iterator[Problem]:
    try:
        document = parse(file)
    except ContentError:
        return
    first, _, _ = document.body.partition(MORE_MARK)
    count = len(words(first))
    if count > MOST_WORDS_FIRST:
        message = f"{count} woorden voor 'meer lezen', hoogstens {MOST_WORDS_FIRST} mag: zet de rest na {MORE_MARK}"
        yield Problem(file, document.body_line, message)
    text = document.body.replace(MORE_MARK, "")
    for offset, sentence in sentences(text):
        length = len(words(sentence))
        if length > MOST_WORDS_A_SENTENCE:
            message = f"zin van {length} woorden, hoogstens {MOST_WORDS_A_SENTENCE} mag: '{sentence[:60]}…'"
            yield Problem(file, document.body_line + offset, message)
    if words(text) and (score := flesch_douma(text)) < HARDEST_ALLOWED:
        needed = f"minstens {HARDEST_ALLOWED:.0f} nodig: kies kortere woorden en kortere zinnen"
        message = f"te moeilijk: leesbaarheid {score:.0f}, {needed}"
        yield Problem(file, document.body_line, message)


def _training_questions(folder: Path, guide: Guide, texts: Texts) -> Iterator[Problem]:
    examples: dict[str, int] = dict.fromkeys(guide.topics, 0)
    for file in sorted(folder.glob("**/*.yml")):
        for line, intent, topic, count in _blocks(file):
            if topic in examples:
                examples[topic] += count
            elif intent == QUESTIONS_INTENT:
                yield Problem(file, line, f"onderwerp '{topic}' bestaat niet in data/gids")
            elif texts and not any(intent in texts.get(group, {}) for group in ("gesprek", "buiten")):
                yield Problem(file, line, f"intent '{intent}' heeft geen tekst in data/teksten")
    for topic, count in examples.items():
        if count < FEWEST_EXAMPLES:
            message = f"onderwerp '{topic}' heeft {count} voorbeeldvragen, minstens {FEWEST_EXAMPLES} nodig"
            yield Problem(folder, 1, message)


def _blocks(file: Path) -> Iterator[tuple[int, str, str | None, int]]:
    """Yield (line, intent, topic, number of examples) for each block of a training file."""
    root: Any = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    values: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    nodes = next(value.value for key, value in root.value if key.value == "nlu")
    for node, block in zip(nodes, values["nlu"], strict=True):
        topic = (block.get("metadata") or {}).get("topic")
        yield node.start_mark.line + 1, block["intent"], topic, block["examples"].count("\n- ") + 1


if __name__ == "__main__":
    sys.exit(main())
