"""What the assistant sends stands where it belongs, once, whatever Slack answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.channels.channel import Attachment, NeverSent, SendLater
from api.channels.slack.addresses import Address
from api.documents import PDF
from operations.trial.slack.platform import RETRY_AFTER_SECONDS
from operations.trial.slack.workspace import TEAM, Message, Workspace
from tests.support.channel_messages import ANSWER, CHOSEN, CLARIFICATION, DOCUMENT, LONG_TEXT, MESSAGE_FOR_PERSON
from tests.support.slack_assistant import SlackTrial

pytestmark = pytest.mark.anyio

AMINA, BRAM = "U0AMINA", "U0BRAM"
DIRECT, CHANNEL = "D0AMINA", "C0ALGEMEEN"
IN_DIRECT = Address.in_thread(TEAM, DIRECT, AMINA).to_json()
FILE = Attachment(b"%PDF-1.7", PDF, "profiel.pdf")


@pytest.fixture
async def in_thread(trial: SlackTrial) -> dict[str, str]:
    """The address of a mention in a channel."""
    asked = await trial.platform.say(AMINA, "@zakboek wat is social return?", CHANNEL)
    assert trial.taken_in.last.address == Address.in_thread(TEAM, CHANNEL, AMINA, asked.ts).to_json()
    return trial.taken_in.last.address


def answers(workspace: Workspace, channel: str = DIRECT) -> list[Message]:
    return [one for one in workspace.messages if one.channel == channel and one.user == "U0ZAKBOEK"]


async def test_an_answer_stands_in_the_direct_message(trial: SlackTrial, workspace: Workspace) -> None:
    reference = await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1")
    [answer] = answers(workspace)
    assert reference == f"{DIRECT}/{answer.ts}"
    assert "social return" in answer.text
    assert not answer.thread


async def test_an_answer_to_a_mention_stands_in_its_thread(
    trial: SlackTrial, workspace: Workspace, in_thread: dict[str, str]
) -> None:
    await trial.channel.send(in_thread, ANSWER, attempt_of="1")
    [answer] = answers(workspace, CHANNEL)
    assert answer.thread == in_thread["thread"]
    assert answer in workspace.shown_to(BRAM)


async def test_what_is_for_one_person_alone_is_shown_to_nobody_else_in_a_channel(
    trial: SlackTrial, workspace: Workspace, in_thread: dict[str, str]
) -> None:
    await trial.channel.send(in_thread, MESSAGE_FOR_PERSON, attempt_of="1")
    [shown] = answers(workspace, CHANNEL)
    assert shown in workspace.shown_to(AMINA)
    assert shown not in workspace.shown_to(BRAM)


async def test_documents_and_files_go_to_the_persons_own_talk_which_the_channel_is_told(
    trial: SlackTrial, workspace: Workspace, in_thread: dict[str, str]
) -> None:
    await trial.channel.send(in_thread, DOCUMENT, (FILE,), attempt_of="1")
    await trial.idle()
    message, file = answers(workspace)
    assert "Profiel" in message.text
    assert [one["name"] for one in file.files] == ["profiel.pdf"]
    assert workspace.uploads[file.files[0]["id"]][1] == FILE.content
    [pointer] = answers(workspace, CHANNEL)
    assert pointer.only_for == AMINA
    assert "Profiel" not in pointer.text


async def test_the_answer_to_a_command_is_shown_to_who_asked_alone(trial: SlackTrial, workspace: Workspace) -> None:
    assert await trial.platform.command(AMINA, "wat is social return?") == 200
    await trial.channel.send(trial.taken_in.last.address, ANSWER, attempt_of="1")
    [shown] = answers(workspace, CHANNEL)
    assert shown.only_for == AMINA


async def test_the_answer_to_a_command_goes_to_the_own_talk_when_slacks_address_is_used_up(
    trial: SlackTrial, workspace: Workspace
) -> None:
    await trial.platform.command(AMINA, "wat is social return?")
    for _ in range(6):
        await trial.channel.send(trial.taken_in.last.address, ANSWER)
    assert len(answers(workspace, CHANNEL)) == 5
    assert len(answers(workspace)) == 1


async def test_a_long_text_comes_in_parts_and_its_reference_is_that_of_the_last(
    trial: SlackTrial, workspace: Workspace
) -> None:
    reference = await trial.channel.send(IN_DIRECT, LONG_TEXT, attempt_of="1")
    parts = answers(workspace)
    assert len(parts) == 3
    assert reference.endswith(parts[-1].ts)


async def test_a_chosen_button_is_marked_in_its_place(trial: SlackTrial, workspace: Workspace) -> None:
    reference = await trial.channel.send(IN_DIRECT, CLARIFICATION, attempt_of="1")
    assert await trial.channel.send(IN_DIRECT, CHOSEN, replaces=reference) == reference
    [answer] = answers(workspace)
    assert "Gekozen: Hoe gebruik ik social return?" in answer.text
    assert "actions" not in {block["type"] for block in answer.blocks}


async def test_a_message_that_was_taken_away_is_not_marked(trial: SlackTrial) -> None:
    with pytest.raises(NeverSent):
        await trial.channel.send(IN_DIRECT, CHOSEN, replaces=f"{DIRECT}/1700000000.000001")


async def test_slack_says_how_long_to_wait(trial: SlackTrial, workspace: Workspace) -> None:
    trial.platform.trouble.append(("chat.postMessage", "429"))
    with pytest.raises(SendLater) as refused:
        await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1")
    assert refused.value.seconds == RETRY_AFTER_SECONDS
    await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1", tried_before=True)
    assert len(answers(workspace)) == 1


@pytest.mark.parametrize("wrong", ["500", "never", "internal_error", "an_error_of_next_year"])
async def test_what_passes_is_tried_again_and_said_once(trial: SlackTrial, workspace: Workspace, wrong: str) -> None:
    trial.platform.trouble.append(("chat.postMessage", wrong))
    with pytest.raises(SendLater):
        await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1")
    await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1", tried_before=True)
    assert len(answers(workspace)) == 1


@pytest.mark.parametrize(
    "wrong", ["channel_not_found", "is_archived", "account_inactive", "token_revoked", "missing_scope"]
)
async def test_what_never_passes_is_given_up(trial: SlackTrial, wrong: str) -> None:
    trial.platform.trouble.append(("chat.postMessage", wrong))
    with pytest.raises(NeverSent, match=wrong):
        await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1")


@pytest.mark.parametrize("wrong", ["500", "cut"])
async def test_of_an_attempt_that_was_cut_off_only_what_is_missing_is_sent(
    trial: SlackTrial, workspace: Workspace, wrong: str
) -> None:
    """Also when the process that began it is gone: a channel that was made anew looks in Slack itself."""
    trial.platform.trouble += [("chat.postMessage", ""), ("chat.postMessage", wrong)]
    with pytest.raises(SendLater):
        await trial.channel.send(IN_DIRECT, LONG_TEXT, attempt_of="1")
    trial.channel._done.clear()
    await trial.channel.send(IN_DIRECT, LONG_TEXT, attempt_of="1", tried_before=True)
    parts = [one.text for one in answers(workspace)]
    assert len(parts) == len(set(parts)) == 3


async def test_an_attempt_in_a_talk_of_the_assistant_is_found_again(trial: SlackTrial, workspace: Workspace) -> None:
    thread = await trial.platform.new_talk(AMINA)
    address = Address.in_thread(TEAM, DIRECT, AMINA, thread).to_json()
    trial.platform.trouble.append(("chat.postMessage", "cut"))
    with pytest.raises(SendLater):
        await trial.channel.send(address, ANSWER, attempt_of="1")
    await trial.channel.send(address, ANSWER, attempt_of="1", tried_before=True)
    assert len(answers(workspace)) == 1


async def test_a_file_that_was_sent_is_not_sent_again(trial: SlackTrial, workspace: Workspace) -> None:
    trial.platform.trouble.append(("files.completeUploadExternal", "cut"))
    with pytest.raises(SendLater):
        await trial.channel.send(IN_DIRECT, DOCUMENT, (FILE,), attempt_of="1")
    await trial.channel.send(IN_DIRECT, DOCUMENT, (FILE,), attempt_of="1", tried_before=True)
    assert [bool(one.files) for one in answers(workspace)] == [False, True]


async def test_blocks_that_slack_refuses_go_as_plain_text(trial: SlackTrial, workspace: Workspace) -> None:
    trial.platform.trouble.append(("chat.postMessage", "invalid_blocks"))
    await trial.channel.send(IN_DIRECT, ANSWER, attempt_of="1")
    [answer] = answers(workspace)
    assert not answer.blocks
    assert "Bron: Social return" in answer.text


async def test_nothing_is_sent_where_the_assistant_is_not_installed(trial: SlackTrial) -> None:
    with pytest.raises(NeverSent):
        await trial.channel.send({**IN_DIRECT, "team": "T0ELDERS"}, ANSWER)


async def test_nothing_is_posted_to_an_address_that_is_not_slacks(trial: SlackTrial, workspace: Workspace) -> None:
    address = Address.of_one_person(TEAM, CHANNEL, AMINA, "https://elders.example/commands/1").to_json()
    await trial.channel.send(address, ANSWER)
    assert len(answers(workspace)) == 1


async def test_what_goes_wrong_tells_no_text_and_no_id(trial: SlackTrial) -> None:
    trial.platform.trouble.append(("chat.postMessage", "channel_not_found"))
    with pytest.raises(NeverSent) as refused:
        await trial.channel.send(IN_DIRECT, replace(ANSWER, text="Vraag van Fatima"), attempt_of="poging-1")
    assert not {"Fatima", DIRECT, AMINA, "poging-1", "xoxb"} & set(str(refused.value).split())
    assert "Fatima" not in str(refused.value)
