"""Makes the app package of Teams, of this assistant's own settings.

It asks for no permission and no sign-in: a bot needs neither.
Manifest: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import typst

from api.channels.teams.topic_search import COMMAND, PARAMETER
from api.channels.texts import ChannelTexts
from api.settings import Settings, variable
from api.version import VERSION
from content.texts import Texts

MANIFEST_VERSION = "1.19"
"""Old enough for every admin center to know it; later ones add nothing that is used."""

SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST_VERSION}/MicrosoftTeams.schema.json"
ICONS = {"color.png": 192, "outline.png": 32}
"""By name, pixels of each side."""

SCOPES = ("personal", "team", "groupChat")
LONGEST_DEVELOPER = 32


class CannotMake(Exception):
    """Something is not set that the package must say; the message says what."""


def make_package(settings: Settings, texts: Texts) -> bytes:
    """The zip that is uploaded; the same from the same settings. CannotMake."""
    files = {"manifest.json": _written(manifest(settings, texts)), **dict(zip(ICONS, icons()))}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def manifest(settings: Settings, texts: Texts) -> dict[str, Any]:
    """What Teams is told of the app; CannotMake."""
    public = str(settings.public_url or "").rstrip("/")
    _need(settings)
    words = ChannelTexts(texts, "teams")
    return {
        "$schema": SCHEMA,
        "manifestVersion": MANIFEST_VERSION,
        "version": VERSION,
        "id": str(uuid5(NAMESPACE_URL, f"{public}#{settings.teams_client_id}")),
        "developer": {
            "name": settings.publisher_name[:LONGEST_DEVELOPER],
            "websiteUrl": str(settings.publisher_url or public),
            "privacyUrl": f"{public}/privacy",
            "termsOfUseUrl": f"{public}/privacy",
        },
        "name": {"short": words.own("app_naam"), "full": words.own("app_hele_naam")},
        "description": {"short": words.own("app_kort"), "full": words.own("app_lang")},
        "localizationInfo": {"defaultLanguageTag": "nl-nl"},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1B5E4B",
        "bots": [
            {
                "botId": settings.teams_client_id,
                "scopes": list(SCOPES),
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": list(SCOPES), "commands": _commands(words)}],
            }
        ],
        "composeExtensions": [
            {
                "botId": settings.teams_client_id,
                "commands": [
                    {
                        "id": COMMAND,
                        "type": "query",
                        "title": words.own("app_zoek"),
                        "description": words.own("app_zoek_uitleg"),
                        "initialRun": True,
                        "context": ["compose", "commandBox"],
                        "parameters": [
                            {
                                "name": PARAMETER,
                                "title": words.own("app_zoek_veld"),
                                "description": words.own("app_zoek_veld_uitleg"),
                                "inputType": "text",
                            }
                        ],
                    }
                ],
            }
        ],
    }


def icons() -> list[bytes]:
    """Both as PNG, in the order of `ICONS`."""
    drawn = typst.compile(str(Path(__file__).with_name("icons.typ")), format="png", ppi=72.0)
    return [bytes(page) for page in drawn]


def _commands(words: ChannelTexts) -> list[dict[str, str]]:
    """What Teams suggests to type: each line of the text is what is typed, a colon, and what that does."""
    rows = words.own("app_opdrachten").splitlines()
    pairs = [row.removeprefix("- ").split(": ", 1) for row in rows if row]
    return [{"title": title, "description": description} for title, description in pairs]


def _need(settings: Settings) -> None:
    missing = [name for name in ("teams_client_id", "public_url", "publisher_name") if not getattr(settings, name)]
    if missing:
        raise CannotMake(
            f"Set {', '.join(map(variable, missing))} first; docs/operators/teams.md says how to come by it."
        )
    if settings.public_url and settings.public_url.scheme != "https":
        raise CannotMake(f"{variable('public_url')} must begin with https://: Teams takes no other address.")


def _written(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
