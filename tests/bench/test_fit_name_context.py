"""What stands around names is learnt from whole names and from other words with a capital."""

from __future__ import annotations

from bench.fit_name_context import Example, Sentence, examples_of, fit
from tests.support.masker import masker


def _examples(text: str, *names: str, of_people: bool = True) -> list[Example]:
    return list(examples_of(Sentence(text, names, of_people, "a"), masker()._names, masker()._signs.names))


def test_the_words_of_one_name_are_one_place() -> None:
    read = _examples("wanneer is Roos van der Linden er?", "Roos", "Linden")
    assert [one.of_person for one in read] == [True, True]
    assert all({"before = is", "behind = er"} <= one.features for one in read)


def test_other_words_with_a_capital_are_no_people() -> None:
    read = _examples("Latifa werkt bij Xerox.", "Latifa")
    assert [one.of_person for one in read] == [True, False, True, False]


def test_names_of_things_are_no_people() -> None:
    assert not any(one.of_person for one in _examples("Latifa opent een filiaal.", "Latifa", of_people=False))


def test_what_only_people_have_around_them_weighs_for_them() -> None:
    person, thing = frozenset(("x", "both")), frozenset(("y", "both"))
    weights = fit([Example(person, True, "a")] * 3 + [Example(thing, False, "a")] * 5)
    assert weights.score(person) > 0 > weights.score(thing)
