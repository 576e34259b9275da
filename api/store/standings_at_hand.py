"""Where conversations stand after their last answer, in memory: to read it takes a message a tenth of its time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cachetools import LRUCache

from api.store.records import Conversation, Reply, Standing, StoredVisitorMessage

MOST_AT_HAND = 1000
MOST_KEYS = 50
"""Of one conversation: one with more is read anew."""


@dataclass(frozen=True)
class _Place:
    """The number of the last message, whether it is a plain answer, and the keys of all messages, where known."""

    conversation: Conversation
    number: int
    is_answered: bool
    keys: frozenset[str] | None


class StandingsAtHand:
    """No texts, and only what is plain: a conversation whose last answer asks for something is read anew.

    Each message takes its own out, and only storing its answer puts it back. What is wrong here makes no wrong row: two
    messages cannot have one number. For the event loop alone, and a door that is alone with its database.
    """

    def __init__(self) -> None:
        self._places: LRUCache[str, _Place] = LRUCache(MOST_AT_HAND)

    def take(self, conversation_id: str, key: str | None) -> Standing | None:
        """Where it stands for a message with this idempotency key; None where that is to be read.

        It knows nothing of what was typed: `typed_before` is empty.
        """
        place = self._places.pop(conversation_id, None)
        if place is None or not place.is_answered:
            return None
        if key is not None and (place.keys is None or key in place.keys):
            return None
        return Standing(
            conversation=place.conversation,
            last_number=place.number,
            asks_name=False,
            asks_private=False,
            asks_deletion=False,
            typed_before="",
            repeated=None,
            unanswered=(),
            chosen=None,
            keys_before=place.keys,
        )

    def opened(self, conversation: Conversation, number: int) -> None:
        """It begins, with a greeting of this number."""
        self._places[conversation.id] = _Place(conversation, number, True, frozenset())

    def added(self, standing: Standing, message: StoredVisitorMessage, key: str | None) -> None:
        """A message was stored where the conversation stood so."""
        if standing.unanswered or message.hidden:
            return
        keys = standing.keys_before
        if keys is not None and key is not None:
            keys = keys | {key} if len(keys) < MOST_KEYS else None
        self._places[standing.conversation.id] = _Place(standing.conversation, message.number, False, keys)

    def answered(self, message: StoredVisitorMessage, reply: Reply) -> None:
        """The answer to a message was stored."""
        place = self._places.pop(message.conversation_id, None)
        asks = reply.asks_name or reply.asks_private or reply.asks_deletion
        if place is not None and place.number == message.number and not place.is_answered and not asks:
            self._places[message.conversation_id] = replace(place, number=message.number + 1, is_answered=True)

    def drop(self, conversation_id: str) -> None:
        """It is read anew."""
        self._places.pop(conversation_id, None)
