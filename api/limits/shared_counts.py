"""Counts that several doors share in Redis, by the library `limits`; a door's own while Redis is away.

Imported only where `ZAKBOEK_REDIS_URL` is set: the client takes a tenth of a second, and some MiB.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import redis
from limits.aio.storage.redis import RedisStorage
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from api.limits.counts import Bound, Counts, Full, ProcessCounts, UnusableCounts, WindowCounts
from api.telemetry.instruments import COUNTS_SHARED
from runtime.log import in_a_line

logger = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 0.1
"""For what one request asks of Redis; after that it is away."""

AWAY_SECONDS = 5.0
"""So long it is not asked again; then by one request, which may wait for it once more."""

START_SECONDS = 2.0
MOST_CONNECTIONS = 20
PREFIX = "zakboek"
LOOK = Bound("total", "look", "door", 1)
"""In which nothing is counted: what is read to see whether Redis answers."""

STORE = "redis"
"""The label of its figure."""

_TROUBLE = (redis.RedisError, OSError, TimeoutError)
_Found = TypeVar("_Found")


def check_redis(address: str) -> None:
    """Raise UnusableCounts when it refuses what is to be counted; nothing while it is away, which it may be."""
    client = redis.Redis.from_url(
        address, socket_timeout=START_SECONDS, socket_connect_timeout=START_SECONDS, retry=None
    )
    with contextlib.closing(client):
        try:
            client.eval("return redis.call('set', KEYS[1], 1, 'PX', 1)", 1, f"{PREFIX}:start")
        except (redis.AuthenticationError, redis.ResponseError) as error:
            if isinstance(error, redis.exceptions.OutOfMemoryError):
                return
            raise UnusableCounts(
                f"Redis at {_place(address)} refuses to count for this door ({in_a_line(error)}). See that user and "
                "password in ZAKBOEK_REDIS_URL are right, and that this user may run scripts and write keys that begin "
                f"with {PREFIX}: (docs/operators/redis.md)."
            ) from None  # the client's own error may hold what it was called with
        except _TROUBLE:
            return


@contextlib.asynccontextmanager
async def open_shared_counts(address: str, key: bytes) -> AsyncIterator[SharedCounts]:
    """Counts in the Redis at `address`, that names of conversations and networks reach as hashes with `key` only."""
    pool = BlockingConnectionPool.from_url(
        address,
        max_connections=MOST_CONNECTIONS,
        timeout=LONGEST_WAIT_SECONDS,
        retry=Retry(NoBackoff(), 1),  # what a restart has ended is made anew; the client's default waits for seconds
        client_name=PREFIX,
    )
    options: dict[str, Any] = {"key_prefix": PREFIX, "connection_pool": pool}
    storage = RedisStorage("async+redis://", implementation="redispy", **options)
    try:
        yield SharedCounts(WindowCounts(storage), ProcessCounts(), key, _place(address), LONGEST_WAIT_SECONDS)
    finally:
        await pool.aclose()


class SharedCounts:
    """Counts of all doors with the same Redis and key.

    Doors that ask at the very same moment may each let one in where there was room for one.
    """

    def __init__(
        self,
        shared: Counts,
        own: Counts,
        key: bytes,
        place: str,
        longest_wait: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`own` counts while `shared` is away; the log names that by `place`; `longest_wait` and `clock` in seconds."""
        self._shared = shared
        self._own = own
        self._key = key
        self._place = place
        self._clock = clock
        self._longest_wait = longest_wait
        self._is_away = False
        self._next_try = 0.0
        COUNTS_SHARED.labels(STORE).set(1)

    async def full(self, bounds: Sequence[Bound]) -> Full | None:
        """The bound that has no room longest; None when each has room for one more. Counts nothing."""
        hashed = {self._hashed(bound): bound for bound in bounds}
        found = await self._asked(lambda counts: counts.full(list(hashed)))
        return replace(found, bound=hashed[found.bound]) if found is not None else None

    async def add(self, bounds: Sequence[Bound]) -> None:
        """Count one in each."""
        hashed = [self._hashed(bound) for bound in bounds]
        await self._asked(lambda counts: counts.add(hashed))

    async def are_shared(self) -> bool:
        """Whether Redis answers; while it is away it is not asked more often for this neither."""
        await self.full([LOOK])
        return not self._is_away

    async def _asked(self, ask: Callable[[Counts], Awaitable[_Found]]) -> _Found:
        if self._is_away:
            if self._clock() < self._next_try:
                return await ask(self._own)
            self._next_try = self._clock() + AWAY_SECONDS  # the others go on meanwhile
        try:
            async with asyncio.timeout(self._longest_wait):
                found = await ask(self._shared)
        except _TROUBLE as error:
            self._went(error)
            return await ask(self._own)
        self._came_back()
        return found

    def _went(self, error: Exception) -> None:
        self._next_try = self._clock() + AWAY_SECONDS
        if not self._is_away:
            self._is_away = True
            COUNTS_SHARED.labels(STORE).set(0)
            reason = in_a_line(error) or f"no answer in {self._longest_wait:g} s"
            logger.warning("Redis at %s is away (%s): limits count in this door alone meanwhile", self._place, reason)

    def _came_back(self) -> None:
        if self._is_away:
            self._is_away = False
            COUNTS_SHARED.labels(STORE).set(1)
            logger.warning("Redis at %s is back: limits count in all doors together again", self._place)

    def _hashed(self, bound: Bound) -> Bound:
        return replace(bound, who=hashlib.blake2b(bound.who.encode(), key=self._key, digest_size=16).hexdigest())


def _place(address: str) -> str:
    """Where it is, without user and password."""
    parts = parse_url(address)
    return str(parts.get("path") or f"{parts.get('host', 'localhost')}:{parts.get('port', 6379)}")
