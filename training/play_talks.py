"""Plays talks with the assistant's own skills: each message in the context that it would stand in.

`play` does what a talk says that a message means, whatever the assistant would have made of it. `play_as_understood`
does what the assistant makes of it: so the contexts come up that its own mistakes lead to, one message in three after
the first. Who learns from the first alone trusts the topic before, and stays with it where it was wrong (Ross, Gordon
and Bagnell, "A Reduction of Imitation Learning and Structured Prediction to No-Regret Online Learning", 2011).
"""

from __future__ import annotations

import inspect
import itertools
import pkgutil
import time
from abc import ABCMeta
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from spacy.language import Language

import actions
from actions.skill import Skill
from content.paths import DATA
from content.training_talks import Act, Kind, Talk, TalkTurn
from contract.context import SLOT, Context
from contract.details import DETAILS, Details, MessageKind
from contract.intents import FOLLOW_UPS, Intent
from contract.turn import Origin
from nlu.model.talk_examples import label_of
from nlu.understand.asker import evidence
from nlu.understand.knowledge import Knowledge
from nlu.understand.observation import Observation
from nlu.understand.observe import observe_in_talk, read, talked_about
from nlu.understand.piece_choice import pieces_of, that_answer
from nlu.understand.signals import pointing_at
from nlu.understand.understand import understand
from training.meant import pointed_at

_MOST_CHOICES, _RANKED = 3, 10


@dataclass(frozen=True)
class PlayedTurn:
    """A message of talk number `talk` as the decision sees it; `context` is what is being talked about.

    `about` is the topic that it is about where it is a follow-up.
    """

    talk: int
    turn: TalkTurn
    context: Context
    observation: Observation
    about: str


def play(talks: Iterable[tuple[int, Talk]], knowledge: Knowledge, language: Language) -> Iterator[PlayedTurn]:
    """Every message of the numbered `talks`, in its context."""
    for number, talk in talks:
        context = Context(moment=time.time())
        for turn in talk.turns:
            about = talked_about(context)
            observation = observe_in_talk(turn.text, read(turn.text, language), about, knowledge)
            yield PlayedTurn(number, turn, about, observation, about.topic)
            context = _after(turn, observation, about, context, knowledge)


def play_as_understood(turns: Iterable[PlayedTurn], knowledge: Knowledge, language: Language) -> Iterator[PlayedTurn]:
    """The messages of `turns`, as `play` gave them, but the first of each talk, after what the assistant did before."""
    for _, talk in itertools.groupby(turns, key=lambda turn: turn.talk):
        context = Context(moment=time.time())
        for place, played in enumerate(talk):
            text = played.turn.text
            understood = understand(text, read(text, language), context, knowledge)
            if place:
                yield replace(played, context=talked_about(context), observation=understood.observation)
            context = _done(understood.verdict.intent, understood.verdict.details, context, text)


def _after(turn: TalkTurn, observation: Observation, about: Context, context: Context, knowledge: Knowledge) -> Context:
    """The context after what `turn` means was done; `context` itself where nothing is."""
    meant = _meant(turn, observation, about)
    if meant is None:
        return context
    pieces = pieces_of(observation.asked(turn.text), meant.intent, meant.details, knowledge)
    details = replace(meant.details, pieces=that_answer(pieces, meant.intent))
    return _done(meant.intent, details, context, turn.text)


def _done(intent: Intent, details: Details, context: Context, text: str) -> Context:
    """The context after the skill for `intent` has answered `text`."""
    skill, tracker = _skills()[_action_of()[intent]], _tracker(intent, details, context, text)
    [event] = skill.run(CollectingDispatcher(), tracker, {})
    return Context.from_slot(event["value"], time.time())


@dataclass(frozen=True)
class _Meant:
    intent: Intent
    details: Details


def _meant(turn: TalkTurn, observation: Observation, context: Context) -> _Meant | None:
    """What is to be done for the first act of `turn`; None where it changes nothing."""
    act = turn.acts[0]
    ranking = tuple(label.topic for label, _ in observation.whole if label.topic)[:_RANKED]
    shown = Details(
        ranking=ranking,
        asker=observation.signals.asker,
        asker_evidence=round(evidence(observation.askers, context.asker_evidence), 4),
        need=observation.signals.need,
        municipalities=observation.municipalities,
    )
    if turn.asks_back or act.kind is Kind.UNCLEAR:
        choices = turn.asks_back or ranking[:_MOST_CHOICES]
        ranked = tuple(dict.fromkeys((*choices, *ranking)))
        return _Meant(Intent.UNCLEAR, replace(shown, choices=choices, ranking=ranked))
    if act.kind is Kind.TOOL:
        return None  # what follows a guided tool is said as if it had not begun
    if act.kind is Kind.TWO_TOPICS:
        return _Meant(Intent.ASK_TWO, replace(shown, topics=act.words, kind=MessageKind.COMPARISON))
    if act.kind in (Kind.CHOICE, Kind.BACK):
        pointed = pointing_at(observation.signals, shown)
        if pointed_at(context, pointed) == act.words[0]:
            return _Meant(Intent.FOLLOW_UP_LIST_ITEM, pointed)
        return _Meant(Intent.ASK_GUIDE, replace(shown, topic=act.words[0]))
    if act.kind is Kind.ASKER:
        return _Meant(Intent.SAY_ASKER, replace(shown, topic=context.topic))
    if act.kind is Kind.CONTACT_DETAILS:
        return _Meant(Intent.ASK_CONTACT_DETAILS, observation.contact_details.at_least_asked())
    return _labelled(act, shown, context)


def _labelled(act: Act, shown: Details, context: Context) -> _Meant | None:
    """What is to be done for an act that the classifier has a label of."""
    label = label_of(act)
    if label is None or label.intent == Intent.DISTRESS.value:
        return None
    intent = Intent(label.intent)
    if intent not in FOLLOW_UPS:
        return _Meant(intent, replace(shown, topic=label.topic or context.topic, subject=label.subject))
    if not context.topic:
        return None
    asks = intent in (Intent.FOLLOW_UP_QUESTION, Intent.FOLLOW_UP_LIST_ITEM)
    return _Meant(Intent.ASK_GUIDE if asks else intent, replace(shown, topic=context.topic))


@cache
def _skills() -> Mapping[str, Skill]:
    """The skills by the names of their actions."""
    found: dict[str, Skill] = {}
    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, ABCMeta) and issubclass(kind, Skill) and not inspect.isabstract(kind):
                skill = kind()
                found[skill.name()] = skill
    return found


@cache
def _action_of() -> Mapping[Intent, str]:
    """The name of the action by the intent that it follows, as Rasa's rules say."""
    found: dict[Intent, str] = {}
    for file in sorted(DATA.rules.glob("*.yml")):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            steps: dict[str, str] = {name: value for step in rule["steps"] for name, value in step.items()}
            if "intent" in steps and "action" in steps:
                found.setdefault(Intent(steps["intent"]), steps["action"])
    return found


def _tracker(intent: Intent, details: Details, context: Context, text: str) -> Tracker:
    latest: dict[str, Any] = {
        "intent": {"name": intent.value},
        "entities": [],
        "text": text,
        DETAILS: details.to_json(),
        "metadata": Origin().to_json(),
    }
    return Tracker("talk", {SLOT: context.to_slot(time.time())}, latest, [], False, None, {}, "action_listen")
