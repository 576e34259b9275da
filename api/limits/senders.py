"""From which network a request comes, without keeping its address."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from api.loopback import from_here, is_loopback, through_proxy

logger = logging.getLogger(__name__)

GROUPS = 4096
"""Networks are told apart in so many groups, at most: however many send, this bounds the memory and the time that
their counts take. A visitor shares a group with one certain other network once in 4,096 times."""

IPV6_BYTES = 7
"""A /56, as a household or an office gets; an IPv4 address counts whole."""

UNTRUSTED = (
    "A request holds X-Forwarded-For, from an address that ZAKBOEK_TRUSTED_PROXIES does not name: it is not believed. "
    "If that is your proxy, name it there; else all who come through it share one limit."
)
WITHOUT_ADDRESS = (
    "A proxy on this machine sends no X-Forwarded-For: who comes through it is not limited per network. "
    "See docs/operators/limits.md for what it must send."
)


@dataclass(frozen=True)
class Sender:
    """Who sends, as far as limits ask.

    `network` names a group of networks for as long as this process runs, and is None where that is not known;
    `is_here` is this machine itself. What they send `is_counted` where that was done as it came in, long before it is
    worked on.
    """

    network: str | None = None
    is_here: bool = False
    is_counted: bool = False


UNKNOWN = Sender()
"""Of a channel that does not say from where its visitors come."""


class Senders:
    """Tells the senders of requests apart by a keyed hash."""

    def __init__(self, key: bytes) -> None:
        """`key` is made anew at each start and stored nowhere, so that no address can be found from what is counted."""
        self._key = key
        self._warned: set[str] = set()

    def of(self, request: HTTPConnection) -> Sender:
        """The sender of a request; its address is what uvicorn takes from a trusted proxy, or the connection's own."""
        if from_here(request):
            return Sender(is_here=True)
        host = request.client.host if request.client else ""
        forwarded = _forwarded(request.headers)
        if is_loopback(host) and through_proxy(request.headers) and not forwarded:
            self._warn_once(WITHOUT_ADDRESS)
            return UNKNOWN
        if forwarded and host not in forwarded:
            self._warn_once(UNTRUSTED)
        return Sender(self._group(host))

    def _group(self, host: str) -> str:
        digest = hashlib.blake2b(_prefix(host), key=self._key, digest_size=8).digest()
        return str(int.from_bytes(digest, "big") % GROUPS)

    def _warn_once(self, line: str) -> None:
        if line not in self._warned:
            self._warned.add(line)
            logger.warning("%s", line)


def _prefix(host: str) -> bytes:
    """The part of an address that its whole network shares; what is no address is all one network."""
    try:
        address = ip_address(host)
    except ValueError:
        return b""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped.packed if address.ipv4_mapped else address.packed[:IPV6_BYTES]
    return address.packed


def _forwarded(headers: Headers) -> str:
    return ", ".join(headers.getlist("x-forwarded-for")).strip()
