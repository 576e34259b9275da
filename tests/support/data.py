"""A copy of `data/` that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

from content.paths import ROOT, DataPaths


def copy_data(folder: Path) -> DataPaths:
    """The project's data, copied into `folder`, without the talks: reading those takes most of a check."""
    copy = folder / "data"
    shutil.copytree(ROOT / "data", copy, ignore=shutil.ignore_patterns("talks", "talks.yml"))
    return DataPaths.under(copy)
