"""A message is read behind the question typed before it, as long as the talk is about that."""

from __future__ import annotations

import pytest

from contract.context import Context
from nlu.understand.knowledge import Knowledge
from nlu.understand.observe import observe_in_talk, read
from tests.support.tiny_model import DUTCH, tiny_knowledge

QUESTION, FOLLOW_UP = "taken van de financier", "en de taken daarvan"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return tiny_knowledge()


def topics_behind(knowledge: Knowledge, context: Context) -> list[str]:
    observation = observe_in_talk(FOLLOW_UP, read(FOLLOW_UP, DUTCH), context, knowledge)
    return [label.topic for label, _ in observation.behind if label.topic]


def test_it_is_read_behind_the_question_before(knowledge: Knowledge) -> None:
    context = Context(topic="rol/financier", questions=("wat doet een inkoper", QUESTION))
    assert topics_behind(knowledge, context)[0] == "rol/financier"


def test_nothing_is_read_behind_a_question_on_another_topic_than_was_chosen_since(knowledge: Knowledge) -> None:
    assert topics_behind(knowledge, Context(topic="rol/inkoper", questions=(QUESTION,))) == []


def test_without_a_question_before_there_is_nothing_to_read_behind(knowledge: Knowledge) -> None:
    assert topics_behind(knowledge, Context(topic="rol/financier")) == []
