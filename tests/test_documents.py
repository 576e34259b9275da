"""The documents lead somewhere: every link between them resolves, and every place they name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.paths import ROOT

WITH_LINKS = ("*.md", ".github/**/*.md", "api/**/*.md", "docs/**/*.md", "findings/*.md", "widget/*.md")
WITH_PLACES = ("README.md", "README.nl.md", "CONTRIBUTING.md", "SECURITY.md", "docs/**/*.md", "findings/*.md")

PROJECT: tuple[str, ...] = (
    *(".ci", ".github", "actions", "api", "bench", "bridge", "checks", "content", "contract", "data", "docs"),
    *("findings", "nlu", "operations", "rasa", "tests", "training", "widget"),
)
FORMER = ("deploy", "gids", "serve", "setup")
"""Folders at the top that there were once; nothing is there."""
MADE = ("rasa/.venv", "widget/node_modules")
"""Made by setting up, so not there in a fresh clone."""

_PLACE = re.compile(rf"(?:{'|'.join(map(re.escape, (*PROJECT, *FORMER)))})/[\w./-]*")
_ARROW = " →"
"""Behind a place, in the notes on upgrading: it is where something was."""


def documents(*patterns: str) -> list[Path]:
    """The documents that the patterns name, without what other packages bring."""
    found = {file for pattern in patterns for file in ROOT.glob(pattern)}
    return sorted(file for file in found if "node_modules" not in file.parts)


@cache
def blocks(document: Path) -> tuple[Token, ...]:
    """What the document is made of; what stands inside a line is in its `children`."""
    parser = MarkdownIt("commonmark").enable("table")
    return tuple(parser.parse(document.read_text(encoding="utf-8")))


def links(document: Path) -> Iterator[str]:
    """Where its links and pictures inside the project lead to."""
    for block in blocks(document):
        for token in block.children or ():
            target = str(token.attrGet("href") or token.attrGet("src") or "")
            if target and not re.match(r"[a-z]+:|/", target):
                yield unquote(target)


def places(document: Path) -> Iterator[str]:
    """The files and folders of the project that it names in code or in a command, but for those to fill in."""
    for words in _code(document):
        for word in words:
            if _PLACE.fullmatch(word) and not word.startswith(MADE):
                yield word


def _code(document: Path) -> Iterator[list[str]]:
    for block in blocks(document):
        if block.type == "fence" and block.info == "sh":
            yield block.content.split()
        for token, following in pairwise([*(block.children or ()), Token("", "", 0)]):
            if token.type == "code_inline" and not following.content.startswith(_ARROW):
                yield [token.content]


@cache
def anchors(document: Path) -> frozenset[str]:
    """What a link can lead to inside the document: its headings, as code hosts name them."""
    headings = [after.content for block, after in pairwise(blocks(document)) if block.type == "heading_open"]
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


def leads_nowhere(document: Path, target: str) -> bool:
    """Whether there is no such file, or no such heading in it."""
    path, _, anchor = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    return not file.exists() or (bool(anchor) and file.suffix == ".md" and anchor not in anchors(file))


def _name(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", documents(*WITH_LINKS), ids=_name)
def test_every_link_in_the_project_resolves(document: Path) -> None:
    assert [target for target in links(document) if leads_nowhere(document, target)] == []


@pytest.mark.parametrize("document", documents(*WITH_PLACES), ids=_name)
def test_every_place_that_is_named_is_there(document: Path) -> None:
    assert [place for place in places(document) if not (ROOT / place).exists()] == []


def test_every_package_at_the_top_is_looked_for() -> None:
    assert {file.parent.name for file in ROOT.glob("*/__init__.py")} <= set(PROJECT)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("See `data/live/gids/rol/inkoper.md` and `api/`.", ["data/live/gids/rol/inkoper.md", "api/"]),
        ("- `gids/check.py` → `checks/content.py`", ["checks/content.py"]),
        ("`gids/check.py` is gone", ["gids/check.py"]),
        ("`data/live/gids/<groep>/<naam>.md`, `tests/*.py`, `data/…`", []),
        ("`rol/inkoper`, `/v1/gesprekken`, `var/gesprekken.db`, `make waarom VRAAG=…`, `rasa/.venv`", []),
        ("```sh\npython -m pytest tests/gone.py\n```\n", ["tests/gone.py"]),
        ("```\ndata/gone.yml\n```\n", []),
    ],
)
def test_what_counts_as_a_place(text: str, named: list[str], tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    assert list(places(document)) == named


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("[a](other.md)", False),
        ("[a](other.md#%C3%A9%C3%A9n-kop-voor-je)", False),
        ("[a](#eigen)", False),
        ("[a](https://example.org/x.md), [b](mailto:a@example.org), `[c](gone.md)`", False),
        ("[a](gone.md)", True),
        ("[a](other.md#gone)", True),
        ("| a |\n|---|\n| [a](#gone) |", True),
        ("![a](gone.png)", True),
    ],
)
def test_what_counts_as_a_dead_link(link: str, wrong: bool, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Één kop, voor je\n", encoding="utf-8")
    document = tmp_path / "document.md"
    document.write_text(f"## Eigen\n\n{link}\n", encoding="utf-8")
    assert any(leads_nowhere(document, target) for target in links(document)) is wrong
