"""Work that is done again and again for as long as the door runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from api.store.errors import StoreUnavailable

logger = logging.getLogger(__name__)


async def repeat(work: Callable[[], Awaitable[object]], seconds: float, what: str) -> None:
    """Do `work` with so many `seconds` between, whatever fails, until cancelled; the log names it by `what`."""
    while True:
        try:
            await work()
        except StoreUnavailable:
            pass  # the store has logged it
        except Exception:
            logger.exception("%s failed; it is tried again", what)
        await asyncio.sleep(seconds)
