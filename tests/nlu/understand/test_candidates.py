"""What a message may mean: nothing that cannot be done in its conversation, and all that can."""

from __future__ import annotations

from contract.context import Context, ListItem
from contract.details import MessageKind
from contract.intents import Intent
from nlu.model.labels import Label, Ranking
from nlu.understand.candidates import ActKind, Candidate, find_candidates, own_features
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.message_features import Seen
from nlu.understand.observation import Observation
from nlu.understand.signals import Signals

INKOPER, FINANCIER, SUBSIDIES = "rol/inkoper", "rol/financier", "samenwerken/subsidies"
WHOLE: Ranking = [
    (Label("vraag_gids", INKOPER), 0.5),
    (Label("buiten_dichtbij", subject="kvk"), 0.2),
    (Label("dank"), 0.15),
    (Label("vraag_gids", FINANCIER), 0.1),
    (Label("onzin"), 0.05),
]


def acts(signals: Signals, context: Context, parts: tuple[Ranking, ...] = ()) -> dict[ActKind, list[Candidate]]:
    found: dict[ActKind, list[Candidate]] = {}
    for act in find_candidates(Seen(Observation(signals, (), ToolSigns(), WHOLE, parts), context)).acts:
        found.setdefault(act.kind, []).append(act)
    return found


def test_a_first_message_follows_nothing_up_and_points_at_nothing() -> None:
    found = acts(Signals(words=4, place=2), Context())
    assert {ActKind.REASON, ActKind.MORE, ActKind.LIST_ITEM, ActKind.TWO_TOPICS}.isdisjoint(found)
    assert [act.details.topic for act in found[ActKind.TOPIC]] == [INKOPER, FINANCIER]
    assert [act.intent for act in found[ActKind.SMALL_TALK]] == [Intent.THANKS]
    assert [act.details.subject for act in found[ActKind.SUBJECT]] == ["kvk"]
    assert [act.intent for act in found[ActKind.OUTSIDE]] == [Intent.NONSENSE]


def test_what_was_answered_can_be_followed_up_and_gone_back_to() -> None:
    found = acts(Signals(words=4), Context(topic=INKOPER, topics=(SUBSIDIES, INKOPER)))
    assert [act.details.topic for act in found[ActKind.REASON]] == [INKOPER]
    said = {act.details.topic: act.features for act in found[ActKind.TOPIC]}
    assert (said[INKOPER]["talked_about"], said[INKOPER]["first_said"]) == (1.0, 0.0)
    assert (said[SUBSIDIES]["said_before"], said[SUBSIDIES]["first_said"]) == (1.0, 1.0)


def test_a_place_is_one_of_what_is_in_view() -> None:
    asked_back = Context(asked_back=True, offered_topics=(FINANCIER, SUBSIDIES))
    found = acts(Signals(words=2, place=-1), asked_back)
    assert [act.details.place for act in found[ActKind.LIST_ITEM]] == [-1]
    pointed = {act.details.topic for act in found[ActKind.TOPIC] if act.features["pointed_at"]}
    assert pointed == {SUBSIDIES}
    assert (FINANCIER, SUBSIDIES) in [act.details.topics for act in found[ActKind.TWO_TOPICS]]


def test_two_topics_are_those_that_its_parts_name_in_their_order() -> None:
    parts: tuple[Ranking, ...] = ([(Label("vraag_gids", SUBSIDIES), 0.9)], [(Label("vraag_gids", FINANCIER), 0.8)])
    signals = Signals(words=9, kind=MessageKind.TWO_QUESTIONS, parts=("a", "b"))
    named = [act for act in acts(signals, Context(), parts)[ActKind.TWO_TOPICS] if act.features["named"] == 2.0]
    assert [act.details.topics for act in named] == [(SUBSIDIES, FINANCIER)]
    assert named[0].details.kind is MessageKind.TWO_QUESTIONS


def test_a_comparison_takes_from_the_conversation_what_it_only_refers_to() -> None:
    signals = Signals(words=6, kind=MessageKind.COMPARISON, parts=("het", "een financier"), refers=True)
    parts: tuple[Ranking, ...] = ([], [(Label("vraag_gids", FINANCIER), 0.9)])
    found = acts(signals, Context(topic=SUBSIDIES), parts)
    assert (SUBSIDIES, FINANCIER) in [act.details.topics for act in found[ActKind.TWO_TOPICS]]


def test_a_list_of_an_answer_s_own_items_is_no_set_of_topics() -> None:
    listed = Context(topic=INKOPER, list_topic=INKOPER, list_items=(ListItem("een"), ListItem("twee", SUBSIDIES)))
    found = acts(Signals(words=2, place=2), listed)
    assert found[ActKind.LIST_ITEM][0].features["has_topic"] == 0.0


def test_every_act_has_only_features_that_its_kind_is_known_to_have() -> None:
    context = Context(topic=INKOPER, topics=(INKOPER, SUBSIDIES), asked_back=True, offered_topics=(FINANCIER, INKOPER))
    for kind, found in acts(Signals(words=2, place=1, both=True), context).items():
        assert all(set(act.features) <= set(own_features(kind)) for act in found)
