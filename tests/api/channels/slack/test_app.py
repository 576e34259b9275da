"""What Slack sends is stored before it is acknowledged, once, and nothing else comes in."""

from __future__ import annotations

import json
import logging
from urllib.parse import urlencode

import pytest

from api.channels.events import AccessWithdrawn, Chosen, MessageTyped, Place, ToolBegun, ToolFilledIn
from api.channels.messages import ChannelChoice, ChannelMessage
from api.channels.slack.settings import EVENTS_PATH
from operations.trial.slack import payloads
from operations.trial.slack.platform import actions_of
from operations.trial.slack.workspace import BOT, TEAM, Message, Workspace
from tests.support.channel_messages import CLARIFICATION
from tests.support.figures import figure
from tests.support.slack_assistant import MOMENT, SlackTrial

pytestmark = pytest.mark.anyio

AMINA, DIRECT, CHANNEL = "U0AMINA", "D0AMINA", "C0ALGEMEEN"
SECRET_QUESTION = "mijn geheime vraag"  # noqa: S105


def a_message(text: str = SECRET_QUESTION, event_id: str = "Ev1") -> bytes:
    event = payloads.message_event(Message(DIRECT, "17.1", AMINA, text), "message")
    return json.dumps(payloads.envelope(event, event_id, MOMENT)).encode()


async def status_of(trial: SlackTrial, body: bytes, headers: dict[str, str]) -> int:
    answer = await trial.client.post(EVENTS_PATH, content=body, headers={"Content-Type": "application/json", **headers})
    return answer.status_code


async def test_what_somebody_types_is_stored_before_it_is_acknowledged(trial: SlackTrial) -> None:
    await trial.platform.say(AMINA, "wat is social return?")
    assert trial.platform.statuses == [200]
    assert trial.taken_in.last.act == MessageTyped("wat is social return?")


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(trial: SlackTrial) -> None:
    trial.taken_in.is_away = True
    await trial.platform.say(AMINA, "wat is social return?")
    assert trial.platform.statuses == [500] * 4
    trial.taken_in.is_away = False
    await trial.platform.say(AMINA, "en voor ondernemers?")
    assert trial.platform.statuses[4:] == [200]


async def test_fifty_repeats_are_one_event(trial: SlackTrial) -> None:
    body = a_message()
    for number in range(50):
        again = {"X-Slack-Retry-Num": str(number)}
        assert await status_of(trial, body, {**trial.platform.signature(body), **again}) == 200
    assert len(trial.taken_in.events) == 1


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_an_old_signature_is_refused(trial: SlackTrial, seconds: int) -> None:
    body = a_message()
    assert await status_of(trial, body, trial.platform.signature(body, MOMENT + seconds)) == 401
    assert not trial.taken_in.events


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": str(int(MOMENT))},
        {
            "X-Slack-Signature": "v0=é".encode("latin-1").decode("latin-1"),
            "X-Slack-Request-Timestamp": str(int(MOMENT)),
        },
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": "gisteren"},
    ],
)
async def test_a_forged_signature_is_refused_and_counted_without_what_was_typed(
    trial: SlackTrial, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = figure("zakboek_channel_events_refused_total", channel="slack", kind="not_authentic")
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = await trial.client.post(EVENTS_PATH, content=a_message(), headers=encoded)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert trial.channel.counted["not signed by Slack, or too long ago"] == 1
    assert figure("zakboek_channel_events_refused_total", channel="slack", kind="not_authentic") == before + 1
    assert SECRET_QUESTION not in caplog.text
    assert not trial.taken_in.events


async def test_a_body_that_was_changed_is_refused(trial: SlackTrial) -> None:
    headers = trial.platform.signature(a_message())
    assert await status_of(trial, a_message("iets anders"), headers) == 401


@pytest.mark.parametrize("body", [b"{", b"[1]", b"[" * 100_000, b"\xff\xfe", b"payload=%7B"])
async def test_a_signed_body_of_another_shape_is_refused(trial: SlackTrial, body: bytes) -> None:
    signed = trial.platform.signature(body) if body != b"\xff\xfe" else {}
    assert await status_of(trial, body, signed) in (400, 401)


async def test_nothing_that_was_typed_is_logged(trial: SlackTrial, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await trial.platform.say(AMINA, SECRET_QUESTION)
    await trial.platform.command(AMINA, SECRET_QUESTION)
    trial.taken_in.is_away = True
    await trial.platform.command(AMINA, SECRET_QUESTION)
    await trial.channel.send(trial.taken_in.last.address, CLARIFICATION)
    assert SECRET_QUESTION not in caplog.text
    assert "xoxb-" not in caplog.text
    assert AMINA not in caplog.text


async def test_the_address_is_proved_to_slack(trial: SlackTrial) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "proef"}).encode()
    headers = {"Content-Type": "application/json", **trial.platform.signature(body)}
    answer = await trial.client.post(EVENTS_PATH, content=body, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"challenge": "proef"})


