"""Reads what was typed as an answer to a question: own words as they are, or the options meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from content.guided_tools.commands import SteeringWords
from content.guided_tools.draft import Answer
from content.guided_tools.tool import AnswerKind, Option, ToolQuestion
from content.plain_text import bare_words
from contract.intents import TextEnum


class RefusalReason(TextEnum):
    """Why an answer cannot be taken: the names of the texts in `data/live/teksten/tool.yml`."""

    NOTHING = "niets_ingevuld"
    TOO_LONG = "te_lang"
    NOT_THIS_FORM = "andere_vorm"
    NO_OPTION = "geen_keuze"
    SEVERAL_OPTIONS = "een_keuze"


_CLOSE = 85
"""Of 100: a label with one or two slips of the finger."""

_FEW, _SHORT_SENTENCE = 3, 12
_CLAUSES = re.compile(r"[.,;!\n]|\ben\b|\bmaar\b", re.IGNORECASE)
_LIKELY = 0.2
"""From this probability a topic shows which option is meant in own words."""


@dataclass(frozen=True)
class Refusal:
    """An answer that cannot be taken, with the reason."""

    reason: RefusalReason


def read_answer(
    question: ToolQuestion, text: str, topics: Sequence[tuple[str, float]], words: SteeringWords
) -> Answer | Refusal:
    """The answer in `text`, or why it is none.

    `topics` are what the message is about by the classifier, with probabilities, best first.
    """
    if question.kind is AnswerKind.OWN_WORDS:
        return _own_words(question, text)
    options = _going_together(_meant(question, bare_words(text), topics, words))
    if not options:
        return Refusal(RefusalReason.NO_OPTION)
    if question.kind is AnswerKind.ONE_OPTION and len(options) > 1:
        return Refusal(RefusalReason.SEVERAL_OPTIONS)
    return tuple(option.id for option in options)


def names_option(question: ToolQuestion, text: str, words: SteeringWords) -> bool:
    """Whether `text` names options of the question, by their labels, other names or numbers."""
    return question.kind is not AnswerKind.OWN_WORDS and bool(_named(question, bare_words(text), words))


def leaves_a_rest(question: ToolQuestion, text: str, words: SteeringWords) -> bool:
    """Whether a clause of `text`, which names options of the question, says something else than an option."""
    if question.kind is not AnswerKind.OPTIONS or _by_whole(question, bare_words(text)):
        return False
    clauses = [bare_words(clause) for clause in _CLAUSES.split(text)]
    others = [clause for clause in clauses if not _named(question, clause, words)]
    return len(others) < len(clauses) and any(len(clause) > _FEW for clause in others)


def is_option(question: ToolQuestion, text: str) -> bool:
    """Whether `text` as a whole is one of the question's options."""
    return question.kind is not AnswerKind.OWN_WORDS and bool(_by_whole(question, bare_words(text)))


def _own_words(question: ToolQuestion, text: str) -> Answer | Refusal:
    text = text.strip()
    if not any(letter.isalnum() for letter in text):
        return Refusal(RefusalReason.NOTHING)
    if len(text) > question.longest:
        return Refusal(RefusalReason.TOO_LONG)
    if question.pattern and not re.search(question.pattern, text, re.IGNORECASE):
        return Refusal(RefusalReason.NOT_THIS_FORM)
    return text


def _meant(
    question: ToolQuestion, typed: list[str], topics: Sequence[tuple[str, float]], words: SteeringWords
) -> list[Option]:
    if question.kind is not AnswerKind.ONE_OPTION and words.all_words & set(typed) and len(typed) <= _FEW:
        return [option for option in question.options if not option.exclusive]
    return _named(question, typed, words) or _by_topic(question, topics)


def _named(question: ToolQuestion, typed: list[str], words: SteeringWords) -> list[Option]:
    return (
        _by_whole(question, typed)
        or _by_number(question, typed, words)
        or _by_words(question, typed)
        or _by_number_in_a_sentence(question, typed)
    )


def _going_together(options: list[Option]) -> list[Option]:
    return [option for option in options if not option.exclusive] or options[:1]


def _by_whole(question: ToolQuestion, words: list[str]) -> list[Option]:
    """The option that the message is, as a whole."""
    if not words:
        return []
    typed = " ".join(words)
    scored = [
        (max(fuzz.ratio(typed, " ".join(bare_words(name))) for name in (option.label, *option.synonyms)), option)
        for option in question.options
    ]
    best, option = max(scored, key=lambda one: one[0])
    return [option] if best >= _CLOSE else []


def _by_number(question: ToolQuestion, typed: list[str], words: SteeringWords) -> list[Option]:
    """Options by their place: "2", "1 en 3", "de tweede"; only when nothing but places is said."""
    return _at(question, [words.number(word) for word in typed if word not in words.beside_numbers])


def _by_number_in_a_sentence(question: ToolQuestion, typed: list[str]) -> list[Option]:
    """Options by the figures in a few words: "ja die twee dus, 2 en 5"."""
    return _at(question, [int(word) for word in typed if word.isdigit()]) if len(typed) <= _SHORT_SENTENCE else []


def _at(question: ToolQuestion, places: Sequence[int]) -> list[Option]:
    """The options at these places, from 1; none where one of them is no place."""
    if not all(0 < place <= len(question.options) for place in places):
        return []
    return [option for place, option in enumerate(question.options, 1) if place in places]


def _by_words(question: ToolQuestion, words: list[str]) -> list[Option]:
    """Options whose name stands in the message."""
    typed = f" {' '.join(words)} "
    return [
        option
        for option in question.options
        if any(f" {' '.join(bare_words(name))} " in typed for name in (option.label, *option.synonyms))
    ]


def _by_topic(question: ToolQuestion, topics: Sequence[tuple[str, float]]) -> list[Option]:
    """The option that alone has the topic which the message is most about."""
    for topic, probability in topics:
        having = [option for option in question.options if topic in option.topics]
        if probability >= _LIKELY and len(having) == 1:
            return having
    return []
