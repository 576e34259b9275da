"""Which Dutch spaCy model is at hand: nl_core_news_sm, or a stand-in built from spaCy's own Dutch."""

from __future__ import annotations

import importlib.util
import json
import logging
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

logger = logging.getLogger(__name__)

WANTED = "nl_core_news_sm"
STAND_IN = Path("models/spacy/nl_stand_in")


class SpacyModel(NamedTuple):
    """What spaCy loads, a package's name or a folder, and the version that its meta.json names."""

    name: str
    version: str


def spacy_model() -> SpacyModel:
    """The one at hand; builds the stand-in where nl_core_news_sm is not installed, anew when its parts are newer."""
    if importlib.util.find_spec(WANTED) is not None:
        return SpacyModel(WANTED, version(WANTED))
    wanted = f"{version('spacy')}+lookups.{version('spacy-lookups-data')}"
    if _version_of_stand_in() != wanted:
        logger.warning("%s is not installed; building a stand-in with spaCy's lookup lemmas in %s", WANTED, STAND_IN)
        _build_stand_in(wanted)
    return SpacyModel(STAND_IN.as_posix(), wanted)


def _version_of_stand_in() -> str | None:
    try:
        return str(json.loads((STAND_IN / "meta.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None


def _build_stand_in(named: str) -> None:
    import spacy  # a second to import, and seldom needed

    dutch = spacy.blank("nl", meta={"name": "stand_in", "version": named})
    dutch.add_pipe("lemmatizer", config={"mode": "lookup"})
    dutch.initialize()
    partial = STAND_IN.with_name(f"{STAND_IN.name}.part")
    partial.parent.mkdir(parents=True, exist_ok=True)
    dutch.to_disk(partial)
    shutil.rmtree(STAND_IN, ignore_errors=True)
    partial.replace(STAND_IN)


if __name__ == "__main__":
    print(spacy_model().name)
