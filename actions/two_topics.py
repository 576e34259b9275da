"""Two topics in one answer: two questions in one message, or a comparison."""

from __future__ import annotations

from dataclasses import replace

from actions.about import SHORT, about
from actions.message import Message, message, topic_choices
from actions.skill import Skill, offered
from actions.topic import dated, read_more
from actions.turn import Turn
from contract.context import Context


class ActionTweeOnderwerpen(Skill):
    """Both short answers, one under the other."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_twee_onderwerpen"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The two answers under their titles; what belongs to both is offered."""
        topics = [topic for topic in map(turn.content.guide.get, turn.gids["onderwerpen"]) if topic is not None]
        if not topics:
            return turn.spoken("verlopen_keuze"), turn.context
        parts = [f"**{topic.titel}**\n\n{dated(topic.kort, topic, turn)}" for topic in topics]
        lead = turn.say(str(turn.gids["soort"]))
        choices = topic_choices((topic.id for topic in topics), turn.content) if len(topics) > 1 else []
        answer = message("antwoord", "\n\n".join([lead, *parts]), choices or read_more(topics[0], turn), topics)
        after = about(topics[0], SHORT, answer, turn)
        return answer, replace(after, vorig_onderwerp=topics[-1].id, keuzes=offered(answer))
