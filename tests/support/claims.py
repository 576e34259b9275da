"""What a door had claimed that has ended."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from api.store.database import Database
from api.store.tables import ChannelEventRow, ChannelOutboxRow, ConversationRow, OutboxRow


async def let_claims_run_out(database: Database) -> None:
    """As some seconds after."""

    def run_out(session: Session) -> None:
        for rows in (ConversationRow, OutboxRow, ChannelEventRow, ChannelOutboxRow):
            session.execute(update(rows).values(claimed_until=None))

    await database.write(run_out)
