"""The connection to the database, and its migrations."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

Sessions = async_sessionmaker[AsyncSession]

MIGRATIONS = Path(__file__).parent / "migrations"


async def open_database(url: str) -> tuple[AsyncEngine, Sessions]:
    """Bring the database at `url` up to date and open it; creates an SQLite file's folder."""
    database = make_url(url).database
    if url.startswith("sqlite") and database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, url)
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    return engine, async_sessionmaker(engine, expire_on_commit=False)


async def empty_log(sessions: Sessions) -> None:
    """Take what was deleted out of SQLite's write-ahead log too; nothing to do elsewhere."""
    async with sessions() as session:
        if session.get_bind().dialect.name == "sqlite":
            await session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def migrate(url: str) -> None:
    """Apply every migration that the database at `url` has not had yet."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")


def _set_up_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")  # else deleting a conversation leaves its messages
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.execute("PRAGMA secure_delete = ON")  # what was deleted is not left in the file
    cursor.close()
