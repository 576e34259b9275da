"""Files of phrases and words, as `data/restart` has them: lists by name, or one entry a line; none may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from content.frontmatter import read_mapping, read_text
from content.problems import ContentError


class PhraseListsError(Exception):
    """A file of phrases is missing or incomplete: distress, a signed question or a name would go unnoticed."""


def read_phrase_lists(file: Path, names: Iterable[str]) -> dict[str, Any]:
    """The lists by name; PhraseListsError says which file cannot be read, or which of `names` are missing or empty.

    A list within another is named with it: "adressen: tekens".
    """
    try:
        lists, _ = read_mapping(file)
    except (OSError, ContentError) as error:
        raise PhraseListsError(f"{file} cannot be read: {error}") from error
    missing = [str(name) for name in names if not lists.get(name)]
    groups = {name: group for name, group in lists.items() if isinstance(group, dict)}
    missing += [f"{name}: {inner}" for name, group in groups.items() for inner, words in group.items() if not words]
    if missing:
        raise PhraseListsError(f"{file}: these lists are missing or empty: {', '.join(missing)}")
    return lists


def read_word_list(file: Path) -> frozenset[str]:
    """The entries of a file with one a line, in small letters, without lines that begin with #.

    PhraseListsError when it cannot be read or has none.
    """
    try:
        lines = read_text(file).splitlines()
    except (OSError, ContentError) as error:
        raise PhraseListsError(f"{file} cannot be read: {error}") from error
    found = frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
    if not found:
        raise PhraseListsError(f"{file} is empty")
    return found
