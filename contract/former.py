"""Reads what versions before 0.2 stored: the same records with other names, Dutch and English mixed.

Conversations go on after an upgrade, so a context in Rasa's tracker and a choice in the door's
database may still have that form. What has none of the old names comes back as it is.
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
_MESSAGE_DRAFT = {"bericht_stap": "step", "bericht_tekst": "text", "bericht_bereik": "reach"}
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
    if not isinstance(value, Mapping) or not old & set(value):
        return value if not isinstance(value, Mapping) else dict(value)
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
    """What a choice does, with today's names."""
    if isinstance(value, Mapping) and "gids" in value:
        return {"intent": value.get("intent"), "details": details_of_before(value["gids"])}
    return dict(value) if isinstance(value, Mapping) else value


def message_of_before(value: Mapping[str, Any]) -> dict[str, Any]:
    """A message of the assistant with today's names."""
    if not isinstance(value, Mapping) or "uitkomst" not in value:
        return dict(value) if isinstance(value, Mapping) else value
    found = _renamed(value, _MESSAGE)
    found["choices"] = [{"label": one["label"], "goal": goal_of_before(one["doel"])} for one in value.get("keuzes", ())]
    if value.get("achtergelaten"):
        found["message_for_person"] = value["achtergelaten"]
    if value.get("vraagt_naam"):
        found["asks_name"] = True
    return found


def _renamed(value: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {new: value[old] for old, new in names.items() if old in value}
