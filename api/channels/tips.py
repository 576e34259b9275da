"""A tip from the guide every Monday, for who asked for it: one after the other of those that editors chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from api.channels import outbox_messages
from api.channels.outbox_messages import Tip
from api.store.channel_records import Outgoing, TipsWish
from api.store.channel_tips import ChannelTips
from content.live import LiveContent
from content.municipalities.opening_hours import ZONE

MOMENT = time(9)
"""On a Monday, as it is in the Netherlands."""

LATEST = timedelta(hours=12)
"""A tip that could not be sent for so long is left out: on a Wednesday it is none for the week."""


class Tips:
    """Puts tips in the outbox when it is time."""

    def __init__(self, tips: ChannelTips, content: LiveContent, now: Callable[[], datetime]) -> None:
        """`now` gives the moment, in UTC."""
        self._tips = tips
        self._content = content
        self._now = now

    async def send_due(self) -> bool:
        """Send what is due, and set when the next is; whether there was any."""
        now, names = self._now(), list(self._content.current.texts.get("tips", {}))
        wishes = await self._tips.due(now)
        for wish in wishes:
            name = next_tip(names, wish.told)
            if name and now <= wish.next_at + LATEST:
                told = (*wish.told, name)[-len(names) :]
                await self._tips.told(wish, [_outgoing(wish, name)], told, next_monday(now), now)
            else:
                await self._tips.told(wish, [], wish.told, next_monday(now), now)
        return bool(wishes)


def next_tip(names: Sequence[str], told: Sequence[str]) -> str:
    """The first of `names` that was not among the latest told, as many as leave one; "" where there is none."""
    latest = told[-(len(names) - 1) :] if len(names) > 1 else ()
    return next((name for name in names if name not in latest), "")


def next_monday(now: datetime) -> datetime:
    """The first Monday at nine after `now`."""
    here = now.astimezone(ZONE)
    monday = datetime.combine(here.date() + timedelta(days=-here.weekday() % 7), MOMENT, ZONE)
    if monday <= here:
        monday = datetime.combine(monday.date() + timedelta(days=7), MOMENT, ZONE)
    return monday.astimezone(now.tzinfo)


def _outgoing(wish: TipsWish, name: str) -> Outgoing:
    return Outgoing(wish.where, wish.address, outbox_messages.to_json(Tip(name)))
