"""Understands a message by Rasa's graph; what takes long is done beside the loop, so that nobody else waits for it.

A closer reading by E5 takes 20 ms. It is left out at first; after it is done in a thread what depends on it is
understood again. Where too many wait for that thread, what was understood without it stands.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.put_off import Work, making_once, putting_off

logger = logging.getLogger(__name__)

MOST_WAITING = 16
LONGEST_SECONDS = 1.0

_waiting = 0
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="closer-reading")


async def parse(processor: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker) -> dict[str, Any]:
    """What Rasa's graph makes of the message; `tracker` is as it was before it."""
    with making_once():
        with putting_off() as work:
            parsed: dict[str, Any] = await processor.parse_message(message, tracker)
        if not work or not await _done(work):
            return parsed
        with putting_off():
            parsed = await processor.parse_message(message, tracker)
        return parsed


async def _done(work: list[Work]) -> bool:
    """Whether all of it was done, beside the loop and in time."""
    global _waiting
    if _waiting >= MOST_WAITING:
        return False
    _waiting += 1
    try:
        doing = asyncio.get_running_loop().run_in_executor(_beside, _do_all, work)
        await asyncio.wait_for(doing, LONGEST_SECONDS)
    except asyncio.TimeoutError:
        return False
    except Exception:
        logger.exception("A closer reading failed; the message is understood without it")
        return False
    finally:
        _waiting -= 1
    return True


def _do_all(work: list[Work]) -> None:
    for one in work:
        one()
