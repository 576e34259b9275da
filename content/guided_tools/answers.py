"""Reads what was typed as an answer to a question: own words as they are, or the options meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from content.guided_tools.commands import Words
from content.guided_tools.draft import Answer
from content.guided_tools.plain import plain_words
from content.guided_tools.tool import CHOICE, TEXT, Option, Question

NOTHING, TOO_LONG, NOT_THIS_FORM, NO_OPTION, SEVERAL_OPTIONS = (
    "niets_ingevuld",
    "te_lang",
    "andere_vorm",
    "geen_keuze",
    "een_keuze",
)
"""Why an answer cannot be taken: the names of the texts in `data/live/teksten/tool.yml`."""

_CLOSE = 85
"""Of 100: a label with one or two slips of the finger."""

_FEW = 3
_LIKELY = 0.2
"""From this probability a topic shows which option is meant in own words."""


@dataclass(frozen=True)
class Refusal:
    """An answer that cannot be taken, with the reason."""

    reason: str


def read_answer(question: Question, text: str, topics: Sequence[tuple[str, float]], words: Words) -> Answer | Refusal:
    """The answer in `text`, or why it is none.

    `topics` are what the message is about by the classifier, with probabilities, best first.
    """
    if question.soort == TEXT:
        return _own_words(question, text)
    options = _going_together(_meant(question, plain_words(text), topics, words))
    if not options:
        return Refusal(NO_OPTION)
    if question.soort == CHOICE and len(options) > 1:
        return Refusal(SEVERAL_OPTIONS)
    return tuple(option.id for option in options)


def is_option(question: Question, text: str) -> bool:
    """Whether `text` as a whole is one of the question's options."""
    return question.soort != TEXT and bool(_by_whole(question, plain_words(text)))


def _own_words(question: Question, text: str) -> Answer | Refusal:
    text = text.strip()
    if not any(letter.isalnum() for letter in text):
        return Refusal(NOTHING)
    if len(text) > question.langste:
        return Refusal(TOO_LONG)
    if question.patroon and not re.search(question.patroon, text, re.IGNORECASE):
        return Refusal(NOT_THIS_FORM)
    return text


def _meant(question: Question, typed: list[str], topics: Sequence[tuple[str, float]], words: Words) -> list[Option]:
    if question.soort != CHOICE and words.all_words & set(typed) and len(typed) <= _FEW:
        return [option for option in question.keuzes if not option.sluit_uit]
    return (
        _by_whole(question, typed)
        or _by_number(question, typed, words)
        or _by_words(question, typed)
        or _by_topic(question, topics)
    )


def _going_together(options: list[Option]) -> list[Option]:
    return [option for option in options if not option.sluit_uit] or options[:1]


def _by_whole(question: Question, words: list[str]) -> list[Option]:
    """The option that the message is, as a whole."""
    if not words:
        return []
    typed = " ".join(words)
    scored = [
        (max(fuzz.ratio(typed, " ".join(plain_words(name))) for name in (option.label, *option.ook)), option)
        for option in question.keuzes
    ]
    best, option = max(scored, key=lambda one: one[0])
    return [option] if best >= _CLOSE else []


def _by_number(question: Question, typed: list[str], words: Words) -> list[Option]:
    """Options by their place: "2", "1 en 3", "de tweede"; only when nothing but places is said."""
    found = [words.number(word) for word in typed if word not in words.beside_numbers]
    if not found or not all(0 < place <= len(question.keuzes) for place in found):
        return []
    return [option for place, option in enumerate(question.keuzes, 1) if place in found]


def _by_words(question: Question, words: list[str]) -> list[Option]:
    """Options whose name stands in the message."""
    typed = f" {' '.join(words)} "
    return [
        option
        for option in question.keuzes
        if any(f" {' '.join(plain_words(name))} " in typed for name in (option.label, *option.ook))
    ]


def _by_topic(question: Question, topics: Sequence[tuple[str, float]]) -> list[Option]:
    """The option that alone has the topic which the message is most about."""
    for topic, probability in topics:
        having = [option for option in question.keuzes if topic in option.onderwerpen]
        if probability >= _LIKELY and len(having) == 1:
            return having
    return []
