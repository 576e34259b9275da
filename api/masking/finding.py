"""What is found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from contract.personal_data import PersonalData


@dataclass(frozen=True, order=True)
class Finding:
    """Personal data in a text: where it begins and ends (before `end`), in characters, and of which kind it is."""

    start: int
    end: int
    kind: PersonalData

    @property
    def length(self) -> int:
        """In characters."""
        return self.end - self.start
