"""Small talk and questions about the assistant itself."""

from __future__ import annotations

from dataclasses import replace

from actions.leave_message import without_message
from actions.message import Message, spoken
from actions.skill import Skill, missed, offered
from actions.turn import Turn
from contract.context import Context

ABUSE, COMPLAINT, START_OVER, STOP = "schelden", "klacht", "opnieuw", "stoppen"


class ActionGesprek(Skill):
    """Says the text of `data/live/teksten/gesprek.yml` that carries the intent's name."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_gesprek"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The text; KeyError when the intent has none (`make check` looks for that)."""
        texts, context, name = turn.content.texts["gesprek"], turn.context, turn.intent
        if name == ABUSE:
            name = f"{ABUSE}_weer" if context.scheldwoorden else ABUSE
            context = replace(context, scheldwoorden=context.scheldwoorden + 1)
        answer = spoken("gesprek", texts[name], turn.content)
        if name == START_OVER:
            return answer, Context()
        if name == STOP:
            context = without_message(context)
        if name == COMPLAINT:
            return missed(turn, answer, context)
        return answer, replace(context, keuzes=offered(answer) or context.keuzes)
