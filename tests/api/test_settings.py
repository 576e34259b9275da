"""A wrong setting stops the start with its name, what was found and what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic.fields import FieldInfo

from api.main import create_app
from api.settings import Settings, SettingsError, load_settings, unknown_settings, variable
from content.live import LiveContent
from content.paths import ROOT
from operations.serve.start import environment
from operations.settings_page import PAGE, settings_page

Door = Callable[..., TestClient]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZAKBOEK_PORT", "tachtig"),
        ("ZAKBOEK_PORT", "70000"),
        ("ZAKBOEK_LOG_LEVEL", "LOUD"),
        ("ZAKBOEK_MAX_TEXT_LENGTH", "5"),
        ("ZAKBOEK_RASA_URL", "rasa"),
        ("ZAKBOEK_ALLOWED_HOSTS", "https://zakboek.example"),
        ("ZAKBOEK_ALLOWED_HOSTS", "zakboek.example:8000"),
        ("ZAKBOEK_TRUSTED_PROXIES", "*"),
        ("ZAKBOEK_TRUSTED_PROXIES", "proxy.example"),
        ("ZAKBOEK_TRUSTED_PROXIES", "10.0.0.1/24"),
        ("ZAKBOEK_MESSAGES_PER_NETWORK", "-1"),
        ("ZAKBOEK_ALLOWED_ORIGINS", "https://www.voorbeeld.example/pad"),
    ],
)
def test_wrong_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"^{name}: found '{re.escape(value)}'; expected: "):
        load_settings()


def test_engines_of_several_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKBOEK_RASA_URL", "http://rasa-1:5005  https://rasa-2.example/pad/")
    monkeypatch.setenv("ZAKBOEK_ENGINES", "2")
    assert load_settings().rasa_engines == [
        "http://rasa-1:5005",
        "https://rasa-2.example:443/pad",
        "http://rasa-1:5006",
        "https://rasa-2.example:444/pad",
    ]
    monkeypatch.delenv("ZAKBOEK_RASA_URL")
    assert load_settings().rasa_engines == ["http://127.0.0.1:5005", "http://127.0.0.1:5006"]


@pytest.mark.parametrize(
    ("database", "tracker", "found"),
    [
        ("", "", "sqlite:////srv/var/tracker.db"),
        ("sqlite:////srv/door.db", "", "sqlite:////srv/var/tracker.db"),
        ("postgresql+psycopg://db.example/a", "", "postgresql+psycopg://db.example/a"),
        ("postgresql+psycopg://db.example/a", "postgresql+psycopg://db.example/b", "postgresql+psycopg://db.example/b"),
        ("postgresql+psycopg://db.example/a", "sqlite:////srv/rasa.db", "sqlite:////srv/rasa.db"),
    ],
)
def test_rasa_has_the_database_of_the_door_where_that_is_a_server(
    monkeypatch: pytest.MonkeyPatch, database: str, tracker: str, found: str
) -> None:
    monkeypatch.setenv("ZAKBOEK_VAR_DIR", "/srv/var")
    monkeypatch.setenv("ZAKBOEK_DATABASE_URL", database)
    monkeypatch.setenv("ZAKBOEK_KEYS_URL", "sqlite:////srv/keys.db")
    monkeypatch.setenv("ZAKBOEK_TRACKER_URL", tracker)
    settings = load_settings()
    assert settings.tracker == environment(settings, Path("model"))["ZAKBOEK_TRACKER_URL"] == found


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKBOEK_BRIDGE_SECRET", "te-kort")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "te-kort" not in str(error.value)


@pytest.mark.parametrize("address", ["mysql://u:geheim@localhost/x", "postgresql://u:geheim@localhost/x", "geheim"])
def test_an_address_of_another_database_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("ZAKBOEK_DATABASE_URL", address)
    with pytest.raises(SettingsError, match=r"^ZAKBOEK_DATABASE_URL: .* begins with sqlite:/// or postgresql") as error:
        load_settings()
    assert "geheim" not in str(error.value)


def test_postgresql_asks_for_keys_that_all_doors_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKBOEK_DATABASE_URL", "postgresql+psycopg://u:geheim@localhost/gesprekken")
    with pytest.raises(SettingsError, match=r"^ZAKBOEK_KEYS_URL: .* that all doors share"):
        load_settings()
    monkeypatch.setenv("ZAKBOEK_KEYS_URL", "postgresql+psycopg://u:geheim@localhost/sleutels")
    assert load_settings().database.endswith("/gesprekken")
    assert "geheim" not in repr(load_settings())


@pytest.mark.parametrize(
    "address", ["redis.example:6379", "redis://", "http://:geheim@redis", "redis://u:geheim@h:x/0"]
)
def test_an_address_that_is_not_of_redis_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ZAKBOEK_REDIS_URL", address)
    with pytest.raises(SettingsError, match=r"^ZAKBOEK_REDIS_URL: .* begins with redis://") as error:
        load_settings()
    assert "geheim" not in str(error.value)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKBOEK_WEBHOOK_SECRET", "")
    monkeypatch.setenv("ZAKBOEK_GEMEENTEN_DIR", "")
    assert load_settings().webhook_secret is None
    assert load_settings().gemeenten_dir == ROOT / "data" / "live" / "gemeenten"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ZAKBOEK_MAX_TEXT_LENTH", "did you mean ZAKBOEK_MAX_TEXT_LENGTH?"),
        ("ZAKBOEK_ALLOWED_ORIGIN", "did you mean ZAKBOEK_ALLOWED_ORIGINS?"),
        ("zakboek_prot", "did you mean ZAKBOEK_PORT?"),
        ("ZAKBOEK_KLEUR", "docs/settings.md has those that are."),
    ],
)
def test_an_unknown_name_is_said_at_the_start_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, content: LiveContent, name: str, hint: str
) -> None:
    monkeypatch.setenv(name, "1")
    create_app(content=content)
    said = [record.getMessage() for record in caplog.records if record.name == "api.main"]
    assert said == [f"{name} is no setting and is not used; {hint}"]


def test_what_a_misspelt_name_leaves_at_its_default_opens_nothing() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert (settings.allowed_origins, settings.webhook_secret, settings.smtp_host) == ((), None, "")
    assert settings.smtp_tls is True
    assert len(settings.bridge_secret.get_secret_value()) >= 32
    assert len(settings.actions_secret.get_secret_value()) >= 32


def test_the_variables_of_our_own_processes_are_known(tmp_path: Path) -> None:
    wiring = ("operations/serve/supervisord.conf", "rasa/endpoints.yml", "rasa/credentials.yml", "config.yml")
    named = {name for file in wiring for name in re.findall(r"ZAKBOEK_[A-Z_]+", (ROOT / file).read_text("utf-8"))}
    passed_on = environment(Settings(), tmp_path / "model.tar.gz")
    assert unknown_settings({*named, *passed_on, "ZAKBOEK_TEST_MODEL"}) == {}


def test_the_page_of_settings_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page(), "run `make settings`"


@pytest.mark.parametrize(("name", "field"), Settings.model_fields.items())
def test_the_examples_on_the_page_can_be_used(monkeypatch: pytest.MonkeyPatch, name: str, field: FieldInfo) -> None:
    for example in field.examples or ():
        monkeypatch.setenv(variable(name), example)
        assert getattr(load_settings(), name) != field.default


def test_the_page_says_what_holds_for_a_value() -> None:
    page = settings_page()
    for part in ("100 to 10000", "above 0, to 300", "at least 16 characters", "`DEBUG`, `INFO`", "`true`, `false`"):
        assert part in page
    assert str(ROOT) not in page


def test_who_publishes_it_is_the_contact_of_the_api(client: TestClient, door: Door) -> None:
    assert client.get("/v1/openapi.json").json()["info"]["contact"]["email"].endswith(".invalid")
    named = door(
        publisher_name="Gemeente Voorbeeldstad",
        publisher_email="zakboek@gemeente.example",
        publisher_url="https://www.gemeente.example",
    )
    assert named.get("/v1/openapi.json").json()["info"]["contact"] == {
        "name": "Gemeente Voorbeeldstad",
        "email": "zakboek@gemeente.example",
        "url": "https://www.gemeente.example/",
    }
