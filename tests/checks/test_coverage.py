"""The table of what the fast tests run, and its gate."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.coverage import LEAST, Counted, count, main, too_little
from content.paths import ROOT


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the test of a small project was measured to run: half of `contract`, nothing of `bridge`."""
    project = tmp_path_factory.mktemp("project")
    for part, text in (
        ("contract", "def code(one: int) -> None:\n    if one > 9:\n        print()\n"),
        ("bridge", "one = 1\n"),
    ):
        (project / part).mkdir()
        (project / part / "__init__.py").touch()
        (project / part / "code.py").write_text(text, encoding="utf-8")
    (project / "test_code.py").write_text("from contract.code import code\n\n\ndef test_code():\n    code(1)\n")
    (project / "pyproject.toml").write_text(
        '[tool.slipcover]\nbranch = true\nsource = "contract,bridge"\nexclude-also = []\n'
        '[tool.pytest.ini_options]\npythonpath = ["."]\naddopts = "--import-mode=importlib"\n'
    )
    plugin = ["-p", "tests.support.coverage_plugin", "--coverage", "measured"]
    subprocess.run(
        [sys.executable, "-m", "pytest", *plugin, "test_code.py"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return project / "measured"


def test_a_file_that_was_run_counts_and_one_that_was_not_does_too(data: Path) -> None:
    parts = count([data])
    assert list(parts) == list(LEAST)
    assert (parts["contract"].lines, parts["contract"].lines_run) == (3, 2)
    assert (parts["contract"].branches, parts["contract"].branches_run) == (2, 1)
    assert parts["bridge"].lines == 1
    assert parts["bridge"].share == 0


def test_two_runs_are_taken_together_and_kept(data: Path) -> None:
    assert count([data, data])["contract"] == count([data])["contract"]
    assert data.exists()


def test_only_with_the_gate_too_little_is_a_failure(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(data)]) == 0
    assert main(["--gate", str(data)]) == 1
    assert "Too little is tested of: api, bridge, actions, nlu, content, training, runtime." in capsys.readouterr().out


def test_the_share_is_of_lines_and_branches() -> None:
    enough = Counted(lines=80, lines_run=75, branches=20, branches_run=10)
    just_not = Counted(lines=80, lines_run=75, branches=20, branches_run=9)
    assert too_little({"api": enough, "nlu": just_not}) == ["nlu"]
