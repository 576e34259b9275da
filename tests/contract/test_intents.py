"""Intents are known in one place, and that place agrees with what Rasa is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from content.paths import DATA, ROOT
from content.training_questions import read_blocks
from contract.intents import OFFERED_ONLY, Intent

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
CODE = ("actions", "api", "bridge", "checks", "content", "nlu", "training")
NAMES_OF_LISTS = {
    "nlu/understand/signals.py": {"crisis"},
    "nlu/understand/letter_phrases.py": {"groet"},
    "content/guided_tools/commands.py": {"opnieuw"},
    "api/pages/privacy.py": {"privacy"},
}
"""Where editors gave a list of phrases, or a file of texts, the name that an intent has too."""


def test_the_domain_has_the_same_intents() -> None:
    assert sorted(DOMAIN["intents"]) == sorted(intent.value for intent in Intent)


def test_every_intent_has_a_rule() -> None:
    assert {rule["steps"][0]["intent"] for rule in rules()} == {intent.value for intent in Intent}


def test_every_rule_leads_to_an_action_of_the_domain() -> None:
    assert {rule["steps"][1]["action"] for rule in rules()} <= set(DOMAIN["actions"])


def test_what_only_a_choice_means_is_not_trained() -> None:
    trained = {block.intent for block in read_blocks(DATA.questions)}
    assert not {intent.value for intent in OFFERED_ONLY} & trained


def test_no_intent_is_spelt_out_elsewhere() -> None:
    names = {intent.value for intent in Intent}
    found = {
        f"{file.relative_to(ROOT)}: {name}"
        for folder in CODE
        for file in (ROOT / folder).rglob("*.py")
        for name in quoted_words(file) & names - NAMES_OF_LISTS.get(str(file.relative_to(ROOT)), set())
    }
    assert not found


def rules() -> list[dict[str, Any]]:
    return [
        rule for file in DATA.rules.glob("*.yml") for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    ]


def quoted_words(file: Path) -> set[str]:
    return set(re.findall(r'"([a-z_]+)"', file.read_text(encoding="utf-8")))
