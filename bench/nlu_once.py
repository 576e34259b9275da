"""One pipeline trained once and measured, in a process of its own (Rasa's environment).

Reads a job from standard input, `{"pipeline": [...], "train": [[text, label], ...],
"tests": {name: [[text, [labels]], ...]}}`, and prints one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

BINS = 15
_LABEL = "l{}"


def main() -> int:
    """Train, parse, print."""
    job = json.load(sys.stdin)
    sys.stdout, out = sys.stderr, sys.stdout  # Rasa prints; standard output is for the figures
    names = sorted({label for _, label in job["train"]})
    with tempfile.TemporaryDirectory() as folder:
        archive, seconds = train(Path(folder), job, names)
        figures = asyncio.run(measure(archive, job["tests"], names))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"training_cpu_seconds": seconds, "peak_mib": peak, **figures}), file=out)
    return 0


def train(folder: Path, job: dict[str, Any], names: list[str]) -> tuple[str, float]:
    """Train an NLU model on plain intents; gives its archive and the processor seconds it took."""
    from rasa.model_training import train_nlu
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(40)
    blocks: dict[str, list[str]] = {}
    for text, label in job["train"]:
        blocks.setdefault(_LABEL.format(names.index(label)), []).append(" ".join(text.split()))
    examples = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in blocks.items()
    ]
    config = {"recipe": "default.v1", "language": "nl", "assistant_id": "bench", "pipeline": job["pipeline"]}
    (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    data = yaml.safe_dump({"version": "3.1", "nlu": examples}, allow_unicode=True, width=100_000)
    (folder / "nlu.yml").write_text(data, encoding="utf-8")
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    started = time.process_time()
    archive = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="model")
    return str(archive), round(time.process_time() - started, 1)


async def measure(archive: str, tests: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Accuracy, calibration and time a parse (ms) on each test set."""
    from rasa.core.agent import Agent

    agent = Agent.load(archive)
    found: dict[str, Any] = {}
    for name, rows in tests.items():
        times, sure, right = [], [], []
        for text, labels in rows:
            started = time.perf_counter()
            parsed = await agent.parse_message(text)
            times.append((time.perf_counter() - started) * 1000)
            intent = parsed["intent"]
            right.append(bool(intent["name"]) and names[int(intent["name"][1:])] in labels)
            sure.append(float(intent["confidence"]))
        found[name] = {
            "accuracy": 100 * sum(right) / len(right),
            "ece": 100 * calibration_error(sure, right),
            "p50": statistics.median(times),
            "p95": statistics.quantiles(times, n=20)[-1],
            "reliability": reliability(sure, right),
        }
    return found


def reliability(sure: list[float], right: list[bool]) -> list[tuple[float, float, int]]:
    """For each of `BINS` bins of confidence: mean confidence, share right, how many."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, good in zip(sure, right):
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, good))
    return [
        (
            sum(confidence for confidence, _ in found) / len(found),
            sum(good for _, good in found) / len(found),
            len(found),
        )
        for found in bins
        if found
    ]


def calibration_error(sure: list[float], right: list[bool]) -> float:
    """Expected calibration error (Naeini et al. 2015): mean gap between confidence and share right."""
    return sum(abs(mean - share) * count for mean, share, count in reliability(sure, right)) / len(sure)


if __name__ == "__main__":
    sys.exit(main())
