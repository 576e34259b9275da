"""What to do with a message: answer, ask back, follow up on what was said, or say it is not in the guide.

Plain functions over what was observed, so that every rule can be tested by itself. The rules that
hold whatever is likely are tried in the order of `_first_rule_that_fires`; what the verdict names as
its rule is the one that fired. Where none does, the reply is given that is worth most by all that
the message may mean: see `nlu.understand.best_reply`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Tuple

from content.guide.topic import WHERE_TO_GO
from content.guided_tools.commands import SteeringCommand
from contract.context import Asker, Context, MessageStep
from contract.details import Details, Likelihood, MessageKind
from contract.intents import FOLLOW_UPS, LANGUAGES, OUTSIDE, Intent
from nlu.model.labels import Ranking
from nlu.understand.asker import evidence, likely_asker
from nlu.understand.best_reply import best_reply
from nlu.understand.candidates import ASKS_TWO, ActKind
from nlu.understand.message_features import INTENT_NAMED, Seen
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import Acts, RankedAct
from nlu.understand.signals import Signals, pointing_at
from nlu.understand.thresholds import Thresholds
from nlu.understand.verdict import Rule, Verdict

_ENDS_MESSAGE = {Intent.STOP, Intent.START_OVER, Intent.DENY}
_MESSAGE_STEPS = {Intent.TYPE_MESSAGE, Intent.SEND_MESSAGE, Intent.CANCEL_MESSAGE}
_MAY_BE_A_DESK = {Intent.OUTSIDE_FAR, Intent.OUTSIDE_MUNICIPAL, Intent.OUTSIDE_NEAR}

_LEAVES_TOOL = {Intent.FAREWELL, Intent.GO_ON_LATER, Intent.STOP}
_SURELY_LEAVES = 0.7
"""From here on one of these stops a guided tool; less may be an answer to its question."""

_LIKELIER_THAN_NOT = 0.5

_SURE_SIDE = 0.3
"""A side of a comparison is a word or two, seldom as clear as a question."""

_SURE_TOPIC = 0.9
_SURELY_NO_PLACE = 0.8
_ENGLISH_ANSWER, _ENGLISH_CHOICE = 0.6, 0.3
_SHORT, _SHORT_COMPARISON = 7, 12
_SHORT_NEED, _SHORT_NAMING = 5, 6
"""A municipality named in so few words is an answer to "where?", or a new question on where to go."""

_ONLY_A_NEED = 4
"""In so few words one only says what for: "en voor personeel?". Of 109 messages of talks that name a need after an
answer on where to go 77 were right, and 59 with 7 words of a question and 12 of anything else."""

_SURELY_OUTSIDE = 0.7
"""Beyond this share "hoeveel inwoners heeft Deventer" is no answer to "in which municipality?"."""

_SOME_DESK, _LIKELY_DESK = 0.03, 0.25
_LONGEST_WISH = 20
"""In more words than this a situation is told, and the wish in it is seldom the question."""

_SURELY_CIVIL_SERVANT = -2.0
"""From this evidence on (log odds) a civil servant writes, also where it is not said."""

_RANKED, _UNLIKELY = 10, 0.005

_TOLD_BEFORE = 3
"""So many topics back what is compared with may have been told."""

_SOMETHING = 0.0005
"""Less of a topic than this has what follows on anything: "is dat verplicht?". "Dus die maken geen winst?" has more."""

WRITING = "schrijven"
"""The subject of who asks for a text to be written: the name of what the assistant says to it ends with it."""

Topics = Sequence[tuple[str, float]]
"""Topics with their probabilities, best first."""


def decide(observation: Observation, context: Context, thresholds: Thresholds, acts: Acts) -> Verdict:
    """Decide on one message: by the rules that hold whatever is likely, else by what is worth most of `acts`.

    A first message that is about a topic with `thresholds.sure` by itself is answered with it.
    """
    signals = observation.signals
    if signals.distress:
        return Verdict(Intent.DISTRESS, 1.0, Rule.DISTRESS)
    verdict = _first_rule_that_fires(observation, context, thresholds, acts)
    if verdict.intent not in _MESSAGE_STEPS and not signals.wants_callback:
        verdict = _tool_verdict(observation, context, verdict) or verdict
    if verdict.intent is Intent.TYPE_MESSAGE:
        return replace(verdict, details=Details(can_be_reached=signals.can_be_reached))
    shows = evidence(observation.askers, context.asker_evidence)
    said = replace(
        verdict.details,
        asker=signals.asker,
        seems_from=likely_asker(shows, thresholds.asker),
        asker_evidence=round(shows, 4),
        need=signals.need,
        municipalities=observation.municipalities or _signed_from(observation, context, verdict),
    )
    return replace(verdict, details=_of_desks(said, context))


def _of_desks(details: Details, context: Context) -> Details:
    """The details; a civil servant who asks for an entrepreneur's way in is told of desks, not asked for a place."""
    asker = details.asker or context.asker
    surely = not asker and details.asker_evidence <= _SURELY_CIVIL_SERVANT
    of_entrepreneurs = details.topic != WHERE_TO_GO[0] or details.municipalities or context.municipality
    if of_entrepreneurs or not (surely or asker == Asker.CIVIL_SERVANT):
        return details
    return replace(details, topic=WHERE_TO_GO[1])


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
    if running.tool and verdict.intent in _LEAVES_TOOL and verdict.probability >= _SURELY_LEAVES:
        return Verdict(
            Intent.STEER_TOOL, 1.0, Rule.STEERS_TOOL, Details(command=SteeringCommand.STOP.value, typed=True)
        )
    if running.tool and (tools.explains(context) or tools.is_about_question(context, verdict.intent)):
        return Verdict(Intent.STEER_TOOL, 1.0, Rule.ASKS_ABOUT_QUESTION, Details(command=SteeringCommand.EXPLAIN.value))
    is_answer = verdict.intent in (Intent.ASK_GUIDE, Intent.ASK_TWO)
    if running.tool and tools.is_for_tool(
        context, verdict.intent, verdict.probability, is_answer, observation.names_option
    ):
        return Verdict(Intent.ANSWER_TOOL, 1.0, Rule.ANSWERS_TOOL, Details(likely=_likely(topics)))
    return None


