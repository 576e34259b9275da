"""Where everything stands: the one place that knows the project's folders.

`data/` is sorted by who may write it: `live` is in force seconds after a save, `restart` after a
restart, `training` after a training; `schemas` belong to the code.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class DataPaths:
    """The files and folders of `data/`."""

    guide: Path
    texts: Path
    municipalities: Path
    guided_tools: Path
    signals: Path
    letters: Path
    english: Path
    regional: Path
    commands: Path
    contact_details: Path
    personal_data: Path
    deletion: Path
    channel_words: Path
    register: Path
    questions: Path
    rules: Path
    talks: Path
    held_back: Path
    thresholds: Path
    act_weights: Path
    question_vectors: Path

    @classmethod
    def under(cls, data: Path) -> DataPaths:
        """Those of a folder laid out like `data/`."""
        live, restart, training = data / "live", data / "restart", data / "training"
        return cls(
            guide=live / "gids",
            texts=live / "teksten",
            municipalities=live / "gemeenten",
            guided_tools=live / "tools",
            signals=restart / "signalen.yml",
            letters=restart / "brieftaal.yml",
            english=restart / "engels.yml",
            regional=restart / "streektaal.yml",
            commands=restart / "opdrachten.yml",
            contact_details=restart / "gegevens.yml",
            personal_data=restart / "persoonsgegevens",
            deletion=restart / "wissen.yml",
            channel_words=restart / "kanalen.yml",
            register=restart / "register",
            questions=training / "questions",
            rules=training / "rules",
            talks=training / "talks",
            held_back=training / "held-back",
            thresholds=training / "thresholds.yml",
            act_weights=training / "act_weights.json",
            question_vectors=training / "question_vectors.npz",
        )


def _in_force() -> DataPaths:
    """The project's own `data/`, with the folders that a setting puts elsewhere, the same in all processes."""
    data = DataPaths.under(ROOT / "data")
    return replace(
        data,
        municipalities=Path(os.environ.get("ZAKBOEK_GEMEENTEN_DIR") or data.municipalities),
        guided_tools=Path(os.environ.get("ZAKBOEK_TOOLS_DIR") or data.guided_tools),
    )


DATA = _in_force()
SCHEMAS = ROOT / "data" / "schemas"
MODELS = ROOT / "models"
WIDGET = ROOT / "widget"


def model_card(archive: Path) -> Path:
    """The file beside a trained model that says what it was made of and with."""
    return archive.with_name(f"{archive.name.removesuffix('.tar.gz')}.json")
