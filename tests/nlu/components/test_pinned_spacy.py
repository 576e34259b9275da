"""spaCy's model takes texts apart as it came, though its tokenizer is made once and not twice."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import spacy

from nlu.components.pinned_spacy import PinnedSpacyNLP


def test_the_tokenizer_is_the_model_s_own(tmp_path: Path) -> None:
    dutch = spacy.blank("nl")
    tokenizer: Any = dutch.tokenizer
    tokenizer.add_special_case("zakboek", [{"ORTH": "zak"}, {"ORTH": "boek"}])
    dutch.to_disk(tmp_path / "nl_proef")
    loaded = PinnedSpacyNLP.load_model(str(tmp_path / "nl_proef")).model
    assert [token.text for token in loaded("het zakboek, bijv. bij a.s. zaterdag")] == [
        token.text for token in dutch("het zakboek, bijv. bij a.s. zaterdag")
    ]
    assert loaded.tokenizer.to_bytes(exclude=["vocab"]) == tokenizer.to_bytes(exclude=["vocab"])


def test_what_is_asked_of_a_word_is_found_out_of_each_and_nothing_else(tmp_path: Path) -> None:
    dutch = spacy.blank("nl")
    dutch.to_disk(tmp_path / "nl_proef")
    loaded = PinnedSpacyNLP.load_model(str(tmp_path / "nl_proef")).model
    text = "Bijv. wie betaalt dat ,\n en wanneer ? :-)"
    asked = [[(token.lower_, token.is_punct, token.is_space) for token in model(text)] for model in (loaded, dutch)]
    assert asked[0] == asked[1]
    assert [token.like_num for token in loaded("12")] == [False]


def test_the_garbage_collector_stays_off_where_a_start_has_turned_it_off(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path / "nl_proef")
    gc.disable()
    try:
        PinnedSpacyNLP.load_model(str(tmp_path / "nl_proef"))
        assert not gc.isenabled()
    finally:
        gc.enable()
