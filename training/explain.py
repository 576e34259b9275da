"""`python -m training.explain MODEL "question"`: why the assistant decides as it does.

For an editor: what the words show, the ranked topics, the thresholds, the decision, and the
training questions that look most like this one.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import joblib
import spacy

from contract.context import Context
from nlu.components.signals import SignalFinder, read_phrases
from nlu.model.labels import Label
from nlu.model.ranking import rank
from nlu.model.text_model import TextModel
from nlu.understand.decision import decide
from nlu.understand.thresholds import read_thresholds
from training.spacy_model import spacy_model

SHOWN = 6


def main(model: str, question: str) -> int:
    """Print the explanation in Dutch, as for a message without a conversation before it."""
    text_model = load_text_model(Path(model))
    thresholds = read_thresholds()
    signals = SignalFinder(read_phrases()).find(spacy.load(spacy_model())(question))
    whole, parts = rank(text_model, question, signals.delen)
    verdict = decide(whole, parts, signals, Context(), thresholds)
    print(f"Vraag      {question}")
    print(f"Signalen   {shown(asdict(signals)) or 'geen'}")
    print("Kansen")
    for label, probability in whole[:SHOWN]:
        print(f"  {probability:6.1%}  {label.topic or label.intent}")
    for text, part in zip(signals.delen, parts):
        print(f"  deel '{text}': {part[0][1]:.1%} {part[0][0].topic or part[0][0].intent}")
    print(f"Som gids   {sum(kans for label, kans in whole if label.topic):.1%}")
    print(f"Drempels   {shown(asdict(thresholds))}")
    print(f"Besluit    {verdict.intent} {verdict.gids.get('onderwerp') or verdict.gids.get('keuzes') or ''}")
    print("Voorbeeldvragen die er het meest op lijken")
    for text, name, likeness in text_model.nearest(question, SHOWN):
        label = Label.parse(name)
        print(f"  {likeness:4.2f}  {label.topic or label.intent:32} {text}")
    return 0


def load_text_model(archive: Path) -> TextModel:
    """The classifier's model out of a trained archive; KeyError when the archive holds none."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as packed:
        name = next((member for member in packed.getnames() if member.endswith("text_model.joblib")), None)
        if name is None:
            raise KeyError(f"{archive} holds no text model")
        packed.extract(name, folder)
        model: TextModel = joblib.load(Path(folder) / name)
        return model


def shown(values: dict[str, Any]) -> str:
    """Name and value of everything that is set."""
    return ", ".join(f"{name}: {value}" for name, value in values.items() if value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], " ".join(sys.argv[2:])))
