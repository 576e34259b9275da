"""`python -m training.fit_talk_threshold MODEL`: fits the threshold for an answer in a talk, on held-back talks.

In a talk the topic before is part of the ranking, so that a lower probability is right as often; and whoever is
asked back there finds the right topic among the choices less often than at a first question.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import spacy

from content.paths import DATA
from content.training_talks import Act, Kind, read_talks
from contract.context import Context
from contract.intents import Intent
from nlu.understand.decision import decide
from nlu.understand.observation import Observation
from nlu.understand.thresholds import Thresholds, read_thresholds
from nlu.understand.understand import Knowledge, in_talk, observe, read
from training.fit_thresholds import write_fitted
from training.spacy_model import spacy_model
from training.trained_model import load_text_model

LIMITS = [round(0.1 + 0.05 * step, 2) for step in range(13)]
_NAMES_TOPIC = (Kind.TOPIC, Kind.CHOICE, Kind.BACK)
_WORTH = {"direct": 1.0, "choice": 0.5, "wrong": -0.5, "none": 0.0}
"""A wrong answer takes away what a choice with the right topic gives."""


@dataclass(frozen=True)
class LaterQuestion:
    """A question after another one was answered, with the topics that answer it."""

    expected: frozenset[str]
    observation: Observation
    context: Context


def main(model: str) -> int:
    """Fit, and write the threshold and its figures into the file of all thresholds."""
    questions = list(read_later_questions(model))
    thresholds = read_thresholds(DATA.thresholds)
    limit = best_limit(questions, thresholds)
    figures = {"questions": len(questions), **measure(questions, thresholds, limit)}
    write_fitted(DATA.thresholds, {"answer_in_talk": limit}, figures_in_talk=figures)
    return 0


def read_later_questions(model: str) -> Iterator[LaterQuestion]:
    """Each question on a topic in a held-back talk that follows an answer, ranked by the model."""
    knowledge = Knowledge.with_model(load_text_model(Path(model)))
    language = spacy.load(spacy_model().name)
    for talk in read_talks(DATA.held_back):
        topic = ""
        for turn in talk.turns:
            expected = frozenset(named for act in turn.acts if (named := _topic(act, topic)))
            if topic and expected:
                context = Context(topic=topic)
                observation = observe(turn.text, read(turn.text, language), knowledge)
                yield LaterQuestion(expected, in_talk(observation, turn.text, context, knowledge), context)
            topic = _topic(turn.acts[0], topic) or topic


def best_limit(questions: Iterable[LaterQuestion], thresholds: Thresholds) -> float:
    """The limit with which the answers are worth most together; of equals the highest."""
    questions = list(questions)
    return max(LIMITS, key=lambda limit: (_worth(measure(questions, thresholds, limit)), limit))


def measure(questions: Iterable[LaterQuestion], thresholds: Thresholds, limit: float) -> dict[str, float]:
    """The shares that are right at once, within a choice, wrong, and none of these."""
    found = Counter(_result(question, replace(thresholds, answer_in_talk=limit)) for question in questions)
    return {name: round(found[name] / max(found.total(), 1), 4) for name in _WORTH}


def _result(question: LaterQuestion, thresholds: Thresholds) -> str:
    verdict = decide(question.observation, question.context, thresholds)
    if verdict.intent is Intent.UNCLEAR:
        return "choice" if question.expected & set(verdict.details.choices) else "none"
    if verdict.intent in (Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION):
        return "direct" if verdict.details.topic in question.expected else "wrong"
    return "none"


def _worth(shares: dict[str, float]) -> float:
    return sum(_WORTH[name] * share for name, share in shares.items())


def _topic(act: Act, before: str) -> str:
    """The topic that an act is about, the one before for a question about that; "" for another kind of act."""
    if act.kind in _NAMES_TOPIC:
        return act.words[0]
    return before if act == Act(Kind.FOLLOW_UP, ("vraag",)) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
