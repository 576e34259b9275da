"""What a channel is made with."""

from __future__ import annotations

from dataclasses import dataclass

from api.channels.channel import TakeIn
from api.settings import Settings
from api.store.database import Sessions
from api.store.named_keys import NamedKeys
from api.store.pseudonyms import Pseudonyms
from content.live import LiveContent


@dataclass(frozen=True)
class Surroundings:
    """The settings, the content, where events are taken in, and where a channel stores what is its own."""

    settings: Settings
    content: LiveContent
    take_in: TakeIn
    sessions: Sessions
    keys: NamedKeys
    pseudonyms: Pseudonyms
