"""The actions in Rasa's own process: rasa-sdk's executor, in the place of the address of an action server.

A call to a server costs a new connection, and another process with all content in it. What goes in and out is made of
JSON here too, so that an action can change nothing of Rasa's, and works the same in a server. An action that hangs is
left in its thread: Rasa goes on, and says so in its status once no thread is free.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import orjson
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bridge.timing import during
from contract.timing import TurnPart

ACTION_TIMEOUT_SECONDS = 10
THREADS = 4

Run = Callable[..., list[dict[str, Any]]]
"""As rasa-sdk runs an action: dispatcher, tracker and domain in, events out."""


class ActionHangs(Exception):
    """An action took longer than it may, or so many do that none can be run."""


class ActionsHere(EndpointConfig):
    """Rasa's endpoint for actions, which runs those of a package here, beside the loop and bounded in time."""

    def __init__(self, package: str = "actions") -> None:
        """Raises SystemExit, as rasa-sdk does, when the package cannot be imported."""
        super().__init__(url="")
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="action")
        self._left: list[Future[Any]] = []
        for name, run in list(self._executor.actions.items()):
            self._executor.actions[name] = self._bounded(name, run)

    @property
    def can_run(self) -> bool:
        """Whether a thread is free of actions that hang."""
        self._left = [running for running in self._left if not running.done()]
        return len(self._left) < THREADS

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """The events and messages of the action that Rasa's call names; raises what the action does, or ActionHangs."""
        with during(TurnPart.ACTION):
            answer = await self._executor.run(orjson.loads(orjson.dumps(kwargs["json"])))
            return orjson.loads(orjson.dumps(answer))

    def _bounded(self, name: str, run: Run) -> Callable[..., Awaitable[list[dict[str, Any]]]]:
        async def bounded(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
            if not self.can_run:
                raise ActionHangs(f"{name} cannot be run: {THREADS} actions hang")
            running = self._threads.submit(run, dispatcher, tracker, domain)
            done = asyncio.wrap_future(running)
            try:
                return await asyncio.wait_for(asyncio.shield(done), ACTION_TIMEOUT_SECONDS)
            except asyncio.TimeoutError:
                if not running.cancel():  # else it had not begun
                    self._left.append(running)
                raise ActionHangs(f"{name} took more than {ACTION_TIMEOUT_SECONDS} s") from None

        return bounded
