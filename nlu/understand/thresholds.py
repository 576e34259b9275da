"""From which probability an answer is given: numbers that a command has fitted, never by hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from content.paths import DATA

_COUNT = "most_choices"


class ThresholdsError(Exception):
    """The file with the thresholds cannot be used."""


@dataclass(frozen=True)
class Thresholds:
    """As probabilities: see `nlu.understand.decision.decide` for what each one decides."""

    sure: float
    choice: float
    asker: float = 1.0
    """From here on who seems to write is spoken to as such."""

    most_choices: int = 4


def read_thresholds(file: Path = DATA.thresholds) -> Thresholds:
    """The thresholds in force; ThresholdsError names the file and what is wrong with it."""
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))["thresholds"]
        thresholds = Thresholds(**found)
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise ThresholdsError(f"{file} cannot be used ({error!r}); make it anew with `make drempels`") from error
    limits = (value for name, value in asdict(thresholds).items() if name != _COUNT)
    if not all(0 <= value <= 1 for value in limits):
        raise ThresholdsError(f"{file}: every threshold is a probability between 0 and 1")
    return thresholds
