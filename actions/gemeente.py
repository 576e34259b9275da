"""A municipality is all that was named: where an entrepreneur can go there."""

from __future__ import annotations

from actions.message import Message
from actions.onderwerp import ActionOnderwerp
from actions.skill import Turn
from nlu.context import Context

WHERE_TO_GO = "ondernemer/waar-terecht"


class ActionGemeente(ActionOnderwerp):
    """The general answer to "waar kan ik terecht?", which holds in every municipality."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_gemeente"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The answer on where to go."""
        return self.answer(turn.content.guide.topics[WHERE_TO_GO], turn)
