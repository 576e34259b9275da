"""`python -m training.fit_talk_thresholds MODEL`: fits what decides in a talk, on the held-back talks.

In a talk the topic before is part of the ranking, so that a lower probability is right as often; and whoever is
asked back there finds the right topic among the choices less often than at a first question.
Who seems to write is taken for it from a probability at which that is seldom wrong. What is not about the guide is
taken for small talk or something outside from a probability at which that is right more often than it does harm.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language

from content.paths import DATA
from content.training_talks import Act, Kind, TalkTurn, read_talks
from contract.context import Asker, Context
from contract.intents import Intent
from nlu.model.asker_model import AskerModel
from nlu.model.talk_examples import label_of
from nlu.understand.decision import Rule, decide, likely_asker
from nlu.understand.observation import Observation
from nlu.understand.thresholds import Thresholds, read_thresholds
from nlu.understand.understand import Knowledge, in_talk, observe, read
from training.fit_thresholds import write_fitted
from training.spacy_model import spacy_model
from training.trained_model import load_trained_model

LIMITS = [round(0.1 + 0.05 * step, 2) for step in range(13)]
ASKER_LIMITS = [round(0.5 + 0.05 * step, 2) for step in range(10)]
OTHER_LIMITS = [round(0.05 * step, 2) for step in range(11)]

MOST_WRONG_ASKERS = 0.05
"""An entrepreneur who is spoken to as a civil servant, or the other way round, can say so; one in twenty has to."""

_NAMES_TOPIC = (Kind.TOPIC, Kind.CHOICE, Kind.BACK)
_WORTH = {"direct": 1.0, "choice": 0.5, "wrong": -0.5, "none": 0.0}
"""A wrong answer takes away what a choice with the right topic gives."""


@dataclass(frozen=True)
class SeenTurn:
    """A message in a held-back talk as the decision sees it: ranked by the model, after the topic before."""

    turn: TalkTurn
    observation: Observation
    context: Context


@dataclass(frozen=True)
class LaterQuestion:
    """A question after another one was answered, with the topics that answer it."""

    expected: frozenset[str]
    observation: Observation
    context: Context


@dataclass(frozen=True)
class FirstMessage:
    """Who wrote it, as the talk says, and who seems to have, by probability."""

    asker: str
    askers: Mapping[str, float]


@dataclass(frozen=True)
class OtherMessage:
    """A message that is not about the guide to the model: how likely its best intent is, and whether it means that."""

    probability: float
    right: bool


def main(model: str) -> int:
    """Fit, and write the thresholds and their figures into the file of all of them."""
    knowledge = Knowledge.with_model(load_trained_model(Path(model)))
    thresholds = read_thresholds(DATA.thresholds)
    turns = list(read_turns(knowledge, spacy.load(spacy_model().name)))
    questions, others = list(later_questions(turns)), list(other_messages(turns, thresholds))
    messages = list(read_first_messages(knowledge.askers))
    answer, asker, other = best_limit(questions, thresholds), asker_limit(messages), other_limit(others)
    write_fitted(
        DATA.thresholds,
        {"answer_in_talk": answer, "asker": asker, "other": other},
        figures_in_talk={"questions": len(questions), **measure(questions, thresholds, answer)},
        figures_of_askers={"messages": len(messages), **measure_askers(messages, asker)},
        figures_of_others={"messages": len(others), **measure_others(others, other)},
    )
    return 0


def read_turns(knowledge: Knowledge, language: Language) -> Iterator[SeenTurn]:
    """Each message of each held-back talk, after the topic that the messages before it mean."""
    for talk in read_talks(DATA.held_back):
        topic = ""
        for turn in talk.turns:
            context = Context(topic=topic)
            observation = observe(turn.text, read(turn.text, language), knowledge)
            yield SeenTurn(turn, in_talk(observation, turn.text, context, knowledge), context)
            topic = _topic(turn.acts[0], topic) or topic


def later_questions(turns: Iterable[SeenTurn]) -> Iterator[LaterQuestion]:
    """The questions on a topic that follow an answer."""
    for seen in turns:
        before = seen.context.topic
        expected = frozenset(named for act in seen.turn.acts if (named := _topic(act, before)))
        if before and expected:
            yield LaterQuestion(expected, seen.observation, seen.context)


def other_messages(turns: Iterable[SeenTurn], thresholds: Thresholds) -> Iterator[OtherMessage]:
    """Those left to the best other intent, however unlikely that is, and whether they mean it."""
    believed = replace(thresholds, other=0.0)
    for seen in turns:
        verdict = decide(seen.observation, seen.context, believed)
        if verdict.rule is Rule.NOT_ON_THE_GUIDE and verdict.intent is not Intent.DISTRESS:
            meant = {label.intent for act in seen.turn.acts if (label := label_of(act)) is not None}
            yield OtherMessage(verdict.probability, verdict.intent.value in meant)


def best_limit(questions: Iterable[LaterQuestion], thresholds: Thresholds) -> float:
    """The limit with which the answers are worth most together; of equals the highest."""
    questions = list(questions)
    return max(LIMITS, key=lambda limit: (_worth(measure(questions, thresholds, limit)), limit))


def measure(questions: Iterable[LaterQuestion], thresholds: Thresholds, limit: float) -> dict[str, float]:
    """The shares that are right at once, within a choice, wrong, and none of these."""
    found = Counter(_result(question, replace(thresholds, answer_in_talk=limit)) for question in questions)
    return _shares(found, *_WORTH)


def read_first_messages(model: AskerModel) -> Iterator[FirstMessage]:
    """The first message of each held-back talk."""
    for talk in read_talks(DATA.held_back):
        yield FirstMessage(talk.asker, model.probabilities(talk.turns[0].text))


def asker_limit(messages: Iterable[FirstMessage]) -> float:
    """The lowest limit from which few enough are taken for the other."""
    messages = list(messages)
    good = (limit for limit in ASKER_LIMITS if measure_askers(messages, limit)["wrong"] <= MOST_WRONG_ASKERS)
    return next(good, ASKER_LIMITS[-1])


def measure_askers(messages: Iterable[FirstMessage], limit: float) -> dict[str, float]:
    """Of those with a known asker the share found, and of those taken for one the share that is the other."""
    known = [message for message in messages if message.asker in set(Asker)]
    taken = [(message, asker) for message in known if (asker := likely_asker(message.askers, limit))]
    right = sum(message.asker == asker for message, asker in taken)
    found, wrong = right / max(len(known), 1), 1 - right / max(len(taken), 1) if taken else 0.0
    return {"found": round(found, 4), "wrong": round(wrong, 4)}


def other_limit(messages: Iterable[OtherMessage]) -> float:
    """The limit from which believing it is worth most; of equals the lowest."""
    messages = list(messages)
    return max(OTHER_LIMITS, key=lambda limit: (_worth(measure_others(messages, limit)), -limit))


def measure_others(messages: Iterable[OtherMessage], limit: float) -> dict[str, float]:
    """The shares that are right, wrong, and asked for once more."""
    found = Counter(
        ("direct" if message.right else "wrong") if message.probability >= limit else "none" for message in messages
    )
    return _shares(found, "direct", "wrong", "none")


def _result(question: LaterQuestion, thresholds: Thresholds) -> str:
    verdict = decide(question.observation, question.context, thresholds)
    if verdict.intent is Intent.UNCLEAR:
        return "choice" if question.expected & set(verdict.details.choices) else "none"
    if verdict.intent in (Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION):
        return "direct" if verdict.details.topic in question.expected else "wrong"
    return "none"


def _shares(found: Counter[str], *names: str) -> dict[str, float]:
    return {name: round(found[name] / max(found.total(), 1), 4) for name in names}


def _worth(shares: dict[str, float]) -> float:
    return sum(_WORTH[name] * share for name, share in shares.items())


def _topic(act: Act, before: str) -> str:
    """The topic that an act is about, the one before for a question about that; "" for another kind of act."""
    if act.kind in _NAMES_TOPIC:
        return act.words[0]
    return before if act == Act(Kind.FOLLOW_UP, ("vraag",)) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
