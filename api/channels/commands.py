"""What people ask of a channel itself, and not of the guide: typed, or by a button.

The phrases stand in `data/restart/kanalen.yml`, the labels of the buttons in `data/live/teksten/kanalen.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.channels.events import Act, CopyWanted, DeletionWanted, TipsWanted, TopicChosen
from content.phrase_lists import read_phrase_lists
from content.plain_text import bare_words

ABOUT_ME = "wat_weet_je"
_ACTS: dict[str, Act] = {
    "tips_aan": TipsWanted(True),
    "tips_uit": TipsWanted(False),
    "kopie": CopyWanted(),
    "wis_overal": DeletionWanted(everywhere=True),
}
_LONGEST = 20
"""Words: no longer message is nothing but such a wish."""

BUTTONS: dict[str, Act | None] = {
    "kopie": CopyWanted(),
    "wis": DeletionWanted(),
    "wis_overal": DeletionWanted(everywhere=True),
    "ja_wis": DeletionWanted(is_sure=True),
    "ja_wis_overal": DeletionWanted(everywhere=True, is_sure=True),
    "nee": None,
}
"""By the names of their labels; None leaves all as it is."""

_BUTTON, _TOPIC = "eigen/", "onderwerp/"
"""What the ids of these choices begin with; those of stored choices have no slash."""


@dataclass(frozen=True)
class TypedCommands:
    """What a whole message can be, in bare words without fillers, with the name of its list."""

    phrases: dict[tuple[str, ...], str]
    fillers: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> TypedCommands:
        """From the file; PhraseListsError when a list is missing."""
        lists = read_phrase_lists(file, (ABOUT_ME, *_ACTS, "vulwoorden"))
        fillers = frozenset(lists["vulwoorden"])
        named = ((name, phrase) for name in (ABOUT_ME, *_ACTS) for phrase in lists[name])
        return cls({_without(fillers, phrase): name for name, phrase in named}, fillers)

    def asks_about_me(self, text: str) -> bool:
        """Whether `text` asks what is known of the person, and nothing else."""
        return self._list_of(text) == ABOUT_ME

    def act(self, text: str) -> Act | None:
        """What `text` asks of the channel, if it is nothing else."""
        return _ACTS.get(self._list_of(text))

    def _list_of(self, text: str) -> str:
        words = bare_words(text)
        return self.phrases.get(_without(self.fillers, text), "") if len(words) <= _LONGEST else ""


def _without(fillers: frozenset[str], phrase: str) -> tuple[str, ...]:
    return tuple(word for word in bare_words(phrase) if word not in fillers)


def button_id(name: str) -> str:
    """The id of the choice that a button is, by its name in `BUTTONS`."""
    return f"{_BUTTON}{name}"


def topic_button_id(topic: str) -> str:
    """The id of a choice that leads to a topic."""
    return f"{_TOPIC}{topic}"


def is_command(choice_id: str) -> bool:
    """Whether this is one of these choices, and no stored one."""
    return choice_id.startswith(_TOPIC) or choice_id.removeprefix(_BUTTON) in BUTTONS


def act_of(choice_id: str) -> Act | None:
    """What one of these choices does; None for nothing."""
    if choice_id.startswith(_TOPIC):
        return TopicChosen(choice_id.removeprefix(_TOPIC))
    return BUTTONS[choice_id.removeprefix(_BUTTON)]
