"""The lists of what the assistant is made of: with licences, the same from the same commit, and valid CycloneDX."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.model.impact_analysis import ImpactAnalysisJustification

from operations.supply_chain.accepted import Accepted
from operations.supply_chain.sbom import CannotMake, Part, add_accepted, completed, listed, main, serialized
from tests.support.installed import environment

MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def from_lock(*packages: tuple[str, str], serial: int = 1, tool: str = "1.0") -> Bom:
    """As a tool lists a lock: with a number and a moment of its own."""
    components = [
        {"type": "library", "bom-ref": f"{name}@{version}", "name": name, "version": version}
        for name, version in packages
    ]
    written = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:00000000-0000-4000-8000-{serial:012}",
        "metadata": {
            "timestamp": f"2026-01-0{serial}T00:00:00Z",
            "tools": [{"vendor": "npm", "name": "cli", "version": tool}],
            "component": {"type": "library", "bom-ref": "whole", "name": "whole", "version": "0.1.0"},
        },
        "components": components,
        "dependencies": [{"ref": "whole", "dependsOn": [one["bom-ref"] for one in components]}],
    }
    bom: Bom = Bom.from_json(written)  # type: ignore[attr-defined]
    return bom


def of_environment(folder: Path, bom: Bom) -> dict[str, Any]:
    part = Part("door", folder, ("true",), folder)
    written: dict[str, Any] = json.loads(serialized(completed(part, bom, MOMENT)))
    return written


def test_a_package_has_the_licence_of_the_version_that_is_installed(tmp_path: Path) -> None:
    environment(tmp_path, "certifi", "License-Expression: MPL-2.0")
    written = of_environment(tmp_path, from_lock(("certifi", "1.0"), ("certifi", "2.0"), ("elsewhere", "1.0")))
    assert written["specVersion"] == "1.6"
    assert [(one["name"], one["version"], "licenses" in one) for one in written["components"]] == [
        ("certifi", "1.0", True),
        ("certifi", "2.0", False),
        ("elsewhere", "1.0", False),
    ]
    assert written["components"][0]["licenses"] == [{"license": {"id": "MPL-2.0"}}]
    assert written["metadata"]["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]


def test_spacys_model_is_named_where_it_is_installed(tmp_path: Path) -> None:
    environment(tmp_path, "nl_core_news_sm")
    written = of_environment(tmp_path, from_lock(("certifi", "1.0")))
    [model] = [one for one in written["components"] if one["type"] == "machine-learning-model"]
    assert (model["name"], model["licenses"]) == ("nl_core_news_sm", [{"license": {"id": "CC-BY-SA-4.0"}}])
    [whole] = [one for one in written["dependencies"] if one["ref"] == "whole"]
    assert whole["dependsOn"] == ["certifi@1.0", model["bom-ref"]]


def test_the_same_lock_gives_the_same_list_and_another_gives_another(tmp_path: Path) -> None:
    part = Part("widget", tmp_path, ("true",))

    def made(bom: Bom) -> str:
        return serialized(completed(part, bom, MOMENT))

    first = made(from_lock(("lit", "3.3.3")))
    assert made(from_lock(("lit", "3.3.3"), serial=2, tool="11.0")) == first
    other = made(from_lock(("lit", "3.3.4")))
    assert json.loads(other)["serialNumber"] != json.loads(first)["serialNumber"]


def test_what_is_accepted_stands_in_it_with_its_reason_for_that_version_only() -> None:
    bom = from_lock(("lit", "3.3.3"), ("lit", "4.0"))
    reason = ImpactAnalysisJustification.CODE_NOT_REACHABLE
    ids = frozenset({"CVE-1", "CVE-2"})
    add_accepted(bom, [Accepted("lit", "3.3.3", ids, reason, "It is never called.", date(2027, 1, 1))])
    add_accepted(bom, [Accepted("gone", "1.0", ids, reason, "It is never called.", date(2027, 1, 1))])
    found = json.loads(serialized(bom))["vulnerabilities"]
    assert [(one["id"], one["affects"]) for one in found] == [
        ("CVE-1", [{"ref": "lit@3.3.3"}]),
        ("CVE-2", [{"ref": "lit@3.3.3"}]),
    ]
    assert found[0]["analysis"] == {
        "state": "not_affected",
        "justification": "code_not_reachable",
        "detail": "It is never called.",
    }


def test_what_does_not_fit_the_schema_is_not_written() -> None:
    bom = from_lock(("lit", "3.3.3"))
    next(iter(bom.components)).mime_type = "none"
    with pytest.raises(CannotMake, match="does not fit the schema"):
        serialized(bom)


@pytest.mark.parametrize(("tool", "reason"), [("false", "^false failed"), ("no-such-tool", "^no-such-tool is missing")])
def test_a_tool_that_fails_or_is_missing_is_named(tmp_path: Path, tool: str, reason: str) -> None:
    with pytest.raises(CannotMake, match=reason):
        listed(Part("door", tmp_path, (tool,)))


def test_without_the_moment_of_the_commit_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert main([str(tmp_path)]) == 1
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
