"""What nobody types on purpose is taken out; what people type stays."""

from __future__ import annotations

import pytest

from api.conversations.incoming import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hoi  ", "hoi"),
        ("art\u00adikel 2\u2060.82", "artikel 2.82"),
        ("\u202egids\u202c", "gids"),
        ("a\x00b\x07c", "abc"),
        ("\ud800", ""),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("cafe\u0301", "café"),
        ("regel 1\nregel 2", "regel 1\nregel 2"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept
