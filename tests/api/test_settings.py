"""A wrong setting stops the start with its name, what was found and what was expected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, load_settings
from content.paths import ROOT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZAKBOEK_PORT", "tachtig"),
        ("ZAKBOEK_PORT", "70000"),
        ("ZAKBOEK_DATABASE_URL", "mysql://localhost"),
        ("ZAKBOEK_LOG_LEVEL", "LOUD"),
        ("ZAKBOEK_MAX_TEXT_LENGTH", "5"),
        ("ZAKBOEK_RASA_URL", "rasa"),
        ("ZAKBOEK_ALLOWED_ORIGINS", "https://www.voorbeeld.example/pad"),
    ],
)
def test_wrong_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"^{name}: found '{re.escape(value)}'; expected: "):
        load_settings()


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKBOEK_BRIDGE_SECRET", "te-kort")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "te-kort" not in str(error.value)


def test_every_setting_stands_in_the_readme() -> None:
    readme = (Path(ROOT) / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(ZAKBOEK_[A-Z_]+)`", readme))
    assert named >= {f"ZAKBOEK_{field.upper()}" for field in Settings.model_fields}
