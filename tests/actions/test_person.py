"""Speaking to a person: the municipality's contact points, their hours, and a message where that can be left."""

from __future__ import annotations

import pytest

from actions.contact_points import contact_lines
from actions.content import content
from actions.person import ActionMens
from content.municipalities.opening_hours import OpeningHours
from content.municipalities.own_file import ContactPoint
from contract.context import Context
from contract.message import Outcome
from contract.turn import Origin
from tests.support.skills import run, said, turn_at

HERE = Context(municipality="fictief-voorbeeldstad")


def where(name: str, **values: object) -> str:
    return said("waar_terecht", name, **values)


def closed(day: str, hour: str, reason: str = "") -> str:
    first = where("gesloten_om", reden=reason) if reason else where("gesloten")
    return f"{first} {where('weer_open', dag=day, tijd=hour)}"


def test_without_a_file_it_says_how_to_find_one() -> None:
    message, context = run(ActionMens(), "mens_spreken", Context(municipality="GM0193"))
    general = content().texts["gesprek"]["mens_spreken"]
    assert message.text == general.text
    assert context.offered_topics == general.topics
    assert message.sources == ()


def test_the_contact_points_for_what_it_is_about() -> None:
    message, _ = run(ActionMens(), "mens_spreken", HERE, need="werk")
    assert message.outcome is Outcome.CONVERSATION
    assert message.text.startswith(where("mens", gemeente="Voorbeeldstad"))
    assert "Werkgeversservicepunt" in message.text
    assert "Accountmanager" not in message.text
    assert message.sources == ("gemeente/voorbeeldstad",)
    before, _ = run(ActionMens(), "mens_spreken", Context(municipality="fictief-voorbeeldstad", need="ruimte"))
    assert "Accountmanager" in before.text
    general, _ = run(ActionMens(), "mens_spreken", HERE)
    assert "Loket Economische Zaken" in general.text


@pytest.mark.parametrize(("delivery", "offered"), [(("email",), True), (("webhook",), False), ((), False)])
def test_a_message_is_offered_where_it_can_be_delivered(delivery: tuple[str, ...], offered: bool) -> None:
    message, _ = run(ActionMens(), "mens_spreken", HERE, origin=Origin("web", "", delivery))
    assert (message.choices[0].goal.intent == "bericht_start") is offered


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        ("2026-11-26T10:00", where("nu_open", tijd="17.00")),
        ("2026-11-26T17:30", where("nu_open", tijd="20.00")),
        ("2026-11-26T16:30", closed("donderdag 26 november", "18.00")),
        ("2026-11-27T18:00", closed("maandag 30 november", "09.00")),
        ("2026-12-23T17:00", closed("donderdag 24 december", "09.00")),
        ("2026-12-24T08:30", f"{where('nu_open', tijd='12.00')} {where('andere_uren', reden='kerstavond')}"),
        ("2026-12-24T13:00", closed("donderdag 31 december", "09.00", "kerstavond")),
        ("2026-12-25T09:00", closed("donderdag 31 december", "09.00", "eerste kerstdag")),
        ("2026-12-28T09:00", closed("donderdag 31 december", "09.00", "kerstsluiting")),
        ("2026-12-31T13:00", closed("maandag 4 januari", "09.00", "oudejaarsdag")),
    ],
)
def test_open_now_or_when_it_opens(moment: str, line: str) -> None:
    turn = turn_at(moment, "mens_spreken", HERE)
    assert turn.own_file is not None
    [text] = contact_lines(turn.own_file.for_need("geld"), turn)
    assert text.splitlines()[-1] == f"- {line}"


def test_every_way_to_reach_it_and_none_that_is_not_there() -> None:
    turn = turn_at("2026-11-26T10:00")
    whole = ContactPoint(
        name="Loket",
        needs=(),
        phone="0900 000 0001",
        phone_link="tel:09000000001",
        email="ik@voorbeeld.example",
        link="https://voorbeeld.example",
        address="Plein 1",
    )
    assert contact_lines([whole, ContactPoint("Balie", (), address="Kade 2")], turn) == [
        "**Loket**\n\n"
        "- Telefoon: [0900 000 0001](tel:09000000001)\n"
        "- E-mail: [ik@voorbeeld.example](mailto:ik@voorbeeld.example)\n"
        "- Website: [https://voorbeeld.example](https://voorbeeld.example)\n"
        "- Adres: Plein 1",
        "**Balie**\n\n- Adres: Kade 2",
    ]


def test_long_closed() -> None:
    never = ContactPoint("Loket", (), hours=OpeningHours({}))
    assert contact_lines([never], turn_at("2026-11-26T10:00")) == [
        f"**Loket**\n\n- {where('gesloten')} {where('lang_dicht')}"
    ]
