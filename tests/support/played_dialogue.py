"""Rasa around a turn, real but for its model: parsing and predicting are played."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.tracker_store import StoredOrderTrackerStore
from bridge.tracker_table import encrypted_with
from content.paths import ROOT
from tests.support.keys import CIPHER, readable

DOMAIN = Domain.load(str(ROOT / "domain.yml"))
ANSWER = {"outcome": "gesprek", "text": "Dag."}


class PlayedProcessor(MessageProcessor):
    """Rasa's processor without a model; its actions say `says`, each a JSON message, set the slots `sets`, or raise `fails`."""

    def __init__(self, tracker_store: TrackerStore, lock_store: InMemoryLockStore) -> None:
        self.domain = DOMAIN
        self.nlg = TemplatedNaturalLanguageGenerator({})
        self.tracker_store, self.lock_store = tracker_store, lock_store
        self.action_endpoint = None
        self.model_filename = "zakboek-proef.tar.gz"
        self.model_metadata = SimpleNamespace(model_id="proef", assistant_id="zakboek")
        self.says: Sequence[Any] = [ANSWER]
        self.sets: dict[str, Any] = {}
        self.fails: Exception | None = None
        self.understands = "groet"
        self.parsed: list[str] = []
        self.was_held: list[bool] = []

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """The intent `understands`, whatever was typed; a greeting at first."""
        self.parsed.append(message.text)
        return {"text": message.text, "intent": {"name": self.understands, "confidence": 1.0}, "entities": []}

    async def _run_prediction_loop(self, output_channel: OutputChannel, tracker: DialogueStateTracker) -> None:
        lock = self.lock_store.get_lock(tracker.sender_id)
        self.was_held.append(lock is not None)
        for message in self.says:
            await output_channel.send_custom_json(tracker.sender_id, message)
            tracker.update(BotUttered(None, data={"custom": message}))
        for name, value in self.sets.items():
            tracker.update(SlotSet(name, value))
        if self.fails is not None:
            raise self.fails


class PlayedDialogue:
    """An agent with a real store, of SQLite in `folder` unless it has another `address`, and what the store holds."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.file = folder / "tracker.db"
        self.store = StoredOrderTrackerStore(DOMAIN, host=address or f"sqlite:///{self.file}")
        self.agent = Agent(DOMAIN, tracker_store=self.store, lock_store=InMemoryLockStore())
        self.processor = PlayedProcessor(self.agent.tracker_store, self.agent.lock_store)
        self.agent.processor = self.processor

    def bytes_on_disk(self) -> bytes:
        """All that who has the key can read in the database and its log."""
        return readable(self.file.parent.glob(f"{self.file.name}*"), [CIPHER])

    async def keep(self, conversation: str, *events: Event) -> None:
        """Store `events` as a conversation of before."""
        with encrypted_with(CIPHER):
            await self.store.save(
                DialogueStateTracker.from_events(conversation, list(events), DOMAIN.slots, domain=DOMAIN)
            )

    async def running_session(self, conversation: str) -> DialogueStateTracker | None:
        """What Rasa reads for the next turn."""
        with encrypted_with(CIPHER):
            return await self.store.retrieve(conversation)

    async def kept(self, conversation: str) -> list[Event]:
        """Every event in the store, of all sessions."""
        with encrypted_with(CIPHER):
            tracker = await self.store.retrieve_full_tracker(conversation)
        return list(tracker.events) if tracker else []
