"""A topic, a tool or a whole form that a channel offers by itself is answered as if it had been chosen."""

from __future__ import annotations

import pytest

from api.channels.events import Act, Chosen, ToolBegun, ToolFilledIn, TopicChosen
from api.conversations.rasa_client import RasaError, TurnFailed
from content.guided_tools.commands import read_steering_words
from content.guided_tools.form import form_answers
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Goal
from tests.api.channels.conftest import World
from tests.support.fake_rasa import DOCUMENT, an_answer

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

ANSWERS = {"doel": "Soep van groente die anders wordt weggegooid", "fase": "2", "wens": "1 en 2"}


def script(world: World, answers: dict[str, str], taken: int = 100) -> list[AssistantMessage | RasaError]:
    """What a tool says to each step, of which it takes the first so many answers."""
    tool = world.content.current.guided_tools["kennismaken"]
    steps = form_answers(tool, answers, read_steering_words(), world.content.current.texts["tool"])
    said: list[AssistantMessage | RasaError] = []
    for number, answer in enumerate(steps):
        then = answer.then if number <= taken else "Dat past niet. Nog een keer."
        end = an_answer("Klaar.", document=DOCUMENT) if not answer.then else an_answer(then)
        said += [*(an_answer("meer?") for _ in answer.steps[1:]), end]
    return said


@pytest.mark.parametrize(
    ("act", "goal"),
    [
        (TopicChosen("rol/inkoper"), Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/inkoper"))),
        (ToolBegun("kennismaken"), Goal(Intent.START_TOOL, Details(tool="kennismaken"))),
        (Chosen("onderwerp/rol/inkoper"), Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/inkoper"))),
    ],
    ids=str,
)
async def test_what_stands_in_a_list_of_the_channel(world: World, act: Act, goal: Goal) -> None:
    [told] = await world.told(act)
    assert [turn.goal for turn in world.rasa.asked] == [goal]
    assert told == f"Antwoord op: {world.rasa.asked[0].text}"
    assert world.rasa.asked[0].text


@pytest.mark.parametrize("act", [TopicChosen("rol/weg"), ToolBegun("weg"), ToolFilledIn("weg", {})], ids=str)
async def test_what_the_guide_has_no_more_opens_nothing(world: World, act: Act) -> None:
    assert await world.told(act) == [world.say("keuze_weg")]
    assert await world.talk() is None


async def test_a_form_is_answered_whole_and_only_its_end_is_sent(world: World) -> None:
    world.rasa.script = script(world, ANSWERS)
    assert await world.told(ToolFilledIn("kennismaken", ANSWERS)) == ["Klaar."]
    assert world.channel.sent[0].message.documents
    assert ANSWERS["doel"] in [turn.text for turn in world.rasa.asked]


async def test_an_answer_that_is_not_taken_is_where_it_stops(world: World) -> None:
    world.rasa.script = script(world, ANSWERS, taken=1)
    assert await world.told(ToolFilledIn("kennismaken", ANSWERS)) == ["Dat past niet. Nog een keer."]
    assert len(world.rasa.asked) == 3


async def test_a_form_that_was_interrupted_is_gone_on_with_and_no_answer_is_given_twice(world: World) -> None:
    answers = script(world, ANSWERS)
    world.rasa.script = [*answers[:2], TurnFailed("once"), *answers[2:]]
    assert await world.told(ToolFilledIn("kennismaken", ANSWERS)) == []
    world.wait(seconds=10)
    await world.restart()
    await world.settle()
    assert world.channel.texts == ["Klaar."]
    assert len({turn.message_id for turn in world.rasa.asked}) == len(world.rasa.asked) - 1 == len(answers)


async def test_typed_answers_of_a_form_are_masked(world: World) -> None:
    answers = {**ANSWERS, "doel": "bel 06 12 34 56 78"}
    world.rasa.script = script(world, answers)
    await world.told(ToolFilledIn("kennismaken", answers))
    assert not [turn for turn in world.rasa.asked if "34 56" in turn.text]
