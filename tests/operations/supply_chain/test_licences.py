"""A package under a licence that does not fit the EUPL-1.2, or under none that is known, is named before it is used."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from operations.supply_chain.licences import WIDGET_LOCK, CannotRead, Licences, Listed, problems
from tests.support.installed import environment

MIT = "License :: OSI Approved :: MIT License"
LICENCES = Licences(
    allowed=frozenset({"MIT", "Apache-2.0"}),
    spellings={
        MIT: "MIT",
        "License :: OSI Approved :: Apache Software License": "Apache-2.0",
        "Apache 2": "Apache-2.0",
    },
    packages={"listed": Listed("MIT"), "a-model": Listed("CC-BY-SA-4.0", fits="data, and no software")},
)


def lock(folder: Path, **packages: dict[str, object]) -> Path:
    entries = {f"node_modules/{name}": {"version": "1.0", **entry} for name, entry in packages.items()}
    file = folder / "package-lock.json"
    file.write_text(json.dumps({"packages": {"": {"name": "chat"}, **entries}}), encoding="utf-8")
    return file


def found(folder: Path, name: str, *fields: str) -> list[str]:
    return list(problems(LICENCES, [environment(folder / "env", name, *fields)], lock(folder)))


@pytest.mark.parametrize(
    "fields",
    [
        ["License-Expression: MIT"],
        ["License-Expression: GPL-3.0-only OR MIT"],
        ["License-Expression: MIT AND Apache-2.0"],
        ["License: MIT"],
        ["License: Apache 2"],
        [f"Classifier: {MIT}"],
        [f"Classifier: {MIT}", "Classifier: License :: OSI Approved"],
        ["License: see the file LICENSE", f"Classifier: {MIT}"],
    ],
)
def test_a_licence_that_fits_passes_however_it_is_written(tmp_path: Path, fields: list[str]) -> None:
    assert found(tmp_path, "een-pakket", *fields) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ([], "its metadata do not say its licence"),
        (["License: BSD"], "its metadata do not say its licence"),
        (["License-Expression: GPL-3.0-only"], "GPL-3.0-only is not among"),
        (["License-Expression: MIT AND GPL-3.0-only"], "is not among"),
        (["License-Expression: LicenseRef-Ours"], "'LicenseRef-Ours' is no expression of SPDX"),
        (["License-Expression: LicenseRef-Ours", f"Classifier: {MIT}"], "is no expression of SPDX"),
        ([f"Classifier: {MIT}", "Classifier: License :: Other/Proprietary License"], "do not say its licence"),
    ],
)
def test_a_licence_that_does_not_fit_or_is_not_known_is_named(tmp_path: Path, fields: list[str], reason: str) -> None:
    [line] = found(tmp_path, "een-pakket", *fields)
    assert line.startswith("een-pakket 1.0 (")
    assert reason in line


def test_the_list_tells_what_metadata_do_not_and_not_what_they_do(tmp_path: Path) -> None:
    assert found(tmp_path / "vague", "Listed", "License: BSD") == []
    assert "GPL-3.0-only" in found(tmp_path / "exact", "listed", "License-Expression: GPL-3.0-only")[0]


def test_a_reason_holds_for_the_licence_it_was_given_for_only(tmp_path: Path) -> None:
    assert found(tmp_path / "as_listed", "a_model") == []
    assert "MPL-2.0" in found(tmp_path / "changed", "a_model", "License-Expression: MPL-2.0")[0]


def test_of_the_widget_only_what_is_served_counts(tmp_path: Path) -> None:
    packages: dict[str, dict[str, object]] = {
        "served": {"license": "GPL-3.0-only"},
        "@own/served": {"license": "MIT"},
        "silent": {},
        "tool": {"license": "GPL-3.0-only", "dev": True},
    }
    lines = list(problems(LICENCES, [], lock(tmp_path, **packages)))
    assert [line.split(" ")[0] for line in lines] == ["served", "silent"]


def test_an_environment_or_a_lock_that_is_not_there_does_not_pass(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="make setup"):
        list(problems(LICENCES, [tmp_path], lock(tmp_path)))
    with pytest.raises(CannotRead, match="none"):
        list(problems(LICENCES, [], tmp_path / "none"))


def test_the_projects_list_holds_expressions_of_spdx_only(tmp_path: Path) -> None:
    assert Licences.read().problem("certifi", "MPL-2.0") is None
    file = tmp_path / "licences.yml"
    file.write_text("allowed: {permissive: [BSD]}\nspellings: {}\npackages: {}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'BSD'"):
        Licences.read(file)


def test_what_these_tests_run_with_fits() -> None:
    assert list(problems(Licences.read(), [Path(sys.prefix)], WIDGET_LOCK)) == []
