"""Two topics in one answer: two questions in one message, or a comparison."""

from __future__ import annotations

from dataclasses import replace

from actions.about import TopicPart, context_after, was_told
from actions.guided_tool.interruption import InterruptingSkill
from actions.message import message, topic_choices
from actions.skill import Reply, offered_topics
from actions.skill_turn import SkillTurn
from actions.topic import read_more, with_year
from contract.context import ListItem
from contract.message import Outcome


class ActionTweeOnderwerpen(InterruptingSkill):
    """Both short answers, one under the other."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_twee_onderwerpen"

    def reply(self, turn: SkillTurn) -> Reply:
        """The two answers under their titles; what belongs to both is offered."""
        topics = [topic for topic in map(turn.content.guide.get, turn.details.topics) if topic is not None]
        if not topics:
            return turn.message_of("verlopen_keuze"), turn.context
        texts = ((topic, topic.gist if was_told(topic, TopicPart.SHORT, turn) else topic.short) for topic in topics)
        parts = [f"**{topic.title}**\n\n{with_year(text, topic, turn)}" for topic, text in texts]
        lead = turn.say(turn.details.kind.value)
        choices = topic_choices((topic.id for topic in topics), turn.content) if len(topics) > 1 else []
        text = "\n\n".join([lead, *parts])
        answer = message(Outcome.ANSWER, text, choices or read_more(topics[0], turn), topics)
        after = turn.context
        for topic in reversed(topics):  # the first one is what is talked about then
            after = context_after(topic, TopicPart.SHORT, answer, replace(turn, context=after))
        in_view = tuple(ListItem(topic.title, topic.id) for topic in topics)
        return answer, replace(
            after,
            previous_topic=topics[-1].id,
            list_items=in_view,
            list_topic="",
            offered_topics=offered_topics(answer),
        )
