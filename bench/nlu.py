"""`make bench-nlu`: NLU pipelines side by side in one run, written to docs/.

On our own questions (a stratified fifth held out, trained on the rest), on the measuring
questions, and on MASSIVE nl-NL (train to dev; all of it, and 8 examples an intent with three
seeds). What is not at hand is skipped and said so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from content.paths import DATA, MODELS, ROOT
from operations.serve.start import RASA_PYTHON

PIPELINES = Path(__file__).with_name("nlu_pipelines.yml")
KNOWN = MODELS / "bench-nlu.jsonl"
"""Figures of finished jobs, so that an hour of measuring can go on where it broke off."""
TABLE, CURVES = ROOT / "docs" / "developers" / "nlu.md", ROOT / "docs" / "developers" / "reliability.svg"
SEEDS, SHOTS, FIFTH = (0, 1, 2), 8, 5
Rows = list[tuple[str, str]]
Figures = dict[str, Any]


def main() -> int:
    """Train and measure each pipeline on each set; minutes for the light ones, an hour with DIET."""
    parser = argparse.ArgumentParser(description="Compare NLU pipelines.")
    parser.add_argument("--massive", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--questions", type=Path, required=True, help="the measuring questions")
    parser.add_argument("--epochs", type=int, default=5, help="of DIET on the large sets; 100 on 8 examples an intent")
    parser.add_argument("--only", default="", help="only pipelines whose name holds this")
    parser.add_argument("--sets", default="", help="only sets whose name holds this")
    arguments = parser.parse_args()
    jobs = [*own_jobs(arguments.questions), *massive_jobs(arguments.massive)]
    jobs = [job for job in jobs if arguments.sets in job[0]]
    pipelines = yaml.safe_load(PIPELINES.read_text(encoding="utf-8"))
    pipelines = {name: value for name, value in pipelines.items() if arguments.only in name}
    print(f"{len(pipelines)} pipelines x {len(jobs)} sets; with DIET this takes about an hour on 2 cores.", flush=True)
    results: dict[str, dict[str, list[Figures]]] = defaultdict(lambda: defaultdict(list))
    known = read_known()
    for set_name, train, tests in jobs:
        for name, pipeline in pipelines.items():
            epochs = arguments.epochs if len(train) > 1000 else 100
            job = {
                "pipeline": json.loads(json.dumps(pipeline).replace('"{epochs}"', str(epochs))),
                "train": train,
                "tests": tests,
            }
            found = known.get(key(job)) or run_once(job)
            results[name][set_name].append(found)
            accuracy = ", ".join(f"{test} {found[test]['accuracy']:.1f} %" for test in tests)
            print(f"{set_name:24} {name:44} {accuracy}, {found['training_cpu_seconds']:.0f} s", flush=True)
    write(results, arguments.epochs)
    return 0


def own_jobs(questions: Path) -> list[tuple[str, Rows, dict[str, Any]]]:
    """Our own training questions with a fifth held out, and the measuring questions where they are."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for file in sorted(DATA.questions.rglob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            label = (block.get("metadata") or {}).get("topic") or block["intent"]
            by_label[label] += [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
    train: Rows = []
    held_out = []
    for label, texts in by_label.items():
        random.Random(0).shuffle(texts)  # noqa: S311
        held_out += [(text, [label]) for text in texts[::FIFTH]]
        train += [(text, label) for index, text in enumerate(texts) if index % FIFTH]
    tests = {"held-out fifth": held_out}
    if questions.is_file():
        rows = map(json.loads, questions.read_text(encoding="utf-8").splitlines())
        tests["measuring questions"] = [(row["tekst"], row["verwacht"]) for row in rows]
    else:
        print(f"Skipped: the measuring questions are not at {questions}.")
    return [("own questions", train, tests)]


def massive_jobs(folder: Path) -> list[tuple[str, Rows, dict[str, Any]]]:
    """MASSIVE: 8 examples an intent for each seed, then all of it."""
    if not (folder / "train.jsonl").is_file():
        print(f"Skipped: MASSIVE is not at {folder}.")
        return []
    train, dev = (
        [(row["utt"], row["intent"]) for row in map(json.loads, (folder / f"{part}.jsonl").open(encoding="utf-8"))]
        for part in ("train", "dev")
    )
    tests = {"dev": [(text, [label]) for text, label in dev]}
    few = [("MASSIVE, 8 per intent", _sample(train, seed), tests) for seed in SEEDS]
    return [*few, ("MASSIVE, full", train, tests)]


def _sample(rows: Rows, seed: int) -> Rows:
    by_label: dict[str, list[str]] = defaultdict(list)
    for text, label in rows:
        by_label[label].append(text)
    chooser = random.Random(seed)  # noqa: S311
    return [
        (text, label) for label, texts in by_label.items() for text in chooser.sample(texts, min(SHOTS, len(texts)))
    ]


def run_once(job: dict[str, Any]) -> Figures:
    """One pipeline, one training, in a fresh process; RuntimeError when it fails."""
    quiet = {"PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        [str(RASA_PYTHON), "-m", "bench.nlu_once"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **quiet, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"a pipeline failed:\n{done.stderr[-3000:]}")
    found: Figures = json.loads(done.stdout.strip().splitlines()[-1])
    with KNOWN.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key(job), "figures": found}) + "\n")
    return found


