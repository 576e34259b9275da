"""What every skill does while a guided tool runs: it is something in between, and leads back to the tool."""

from __future__ import annotations

from actions.guided_tool.question import back_to_tool
from actions.skill import Skill
from actions.skill_turn import SkillTurn
from contract.context import Context
from contract.message import AssistantMessage


class InterruptingSkill(Skill):
    """A skill after which the question of the guided tool that runs is asked again."""

    def finish(self, message: AssistantMessage, context: Context, turn: SkillTurn) -> AssistantMessage:
        """The message, with the way back to the tool's question where a tool still runs."""
        return back_to_tool(message, turn) if context.guided_tool.tool else message
