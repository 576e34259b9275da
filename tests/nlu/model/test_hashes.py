"""Each text has a number of its own, the same in every process and in every company."""

from __future__ import annotations

from itertools import product

from nlu.model.hashes import hashes_of


def test_texts_that_are_nearly_the_same_have_different_numbers() -> None:
    texts = ["".join(letters) for length in (1, 2, 3, 4) for letters in product(" abé😀", repeat=length)]
    assert len(set(hashes_of(texts).tolist())) == len(texts)


def test_a_number_does_not_depend_on_what_stands_beside_it_nor_on_the_process() -> None:
    together = hashes_of(["ab", "een lang stuk", "ab"]).tolist()
    assert together == [*hashes_of(["ab"]), *hashes_of(["een lang stuk"]), *hashes_of(["ab"])]
    assert hashes_of(["ab"]).tolist() == [8452316799189712981]
    assert hashes_of([]).tolist() == []
