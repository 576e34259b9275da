"""How somebody is reached: e-mail addresses and telephone numbers.

Telephone numbers are those of the library phonenumbers. A public short number (14 020, 0800, 112) is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumberMatcher, PhoneNumberType

from api.masking.digits import spoken_numbers
from api.masking.finding import Finding
from api.masking.reading import Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_MOST_TRIES = 200
_LONGEST_ADDRESS = 120
"""Characters on each side of the @, blanks too."""

_IN_ADDRESS = r"[^\s<>()\[\],;:\"“”„@]"
_USER = re.compile(rf"({_IN_ADDRESS}{{1,64}})(\s{{0,2}})\Z")
_HOST = re.compile(rf"(\s{{0,2}})({_IN_ADDRESS}*[^\W_](?:\.[^\W_]+)*)")
_MOBILE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)[ ]?31[ .\-/_()]{0,3}(?:\(?0\)?[ .\-]?)?|0[ .\-/_]{0,3})6(?:[ .\-/_()]{0,3}\d){8}(?!\d)"
)
_PUBLIC_TYPES = (
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
)
_CITY_HALL = re.compile(r"14\s?\d{2,4}")
_ANY_NUMBER = re.compile(r"(?<![\w+])\+?\d(?:[ .\-/_()]{0,3}\d){2,14}(?!\w)")
_SHORT_PUBLIC = re.compile(r"0?(?:112|113|144|1\d{2,3}|0?[89]00\d*|14\d{2,4})")
_FEWEST_AFTER_SIGN = 4


def find_contacts(reading: Reading, signs: Signs) -> Iterator[Finding]:
    """All of them in the text."""
    yield from _emails(reading, signs)
    yield from _phones(reading, signs)


def _emails(reading: Reading, signs: Signs) -> Iterator[Finding]:
    text, behind = reading.text, 0
    for at in re.finditer("@", text):
        user = _USER.search(text, max(behind, at.start() - _LONGEST_ADDRESS), at.start())
        host = _HOST.match(text, at.end(), min(len(text), at.end() + _LONGEST_ADDRESS))
        if user is not None and host is not None and _is_written(user, host, signs):
            behind = host.end()
            yield Finding(user.start(), behind, PersonalData.EMAIL)
    told = signs.told_mail
    for sign in () if reading.vocabulary.isdisjoint(told.at_words) else told.at_sign.finditer(text):
        user = told.user.search(text, max(0, sign.start() - _LONGEST_ADDRESS), sign.start())
        host = told.host.match(text, sign.end(), min(len(text), sign.end() + _LONGEST_ADDRESS))
        if user is not None and host is not None and _is_told(sign.group().lower(), host, signs):
            yield Finding(user.start(), host.end(), PersonalData.EMAIL)


def _is_written(user: re.Match[str], host: re.Match[str], signs: Signs) -> bool:
    """Whether what stands around an @ is an address; with blanks around it, only when its end is that of one."""
    if not user[2] and not host[1]:
        return True
    name, _, end = host[2].lower().rpartition(".")
    return (bool(name) and end in signs.mail_ends) or host[2].lower() in signs.mail_providers


def _is_told(at: str, host: re.Match[str], signs: Signs) -> bool:
    """Whether "jan at werkplaats punt nl" is meant: "at" and "ad" are words too."""
    end = re.split(r"\W+", host[0].lower().strip())[-1]
    sure = at not in signs.told_mail.unsure_at_words
    return (bool(host[2]) and (sure or end in signs.mail_ends)) or (sure and host[1].lower() in signs.mail_providers)


def _phones(reading: Reading, signs: Signs) -> Iterator[Finding]:
    text = reading.text
    for run in spoken_numbers(reading):
        signed = signs.before(reading, run.start) is PersonalData.PHONE
        if re.fullmatch(r"(?:0|31|0031)[1-9]\d{8}", run.digits) or (signed and len(run.digits) >= _FEWEST_AFTER_SIGN):
            yield Finding(run.start, run.end, PersonalData.PHONE)
    if not reading.has_digit:
        return
    for found in _MOBILE.finditer(text):
        yield Finding(found.start(), found.end(), PersonalData.PHONE)
    for match in PhoneNumberMatcher(text, "NL", max_tries=_MOST_TRIES):
        public = phonenumbers.number_type(match.number) in _PUBLIC_TYPES or _CITY_HALL.fullmatch(match.raw_string)
        bracket = match.raw_string.startswith("(") and ")" not in match.raw_string  # "(06-12345678)"
        if not public:
            yield Finding(match.start + bracket, match.end, PersonalData.PHONE)
    for found in _ANY_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        signed = signs.before(reading, found.start()) is PersonalData.PHONE
        if (
            signed
            and len(digits) >= _FEWEST_AFTER_SIGN
            and _like_a_phone(digits)
            and not signs.is_amount(text, *found.span())
        ):
            yield Finding(found.start(), found.end(), PersonalData.PHONE)


def _like_a_phone(digits: str) -> bool:
    return digits.startswith(("0", "31", "6")) and not _SHORT_PUBLIC.fullmatch(digits)