def key(job: dict[str, Any]) -> str:
    """Names a job by all it depends on: pipeline, texts and the code of `nlu/`."""
    digest = hashlib.sha256(json.dumps(job, sort_keys=True).encode())
    for file in sorted((ROOT / "nlu").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def read_known() -> dict[str, Figures]:
    """What an earlier run that broke off has measured, by job."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.is_file() else []
    return {line["key"]: line["figures"] for line in map(json.loads, lines)}


def write(results: dict[str, dict[str, list[Figures]]], epochs: int) -> None:
    """The table as Markdown and the reliability diagram of the last pipeline, both in docs/developers/."""
    columns: dict[tuple[str, str], None] = {}
    for sets in results.values():
        for set_name, runs in sets.items():
            columns |= dict.fromkeys((set_name, test) for test in runs[0] if isinstance(runs[0][test], dict))
    head = [f"{set_name} → {test}" if test != "dev" else set_name for set_name, test in columns]
    lines = [f"| pipeline | {' | '.join(head)} | training (CPU s) | peak MiB | parse p50 / p95 (ms) |"]
    lines.append("|---" * (len(head) + 4) + "|")
    for name, sets in results.items():
        cells = [_cell(sets[set_name], test) for set_name, test in columns]
        largest = next(iter(sets.values()))[0]
        timed = next(value for value in largest.values() if isinstance(value, dict))
        parse = f"{timed['p50']:.1f} / {timed['p95']:.1f}"
        cost = f"{largest['training_cpu_seconds']:.0f} | {largest['peak_mib']:.0f} | {parse}"
        lines.append(f"| {name} | {' | '.join(cells)} | {cost} |")
    moment = f"{datetime.now(UTC):%Y-%m-%d}"
    TABLE.write_text(_page("\n".join(lines), moment, epochs), encoding="utf-8")
    chosen = list(results.values())[-1]
    CURVES.write_text(diagram({f"{s} → {t}": chosen[s][0][t]["reliability"] for s, t in columns}), encoding="utf-8")


def _cell(runs: list[Figures], test: str) -> str:
    accuracy = statistics.mean(run[test]["accuracy"] for run in runs)
    error = statistics.mean(run[test]["ece"] for run in runs)
    return f"{accuracy:.1f} % (ECE {error:.1f})"


def _page(table: str, moment: str, epochs: int) -> str:
    return (
        "# Which NLU pipeline\n\n"
        f"`make bench-nlu EPOCHS={epochs}`, {moment}. Accuracy in percent, with the expected calibration error (ECE)\n"
        "in points. Training, memory and time a parse are those of the first set. DIET was trained for\n"
        f"{epochs} epochs on the large sets and 100 on 8 examples an intent; its accuracy grows with more.\n\n"
        f"{table}\n\n![Reliability diagram of the chosen pipeline](reliability.svg)\n"
    )


def diagram(curves: dict[str, list[tuple[float, float, int]]]) -> str:
    """An SVG: confidence from left to right, share right from bottom to top; on the line is honest."""
    colours = ("#01689b", "#a90061", "#275937", "#e17000", "#42145f")
    marks, side = [], 400
    for number, (name, points) in enumerate(curves.items()):
        colour = colours[number % len(colours)]
        path = " ".join(f"{40 + mean * side:.0f},{440 - share * side:.0f}" for mean, share, _ in points)
        marks.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for mean, share, count in points:
            radius = 2 + min(count, 400) ** 0.5 / 3
            marks.append(
                f'<circle cx="{40 + mean * side:.0f}" cy="{440 - share * side:.0f}" r="{radius:.1f}" fill="{colour}"/>'
            )
        marks.append(f'<text x="460" y="{60 + 22 * number}" fill="{colour}">{name.replace("→", "–")}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 490" font-family="sans-serif" font-size="14">'
        '<rect width="760" height="490" fill="white"/>'
        '<rect x="40" y="40" width="400" height="400" fill="none" stroke="#999"/>'
        '<line x1="40" y1="440" x2="440" y2="40" stroke="#999" stroke-dasharray="4"/>'
        '<text x="160" y="470">probability the model gives</text>'
        '<text transform="translate(26 330) rotate(-90)">share that is right</text>' + "".join(marks) + "</svg>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
