"""Work that takes so long that an event loop must not wait for it: put off where it is met, done beside the loop.

Who calls inside `putting_off` gets an answer without that work, and a list of it; after it is done, the same call gives
the whole answer. Outside, what is met is done at once. What does not depend on such work is made by the first call
alone where both stand inside `making_once`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Work = Callable[[], Any]
"""May run in another thread than it was met in; what it gives is not looked at."""

Made = TypeVar("Made")

_put_off: ContextVar[list[Work] | None] = ContextVar("the work that is put off", default=None)


@contextmanager
def putting_off() -> Iterator[list[Work]]:
    """The list of what is put off inside."""
    work: list[Work] = []
    before = _put_off.set(work)
    try:
        yield work
    finally:
        _put_off.reset(before)


def put_off(work: Work) -> bool:
    """Leave `work` for later; False when nobody does it later, so that it has to be done now."""
    later = _put_off.get()
    if later is None:
        return False
    later.append(work)
    return True


_made: ContextVar[list[tuple[Any, Any]] | None] = ContextVar("what was made once", default=None)


@contextmanager
def making_once() -> Iterator[None]:
    """Inside, what `once` is asked for is made the first time, and given again after that."""
    before = _made.set([])
    try:
        yield
    finally:
        _made.reset(before)


def once(key: Any, make: Callable[[], Made]) -> Made:
    """What `make` gives, or gave for an equal key inside the same `making_once`."""
    made = _made.get()
    if made is None:
        return make()
    for known, result in made:
        if known == key:
            return result  # type: ignore[no-any-return]
    result = make()
    made.append((key, result))
    return result
