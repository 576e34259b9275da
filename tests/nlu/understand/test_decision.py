"""Answer, ask back, follow up, or leave it to small talk and outside: by the probabilities and the context."""

from __future__ import annotations

from typing import Any

import pytest

from contract.context import Context, Item
from nlu.components.signals import Signals
from nlu.model.labels import Label, Ranking
from nlu.understand.decision import Verdict, decide
from nlu.understand.thresholds import Thresholds

THRESHOLDS = Thresholds(gids=0.5, antwoord=0.6, keuze=0.05)
TOPICS = {
    "inkoper": "rol/inkoper",
    "financier": "rol/financier",
    "definitie": "sociaal-ondernemen/definitie",
    "subsidies": "samenwerken/subsidies",
}


def ranking(**probabilities: float) -> Ranking:
    ranked = sorted(probabilities.items(), key=lambda pair: -pair[1])
    return [(Label("vraag_gids", TOPICS[name]) if name in TOPICS else Label(name), kans) for name, kans in ranked]


def decided(whole: Ranking, *parts: Ranking, signals: Signals | None = None, context: Context | None = None) -> Verdict:
    return decide(whole, list(parts), signals or Signals(woorden=12), context or Context(), THRESHOLDS)


@pytest.mark.parametrize(
    ("probabilities", "intent", "gids"),
    [
        ({"inkoper": 0.8, "financier": 0.1, "groet": 0.1}, "vraag_gids", {"onderwerp": "rol/inkoper"}),
        (
            {"inkoper": 0.4, "financier": 0.35, "groet": 0.2},
            "verduidelijk",
            {"keuzes": ["rol/inkoper", "rol/financier"]},
        ),
        ({"inkoper": 0.3, "groet": 0.6, "financier": 0.1}, "groet", {}),
        ({"inkoper": 0.2, "financier": 0.2, "buiten_ver": 0.35, "groet": 0.25}, "buiten_ver", {}),
    ],
)
def test_by_the_probabilities_alone(probabilities: dict[str, float], intent: str, gids: dict[str, Any]) -> None:
    verdict = decided(ranking(**probabilities))
    assert verdict.intent == intent
    assert {name: verdict.gids.get(name) for name in ("onderwerp", "keuzes") if verdict.gids.get(name)} == gids


def test_distress_goes_before_all_else() -> None:
    assert decided(ranking(inkoper=0.99), signals=Signals(crisis=True)).intent == "crisis"


def test_after_a_correction_the_rest_is_the_question() -> None:
    signals = Signals(soort="correctie", delen=("de financier",), woorden=5)
    verdict = decided(ranking(inkoper=0.5, financier=0.3), ranking(financier=0.9), signals=signals)
    assert verdict.gids["onderwerp"] == "rol/financier"


def test_two_clear_questions_are_both_answered() -> None:
    signals = Signals(soort="twee_vragen", delen=("a", "b"), woorden=12)
    verdict = decided(ranking(inkoper=0.6), ranking(inkoper=0.9), ranking(financier=0.8), signals=signals)
    assert (verdict.intent, verdict.gids["onderwerpen"]) == ("vraag_twee", ["rol/inkoper", "rol/financier"])


def test_a_second_question_that_is_unclear_is_no_second_topic() -> None:
    signals = Signals(soort="twee_vragen", delen=("a", "b"), woorden=12)
    verdict = decided(ranking(inkoper=0.7), ranking(inkoper=0.9), ranking(financier=0.2), signals=signals)
    assert (verdict.intent, verdict.gids["onderwerp"]) == ("vraag_gids", "rol/inkoper")


def test_a_comparison_takes_from_the_context_what_it_only_refers_to() -> None:
    signals = Signals(soort="vergelijking", delen=("het", "een financier"), woorden=6, verwijst=True)
    context = Context(onderwerp="rol/inkoper")
    verdict = decided(ranking(financier=0.9), ranking(), ranking(financier=0.9), signals=signals, context=context)
    assert verdict.gids["onderwerpen"] == ["rol/inkoper", "rol/financier"]


def test_a_follow_up_needs_something_to_follow() -> None:
    asked = ranking(vervolg_waarom=0.9, inkoper=0.1)
    assert decided(asked, context=Context(onderwerp="rol/inkoper")).gids["onderwerp"] == "rol/inkoper"
    assert decided(asked).intent == "vervolg_zonder_context"


