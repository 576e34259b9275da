"""Each error of a conversation is told in words of its own, to the API's clients and on the pages alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.conversations import errors
from api.conversations.errors import ConversationError
from api.limits.counts import Scope
from api.limits.limiter import LimitReached
from api.problems import problem_of
from tests.support.content_in_force import content_in_force

TEXTS = content_in_force().texts["fouten"]
WITH_VALUES: dict[type[ConversationError], ConversationError] = {
    errors.UnknownMunicipality: errors.UnknownMunicipality("Nergenshuizen"),
    errors.TextTooLong: errors.TextTooLong(1000, 1001),
    errors.RemarkTooLong: errors.RemarkTooLong(1000),
    errors.AnswerDelayed: errors.AnswerDelayed("gesprek", 17),
    errors.TooBusy: errors.TooBusy(17),
    errors.Restarting: errors.Restarting(17),
    errors.StillAnswering: errors.StillAnswering(17),
}


def kinds(kind: type[ConversationError] = ConversationError) -> Iterator[type[ConversationError]]:
    """The errors that are raised: those without kinds of their own."""
    below = kind.__subclasses__()
    for one in below:
        yield from kinds(one)
    if not below:
        yield kind


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_error_of_a_conversation_can_be_told(kind: type[ConversationError]) -> None:
    error = WITH_VALUES.get(kind) or kind()
    problem = problem_of(error)
    text = TEXTS[problem.key]
    assert text.title
    assert "{" not in text.fill(**problem.values)
    assert 400 <= problem.status <= 503
    assert (
        ("Retry-After" in problem.headers)
        == (problem.status == 503)
        == isinstance(error, (errors.PutOff, errors.TryLater))
    )
    if isinstance(error, errors.TryLater):
        assert (problem.headers["Retry-After"], problem.values["seconden"]) == ("17", 17)


@pytest.mark.parametrize("scope", ["conversation", "network", "total"])
def test_every_limit_can_be_told(scope: Scope) -> None:
    problem = problem_of(LimitReached(scope, 17))
    assert (problem.status, problem.headers["Retry-After"]) == (429, "17")
    assert "over 17 seconden" in TEXTS[problem.key].fill(**problem.values)


def test_each_error_stands_in_the_tree_at_the_top_of_its_file() -> None:
    drawn = str(errors.__doc__)
    assert all(f" {kind.__name__}" in drawn for kind in kinds())
