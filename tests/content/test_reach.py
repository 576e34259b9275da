"""What says how someone can be reached, and what only looks like it."""

from __future__ import annotations

import pytest

from content.reach import can_be_reached, find_email


@pytest.mark.parametrize(
    "text",
    [
        "06.12.34.56.78",
        "06 - 12 34 56 78",
        "+31 (0)6 12345678",
        "0031612345678",
        "bel me op 030-2860000, na 17.00 uur",
        "088 123 45 67",
        "0800 1234",
        "0900-1234567",
        "14 020",
        "+32 470 12 34 56",
        "+49 30 901820",
        "info@mijnzaak.nl",
        "mail naar <Kim.de-Vries+zaak@mijn-zaak.co.uk>.",
        "mailto:ik@voorbeeld.example",
        "niet kim@zaak maar kim@zaak.example",
    ],
)
def test_a_number_or_an_address_that_can_exist(text: str) -> None:
    assert can_be_reached(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bel me maar gewoon",
        "3-12-2026",
        "2026-11-28 om 10.00 uur",
        "28 11 2026",
        "KVK 12345678",
        "12345678",
        "NL12 INGB 0001 2345 67",
        "06 1234",
        "06 12 34 56 7",
        "06 12 34 56 789",
        "postbus 12345, 3500 AB",
        "kim@zaak",
        "kim@",
        "@mijnzaak",
        "kim@zaak..nl",
        "kim @ zaak . nl",
        "kim@127.0.0.1",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not can_be_reached(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("liefst Kim@Zaak.NL", "Kim@zaak.nl"),
        ("kim@bäcker.example", "kim@xn--bcker-gra.example"),
        ("kïm@zaak.example", None),
        ("a@b.example c@d.example", "a@b.example"),
        ("x " * 1000 + "kim@zaak.example", None),
        ("x@y " * 20 + "kim@zaak.example", None),
    ],
)
def test_the_address_as_any_mail_can_hold_it(text: str, address: str | None) -> None:
    assert find_email(text) == address
