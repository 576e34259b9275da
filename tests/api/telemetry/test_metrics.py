"""What `/metrics` tells, to whom, and what it never does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.conversations.rasa_client import TurnFailed
from api.telemetry import instruments
from contract.timing import TurnPart
from tests.api.conftest import Door, on_the_same_machine
from tests.support.fake_rasa import FakeRasa
from tests.support.figures import figure
from tests.support.rasa_over_http import rasa_over_http

TOKEN = "m" * 16
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
TYPED = "zeldzaamwoord"


def told(client: TestClient, **headers: str) -> str:
    reply = client.get("/metrics", headers={**WITH_TOKEN, **headers})
    assert reply.status_code == 200
    return str(reply.text)


def talk(client: TestClient, text: str = TYPED) -> tuple[dict[str, Any], int]:
    opened: dict[str, Any] = client.post("/v1/gesprekken", json={}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    path = f"/v1/gesprekken/{opened['id']}/berichten"
    return opened, client.post(path, json={"tekst": text}, headers=headers).status_code


def test_there_is_no_such_address_without_a_token(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa)
    assert client.get("/metrics").status_code == 404
    assert on_the_same_machine(client).get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {'m' * 15}"}], ids=str)
def test_who_has_another_token_gets_nothing_on_the_same_machine_neither(
    door: Door, rasa: FakeRasa, given: dict[str, str]
) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN, status_secret="s" * 16)
    for asked in (client, on_the_same_machine(client)):
        reply = asked.get("/metrics", headers=given)
        assert (reply.status_code, reply.text) == (401, "")
        assert reply.headers["www-authenticate"] == "Bearer"


def test_prometheus_is_let_in_by_address_and_it_is_not_in_the_description(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN, allowed_hosts="zakboek.example")
    assert "zakboek_ready" in told(client, Host="192.0.2.7:8000")
    assert "/metrics" not in client.get("/v1/openapi.json", headers={"Host": "zakboek.example"}).text


def test_both_forms_can_be_had(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN)
    assert client.get("/metrics", headers=WITH_TOKEN).headers["content-type"].startswith("text/plain; version=0.0.4")
    accept = {"Accept": "application/openmetrics-text; version=1.0.0"}
    reply = client.get("/metrics", headers={**WITH_TOKEN, **accept})
    assert reply.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert reply.text.endswith("# EOF\n")


def test_each_message_is_counted_once_by_how_it_ended(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, messages_per_network=2)
    before = {result: figure("zakboek_messages_total", channel="web", result=result) for result in instruments.RESULTS}
    refused = figure("zakboek_limit_refusals_total", what="messages", scope="network")
    assert talk(client)[1] == 201
    rasa.script = [TurnFailed("no answer")]
    assert talk(client)[1] == 503
    assert talk(client)[1] == 429
    now = {result: figure("zakboek_messages_total", channel="web", result=result) for result in instruments.RESULTS}
    assert {one: now[one] - before[one] for one in now if now[one] != before[one]} == {
        "answered": 1,
        "delayed": 1,
        "refused": 1,
    }
    assert figure("zakboek_limit_refusals_total", what="messages", scope="network") == refused + 1


def test_the_parts_of_an_answer_are_measured(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa)
    before = {part: figure("zakboek_message_part_seconds_count", part=part) for part in instruments.PARTS}
    assert talk(client)[1] == 201
    counted = {part for part in before if figure("zakboek_message_part_seconds_count", part=part) == before[part] + 1}
    assert counted == {"lock", "masking", "store", "queue"}  # the stand-in for Rasa has no client that measures


def test_what_rasa_says_that_its_parts_took_is_measured(door: Door) -> None:
    before = {part: figure("zakboek_message_part_seconds_sum", part=part) for part in instruments.PARTS}
    with rasa_over_http() as rasa:
        assert talk(door(rasa=rasa.client()))[1] == 201
    took = {part: figure("zakboek_message_part_seconds_sum", part=part) - before[part] for part in before}
    assert took["rasa_understanding"] == pytest.approx(0.004)
    assert took["rasa_policies"] == pytest.approx(0.001)
    assert took["rasa"] > 0


def test_each_part_of_rasa_has_a_figure() -> None:
    assert {f"rasa_{part}" for part in TurnPart} <= set(instruments.PARTS)


def test_a_part_that_is_away_is_told_as_missing(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN)
    told(client)
    assert figure("zakboek_ready", part="rasa") == figure("zakboek_ready", part="database") == 1
    rasa.away = True
    told(client)
    assert [figure("zakboek_ready", part=part) for part in ("rasa", "model", "actions", "store")] == [0, 0, 0, 0]
    assert figure("zakboek_ready", part="door") == 1


def test_an_engine_that_is_left_out_is_told_and_one_that_is_gone_from_the_settings_is_not(
    door: Door, rasa: FakeRasa
) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN)
    assert "zakboek_engine_in_use{" not in told(client)
    rasa.engines = {"rasa-1.example:5005": True, "rasa-2.example:5005": False}
    lines = told(client).splitlines()
    assert 'zakboek_engine_in_use{engine="rasa-1.example:5005"} 1.0' in lines
    assert 'zakboek_engine_in_use{engine="rasa-2.example:5005"} 0.0' in lines
    rasa.engines = {}
    assert "zakboek_engine_in_use{" not in told(client)


def test_deletions_are_counted(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN)
    before = figure("zakboek_conversations_deleted_total", reason="visitor")
    opened, _ = talk(client)
    rasa.away = True
    path, headers = f"/v1/gesprekken/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
    assert client.delete(path, headers=headers).status_code == 503
    told(client)
    assert figure("zakboek_conversations_deleted_total", reason="visitor") == before + 1
    assert figure("zakboek_deletions_waiting") == 1


def test_no_figure_tells_what_was_typed_or_who_did(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN)
    opened, _ = talk(client, f"{TYPED} 06 12345678")
    client.get(f"/gids/{TYPED}")
    client.request(TYPED.upper(), "/")
    answer = client.get(
        f"/v1/gesprekken/{opened['id']}/berichten", headers={"Authorization": f"Bearer {opened['token']}"}
    ).json()["berichten"][-1]
    text = told(client)
    for secret in (TYPED, opened["id"], opened["token"], answer["id"], "testclient", "12345678"):
        assert secret.lower() not in text.lower()


def test_each_label_has_few_values_that_are_known_beforehand(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token=TOKEN)
    rasa.engines = {"rasa-1.example:5005": True}
    talk(client)
    allowed = {
        "engine": {*rasa.engines},
        "channel": {*instruments.CHANNELS},
        "result": {*instruments.RESULTS, "delivered", "put_off", "given_up"},
        "part": {*instruments.PARTS, "door", "rasa", "model", "actions", "store", "database", "api"},
        "status": {"2xx", "3xx", "4xx", "5xx"},
        "reason": {"visitor", "retention", "unreadable"},
        "process": {"door", "rasa"},
        "store": {"redis"},
        "what": {"openings", "messages", "requests", "events"},
        "scope": {"conversation", "network", "total", "queue"},
        "kind": {*instruments.EVENT_REFUSALS},
        "outcome": {"antwoord", "verduidelijking", "geen-antwoord", "gesprek"},
    }
    free = {"le", "version", "name", "rasa", "municipality"}
    for line in told(client).splitlines():
        for label, value in re.findall(r'(\w+)="([^"]*)"', line.split("# ")[0]):
            assert label in free or value in allowed[label], line
