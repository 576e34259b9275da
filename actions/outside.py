"""Questions that are not in the guide: says so, and where a person can be reached."""

from __future__ import annotations

from actions.message import Message, spoken
from actions.skill import Skill, missed
from actions.turn import Turn
from contract.context import Context


class ActionBuiten(Skill):
    """Says the text of `data/live/teksten/buiten.yml` that carries the intent's name."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_buiten"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The text; KeyError when the intent has none (`make check` looks for that)."""
        return missed(turn, spoken("geen-antwoord", turn.content.texts["buiten"][turn.intent], turn.content))
