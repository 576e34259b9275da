"""The work of the channels on a store of its own, with a platform and a Rasa that do what they are told to."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from api.channels.channel import ChannelContext
from api.channels.channel_work import ChannelWork
from api.channels.events import Act, MessageTyped
from api.conversations.deletion_words import DeletionWords
from api.conversations.retention import Retention
from api.conversations.service import ConversationService
from api.conversations.turn_queue import TurnQueue
from api.limits.limiter import Limiter
from api.settings import Settings
from api.store.conversation_keys import ConversationKeys
from api.store.conversations import ConversationStore
from api.store.database import Database
from api.store.pseudonyms import Pseudonyms
from api.store.records import Conversation, StoredMessage
from content.live import LiveContent
from content.paths import DATA
from tests.support.clock import NOON
from tests.support.fake_channel import FakeChannel, an_event
from tests.support.fake_rasa import FakeRasa
from tests.support.masker import masker
from tests.support.no_limits import no_limits

PUBLIC = "https://zakboek.example"


class Killed(BaseException):
    """As if the process were gone at this point."""


class World:
    """One assistant with one channel; `restart` makes all of it anew on the same store."""

    def __init__(
        self,
        database: Database,
        keys: ConversationKeys,
        content: LiveContent,
        rasa: FakeRasa,
        var_dir: Path,
        limiter: Limiter,
    ) -> None:
        self.database = database
        self.keys = keys
        self.content = content
        self.rasa = rasa
        self.settings = Settings.model_validate({"var_dir": var_dir, "public_url": PUBLIC})
        self.limiter = limiter
        self.moment = NOON
        self.channel = FakeChannel()
        self._ids = count(1)

    async def restart(self) -> World:
        """As a new process finds the store."""
        self.service = ConversationService(
            ConversationStore(self.database, self.keys),
            self.rasa,
            self.content,
            TurnQueue(4, 20.0),
            ["email"],
            self.settings.max_text_length,
            masker(),
            Retention(30),
            DeletionWords.read(DATA.deletion),
            self.limiter,
        )
        pseudonyms = Pseudonyms.of_store(self.keys.named)

        async def take_in(_: object) -> None:
            raise AssertionError("a test takes events in by itself")

        context = ChannelContext(self.settings, self.content, take_in, self.database, self.keys.named, pseudonyms)
        channels = {self.channel.name: self.channel}
        self.work = ChannelWork(channels, context, self.service, self.limiter, self.now)
        return self

    def now(self) -> datetime:
        """The moment, which a test moves on."""
        return self.moment

    def wait(self, **time: float) -> None:
        """Let so much time pass, as of `timedelta`."""
        self.moment += timedelta(**time)

    async def take_in(self, act: Act, id: str = "", **place: str) -> None:
        """Take in an event, of Anna in her direct messages if not said otherwise."""
        await self.work.take_in(an_event(act, id or f"Ev{next(self._ids)}", **place))

    async def settle(self) -> None:
        """Work on all that is due, and send it."""
        await self.work.worker.queues.work()
        await self.work.sender.queues.work()

    async def told(self, act: Act | str, id: str = "", **place: str) -> list[str]:
        """What is sent after an event, or after typed text."""
        before = len(self.channel.sent)
        await self.take_in(MessageTyped(act) if isinstance(act, str) else act, id, **place)
        await self.settle()
        return self.channel.texts[before:]

    async def talk(
        self, person: str = "U0ANNA", room: str = "D0ANNA", workspace: str = "T0PROEF"
    ) -> Conversation | None:
        """The conversation in a place."""
        place = Pseudonyms.of_store(self.keys.named).of_place("slack", workspace, room, person).place
        return await self.work.stores.talks.find(place)

    async def history(self, **place: str) -> list[StoredMessage]:
        """All messages of the conversation in a place, after the greeting."""
        conversation = await self.talk(**place)
        return (await self.service.history(conversation))[1:] if conversation else []

    def say(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/kanalen.yml`, filled in."""
        return self.content.current.texts["kanalen"][name].fill(**values)


@pytest.fixture
def limiter() -> Limiter:
    return no_limits()


@pytest.fixture
async def world(
    database: Database,
    keys: ConversationKeys,
    content: LiveContent,
    rasa: FakeRasa,
    tmp_path: Path,
    limiter: Limiter,
) -> World:
    return await World(database, keys, content, rasa, tmp_path, limiter).restart()
