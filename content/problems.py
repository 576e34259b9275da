"""What can be wrong with content, always with the file and the line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a content file, worded for the editor who has to mend it."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{os.path.relpath(self.file)}:{self.line}: {self.message}"


class ContentError(Exception):
    """Content that cannot be used; `problems` holds every mistake found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
