"""The public door as one app: API, pages, health. Served by `api.server`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta

from fastapi import Depends, FastAPI
from starlette.types import ASGIApp

from api import health, metrics, pages
from api.channels.channel import ChannelError, CreateChannel
from api.channels.channels import CHANNELS, Channels
from api.conversations.deletion_words import DeletionWords
from api.conversations.rasa_client import RasaClient
from api.conversations.retention import Retention
from api.conversations.service import ConversationService
from api.conversations.turn_queue import TurnQueue
from api.delivery.outbox_worker import OutboxWorker
from api.delivery.ways import usable_ways
from api.embed import demo, script, settings_page
from api.embed.sites import Sites
from api.error_handlers import add_error_handlers
from api.limits.counts import Counts, ProcessCounts, UnusableCounts
from api.limits.hash_keys import SHARED_NAME, HashKeys
from api.limits.limiter import Limiter
from api.limits.requests import count_request
from api.limits.senders import Senders
from api.log_bound import log_handler
from api.masking.masker import Masker
from api.middleware import KnownHosts, LateRefusals, RequestBounds, SafeHeaders
from api.problems import problem_response
from api.settings import Settings, SettingsError, load_settings, unknown_settings
from api.store.conversation_keys import ConversationKeys, open_keys, usable_master_keys
from api.store.conversations import ConversationStore
from api.store.database import check_database, open_database
from api.store.encryption_of_earlier import encrypt_earlier
from api.store.master_keys import MasterKeyError
from api.store.outbox import Outbox
from api.store.probe import StoreProbe
from api.telemetry.instruments import BUILD
from api.telemetry.requests import Measured
from api.telemetry.traces import NOT_BY_FASTAPI, TRACES
from api.v1.app import create_v1
from api.v1.cors import Cors
from api.version import VERSION
from content.live import LiveContent
from content.paths import DATA
from content.phrase_lists import PhraseListsError
from content.problems import ContentError
from runtime.log import keep_text_out
from runtime.log_counts import ERRORS_OF_LAST_HOUR
from runtime.postgresql_database import UnusableDatabase
from runtime.sqlite_file import UnusableFile, make_private

logger = logging.getLogger(__name__)

CANNOT_SERVE = (
    *(SettingsError, ContentError, PhraseListsError),
    *(UnusableFile, UnusableDatabase, UnusableCounts, MasterKeyError, ChannelError),
)
"""What keeps the assistant from serving: each says in a line what is wrong, where, and what to do."""

LIBRARIES_THAT_LOG_INPUT = ("aiohttp", "httpx", "httpcore", "python_multipart", "sqlalchemy")
"""Below WARNING they log addresses, parameters of statements or parts of a form."""


class Door(FastAPI):
    """An app whose answers are counted and have the safe headers, also Starlette's own after an unexpected error."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put them around all else."""
        settings: Settings = self.state.settings
        by_tls = settings.public_url is not None and settings.public_url.scheme == "https"
        return Measured(SafeHeaders(LateRefusals(super().build_middleware_stack()), by_tls))


