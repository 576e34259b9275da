"""Files of phrases, as `data/restart` has them: lists by name, of which none may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from content.frontmatter import read_mapping
from content.problems import ContentError


class PhraseListsError(Exception):
    """A file of phrases is missing or incomplete; without it distress or a signed question would go unnoticed."""


def read_phrase_lists(file: Path, names: Iterable[str]) -> dict[str, Any]:
    """The lists by name; PhraseListsError says which file cannot be read, or which of `names` are missing in it."""
    try:
        lists, _ = read_mapping(file)
    except (OSError, ContentError) as error:
        raise PhraseListsError(f"{file} cannot be read: {error}") from error
    missing = [str(name) for name in names if not lists.get(name)]
    if missing:
        raise PhraseListsError(f"{file}: these lists are missing or empty: {', '.join(missing)}")
    return lists
