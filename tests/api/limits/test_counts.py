"""What is counted by the minute: never more than was said, and who is told when to come back can come back then."""

from __future__ import annotations

import random

import pytest

from api.limits.counts import Bound, ProcessCounts
from tests.support.limits_clock import Time

pytestmark = pytest.mark.anyio

BOUND = Bound("network", "messages", "7", 10)


async def taken(counts: ProcessCounts, bound: Bound = BOUND) -> bool:
    """Whether one more was let in and counted."""
    if await counts.full([bound]):
        return False
    await counts.add([bound])
    return True


async def seconds(counts: ProcessCounts, *bounds: Bound) -> int:
    full = await counts.full(bounds)
    assert full is not None
    return full.seconds


async def test_so_many_and_no_more(counts: ProcessCounts) -> None:
    assert [await taken(counts) for _ in range(12)] == [True] * 10 + [False] * 2


async def test_what_is_refused_is_not_counted(counts: ProcessCounts, time: Time) -> None:
    for _ in range(500):
        await taken(counts)
    time.now += 120
    assert [await taken(counts) for _ in range(11)] == [True] * 10 + [False]


async def test_others_have_counts_of_their_own(counts: ProcessCounts) -> None:
    while await taken(counts):
        pass
    for other in (Bound("network", "messages", "8", 10), Bound("network", "openings", "7", 10)):
        assert await taken(counts, other)


@pytest.mark.parametrize("seed", range(20))
async def test_who_comes_back_when_told_is_let_in_and_not_a_second_before(
    counts: ProcessCounts, time: Time, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(40):
        while await taken(counts):
            time.now += chance.choice([0.0, 0.3, 2.0, 7.0])
        told = await seconds(counts, BOUND)
        assert 1 <= told <= 60
        time.now += told - 1.01
        assert await counts.full([BOUND])
        time.now += 1.01
        assert await taken(counts)


async def test_a_minute_holds_hardly_more_than_was_said(counts: ProcessCounts, time: Time) -> None:
    """The library weighs the minute before; at the worst a little more than the limit comes in within sixty seconds."""
    let_in = []
    for _ in range(6000):
        time.now += 0.1
        if await taken(counts):
            let_in.append(time.now)
    most = max(sum(moment <= one < moment + 60 for one in let_in) for moment in let_in)
    assert len(let_in) <= 10 * 10 + 10
    assert most <= 2 * BOUND.most


async def test_of_several_the_longest_wait_is_told_and_none_is_counted(counts: ProcessCounts, time: Time) -> None:
    wide = Bound("total", "messages", "everybody", 1)
    await counts.add([wide])
    time.now += 65
    while await taken(counts):
        pass
    full = await counts.full([BOUND, wide])
    assert full is not None
    assert full.bound == BOUND
    assert full.seconds == await seconds(counts, BOUND)
    assert await counts.full([Bound("total", "messages", "nobody", 1)]) is None


async def test_what_is_over_is_forgotten(counts: ProcessCounts, time: Time) -> None:
    storage = counts._windows.storage
    for number in range(100):
        await counts.add([Bound("conversation", "messages", str(number), 10)])
    time.now += 121
    await counts.add([BOUND])
    await storage.timer  # type: ignore[attr-defined]
    assert len(storage.storage) == 1  # type: ignore[attr-defined]
