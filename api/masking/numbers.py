"""Numbers of persons: BSN, onderwijsnummer, bank account, card, documents, number plates, companies of one person.

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


def _plate(between: str) -> re.Pattern[str]:
    """A number plate of any series with this between its groups."""
    forms = ("".join({"X": "[A-Z]", "9": r"\d"}.get(one, between) for one in form) for form in _SERIES.split())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


_PLATE = _plate("-")
_LOOSE_PLATE = _plate("[ -]?")
"""With blanks or nothing between: only where a car or the like is spoken of."""

_DOCUMENT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[A-Za-z0-9]{6}\d(?![A-Za-z0-9])")
_FEWEST_DIGITS_OF_DOCUMENT = 3
_ONE_PERSON = re.compile(r"\b(?:zzp|zzp'er|eenmanszaak|eenpitter|zelfstandige?|freelancer?)\b", re.IGNORECASE)
_CARD_LENGTHS, _CARD_ISSUERS = range(13, 20), tuple("23456")
_COMPANY, _BSN = 8, 9
_LENGTHS_BEHIND_SIGN = {
    PersonalData.BSN: range(3, _BSN + 2),
    PersonalData.EDUCATION_NUMBER: range(3, _BSN + 2),
    PersonalData.BANK_ACCOUNT: range(3, sys.maxsize),
    PersonalData.CARD: range(4, sys.maxsize),
    PersonalData.IDENTITY_DOCUMENT: range(5, sys.maxsize),
}
"""So many digits behind its sign are a number of this kind, or a part of one."""


def find_numbers(text: str, signs: Signs) -> Iterator[Finding]:
    """All of them in `text`, whose digits are 0 to 9."""
    yield from _bank_accounts(text, signs)
    yield from _documents(text, signs)
    yield from _plates(text, signs)
    for run in (*_runs(text), *spoken_numbers(text)):
        kind = _kind(run, text, signs)
        if kind is not None:
            yield Finding(run.start, run.end, kind)


def _runs(text: str) -> Iterator[DigitRun]:
    """Each run of digits, with blanks, dots, hyphens between; and in a long one each number that stands by itself."""
    for found in _DIGITS.finditer(text):
        yield DigitRun(_digits_of(found.group()), found.start(), found.end())
        parts = list(re.finditer(r"[\d.\-]+", found.group()))
        if len(parts) > 1:
            for part in parts:
                start = found.start() + part.start()
                yield DigitRun(_digits_of(part.group()), start, start + len(part.group().rstrip(".-")))


def _digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def _kind(run: DigitRun, text: str, signs: Signs) -> PersonalData | None:
    digits, length = run.digits, len(run.digits)
    sign = signs.before(text, run.start)
    if sign is not None and length in _LENGTHS_BEHIND_SIGN.get(sign, ()):
        return sign
    if sign is PersonalData.COMPANY_NUMBER and length == _COMPANY and _ONE_PERSON.search(text):
        return PersonalData.COMPANY_NUMBER
    if sign is PersonalData.COMPANY_NUMBER or signs.is_amount(text, run.start, run.end):
        return None
    if length == _BSN and bsn.is_valid(digits):
        return PersonalData.BSN
    if length == _BSN and onderwijsnummer.is_valid(digits):
        return PersonalData.EDUCATION_NUMBER
    if length in _CARD_LENGTHS and digits.startswith(_CARD_ISSUERS) and luhn.is_valid(digits):
        return PersonalData.CARD
    return None


def _bank_accounts(text: str, signs: Signs) -> Iterator[Finding]:
    for found in _IBAN.finditer(text):
        end = next((end for end in _ends_of_words(found) if _is_iban(text[found.start() : end])), None)
        if end is None and signs.before(text, found.start()) is PersonalData.BANK_ACCOUNT:
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


def _documents(text: str, signs: Signs) -> Iterator[Finding]:
    for found in _DOCUMENT.finditer(text):
        number = found.group()
        many = sum(letter.isdigit() for letter in number) >= _FEWEST_DIGITS_OF_DOCUMENT
        signed = signs.before(text, found.start()) is PersonalData.IDENTITY_DOCUMENT
        if signed or (many and identiteitskaartnummer.is_valid(number.upper()) and not number.isdigit()):
            yield Finding(found.start(), found.end(), PersonalData.IDENTITY_DOCUMENT)


def _plates(text: str, signs: Signs) -> Iterator[Finding]:
    for found in _PLATE.finditer(text):
        yield Finding(found.start(), found.end(), PersonalData.LICENCE_PLATE)
    for found in _LOOSE_PLATE.finditer(text):
        in_capitals = found.group().isupper() and found.group().count(" ") > 1
        if in_capitals or signs.mentions_vehicle(text):
            yield Finding(found.start(), found.end(), PersonalData.LICENCE_PLATE)
