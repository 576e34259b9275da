"""What still has to be filled in by whoever publishes the assistant: an address and a name of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from content.problems import Problem

PLACEHOLDER = "publisher.invalid"
"""Stands for the publisher's domain, also behind a name; nobody can own one under `.invalid` (RFC 2606)."""
PURPOSES = {
    "publiccode.yml": "wie de assistent uitgeeft, voor catalogi van software",
    "SECURITY.md": "waar iemand een lek kan melden",
    "README.nl.md": "wie gemeenten iets kunnen vragen",
    "CHANGELOG.md": "waar een versie te vinden is",
}
"""Where something of the publisher belongs, and what it is for."""


def placeholders(root: Path) -> list[Problem]:
    """Each line under `root` that still holds the placeholder, document by document; one that is not there has none."""
    return [line for name, purpose in PURPOSES.items() for line in _lines(root / name, purpose)]


def print_placeholders(root: Path) -> None:
    """Remind of what is still to be filled in, one line a document; nothing when all is.

    No mistake: who runs the assistant inside an organisation need not publish it.
    """
    found = placeholders(root)
    if found:
        print("Nog in te vullen voor je de assistent uitgeeft, zie docs/operators/publishing.md:")
    for file, lines in groupby(found, key=lambda line: line.file.relative_to(root)):
        print(f"  {file}, regel {', '.join(str(line.line) for line in lines)}: {PURPOSES[str(file)]}")


def _lines(file: Path, purpose: str) -> Iterator[Problem]:
    if file.exists():
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if PLACEHOLDER in line:
                yield Problem(file, number, f"vervang {PLACEHOLDER}: {purpose}")
