"""A message of a stored conversation, with the context it was understood in: read from Rasa's tracker."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from bridge.tracker_dialect import ADDRESS, dialect_of, url_of
from content.paths import ROOT
from contract.context import SLOT, Context
from contract.intents import OFFERED_ONLY
from runtime.text_cipher import TextCipher, Undecipherable, is_encrypted

KEY = "ZAKBOEK_CONVERSATION_KEY"
"""The variable with the conversation's key, that `operations.stored_conversations` gives."""

TRACKER = Path(os.environ.get("ZAKBOEK_VAR_DIR") or ROOT / "var") / "tracker.db"
DATABASE = "ZAKBOEK_DATABASE_URL"
"""The variable with the door's database, where Rasa's is too when that is PostgreSQL (`api.settings`)."""


class NotInTalk(Exception):
    """There is no such conversation or message, or it was a choice, which is not understood but done."""


@dataclass(frozen=True)
class TypedMessage:
    """What was typed, and what the conversation was about just before."""

    text: str
    context: Context


def tracker_address() -> str:
    """The address of Rasa's database by the settings in force."""
    of_door = os.environ.get(DATABASE, "")
    in_server = of_door if of_door.startswith("postgresql") else ""
    return os.environ.get(ADDRESS) or in_server or f"sqlite:///{TRACKER}"


def read_message(conversation: str, message: str, tracker: str, key: str = "") -> TypedMessage:
    """The typed message with this id, or with this number among the visitor's messages, from 1; `key` opens it.

    `tracker` is the address of Rasa's database.
    Raises NotInTalk, with what was looked for and where.
    """
    url = url_of(tracker)
    dialect = dialect_of(url)
    if url.get_backend_name() == "sqlite" and not Path(url.database).is_file():
        raise NotInTalk(f"{url.database} is not there; set ZAKBOEK_VAR_DIR to the folder that the assistant runs with")
    events = dialect.EVENTS.c
    query = sa.select(sa.type_coerce(events.data, sa.Text)).order_by(events.id)
    query = query.where(events.sender_id == conversation, events.data.is_not(None))
    with dialect.engine(url).connect() as connection:
        stored = [str(text) for text in connection.execute(query).scalars()]
    if not stored:
        raise NotInTalk(f"{url.database} has no conversation {conversation}")
    try:
        return find_message([json.loads(_decrypted(text, key)) for text in stored], message)
    except (Undecipherable, ValueError) as error:
        raise NotInTalk(f"the key of conversation {conversation} does not open it; it may be deleted") from error


def _decrypted(text: str, key: str) -> str:
    return TextCipher.from_text(key).decrypt(text) if is_encrypted(text) else text


def find_message(events: Iterable[Mapping[str, Any]], message: str) -> TypedMessage:
    """The message among a tracker's events, oldest first; raises NotInTalk."""
    slot, number = None, 0
    for event in events:
        if event["event"] == "slot" and event["name"] == SLOT:
            slot = event["value"]
        if event["event"] != "user":
            continue
        number += 1
        if message in (str(number), event.get("message_id")):
            intent = event["parse_data"]["intent"]["name"]
            if intent in OFFERED_ONLY:
                raise NotInTalk(f"message {message} was a choice ({intent}): it is done, not understood")
            return TypedMessage(event["text"], Context.from_slot(slot, float(event["timestamp"])))
    raise NotInTalk(f"the conversation has {number} messages of the visitor, none of them is {message}")
