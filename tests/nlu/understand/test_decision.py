"""Answer, ask back, follow up, or leave it to small talk and outside: by the probabilities and the context."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from content.guide.topic import WHERE_TO_GO
from contract.context import Asker, Context, ListItem, MessageDraft, MessageStep, ToolState
from contract.details import Details, MessageKind
from contract.intents import Intent
from nlu.model.labels import Label, Ranking
from nlu.understand.candidates import ActKind, Candidate
from nlu.understand.decision import decide
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import RankedAct
from nlu.understand.signals import Signals
from nlu.understand.terms import TermAsked
from nlu.understand.thresholds import Thresholds
from nlu.understand.verdict import Rule, Verdict
from nlu.understand.writing import WritingAsked
from tests.support.deciding import decide_on

THRESHOLDS = Thresholds(sure=0.9, choice=0.05)
ORDINARY, NOTHING_SAID = Signals(words=12), Context()
TOPICS = {
    "inkoper": "rol/inkoper",
    "financier": "rol/financier",
    "definitie": "sociaal-ondernemen/definitie",
    "subsidies": "samenwerken/subsidies",
}


def ranking(**probabilities: float) -> Ranking:
    ranked = sorted(probabilities.items(), key=lambda pair: -pair[1])
    return [(Label("vraag_gids", TOPICS[name]) if name in TOPICS else Label(name), kans) for name, kans in ranked]


def decided(
    whole: Ranking,
    *parts: Ranking,
    signals: Signals = ORDINARY,
    context: Context = NOTHING_SAID,
    municipalities: tuple[str, ...] = (),
) -> Verdict:
    return decide_on(Observation(signals, municipalities, ToolSigns(), whole, parts), context, THRESHOLDS)


@pytest.mark.parametrize(
    ("probabilities", "intent", "details"),
    [
        (
            {"inkoper": 0.95, "financier": 0.02, "definitie": 0.03},
            "vraag_gids",
            {"topic": "rol/inkoper", "choices": ()},
        ),
        (
            {"inkoper": 0.48, "financier": 0.47, "definitie": 0.05},
            "vraag_twee",
            {"kind": MessageKind.DOUBT},
        ),
        ({"inkoper": 0.001, "groet": 0.998, "financier": 0.001}, "groet", {"topic": ""}),
        ({"inkoper": 0.03, "buiten_ver": 0.97}, "buiten_ver", {"topic": "", "choices": ()}),
    ],
)
def test_by_the_probabilities_alone(probabilities: dict[str, float], intent: str, details: dict[str, Any]) -> None:
    verdict = decided(ranking(**probabilities))
    assert verdict.intent == intent
    assert verdict.details == replace(verdict.details, **details)


def test_distress_goes_before_all_else() -> None:
    assert decided(ranking(inkoper=0.99), signals=Signals(distress=True)).intent == "crisis"


@pytest.mark.parametrize(
    ("step", "can_be_reached", "intent"),
    [
        (MessageStep.REACHING, True, Intent.TYPE_MESSAGE),
        (MessageStep.REACHING, False, Intent.ASK_GUIDE),
        (MessageStep.TYPING, False, Intent.TYPE_MESSAGE),
        (MessageStep.CHECKING, True, Intent.TYPE_MESSAGE),
        (MessageStep.CHECKING, False, Intent.ASK_GUIDE),
        (MessageStep.NONE, True, Intent.ASK_GUIDE),
    ],
)
def test_what_belongs_to_a_message_for_a_person(step: MessageStep, can_be_reached: bool, intent: Intent) -> None:
    context = Context(message_draft=MessageDraft(step))
    verdict = decided(ranking(inkoper=0.9), signals=Signals(words=12, can_be_reached=can_be_reached), context=context)
    assert verdict.intent is intent


def test_nothing_but_whether_they_can_be_reached_is_taken_from_someones_message() -> None:
    verdict = decided(
        ranking(inkoper=0.9),
        signals=Signals(words=12, asker="ondernemer", need="geld"),
        context=Context(message_draft=MessageDraft(MessageStep.TYPING)),
        municipalities=("GM0983",),
    )
    assert (verdict.intent, verdict.details) == (Intent.TYPE_MESSAGE, Details())


def test_distress_goes_before_a_message_for_a_person() -> None:
    context = Context(message_draft=MessageDraft(MessageStep.TYPING))
    assert decided(ranking(inkoper=0.9), signals=Signals(distress=True), context=context).intent is Intent.DISTRESS


def test_after_a_correction_the_rest_is_the_question() -> None:
    signals = Signals(kind=MessageKind.CORRECTION, parts=("de financier",), words=5)
    verdict = decided(ranking(inkoper=0.5, financier=0.3), ranking(financier=0.9), signals=signals)
    assert verdict.details.topic == "rol/financier"


def test_two_clear_questions_are_both_answered() -> None:
    signals = Signals(kind=MessageKind.TWO_QUESTIONS, parts=("a", "b"), words=12)
    both = ranking(inkoper=0.5, financier=0.45)
    verdict = decided(both, ranking(inkoper=0.9), ranking(financier=0.8), signals=signals)
    assert (verdict.intent, verdict.details.topics) == ("vraag_twee", ("rol/inkoper", "rol/financier"))


@pytest.mark.parametrize(("entrepreneur", "seems_from"), [(0.8, "ondernemer"), (0.6, "")])
def test_who_seems_to_write_counts_from_its_threshold(entrepreneur: float, seems_from: str) -> None:
    askers = {"ondernemer": entrepreneur, "ambtenaar": 0.9 - entrepreneur, "onbekend": 0.1}
    seen = Observation(ORDINARY, (), ToolSigns(), ranking(inkoper=0.9), (), askers=askers)
    details = decide_on(seen, NOTHING_SAID, replace(THRESHOLDS, asker=0.7)).details
    assert (details.seems_from, details.asker) == (seems_from, "")


def test_where_someone_signs_from_counts_for_the_way_in_alone() -> None:
    way_in = [(Label("vraag_gids", "ondernemer/waar-terecht"), 0.95)]
    signed = Observation(ORDINARY, (), ToolSigns(), way_in, (), signed_from=("GM0193",))
    assert decide_on(signed, NOTHING_SAID, THRESHOLDS).details.municipalities == ("GM0193",)
    assert decide_on(signed, Context(municipality="GM0150"), THRESHOLDS).details.municipalities == ()
    named = replace(signed, municipalities=("GM0150",))
    assert decide_on(named, NOTHING_SAID, THRESHOLDS).details.municipalities == ("GM0150",)
    guide = replace(signed, whole=ranking(inkoper=0.95))
    assert decide_on(guide, NOTHING_SAID, THRESHOLDS).details.municipalities == ()


def test_a_civil_servant_who_asks_for_the_way_in_is_told_of_desks_and_not_asked_for_a_place() -> None:
    way_in = [(Label("vraag_gids", "ondernemer/waar-terecht"), 0.95)]
    asked = Observation(ORDINARY, (), ToolSigns(), way_in, ())
    assert decide_on(asked, NOTHING_SAID, THRESHOLDS).details.topic == WHERE_TO_GO[0]
    assert decide_on(asked, Context(asker=Asker.CIVIL_SERVANT), THRESHOLDS).details.topic == WHERE_TO_GO[1]
    assert decide_on(asked, Context(asker_evidence=-3.0), THRESHOLDS).details.topic == WHERE_TO_GO[1]
    assert decide_on(asked, Context(asker_evidence=-1.0), THRESHOLDS).details.topic == WHERE_TO_GO[0]
    entrepreneur = Context(asker=Asker.ENTREPRENEUR, asker_evidence=-3.0)
    assert decide_on(asked, entrepreneur, THRESHOLDS).details.topic == WHERE_TO_GO[0]
    somewhere = replace(asked, municipalities=("GM0193",))
    assert decide_on(somewhere, Context(asker_evidence=-3.0), THRESHOLDS).details.topic == WHERE_TO_GO[0]


def test_a_text_to_be_written_is_none_of_the_topics_and_a_document_may_have_a_tool() -> None:
    asked = Observation(ORDINARY, (), ToolSigns(), ranking(inkoper=0.9), (), writing=WritingAsked(True, False))
    verdict = decide_on(asked, NOTHING_SAID, THRESHOLDS)
    assert (verdict.intent, verdict.details.subject, verdict.details.topic) == ("wat_kun_je", "schrijven", "")
    document = replace(asked, writing=WritingAsked(True, True))
    assert decide_on(document, NOTHING_SAID, THRESHOLDS).details.topic == "rol/inkoper"
    tool = act(ActKind.TOOL, Intent.START_TOOL, 0.6, tool="kennismaken")
    wants_tool = replace(document, whole=ranking(inkoper=0.3))
    assert decide(wants_tool, NOTHING_SAID, THRESHOLDS, (tool,)).intent is Intent.START_TOOL


def test_a_term_is_explained_even_where_the_message_looks_like_another_thing() -> None:
    term = TermAsked("PSO", "inkoop/artikel-2-82")
    asked = Observation(ORDINARY, (), ToolSigns(), ranking(buiten_dichtbij=0.9), (), term=term)
    verdict = decide_on(asked, NOTHING_SAID, THRESHOLDS)
    assert (verdict.intent, verdict.details.topic, verdict.details.term) == ("vraag_gids", term.topic, "PSO")
    distress = replace(asked, signals=Signals(distress=True))
    assert decide_on(distress, NOTHING_SAID, THRESHOLDS).intent == "crisis"


def test_a_tool_is_begun_by_a_sentence_that_means_it_without_its_name() -> None:
    likely = [(Label("tool_start", subject="kennismaken"), 0.6), (Label("vraag_gids", "rol/inkoper"), 0.2)]
    verdict = decided(likely)
    assert (verdict.intent, verdict.details.tool) == (Intent.START_TOOL, "kennismaken")
    asks_about_it = ToolSigns(named="kennismaken", is_on_tool=True, topics={"rol/inkoper": "kennismaken"})
    verdict = decide_on(Observation(ORDINARY, (), asks_about_it, likely, ()), NOTHING_SAID, THRESHOLDS)
    assert verdict.intent is not Intent.START_TOOL


def test_a_word_for_hello_and_goodbye_is_a_goodbye_once_something_was_answered() -> None:
    said, probabilities = Signals(words=1, only_hello_or_goodbye=True), ranking(groet=0.98, inkoper=0.02)
    assert decided(probabilities, signals=said).intent is Intent.GREETING
    answered = Context(topic="rol/inkoper", topics=("rol/inkoper",))
    assert decided(probabilities, signals=said, context=answered).intent is Intent.FAREWELL


@pytest.mark.parametrize("said", ["afscheid", "later_verder", "stoppen"])
def test_who_takes_leave_while_a_tool_runs_stops_it(said: str) -> None:
    running = Context(guided_tool=ToolState(tool="kennismaken", question="Wat wil de ondernemer?"))
    verdict = decided(ranking(**{said: 0.95, "inkoper": 0.05}), context=running)
    assert (verdict.intent, verdict.details.command) == (Intent.STEER_TOOL, "stop")


def act(kind: ActKind, intent: Intent, probability: float, **details: Any) -> RankedAct:
    return RankedAct(Candidate(kind, intent, Details(**details), {}), probability)


OFFERED = (("inkoper", 0.2), ("financier", 0.1), ("subsidies", 0.01))


def test_distress_that_only_the_classifier_sees_is_distress_however_unlikely() -> None:
    assert decided(ranking(crisis=0.2, inkoper=0.05, financier=0.04)).intent is Intent.DISTRESS


def test_another_language_is_that_whatever_topic_is_likely() -> None:
    assert decided(ranking(taal_duits=0.6, inkoper=0.4)).intent is Intent.GERMAN


def test_what_was_done_is_about_the_topic_before_where_it_does_not_name_it() -> None:
    topic = act(ActKind.TOPIC, Intent.ASK_GUIDE, 0.8, topic="rol/inkoper")
    before = Context(topic="rol/inkoper")
    asks = Observation(ORDINARY, (), ToolSigns(), ranking(vervolg_vraag=0.7, inkoper=0.3), ())
    names = Observation(ORDINARY, (), ToolSigns(), ranking(vervolg_vraag=0.3, inkoper=0.7), ())
    assert decide(asks, before, THRESHOLDS, (topic,)).intent is Intent.FOLLOW_UP_QUESTION
    assert decide(names, before, THRESHOLDS, (topic,)).intent is Intent.ASK_GUIDE


def test_all_details_are_given_to_who_asks_for_some_without_saying_which() -> None:
    verdict = decided(ranking(vraag_gegevens=0.7, inkoper=0.2))
    assert (verdict.intent, verdict.details.wanted) == (Intent.ASK_CONTACT_DETAILS, ("alles",))


def test_a_second_question_that_is_unclear_is_no_second_topic() -> None:
    signals = Signals(kind=MessageKind.TWO_QUESTIONS, parts=("a", "b"), words=12)
    verdict = decided(ranking(inkoper=0.7), ranking(inkoper=0.9), ranking(financier=0.2), signals=signals)
    assert (verdict.intent, verdict.details.topic) == ("vraag_gids", "rol/inkoper")


def test_a_follow_up_needs_something_to_follow() -> None:
    asked = ranking(vervolg_waarom=0.95, inkoper=0.02, financier=0.02, definitie=0.01)
    assert decided(asked, context=Context(topic="rol/inkoper")).details.topic == "rol/inkoper"
    assert decided(ranking(vervolg_waarom=0.99, inkoper=0.0001)).intent == "vervolg_zonder_context"


def test_what_is_likely_about_a_topic_follows_on_nothing() -> None:
    seen = Observation(ORDINARY, (), ToolSigns(), ranking(vervolg_vraag=0.8, inkoper=0.001), ())
    topic = act(ActKind.TOPIC, Intent.ASK_GUIDE, 0.7, topic="rol/inkoper")
    assert decide(seen, NOTHING_SAID, THRESHOLDS, (topic,)).details.topic == "rol/inkoper"
    about_anything = replace(seen, whole=ranking(vervolg_vraag=0.8, inkoper=0.0001))
    assert decide(about_anything, NOTHING_SAID, THRESHOLDS, (topic,)).intent is Intent.FOLLOW_UP_ON_NOTHING
    too_little = (act(ActKind.ASK_BACK, Intent.UNCLEAR, 0.6), replace(topic, probability=0.3))
    assert decide(seen, NOTHING_SAID, THRESHOLDS, too_little).intent is Intent.FOLLOW_UP_ON_NOTHING


def test_what_is_compared_with_what_was_told_is_the_topic_that_is_named() -> None:
    signals = Signals(kind=MessageKind.COMPARISON, parts=("is dat", "de financier"), refers=True, words=6)
    before = Context(topic="rol/inkoper", previous_topic="sociaal-ondernemen/definitie")
    verdict = decided(
        ranking(financier=0.6), ranking(definitie=0.01), ranking(financier=0.9), signals=signals, context=before
    )
    assert verdict.details.topics == ("rol/inkoper", "rol/financier")


def test_what_one_topic_is_compared_with_is_of_its_own_kind_where_such_a_one_was_told() -> None:
    signals = Signals(kind=MessageKind.COMPARISON, parts=("2.82",), refers=True, words=6)
    told = ("inkoop/artikel-2-80", "sociaal-ondernemen/definitie", "rol/inkoper")
    before = Context(topic="rol/inkoper", previous_topic="sociaal-ondernemen/definitie", topics=told)
    reserved = [(Label("vraag_gids", "inkoop/artikel-2-82"), 0.9)]
    verdict = decided(reserved, reserved, signals=signals, context=before)
    assert verdict.details.topics == ("inkoop/artikel-2-80", "inkoop/artikel-2-82")


def test_a_clear_change_of_subject_leaves_the_context() -> None:
    signals, context = Signals(refers=True, words=5), Context(topic="samenwerken/subsidies")
    clear = ranking(definitie=0.98, subsidies=0.001)
    assert decided(clear, signals=signals, context=context).details.topic == "sociaal-ondernemen/definitie"


def test_a_place_in_a_list_needs_a_list() -> None:
    signals, said = Signals(place=2, words=3), ranking(vervolg_lijst=0.9)
    listed = Context(topic="rol/inkoper", list_items=(ListItem("een"), ListItem("twee")))
    assert decided(said, signals=signals, context=listed).details.place == 2
    assert decided(said, signals=signals).intent == "vervolg_zonder_context"


def test_a_word_that_may_point_at_a_place_does_not_where_something_else_is_surely_meant() -> None:
    listed = Context(topic="rol/inkoper", list_items=(ListItem("een"), ListItem("twee")), list_topic="rol/inkoper")
    said, other = ranking(vervolg_vraag=0.9), act(ActKind.TOPIC, Intent.ASK_GUIDE, 0.9, topic="rol/inkoper")
    for signals, intent in (
        (Signals(place=2, words=4), Intent.FOLLOW_UP_QUESTION),
        (Signals(place=2, words=4, among_items=True), Intent.FOLLOW_UP_LIST_ITEM),
    ):
        seen = Observation(signals, (), ToolSigns(), said, ())
        assert decide(seen, listed, THRESHOLDS, (other,)).intent is intent


def test_a_place_in_the_list_of_the_topic_that_is_surely_named_is_pointed_at() -> None:
    signals = Signals(place=2, words=7, among_items=True)
    listed = Context(topic="rol/inkoper", list_items=(ListItem("een"), ListItem("twee")), list_topic="rol/inkoper")
    assert decided(ranking(inkoper=0.97), signals=signals, context=listed).intent is Intent.FOLLOW_UP_LIST_ITEM
    assert decided(ranking(definitie=0.97), signals=signals, context=listed).intent is Intent.ASK_GUIDE


def test_two_places_of_a_list_are_both_told() -> None:
    signals, told = Signals(place=1, places_together=(1, -1), words=5), ranking(vervolg_lijst=0.9)
    items = ListItem("Inkoper", "rol/inkoper"), ListItem("Definitie"), ListItem("Financier", "rol/financier")
    listed = Context(topic="rol/overzicht", list_items=items, list_topic="rol/overzicht")
    verdict = decided(told, signals=signals, context=listed)
    assert (verdict.intent, verdict.rule) == (Intent.ASK_TWO, Rule.PLACES_TOGETHER)
    assert verdict.details.topics == ("rol/inkoper", "rol/financier")


def test_a_place_without_a_topic_of_its_own_is_told_by_itself() -> None:
    signals, told = Signals(place=1, places_together=(1, 2), words=5), ranking(vervolg_lijst=0.9)
    steps = Context(topic="rol/inkoper", list_items=(ListItem("een"), ListItem("twee")), list_topic="rol/inkoper")
    assert decided(told, signals=signals, context=steps).intent is Intent.FOLLOW_UP_LIST_ITEM


def test_what_was_refused_is_not_offered_again() -> None:
    unsure = ranking(inkoper=0.4, financier=0.35, definitie=0.2, subsidies=0.05)
    refused = ("rol/inkoper", "rol/financier")
    details = decided(unsure, context=Context(refused_topics=refused)).details
    assert not set(refused) & {*details.choices, *details.topics}


def test_an_english_question_finds_its_topic_by_what_the_language_left_over() -> None:
    verdict = decided(ranking(taal_engels=0.99, inkoper=0.008, financier=0.001))
    assert (verdict.intent, verdict.details.topic, verdict.details.language) == (
        "vraag_gids",
        "rol/inkoper",
        "taal_engels",
    )
    vague = ranking(taal_engels=0.9, inkoper=0.025, financier=0.025, definitie=0.025, subsidies=0.025)
    assert decided(vague).intent == "taal_engels"


def test_an_entrepreneur_s_wish_goes_to_the_desk_when_the_guide_is_not_clearly_meant() -> None:
    wish = Signals(asker="ondernemer", need="geld", words=9)
    near = [(Label("vraag_gids", "samenwerken/subsidies"), 0.6), (Label("vraag_gids", "ondernemer/waar-terecht"), 0.3)]
    assert decided(near, signals=wish).details.topic == "ondernemer/waar-terecht"
    for signals in (Signals(words=9), Signals(asker="ambtenaar", need="geld", words=9)):
        assert decided(near, signals=signals).rule is not Rule.FOR_A_DESK


def test_a_short_question_about_a_municipality_is_no_naming_of_it() -> None:
    inhabitants = [
        (Label("buiten_dichtbij"), 0.5),
        (Label("buiten_ver"), 0.4),
        (Label("vraag_gids", "rol/inkoper"), 0.02),
    ]
    assert decided(inhabitants, signals=Signals(words=4), municipalities=("GM0150",)).intent == "buiten_dichtbij"
    named = [(Label("noem_gemeente"), 0.95), (Label("buiten_ver"), 0.01), (Label("vraag_gids", "rol/inkoper"), 0.02)]
    assert decided(named, signals=Signals(words=2), municipalities=("GM0150",)).intent == "noem_gemeente"


def test_a_municipality_named_does_not_make_everything_a_desk() -> None:
    outside = [(Label("buiten_gemeente"), 0.9), (Label("vraag_gids", "rol/inkoper"), 0.02)]
    assert decided(outside, signals=Signals(words=9), municipalities=("GM0193",)).intent == "buiten_gemeente"


ASKED_BACK = Context(offered_topics=("rol/inkoper", "rol/financier"), asked_back=True)
TWO_ANSWERED = Context(
    topic="rol/inkoper",
    previous_topic="rol/financier",
    topics=("rol/inkoper", "rol/financier"),
    list_items=(ListItem("Inkoper", "rol/inkoper"), ListItem("Financier", "rol/financier")),
)
VAGUE = ranking(vervolg_meer=0.9, inkoper=0.1)


@pytest.mark.parametrize("context", [ASKED_BACK, TWO_ANSWERED])
def test_allebei_means_what_is_in_view(context: Context) -> None:
    verdict = decided(VAGUE, signals=Signals(both=True, words=3), context=context)
    assert (verdict.intent, verdict.details.topics) == (Intent.ASK_TWO, ("rol/inkoper", "rol/financier"))
    assert verdict.details.kind is MessageKind.COMPARISON  # nobody is told that it was two questions


@pytest.mark.parametrize(
    ("context", "signals"),
    [(NOTHING_SAID, Signals(both=True, words=3)), (ASKED_BACK, Signals(both=True, words=30)), (ASKED_BACK, ORDINARY)],
)
def test_without_a_set_in_view_or_in_a_long_message_it_does_not(context: Context, signals: Signals) -> None:
    assert decided(VAGUE, signals=signals, context=context).intent is not Intent.ASK_TWO


@pytest.mark.parametrize(("place", "topic"), [(1, "sociaal-ondernemen/definitie"), (0, "rol/inkoper")])
def test_back_to_a_question_of_before(place: int, topic: str) -> None:
    before = Context(
        topic="rol/financier", topics=("sociaal-ondernemen/definitie", "rol/inkoper", "rol/financier"), questions=("a",)
    )
    verdict = decided(VAGUE, signals=Signals(back=True, place=place, words=4), context=before)
    assert (verdict.intent, verdict.details.topic) == (Intent.ASK_GUIDE, topic)


def test_back_to_what_is_named_is_what_is_named() -> None:
    before = Context(topic="rol/financier", topics=("rol/inkoper", "rol/financier"))
    verdict = decided(ranking(subsidies=0.9, groet=0.1), signals=Signals(back=True, words=9), context=before)
    assert verdict.details.topic == "samenwerken/subsidies"


def test_near_the_guide_the_likeliest_subject_is_named() -> None:
    whole = [
        (Label("buiten_dichtbij", subject="kvk"), 0.8),
        (Label("buiten_dichtbij", subject="belasting"), 0.15),
        (Label("vraag_gids", "rol/inkoper"), 0.05),
    ]
    verdict = decided(whole)
    assert (verdict.intent, verdict.details.subject) == (Intent.OUTSIDE_NEAR, "kvk")


@pytest.mark.parametrize(
    ("signals", "intent"),
    [
        (Signals(asker="ondernemer", words=9), Intent.INTRODUCES_ONESELF),
        (Signals(asker="ondernemer", need="werk", words=15), Intent.ASK_GUIDE),
        (Signals(asker="ondernemer", asks_where=True, words=15), Intent.ASK_GUIDE),
        (Signals(asker="ambtenaar", need="werk", words=15), Intent.INTRODUCES_ONESELF),
    ],
)
def test_an_entrepreneur_who_says_what_for_gets_the_way_in_at_once(signals: Signals, intent: Intent) -> None:
    assert decided(ranking(stelt_zich_voor=0.9, inkoper=0.02), signals=signals).intent is intent


@pytest.mark.parametrize(("ends", "intent"), [("ontkennen", Intent.TYPE_MESSAGE), ("stoppen", Intent.STOP)])
def test_no_with_another_number_corrects_the_number_and_stop_stops(ends: str, intent: Intent) -> None:
    checking = Context(message_draft=MessageDraft(step=MessageStep.CHECKING))
    signals = Signals(can_be_reached=True, words=6)
    assert decided(ranking(**{ends: 0.9, "inkoper": 0.1}), signals=signals, context=checking).intent is intent


def test_a_topic_that_is_sure_is_answered_after_a_question_back_as_well() -> None:
    asked = Context(
        topic="rol/financier",
        offered_topics=("rol/financier", "tool/kennismaken"),
        refused_topics=("rol/financier",),
        asked_back=True,
    )
    verdict = decided(ranking(inkoper=0.99), context=asked)
    assert (verdict.intent, verdict.rule, verdict.details.topic) == ("vraag_gids", Rule.SURE, "rol/inkoper")


def test_a_topic_s_own_question_typed_out_is_that_topic_like_the_choice_is() -> None:
    typed = Observation(ORDINARY, (), ToolSigns(), ranking(financier=0.8), (), own_question_of="rol/inkoper")
    verdict = decide(typed, Context(topic="rol/financier"), THRESHOLDS, ())
    assert (verdict.rule, verdict.details.topic) == (Rule.OWN_QUESTION, "rol/inkoper")


def test_who_names_a_municipality_is_told_the_way_in_there_alone() -> None:
    way_in = act(ActKind.TOPIC, Intent.ASK_GUIDE, 0.5, topic=WHERE_TO_GO[0])
    loket = act(ActKind.TOPIC, Intent.ASK_GUIDE, 0.2, topic="beleid/loket")
    named = Observation(ORDINARY, ("GM0193",), ToolSigns(), ranking(inkoper=0.3, financier=0.3), ())
    verdict = decide(named, NOTHING_SAID, THRESHOLDS, (way_in, loket))
    assert (verdict.rule, verdict.details.topic) == (Rule.FOR_A_DESK, WHERE_TO_GO[0])
    official = Context(asker="ambtenaar")
    assert decide(named, official, THRESHOLDS, (way_in, loket)).rule is not Rule.FOR_A_DESK
