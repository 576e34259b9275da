"""Each limit holds for those it is meant for, 0 switches it off, and the log says how much was refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from api.limits.counts import ProcessCounts
from api.limits.limiter import LOG_SECONDS, Limiter, LimitReached
from api.limits.senders import UNKNOWN, Sender
from api.settings import Limits
from tests.support.limits_clock import Time
from tests.support.no_limits import NO_LIMITS

pytestmark = pytest.mark.anyio

HERE, HOME, OFFICE = Sender(is_here=True), Sender("1"), Sender("2")

MakeLimiter = Callable[..., Limiter]


@pytest.fixture
def limiter(counts: ProcessCounts, time: Time) -> MakeLimiter:
    """Makes one with the limits that are given, and no others."""
    return lambda **limits: Limiter(Limits.model_validate({**NO_LIMITS, **limits}), counts, time.time)


async def let_in(work: Callable[..., Awaitable[None]], *arguments: object) -> int:
    """How often it can be done, of 20 times."""
    for count in range(20):
        try:
            await work(*arguments)
        except LimitReached:
            return count
    return 20


async def test_messages_of_a_conversation(limiter: MakeLimiter) -> None:
    one = limiter(messages_per_conversation=3)
    for sender in (HOME, UNKNOWN):
        assert await let_in(one.message, sender, f"a {sender}") == 3
    assert await let_in(one.message, HOME, "b") == 3
    assert await let_in(one.message, HERE, "c") == 20


async def test_messages_of_a_network(limiter: MakeLimiter) -> None:
    one = limiter(messages_per_network=3)
    for sender, most in ((HOME, 3), (OFFICE, 3), (UNKNOWN, 20), (HERE, 20)):
        assert await let_in(one.message, sender, "a") == most
    with pytest.raises(LimitReached) as refused:
        await one.check_message(HOME)
    assert refused.value.scope == "network"


async def test_messages_of_everybody(limiter: MakeLimiter) -> None:
    one = limiter(messages_in_total=3)
    for sender in (HOME, OFFICE, HERE):
        await one.message(sender, "a")
    for sender in (HOME, UNKNOWN, HERE):
        with pytest.raises(LimitReached) as refused:
            await one.message(sender, "b")
        assert refused.value.scope == "total"


async def test_conversations(limiter: MakeLimiter) -> None:
    one = limiter(conversations_per_network=3, conversations_in_total=10)
    for sender, most in ((HOME, 3), (OFFICE, 3), (HERE, 4)):
        assert await let_in(one.opening, sender) == most


async def test_requests_of_a_network(limiter: MakeLimiter) -> None:
    one = limiter(requests_per_network=3)
    for sender, most in ((HOME, 3), (OFFICE, 3), (UNKNOWN, 20), (HERE, 20)):
        assert await let_in(one.request, sender) == most


async def test_looking_whether_there_is_room_takes_none(limiter: MakeLimiter) -> None:
    one = limiter(messages_per_network=1)
    for _ in range(5):
        await one.check_message(HOME)
    await one.message(HOME, "a")


async def test_a_message_that_one_limit_refuses_counts_for_no_other(limiter: MakeLimiter) -> None:
    one = limiter(messages_per_conversation=1, messages_in_total=3)
    assert await let_in(one.message, HOME, "a") == 1
    for _ in range(5):
        with pytest.raises(LimitReached):
            await one.message(HOME, "a")
    assert await let_in(one.message, OFFICE, "b") == 1
    assert await let_in(one.message, OFFICE, "c") == 1


async def test_one_line_a_minute_says_how_many_were_refused(
    limiter: MakeLimiter, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    one = limiter(messages_per_network=1, conversations_per_network=1)
    await one.message(HOME, "a")
    await one.opening(HOME)

    for _ in range(10):
        assert (await let_in(one.message, HOME, "a"), await let_in(one.opening, HOME)) == (0, 0)
    assert len(caplog.messages) == 1
    time.now += LOG_SECONDS + 1
    assert (await let_in(one.message, HOME, "a"), await let_in(one.opening, HOME)) == (1, 1)
    assert len(caplog.messages) == 2
    assert caplog.messages[1].endswith("10 messages (network), 10 openings (network)")