def create_app(
    settings: Settings | None = None,
    content: LiveContent | None = None,
    rasa: RasaClient | None = None,
    channels_made_by: Mapping[str, CreateChannel] = CHANNELS,
) -> FastAPI:
    """Build the app; what it raises when it cannot serve, with a line for the operator, stands in `CANNOT_SERVE`.

    So does what ends its start. What is left out is made here.
    """
    settings = settings or load_settings()
    _set_up_log(settings.log_level, settings.log_format)
    os.umask(0o077)
    check_database(settings.database)
    if settings.redis_url is not None:
        from api.limits.shared_counts import check_redis

        check_redis(settings.redis_url.get_secret_value())
    make_private(settings.var_dir)
    master_keys = usable_master_keys(settings)
    content = content or LiveContent(
        replace(DATA, municipalities=settings.gemeenten_dir, guided_tools=settings.tools_dir)
    )
    masker = Masker.read(DATA.personal_data, content.current.municipalities.register.names)
    for line in unknown_settings().values():
        logger.warning("%s", line)
    v1, sites = create_v1(settings, content), Sites(settings, content)
    turns = TurnQueue(settings.turns_at_once, settings.turn_timeout)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            TRACES.set_up()
            stack.callback(TRACES.shut_down)
            database = await open_database(settings.database, settings.database_connections)
            stack.push_async_callback(database.close)
            rasa_client = rasa or RasaClient(
                settings.rasa_engines, settings.bridge_secret.get_secret_value(), settings.turn_timeout
            )
            stack.push_async_callback(rasa_client.close)
            keys = stack.enter_context(open_keys(settings.keys, master_keys, settings.database_connections))
            await database.do(encrypt_earlier, database.sessions, keys)
            hash_keys = await database.do(_hash_keys, settings, keys)
            counts = await stack.enter_async_context(_counts(settings, hash_keys))
            limiter = Limiter(settings, counts)
            app.state.counts = counts
            app.state.limiter = v1.state.limiter = limiter
            app.state.senders = v1.state.senders = Senders(hash_keys.senders)
            ways = usable_ways(settings, content)
            conversations = ConversationService(
                ConversationStore(database, keys),
                rasa_client,
                content,
                turns,
                list(ways),
                settings.max_text_length,
                masker,
                Retention(settings.retention_days),
                DeletionWords.read(DATA.deletion),
                limiter,
            )
            outbox_worker = OutboxWorker(Outbox(database, keys), content, ways, timedelta(days=settings.delivery_days))
            app.state.rasa, app.state.outbox_worker = rasa_client, outbox_worker
            app.state.probe = StoreProbe(database)
            app.state.conversations = v1.state.conversations = conversations
            try:
                await stack.enter_async_context(channels.open(conversations, limiter, database, keys))
            except CANNOT_SERVE as error:
                app.state.cannot_serve = str(error)
                raise
            work = [
                asyncio.create_task(conversations.catch_up_forever()),
                asyncio.create_task(conversations.deletion.run_forever()),
                asyncio.create_task(outbox_worker.deliver_forever()),
                asyncio.create_task(database.empty_log_forever()),
            ]
            yield
            for task in work:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    app = Door(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, telemetry=NOT_BY_FASTAPI)
    channels = app.state.channels = Channels(app, settings, content, channels_made_by)
    app.state.settings, app.state.turns, app.state.cannot_serve = settings, turns, ""
    app.state.content = v1.state.content = content
    v1.state.sites = sites
    app.add_middleware(RequestBounds, respond=pages.problem_page)
    app.add_middleware(KnownHosts, names=settings.known_hosts, respond=pages.problem_page)
    add_error_handlers(app, pages.problem_page)
    add_error_handlers(v1, problem_response)
    app.mount("/v1", Cors(v1, sites))  # first: a request is compared with each route until one is its own
    app.include_router(health.router)
    if settings.metrics_token is not None:
        app.include_router(metrics.router)
    BUILD.info({"version": VERSION})
    for page in (pages, script):
        app.include_router(page.router)
    for page in (settings_page, demo):
        app.include_router(page.router, dependencies=[Depends(count_request)])
    app.mount("/static", pages.static_files)
    return app


def _hash_keys(settings: Settings, keys: ConversationKeys) -> HashKeys:
    """The same for all doors that count together."""
    if settings.redis_url is None:
        return HashKeys.of_this_door()
    return HashKeys.derived(keys.named.find_or_create(SHARED_NAME).key)


@contextlib.asynccontextmanager
async def _counts(settings: Settings, hash_keys: HashKeys) -> AsyncIterator[Counts]:
    """Those of all doors together, where the settings say so."""
    if settings.redis_url is None:
        yield ProcessCounts()
        return
    from api.limits.shared_counts import open_shared_counts

    async with open_shared_counts(settings.redis_url.get_secret_value(), hash_keys.counts) as counts:
        yield counts


def _set_up_log(level: str, form: str) -> None:
    """First of all, so that nothing is logged without its bounds."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", handlers=[log_handler(form)])
    logging.getLogger().addHandler(ERRORS_OF_LAST_HOUR)
    keep_text_out()
    for library in LIBRARIES_THAT_LOG_INPUT:
        logging.getLogger(library).setLevel(logging.WARNING)
