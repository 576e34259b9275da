"""Answers a question from the guide: a topic, short first, the rest after "meer lezen"."""

from __future__ import annotations

from actions.about import REST, SHORT, about
from actions.guided_tool.question import offers
from actions.message import CHOOSE_WHO, READ_MORE, Choice, Message, choice, message, source_of, topic_choices
from actions.skill import Skill
from actions.turn import Turn
from actions.where_to_go import is_where_to_go, where_to_go
from content.guide.topic import Topic
from contract.context import CIVIL_SERVANT, ENTREPRENEUR, Context


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
        """The short part, or the contact points where those answer it; what is left out is offered first."""
        return where_to_go(turn, topic) if is_where_to_go(topic, turn) else short_answer(topic, turn)


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
    for_entrepreneur = bool(topic.ondernemer) and turn.who == ENTREPRENEUR
    choices = [*read_more(topic, turn), *offers(topic.id, turn), *related(topic, turn), *who_is_asking(topic, turn)]
    text = dated(topic.ondernemer if for_entrepreneur else topic.kort, topic, turn)
    answer = message("antwoord", text, choices, [topic])
    return in_own_words(answer, topic, turn), about(topic, SHORT, answer, turn)


def who_is_asking(topic: Topic, turn: Turn) -> list[Choice]:
    """The choice to say who is asking, where that changes the answer."""
    if not topic.ondernemer or turn.who == CIVIL_SERVANT:
        return []
    other = CIVIL_SERVANT if turn.who == ENTREPRENEUR else ENTREPRENEUR
    return [choice(turn.say(f"ik_ben_{other}"), CHOOSE_WHO, wie=other, onderwerp=topic.id)]


def in_own_words(answer: Message, topic: Topic, turn: Turn) -> Message:
    """`answer` with what the municipality adds to the guide or says in its place, and the source of it."""
    own = turn.own_file
    local = own.topics.get(topic.id) if own is not None else None
    if own is None or local is None:
        return answer
    name, source = own.gemeente.naam, source_of(own.gemeente)
    if local.instead:
        text = turn.say("eigen_tekst_in_plaats", gemeente=name, eigen=local.tekst)
        return {**answer, "tekst": text, "bronnen": [source, *answer["bronnen"]]}
    text = turn.say("eigen_tekst_erbij", tekst=answer["tekst"], gemeente=name, eigen=local.tekst)
    return {**answer, "tekst": text, "bronnen": [*answer["bronnen"], source]}


def dated(text: str, topic: Topic, turn: Turn) -> str:
    """`text` with the year it is from, where the topic has one."""
    return text if topic.peiljaar is None else f"{text}\n\n{turn.say('peiljaar', jaar=topic.peiljaar)}"


def read_more(topic: Topic, turn: Turn) -> list[Choice]:
    """The choice for the rest of the topic, where there is a rest."""
    return [choice(turn.say("meer_lezen"), READ_MORE, onderwerp=topic.id)] if topic.meer else []


def related(topic: Topic, turn: Turn) -> list[Choice]:
    """The topics to go on to."""
    return topic_choices(topic.vervolg, turn.content)
