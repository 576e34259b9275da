"""Where a conversation stands is known without reading, or read: never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.store.conversations import ConversationStore
from api.store.database import Database
from api.store.errors import Overtaken
from api.store.records import Conversation, Reply, Standing, StoredVisitorMessage, VisitorMessage
from api.store.standings_at_hand import MOST_KEYS, StandingsAtHand
from contract.message import Outcome

pytestmark = pytest.mark.anyio

CONVERSATION = Conversation("g", "hash", "web", None, datetime.now(UTC), False)
ANSWER = Reply(Outcome.ANSWER, "Dag")


def asked(number: int, hidden: bool = False) -> StoredVisitorMessage:
    return StoredVisitorMessage(f"m{number}", CONVERSATION.id, number, "hoi", None, "hash", hidden)


@pytest.fixture
def standings() -> StandingsAtHand:
    """With a conversation that has only its greeting."""
    found = StandingsAtHand()
    found.opened(CONVERSATION, 1)
    return found


def taken(standings: StandingsAtHand, key: str | None = None) -> Standing:
    found = standings.take(CONVERSATION.id, key)
    assert found is not None
    return found


def test_an_answer_puts_back_what_its_message_took(standings: StandingsAtHand) -> None:
    standing = taken(standings, "a")
    assert (standing.last_number, standing.unanswered, standing.repeated) == (1, (), None)
    assert standings.take(CONVERSATION.id, None) is None
    standings.added(standing, asked(2), "a")
    assert standings.take(CONVERSATION.id, None) is None
    standings.added(standing, asked(2), "a")
    standings.answered(asked(2), ANSWER)
    assert taken(standings).last_number == 3


def test_a_key_that_came_before_is_looked_for(standings: StandingsAtHand) -> None:
    standings.added(taken(standings, "a"), asked(2), "a")
    standings.answered(asked(2), ANSWER)
    assert standings.take(CONVERSATION.id, "a") is None


def test_more_keys_than_it_remembers_are_looked_for(standings: StandingsAtHand) -> None:
    for number in range(MOST_KEYS + 1):
        standings.added(taken(standings, f"{number}"), asked(2 * number + 2), f"{number}")
        standings.answered(asked(2 * number + 2), ANSWER)
    assert standings.take(CONVERSATION.id, "new") is None


@pytest.mark.parametrize(
    "reply",
    [
        Reply(Outcome.CONVERSATION, "?", asks_name=True),
        Reply(Outcome.CONVERSATION, "?", asks_private=True),
        Reply(Outcome.CONVERSATION, "?", asks_deletion=True),
    ],
)
def test_after_an_answer_that_asks_for_something_it_is_read(standings: StandingsAtHand, reply: Reply) -> None:
    standings.added(taken(standings), asked(2), None)
    standings.answered(asked(2), reply)
    assert standings.take(CONVERSATION.id, None) is None


def test_after_a_hidden_message_or_behind_one_without_answer_it_is_read(standings: StandingsAtHand) -> None:
    standing = taken(standings)
    standings.added(standing, asked(2, hidden=True), None)
    standings.answered(asked(2, hidden=True), ANSWER)
    assert standings.take(CONVERSATION.id, None) is None
    waiting = Standing(CONVERSATION, 2, False, False, False, "hoi", None, (asked(2),), None)
    standings.added(waiting, asked(4), None)
    standings.answered(asked(4), ANSWER)
    assert standings.take(CONVERSATION.id, None) is None


async def test_what_is_at_hand_is_what_would_be_read(store: ConversationStore) -> None:
    opened, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
    for word in ("een", "twee"):
        at_hand = await store.plain_standing(opened.id, word)
        read = await store.standing(opened.id, word)
        assert at_hand is not None
        assert read is not None
        assert (at_hand.conversation, at_hand.last_number) == (read.conversation, read.last_number)
        assert at_hand.unanswered == read.unanswered == ()
        await store.answer(await store.add(at_hand, VisitorMessage(word, None, word, "hash")), ANSWER)
    repeat = await store.plain_standing(opened.id, "een")
    assert repeat is not None
    assert repeat.repeated is not None


async def test_another_message_in_its_place_is_found_as_it_is_stored(store: ConversationStore) -> None:
    opened, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
    at_hand, read = await store.plain_standing(opened.id, None), await store.standing(opened.id)
    assert at_hand is not None
    assert read is not None
    await store.add(read, VisitorMessage("een", None, None, "hash"))
    with pytest.raises(Overtaken):
        await store.add(at_hand, VisitorMessage("twee", None, None, "hash"))


async def test_a_conversation_that_was_deleted_is_nowhere(store: ConversationStore, database: Database) -> None:
    for silent in (False, True):
        opened, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
        if silent:
            assert await store.removal.wipe_silent(opened.id, datetime.now(UTC) + timedelta(days=1))
        else:
            await store.removal.wipe(opened.id)
        assert await store.plain_standing(opened.id, None) is None


async def test_several_doors_read(store: ConversationStore, database: Database) -> None:
    opened, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
    asked_now = await store.plain_standing(opened.id, None)
    assert asked_now is not None
    await store.answer(await store.add(asked_now, VisitorMessage("een", None, None, "hash")), ANSWER)
    database.has_several_doors = True
    standing = await store.plain_standing(opened.id, None)
    assert standing is not None
    assert standing.typed_before == "een"
