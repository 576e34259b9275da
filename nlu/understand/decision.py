"""What to do with a message: answer, ask back, follow up on what was said, or say it is not in the guide.

Plain functions over probabilities, so that every rule can be tested by itself; the Rasa
component around them is `nlu.components.decider`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Dict, List, Sequence, Tuple

from content.guide.topic import WHERE_TO_GO
from content.guided_tools.commands import EXPLAIN
from contract.context import CHECKING, CIVIL_SERVANT, ENTREPRENEUR, REACHING, TYPING, Context
from nlu.components.signals import COMPARISON, CORRECTION, ELLIPSIS, GREETED, TWO_QUESTIONS, Signals
from nlu.model.labels import Ranking
from nlu.understand.guided_tools import ANSWER_TOOL, START_TOOL, STEER_TOOL, ToolSigns
from nlu.understand.thresholds import Thresholds

ANSWER, ANSWER_TWO, ASK_BACK, NOT_IN_GUIDE = "vraag_gids", "vraag_twee", "verduidelijk", "buiten_dichtbij"
CRISIS, ENGLISH, LIST_ITEM, MORE, FREE_FOLLOW_UP = (
    "crisis",
    "taal_engels",
    "vervolg_lijst",
    "vervolg_meer",
    "vervolg_vraag",
)
NO_CONTEXT = "vervolg_zonder_context"
A_PERSON = "mens_spreken"
MESSAGE_TYPED, SEND_MESSAGE, KEEP_MESSAGE = "bericht_invoer", "bericht_versturen", "bericht_niet"
_MESSAGE_STEPS = {MESSAGE_TYPED, SEND_MESSAGE, KEEP_MESSAGE}
_ENDS_MESSAGE = {"stoppen", "opnieuw", "ontkennen"}
NAMED_MUNICIPALITY, SAID_WHO, SAID_NEED = "noem_gemeente", "zeg_wie", "kies_behoefte"
_FOLLOW_UP = "vervolg_"
_WEAK = {NOT_IN_GUIDE, "onzin", "bevestigen", "ontkennen", "noem_gemeente", "wie_ben_je"}
"""Intents that a short remark about the answer before is easily taken for."""

_SURE_PART = 0.45
"""A part of a message must be this clear to be answered as a question of its own."""

_SURE_SIDE = 0.3
"""A side of a comparison is a word or two, seldom as clear as a question."""

_SURE_OTHER = 0.85
_SURE_TOPIC = 0.9
_SAME_TOPIC = 0.02
_ENGLISH_ANSWER, _ENGLISH_CHOICE = 0.6, 0.3
_SHORT, _SHORT_COMPARISON = 7, 12
_SHORT_NEED, _SHORT_NAMING = 5, 6
"""A municipality named in so few words is an answer to "where?", or a new question on where to go."""
_OUTSIDE, _SURELY_OUTSIDE = "buiten_", 0.7
"""Beyond this share "hoeveel inwoners heeft Deventer" is no answer to "in which municipality?"."""

_SOME_DESK, _LIKELY_DESK = 0.03, 0.25
_LONGEST_WISH = 20
"""In more words than this a situation is told, and the wish in it is seldom the question."""

_MAY_BE_A_DESK = {"buiten_ver", "buiten_gemeente", "buiten_dichtbij"}
_RANKED, _UNLIKELY = 10, 0.005
_NO_TOOLS = ToolSigns()


@dataclass(frozen=True)
class Verdict:
    """The intent that names what to do, its probability, and what the action needs."""

    intent: str
    probability: float
    gids: Dict[str, Any] = field(default_factory=dict)


def decide(
    whole: Ranking,
    parts: Sequence[Ranking],
    signals: Signals,
    context: Context,
    thresholds: Thresholds,
    tools: ToolSigns = _NO_TOOLS,
) -> Verdict:
    """Decide on one message: `whole` ranks its labels, `parts` those of `signals.delen`.

    With P the summed probability of all topics and p the best topic's: below `thresholds.gids`
    P leaves the message to the best other intent; p at `thresholds.antwoord` or above answers;
    between, the topics at `thresholds.keuze` or above are offered.
    """
    if signals.crisis:
        return Verdict(CRISIS, 1.0)
    verdict = _by_words_and_probabilities(whole, parts, signals, context, thresholds)
    if verdict.intent not in _MESSAGE_STEPS and not signals.terugbellen:
        verdict = _with_tools(verdict, _topics(whole), context, tools)
    said = {"wie": signals.wie, "behoefte": signals.behoefte, "gemeenten": list(signals.gemeenten)}
    return replace(verdict, gids={**verdict.gids, **{name: value for name, value in said.items() if value}})


def _with_tools(verdict: Verdict, topics: List[Tuple[str, float]], context: Context, tools: ToolSigns) -> Verdict:
    """The verdict, or what the message means to a guided tool."""
    if starts := tools.tool_to_start(topics, context.onderwerp):
        return Verdict(START_TOOL, 1.0, {"tool": starts})
    if tools.command is not None and (context.tool or tools.resumes(context)):
        steering = {"opdracht": tools.command.name, "vraag": tools.command.number, "getypt": True}
        return Verdict(STEER_TOOL, 1.0, steering)
    if context.tool and (tools.explains(context) or tools.is_about_question(context, verdict.intent)):
        return Verdict(STEER_TOOL, 1.0, {"opdracht": EXPLAIN})
    is_answer = verdict.intent in (ANSWER, ANSWER_TWO)
    if context.tool and tools.is_for_tool(context, verdict.intent, verdict.probability, is_answer):
        near = [{"id": topic, "kans": round(kans, 4)} for topic, kans in topics[:5]]
        return Verdict(ANSWER_TOOL, 1.0, {"kansen": near})
    return verdict


def _by_words_and_probabilities(
    whole: Ranking, parts: Sequence[Ranking], signals: Signals, context: Context, thresholds: Thresholds
) -> Verdict:
    if signals.terugbellen and not context.bericht_stap:
        return Verdict(A_PERSON, 1.0)
    if context.bericht_stap and (intent := _about_sending(signals, context)):
        return Verdict(intent, 1.0)
    if _is_for_message(whole, signals, context, thresholds):
        return Verdict(MESSAGE_TYPED, 1.0)
    if (two := _two_topics(parts, signals, context)) is not None:
        return two
    ranking = _ranking_that_counts(whole, parts, signals)
    topics, others = _topics(ranking), [(label.intent, kans) for label, kans in ranking if not label.topic]
    shown: Dict[str, Any] = {
        "kansen": [{"id": topic, "kans": round(kans, 4)} for topic, kans in topics[:5]],
        "rangorde": [topic for topic, kans in topics[:_RANKED] if kans >= _UNLIKELY],
    }
    if _points_at_list(signals, context, topics):
        return Verdict(LIST_ITEM, 1.0, {**shown, "plaats": signals.plaats, "keuze": signals.keuze})
    asks_else = sum(kans for intent, kans in others if intent.startswith(_OUTSIDE)) >= _SURELY_OUTSIDE
    is_question = asks_else or (bool(topics) and topics[0][1] >= thresholds.antwoord)
    if said := _said_of_oneself(topics, signals, context, is_question):
        return Verdict(said, 1.0, {**shown, "onderwerp": context.onderwerp})
    outside = bool(others) and sum(kans for _, kans in topics) < thresholds.gids
    if _is_for_a_desk(topics, signals, context, others[0][0] if outside else ""):
        return Verdict(ANSWER, topics[0][1], {**shown, "onderwerp": WHERE_TO_GO[0]})
    if outside:
        return _other(others[0], topics, signals, context, shown)
    return _about_guide(topics, signals, context, thresholds, shown)


def _about_sending(signals: Signals, context: Context) -> str:
    """The intent when the visitor says in words that the message may be sent, or may not."""
    if signals.versturen == "nee" and signals.woorden <= _SHORT and context.bericht_stap != TYPING:
        return KEEP_MESSAGE
    return SEND_MESSAGE if signals.versturen == "ja" and context.bericht_stap == CHECKING else ""


def _is_for_message(whole: Ranking, signals: Signals, context: Context, thresholds: Thresholds) -> bool:
    """Whether this is what was asked for in the message being made, and not a question in between."""
    best, probability = whole[0] if whole else (None, 0.0)
    if best is not None and best.intent in _ENDS_MESSAGE and probability >= thresholds.antwoord:
        return False
    if context.bericht_stap == TYPING:
        return True
    asks = best is not None and bool(best.topic) and probability >= thresholds.antwoord
    return context.bericht_stap == REACHING and (signals.bereikbaar or not asks)


def _said_of_oneself(topics: List[Tuple[str, float]], signals: Signals, context: Context, is_question: bool) -> str:
    """The intent of a short message that only says where, who or what for: "Best", "en voor personeel?"."""
    if signals.gemeenten and signals.woorden <= _SHORT_NAMING and not is_question:
        return NAMED_MUNICIPALITY
    sure = topics[0][0] if topics and topics[0][1] >= _SURE_TOPIC else ""
    elsewhere = "" if sure in WHERE_TO_GO else sure  # "ik ben ondernemer" is what who asks for a desk says
    if not context.onderwerp or elsewhere:
        return ""
    longest = _SHORT_COMPARISON if signals.soort == ELLIPSIS else _SHORT_NEED
    if signals.behoefte and context.onderwerp in WHERE_TO_GO and signals.woorden <= longest:
        return SAID_NEED
    if signals.waarheen and signals.woorden <= _SHORT and (context.wie == ENTREPRENEUR or context.gemeente):
        return SAID_NEED
    if signals.wie == context.wie == ENTREPRENEUR and signals.woorden <= _SHORT_NEED:
        return SAID_NEED
    if signals.waarheen and sure in WHERE_TO_GO:
        return ""  # a question, from whomever: "waar kan ik terecht met mijn bedrijf?"
    longest = _SHORT_COMPARISON if signals.wie == CIVIL_SERVANT and sure else _SHORT
    return SAID_WHO if signals.wie and signals.wie != context.wie and signals.woorden <= longest else ""


def _is_for_a_desk(topics: List[Tuple[str, float]], signals: Signals, context: Context, outside: str) -> bool:
    """Whether an entrepreneur's wish, or one in a municipality named, is for its desk rather than for the guide.

    `outside` is the intent where the message does not look like one about the guide, else "".
    """
    who = signals.wie or context.wie
    if who == CIVIL_SERVANT or not signals.behoefte or not topics:
        return False
    desks = sum(kans for topic, kans in topics[:5] if topic in WHERE_TO_GO)
    if outside:
        return outside in _MAY_BE_A_DESK and who == ENTREPRENEUR and bool(signals.gemeenten) and desks >= _SOME_DESK
    if signals.gemeenten and signals.waarheen:
        return True
    here = bool(signals.gemeenten) or (signals.wie == ENTREPRENEUR and signals.woorden <= _LONGEST_WISH)
    return here and desks >= _LIKELY_DESK and topics[0][1] < _SURE_TOPIC


def _two_topics(parts: Sequence[Ranking], signals: Signals, context: Context) -> Verdict | None:
    """Two topics named in one message; what it only refers to ("die twee") comes from the context."""
    if signals.soort not in (COMPARISON, TWO_QUESTIONS):
        return None
    needed = _SURE_SIDE if signals.soort == COMPARISON else _SURE_PART
    best = [topics[0] for part in parts if (topics := _topics(part))]
    found = {topic: kans for topic, kans in reversed(best) if kans >= needed}
    names = [topic for topic in dict(best) if topic in found]
    if signals.soort == COMPARISON and signals.verwijst:
        said = [topic for topic in (context.onderwerp, context.vorig_onderwerp) if topic and topic not in names]
        names = [*said, *names][:2] if len(names) < 2 and signals.woorden <= _SHORT_COMPARISON else names
    if len(names) < 2:
        return None
    gids = {"onderwerpen": names[:2], "soort": signals.soort, "rangorde": names}
    return Verdict(ANSWER_TWO, min(found.get(name, needed) for name in names[:2]), gids)


def _ranking_that_counts(whole: Ranking, parts: Sequence[Ranking], signals: Signals) -> Ranking:
    """After a greeting, "nee, ik bedoel …" or "en …?" the rest is the question, when it is clearer by itself."""
    if signals.soort not in (CORRECTION, ELLIPSIS, GREETED) or not parts:
        return whole
    rest, all_of_it = _topics(parts[0]), _topics(whole)
    return parts[0] if rest and (not all_of_it or rest[0][1] >= all_of_it[0][1]) else whole


def _points_at_list(signals: Signals, context: Context, topics: List[Tuple[str, float]]) -> bool:
    clear = bool(topics) and topics[0][1] >= _SURE_TOPIC
    return bool(signals.plaats and signals.woorden <= _SHORT and (context.lijst or context.keuzes) and not clear)


def _other(
    best: Tuple[str, float],
    topics: List[Tuple[str, float]],
    signals: Signals,
    context: Context,
    shown: Dict[str, Any],
) -> Verdict:
    intent, probability = best
    if intent == ENGLISH:
        return _in_english(probability, topics, shown)
    if intent.startswith(_FOLLOW_UP):
        if not context.onderwerp:
            return Verdict(NO_CONTEXT, probability, shown)
        intent = MORE if intent == LIST_ITEM else intent
        return Verdict(intent, probability, {**shown, "onderwerp": context.onderwerp})
    if intent in _WEAK and probability < _SURE_OTHER and _leans_on_context(signals, context):
        return Verdict(FREE_FOLLOW_UP, probability, {**shown, "onderwerp": context.onderwerp})
    return Verdict(intent, probability, shown)


def _in_english(probability: float, topics: List[Tuple[str, float]], shown: Dict[str, Any]) -> Verdict:
    """Topics share what the language left over: their proportions still tell which one is meant."""
    total = sum(kans for _, kans in topics)
    if total > 0:
        best, share = topics[0][0], topics[0][1] / total
        if share >= _ENGLISH_ANSWER:
            return Verdict(ANSWER, share, {**shown, "onderwerp": best, "taal": ENGLISH})
        if share >= _ENGLISH_CHOICE:
            return Verdict(ASK_BACK, share, {**shown, "keuzes": [topic for topic, _ in topics[:3]], "taal": ENGLISH})
    return Verdict(ENGLISH, probability, shown)


def _about_guide(
    topics: List[Tuple[str, float]],
    signals: Signals,
    context: Context,
    thresholds: Thresholds,
    shown: Dict[str, Any],
) -> Verdict:
    best, probability = topics[0]
    near = dict(topics[:5])
    same = _leans_on_context(signals, context) and near.get(context.onderwerp, 0.0) >= _SAME_TOPIC
    if same and probability < _SURE_TOPIC and best != context.onderwerp:
        return Verdict(FREE_FOLLOW_UP, near[context.onderwerp], {**shown, "onderwerp": context.onderwerp})
    if probability >= thresholds.antwoord:
        return Verdict(ANSWER, probability, {**shown, "onderwerp": best})
    choices = _choices(topics, context, thresholds)
    if len(choices) < 2:
        return Verdict(NOT_IN_GUIDE, probability, shown)
    return Verdict(ASK_BACK, probability, {**shown, "keuzes": choices})


def _choices(topics: List[Tuple[str, float]], context: Context, thresholds: Thresholds) -> List[str]:
    """The likely topics, at least two, without those that were offered and not taken."""
    left = [(topic, kans) for topic, kans in topics if topic not in context.aangeboden]
    likely = [topic for topic, kans in left if kans >= thresholds.keuze]
    return (likely if len(likely) >= 2 else [topic for topic, _ in left[:2]])[: thresholds.meeste_keuzes]


def _leans_on_context(signals: Signals, context: Context) -> bool:
    return bool(context.onderwerp and signals.woorden <= _SHORT + 2 and (signals.verwijst or signals.woorden <= 2))


def _topics(ranking: Ranking) -> List[Tuple[str, float]]:
    return [(label.topic, kans) for label, kans in ranking if label.topic]
