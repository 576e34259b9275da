"""What may find many rows at once in the background goes in parts, so that visitors' messages are stored between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, update

from api.store import parts
from api.store.channel_events import ChannelEvents
from api.store.conversation_keys import ConversationKeys
from api.store.conversations import ConversationStore
from api.store.database import Database
from api.store.pseudonyms import HashedPlace
from api.store.records import Reply, VisitorMessage
from api.store.tables import ChannelEventRow, MessageRow
from api.store.transit_keys import TransitKeys
from contract.message import Outcome
from tests.support.clock import NOON

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

MANY, OLD, YOUNG = 5, NOON - timedelta(days=8), NOON


@pytest.fixture
def commits(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Transactions since it was asked for, each with two rows at most."""
    monkeypatch.setattr(parts, "MOST_AT_ONCE", 2)
    found: list[object] = []
    event.listen(database._engine, "commit", found.append)
    return found


async def test_names_of_events(database: Database, keys: ConversationKeys, commits: list[object]) -> None:
    events = ChannelEvents(database, TransitKeys(keys.named, lambda: NOON))
    for number in range(MANY + 1):
        await events.add(f"Ev{number}", HashedPlace("slack", "w", "p", f"{number}"), {}, OLD)
    worked = update(ChannelEventRow).values(worked_at=OLD)
    await database.write(lambda session: session.execute(worked))
    young = update(ChannelEventRow).where(ChannelEventRow.name == "Ev3").values(worked_at=YOUNG)
    await database.write(lambda session: session.execute(young))
    before = len(commits)
    await events.forget_names(NOON - timedelta(days=7))
    assert len(commits) - before > MANY // 2
    assert [await events.is_known(f"Ev{number}") for number in range(MANY + 1)] == [one == 3 for one in range(MANY + 1)]


async def test_hidden_messages_that_nobody_answers(
    database: Database, store: ConversationStore, commits: list[object]
) -> None:
    for number in range(MANY + 1):
        conversation, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
        standing = await store.standing(conversation.id)
        assert standing is not None
        await store.add(standing, VisitorMessage("Verborgen", None, None, "hash", hidden=number > 0))
    before = len(commits)
    after_all = await database.read(lambda session: session.scalar(select(func.max(MessageRow.created_at))))
    assert after_all is not None
    await store.removal.withdraw_hidden(after_all + timedelta(seconds=1))
    assert len(commits) - before > MANY // 2
    waiting = select(func.count()).where(MessageRow.answered.is_(False))
    assert await database.read(lambda session: session.scalar(waiting)) == 1
