"""A municipality's house colour, used where it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.colour import WHITE, can_be_read

DEFAULT = "#154273"
TEXT = "#1b1b1b"
MUTED = "#595959"


@dataclass(frozen=True)
class HouseStyle:
    """The colours of one document: bars carry the accent, headings only when it can be read on white."""

    accent: str
    heading: str
    text: str = TEXT
    muted: str = MUTED


def house_style(colour: str) -> HouseStyle:
    """The colours for a house colour `#rrggbb`; anything else gives the default dark blue."""
    accent = colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else DEFAULT
    return HouseStyle(accent, accent if can_be_read(accent, WHITE) else TEXT)
