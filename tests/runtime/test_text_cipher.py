"""Texts come back with their key only."""

from __future__ import annotations

import pytest

from runtime.text_cipher import TextCipher, Undecipherable, is_encrypted

TEXT = "Wat kost één plek? 🙂"


def test_a_text_comes_back_and_looks_different_each_time() -> None:
    cipher = TextCipher.new()
    one, other = cipher.encrypt(TEXT), cipher.encrypt(TEXT)
    assert one != other
    assert "plek" not in one
    assert cipher.decrypt(one) == cipher.decrypt(other) == TEXT
    assert TextCipher.from_text(cipher.key_text).decrypt(one) == TEXT


def test_another_key_or_a_changed_text_is_refused() -> None:
    cipher = TextCipher.new()
    stored = cipher.encrypt(TEXT)
    with pytest.raises(Undecipherable):
        TextCipher.new().decrypt(stored)
    changed = stored[:10] + ("A" if stored[10] != "A" else "B") + stored[11:]
    for wrong in (changed, stored[:8], "v1.", "v1.é", TEXT):
        with pytest.raises(Undecipherable):
            cipher.decrypt(wrong)


def test_only_what_is_encrypted_looks_so() -> None:
    assert is_encrypted(TextCipher.new().encrypt(""))
    assert not is_encrypted('{"event": "user"}')


@pytest.mark.parametrize("key", ["", "korte", "AAAA"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"key|padding|base64"):
        TextCipher.from_text(key)
