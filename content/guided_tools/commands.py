"""Tells steering from answering while a tool runs: "terug", "sla maar over", "verander vraag 2", a question.

The words stand in `data/restart/opdrachten.yml`. Only a message that is a command as a whole counts as
one: "ze willen terug naar de natuur" is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from content.frontmatter import read_mapping
from content.paths import DATA
from content.plain_text import bare_words
from content.problems import ContentError, Problem
from contract.intents import TextEnum


class SteeringCommand(TextEnum):
    """What one can do in a guided tool; the first ten are typed or chosen, the others only chosen."""

    BACK = "terug"
    SKIP = "overslaan"
    STOP = "stop"
    START_OVER = "opnieuw"
    OVERVIEW = "overzicht"
    CHANGE = "verander"
    EXPLAIN = "uitleg"
    DOCUMENT = "document"
    GO_ON = "verder"
    THOSE_WERE_IT = "dat_waren_ze"
    ASK_NAME = "naam"
    START_OVER_SURE = "zeker_opnieuw"


_ONLY_CHOSEN = (SteeringCommand.ASK_NAME, SteeringCommand.START_OVER_SURE)
_TYPED = tuple(command for command in SteeringCommand if command not in _ONLY_CHOSEN)
_LISTS = (
    "veranderen_in",
    "veranderwoorden",
    "in_plaats_van",
    "beginnen",
    "beginnen_geen_vraag",
    "beginnen_bij_naam",
    "vraag_over_tool",
    "niet_beginnen",
    "geen_naam",
    "uitstellen",
    "vulwoorden",
    "vraagwoorden",
    "open_vraagwoorden",
    "alles",
    "bij_nummers",
    "telwoorden",
    "rangwoorden",
)
_NUMBER = "NUMMER"
_END_OF_CLAUSE = re.compile(r"[.,;!\n]")
_END_OF_SENTENCE = re.compile(r"[.;!]")
_LONGEST, _CLOSE, _LONG_ENOUGH = 9, 88, 6
"""Words in a command at most; likeness of 100 for a typo, in phrases of six letters or more."""

_LONGEST_QUESTION, _LONGEST_NUMBER = 20, 2
_LONGEST_NAME, _LONGEST_NAME_WORDS = 80, 10


@dataclass(frozen=True)
class Command:
    """What one wants to do in a tool; `number` is the question named, 0 for none."""

    name: SteeringCommand
    number: int = 0


@dataclass(frozen=True)
class SteeringWords:
    """The word lists of `data/restart/opdrachten.yml`, as they are compared."""

    commands: tuple[tuple[str, SteeringCommand], ...]
    """Each phrase, without filler words, with its command."""

    changing: tuple[str, ...]
    """How a message begins that names a question and says its new answer."""

    change_words: frozenset[str]
    """What says of a question that is named, anywhere in a message, that its answer was another."""

    replacing: frozenset[str]
    """What says of options that they come in the place of those chosen before."""

    starting: tuple[str, ...]
    starting_unless_asked: tuple[str, ...]
    starting_beside_name: tuple[str, ...]
    """What wants a tool, in one clause with its name."""

    on_tool: tuple[str, ...]
    """What asks about a tool, before its name."""

    not_starting: tuple[str, ...]

    no_name: frozenset[str]
    fillers: frozenset[str]
    question_words: frozenset[str]
    open_question_words: frozenset[str]
    all_words: frozenset[str]
    beside_numbers: frozenset[str]
    counting: tuple[str, ...]
    ordinals: tuple[str, ...]
    postponing: frozenset[str]

    def command(self, text: str) -> Command | None:
        """The command that `text` is; None for anything else. Who says "stop, …" wants to stop, whatever follows.

        So does who ends with it: "dat weet ik niet. Stop maar". Who ends with wanting the document gets that.

        Who begins and ends with passing over wants that: "geen idee, dat hoor ik morgen. volgende maar". So does who
        does not know and only says when that will be: "weet ik nog niet, dat vraag ik morgen".
        """
        number, words = self._numbered(self._without_fillers(bare_words(text)))
        typed = " ".join(words)
        if number and (any(typed.startswith(f"{phrase} ") for phrase in self.changing) or self._changes(text, words)):
            return Command(SteeringCommand.CHANGE, number)
        clauses = [clause for clause in _END_OF_CLAUSE.split(text) if clause.strip()]
        if len(clauses) > 1 and len(words) <= _LONGEST_QUESTION:
            skip = Command(SteeringCommand.SKIP)
            postpones = self.postponing.issuperset(word for clause in clauses[1:] for word in bare_words(clause))
            if self.command(clauses[0]) == skip and (postpones or self.command(clauses[-1]) == skip):
                return skip
        if len(clauses) > 1 and (ending := self._ending(text, clauses[-1])) is not None:
            return ending
        if not words or len(words) > _LONGEST:
            return None
        first, _, rest = text.partition(",")
        if rest and self.command(first) == Command(SteeringCommand.STOP):
            return Command(SteeringCommand.STOP)
        phrases = [phrase for phrase, _ in self.commands]
        for phrase, _, place in process.extract_iter(typed, phrases, scorer=fuzz.ratio, score_cutoff=_CLOSE):
            same = typed == phrase or len(phrase) >= _LONG_ENOUGH
            if same and (_NUMBER in phrase) == bool(number):
                return Command(self.commands[place][1], number)
        return None

    def _ending(self, text: str, last: str) -> Command | None:
        """The command that `text` ends with, whose last clause is `last`: to stop, as a sentence, or to finish."""
        command = self.command(last)
        if command == Command(SteeringCommand.STOP):
            alone = bare_words(_END_OF_SENTENCE.split(text.strip(" .!\n"))[-1])
            return command if alone == bare_words(last) else None
        if command == Command(SteeringCommand.DOCUMENT):  # "…, dat is alles" may end an answer
            return command if SteeringCommand.DOCUMENT.value in bare_words(last) else None
        return None

    def _changes(self, text: str, words: list[str]) -> bool:
        """Whether `text`, which names a question, says somewhere that its answer is to be another."""
        return len(words) <= _LONGEST_QUESTION and bool(self.change_words & set(words)) and not self.is_question(text)

    def replaces(self, text: str) -> bool:
        """Whether the options in `text` come in the place of those chosen before: "alleen een pand"."""
        return bool(self.replacing & set(bare_words(text)))

    def is_question(self, text: str) -> bool:
        """Whether `text` asks something, by its mark."""
        return text.rstrip().endswith("?") and len(text.split()) <= _LONGEST_QUESTION

    def starts_as_question(self, text: str) -> bool:
        """Whether `text` begins as a question does; people leave the mark out."""
        words = self._without_fillers(bare_words(text))
        return bool(words) and words[0] in self.question_words and len(words) <= _LONGEST_QUESTION

    def starts_as_open_question(self, text: str) -> bool:
        """Whether `text` begins with a word that asks for more than yes or no."""
        words = self._without_fillers(bare_words(text))
        return bool(words) and words[0] in self.open_question_words and len(words) <= _LONGEST_QUESTION

    def wants_to_start(self, text: str) -> bool:
        """Whether `text` asks to do a tool together, whichever it is."""
        asks = self.is_question(text) or self.starts_as_question(text)
        phrases = self.starting if asks else (*self.starting, *self.starting_unless_asked)
        return _holds(" ".join(bare_words(text)), phrases)

    def wants_named(self, clause: str, name: str) -> bool:
        """Whether `clause`, with a tool's `name` in it, asks to do that tool; both in bare words."""
        before, _, after = f" {clause} ".partition(f" {name} ")
        is_on_tool = _holds(before, self.on_tool) or _holds(f"{before} {after}", self.not_starting)
        return _holds(f"{before} {after}", self.starting_beside_name) and not is_on_tool

    def is_on_tool(self, words: Sequence[str]) -> bool:
        """Whether a few words with a tool's name among them ask about that tool, or are against doing it."""
        return _holds(" ".join(words), (*self.on_tool, *self.not_starting))

    def is_name(self, text: str) -> bool:
        """Whether `text`, typed when a name was asked for, can be one: no command, no question, no refusal."""
        short = len(text) <= _LONGEST_NAME and len(text.split()) <= _LONGEST_NAME_WORDS
        steers = self.refuses_name(text) or self.command(text) is not None
        return short and not steers and not text.rstrip().endswith("?")

    def refuses_name(self, text: str) -> bool:
        """Whether `text` says that no name is wanted."""
        return " ".join(bare_words(text)) in self.no_name

    def _without_fillers(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self.fillers]

    def _numbered(self, words: list[str]) -> tuple[int, list[str]]:
        """The number after "vraag" or "antwoord", and the words with a mark in its place."""
        for place, word in enumerate(words):
            named = place > 0 and words[place - 1] in ("vraag", "antwoord")
            number = self.number(word) if named else 0
            if number:
                return number, [*words[:place], _NUMBER, *words[place + 1 :]]
        return 0, words

    def number(self, word: str) -> int:
        """The number that a word is ("2", "twee", "tweede"); 0 for any other word."""
        if word.isdigit() and len(word) <= _LONGEST_NUMBER:
            return int(word)
        for names in (self.counting, self.ordinals):
            if word in names:
                return names.index(word) + 1
        return 0


