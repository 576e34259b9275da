"""What Rasa's side says that a turn took is what the door reads."""

from __future__ import annotations

from contract.timing import Stretch, TurnPart, from_header, to_header

STRETCHES = [Stretch(TurnPart.STORE, 0.0, 0.0005), Stretch(TurnPart.UNDERSTANDING, 0.0005, 0.0125)]


def test_the_door_reads_what_rasa_writes() -> None:
    assert to_header(STRETCHES) == "store;start=0.000;dur=0.500, understanding;start=0.500;dur=12.500"
    assert list(from_header(to_header(STRETCHES))) == STRETCHES


def test_what_is_no_part_of_a_turn_is_left_out() -> None:
    for header in ("", "cache;start=1;dur=2", "store;dur=2", "store;start=1;dur=x", "store;start=1;dur=9999999999"):
        assert list(from_header(header)) == []
