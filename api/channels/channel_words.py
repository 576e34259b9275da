"""Hears what people ask of a channel itself; the phrases stand in `data/restart/kanalen.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.channels.events import Act, CopyWanted, DeletionWanted, TipsWanted
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


@dataclass(frozen=True)
class ChannelWords:
    """What a whole message can be, in bare words without fillers, with the name of its list."""

    phrases: dict[tuple[str, ...], str]
    fillers: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> ChannelWords:
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
