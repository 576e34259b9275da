"""A stock Rasa over the same data: the default pipeline and policies, an intent and a text for each topic.

Built in a folder of its own from this project's training questions and answers, and served by
`rasa run` with the REST channel, as the Rasa documentation has a beginner do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import yaml

from api.settings import ROOT
from gids.content import Content
from serve.__main__ import RASA_PYTHON
from serve.background import POLL_SECONDS, free_ports

# As written by `rasa init` of 3.6, with the suggested default pipeline and policies spelt out.
CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "language": "nl",
    "assistant_id": "stock",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
        {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
    ],
}


def write_project(folder: Path, content: Content) -> None:
    """Write the stock project: config, domain, questions, a story and a rule for each intent."""
    blocks: dict[str, str] = {}
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            topic = (block.get("metadata") or {}).get("topic")
            name = topic.replace("/", "_") if topic else block["intent"]
            blocks[name] = blocks.get(name, "") + block["examples"]
    said = {topic.id.replace("/", "_"): topic.kort for topic in content.guide}
    said |= {key: text.tekst for group in ("gesprek", "buiten") for key, text in content.texts[group].items()}
    steps = {name: [{"intent": name}, {"action": f"utter_{name}"}] for name in blocks}
    files: dict[str, Any] = {
        "config.yml": CONFIG,
        "domain.yml": {
            "version": "3.1",
            "intents": list(blocks),
            "responses": {f"utter_{name}": [{"text": said[name].replace("{", "{{")}] for name in blocks},
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
        "endpoints.yml": {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")}},
    }
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def environment() -> dict[str, str]:
    """Quiet, and with a bytecode cache, as our own processes have it."""
    quiet = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    return {**kept, **quiet, "LOG_LEVEL": "WARNING"}


def train(folder: Path) -> float:
    """Train in `folder`; gives the seconds it took."""
    started = time.monotonic()
    with (folder / "train.log").open("wb") as log:
        command = [str(RASA_PYTHON), "-m", "rasa", "train", "--fixed-model-name", "stock"]
        subprocess.run(command, cwd=folder, env=environment(), check=True, stdout=log, stderr=log)
    return time.monotonic() - started


class StockRasa:
    """A running `rasa run`; ready when the block begins."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        [port] = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        self.seconds_to_ready = 0.0
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The one process."""
        if self._process is None:
            raise RuntimeError("the stock Rasa has not been started")
        return self._process.pid

    def __enter__(self) -> StockRasa:
        started = time.monotonic()
        command = [str(RASA_PYTHON), "-m", "rasa", "run", "-i", "127.0.0.1", "--port", str(self._port)]
        with (self._folder / "run.log").open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "--enable-api"], cwd=self._folder, env=environment(), stdout=log, stderr=log
            )
        while True:
            if self._process.poll() is not None:
                raise RuntimeError(f"the stock Rasa ended:\n{(self._folder / 'run.log').read_text()[-2000:]}")
            try:
                if httpx.get(f"{self.url}/status", timeout=5).status_code == httpx.codes.OK:
                    break
            except httpx.TransportError:
                pass
            time.sleep(POLL_SECONDS)
        self.seconds_to_ready = time.monotonic() - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)


if __name__ == "__main__":
    from gids.content import read_content

    target = Path(sys.argv[1])
    write_project(target, read_content())
    print(f"Trained in {train(target):.0f} s")
