"""Numbers of persons: BSN, onderwijsnummer, bank account, card, documents, number plates.

Check digits are those of the library python-stdnum. A number with its sign before it ("mijn bsn is") is left out
even when its check fails: a slip of the finger does not make it somebody else's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.nl import bsn, identiteitskaartnummer, onderwijsnummer

from api.masking.digits import DigitRun, spoken_numbers
from api.masking.finding import Finding
from api.masking.reading import Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_DIGITS = re.compile(r"(?<![\w+])\d(?:[ .\-/_]{0,3}\d){2,30}(?!\w)")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .\-]{0,2}\d[ ]?\d(?:[ .\-]{0,2}[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_SERIES = (
    "XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X X-999-XX XXX-99-X X-99-XXX"
    " 9-XX-999 999-XX-9 XXX-99-9 9-99-XXX"
)
"""The series of number plates of the RDW."""

_LETTERS = "[BDFGHJKLMNPRSTVWXYZ]"
"""Plates given since 1978 have no vowel, C or Q."""


def _plate(between: str, letter: str) -> re.Pattern[str]:
    """A number plate of any series with this between its groups; three letters never make a month."""
    forms = ("".join({"X": letter, "9": r"\d"}.get(one, between) for one in form) for form in _SERIES.split())
    month = r"(?!\d{1,2}\W?(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\W?\d)"
    return re.compile(rf"(?<![\w-]){month}(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


_PLATE = _plate("-", "[A-Z]")
_LOOSE_PLATE = _plate("[ .-]?", _LETTERS)
_LOOSEST_PLATE = _plate("[ .-]?", "[A-Z]")
"""With blanks, points or nothing between: only where a car or the like is spoken of, or right behind "kenteken"."""

_FOREIGN_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Z0-9 -]{5,10}(?![\w-]))(?=\D*\d)(?=[^A-Z]*[A-Z])[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,5}){0,2}"
)
_UNITS = re.compile(r"\d\s?(?:km|kg|tm|cm|mm|ml|st|pk|gr|vm|nm|kw|dm|t/m)\s?\d", re.IGNORECASE)

_DOCUMENT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[A-Za-z0-9]{6}\d(?![A-Za-z0-9])")
_FOREIGN_DOCUMENT = re.compile(r"(?<![A-Za-z0-9])(?=(?:[A-Za-z]*\d){4})(?=\d*[A-Za-z])[A-Za-z0-9]{6,12}(?![A-Za-z0-9])")
_SPLIT_DOCUMENT = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}(?:[ .\-]?[A-Za-z0-9]){7}(?<=\d)(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])\d(?:[ .\-]?\d){8,9}(?![A-Za-z0-9])"
)
"""Split by blanks: only in a sentence about such a document."""

_FEWEST_DIGITS_OF_DOCUMENT = 3
_CARD_LENGTHS, _CARD_ISSUERS = range(13, 20), tuple("23456")
_BSN = 9
_LENGTHS_BEHIND_SIGN = {
    PersonalData.BSN: range(3, _BSN + 2),
    PersonalData.EDUCATION_NUMBER: range(3, _BSN + 2),
    PersonalData.BANK_ACCOUNT: range(3, sys.maxsize),
    PersonalData.CARD: range(4, sys.maxsize),
    PersonalData.IDENTITY_DOCUMENT: range(5, sys.maxsize),
}
"""So many digits behind its sign are a number of this kind, or a part of one."""


def find_numbers(reading: Reading, signs: Signs) -> Iterator[Finding]:
    """All of them in the text."""
    if reading.has_digit:
        yield from _bank_accounts(reading, signs)
        yield from _documents(reading, signs)
        yield from _plates(reading, signs)
    for run in (*_runs(reading.text), *spoken_numbers(reading)):
        kind = _kind(run, reading, signs)
        if kind is not None:
            yield Finding(run.start, run.end, kind)


def _runs(text: str) -> Iterator[DigitRun]:
    """Each run of digits, with blanks, dots, hyphens between; and in a long one each number that stands by itself."""
    for found in _DIGITS.finditer(text):
        yield DigitRun(digits_of(found.group()), found.start(), found.end())
        parts = list(re.finditer(r"[\d.\-]+", found.group()))
        if len(parts) > 1:
            for part in parts:
                start = found.start() + part.start()
                yield DigitRun(digits_of(part.group()), start, start + len(part.group().rstrip(".-")))


def digits_of(text: str) -> str:
    """Only the digits."""
    return re.sub(r"\D", "", text)


def _kind(run: DigitRun, reading: Reading, signs: Signs) -> PersonalData | None:
    digits, length = run.digits, len(run.digits)
    sign = signs.before(reading, run.start)
    if sign is PersonalData.COMPANY_NUMBER or signs.is_amount(reading.text, run.start, run.end):
        return None
    if sign is not None and length in _LENGTHS_BEHIND_SIGN.get(sign, ()):
        return sign
    if length == _BSN and bsn.is_valid(digits):
        return PersonalData.BSN
    if length == _BSN and onderwijsnummer.is_valid(digits):
        return PersonalData.EDUCATION_NUMBER
    if length in _CARD_LENGTHS and digits.startswith(_CARD_ISSUERS) and luhn.is_valid(digits):
        return PersonalData.CARD
    return None


def _bank_accounts(reading: Reading, signs: Signs) -> Iterator[Finding]:
    for found in _IBAN.finditer(reading.text):
        end = next((end for end in _ends_of_words(found) if _is_iban(reading.text[found.start() : end])), None)
        if end is None and signs.before(reading, found.start()) is PersonalData.BANK_ACCOUNT:
            end = found.end()
        if end is not None:
            yield Finding(found.start(), end, PersonalData.BANK_ACCOUNT)


def _ends_of_words(found: re.Match[str]) -> Iterator[int]:
    """Where the words of what was found end, the last first."""
    yield found.end()
    for blank in reversed(list(re.finditer(" +", found.group()))):
        yield found.start() + blank.start()


def _is_iban(text: str) -> bool:
    """By length and check digits; python-stdnum 2.2 refuses a Belgian one of a bank that is not on its list too."""
    number = re.sub(r"[ .\-]", "", text).upper()
    return bool(_DUTCH_IBAN.fullmatch(number)) or bool(iban.is_valid(number, check_country=False))


def _documents(reading: Reading, signs: Signs) -> Iterator[Finding]:
    kind = PersonalData.IDENTITY_DOCUMENT
    for found in _DOCUMENT.finditer(reading.text):
        number = found.group()
        many = sum(letter.isdigit() for letter in number) >= _FEWEST_DIGITS_OF_DOCUMENT
        if signs.stand_near(reading, kind, found.start()) or (many and identiteitskaartnummer.is_valid(number.upper())):
            yield Finding(*found.span(), kind)
    if any(one.meaning is kind for one in reading.all_of(signs.numbers)):
        for found in (*_FOREIGN_DOCUMENT.finditer(reading.text), *_SPLIT_DOCUMENT.finditer(reading.text)):
            begins_as_word = found.group()[:2].lower() in signs.function_words and not found.group()[:2].isupper()
            if not begins_as_word and signs.stand_near(reading, kind, found.start()):
                yield Finding(*found.span(), kind)


def _plates(reading: Reading, signs: Signs) -> Iterator[Finding]:
    text, kind = reading.text, PersonalData.LICENCE_PLATE
    for found in _PLATE.finditer(text):
        yield Finding(*found.span(), kind)
    of_vehicle = bool(reading.all_of(signs.vehicles))
    for found in _LOOSE_PLATE.finditer(text):
        in_capitals = found.group().isupper() and found.group().count(" ") > 1
        if (in_capitals or of_vehicle) and not _UNITS.search(found.group()):
            yield Finding(*found.span(), kind)
    if of_vehicle:
        for found in (*_LOOSEST_PLATE.finditer(text), *_FOREIGN_PLATE.finditer(text)):
            if signs.before(reading, found.start()) is kind:
                yield Finding(*found.span(), kind)
