"""Who wants tips, and when the next one is; each call one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, select, update
from sqlalchemy.orm import Session

from api.store.channel_outbox import put_in
from api.store.channel_records import Outgoing, TipsWish
from api.store.database import Database, reading, writing
from api.store.named_keys import NamedKeys
from api.store.pseudonyms import HashedPlace
from api.store.row_translation import decrypted_json, encrypted_json
from api.store.tables import ChannelTipsRow
from api.store.transit_keys import TransitKeys
from api.store.upsert import insert_into


class ChannelTips:
    """The wishes for tips; the address of each is encrypted with a key of its own."""

    def __init__(self, database: Database, keys: NamedKeys, transit_keys: TransitKeys) -> None:
        self._database = database
        self._keys = keys
        self._transit_keys = transit_keys

    @writing
    def want(self, session: Session, where: HashedPlace, address: dict[str, Any], next_at: datetime) -> None:
        """From now on a tip goes there, the first one `next_at`; nothing changes where they were wanted before."""
        if session.get(ChannelTipsRow, where.place) is not None:
            return
        key_name = f"tips/{uuid.uuid4()}"
        cipher = self._keys.find_or_create(key_name)
        row = {
            "place": where.place,
            "channel": where.channel,
            "workspace": where.workspace,
            "person": where.person,
            "key_name": key_name,
            "address": encrypted_json(cipher, address),
            "next_at": next_at,
            "told": [],
        }
        session.execute(insert_into(session, ChannelTipsRow).values(row).on_conflict_do_nothing())

    @reading
    def are_wanted(self, session: Session, place: str) -> bool:
        """Whether tips go to this place."""
        return session.get(ChannelTipsRow, place) is not None

    async def forget(self, place: str) -> None:
        """No tips go to this place any more."""
        await self._forget(ChannelTipsRow.place == place)

    async def forget_person(self, person: str) -> None:
        """No tips go to this person any more, in whatever place."""
        await self._forget(ChannelTipsRow.person == person)

    async def forget_workspace(self, workspace: str) -> None:
        """No tips go to this workspace any more."""
        await self._forget(ChannelTipsRow.workspace == workspace)

    @reading
    def due(self, session: Session, moment: datetime) -> list[TipsWish]:
        """Those whose next tip is due at `moment`."""
        found = []
        for row in session.scalars(select(ChannelTipsRow).where(ChannelTipsRow.next_at <= moment)):
            cipher = self._keys.find(row.key_name)
            if cipher is not None:
                where = HashedPlace(row.channel, row.workspace, row.person, row.place)
                found.append(TipsWish(where, decrypted_json(cipher, row.address), row.next_at, tuple(row.told)))
        return found

    @writing
    def told(
        self,
        session: Session,
        wish: TipsWish,
        outgoing: Sequence[Outgoing],
        told: Sequence[str],
        next_at: datetime,
        moment: datetime,
    ) -> None:
        """Put the tip in the outbox and set the next one, together; not when that was done, or the wish taken back."""
        same = (ChannelTipsRow.place == wish.where.place, ChannelTipsRow.next_at == wish.next_at)
        moved: CursorResult[Any] = session.execute(  # type: ignore[assignment]
            update(ChannelTipsRow).where(*same).values(told=list(told), next_at=next_at)
        )
        if moved.rowcount:
            put_in(session, outgoing, moment, self._transit_keys)

    async def _forget(self, which: ColumnElement[bool]) -> None:
        names = await self._delete(which)
        if names:
            await self._database.do(self._keys.destroy, *names)
            await self._database.empty_log()

    @writing
    def _delete(self, session: Session, which: ColumnElement[bool]) -> Sequence[str]:
        """The names of the keys of those that were there."""
        return session.scalars(delete(ChannelTipsRow).where(which).returning(ChannelTipsRow.key_name)).all()
