"""How somebody is reached: e-mail addresses, telephone numbers, names on social media.

Telephone numbers are those of the library phonenumbers. A public short number (14 020, 0800, 112) is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumberMatcher, PhoneNumberType

from api.masking.digits import spoken_numbers
from api.masking.finding import Finding
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_MOST_TRIES = 200
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"“”„]+@[^\s<>()\[\],;:\"“”„@]*[^\W_](?:\.[^\W_]+)*", re.UNICODE)
_EMAIL_TOLD = re.compile(
    r"[\w.+-]+(?:\s+(?:punt|streepje|underscore|min)\s+[\w+-]+)*\s*[\[(]?\s*(?<!\w)(?:at|apenstaartje|apestaartje|aapje)(?!\w)\s*[\])]?\s*"
    r"[\w-]+(?:\s*(?:\.|(?<!\w)punt(?!\w)|\(dot\)|(?<!\w)dot(?!\w))\s*[\w-]+)+",
    re.IGNORECASE,
)
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
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,29}")
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:twitter|x|instagram|facebook|tiktok|linkedin|t|snapchat|threads)\.(?:com|net|me)/(?:in/|@)?[\w.\-]+",
    re.IGNORECASE,
)
_AFTER_MEDIUM = re.compile(r"(?::|=|\bis\b|\bnaam\b|\bals\b|\bonder\b)\s*(?:is\s+)?([\w.\-]*[\d_.][\w.\-]*[\w])")
_PUBLIC_HANDLE = ("gemeente", "socialenterprise", "rijksoverheid", "kvk")


def find_contacts(text: str, signs: Signs) -> Iterator[Finding]:
    """All of them in `text`, whose digits are 0 to 9."""
    yield from _emails(text)
    yield from _phones(text, signs)
    yield from _user_names(text, signs)


def _emails(text: str) -> Iterator[Finding]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield Finding(found.start(), found.end(), PersonalData.EMAIL)
    for found in _EMAIL_TOLD.finditer(text):
        yield Finding(found.start(), found.end(), PersonalData.EMAIL)


def _phones(text: str, signs: Signs) -> Iterator[Finding]:
    for found in _MOBILE.finditer(text):
        yield Finding(found.start(), found.end(), PersonalData.PHONE)
    for match in PhoneNumberMatcher(text, "NL", max_tries=_MOST_TRIES):
        public = phonenumbers.number_type(match.number) in _PUBLIC_TYPES or _CITY_HALL.fullmatch(match.raw_string)
        bracket = match.raw_string.startswith("(") and ")" not in match.raw_string  # "(06-12345678)"
        if not public:
            yield Finding(match.start + bracket, match.end, PersonalData.PHONE)
    for found in _ANY_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        signed = signs.before(text, found.start()) is PersonalData.PHONE
        if (
            signed
            and len(digits) >= _FEWEST_AFTER_SIGN
            and _like_a_phone(digits)
            and not signs.is_amount(text, *found.span())
        ):
            yield Finding(found.start(), found.end(), PersonalData.PHONE)
    for run in spoken_numbers(text):
        signed = signs.before(text, run.start) is PersonalData.PHONE
        if re.fullmatch(r"(?:0|31|0031)[1-9]\d{8}", run.digits) or (signed and len(run.digits) >= _FEWEST_AFTER_SIGN):
            yield Finding(run.start, run.end, PersonalData.PHONE)


def _like_a_phone(digits: str) -> bool:
    return digits.startswith(("0", "31", "6")) and not _SHORT_PUBLIC.fullmatch(digits)


def _user_names(text: str, signs: Signs) -> Iterator[Finding]:
    for found in (*_HANDLE.finditer(text), *_PROFILE.finditer(text)):
        if not any(public in found.group().lower() for public in _PUBLIC_HANDLE):
            yield Finding(found.start(), found.end(), PersonalData.USER_NAME)
    for found in signs.user_name.finditer(text.lower()):
        yield Finding(*found.span(found.lastindex or 0), PersonalData.USER_NAME)
    for medium in signs.social_media.finditer(text.lower()):
        name = _AFTER_MEDIUM.match(text[medium.end() :].lstrip())
        if name is not None:
            start = len(text) - len(text[medium.end() :].lstrip()) + name.start(1)
            yield Finding(start, start + len(name.group(1)), PersonalData.USER_NAME)
