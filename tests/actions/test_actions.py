"""Each action gives exactly one message, with the content's own words, and keeps the context."""

from __future__ import annotations

import pytest
import yaml

from actions.clarification import ActionBedoelAnders, ActionIetsAnders, ActionVerduidelijking
from actions.content import content
from actions.follow_up import ActionLijst, ActionVervolg
from actions.outside import ActionBuiten
from actions.skill import Skill
from actions.small_talk import ActionGesprek
from actions.topic import ActionLeesMeer, ActionOnderwerp
from actions.two_topics import ActionTweeOnderwerpen
from content.paths import DATA
from contract.context import Context
from contract.details import MessageKind
from tests.support.skills import run, said

TOPICS = content().guide.topics


def test_topic() -> None:
    message, context = run(ActionOnderwerp(), topic="rol/inkoper")
    assert message.outcome == "antwoord"
    assert message.text.startswith(TOPICS["rol/inkoper"].short)
    assert message.sources == ("rol/inkoper",)
    assert message.choices[0].label == "Meer lezen"
    assert context.topic == "rol/inkoper"


def test_every_topic_can_be_answered_and_read_on_and_followed_up() -> None:
    for topic in content().guide:
        for action in (ActionOnderwerp(), ActionLeesMeer()):
            message, context = run(action, topic=topic.id)
            assert message.sources == (topic.id,)
        for kind in ("waarom", "voorbeeld", "korter", "bron", "meer", "vraag", "herhaal"):
            message, _ = run(ActionVervolg(), f"vervolg_{kind}", context, topic=topic.id)
            assert message.sources == (topic.id,)
            assert message.text.strip()


def test_questions_are_remembered_and_nothing_else_and_not_lost_by_beginning_anew() -> None:
    _, context = run(ActionOnderwerp(), "vraag_gids", text="wat doet een inkoper", topic="rol/inkoper")
    _, context = run(ActionGesprek(), "groet", context, "hoi")
    _, context = run(ActionLeesMeer(), "lees_meer", context, "Meer lezen", topic="rol/inkoper")
    _, context = run(ActionBuiten(), "buiten_gemeente", context, "ik zoek een paspoort")
    _, context = run(ActionGesprek(), "opnieuw", context, "opnieuw")
    _, context = run(ActionOnderwerp(), "vraag_gids", context, "wat doet een inkoper", topic="rol/inkoper")
    assert context.questions == ("wat doet een inkoper", "ik zoek een paspoort")


def test_a_topic_that_has_gone_is_said_kindly() -> None:
    message, context = run(ActionOnderwerp(), "kies_onderwerp", topic="rol/slager")
    assert message.outcome == "gesprek"
    assert message.choices
    assert context == Context(moment=context.moment)


def test_the_second_of_a_list_and_then_its_last() -> None:
    _, context = run(ActionOnderwerp(), topic="rol/overzicht")
    second, context = run(ActionLijst(), "vervolg_lijst", context, place=2, among_choices=False)
    assert second.sources == ("rol/ecosysteembouwer",)
    last, _ = run(ActionLijst(), "vervolg_lijst", context, place=-1, among_choices=False)
    assert last.sources == ("rol/financier",)


def test_an_item_without_a_topic_is_said_itself_and_a_list_has_an_end() -> None:
    _, context = run(ActionOnderwerp(), topic="tool/kennismaken")
    third, after = run(ActionLijst(), "vervolg_lijst", context, place=3, among_items=True)
    assert third.sources == ("tool/kennismaken",)
    assert "impact" in third.text
    ninth, _ = run(ActionLijst(), "vervolg_lijst", after, place=9, among_items=True)
    assert ninth.outcome == "gesprek"
    assert "6" in ninth.text


def test_a_list_that_was_not_shown_is_not_what_the_third_is_of() -> None:
    _, context = run(ActionOnderwerp(), topic="tool/kennismaken")
    third, _ = run(ActionLijst(), "vervolg_lijst", context, place=3)
    assert third.sources == (context.offered_topics[2],)


def test_two_topics_are_both_answered() -> None:
    message, _ = run(ActionTweeOnderwerpen(), topics=("rol/inkoper", "rol/financier"), kind=MessageKind.TWO_QUESTIONS)
    assert message.sources == ("rol/inkoper", "rol/financier")
    assert TOPICS["rol/inkoper"].short in message.text
    assert TOPICS["rol/financier"].short in message.text


def test_something_else_leads_on_and_never_in_a_circle() -> None:
    ranked = ["rol/inkoper", "rol/financier", "rol/verbinder", "rol/ambassadeur", "inkoop/mvi"]
    asked, context = run(ActionVerduidelijking(), "verduidelijk", choices=tuple(ranked[:2]), ranking=tuple(ranked))
    assert [choice.goal.intent for choice in asked.choices] == ["kies_onderwerp"] * 2 + ["iets_anders"]
    again, context = run(ActionIetsAnders(), "iets_anders", context)
    offered = [choice.goal.details.topic for choice in again.choices[:-1]]
    assert offered == ranked[2:]
    third, context = run(ActionIetsAnders(), "iets_anders", context)
    assert third.outcome == "gesprek"
    assert content().texts["antwoord"]["mens_na_missers"].text in third.text


