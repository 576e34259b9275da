"""Keys by which a page opens its conversation again, made from the token's hash: the token itself is not kept.

One stands in the page's forms and lasts as long as the conversation. The other stands in the page's address, which
a browser remembers, so it works for `ADDRESS_SECONDS` only. Whoever has either may do all that the token allows.
"""

from __future__ import annotations

import hashlib
import hmac

from api.store.records import Conversation

ADDRESS_SECONDS = 24 * 3600
"""Above the 20 hours from which WCAG 2.2.1 asks no way to extend a limit."""


def form_key(conversation: Conversation) -> str:
    """For the forms of a page that nobody may keep."""
    return f"formulier.{_signature(conversation, 'formulier')}"


def address_key(conversation: Conversation, now: float) -> str:
    """For an address; `now` in seconds since 1970."""
    until = str(int(now) + ADDRESS_SECONDS)
    return f"{until}.{_signature(conversation, until)}"


def opens(conversation: Conversation, key: str, now: float) -> bool:
    """Whether this is a key of the conversation that works `now`, in seconds since 1970."""
    until, _, signature = key.partition(".")
    if not hmac.compare_digest(_signature(conversation, until).encode(), signature.encode(errors="replace")):
        return False
    return until == "formulier" or now <= int(until)


def link_key(conversation: Conversation, what: str, name: str, now: float) -> str:
    """For the address of one thing of the conversation, such as a document; it opens nothing else, for a day.

    Neither `what` nor `name` holds a dot. `now` in seconds since 1970, as in the others.
    """
    until = int(now) + ADDRESS_SECONDS
    return f"{conversation.id}.{name}.{until}.{_signature(conversation, f'{what}.{name}.{until}')}"


def conversation_id_of(key: str) -> str:
    """The id of the conversation that the key of a link says to belong to."""
    return key.partition(".")[0]


def opened_by(conversation: Conversation, what: str, key: str, now: float) -> str | None:
    """The name of what the key of a link opens `now`; None when it is no such key, or too old."""
    _, _, rest = key.partition(".")
    signed, _, signature = rest.rpartition(".")
    if not hmac.compare_digest(
        _signature(conversation, f"{what}.{signed}").encode(), signature.encode("utf-8", "replace")
    ):
        return None
    name, _, until = signed.rpartition(".")
    return name if now <= int(until) else None


def _signature(conversation: Conversation, what: str) -> str:
    return hmac.new(conversation.token_hash.encode(), what.encode(errors="replace"), hashlib.sha256).hexdigest()
