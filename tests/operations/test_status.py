"""What `make status` shows of a running assistant, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from content.live import LiveContent
from operations import status
from operations.status import ATTENTION, BROKEN, WELL, main, screen
from tests.api.conftest import a_client, on_the_same_machine
from tests.support.fake_rasa import FakeRasa

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, rasa: FakeRasa) -> Iterator[TestClient]:
    with a_client(tmp_path_factory.mktemp("var"), LiveContent(), rasa) as client:
        yield client


@pytest.fixture
def state(client: TestClient, rasa: FakeRasa) -> dict[str, Any]:
    """What a door that is well tells its operator."""
    rasa.begin_anew()
    told: dict[str, Any] = on_the_same_machine(client).get("/readyz").json()
    return {**told, "errors_last_hour": {"door": 0}, "deletions": {"last_look": NOW.isoformat(), "waiting": 0}}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[object], tuple[int, str]]:
    """Runs it on what `/readyz` says, or an error; gives how it ends and what it prints."""

    def ran(told: object) -> tuple[int, str]:
        def get(*_: object, **__: object) -> httpx.Response:
            if isinstance(told, Exception):
                raise told
            return httpx.Response(200, json=told)

        monkeypatch.setattr(status, "load_settings", lambda: Settings())
        monkeypatch.setattr(httpx, "get", get)
        code = main(lambda: NOW)
        return code, "".join(capsys.readouterr())

    return ran


def problems(state: dict[str, Any]) -> list[str]:
    return [line.what for line in screen(state, NOW) if line.problem]


def test_a_door_that_is_well_says_so(state: dict[str, Any], run: Callable[[object], tuple[int, str]]) -> None:
    assert problems(state) == []
    code, shown = run({**state, "deletions": {"last_look": None, "waiting": 0}})
    assert code == WELL
    assert "All is well." in shown
    for told in ("ready", "49 topics", "0 wait, 0 at Rasa", "GiB free"):
        assert told in shown


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"failed_starts": {"rasa": 3}}, "state"),
        ({"content": {"up_to_date": False, "topics": 49, "municipalities": 2, "problem": "x.md: line 3"}}, "content"),
        ({"deliveries": {"waiting": {"proefhaven": 2}, "given_up": 0}}, "messages left"),
        ({"deletions": {"last_look": NOW.isoformat(), "waiting": 1}}, "deletions"),
        ({"deletions": {"last_look": "2026-11-30T10:00:00+00:00", "waiting": 0}}, "deletions"),
        ({"storage": {"free_bytes": 9, "size_bytes": 100}}, "disk"),
        ({"errors_last_hour": {"door": 0, "rasa": 4}}, "errors"),
        ({"engines": {"in_use": ["rasa-1.example:5005"], "left_out": ["rasa-2.example:5005"]}}, "engines"),
        ({"redis": {"answers": False}}, "redis"),
    ],
    ids=str,
)
def test_what_asks_for_attention_is_said_with_what_to_do(
    state: dict[str, Any], change: dict[str, Any], line: str, run: Callable[[object], tuple[int, str]]
) -> None:
    assert problems({**state, **change}) == [line]
    code, _ = run({**state, **change})
    assert code == ATTENTION


def test_what_several_doors_have_is_shown_where_it_is_set(
    state: dict[str, Any], run: Callable[[object], tuple[int, str]]
) -> None:
    assert not {"engines", "redis"} & {line.what for line in screen(state, NOW)}
    engines = {"in_use": ["rasa-1.example:5005", "rasa-2.example:5005"], "left_out": []}
    code, shown = run({**state, "engines": engines, "redis": {"answers": True}})
    assert (code, "2 of 2 in use" in shown, "answers" in shown) == (WELL, True, True)
    _, shown = run({**state, "engines": {"in_use": [], "left_out": ["rasa-2.example:5005"]}})
    assert "0 of 1 in use; left out: rasa-2.example:5005" in shown


def test_a_part_that_is_missing_is_named(client: TestClient, rasa: FakeRasa, run: Callable[..., Any]) -> None:
    rasa.away = True
    code, shown = run(on_the_same_machine(client).get("/readyz").json())
    assert code == BROKEN
    assert "not ready: rasa missing" in shown


def test_a_door_that_is_not_there_is_said(run: Callable[[object], tuple[int, str]]) -> None:
    code, shown = run(httpx.ConnectError("refused"))
    assert code == BROKEN
    assert "Nothing answers at http://127.0.0.1:8000" in shown


def test_without_the_secret_it_says_why_it_shows_no_more(client: TestClient, rasa: FakeRasa) -> None:
    rasa.begin_anew()
    [first, second] = screen(client.get("/readyz").json(), NOW)
    assert (first.told, first.problem) == ("ready", "")
    assert "ZAKBOEK_STATUS_SECRET" in second.problem
