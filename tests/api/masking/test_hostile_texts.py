"""Texts that are made to trip it: never an error, nothing within another, and work that grows with the text."""

from __future__ import annotations

import gc
import sys
from itertools import pairwise
from random import Random
from types import FrameType

import pytest

from contract.personal_data import PLACEHOLDER
from tests.support.masker import masked, masker

LONG = 10_000
MOST_WORK = 200
"""Calls a character; ordinary text takes 50."""

PIECES = (
    *(
        "a",
        "A.",
        "a.b. ",
        "1",
        "06-",
        "+31",
        "@",
        "a@",
        "[",
        "[naam]",
        "[naam",
        "\n",
        " ",
        ", ",
        "’",
        "–",
        "_x",
        "(",
        "€ 1",
    ),
    *("İ", "ǅ", "²", "٣", "１", "𝟗", "\u202e", "\u200f", "\u0301", "é", "مرحبا", "日本", "🙂", "\ud800"),
    *("jan ", "Jan ", "van de ", "In Den ", "Tjon A ", "mevrouw ", "ik ben ", "bsn 123456782 ", "kvk 12345678 "),
    *("adhd ", "ziekte van ", "mensen met ", "mijn zoon ", "ik heb ", "1234 ab ", "straat 12 ", "aan de Kerk 12 "),
    *("12 ab 34 ", "paspoort ab12 ", "insta x_y ", "account heet ", "punt ", "at ", "een twee drie ", "geb 1-1-"),
)
REPEATED = (
    "a",
    "A.B. ",
    "0",
    "@",
    "a@",
    "’",
    "[naam] ",
    "adhd ",
    "ziekte van ",
    "12 ab 34 ",
    "1234 ab ",
    "jan punt at ",
)


def work(text: str) -> int:
    """How many calls masking the text takes, without what Python tidies up meanwhile of tests before."""
    calls, whole = 0, masker()
    whole.mask(text)
    gc.collect()

    def count(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    gc.disable()
    sys.setprofile(count)
    try:
        whole.mask(text)
    finally:
        sys.setprofile(before)
        gc.enable()
    return calls


@pytest.mark.parametrize("seed", range(40))
def test_any_mix_of_pieces_is_masked_without_an_error(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - texts to test with, no secrets
    text = "".join(random.choices(PIECES, k=300))
    found = masker().find(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_takes_about_twice_the_work(piece: str) -> None:
    masker()
    half, whole = (piece * LONG)[: LONG // 2], (piece * LONG)[:LONG]
    assert work(whole) <= min(2.3 * work(half) + 1000, MOST_WORK * LONG)


def test_a_long_message_takes_a_bounded_amount_of_work() -> None:
    random = Random(1)  # noqa: S311 - texts to test with, no secrets
    text = "".join(random.choices(PIECES, k=LONG))[:LONG]
    masker()
    assert work(text) <= MOST_WORK * LONG


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("bel ٠٦١٢٣٤٥٦٧٨", "bel [telefoonnummer]"),
        ("bsn １２３４５６７８２", "bsn [bsn]"),
        ("bsn 𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐", "bsn [bsn]"),
        ("İİ bsn 123456782", "İİ bsn [bsn]"),
        ("mail a@b.example,c@d.example", "mail [e-mailadres],[e-mailadres]"),
        ("[bsn] 123456782 [naam", "[bsn] [bsn] [naam"),
    ],
)
def test_digits_of_any_script_and_letters_that_grow_keep_their_place(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


def test_what_was_masked_is_not_masked_again() -> None:
    stored = masked("Ik ben Fatima, bel 06-12345678, ik woon op Dorpsstraat 12 en heb reuma").text
    assert PLACEHOLDER.search(stored)
    assert masked(stored).text == stored
