"""A known vulnerability that nobody has accepted, or not for today, makes the audit fail; so does a lock not looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import tomllib
from cyclonedx.model.impact_analysis import ImpactAnalysisJustification
from packaging.utils import canonicalize_name

from content.paths import ROOT
from operations.supply_chain.accepted import Accepted, read_accepted
from operations.supply_chain.audit import Lock, audit, from_npm, from_uv

TODAY = date(2026, 11, 29)
ACCEPTED = Accepted(
    package="pydantic",
    version="1.10.9",
    ids=frozenset({"CVE-2024-3772"}),
    justification=ImpactAnalysisJustification.CODE_NOT_REACHABLE,
    why="No address is read with it.",
    review=TODAY,
)
OF_UV = {
    "summary": {"audited_packages": 2, "vulnerabilities": 1, "adverse_statuses": 0},
    "vulnerabilities": [
        {
            "dependency": {"name": "pydantic", "version": "1.10.9"},
            "id": "GHSA-mr82-8j83-vxmv",
            "aliases": ["CVE-2024-3772"],
            "summary": "Regular expression denial of service",
            "fix_versions": ["1.10.13"],
        }
    ],
    "adverse_statuses": [],
}
NODES = ("node_modules/lit-html", "node_modules/lit/node_modules/lit-html")
OF_NPM = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "lit": {"name": "lit", "via": ["lit-html"], "nodes": ["node_modules/lit"]},
        "lit-html": {
            "name": "lit-html",
            "via": [{"title": "A hole", "url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "range": "<4"}],
            "nodes": [*NODES],
        },
    },
}


def uv_lock(folder: Path, report: Any) -> Lock:
    """A lock whose report the command `cat` gives."""
    (folder / "report.json").write_text(report if isinstance(report, str) else json.dumps(report), encoding="utf-8")
    return Lock(folder / "uv.lock", ("cat", "report.json"), from_uv)


def npm_lock(folder: Path, report: Any) -> Lock:
    packages = {path: {"version": version} for path, version in zip(NODES, ("3.3.1", "3.2.0"))}
    (folder / "package-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    return replace(uv_lock(folder, report), file=folder / "package-lock.json", read=from_npm)


def test_what_nobody_has_accepted_is_told_with_what_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not audit([uv_lock(tmp_path, OF_UV)], [], TODAY)
    told = capsys.readouterr().out
    assert "New: pydantic 1.10.9: CVE-2024-3772, GHSA-mr82-8j83-vxmv: Regular expression" in told
    assert "mended in 1.10.13" in told


def test_what_is_accepted_by_any_of_its_names_passes_until_the_day_of_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = uv_lock(tmp_path, OF_UV)
    assert audit([lock], [ACCEPTED], TODAY)
    assert not audit([lock], [ACCEPTED], TODAY + timedelta(days=1))
    assert "To look at again since 2026-11-29: pydantic 1.10.9" in capsys.readouterr().out


@pytest.mark.parametrize("other", [{"version": "1.10.8"}, {"package": "pydantic-core"}, {"ids": frozenset({"CVE-1"})}])
def test_another_version_package_or_vulnerability_is_not_accepted_along(
    tmp_path: Path, other: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not audit([uv_lock(tmp_path, OF_UV)], [replace(ACCEPTED, **other)], TODAY)
    assert "Not reported, leave it out of vulnerabilities.yml" in capsys.readouterr().out


def test_npm_tells_each_version_that_has_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = npm_lock(tmp_path, OF_NPM)
    assert not audit([lock], [], TODAY)
    told = capsys.readouterr().out
    assert told.count("GHSA-aaaa-bbbb-cccc: A hole, <4") == 2
    assert "lit-html 3.2.0" in told
    both = [
        replace(ACCEPTED, package="lit-html", version=one, ids=frozenset({"GHSA-aaaa-bbbb-cccc"}))
        for one in ("3.2.0", "3.3.1")
    ]
    assert audit([lock], both, TODAY)


def test_what_pypi_has_put_in_quarantine_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statuses = [
        {"name": "old", "status": "archived", "reason": None},
        {"name": "bad", "status": "quarantined", "reason": "malware"},
    ]
    assert not audit([uv_lock(tmp_path, {"vulnerabilities": [], "adverse_statuses": statuses})], [], TODAY)
    told = capsys.readouterr().out
    assert "New: bad any version: quarantined: in quarantine on PyPI: malware" in told
    assert "old" not in told


@pytest.mark.parametrize("report", ["", "no JSON", "[]", "{}", json.dumps({"vulnerabilities": [{}]})])
def test_a_lock_without_a_report_is_skipped_aloud_and_is_no_pass(
    tmp_path: Path, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not audit([uv_lock(tmp_path, report)], [ACCEPTED], TODAY)
    told = capsys.readouterr().out
    assert f"Skipped: {tmp_path / 'uv.lock'}: " in told
    assert "Not looked at: 1 of the locks" in told
    assert "leave it out" not in told


def test_why_npm_got_no_answer_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not audit([npm_lock(tmp_path, {"message": "405 Method Not Allowed", "error": {}})], [], TODAY)
    assert "405 Method Not Allowed" in capsys.readouterr().out


def test_a_missing_tool_is_skipped_and_the_others_are_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = uv_lock(tmp_path, OF_UV)
    assert not audit([replace(lock, command=("no-such-tool",)), lock], [], TODAY)
    told = capsys.readouterr().out
    assert "no-such-tool is missing" in told
    assert "New: pydantic" in told


def test_each_accepted_one_is_of_a_version_that_a_lock_holds_and_has_its_reason_and_day() -> None:
    held = set()
    for lock in (ROOT / "uv.lock", ROOT / "rasa" / "uv.lock"):
        packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
        held |= {(str(canonicalize_name(one["name"])), one.get("version")) for one in packages}
    for lock in (ROOT / "widget" / "package-lock.json", ROOT / "checks" / "api_rules" / "package-lock.json"):
        entries = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        held |= {(path.rpartition("node_modules/")[2], one.get("version")) for path, one in entries.items()}
    accepted = read_accepted()
    assert [one for one in accepted if (one.package, one.version) not in held] == []
    assert [one for one in accepted if not one.ids or not one.why.endswith(".")] == []


def test_no_vulnerability_is_accepted_twice_for_one_version() -> None:
    pairs = [(one.package, one.version, identifier) for one in read_accepted() for identifier in one.ids]
    assert sorted(pairs) == sorted(set(pairs))


@pytest.mark.parametrize("lacks", ["package", "version", "ids", "justification", "why", "review"])
def test_an_entry_that_lacks_something_is_refused(tmp_path: Path, lacks: str) -> None:
    entry = {
        "package": "pydantic",
        "version": "1.10.9",
        "ids": ["CVE-2024-3772"],
        "justification": "code_not_reachable",
        "why": "No address is read with it.",
        "review": "2027-01-01",
    }
    file = tmp_path / "vulnerabilities.yml"
    file.write_text(json.dumps([entry]), encoding="utf-8")
    assert len(read_accepted(file)) == 1
    file.write_text(json.dumps([{key: value for key, value in entry.items() if key != lacks}]), encoding="utf-8")
    with pytest.raises(KeyError, match=lacks):
        read_accepted(file)
