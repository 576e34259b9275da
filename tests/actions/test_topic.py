"""An answer from the guide as it differs by place, by who is asking, and by language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import actions.skill
from actions.clarification import ActionVerduidelijking
from actions.content import content
from actions.follow_up import ActionLijst, ActionVervolg
from actions.outside import ActionBuiten
from actions.skill import Skill
from actions.small_talk import ActionGesprek
from actions.topic import ActionLeesMeer, ActionOnderwerp
from actions.two_topics import ActionTweeOnderwerpen
from content.guide.pieces import DIFFERENCE
from content.guide.topic import WHERE_TO_GO, Guide
from content.plain_text import repeats
from contract.context import Context, ListItem
from contract.details import MessageKind
from contract.intents import Intent
from contract.message import Outcome
from contract.turn import Origin
from tests.support.skills import run, said

TOPICS = content().guide.topics
FOR_BOTH = next(topic for topic in content().guide if topic.for_entrepreneurs and topic.id not in WHERE_TO_GO)


def answer(name: str, **values: object) -> str:
    return said("antwoord", name, **values)


@pytest.mark.parametrize(
    ("perhaps_none", "name"), [(False, "verduidelijking"), (True, "verduidelijking_misschien_niet")]
)
def test_a_question_back_says_so_where_the_guide_may_not_have_it(perhaps_none: bool, name: str) -> None:
    choices = ("rol/inkoper", "rol/financier")
    message, _ = run(ActionVerduidelijking(), "verduidelijk", choices=choices, unanswered=perhaps_none)
    assert (message.outcome, message.text) == (Outcome.CLARIFICATION, answer(name))


def test_what_a_municipality_adds_stands_after_the_guide() -> None:
    here = Context(municipality="fictief-voorbeeldstad")
    message, _ = run(ActionOnderwerp(), context=here, topic="samenwerken/subsidies")
    assert message.text.startswith(TOPICS["samenwerken/subsidies"].short)
    assert "**Gemeente Voorbeeldstad zegt daarbij:** In Voorbeeldstad is er het Impactfonds" in message.text
    assert message.sources == ("samenwerken/subsidies", "gemeente/voorbeeldstad")


def test_what_a_municipality_says_instead_stands_alone() -> None:
    here = Context(municipality="fictief-voorbeeldstad")
    message, _ = run(ActionOnderwerp(), "kies_onderwerp", here, topic="beleid/accountmanager")
    assert TOPICS["beleid/accountmanager"].short not in message.text
    assert message.text.startswith("**Zo is het in Voorbeeldstad.** Voorbeeldstad heeft een accountmanager")
    assert message.sources == ("gemeente/voorbeeldstad", "beleid/accountmanager")


@pytest.mark.parametrize("municipality", ["", "GM0193", "fictief-oefendorp"])
def test_elsewhere_it_is_the_guide_s_alone(municipality: str) -> None:
    message, _ = run(ActionOnderwerp(), context=Context(municipality=municipality), topic="samenwerken/subsidies")
    assert message.sources == ("samenwerken/subsidies",)


def test_who_is_asking_changes_the_answer_and_can_be_said() -> None:
    unknown, _ = run(ActionOnderwerp(), topic=FOR_BOTH.id)
    assert unknown.text.startswith(FOR_BOTH.short)
    assert unknown.choices[-1].label == answer("ik_ben_ondernemer")
    told, context = run(ActionOnderwerp(), "kies_wie", topic=FOR_BOTH.id, asker="ondernemer")
    assert context.asker == "ondernemer"
    assert told.text.startswith(FOR_BOTH.for_entrepreneurs)
    assert told.choices[-1].label == answer("ik_ben_ambtenaar")


def test_who_seems_to_ask_is_remembered_and_can_be_corrected() -> None:
    told, context = run(ActionOnderwerp(), topic=FOR_BOTH.id, seems_from="ondernemer")
    assert told.text.startswith(FOR_BOTH.for_entrepreneurs)
    assert told.choices[-1].label == answer("ik_ben_ambtenaar")
    assert (context.asker, context.seems_from) == ("", "ondernemer")
    corrected, context = run(ActionOnderwerp(), "kies_wie", context, topic=FOR_BOTH.id, asker="ambtenaar")
    assert corrected.text.startswith(FOR_BOTH.short)
    later, _ = run(ActionOnderwerp(), context=context, topic=FOR_BOTH.id, seems_from="ondernemer")
    assert FOR_BOTH.for_entrepreneurs not in later.text, "what was said counts for more"


def test_who_seems_to_be_a_civil_servant_can_say_otherwise() -> None:
    told, _ = run(ActionOnderwerp(), topic=FOR_BOTH.id, seems_from="ambtenaar")
    assert told.text.startswith(FOR_BOTH.short)
    assert told.choices[-1].label == answer("ik_ben_ondernemer")


@pytest.mark.parametrize(("channel", "asked"), [("web", True), ("slack", False), ("teams", False)])
def test_a_channel_of_civil_servants_says_who_is_asking(channel: str, asked: bool) -> None:
    message, _ = run(ActionOnderwerp(), topic=FOR_BOTH.id, origin=Origin(channel, "", ()))
    assert ("kies_wie" in [choice.goal.intent for choice in message.choices]) is asked


def test_a_tool_is_offered_to_those_it_is_for() -> None:
    for asker, offered in (("", True), ("ambtenaar", True), ("ondernemer", False)):
        message, _ = run(ActionOnderwerp(), context=Context(asker=asker), topic="rol/inkoper")
        assert ("tool_start" in [choice.goal.intent for choice in message.choices]) is offered


def test_an_answer_in_dutch_to_a_question_in_english() -> None:
    message, _ = run(ActionOnderwerp(), topic="rol/inkoper", language="taal_engels")
    assert message.text.startswith(f"{answer('taal_engels')}\n\n{TOPICS['rol/inkoper'].short}")


@pytest.mark.parametrize(
    ("skill", "intent"),
    [
        (ActionVervolg(), Intent.FOLLOW_UP_REASON),
        (ActionBuiten(), Intent.OUTSIDE_FAR),
        (ActionGesprek(), Intent.THANKS),
        (ActionVerduidelijking(), Intent.UNCLEAR),
    ],
)
def test_whatever_an_english_message_means_its_answer_says_so_in_english_and_in_full_once(
    skill: Skill, intent: Intent
) -> None:
    asked: dict[str, Any] = {
        "topic": "rol/inkoper",
        "choices": ("rol/inkoper", "rol/financier"),
        "language": "taal_engels",
    }
    first, context = run(skill, intent, **asked)
    again, _ = run(skill, intent, context=context, **asked)
    assert first.text.startswith(f"{answer('taal_engels')}\n\n")
    assert again.text.startswith(f"{answer('taal_engels_weer')}\n\n")


def test_what_a_term_means_is_said_first() -> None:
    topic = TOPICS["inkoop/artikel-2-82"]
    message, _ = run(ActionOnderwerp(), topic=topic.id, term="PSO")
    assert message.text.startswith("PSO 30+ is een certificaat")
    assert answer("in_het_kort", titel=topic.title, kern=topic.gist) in message.text
    assert topic.short not in message.text
    gone, _ = run(ActionOnderwerp(), topic=topic.id, term="weg")
    assert gone.text.startswith(topic.short)


def test_the_year_it_is_from() -> None:
    year = answer("peiljaar", jaar=2019)
    assert run(ActionOnderwerp(), topic="inkoop/social-return")[0].text.endswith(year)
    assert run(ActionLeesMeer(), topic="inkoop/social-return")[0].text.endswith(year)
    assert TOPICS["rol/inkoper"].year is None
    assert "Deze informatie is uit" not in run(ActionOnderwerp(), topic="rol/inkoper")[0].text


def test_follow_ups_by_kind() -> None:
    topic, before = TOPICS["inkoop/social-return"], Context(topic="inkoop/social-return", shown_parts=("kort",))
    expected = {
        "waarom": topic.reason,
        "voorbeeld": topic.example,
        "korter": topic.gist,
        "bron": answer("plaats", hoofdstuk=topic.chapter.title, pagina=topic.page),
        "meer": topic.rest,
        "herhaal": topic.short,
        "vraag": answer("hierover", titel=topic.title, tekst="").split("\n\n")[0],
    }
    for kind, text in expected.items():
        message, context = run(ActionVervolg(), f"vervolg_{kind}", before, "en de twee kanten?", topic=topic.id)
        assert message.text.startswith(text), kind
        labels = [choice.label for choice in message.choices]
        assert (answer("meer_lezen") in labels) is (kind != "meer"), kind
        assert context.topic == topic.id
    again, _ = run(ActionVervolg(), "vervolg_meer", Context(topic=topic.id, shown_parts=("meer",)), topic=topic.id)
    assert again.text.startswith(answer("alles_gezegd", kern=topic.gist))


def test_a_follow_up_that_the_guide_does_not_answer() -> None:
    without_reason = next(topic for topic in content().guide if not topic.reason)
    without_example = next(topic for topic in content().guide if not topic.example)
    reason, _ = run(ActionVervolg(), "vervolg_waarom", topic=without_reason.id)
    assert reason.text.startswith(answer("geen_waarom", kern=without_reason.gist))
    example, _ = run(ActionVervolg(), "vervolg_voorbeeld", topic=without_example.id)
    assert example.text.startswith(answer("geen_voorbeeld", kern=without_example.gist))


def test_what_comes_nearest_a_follow_up_is_told_once_and_never_what_was_told_before() -> None:
    topic = TOPICS["sociaal-ondernemen/rechtsvorm"]
    _, before = run(ActionOnderwerp(), topic=topic.id)
    nearest, after = run(ActionVervolg(), "vervolg_vraag", before, "en hoe zit het met een coöperatie", topic=topic.id)
    assert nearest.text.startswith(answer("hierover", titel=topic.title, tekst="").split("\n\n")[0])
    assert topic.short not in nearest.text
    again, _ = run(ActionVervolg(), "vervolg_vraag", after, "en een coöperatie dan", topic=topic.id)
    assert again.text.startswith(answer("alles_gezegd", kern=topic.gist))


def test_where_it_stands_with_its_link() -> None:
    linked = next(topic for topic in content().guide if topic.link)
    message, _ = run(ActionVervolg(), "vervolg_bron", topic=linked.id)
    assert f"[{linked.link}]({linked.link})" in message.text


def test_again_and_shorter_for_an_entrepreneur() -> None:
    entrepreneur = Context(topic=FOR_BOTH.id, asker="ondernemer")
    again, _ = run(ActionVervolg(), "vervolg_herhaal", entrepreneur, topic=FOR_BOTH.id)
    shorter, _ = run(ActionVervolg(), "vervolg_korter", entrepreneur, topic=FOR_BOTH.id)
    assert again.text.startswith(FOR_BOTH.for_entrepreneurs)
    assert shorter.text.startswith(FOR_BOTH.for_entrepreneurs.split("\n\n")[0])


def test_a_follow_up_on_a_topic_that_has_gone_asks_what_it_is_about() -> None:
    message, context = run(ActionVervolg(), "vervolg_meer", Context(topic="rol/slager"), topic="rol/slager")
    assert message.text == answer("waarover")
    assert context.turns_without_answer == 1
    item, _ = run(
        ActionLijst(), "vervolg_lijst", Context(list_items=(ListItem("een"),), list_topic="rol/slager"), place=1
    )
    assert item.text == answer("waarover")


def test_a_list_of_topics_stays_in_mind_after_a_follow_up_on_one_of_them() -> None:
    _, context = run(ActionOnderwerp(), topic="rol/overzicht")
    _, context = run(ActionLijst(), "vervolg_lijst", context, place=2)
    _, context = run(ActionVervolg(), "vervolg_waarom", context, topic=context.topic)
    last, _ = run(ActionLijst(), "vervolg_lijst", context, place=-1)
    assert last.sources == ("rol/financier",)


def test_a_list_is_left_with_the_second_topic_beside_it() -> None:
    _, context = run(ActionOnderwerp(), topic="rol/overzicht")
    _, beside = run(ActionOnderwerp(), context=context, topic="gids/trend")
    assert beside.list_items == context.list_items
    _, away = run(ActionOnderwerp(), context=beside, topic="sociaal-ondernemen/rechtsvorm")
    assert (away.list_items, away.list_topic) == ((), "")


def test_a_list_that_a_piece_tells_in_its_own_words_can_be_pointed_at() -> None:
    topic = TOPICS["tool/beleid-maken"]
    piece = next(piece for piece in topic.pieces if "7. " in piece.text)
    _, context = run(ActionOnderwerp(), topic=topic.id, pieces=[piece.id])
    third, _ = run(ActionLijst(), "vervolg_lijst", context, place=3, among_items=True)
    assert "Medestanders" in third.text


def test_the_list_of_the_topic_before_is_looked_at_when_this_one_is_too_short() -> None:
    before = Context(
        topic="rol/inkoper",
        previous_topic="rol/overzicht",
        list_items=(ListItem("een"),),
        list_topic="rol/inkoper",
    )
    message, _ = run(ActionLijst(), "vervolg_lijst", before, place=3)
    assert message.sources == ("rol/inkoper",)
    alone, _ = run(ActionLijst(), "vervolg_lijst", Context(list_items=(ListItem("een"),), list_topic="x"), place=3)
    assert alone.text == answer("lijst_korter", aantal=1)


def test_a_choice_is_pointed_at() -> None:
    offered = Context(offered_topics=("rol/inkoper", "rol/financier"))
    message, _ = run(ActionLijst(), "vervolg_lijst", offered, place=2)
    assert message.sources == ("rol/financier",)
    listed = Context(offered_topics=("rol/inkoper",), list_items=(ListItem("een", "rol/verbinder"),))
    assert run(ActionLijst(), "vervolg_lijst", listed, place=1, among_choices=True)[0].sources == ("rol/inkoper",)
    assert run(ActionLijst(), "vervolg_lijst", listed, place=1)[0].sources == ("rol/verbinder",)
    short, _ = run(ActionLijst(), "vervolg_lijst", offered, place=4)
    assert short.text == answer("lijst_korter", aantal=2)


def test_two_topics_of_which_one_or_both_have_gone() -> None:
    one, context = run(
        ActionTweeOnderwerpen(), "vraag_twee", topics=("rol/inkoper", "rol/slager"), kind=MessageKind.COMPARISON
    )
    assert one.sources == ("rol/inkoper",)
    assert one.text.startswith(answer("vergelijking"))
    assert one.choices[0].goal.intent == "lees_meer"
    assert (context.topic, context.previous_topic) == ("rol/inkoper", "rol/inkoper")
    none, _ = run(ActionTweeOnderwerpen(), "vraag_twee", topics=("rol/slager",), kind=MessageKind.COMPARISON)
    assert (none.outcome, none.text) == (Outcome.CONVERSATION, answer("verlopen_keuze"))


def test_who_was_sent_around_can_ask_on_about_where_to_go() -> None:
    message, context = run(ActionGesprek(), "rondgestuurd")
    assert message.outcome is Outcome.CONVERSATION
    assert context.topic == "ondernemer/waar-terecht"


def test_both_of_two_likely_topics_are_told_and_something_else_can_be_meant() -> None:
    message, context = run(
        ActionTweeOnderwerpen(), "vraag_twee", topics=("rol/inkoper", "rol/financier"), kind=MessageKind.DOUBT
    )
    assert (message.outcome, message.sources) == (Outcome.ANSWER, ("rol/inkoper", "rol/financier"))
    assert message.text.startswith(answer("twijfel"))
    assert message.choices[-1].goal.intent == "iets_anders"
    assert [item.topic for item in context.list_items] == ["rol/inkoper", "rol/financier"]


def test_of_two_likely_topics_the_one_before_is_not_told_of_again_beside_an_answer() -> None:
    _, before = run(ActionOnderwerp(), topic="rol/financier")
    details: dict[str, Any] = {"topics": ["rol/inkoper", "rol/financier"], "pieces": [PIECE.id]}
    message, context = run(ActionTweeOnderwerpen(), "vraag_twee", before, kind=MessageKind.DOUBT, **details)
    assert (message.sources, context.topic) == (("rol/inkoper",), "rol/inkoper")
    assert message.text.startswith(PIECE.text)
    answers = TOPICS["rol/financier"].pieces[0]
    _, told = run(ActionOnderwerp(), topic="rol/financier", pieces=[answers.id])
    both = {**details, "pieces": [PIECE.id, answers.id]}
    message, _ = run(ActionTweeOnderwerpen(), "vraag_twee", told, kind=MessageKind.DOUBT, **both)
    assert answers.text in message.text, "what answers is told beside, also where it was told before"
    asked, _ = run(ActionTweeOnderwerpen(), "vraag_twee", before, kind=MessageKind.TWO_QUESTIONS, **details)
    assert asked.sources == ("rol/inkoper", "rol/financier"), "who asks of both hears of both"


@pytest.mark.parametrize(("skill", "intent"), [(ActionBuiten(), "buiten_ver"), (ActionGesprek(), "groet")])
def test_the_topics_that_may_be_meant_instead_are_offered_beside(skill: Skill, intent: str) -> None:
    message, context = run(skill, intent, choices=("rol/inkoper", "rol/financier"))
    assert message.text.endswith(answer("of_bedoel_je"))
    assert [choice.goal.details.topic for choice in message.choices] == ["rol/inkoper", "rol/financier", ""]
    assert context.offered_topics == ("rol/inkoper", "rol/financier")


def test_in_doubt_the_likeliest_topic_is_told_and_the_others_can_be_pointed_at() -> None:
    message, context = run(ActionOnderwerp(), topic="rol/inkoper", choices=("rol/financier", "rol/verbinder"))
    assert (message.outcome, message.sources) == (Outcome.ANSWER, ("rol/inkoper",))
    assert message.text.endswith(answer("of_bedoel_je"))
    assert [choice.goal.details.topic for choice in message.choices] == ["rol/financier", "rol/verbinder", ""]
    pointed_at, _ = run(ActionLijst(), "vervolg_lijst", context, place=2, among_choices=True)
    assert pointed_at.sources == ("rol/verbinder",)


@pytest.mark.parametrize("intent", ["vervolg_vraag", "vervolg_bron", "vervolg_meer"])
def test_a_piece_that_answers_a_follow_up_goes_before_what_is_said_of_any_topic(intent: str) -> None:
    before = Context(topic=WITH_PIECES.id)
    message, _ = run(ActionVervolg(), intent, before, topic=WITH_PIECES.id, pieces=[PIECE.id])
    assert message.text.startswith(PIECE.text)
    asked_for_the_place = f"“{PIECE.facts[0].heading}”" in message.text
    assert asked_for_the_place is (intent == "vervolg_bron")


def test_a_complaint_counts_as_no_answer_and_stopping_drops_a_message() -> None:
    _, context = run(ActionGesprek(), "klacht")
    assert context.turns_without_answer == 1
    _, context = run(ActionGesprek(), "dank", context)
    assert context.turns_without_answer == 1


WITH_PIECES = TOPICS["rol/inkoper"]
PIECE, OTHER_PIECE = WITH_PIECES.pieces[:2]
DEFINED = next(piece for piece in WITH_PIECES.pieces if piece.kind == "definitie")
STEPS = next(piece for piece in WITH_PIECES.pieces if piece.kind == "stappen")


def test_the_piece_that_answers_comes_first_and_the_rest_stands_behind_a_choice() -> None:
    message, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id, OTHER_PIECE.id])
    assert message.text.startswith(f"{PIECE.text}\n\n{OTHER_PIECE.text}")
    assert message.sources == (WITH_PIECES.id,)
    whole, _ = run(ActionLeesMeer(), "lees_meer", after, topic=WITH_PIECES.id)
    assert whole.text.startswith(WITH_PIECES.text)


def test_a_piece_is_said_to_an_entrepreneur_in_their_own_voice() -> None:
    piece = next(piece for piece in WITH_PIECES.pieces if piece.for_entrepreneurs)
    message, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[piece.id], asker="ondernemer")
    assert message.text.startswith(piece.for_entrepreneurs)


def test_behind_an_unsure_piece_stands_in_a_line_what_its_topic_is() -> None:
    line = answer("in_het_kort", titel=WITH_PIECES.title, kern=WITH_PIECES.gist)
    message, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[STEPS.id])
    assert message.text == f"{STEPS.text}\n\n{line}"
    goes_on, _ = run(ActionOnderwerp(), context=after, topic=WITH_PIECES.id, pieces=[PIECE.id])
    assert goes_on.text == PIECE.text
    definition, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[DEFINED.id])
    assert definition.text == DEFINED.text


def test_an_entrepreneur_is_not_told_what_a_topic_is_for_a_civil_servant() -> None:
    message, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id], asker="ondernemer")
    assert message.text.startswith(PIECE.for_entrepreneurs or PIECE.text)
    assert WITH_PIECES.gist not in message.text


def test_no_piece_is_said_twice_in_a_conversation() -> None:
    _, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id])
    again, _ = run(ActionVervolg(), "vervolg_vraag", after, topic=WITH_PIECES.id, pieces=[PIECE.id, OTHER_PIECE.id])
    assert again.text.startswith(OTHER_PIECE.text)


def test_a_piece_that_has_gone_since_is_passed_over() -> None:
    message, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=["Een vraag die er niet meer staat?"])
    assert message.text.startswith(WITH_PIECES.short)


def test_the_year_is_told_once_in_a_conversation() -> None:
    dated = next(topic for topic in content().guide if topic.year is not None)
    other = next(topic for topic in content().guide if topic.year == dated.year and topic is not dated)
    year = answer("peiljaar", jaar=dated.year)
    first, after = run(ActionOnderwerp(), topic=dated.id)
    then, _ = run(ActionOnderwerp(), context=after, topic=other.id)
    assert year in first.text
    assert year not in then.text


def test_asked_where_it_stands_a_piece_names_the_headings_of_its_facts() -> None:
    _, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id])
    place, _ = run(ActionVervolg(), "vervolg_bron", after, topic=WITH_PIECES.id)
    for fact in PIECE.facts:
        assert f"“{fact.heading}”" in place.text
    assert f"bladzijde {WITH_PIECES.page}" in place.text


def test_neither_of_two_topics_is_told_in_full_again() -> None:
    both: dict[str, Any] = {"topics": ["rol/inkoper", "rol/financier"], "kind": MessageKind.TWO_QUESTIONS}
    _, after = run(ActionTweeOnderwerpen(), "vraag_twee", **both)
    again, _ = run(ActionTweeOnderwerpen(), "vraag_twee", after, **both)
    for topic in ("rol/inkoper", "rol/financier"):
        assert TOPICS[topic].short not in again.text
        assert TOPICS[topic].gist in again.text


def test_an_open_question_gets_no_yes_or_no() -> None:
    piece = next(piece for piece in WITH_PIECES.pieces if piece.text.startswith("Ja, "))
    asked, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[piece.id])
    assert asked.text.startswith("Ja, ")
    openly, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[piece.id], open_question=True)
    assert openly.text.startswith(piece.text[4].upper() + piece.text[5:])


def test_typed_again_a_topic_says_the_rest_and_then_that_this_is_all() -> None:
    _, after = run(ActionOnderwerp(), topic=WITH_PIECES.id)
    rest, after = run(ActionOnderwerp(), context=after, topic=WITH_PIECES.id)
    assert rest.text.startswith(WITH_PIECES.rest)
    nothing_more, _ = run(ActionOnderwerp(), context=after, topic=WITH_PIECES.id)
    assert nothing_more.text == answer("alles_gezegd", kern=WITH_PIECES.gist)


@pytest.mark.parametrize(("action", "intent"), [(ActionOnderwerp(), "vraag_gids"), (ActionVervolg(), "vervolg_vraag")])
def test_who_asks_again_for_what_was_told_hears_it_again_and_no_list(action: ActionOnderwerp, intent: str) -> None:
    _, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id])
    again, _ = run(action, intent, after, topic=WITH_PIECES.id, pieces=[PIECE.id], open_question=True)
    assert again.text.startswith(answer("al_verteld", tekst=PIECE.text_for(False, open_question=True)))
    assert WITH_PIECES.rest not in again.text


def test_who_asks_for_more_does_not_hear_again_what_was_told() -> None:
    _, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id])
    more, _ = run(ActionVervolg(), "vervolg_meer", after, topic=WITH_PIECES.id, pieces=[PIECE.id])
    assert more.text.startswith(WITH_PIECES.rest)


def test_two_topics_begin_with_their_difference_where_a_piece_tells_it() -> None:
    named = ("inkoop/artikel-2-80", "inkoop/artikel-2-82")
    piece = next(piece for piece in TOPICS[named[1]].pieces if piece.kind == DIFFERENCE)
    message, _ = run(
        ActionTweeOnderwerpen(), "vraag_twee", topics=named, kind=MessageKind.COMPARISON, pieces=[piece.id]
    )
    assert message.text.startswith(piece.text)
    assert TOPICS[named[0]].short in message.text


def test_each_of_two_questions_gets_the_piece_that_answers_it() -> None:
    both: dict[str, Any] = {"topics": ["rol/inkoper", "rol/financier"], "kind": MessageKind.TWO_QUESTIONS}
    message, after = run(ActionTweeOnderwerpen(), "vraag_twee", pieces=[PIECE.id], **both)
    assert PIECE.text in message.text
    assert TOPICS["rol/inkoper"].short not in message.text
    assert TOPICS["rol/financier"].short in message.text
    assert PIECE.id in after.already_told


def test_a_piece_on_what_the_guide_leaves_out_says_where_to_turn_to(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = (replace(PIECE, referral="notaris"), *WITH_PIECES.pieces[1:])
    guide = Guide(content().guide.chapters, {**TOPICS, WITH_PIECES.id: replace(WITH_PIECES, pieces=pieces)})
    changed = replace(content(), guide=guide)
    monkeypatch.setattr(actions.skill, "content", lambda: changed)
    message, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id])
    assert message.text.startswith(f"{PIECE.text}\n\n{said('verwijzing', 'notaris')}")


def test_what_is_surely_the_answer_stands_alone() -> None:
    one = next(one for one in WITH_PIECES.pieces if not one.referral and not repeats(one.text, WITH_PIECES.short))
    alone, _ = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[one.id], suffices=True)
    assert alone.text == one.text


def test_what_nothing_answers_is_said_to_be_missing_with_what_comes_nearest() -> None:
    _, before = run(ActionOnderwerp(), topic=WITH_PIECES.id)
    details: dict[str, Any] = {"topic": WITH_PIECES.id, "unanswered": True}
    near, after = run(ActionVervolg(), "vervolg_vraag", before, nearest=[PIECE.id], **details)
    assert near.text == answer("dichtbij", tekst=PIECE.text)
    assert PIECE.id in after.already_told
    _, after = run(ActionVervolg(), "vervolg_meer", before, nearest=[PIECE.id], **details)
    assert PIECE.id not in after.already_told, "it was not said"
    nothing, _ = run(ActionVervolg(), "vervolg_vraag", before, **details)
    assert nothing.text == answer("niet_gevonden", titel=WITH_PIECES.title, kern=WITH_PIECES.gist)
    assert nothing.choices, "what else the topic says can be read"


def test_who_asks_where_it_stands_hears_again_what_says_so() -> None:
    _, after = run(ActionOnderwerp(), topic=WITH_PIECES.id, pieces=[PIECE.id])
    again, _ = run(ActionVervolg(), "vervolg_bron", after, topic=WITH_PIECES.id, pieces=[PIECE.id])
    assert again.text == answer("al_verteld", tekst=PIECE.text)
