"""The one place that understands a message.

Rasa's component, `make waarom`, `make drempels` and the measurements all call `understand`, so
that an explanation is of what really happens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from content.guide.pieces import YES_NO
from content.guide.topic import Guide
from content.guided_tools.answers import names_option
from content.guided_tools.draft import Run
from content.live import LiveContent, live_content
from contract.context import Context, ToolState
from contract.details import Details, MessageKind
from contract.intents import LANGUAGES, Intent
from nlu.model.act_ranker import ActRanker
from nlu.model.asker_model import AskerModel
from nlu.model.question_vectors import read_question_vectors
from nlu.model.ranking import rank, rank_behind, rank_each, rank_in_talk
from nlu.model.text_model import TextModel
from nlu.model.trained_model import TrainedModel
from nlu.understand.candidates import ActKind
from nlu.understand.contact_details import DetailWords
from nlu.understand.decision import decide
from nlu.understand.english import EnglishReader
from nlu.understand.guided_tools import ToolNames
from nlu.understand.letter import Letter, LetterReader
from nlu.understand.message_features import Seen, topics_of
from nlu.understand.observation import Observation
from nlu.understand.pieces import (
    SURE,
    SURE_AGAIN,
    SURE_ELSEWHERE,
    SURE_IN_FOLLOW_UP,
    FoundPiece,
    PieceFinder,
    answering,
    asks_for_whole,
    nearest,
    score_of,
    suffices,
    telling_apart,
)
from nlu.understand.ranked_acts import Acts, rank_acts, read_ranker
from nlu.understand.remarks import REMARKS, Sentences, asks
from nlu.understand.signals import SignalFinder, Signals, read_phrases, words_of
from nlu.understand.spelling import Spelling, texts_of_guide
from nlu.understand.stand_ins import with_stand_ins
from nlu.understand.terms import TermAsked, TermFinder
from nlu.understand.thresholds import Thresholds, read_thresholds
from nlu.understand.verdict import Rule, Verdict
from nlu.understand.writing import WritingWords
from nlu.understand.yes_or_no import YesOrNo
from runtime.put_off import once

_ASKS_NOTHING = {
    Intent.GREETING,
    Intent.FAREWELL,
    Intent.THANKS,
    Intent.COMPLIMENT,
    Intent.CONFIRM,
    Intent.DENY,
    Intent.NONSENSE,
}
"""What is left of a letter and means one of these was no question: "nee" of "nee, bedankt"."""

_LIKELIER_THAN_NOT, _NOT_RULED_OUT = 0.5, 0.005
_SECOND_SENTENCE = re.compile(r"[.!?…]\s+\S")
_ANSWERED_BY_PIECES = {Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION}
_PERHAPS_BY_PIECES = {Intent.FOLLOW_UP_REASON, Intent.FOLLOW_UP_EXAMPLE, Intent.FOLLOW_UP_SOURCE, Intent.FOLLOW_UP_MORE}
"""A piece that surely answers goes before what each of these says of any topic: "van welk jaar is dat?"."""

_AS_TYPED = {Rule.DISTRESS, Rule.CALL_BACK, Rule.SENDING, Rule.FOR_MESSAGE}
"""What one of these decides needs no Dutch: distress is seen in English too, and a message for a person is theirs."""

_INTRODUCED = LANGUAGES | {Intent.GREETING, Intent.WHAT_CAN_YOU_DO, Intent.WHO_ARE_YOU, Intent.NONSENSE}
"""What of an English message is best answered by what the assistant says of itself in English."""


@dataclass(frozen=True)
class Knowledge:
    """All that understanding rests on beside the message; no part can be left out."""

    model: TextModel
    askers: AskerModel
    letters: LetterReader
    english: EnglishReader
    signals: SignalFinder
    terms: TermFinder
    content: LiveContent
    tools: ToolNames
    contact_details: DetailWords
    pieces: PieceFinder
    spelling: Spelling
    yes_or_no: YesOrNo
    writing: WritingWords
    thresholds: Thresholds
    ranker: ActRanker

    @classmethod
    def with_model(cls, model: TrainedModel, ranker: ActRanker | None = None) -> Knowledge:
        """`model` with all else as it is in force, and `ranker` in place of that, where there is one.

        Raises PhraseListsError, ContentError, ThresholdsError, ActWeightsError or QuestionVectorsError when a file
        cannot be used.
        """
        content = live_content()
        phrases = read_phrases()
        closely = read_question_vectors() if model.texts.knows_meaning else None
        meaning = model.texts.vectors if model.texts.knows_meaning else None
        pieces = PieceFinder(meaning, closely.of if closely else None)
        pieces.read(content.current.guide)
        spelling = Spelling.learn(model.texts.learnt_from, texts_of_guide(content.current.guide))
        return cls(
            model=model.texts,
            askers=model.askers,
            letters=LetterReader.read(),
            english=EnglishReader.read(),
            signals=SignalFinder(phrases),
            terms=TermFinder.of(phrases),
            content=content,
            tools=ToolNames.of(content.current),
            contact_details=DetailWords.read(),
            pieces=pieces,
            spelling=spelling,
            yes_or_no=YesOrNo.of(phrases),
            writing=WritingWords.of(phrases),
            thresholds=read_thresholds(),
            ranker=ranker or read_ranker(),
        )


@dataclass(frozen=True)
class Understanding:
    """What was seen in a message, what it may mean, what is done with it, and the pieces of its topic, best first.

    `gloss` is the Dutch that a message in English was understood by.
    """

    observation: Observation
    acts: Acts
    verdict: Verdict
    pieces: Sequence[FoundPiece] = ()
    gloss: str = ""


def understand(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Understanding:
    """Understand one message in its conversation; `doc` is `text` as `read` gives it."""
    context, read_as = talked_about(context), with_stand_ins(text)
    if read_as != text:
        text, doc = read_as, words_of(read_as, doc.vocab)
    as_typed, gloss = _understand_dutch(text, doc, context, knowledge), knowledge.english.gloss(text)
    if gloss is None or as_typed.verdict.rule in _AS_TYPED:
        return as_typed
    goes_on = gloss.complete and Intent.ENGLISH in context.already_told
    if not (gloss.surely_english or goes_on or as_typed.observation.is_english):
        return as_typed
    return _understand_gloss(gloss.text, doc.vocab, context, knowledge)


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
    observation, acts, verdict = once((text, context, guide), lambda: _decided(text, doc, context, knowledge))
    asked = observation.asked(text)
    whole = verdict.rule is Rule.OWN_QUESTION
    before = _question_before(observation, context, verdict)
    pieces = () if whole else pieces_of(asked, verdict.intent, verdict.details, knowledge, before)
    chosen = _to_tell(asked, pieces, before, observation, verdict, context, knowledge)
    unanswered = verdict.details.unanswered or (bool(pieces) and not chosen and not asks_for_whole(pieces))
    stuck = verdict.rule is Rule.ASK_BACK or (unanswered and verdict.intent is Intent.FOLLOW_UP_QUESTION)
    if stuck and (elsewhere := _answered_elsewhere(asked, acts, context, knowledge)) is not None:
        topic, pieces, chosen = elsewhere
        details = replace(verdict.details, topic=topic, choices=())
        verdict, unanswered = replace(verdict, intent=Intent.ASK_GUIDE, rule=Rule.ELSEWHERE, details=details), False
    chosen = chosen or _of_two(asked, observation, verdict, knowledge)
    openly = observation.signals.asks_openly or not _answers_yes_or_no(asked, chosen, verdict.details.topic, knowledge)
    details = replace(
        verdict.details,
        pieces=chosen,
        suffices=bool(chosen) and not _SECOND_SENTENCE.search(asked) and suffices(pieces, chosen[0]),
        open_question=openly,
        unanswered=unanswered,
        nearest=nearest(pieces, context.already_told) if unanswered else (),
    )
    return Understanding(observation, acts, replace(verdict, details=details), pieces)


def _decided(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> tuple[Observation, Acts, Verdict]:
    """What is seen in the message, what it may mean, what is done with it: none of it waits for a closer reading."""
    observation = observe_in_talk(text, doc, context, knowledge)
    acts = rank_acts(Seen(observation, context), knowledge.ranker)
    return observation, acts, decide(observation, context, knowledge.thresholds, acts)


def _to_tell(
    asked: str,
    pieces: Sequence[FoundPiece],
    before: str,
    observation: Observation,
    verdict: Verdict,
    context: Context,
    knowledge: Knowledge,
) -> tuple[str, ...]:
    """The ids of those of `pieces` that answer; of what was told only what is asked for again or surely answers."""
    new = [piece for piece in pieces if not before or piece.id not in context.already_told]
    chosen = that_answer(new, verdict.intent)
    if not chosen and len(new) < len(pieces):  # who asks again for what was told hears it again
        alone = that_answer(pieces_of(asked, verdict.intent, verdict.details, knowledge), verdict.intent)
        again = (*alone[:1], *answering(pieces, SURE_AGAIN)[:1])
        chosen = tuple(piece for piece in again if piece in context.already_told)[:1]
    if chosen and chosen[0] in context.already_told and suffices(pieces, chosen[0]):
        return chosen[:1]  # it answers, and the second best does not because it is new
    return () if _is_refused(chosen, observation, verdict, context) else chosen


def _answered_elsewhere(
    text: str, acts: Acts, context: Context, knowledge: Knowledge
) -> tuple[str, Sequence[FoundPiece], tuple[str, ...]] | None:
    """The topic beside that of the answer before of which a piece answers most surely, its pieces, those that answer.

    None where none is sure; that the guide leaves something out answers nothing here. Of 1,072 messages in talks by
    others it answered 12 that nothing else did, 10 of them right.
    """
    guide, found = knowledge.content.current.guide, []
    likely = (act for act in acts if act.candidate.kind is ActKind.TOPIC and act.probability >= _NOT_RULED_OUT)
    for topic in {act.candidate.details.topic: None for act in likely}:
        if topic != context.topic:
            pieces = [piece for piece in knowledge.pieces.find(text, topic, guide) if not piece.not_in_guide]
            if chosen := answering(pieces, SURE_ELSEWHERE):
                found.append((topic, pieces, chosen))
    return max(found, key=lambda one: score_of(one[1], one[2][0]), default=None)


def _is_refused(chosen: Sequence[str], observation: Observation, verdict: Verdict, context: Context) -> bool:
    """Whether all that would be said was told of the topic before, by who says that something else was meant."""
    told = bool(chosen) and set(chosen) <= set(context.already_told)
    return told and observation.signals.kind is MessageKind.CORRECTION and verdict.details.topic == context.topic


def _question_before(observation: Observation, context: Context, verdict: Verdict) -> str:
    """The question that a message goes on from which cannot be told by itself; "" where it asks anew."""
    goes_on = verdict.intent is Intent.FOLLOW_UP_QUESTION and verdict.details.topic == context.topic
    return context.questions[-1] if goes_on and context.questions else ""


def _answers_yes_or_no(text: str, pieces: Sequence[str], topic_id: str, knowledge: Knowledge) -> bool:
    """Whether the yes or no of the first piece fits what is asked, where it says one."""
    topic = knowledge.content.current.guide.get(topic_id)
    first = topic.piece(pieces[0]) if topic is not None and pieces else None
    return first is None or first.kind != YES_NO or knowledge.yes_or_no.fits(text, first.questions)


def observe_in_talk(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Observation:
    """All that the decision sees of a message in a conversation that is, by `talked_about`, about `context.topic`."""
    observation = in_talk(observe(text, doc, knowledge), text, context, knowledge)
    return replace(
        observation,
        askers=knowledge.askers.probabilities(text),
        names_option=_names_option(text, context.guided_tool, knowledge),
    )


def _names_option(text: str, state: ToolState, knowledge: Knowledge) -> bool:
    tool = knowledge.content.current.guided_tools.get(state.tool)
    question = Run.resumed(tool, state.drafts).current if tool else None
    return question is not None and names_option(question, text, knowledge.tools.words)


def talked_about(context: Context) -> Context:
    """After a question back that got no pick, the likeliest of the topics offered is what is being talked about."""
    if not context.asked_back or not context.offered_topics:
        return context
    return replace(context, topic=context.offered_topics[0])


def _question_to_read_behind(context: Context, knowledge: Knowledge) -> str:
    """The question typed last; "" where there is none, or another topic than its own was chosen since."""
    if not context.questions:
        return ""
    last = context.questions[-1]
    [ranking] = rank_each(knowledge.model, [last])
    topic, share = next(iter(topics_of(ranking).items()), ("", 0.0))
    elsewhere = share >= _LIKELIER_THAN_NOT and topic != context.topic and not context.asked_back
    return "" if elsewhere else last


def in_talk(observation: Observation, text: str, context: Context, knowledge: Knowledge) -> Observation:
    """The observation with the topic and the question before taken in, where there are and no letter was written."""
    if observation.letter.question:
        return observation
    asked, alone = observation.asked(text), observation.whole
    last, before = _question_to_read_behind(context, knowledge), knowledge.content.current.guide.get(context.topic)
    if observation.signals.kind is MessageKind.CORRECTION:  # the topic before was the wrong one
        before = None
    questions = [question for question in (last, before and before.question) if question]
    behind = dict(zip(questions, rank_behind(knowledge.model, asked, alone, questions)))
    if last:
        observation = replace(observation, behind=behind[last])
    if before is not None:
        observation = replace(observation, whole=rank_in_talk(alone, behind[before.question]), alone=alone)
    return observation


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


def that_answer(pieces: Sequence[FoundPiece], intent: Intent) -> tuple[str, ...]:
    """The ids of those of `pieces` that answer a message of this intent."""
    return answering(pieces, SURE_IN_FOLLOW_UP if intent in _PERHAPS_BY_PIECES else SURE)


def _of_two(text: str, observation: Observation, verdict: Verdict, knowledge: Knowledge) -> tuple[str, ...]:
    """The piece that tells two topics apart; of two questions the first piece that answers each."""
    details, guide = verdict.details, knowledge.content.current.guide
    if verdict.intent is not Intent.ASK_TWO:
        return ()
    if details.kind is MessageKind.COMPARISON:
        return telling_apart([piece for topic in details.topics for piece in knowledge.pieces.find(text, topic, guide)])
    asked = [_part_about(topic, text, observation, details.kind) for topic in details.topics]
    found = [knowledge.pieces.find(part, topic, guide) for part, topic in zip(asked, details.topics)]
    return tuple(piece for pieces in found for piece in answering(pieces)[:1])


def _part_about(topic: str, text: str, observation: Observation, kind: MessageKind) -> str:
    """The question of a message with two that is likeliest about the topic; all of it where it asks one."""
    if kind is MessageKind.DOUBT or not observation.parts:
        return text
    likely = [next((share for label, share in part if label.topic == topic), 0.0) for part in observation.parts]
    return observation.signals.parts[likely.index(max(likely))]


def read(text: str, language: Language) -> Doc:
    """`text` as spaCy reads it in Rasa: `SpacyNLP` puts it in small letters first (rasa 3.6.21)."""
    return language(text.lower())


def observe(text: str, doc: Doc, knowledge: Knowledge) -> Observation:
    """What can be seen in the message by itself: the costly part, which `make drempels` does once.

    Of a letter that is what its question shows, where it asks one; in doubt what the sentences with
    a question mark show, where they are clear by themselves. Distress counts, and a way to be
    reached, wherever they stand. A rest that may be anything, around clear thanks, is no question.
    """
    whole, sentences = _observe_whole(text, doc, knowledge), Sentences.of(text, knowledge.model)
    if sentences.tell_of_distress:
        return replace(whole, signals=replace(whole.signals, distress=True))
    meant = whole.whole[0][0].intent
    if meant in REMARKS or sentences.begin_with_complaint:
        return _observe_beside_remarks(sentences, whole, doc, knowledge)
    return whole


def _observe_beside_remarks(sentences: Sentences, whole: Observation, doc: Doc, knowledge: Knowledge) -> Observation:
    """What the sentences of a remark that are none show, where they ask something; else `whole`, all that it shows."""
    asked = sentences.beside_remarks
    if not asked:
        return whole
    found = _seen_in(asked, words_of(asked, doc.vocab), knowledge)
    if not asks(found.whole, found.tools.asks or found.tools.begins_as_question):
        return whole
    signals = replace(found.signals, distress=whole.signals.distress, can_be_reached=whole.signals.can_be_reached)
    corrects = whole.whole[0][0].intent == Intent.MEANT_OTHERWISE or sentences.begin_with_complaint
    if corrects and signals.kind is MessageKind.PLAIN:
        signals = replace(signals, kind=MessageKind.CORRECTION, parts=(asked,))
        found = replace(found, parts=[found.whole])
    named = whole.signed_from or whole.municipalities
    return replace(found, signals=signals, letter=whole.letter, signed_from=named, beside_remarks=asked)


def _observe_whole(text: str, doc: Doc, knowledge: Knowledge) -> Observation:
    """The same with all of its sentences, but for what opens and closes a letter."""
    letter = knowledge.letters.take_apart(text)
    if letter.question == text:
        return _seen_in(text, doc, knowledge)
    asked = _seen_in(letter.question, words_of(letter.question, doc.vocab), knowledge)
    if letter.asking and not _is_sure(asked):
        alone = _seen_in(letter.asking, words_of(letter.asking, doc.vocab), knowledge)
        by_itself = _is_sure(alone) and not alone.signals.refers  # "wat zegt de gids daarover?"
        asked = alone if by_itself else asked
    if not _is_sure(asked):
        everything = _seen_in(text, doc, knowledge)
        if not _asks(asked) or _is_only_polite(everything, asked):
            return everything
    everywhere = knowledge.signals.find(doc)
    signals = replace(asked.signals, distress=everywhere.distress, can_be_reached=everywhere.can_be_reached)
    return replace(asked, signals=signals, letter=letter, signed_from=_signed_from(letter, knowledge))


def _seen_in(text: str, doc: Doc, knowledge: Knowledge) -> Observation:
    signals, content = knowledge.signals.find(doc), knowledge.content.current
    finder = content.municipalities.finder
    meant = finder.meant(text)
    rest = finder.without_names(text) if meant and not signals.asks_where else ""
    if rest:  # "waar kan ik in Zwolle terecht?"
        signals = replace(signals, asks_where=knowledge.signals.find(words_of(rest, doc.vocab)).asks_where)
    whole, parts = rank(knowledge.model, text, signals.parts)
    repaired = knowledge.spelling.repaired(text)
    if repaired != text:
        spelt_right = rank(knowledge.model, repaired, [knowledge.spelling.repaired(part) for part in signals.parts])
        if spelt_right[0][0][1] > whole[0][1]:
            whole, parts = spelt_right
            meant = meant or (finder.meant(repaired) if signals.asks_where else ())  # "almlo, waar kan ik terecht?"
        else:
            repaired = text
    own = content.guide.asking(text)
    return Observation(
        signals=signals,
        municipalities=meant,
        tools=knowledge.tools.look(text),
        term=_term_in(text, signals, content.guide, knowledge.terms),
        own_question_of=own.id if own is not None else "",
        whole=whole,
        parts=parts,
        contact_details=knowledge.contact_details.look(text, content.municipalities, bool(meant)),
        repaired=repaired if repaired != text else "",
        writing=knowledge.writing.look(text),
    )


def _term_in(text: str, signals: Signals, guide: Guide, terms: TermFinder) -> TermAsked | None:
    """The term that `text` asks for; after "nee, ik bedoel" it is what comes behind that."""
    term = terms.find(text, guide)
    corrected = signals.kind is MessageKind.CORRECTION and signals.parts
    return terms.find(signals.parts[0], guide) if term is None and corrected else term


def _asks(asked: Observation) -> bool:
    if asked.term is not None or asked.tools.named or asked.tools.command is not None:
        return True
    if asked.contact_details.clearly or asked.contact_details.at_a_desk:
        return True
    return bool(asked.whole) and asked.whole[0][0].intent not in _ASKS_NOTHING


def _is_sure(asked: Observation) -> bool:
    return _asks(asked) and bool(asked.whole) and asked.whole[0][1] >= _LIKELIER_THAN_NOT


def _is_only_polite(everything: Observation, asked: Observation) -> bool:
    """Whether what is left of a letter is as likely chatter around its thanks: "dankjewel, ik laat het weten"."""
    (best, probability), (_, of_the_rest) = everything.whole[0], asked.whole[0]
    return best.intent in _ASKS_NOTHING and probability >= max(_LIKELIER_THAN_NOT, of_the_rest)


def _signed_from(letter: Letter, knowledge: Knowledge) -> tuple[str, ...]:
    finder = knowledge.content.current.municipalities.finder
    return finder.meant(f"{letter.opening}\n{letter.closing}")