def _first_rule_that_fires(observation: Observation, context: Context, thresholds: Thresholds, acts: Acts) -> Verdict:
    signals, step = observation.signals, context.message_draft.step
    if signals.wants_callback and not step:
        return Verdict(Intent.SPEAK_TO_A_PERSON, 1.0, Rule.CALL_BACK)
    if step and (sending := _about_sending(signals, step)):
        return Verdict(sending, 1.0, Rule.SENDING)
    if _is_for_message(observation.whole, signals, step):
        return Verdict(Intent.TYPE_MESSAGE, 1.0, Rule.FOR_MESSAGE)
    if signals.only_hello_or_goodbye and context.topics:
        return Verdict(Intent.FAREWELL, 1.0, Rule.TAKES_LEAVE)
    if observation.term is not None:
        return Verdict(
            Intent.ASK_GUIDE, 1.0, Rule.TERM, Details(topic=observation.term.topic, term=observation.term.name)
        )
    if asked := observation.contact_details.asked(context, WHERE_TO_GO):
        return Verdict(Intent.ASK_CONTACT_DETAILS, 1.0, Rule.OWN_FILE, asked)
    topics = _topics(observation.whole)
    shown = Details(
        likely=_likely(topics),
        ranking=tuple(topic for topic, probability in topics[:_RANKED] if probability >= _UNLIKELY),
    )
    if observation.own_question_of:
        return Verdict(Intent.ASK_GUIDE, 1.0, Rule.OWN_QUESTION, replace(shown, topic=observation.own_question_of))
    seen = Seen(observation, context)
    if observation.writing.is_asked and not _likely_means_tool(acts):
        return Verdict(Intent.WHAT_CAN_YOU_DO, 1.0, Rule.WRITING, _of_writing(seen, shown))
    if _wants_both(seen):
        both = seen.asked_or_answered_together[:2]
        details = Details(topics=both, kind=MessageKind.COMPARISON, ranking=both)
        return Verdict(Intent.ASK_TWO, 1.0, Rule.BOTH, details)
    if back := _back_to(seen):
        return Verdict(Intent.ASK_GUIDE, 1.0, Rule.BACK, replace(shown, topic=back))
    if together := _pointed_at_together(seen):
        details = Details(topics=together, kind=MessageKind.COMPARISON, ranking=together)
        return Verdict(Intent.ASK_TWO, 1.0, Rule.PLACES_TOGETHER, details)
    if compared := _compared(seen):
        return compared
    if _points_at_list(seen, acts[0]):
        return Verdict(Intent.FOLLOW_UP_LIST_ITEM, 1.0, Rule.LIST_ITEM, pointing_at(signals, shown))
    others = _others(observation.whole)
    asks_else = sum(probability for intent, probability in others if intent in OUTSIDE) >= _SURELY_OUTSIDE
    is_question = asks_else or (bool(topics) and topics[0][1] >= _LIKELIER_THAN_NOT)
    if own := _said_of_oneself(topics, observation, context, is_question):
        return Verdict(own, 1.0, Rule.OF_ONESELF, replace(shown, topic=context.topic))
    about_guide = sum(probability for _, probability in topics) >= _LIKELIER_THAN_NOT
    outside = others[0][0] if others and not about_guide else None
    if _is_for_a_desk(topics, observation, context, outside):
        return Verdict(Intent.ASK_GUIDE, topics[0][1], Rule.FOR_A_DESK, replace(shown, topic=WHERE_TO_GO[0]))
    if outside is None and _is_way_in(observation, context, acts[0]):
        return Verdict(Intent.ASK_GUIDE, acts[0].probability, Rule.FOR_A_DESK, replace(shown, topic=WHERE_TO_GO[0]))
    if outside in _MAY_BE_A_DESK and (asked := observation.contact_details.likely_asked()):
        return Verdict(Intent.ASK_CONTACT_DETAILS, others[0][1], Rule.OWN_FILE, asked)
    if outside is Intent.ASK_CONTACT_DETAILS:
        return Verdict(outside, others[0][1], Rule.OWN_FILE, observation.contact_details.at_least_asked())
    if outside is Intent.ENGLISH:
        return _in_english(others[0][1], topics, shown)
    if outside in LANGUAGES or outside is Intent.DISTRESS:
        return Verdict(outside, others[0][1], Rule.DISTRESS if outside is Intent.DISTRESS else Rule.LANGUAGE, shown)
    follow_ups = sum(probability for intent, probability in others if intent in FOLLOW_UPS)
    if not context.topic and follow_ups >= _LIKELIER_THAN_NOT and not _tells_by_itself(seen, acts[0]):
        return Verdict(Intent.FOLLOW_UP_ON_NOTHING, follow_ups, Rule.FOLLOW_UP_ON_NOTHING, shown)
    if (sure := _sure_topic(seen, thresholds)) is not None:
        return Verdict(Intent.ASK_GUIDE, seen.alone[sure], Rule.SURE, replace(shown, topic=sure))
    return best_reply(seen, thresholds, acts, shown)


