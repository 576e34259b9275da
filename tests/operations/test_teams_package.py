"""The app package for Teams: what an administrator uploads, held against the official schema."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from jsonschema import Draft4Validator

from api.settings import Settings
from content.paths import ROOT
from operations.teams_package.__main__ import main
from operations.teams_package.package import ICONS, MANIFEST_VERSION, CannotMake, make_package, manifest
from tests.support.content_in_force import content_in_force

TEXTS = content_in_force().texts
SCHEMA = ROOT.joinpath(
    *("operations", "trial", "teams", "node_modules", "@microsoft", "app-manifest", "build", "json-schemas", "teams"),
    f"v{MANIFEST_VERSION}",
    "MicrosoftTeams.schema.json",
)
PUBLISHED = {
    "teams_client_id": "00000000-0000-4000-8000-000000000001",
    "public_url": "https://zakboek.voorbeeldstad.example",
    "publisher_name": "Gemeente Voorbeeldstad, afdeling Economische Zaken",
}


def settings(**changed: Any) -> Settings:
    """Those of a municipality that publishes the assistant."""
    return Settings.model_validate({**PUBLISHED, **changed})


def test_the_manifest_is_one_by_the_official_schema() -> None:
    if not SCHEMA.is_file():
        pytest.skip("the schema is in an npm package that is not installed: make test-checks, where npm is")
    schema = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    made = manifest(settings(), TEXTS)
    assert [f"{error.json_path}: {error.message}" for error in schema.iter_errors(made)] == []
    assert list(schema.iter_errors({**made, "iets": 1}))


def test_the_manifest_asks_for_nothing_that_a_bot_does_not_need() -> None:
    made = manifest(settings(), TEXTS)
    asked = {"permissions", "devicePermissions", "authorization", "webApplicationInfo", "validDomains"}
    assert not asked & set(made)
    assert made["bots"][0]["supportsFiles"] is False


def test_the_package_holds_the_manifest_and_icons_of_the_right_sizes() -> None:
    with zipfile.ZipFile(io.BytesIO(make_package(settings(), TEXTS))) as package:
        assert package.namelist() == ["manifest.json", *ICONS]
        for name, side in ICONS.items():
            picture = package.read(name)
            assert picture.startswith(b"\x89PNG\r\n\x1a\n")
            assert [int.from_bytes(picture[at : at + 4]) for at in (16, 20)] == [side, side]
        assert json.loads(package.read("manifest.json"))["bots"][0]["botId"] == PUBLISHED["teams_client_id"]


def test_the_same_settings_give_the_same_package() -> None:
    assert make_package(settings(), TEXTS) == make_package(settings(), TEXTS)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"teams_client_id": ""}, "ZAKBOEK_TEAMS_CLIENT_ID"),
        ({"publisher_name": ""}, "ZAKBOEK_PUBLISHER_NAME"),
        ({"public_url": None}, "ZAKBOEK_PUBLIC_URL"),
        ({"public_url": "http://zakboek.voorbeeldstad.example"}, "https://"),
    ],
)
def test_what_is_missing_is_named(changed: dict[str, Any], named: str) -> None:
    with pytest.raises(CannotMake, match=named):
        make_package(settings(**changed), TEXTS)


def test_the_package_is_written_and_its_place_is_told(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZAKBOEK_VAR_DIR", str(tmp_path))
    assert main() == 1
    assert "ZAKBOEK_TEAMS_CLIENT_ID" in capsys.readouterr().err
    for name, value in PUBLISHED.items():
        monkeypatch.setenv(f"ZAKBOEK_{name.upper()}", value)
    assert main() == 0
    assert zipfile.is_zipfile(tmp_path / "teams" / "zakboek-teams.zip")
    assert str(tmp_path) in capsys.readouterr().out
