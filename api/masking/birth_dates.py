"""Dates of birth: a date with a sign beside it; any other date stays, "sinds 1 januari 2024" too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.masking.finding import Finding
from api.masking.reading import Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_MONTHS = (
    "januari jan februari feb maart mrt april apr mei juni jun juli jul augustus aug september sept sep oktober okt"
    " november nov december dec"
)
_DATE = re.compile(
    rf"""(?<![\w.-])(?:
    \d{{1,2}}\s?[-./\s]\s?\d{{1,2}}\s?[-./\s]\s?(?:19|20)?\d{{2}}
    |(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}
    |\d{{1,2}}(?:e|ste)?[\s.-]?(?:{"|".join(_MONTHS.split())})\.?(?:[\s.,-]{{0,2}}'?(?:19|20)?\d{{2}})?
    |[0-3]\d[01]\d(?:19|20)?\d{{2}}
    )(?![\w%])""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE, _AFTER = 40, 25


def find_birth_dates(reading: Reading, signs: Signs) -> Iterator[Finding]:
    """All of them in the text."""
    if not reading.has_digit or not reading.all_of(signs.birth):
        return
    for found in _DATE.finditer(reading.text):
        if reading.stands_in(signs.birth, found.start() - _BEFORE, found.end() + _AFTER):
            yield Finding(found.start(), found.end(), PersonalData.BIRTH_DATE)
