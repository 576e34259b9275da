"""Keys with a name stay the same for as long as they are there, whatever happens to the master key."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.store.conversation_keys import ConversationKeys, check_keys, open_keys
from api.store.master_keys import MasterKeyError, MasterKeys, new_master_key, write_master_keys
from api.store.pseudonyms import Pseudonyms
from api.store.transit_keys import TransitKeys
from runtime.text_cipher import Undecipherable
from tests.api.conftest import KEYS

pytestmark = pytest.mark.anyio


@pytest.mark.both_databases
async def test_one_is_made_once_also_when_several_ask_at_once(keys: ConversationKeys) -> None:
    made = await asyncio.gather(*(asyncio.to_thread(keys.named.find_or_create, "een") for _ in range(5)))
    assert len({cipher.key for cipher in made}) == 1
    assert keys.named.find_or_create("twee").key != made[0].key
    assert keys.named.find("drie") is None


@pytest.mark.both_databases
async def test_what_is_destroyed_cannot_be_read_by_one_made_anew(keys: ConversationKeys) -> None:
    stored = keys.named.find_or_create("een").encrypt("kenmerkend")
    keys.named.destroy("een")
    assert keys.named.find("een") is None
    with pytest.raises(Undecipherable):
        keys.named.find_or_create("een").decrypt(stored)


async def test_people_are_known_by_the_same_hashes_after_a_restart_and_with_a_new_master_key(tmp_path: Path) -> None:
    file, url = tmp_path / "hoofdsleutel", f"sqlite:///{tmp_path / KEYS}"
    old, new = new_master_key(), new_master_key()
    write_master_keys(file, [old])
    master_keys = MasterKeys.of_file(file)
    with open_keys(url, master_keys) as keys:
        before = Pseudonyms.of_store(keys.named).of_place("slack", "T0", "D0", "U0")
    write_master_keys(file, [new, old])
    with open_keys(url, master_keys) as keys:
        assert keys.rewrap_all() == 1
    write_master_keys(file, [new])
    check_keys(url, f"sqlite:///{tmp_path / 'niet-daar.db'}", master_keys)
    with open_keys(url, master_keys) as keys:
        assert Pseudonyms.of_store(keys.named).of_place("slack", "T0", "D0", "U0") == before
    write_master_keys(file, [old])
    with pytest.raises(MasterKeyError, match="another master key"):
        check_keys(url, f"sqlite:///{tmp_path / 'niet-daar.db'}", master_keys)


def test_hashes_keep_apart_what_is_different_and_say_nothing_without_the_key() -> None:
    one = Pseudonyms(bytes(32))
    place = one.of_place("slack", "T0", "D0", "U0")
    others = [
        one.of_place("teams", "T0", "D0", "U0"),
        one.of_place("slack", "T0", "D0", "U1"),
        one.of_place("slack", "T0D", "0", "U0"),
        Pseudonyms(bytes(31) + b"1").of_place("slack", "T0", "D0", "U0"),
    ]
    assert place.place not in {other.place for other in others}
    assert one.of_place("slack", "T0", "D1", "U0").person == place.person
    assert one.of_place("slack", "T1", "D0", "U0").person != place.person
    assert one.of_event("slack", "Ev1") != one.of_event("teams", "Ev1")


@pytest.mark.both_databases
async def test_keys_of_the_day_go_when_nothing_waits_under_them(keys: ConversationKeys) -> None:
    moments = [datetime(2026, 11, 24, 12, tzinfo=UTC)]
    transit = TransitKeys(keys.named, lambda: moments[-1])
    keys.named.find_or_create("kanalen")
    first, cipher = transit.of_today()
    for _ in range(4):
        moments.append(moments[-1] + timedelta(days=1))
        transit.of_today()
    assert transit.destroy_old({first}) == 2
    found = transit.find(first)
    assert found is not None
    assert found.key == cipher.key
    assert transit.destroy_old(()) == 1
    assert transit.find(first) is None
    assert keys.named.find("kanalen") is not None


async def test_no_key_stands_readable_in_the_file(keys: ConversationKeys, tmp_path: Path) -> None:
    cipher = keys.named.find_or_create("een")
    with closing(sqlite3.connect(tmp_path / KEYS)) as connection:
        [[wrapped]] = connection.execute("SELECT wrapped FROM named_keys").fetchall()
    assert cipher.key not in wrapped
