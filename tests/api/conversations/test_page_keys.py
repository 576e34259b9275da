"""What opens a conversation's page again, and how long."""

from __future__ import annotations

from api.conversations.page_keys import ADDRESS_SECONDS, address_key, form_key, opens
from api.store.records import Conversation
from tests.support.clock import NOON

CONVERSATION = Conversation("a", "hash of its token", "web", None, NOON, being_deleted=False)
NOW = 1_000_000.0


def test_an_address_works_for_a_day_and_a_form_as_long_as_there_is_a_conversation() -> None:
    address, form = address_key(CONVERSATION, NOW), form_key(CONVERSATION)
    for later, works in ((-3600, True), (0, True), (ADDRESS_SECONDS, True), (ADDRESS_SECONDS + 1, False)):
        assert opens(CONVERSATION, address, NOW + later) is works
        assert opens(CONVERSATION, form, NOW + later)


def test_a_key_is_of_one_conversation_and_cannot_be_made_to_last() -> None:
    address = address_key(CONVERSATION, NOW)
    other = Conversation("b", "hash of another", "web", None, NOON, being_deleted=False)
    assert not opens(other, address, NOW)
    assert not opens(other, form_key(CONVERSATION), NOW)
    until, _, signature = address.partition(".")
    for made_up in (f"{int(until) + 1}.{signature}", f"formulier.{signature}", f".{signature}", signature, "", "é.é"):
        assert not opens(CONVERSATION, made_up, NOW)
