"""Counts that doors share in a real Redis, and what happens while that is away, slow, or refuses."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from api.limits.counts import Bound, ProcessCounts, UnusableCounts
from api.limits.hash_keys import HashKeys
from api.limits.shared_counts import AWAY_SECONDS, STORE, SharedCounts, check_redis, open_shared_counts
from content.paths import ROOT
from tests.support import redis_server
from tests.support.figures import figure
from tests.support.limits_clock import Time
from tests.support.redis_server import RedisServer, running_redis

pytestmark = pytest.mark.anyio

KEY = HashKeys.derived(b"of the store").counts
TALK = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
BOUND = Bound("conversation", "messages", TALK, 3)


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    if reason := redis_server.missing():
        pytest.skip(reason)
    with running_redis() as server:
        yield server


@contextlib.asynccontextmanager
async def a_door(address: str, time: Time | None = None, key: bytes = KEY) -> AsyncIterator[SharedCounts]:
    """The counts of a door, which waits for as long as a busy machine takes."""
    async with open_shared_counts(address, key) as counts:
        counts._longest_wait = 10.0
        if time is not None:
            counts._clock = time.time
        yield counts


async def taken(counts: SharedCounts, bound: Bound = BOUND) -> bool:
    """Whether one more was let in and counted."""
    if await counts.full([bound]):
        return False
    await counts.add([bound])
    return True


async def test_two_doors_let_in_as_many_as_one(redis: RedisServer) -> None:
    async with a_door(redis.address()) as one, a_door(redis.address()) as other:
        assert [await taken(door) for door in (one, other, one, other, one)] == [True] * 3 + [False] * 2
        full = await other.full([Bound("total", "messages", "everybody", 9), BOUND])
        assert full is not None
        assert (full.bound, 1 <= full.seconds <= 60) == (BOUND, True)
        assert await taken(other, Bound("conversation", "messages", "another", 3))


async def test_what_is_counted_names_nobody_and_ends_by_itself(redis: RedisServer) -> None:
    async with a_door(redis.address()) as door:
        for bound in (BOUND, Bound("network", "messages", "17", 100), Bound("total", "messages", "everybody", 100)):
            await taken(door, bound)
    with redis.client() as client:
        names = list(client.scan_iter())
        assert len(names) == 3
        for name in names:
            assert name.startswith("zakboek:")
            assert TALK not in name
            assert 0 < client.ttl(name) <= 120


async def test_keys_are_the_same_for_doors_with_the_same_secret_alone() -> None:
    assert HashKeys.derived(b"a") == HashKeys.derived(b"a")
    assert len({*vars(HashKeys.derived(b"a")).values(), *vars(HashKeys.derived(b"b")).values()}) == 4
    assert HashKeys.of_this_door() != HashKeys.of_this_door()


async def test_without_redis_a_door_counts_for_itself_and_comes_back(
    redis: RedisServer, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_door(redis.address(), time) as door:
        assert [await taken(door) for _ in range(4)] == [True] * 3 + [False]
        redis.stop()
        assert [await taken(door) for _ in range(4)] == [True] * 3 + [False]
        assert figure("zakboek_counts_shared", store=STORE) == 0
        redis.start()
        assert not await taken(door)  # it is not asked yet
        time.now += AWAY_SECONDS
        assert [await taken(door) for _ in range(4)] == [True] * 3 + [False]
        assert figure("zakboek_counts_shared", store=STORE) == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2
    assert [record.getMessage().split(" (")[0].split(":")[0][-7:] for record in caplog.records] == [
        "is away",
        "is back",
    ]


async def test_who_looks_sees_whether_redis_answers_and_counts_nothing(redis: RedisServer, time: Time) -> None:
    async with a_door(redis.address(), time) as door:
        assert await door.are_shared()
        with redis.client() as client:
            assert list(client.scan_iter()) == []
        redis.stop()
        assert not await door.are_shared()
        redis.start()
        assert not await door.are_shared()
        time.now += AWAY_SECONDS
        assert await door.are_shared()
    assert await ProcessCounts().are_shared() is None


async def test_a_restart_between_two_requests_is_not_noticed(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_door(redis.address()) as door:
        assert await taken(door)
        redis.stop()
        redis.start()
        assert [await taken(door) for _ in range(4)] == [True] * 3 + [False]
    assert caplog.records == []


async def test_a_redis_that_never_answers_keeps_nobody_waiting_twice(tmp_path: Path, time: Time) -> None:
    asked: list[bytes] = []
    ended = asyncio.Event()

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.read(1))
        await ended.wait()
        writer.close()

    async with await asyncio.start_unix_server(never, tmp_path / "never.sock"):
        async with a_door(f"unix://{tmp_path}/never.sock", time) as door:
            door._longest_wait = 0.05
            assert [await taken(door) for _ in range(4)] == [True] * 3 + [False]
            assert len(asked) == 1
            time.now += AWAY_SECONDS
            assert [await taken(door) for _ in range(3)] == [False] * 3
            assert len(asked) == 2
        ended.set()


async def test_while_one_request_tries_again_the_others_do_not_wait(time: Time) -> None:
    tried: list[str] = []

    class Stuck(ProcessCounts):
        async def add(self, bounds: object) -> None:
            tried.append("add")
            await asyncio.Event().wait()

    door = SharedCounts(Stuck(time.time), ProcessCounts(time.time), KEY, "here", 0.05, time.time)
    await door.add([BOUND])
    time.now += AWAY_SECONDS
    await asyncio.gather(*(door.add([BOUND]) for _ in range(20)))
    assert len(tried) == 2


@pytest.mark.parametrize("password", ["", "verkeerd"])
async def test_a_wrong_password_stops_the_start_and_is_not_told(password: str) -> None:
    if reason := redis_server.missing():
        pytest.skip(reason)
    with running_redis("kenmerkend") as server:
        check_redis(server.address("kenmerkend"))
        with pytest.raises(UnusableCounts, match=r"redis\.sock refuses .* ZAKBOEK_REDIS_URL") as raised:
            check_redis(server.address(password))
        assert not {"verkeerd", "kenmerkend"} & set(str(raised.value).split())
        assert (raised.value.__cause__, "\n" in str(raised.value)) == (None, False)


async def test_a_user_who_may_not_write_stops_the_start(redis: RedisServer) -> None:
    with redis.client() as client:
        client.acl_setuser("lezer", enabled=True, passwords=["+p"], keys=["*"], commands=["+get", "+ping"])
    with pytest.raises(UnusableCounts, match="may run scripts"):
        check_redis(f"unix://lezer:p@{redis.socket}")


async def test_the_rights_that_the_operators_page_names_are_enough(redis: RedisServer) -> None:
    page = (ROOT / "docs" / "operators" / "redis.md").read_text(encoding="utf-8")
    [rights] = re.findall(r"ACL SETUSER zakboek on >PASSWORD ([^`]+)`", page)
    with redis.client() as client:
        client.execute_command("ACL", "SETUSER", "zakboek", "on", ">p", *rights.split())
    address = f"unix://zakboek:p@{redis.socket}"
    check_redis(address)
    async with a_door(address) as door:
        assert [await taken(door) for _ in range(4)] == [True] * 3 + [False]
        assert not door._is_away


async def test_a_redis_that_is_away_does_not_stop_the_start(redis: RedisServer) -> None:
    redis.stop()
    check_redis(redis.address())
    check_redis("redis://:kenmerkend@127.0.0.1:1/0")


async def test_the_log_tells_no_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with a_door("redis://zakboek:kenmerkend@127.0.0.1:1/0") as door:
        assert await taken(door)
    assert "Redis at 127.0.0.1:1 is away" in caplog.text
    assert "kenmerkend" not in caplog.text
