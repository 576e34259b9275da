"""`python -m operations.supply_chain.audit`: known vulnerabilities of what the locks hold, against those accepted.

uv asks OSV (https://osv.dev) about both environments, npm its registry about the widget and the linter of the API; that
needs the network. Ends with 0 only when all locks could be looked at, and all that was found is accepted until today.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from content.paths import ROOT
from operations.supply_chain.accepted import FILE, Accepted, read_accepted
from operations.supply_chain.sbom import UV

_UV_AUDIT = (str(UV), "audit", "--locked", "--preview-features", "audit-command,json-output", "--output-format", "json")
_NPM_AUDIT = ("npm", "audit", "--package-lock-only", "--json")


class NotLookedAt(Exception):
    """A lock could not be looked at; the message says why."""


@dataclass(frozen=True)
class Finding:
    """A known vulnerability of a package in a lock. `ids` all name the same one; `fixed_in` may be empty."""

    package: str
    version: str
    ids: frozenset[str]
    summary: str
    fixed_in: str = ""

    def __str__(self) -> str:
        fixed = f" (mended in {self.fixed_in})" if self.fixed_in else ""
        return f"{self.package} {self.version}: {', '.join(sorted(self.ids))}: {self.summary}{fixed}"


def from_uv(report: dict[str, Any], _: Path) -> Iterator[Finding]:
    """What uv reports, with what PyPI has put in quarantine. Raises KeyError for what is no report."""
    for one in report["vulnerabilities"]:
        package, ids = one["dependency"], frozenset((one["id"], *one["aliases"]))
        fixed_in = ", ".join(one["fix_versions"])
        yield Finding(canonicalize_name(package["name"]), package["version"], ids, one["summary"] or "", fixed_in)
    for one in report["adverse_statuses"]:
        if one["status"] == "quarantined":
            summary = f"in quarantine on PyPI: {one['reason']}"
            yield Finding(canonicalize_name(one["name"]), "any version", frozenset({"quarantined"}), summary)


def from_npm(report: dict[str, Any], lock: Path) -> Iterator[Finding]:
    """What npm reports of `lock`. Raises NotLookedAt when it got no answer, KeyError for no report."""
    if "message" in report:
        raise NotLookedAt(report["message"])
    locked = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    for one in report["vulnerabilities"].values():
        for advisory in (via for via in one["via"] if isinstance(via, dict)):
            ids = frozenset({advisory["url"].rpartition("/")[2]})
            for version in sorted({locked[node]["version"] for node in one["nodes"]}):
                yield Finding(one["name"], version, ids, f"{advisory['title']}, {advisory['range']}")


@dataclass(frozen=True)
class Lock:
    """A lock, and what looks it up: a command beside it, of whose report `read` makes findings."""

    file: Path
    command: tuple[str, ...]
    read: Callable[[dict[str, Any], Path], Iterator[Finding]]

    def findings(self) -> list[Finding]:
        """What is known of the packages in it. Raises NotLookedAt."""
        try:
            result = subprocess.run(self.command, cwd=self.file.parent, capture_output=True, text=True, check=False)  # noqa: S603
        except FileNotFoundError as error:
            raise NotLookedAt(f"{self.command[0]} is missing") from error
        try:
            return list(self.read(json.loads(result.stdout), self.file))
        except (ValueError, KeyError, TypeError) as error:
            *_, reason = result.stderr.partition("error: ")
            raise NotLookedAt(" ".join(reason.split()) or f"no report: {error!r}") from error


LOCKS = (
    Lock(ROOT / "uv.lock", _UV_AUDIT, from_uv),
    Lock(ROOT / "rasa" / "uv.lock", _UV_AUDIT, from_uv),
    Lock(ROOT / "widget" / "package-lock.json", _NPM_AUDIT, from_npm),
    Lock(ROOT / "checks" / "api_rules" / "package-lock.json", _NPM_AUDIT, from_npm),
    Lock(ROOT / "operations" / "trial" / "teams" / "package-lock.json", _NPM_AUDIT, from_npm),
)


def audit(locks: Iterable[Lock], accepted: list[Accepted], today: date) -> bool:
    """Print what is found that is not accepted today, and what is not looked at; whether there is none of it."""
    found: list[Finding] = []
    skipped = 0
    for lock in locks:
        try:
            found += lock.findings()
        except NotLookedAt as error:
            print(f"Skipped: {lock.file}: {error}")
            skipped += 1
    refused = [line for one in found if (line := refusal(one, accepted, today))]
    for line in refused:
        print(line)
    if skipped:
        print(f"Not looked at: {skipped} of the locks. Nothing is known of these.")
    else:
        for line in unreported(found, accepted):
            print(line)
    print(f"Known vulnerabilities: {len(found)}, accepted of them: {len(found) - len(refused)}.")
    return not (refused or skipped)


def unreported(found: Iterable[Finding], accepted: Iterable[Accepted]) -> Iterator[str]:
    """A line for each vulnerability that is accepted and no longer found."""
    reported = {(one.package, one.version, identifier) for one in found for identifier in one.ids}
    for entry in accepted:
        for identifier in sorted(entry.ids):
            if (entry.package, entry.version, identifier) not in reported:
                yield f"Not reported, leave it out of {FILE.name}: {entry.package} {entry.version}: {identifier}"


def refusal(finding: Finding, accepted: Iterable[Accepted], today: date) -> str | None:
    """Why `finding` is not accepted today, with what to do; None when it is."""
    entries = [one for one in accepted if one.covers(finding.package, finding.version, finding.ids)]
    if not entries:
        return f"New: {finding}. Upgrade it, or write in {FILE.name} why it cannot be reached."
    if all(one.review < today for one in entries):
        return f"To look at again since {max(one.review for one in entries)}: {finding}. {entries[0].why}"
    return None


if __name__ == "__main__":
    sys.exit(0 if audit(LOCKS, read_accepted(), date.today()) else 1)
