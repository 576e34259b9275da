"""The vectors are those of scikit-learn, of texts as people write them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.model.letter_vectors import LetterVectors
from nlu.understand.pieces import texts_of_pieces
from tests.support.content_in_force import content_in_force

GUIDE = texts_of_pieces(content_in_force().guide)[::20]
TYPED = [
    "",
    "  ",
    "a",
    "ik",
    "WAT kost dat?",
    "de de de",
    "één\tbüro\n ´s",
    "😀 sociale🙂onderneming",
    "\udcff ok",
    "x" * 300,
]


@pytest.mark.parametrize("typed", [GUIDE[:200], TYPED, [f"{text} hoe dan" for text in GUIDE[-200:]]])
def test_the_vectors_are_as_alike_as_those_of_scikit_learn(typed: list[str]) -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
    learnt, ours = theirs.fit_transform(GUIDE), LetterVectors(GUIDE)
    guide = ours.of(GUIDE)
    assert guide.shape == learnt.shape
    assert np.allclose((guide @ guide[:50].T).toarray(), (learnt @ learnt[:50].T).toarray(), atol=1e-5)
    alike = (ours.of(typed) @ guide.T).toarray()
    assert np.allclose(alike, (theirs.transform(typed) @ learnt.T).toarray(), atol=1e-5)
    assert alike.dtype == np.float32
    one_by_one = np.vstack([(ours.of_one(text) @ guide.T).toarray() for text in typed])
    assert np.allclose(one_by_one, alike, atol=1e-6)
