"""What to do with a message: answer, ask back, follow up on what was said, or say it is not in the guide.

Plain functions over what was observed, so that every rule can be tested by itself. The rules are
tried in the order of `_first_rule_that_fires`; what the verdict names as its rule is the one that
fired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from content.guide.topic import WHERE_TO_GO
from content.guided_tools.commands import SteeringCommand
from contract.context import Asker, Context, MessageStep
from contract.details import Details, Likelihood, MessageKind
from contract.intents import FOLLOW_UPS, OUTSIDE, Intent, TextEnum
from nlu.model.labels import Ranking
from nlu.understand.observation import Observation
from nlu.understand.signals import Signals
from nlu.understand.thresholds import Thresholds

_ENDS_MESSAGE = {Intent.STOP, Intent.START_OVER, Intent.DENY}
_MESSAGE_STEPS = {Intent.TYPE_MESSAGE, Intent.SEND_MESSAGE, Intent.CANCEL_MESSAGE}
_EASILY_TAKEN_FOR = {
    Intent.OUTSIDE_NEAR,
    Intent.NONSENSE,
    Intent.CONFIRM,
    Intent.DENY,
    Intent.NAME_MUNICIPALITY,
    Intent.WHO_ARE_YOU,
}
"""Intents that a short remark about the answer before is easily taken for."""

_MAY_BE_A_DESK = {Intent.OUTSIDE_FAR, Intent.OUTSIDE_MUNICIPAL, Intent.OUTSIDE_NEAR}

_SURE_PART = 0.45
"""A part of a message must be this clear to be answered as a question of its own."""

_SURE_SIDE = 0.3
"""A side of a comparison is a word or two, seldom as clear as a question."""

_SURE_OTHER = 0.85
_SURE_TOPIC = 0.9
_ENGLISH_ANSWER, _ENGLISH_CHOICE = 0.6, 0.3
_SHORT, _SHORT_COMPARISON = 7, 12
_SHORT_NEED, _SHORT_NAMING = 5, 6
"""A municipality named in so few words is an answer to "where?", or a new question on where to go."""

_SURELY_OUTSIDE = 0.7
"""Beyond this share "hoeveel inwoners heeft Deventer" is no answer to "in which municipality?"."""

_SOME_DESK, _LIKELY_DESK = 0.03, 0.25
_LONGEST_WISH = 20
"""In more words than this a situation is told, and the wish in it is seldom the question."""

_RANKED, _UNLIKELY = 10, 0.005

_WORTH_OFFERING = 0.1
"""Where the best topic is less likely than this, a choice of topics says nothing."""

Topics = Sequence[tuple[str, float]]
"""Topics with their probabilities, best first."""


class Rule(TextEnum):
    """What decided, worded for an editor who asks why."""

    DISTRESS = "nood gaat voor alles"
    CALL_BACK = "vraagt om teruggebeld te worden"
    SENDING = "zegt of het bericht weg mag"
    FOR_MESSAGE = "hoort bij het bericht dat wordt gemaakt"
    TERM = "vraagt wat een woord uit de gids betekent"
    TWO_TOPICS = "noemt twee onderwerpen"
    BOTH = "wil alles wat in beeld is"
    BACK = "gaat terug naar een vraag van eerder"
    OWN_FILE = "vraagt wat in het bestand van een gemeente staat"
    LIST_ITEM = "wijst een plaats in een lijst aan"
    OF_ONESELF = "zegt alleen waar, wie of waarvoor"
    FOR_A_DESK = "een wens voor een loket van de gemeente"
    ENGLISH = "Engels"
    FOLLOW_UP = "vraagt door op het antwoord hiervoor"
    FOLLOW_UP_ON_NOTHING = "vraagt door, maar er is nog niets beantwoord"
    SHORT_REMARK = "korte opmerking bij het antwoord hiervoor"
    NOT_ON_THE_GUIDE = "de som van alle onderwerpen is onder de drempel"
    NOTHING_CLEAR = "geen onderwerp en niets anders is duidelijk genoeg"
    ANSWER = "het beste onderwerp haalt de drempel voor een antwoord"
    ASK_BACK = "geen onderwerp haalt de drempel voor een antwoord"
    NOTHING_TO_OFFER = "geen twee onderwerpen over om uit te kiezen"
    STARTS_TOOL = "begint een tool"
    STEERS_TOOL = "stuurt de tool die loopt"
    ASKS_ABOUT_QUESTION = "vraagt iets over de vraag van de tool"
    ANSWERS_TOOL = "antwoord op de vraag van de tool"


@dataclass(frozen=True)
class Verdict:
    """The intent that names what to do, its probability, what the action needs, and the rule that decided."""

    intent: Intent
    probability: float
    rule: Rule
    details: Details = field(default_factory=Details)


def decide(observation: Observation, context: Context, thresholds: Thresholds) -> Verdict:
    """Decide on one message.

    With P the summed probability of all topics and p the best topic's: below `thresholds.guide`
    P leaves the message to the best other intent; p at `thresholds.answer` or above answers, after
    another answer at `thresholds.answer_in_talk`; between, the topics at `thresholds.choice` or above are offered.
    """
    signals = observation.signals
    if signals.distress:
        return Verdict(Intent.DISTRESS, 1.0, Rule.DISTRESS)
    verdict = _first_rule_that_fires(observation, context, thresholds)
    if verdict.intent not in _MESSAGE_STEPS and not signals.wants_callback:
        verdict = _tool_verdict(observation, context, verdict) or verdict
    if verdict.intent is Intent.TYPE_MESSAGE:
        return replace(verdict, details=Details(can_be_reached=signals.can_be_reached))
    said = replace(
        verdict.details,
        asker=signals.asker,
        seems_from=likely_asker(observation.askers, thresholds.asker),
        need=signals.need,
        municipalities=observation.municipalities or _signed_from(observation, context, verdict),
    )
    return replace(verdict, details=said)


def likely_asker(askers: Mapping[str, float], limit: float) -> str:
    """Who seems to write, with at least this probability; "" in doubt."""
    return next((asker.value for asker in Asker if askers.get(asker.value, 0.0) >= limit), "")


def _signed_from(observation: Observation, context: Context, verdict: Verdict) -> tuple[str, ...]:
    """The municipality in the signature, where an entrepreneur's way in is asked for and no place is known.

    A civil servant signs with the municipality too, and asks about the guide.
    """
    asks_where = verdict.intent is Intent.CHOOSE_NEED or verdict.details.topic == WHERE_TO_GO[0]
    return observation.signed_from if asks_where and not context.municipality else ()


def _tool_verdict(observation: Observation, context: Context, verdict: Verdict) -> Verdict | None:
    """What the message means to a guided tool, if anything; `verdict` is what it means without."""
    tools, topics = observation.tools, _topics(observation.whole)
    running = context.guided_tool
    if starts := tools.tool_to_start(topics, context.topic):
        return Verdict(Intent.START_TOOL, 1.0, Rule.STARTS_TOOL, Details(tool=starts))
    if tools.command is not None and (running.tool or tools.resumes(context)):
        command = Details(command=tools.command.name.value, question_number=tools.command.number, typed=True)
        return Verdict(Intent.STEER_TOOL, 1.0, Rule.STEERS_TOOL, command)
    if running.tool and (tools.explains(context) or tools.is_about_question(context, verdict.intent)):
        return Verdict(Intent.STEER_TOOL, 1.0, Rule.ASKS_ABOUT_QUESTION, Details(command=SteeringCommand.EXPLAIN.value))
    is_answer = verdict.intent in (Intent.ASK_GUIDE, Intent.ASK_TWO)
    if running.tool and tools.is_for_tool(context, verdict.intent, verdict.probability, is_answer):
        return Verdict(Intent.ANSWER_TOOL, 1.0, Rule.ANSWERS_TOOL, Details(likely=_likely(topics)))
    return None


def _first_rule_that_fires(observation: Observation, context: Context, thresholds: Thresholds) -> Verdict:
    signals, step = observation.signals, context.message_draft.step
    if signals.wants_callback and not step:
        return Verdict(Intent.SPEAK_TO_A_PERSON, 1.0, Rule.CALL_BACK)
    if step and (sending := _about_sending(signals, step)):
        return Verdict(sending, 1.0, Rule.SENDING)
    if _is_for_message(observation.whole, signals, step, thresholds):
        return Verdict(Intent.TYPE_MESSAGE, 1.0, Rule.FOR_MESSAGE)
    if observation.term is not None:
        return Verdict(
            Intent.ASK_GUIDE, 1.0, Rule.TERM, Details(topic=observation.term.topic, term=observation.term.name)
        )
    if asked := observation.contact_details.asked(context, WHERE_TO_GO):
        return Verdict(Intent.ASK_CONTACT_DETAILS, 1.0, Rule.OWN_FILE, asked)
    if (two := _two_topics(observation, context)) is not None:
        return two
    ranking = _ranking_that_counts(observation)
    topics = _topics(ranking)
    others = _others(ranking)
    shown = Details(
        likely=_likely(topics),
        ranking=tuple(topic for topic, probability in topics[:_RANKED] if probability >= _UNLIKELY),
    )
    if back := _back_to(signals, context, topics):
        return Verdict(Intent.ASK_GUIDE, 1.0, Rule.BACK, replace(shown, topic=back))
    if _points_at_list(signals, context, topics):
        item = replace(shown, place=signals.place, among_choices=signals.among_choices)
        return Verdict(Intent.FOLLOW_UP_LIST_ITEM, 1.0, Rule.LIST_ITEM, item)
    asks_else = sum(probability for intent, probability in others if intent in OUTSIDE) >= _SURELY_OUTSIDE
    is_question = asks_else or (bool(topics) and topics[0][1] >= thresholds.answer)
    if own := _said_of_oneself(topics, observation, context, is_question):
        return Verdict(own, 1.0, Rule.OF_ONESELF, replace(shown, topic=context.topic))
    outside = others[0][0] if others and sum(probability for _, probability in topics) < thresholds.guide else None
    if _is_for_a_desk(topics, observation, context, outside):
        return Verdict(Intent.ASK_GUIDE, topics[0][1], Rule.FOR_A_DESK, replace(shown, topic=WHERE_TO_GO[0]))
    if outside in _MAY_BE_A_DESK and (asked := observation.contact_details.likely_asked()):
        return Verdict(Intent.ASK_CONTACT_DETAILS, others[0][1], Rule.OWN_FILE, asked)
    if outside is Intent.ASK_CONTACT_DETAILS:
        return Verdict(outside, others[0][1], Rule.OWN_FILE, observation.contact_details.at_least_asked())
    if outside is Intent.START_TOOL:
        return _tool_meant(_subject(ranking, outside), others[0][1], topics, observation, shown)
    if outside is not None:
        shown = replace(shown, subject=_subject(ranking, outside))
        return _other(others[0], topics, signals, context, thresholds, shown)
    return _about_guide(topics, context, thresholds, shown)


def _about_sending(signals: Signals, step: MessageStep) -> Intent | None:
    """The intent when the visitor says in words that the message may be sent, or may not."""
    if signals.agrees_to_send is False and signals.words <= _SHORT and step is not MessageStep.TYPING:
        return Intent.CANCEL_MESSAGE
    return Intent.SEND_MESSAGE if signals.agrees_to_send and step is MessageStep.CHECKING else None


def _is_for_message(whole: Ranking, signals: Signals, step: MessageStep, thresholds: Thresholds) -> bool:
    """Whether this is what was asked for in the message being made, and not a question in between."""
    best, probability = whole[0] if whole else (None, 0.0)
    reached = step in (MessageStep.REACHING, MessageStep.CHECKING) and signals.can_be_reached
    if best is not None and best.intent in _ENDS_MESSAGE and probability >= thresholds.answer:
        return reached and best.intent == Intent.DENY  # "nee, bel me op 06 …" corrects the number
    if step is MessageStep.TYPING or reached:
        return True
    asks = best is not None and bool(best.topic) and probability >= thresholds.answer
    return step is MessageStep.REACHING and not asks


def _said_of_oneself(topics: Topics, observation: Observation, context: Context, is_question: bool) -> Intent | None:
    """The intent of a short message that only says where, who or what for: "Best", "en voor personeel?"."""
    signals = observation.signals
    if observation.municipalities and signals.words <= _SHORT_NAMING and not is_question:
        return Intent.NAME_MUNICIPALITY
    sure = topics[0][0] if topics and topics[0][1] >= _SURE_TOPIC else ""
    elsewhere = "" if sure in WHERE_TO_GO else sure  # "ik ben ondernemer" is what who asks for a desk says
    if not context.topic or elsewhere:
        return None
    longest = _SHORT_COMPARISON if signals.kind is MessageKind.ELLIPSIS else _SHORT_NEED
    if signals.need and context.topic in WHERE_TO_GO and signals.words <= longest:
        return Intent.CHOOSE_NEED
    is_entrepreneur = context.asker == Asker.ENTREPRENEUR
    if signals.asks_where and signals.words <= _SHORT and (is_entrepreneur or context.municipality):
        return Intent.CHOOSE_NEED
    if is_entrepreneur and signals.asker == context.asker and signals.words <= _SHORT_NEED:
        return Intent.CHOOSE_NEED
    if signals.asks_where and sure in WHERE_TO_GO:
        return None  # a question, from whomever: "waar kan ik terecht met mijn bedrijf?"
    longest = _SHORT_COMPARISON if signals.asker == Asker.CIVIL_SERVANT and sure else _SHORT
    says_who = bool(signals.asker) and signals.asker != context.asker and signals.words <= longest
    return Intent.SAY_ASKER if says_who else None


def _is_for_a_desk(topics: Topics, observation: Observation, context: Context, outside: Intent | None) -> bool:
    """Whether an entrepreneur's wish, or one in a municipality named, is for its desk rather than for the guide.

    `outside` is the intent where the message does not look like one about the guide.
    """
    signals, named = observation.signals, bool(observation.municipalities)
    asker = signals.asker or context.asker
    if outside is Intent.INTRODUCES_ONESELF:
        return bool(topics) and asker == Asker.ENTREPRENEUR and bool(signals.need or signals.asks_where)
    if asker == Asker.CIVIL_SERVANT or not signals.need or not topics:
        return False
    desks = sum(probability for topic, probability in topics[:5] if topic in WHERE_TO_GO)
    if outside is not None:
        return outside in _MAY_BE_A_DESK and asker == Asker.ENTREPRENEUR and named and desks >= _SOME_DESK
    if named and signals.asks_where:
        return True
    here = named or (signals.asker == Asker.ENTREPRENEUR and signals.words <= _LONGEST_WISH)
    return here and desks >= _LIKELY_DESK and topics[0][1] < _SURE_TOPIC


def _two_topics(observation: Observation, context: Context) -> Verdict | None:
    """Two topics named in one message; what it only refers to ("die twee") comes from the context."""
    signals = observation.signals
    if (both := _in_view(context)) and _wants_both(observation):
        details = Details(topics=both[:2], kind=MessageKind.COMPARISON, ranking=both)
        return Verdict(Intent.ASK_TWO, 1.0, Rule.BOTH, details)
    if signals.kind not in (MessageKind.COMPARISON, MessageKind.TWO_QUESTIONS):
        return None
    needed = _SURE_SIDE if signals.kind is MessageKind.COMPARISON else _SURE_PART
    best = [topics[0] for part in observation.parts if (topics := _topics(part))]
    found = {topic: probability for topic, probability in reversed(best) if probability >= needed}
    names = [topic for topic in dict(best) if topic in found]
    if signals.kind is MessageKind.COMPARISON and signals.refers:
        in_view = _in_view(context)[:2] or (context.topic, context.previous_topic)
        before = [topic for topic in in_view if topic and topic not in names]
        names = [*before, *names][:2] if len(names) < 2 and signals.words <= _SHORT_COMPARISON else names
    if len(names) < 2:
        return None
    details = Details(topics=tuple(names[:2]), kind=signals.kind, ranking=tuple(names))
    return Verdict(Intent.ASK_TWO, min(found.get(name, needed) for name in names[:2]), Rule.TWO_TOPICS, details)


def _in_view(context: Context) -> tuple[str, ...]:
    """The topics to choose from, or those answered together; none where there are fewer than two."""
    listed = tuple(item.topic for item in context.list_items if item.topic) if not context.list_topic else ()
    offered = context.offered_topics if context.asked_back else ()
    return next((topics for topics in (offered, listed) if len(topics) > 1), ())


def _wants_both(observation: Observation) -> bool:
    """Whether a short message asks for all in view, and neither compares nor asks something of them."""
    signals, topics = observation.signals, _topics(observation.whole)
    clear = bool(topics) and topics[0][1] >= _SURE_TOPIC
    return signals.both and signals.words <= _SHORT and signals.kind is MessageKind.PLAIN and not clear


def _ranking_that_counts(observation: Observation) -> Ranking:
    """After "nee, ik bedoel …" or "en …?" the rest is the question, when it is clearer by itself."""
    whole, parts = observation.whole, observation.parts
    one_part = (MessageKind.CORRECTION, MessageKind.ELLIPSIS)
    if observation.signals.kind not in one_part or not parts:
        return whole
    rest, all_of_it = _topics(parts[0]), _topics(whole)
    return parts[0] if rest and (not all_of_it or rest[0][1] >= all_of_it[0][1]) else whole


def _back_to(signals: Signals, context: Context, topics: Topics) -> str:
    """The topic of a question asked before, where the message goes back to one without naming it; "" otherwise."""
    if not signals.back or not context.topics or (topics and topics[0][1] >= _SURE_PART):
        return ""
    return context.topics[0] if signals.place == 1 or len(context.topics) == 1 else context.topics[-2]


def _points_at_list(signals: Signals, context: Context, topics: Topics) -> bool:
    clear = bool(topics) and topics[0][1] >= _SURE_TOPIC
    in_view = bool(context.list_items or context.offered_topics)
    return bool(signals.place) and signals.words <= _SHORT and in_view and not clear


def _other(
    best: tuple[Intent, float],
    topics: Topics,
    signals: Signals,
    context: Context,
    thresholds: Thresholds,
    shown: Details,
) -> Verdict:
    intent, probability = best
    if intent is Intent.ENGLISH:
        return _in_english(probability, topics, shown)
    if intent in FOLLOW_UPS:
        if not context.topic:
            return Verdict(Intent.FOLLOW_UP_ON_NOTHING, probability, Rule.FOLLOW_UP_ON_NOTHING, shown)
        intent = Intent.FOLLOW_UP_MORE if intent is Intent.FOLLOW_UP_LIST_ITEM else intent
        return Verdict(intent, probability, Rule.FOLLOW_UP, replace(shown, topic=context.topic))
    if intent in _EASILY_TAKEN_FOR and probability < _SURE_OTHER and _leans_on_context(signals, context):
        on_topic = replace(shown, topic=context.topic)
        return Verdict(Intent.FOLLOW_UP_QUESTION, probability, Rule.SHORT_REMARK, on_topic)
    if probability < thresholds.other and intent is not Intent.DISTRESS:
        return _not_understood(topics, probability, context, thresholds, replace(shown, subject=""))
    return Verdict(intent, probability, Rule.NOT_ON_THE_GUIDE, shown)


def _not_understood(
    topics: Topics, probability: float, context: Context, thresholds: Thresholds, shown: Details
) -> Verdict:
    """Nothing is clear: the likely topics are offered, or other words asked for where none is worth offering."""
    choices = _choices(topics, context, thresholds)
    if topics[0][1] < _WORTH_OFFERING or len(choices) < 2:
        return Verdict(Intent.NONSENSE, probability, Rule.NOTHING_CLEAR, shown)
    return Verdict(Intent.UNCLEAR, probability, Rule.NOTHING_CLEAR, replace(shown, choices=choices))


def _tool_meant(tool: str, probability: float, topics: Topics, observation: Observation, shown: Details) -> Verdict:
    """Begins the tool; what asks about it by its name is answered from a topic that offers it."""
    offering = observation.tools.topics or {}
    about = next((topic for topic, _ in topics if offering.get(topic) == tool), "")
    if observation.tools.is_on_tool and about:
        return Verdict(Intent.ASK_GUIDE, probability, Rule.ANSWER, replace(shown, topic=about))
    return Verdict(Intent.START_TOOL, probability, Rule.STARTS_TOOL, Details(tool=tool))


def _in_english(probability: float, topics: Topics, shown: Details) -> Verdict:
    """Topics share what the language left over: their proportions still tell which one is meant."""
    total = sum(share for _, share in topics)
    if total > 0:
        best, share = topics[0][0], topics[0][1] / total
        in_english = replace(shown, language=Intent.ENGLISH.value)
        if share >= _ENGLISH_ANSWER:
            return Verdict(Intent.ASK_GUIDE, share, Rule.ENGLISH, replace(in_english, topic=best))
        if share >= _ENGLISH_CHOICE:
            choices = tuple(topic for topic, _ in topics[:3])
            return Verdict(Intent.UNCLEAR, share, Rule.ENGLISH, replace(in_english, choices=choices))
    return Verdict(Intent.ENGLISH, probability, Rule.ENGLISH, shown)


def _about_guide(topics: Topics, context: Context, thresholds: Thresholds, shown: Details) -> Verdict:
    best, probability = topics[0]
    in_talk = bool(context.topic) and not context.asked_back
    if probability >= thresholds.answer_from(in_talk):
        return Verdict(Intent.ASK_GUIDE, probability, Rule.ANSWER, replace(shown, topic=best))
    choices = _choices(topics, context, thresholds)
    if len(choices) < 2:
        return Verdict(Intent.OUTSIDE_NEAR, probability, Rule.NOTHING_TO_OFFER, shown)
    return Verdict(Intent.UNCLEAR, probability, Rule.ASK_BACK, replace(shown, choices=choices))


def _choices(topics: Topics, context: Context, thresholds: Thresholds) -> tuple[str, ...]:
    """The likely topics, at least two, without those that were offered and not taken."""
    open_topics = [(topic, probability) for topic, probability in topics if topic not in context.refused_topics]
    likely = [topic for topic, probability in open_topics if probability >= thresholds.choice]
    best = likely if len(likely) >= 2 else [topic for topic, _ in open_topics[:2]]
    return tuple(best[: thresholds.most_choices])


def _leans_on_context(signals: Signals, context: Context) -> bool:
    return bool(context.topic and signals.words <= _SHORT + 2 and (signals.refers or signals.words <= 2))


def _likely(topics: Topics) -> tuple[Likelihood, ...]:
    return tuple(Likelihood(topic, round(probability, 4)) for topic, probability in topics[:5])


def _others(ranking: Ranking) -> list[tuple[Intent, float]]:
    """The intents that are no topic, best first, each with what its subjects have together."""
    together: dict[Intent, float] = {}
    for label, probability in ranking:
        if not label.topic:
            intent = Intent(label.intent)
            together[intent] = together.get(intent, 0.0) + probability
    return sorted(together.items(), key=lambda pair: -pair[1])


def _subject(ranking: Ranking, intent: Intent) -> str:
    """The subject that is likeliest for `intent`; "" where it has none, or a general one is likelier."""
    return next((label.subject for label, _ in ranking if label.intent == intent.value), "")


def _topics(ranking: Ranking) -> list[tuple[str, float]]:
    return [(label.topic, probability) for label, probability in ranking if label.topic]