def test_a_short_remark_that_refers_stays_with_the_topic_in_mind() -> None:
    signals, context = Signals(verwijst=True, woorden=5), Context(onderwerp="samenwerken/subsidies")
    unsure = ranking(definitie=0.7, subsidies=0.1)
    assert decided(unsure, signals=signals, context=context).gids["onderwerp"] == "samenwerken/subsidies"
    assert decided(unsure, signals=signals).gids["onderwerp"] == "sociaal-ondernemen/definitie"


def test_a_clear_change_of_subject_leaves_the_context() -> None:
    signals, context = Signals(verwijst=True, woorden=5), Context(onderwerp="samenwerken/subsidies")
    clear = ranking(definitie=0.95, subsidies=0.04)
    assert decided(clear, signals=signals, context=context).gids["onderwerp"] == "sociaal-ondernemen/definitie"


def test_a_place_in_a_list_needs_a_list() -> None:
    signals, said = Signals(plaats=2, woorden=3), ranking(vervolg_lijst=0.9)
    listed = Context(onderwerp="rol/inkoper", lijst=(Item("een"), Item("twee")))
    assert decided(said, signals=signals, context=listed).gids["plaats"] == 2
    assert decided(said, signals=signals).intent == "vervolg_zonder_context"


def test_what_was_refused_is_not_offered_again() -> None:
    unsure = ranking(inkoper=0.4, financier=0.35, definitie=0.2, subsidies=0.05)
    verdict = decided(unsure, context=Context(aangeboden=("rol/inkoper", "rol/financier")))
    assert verdict.gids["keuzes"] == ["sociaal-ondernemen/definitie", "samenwerken/subsidies"]


def test_an_english_question_finds_its_topic_by_what_the_language_left_over() -> None:
    verdict = decided(ranking(taal_engels=0.99, inkoper=0.008, financier=0.001))
    assert (verdict.intent, verdict.gids["onderwerp"], verdict.gids["taal"]) == (
        "vraag_gids",
        "rol/inkoper",
        "taal_engels",
    )
    vague = ranking(taal_engels=0.9, inkoper=0.025, financier=0.025, definitie=0.025, subsidies=0.025)
    assert decided(vague).intent == "taal_engels"


def test_an_entrepreneur_s_wish_goes_to_the_desk_when_the_guide_is_not_clearly_meant() -> None:
    wish = Signals(wie="ondernemer", behoefte="geld", woorden=9)
    near = [(Label("vraag_gids", "samenwerken/subsidies"), 0.6), (Label("vraag_gids", "ondernemer/waar-terecht"), 0.3)]
    assert decided(near, signals=wish).gids["onderwerp"] == "ondernemer/waar-terecht"
    assert decided(near, signals=Signals(woorden=9)).gids["onderwerp"] == "samenwerken/subsidies"
    civil_servant = Signals(wie="ambtenaar", behoefte="geld", woorden=9)
    assert decided(near, signals=civil_servant).gids["onderwerp"] == "samenwerken/subsidies"


def test_a_short_question_about_a_municipality_is_no_naming_of_it() -> None:
    inhabitants = [
        (Label("buiten_dichtbij"), 0.5),
        (Label("buiten_ver"), 0.4),
        (Label("vraag_gids", "rol/inkoper"), 0.02),
    ]
    assert decided(inhabitants, signals=Signals(gemeenten=("GM0150",), woorden=4)).intent == "buiten_dichtbij"
    named = [(Label("noem_gemeente"), 0.95), (Label("buiten_ver"), 0.01), (Label("vraag_gids", "rol/inkoper"), 0.02)]
    assert decided(named, signals=Signals(gemeenten=("GM0150",), woorden=2)).intent == "noem_gemeente"


def test_a_municipality_named_does_not_make_everything_a_desk() -> None:
    outside = [(Label("buiten_gemeente"), 0.9), (Label("vraag_gids", "rol/inkoper"), 0.02)]
    assert decided(outside, signals=Signals(gemeenten=("GM0193",), woorden=9)).intent == "buiten_gemeente"
