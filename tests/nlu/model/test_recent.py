"""The last results are at hand; older ones make room, and no text is kept."""

from __future__ import annotations

import pickle

from nlu.model.recent import Recent


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    recent = Recent(most=2)
    recent.put("een", 1)
    recent.put("twee", 2)
    assert recent.get("een") == 1
    recent.put("drie", 3)
    assert [recent.get(text) for text in ("een", "twee", "drie")] == [1, None, 3]


def test_a_text_is_known_by_a_hash_that_only_this_process_can_make() -> None:
    recent, other = Recent(), Recent()
    for each in (recent, other):
        each.put("mijn zeldzaamwoord", 1)
    assert "zeldzaamwoord" not in repr(vars(recent))
    assert b"zeldzaamwoord" not in pickle.dumps(dict(recent._results))
    assert set(recent._results) != set(other._results)
