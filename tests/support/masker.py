"""The masker with the project's own lists, read once."""

from __future__ import annotations

from functools import cache

from api.masking.masker import Masked, Masker
from content.live import LiveContent
from content.paths import DATA


@cache
def masker() -> Masker:
    return Masker.read(DATA.personal_data, LiveContent().current.municipalities.register.names)


def masked(typed: str, before: str = "") -> Masked:
    """What is stored for what was typed."""
    return masker().mask(typed, before)
