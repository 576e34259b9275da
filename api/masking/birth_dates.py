"""Dates of birth: a date with a sign beside it; any other date stays, "sinds 1 januari 2024" too."""

from __future__ import annotations

from collections.abc import Iterator

from api.masking.finding import Finding
from api.masking.reading import Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_BEFORE, _AFTER = 40, 25


def find_birth_dates(reading: Reading, signs: Signs) -> Iterator[Finding]:
    """All of them in the text."""
    if not reading.has_digit or not reading.all_of(signs.birth):
        return
    for found in signs.dates.finditer(reading.text):
        if reading.stands_in(signs.birth, found.start() - _BEFORE, found.end() + _AFTER):
            yield Finding(found.start(), found.end(), PersonalData.BIRTH_DATE)