async def test_the_assistants_own_messages_and_other_programs_are_left_alone(trial: SlackTrial) -> None:
    own = payloads.message_event(Message(DIRECT, "17.1", "", "hoi"), "message") | {"bot_id": BOT}
    other = payloads.message_event(Message(DIRECT, "17.2", "U9", "hoi"), "message") | {"bot_id": "B9"}
    for event in (own, other):
        await trial.platform.tell(event)
    assert trial.platform.statuses == [200, 200]
    assert not trial.taken_in.events
    assert trial.channel.counted["of another program"] == 1


@pytest.mark.parametrize("kind", ["reaction_added", "team_join", "message.im", "nieuw_in_2030"])
async def test_no_event_of_slack_is_answered_with_404(trial: SlackTrial, kind: str) -> None:
    await trial.platform.tell({"type": kind})
    assert trial.platform.statuses == [200]


@pytest.mark.parametrize(
    "payload", [{"type": "block_suggestion"}, {"type": "view_closed", "view": {}}, {"type": "nieuw"}]
)
async def test_nothing_else_of_slack_is_answered_with_404(trial: SlackTrial, payload: dict[str, object]) -> None:
    assert await trial.platform.send_payload({"team": {"id": TEAM}, "user": {"id": AMINA}, **payload}) == 200


async def test_an_event_of_a_workspace_without_the_assistant_goes_no_further(trial: SlackTrial) -> None:
    event = payloads.message_event(Message(DIRECT, "17.1", AMINA, "hoi"), "message")
    foreign = {**payloads.envelope(event, "Ev1", MOMENT), "team_id": "T9", "authorizations": [{"team_id": "T9"}]}
    body = json.dumps(foreign).encode()
    assert await status_of(trial, body, trial.platform.signature(body)) == 200
    assert not trial.taken_in.events


async def test_slack_may_be_away_when_an_event_comes(trial: SlackTrial) -> None:
    calls = len(trial.platform.calls)
    await trial.platform.say(AMINA, "wat is social return?")
    assert len(trial.platform.calls) == calls


@pytest.mark.parametrize("text", ["wat is payload", "wat is een payload=x", "pay load"])
async def test_a_command_is_read_whatever_words_stand_in_it(trial: SlackTrial, text: str) -> None:
    assert await trial.platform.command(AMINA, text) == 200
    assert trial.taken_in.last.act == MessageTyped(text)


async def test_a_button_that_is_clicked_is_stored_and_acknowledged(trial: SlackTrial, workspace: Workspace) -> None:
    await trial.platform.say(AMINA, "iets met inkoop")
    await trial.channel.send(trial.taken_in.last.address, CLARIFICATION)
    answer = workspace.messages[-1]
    assert await trial.platform.click(AMINA, answer, actions_of(answer.blocks)["Hoe gebruik ik social return?"]) == 200
    assert trial.taken_in.last.act == Chosen("keuze-2", f"{DIRECT}/{answer.ts}")


async def test_a_button_that_cannot_be_stored_is_told_so_by_slack(trial: SlackTrial, workspace: Workspace) -> None:
    await trial.platform.say(AMINA, "iets met inkoop")
    await trial.channel.send(trial.taken_in.last.address, CLARIFICATION)
    trial.taken_in.is_away = True
    answer = workspace.messages[-1]
    assert await trial.platform.click(AMINA, answer, actions_of(answer.blocks)["Iets anders"]) == 500


async def test_in_a_talk_of_the_assistant_questions_are_suggested_and_work_is_shown(
    trial: SlackTrial, workspace: Workspace
) -> None:
    thread = await trial.platform.new_talk(AMINA)
    await trial.idle()
    assert 1 <= len(workspace.prompts[thread]) <= 4
    await trial.platform.say(AMINA, workspace.prompts[thread][0]["message"], thread=thread)
    await trial.idle()
    assert workspace.statuses[thread] == "zoekt het op in het Zakboek"
    await trial.channel.send(trial.taken_in.last.address, CLARIFICATION)
    assert thread not in workspace.statuses


async def test_what_is_done_beside_the_answers_may_fail(trial: SlackTrial, workspace: Workspace) -> None:
    trial.platform.trouble += [("assistant.threads.setSuggestedPrompts", "never"), ("views.publish", "500")]
    await trial.platform.new_talk(AMINA)
    await trial.platform.open_home(AMINA)
    await trial.idle()
    assert trial.platform.statuses == [200, 200]


