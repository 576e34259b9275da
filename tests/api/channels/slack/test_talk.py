"""A whole talk in Slack, through the door as it is served, with a Rasa that says what it is told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from content.guided_tools.commands import read_steering_words
from content.guided_tools.form import form_answers
from content.live import LiveContent
from operations.trial.slack.platform import Platform, actions_of
from operations.trial.slack.workspace import Message, Workspace
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.slack_assistant import slack_door

pytestmark = pytest.mark.anyio

AMINA, BRAM = "U0AMINA", "U0BRAM"
DIRECT, CHANNEL = "D0AMINA", "C0ALGEMEEN"


@pytest.fixture
async def platform(var_dir: Path, content: LiveContent, rasa: FakeRasa) -> AsyncIterator[Platform]:
    async with slack_door(var_dir, content, rasa) as running:
        yield running


def answers(workspace: Workspace, channel: str = DIRECT) -> list[Message]:
    return [one for one in workspace.messages if one.channel == channel and one.user == "U0ZAKBOEK"]


async def answer_of(platform: Platform, number: int = 1, channel: str = DIRECT) -> Message:
    await platform.until(lambda workspace: len(answers(workspace, channel)) >= number)
    return answers(platform.workspace, channel)[number - 1]


async def test_a_question_in_a_direct_message_is_answered_there(platform: Platform) -> None:
    await platform.say(AMINA, "wat is social return?")
    assert "Antwoord op: wat is social return?" in (await answer_of(platform)).text


async def test_a_question_in_a_channel_is_answered_in_its_thread(platform: Platform) -> None:
    asked = await platform.say(AMINA, "@zakboek wat is social return?", CHANNEL)
    answer = await answer_of(platform, channel=CHANNEL)
    assert answer.thread == asked.ts
    assert "Antwoord op: wat is social return?" in answer.text


async def test_a_choice_is_answered_and_stays_readable(platform: Platform, rasa: FakeRasa) -> None:
    rasa.script = [an_answer("Wat bedoel je?", ["Wat doet een inkoper?", "Iets anders"])]
    await platform.say(AMINA, "iets met inkoop")
    question = await answer_of(platform)
    await platform.click(AMINA, question, actions_of(question.blocks)["Wat doet een inkoper?"])
    await answer_of(platform, 2)
    await platform.until(lambda _: "Gekozen: Wat doet een inkoper?" in question.text)
    assert set(actions_of(question.blocks)) == {"Ja", "Nee"}


async def test_an_answer_comes_though_slack_was_away_when_it_was_to_be_sent(platform: Platform) -> None:
    platform.trouble.append(("chat.postMessage", "cut"))
    await platform.say(AMINA, "wat is social return?")
    await answer_of(platform)
    assert len(answers(platform.workspace)) == 1


async def test_the_command_is_answered_to_who_typed_it_alone(platform: Platform) -> None:
    await platform.command(AMINA, "wat is social return?", CHANNEL)
    answer = await answer_of(platform, channel=CHANNEL)
    assert answer.only_for == AMINA
    assert answer not in platform.workspace.shown_to(BRAM)


async def test_an_answer_can_be_rated(platform: Platform, rasa: FakeRasa) -> None:
    await platform.say(AMINA, "wat is social return?")
    answer = await answer_of(platform)
    await platform.click(AMINA, answer, actions_of(answer.blocks)["Ja"])
    await platform.until(lambda _: "Je vond dit nuttig." in answer.text)


async def test_two_people_in_one_thread_have_talks_of_their_own(platform: Platform) -> None:
    asked = await platform.say(AMINA, "@zakboek wat is social return?", CHANNEL)
    await answer_of(platform, channel=CHANNEL)
    await platform.say(BRAM, "@zakboek en voor ondernemers?", CHANNEL, asked.ts)
    assert "Antwoord op: en voor ondernemers?" in (await answer_of(platform, 2, CHANNEL)).text


async def test_forty_thousand_characters_are_told_to_be_too_many(platform: Platform) -> None:
    await platform.say(AMINA, "waarom " * 5714)
    assert "Dat is te lang voor mij" in (await answer_of(platform)).text


async def test_a_file_is_told_to_be_unreadable(platform: Platform) -> None:
    await platform.say(AMINA, "", files=[{"id": "F1", "name": "plan.pdf"}])
    assert "Ik kan geen bestanden lezen" in (await answer_of(platform)).text


async def test_all_talks_are_deleted_from_the_home_tab(platform: Platform) -> None:
    await platform.say(AMINA, "wat is social return?")
    await answer_of(platform)
    await platform.open_home(AMINA)
    await platform.until(lambda workspace: AMINA in workspace.homes)
    await platform.click_home(AMINA, actions_of(platform.workspace.homes[AMINA]["blocks"])["Wis al mijn gesprekken"])
    assert "zijn bij mij gewist" in (await answer_of(platform, 2)).text


async def test_a_tool_as_a_form_ends_in_its_document(platform: Platform, content: LiveContent, rasa: FakeRasa) -> None:
    await platform.open_home(AMINA)
    await platform.until(lambda workspace: AMINA in workspace.homes)
    home = actions_of(platform.workspace.homes[AMINA]["blocks"])
    await platform.click_home(AMINA, home["Kennismaken, als formulier"])
    now, given = content.current, {"doel": "Minder afval"}
    steps = form_answers(now.guided_tools["kennismaken"], given, read_steering_words(), now.texts["tool"])
    rasa.script = [an_answer(one.then) if one.then else an_answer("Klaar.", document=DOCUMENT) for one in steps]
    await platform.submit(AMINA, {"doel": {"antwoord": {"type": "plain_text_input", "value": given["doel"]}}})
    answer = await answer_of(platform)
    assert "Klaar." in answer.text
    assert "Download “Profiel” (pdf)" in answer.text
    assert given["doel"] in [turn.text for turn in rasa.asked]
