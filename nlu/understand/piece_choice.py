"""Which pieces are told: of the topic asked about, of another where that has none that answers, or of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.guide.pieces import YES_NO
from content.guide.topic import Guide
from contract.context import Context
from contract.details import Details, MessageKind
from contract.intents import Intent
from nlu.understand.candidates import ActKind
from nlu.understand.knowledge import Knowledge
from nlu.understand.observation import Observation
from nlu.understand.pieces import (
    SURE,
    SURE_AGAIN,
    SURE_ELSEWHERE,
    SURE_IN_FOLLOW_UP,
    FoundPiece,
    answering,
    asks_for_whole,
    nearest,
    score_of,
    suffices,
    telling_apart,
)
from nlu.understand.ranked_acts import Acts
from nlu.understand.verdict import Rule, Verdict

_SECOND_SENTENCE = re.compile(r"[.!?…]\s+\S")
_ANSWERED_BY_PIECES = {Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION}
_PERHAPS_BY_PIECES = {Intent.FOLLOW_UP_REASON, Intent.FOLLOW_UP_EXAMPLE, Intent.FOLLOW_UP_SOURCE, Intent.FOLLOW_UP_MORE}
"""A piece that surely answers goes before what each of these says of any topic: "van welk jaar is dat?"."""

_NAMES_NONE = {Rule.BOTH, Rule.PLACES_TOGETHER}

_NOT_RULED_OUT = 0.005
"""A topic that is less likely than this is not meant, however well a piece of it seems to answer."""


@dataclass(frozen=True)
class Decided:
    """What is asked in a message, what was seen in it, what it may mean, and what is done with it."""

    asked: str
    observation: Observation
    acts: Acts
    verdict: Verdict


@dataclass(frozen=True)
class _OfTopic:
    """All pieces of a topic, best first, and the ids of those that answer."""

    topic: str
    pieces: Sequence[FoundPiece]
    chosen: tuple[str, ...]


def with_pieces(decided: Decided, context: Context, knowledge: Knowledge) -> tuple[Verdict, Sequence[FoundPiece]]:
    """The verdict with the pieces that are told, and all pieces of its topic, best first."""
    asked, verdict = decided.asked, decided.verdict
    found = _of_verdict(decided, context, knowledge)
    chosen, pieces = found.chosen, found.pieces
    unanswered = verdict.details.unanswered or (bool(pieces) and not chosen and not asks_for_whole(pieces))
    stuck = verdict.rule is Rule.ASK_BACK or (unanswered and verdict.intent is Intent.FOLLOW_UP_QUESTION)
    if stuck and (elsewhere := _answered_elsewhere(decided, context, knowledge)) is not None:
        chosen, pieces, unanswered = elsewhere.chosen, elsewhere.pieces, False
        details = replace(verdict.details, topic=elsewhere.topic, choices=())
        verdict = replace(verdict, intent=Intent.ASK_GUIDE, rule=Rule.ELSEWHERE, details=details)
    chosen = chosen or _of_two(decided, knowledge)
    is_fitting = _answers_yes_or_no(asked, chosen, verdict.details.topic, knowledge)
    details = replace(
        verdict.details,
        pieces=chosen,
        suffices=bool(chosen) and suffices(pieces, chosen[0]),
        open_question=decided.observation.signals.asks_openly or not is_fitting,
        unanswered=unanswered,
        nearest=nearest(pieces, context.already_told) if unanswered else (),
    )
    return replace(verdict, details=details), pieces


def pieces_of(
    text: str, intent: Intent, details: Details, knowledge: Knowledge, before: str = ""
) -> Sequence[FoundPiece]:
    """The pieces of the topic asked about, most like the question first; `before` is the one it follows up, if it does.

    None when no topic is asked about, or a term, or the reason or the example that the topic has of its own.
    """
    guide = knowledge.content.current.guide
    topic = guide.get(details.topic)
    if topic is None or details.term or intent not in _ANSWERED_BY_PIECES | _PERHAPS_BY_PIECES:
        return ()
    own = {Intent.FOLLOW_UP_REASON: topic.reason, Intent.FOLLOW_UP_EXAMPLE: topic.example}.get(intent)
    return () if own else knowledge.pieces.find(text, topic.id, guide, before)


def that_answer(pieces: Sequence[FoundPiece], intent: Intent, asks_more: bool = False) -> tuple[str, ...]:
    """The ids of those of `pieces` that answer a message of this intent, which may ask more than one thing."""
    return answering(pieces, SURE_IN_FOLLOW_UP if intent in _PERHAPS_BY_PIECES else SURE, asks_more)


def _of_verdict(decided: Decided, context: Context, knowledge: Knowledge) -> _OfTopic:
    """The pieces of the verdict's topic; none of a topic whose own question is asked, which its text answers."""
    verdict, before = decided.verdict, _question_before(decided, context)
    if verdict.rule is Rule.OWN_QUESTION:
        return _OfTopic(verdict.details.topic, (), ())
    pieces = pieces_of(decided.asked, verdict.intent, verdict.details, knowledge, before)
    return _OfTopic(verdict.details.topic, pieces, _to_tell(pieces, before, decided, context, knowledge))