def _likely_means_tool(acts: Acts) -> bool:
    return acts[0].candidate.kind is ActKind.TOOL and acts[0].probability >= _LIKELIER_THAN_NOT


def _of_writing(seen: Seen, shown: Details) -> Details:
    """The details with the topic that a document to be written is likely about, of which there may be a tool."""
    likely = next(iter(seen.in_talk.items()), ("", 0.0))
    topic = likely[0] if likely[1] >= _SURE_SIDE else seen.context.topic
    return replace(shown, subject=WRITING, topic=topic if seen.observation.writing.is_document else "")


def _tells_by_itself(seen: Seen, best: RankedAct) -> bool:
    """Whether a message that looks like a follow-up has something of the topic that it is likeliest about."""
    if best.candidate.kind is not ActKind.TOPIC:
        return best.candidate.kind is ActKind.SMALL_TALK and best.probability >= _LIKELIER_THAN_NOT
    return seen.alone.get(best.candidate.details.topic, 0.0) >= _SOMETHING


def _sure_topic(seen: Seen, thresholds: Thresholds) -> str | None:
    """The topic that a message is about by itself, where nothing was answered just before, a question back included."""
    best, context = next(iter(seen.alone), None), seen.context
    goes_on = bool(context.topic) and not context.asked_back
    if best is None or goes_on or seen.observation.signals.kind in ASKS_TWO:
        return None
    return best if seen.alone[best] >= thresholds.sure else None


