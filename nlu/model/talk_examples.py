"""What the classifier learns from training talks: messages that can be told by themselves, with their label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Tuple

from content.guide.topic import WHERE_TO_GO
from content.training_talks import Act, Kind, Talk
from contract.intents import Intent
from nlu.model.labels import Label

_FOLLOW_UP, _OUTSIDE = "vervolg_", "buiten_"
_INTENTS = {
    Kind.OTHERWISE: Intent.MEANT_OTHERWISE,
    Kind.SOMETHING_ELSE: Intent.SOMETHING_ELSE,
    Kind.MUNICIPALITY: Intent.NAME_MUNICIPALITY,
    Kind.CONTACT_DETAILS: Intent.ASK_CONTACT_DETAILS,
}


def talk_examples(talks: Iterable[Talk]) -> Iterator[Tuple[str, Label]]:
    """Each message with the label of the first thing it means; none of what only its conversation tells."""
    for talk in talks:
        for turn in talk.turns:
            if (label := label_of(turn.acts[0])) is not None:
                yield turn.text, label


def label_of(act: Act) -> Label | None:
    """The classifier's label for `act`; None where it has none, as for "de tweede".

    Raises ValueError for a follow-up, small talk or something outside the guide that is no intent.
    """
    if act.kind is Kind.TOPIC:
        return Label(Intent.ASK_GUIDE.value, act.words[0])
    if act.kind is Kind.DESK:
        return Label(Intent.ASK_GUIDE.value, WHERE_TO_GO[0])
    if act.kind is Kind.REFERRAL:
        return Label(Intent.OUTSIDE_NEAR.value, subject=act.words[0])
    if act.kind is Kind.TOOL:
        return Label(Intent.START_TOOL.value, subject=act.words[0])
    if act.kind is Kind.FOLLOW_UP:
        return Label(Intent(_FOLLOW_UP + act.words[0]).value)
    if act.kind is Kind.SMALL_TALK:
        return Label(Intent(act.words[0]).value)
    if act.kind is Kind.OUTSIDE:
        nonsense = act.words[0] == Intent.NONSENSE
        return Label(Intent(act.words[0] if nonsense else _OUTSIDE + act.words[0]).value)
    intent = _INTENTS.get(act.kind)
    return Label(intent.value) if intent else None
