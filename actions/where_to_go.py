"""Where an entrepreneur can go: by municipality and by what it is about."""

from __future__ import annotations

from dataclasses import replace

from actions.about import SHORT, about
from actions.contact_points import contact_lines
from actions.message import (
    CHOOSE_MUNICIPALITY,
    CHOOSE_NEED,
    CHOOSE_TOPIC,
    Choice,
    Message,
    choice,
    message,
    source_of,
    topic_choices,
)
from actions.skill import Skill, missed
from actions.turn import Turn
from content.guide.topic import WHERE_TO_GO, Topic
from content.municipalities.register import Gemeente
from contract.context import ENTREPRENEUR, Context

OFFERED_NEEDS = ("vergunning", "geld", "werk", "kennismaken")
NAMED = "noem_gemeente"
ASKED = "vraag_gids"
_DESK, _UNKNOWN = "loket_", "onbekend"


class ActionWaarTerecht(Skill):
    """A municipality is named or chosen, or what it is about: where to go there."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_waar_terecht"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The contact points, or one question back when the name fits several municipalities."""
        return where_to_go(turn, turn.content.guide.topics[WHERE_TO_GO[0]])


def is_where_to_go(topic: Topic, turn: Turn) -> bool:
    """Whether contact points answer this better than the guide does."""
    if topic.id == WHERE_TO_GO[0]:
        return True
    asked_here = turn.who == ENTREPRENEUR or bool(turn.gids.get("gemeenten"))
    return topic.id in WHERE_TO_GO and asked_here and turn.intent != CHOOSE_TOPIC


def where_to_go(turn: Turn, topic: Topic) -> tuple[Message, Context]:
    """The contact points of the visitor's municipality; without its own file, which desks there are."""
    named = turn.gids.get("gemeenten", ())
    if len(named) > 1:
        return _which(turn, named)
    one, own, need = turn.municipality, turn.own_file, _need(turn)
    if one is None:
        parts = [turn.say_where(f"{_DESK}{need or _UNKNOWN}"), turn.say_where("welke_gemeente")]
    elif own is None:
        parts = [
            turn.say_where("zonder_bestand", gemeente=one.naam),
            turn.say_where(f"{_DESK}{need or _UNKNOWN}"),
            turn.say_where("zoek_verder", gemeente=one.naam),
        ]
    else:
        parts = [turn.say_where("eigen", gemeente=one.naam), *contact_lines(own.for_need(need or "algemeen"), turn)]
    answer = message("antwoord", "\n\n".join([*parts, *_remarks(one, turn)]), _choices(topic, need, turn), [topic])
    if own is not None:
        answer["bronnen"].append(source_of(own.gemeente))
    return answer, replace(about(topic, SHORT, answer, turn), behoefte=need)


def _need(turn: Turn) -> str:
    """What it is about: as this message says, else as was said before when only the place is new,
    else what the topic just answered helps with."""
    kept = turn.context.behoefte if turn.intent in (NAMED, CHOOSE_MUNICIPALITY, CHOOSE_NEED) else ""
    return str(turn.gids.get("behoefte") or kept or _need_of_topic(turn))


def _need_of_topic(turn: Turn) -> str:
    if turn.intent == ASKED or turn.context.onderwerp in WHERE_TO_GO:
        return ""
    texts = turn.content.texts["waar_terecht"].items()
    return next((name.removeprefix(_DESK) for name, text in texts if turn.context.onderwerp in text.keuzes), "")


def _which(turn: Turn, codes: list[str]) -> tuple[Message, Context]:
    found = [one for one in map(turn.content.municipalities.register.get, codes) if one is not None]
    choices = [choice(one.naam, CHOOSE_MUNICIPALITY, gemeenten=[one.code]) for one in found]
    return missed(turn, message("verduidelijking", turn.say_where("welke_van_twee"), choices))


def _remarks(one: Gemeente | None, turn: Turn) -> list[str]:
    """What must be said along: that the site's municipality is assumed, a merger ahead, an invented example."""
    if one is None:
        return []
    remarks = []
    if turn.is_assumed and turn.context.onderwerp not in WHERE_TO_GO:
        remarks.append(turn.say_where("aangenomen", gemeente=one.naam))
    new = turn.content.municipalities.register.get(one.gaat_op_in)
    if new is not None and one.geldig_tot is not None:
        remarks.append(turn.say_where("gaat_op", gemeente=one.naam, dag=turn.date(one.geldig_tot), nieuw=new.naam))
    if one.fictief:
        remarks.append(turn.say_where("bedacht", gemeente=one.naam))
    return remarks


def _choices(topic: Topic, need: str, turn: Turn) -> list[Choice]:
    """What it is about, when that is not known; else the topics that help."""
    if not need:
        return [choice(turn.say_where(f"gaat_over_{one}"), CHOOSE_NEED, behoefte=one) for one in OFFERED_NEEDS]
    helping = turn.content.texts["waar_terecht"][f"{_DESK}{need}"].keuzes
    return topic_choices([*helping, *(other for other in topic.vervolg if other not in helping)], turn.content)[:4]