def test_meant_otherwise_offers_what_else_came_near() -> None:
    ranked = ["rol/inkoper", "rol/financier", "rol/verbinder"]
    _, context = run(ActionOnderwerp(), topic="rol/inkoper", ranking=tuple(ranked))
    message, _ = run(ActionBedoelAnders(), "bedoel_anders", context)
    assert [choice.goal.details.topic for choice in message.choices[:-1]] == ranked[1:]


def test_abuse_is_met_calmly_once() -> None:
    first, context = run(ActionGesprek(), "schelden")
    second, _ = run(ActionGesprek(), "schelden", context)
    assert first.text != second.text


def test_the_third_miss_in_a_row_offers_a_person() -> None:
    context = None
    for turn in (1, 2, 3):
        message, context = run(ActionBuiten(), "buiten_ver", context)
        assert (content().texts["antwoord"]["mens_na_missers"].text in message.text) == (turn == 3)
    _, context = run(ActionOnderwerp(), context=context, topic="rol/inkoper")
    assert context.turns_without_answer == 0


@pytest.mark.parametrize(("action", "outcome"), [(ActionGesprek(), "gesprek"), (ActionBuiten(), "geen-antwoord")])
def test_every_intent_of_a_rule_has_its_text(action: Skill, outcome: str) -> None:
    file = DATA.rules / f"{action.name().removeprefix('action_')}.yml"
    rules = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    for rule in rules:
        message, _ = run(action, rule["steps"][0]["intent"])
        assert message.outcome == outcome or (message.outcome == "antwoord" and message.sources)
        assert message.text


def test_near_the_guide_the_apt_place_is_named() -> None:
    message, _ = run(ActionBuiten(), "buiten_dichtbij", subject="kvk")
    assert message.text == said("antwoord", "niet_in_zakboek", verwijzing=said("verwijzing", "kvk"))
    general, _ = run(ActionBuiten(), "buiten_dichtbij", subject="bestaat-niet-meer")
    assert general.text == said("buiten", "buiten_dichtbij")


def test_who_asks_of_a_municipality_is_sent_to_the_one_that_is_named_or_known() -> None:
    named, _ = run(ActionBuiten(), "buiten_dichtbij", subject="een-gemeente", municipalities=("GM0599",))
    assert "de gemeente Rotterdam" in named.text
    unknown, _ = run(ActionBuiten(), "buiten_dichtbij", subject="een-gemeente")
    assert "die gemeente" in unknown.text
    in_zwolle = Context(municipality="GM0193")
    known, _ = run(ActionBuiten(), "buiten_dichtbij", in_zwolle, subject="vergunning-en-ruimte")
    assert "de gemeente Zwolle" in known.text
    several, _ = run(
        ActionBuiten(), "buiten_dichtbij", subject="vergunning-en-ruimte", municipalities=("GM0193", "GM0599")
    )
    assert "je eigen gemeente" in several.text


@pytest.mark.parametrize("name", content().texts["verwijzing"])
def test_every_referral_can_be_said(name: str) -> None:
    message, _ = run(ActionBuiten(), "buiten_dichtbij", subject=name)
    assert "{" not in message.text


def test_who_asks_where_to_begin_gets_the_way_in_for_who_they_are() -> None:
    for asker in ("ambtenaar", "ondernemer"):
        message, _ = run(ActionGesprek(), "waar_beginnen", Context(asker=asker))
        assert message.text == said("gesprek", f"waar_beginnen_{asker}")
    message, after = run(ActionGesprek(), "waar_beginnen")
    assert message.text == said("gesprek", "waar_beginnen")
    assert (message.outcome, message.sources) == ("antwoord", (after.topic,))


def test_that_it_asked_back_holds_until_the_next_message_alone() -> None:
    choices = ["rol/inkoper", "rol/financier"]
    _, context = run(ActionVerduidelijking(), "verduidelijk", choices=choices)
    assert context.asked_back
    _, context = run(ActionGesprek(), "groet", context)
    assert not context.asked_back


def test_who_asks_for_a_text_to_be_written_hears_that_it_writes_none_and_is_offered_a_tool_that_makes_one() -> None:
    message, _ = run(ActionGesprek(), "wat_kun_je", subject="schrijven")
    assert message.text == said("gesprek", "wat_kun_je_schrijven")
    plan, _ = run(ActionGesprek(), "wat_kun_je", subject="schrijven", topic="beleid/beleidsplan")
    assert plan.text == said("gesprek", "wat_kun_je_schrijven_tool")
    assert [choice.goal.details.tool for choice in plan.choices] == ["beleid-maken"]
