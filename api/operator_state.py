"""How the assistant stands now, gathered once for all that tells it to the operator: `/readyz` and `/metrics`."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.datastructures import State

from api.conversations.rasa_client import RasaError
from api.failed_starts import read_failed_starts
from api.store.errors import StoreUnavailable
from runtime.log_counts import ERRORS_OF_LAST_HOUR
from runtime.process_memory import resident_bytes


@dataclass(frozen=True)
class StoredState:
    """What the database tells."""

    deletions_waiting: int
    outbox_waiting: int
    deliveries: dict[str, Any]
    """Messages to municipalities that were not taken: `waiting` by slug, and how many were `given_up`."""

    channel_work: dict[str, Any]
    """Empty where no channel is on."""


@dataclass(frozen=True)
class OperatorState:
    """Nothing in it tells what anybody typed, or who."""

    missing: list[str]
    """Parts that do not answer: rasa, or of it model, actions and store; database; door, while it stops."""

    failed_starts: dict[str, int]
    content_is_current: bool
    queue: dict[str, int]
    errors_last_hour: dict[str, int]
    """By process; that of Rasa only while it answers."""

    memory_bytes: dict[str, int]
    storage: dict[str, int]
    last_retention: datetime | None
    model: dict[str, Any] | None = None
    engines_in_use: Mapping[str, bool] = field(default_factory=dict)
    """Whether each of several engines of Rasa is, and not left out, by its host and port; empty where there is one."""

    redis_answers: bool | None = None
    """None where limits count in each door by its settings."""

    stored: StoredState | None = field(default=None)
    """None while the database cannot be used, and where it was not asked."""


async def operator_state(state: State, with_stored: bool) -> OperatorState:
    """Ask every part of the app with this `state`; what is `stored` takes the database some work."""
    model, missing, rasa = await _rasa(state)
    database_is_there = await state.probe.can_store()
    if not database_is_there:
        missing.append("database")
    if state.turns.is_closed:  # it stops, and takes in no new messages
        missing.append("door")
    disk = shutil.disk_usage(state.settings.var_dir)
    return OperatorState(
        missing,
        read_failed_starts(state.settings.var_dir),
        state.content.problem is None,
        {"waiting": state.turns.waiting, "at_rasa": state.turns.at_rasa},
        _by_process("errors_last_hour", ERRORS_OF_LAST_HOUR.count(), rasa),
        _by_process("memory_bytes", resident_bytes(), rasa),
        {"free_bytes": disk.free, "size_bytes": disk.total},
        state.conversations.deletion.last_run,
        model,
        state.rasa.engines_in_use,
        await state.counts.are_shared(),
        await _stored(state) if with_stored and database_is_there else None,
    )


async def _rasa(state: State) -> tuple[dict[str, Any] | None, list[str], dict[str, Any]]:
    """The model's card, what is missing of Rasa, and what it says of itself."""
    try:
        status = await state.rasa.status()
    except RasaError:
        return None, ["rasa"], {}
    return status["model"], [part for part in ("model", "actions", "store") if not status[part]], status


async def _stored(state: State) -> StoredState | None:
    worker = state.outbox_worker
    try:
        return StoredState(
            await state.conversations.deletion.waiting(),
            await worker.size(),
            {"waiting": await worker.waiting(), "given_up": worker.given_up},
            await state.channels.state() if state.channels.names else {},
        )
    except StoreUnavailable:
        return None


def _by_process(name: str, of_door: int, rasa: dict[str, Any]) -> dict[str, int]:
    return {"door": of_door, **({"rasa": int(rasa[name])} if name in rasa else {})}
