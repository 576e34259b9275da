"""The number of a request goes from the door to Rasa."""

from __future__ import annotations

import pytest

from runtime.trace import new_trace_id, trace_id, trace_id_of, traceparent


def test_a_number_goes_along_and_is_read() -> None:
    number = new_trace_id()
    token = trace_id.set(number)
    assert trace_id_of(traceparent()) == number
    assert traceparent("b" * 16, sampled=True) == f"00-{number}-{'b' * 16}-01"
    trace_id.reset(token)


def test_outside_of_a_request_there_is_none() -> None:
    assert traceparent() == ""


@pytest.mark.parametrize("header", ["", "zeldzaamwoord", f"00-{'G' * 32}-{'b' * 16}-01", f"00-{'a' * 32}-01"])
def test_what_is_no_number_is_not_taken_over(header: str) -> None:
    assert trace_id_of(header) == ""
