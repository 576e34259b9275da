"""Spans say what took how long, and nothing that anybody typed, nor who; without an address for them there are none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.telemetry.message import Part, add_parts_of_rasa
from api.telemetry.traces import ATTRIBUTES, TRACES, Traces
from content.paths import ROOT
from contract.timing import Stretch, TurnPart
from tests.api.conftest import Door, told_of_errors
from tests.support.fake_rasa import FakeRasa
from tests.support.rasa_over_http import RasaOverHttp, rasa_over_http

TYPED = "zeldzaamwoord"
CLIENTS_OWN = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"


@pytest.fixture
def exporter() -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    TRACES.use(provider)
    yield exporter
    TRACES.shut_down()


@pytest.fixture
def over_http() -> Iterator[RasaOverHttp]:
    with rasa_over_http() as rasa:
        yield rasa


def everywhere(client: TestClient) -> list[str]:
    """Type the word in all places; gives what must not be told beside it."""
    opened: dict[str, Any] = client.post("/v1/gesprekken", json={"gemeente": "voorbeeldstad"}).json()
    headers = {"Authorization": f"Bearer {opened['token']}", "traceparent": CLIENTS_OWN, "User-Agent": TYPED}
    path = f"/v1/gesprekken/{opened['id']}"
    client.post(f"{path}/berichten?{TYPED}={TYPED}", json={"tekst": f"{TYPED} 06 12345678"}, headers=headers)
    client.post(f"{path}/berichten", json={"tekst": [TYPED]}, headers=headers)
    client.get(f"/gids/{TYPED}", headers=headers)
    client.request(TYPED.upper(), f"/{TYPED}", headers=headers)
    client.post("/", data={"gesprek": opened["id"], "token": opened["token"], "tekst": TYPED})
    client.delete(path, headers=headers)
    return [TYPED, opened["id"], opened["token"], "12345678", "testclient", "voorbeeldstad", "a" * 32, "http://"]


def text_of(spans: Sequence[ReadableSpan]) -> str:
    return "".join(span.to_json() for span in spans).lower()


def test_a_message_is_a_tree_of_its_parts(door: Door, over_http: RasaOverHttp, exporter: InMemorySpanExporter) -> None:
    everywhere(door(rasa=over_http.client()))
    spans = exporter.get_finished_spans()
    message = next(span for span in spans if span.name == "message" and span.attributes)
    children = [span.name for span in spans if span.parent and span.parent.span_id == message.context.span_id]
    assert [name for name in children if name != "store"] == ["lock", "masking", "queue", "rasa"]
    assert children.count("store") >= 2
    [inside] = [span for span in spans if span.name == "rasa"][:1]
    of_rasa = [span for span in spans if span.parent and span.parent.span_id == inside.context.span_id]
    assert [span.name for span in of_rasa] == ["rasa_understanding", "rasa_policies"]
    assert [(span.end_time or 0) - (span.start_time or 0) for span in of_rasa] == [4_000_000, 1_000_000]
    request = next(span for span in spans if message.parent and span.context.span_id == message.parent.span_id)
    assert dict(request.attributes or {}) == {
        "http.request.method": "POST",
        "http.response.status_code": 201,
        "http.route": "/gesprekken/{id}/berichten",
    }
    assert dict(message.attributes or {}) == {"channel": "web", "result": "answered"}


def test_no_span_tells_what_was_typed_or_who_did(
    door: Door, over_http: RasaOverHttp, exporter: InMemorySpanExporter
) -> None:
    client = told_of_errors(door(rasa=over_http.client()))
    secrets = everywhere(client)
    over_http.answers = 500
    secrets += everywhere(client)
    spans = exporter.get_finished_spans()
    assert {"message", "request", "masking", "rasa"} <= {span.name for span in spans}
    for secret in secrets:
        assert secret.lower() not in text_of(spans)
    assert {name for span in spans for name in span.attributes or {}} <= ATTRIBUTES
    assert not [span for span in spans if span.events or span.links or span.status.description]


def test_no_library_makes_spans_of_its_own(
    door: Door, rasa: FakeRasa, exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybodys, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(everybodys))
    monkeypatch.setattr("opentelemetry.trace._TRACER_PROVIDER", provider)
    everywhere(door(rasa=rasa))
    assert exporter.get_finished_spans()
    assert everybodys.get_finished_spans() == ()


def test_an_attribute_that_is_not_on_the_list_is_left_out(exporter: InMemorySpanExporter) -> None:
    span = TRACES.begin("request", {"channel": "web", "text": TYPED})
    assert span is not None
    span.end()
    assert [dict(one.attributes or {}) for one in exporter.get_finished_spans()] == [{"channel": "web"}]


def test_rasa_hears_the_number_of_the_request_and_no_number_of_a_client(
    door: Door, over_http: RasaOverHttp, exporter: InMemorySpanExporter
) -> None:
    everywhere(door(rasa=over_http.client()))
    [_, trace, parent, flags] = over_http.told[0]["traceparent"].split("-")
    called = next(span for span in exporter.get_finished_spans() if span.name == "rasa")
    assert (trace, parent) == (format(called.context.trace_id, "032x"), format(called.context.span_id, "016x"))
    assert flags == "01"
    assert trace != "a" * 32


def test_without_spans_rasa_hears_a_number_all_the_same(door: Door, over_http: RasaOverHttp) -> None:
    everywhere(door(rasa=over_http.client()))
    first, second = (headers["traceparent"].split("-")[1] for headers in over_http.told[:2])
    assert first != second
    assert "a" * 32 not in (first, second)


def test_work_in_the_background_makes_no_spans(exporter: InMemorySpanExporter) -> None:
    with Part("store"):
        pass
    add_parts_of_rasa([Stretch(TurnPart.STORE, 0.0, 0.1)], 0)
    assert exporter.get_finished_spans() == ()


def test_who_watches_the_assistant_makes_no_spans(door: Door, rasa: FakeRasa, exporter: InMemorySpanExporter) -> None:
    client = door(rasa=rasa, metrics_token="m" * 16)
    for path in ("/livez", "/readyz", "/metrics"):
        client.get(path)
    assert exporter.get_finished_spans() == ()


@pytest.mark.parametrize(
    ("environment", "are_on"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
    ],
    ids=str,
)
def test_spans_are_made_where_the_operator_says_where_they_go(environment: dict[str, str], are_on: bool) -> None:
    traces = Traces()
    traces.set_up(environment)
    assert traces.are_on is are_on
    traces.shut_down()
    assert not traces.are_on


def test_a_door_without_spans_does_not_load_what_makes_them(tmp_path: Path) -> None:
    look = """if True:
        import json, sys
        MAKERS = ("opentelemetry.sdk", "opentelemetry.exporter", "google.protobuf")
        from fastapi.testclient import TestClient
        from api.main import create_app
        with TestClient(create_app()) as client:
            client.get("/livez")
        print(json.dumps([name for name in sys.modules if name.startswith(MAKERS)]))
    """
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "ZAKBOEK_VAR_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", look], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []
