"""The queue in front of the store and Rasa: networks take turns, and who would wait too long is refused.

Rasa works on one turn after the other, in effect; more at once would make each slower and none
sooner. A conversation stands in the queue once, since it has one turn under way at a time.

In a round each network that waits has one turn, and in it the conversations take turns in the same way; the
oldest goes first among equals. Who comes in joins the round under way, whatever was before. So who asks without
pause, in however many conversations, waits for himself. Where the network is not known, a conversation is one
of its own.

Before that, few messages and openings of one network are worked on at once. The others wait where that costs nothing:
nothing of them is read or stored yet.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from weakref import WeakValueDictionary

from api.conversations.errors import Restarting, TooBusy
from api.conversations.rasa_client import RasaUnavailable
from api.telemetry.instruments import REFUSALS
from api.telemetry.message import timed_entry

WAITING_SHARE = 0.75
"""Of the longest turn: what is left of it after the wait is for the answer itself."""
FIRST_GUESS_SECONDS = 0.07
"""Between two answers, until some were measured: some fourteen a second, as on two busy cores."""
WEIGHT_OF_NEWEST = 0.1
PLACES_PER_NETWORK = 4
"""One network has one of so many places at most: who comes while it floods waits for one of its turns."""
AT_WORK_PER_NETWORK = 4
"""Messages and openings of one network that are worked on at once: storing takes as long as Rasa, before and after."""
RESTART_SECONDS = 20
"""After this a stopped assistant is back, when it is started again at once."""
MOST_REMEMBERED = 1000
"""A round ends after so many at the latest: far more than can wait at once."""


class WaitedTooLong(RasaUnavailable):
    """Rasa could not be asked in time; in `seconds` those who are before it have had their answers."""

    def __init__(self, waited: float, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"no place at Rasa in {waited:.0f} s")


@dataclass(frozen=True, eq=False)
class Asker:
    """Whose one message it is; `network` as of `api.limits.senders`."""

    conversation: str
    network: str | None = None

    @property
    def group(self) -> str:
        """What it shares its turns with."""
        return self.conversation if self.network is None else f"network {self.network}"


class TurnQueue:
    """Places at Rasa, and who waits for one."""

    def __init__(self, at_once: int, longest_turn: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`at_once` turns are at Rasa together; `longest_turn`, in seconds, holds for the wait and the answer."""
        self.longest_wait = longest_turn * WAITING_SHARE
        self.longest_turn = longest_turn
        self._clock = clock
        self._at_once = self._free = at_once
        self._most_of_network = max(1, at_once // PLACES_PER_NETWORK)
        self._places: Counter[str] = Counter()
        self._entrances: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._waiting: dict[Asker, asyncio.Future[None]] = {}
        self._networks = _Round()
        self._conversations = _Round()
        self._seconds_between = FIRST_GUESS_SECONDS
        self._last_end = 0.0
        self._under_way = 0
        self._before_rasa: set[Asker] = set()
        self._closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the assistant is about to stop."""
        return self._closed

    @property
    def is_idle(self) -> bool:
        """Whether no message is under way."""
        return self._under_way == 0

    @property
    def waiting(self) -> int:
        """How many messages have no place at Rasa yet."""
        return len(self._before_rasa)

    @property
    def at_rasa(self) -> int:
        """How many have one."""
        return self._at_once - self._free

    def close(self) -> None:
        """Admit no new messages; those under way go on."""
        self._closed = True

    @contextlib.contextmanager
    def message(self, asker: Asker) -> Iterator[None]:
        """Count a message as under way, from before it is stored until after its answer is."""
        self._under_way += 1
        self._before_rasa.add(asker)
        try:
            yield
        finally:
            self._under_way -= 1
            self._before_rasa.discard(asker)

    @contextlib.asynccontextmanager
    async def entrance(self, asker: Asker) -> AsyncIterator[None]:
        """Let it be worked on, once few of its network are; TooBusy when that takes too long."""
        if asker.network is None:
            yield
            return
        entrance = self._entrances.get(asker.network)
        if entrance is None:
            entrance = self._entrances[asker.network] = asyncio.Semaphore(AT_WORK_PER_NETWORK)
        try:
            async with asyncio.timeout(self.longest_wait):
                await entrance.acquire()
        except TimeoutError as error:
            raise TooBusy(max(1, math.ceil(self._expected_wait(asker)))) from error
        try:
            yield
        finally:
            entrance.release()

    def admit(self, asker: Asker) -> None:
        """Raise Restarting or TooBusy, with the seconds until another try, when a new message must not come in."""
        if self._closed:
            raise Restarting(RESTART_SECONDS)
        if self._expected_wait(asker) > self.longest_wait:
            REFUSALS.labels("messages", "queue").inc()
            raise TooBusy(math.ceil(self._expected_wait(asker)))

    def has_place_for(self, asker: Asker) -> bool:
        """Whether it need not wait for a place at Rasa now."""
        return self._free > 0 and self._places[asker.group] < self._most_of_network

    @timed_entry("queue")
    @contextlib.asynccontextmanager
    async def place(self, asker: Asker) -> AsyncIterator[float]:
        """A place at Rasa; gives the seconds that are left for the answer. WaitedTooLong when none came free."""
        began = self._clock()
        waited = not self.has_place_for(asker)
        try:
            async with asyncio.timeout(self.longest_wait):
                await self._acquire(asker)
        except TimeoutError as error:
            raise WaitedTooLong(self.longest_wait, math.ceil(self._expected_wait(asker))) from error
        try:
            yield self.longest_turn - (self._clock() - began)
        finally:
            given_on = self._release(asker)
            self._measure(waited and given_on)

    async def _acquire(self, asker: Asker) -> None:
        if self.has_place_for(asker):
            self._begin(asker)
            return
        given = self._waiting[asker] = asyncio.get_running_loop().create_future()
        try:
            await given
        except asyncio.CancelledError:
            if self._waiting.pop(asker, None) is None:  # it was given the place as it gave up
                self._release(asker)
            raise

    def _release(self, asker: Asker) -> bool:
        """Give the place to who goes first, the oldest among equals; whether there was one."""
        self._free += 1
        self._places.subtract([asker.group])
        self._places += Counter()  # without those that have none
        waiting = [one for one, given in self._waiting.items() if not given.done() and self.has_place_for(one)]
        if not waiting:
            return False
        group = min(waiting, key=self._of_network).group
        first = min((one for one in waiting if one.group == group), key=self._of_conversation)
        self._waiting.pop(first).set_result(None)
        self._begin(first)
        return True

    def _begin(self, asker: Asker) -> None:
        self._free -= 1
        self._places[asker.group] += 1
        self._networks.begin(asker.group)
        self._conversations.begin(asker.conversation)
        self._before_rasa.discard(asker)

    def _of_network(self, asker: Asker) -> int:
        return self._networks.turns(asker.group)

    def _of_conversation(self, asker: Asker) -> int:
        return self._conversations.turns(asker.conversation)

    def _expected_wait(self, asker: Asker) -> float:
        """Seconds until those who go before `asker` have their answers."""
        return self._before(asker) * self._seconds_between

    def _before(self, asker: Asker) -> int:
        """How many messages go before this one: those at Rasa, of its own network, and of others in their turn."""
        others = [other for other in self._before_rasa if other is not asker]
        mine = self._of_conversation(asker)
        own = sum(other.group == asker.group and self._of_conversation(other) <= mine for other in others)
        rounds = self._of_network(asker) + own + 1
        groups = Counter(other.group for other in others if other.group != asker.group)
        passed = sum(min(count, rounds - self._networks.turns(group)) for group, count in groups.items())
        return self._at_once - self._free + own + passed

    def _measure(self, busy: bool) -> None:
        """Learn how long it takes from one answer to the next; only while others wait does that say anything."""
        now = self._clock()
        if busy:
            newest = min(now - self._last_end, self.longest_turn)
            self._seconds_between += WEIGHT_OF_NEWEST * (newest - self._seconds_between)
        self._last_end = now


class _Round:
    """Who has had a turn in the round under way; the next one begins when somebody has a second turn."""

    def __init__(self) -> None:
        self._had_one: set[str] = set()

    def turns(self, key: str) -> int:
        """0 or 1."""
        return int(key in self._had_one)

    def begin(self, key: str) -> None:
        """A turn begins."""
        if key in self._had_one or len(self._had_one) == MOST_REMEMBERED:
            self._had_one.clear()
        self._had_one.add(key)
