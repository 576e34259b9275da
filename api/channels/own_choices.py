"""Choices that a channel offers beside those of a conversation: what each is called, and what it does."""

from __future__ import annotations

from api.channels.events import Act, CopyWanted, DeletionWanted, TopicChosen

OWN_CHOICES: dict[str, Act | None] = {
    "kopie": CopyWanted(),
    "wis": DeletionWanted(),
    "wis_overal": DeletionWanted(everywhere=True),
    "ja_wis": DeletionWanted(is_sure=True),
    "ja_wis_overal": DeletionWanted(everywhere=True, is_sure=True),
    "nee": None,
}
"""By their names, which are those of their labels in `data/live/teksten/kanalen.yml` too; None leaves all as it is."""

_OWN, _TOPIC = "eigen/", "onderwerp/"
"""The ids of all others are those of stored choices, without a slash."""


def own_id(name: str) -> str:
    """The id of a choice by its name."""
    return f"{_OWN}{name}"


def topic_id(topic: str) -> str:
    """The id of a choice that leads to a topic."""
    return f"{_TOPIC}{topic}"


def is_own(choice_id: str) -> bool:
    """Whether this is one of these choices, and no stored one."""
    return choice_id.startswith(_TOPIC) or choice_id.removeprefix(_OWN) in OWN_CHOICES


def act_of(choice_id: str) -> Act | None:
    """What one of these choices does; None for nothing."""
    if choice_id.startswith(_TOPIC):
        return TopicChosen(choice_id.removeprefix(_TOPIC))
    return OWN_CHOICES[choice_id.removeprefix(_OWN)]
