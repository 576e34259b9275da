"""Training talks as a dialogue policy sees them: of each message a label, of the assistant an action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from content.guide.topic import WHERE_TO_GO
from content.training_talks import Act, Kind, Talk, TalkTurn
from nlu.model.labels import Label
from nlu.model.talk_examples import label_of

ASKS_BACK = "vraagt terug"

_DESK, _OTHER_DESK = (f"{Kind.TOPIC} {topic}" for topic in WHERE_TO_GO[:2])
_NAMES_TOPIC = (Kind.TOPIC, Kind.CHOICE, Kind.BACK)
_SAME = {
    "praat compliment": "praat dank",
    "praat ontkennen": "praat bevestigen",
    "praat wie_ben_je": "praat ben_je_een_bot",
}
_RIGHT_TOO = {
    "vervolg vraag": ("vervolg waarom", "vervolg meer"),
    "vervolg lijst": ("vervolg vraag",),
    "gemeente": (_DESK,),
    _DESK: (_OTHER_DESK,),
}
"""Where the assistant is not counted wrong either: with it an answer to a follow-up holds the reason, and so on."""


@dataclass(frozen=True)
class Seen:
    """A message with the classifier's label, after an answer on the topic `before`, or "" after none."""

    turn: TalkTurn
    label: Label
    before: str = ""

    @property
    def intent(self) -> str:
        """The label as an intent: to Rasa a slash would split it."""
        return str(self.label).replace("/", ".")

    @property
    def action(self) -> str:
        """What the assistant did: asked back, or what the message means first of all."""
        return ASKS_BACK if self.turn.asks_back else action_of(self.turn.acts[0])

    @property
    def right(self) -> frozenset[str]:
        """All actions that are right."""
        found = {action_of(act) for act in self.turn.acts} | ({ASKS_BACK} if self.turn.asks_back else set())
        found |= {action for meant in found for action in _RIGHT_TOO.get(meant, ())}
        same = {"vervolg vraag", f"{Kind.TOPIC} {self.before}"}
        return frozenset(found | same if self.before and found & same else found)


def seen_talk(talk: Talk, labels: Sequence[Label]) -> tuple[Seen, ...]:
    """The messages of `talk`, which has a label for each."""
    found, before = [], ""
    for turn, label in zip(talk.turns, labels):
        found.append(Seen(turn, label, before))
        act = turn.acts[0]
        before = act.words[0] if act.kind in _NAMES_TOPIC and not turn.asks_back else before
    return tuple(found)


def action_of(act: Act) -> str:
    """What the assistant does for `act`, the same for all that it answers alike: a topic asked for, chosen or gone
    back to, whatever is outside the guide, thanks and praise."""
    if act.kind in _NAMES_TOPIC:
        return f"{Kind.TOPIC} {act.words[0]}"
    if act.kind is Kind.DESK:
        return _DESK
    if act.kind is Kind.UNCLEAR:
        return ASKS_BACK
    if act.kind is Kind.OUTSIDE:
        return str(act.kind)
    words = sorted(act.words) if act.kind is Kind.TWO_TOPICS else act.words
    action = " ".join((act.kind, *words))
    return _SAME.get(action, action)


def actions_of_labels(talks: Iterable[Talk]) -> dict[Label, str]:
    """The action for each label that a message of `talks` can have."""
    acts = {act for talk in talks for turn in talk.turns for act in turn.acts}
    return {label: action_of(act) for act in acts if (label := label_of(act)) is not None}


def stories(talks: Iterable[Sequence[Seen]]) -> dict[str, Any]:
    """The talks as a file of Rasa's stories."""
    return {
        "version": "3.1",
        "stories": [
            {
                "story": f"{talk[0].turn.file.name}:{talk[0].turn.line}",
                "steps": [step for seen in talk for step in ({"intent": seen.intent}, {"action": seen.action})],
            }
            for talk in talks
        ],
    }


def domain(talks: Iterable[Sequence[Seen]]) -> dict[str, Any]:
    """Rasa's domain of those stories."""
    turns = [seen for talk in talks for seen in talk]
    return {
        "version": "3.1",
        "intents": sorted({seen.intent for seen in turns}),
        "actions": sorted({seen.action for seen in turns}),
    }
