"""What a message may mean in its conversation: each possible act, with what speaks for it.

Nothing is decided here. `nlu.model.act_ranker` has learnt from talks how much each feature counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice
from typing import Any, Dict, NamedTuple, Tuple

from content.guide.topic import WHERE_TO_GO
from contract.details import Details, MessageKind
from contract.intents import FOLLOW_UPS, LANGUAGES, OUTSIDE, Intent, TextEnum
from nlu.understand.message_features import INTENT_NAMED, Seen, log, message_features
from nlu.understand.signals import pointing_at

_TOPICS_IN_TALK, _TOPICS_ALONE, _TOPICS_BEHIND, _TOPICS_IN_VIEW, _TOPICS_BEFORE = 4, 3, 3, 4, 6
_SMALL_TALKS, _SUBJECTS, _PARTS = 3, 2, 3


class ActKind(TextEnum):
    """The kinds of act, worded for an editor; those of one kind are weighed alike."""

    TOPIC = "onderwerp"
    REASON = "waarom"
    EXAMPLE = "voorbeeld"
    SHORTER = "korter"
    SOURCE = "bron"
    MORE = "meer"
    REPEAT = "herhaal"
    LIST_ITEM = "plaats in een lijst"
    TWO_TOPICS = "twee onderwerpen"
    SMALL_TALK = "praat"
    SUBJECT = "verwijzing"
    OUTSIDE = "buiten de gids"
    TOOL = "tool"
    MUNICIPALITY = "gemeente"
    CONTACT_DETAILS = "gegevens"
    MEANT_OTHERWISE = "bedoelt iets anders"
    SOMETHING_ELSE = "wil iets anders"
    ASK_BACK = "terugvragen"


_FOLLOW_UPS = {
    ActKind.REASON: Intent.FOLLOW_UP_REASON,
    ActKind.EXAMPLE: Intent.FOLLOW_UP_EXAMPLE,
    ActKind.SHORTER: Intent.FOLLOW_UP_SHORTER,
    ActKind.SOURCE: Intent.FOLLOW_UP_SOURCE,
    ActKind.MORE: Intent.FOLLOW_UP_MORE,
    ActKind.REPEAT: Intent.FOLLOW_UP_REPEAT,
}
_ALWAYS = {
    ActKind.MUNICIPALITY: Intent.NAME_MUNICIPALITY,
    ActKind.MEANT_OTHERWISE: Intent.MEANT_OTHERWISE,
    ActKind.SOMETHING_ELSE: Intent.SOMETHING_ELSE,
    ActKind.ASK_BACK: Intent.UNCLEAR,
}
ASKS_TWO = (MessageKind.COMPARISON, MessageKind.TWO_QUESTIONS)
"""The kinds of message that are about two topics."""

_STARTS_TOOL = Intent.START_TOOL.value
_OUTSIDE = OUTSIDE | {Intent.NONSENSE}
_NO_SMALL_TALK = {
    *FOLLOW_UPS,
    *LANGUAGES,
    *_OUTSIDE,
    *_ALWAYS.values(),
    Intent.SAY_ASKER,
    Intent.START_TOOL,
    Intent.ASK_CONTACT_DETAILS,
    Intent.DISTRESS,
}


class TopicFeatures(NamedTuple):
    """What speaks for a topic beside what speaks for any: probabilities, and how it stands in the conversation."""

    alone: float
    in_talk: float
    behind: float
    probability_alone: float
    probability_in_talk: float
    probability_behind: float
    share_alone: float
    in_a_part: float
    ahead_alone: float
    ahead_in_talk: float
    ahead_behind: float
    best_alone: bool
    best_in_talk: bool
    best_behind: bool
    talked_about: bool
    previous: bool
    in_view: bool
    said_before: bool
    first_said: bool
    pointed_at: bool
    other_pointed_at: bool
    way_in: bool
    way_in_of_asker: float
    """For the way in of entrepreneurs how much says that one asks; 0 for other topics."""


_STANDS = (
    "best_alone",
    "best_in_talk",
    "best_behind",
    "talked_about",
    "previous",
    "in_view",
    "said_before",
    "first_said",
)
_STANDS_WITH = (
    "refers",
    "back",
    "both",
    "place",
    "question_mark",
    "at_most_2_words",
    "at_most_5_words",
    "words",
    "kind_correctie",
    "guide",
    "best",
    "best_in_talk",
    "best_behind",
    "best_behind_is_topic",
    "follow_ups",
    "intent_vervolg_vraag",
    "outside",
    "small_talk",
    "asked_back",
)
_PRODUCTS = {stands: tuple((f"{stands}*{name}", name) for name in _STANDS_WITH) for stands in _STANDS}
"""How a topic stands in the conversation counts by what the message looks like: "terug" is for what was said before."""


class PlaceFeatures(NamedTuple):
    """What speaks for a place in a list."""

    among_choices: bool
    has_topic: bool


class TwoFeatures(NamedTuple):
    """What speaks for two topics: how clearly the message names them, and where the rest comes from."""

    named: float
    least: float
    least_in_view: float
    both: bool
    compares: bool
    two_questions: bool
    refers: bool
    in_view: bool


class LikelyFeatures(NamedTuple):
    """What speaks for a label of the classifier by itself."""

    log_probability: float
    probability: float
    best: bool


_OWN: Mapping[ActKind, Any] = {
    ActKind.TOPIC: TopicFeatures,
    ActKind.LIST_ITEM: PlaceFeatures,
    ActKind.TWO_TOPICS: TwoFeatures,
    ActKind.SMALL_TALK: LikelyFeatures,
    ActKind.SUBJECT: LikelyFeatures,
    ActKind.OUTSIDE: LikelyFeatures,
    ActKind.TOOL: LikelyFeatures,
}


@dataclass(frozen=True)
class Candidate:
    """One act: what would be done, and the features that are its own."""

    kind: ActKind
    intent: Intent
    details: Details
    features: Mapping[str, float]


@dataclass(frozen=True)
class Candidates:
    """The acts that a message may mean, and the features that it has whatever it means."""

    message: Mapping[str, float]
    acts: Tuple[Candidate, ...]


def own_features(kind: ActKind) -> Tuple[str, ...]:
    """The names of the features that the acts of `kind` have."""
    names = _OWN[kind]._fields if kind in _OWN else ()
    return (*names, *_crossed_names()) if kind is ActKind.TOPIC else names


def find_candidates(seen: Seen) -> Candidates:
    """Every act that the message may mean."""
    message = message_features(seen)
    acts = (
        *_places(seen),
        *_pairs(seen),
        *_topics(seen, message),
        *_follow_ups(seen),
        *_likely(ActKind.SMALL_TALK, _small_talk(seen)),
        *_likely(ActKind.SUBJECT, _subjects(seen)),
        *_likely(ActKind.OUTSIDE, _outside(seen)),
        *_likely(ActKind.TOOL, _tools(seen)),
        *_contact_details(seen),
        *(Candidate(kind, intent, _on(seen.context.topic), {}) for kind, intent in _ALWAYS.items()),
    )
    return Candidates(message, acts)


def _topics(seen: Seen, message: Mapping[str, float]) -> Iterator[Candidate]:
    context = seen.context
    likely = (
        *list(seen.in_talk)[:_TOPICS_IN_TALK],
        *list(seen.alone)[:_TOPICS_ALONE],
        *seen.named,
        *list(seen.behind)[:_TOPICS_BEHIND],
    )
    known = (context.topic, *seen.in_view[:_TOPICS_IN_VIEW], *context.topics[-_TOPICS_BEFORE:])
    for topic in dict.fromkeys((*likely, *known)):
        if topic:
            features = _of_topic(topic, seen)
            crossed = _crossed(features, message)
            yield Candidate(ActKind.TOPIC, Intent.ASK_GUIDE, _on(topic), {**_numbers(features), **crossed})


@lru_cache(maxsize=256)
def _on(topic: str) -> Details:
    """Details that name it and no more; a message has some thirty candidates, most of them with these alone."""
    return Details(topic=topic)


def _of_topic(topic: str, seen: Seen) -> TopicFeatures:
    context, pointed_at = seen.context, seen.pointed_at
    alone, in_talk, behind = (topics.get(topic, 0.0) for topics in (seen.alone, seen.in_talk, seen.behind))
    return TopicFeatures(
        alone=log(alone),
        in_talk=log(in_talk),
        behind=log(behind),
        probability_alone=alone,
        probability_in_talk=in_talk,
        probability_behind=behind,
        share_alone=alone / max(seen.of_guide, 0.001),
        in_a_part=log(max((part.get(topic, 0.0) for part in seen.parts), default=0.0)),
        ahead_alone=log(alone) - log(_best_but(topic, seen.alone)),
        ahead_in_talk=log(in_talk) - log(_best_but(topic, seen.in_talk)),
        ahead_behind=log(behind) - log(_best_but(topic, seen.behind)),
        best_alone=topic == next(iter(seen.alone), ""),
        best_in_talk=topic == next(iter(seen.in_talk), ""),
        best_behind=topic == next(iter(seen.behind), ""),
        talked_about=topic == context.topic,
        previous=topic == context.previous_topic,
        in_view=topic in seen.in_view,
        said_before=topic in context.topics and topic != context.topic,
        first_said=topic != context.topic and topic == next(iter(context.topics), ""),
        pointed_at=topic == pointed_at,
        other_pointed_at=bool(pointed_at) and topic != pointed_at,
        way_in=topic == WHERE_TO_GO[0],
        way_in_of_asker=seen.asker_evidence if topic == WHERE_TO_GO[0] else 0.0,
    )


def _crossed_names() -> Tuple[str, ...]:
    return tuple(product for stands in _STANDS for product, _ in _PRODUCTS[stands])


def _crossed(features: TopicFeatures, message: Mapping[str, float]) -> Dict[str, float]:
    true = [stands for stands in _STANDS if getattr(features, stands)]
    return {product: message[name] for stands in true for product, name in _PRODUCTS[stands]}


def _best_but(topic: str, topics: Mapping[str, float]) -> float:
    return next((probability for other, probability in topics.items() if other != topic), 0.0)


def _follow_ups(seen: Seen) -> Iterator[Candidate]:
    if seen.context.topic:
        for kind, intent in _FOLLOW_UPS.items():
            yield Candidate(kind, intent, _on(seen.context.topic), {})


def _places(seen: Seen) -> Iterator[Candidate]:
    signals, context = seen.observation.signals, seen.context
    if signals.place and (context.list_items or context.offered_topics):
        features = PlaceFeatures(signals.among_choices, bool(seen.pointed_at))
        pointed = pointing_at(signals, Details())
        yield Candidate(ActKind.LIST_ITEM, Intent.FOLLOW_UP_LIST_ITEM, pointed, _numbers(features))


def _pairs(seen: Seen) -> Iterator[Candidate]:
    """Two topics that the message names, one of them completed from the conversation, or both in view."""
    signals, context = seen.observation.signals, seen.context
    named = tuple(seen.named)
    around = tuple(topic for topic in (*seen.in_view, context.topic, context.previous_topic) if topic)
    likely = tuple(list(seen.alone)[:1])
    pairs = [
        *combinations(named[:_PARTS], 2),
        *((other, one) for one in (*named[:2], *likely) for other in _others(one, around)[:1]),
        around[:2],
        tuple(topic for topic in (context.topic, context.previous_topic) if topic),
    ]
    kind = signals.kind if signals.kind in ASKS_TWO else MessageKind.COMPARISON
    found = {frozenset(pair): pair for pair in reversed(pairs) if len(set(pair)) > 1}
    for pair in found.values():
        sides = [max([seen.alone.get(topic, 0.0), *(part.get(topic, 0.0) for part in seen.parts)]) for topic in pair]
        features = TwoFeatures(
            named=float(sum(topic in named for topic in pair)),
            least=log(min(sides)),
            least_in_view=log(1.0 if set(pair) <= set(around) else min(sides)),
            both=signals.both,
            compares=signals.kind is MessageKind.COMPARISON,
            two_questions=signals.kind is MessageKind.TWO_QUESTIONS,
            refers=signals.refers,
            in_view=set(pair) <= set(seen.asked_or_answered_together),
        )
        details = Details(topics=pair, kind=kind)
        yield Candidate(ActKind.TWO_TOPICS, Intent.ASK_TWO, details, _numbers(features))


def _others(one: str, topics: Iterable[str]) -> Tuple[str, ...]:
    return tuple(topic for topic in topics if topic != one)


_Found = Tuple[Intent, Details, float]
_NO_DETAILS = Details()


def _contact_details(seen: Seen) -> Iterator[Candidate]:
    if next(iter(seen.intents), None) is Intent.ASK_CONTACT_DETAILS:
        asked = seen.observation.contact_details.at_least_asked()
        yield Candidate(ActKind.CONTACT_DETAILS, Intent.ASK_CONTACT_DETAILS, asked, {})


def _likely(kind: ActKind, found: Sequence[_Found]) -> Iterator[Candidate]:
    for place, (intent, details, probability) in enumerate(found):
        features = LikelyFeatures(log(probability), probability, place == 0)
        yield Candidate(kind, intent, details, _numbers(features))


def _small_talk(seen: Seen) -> Sequence[_Found]:
    ranked = ((intent, share) for intent, share in seen.intents.items() if intent not in _NO_SMALL_TALK)
    return [(intent, _NO_DETAILS, share) for intent, share in islice(ranked, _SMALL_TALKS)]


def _subjects(seen: Seen) -> Sequence[_Found]:
    near = ((label, share) for label, share in seen.ranking if label.subject and label.intent != _STARTS_TOOL)
    return [(Intent(label.intent), Details(subject=label.subject), share) for label, share in islice(near, _SUBJECTS)]


def _outside(seen: Seen) -> Sequence[_Found]:
    plain = ((label, share) for label, share in seen.ranking if not (label.topic or label.subject))
    found = (
        (intent, _NO_DETAILS, share) for label, share in plain if (intent := INTENT_NAMED[label.intent]) in _OUTSIDE
    )
    return list(islice(found, 1))


def _tools(seen: Seen) -> Sequence[_Found]:
    if seen.observation.tools.is_on_tool:  # what asks about a tool by its name does not begin it
        return []
    tools = ((label, share) for label, share in seen.ranking if label.subject and label.intent == _STARTS_TOOL)
    return [(Intent.START_TOOL, Details(tool=label.subject), share) for label, share in islice(tools, 1)]


def _numbers(features: Any) -> Dict[str, float]:
    return dict(zip(features._fields, map(float, features)))
