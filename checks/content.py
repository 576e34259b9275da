"""Everything an editor can get wrong, with file and line.

Beyond what the reader refuses, this looks at length and readability, and by
`checks.questions` at the training questions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from checks.pieces import check_pieces, without_pieces
from checks.publisher import print_placeholders
from checks.questions import REFERRALS, check_questions, compare_questions
from checks.readability import MOST_WORDS_A_SENTENCE, flesch_douma, sentences, too_long, words
from checks.talks import check_talks
from content.english_words import read_english_words
from content.frontmatter import MarkdownFile, parse
from content.guide.reader import ENTREPRENEUR_MARK, MORE_MARK, read_guide
from content.guide.terms import KEY as TERMS
from content.guide.terms import read_terms, wrong_terms
from content.guide.topic import Guide
from content.guided_tools.commands import read_steering_words
from content.guided_tools.reader import read_guided_tools
from content.municipalities.own_file import read_own_file
from content.municipalities.register import read_register
from content.paths import DATA, ROOT, DataPaths
from content.problems import ContentError, Problem
from content.regional_words import read_regional_words
from content.texts import Texts, read_texts
from content.training_talks import read_talks

MOST_WORDS_FIRST = 80
MOST_WORDS_KERN = 22
PARTS = ("kern", "voorbeeld", "waarom")
HARDEST_ALLOWED = 60.0
"""Flesch-Douma: 60 is where "standard" begins. The guide itself scores 42, our answers 65 to 86."""


def check(data: DataPaths = DATA) -> list[Problem]:
    """All problems in `data`, in the order of files and lines, but for what `compare_questions` finds."""
    problems: list[Problem] = []
    guide = None
    try:
        guide = read_guide(data.guide)
    except ContentError as error:
        problems += error.problems
    for file in sorted(data.guide.rglob("*.md")):
        problems += _hard_to_read(file)
    if guide is None:
        return sorted(problems)
    problems += _municipalities(data, guide)
    problems += _tools(data, guide)
    problems += _wrong(lambda: read_english_words(data.english))
    problems += _wrong(lambda: read_regional_words(data.regional))
    texts: Texts = {}
    try:
        texts = read_texts(data.texts, set(guide.topics))
    except ContentError as error:
        problems += error.problems
    problems += check_pieces(guide, data.guide, texts.get(REFERRALS, {}))
    problems += check_questions(data, guide, texts)
    problems += _talks(data, guide, texts)
    return sorted(problems)


def _talks(data: DataPaths, guide: Guide, texts: Texts) -> list[Problem]:
    """What is wrong in the conversations to learn from."""
    subjects, tools = set(texts.get(REFERRALS, {})), {file.stem for file in data.guided_tools.glob("*.yml")}
    try:
        talks = [*read_talks(data.talks), *read_talks(data.held_back)]
    except ContentError as error:
        return error.problems
    return list(check_talks(talks, guide, subjects, tools))


def _tools(data: DataPaths, guide: Guide) -> list[Problem]:
    """What is wrong in the guided tools and in the words that steer them."""
    try:
        read_guided_tools(data.guided_tools, guide.topics)
        read_steering_words(data.commands)
    except ContentError as error:
        return error.problems
    return []


def _wrong(read: Callable[[], object]) -> list[Problem]:
    """What a reader refuses."""
    try:
        read()
    except ContentError as error:
        return error.problems
    return []


def _municipalities(data: DataPaths, guide: Guide) -> list[Problem]:
    """What is wrong in the register of municipalities and in their own files."""
    try:
        register = read_register(data.register)
    except ContentError as error:
        return error.problems
    problems: list[Problem] = []
    for file in sorted(data.municipalities.glob("*.yml")):
        try:
            read_own_file(file, register, guide.topics)
        except ContentError as error:
            problems += error.problems
    return problems


def main() -> int:
    """Print the problems; 1 when there are any."""
    measuring = [*sorted(DATA.held_back.glob("*.jsonl")), *map(Path, sys.argv[1:])]
    problems = sorted([*check(), *compare_questions(DATA, measuring)])
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problemen gevonden." if problems else "De inhoud is in orde.")
    if not problems and (lacking := without_pieces(read_guide(DATA.guide))):
        print(f"Nog zonder stukken, zie docs/editors/stukken.md: {', '.join(lacking)}")
    print_placeholders(ROOT)
    return 1 if problems else 0


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
    for key in PARTS:
        yield from _hard_part(document, key, document.values.get(key))
    for term in () if any(wrong_terms(document)) else read_terms(document):
        yield from _hard_part(document, TERMS, term.meaning)
    text = document.body.replace(MORE_MARK, "").replace(ENTREPRENEUR_MARK, "")
    yield from (Problem(file, document.body_line + offset, message) for offset, message in too_long(text))
    if words(text) and (score := flesch_douma(text)) < HARDEST_ALLOWED:
        needed = f"minstens {HARDEST_ALLOWED:.0f} nodig: kies kortere woorden en kortere zinnen"
        message = f"te moeilijk: leesbaarheid {score:.0f}, {needed}"
        yield Problem(file, document.body_line, message)


def _hard_part(document: MarkdownFile, key: str, text: Any) -> Iterator[Problem]:
    if not isinstance(text, str):
        return
    longest = max((len(words(sentence)) for _, sentence in sentences(text)), default=0)
    most = MOST_WORDS_KERN if key == "kern" else MOST_WORDS_A_SENTENCE
    if longest > most:
        yield Problem(document.file, document.line(key), f"'{key}': zin van {longest} woorden, hoogstens {most} mag")
