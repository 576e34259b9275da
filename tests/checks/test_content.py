"""`make check` names file and line of what an editor gets wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.content import check
from checks.questions import compare_questions
from content.paths import DataPaths
from tests.support.data import copy_data

TOPIC = "rol/inkoper.md"


@pytest.fixture
def data(tmp_path: Path) -> DataPaths:
    return copy_data(tmp_path)


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, f"{old!r} does not stand in the file"
        return text.replace(old, new, 1)

    return change


def after(line: str, added: str) -> Callable[[str], str]:
    return replaced(line, f"{line}\n{added}")


LONG_SENTENCE = "Dit is een zin die " + "maar " * 20 + "doorgaat."
HARD = "\n\n".join(["Interdepartementale beleidsverantwoordelijkheid impliceert ondernemerschapsbevordering."] * 30)

BROKEN = {
    "unknown id": (replaced("id: rol/inkoper", "id: rol/slager"), 2, "past niet bij de plaats"),
    "double key": (after("id: rol/inkoper", "id: rol/inkoper"), 3, "twee keer"),
    "dead cross reference": (after("vervolg:", "  - rol/slager"), None, "dat bestaat niet"),
    "missing front matter": (lambda text: text.split("---", 2)[2], 1, "de kop ontbreekt"),
    "missing page": (replaced("pagina: 19\n", ""), 1, "'pagina' ontbreekt"),
    "page no number": (replaced("pagina: 19", "pagina: negentien"), 7, "getal"),
    "malformed link": (after("<!-- meer lezen -->", "[Buy Social](buy-social)"), None, "deze link klopt niet"),
    "bare address": (after("<!-- meer lezen -->", "Kijk op www.buy-social.nl."), None, "webadres in een link"),
    "too long before meer lezen": (
        replaced("<!-- meer lezen -->", "Kort. " * 81 + "\n\n<!-- meer lezen -->"),
        None,
        "woorden voor 'meer lezen'",
    ),
    "sentence too long": (after("<!-- meer lezen -->", LONG_SENTENCE), None, "zin van"),
    "too hard": (after("<!-- meer lezen -->", HARD), None, "te moeilijk"),
    "unknown chapter": (replaced("hoofdstuk: inkoop", "hoofdstuk: slagerij"), 6, "bestaat niet"),
    "terms are no list": (after("id: rol/inkoper", "begrippen: PSO"), 3, "'begrippen' is een lijst"),
    "term without meaning": (
        after("id: rol/inkoper", "begrippen: [{woorden: [Lunch]}]"),
        3,
        "elk begrip heeft 'woorden' (een lijst) en 'betekenis' (tekst)",
    ),
    "term explained twice": (
        after("id: rol/inkoper", "begrippen: [{woorden: [pso], betekenis: Een keurmerk.}]"),
        3,
        "'pso' staat al bij de begrippen van 'inkoop/artikel-2-82'",
    ),
    "meaning too long": (
        after("id: rol/inkoper", f"begrippen: [{{woorden: [Lunch], betekenis: {LONG_SENTENCE}}}]"),
        3,
        "'begrippen': zin van",
    ),
    "html": (after("<!-- meer lezen -->", "<b>Let op</b>"), None, "HTML"),
    "broken YAML": (replaced("titel: ", "titel: ["), None, "geen geldige YAML"),
}


def test_content_is_in_order() -> None:
    assert check() == []


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_named_with_file_and_line(data: DataPaths, mistake: str) -> None:
    change, line, words = BROKEN[mistake]
    file = data.guide / TOPIC
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    found = [problem for problem in check(data) if problem.file == file and words in problem.message]
    assert found, check(data)[:5]
    assert line is None or found[0].line == line


def test_double_id(data: DataPaths) -> None:
    copy = data.guide / "rol" / "tweede.md"
    shutil.copy(data.guide / TOPIC, copy)
    assert any(problem.file == copy and problem.line == 2 for problem in check(data))


def test_training_questions_for_an_unknown_topic(data: DataPaths) -> None:
    file = data.questions / "slager.yml"
    file.write_text(
        'version: "3.1"\nnlu:\n  - intent: vraag_gids\n    metadata:\n      topic: rol/slager\n    examples: |\n      - hoi\n',
        encoding="utf-8",
    )
    assert any(problem.file == file and problem.line == 3 for problem in check(data))


def test_a_topic_without_questions(data: DataPaths) -> None:
    (data.questions / "rol" / "inkoper.yml").unlink()
    assert any("'rol/inkoper' heeft 0 voorbeeldvragen" in problem.message for problem in check(data))


def test_a_text_that_offers_an_unknown_topic(data: DataPaths) -> None:
    file = data.texts / "gesprek.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("keuzes: [gids/over]", "keuzes: [gids/weg]"), encoding="utf-8"
    )
    assert any(problem.file == file and "gids/weg" in problem.message for problem in check(data))


def questions(folder: Path, **labels: list[str]) -> DataPaths:
    data = DataPaths.under(folder)
    for intent, texts in labels.items():
        file = data.questions / f"{intent}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        rows = "".join(f"      - {text}\n" for text in texts)
        file.write_text(f'version: "3.1"\n\nnlu:\n  - intent: {intent}\n    examples: |\n{rows}', encoding="utf-8")
    return data


def test_a_question_that_is_nearly_there_already(tmp_path: Path) -> None:
    data = questions(
        tmp_path,
        groet=["goedemorgen allemaal hier op kantoor"],
        dank=[
            "goedemorgen allemaal hier op kantoor hoor",
            "wat zegt artikel 2.80 daarover",
            "wat zegt artikel 2.82 daarover",
        ],
    )
    [problem] = compare_questions(data, [])
    assert problem.line == 6
    assert "bijna gelijk" in problem.message


def test_a_measuring_question_must_not_train(tmp_path: Path) -> None:
    data = questions(tmp_path, groet=["Wat doet een inkoper bij ons eigenlijk?", "hoi"])
    measuring = tmp_path / "vragen.jsonl"
    measuring.write_text(
        '{"tekst": "wat doet een inkoper eigenlijk bij ons"}\n{"beurten": [{"tekst": "Hoi."}]}\n', encoding="utf-8"
    )
    assert [problem.line for problem in compare_questions(data, [measuring])] == [6, 7]


def test_a_measured_talk_must_not_train_either(tmp_path: Path) -> None:
    data = questions(tmp_path, groet=["en mag dat ook bij leges", "stop"])
    measuring = tmp_path / "draad.jsonl"
    measuring.write_text('{"beurten": [{"zeg": "En mag dat ook bij leges?"}, {"zeg": "Stop"}]}\n', encoding="utf-8")
    assert [problem.line for problem in compare_questions(data, [measuring])] == [6], "one word is everybody's"


TALK = """\
gesprekken:
  - wie: "een inkoper"
    vrager: ambtenaar
    beurten:
      - "hoi": praat groet
      - "mag dat": gids rol/slager
      - "waarom": vervolg waarom
      - "ok": praat bevestigen
"""


@pytest.mark.parametrize(("talk", "line", "words"), [(TALK, 6, "rol/slager"), ("gesprekken: [", 2, "YAML")])
def test_a_mistake_in_a_talk_is_told_with_its_line(data: DataPaths, talk: str, line: int, words: str) -> None:
    data.talks.mkdir()
    (data.talks / "een.yml").write_text(talk, encoding="utf-8")
    [problem] = check(data)
    assert (problem.file, problem.line, words in problem.message) == (data.talks / "een.yml", line, True)


def test_an_english_word_that_stands_there_twice_is_told_with_its_line(data: DataPaths) -> None:
    words = data.english.read_text(encoding="utf-8") + "  permit: pasje\n"
    data.english.write_text(words, encoding="utf-8")
    [problem] = check(data)
    assert (problem.file, problem.line, "twee keer" in problem.message) == (data.english, words.count("\n"), True)