def _question_before(decided: Decided, context: Context) -> str:
    """The question that a message goes on from which cannot be told by itself; "" where it asks anew."""
    verdict = decided.verdict
    goes_on = verdict.intent is Intent.FOLLOW_UP_QUESTION and verdict.details.topic == context.topic
    return context.questions[-1] if goes_on and context.questions else ""


def _to_tell(
    pieces: Sequence[FoundPiece], before: str, decided: Decided, context: Context, knowledge: Knowledge
) -> tuple[str, ...]:
    """The ids of those of `pieces` that answer; of what was told only what is asked for again or surely answers."""
    verdict, told = decided.verdict, context.already_told
    new = [piece for piece in pieces if not before or piece.id not in told]
    chosen = that_answer(new, verdict.intent, _asks_more(decided))
    if not chosen and len(new) < len(pieces):  # who asks again for what was told hears it again
        alone = that_answer(pieces_of(decided.asked, verdict.intent, verdict.details, knowledge), verdict.intent)
        again = (*alone[:1], *answering(pieces, SURE_AGAIN)[:1])
        chosen = tuple(piece for piece in again if piece in told)[:1]
    if chosen and chosen[0] in told and suffices(pieces, chosen[0]):
        return chosen[:1]  # it answers, and the second best does not because it is new
    return () if _is_refused(chosen, decided, context) else chosen


def _asks_more(decided: Decided) -> bool:
    """Whether more than one thing may be asked: in a second sentence, or in parts."""
    return bool(_SECOND_SENTENCE.search(decided.asked)) or len(decided.observation.signals.parts) > 1


def _is_refused(chosen: Sequence[str], decided: Decided, context: Context) -> bool:
    """Whether all that would be said was told of the topic before, by who says that something else was meant."""
    told = bool(chosen) and set(chosen) <= set(context.already_told)
    corrects = decided.observation.signals.kind is MessageKind.CORRECTION
    return told and corrects and decided.verdict.details.topic == context.topic


def _answered_elsewhere(decided: Decided, context: Context, knowledge: Knowledge) -> _OfTopic | None:
    """The topic beside that of the answer before of which a piece answers most surely.

    None where none is sure; that the guide leaves something out answers nothing here. Of 1,072 messages in talks by
    others it answered 12 that nothing else did, 10 of them right.
    """
    guide, found = knowledge.content.current.guide, []
    likely = (act for act in decided.acts if act.candidate.kind is ActKind.TOPIC and act.probability >= _NOT_RULED_OUT)
    for topic in {act.candidate.details.topic: None for act in likely}:
        if topic != context.topic:
            all_pieces = knowledge.pieces.find(decided.asked, topic, guide)
            pieces = [piece for piece in all_pieces if not piece.not_in_guide]
            if chosen := answering(pieces, SURE_ELSEWHERE):
                found.append(_OfTopic(topic, pieces, chosen))
    return max(found, key=lambda one: score_of(one.pieces, one.chosen[0]), default=None)


def _of_two(decided: Decided, knowledge: Knowledge) -> tuple[str, ...]:
    """The piece that tells two topics apart; of two questions the first piece that answers each."""
    details, guide, find = decided.verdict.details, knowledge.content.current.guide, knowledge.pieces.find
    if decided.verdict.intent is not Intent.ASK_TWO:
        return ()
    if details.kind is MessageKind.COMPARISON:
        compared = _compared_by_name(decided, guide)
        return telling_apart([piece for topic in details.topics for piece in find(compared, topic, guide)])
    asked = [_part_about(topic, decided, details.kind) for topic in details.topics]
    found = [find(part, topic, guide) for part, topic in zip(asked, details.topics)]
    return tuple(piece for pieces in found for piece in answering(pieces)[:1])


def _compared_by_name(decided: Decided, guide: Guide) -> str:
    """What is compared: the titles of the two topics where the message only points at them ("de eerste twee")."""
    if decided.verdict.rule not in _NAMES_NONE:
        return decided.asked
    return " ".join(guide.topics[topic].title for topic in decided.verdict.details.topics)


def _part_about(topic: str, decided: Decided, kind: MessageKind) -> str:
    """The question of a message with two that is likeliest about the topic; all of it where it asks one."""
    observation = decided.observation
    if kind is MessageKind.DOUBT or not observation.parts:
        return decided.asked
    likely = [next((share for label, share in part if label.topic == topic), 0.0) for part in observation.parts]
    return observation.signals.parts[likely.index(max(likely))]


def _answers_yes_or_no(text: str, pieces: Sequence[str], topic_id: str, knowledge: Knowledge) -> bool:
    """Whether the yes or no of the first piece fits what is asked, where it says one."""
    topic = knowledge.content.current.guide.get(topic_id)
    first = topic.piece(pieces[0]) if topic is not None and pieces else None
    return first is None or first.kind != YES_NO or knowledge.yes_or_no.fits(text, first.questions)
