"""A stored document as the file that a visitor downloads."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from api.documents import PDF
from api.documents.docx import to_docx
from api.documents.pdf import to_pdf
from contract.documents import Document


@dataclass(frozen=True)
class Download:
    """A file with its kind and the name to save it under."""

    content: bytes
    media_type: str
    file_name: str


def make_download(document: Document, media_type: str, colour: str) -> Download:
    """Make the file of this kind, in a house colour `#rrggbb` or "" for the default."""
    is_pdf = media_type == PDF
    content = to_pdf(document, colour) if is_pdf else to_docx(document, colour)
    return Download(content, media_type, f"{_file_name(document.title)}.{'pdf' if is_pdf else 'docx'}")


def _file_name(title: str) -> str:
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "document"
