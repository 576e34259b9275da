"""Who shares a limit: an IPv4 address, the /56 of an IPv6 address; this machine itself has none."""

from __future__ import annotations

import pytest
from starlette.requests import HTTPConnection

from api.limits.senders import GROUPS, UNKNOWN, Sender, Senders
from tests.api.limits.conftest import KEY

FORWARDED = {"x-forwarded-for": "192.0.2.1"}


def request(host: str | None, headers: dict[str, str] | None = None) -> HTTPConnection:
    """A request from this address."""
    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    return HTTPConnection({"type": "http", "client": (host, 1) if host is not None else None, "headers": raw})


def share(senders: Senders, one: str, other: str) -> bool:
    """Whether the two count as one network."""
    return senders.of(request(one)) == senders.of(request(other))


@pytest.fixture
def senders() -> Senders:
    return Senders(KEY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:2:3:4:5"),
        ("2001:db8:0:1::1", "2001:db8:0:ff::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("unknown", "testclient"),
    ],
)
def test_one_network(senders: Senders, one: str, other: str) -> None:
    assert share(senders, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.2.2"),
        ("2001:db8:0:100::1", "2001:db8:0:200::1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2"),
        ("unknown", "192.0.2.1"),
    ],
)
def test_two_networks(senders: Senders, one: str, other: str) -> None:
    assert not share(senders, one, other)


def test_no_address_stays_and_none_can_be_told_from_the_next_start() -> None:
    addresses = [f"192.0.2.{number}" for number in range(100)]
    one, other = Senders(KEY), Senders(b"another")
    first, second = ([senders.of(request(address)).network for address in addresses] for senders in (one, other))
    assert first != second
    assert all(group and int(group) < GROUPS for group in first)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1"])
def test_this_machine_itself(senders: Senders, host: str) -> None:
    assert senders.of(request(host)) == Sender(is_here=True)


def test_a_visitor_behind_a_proxy_on_this_machine_is_not_this_machine(
    senders: Senders, caplog: pytest.LogCaptureFixture
) -> None:
    # The server has put the visitor's address in the place of the proxy's.
    assert senders.of(request("192.0.2.1", FORWARDED)) == senders.of(request("192.0.2.1"))
    assert senders.of(request("127.0.0.1", {"x-forwarded-for": "127.0.0.1"})).network is not None
    assert caplog.records == []


@pytest.mark.parametrize("name", ["via", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip"])
def test_a_proxy_that_forwards_no_address_is_told_of_once(
    senders: Senders, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    for _ in range(3):
        assert senders.of(request("127.0.0.1", {name: "192.0.2.1"})) == UNKNOWN
    [line] = caplog.messages
    assert "X-Forwarded-For" in line
    assert "192.0.2.1" not in line


def test_an_address_that_is_not_believed_is_told_of_once(senders: Senders, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        assert senders.of(request("198.51.100.7", FORWARDED)) == senders.of(request("198.51.100.7"))
    [line] = caplog.messages
    assert "ZAKBOEK_TRUSTED_PROXIES" in line
    assert "198.51" not in line


def test_a_connection_without_an_address_is_limited(senders: Senders) -> None:
    assert senders.of(request(None)).network is not None
