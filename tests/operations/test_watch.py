"""A part that dies at its start is tried again, never given up, and told at /readyz."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from supervisor.loggers import Handler, LevelsByName, LogRecord, StreamHandler
from supervisor.process import Subprocess
from supervisor.states import ProcessStates

from api.failed_starts import read_failed_starts
from operations.serve import supervise
from operations.serve.watch import DOOR, ENDED_AT_ITS_START, MOST_FIRST_STARTS, RUNNING, Watch

DIED = "PROCESS_STATE_EXITED"


def died_at_its_start(watch: Watch, part: str, tries: int) -> bool:
    return watch.take(ENDED_AT_ITS_START, {"processname": part, "tries": str(tries)})


def test_starts_that_fail_are_counted_until_one_succeeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watch = Watch(tmp_path)
    assert read_failed_starts(tmp_path) == {}
    for tries in range(1, 51):
        assert not died_at_its_start(watch, "rasa", tries)
    assert read_failed_starts(tmp_path) == {"rasa": 50}
    assert f"(50 in a row) and is tried again. Its messages are in {tmp_path}/rasa.log." in capsys.readouterr().err
    assert not watch.take(RUNNING, {"processname": "rasa"})
    assert read_failed_starts(tmp_path) == {}


def test_a_part_that_dies_later_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not Watch(tmp_path).take(DIED, {"processname": "rasa", "expected": "0"})
    assert "rasa has died and is started again." in capsys.readouterr().err


def test_what_only_says_that_all_is_ready_is_not_started_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not Watch(tmp_path).take(DIED, {"processname": "announce", "expected": "0"})
    assert capsys.readouterr().err == ""


def test_only_a_door_that_was_never_up_stops_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stops = [died_at_its_start(Watch(tmp_path), DOOR, tries) for tries in range(1, MOST_FIRST_STARTS + 1)]
    assert stops == [False] * (MOST_FIRST_STARTS - 1) + [True]
    assert capsys.readouterr().err.rstrip().endswith("Everything is stopped.")
    watch = Watch(tmp_path)
    watch.take(RUNNING, {"processname": DOOR})
    assert not any(died_at_its_start(watch, DOOR, tries) for tries in range(1, 50))


def test_what_was_counted_before_a_restart_of_everything_is_gone(tmp_path: Path) -> None:
    died_at_its_start(Watch(tmp_path), "rasa", 7)
    Watch(tmp_path)
    assert read_failed_starts(tmp_path) == {}


def test_a_folder_that_cannot_be_written_keeps_nothing_from_running(tmp_path: Path) -> None:
    assert not died_at_its_start(Watch(tmp_path / "gone"), "rasa", 1)


def test_the_pause_before_a_start_grows_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Subprocess, "change_state", Subprocess.change_state)  # put back after the test
    monkeypatch.setattr("time.time", lambda: 1000.0)
    supervise.bound_pauses()
    part = Subprocess(SimpleNamespace(options=None))
    part.event_map = {}
    pauses = []
    for _ in range(500):
        part.change_state(ProcessStates.STARTING)
        part.change_state(ProcessStates.BACKOFF)
        pauses.append(part.delay - 1000.0)
    assert pauses == [min(tries, supervise.LONGEST_PAUSE_SECONDS) for tries in range(1, 501)]


class FullDisk:
    """Standard error or a log, on a disk without room."""

    def write(self, text: str) -> None:
        """As the system refuses it."""
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        """Nothing was written."""


def test_a_full_disk_that_takes_the_terminal_s_lines_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "handleError", Handler.handleError)  # put back after the test
    monkeypatch.setattr("sys.stderr", FullDisk())
    handler, line = StreamHandler(FullDisk()), LogRecord(LevelsByName.INFO, "a line of Rasa's log")
    with pytest.raises(OSError, match="No space left"):
        handler.emit(line)
    supervise.bear_a_full_disk()
    handler.emit(line)
