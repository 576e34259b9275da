"""`python -m training`: train when no model fits the data; prints the model's path last."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from content.paths import DATA, ROOT, model_card
from content.training_questions import read_blocks
from contract.version import CONTRACT_VERSION
from runtime.checksum import WrongChecksum, check_checksum, write_checksum
from training.fingerprint import fingerprint
from training.packing import packed_fast
from training.progress import last_lines, output_to, progress, say
from training.spacy_model import SpacyModel, spacy_model

MODELS = Path("models")
"""Relative to the project's folder, so that a model says nothing of where it was made."""


def main() -> int:
    """Give the path of a model that fits the data, training it first when there is none."""
    os.chdir(ROOT)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    spacy = spacy_model()
    os.environ["ZAKBOEK_SPACY_MODEL"], os.environ["ZAKBOEK_SPACY_VERSION"] = spacy
    name = f"zakboek-{fingerprint(ROOT, ' '.join(spacy))}"
    archive = MODELS / f"{name}.tar.gz"
    if not is_whole(archive):
        train(name, spacy)
    print(archive)
    return 0


def is_whole(archive: Path) -> bool:
    """Whether the model is there with its card, and as it was when it was trained; else it is trained anew.

    What the operator says it must be (`ZAKBOEK_MODEL_SHA256`) is checked at the start, and nothing is replaced.
    """
    if not archive.exists() or not model_card(archive).exists():
        return False
    try:
        if not os.environ.get("ZAKBOEK_MODEL_SHA256"):
            check_checksum(archive)
    except WrongChecksum as error:
        say(f"{error}.")
        return False
    return True


def train(name: str, spacy: SpacyModel) -> None:
    """Train and write `models/<name>.tar.gz` with its card `models/<name>.json` and its checksum beside it."""
    say(f"No model fits the data; training {name}. This takes one to five minutes.")
    started, log = time.monotonic(), MODELS / f"{name}.log"
    with output_to(log), progress("Training"), packed_fast():
        from rasa.api import train as rasa_train
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)
        data = [str(DATA.questions), str(DATA.rules)]
        result = rasa_train("domain.yml", "config.yml", data, str(MODELS), fixed_model_name=name)
        seconds = round(time.monotonic() - started, 1)
        card = describe(name, spacy, seconds)
    if result.code or not result.model:
        raise SystemExit(f"Training failed with code {result.code}; the last lines of {log}:\n{last_lines(log)}")
    model_card(MODELS / f"{name}.tar.gz").write_text(json.dumps(card, indent=2), encoding="utf-8")
    write_checksum(MODELS / f"{name}.tar.gz")
    say(f"Trained {name} in {seconds} s.")


def describe(name: str, spacy: SpacyModel, seconds: float) -> dict[str, Any]:
    """What the model was made of and with; shown at /readyz."""
    from importlib.metadata import version

    from nlu.model.encoders import installed

    blocks = read_blocks(DATA.questions)
    return {
        "name": name,
        "contract": CONTRACT_VERSION,
        "trained_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "training_seconds": seconds,
        "rasa": version("rasa"),
        "spacy": version("spacy"),
        "spacy_model": Path(spacy.name).name,
        "spacy_model_version": spacy.version,
        "sentence_encoders": installed(),
        "examples": sum(len(block.examples) for block in blocks),
        "intents": len({block.intent for block in blocks}),
        "topics": len({block.topic for block in blocks} - {None}),
    }


if __name__ == "__main__":
    sys.exit(main())
