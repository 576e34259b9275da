"""A document as an accessible PDF (PDF/UA-1): `document.typ` sets it, Typst compiles it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from api.documents.house_style import house_style
from contract.documents import Document

TEMPLATE = Path(__file__).with_name("document.typ")
UNKNOWN = "\ufffd"  # stands for a character that no font here has
_ALWAYS_SHOWN = "\u024f"  # up to here (Latin with all its accents) the template's own font has everything
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def to_pdf(document: Document, colour: str) -> bytes:
    """The document as PDF, in a house colour `#rrggbb` or "" for the default.

    PDF/UA allows no character without a glyph. One that no font has is shown as a replacement mark.
    """
    data = json.dumps(document.to_json(), ensure_ascii=False)
    style = json.dumps(asdict(house_style(colour)))
    while True:
        try:
            return _compile(data, style)
        except typst.TypstError as error:
            missing = _missing(error.diagnostic).intersection(data)
            if not missing:
                raise
            data = data.translate(dict.fromkeys(map(ord, missing), UNKNOWN))


def _compile(data: str, style: str) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"document": data, "style": style},
        pdf_standards="ua-1",
    )


@cache
def _fonts() -> typst.Fonts:
    """Typst's own fonts, and the system's for what those lack, such as emoji."""
    return typst.Fonts()


def _missing(diagnostic: str) -> set[str]:
    """The characters that Typst names as impossible to show."""
    clusters = _MISSING.findall(diagnostic)
    characters = {c for cluster in clusters for c in _ESCAPED.sub(lambda code: chr(int(code[1], 16)), cluster)}
    return {c for c in characters if c > _ALWAYS_SHOWN and c != UNKNOWN}
