"""An editor asks why: the explanation names what was seen, the rule that decided and the context."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

import training.explain
from contract.context import Context, ListItem, ToolState
from nlu.understand.knowledge import Knowledge
from nlu.understand.observe import read
from nlu.understand.understand import understand
from tests.support.tiny_model import DUTCH, archive_of, tiny_knowledge, tiny_model
from training.explain import explanation, main
from training.spacy_model import SpacyModel
from training.stored_talk import NotInTalk, TypedMessage


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return tiny_knowledge()


def explained(knowledge: Knowledge, text: str, context: Context | None = None) -> dict[str, str]:
    """The lines by their first word."""
    context = context or Context()
    understanding = understand(text, read(text, DUTCH), context, knowledge)
    lines = list(explanation(text, context, understanding, knowledge))
    return {line.partition(" ")[0] if line[0] != " " else line: line for line in lines}


def test_a_question(knowledge: Knowledge) -> None:
    lines = explained(knowledge, "wat doet een inkoper")
    assert lines["Vraag"].endswith("wat doet een inkoper")
    assert lines["Gesprek"].endswith("nog niets")
    assert lines["Vrager"].endswith("geen idee")
    assert lines["Gemeente"].endswith("geen")
    assert lines["Bedoelingen"] == "Bedoelingen"
    assert any(line.endswith("%  onderwerp: rol/inkoper") for line in lines)
    assert lines["Besluit"].startswith("Besluit    vraag_gids  topic: rol/inkoper")
    assert "asker: 0." in lines["Drempels"]
    nearest = list(lines)[-6]
    assert "rol/inkoper" in nearest
    assert nearest.endswith("wat doet een inkoper")
    assert any(line.startswith("  ") and line.endswith("%  rol/financier") for line in lines)


def test_what_its_words_show(knowledge: Knowledge) -> None:
    lines = explained(knowledge, "doe de rollenwijzer voor Zwolle")
    assert "named: rollenwijzer" in lines["Tools"]
    assert lines["Gemeente"].endswith("GM0193")
    assert lines["Regel"].endswith("begint een tool")
    assert "tool: rollenwijzer" in lines["Besluit"]


def test_what_is_left_out_of_a_letter(knowledge: Knowledge) -> None:
    lines = explained(knowledge, "Goedemiddag, wat doet een inkoper? Groetjes, Kim")
    assert lines["Brief"].endswith("question: wat doet een inkoper?, opening: Goedemiddag, closing: Groetjes, Kim")
    assert "topic: rol/inkoper" in lines["Besluit"]
    assert explained(knowledge, "wat doet een inkoper?")["Brief"].endswith("geen")


def test_how_a_misspelt_message_was_read(knowledge: Knowledge) -> None:
    assert explained(knowledge, "wat doet een finnansier")["Gespeld"].endswith("wat doet een financier")
    assert explained(knowledge, "wat doet een financier")["Gespeld"].endswith("zoals getypt")


def test_a_term(knowledge: Knowledge) -> None:
    lines = explained(knowledge, "wat betekent PSO")
    assert lines["Begrip"].endswith("PSO")
    assert lines["Regel"].endswith("vraagt wat een woord uit de gids betekent")
    assert "topic: inkoop/artikel-2-82, term: PSO" in lines["Besluit"]


def test_its_context(knowledge: Knowledge) -> None:
    context = Context(topic="rol/inkoper", list_items=(ListItem("een"), ListItem("twee")), moment=5.0)
    lines = explained(knowledge, "en de tweede", context)
    assert "topic: rol/inkoper" in lines["Gesprek"]
    assert "moment" not in lines["Gesprek"]
    assert "version" not in lines["Gesprek"]
    assert "place: 2" in lines["Signalen"]
    assert sum("rol/inkoper" in line for line in lines) > 1


def test_a_command_to_a_tool(knowledge: Knowledge) -> None:
    context = Context(guided_tool=ToolState("kennismaken", "Doel"))
    lines = explained(knowledge, "sla over", context)
    assert "command: overslaan" in lines["Tools"]
    assert lines["Regel"].endswith("stuurt de tool die loopt")


def test_each_part_of_two_questions(knowledge: Knowledge) -> None:
    lines = explained(knowledge, "Wat doet een inkoper? En wat doet een financier?")
    parts = [line for line in lines if line.startswith("  deel ")]
    assert len(parts) == 2
    assert parts[0].startswith("  deel 'wat doet een inkoper': ")
    assert parts[0].endswith("rol/inkoper")
    assert parts[1].endswith("rol/financier")


def test_nothing_to_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model.tar.gz"]) == 1
    said = capsys.readouterr()
    assert "make waarom" in said.err
    assert said.out == ""


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive, and blank Dutch in the place of spaCy's model."""
    monkeypatch.setattr(spacy, "load", lambda name: DUTCH)
    monkeypatch.setattr(training.explain, "spacy_model", lambda: SpacyModel("nl", "3.8.0"))
    return archive_of(tiny_model(), tmp_path)


def test_at_the_command_a_question(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(trained), "--question", "wat doet een inkoper"]) == 0
    assert "Besluit    vraag_gids" in capsys.readouterr().out


def test_at_the_command_a_stored_message(
    trained: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stored(conversation: str, message: str, tracker: str, key: str) -> TypedMessage:
        if (conversation, message, key) != ("gesprek", "2", "sleutel"):
            raise NotInTalk("there is no such message")
        return TypedMessage("waarom dan", Context(topic="rol/financier"))

    monkeypatch.setattr(training.explain, "read_message", stored)
    monkeypatch.setenv("ZAKBOEK_CONVERSATION_KEY", "sleutel")
    assert main([str(trained), "--conversation", "gesprek", "--message", "2"]) == 0
    shown = capsys.readouterr().out
    assert "topic: rol/financier" in shown
    assert "Besluit    vervolg_waarom" in shown
    assert main([str(trained), "--conversation", "gesprek", "--message", "9"]) == 1
    assert capsys.readouterr().err == "there is no such message\n"
