"""Someone wants to speak to a person: who can be reached, and when."""

from __future__ import annotations

from dataclasses import replace

from actions.contact_points import contact_lines
from actions.leave_message import offer_to_leave_message
from actions.message import Message, message, source_of, spoken
from actions.skill import Skill, offered
from actions.turn import Turn
from contract.context import Context


class ActionMens(Skill):
    """The municipality's contact points, or how to find them where it has no file of its own."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_mens"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """Says what is open now and what opens next; never a dead end."""
        own = turn.own_file
        general = turn.content.texts["gesprek"]["mens_spreken"]
        if own is None:
            answer = spoken("gesprek", general, turn.content)
            return answer, replace(turn.context, keuzes=offered(answer))
        points = contact_lines(own.for_need(turn.gids.get("behoefte") or turn.context.behoefte or "algemeen"), turn)
        text = "\n\n".join([turn.say_where("mens", gemeente=own.gemeente.naam), *points])
        ways_on = spoken("gesprek", general, turn.content)["keuzes"]
        answer = message("gesprek", text, [*offer_to_leave_message(turn), *ways_on])
        answer["bronnen"].append(source_of(own.gemeente))
        return answer, replace(turn.context, keuzes=offered(answer))
