"""What is said of somebody's health; "mensen met autisme" is said of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from api.masking.finding import Finding
from api.masking.signs import Signs
from contract.personal_data import PersonalData


def find_health(text: str, signs: Signs) -> Iterator[Finding]:
    """The words for an illness or a disability that a person is said to have; in `text` "hij" stands for a name."""
    for found in signs.health.finditer(text.lower()):
        yield Finding(found.start(1), found.end(1), PersonalData.HEALTH)
