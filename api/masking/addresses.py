"""Where somebody lives: a postcode with its house number, a street with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from api.masking.finding import Finding
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_HOUSE = r"""\d{1,4}(?!\d)
    (?:\s?[-/]?\s?[A-Za-z](?![A-Za-z])|\s?(?:bis|hs|rd|zw|I{1,3})(?![A-Za-z])|\s?-\s?\d{1,4})?"""
_POSTCODE = re.compile(
    rf"""(?<![\w€])([1-9]\d{{3}})([ -]?)([A-Za-z]{{2}})(?![A-Za-z'’])
    ((?:\s*,?\s*(?:nr\.?|nummer|huisnummer|no\.?|op)?\s*){_HOUSE}(?![\w%]))?""",
    re.VERBOSE,
)
_IMPOSSIBLE = {"SA", "SD", "SS"}
"""Letters that PostNL never gives a postcode."""

_LONGEST_AFTER_SIGN = 40


@cache
def _street(ends: tuple[str, ...]) -> re.Pattern[str]:
    """A street, by how its last word ends, and a house number behind it."""
    return re.compile(
        rf"""(?<![\w-])((?:[A-ZÀ-Þ][\w'’.]*\s+){{0,3}}[\w'’]*(?:{"|".join(ends)})\.?)
        \s+(?:nr\.?\s*|nummer\s*)?({_HOUSE})(?![\w%])""",
        re.IGNORECASE | re.VERBOSE,
    )


def find_addresses(text: str, signs: Signs) -> Iterator[Finding]:
    """All of them in `text`, whose digits are 0 to 9."""
    for found in _POSTCODE.finditer(text):
        if _is_postcode(found, text, signs):
            yield Finding(found.start(), found.end(), PersonalData.ADDRESS)
    for found in _street(signs.street_ends).finditer(text):
        name = found.group(1).split()[-1].lower()
        if name not in signs.no_streets or signs.address.search(text[: found.start()].lower()):
            yield Finding(found.start(), found.end(), PersonalData.ADDRESS)


def _is_postcode(found: re.Match[str], text: str, signs: Signs) -> bool:
    _, gap, letters, house = found.groups()
    if letters.upper() in _IMPOSSIBLE:
        return False
    if letters.isupper() or (not gap and (bool(house) or letters.lower() not in signs.short_words)):
        return True
    reach = text[max(0, found.start() - _LONGEST_AFTER_SIGN) : found.start()].lower()
    signed = signs.address.search(reach) is not None
    return signed or (bool(house) and letters.lower() not in signs.short_words)
