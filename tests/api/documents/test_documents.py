"""The files that are made of a document: opened again, they hold every word, in order and marked as what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pikepdf
import pypdf
import pytest
from docx.oxml.ns import qn

from api.colour import WHITE, contrast
from api.documents.docx import to_docx
from api.documents.house_style import DEFAULT, TEXT, house_style
from api.documents.pdf import UNKNOWN, to_pdf
from contract.documents import (
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

HOSTILE = (
    '#import "x": * $a^2$ \\alpha *vet* _x_ `raw` <script>alert("1")</script> @ref // c /* d */ = kop #{1+1} '
    "'q' [a](b) -- --- ... ~ &amp; Łódź Żółć"
)
LONG = "https://www.voorbeeld.example/" + "abcdefghij" * 57
LINK = "https://www.voorbeeld.example/gids.pdf#page=9"


def field(head: str, text: str, is_open: bool = False) -> Field:
    return Field(head, f"Wat is {head}?", text, is_open)


PARTS = (
    Part(
        "Wat we weten",
        (
            field("Doel", f"{HOSTILE}\n\nTweede alinea"),
            field("Geld", "Nog niet ingevuld", is_open=True),
            field("Adres", LONG),
        ),
    ),
    Part(
        "Wie doet wat",
        (
            Paragraph("Eerste regel\nTweede regel\n\nNieuwe alinea"),
            Heading("Verbinder"),
            BulletList("", ("Kent mensen", "- # Houdt contact")),
            field("Naam", "Łucja"),
            Table(
                ("Stap", "Stand"),
                ((Cell("Quick-scan"), Cell("Gedaan")), (Cell("Netwerkdag"), Cell("Nog leeg", is_open=True))),
            ),
        ),
    ),
    Part("Lees verder", (SourceList((SourceLine("Kennismaken, pagina 9", LINK), SourceLine("Pagina 27", None))),)),
)
DOCUMENT = Document(
    title="Profiel van Żółć & co",
    subtitle="Gemeente Proefhaven, 25 november 2026",
    parts=PARTS,
    footer="Gemaakt met de assistent.",
    name_label="Naam van de onderneming",
    name="Soepkeuken De Wortel",
)
HEADINGS = [
    (1, "Profiel van Żółć & co"),
    (2, "Wat we weten"),
    (3, "Doel"),
    (3, "Geld"),
    (3, "Adres"),
    (2, "Wie doet wat"),
    (3, "Verbinder"),
    (4, "Naam"),
    (2, "Lees verder"),
]
WORDS = [
    *("Profiel van Żółć & co", "Gemeente Proefhaven, 25 november 2026", "Naam van de onderneming"),
    *("Soepkeuken De Wortel", "Wat we weten", "Doel", "Wat is Doel?", HOSTILE, "Tweede alinea", "Nog niet ingevuld"),
    *(LONG, "Wie doet wat", "Eerste regel", "Tweede regel", "Nieuwe alinea", "Verbinder", "Kent mensen"),
    *("- # Houdt contact", "Łucja", "Stap", "Stand", "Quick-scan", "Gedaan", "Netwerkdag", "Nog leeg", "Lees verder"),
    *("Kennismaken, pagina 9", "Pagina 27"),
]


def assert_in_order(words: list[str], text: str) -> None:
    """Every word stands in the text after the one before it; where lines break does not count."""
    text, at = squeezed(text), 0
    for word in map(squeezed, words):
        at = text.find(word, at) + len(word)
        assert at >= len(word), word


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", re.sub("\u00ad\\s*\n", "", text).replace("\u00ad", "-"))


# PDF


@pytest.fixture(scope="module")
def made_pdf() -> bytes:
    return to_pdf(DOCUMENT, "#0b6b3a")


def pdf_text(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)


def tags(node: Any) -> list[tuple[str, list[int]]]:
    """The structure elements in reading order, each with the pieces of the page it holds itself."""
    found: list[tuple[str, list[int]]] = []
    kids = node.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    if "/S" in node:
        found.append((str(node.S)[1:], [int(kid) for kid in kids if not isinstance(kid, pikepdf.Object)]))
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags(kid)
    return found


def test_pdf_says_that_it_is_accessible(made_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(made_pdf)) as pdf, pdf.open_metadata() as metadata:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == pdf.docinfo.Title == DOCUMENT.title


def test_pdf_is_tagged_in_the_order_of_the_document(made_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(made_pdf)) as pdf:
        found = tags(pdf.Root.StructTreeRoot)
    names = [name for name, _ in found]
    assert [int(name[1]) for name in names if re.fullmatch(r"H\d", name)] == [level for level, _ in HEADINGS]
    assert (names.count("TH"), names.count("TD")) == (2, 4)
    assert names.index("THead") < names.index("TH") < names.index("TBody")
    assert (names.count("LI"), names.count("Link")) == (4, 1)


def test_pdf_is_read_in_the_order_in_which_it_is_set() -> None:
    short = replace(DOCUMENT, parts=PARTS[1:])  # one page, so one row of numbers
    with pikepdf.open(BytesIO(to_pdf(short, ""))) as pdf:
        assert len(pdf.pages) == 1
        pieces = [piece for _, own in tags(pdf.Root.StructTreeRoot) for piece in own]
    assert pieces
    assert pieces == sorted(pieces)


def test_pdf_holds_every_word_as_it_was_typed(made_pdf: bytes) -> None:
    text = pdf_text(made_pdf)
    assert_in_order(WORDS, text)
    assert re.search(r"Gemaakt met de assistent\.\s*1 / \d", text)


def test_pdf_links_to_the_source(made_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(made_pdf)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert {str(note.A.URI) for note in notes} == {LINK}


@pytest.mark.parametrize("typed", ["مرحبا", "привет", "x\u20dd é\u20dd", "👍 👩\u200d💻", "你好", "\U0010fffd"])
def test_pdf_of_any_script(typed: str) -> None:
    text = pdf_text(to_pdf(replace(DOCUMENT, title=f"voor {typed} na"), ""))
    assert "voor" in text
    assert "na" in text
    assert UNKNOWN in text or any(
        character in text for character in typed if character.isalpha() or character > "\uffff"
    )


def test_six_short_fields_fit_on_a_page() -> None:
    fields = tuple(field(f"Veld {number}", "Een kort antwoord.", number % 2 == 0) for number in range(6))
    short = replace(DOCUMENT, parts=(Part("Wat we weten", fields),))
    assert len(pypdf.PdfReader(BytesIO(to_pdf(short, ""))).pages) == 1


# Word


@pytest.fixture(scope="module")
def made_docx() -> Any:
    return docx.Document(BytesIO(to_docx(DOCUMENT, "#0b6b3a")))


def test_docx_headings(made_docx: Any) -> None:
    levels = {"Title": 1, "Heading 1": 2, "Heading 2": 3, "Heading 3": 4}
    assert [(levels[p.style.name], p.text) for p in made_docx.paragraphs if p.style.name in levels] == HEADINGS


def test_docx_holds_every_word_as_it_was_typed(made_docx: Any) -> None:
    texts = [text.text or "\n" for text in made_docx.element.body.iter(qn("w:t"), qn("w:br"))]
    assert_in_order(WORDS, "\n".join(texts))
    assert HOSTILE in texts
    assert LONG in texts


def test_docx_names_its_language_and_title_and_no_author(made_docx: Any) -> None:
    properties = made_docx.core_properties
    assert (properties.title, properties.language, properties.author) == (DOCUMENT.title, "nl-NL", "")
    languages = made_docx.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert languages == made_docx.settings.element.xpath("w:themeFontLang/@w:val") == ["nl-NL"]


def test_docx_table_has_a_header_row(made_docx: Any) -> None:
    rows = made_docx.tables[0].rows
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in rows] == [True, False, False]
    assert made_docx.tables[0]._tbl.xpath("w:tblPr/w:tblLook/@w:firstColumn") == ["1"]


def test_docx_shows_open_fields_with_a_dashed_frame(made_docx: Any) -> None:
    styles = {p.text: p.style for p in made_docx.paragraphs}
    assert styles["Łucja"].name == "Answer"
    assert styles["Nog niet ingevuld"].font.italic
    assert set(styles["Nog niet ingevuld"].element.xpath("w:pPr/w:pBdr/*/@w:val")) == {"dashed"}


def test_docx_links_and_footer(made_docx: Any) -> None:
    links = [(link.text, link.url) for p in made_docx.paragraphs for link in p.hyperlinks]
    assert links == [("Kennismaken, pagina 9", LINK)]
    footer = made_docx.sections[0].footer
    assert footer.paragraphs[0].text.startswith("Gemaakt met de assistent.\t")
    assert footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


# House style


@pytest.mark.parametrize(("colour", "ratio"), [("#ffffff", 1), ("#000000", 21), ("#767676", 4.54), ("#ff0000", 4.0)])
def test_contrast_with_white(colour: str, ratio: float) -> None:
    assert contrast(colour, WHITE) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("colour", "accent", "heading"),
    [
        ("", DEFAULT, DEFAULT),
        ("rood", DEFAULT, DEFAULT),
        ("#0B6B3A", "#0b6b3a", "#0b6b3a"),
        ("#767676", "#767676", "#767676"),
        ("#777777", "#777777", TEXT),
        ("#ffcc00", "#ffcc00", TEXT),
    ],
)
def test_headings_are_in_a_house_colour_that_can_be_read(colour: str, accent: str, heading: str) -> None:
    style = house_style(colour)
    assert (style.accent, style.heading) == (accent, heading)


def test_a_document_without_name() -> None:
    nameless = DOCUMENT.named("")
    assert "Soepkeuken" not in pdf_text(to_pdf(nameless, ""))
    assert not [p for p in docx.Document(BytesIO(to_docx(nameless, ""))).paragraphs if "Soepkeuken" in p.text]
