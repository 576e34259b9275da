"""`python -m training.fit_thresholds MODEL`: fits `data/training/thresholds.yml` on questions never trained on.

`data/training/held-back` holds them. They were written by the same kind of people as the training
questions; strangers' questions go wrong about twice as often (0.6 % against 1.0 % and 1.3 % at
the same thresholds). So a third of the goal for wrong answers is aimed at.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import yaml

from content.paths import DATA
from contract.context import Context
from nlu.components.signals import SignalFinder, Signals, read_phrases
from nlu.model.labels import Ranking
from nlu.model.ranking import rank
from nlu.understand.decision import ANSWER, ANSWER_TWO, ASK_BACK, decide
from nlu.understand.thresholds import Thresholds
from training.explain import load_text_model
from training.spacy_model import spacy_model

GOALS = {"fout": 0.02, "buiten_beantwoord": 0.03}
AIMS = {"fout": GOALS["fout"] / 3, "buiten_beantwoord": 0.75 * GOALS["buiten_beantwoord"]}
"""What must be reached on the held-back questions to reach the goals on strangers'."""

GUIDE = [0.4, 0.5, 0.6, 0.7]
ANSWER_FROM = [round(0.3 + 0.05 * step, 2) for step in range(14)]
CHOICE = [0.01, 0.02, 0.03]
HEAD = "# Made by `make drempels`; do not change by hand. `cijfers` are those on held-back/ that chose them.\n"


@dataclass(frozen=True)
class Question:
    """A held-back question as the decision sees it; `expected` is empty for one outside the guide."""

    expected: frozenset[str]
    kind: str
    whole: Ranking
    parts: list[Ranking]
    signals: Signals


def main(model: str) -> int:
    """Fit and write the file; 1 when no thresholds reach the aim."""
    questions = read_questions(model)
    candidates = []
    for guide, answer, choice in itertools.product(GUIDE, ANSWER_FROM, CHOICE):
        figures = measure(questions, Thresholds(guide, answer, choice))
        if within_aim(figures):
            candidates.append((figures, {"gids": guide, "antwoord": answer, "keuze": choice}))
    if not candidates:
        print("No thresholds reach the aim on data/training/held-back.", file=sys.stderr)
        return 1
    figures, best = max(
        candidates, key=lambda found: (found[0]["direct"], found[0]["met_keuze"], found[1]["gids"], found[1]["keuze"])
    )
    content = {"drempels": best, "doelen": GOALS, "gericht_op": AIMS, "cijfers": figures}
    DATA.thresholds.write_text(HEAD + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    print(yaml.safe_dump(content, sort_keys=False))
    return 0


def read_questions(model: str) -> list[Question]:
    """Every held-back question about the guide and outside it, ranked by the model."""
    text_model, finder = load_text_model(Path(model)), SignalFinder(read_phrases())
    language = spacy.load(spacy_model())
    found = []
    for file in (DATA.held_back / "vragen.jsonl", DATA.held_back / "buiten.jsonl"):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            signals = finder.find(language(row["tekst"]))
            whole, parts = rank(text_model, row["tekst"], signals.delen)
            kind = row.get("kenmerk") or row["soort"]
            found.append(Question(frozenset(row.get("verwacht", ())), kind, whole, parts, signals))
    return found


def measure(questions: list[Question], thresholds: Thresholds) -> dict[str, Any]:
    """Shares of right at once, right within a choice, wrong (also of the worst kind), outside answered."""
    results: dict[str, Counter[str]] = {}
    for question in questions:
        kind = question.kind if question.expected else "buiten"
        results.setdefault(kind, Counter())[result(question, thresholds)] += 1
    outside = results.pop("buiten")
    inside: Counter[str] = sum(results.values(), Counter())
    total = sum(inside.values())
    worst = max(results, key=lambda kind: results[kind]["fout"] / sum(results[kind].values()))
    return {
        "vragen": total,
        "direct": round(inside["direct"] / total, 4),
        "met_keuze": round((inside["direct"] + inside["keuze"]) / total, 4),
        "fout": round(inside["fout"] / total, 4),
        "fout_hoogste_kenmerk": round(results[worst]["fout"] / sum(results[worst].values()), 4),
        "hoogste_kenmerk": worst,
        "buiten": sum(outside.values()),
        "buiten_beantwoord": round(outside["fout"] / sum(outside.values()), 4),
    }


def result(question: Question, thresholds: Thresholds) -> str:
    """What the visitor would get: direct, keuze, fout or geen."""
    verdict = decide(question.whole, question.parts, question.signals, Context(), thresholds)
    if verdict.intent in (ANSWER, ANSWER_TWO):
        answered = verdict.gids.get("onderwerpen") or [verdict.gids["onderwerp"]]
        return "direct" if question.expected & set(answered) else "fout"
    offered = verdict.gids.get("keuzes", ()) if verdict.intent == ASK_BACK else ()
    return "keuze" if question.expected & set(offered) else "geen"


def within_aim(figures: dict[str, Any]) -> bool:
    """Whether every aim is reached."""
    return all(figures[name] <= most for name, most in AIMS.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
