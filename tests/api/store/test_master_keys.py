"""The master keys: read, refused with what to do, and exchanged."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from api.store.master_keys import MasterKeyError, MasterKeys, new_master_key, write_master_keys

KEY = bytes(range(32))


def test_the_newest_wraps_and_all_unwrap() -> None:
    old, new = new_master_key(), new_master_key()
    stored = MasterKeys.of_text(old, "here").wrap(KEY)
    both = MasterKeys.of_text(f"{new}\n{old}", "here")
    assert both.unwrap(stored) == KEY
    assert both.wrap(KEY).master_id == MasterKeys.of_text(new, "here").ids()[0]
    with pytest.raises(MasterKeyError, match="another master key than stands in elsewhere"):
        MasterKeys.of_text(new, "elsewhere").unwrap(stored)


def test_openssl_writes_base64_with_plus_and_slash() -> None:
    text = new_master_key()
    assert (
        MasterKeys.of_text(text.replace("-", "+").replace("_", "/"), "here").ids()
        == MasterKeys.of_text(text, "here").ids()
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [("  \n", "There is no master key in here"), ("geheim", "is no base64 of 32 bytes"), ("QUJD", "openssl rand")],
)
def test_what_is_no_key_is_named_without_showing_it(text: str, told: str) -> None:
    with pytest.raises(MasterKeyError, match=told) as raised:
        MasterKeys.of_text(text, "here")
    assert "geheim" not in str(raised.value)


def test_an_own_file_is_made_once_for_this_user_only(tmp_path: Path) -> None:
    own = tmp_path / "hoofdsleutel"
    made = MasterKeys.at("", None, own, may_be_new=True)
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    assert MasterKeys.at("", None, own, may_be_new=True).ids() == made.ids()
    own.unlink()
    with pytest.raises(MasterKeyError, match=r"hoofdsleutel cannot be read: No such file"):
        MasterKeys.at("", None, own, may_be_new=False)
    with pytest.raises(MasterKeyError, match="cannot be read"):
        MasterKeys.at("", tmp_path / "given", own, may_be_new=True)
    with pytest.raises(MasterKeyError, match="not both"):
        MasterKeys.at(new_master_key(), tmp_path / "given", own, may_be_new=True)


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "key"
    write_master_keys(file, [new_master_key()])
    keys = MasterKeys.of_file(file)
    [before] = keys.ids()
    write_master_keys(file, [new_master_key(), *file.read_text().split()])
    assert keys.ids()[1] == before
    assert [one.name for one in tmp_path.iterdir()] == ["key"]
