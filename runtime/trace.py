"""Which request a piece of work belongs to, in both processes, by the form of W3C Trace Context.

The number is made anew for each request: it tells nothing of who asks, and what a client sends for it is not read.
"""

from __future__ import annotations

import os
import re
from contextvars import ContextVar

trace_id: ContextVar[str] = ContextVar("trace_id", default="")
"""32 hexadecimal digits; empty outside of a request."""

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
"""https://www.w3.org/TR/trace-context/#traceparent-header"""


def new_trace_id() -> str:
    """One that no request had before."""
    return os.urandom(16).hex()


def traceparent(span_id: str = "", sampled: bool = False) -> str:
    """The header that takes this work's number along; empty outside of a request. `span_id` has 16 digits."""
    number = trace_id.get()
    return f"00-{number}-{span_id or os.urandom(8).hex()}-0{int(sampled)}" if number else ""


def trace_id_of(header: str) -> str:
    """The number in a `traceparent`; empty for what is none."""
    found = _TRACEPARENT.fullmatch(header)
    return found[1] if found else ""
