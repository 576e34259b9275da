"""Alembic's way to the database; the address comes from `api.store.database.migrate`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import engine_from_config, pool

from api.store.tables import Base

section = context.config.get_section(context.config.config_ini_section, {})
engine = engine_from_config(section, poolclass=pool.NullPool, hide_parameters=True)
with engine.connect() as connection:
    connection.exec_driver_sql("PRAGMA secure_delete = ON")  # a table made anew leaves nothing of the old one
    connection.commit()  # else the statement above begins the transaction, and nobody ends it
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
