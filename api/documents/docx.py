"""A document as a Word file, in Word's own styles, so that it can be edited and restyled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from api.documents.house_style import HouseStyle, house_style
from contract.documents import Block, BulletList, Document, Field, Heading, Paragraph, SourceList, Table

LANGUAGE = "nl-NL"
FONT = "Calibri"
MARGIN, TEXT_WIDTH = Cm(2.2), Cm(21.0 - 2 * 2.2)
QUESTION, ANSWER, OPEN = "Question", "Answer", "Open Answer"
NAME_LABEL, NAME = "Name Label", "Name"
TABLE_HEADING, TABLE_TEXT, TABLE_OPEN = "Table Heading", "Table Text", "Table Open"
STYLES: list[tuple[str, float, float, float, str, str]] = [
    # name, size in points, space before and after, which colour of the house style, form
    ("Normal", 11, 0, 6, "text", ""),
    ("Title", 24, 0, 3, "heading", "bold"),
    ("Subtitle", 11, 0, 6, "muted", ""),
    ("Heading 1", 15, 16, 4, "heading", "bold"),
    ("Heading 2", 12, 11, 2, "heading", "bold"),
    ("Heading 3", 11, 9, 2, "heading", "bold"),
    ("Footer", 8.5, 0, 0, "muted", ""),
    ("List Bullet", 11, 0, 3, "text", ""),
    (NAME_LABEL, 9.5, 6, 0, "muted", ""),
    (NAME, 14, 0, 4, "text", "bold"),
    (QUESTION, 9.5, 0, 3, "muted", ""),
    (ANSWER, 11, 0, 4, "text", ""),
    (OPEN, 11, 3, 7, "muted", "italic"),
    (TABLE_TEXT, 10.5, 2, 2, "text", ""),
    (TABLE_HEADING, 10.5, 2, 2, "text", "bold"),
    (TABLE_OPEN, 10.5, 2, 2, "muted", "italic"),
]


def to_docx(document: Document, colour: str) -> bytes:
    """The document as .docx, in a house colour `#rrggbb` or "" for the default."""
    file = docx.Document()
    _set_properties(file, document.title)
    _set_page(file, document.footer)
    _set_styles(file, house_style(colour))
    file.add_paragraph(document.title, "Title")
    file.add_paragraph(document.subtitle, "Subtitle")
    if document.name:
        file.add_paragraph(document.name_label, NAME_LABEL)
        _add_text(file, document.name, NAME)
    for part in document.parts:
        file.add_paragraph(part.heading, "Heading 1")
        _add_blocks(file, part.blocks)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


# What stands in the document


def _add_blocks(file: WordFile, blocks: Sequence[Block]) -> None:
    below = "Heading 2"  # of a field: one below the last heading
    for block in blocks:
        match block:
            case Heading():
                file.add_paragraph(block.text, "Heading 2")
                below = "Heading 3"
            case Paragraph():
                _add_text(file, block.text, "Normal")
            case BulletList():
                _add_list(file, block)
            case Field():
                _add_field(file, block, below)
            case Table():
                _add_table(file, block)
                if block is not blocks[-1]:
                    file.add_paragraph(style=TABLE_TEXT)  # keeps what follows apart
            case SourceList():
                _add_sources(file, block)


def _add_text(file: WordFile, text: str, style: str) -> None:
    """A paragraph for every part between empty lines; a single line break stays one."""
    for paragraph in filter(None, text.split("\n\n")):
        file.add_paragraph(paragraph.strip("\n"), style)


def _add_list(file: WordFile, block: BulletList) -> None:
    if block.lead_in:
        file.add_paragraph(block.lead_in, "Normal").paragraph_format.keep_with_next = True
    for item in block.items:
        file.add_paragraph(item, "List Bullet")


def _add_field(file: WordFile, field: Field, heading: str) -> None:
    file.add_paragraph(field.heading, heading)
    if field.question:
        file.add_paragraph(field.question, QUESTION)
    _add_text(file, field.text, OPEN if field.is_open else ANSWER)


def _add_table(file: WordFile, block: Table) -> None:
    table = file.add_table(rows=1, cols=len(block.headers), style="Table Grid")
    header = table.rows[0]
    _child(header._tr.get_or_add_trPr(), "w:tblHeader")
    for cell, text in zip(header.cells, block.headers):
        _fill(cell, text, TABLE_HEADING)
    for row in block.rows:
        added = table.add_row()
        _child(added._tr.get_or_add_trPr(), "w:cantSplit")
        for at, (cell, value) in enumerate(zip(added.cells, row)):
            _fill(cell, value.text, TABLE_OPEN if value.is_open else TABLE_TEXT if at else TABLE_HEADING)


def _fill(cell: _Cell, text: str, style: str) -> None:
    cell.paragraphs[0].text = text
    cell.paragraphs[0].style = style


def _add_sources(file: WordFile, block: SourceList) -> None:
    for source in block.items:
        if source.link is None:
            file.add_paragraph(source.text, "List Bullet")
        else:
            _add_link(file.add_paragraph(style="List Bullet"), source.text, source.link)


def _add_link(paragraph: WordParagraph, text: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _child(paragraph._p, "w:hyperlink", **{"r:id": relation})
    link.append(paragraph.add_run(text, "Hyperlink")._r)


# How it looks


def _set_properties(file: WordFile, title: str) -> None:
    properties = file.core_properties
    properties.title, properties.language = title, LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.now(UTC)
    theme_language = file.settings.element.find(qn("w:themeFontLang"))
    theme_language.attrib.clear()
    theme_language.set(qn("w:val"), LANGUAGE)
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Word 2013 and later; without, Word shows "Compatibility Mode"


def _set_page(file: WordFile, words: str) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.footer_distance = Cm(1.1)
    stops = file.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{words}\t")
    _add_number(footer, "PAGE")
    footer.add_run(" / ")
    _add_number(footer, "NUMPAGES")


def _add_number(paragraph: WordParagraph, field: str) -> None:
    """A number that Word counts itself; it shows 1 until then."""
    run = _child(_child(paragraph._p, "w:fldSimple", **{"w:instr": field}), "w:r")
    _child(run, "w:t").text = "1"


def _set_styles(file: WordFile, house: HouseStyle) -> None:
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), LANGUAGE)
    made = {look[0]: _set_style(file, house, *look) for look in STYLES}
    made["Normal"].paragraph_format.line_spacing = 1.15
    for name in (NAME_LABEL, QUESTION):
        made[name].paragraph_format.keep_with_next = True
    for name in (ANSWER, OPEN):
        made[name].paragraph_format.left_indent = Pt(10)
    made[OPEN].paragraph_format.right_indent = Pt(10)
    _border(made["Title"], house.accent, "single", 48, top=12)
    _border(made[ANSWER], house.accent, "single", 12, left=8)
    _border(made[OPEN], house.muted, "dashed", 6, top=3, left=8, bottom=3, right=8)
    _set_table_style(file, house)
    link = file.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline, link.font.color.rgb = True, _rgb(house.heading)


def _set_style(
    file: WordFile, house: HouseStyle, name: str, size: float, before: float, after: float, colour: str, form: str
) -> ParagraphStyle:
    """The paragraph style of this name, made when Word does not know it."""
    styles = file.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for old in style.element.xpath("w:rPr/w:rFonts | w:rPr/w:spacing"):  # the theme's fonts and wide setting
        old.getparent().remove(old)
    font = style.font
    font.name, font.size, font.color.rgb = FONT, Pt(size), _rgb(getattr(house, colour))
    font.bold, font.italic = form == "bold", form == "italic"
    for script in ("w:cs", "w:eastAsia"):
        style.element.rPr.rFonts.set(qn(script), FONT)
    return style


def _border(style: ParagraphStyle, colour: str, line: str, eighths: int, **spaces: int) -> None:
    """Lines at these distances on sides of the style's paragraphs, instead of what was there."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    borders = OxmlElement("w:pBdr")
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:contextualSpacing")
    for side, space in spaces.items():
        _child(borders, f"w:{side}", **_line(line, eighths, colour), **{"w:space": str(space)})


def _set_table_style(file: WordFile, house: HouseStyle) -> None:
    """Only lines between rows, and a bar in the house colour under the header."""
    style = file.styles["Table Grid"].element
    for side in style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"):
        upright = side.tag in (qn("w:left"), qn("w:right"), qn("w:insideV"))
        for name, value in _line("nil" if upright else "single", 4, house.muted).items():
            side.set(qn(name), value)
    header = _child(_child(style, "w:tblStylePr", **{"w:type": "firstRow"}), "w:tcPr")
    _child(_child(header, "w:tcBorders"), "w:bottom", **_line("single", 12, house.accent), **{"w:space": "0"})


def _line(line: str, eighths: int, colour: str) -> dict[str, str]:
    return {"w:val": line, "w:sz": str(eighths), "w:color": colour.lstrip("#")}


def _child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(name), value)
    parent.append(child)
    return child


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
