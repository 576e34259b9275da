"""How often in a row a part ended at its start: written by who supervises the parts, told at `/readyz`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FILE = "failed-starts.json"


def write_failed_starts(var_dir: Path, tries: Mapping[str, int]) -> None:
    """Keep the parts that ended at their start; nothing is kept of the others."""
    written = var_dir / f"{FILE}.new"
    try:
        written.write_text(json.dumps({part: count for part, count in tries.items() if count}), encoding="utf-8")
        written.replace(var_dir / FILE)
    except OSError:  # a full disk: the parts matter more than their count
        written.unlink(missing_ok=True)


def read_failed_starts(var_dir: Path) -> dict[str, int]:
    """By part; empty where all are up, or where nobody supervises them by `operations.serve`."""
    try:
        found: dict[str, int] = json.loads((var_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
