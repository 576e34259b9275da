"""While a guided tool runs: what steers it, what answers its question, and what is something in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract.context import STALE_SECONDS, Context, ListItem, ToolState
from nlu.model.labels import Label, Ranking
from nlu.understand.guided_tools import ToolNames
from nlu.understand.observation import Observation
from nlu.understand.signals import Signals
from nlu.understand.thresholds import Thresholds
from nlu.understand.verdict import Verdict
from tests.support.content_in_force import content_in_force
from tests.support.deciding import decide_on

NAMES = ToolNames.of(content_in_force())
THRESHOLDS = Thresholds(sure=0.9, choice=0.05)
DRAFTS = {"kennismaken": {"antwoorden": {"doel": "soep"}}}
ASKED = Context(
    guided_tool=ToolState(
        tool="kennismaken",
        question="Beleidsdoelen Aan welke beleidsdoelen van de gemeente draagt de onderneming bij?",
        drafts=DRAFTS,
    )
)
PUT_ASIDE = Context(guided_tool=ToolState(drafts=DRAFTS))
SOCIAL_RETURN: Ranking = [(Label("vraag_gids", "inkoop/social-return"), 0.95), (Label("groet"), 0.05)]
MEETING: Ranking = [(Label("vraag_gids", "tool/kennismaken"), 0.5), (Label("groet"), 0.5)]
PERSON: Ranking = [(Label("mens_spreken"), 0.99), (Label("vraag_gids", "rol/inkoper"), 0.01)]


def decided(text: str, whole: Ranking = SOCIAL_RETURN, context: Context = ASKED) -> Verdict:
    signals = Signals(words=len(text.split()))
    return decide_on(Observation(signals, (), NAMES.look(text), whole, ()), context, THRESHOLDS)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("sla over", "tool_opdracht"),
        ("wat bedoel je met die beleidsdoelen", "tool_opdracht"),
        ("wat is social return?", "vraag_gids"),
        ("hoe werkt social return", "vraag_gids"),
        ("social return en minder afval", "tool_invoer"),
        ("laat maar. hoe werkt social return", "vraag_gids"),
        ("doe de steunwijzer", "tool_start"),
        ("ga verder met kennismaken", "tool_start"),
    ],
)
def test_while_a_question_is_open(text: str, intent: str) -> None:
    assert decided(text).intent == intent


def test_a_remark_to_the_assistant_is_no_answer() -> None:
    assert decided("ik wil een medewerker spreken", PERSON).intent == "mens_spreken"
    assert (
        decided("mensen spreken elkaar in het buurthuis en doen samen de boodschappen", PERSON).intent == "tool_invoer"
    )


def test_why_is_about_the_question_until_something_else_was_talked_about() -> None:
    why: Ranking = [(Label("vervolg_waarom"), 0.97), (Label("vraag_gids", "rol/inkoper"), 0.03)]
    asked = replace(ASKED, topic="tool/kennismaken")
    assert decided("waarom moet dat?", why, asked).details.command == "uitleg"
    between = replace(ASKED, topic="rol/verbinder")
    assert decided("waarom moet dat?", why, between).intent == "vervolg_waarom"


def test_a_number_is_an_answer_even_where_a_list_was_shown() -> None:
    listed: Ranking = [(Label("vervolg_lijst"), 0.97), (Label("vraag_gids", "rol/inkoper"), 0.03)]
    asked = replace(ASKED, topic="tool/kennismaken", list_items=(ListItem("een"), ListItem("twee")))
    assert decided("2", listed, asked).intent == "tool_invoer"


def test_distress_is_no_answer() -> None:
    verdict = decide_on(Observation(Signals(distress=True), (), NAMES.look("…"), SOCIAL_RETURN, ()), ASKED, THRESHOLDS)
    assert verdict.intent == "crisis"


def test_an_option_typed_whole_is_an_answer_even_as_a_question() -> None:
    asked = Context(guided_tool=ToolState("x", "Welke vraag?", ("Waar vind ik ze?",)))
    assert decided("waar vind ik ze?", context=asked).intent == "tool_invoer"


OPTIONS = ToolState("kennismaken", "In welke fase is de onderneming?", ("Start", "Middellange fase"), DRAFTS)
CLEAR: Ranking = [(Label("vraag_gids", "inkoop/social-return"), 0.99)]
STEPS: Ranking = [(Label("vervolg_vraag"), 0.8), (Label("vraag_gids", "beleid/beleidsplan"), 0.2)]


@pytest.mark.parametrize(
    ("text", "whole", "is_answer"),
    [
        ("ze draaien al een tijdje", SOCIAL_RETURN, True),
        ("hoe dik moet dat stuk worden", STEPS, False),
        ("zet eens op een rij wat wij met social return voor ze kunnen doen", CLEAR, False),
    ],
)
def test_beside_options_a_question_without_a_mark_is_no_answer(text: str, whole: Ranking, is_answer: bool) -> None:
    verdict = decided(text, whole, Context(topic="tool/kennismaken", guided_tool=OPTIONS))
    assert (verdict.intent == "tool_invoer") is is_answer


def test_a_sentence_that_names_options_is_an_answer_however_clear_the_topic() -> None:
    text = "die van de start doen we vooral, zo zie ik het met social return"
    observation = Observation(Signals(words=12), (), NAMES.look(text), CLEAR, (), names_option=True)
    context = Context(topic="tool/kennismaken", guided_tool=OPTIONS)
    assert decide_on(observation, context, THRESHOLDS).intent == "tool_invoer"


def test_a_question_halfway_a_message_is_no_answer_in_own_words() -> None:
    assert decided("wacht even, wat is dat eigenlijk? en wie weet zoiets bij ons").intent != "tool_invoer"
    assert decided("ze bakken brood. met mensen uit de buurt.").intent == "tool_invoer"


@pytest.mark.parametrize("text", ["wat is een beleidsdoel", "wacht ff, wat is een beleidsdoel eigenlijk? ik ben nieuw"])
def test_a_word_of_the_question_is_explained_in_singular_too(text: str) -> None:
    assert decided(text).details.command == "uitleg"


def test_what_was_no_option_is_not_refused_twice_in_a_row() -> None:
    refused = Context(topic="tool/kennismaken", guided_tool=replace(OPTIONS, not_an_option=True))
    assert decided("iets met social return", CLEAR, refused).intent == "vraag_gids"
    assert decided("middellange fase", context=refused).intent == "tool_invoer"


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("doe de rollenwijzer", "rollenwijzer"),
        ("inkoopwijzer", "inkoopwijzer"),
        ("stel me de vragen maar", "kennismaken"),
        ("wat is de rollenwijzer?", ""),
        ("wat vraag ik bij een kennismaking", ""),
    ],
)
def test_a_tool_begins_when_it_is_asked_for(text: str, tool: str) -> None:
    assert decided(text, MEETING, Context()).details.tool == tool


@pytest.mark.parametrize("tool", sorted({tool for _, tool in NAMES.own_names}))
def test_a_tool_named_within_a_longer_sentence_begins(tool: str) -> None:
    for name in (name for name, named in NAMES.own_names if named == tool):
        for text in (
            f"ik wil graag de {name} nu met jou doen, want ik heb straks een gesprek met een ondernemer",
            f"Kan ik de {name} starten? Ik werk bij Economische Zaken en weet niet waar ik moet beginnen.",
            f"Hallo, ik ben nieuw bij de gemeente. Open de {name} voor me, dan kijken we wat erbij past.",
        ):
            assert decided(text, context=Context()).details.tool == tool, text


@pytest.mark.parametrize("tool", sorted({tool for _, tool in NAMES.own_names}))
def test_a_question_about_a_tool_or_a_refusal_begins_nothing(tool: str) -> None:
    for name in (name for name, named in NAMES.own_names if named == tool):
        for text in (
            f"wat is de {name}?",
            f"ik wil graag weten wat de {name} mij oplevert als ik hem doe",
            f"waarom zou ik de {name} willen doen",
            f"hoe lang duurt het om de {name} in te vullen",
            f"ik heb de {name} al gedaan, wat nu",
            f"ik wil de {name} niet doen",
            f"meer uitleg over de {name}",
            f"de {name} werkt niet",
        ):
            assert not decided(text, context=Context()).details.tool, text


def test_a_tool_asked_for_with_the_question_it_answers_begins() -> None:
    text = "ik wil de rollenwijzer doen, welke rol past bij mij"
    assert decided(text, context=Context()).details.tool == "rollenwijzer"


def test_a_tool_put_aside_steers_nothing_but_its_resuming() -> None:
    assert decided("ga verder", context=PUT_ASIDE).intent == "tool_opdracht"
    assert decided("terug", context=PUT_ASIDE).intent == "vraag_gids"
    assert decided("ga verder", context=Context()).intent == "vraag_gids"


def test_a_draft_does_not_go_stale() -> None:
    later = Context.from_slot(ASKED.to_slot(0.0), STALE_SECONDS + 1.0)
    assert later.guided_tool.tool == "kennismaken"
    assert later.guided_tool.drafts == DRAFTS
    assert later.topic == ""
