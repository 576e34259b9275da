"""A municipality's house colour, used where it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEFAULT = "#154273"
TEXT = "#1b1b1b"
MUTED = "#595959"
LEAST_CONTRAST = 4.5  # WCAG 1.4.3, level AA


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
    return HouseStyle(accent, accent if contrast_with_white(accent) >= LEAST_CONTRAST else TEXT)


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG 2 between `#rrggbb` and white: from 1 (white) to 21 (black)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
