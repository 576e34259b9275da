"""Where an entrepreneur can go: by municipality and by what it is about."""

from __future__ import annotations

from dataclasses import replace

from actions.about import context_after
from actions.contact_points import contact_lines
from actions.guided_tool.interruption import InterruptingSkill
from actions.message import choice, message, municipality_source, topic_choices
from actions.skill import Reply, without_answer
from actions.skill_turn import SkillTurn
from actions.told import TopicPart, in_voice, pieces_to_say, was_told
from content.dutch_dates import date_in_words
from content.guide.topic import WHERE_TO_GO, Topic
from content.municipalities.own_file import GENERAL
from content.municipalities.register import Municipality
from contract.context import Asker
from contract.details import Details
from contract.intents import Intent
from contract.message import Choice, Outcome

OFFERED_NEEDS = ("vergunning", "geld", "werk", "kennismaken")
_DESK, _UNKNOWN = "loket_", "onbekend"
_SAID_BY_DESK = "wie"
"""The kind of piece that says what the text on the desks says as well."""


class ActionWaarTerecht(InterruptingSkill):
    """A municipality is named or chosen, or what it is about: where to go there."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_waar_terecht"

    def reply(self, turn: SkillTurn) -> Reply:
        """The contact points, or one question back when the name fits several municipalities."""
        return where_to_go(turn, turn.content.guide.topics[WHERE_TO_GO[0]])


def is_where_to_go(topic: Topic, turn: SkillTurn) -> bool:
    """Whether contact points answer this better than the guide does; not once more for who asks on."""
    if _asks_on(topic, turn):
        return False
    if topic.id == WHERE_TO_GO[0]:
        return True
    asked_here = turn.known_asker == Asker.ENTREPRENEUR or bool(turn.details.municipalities)
    return topic.id in WHERE_TO_GO and asked_here and turn.intent is not Intent.CHOOSE_TOPIC


def _asks_on(topic: Topic, turn: SkillTurn) -> bool:
    """Whether the desks were told before, and this message names no other place and no other need."""
    asks = turn.intent in (Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION)
    same_need = turn.details.need in ("", turn.context.need)
    return asks and same_need and not turn.details.municipalities and was_told(topic, TopicPart.SHORT, turn)


def where_to_go(turn: SkillTurn, topic: Topic) -> Reply:
    """The contact points of the visitor's municipality; without its own file, which desks there are.

    What was asked beside that is answered first, and the desks are not told twice.
    """
    named = turn.details.municipalities
    if len(named) > 1:
        return ask_which(turn, Intent.CHOOSE_MUNICIPALITY, Details(municipalities=named))
    one, own, need = turn.municipality, turn.own_file, _need(turn)
    pieces = [piece for piece in pieces_to_say(topic, turn) if piece.kind != _SAID_BY_DESK]
    answer_first = [in_voice(pieces, turn)] if pieces else []
    desk = [] if _desk_is_known(topic, need, bool(pieces), turn) else [turn.say_where(f"{_DESK}{need or _UNKNOWN}")]
    if one is None:
        parts = [*desk, turn.say_where("welke_gemeente")]
    elif own is None:
        parts = [
            turn.say_where("zonder_bestand", gemeente=one.name),
            *desk,
            turn.say_where("zoek_verder", gemeente=one.name),
        ]
    else:
        parts = [turn.say_where("eigen", gemeente=one.name), *contact_lines(own.for_need(need or GENERAL), turn)]
    text = "\n\n".join([*answer_first, *parts, *remarks(one, turn)])
    answer = message(Outcome.ANSWER, text, _choices(topic, need, turn), [topic])
    if own is not None:
        answer = replace(answer, sources=(*answer.sources, municipality_source(own.municipality)))
    return answer, replace(context_after(topic, TopicPart.SHORT, answer, turn), need=need)


def _desk_is_known(topic: Topic, need: str, answered: bool, turn: SkillTurn) -> bool:
    """Whether the text on the desks for this need was told before, or adds nothing to an answer from the guide."""
    told = was_told(topic, TopicPart.SHORT, turn) and need == turn.context.need
    return (told and turn.intent is not Intent.FOLLOW_UP_REPEAT) or (answered and not need)


def _need(turn: SkillTurn) -> str:
    """What it is about: as this message says, else as was said before when only the place is new,
    else what the topic just answered helps with."""
    only_the_place = (Intent.NAME_MUNICIPALITY, Intent.CHOOSE_MUNICIPALITY, Intent.CHOOSE_NEED)
    before = turn.context.need if turn.intent in only_the_place else ""
    return turn.details.need or before or _need_of_topic(turn)


def _need_of_topic(turn: SkillTurn) -> str:
    if turn.intent is Intent.ASK_GUIDE or turn.context.topic in WHERE_TO_GO:
        return ""
    texts = turn.content.texts["waar_terecht"].items()
    return next((name.removeprefix(_DESK) for name, text in texts if turn.context.topic in text.topics), "")


def ask_which(turn: SkillTurn, intent: Intent, details: Details) -> Reply:
    """Ask which of the municipalities in `details` is meant; the one chosen comes back with `intent` and the rest."""
    found = [one for one in map(turn.content.municipalities.register.get, details.municipalities) if one is not None]
    choices = [choice(one.name, intent, replace(details, municipalities=(one.code,))) for one in found]
    return without_answer(turn, message(Outcome.CLARIFICATION, turn.say_where("welke_van_twee"), choices))


def remarks(one: Municipality | None, turn: SkillTurn) -> list[str]:
    """What must be said along: that the site's municipality is assumed, a merger ahead, an invented example."""
    if one is None:
        return []
    remarks = []
    if turn.is_assumed and turn.context.topic not in WHERE_TO_GO:
        remarks.append(turn.say_where("aangenomen", gemeente=one.name))
    new = turn.content.municipalities.register.get(one.goes_into)
    if new is not None and one.valid_until is not None:
        remarks.append(turn.say_where("gaat_op", gemeente=one.name, dag=date_in_words(one.valid_until), nieuw=new.name))
    if one.is_invented:
        remarks.append(turn.say_where("bedacht", gemeente=one.name))
    return remarks


def _choices(topic: Topic, need: str, turn: SkillTurn) -> list[Choice]:
    """What it is about, when that is not known; else the topics that help."""
    if not need:
        needs = [(one, turn.say_where(f"gaat_over_{one}")) for one in OFFERED_NEEDS]
        return [choice(label, Intent.CHOOSE_NEED, Details(need=one)) for one, label in needs]
    helping = turn.content.texts["waar_terecht"][f"{_DESK}{need}"].topics
    return topic_choices([*helping, *(other for other in topic.related if other not in helping)], turn.content)[:4]
