"""Whether a house colour can be read: contrast by WCAG 2."""

from __future__ import annotations

LEAST_CONTRAST = 4.5  # WCAG 1.4.3, level AA
WHITE = "#ffffff"


def contrast(one: str, other: str) -> float:
    """The contrast ratio between two colours `#rrggbb`: from 1 (the same) to 21 (black and white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def can_be_read(colour: str, *grounds: str) -> bool:
    """Whether text of this colour can be read on each of the grounds, and text of theirs on it."""
    return all(contrast(colour, ground) >= LEAST_CONTRAST for ground in grounds)


def light_enough(colour: str, *grounds: str) -> str:
    """The colour with just so much white in it that it can be read on each of these dark grounds."""
    tints = (_mixed_with_white(colour, share / 10) for share in range(11))
    return next(tint for tint in tints if can_be_read(tint, *grounds))


def _mixed_with_white(colour: str, share: float) -> str:
    return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in _channels(colour))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
