"""What `make teams-proef` starts the assistant with."""

from __future__ import annotations

from fastapi.testclient import TestClient

from api.channels.enabled import enabled_channels
from api.channels.teams.settings import TeamsSettings
from api.settings import Settings, unknown_settings
from operations.trial.teams.__main__ import URL, environment
from operations.trial.teams.client import app_of
from operations.trial.teams.platform import TeamsPlatform


def test_the_assistant_finds_the_stand_in_by_its_own_settings() -> None:
    given = {name.removeprefix("ZAKBOEK_").lower(): value for name, value in environment().items()}
    settings = Settings.model_validate({name: given[name] for name in Settings.model_fields if name in given})
    assert enabled_channels(settings) == ("teams",)
    assert TeamsSettings.of(settings).cloud.login_endpoint == URL
    assert not [name for name in unknown_settings(environment()) if "TEAMS" in name]


def test_microsofts_addresses_and_the_page_are_on_one_port() -> None:
    client = TestClient(app_of(TeamsPlatform(URL, "http://127.0.0.1:1/kanalen/teams")))
    assert client.get("/").status_code == 200
    assert client.get("/v1/.well-known/openidconfiguration").json()["jwks_uri"].startswith(URL)
    assert client.post("/v3/conversations/a:persoonlijk-1/activities", json={}).status_code == 401
