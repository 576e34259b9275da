"""Reads what versions before 0.2 stored: the same records with other names, Dutch and English mixed.

Conversations go on after an upgrade, so a context in Rasa's tracker, and a choice or a document in
the door's database, may still have that form. What has none of the old names comes back as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CONTEXT = {
    "onderwerp": "topic",
    "vorig_onderwerp": "previous_topic",
    "getoond": "shown_parts",
    "lijst": "list_items",
    "lijst_van": "list_topic",
    "keuzes": "offered_topics",
    "rangorde": "ranking",
    "aangeboden": "refused_topics",
    "gemeente": "municipality",
    "wie": "asker",
    "behoefte": "need",
    "missers": "turns_without_answer",
    "scheldwoorden": "insults",
    "tijdstip": "moment",
}
_MESSAGE_DRAFT = {"bericht_stap": "step"}
_TOOL = {"tool": "tool", "tool_vraag": "question", "tool_keuzes": "options", "concepten": "drafts"}
_ITEM = {"tekst": "text", "onderwerp": "topic"}
_DETAILS = {
    "onderwerp": "topic",
    "onderwerpen": "topics",
    "soort": "kind",
    "keuzes": "choices",
    "rangorde": "ranking",
    "plaats": "place",
    "taal": "language",
    "wie": "asker",
    "behoefte": "need",
    "gemeenten": "municipalities",
    "tool": "tool",
    "opdracht": "command",
}
_MESSAGE = {"uitkomst": "outcome", "tekst": "text", "keuzes": "choices", "bronnen": "sources", "document": "document"}
_DOCUMENT = {
    "titel": "title",
    "kenmerk": "subtitle",
    "delen": "parts",
    "voet": "footer",
    "naam_kop": "name_label",
    "gemeente": "municipality",
    "kop": "heading",
    "blokken": "blocks",
    "soort": "kind",
    "tekst": "text",
    "uitleg": "is_explanation",
    "aanhef": "lead_in",
    "vraag": "question",
    "open": "is_open",
    "koppen": "headers",
    "rijen": "rows",
}
_BLOCK_KINDS = {
    "kop": "heading",
    "alinea": "paragraph",
    "lijst": "list",
    "veld": "field",
    "tabel": "table",
    "bronnen": "sources",
}
_OF_CONTEXT = {*_CONTEXT, *_MESSAGE_DRAFT, "tool_vraag", "concepten"}


def context_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """A context with today's names and parts."""
    if "version" in value or not _OF_CONTEXT & set(value):
        return dict(value)
    found = _renamed(value, _CONTEXT)
    found["list_items"] = [_renamed(item, _ITEM) for item in found.get("list_items", ())]
    return {**found, "message_draft": _renamed(value, _MESSAGE_DRAFT), "guided_tool": _renamed(value, _TOOL)}


def details_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """The details of a choice with today's names; a question of a tool was named by its id or by its number."""
    old = {"onderwerp", "onderwerpen", "plaats", "wie", "behoefte", "gemeenten", "opdracht", "vraag", "keuze", "toch"}
    if not old & set(value):
        return dict(value)
    found = _renamed(value, _DETAILS)
    question, option = value.get("vraag"), value.get("keuze")
    if isinstance(question, int):
        found["question_number"] = question
    elif question:
        found["question"] = question
    if isinstance(option, str):
        found["option"] = option
    elif option:
        found["among_choices"] = True
    if value.get("toch"):
        found["anyway"] = True
    return found


def goal_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """What a choice does, with today's names; its details are as they were."""
    return {"intent": value.get("intent"), "details": value["gids"]} if "gids" in value else dict(value)


def message_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """A message of the assistant with today's names; what its choices do, and its document, are as they were."""
    if "uitkomst" not in value:
        return dict(value)
    found = _renamed(value, _MESSAGE)
    found["choices"] = [{"label": one["label"], "goal": one["doel"]} for one in value.get("keuzes", ())]
    if value.get("achtergelaten"):
        found["message_for_person"] = value["achtergelaten"]
    if value.get("vraagt_naam"):
        found["asks_name"] = True
    return found


def message_for_person_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """A message for a person that is sent; its words came along, which the door now has itself, or has no more."""
    return dict(value) if "text" not in value else {"work": "versturen", "municipality": value.get("municipality", "")}


def document_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """A document of a guided tool with today's names, in every block; the name in it stood under a heading."""
    if "titel" not in value:
        return dict(value)
    named = value.get("naam")
    without_name = {name: item for name, item in value.items() if name != "naam"}
    return {**_document_part(without_name), "name": named["tekst"] if named else ""}


def _document_part(value: Any) -> Any:
    if isinstance(value, list):
        return [_document_part(item) for item in value]
    if isinstance(value, dict):
        return {
            _DOCUMENT.get(name, name): _BLOCK_KINDS[item] if name == "soort" else _document_part(item)
            for name, item in value.items()
        }
    return value


def _renamed(value: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {new: value[old] for old, new in names.items() if old in value}
