"""Someone wants to speak to a person: who can be reached, and when."""

from __future__ import annotations

from dataclasses import replace

from actions.contact_points import contact_lines
from actions.guided_tool.interruption import InterruptingSkill
from actions.leave_message import offer_to_leave_message
from actions.message import from_text, message, municipality_source
from actions.skill import Reply, offered_topics
from actions.skill_turn import SkillTurn
from content.municipalities.own_file import GENERAL
from contract.message import Outcome


class ActionMens(InterruptingSkill):
    """The municipality's contact points, or how to find them where it has no file of its own."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_mens"

    def reply(self, turn: SkillTurn) -> Reply:
        """Says what is open now and what opens next; never a dead end."""
        own = turn.own_file
        general = from_text(Outcome.CONVERSATION, turn.content.texts["gesprek"][turn.intent.value], turn.content)
        if own is None:
            return general, replace(turn.context, offered_topics=offered_topics(general))
        points = own.for_need(turn.details.need or turn.context.need or GENERAL)
        text = "\n\n".join([turn.say_where("mens", gemeente=own.municipality.name), *contact_lines(points, turn)])
        answer = message(Outcome.CONVERSATION, text, [*offer_to_leave_message(turn), *general.choices])
        answer = replace(answer, sources=(municipality_source(own.municipality),))
        return answer, replace(turn.context, offered_topics=offered_topics(answer))
