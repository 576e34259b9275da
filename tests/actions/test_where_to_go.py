"""Where an entrepreneur can go: by municipality and need, and what must be said along with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import actions.skill
from actions.content import content
from actions.follow_up import ActionVervolg
from actions.skill import Skill
from actions.topic import ActionOnderwerp
from actions.where_to_go import ActionWaarTerecht
from content.guide.pieces import Piece
from content.municipalities.register import Register
from contract.context import Context
from contract.message import Outcome
from contract.turn import Origin
from tests.support.skills import run, said

DESK = "ondernemer/waar-terecht"
SITE = Origin("web", "voorbeeldstad", ())


def where(name: str, **values: object) -> str:
    return said("waar_terecht", name, **values)


def test_nothing_known_asks_where_and_what_for() -> None:
    message, context = run(ActionOnderwerp(), topic=DESK)
    assert message.outcome is Outcome.ANSWER
    assert message.text == f"{where('loket_onbekend').strip()}\n\n{where('welke_gemeente')}"
    assert [choice.goal.intent for choice in message.choices] == ["kies_behoefte"] * 4
    assert message.sources == (DESK,)
    assert context.topic == DESK


def test_a_municipality_with_a_file_of_its_own() -> None:
    message, context = run(ActionWaarTerecht(), "noem_gemeente", municipalities=("fictief-voorbeeldstad",), need="werk")
    assert message.text.startswith(where("eigen", gemeente="Voorbeeldstad"))
    assert "Werkgeversservicepunt Voorbeeldregio" in message.text
    assert "Accountmanager" not in message.text
    assert message.text.endswith(where("bedacht", gemeente="Voorbeeldstad"))
    assert message.sources == (DESK, "gemeente/voorbeeldstad")
    assert message.choices[0].goal.details.topic == "inkoop/social-return"
    assert (context.municipality, context.need) == ("fictief-voorbeeldstad", "werk")


def test_a_municipality_without_a_file() -> None:
    message, context = run(ActionWaarTerecht(), "noem_gemeente", municipalities=("GM0193",), need="geld")
    assert message.text == "\n\n".join(
        [where("zonder_bestand", gemeente="Zwolle"), where("loket_geld"), where("zoek_verder", gemeente="Zwolle")]
    )
    assert message.sources == (DESK,)
    assert context.municipality == "GM0193"


def test_two_of_one_name_are_asked_about_and_neither_is_kept() -> None:
    codes = content().municipalities.register.names["bergen"]
    assert len(codes) == 2
    message, context = run(ActionWaarTerecht(), "noem_gemeente", municipalities=(*codes, "GM0000"))
    assert message.outcome is Outcome.CLARIFICATION
    assert message.text == where("welke_van_twee")
    assert [choice.goal.details.municipalities for choice in message.choices] == [(code,) for code in codes]
    assert context.municipality == ""
    assert context.turns_without_answer == 1


def test_what_was_said_before_stays_when_only_the_place_is_new() -> None:
    before = Context(topic=DESK, need="geld")
    message, _ = run(ActionWaarTerecht(), "noem_gemeente", before, municipalities=("GM0193",))
    assert where("loket_geld") in message.text
    asked_anew, _ = run(ActionOnderwerp(), "vraag_gids", before, topic=DESK)
    assert where("loket_geld") not in asked_anew.text


def test_the_topic_before_says_what_for() -> None:
    before = Context(topic="samenwerken/subsidies", asker="ondernemer")
    message, context = run(ActionWaarTerecht(), "noem_gemeente", before, municipalities=("GM0193",))
    assert where("loket_geld") in message.text
    assert context.need == "geld"
    message, context = run(
        ActionWaarTerecht(), "noem_gemeente", Context(topic="rol/inkoper"), municipalities=("GM0193",)
    )
    assert context.need == ""


def test_the_site_s_municipality_is_assumed_and_said_once() -> None:
    assumed = where("aangenomen", gemeente="Voorbeeldstad")
    first, context = run(ActionOnderwerp(), topic=DESK, origin=SITE)
    assert assumed in first.text
    again, _ = run(ActionWaarTerecht(), "kies_behoefte", context, origin=SITE, need="werk")
    assert assumed not in again.text
    assert "Werkgeversservicepunt" in again.text
    named, _ = run(ActionWaarTerecht(), "noem_gemeente", origin=SITE, municipalities=("fictief-voorbeeldstad",))
    assert assumed not in named.text


def test_a_merger_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    now = content()
    register = now.municipalities.register
    zwolle = register.get("GM0193")
    assert zwolle is not None
    merging = replace(zwolle, valid_until=date(2040, 12, 31), goes_into="GM0150")
    others = [one for one in register if one.code != "GM0193"]
    changed = replace(now.municipalities, register=Register([merging, *others], register.ambiguous))
    monkeypatch.setattr(actions.skill, "content", lambda: replace(now, municipalities=changed))
    message, _ = run(ActionWaarTerecht(), "noem_gemeente", municipalities=("GM0193",))
    assert message.text.endswith(where("gaat_op", gemeente="Zwolle", dag="31 december 2040", nieuw="Deventer"))
    other, _ = run(ActionWaarTerecht(), "noem_gemeente", municipalities=("GM0150",))
    assert "opgaat" not in other.text


@pytest.mark.parametrize(
    ("intent", "details", "concrete"),
    [
        ("vraag_gids", {}, False),
        ("vraag_gids", {"asker": "ondernemer"}, True),
        ("vraag_gids", {"municipalities": ("GM0193",)}, True),
        ("kies_onderwerp", {"asker": "ondernemer"}, False),
    ],
)
def test_a_desk_in_the_guide_is_made_concrete_for_who_asks_for_it(
    intent: str, details: dict[str, Any], concrete: bool
) -> None:
    message, _ = run(ActionOnderwerp(), intent, topic="beleid/loket", **details)
    assert (where("loket_onbekend").strip() in message.text) is concrete


@pytest.mark.parametrize("intent", ["vervolg_vraag", "vervolg_herhaal"])
def test_a_question_on_it_gives_it_again(intent: str) -> None:
    message, _ = run(ActionVervolg(), intent, Context(topic=DESK, municipality="GM0193"), topic=DESK)
    assert message.text.startswith(where("zonder_bestand", gemeente="Zwolle"))


def test_why_on_it_is_answered_by_the_guide() -> None:
    message, _ = run(ActionVervolg(), "vervolg_bron", Context(topic=DESK, municipality="GM0193"), topic=DESK)
    assert "Dit staat in het Zakboek" in message.text


def piece_of(*kinds: str) -> Piece:
    return next(piece for piece in content().guide.topics[DESK].pieces if piece.kind in kinds)


def test_what_was_asked_is_answered_before_the_municipality_is_asked_for() -> None:
    piece = piece_of("ja-nee")
    message, _ = run(ActionOnderwerp(), topic=DESK, pieces=[piece.id])
    assert message.text == f"{piece.text}\n\n{where('welke_gemeente')}"


def test_which_desk_to_go_to_is_said_once_and_not_by_a_piece_as_well() -> None:
    message, _ = run(ActionOnderwerp(), topic=DESK, pieces=[piece_of("wie").id])
    assert message.text.startswith(where("loket_onbekend").strip())


@pytest.mark.parametrize(
    ("skill", "intent"), [(ActionOnderwerp(), "vraag_gids"), (ActionVervolg(), "vervolg_vraag")], ids=["asked", "on"]
)
def test_who_asks_on_gets_what_is_new_and_not_the_desks_again(skill: Skill, intent: str) -> None:
    piece = piece_of("stappen")
    _, after = run(ActionOnderwerp(), topic=DESK)
    message, _ = run(skill, intent, after, topic=DESK, pieces=[piece.id])
    assert message.text.startswith(piece.text)
    assert where("loket_onbekend").strip() not in message.text


def test_the_desks_are_not_told_again_to_who_only_adds_the_place() -> None:
    _, after = run(ActionOnderwerp(), topic=DESK)
    message, _ = run(ActionWaarTerecht(), "noem_gemeente", after, municipalities=("GM0193",))
    assert where("zonder_bestand", gemeente="Zwolle") in message.text
    assert where("loket_onbekend").strip() not in message.text
