"""Questions that are not in the guide: says so, and where a person can be reached."""

from __future__ import annotations

from actions.clarification import with_topics_beside
from actions.guided_tool.interruption import InterruptingSkill
from actions.message import from_text, message, topic_choices
from actions.skill import Reply, without_answer
from actions.skill_turn import SkillTurn
from contract.message import Outcome


class ActionBuiten(InterruptingSkill):
    """Says where to turn to with the subject that was seen, by `data/live/teksten/verwijzing.yml`.

    Without one it is the text of `data/live/teksten/buiten.yml` that carries the intent's name.
    """

    def name(self) -> str:
        """As in domain.yml."""
        return "action_buiten"

    def reply(self, turn: SkillTurn) -> Reply:
        """The text; KeyError when the intent has none (`make check` looks for that)."""
        texts = turn.content.texts
        referral = texts["verwijzing"].get(turn.details.subject)
        if referral is None:
            answer = from_text(Outcome.NO_ANSWER, texts["buiten"][turn.intent.value], turn.content)
        else:
            text = turn.say("niet_in_zakboek", verwijzing=turn.say_referral(turn.details.subject))
            answer = message(Outcome.NO_ANSWER, text, topic_choices(referral.topics, turn.content))
        return without_answer(turn, with_topics_beside(answer, turn))
