"""What counts as this machine itself."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

SET_BY_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def is_loopback(host: str) -> bool:
    """Whether a host name or IP address, without its port, is this machine's own."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def through_proxy(headers: Headers) -> bool:
    """Whether a proxy says in a header that it passed the request on."""
    return any(name in headers for name in SET_BY_PROXIES)


def from_here(request: HTTPConnection) -> bool:
    """Whether a request comes from this machine itself, and not through a proxy on it."""
    return is_loopback(request.client.host if request.client else "") and not through_proxy(request.headers)


def asked_host(headers: Headers) -> str:
    """The name or address in `Host`, in small letters and without a port; empty when it holds none."""
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def asked_by_loopback(headers: Headers) -> bool:
    """Whether the `Host` that a request was meant for is this machine itself."""
    return is_loopback(asked_host(headers))
