"""The document of a guided tool as the conversation shows it: a preview, and the document itself for the door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from actions.skill_turn import SkillTurn
from content.dutch_dates import date_in_words
from content.guided_tools.document import DocumentBuilder
from content.guided_tools.draft import Run
from content.markdown import quoted
from content.municipalities.opening_hours import ZONE
from contract.documents import Block, BulletList, Cell, Document, Field, Heading, Paragraph, SourceList, Table
from contract.message import AssistantMessage


def document_builder(run: Run, turn: SkillTurn) -> DocumentBuilder:
    """The run laid out with the words in force."""
    return DocumentBuilder(run, turn.content.guide, dict(turn.content.texts["document"]))


def with_document(reply: AssistantMessage, builder: DocumentBuilder, turn: SkillTurn) -> AssistantMessage:
    """The reply with a preview under its text, the document, and all that it rests on as sources."""
    document = builder.build(_subtitle(turn), turn.municipality.slug if turn.municipality else "")
    more = [turn.say_in_tool("uitleg_in_document")] if builder.advices else []
    text = "\n\n".join([reply.text, preview(document), *more])
    return replace(reply, text=text, sources=tuple(builder.topics), document=document)


def preview(document: Document) -> str:
    """The document as Markdown, in short: its sources stand beside the message, why an advice fits in the file."""
    paragraphs = [f"**{document.title}**"]
    for part in document.parts:
        if not any(isinstance(block, SourceList) for block in part.blocks):
            paragraphs += [f"**{part.heading}**", *_paragraphs(part.blocks)]
    return "\n\n".join(paragraphs)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks as paragraphs; items that follow each other are one list."""
    lines = (line for block in blocks for line in _shown(block))
    for is_list, group in groupby(lines, lambda line: line.startswith("- ")):
        together = list(group)
        yield from ["\n".join(together)] if is_list else together


def _shown(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(is_explanation=True) | BulletList(is_explanation=True):
            return
        case Heading():
            yield f"**{quoted(block.text)}**"
        case Paragraph():
            yield quoted(block.text)
        case BulletList():
            yield "\n".join(f"- {quoted(item)}" for item in block.items)
        case Field():
            yield f"- **{quoted(block.heading)}**: {_answer(block)}"
        case Table():
            yield "\n".join(_row(row) for row in block.rows)


def _row(row: tuple[Cell, ...]) -> str:
    told = ", ".join(_answer(cell) for cell in row[1:] if cell.text)
    return f"- **{quoted(row[0].text)}**: {told}"


def _answer(answer: Field | Cell) -> str:
    text = quoted(answer.text.replace("\n", " "))
    return f"*{text}*" if answer.is_open else text


def _subtitle(turn: SkillTurn) -> str:
    words, day = turn.content.texts["document"], date_in_words(turn.moment.astimezone(ZONE).date())
    one = turn.municipality
    return words["kenmerk_gemeente"].fill(gemeente=one.name, dag=day) if one else words["kenmerk"].fill(dag=day)
