"""Small talk and questions about the assistant itself."""

from __future__ import annotations

from dataclasses import replace

from actions.clarification import with_topics_beside
from actions.guided_tool.interruption import InterruptingSkill
from actions.guided_tool.question import offers
from actions.leave_message import without_message_draft
from actions.message import from_text
from actions.skill import Reply, offered_topics, without_answer
from actions.skill_turn import SkillTurn
from contract.context import Context
from contract.intents import Intent
from contract.message import Outcome

_GOES_ON_ABOUT = (Intent.WHERE_TO_BEGIN, Intent.SENT_AROUND)
"""After these the talk is about the topic that is offered first: "en als die niet opneemt?"."""


class ActionGesprek(InterruptingSkill):
    """Says the text of `data/live/teksten/gesprek.yml` that carries the intent's name.

    Where there is one for who is asking, such as `waar_beginnen_ondernemer`, it is that one.
    """

    def name(self) -> str:
        """As in domain.yml."""
        return "action_gesprek"

    def reply(self, turn: SkillTurn) -> Reply:
        """The text; KeyError when the intent has none (`make check` looks for that)."""
        texts, context, name = turn.content.texts["gesprek"], turn.context, turn.intent.value
        if turn.intent is Intent.ABUSE:
            name = f"{name}_weer" if context.insults else name
            context = replace(context, insults=context.insults + 1)
        if turn.details.subject:
            name = f"{name}_{turn.details.subject}"
        tools = offers(turn.details.topic, turn)
        text = texts.get(f"{name}_tool" if tools else f"{name}_{turn.asker}") or texts[name]
        answer = with_topics_beside(from_text(Outcome.CONVERSATION, text, turn.content), turn)
        answer = replace(answer, choices=(*tools, *answer.choices))
        if turn.intent is Intent.WHERE_TO_BEGIN and text.topics:  # it says so by the topic that it offers first
            answer = replace(answer, outcome=Outcome.ANSWER, sources=text.topics[:1])
        if turn.intent in _GOES_ON_ABOUT and text.topics:
            context = replace(context, topic=text.topics[0])
        if turn.intent is Intent.START_OVER:
            return answer, Context()
        if turn.intent is Intent.STOP:
            context = without_message_draft(context)
        if turn.intent is Intent.COMPLAINT:
            return without_answer(turn, answer, context)
        return answer, replace(context, offered_topics=offered_topics(answer) or context.offered_topics)
