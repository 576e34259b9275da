"""The generated measure for personal data: its sentences, what it counts, and the numbers that today's masker finds."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from stdnum import iban, luhn
from stdnum.nl import bsn, identiteitskaartnummer, onderwijsnummer

from api.masking.finding import Finding
from bench.personal_data import Sentence, Value, fill, judge, make_sentences, measure
from bench.personal_data_values import FOREIGN, Values
from contract.personal_data import PersonalData
from tests.support.masker import masker

SOME = 300
ALL = 3000
NUMBERS = {
    PersonalData.BSN: lambda typed: bsn.is_valid(typed.replace("-", "")),
    PersonalData.EDUCATION_NUMBER: onderwijsnummer.is_valid,
    PersonalData.BANK_ACCOUNT: iban.is_valid,
    f"{PersonalData.BANK_ACCOUNT}, {FOREIGN}": iban.is_valid,
    PersonalData.CARD: lambda typed: luhn.is_valid(re.sub(r"\D", "", typed)),
    PersonalData.PHONE: lambda typed: phonenumbers.is_valid_number(phonenumbers.parse(typed, "NL")),
    PersonalData.IDENTITY_DOCUMENT: identiteitskaartnummer.is_valid,
}
TYPED = "bel anna op 06-12345678 graag"
PHONE = Value("telefoonnummer", 12, 23)
SENTENCE = Sentence("bel anna op {telefoonnummer} graag", TYPED, (PHONE,))


def test_the_same_sentences_are_made_each_time() -> None:
    assert list(make_sentences(SOME)) == list(make_sentences(SOME))


def test_a_form_that_comes_again_has_other_values() -> None:
    texts = [sentence.text for sentence in make_sentences(ALL)]
    assert len(set(texts)) > 2700  # conditions and user names are few


def test_every_kind_is_typed_and_in_many_forms() -> None:
    sentences = list(make_sentences(SOME))
    rows = {value.row.split(",")[0] for sentence in sentences for value in sentence.values}
    assert rows == {str(kind) for kind in PersonalData}
    assert len({sentence.form for sentence in sentences}) >= 60


def test_numbers_are_valid_in_every_way_they_are_written() -> None:
    typed = [
        (value.row, sentence.text[value.start : value.end])
        for sentence in make_sentences(ALL)
        for value in sentence.values
    ]
    numbers = [(row, text) for row, text in typed if row in NUMBERS]
    assert {row for row, _ in numbers} == set(NUMBERS)
    assert [(row, text) for row, text in numbers if not NUMBERS[row](text)] == []


def test_a_licence_plate_has_no_vowel() -> None:
    values = Values({}, seed=1)
    plates = [values.make(PersonalData.LICENCE_PLATE) for _ in range(200)]
    assert [plate for plate in plates if re.search("[aeiou]", plate, re.IGNORECASE)] == []


def test_a_form_with_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="schoenmaat"):
        fill("mijn maat is {schoenmaat}", Values({}, seed=1))


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [(0, 0, 10), (12, 14, 8), (12, 18, 5), (18, 23, 5), (12, 20, None), (12, 23, None)],
    ids=["nothing goes", "the area goes", "half goes", "the last half goes", "all but three go", "all goes"],
)
def test_four_digits_in_a_row_are_left_readable(start: int, end: int, left: int | None) -> None:
    findings = [Finding(start, end, PersonalData.PHONE)] if end else []
    assert judge(SENTENCE, findings).left_readable.get(PHONE) == left


def test_half_a_name_is_left_readable_and_less_is_not() -> None:
    name = Value("naam", 0, 11)
    sentence = Sentence("{naam} belt", "Anna Bakker belt", (name,))
    assert judge(sentence, [Finding(0, 4, PersonalData.NAME)]).left_readable == {name: 6}
    assert judge(sentence, [Finding(5, 11, PersonalData.NAME)]).left_readable == {}


def test_words_outside_the_value_that_go_are_counted() -> None:
    assert judge(SENTENCE, [Finding(9, 23, PersonalData.PHONE)]).over_masked == ("op",)
    assert judge(SENTENCE, [Finding(12, 23, PersonalData.PHONE)]).over_masked == ()


def test_the_number_of_an_organisation_has_to_stay() -> None:
    sentence = fill("onze stichting, kvk {kvk-nummer:of an organisation}", Values({}, seed=1))
    (number,) = sentence.nobodys
    gone = Finding(number.start, number.end, PersonalData.COMPANY_NUMBER)
    assert sentence.values == ()
    assert judge(sentence, [gone]).nobodys_masked == (number,)
    assert judge(sentence, []).nobodys_masked == ()


def test_of_what_people_type_99_in_100_is_left_out_and_nothing_else() -> None:
    figures = measure(masker(), make_sentences(SOME))
    left = {form: count for form, count in figures.left_by_form.items() if count}
    assert figures.all_values.masked_share >= 99, left
    assert 100 * figures.over_masked.total() / figures.words <= 0.2, figures.over_masked
    assert figures.nobodys_masked.total() == 0
