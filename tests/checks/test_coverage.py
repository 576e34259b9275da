"""The table of what the fast tests run, and its gate."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checks.coverage import LEAST, Counted, count, main, too_little
from content.paths import ROOT


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a run of a small project was measured to do: half of `contract`, nothing of `bridge`."""
    for part, text in (("contract", "import sys\nif len(sys.argv) > 9:\n    print()\n"), ("bridge", "one = 1\n")):
        (tmp_path / part).mkdir()
        (tmp_path / part / "__init__.py").touch()
        (tmp_path / part / "code.py").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = ["--rcfile", str(ROOT / "pyproject.toml"), "--data-file", "measured"]
    subprocess.run([sys.executable, "-m", "coverage", "run", *config, "contract/code.py"], check=True)
    return Path("measured")


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
