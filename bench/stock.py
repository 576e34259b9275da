"""A stock Rasa over the same data: the default pipeline and policies, an intent and a text for each topic.

Built in a folder of its own from this project's training questions and answers, and served by
`rasa run` with the REST channel, as the Rasa documentation has a beginner do.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from content.live import Content
from content.paths import DATA, ROOT
from content.training_questions import read_blocks
from operations.serve.start import RASA_PYTHON
from tests.support.assistant import BackgroundProcess, free_ports

STOCK = ROOT / "var" / "bench" / "stock"


@dataclass(frozen=True)
class Size:
    """What a stock Rasa is made of: `examples` of each block of questions, the first; whether it learns from them."""

    examples: int | None = None
    learns: bool = True


WHOLE = Size()
SMALL = Size(examples=3, learns=False)
"""Made and started in half a minute: DIET as it begins, which takes as long for a question, and no TED."""


def config(epochs: int, size: Size = WHOLE) -> dict[str, Any]:
    """As `rasa init` of 3.6 suggests, with the default pipeline and policies spelt out."""
    epochs = epochs if size.learns else 0
    learnt = [
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
        {"name": "TEDPolicy", "max_history": 5, "epochs": epochs, "constrain_similarities": True},
    ]
    return {
        "recipe": "default.v1",
        "language": "nl",
        "assistant_id": "stock",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", "epochs": epochs, "constrain_similarities": True},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            *(learnt if size.learns else []),
        ],
    }


def write_project(folder: Path, content: Content, epochs: int, size: Size = WHOLE) -> None:
    """Write the stock project: config, domain, questions, a story and a rule for each intent."""
    blocks: dict[str, str] = {}
    for block in read_blocks(DATA.questions):
        name = block.topic.replace("/", "_") if block.topic else block.intent
        some = block.examples[: size.examples]
        blocks[name] = blocks.get(name, "") + "".join(f"- {example.text}\n" for example in some)
    said = {topic.id.replace("/", "_"): topic.short for topic in content.guide}
    said |= {key: text.text for group in ("gesprek", "buiten") for key, text in content.texts[group].items()}
    follow_up = content.texts["antwoord"]["waarover"].text  # a stock Rasa keeps no context to follow up on
    steps = {name: [{"intent": name}, {"action": f"utter_{name}"}] for name in blocks}
    files: dict[str, Any] = {
        "config.yml": config(epochs, size),
        "domain.yml": {
            "version": "3.1",
            "intents": list(blocks),
            "responses": {f"utter_{name}": [{"text": said.get(name, follow_up).replace("{", "{{")}] for name in blocks},
        },
        "data/nlu.yml": {
            "version": "3.1",
            "nlu": [{"intent": name, "examples": examples} for name, examples in blocks.items()],
        },
        "data/rules.yml": {
            "version": "3.1",
            "rules": [{"rule": name, "steps": step} for name, step in steps.items()],
        },
        "data/stories.yml": {
            "version": "3.1",
            "stories": [
                {"story": f"{first} {second}", "steps": steps[first] + steps[second]}
                for first, second in zip(blocks, [*list(blocks)[1:], next(iter(blocks))], strict=True)
            ],
        },
        "credentials.yml": {"rest": None},
        "endpoints.yml": {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "tracker.db"}},
    }
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def trained_stock(content: Content, epochs: int, size: Size = WHOLE) -> Path:
    """The folder of a stock project with a trained model, made when there is none for this content and these epochs.

    It stays, since training takes minutes and an answer's time hangs on the data alone.
    """
    with tempfile.TemporaryDirectory() as new:
        write_project(Path(new), content, epochs, size)
        files = sorted(path for path in Path(new).rglob("*") if path.is_file())
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    folder = STOCK / digest
    if not list(folder.glob("models/*.tar.gz")):
        write_project(folder, content, epochs, size)
        print(f"Trained in {train(folder):.0f} s", flush=True)
    (folder / "tracker.db").unlink(missing_ok=True)
    return folder


def environment() -> dict[str, str]:
    """Quiet, and with a bytecode cache, as our own processes have it."""
    quiet = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    return {**kept, **quiet, "LOG_LEVEL": "WARNING"}


def train(folder: Path) -> float:
    """Train in `folder`; gives the seconds it took."""
    started = time.monotonic()
    with (folder / "train.log").open("wb") as log:
        command = [str(RASA_PYTHON), "-m", "rasa", "train", "--fixed-model-name", "stock", "--skip-validation"]
        subprocess.run(command, cwd=folder, env=environment(), check=True, stdout=log, stderr=log)
    return time.monotonic() - started


class StockRasa(BackgroundProcess):
    """A running `rasa run` over a trained stock project."""

    def __init__(self, folder: Path) -> None:
        [port] = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        command = [str(RASA_PYTHON), "-m", "rasa", "run", "-i", "127.0.0.1", "--port", str(port), "--enable-api"]
        super().__init__(command, folder, environment(), folder / "run.log", f"{self.url}/status")
