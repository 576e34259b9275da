"""The limits at a request, for routes and what they depend on."""

from __future__ import annotations

from starlette.requests import Request

from api.limits.limiter import Limiter
from api.limits.senders import Sender, Senders


def sender_of(request: Request) -> Sender:
    """Who sends this request."""
    senders: Senders = request.app.state.senders
    return senders.of(request)


async def count_request(request: Request) -> Sender:
    """Who sends a request of whatever kind, once it is counted; LimitReached when its network sent too many."""
    limiter: Limiter = request.app.state.limiter
    sender = sender_of(request)
    await limiter.request(sender)
    request.state.sender = sender
    return sender


def counted_sender(request: Request) -> Sender:
    """Who sends a request that `count_request` has counted."""
    sender: Sender = request.state.sender
    return sender
