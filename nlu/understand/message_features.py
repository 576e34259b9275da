"""What the ranking of acts sees of a message and of the conversation it stands in, whatever the act.

Probabilities go in as logarithms: a tenth of a tenth is as far as a tenth of one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Dict, Tuple

from contract.context import Asker, Context
from contract.details import MessageKind
from contract.intents import FOLLOW_UPS, LANGUAGES, OUTSIDE, QUESTIONS, Intent
from nlu.model.labels import Ranking
from nlu.understand.asker import evidence
from nlu.understand.observation import Observation

_LEAST = 0.001
"""What is less likely than this is as good as ruled out."""

_LOG_OF_LEAST = math.log(_LEAST)

SOME_SHARE = 0.05
"""A message that has less of any topic names none."""

_MOST_COUNTED = 4
_REST_COUNTS = (MessageKind.CORRECTION, MessageKind.ELLIPSIS)
_IN_CONTEXT = ("has_topic", "asked_back", "has_set_in_view")
_COUNTS_OTHERWISE_IN_CONTEXT = (
    "follow_ups",
    "intent_vervolg_vraag",
    "intent_bevestigen",
    "intent_ontkennen",
    "best",
    "guide",
    "outside",
    "place",
    "refers",
    "at_most_2_words",
    "at_most_5_words",
    "in_view",
    "of_topic",
    "of_topic_in_talk",
)
"""What means something else after an answer, after a question back, and where a set is in view."""

_PRODUCTS = tuple(
    (f"{setting}*{name}", setting, name) for setting in _IN_CONTEXT for name in _COUNTS_OTHERWISE_IN_CONTEXT
)

_INTENTS = tuple((f"intent_{intent.value}", intent) for intent in Intent)
INTENT_NAMED = {intent.value: intent for intent in Intent}
"""By its name, as labels have it: a message is ranked among a hundred, and `Intent(name)` takes ten times as long."""

_OUTSIDE = {intent.value for intent in OUTSIDE}
_SMALL_TALK = set(Intent) - FOLLOW_UPS - LANGUAGES - OUTSIDE - QUESTIONS - {Intent.NONSENSE}


def log(probability: float) -> float:
    """Its natural logarithm, that of `_LEAST` for what is less likely."""
    return math.log(probability) if probability > _LEAST else _LOG_OF_LEAST


@dataclass(frozen=True)
class Seen:
    """A message in its conversation, with its probabilities sorted by what they are of."""

    observation: Observation
    context: Context

    @cached_property
    def ranking(self) -> Ranking:
        """The labels of the message by itself; after "nee, ik bedoel …" or "en …?" of the clearer rest."""
        whole, parts = self.observation.by_itself, self.observation.parts
        if self.observation.signals.kind not in _REST_COUNTS or not parts:
            return whole
        return parts[0] if _two_best(topics_of(parts[0])) >= _two_best(topics_of(whole)) else whole

    @cached_property
    def alone(self) -> Mapping[str, float]:
        """The topics of the message by itself, likeliest first."""
        return topics_of(self.ranking)

    @cached_property
    def of_guide(self) -> float:
        """How likely the message by itself is about any of the topics."""
        return sum(self.alone.values())

    @cached_property
    def in_talk(self) -> Mapping[str, float]:
        """Its topics with the topic before taken in, likeliest first."""
        return topics_of(self.observation.whole)

    @cached_property
    def behind(self) -> Mapping[str, float]:
        """Its topics behind the question typed before it, likeliest first; those in its talk where there is none."""
        return topics_of(self.observation.behind) if self.observation.behind else self.in_talk

    @cached_property
    def asker_evidence(self) -> float:
        """How much all that was written so far says for an entrepreneur (above 0) or a civil servant (below)."""
        return evidence(self.observation.askers, self.context.asker_evidence)

    @cached_property
    def intents(self) -> Mapping[Intent, float]:
        """The intents that are no topic, likeliest first, each with what its subjects have together."""
        together: Dict[str, float] = {}
        for label, probability in self.ranking:
            if not label.topic:
                together[label.intent] = together.get(label.intent, 0.0) + probability
        return {INTENT_NAMED[name]: share for name, share in sorted(together.items(), key=lambda pair: -pair[1])}

    @cached_property
    def in_view(self) -> Tuple[str, ...]:
        """The topics that can be pointed at: those asked between, those answered together, or those offered beside."""
        context = self.context
        listed = () if context.list_topic else tuple(item.topic for item in context.list_items if item.topic)
        return context.offered_topics if context.asked_back else listed or context.offered_topics

    @cached_property
    def asked_or_answered_together(self) -> Tuple[str, ...]:
        """The topics in view that belong together: those asked between, or those answered together."""
        context = self.context
        listed = () if context.list_topic else tuple(item.topic for item in context.list_items if item.topic)
        return context.offered_topics if context.asked_back else listed

    @cached_property
    def parts(self) -> Tuple[Mapping[str, float], ...]:
        """The topics of each part of the message by itself."""
        return tuple(map(topics_of, self.observation.parts))

    @cached_property
    def named(self) -> Mapping[str, float]:
        """The likeliest topic of each part with its probability; that of one named twice is the first."""
        found: Dict[str, float] = {}
        for topic, probability in (next(iter(part.items())) for part in self.parts if part):
            found.setdefault(topic, probability)
        return found

    def names_topic(self, probability: float = SOME_SHARE) -> bool:
        """Whether the message has this much of some topic, in its conversation: "waarom?" has not."""
        return max(self.in_talk.values(), default=0.0) >= probability

    @cached_property
    def pointed_at(self) -> str:
        """The topic at the place that the message points at; "" where that is none."""
        return _at(self.observation.signals.place, self.in_view)

    @cached_property
    def pointed_at_together(self) -> Tuple[str, ...]:
        """The two topics that the message points at in one breath, in the list shown last; empty where they are not."""
        listed = tuple(item.topic for item in self.context.list_items)
        offered = self.observation.signals.among_choices or not listed
        among = self.context.offered_topics if offered else listed
        topics = tuple(dict.fromkeys(_at(place, among) for place in self.observation.signals.places_together))
        return topics if len(topics) > 1 and all(topics) else ()


def _at(place: int, topics: Tuple[str, ...]) -> str:
    """The topic at the place; "" where there is none. Places count from 1, or from the end with -1."""
    index = place - 1 if place > 0 else len(topics) + place
    return topics[index] if place and 0 <= index < len(topics) else ""


def topics_of(ranking: Ranking) -> Mapping[str, float]:
    """The topics among the labels with their probabilities, likeliest first."""
    return {label.topic: probability for label, probability in ranking if label.topic}


def message_features(seen: Seen) -> Dict[str, float]:
    """All of them by name, always the same names."""
    found = {**_of_probabilities(seen), **_of_words(seen), **_of_context(seen)}
    for product, setting, name in _PRODUCTS:
        found[product] = found[setting] * found[name]
    return found


def _of_probabilities(seen: Seen) -> Dict[str, float]:
    alone, intents = seen.alone, seen.intents
    guide = seen.of_guide
    best, second = _two_best(alone)
    best_in_talk, second_in_talk = _two_best(seen.in_talk)
    best_behind, second_behind = _two_best(seen.behind)
    return {
        "guide": log(guide),
        "not_guide": log(1 - guide),
        "best": log(best),
        "second": log(second),
        "ahead": log(best) - log(second),
        "best_in_talk": log(best_in_talk),
        "ahead_in_talk": log(best_in_talk) - log(second_in_talk),
        "guide_behind": log(sum(seen.behind.values())),
        "outside_behind": log(sum(share for label, share in seen.observation.behind if label.intent in _OUTSIDE)),
        "best_behind": log(best_behind),
        "ahead_behind": log(best_behind) - log(second_behind),
        "follow_ups": log(_together(intents, FOLLOW_UPS)),
        "outside": log(_together(intents, OUTSIDE)),
        "small_talk": log(_together(intents, _SMALL_TALK)),
        "parts": float(len(seen.parts)),
        "two_named": log(min(seen.named.values())) if len(seen.named) > 1 else log(0.0),
        **{name: log(intents.get(intent, 0.0)) for name, intent in _INTENTS},
        "asker_evidence": seen.asker_evidence,
        **{f"seems_{asker.value}": seen.observation.askers.get(asker.value, 0.0) for asker in Asker},
    }


def _of_words(seen: Seen) -> Dict[str, float]:
    observation, signals = seen.observation, seen.observation.signals
    details = observation.contact_details
    found = {
        "refers": signals.refers,
        "both": signals.both,
        "back": signals.back,
        "asks_where": signals.asks_where,
        "among_choices": signals.among_choices,
        "place": bool(signals.place),
        "need": bool(signals.need),
        "can_be_reached": signals.can_be_reached,
        "question_mark": observation.tools.asks,
        "question_word": observation.tools.begins_as_question,
        "tool": bool(observation.tools.named),
        "municipality": bool(observation.municipalities),
        "details": bool(details.clearly),
        "details_at_a_desk": bool(details.at_a_desk),
        "letter": bool(observation.letter.question),
        "words": math.log(1 + signals.words),
        "at_most_2_words": signals.words <= 2,
        "at_most_5_words": signals.words <= 5,
        **{f"says_{asker.value}": signals.asker == asker for asker in Asker},
        **{f"kind_{kind.value}": signals.kind is kind for kind in MessageKind if kind is not MessageKind.DOUBT},
    }
    return {name: float(value) for name, value in found.items()}


def _of_context(seen: Seen) -> Dict[str, float]:
    context, alone, in_talk = seen.context, seen.alone, seen.in_talk
    best, best_in_talk, best_behind = (next(iter(topics), "") for topics in (alone, in_talk, seen.behind))
    found = {
        "has_topic": bool(context.topic),
        "of_topic": log(alone.get(context.topic, 0.0)),
        "of_topic_in_talk": log(in_talk.get(context.topic, 0.0)),
        "of_previous_topic": log(alone.get(context.previous_topic, 0.0)),
        "best_is_topic": bool(best) and best == context.topic,
        "best_in_talk_is_topic": bool(best) and best_in_talk == context.topic,
        "best_behind_is_topic": bool(best) and best_behind == context.topic,
        "best_behind_is_best": bool(best) and best_behind == best,
        "best_behind_is_best_in_talk": bool(best) and best_behind == best_in_talk,
        "asked_back": context.asked_back,
        "has_list": bool(context.list_items),
        "has_offers": bool(context.offered_topics),
        "has_set_in_view": len(seen.asked_or_answered_together) > 1,
        "in_view": log(sum(alone.get(topic, 0.0) for topic in seen.in_view)),
        "best_in_view": best in seen.in_view,
        "best_of_view": log(max((alone.get(topic, 0.0) for topic in seen.in_view), default=0.0)),
        "said_before": log(sum(alone.get(topic, 0.0) for topic in context.topics)),
        "best_was_said_before": best in context.topics and best != context.topic,
        "topics_before": min(len(context.topics), _MOST_COUNTED),
        "knows_municipality": bool(context.municipality),
        "wanted_details": bool(context.wanted),
        **{f"is_{asker.value}": context.asker == asker for asker in Asker},
    }
    return {name: float(value) for name, value in found.items()}


def _two_best(topics: Mapping[str, float]) -> Tuple[float, float]:
    best, second, *_ = (*topics.values(), 0.0, 0.0)
    return best, second


def _together(intents: Mapping[Intent, float], these: Iterable[Intent]) -> float:
    return sum(intents.get(intent, 0.0) for intent in these)
