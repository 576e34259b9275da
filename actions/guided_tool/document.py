"""The document of a guided tool as the conversation shows it: a preview, and the document itself for the door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from actions.message import quoted
from actions.skill_turn import SkillTurn
from content.guided_tools.draft import Run
from content.guided_tools.outline import Outline
from content.municipalities.opening_hours import ZONE
from contract.message import AssistantMessage


def outline_of(run: Run, turn: SkillTurn) -> Outline:
    """The run laid out with the words in force."""
    return Outline(run, turn.content.guide, dict(turn.content.texts["document"]))


def with_document(reply: AssistantMessage, outline: Outline, turn: SkillTurn) -> AssistantMessage:
    """The reply with a preview under its text, the document, and all that it rests on as sources."""
    document = {**outline.document(_mark(turn)), "gemeente": turn.municipality.slug if turn.municipality else ""}
    more = [turn.say_in_tool("uitleg_in_document")] if outline.advices else []
    text = "\n\n".join([reply.text, preview(document), *more])
    return replace(reply, text=text, sources=tuple(outline.topics), document=document)


def preview(document: dict[str, Any]) -> str:
    """The document as Markdown, in short: its sources stand beside the message, why an advice fits in the file."""
    paragraphs = [f"**{document['titel']}**"]
    for part in document["delen"]:
        if not any(block["soort"] == "bronnen" for block in part["blokken"]):
            paragraphs += [f"**{part['kop']}**", *_paragraphs(part["blokken"])]
    return "\n\n".join(paragraphs)


def _paragraphs(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """The blocks as paragraphs; items that follow each other are one list."""
    lines = (line for block in blocks if not block.get("uitleg") for line in _shown(block))
    for is_list, group in groupby(lines, lambda line: line.startswith("- ")):
        together = list(group)
        yield from ["\n".join(together)] if is_list else together


def _shown(block: dict[str, Any]) -> Iterator[str]:
    kind = block["soort"]
    if kind == "kop":
        yield f"**{quoted(block['tekst'])}**"
    elif kind == "alinea":
        yield quoted(block["tekst"])
    elif kind == "lijst":
        yield "\n".join(f"- {quoted(item)}" for item in block["items"])
    elif kind == "veld":
        yield f"- **{quoted(block['kop'])}**: {_answer(block)}"
    elif kind == "tabel":
        yield "\n".join(_row(row) for row in block["rijen"])


def _row(row: list[dict[str, Any]]) -> str:
    told = ", ".join(_answer(cell) for cell in row[1:] if cell["tekst"])
    return f"- **{quoted(row[0]['tekst'])}**: {told}"


def _answer(cell: dict[str, Any]) -> str:
    text = quoted(cell["tekst"].replace("\n", " "))
    return f"*{text}*" if cell["open"] else text


def _mark(turn: SkillTurn) -> str:
    words, day = turn.content.texts["document"], turn.date(turn.moment.astimezone(ZONE).date())
    one = turn.municipality
    return words["kenmerk_gemeente"].fill(gemeente=one.naam, dag=day) if one else words["kenmerk"].fill(dag=day)