def read_steering_words(file: Path = DATA.commands) -> SteeringWords:
    """The word lists; ContentError with file and line when one is missing or the file cannot be read."""
    values, _ = read_mapping(file)
    commands = values.get("opdrachten") or {}
    missing = [name.value for name in _TYPED if not commands.get(name.value)]
    missing += [name for name in _LISTS if not values.get(name)]
    if missing:
        raise ContentError([Problem(file, 1, f"deze lijsten ontbreken of zijn leeg: {', '.join(missing)}")])
    fillers = frozenset(values["vulwoorden"])
    typed = ((name, phrase) for name in _TYPED for phrase in commands[name.value])
    return SteeringWords(
        commands=tuple((" ".join(_phrase(phrase, fillers)), name) for name, phrase in typed),
        changing=tuple(" ".join(_phrase(phrase, fillers)) for phrase in values["veranderen_in"]),
        change_words=frozenset(values["veranderwoorden"]),
        replacing=frozenset(values["in_plaats_van"]),
        starting=_bare_phrases(values["beginnen"]),
        starting_unless_asked=_bare_phrases(values["beginnen_geen_vraag"]),
        starting_beside_name=_bare_phrases(values["beginnen_bij_naam"]),
        on_tool=_bare_phrases(values["vraag_over_tool"]),
        not_starting=_bare_phrases(values["niet_beginnen"]),
        no_name=frozenset(_bare_phrases(values["geen_naam"])),
        fillers=fillers,
        question_words=frozenset(values["vraagwoorden"]),
        open_question_words=frozenset(values["open_vraagwoorden"]),
        all_words=frozenset(values["alles"]),
        beside_numbers=frozenset(values["bij_nummers"]),
        counting=tuple(values["telwoorden"]),
        ordinals=tuple(values["rangwoorden"]),
        postponing=frozenset(word for phrase in values["uitstellen"] for word in bare_words(phrase)),
    )


def _holds(typed: str, phrases: Sequence[str]) -> bool:
    return any(f" {phrase} " in f" {typed} " for phrase in phrases)


def _bare_phrases(phrases: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(bare_words(phrase)) for phrase in phrases)


def _phrase(phrase: str, fillers: frozenset[str]) -> list[str]:
    words = [_NUMBER if word == _NUMBER else next(iter(bare_words(word)), "") for word in phrase.split()]
    return [word for word in words if word and word not in fillers]
