"""What serving does without is not loaded, and says what it is when Rasa asks for it."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from content.paths import ROOT


def run(program: str) -> str:
    """What a process of its own prints: imports cannot be undone."""
    command = [sys.executable, "-W", "ignore", "-c", textwrap.dedent(program)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def served() -> list[str]:
    """What Rasa says and has loaded once all is imported that serving needs."""
    return run(
        """
        import sys
        from importlib.machinery import ModuleSpec
        from bridge.left_out import LEFT_OUT, leave_out
        leave_out()
        import bridge.server
        from rasa.core.policies.rule_policy import RulePolicy
        import rasa.graph_components.validators.default_recipe_validator  # a model names what it was trained by too
        import rasa.core.brokers.pika  # when an agent is loaded, without a broker too
        import nlu.components.pinned_spacy, nlu.components.understanding
        print(sorted(name for name in LEFT_OUT if getattr(sys.modules.get(name), "__file__", None)))
        print(sorted(name for name in LEFT_OUT if name not in sys.modules))
        from rasa.core.channels.slack import SlackBot
        try:
            SlackBot("token")
        except ImportError as error:
            print(type(error).__name__, error)
        """
    ).splitlines()


def test_nothing_of_it_is_loaded_and_all_of_it_would_have_been(served: list[str]) -> None:
    assert served[0] == "[]"
    assert served[1] == "[]", "what Rasa does not import need not be on the list"


def test_rasa_is_told_what_it_asked_for_and_why_it_is_not_there(served: list[str]) -> None:
    assert "slack_sdk.web.async_client.AsyncWebClient is asked for, and is left out where Rasa serves" in served[2]
    assert "bridge/left_out.py" in served[2]


def test_what_was_derived_from_a_stand_in_cannot_be_made_either_and_a_probe_takes_it_for_missing() -> None:
    said = run(
        """
        from bridge.left_out import leave_out
        leave_out({"json5": "tests"})
        from json5.parts import Parser
        class Own(Parser): pass
        for use in (Parser, Own, Parser.parse):
            try:
                use("text")
            except ImportError as error:
                print(error)
        """
    ).splitlines()
    assert [line.split(" is asked for")[0] for line in said] == [
        "json5.parts.Parser",
        "json5.parts.Parser",
        "json5.parts.Parser.parse",
    ]


def test_a_part_of_a_package_is_left_out_and_the_package_stays() -> None:
    said = run(
        """
        from bridge.left_out import leave_out
        leave_out({"json.tool": "tests"})
        import json.tool
        print(json.loads("[1]"))
        try:
            json.tool.main()
        except ImportError as error:
            print(error)
        """
    )
    assert said.startswith("[1]\njson.tool.main is asked for")


def test_it_is_left_out_before_rasa_is_imported_or_not_at_all() -> None:
    said = run(
        """
        import json
        from bridge.left_out import leave_out
        try:
            leave_out({"json": "tests"})
        except RuntimeError as error:
            print(error)
        """
    )
    assert "too late, these are imported already: json" in said
