"""Follow-ups on the answer before: why, an example, shorter, where it stands, more."""

from __future__ import annotations

from dataclasses import replace

from actions.about import REST, SHORT, about, items_of
from actions.message import Message, message
from actions.skill import Skill, missed
from actions.topic import dated, read_more, related, short_answer
from actions.turn import Turn
from actions.where_to_go import where_to_go
from content.guide.search import best_paragraph
from content.guide.topic import WHERE_TO_GO, Topic
from contract.context import ENTREPRENEUR, Context, Item


class ActionVervolg(Skill):
    """Answers from the topic in mind, by the kind of follow-up that the intent names."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_vervolg"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The part of the topic that was asked for; says so when the guide has no such part."""
        topic = turn.topic
        if topic is None:
            return about_what(turn)
        if topic.id == WHERE_TO_GO[0] and turn.intent in ("vervolg_vraag", "vervolg_herhaal"):
            return where_to_go(turn, topic)
        text, part = self._part(topic, turn)
        more = [] if part == REST or REST in turn.context.getoond else read_more(topic, turn)
        answer = message("antwoord", dated(text, topic, turn), [*more, *related(topic, turn)], [topic])
        after = about(topic, part, answer, turn)
        if any(item.onderwerp for item in turn.context.lijst):  # "en de laatste?" still means the list of topics
            after = replace(after, lijst=turn.context.lijst, lijst_van=turn.context.lijst_van)
        return answer, after

    def _part(self, topic: Topic, turn: Turn) -> tuple[str, str]:
        """The text to say, and which part of the topic has been shown by it."""
        kind = turn.intent.removeprefix("vervolg_")
        if kind in ("korter", "herhaal") and topic.ondernemer and turn.who == ENTREPRENEUR:
            return topic.ondernemer.split("\n\n")[0] if kind == "korter" else topic.ondernemer, SHORT
        if kind in ("voorbeeld", "waarom"):
            found = topic.voorbeeld if kind == "voorbeeld" else topic.waarom
            return found or turn.say(f"geen_{kind}", kern=topic.kern), kind
        if kind == "korter":
            return topic.kern, kind
        if kind == "bron":
            return self._place(topic, turn), kind
        if kind == "herhaal":
            return topic.kort, SHORT
        if kind == "meer" and topic.meer and REST not in turn.context.getoond:
            return topic.meer, REST
        if kind == "meer":
            return turn.say("alles_gezegd", kern=topic.kern), kind
        return turn.say("hierover", titel=topic.titel, tekst=best_paragraph(topic, turn.text)), kind

    @staticmethod
    def _place(topic: Topic, turn: Turn) -> str:
        place = turn.say("plaats", hoofdstuk=topic.hoofdstuk.titel, pagina=topic.pagina)
        return f"{place} {turn.say('link', link=f'[{topic.link}]({topic.link})')}" if topic.link else place


class ActionLijst(Skill):
    """The item of a list or choices that the visitor points at: "de tweede", "de laatste keuze"."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lijst"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The item's topic, or the item itself; says how long the list is when it is shorter."""
        context = turn.context
        if turn.gids.get("keuze") or not context.lijst:
            return self._choice(turn, list(context.keuzes))
        lists = [(context.lijst_van, context.lijst)]
        if (before := turn.content.guide.get(context.vorig_onderwerp)) is not None:
            lists.append((before.id, items_of(before, turn.content.guide)))
        for listed_in, items in lists:
            if (index := _index(turn, len(items))) is not None:
                return self._item(turn, listed_in, items, index)
        return self._too_short(turn, len(context.lijst))

    def _choice(self, turn: Turn, offered: list[str]) -> tuple[Message, Context]:
        index = _index(turn, len(offered))
        topic = turn.content.guide.get(offered[index]) if index is not None else None
        return short_answer(topic, turn) if topic is not None else self._too_short(turn, len(offered))

    def _item(self, turn: Turn, listed_in: str, items: tuple[Item, ...], index: int) -> tuple[Message, Context]:
        source, topic = turn.content.guide.get(listed_in), turn.content.guide.get(items[index].onderwerp)
        if topic is not None:
            answer, after = short_answer(topic, turn)
            return answer, replace(after, lijst=items, lijst_van=listed_in)  # "en de laatste?" is still about this list
        if source is None:
            return about_what(turn)
        text = turn.say("lijst_punt", nummer=index + 1, titel=source.titel, tekst=items[index].tekst)
        answer = message("antwoord", text, related(source, turn), [source])
        return answer, about(source, REST, answer, turn)

    @staticmethod
    def _too_short(turn: Turn, length: int) -> tuple[Message, Context]:
        return message("gesprek", turn.say("lijst_korter", aantal=length)), turn.context


def about_what(turn: Turn) -> tuple[Message, Context]:
    """Ask what the follow-up is about: nothing is in mind, or it has gone from the guide since."""
    return missed(turn, turn.spoken("waarover"))


def _index(turn: Turn, length: int) -> int | None:
    """Where the place asked for is in a list of `length`; None when the list is too short."""
    place = int(turn.gids["plaats"])
    index = place - 1 if place > 0 else length - 1
    return index if 0 <= index < length else None