def _about_sending(signals: Signals, step: MessageStep) -> Intent | None:
    """The intent when the visitor says in words that the message may be sent, or may not."""
    if signals.agrees_to_send is False and signals.words <= _SHORT and step is not MessageStep.TYPING:
        return Intent.CANCEL_MESSAGE
    return Intent.SEND_MESSAGE if signals.agrees_to_send and step is MessageStep.CHECKING else None


def _is_for_message(whole: Ranking, signals: Signals, step: MessageStep) -> bool:
    """Whether this is what was asked for in the message being made, and not a question in between."""
    best, probability = whole[0] if whole else (None, 0.0)
    reached = step in (MessageStep.REACHING, MessageStep.CHECKING) and signals.can_be_reached
    if best is not None and best.intent in _ENDS_MESSAGE and probability >= _LIKELIER_THAN_NOT:
        return reached and best.intent == Intent.DENY  # "nee, bel me op 06 …" corrects the number
    if step is MessageStep.TYPING or reached:
        return True
    asks = best is not None and bool(best.topic) and probability >= _LIKELIER_THAN_NOT
    return step is MessageStep.REACHING and not asks


def _wants_both(seen: Seen) -> bool:
    """Whether a short message asks for all of a set in view, and neither compares nor names a topic: "allebei"."""
    signals, asks = seen.observation.signals, seen.observation.tools.begins_as_question
    plain = signals.kind is MessageKind.PLAIN and signals.words <= _SHORT and not asks
    return signals.both and plain and len(seen.asked_or_answered_together) > 1 and not seen.names_topic(_SURE_TOPIC)


def _back_to(seen: Seen) -> str:
    """The topic first asked about, where the message goes back to that without naming it; "" otherwise."""
    before, signals = seen.context.topics, seen.observation.signals
    if not signals.back or not before or seen.names_topic(_LIKELIER_THAN_NOT):
        return ""
    return before[0] if signals.place == 1 or len(before) == 1 else ""


def _pointed_at_together(seen: Seen) -> Tuple[str, ...]:
    """The two topics in view that a message points at in one breath, where it names none: "de eerste twee"."""
    if not seen.pointed_at_together or seen.observation.signals.words > _SHORT_COMPARISON:
        return ()
    return () if _names_another(seen) else seen.pointed_at_together


def _names_another(seen: Seen) -> bool:
    """Whether a message is surely about another topic than that of the list in view."""
    return seen.names_topic(_SURE_TOPIC) and next(iter(seen.in_talk)) != seen.context.list_topic


