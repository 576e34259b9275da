"""The KVK number of a firm of one person; that of a foundation or a municipality is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.masking.finding import Finding
from api.masking.reading import Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_NUMBER = re.compile(r"(?<![\w+])\d(?:[ .\-]?\d){7}(?:[ .\-]?\d{4})?(?![\w%])")
"""Of a company eight digits, of its branch twelve."""


def find_company_numbers(reading: Reading, signs: Signs, names: Sequence[Finding]) -> Iterator[Finding]:
    """The numbers behind "kvk" in a sentence about one person; `names` are the names in the text."""
    for found in _NUMBER.finditer(reading.text) if reading.has_digit else ():
        kind = PersonalData.COMPANY_NUMBER
        if signs.before(reading, found.start()) is kind and _is_about_a_person(reading, signs, names, found.start()):
            yield Finding(*found.span(), kind)


def _is_about_a_person(reading: Reading, signs: Signs, names: Sequence[Finding], start: int) -> bool:
    """Whether it is a firm of one person, or no organisation and somebody: who writes, or who has a name."""
    begins, ends = reading.sentence(start)
    if reading.stands_in(signs.one_person, begins, ends):
        return True
    if reading.stands_in(signs.organisation, begins, ends):
        return False
    named = any(begins <= name.start < ends for name in names)
    return named or reading.stands_in(signs.speaker, begins, ends)
