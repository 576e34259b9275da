"""What a message took, part by part: figures, and spans where these are on."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutinefunction
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, cast

from api.telemetry.instruments import CHANNELS, MESSAGE_SECONDS, MESSAGES, PART_SECONDS, PARTS
from api.telemetry.traces import TRACES, Spanned, is_in_trace
from contract.timing import Stretch

P = ParamSpec("P")
T = TypeVar("T")

Result = Callable[[BaseException], str]
"""How a message ended (`instruments.RESULTS`) that raised this."""

_under_way: ContextVar[MeasuredMessage | None] = ContextVar("measured_message", default=None)
_PART_SECONDS = {part: PART_SECONDS.labels(part) for part in PARTS}


class MeasuredMessage:
    """`with MeasuredMessage(channel, result)`: counts the message inside, and what its parts took together."""

    def __init__(self, channel: str, result: Result) -> None:
        """`came_by` says it anew, where `channel` is a guess."""
        self.channel = channel
        self.seconds: dict[str, float] = {}
        self._result = result
        self._span = Spanned("message", begins_trace=True)

    def __enter__(self) -> None:
        self._token = _under_way.set(self)
        self._span.__enter__()
        self._began = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        took = time.perf_counter() - self._began
        result = "answered" if error is None else self._result(error)
        channel = self.channel if self.channel in CHANNELS else "other"
        self._span.set(channel=channel, result=result)
        self._span.__exit__()
        _under_way.reset(self._token)
        MESSAGES.labels(channel, result).inc()
        if error is None:
            MESSAGE_SECONDS.labels(channel).observe(took)
            for name, seconds in self.seconds.items():
                _PART_SECONDS[name].observe(seconds)


def came_by(channel: str) -> None:
    """Say by which channel the message under way came."""
    message = _under_way.get()
    if message is not None:
        message.channel = channel


class Part:
    """`with Part(name)`: what is inside is this part of the message under way, if there is one."""

    __slots__ = ("_began", "_name", "_span")

    def __init__(self, name: str) -> None:
        """`name` is one of `instruments.PARTS`."""
        self._name = name
        self._span = Spanned(name)

    def __enter__(self) -> None:
        self._span.__enter__()
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        _add(self._name, time.perf_counter() - self._began)
        self._span.__exit__()


def timed_part(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Counts what a function does, a coroutine too, as this part."""

    def decorate(work: Callable[P, T]) -> Callable[P, T]:
        if iscoroutinefunction(work):
            waited_for = cast("Callable[P, Awaitable[Any]]", work)

            @wraps(work)
            async def measured(*args: P.args, **kwargs: P.kwargs) -> Any:
                with Part(name):
                    return await waited_for(*args, **kwargs)

            return cast("Callable[P, T]", measured)

        @wraps(work)
        def measured_now(*args: P.args, **kwargs: P.kwargs) -> T:
            with Part(name):
                return work(*args, **kwargs)

        return measured_now

    return decorate


def timed_entry(
    name: str,
) -> Callable[[Callable[P, AbstractAsyncContextManager[T]]], Callable[P, AbstractAsyncContextManager[T]]]:
    """Counts what it takes to enter a context; what is done inside, and leaving it, is not of this part."""

    def decorate(make: Callable[P, AbstractAsyncContextManager[T]]) -> Callable[P, AbstractAsyncContextManager[T]]:
        @wraps(make)
        def made(*args: P.args, **kwargs: P.kwargs) -> AbstractAsyncContextManager[T]:
            return _TimedEntry(make(*args, **kwargs), name)

        return made

    return decorate


class _TimedEntry(AbstractAsyncContextManager[T]):
    def __init__(self, inner: AbstractAsyncContextManager[T], name: str) -> None:
        self._inner = inner
        self._name = name

    async def __aenter__(self) -> T:
        with Part(self._name):
            return await self._inner.__aenter__()

    async def __aexit__(self, *error: Any) -> bool | None:
        return await self._inner.__aexit__(*error)


def add_parts_of_rasa(stretches: Iterable[Stretch], began: int) -> None:
    """Count what Rasa says that its parts took of a call that began at the time of day `began`, in nanoseconds.

    Rasa's clock is not asked: how long its answer was on its way is left out.
    """
    for one in stretches:
        _add(f"rasa_{one.part}", one.seconds)
        at = began + round(one.start * 1e9)
        span = TRACES.begin(f"rasa_{one.part}", at=at) if is_in_trace() else None
        if span is not None:
            span.end(at + round(one.seconds * 1e9))


def _add(name: str, seconds: float) -> None:
    message = _under_way.get()
    if message is not None:
        message.seconds[name] = message.seconds.get(name, 0.0) + seconds
