"""The known vulnerabilities that are accepted, and why: `vulnerabilities.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from cyclonedx.model.impact_analysis import ImpactAnalysisJustification
from packaging.utils import canonicalize_name

FILE = Path(__file__).with_name("vulnerabilities.yml")


@dataclass(frozen=True)
class Accepted:
    """Vulnerabilities of one version of a package that are accepted for one reason, until they are looked at again."""

    package: str
    version: str
    ids: frozenset[str]
    justification: ImpactAnalysisJustification
    why: str
    review: date

    def covers(self, package: str, version: str, ids: frozenset[str]) -> bool:
        """Whether a vulnerability under any of these `ids`, which all name the same one, is accepted here."""
        return (self.package, self.version) == (package, version) and not self.ids.isdisjoint(ids)


def read_accepted(file: Path = FILE) -> list[Accepted]:
    """Raises KeyError or ValueError for an entry that lacks something or says it otherwise."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        Accepted(
            package=canonicalize_name(entry["package"]),
            version=str(entry["version"]),
            ids=frozenset(entry["ids"]),
            justification=ImpactAnalysisJustification(entry["justification"]),
            why=" ".join(entry["why"].split()),
            review=date.fromisoformat(str(entry["review"])),
        )
        for entry in entries
    ]
