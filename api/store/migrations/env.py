"""Alembic's way to the database; the address comes from `api.store.database.migrate`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import NullPool, create_engine

from api.store.dialect import dialect_of, url_of
from api.store.tables import Base

url = url_of(context.config.get_main_option("sqlalchemy.url", ""))
engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        dialect_of(url).before_tables_change(connection)
        context.run_migrations()
engine.dispose()
