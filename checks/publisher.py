"""What still has to be filled in by whoever publishes the assistant: an address of their own."""

from __future__ import annotations

from pathlib import Path

from content.problems import Problem

PLACEHOLDER = "publisher.invalid"
"""Stands for the publisher's domain; nobody can own a name under `.invalid` (RFC 2606)."""
FILES = ("README.md", "README.nl.md", "SECURITY.md", "publiccode.yml")


def placeholders(root: Path) -> list[Problem]:
    """Each line of `FILES` under `root` that still names the placeholder; a file that is not there has none."""
    return [
        Problem(root / name, number, f"vervang {PLACEHOLDER} door je eigen adres")
        for name in FILES
        if (root / name).exists()
        for number, line in enumerate((root / name).read_text(encoding="utf-8").splitlines(), start=1)
        if PLACEHOLDER in line
    ]


def print_placeholders(root: Path) -> None:
    """Remind of what is still to be filled in: no mistake, since it need not be done before publishing."""
    if found := placeholders(root):
        print("Nog in te vullen voor je dit publiceert:", *found, sep="\n  ")