async def test_the_home_tab_shows_what_the_assistant_can_do(trial: SlackTrial, workspace: Workspace) -> None:
    await trial.platform.open_home(AMINA)
    await trial.idle()
    clickable = actions_of(workspace.homes[AMINA]["blocks"])
    assert {"Kennismaken, stap voor stap", "Kennismaken, als formulier", "Wis al mijn gesprekken"} <= set(clickable)
    assert await trial.platform.click_home(AMINA, clickable["Kennismaken, stap voor stap"]) == 200
    assert trial.taken_in.last.act == ToolBegun("kennismaken")
    assert trial.taken_in.last.place.room == DIRECT


async def test_a_tool_is_filled_in_as_a_form(trial: SlackTrial, workspace: Workspace) -> None:
    await trial.platform.open_home(AMINA)
    await trial.idle()
    await trial.platform.click_home(AMINA, actions_of(workspace.homes[AMINA]["blocks"])["Kennismaken, als formulier"])
    assert not trial.taken_in.events
    form = workspace.forms[AMINA]
    assert form["title"]["text"] == "Kennismaken"
    assert await trial.platform.submit(AMINA, {"doel": {"antwoord": {"value": "Minder afval"}}}) == 200
    assert trial.taken_in.last.act == ToolFilledIn("kennismaken", {"doel": "Minder afval"})


async def test_a_tool_that_is_offered_in_a_channel_is_filled_in_there_as_a_form(
    trial: SlackTrial, workspace: Workspace
) -> None:
    asked = await trial.platform.say(AMINA, "@zakboek wat is Kennismaken?", CHANNEL)
    offer = ChannelMessage("1", "Een tool.", choices=(ChannelChoice("k1", "Loop de vragen door", "kennismaken"),))
    await trial.channel.send(trial.taken_in.last.address, offer)
    answer = workspace.messages[-1]
    await trial.platform.click(AMINA, answer, actions_of(answer.blocks)["Loop de vragen door, als formulier"])
    await trial.platform.submit(AMINA, {"doel": {"antwoord": {"value": "Minder afval"}}})
    event = trial.taken_in.last
    assert event.act == ToolFilledIn("kennismaken", {"doel": "Minder afval"})
    assert event.place == Place(TEAM, f"{CHANNEL}:{asked.ts}", AMINA)
    assert event.address["thread"] == asked.ts


@pytest.mark.parametrize("wrong", ["500", "expired_trigger_id", "never"])
async def test_a_form_that_does_not_open_is_begun_step_by_step(
    trial: SlackTrial, workspace: Workspace, wrong: str
) -> None:
    await trial.platform.open_home(AMINA)
    await trial.idle()
    trial.platform.trouble.append(("views.open", wrong))
    await trial.platform.click_home(AMINA, actions_of(workspace.homes[AMINA]["blocks"])["Kennismaken, als formulier"])
    assert trial.taken_in.last.act == ToolBegun("kennismaken")


async def test_a_form_that_cannot_be_stored_stays_open(trial: SlackTrial, workspace: Workspace) -> None:
    await trial.platform.open_home(AMINA)
    await trial.idle()
    await trial.platform.click_home(AMINA, actions_of(workspace.homes[AMINA]["blocks"])["Kennismaken, als formulier"])
    trial.taken_in.is_away = True
    assert await trial.platform.submit(AMINA, {}) == 500
    assert AMINA in workspace.forms


async def test_the_shortcut_on_a_message_asks_about_it(trial: SlackTrial) -> None:
    said = await trial.platform.say("U0BRAM", "Wat is SROI?", CHANNEL)
    assert await trial.platform.shortcut(AMINA, said) == 200
    assert trial.taken_in.last.act == MessageTyped("Wat is SROI?")


async def test_a_channel_is_read_only_where_the_assistant_is_mentioned(trial: SlackTrial) -> None:
    await trial.platform.say(AMINA, "Zullen we lunchen?", CHANNEL)
    assert not trial.taken_in.events


async def test_an_uninstall_takes_the_token_away_and_is_told(trial: SlackTrial) -> None:
    await trial.platform.uninstall()
    assert trial.taken_in.last.act == AccessWithdrawn()
    assert await trial.channel.client_of(TEAM) is None


async def test_two_hundred_events_at_once_are_all_stored(trial: SlackTrial) -> None:
    for number in range(200):
        body = a_message(f"vraag {number}", f"Ev{number}")
        assert await status_of(trial, body, trial.platform.signature(body)) == 200
    assert len(trial.taken_in.events) == 200


async def test_a_command_of_another_app_is_acknowledged_and_counted(trial: SlackTrial) -> None:
    body = urlencode({**payloads.command(AMINA, CHANNEL, "x", "t1", ""), "command": "/anders"}).encode()
    assert await trial.platform.send(body, "application/x-www-form-urlencoded") == 200
    assert trial.channel.counted["a command of another app"] == 1
