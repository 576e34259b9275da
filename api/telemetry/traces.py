"""Spans by OpenTelemetry, where the operator has set where they go; else nothing of it is imported.

Only the spans begun here are made: the provider is not OpenTelemetry's global one, so what libraries would add (an
address, a statement, an error's words) goes nowhere. Each attribute is one of `ATTRIBUTES`, or it is left out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from runtime import trace

if TYPE_CHECKING:
    from fastapi.telemetry import TelemetryConfig
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
DISABLED = "OTEL_SDK_DISABLED"

ATTRIBUTES = frozenset({"http.request.method", "http.route", "http.response.status_code", "channel", "result"})
"""No municipality: together with the moment it would show what the one visitor of a small place did."""

SERVICE = "zakboek"

NOT_BY_FASTAPI: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI 0.165 makes spans of its own for OpenTelemetry's global provider, with path and query in them."""

_current: ContextVar[Span | None] = ContextVar("span", default=None)


class Traces:
    """Begins spans and ends them, or does nothing."""

    def __init__(self) -> None:
        self._provider: TracerProvider | None = None
        self._tracer: Tracer | None = None

    @property
    def are_on(self) -> bool:
        """Whether spans are made."""
        return self._tracer is not None

    def set_up(self, environment: Mapping[str, str] = os.environ) -> None:
        """Make spans from now on, if the environment says where they go; OpenTelemetry reads its other variables."""
        if not any(environment.get(name) for name in ENDPOINTS) or environment.get(DISABLED, "").lower() == "true":
            return
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        named = {} if environment.get("OTEL_SERVICE_NAME") else {"service.name": SERVICE}
        provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self.use(provider)

    def use(self, provider: TracerProvider) -> None:
        """Make spans by this provider."""
        self._provider, self._tracer = provider, provider.get_tracer(SERVICE)

    def shut_down(self) -> None:
        """Send what is left, and make no more."""
        provider, self._provider, self._tracer = self._provider, None, None
        if provider is not None:
            provider.shutdown()

    def begin(self, name: str, attributes: Mapping[str, str | int] | None = None, at: int | None = None) -> Span | None:
        """A span within the one under way, or the first of a trace; None when there are none. `at` in nanoseconds."""
        if self._tracer is None:
            return None
        from opentelemetry.context import Context
        from opentelemetry.trace import set_span_in_context

        parent = _current.get()
        context = Context() if parent is None else set_span_in_context(parent, Context())
        return self._tracer.start_span(
            name, context, attributes=_allowed(attributes or {}), start_time=at, record_exception=False
        )


TRACES = Traces()
"""This process's."""


class Spanned:
    """`with Spanned(name)`: a span around what is inside, which nothing but `set` adds to; none when traces are off.

    Only what `begins_trace` is one outside of another: work in the background makes none.
    """

    __slots__ = ("_begins_trace", "_name", "_span", "_token")

    def __init__(self, name: str, begins_trace: bool = False) -> None:
        self._name = name
        self._begins_trace = begins_trace

    def __enter__(self) -> Spanned:
        is_wanted = TRACES.are_on and (self._begins_trace or _current.get() is not None)
        self._span = TRACES.begin(self._name) if is_wanted else None
        if self._span is not None:
            self._token = _current.set(self._span)
        return self

    def set(self, **attributes: str | int) -> None:
        """Add attributes, with `_` in their names for `.` where that is written double."""
        if self._span is not None:
            self._span.set_attributes(_allowed({name.replace("__", "."): one for name, one in attributes.items()}))

    def __exit__(self, *_: object) -> None:
        if self._span is not None:
            _current.reset(self._token)
            self._span.end()


def is_in_trace() -> bool:
    """Whether there is a span under way."""
    return _current.get() is not None


def trace_header() -> str:
    """`traceparent` for Rasa, by the span under way."""
    span = _current.get()
    if span is None:
        return trace.traceparent()
    context = span.get_span_context()
    return trace.traceparent(format(context.span_id, "016x"), context.trace_flags.sampled)


def trace_id_of_span() -> str:
    """The number of the trace under way; empty when there is none."""
    span = _current.get()
    return format(span.get_span_context().trace_id, "032x") if span is not None else ""


def _allowed(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if name in ATTRIBUTES}
