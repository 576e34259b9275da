"""The documents lead where they say: every relative link, every anchor, every path of the project that they name."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.paths import ROOT

READ = ("README*.md", "CONTRIBUTING.md", "SECURITY.md", "docs", ".github", "*/README.md", "api/channels/*.md")
"""Without the changelog: it tells of what has moved since."""

ROOMS = "actions api bench bridge checks content contract data docs findings nlu operations rasa tests training widget"
PATH = re.compile(rf"(?<![\w./{{}}-])(?:{ROOMS.replace(' ', '|')})/[\w./<>…*{{}}-]*")
GAPS = "<…*{"
"""What stands for any name: `<naam>`, `*.sh`."""

TO_BE_WRITTEN = "netwerkdag"
"""The topic that a reader adds while following the steps for it."""


def documents() -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *READ]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted(name for name in names if name.endswith(".md") and (ROOT / name).exists())


DOCUMENTS = documents()
OF_TODAY = [name for name in DOCUMENTS if name != "docs/operators/upgrading.md"]
"""Without the upgrade notes: they name the places of before too."""


@cache
def tokens(file: Path) -> tuple[Token, ...]:
    """All of a document's tokens, those inside a line too."""

    def flat(found: list[Token]) -> Iterator[Token]:
        for token in found:
            yield token
            yield from flat(token.children or [])

    parser = MarkdownIt("commonmark").enable("table")
    return tuple(flat(parser.parse(file.read_text(encoding="utf-8"))))


def links(file: Path) -> set[str]:
    """Where a document's links and pictures lead, without those to other sites."""
    found = {str(token.attrGet("href") or token.attrGet("src") or "") for token in tokens(file)}
    return {one for one in found if one and not urlsplit(one).scheme}


def anchors(file: Path) -> set[str]:
    """The names that a code host gives to a document's headings."""
    found = tokens(file)
    headings = (after.content for token, after in pairwise(found) if token.type == "heading_open")
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def named_paths(file: Path) -> set[str]:
    """The project's own files and folders that stand in a document as code."""
    code = [token.content for token in tokens(file) if token.type in {"code_inline", "fence", "code_block"}]
    found = {path.rstrip(".") for text in code for path in PATH.findall(text)}
    return {path for path in found if TO_BE_WRITTEN not in path and not set(GAPS) & set(path)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    wrong = []
    for link in links(ROOT / name):
        parts = urlsplit(link)
        target = (ROOT / name).parent / unquote(parts.path) if parts.path else ROOT / name
        if not target.exists() or (parts.fragment and target.suffix == ".md" and parts.fragment not in anchors(target)):
            wrong.append(link)
    assert not wrong


@pytest.mark.parametrize("name", OF_TODAY)
def test_paths_of_the_project_exist(name: str) -> None:
    assert not [path for path in sorted(named_paths(ROOT / name)) if not (ROOT / path).exists()]


def test_the_documents_a_newcomer_opens_are_read() -> None:
    assert {"README.md", "README.nl.md", "CONTRIBUTING.md", "SECURITY.md", "widget/README.md"} <= set(DOCUMENTS)


def test_a_link_an_anchor_and_a_path_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    text = "# Eén *ding*: `x/y`\n\n[b](b.md#c) ![d](d.png)\n\n| a |\n|---|\n| `api/gone.py` |\n\n"
    file.write_text(
        f"{text}`data/<naam>.yml` `widget/src/*.ts`\n\n```sh\npytest tests/gone.py\n```\n", encoding="utf-8"
    )
    assert links(file) == {"b.md#c", "d.png"}
    assert anchors(file) == {"eén-ding-xy"}
    assert named_paths(file) == {"api/gone.py", "tests/gone.py"}
