"""A question shows by its words which kind of piece it asks for."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from nlu.understand.question_kinds import QuestionKinds

ASKED = [
    ("waarom is dat nodig", "reden"),
    ("waarom zou ik dat doen", "reden"),
    ("hoe begin ik daarmee", "stappen"),
    ("hoe pak ik dat aan", "stappen"),
    ("wie gaat daarover", "wie"),
    ("wie helpt mij daarmee", "wie"),
]


@pytest.mark.parametrize(
    ("question", "kind"),
    [("Waarom koopt een gemeente in?", "reden"), ("hoe vraag ik het aan", "stappen"), ("Wie beslist er?", "wie")],
)
def test_the_first_words_tell_what_is_asked_for(question: str, kind: str) -> None:
    kinds = QuestionKinds([asked for asked, _ in ASKED], [kind for _, kind in ASKED])
    likely = dict(kinds.likely(question))
    assert likely.pop(kind) == 0
    assert all(less < 0 for less in likely.values())


def test_words_that_tell_nothing_leave_all_kinds_alike() -> None:
    likely = QuestionKinds([asked for asked, _ in ASKED], [kind for _, kind in ASKED]).likely("boerenkool")
    assert set(likely.values()) == {0.0}


def test_it_learns_as_scikit_learn_does() -> None:
    questions, kinds = [f"{asked}?" for asked, _ in ASKED], [kind for _, kind in ASKED]
    words = CountVectorizer(ngram_range=(1, 2), binary=True, token_pattern=r"\b\w+\b|[?]")  # noqa: S106
    model = MultinomialNB(alpha=0.5).fit(words.fit_transform(questions), kinds)
    [joint] = model.predict_log_proba(words.transform(["hoe helpt dat mij?"]))
    found = QuestionKinds(questions, kinds).likely("Hoe helpt dat mij?")
    assert list(found) == list(model.classes_)
    of_one_half = joint / 2
    assert np.allclose(list(found.values()), of_one_half - of_one_half.max())
