"""Which Dutch spaCy model is at hand: nl_core_news_sm, or a stand-in built from spaCy's own Dutch."""

from __future__ import annotations

import importlib.util
import logging
from importlib.metadata import version
from pathlib import Path

logger = logging.getLogger(__name__)

WANTED = "nl_core_news_sm"
STAND_IN = Path("models/spacy/nl_stand_in")


def spacy_model() -> str:
    """The name or path to load; builds the stand-in where nl_core_news_sm is not installed."""
    if importlib.util.find_spec(WANTED) is not None:
        return WANTED
    if not (STAND_IN / "meta.json").exists():
        logger.warning("%s is not installed; building a stand-in with spaCy's lookup lemmas in %s", WANTED, STAND_IN)
        _build_stand_in()
    return STAND_IN.as_posix()


def _build_stand_in() -> None:
    import spacy  # a second to import, and seldom needed

    dutch = spacy.blank("nl", meta={"name": "stand_in", "version": version("spacy")})
    dutch.add_pipe("lemmatizer", config={"mode": "lookup"})
    dutch.initialize()
    STAND_IN.parent.mkdir(parents=True, exist_ok=True)
    dutch.to_disk(STAND_IN)


if __name__ == "__main__":
    print(spacy_model())
