"""The API's description (`/v1/openapi.json`), by the NL API Design Rules.

FastAPI's own description lacks what the rules ask: the version header on every answer and
problem+json for every error. The examples are made from the content, so that they stay true.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import MEDIA_TYPE
from api.settings import Settings
from api.v1.examples import examples
from api.version import VERSION
from content.live import Content

_MEANING = {
    400: "Het verzoek klopt niet.",
    401: "Het token ontbreekt.",
    403: "De website die het vraagt, mag dat niet; zie `sites` in het bestand van de gemeente.",
    404: "Dit bestaat niet, of niet met dit token.",
    413: "Het verzoek is te groot.",
    422: "De sleutel hoort bij een ander bericht.",
    429: "Er kwamen te veel verzoeken in korte tijd; zie `Retry-After`.",
    503: "De assistent is even niet bereikbaar; zie `Retry-After`.",
}
_VERSION_HEADER = {
    "API-Version": {"description": "De volledige versie van de API.", "schema": {"type": "string", "example": VERSION}}
}
_RETRY_HEADER = {
    "Retry-After": {"description": "Na zoveel seconden kun je het opnieuw proberen.", "schema": {"type": "integer"}}
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors a call can give, for FastAPI's `responses`."""
    schema = {"$ref": "#/components/schemas/Probleem"}
    return {
        status: {
            "description": _MEANING[status],
            "content": {MEDIA_TYPE: {"schema": schema}},
            **({"headers": _RETRY_HEADER} if status in (429, 503) else {}),
        }
        for status in statuses
    }


def contact(settings: Settings) -> dict[str, str]:
    """Who publishes the assistant. The rules ask for all three, so what is not set leads to no address at all."""
    return {
        "name": settings.publisher_name or "Nog niet ingevuld",
        "url": str(settings.publisher_url or "https://niet-ingevuld.invalid/"),
        "email": settings.publisher_email or "niet-ingevuld@niet-ingevuld.invalid",
    }


def describe(app: FastAPI, settings: Settings, content: Content) -> dict[str, Any]:
    """The OpenAPI document of `app`, with the address and the publisher that the settings name."""
    from api.v1.schemas import Probleem

    document = get_openapi(
        title="Zakboek-assistent",
        version=VERSION,
        summary="Stel vragen aan het Zakboek sociaal ondernemen.",
        description=(
            "Een gesprek begint met `POST /gesprekken`. Het token dat je daar krijgt, stuur je mee met elke "
            "volgende vraag in dat gesprek. De onderwerpen van de gids lees je zonder token."
        ),
        routes=app.routes,
        servers=[{"url": f"{str(settings.public_url or '').rstrip('/')}/v1"}],
        tags=[
            {"name": "Gesprekken", "description": "Vragen stellen en antwoorden krijgen."},
            {"name": "Onderwerpen", "description": "De inhoud van het Zakboek."},
            {"name": "Gemeenten", "description": "Alle gemeenten, en hun contactpunten."},
        ],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    document["info"]["contact"] = contact(settings)  # FastAPI refuses an address that leads nowhere
    schemas = document["components"]["schemas"]
    schemas["Probleem"] = Probleem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    shown = examples(content)
    for path in document["paths"].values():
        for operation in path.values():
            _complete(operation, shown.get(operation["operationId"], {}))
    return document


def _complete(operation: dict[str, Any], shown: dict[str, Any]) -> None:
    responses = operation["responses"]
    ours = responses.get("422", {}).get("content", {})
    if MEDIA_TYPE not in ours:
        responses.pop("422", None)
    for status, response in responses.items():
        response.setdefault("headers", {}).update(_VERSION_HEADER)
        if not status.startswith("2"):
            response.get("content", {}).pop("application/json", None)
        elif "response" in shown and "application/json" in response.get("content", {}):
            response["content"]["application/json"]["example"] = shown["response"]
    if "request" in shown:
        operation["requestBody"]["content"]["application/json"]["example"] = shown["request"]
