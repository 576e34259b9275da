"""Telephone numbers as people write them, and what looks like one and is none."""

from __future__ import annotations

import pytest

from content.phone_numbers import PhoneNumber, find_phone_number, read_phone_number

MOBILE = PhoneNumber("+31 6 12345678", "06 12345678", "tel:+31612345678")


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06 - 12 34 56 78",
        "06–12345678",
        "06_12345678",
        "06/12345678",
        "+31 (0)6 12345678",
        "+31612345678",
        "0031612345678",
        "00 31 6 12345678",
        " 06-12345678 ",
    ],
)
def test_a_mobile_number_in_any_spelling(text: str) -> None:
    assert read_phone_number(text) == MOBILE


@pytest.mark.parametrize(
    ("text", "national", "uri"),
    [
        ("(030) 286 00 00", "030 286 0000", "tel:+31302860000"),
        ("088 - 123 45 67", "088 123 4567", "tel:+31881234567"),
        ("085-1234567", "085 123 4567", "tel:+31851234567"),
        ("0800-1234", "0800 1234", "tel:08001234"),
        ("0900 1234", "0900 1234", "tel:09001234"),
        ("0900 000 0001", "0900 0000001", "tel:09000000001"),
        ("14 020", "14 020", "tel:14020"),
        ("140321", "14 0321", "tel:140321"),
        ("+32 470 12 34 56", "+32 470 12 34 56", "tel:+32470123456"),
        ("0049 30 901820", "+49 30 901820", "tel:+4930901820"),
    ],
)
def test_other_numbers_as_they_are_read_and_dialled(text: str, national: str, uri: str) -> None:
    number = read_phone_number(text)
    assert number is not None
    assert (number.national, number.uri) == (national, uri)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06 1234",
        "06 12 34 56 7",
        "06 12 34 56 789",
        "3-12-2026",
        "2026-11-28",
        "28-11-2026 10:00",
        "03031985",
        "12345678",
        "KVK 12345678",
        "123456789",
        "NL12 INGB 0001 2345 67",
        "artikel 2.80 en 2.82",
        "€ 1.250.000",
        "112",
        "bel maar",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_phone_number(text) is None


def test_a_number_among_words_is_found_and_is_not_the_whole() -> None:
    assert find_phone_number("bel me op 06.12.34.56.78, na 17.00 uur") == MOBILE
    assert read_phone_number("bel me op 06.12.34.56.78") is None
    assert read_phone_number("06 12345678 of 030 286 00 00") is None


def test_only_the_beginning_of_a_long_text_is_searched() -> None:
    assert find_phone_number("a " * 1000 + "06 12345678") is None
    assert find_phone_number("06 1234, " * 50 + "06 12345678") is None
