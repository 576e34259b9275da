"""A document is the same on both sides of the wire, and one of before is still read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract.documents import Document, Paragraph, Part

GOLDEN = Path(__file__).parents[1] / "support" / "golden"
TODAY: list[dict[str, Any]] = json.loads((GOLDEN / "document.json").read_text(encoding="utf-8"))
BEFORE: list[dict[str, Any]] = json.loads((GOLDEN / "document-before.json").read_text(encoding="utf-8"))
"""The same three documents, as they were stored with Dutch keys."""


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, except what only names a kind of block."""
    if isinstance(value, str):
        yield value
    for name, item in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from () if name in ("kind", "soort") else texts(item)


@pytest.mark.parametrize("value", TODAY, ids=lambda value: value["title"])
def test_a_document_comes_back_as_it_was_sent(value: dict[str, Any]) -> None:
    assert Document.from_json(value).to_json() == value


def test_every_kind_of_block_is_on_the_wire() -> None:
    kinds = {block["kind"] for document in TODAY for part in document["parts"] for block in part["blocks"]}
    assert kinds == {"heading", "paragraph", "list", "field", "table", "sources"}


@pytest.mark.parametrize(("before", "today"), list(zip(BEFORE, TODAY)), ids=[value["title"] for value in TODAY])
def test_a_document_stored_before_is_the_same_document(before: dict[str, Any], today: dict[str, Any]) -> None:
    read = Document.from_json(before)
    assert read == Document.from_json(today)
    without_name = {name: item for name, item in before.items() if name not in ("naam", "gemeente", "naam_kop")}
    kept = read.to_json()
    assert sorted(texts(without_name)) == sorted(
        texts({name: kept[name] for name in ("title", "subtitle", "parts", "footer")})
    )


def test_the_name_and_the_municipality_of_before_are_kept() -> None:
    plan, _, profile = map(Document.from_json, BEFORE)
    assert (plan.name, plan.municipality) == ("", "voorbeeldstad")
    assert (profile.name_label, profile.name) == ("Naam van de onderneming", "Soepkeuken De Wortel")


def test_a_name_changes_nothing_else() -> None:
    document = Document("Profiel", "", (Part("Doel", (Paragraph("Soep"),)),), "voet", name_label="Naam")
    named = document.named("De Wortel")
    assert named.to_json() == {**document.to_json(), "name": "De Wortel"}


@pytest.mark.parametrize(
    "value", [{}, {"titel": "x"}, {**TODAY[0], "parts": [{"heading": "x", "blocks": [{"kind": "x"}]}]}]
)
def test_anything_else_is_no_document(value: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        Document.from_json(value)
