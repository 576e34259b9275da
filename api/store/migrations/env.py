"""Alembic's way to the database; the address comes from `api.store.database.migrate`."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import async_engine_from_config

from api.store.tables import Base


def _run(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA secure_delete = ON")  # a table made anew leaves nothing of the old one
    connection.commit()  # else the statement above begins the transaction, and nobody ends it
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def _connect_and_run() -> None:
    section = context.config.get_section(context.config.config_ini_section, {})
    engine = async_engine_from_config(section, poolclass=pool.NullPool, hide_parameters=True)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


asyncio.run(_connect_and_run())
