"""Dates of birth: a date with a sign beside it; any other date stays, "sinds 1 januari 2024" too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.masking.finding import Finding
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
    |[0-3]\d[01]\d(?:19|20)\d{{2}}
    )(?![\w%])""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE, _AFTER = 40, 25


def find_birth_dates(text: str, signs: Signs) -> Iterator[Finding]:
    """All of them in `text`, whose digits are 0 to 9."""
    for found in _DATE.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()].lower()
        after = text[found.end() : found.end() + _AFTER].lower()
        if signs.birth.search(before) or signs.birth.search(after):
            yield Finding(found.start(), found.end(), PersonalData.BIRTH_DATE)
