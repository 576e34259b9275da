"""What the public door and Rasa say to each other, as JSON that both environments must read and write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def golden(name: str) -> dict[str, Any]:
    """The JSON in `<name>.json` of this folder."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return found
