"""The assistant is put in a workspace and taken away again, and its token is readable nowhere."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Installation

from api.channels.channel import ChannelError
from api.channels.events import MessageTyped
from api.channels.slack.installations import STATE_LIFE, Installations, OAuthStates, Workspace
from api.channels.slack.settings import CALLBACK_PATH, INSTALL_PATH
from api.store.conversation_keys import ConversationKeys
from api.store.database import Database
from api.store.pseudonyms import Pseudonyms
from content.live import LiveContent
from operations.trial.slack.workspace import BOT, BOT_USER, TEAM
from tests.support.channel_messages import ANSWER
from tests.support.slack_assistant import PUBLIC_URL, SlackTrial, slack_trial

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
TOKEN = "xoxb-een-geheim-van-slack"  # noqa: S105


def installation(token: str = TOKEN, team: str | None = TEAM, whole_organisation: bool = False) -> Installation:
    return Installation(
        team_id=team,
        bot_token=token,
        bot_id=BOT,
        bot_user_id=BOT_USER,
        user_id="U0AMINA",
        is_enterprise_install=whole_organisation,
    )


def readable_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


@pytest.fixture
async def pseudonyms(keys: ConversationKeys) -> Pseudonyms:
    return Pseudonyms.of_store(keys.named)


@pytest.fixture
def installations(database: Database, keys: ConversationKeys, pseudonyms: Pseudonyms) -> Installations:
    return Installations(database, keys.named, pseudonyms, lambda: NOON)


async def test_a_token_is_found_again_by_its_workspace(installations: Installations) -> None:
    await installations.async_save(installation())
    assert await installations.find(TEAM) == Workspace(TEAM, TOKEN, BOT, BOT_USER)
    assert await installations.find("T9") is None


@pytest.mark.sqlite_files
async def test_neither_token_nor_workspace_can_be_read_in_the_files(
    installations: Installations, tmp_path: Path
) -> None:
    await installations.async_save(installation())
    held = await asyncio.to_thread(readable_bytes, tmp_path)
    assert held
    assert TOKEN.encode() not in held
    assert TEAM.encode() not in held


async def test_a_second_installation_takes_the_place_of_the_first(installations: Installations) -> None:
    for token in ("xoxb-oud", "xoxb-nieuw"):
        await installations.async_save(installation(token))
    found = await installations.find(TEAM)
    assert found is not None
    assert found.token == "xoxb-nieuw"  # noqa: S105
    await installations.forget(TEAM)
    assert await installations.find(TEAM) is None


async def test_a_token_that_was_deleted_is_gone_from_the_files_with_its_key(
    installations: Installations, keys: ConversationKeys, pseudonyms: Pseudonyms
) -> None:
    await installations.async_save(installation())
    await installations.forget(TEAM)
    assert keys.named.find(f"slack/{pseudonyms.of_workspace('slack', TEAM)}") is None
    assert await installations.find(TEAM) is None


async def test_an_uninstall_of_before_does_not_take_a_later_installation_away(installations: Installations) -> None:
    await installations.async_save(installation())
    await installations.forget(TEAM, NOON - timedelta(seconds=1))
    assert await installations.find(TEAM) is not None
    await installations.forget(TEAM, NOON + timedelta(seconds=1))
    assert await installations.find(TEAM) is None


@pytest.mark.parametrize("of_no_workspace", [{"team": None}, {"whole_organisation": True}])
async def test_a_whole_organisation_is_refused(
    installations: Installations, of_no_workspace: dict[str, object]
) -> None:
    with pytest.raises(BoltError):
        await installations.async_save(installation(**of_no_workspace))  # type: ignore[arg-type]


async def test_a_state_counts_once_and_for_ten_minutes(database: Database) -> None:
    moment = NOON
    states = OAuthStates(database, lambda: moment)
    first, second = await states.async_issue(), await states.async_issue()
    assert await states.async_consume(first)
    assert not await states.async_consume(first)
    assert not await states.async_consume("een andere")
    moment += STATE_LIFE + timedelta(seconds=1)
    assert not await states.async_consume(second)


async def test_installing_leads_to_slack_and_back(trial: SlackTrial) -> None:
    """The fixture has done it; what comes in then belongs to the workspace."""
    page = await trial.client.get(INSTALL_PATH)
    assert f"{trial.platform.url}oauth/v2/authorize?" in page.text
    assert '<html lang="nl">' in page.text
    assert "<script" not in page.text
    await trial.platform.say("U0AMINA", "wat is social return?")
    assert trial.taken_in.last.act == MessageTyped("wat is social return?")


@pytest.mark.parametrize(
    ("query", "with_cookie", "status"),
    [
        ("?error=access_denied", True, 200),
        ("", True, 400),
        ("?state={state}", False, 400),
        ("?state=verzonnen&code=1", True, 400),
        ("?state={state}", True, 401),
        ("?state={state}&code=verzonnen", True, 401),
    ],
)
async def test_an_installation_that_was_not_begun_here_or_not_agreed_to_is_none(
    trial: SlackTrial, query: str, with_cookie: bool, status: int
) -> None:
    page = await trial.client.get(INSTALL_PATH)
    cookie = page.headers["set-cookie"].partition(";")[0]
    answer = await trial.client.get(
        CALLBACK_PATH + query.format(state=cookie.partition("=")[2]), headers={"Cookie": cookie} if with_cookie else {}
    )
    assert answer.status_code == status
    assert "niet gelukt" in answer.text


async def test_slack_may_be_away_when_somebody_installs(trial: SlackTrial) -> None:
    trial.platform.trouble.append(("oauth.v2.access", "never"))
    page = await trial.client.get(INSTALL_PATH)
    cookie = page.headers["set-cookie"].partition(";")[0]
    answer = await trial.client.get(
        CALLBACK_PATH, params={"state": cookie.partition("=")[2], "code": "1"}, headers={"Cookie": cookie}
    )
    assert answer.status_code == 502


async def test_the_app_is_tried_at_the_start(trial: SlackTrial) -> None:
    await trial.channel.check()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("invalid_client_id", "ZAKBOEK_SLACK_CLIENT_ID"),
        ("bad_client_secret", "ZAKBOEK_SLACK_CLIENT_SECRET"),
        ("never", "cannot be tried"),
        ("500", "cannot be tried"),
    ],
)
async def test_what_is_wrong_with_the_app_is_told_at_the_start(trial: SlackTrial, wrong: str, told: str) -> None:
    trial.platform.trouble.append(("oauth.v2.access", wrong))
    with pytest.raises(ChannelError, match=told):
        await trial.channel.check()


async def test_the_token_of_one_workspace_needs_no_installation(
    content: LiveContent, database: Database, keys: ConversationKeys
) -> None:
    async with slack_trial(content, database, keys, bot_token=TOKEN) as trial:
        with pytest.raises(ChannelError, match="ZAKBOEK_SLACK_BOT_TOKEN"):
            await trial.channel.check()
        trial.platform.workspace.tokens[TOKEN] = frozenset({"chat:write", "im:history"})
        await trial.channel.check()
        assert (await trial.client.get(f"{PUBLIC_URL}{INSTALL_PATH}")).status_code == 404
        await trial.platform.say("U0AMINA", "wat is social return?")
        await trial.channel.send(trial.taken_in.last.address, ANSWER)
        assert trial.platform.workspace.messages[-1].user == BOT_USER
