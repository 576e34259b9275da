"""A message of a stored conversation, with the context it was understood in: read from Rasa's tracker."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]

from content.paths import ROOT
from contract.context import SLOT, Context
from contract.intents import OFFERED_ONLY
from runtime.text_cipher import TextCipher, Undecipherable, is_encrypted

KEY = "ZAKBOEK_CONVERSATION_KEY"
"""The variable with the conversation's key, that `operations.stored_conversations` gives."""

TRACKER = Path(os.environ.get("ZAKBOEK_VAR_DIR") or ROOT / "var") / "tracker.db"


class NotInTalk(Exception):
    """There is no such conversation or message, or it was a choice, which is not understood but done."""


@dataclass(frozen=True)
class TypedMessage:
    """What was typed, and what the conversation was about just before."""

    text: str
    context: Context


def read_message(conversation: str, message: str, tracker: Path = TRACKER, key: str = "") -> TypedMessage:
    """The typed message with this id, or with this number among the visitor's messages, from 1; `key` opens it.

    Raises NotInTalk, with what was looked for and where.
    """
    if not tracker.is_file():
        raise NotInTalk(f"{tracker} is not there; set ZAKBOEK_VAR_DIR to the folder that the assistant runs with")
    engine = sa.create_engine(f"sqlite:///{tracker}")
    query = sa.text("SELECT data FROM events WHERE sender_id = :conversation ORDER BY id")
    with engine.connect() as connection:
        stored = [str(row[0]) for row in connection.execute(query, {"conversation": conversation})]
    if not stored:
        raise NotInTalk(f"{tracker} has no conversation {conversation}")
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
