"""The workspaces that the assistant may speak in, with their tokens encrypted at rest.

slack-sdk's own stores keep tokens in plain text, and the old one beside the new after a second installation.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, cast

from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session

from api.store.database import Database, reading, writing
from api.store.named_keys import NamedKeys
from api.store.pseudonyms import Pseudonyms
from api.store.tables import SlackInstallationRow, SlackOAuthStateRow
from api.store.upsert import insert_into

STATE_LIFE = timedelta(minutes=10)
"""How long somebody has to agree in Slack."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Workspace:
    """A workspace with the token to speak in it, and who the assistant is there."""

    team: str
    token: str
    bot_id: str
    bot_user: str


class InstalledWorkspaces(Protocol):
    """Those that the assistant may speak in."""

    async def find(self, team: str) -> Workspace | None:
        """The workspace with this id; None when the assistant is not installed there."""

    async def forget(self, team: str, installed_before: datetime | None = None) -> None:
        """Delete its token; one of a later installation stays."""


class OneWorkspace:
    """The workspace whose token stands in the settings; its names are `known` once Slack has been asked."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.known: Workspace | None = None

    async def find(self, team: str) -> Workspace | None:
        """The one, when it is that."""
        return self.known if self.known is not None and self.known.team == team else None

    async def forget(self, team: str, installed_before: datetime | None = None) -> None:
        """Use the token no more until the next start; it stands in the settings of the operator."""
        if self.known is not None and self.known.team == team:
            self.known = None


class Installations(AsyncInstallationStore):
    """Those that were installed by OAuth: a row each, encrypted with a key that is destroyed with it."""

    def __init__(
        self, database: Database, keys: NamedKeys, pseudonyms: Pseudonyms, now: Callable[[], datetime] = _now
    ) -> None:
        """`now` gives the moment, in UTC."""
        self._database = database
        self._keys = keys
        self._pseudonyms = pseudonyms
        self._now = now

    @property
    def logger(self) -> logging.Logger:
        """As slack-sdk wants it."""
        return logging.getLogger(__name__)

    async def async_save(self, installation: Installation) -> None:
        """Store it, in the place of an earlier one of the same workspace; BoltError when it is of no single one."""
        if installation.team_id is None or installation.bot_token is None or installation.is_enterprise_install:
            raise BoltError("The assistant is installed in one workspace at a time, not in a whole organisation.")
        workspace = Workspace(
            installation.team_id, installation.bot_token, installation.bot_id or "", installation.bot_user_id or ""
        )
        await self._save(workspace)
        await self._database.empty_log()

    @reading
    def find(self, session: Session, team: str) -> Workspace | None:
        """The workspace with this id; None when the assistant is not installed there, or its key is gone."""
        name = self._hashed(team)
        row = session.get(SlackInstallationRow, name)
        cipher = self._keys.find(_key_name(name)) if row is not None else None
        if row is None or cipher is None:
            return None
        return Workspace(**json.loads(cipher.decrypt(row.installation)))

    async def forget(self, team: str, installed_before: datetime | None = None) -> None:
        """Delete its token and the key of it; one that was installed later stays."""
        name = self._hashed(team)
        which = delete(SlackInstallationRow).where(SlackInstallationRow.workspace == name)
        if installed_before is not None:
            which = which.where(SlackInstallationRow.installed_at <= installed_before)
        deleted = await self._database.write(lambda session: cast("CursorResult[Any]", session.execute(which)).rowcount)
        if deleted:
            await self._database.do(self._keys.destroy, _key_name(name))
            await self._database.empty_log()

    @writing
    def _save(self, session: Session, workspace: Workspace) -> None:
        name = self._hashed(workspace.team)
        cipher = self._keys.find_or_create(_key_name(name))
        encrypted, now = cipher.encrypt(json.dumps(asdict(workspace))), self._now()
        new = insert_into(session, SlackInstallationRow).values(
            workspace=name, installation=encrypted, installed_at=now
        )
        session.execute(
            new.on_conflict_do_update(
                index_elements=["workspace"],
                set_={"installation": new.excluded.installation, "installed_at": new.excluded.installed_at},
            )
        )

    def _hashed(self, team: str) -> str:
        return self._pseudonyms.of_workspace("slack", team)


class OAuthStates(AsyncOAuthStateStore):
    """What tells an installation that was begun here from one that somebody else sends a browser to; once each."""

    def __init__(self, database: Database, now: Callable[[], datetime] = _now) -> None:
        """`now` gives the moment, in UTC."""
        self._database = database
        self._now = now

    @property
    def logger(self) -> logging.Logger:
        """As slack-sdk wants it."""
        return logging.getLogger(__name__)

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state; those that are over go."""
        state = secrets.token_urlsafe(32)
        await self._issue(_hash(state))
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it was issued here, is not over, and was not used before."""
        row = SlackOAuthStateRow
        this = delete(row).where(row.state_hash == _hash(state), row.expires_at >= self._now())
        used = await self._database.write(lambda session: cast("CursorResult[Any]", session.execute(this)).rowcount)
        return bool(used)

    @writing
    def _issue(self, session: Session, state_hash: str) -> None:
        now = self._now()
        session.execute(delete(SlackOAuthStateRow).where(SlackOAuthStateRow.expires_at < now))
        session.add(SlackOAuthStateRow(state_hash=state_hash, expires_at=now + STATE_LIFE))


def _key_name(workspace: str) -> str:
    return f"slack/{workspace}"


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
