"""What nobody types on purpose is taken out; what people type stays."""

from __future__ import annotations

import unicodedata

import pytest

from api.conversations.errors import ChoiceNotFound, EmptyText, RemarkTooLong, TextTooLong, UnusableKey
from api.conversations.incoming import (
    MARGIN,
    MOST_MARKS,
    shortened,
    usable_choice,
    usable_key,
    usable_remark,
    usable_text,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  hoi  ", "hoi"),
        ("art\u00adikel 2\u2060.82", "artikel 2.82"),
        ("\u202egids\u202c", "gids"),
        ("a\x00b\x07c", "abc"),
        ("\ud800", ""),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("cafe\u0301", "café"),
        ("regel 1\nregel 2", "regel 1\nregel 2"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\U0001faea", "\U0001faea"),
        ("\U0001fbff\ufdd0\uffff", "\U0001fbff"),
    ],
)
def test_what_is_typed_is_cleaned(typed: str, stored: str) -> None:
    assert shortened(typed, 100) == stored


def test_a_character_that_unicode_has_given_no_meaning_yet_is_a_message() -> None:
    newer = next(chr(code) for code in range(0x1FA00, 0x1FB00) if unicodedata.category(chr(code)) == "Cn")
    assert usable_text(newer, 100) == newer


def test_what_stands_in_an_address_is_cut_off_before_it_is_cleaned(composed: list[str]) -> None:
    assert shortened("ja " + "\u00e9" * 100_000, 5) == "ja \u00e9\u00e9"
    assert max(map(len, composed)) <= 5 * MARGIN


def test_a_letter_has_only_so_many_marks() -> None:
    marked = usable_text("a" + "\u0315" * 90 + "b", 100)
    assert marked == "a" + "\u0315" * MOST_MARKS + "b"
    assert usable_text("Vi\u1ec7t Nam, \u0bb5\u0ba3\u0b95\u0bcd", 100) == "Vi\u1ec7t Nam, \u0bb5\u0ba3\u0b95\u0bcd"


def test_a_text_of_the_greatest_length_may_come_in_with_marks_that_nobody_sees() -> None:
    assert usable_text(" " + "\u200b".join("a" * 100) + " ", 100) == "a" * 100
    with pytest.raises(TextTooLong) as error:
        usable_text("a" * 101, 100)
    assert (error.value.maximum, error.value.length) == (100, 101)


def test_a_text_far_too_long_is_refused_before_it_is_cleaned(composed: list[str]) -> None:
    with pytest.raises(TextTooLong) as error:
        usable_text("a" * 1_000_000, 100)
    assert (error.value.maximum, error.value.length) == (100, 1_000_000)
    with pytest.raises(RemarkTooLong):
        usable_remark("a" * 1_000_000)
    assert composed == []


@pytest.mark.parametrize("typed", ["", " \n\t ", "\u0001\u0000", "\u200f\u202e"])
def test_nothing_typed_is_no_message_but_may_be_no_remark(typed: str) -> None:
    with pytest.raises(EmptyText):
        usable_text(typed, 100)
    assert usable_remark(typed) is None


def test_a_remark_has_a_length_of_its_own() -> None:
    assert usable_remark(None) is None
    assert usable_remark(" duidelijk\u200b ") == "duidelijk"
    with pytest.raises(RemarkTooLong) as error:
        usable_remark("x" * 1001)
    assert error.value.maximum == 1000


def test_keys_and_choices_are_bounded() -> None:
    assert usable_key(None) is None
    assert usable_key("a" * 255) == "a" * 255
    for key in ("", "a" * 256):
        with pytest.raises(UnusableKey):
            usable_key(key)
    with pytest.raises(ChoiceNotFound):
        usable_choice("a" * 101)