def _compared(seen: Seen) -> Verdict | None:
    """Two topics that are compared; what the message only refers to ("die twee") comes from the conversation."""
    signals, context = seen.observation.signals, seen.context
    if signals.kind is not MessageKind.COMPARISON:
        return None
    found = {topic: share for topic, share in seen.named.items() if share >= _SURE_SIDE}
    names = list(found)
    if signals.refers and len(names) < 2 and signals.words <= _SHORT_COMPARISON:
        in_view = (
            seen.asked_or_answered_together[:2]
            if len(seen.asked_or_answered_together) > 1
            else (context.topic, context.previous_topic)
        )
        names = [*_beside(names, in_view, context)[: 2 - len(names)], *names]
    if len(names) < 2:
        return None
    details = Details(topics=tuple(names[:2]), kind=signals.kind, ranking=tuple(names))
    return Verdict(Intent.ASK_TWO, min(found.get(name, _SURE_SIDE) for name in names[:2]), Rule.COMPARED, details)


def _beside(names: Sequence[str], in_view: Sequence[str], context: Context) -> list[str]:
    """What a message that names one topic compares it with, likeliest first: of the same kind where that was told.

    "Wat is het verschil met 2.82?" means 2.80, also where a role was told since.
    """
    before = [topic for topic in (*in_view, *reversed(context.topics[-_TOLD_BEFORE:])) if topic and topic not in names]
    kind = names[0].partition("/")[0] if names else ""
    return sorted(dict.fromkeys(before), key=lambda topic: bool(kind) and topic.partition("/")[0] != kind)


def _points_at_list(seen: Seen, best: RankedAct) -> bool:
    """Whether a short message points at a place in what is in view, and is not surely about something else.

    "En het andere loket?" points at nothing by itself, "en nummer 8?" does whatever else it may mean.
    """
    signals, context = seen.observation.signals, seen.context
    in_view = bool(context.list_items or context.offered_topics)
    longest = _SHORT_COMPARISON if signals.among_items else _SHORT  # "en de derde stap, wat houdt die precies in?"
    if not (signals.place and signals.words <= longest and in_view):
        return False
    if _names_another(seen):
        return False
    is_other = best.candidate.kind is not ActKind.LIST_ITEM and best.probability >= _SURELY_NO_PLACE
    return signals.among_items or not is_other


def _said_of_oneself(topics: Topics, observation: Observation, context: Context, is_question: bool) -> Intent | None:
    """The intent of a short message that only says where, who or what for: "Best", "en voor personeel?"."""
    signals = observation.signals
    if observation.municipalities and signals.words <= _SHORT_NAMING and not is_question:
        return Intent.NAME_MUNICIPALITY
    sure = topics[0][0] if topics and topics[0][1] >= _SURE_TOPIC else ""
    elsewhere = "" if sure in WHERE_TO_GO else sure  # "ik ben ondernemer" is what who asks for a desk says
    if not context.topic or elsewhere:
        return None
    if signals.need and context.topic in WHERE_TO_GO and signals.words <= _ONLY_A_NEED:
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


def _is_way_in(observation: Observation, context: Context, best: RankedAct) -> bool:
    """Whether who names a municipality most likely asks for the way in there: that is said alone, and of that one."""
    asker = observation.signals.asker or context.asker
    named = bool(observation.municipalities) and asker != Asker.CIVIL_SERVANT
    return named and best.candidate.kind is ActKind.TOPIC and best.candidate.details.topic == WHERE_TO_GO[0]


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


def _likely(topics: Topics) -> tuple[Likelihood, ...]:
    return tuple(Likelihood(topic, round(probability, 4)) for topic, probability in topics[:5])


def _others(ranking: Ranking) -> list[tuple[Intent, float]]:
    """The intents that are no topic, best first, each with what its subjects have together."""
    together: dict[Intent, float] = {}
    for label, probability in ranking:
        if not label.topic:
            intent = INTENT_NAMED[label.intent]
            together[intent] = together.get(intent, 0.0) + probability
    return sorted(together.items(), key=lambda pair: -pair[1])


def _topics(ranking: Ranking) -> list[tuple[str, float]]:
    return [(label.topic, probability) for label, probability in ranking if label.topic]
