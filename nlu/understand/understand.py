"""The one place that understands a message.

Rasa's component, `make waarom`, `make drempels` and the measurements all call `understand`, so
that an explanation is of what really happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from contract.context import Context
from contract.intents import LANGUAGES, Intent
from nlu.understand.decision import decide
from nlu.understand.knowledge import Knowledge
from nlu.understand.message_features import Seen
from nlu.understand.observation import Observation
from nlu.understand.observe import observe_in_talk, talked_about
from nlu.understand.piece_choice import Decided, with_pieces
from nlu.understand.pieces import FoundPiece
from nlu.understand.ranked_acts import Acts, ActsOnDemand
from nlu.understand.signals import words_of
from nlu.understand.stand_ins import with_stand_ins
from nlu.understand.verdict import Rule, Verdict
from runtime.put_off import once

_AS_TYPED = {Rule.DISTRESS, Rule.CALL_BACK, Rule.SENDING, Rule.FOR_MESSAGE}
"""What one of these decides needs no Dutch: distress is seen in English too, and a message for a person is theirs."""

_INTRODUCED = LANGUAGES | {Intent.GREETING, Intent.WHAT_CAN_YOU_DO, Intent.WHO_ARE_YOU, Intent.NONSENSE}
"""What of an English message is best answered by what the assistant says of itself in English."""


@dataclass(frozen=True)
class Understanding:
    """What was seen in a message, what it may mean, what is done with it, and the pieces of its topic, best first.

    `gloss` is the Dutch that a message in English was understood by, `in_standard_dutch` that of one in a dialect.
    """

    observation: Observation
    acts: Acts
    verdict: Verdict
    pieces: Sequence[FoundPiece] = ()
    gloss: str = ""
    in_standard_dutch: str = ""


def understand(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Understanding:
    """Understand one message in its conversation; `doc` is `text` as `read` gives it."""
    context, typed = _in_standard_dutch(talked_about(context), knowledge), with_stand_ins(text)
    gloss = knowledge.english.gloss(typed)
    surely_english = gloss is not None and gloss.surely_english
    dutch = typed if surely_english else _standard_dutch(typed, doc.vocab, knowledge)
    if dutch != text:
        doc = words_of(dutch, doc.vocab)
    in_dutch = _understand_dutch(dutch, doc, context, knowledge)
    in_dutch = replace(in_dutch, in_standard_dutch="" if dutch == typed else dutch)
    if gloss is None or in_dutch.verdict.rule in _AS_TYPED:
        return in_dutch
    goes_on = gloss.complete and Intent.ENGLISH in context.already_told
    if not (surely_english or goes_on or in_dutch.observation.is_english):
        return in_dutch
    return _understand_gloss(gloss.text, doc.vocab, context, knowledge)


def _standard_dutch(text: str, vocab: Vocab, knowledge: Knowledge) -> str:
    """The message in standard Dutch; as it is where it tells of distress in words of its own."""
    dutch = knowledge.regional.in_dutch(text)
    is_distress = dutch != text and knowledge.signals.find(words_of(text, vocab)).distress
    return text if is_distress else dutch


def _in_standard_dutch(context: Context, knowledge: Knowledge) -> Context:
    """The context with the question before in standard Dutch: a follow-up is read behind it."""
    if not context.questions:
        return context
    *before, last = context.questions
    return replace(context, questions=(*before, knowledge.regional.in_dutch(last)))


def _understand_gloss(gloss: str, vocab: Vocab, context: Context, knowledge: Knowledge) -> Understanding:
    """Understand a message in English by its Dutch."""
    before = (knowledge.english.gloss(question) for question in context.questions)
    questions = tuple(dutch.text if dutch else asked for dutch, asked in zip(before, context.questions))
    context = replace(context, questions=questions)
    understanding = _understand_dutch(gloss, words_of(gloss, vocab), context, knowledge)
    verdict = understanding.verdict
    if verdict.intent in _INTRODUCED:
        verdict = replace(verdict, intent=Intent.ENGLISH, rule=Rule.ENGLISH)
    else:
        verdict = replace(verdict, details=replace(verdict.details, language=Intent.ENGLISH.value))
    return replace(understanding, verdict=verdict, gloss=gloss)


def _understand_dutch(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Understanding:
    guide = knowledge.content.current.guide
    decided = once((text, context, guide), lambda: _decided(text, doc, context, knowledge))
    verdict, pieces = with_pieces(decided, context, knowledge)
    return Understanding(decided.observation, decided.acts, verdict, pieces)


def _decided(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Decided:
    """What is done with the message, and by what: none of it waits for a closer reading of pieces."""
    observation = observe_in_talk(text, doc, context, knowledge)
    acts = ActsOnDemand(Seen(observation, context), knowledge.ranker)
    return Decided(observation.asked(text), observation, acts, decide(observation, context, knowledge.thresholds, acts))
