"""Answers a question from the guide: a topic, short first, the rest after "meer lezen"."""

from __future__ import annotations

from dataclasses import replace

from actions.message import READ_MORE, Choice, Message, choice, message, topic_choices
from actions.skill import Skill, Turn, offered
from gids.markdown import list_items
from gids.topic import Guide, Topic
from nlu.context import Context, Item

SHORT, REST = "kort", "meer"


class ActionOnderwerp(Skill):
    """The short answer on the topic that was asked for or chosen."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_onderwerp"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The answer, with the rest and related topics as choices."""
        if turn.topic is None:
            return turn.spoken("verlopen_keuze"), turn.context
        answer, context = self.answer(turn.topic, turn)
        answer["tekst"] = turn.led_in(answer["tekst"])
        return answer, context

    def answer(self, topic: Topic, turn: Turn) -> tuple[Message, Context]:
        """The short part; what it leaves out is offered first."""
        return short_answer(topic, turn)


class ActionLeesMeer(ActionOnderwerp):
    """The rest of the topic after its short answer."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lees_meer"

    def answer(self, topic: Topic, turn: Turn) -> tuple[Message, Context]:
        """The rest, with related topics as choices."""
        text = dated(topic.meer or topic.kort, topic, turn)
        answer = message("antwoord", text, related(topic, turn), [topic])
        return answer, about(topic, REST, answer, turn)


def short_answer(topic: Topic, turn: Turn) -> tuple[Message, Context]:
    """The short part; what it leaves out is offered first, then related topics."""
    choices = [*read_more(topic, turn), *related(topic, turn)]
    answer = message("antwoord", dated(topic.kort, topic, turn), choices, [topic])
    return answer, about(topic, SHORT, answer, turn)


def dated(text: str, topic: Topic, turn: Turn) -> str:
    """`text` with the year it is from, where the topic has one."""
    return text if topic.peiljaar is None else f"{text}\n\n{turn.say('peiljaar', jaar=topic.peiljaar)}"


def read_more(topic: Topic, turn: Turn) -> list[Choice]:
    """The choice for the rest of the topic, where there is a rest."""
    return [choice(turn.say("meer_lezen"), READ_MORE, onderwerp=topic.id)] if topic.meer else []


def related(topic: Topic, turn: Turn) -> list[Choice]:
    """The topics to go on to."""
    return topic_choices(topic.vervolg, turn.content)


def about(topic: Topic, part: str, answer: Message, turn: Turn) -> Context:
    """The context after `answer` showed `part` of `topic`: its list, if it has one, is the list in mind."""
    before = turn.context
    shown = (*before.getoond, part) if before.onderwerp == topic.id else (part,)
    items = items_of(topic, turn.content.guide)
    return replace(
        before,
        onderwerp=topic.id,
        vorig_onderwerp=before.vorig_onderwerp if before.onderwerp == topic.id else before.onderwerp,
        getoond=tuple(dict.fromkeys(shown)),
        lijst=items or before.lijst,
        lijst_van=topic.id if items else before.lijst_van,
        keuzes=tuple(choice for choice in offered(answer) if choice != topic.id),
        rangorde=tuple(turn.gids.get("rangorde", ())),
        aangeboden=(),
        missers=0,
    )


def items_of(topic: Topic, guide: Guide) -> tuple[Item, ...]:
    """The items of the topic's list, with the topic of its own that an item names."""
    return tuple(Item(text, _named(text, guide, topic)) for text in list_items(topic.tekst))


def _named(item: str, guide: Guide, listed_in: Topic) -> str:
    bold = item.partition("**")[2].partition("**")[0].casefold()
    named = [topic.id for topic in guide if bold and bold.startswith(topic.titel.casefold()) and topic != listed_in]
    return named[0] if named else ""
