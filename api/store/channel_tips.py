"""Who wants tips, and when the next one is; each call one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, select, update

from api.store.channel_outbox import put_in
from api.store.channel_records import Outgoing, TipsWish
from api.store.database import Sessions, empty_log
from api.store.named_keys import NamedKeys
from api.store.pseudonyms import HashedPlace
from api.store.row_translation import decrypted_json, encrypted_json
from api.store.tables import ChannelTipsRow
from api.store.transit_keys import TransitKeys


class ChannelTips:
    """The wishes for tips; the address of each is encrypted with a key of its own."""

    def __init__(self, sessions: Sessions, keys: NamedKeys, transit_keys: TransitKeys) -> None:
        self._sessions = sessions
        self._keys = keys
        self._transit_keys = transit_keys

    async def want(self, where: HashedPlace, address: dict[str, Any], next_at: datetime) -> None:
        """From now on a tip goes there, the first one `next_at`; nothing changes where they were wanted before."""
        if await self.are_wanted(where.place):
            return
        key_name = f"tips/{uuid.uuid4()}"
        cipher = await self._keys.find_or_create(key_name)
        async with self._sessions.begin() as session:
            session.add(
                ChannelTipsRow(
                    place=where.place,
                    channel=where.channel,
                    workspace=where.workspace,
                    person=where.person,
                    key_name=key_name,
                    address=encrypted_json(cipher, address),
                    next_at=next_at,
                    told=[],
                )
            )

    async def are_wanted(self, place: str) -> bool:
        """Whether tips go to this place."""
        async with self._sessions() as session:
            return await session.get(ChannelTipsRow, place) is not None

    async def forget(self, place: str) -> None:
        """No tips go to this place any more."""
        await self._forget(ChannelTipsRow.place == place)

    async def forget_person(self, person: str) -> None:
        """No tips go to this person any more, in whatever place."""
        await self._forget(ChannelTipsRow.person == person)

    async def forget_workspace(self, workspace: str) -> None:
        """No tips go to this workspace any more."""
        await self._forget(ChannelTipsRow.workspace == workspace)

    async def due(self, moment: datetime) -> list[TipsWish]:
        """Those whose next tip is due at `moment`."""
        async with self._sessions() as session:
            rows = (await session.scalars(select(ChannelTipsRow).where(ChannelTipsRow.next_at <= moment))).all()
        found = []
        for row in rows:
            cipher = await self._keys.find(row.key_name)
            if cipher is not None:
                where = HashedPlace(row.channel, row.workspace, row.person, row.place)
                found.append(TipsWish(where, decrypted_json(cipher, row.address), row.next_at, tuple(row.told)))
        return found

    async def told(
        self, wish: TipsWish, outgoing: Sequence[Outgoing], told: Sequence[str], next_at: datetime, moment: datetime
    ) -> None:
        """Put the tip in the outbox and set the next one, together; not when that was done, or the wish taken back."""
        key_name, cipher = await self._transit_keys.of_today()
        same = (ChannelTipsRow.place == wish.where.place, ChannelTipsRow.next_at == wish.next_at)
        async with self._sessions.begin() as session:
            moved: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(ChannelTipsRow).where(*same).values(told=list(told), next_at=next_at)
            )
            if moved.rowcount:
                await put_in(session, outgoing, moment, key_name, cipher)

    async def _forget(self, which: ColumnElement[bool]) -> None:
        async with self._sessions.begin() as session:
            names = (await session.scalars(select(ChannelTipsRow.key_name).where(which))).all()
            await session.execute(delete(ChannelTipsRow).where(which))
        if names:
            await self._keys.destroy(*names)
            await empty_log(self._sessions)
