"""`python -m training.fit_thresholds MODEL`: fits `data/training/thresholds.yml` on questions never trained on.

`data/training/held-back` holds them, on the guide and outside it. Those on the guide were written by the same kind of
people as the training questions; strangers' questions go wrong about twice as often (0.6 % against 1.0 % and 1.3 % at
the same thresholds). So a third of the goal for wrong answers is aimed at. Of the thresholds that reach it those are
taken whose answers are worth most: an answer to what is outside, and nothing for what is in the guide, each take away
what a choice with the right topic gives.
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
from contract.intents import Intent
from nlu.understand.decision import decide
from nlu.understand.knowledge import Knowledge
from nlu.understand.message_features import Seen
from nlu.understand.observation import Observation
from nlu.understand.observe import observe_in_talk, read
from nlu.understand.ranked_acts import Acts, rank_acts
from nlu.understand.thresholds import Thresholds
from training.spacy_model import spacy_model
from training.trained_model import load_trained_model

GOALS = {"wrong": 0.02}
AIMS = {"wrong": GOALS["wrong"] / 3}
"""What must be reached on the held-back questions to reach the goals on strangers'."""

SURE = [0.7, 0.8, 0.9, 0.95]
CHOICE = [0.01, 0.02, 0.03]
HEAD = "# Made by `make drempels`; do not change by hand. `figures` are those on held-back/ that chose them.\n"


@dataclass(frozen=True)
class HeldBackQuestion:
    """A held-back question as the decision sees it; `expected` is empty for one outside the guide."""

    expected: frozenset[str]
    kind: str
    observation: Observation
    acts: Acts


def main(model: str) -> int:
    """Fit and write the file; 1 when no thresholds reach the aim."""
    questions = read_questions(model)
    candidates = []
    for sure, choice in itertools.product(SURE, CHOICE):
        figures = measure(questions, Thresholds(sure, choice))
        if within_aim(figures):
            candidates.append((figures, {"sure": sure, "choice": choice}))
    if not candidates:
        print("No thresholds reach the aim on data/training/held-back.", file=sys.stderr)
        return 1
    figures, best = max(
        candidates,
        key=lambda found: (worth(found[0]), *found[1].values()),
    )
    write_fitted(DATA.thresholds, best, goals=GOALS, aims=AIMS, figures=figures)
    return 0


def write_fitted(file: Path, thresholds: dict[str, float], **figures: Any) -> None:
    """Write and print what was fitted with its figures; what another command has fitted stays in `file`."""
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    content = {**content, "thresholds": {**content.get("thresholds", {}), **thresholds}, **figures}
    written = yaml.safe_dump(content, sort_keys=False)
    file.write_text(HEAD + written, encoding="utf-8")
    print(written)


def read_questions(model: str) -> list[HeldBackQuestion]:
    """Every held-back question about the guide and outside it, ranked by the model."""
    knowledge = Knowledge.with_model(load_trained_model(Path(model)))
    language = spacy.load(spacy_model().name)
    found = []
    for file in (DATA.held_back / "vragen.jsonl", DATA.held_back / "buiten.jsonl"):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            observation = observe_in_talk(row["tekst"], read(row["tekst"], language), Context(), knowledge)
            kind = row.get("kenmerk") or row["soort"]
            acts = rank_acts(Seen(observation, Context()), knowledge.ranker)
            found.append(HeldBackQuestion(frozenset(row.get("verwacht", ())), kind, observation, acts))
    return found


def measure(questions: list[HeldBackQuestion], thresholds: Thresholds) -> dict[str, Any]:
    """Shares of right at once, right within a choice, wrong (also of the worst kind), outside answered."""
    results: dict[str, Counter[str]] = {}
    for question in questions:
        kind = question.kind if question.expected else "outside"
        results.setdefault(kind, Counter())[result(question, thresholds)] += 1
    outside = results.pop("outside")
    inside: Counter[str] = sum(results.values(), Counter())
    total = sum(inside.values())
    worst = max(results, key=lambda kind: results[kind]["wrong"] / sum(results[kind].values()))
    return {
        "questions": total,
        "direct": round(inside["direct"] / total, 4),
        "with_choice": round((inside["direct"] + inside["choice"]) / total, 4),
        "wrong": round(inside["wrong"] / total, 4),
        "wrong_of_worst_kind": round(results[worst]["wrong"] / sum(results[worst].values()), 4),
        "worst_kind": worst,
        "outside": sum(outside.values()),
        "outside_answered": round(outside["wrong"] / sum(outside.values()), 4),
    }


def result(question: HeldBackQuestion, thresholds: Thresholds) -> str:
    """What the visitor would get: direct, choice, wrong or none."""
    verdict = decide(question.observation, Context(), thresholds, question.acts)
    if verdict.intent in (Intent.ASK_GUIDE, Intent.ASK_TWO):
        answered = verdict.details.topics or (verdict.details.topic,)
        return "direct" if question.expected & set(answered) else "wrong"
    return "choice" if question.expected & set(verdict.details.choices) else "none"


def within_aim(figures: dict[str, Any]) -> bool:
    """Whether every aim is reached."""
    return all(figures[name] <= most for name, most in AIMS.items())


def worth(figures: dict[str, Any]) -> float:
    """What the answers are worth together: of equals the more careful thresholds are taken."""
    direct, offered, wrong, outside = (
        float(figures[name]) for name in ("direct", "with_choice", "wrong", "outside_answered")
    )
    nothing = 1 - offered - wrong
    return round(direct + (offered - direct - nothing - outside) / 2, 6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
