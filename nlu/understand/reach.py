"""Whether a text says how someone can be reached."""

from __future__ import annotations

import re

_EMAIL, _PHONE, _DIGITS = re.compile(r"\S+@\S+\.\S+"), re.compile(r"[\d +()-]+"), 8


def can_be_reached(text: str) -> bool:
    """Whether an e-mail address stands in `text`, or digits enough for a telephone number."""
    return bool(_EMAIL.search(text)) or any(sum(map(str.isdigit, run)) >= _DIGITS for run in _PHONE.findall(text))
