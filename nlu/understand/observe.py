"""What can be seen in a message: by itself, and with the topic and the question before it taken in."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from content.guide.topic import Guide
from content.guided_tools.answers import names_option
from content.guided_tools.draft import Run
from contract.context import Context, ToolState
from contract.details import MessageKind
from contract.intents import Intent
from nlu.model.ranking import rank, rank_behind, rank_each, rank_in_talk
from nlu.understand.knowledge import Knowledge
from nlu.understand.letter import Letter
from nlu.understand.message_features import topics_of
from nlu.understand.observation import Observation
from nlu.understand.remarks import ASKS_NOTHING, REMARKS, Sentences, asks
from nlu.understand.signals import Signals, words_of
from nlu.understand.terms import TermAsked, TermFinder

_LIKELIER_THAN_NOT = 0.5


def observe_in_talk(text: str, doc: Doc, context: Context, knowledge: Knowledge) -> Observation:
    """All that the decision sees of a message in a conversation that is, by `talked_about`, about `context.topic`."""
    observation = _in_talk(_observe_once(text, doc, knowledge), text, context, knowledge)
    return replace(observation, names_option=_names_option(text, context.guided_tool, knowledge))


def _observe_once(text: str, doc: Doc, knowledge: Knowledge) -> Observation:
    """What a message shows by itself, with who seems to write it; of one sent before as it was seen then."""
    return knowledge.observations.of(
        text,
        knowledge.content.current,
        lambda: replace(observe(text, doc, knowledge), askers=knowledge.askers.probabilities(text)),
        lambda: rank(knowledge.model, text, ())[0],
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


def _in_talk(observation: Observation, text: str, context: Context, knowledge: Knowledge) -> Observation:
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


def read(text: str, language: Language) -> Doc:
    """`text` as spaCy reads it in Rasa: `SpacyNLP` puts it in small letters first (rasa 3.6.21)."""
    return language(text.lower())


def observe(text: str, doc: Doc, knowledge: Knowledge) -> Observation:
    """What can be seen in the message by itself: the costly part, which `make drempels` does once.

    Of a letter that is what its question shows, where it asks one; in doubt what the sentences with
    a question mark show, where they are clear by themselves. Distress counts, and a way to be
    reached, wherever they stand. A rest that may be anything, around clear thanks, is no question.
    Sentences that are surely small talk are left out beside one that asks: of 936 held-back
    messages two more are right by that, and none less.
    """
    whole, sentences = _observe_whole(text, doc, knowledge), Sentences.of(text, knowledge.model)
    if sentences.tell_of_distress:
        return replace(whole, signals=replace(whole.signals, distress=True))
    meant = whole.whole[0][0].intent
    if meant in REMARKS or sentences.begin_with_complaint:
        return _observe_beside_remarks(sentences.beside_remarks, sentences, whole, doc, knowledge)
    if not whole.letter.question:  # what stands around the question of a letter is left out already
        return _observe_beside_remarks(sentences.beside_small_talk, sentences, whole, doc, knowledge)
    return whole


def _observe_beside_remarks(
    asked: str, sentences: Sentences, whole: Observation, doc: Doc, knowledge: Knowledge
) -> Observation:
    """What the sentences in `asked` show, where they ask something; else `whole`, all that the message shows."""
    if not asked:
        return whole
    found = _seen_in(asked, words_of(asked, doc.vocab), knowledge)
    if not asks(found.whole, found.tools.asks or found.tools.begins_as_question) or _is_of_waiting(whole, found):
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


def _is_of_waiting(whole: Observation, found: Observation) -> bool:
    """Whether what is asked beside impatience is how long the answer takes: "duurt dit lang? ik wacht nog"."""
    return whole.whole[0][0].intent == Intent.IMPATIENT and found.whole[0][0].intent == Intent.FOLLOW_UP_QUESTION


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
    return bool(asked.whole) and asked.whole[0][0].intent not in ASKS_NOTHING


def _is_sure(asked: Observation) -> bool:
    return _asks(asked) and bool(asked.whole) and asked.whole[0][1] >= _LIKELIER_THAN_NOT


def _is_only_polite(everything: Observation, asked: Observation) -> bool:
    """Whether what is left of a letter is as likely chatter around its thanks: "dankjewel, ik laat het weten"."""
    (best, probability), (_, of_the_rest) = everything.whole[0], asked.whole[0]
    return best.intent in ASKS_NOTHING and probability >= max(_LIKELIER_THAN_NOT, of_the_rest)


def _signed_from(letter: Letter, knowledge: Knowledge) -> tuple[str, ...]:
    finder = knowledge.content.current.municipalities.finder
    return finder.meant(f"{letter.opening}\n{letter.closing}")
