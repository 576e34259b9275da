"""What was told in this conversation, and the pieces of a topic that are new in it."""

from __future__ import annotations

from collections.abc import Sequence

from actions.skill_turn import SkillTurn
from content.guide.pieces import Piece
from content.guide.topic import Topic
from contract.context import Asker
from contract.intents import Intent, TextEnum


class TopicPart(TextEnum):
    """The parts of a topic that can have been shown; the last four are those that a follow-up asks for.

    `PIECES` answered the question without its short text, `PARAGRAPH` is what came nearest where no piece did.
    """

    SHORT = "kort"
    PIECES = "stukken"
    REST = "meer"
    EXAMPLE = "voorbeeld"
    REASON = "waarom"
    PARAGRAPH = "alinea"
    OTHER = "anders"


_QUESTIONS = (Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION, Intent.FOLLOW_UP_SOURCE)


def pieces_to_say(topic: Topic, turn: SkillTurn) -> list[Piece]:
    """The pieces that answer the question and were not told before in this conversation."""
    return topic.pieces_of(piece_id for piece_id in turn.details.pieces if not _was_told(piece_id, turn))


def told_again(topic: Topic, turn: SkillTurn) -> str:
    """What was told before and answers the question that is typed now, said as such; "" where something new does."""
    if turn.intent not in _QUESTIONS or pieces_to_say(topic, turn):
        return ""
    told = topic.pieces_of(turn.details.pieces)
    return turn.say("al_verteld", tekst=in_voice(told[:1], turn)) if told else ""


def unanswered(topic: Topic, turn: SkillTurn) -> tuple[str, TopicPart]:
    """The pieces that come nearest, as such; else that no answer was found, with what the topic is about."""
    pieces = topic.pieces_of(turn.details.nearest)
    if pieces:
        return turn.say("dichtbij", tekst=in_voice(pieces, turn)), TopicPart.PIECES
    return turn.say("niet_gevonden", titel=topic.title, kern=topic.gist), TopicPart.OTHER


def in_voice(pieces: Sequence[Piece], turn: SkillTurn) -> str:
    """The pieces as they are said to who is asking, each a paragraph; yes or no only to who asks that.

    Where to turn to with what the guide leaves out comes last.
    """
    entrepreneur, is_open = turn.asker == Asker.ENTREPRENEUR, turn.details.open_question
    said = [piece.text_for(entrepreneur, open_question=is_open) for piece in pieces]
    referrals = turn.content.texts["verwijzing"]
    named = dict.fromkeys(piece.referral for piece in pieces if piece.referral in referrals)
    return "\n\n".join([*said, *map(turn.say_referral, named)])


def was_told(topic: Topic, part: TopicPart, turn: SkillTurn) -> bool:
    """Whether this part of the topic was told before in this conversation."""
    return _was_told(_name(topic, part), turn)


def told_now(topic: Topic, part: TopicPart, turn: SkillTurn) -> list[str]:
    """What the answer tells, by the names under which the context remembers it."""
    year = [str(topic.year)] if topic.year is not None else []
    pieces = [piece.id for piece in pieces_to_say(topic, turn)]
    nearest = () if pieces or part is not TopicPart.PIECES else turn.details.nearest
    return [*pieces, *nearest, _name(topic, part), *year]


def _was_told(name: str, turn: SkillTurn) -> bool:
    """Nothing was, for who just said who is asking: the same is told again in another voice."""
    return turn.intent is not Intent.CHOOSE_ASKER and name in turn.context.already_told


def _name(topic: Topic, part: TopicPart) -> str:
    return f"{topic.id} {part}"
