#!/usr/bin/env bash
# structlog 26.1.0 and prometheus_client 0.26.0, on Python 3.11 to 3.13: their decorators do nothing for an async def.
# That of opentelemetry-sdk 1.45.2 does what it says, but not on top of one of those.
#
# Guessed: all three know async functions. structlog and OpenTelemetry carry their context by contextvars, made for
#          these, and each documents its decorator beside the with statement.
# Seen, a def and an async def that look around, take 0.2 s and fail:
#          field of @bound_contextvars(): def there, async def not there
#          time of @HISTOGRAM.time(): def whole, async def nothing
#          failure of @COUNTER.count_exceptions(): def counted, async def not counted
#          itself in @GAUGE.track_inprogress(): def there, async def not there
#          time of @tracer.start_as_current_span(): def whole, async def whole
#          time of that span above @HISTOGRAM.time(): def whole, async def nothing
#          What is decorated is the call, and calling an async def only makes a coroutine: all is over before its first
#          line runs. The histogram does count each call, so the panel fills, with durations of almost nothing.
#
# It matters for every bot on asyncio (FastAPI, Rasa's actions, Slack's Bolt): answers look instant, an alert on
# failures never goes off, the conversation's number is not in the log. Write "with HISTOGRAM.time():" in the function;
# that is right in all three.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    structlog==26.1.0 prometheus_client==0.26.0 opentelemetry-sdk==1.45.2

venv/bin/python - <<'PYTHON'
import asyncio
import contextlib
import sys
import time
from collections.abc import Callable

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from structlog.contextvars import bound_contextvars, get_contextvars

spans, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(spans))
tracer = provider.get_tracer("bot")


def run(is_async: bool, *decorators: Callable, look: Callable = lambda: None) -> object:
    """What look() gives inside of the function under these decorators, the innermost first."""
    inside = []

    def answer() -> None:
        inside.append(look())
        time.sleep(0.2)
        raise ValueError

    async def answer_async() -> None:
        inside.append(look())
        await asyncio.sleep(0.2)
        raise ValueError

    decorated = answer_async if is_async else answer
    for decorator in decorators:
        decorated = decorator(decorated)
    with contextlib.suppress(ValueError):
        asyncio.run(decorated()) if is_async else decorated()
    return inside[0]


def share(seconds: float) -> str:
    return "whole" if seconds >= 0.19 else "nothing" if seconds < 0.1 else "part"


def spanned() -> str:
    (span,) = spans.get_finished_spans()
    spans.clear()
    return share((span.end_time - span.start_time) / 1e9)


def field(is_async: bool) -> str:
    context = run(is_async, bound_contextvars(channel="web"), look=get_contextvars)
    return "there" if context == {"channel": "web"} else "not there"


def histogram(is_async: bool) -> str:
    metrics = CollectorRegistry()
    run(is_async, Histogram("answer_seconds", "time of an answer", registry=metrics).time())
    return share(metrics.get_sample_value("answer_seconds_sum"))


def counter(is_async: bool) -> str:
    metrics = CollectorRegistry()
    run(is_async, Counter("failures", "answers that failed", registry=metrics).count_exceptions())
    return "counted" if metrics.get_sample_value("failures_total") else "not counted"


def gauge(is_async: bool) -> str:
    metrics = CollectorRegistry()
    decorator = Gauge("busy", "answers on their way", registry=metrics).track_inprogress()
    return "there" if run(is_async, decorator, look=lambda: metrics.get_sample_value("busy")) else "not there"


def span(is_async: bool) -> str:
    run(is_async, tracer.start_as_current_span("answer"))
    return spanned()


def span_above(is_async: bool) -> str:
    timer = Histogram("answer_seconds", "time of an answer", registry=CollectorRegistry()).time()
    run(is_async, timer, tracer.start_as_current_span("answer"))
    return spanned()


STATED = {
    "field of @bound_contextvars()": (field, "there", "not there"),
    "time of @HISTOGRAM.time()": (histogram, "whole", "nothing"),
    "failure of @COUNTER.count_exceptions()": (counter, "counted", "not counted"),
    "itself in @GAUGE.track_inprogress()": (gauge, "there", "not there"),
    "time of @tracer.start_as_current_span()": (span, "whole", "whole"),
    "time of that span above @HISTOGRAM.time()": (span_above, "whole", "nothing"),
}
changed = False
for name, (measure, *stated) in STATED.items():
    seen = [measure(False), measure(True)]
    print(f"{name}: def {seen[0]}, async def {seen[1]}")
    changed |= seen != stated
if changed:
    sys.exit("changed: the decorators no longer treat an async def as stated")
PYTHON
