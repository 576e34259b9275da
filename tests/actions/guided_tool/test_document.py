"""A tool's document as the conversation shows it: short, in Markdown, with what was typed shown as it was typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actions.guided_tool.document import preview
from contract.documents import (
    Block,
    BulletList,
    Cell,
    Document,
    Field,
    Heading,
    Paragraph,
    Part,
    SourceLine,
    SourceList,
    Table,
)

GOLDEN = Path(__file__).parents[2] / "support" / "golden" / "document.json"
PLAN, SUPPORT, PROFILE = map(Document.from_json, json.loads(GOLDEN.read_text(encoding="utf-8")))


def shown(*blocks: Block) -> str:
    whole = preview(Document("Profiel", "vandaag", (Part("Deel", blocks),), "voet"))
    head = "**Profiel**\n\n**Deel**\n\n"
    assert whole.startswith(head)
    return whole.removeprefix(head)


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((Heading("Ruimte"), Paragraph("Een pand.")), "**Ruimte**\n\nEen pand."),
        ((Paragraph("Uitgelegd.", is_explanation=True), Paragraph("Kort.")), "Kort."),
        ((BulletList("Want:", ("a",), is_explanation=True), BulletList("", ("b", "c"))), "- b\n- c"),
        (
            (Field("Doel", "Wat?", "soep"), Field("Geld", "Hoe?", "Nog open", True)),
            "- **Doel**: soep\n- **Geld**: *Nog open*",
        ),
        ((Field("Doel", "Wat?", "*soep*\nen brood"),), "- **Doel**: \\*soep\\* en brood"),
        (
            (Table(("Stap", "Wie"), ((Cell("Scan"), Cell("Jan")), (Cell("Plan"), Cell("")))),),
            "- **Scan**: Jan\n- **Plan**: ",
        ),
    ],
)
def test_each_kind_of_block(blocks: tuple[Block, ...], text: str) -> None:
    assert shown(*blocks) == text


def test_sources_stand_beside_the_message_and_not_in_it() -> None:
    part = Part("Bronnen", (SourceList((SourceLine("Pagina 9", None),)),))
    assert preview(Document("Profiel", "", (part,), "")) == "**Profiel**"


def test_a_whole_document_leaves_out_why_an_advice_fits() -> None:
    text = preview(SUPPORT)
    assert "**Ruimte met korting**\n\nEerste stap:" in text
    assert "Dit past, want je koos" not in text
    assert "Zakboek sociaal ondernemen van" not in text
    assert "- **1. Quick-scan**: Gedaan" in preview(PLAN)
    assert PROFILE.name not in preview(PROFILE)
