"""The systemd service, as far as it can be checked without systemd."""

from __future__ import annotations

import configparser

import pytest

from api.settings import load_settings
from content.paths import ROOT
from operations.serve.start import AFTER_LAST_TURN_SECONDS


@pytest.fixture
def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "operations" / "deploy" / "zakboek.service")
    return parser


def test_a_stop_reaches_the_supervisor_alone_and_leaves_it_its_time(unit: configparser.ConfigParser) -> None:
    service = unit["Service"]
    assert service["KillMode"] == "mixed"
    one_part = load_settings().turn_timeout + AFTER_LAST_TURN_SECONDS
    assert int(service["TimeoutStopSec"]) > 2 * one_part


def test_it_is_tried_again_for_ever(unit: configparser.ConfigParser) -> None:
    assert (unit["Service"]["Restart"], unit["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
