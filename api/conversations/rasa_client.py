"""Talks to Rasa over its bridge channel (see `bridge/channel.py`)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp

from api.conversations.rasa_engines import RasaEngines
from api.telemetry.message import add_parts_of_rasa, timed_part
from api.telemetry.traces import trace_header
from contract import timing
from contract.message import AssistantMessage
from contract.turn import END_OF_TURN, Turn

Found = TypeVar("Found")

STATUS_TIMEOUT_SECONDS = 3.0
CONNECT_SECONDS = 2.0
SILENT_SECONDS, ALIVE_TIMEOUT_SECONDS = 2.0, 3.0
"""A turn that lasts so long is waited for while its engine says that it is there, which takes it no time."""
IDLE_SECONDS = 60.0
"""A connection that was idle for so long is not used again; `bridge.server.KEEP_ALIVE_SECONDS` is twice that."""


_IS_JSON = {"Content-Type": "application/json"}

Body = Callable[[], AsyncIterator[bytes] | bytes | None]
"""Makes the body of a request, for each engine that is asked anew."""


def _no_body() -> None:
    return None


class RasaError(Exception):
    """Rasa did not do what it was asked; it can be asked again."""


class RasaUnavailable(RasaError):
    """Rasa cannot be reached, or has no model loaded yet."""


class EngineGone(RasaUnavailable):
    """An engine cannot be reached, did not answer in time, or has no model; another can be asked."""


class TurnFailed(RasaError):
    """Rasa was there but gave no answer to this message."""


class AheadOfStore:
    """How far a message is that Rasa reads while it is stored."""

    def __init__(self) -> None:
        self.may_be_stored = asyncio.Event()
        """Rasa has it, which takes longer to read it than the store to store it; or it waits for a place there."""
        self.is_stored = asyncio.Event()

    async def stored(self) -> None:
        """Let it be stored, and wait until it is."""
        self.may_be_stored.set()
        await self.is_stored.wait()


class RasaClient:
    """One connection pool to all engines of Rasa; all turns of a conversation go to the same one while it answers."""

    def __init__(self, engines: Sequence[str], secret: str, turn_timeout: float) -> None:
        """`engines` are their addresses, in the same order wherever a door asks them; `turn_timeout` in seconds.

        That is longer than the action server's own limit of 10.
        """
        self._engines = RasaEngines([f"{engine}/webhooks/bridge" for engine in engines], self._can_take_turns)
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._turn_timeout = turn_timeout
        self._http: aiohttp.ClientSession | None = None

    @property
    def engines_in_use(self) -> Mapping[str, bool]:
        """Whether each of several engines is, and not left out, by its host and port; nothing where there is one."""
        return self._engines.in_use if len(self._engines.all) > 1 else {}

    async def close(self) -> None:
        """Close the connections."""
        await self._engines.close()
        if self._http is not None:
            await self._http.close()

    @timed_part("rasa")
    async def answer(self, turn: Turn, within: float, ahead: AheadOfStore | None = None) -> AssistantMessage:
        """The dialogue's answer, `within` seconds; asking again with the same message_id gives the same answer.

        What goes `ahead` of its message being stored Rasa only reads until that is done. Raises RasaUnavailable or
        TurnFailed; the message can be sent again after both.
        """
        began, told = time.time_ns(), {"traceparent": trace_header(), **_IS_JSON}
        body = partial(_body_of, json.dumps(turn.to_json()).encode(), ahead)
        answer, headers = await self._ask("POST", turn.conversation_id, "messages", within, body, told)
        add_parts_of_rasa(timing.from_header(headers.get(timing.HEADER, "")), began)
        return AssistantMessage.from_json(answer)

    async def forget(self, conversation_id: str) -> None:
        """Delete everything Rasa keeps of the conversation; raises as `answer` does.

        One engine deletes it; the others that answer are told, since it may have been in their memory.
        """
        path = f"conversations/{conversation_id}"
        await self._ask("DELETE", conversation_id, path, self._turn_timeout)
        others = self._engines.of(conversation_id)[1:]
        told = (self._call("DELETE", f"{engine}/{path}", self._turn_timeout) for engine in others)
        await asyncio.gather(*told, return_exceptions=True)

    async def status(self) -> dict[str, Any]:
        """As `bridge.status.status` says it: true when it is so of each engine in use, and in sum.

        What can take no turns is left out by this too. RasaUnavailable when none answers.
        """
        engines = self._engines.in_service or self._engines.all
        asked = await asyncio.gather(*map(self._status, engines), return_exceptions=True)
        told = {engine: status for engine, status in zip(engines, asked) if not isinstance(status, BaseException)}
        if not told:
            raise RasaUnavailable(f"none of {len(asked)} engines tells how it is: {asked[0]}")
        of_each = [told[engine] for engine in self._engines.in_service if engine in told] or [*told.values()]
        models = [status["model"] for status in of_each]
        return {
            "model": models[0] if all(models) else None,
            **{part: all(status[part] for status in of_each) for part in ("actions", "store")},
            **{count: sum(status[count] for status in told.values()) for count in ("errors_last_hour", "memory_bytes")},
        }

    async def _status(self, engine: str) -> dict[str, Any]:
        try:
            status: dict[str, Any] = (await self._call("GET", f"{engine}/status", STATUS_TIMEOUT_SECONDS))[0]
        except RasaError:
            await self._look_at(engine)
            raise
        if not status["model"]:
            await self._look_at(engine)
        return status

    async def _look_at(self, engine: str) -> None:
        if len(self._engines.all) > 1 and not await self._can_take_turns(engine):
            self._engines.leave_out(engine)

    async def _ask(
        self, method: str, conversation_id: str, path: str, within: float, body: Body = _no_body, headers: Any = None
    ) -> tuple[Any, Mapping[str, str]]:
        """As `_call`, of the engine of a conversation or else of the next that answers, `within` seconds in all."""
        ends, gone = time.monotonic() + within, None
        for engine in self._engines.of(conversation_id):
            if gone is not None and time.monotonic() >= ends:
                break
            call = self._call(method, f"{engine}/{path}", ends - time.monotonic(), body, headers)
            if len(self._engines.all) == 1:
                return await call
            try:
                return await self._watched(engine, call)
            except EngineGone as error:
                self._engines.leave_out(engine)
                gone = error
        raise gone or RasaUnavailable("there is no engine to ask")

    async def _watched(self, engine: str, call: Coroutine[Any, Any, Found]) -> Found:
        """What the call gives; EngineGone when its engine, asked while it is slow or has failed, can take no turns."""
        asked = asyncio.create_task(call)
        try:
            while not (await asyncio.wait([asked], timeout=SILENT_SECONDS))[0]:
                if not await self._can_take_turns(engine):
                    raise EngineGone(f"{engine} says nothing any more")
            return asked.result()
        except TurnFailed as error:
            if await self._can_take_turns(engine):
                raise
            raise EngineGone(str(error)) from error
        finally:
            asked.cancel()

    async def _can_take_turns(self, engine: str) -> bool:
        """Whether it answers, and has a model."""
        try:
            await self._call("GET", f"{engine}/alive", ALIVE_TIMEOUT_SECONDS)
        except (EngineGone, TurnFailed):
            return False
        except RasaError:  # an answer, of another version maybe
            return True
        return True

    async def _call(
        self, method: str, address: str, seconds: float, body: Body = _no_body, headers: Mapping[str, str] | None = None
    ) -> tuple[Any, Mapping[str, str]]:
        """The JSON that comes back within so many `seconds`, None for nothing, and the headers with it.

        It is UTF-8 (RFC 8259): aiohttp's own `json` looks for a character set first, for a sixth of the whole call.
        """
        timeout = aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)
        try:
            async with self._session().request(
                method, address, data=body(), headers=headers, timeout=timeout, allow_redirects=False
            ) as reply:
                if reply.status == HTTPStatus.SERVICE_UNAVAILABLE:
                    raise TurnFailed(await reply.text())
                if reply.status not in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
                    raise RasaUnavailable(f"{method} {address}: {reply.status}")
                found = await reply.read()
                return json.loads(found) if found else None, reply.headers
        except (aiohttp.ClientError, TimeoutError) as error:
            raise EngineGone(f"{method} {address}: {error!r}") from error

    def _session(self) -> aiohttp.ClientSession:
        """Made in the loop that uses it; what people type goes by no proxy that is set up for the internet."""
        if self._http is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
            no_cookies = aiohttp.DummyCookieJar()  # none come: looking for them takes time
            self._http = aiohttp.ClientSession(
                headers=self._headers, connector=connector, cookie_jar=no_cookies, trust_env=False
            )
        return self._http


def _body_of(turn: bytes, ahead: AheadOfStore | None) -> AsyncIterator[bytes] | bytes:
    return turn if ahead is None or ahead.is_stored.is_set() else _body_ahead(turn, ahead)


async def _body_ahead(turn: bytes, ahead: AheadOfStore) -> AsyncIterator[bytes]:
    """The turn, and an end once its message is stored."""
    yield turn + END_OF_TURN
    await ahead.stored()
