"""A classifier's model that learns in a blink: letters alone, a few texts a label."""

from __future__ import annotations

import tarfile
from pathlib import Path

import joblib
import spacy

from nlu.model.asker_model import AskerModel
from nlu.model.text_model import Settings, TextModel
from nlu.model.trained_model import MODEL_FILE, TrainedModel
from nlu.understand.knowledge import Knowledge

LETTERS_ONLY = Settings(encoder="", second_opinion="")
DUTCH = spacy.blank("nl")
EXAMPLES = {
    "vraag_gids::rol/inkoper": [
        "wat doet een inkoper",
        "wat is de rol van inkoper",
        "ik ben inkoper, wat kan ik doen",
        "taken van de inkoper",
    ],
    "vraag_gids::rol/financier": [
        "wat doet een financier",
        "wat is de rol van financier",
        "ik ben financier, wat kan ik doen",
        "taken van de financier",
    ],
    "vervolg_waarom": ["waarom is dat zo", "waarom dan", "om welke reden", "waarom eigenlijk"],
    "groet": ["hallo", "goedemorgen", "hoi", "goedemiddag"],
    "buiten_ver": ["wat eten we vanavond", "hoe laat gaat de trein", "regent het morgen", "wie won de wedstrijd"],
    "taal_engels": ["what does a buyer do", "can you help me", "where is the office", "how do I apply"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]


def tiny_model() -> TextModel:
    """One that knows two topics and four intents."""
    model = TextModel(LETTERS_ONLY)
    model.fit(TEXTS, LABELS)
    return model


def tiny_knowledge() -> Knowledge:
    """That model, with all else as it is in force."""
    return Knowledge.with_model(TrainedModel(tiny_model(), AskerModel()))


def archive_of(texts: TextModel | None, folder: Path) -> Path:
    """An archive as Rasa trains one, with `texts` in it or with none."""
    component = folder / "components" / "understander"
    component.mkdir(parents=True)
    (component / "other.json").write_text("{}", encoding="utf-8")
    if texts is not None:
        joblib.dump(TrainedModel(texts, AskerModel()), component / MODEL_FILE)
    archive = folder / "model.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(folder / "components", "components")
    return archive
