"""The guided tools: their files are checked with line, and the engine takes every step as people take it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from content.guided_tools.advice import fitting_advices
from content.guided_tools.answers import Refusal, RefusalReason, is_option, read_answer
from content.guided_tools.commands import Command, SteeringCommand, read_steering_words
from content.guided_tools.document import DocumentBuilder
from content.guided_tools.draft import Draft, Run
from content.guided_tools.reader import read_guided_tools
from content.guided_tools.tool import GuidedTool
from content.live import LiveContent
from content.paths import DATA
from content.problems import ContentError
from contract.documents import BulletList, Field, SourceList
from tests.support.content_in_force import content_in_force

CONTENT = content_in_force()
WORDS = read_steering_words()
EXAMPLE = (DATA.guided_tools / "kennismaken.yml").read_text(encoding="utf-8")


def run(tool: str, **answers: str | tuple[str, ...]) -> Run:
    return Run(CONTENT.guided_tools[tool], Draft(answers))


def advised(found: Run) -> list[str]:
    return [one.advice.id for one in fitting_advices(found)]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("soort: keuze", "soort: keus", "'keus' kan hier niet; wel tekst, keuze, meer_keuzes"),
        ("onderwerp: tool/kennismaken", "onderwerp: tool/kennismaking", "'tool/kennismaking' bestaat niet"),
        ("antwoorden: [doel,", "antwoorden: [doelen,", "er is geen vraag 'doelen'"),
        ("en welk probleem pakt ze aan?", "en welk probleem pakt ze aan", "De vraag eindigt op een vraagteken"),
        ("  - id: beleid", "  - id: doel", "id 'doel' komt twee keer voor"),
        ("    kop: Doel", "    kopje: Doel", "'kopje' is hier niet bekend"),
        (
            "    kop: Business case",
            "    alleen_als: {wens: [klant]}\n    kop: Business case",
            "'wens' is geen vraag die hiervoor al gesteld is",
        ),
        (
            "    kop: Business case",
            "    alleen_als: {fase: [begin]}\n    kop: Business case",
            "de vraag 'fase' heeft geen keuze 'begin'",
        ),
        ("label: Opstartfase", "punten: {klant: 1}\n        label: Opstartfase", "er is geen advies 'klant'"),
        (
            "    kop: Impact",
            "    vorm: {patroon: '(', reden: Dit past niet.}\n    kop: Impact",
            "dit patroon klopt niet",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert right in EXAMPLE
    file = tmp_path / "kennismaken.yml"
    file.write_text(EXAMPLE.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_guided_tools(tmp_path, CONTENT.guide.topics)
    line = EXAMPLE[: EXAMPLE.index(right)].count("\n") + 1
    found = [problem for problem in refused.value.problems if message in problem.message]
    assert found, refused.value
    assert abs(found[0].line - line) <= 1


def test_a_question_reworded_is_live_and_a_mistake_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.live.SECONDS_BETWEEN_LOOKS", 0.0)
    tools = tmp_path / "tools"
    shutil.copytree(DATA.guided_tools, tools)
    content, file = LiveContent(replace(DATA, guided_tools=tools)), tools / "kennismaken.yml"
    file.write_text(EXAMPLE.replace("Wat wil de onderneming bereiken", "Wat is het doel"), encoding="utf-8")
    assert content.current.guided_tools["kennismaken"].questions[0].text.startswith("Wat is het doel")
    file.write_text(EXAMPLE.replace("soort: keuze", "soort: keus"), encoding="utf-8")
    assert content.current.guided_tools["kennismaken"].questions[0].text.startswith("Wat is het doel")
    assert "kennismaken.yml:" in (content.problem or "")


def test_back_skip_and_change_end_up_where_they_should() -> None:
    one = run("kennismaken")
    questions = one.tool.questions
    one = one.with_answer(questions[0], "soep").past(questions[1])
    assert one.current == questions[2]
    back = one.back()
    assert back is not None
    assert back.current == questions[1]
    changed = back.with_answer(questions[1], "minder afval")
    assert changed.current == questions[2]
    again = changed.at(1)
    assert again is not None
    assert again.current == questions[0]
    assert again.with_answer(questions[0], "brood").current == questions[2]
    assert changed.at(7) is None
    assert run("kennismaken").back() is None


def test_a_branch_that_is_left_counts_no_more() -> None:
    one = run("beleid-maken", quick_scan_stand=("gedaan",), quick_scan_uitkomst="acht ondernemingen")
    asked = {question.id for question in one.questions}
    assert "quick_scan_uitkomst" in asked
    assert "quick_scan_wie" not in asked
    document = DocumentBuilder(one, CONTENT.guide, dict(CONTENT.texts["document"])).build("")
    other = run("beleid-maken", quick_scan_stand=("bezig",), quick_scan_uitkomst="acht ondernemingen")
    left = DocumentBuilder(other, CONTENT.guide, dict(CONTENT.texts["document"])).build("")
    assert "acht ondernemingen" in str(document)
    assert "acht ondernemingen" not in str(left)


@pytest.mark.parametrize("tool", CONTENT.guided_tools.values(), ids=lambda tool: tool.id)
def test_an_empty_document_marks_all_as_open_and_says_nothing_of_its_own(tool: GuidedTool) -> None:
    document = DocumentBuilder(Run(tool, Draft()), CONTENT.guide, dict(CONTENT.texts["document"])).build("vandaag")
    blocks = [block for part in document.parts for block in part.blocks]
    fields = [block for block in blocks if isinstance(block, Field)]
    assert fields
    assert all(field.is_open for field in fields)
    listed = [item for block in blocks if isinstance(block, BulletList) for item in block.items]
    assert [question.text for question in tool.questions if not question.only_if] == listed
    [sources] = [block for block in blocks if isinstance(block, SourceList)]
    assert "pagina" in sources.items[0].text


@pytest.mark.parametrize(
    ("question", "typed", "options"),
    [
        ("fase", "2", ("midden",)),
        ("fase", "de derde", ("ervaren",)),
        ("fase", "opstartfaze", ("opstart",)),
        ("fase", "ze zijn net begonnen denk ik", ("opstart",)),
        ("wens", "1 en 3", ("klant", "ruimte")),
        ("wens", "pff veel tekst, die twee dus: 1 en 3", ("klant", "ruimte")),
        ("wens", "een subsidie en ook een pand", ("geld", "ruimte")),
        ("wens", "alles", ("klant", "geld", "ruimte", "contact", "regels")),
        ("wens", "geen idee", ("weet_niet",)),
    ],
)
def test_options_are_understood_as_people_type_them(question: str, typed: str, options: tuple[str, ...]) -> None:
    asked = CONTENT.guided_tools["kennismaken"].question(question)
    assert asked is not None
    assert read_answer(asked, typed, (), WORDS) == options


def test_own_words_show_an_option_by_what_they_are_about() -> None:
    asked = CONTENT.guided_tools["rollenwijzer"].questions[0]
    assert read_answer(asked, "ik bestel spullen", [("rol/inkoper", 0.6)], WORDS) == ("inkoop",)
    assert read_answer(asked, "ik bestel spullen", [("rol/inkoper", 0.1)], WORDS) == Refusal(
        RefusalReason("geen_keuze")
    )


@pytest.mark.parametrize(
    ("question", "typed", "reason"),
    [
        ("fase", "opstart of ervaren", "een_keuze"),
        ("fase", "blauw", "geen_keuze"),
        ("doel", "…", "niets_ingevuld"),
        ("doel", "a" * 601, "te_lang"),
    ],
)
def test_an_answer_that_cannot_be_taken_has_a_reason(question: str, typed: str, reason: str) -> None:
    asked = CONTENT.guided_tools["kennismaken"].question(question)
    assert asked is not None
    assert read_answer(asked, typed, (), WORDS) == Refusal(RefusalReason(reason))
    assert reason in CONTENT.texts["tool"]


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("stop maar", Command(SteeringCommand("stop"))),
        ("ok, terug", Command(SteeringCommand("terug"))),
        ("stop, ik moet naar huis", Command(SteeringCommand("stop"))),
        ("sla deze maar over", Command(SteeringCommand("overslaan"))),
        ("overslan", Command(SteeringCommand("overslaan"))),
        ("geen idee, dat hoor ik pas morgen. volgende maar", Command(SteeringCommand("overslaan"))),
        ("weet ik nog niet, dat vraag ik volgende week aan mijn baas", Command(SteeringCommand("overslaan"))),
        ("weet ik niet, iets met zorg denk ik", None),
        ("geef nu de samenvatting", Command(SteeringCommand("overzicht"))),
        ("geen idee, we helpen jongeren aan werk", None),
        ("verander mijn antwoord op vraag 2", Command(SteeringCommand("verander"), 2)),
        ("Vraag drie graag aanpassen", Command(SteeringCommand("verander"), 3)),
        (
            "vraag 2 moet het milieu zijn, want daar doen we het toch allemaal voor",
            Command(SteeringCommand("verander"), 2),
        ),
        ("verander antwoord 6 naar ja", Command(SteeringCommand("verander"), 6)),
        ("de vraag moet nog komen", None),
        ("nee wacht, bij vraag 3 heb ik me vergist", Command(SteeringCommand("verander"), 3)),
        ("wat stond er bij vraag twee, dat jaartal klopt niet", Command(SteeringCommand("verander"), 2)),
        ("moet ik vraag 2 ook invullen?", None),
        ("dat waren ze wel", Command(SteeringCommand("dat_waren_ze"))),
        ("wat had ik ook alweer ingevuld?", Command(SteeringCommand("overzicht"))),
        ("waarom wil je dat weten?", Command(SteeringCommand("uitleg"))),
        ("ze willen terug naar de natuur", None),
        ("ze stoppen met plastic", None),
        (
            "nee, die antwoorden heb ik niet, zij moet dat vrijdag nog vragen. Stop maar.",
            Command(SteeringCommand("stop")),
        ),
        ("de rest sla ik over, maak maar het document", Command(SteeringCommand("document"))),
        ("we helpen mensen die dachten: ik kan niet meer, laat maar", None),
        ("inkoop let al op milieu, een subsidie is er niet, dat is alles", None),
        ("we doen drie dingen:\nkoffie\npauze", None),
        ("twee", None),
        ("een document over afval en een plan voor later, maar nog niet klaar", None),
    ],
)
def test_only_a_whole_message_steers(typed: str, command: Command | None) -> None:
    assert WORDS.command(typed) == command


@pytest.mark.parametrize("role", ["verbinder", "ecosysteembouwer", "inkoper", "ambassadeur", "financier"])
def test_who_chooses_for_one_role_gets_that_role_first(role: str) -> None:
    tool = CONTENT.guided_tools["rollenwijzer"]
    answers = {
        question.id: (max(question.options, key=lambda option: option.points.get(role, 0)).id,)
        for question in tool.questions
    }
    found = fitting_advices(Run(tool, Draft(answers)))
    assert found[0].advice.id == role
    assert found[0].because


def test_the_reserved_route_comes_with_its_questions() -> None:
    wants = run("inkoopwijzer", doel=("werk",), alleen_sociaal=("ja",))
    assert "artikel_2_82" in advised(wants)
    document = DocumentBuilder(wants, CONTENT.guide, dict(CONTENT.texts["document"])).build("")
    assert "2.82" in str(document)
    assert any("30" in question for one in fitting_advices(wants) for question in one.advice.enquiries)
    only_green = run("inkoopwijzer", doel=("milieu",), alleen_sociaal=("ja",))
    assert "artikel_2_82" not in advised(only_green)


def test_support_needs_both_the_wish_and_the_means() -> None:
    assert "vastgoed" in advised(run("steunwijzer", behoefte=("plek",), heeft=("pand",)))
    assert "vastgoed" not in advised(run("steunwijzer", behoefte=("plek",), heeft=("geld",)))


def test_a_draft_outlives_a_change_of_its_tool() -> None:
    tool = CONTENT.guided_tools["kennismaken"]
    stored = {"answers": {"doel": "soep", "weg": "x", "fase": ["opstart", "weg"], "wens": ["weg"]}, "question": "weg"}
    kept = Run(tool, Draft.from_json(stored, tool))
    assert kept.draft.answers == {"doel": "soep", "fase": ("opstart",)}
    assert kept.current == tool.question("beleid")


def test_a_draft_of_before_its_keys_were_english_is_the_same_draft() -> None:
    tool = CONTENT.guided_tools["kennismaken"]
    before = {"antwoorden": {"doel": "soep", "wens": ["klant"]}, "overgeslagen": ["beleid"], "vraag": "fase"}
    draft = Draft.from_json(before, tool)
    assert draft == Draft({"doel": "soep", "wens": ("klant",)}, ("beleid",), "fase")
    assert Draft.from_json(json.loads(json.dumps(draft.to_json())), tool) == draft


def test_options_that_go_together_are_gathered_and_one_that_does_not_ends_it() -> None:
    one = run("kennismaken")
    wish = one.tool.question("wens")
    assert wish is not None
    client, room, unknown = (wish.option(name) for name in ("klant", "ruimte", "weet_niet"))
    assert client and room and unknown
    both = one.with_option(wish, room).with_option(wish, client)
    assert both.answer(wish) == ("klant", "ruimte")
    assert both.answer_in_words(wish) == f"{client.label}, {room.label}"
    assert both.current == wish
    alone = both.with_option(wish, unknown)
    assert alone.answer(wish) == ("weet_niet",)
    assert alone.current != wish


@pytest.mark.parametrize(
    ("typed", "wants"),
    [
        ("stel me de vragen", True),
        ("ga je me nu vragen stellen?", False),
        ("wat is een rollenwijzer", False),
        ("soep van restgroente", False),
    ],
)
def test_who_wants_to_do_a_tool_says_so(typed: str, wants: bool) -> None:
    assert WORDS.wants_to_start(typed) == wants


@pytest.mark.parametrize(
    ("typed", "is_name"),
    [
        ("Soepkeuken De Wortel", True),
        ("stop", False),
        ("waarom moet dat?", False),
        ("geen naam", False),
        ("a" * 81, False),
        ("een twee drie vier vijf zes zeven acht negen tien elf", False),
    ],
)
def test_a_name_is_told_from_anything_else(typed: str, is_name: bool) -> None:
    assert WORDS.is_name(typed) == is_name


def test_a_list_of_words_that_is_missing_is_told(tmp_path: Path) -> None:
    text = DATA.commands.read_text(encoding="utf-8")
    file = tmp_path / "opdrachten.yml"
    file.write_text(text.replace("\nvulwoorden:", "\nvulwoord:"), encoding="utf-8")
    with pytest.raises(ContentError, match="deze lijsten ontbreken of zijn leeg: vulwoorden"):
        read_steering_words(file)


def test_an_answer_must_have_the_form_that_is_asked_for(tmp_path: Path) -> None:
    form = "    vorm: {patroon: '[0-9]', reden: Noem een getal.}\n    kop: Doel"
    (tmp_path / "kennismaken.yml").write_text(EXAMPLE.replace("    kop: Doel", form, 1), encoding="utf-8")
    asked = read_guided_tools(tmp_path, CONTENT.guide.topics)["kennismaken"].question("doel")
    assert asked is not None
    assert asked.reason == "Noem een getal."
    assert read_answer(asked, "soep", (), WORDS) == Refusal(RefusalReason("andere_vorm"))
    assert read_answer(asked, "  12 liter soep ", (), WORDS) == "12 liter soep"


@pytest.mark.parametrize(
    ("typed", "whole"), [("opstartfase", True), ("opstartfaze", True), ("de opstartfase denk ik", False), ("", False)]
)
def test_an_option_typed_whole_is_no_command(typed: str, whole: bool) -> None:
    phase, goal = (CONTENT.guided_tools["kennismaken"].question(name) for name in ("fase", "doel"))
    assert phase and goal
    assert is_option(phase, typed) == whole
    assert not is_option(goal, typed)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("vragen: [quick_scan_stand,", "vragen: [", "een rij heeft één vraag nodig voor elke kolom na de eerste"),
        ("vragen: [quick_scan_stand,", "vragen: [quick_scan_wat,", "er is geen vraag 'quick_scan_wat'"),
        ("    soort: tekst", "    soort: keuze", "een vraag van de soort 'tekst' heeft geen keuzes, een andere wel"),
    ],
)
def test_a_mistake_in_a_plan_is_refused(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    text = (DATA.guided_tools / "beleid-maken.yml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "beleid-maken.yml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(message)):
        read_guided_tools(tmp_path, CONTENT.guide.topics)


def test_a_tool_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kennismaken.yml").write_bytes(b"titel: caf\xe9\n")
    with pytest.raises(ContentError, match="geen UTF-8"):
        read_guided_tools(tmp_path, CONTENT.guide.topics)
