"""A question shows by its words which kind of piece it asks for."""

from __future__ import annotations

import pytest

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
