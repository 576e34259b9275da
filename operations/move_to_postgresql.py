"""`python -m operations.move_to_postgresql`: all conversations and their keys from SQLite files to a PostgreSQL server.

The files are those of the settings in force; where they go stands in TO_DATABASE_URL and TO_KEYS_URL. The assistant
stands still meanwhile, since the files are locked against it. They stay as they are, and what is copied stands on the
server all at once or not at all, so that it can be begun again.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
from pydantic import SecretStr, ValidationError
from sqlalchemy import Connection, Engine, MetaData, StaticPool, Table, create_engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from api.main import CANNOT_SERVE
from api.settings import Settings, SettingsError, load_settings
from api.store.conversation_keys import check_apart, check_keys, usable_master_keys
from api.store.copying import copy_rows
from api.store.database import check_database, engine_of, make_tables, migrate
from api.store.dialect import dialect_of, url_of
from api.store.key_tables import KeysBase
from api.store.master_keys import MasterKeys
from api.store.tables import Base, ConversationRow

TO_DATABASE, TO_KEYS = "TO_DATABASE_URL", "TO_KEYS_URL"
AT_ONCE = 2000


class CannotMove(Exception):
    """It cannot be copied, and nothing was; one line that says what is in the way and what to do."""


def main() -> int:
    """Copy all, and say what to set; 1 with a last line when it cannot be done, and the server holds nothing of it."""
    try:
        print(move(load_settings(), os.environ))
    except (CannotMove, *CANNOT_SERVE) as error:
        print(f"Zakboek assistant: {error}", file=sys.stderr)
        return 1
    return 0


def move(settings: Settings, environment: Mapping[str, str]) -> str:
    """What was copied and what to set now; CannotMove, or one of CANNOT_SERVE."""
    target = _target(settings, environment)
    to_database, to_keys = target.database_url.get_secret_value(), target.keys_url.get_secret_value()
    files = [_file(settings.database), _file(settings.keys)]
    check_database(settings.database)
    master_keys = usable_master_keys(settings)
    check_apart(to_keys, to_database)
    for address in (to_database, to_keys):
        check_database(address)
    with contextlib.ExitStack() as stack:
        talks, keys = (stack.enter_context(_locked(file)) for file in files)
        _check_up_to_date(talks, files[0])
        migrate(to_database)
        new_talks = stack.enter_context(_writing(to_database, Base.metadata))
        new_keys = stack.enter_context(_writing(to_keys, KeysBase.metadata))
        _check_empty(new_talks, Base.metadata, to_database)
        _take_back(new_keys, keys, to_keys)
        told = [*_copied(talks, new_talks, Base.metadata), *_copied(keys, new_keys, KeysBase.metadata)]
        new_keys.commit()  # first: a conversation without its key would be deleted as unreadable
        new_talks.commit()
    check_keys(to_keys, to_database, master_keys)
    return "\n".join([*told, "", *_what_to_set(settings, to_database, to_keys, master_keys, files)])


def _target(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """The settings as they will be."""
    addresses = {"database_url": environment.get(TO_DATABASE, ""), "keys_url": environment.get(TO_KEYS, "")}
    if not all(address.startswith("postgresql") for address in addresses.values()):
        raise CannotMove(
            f"Set {TO_DATABASE} and {TO_KEYS} to the addresses of two empty databases on the server, as "
            "docs/operators/postgresql.md has them."
        )
    try:
        secret = {name: SecretStr(address) for name, address in addresses.items()}
        return Settings.model_validate({**settings.model_dump(), **secret})
    except ValidationError:
        raise SettingsError(
            f"{TO_DATABASE} or {TO_KEYS} cannot be read; expected: an address that begins with postgresql+psycopg://"
        ) from None


def _file(address: str) -> Path:
    url = url_of(address)
    file = Path(url.database or "")
    if url.get_backend_name() != "sqlite":
        raise CannotMove("The settings in force name PostgreSQL already. Take those of before, with the SQLite files.")
    if not file.exists():
        raise CannotMove(f"There is no file {file}. Take the settings with which the assistant was run.")
    return file


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[Connection]:
    """A connection that keeps every other program away from the file; CannotMove when one has it open."""
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=StaticPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            try:
                connection.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")
                connection.exec_driver_sql("BEGIN EXCLUSIVE")
            except OperationalError as error:
                raise CannotMove(f"{file} is in use. Stop the assistant, and whatever else has it open.") from error
            yield connection
    finally:
        engine.dispose()


def _check_up_to_date(talks: Connection, file: Path) -> None:
    """CannotMove when another version has left them: it is that of the door which brings them up to date."""
    try:
        waits = talks.scalar(select(func.count()).where(ConversationRow.encrypted.is_(False)))
        for table in Base.metadata.sorted_tables:
            talks.execute(select(table).limit(0))
    except OperationalError:
        waits = 1
    if waits:
        raise CannotMove(f"{file} is of an earlier version. Start the assistant once as it is now, and stop it again.")


@contextlib.contextmanager
def _writing(address: str, tables: MetaData) -> Iterator[Connection]:
    """One transaction on the server, of which nothing stays that is not committed; its tables are made before."""
    engine: Engine = engine_of(address, 1)
    try:
        make_tables(engine, tables)
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _check_empty(connection: Connection, tables: MetaData, address: str) -> None:
    found = [table.name for table in tables.sorted_tables if connection.execute(select(table).limit(1)).first()]
    if found:
        url = url_of(address)
        raise CannotMove(
            f"The database {dialect_of(url).name(url)} is not empty: something stands in {', '.join(found)}. Make a "
            "new one; nothing is written into one that is in use."
        )


def _take_back(new_keys: Connection, keys: Connection, address: str) -> None:
    """Delete what a copy that broke off between its two databases has left; CannotMove for keys of others."""
    for table in KeysBase.metadata.sorted_tables:
        [name] = table.primary_key.columns
        for row in new_keys.execute(select(table)):
            own = keys.execute(select(table).where(name == row._mapping[name])).first()
            if own is None or own.wrapped != row.wrapped:
                _check_empty(new_keys, KeysBase.metadata, address)
        new_keys.execute(table.delete())


def _copied(source: Connection, target: Connection, tables: MetaData) -> Iterator[str]:
    """A line for each table, once it holds as many rows there as here."""
    for table in tables.sorted_tables:
        columns = [column.name for column in table.columns]
        rows = source.execution_options(yield_per=AT_ONCE).execute(select(*table.columns))
        try:
            copy_rows(target, table, columns, rows)
        except psycopg.Error as error:  # what it says may quote the row
            raise CannotMove(f"The server refuses a row of {table.name} ({type(error).__name__}).") from None
        here, there = (one.scalar(select(func.count()).select_from(table)) for one in (source, target))
        if here != there:
            raise CannotMove(f"{table.name} has {here} rows here and {there} on the server; nothing was copied.")
        _set_sequence(target, table)
        yield f"{table.name}: {there}"


def _set_sequence(target: Connection, table: Table) -> None:
    """Have the next number be one that no row has, where the server gives them."""
    column = table.autoincrement_column
    if column is not None and target.scalar(select(func.max(column))) is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))


def _what_to_set(
    settings: Settings, to_database: str, to_keys: str, master_keys: MasterKeys, files: list[Path]
) -> list[str]:
    lines = [f"ZAKBOEK_DATABASE_URL={_shown(to_database)}", f"ZAKBOEK_KEYS_URL={_shown(to_keys)}"]
    if not settings.master_key.get_secret_value():
        master_keys.check()
        file = settings.master_key_file or settings.own_master_key_file
        lines.append(f"ZAKBOEK_MASTER_KEY_FILE={shlex.quote(str(file))}")
    old = " ".join(str(file) for file in files)
    return [
        "All is on the server. Set for each door, with the password in the place of ***, and the same master key:",
        *lines,
        f"Then start, look at a conversation of before, and delete {old} with what begins with the same name, and",
        "their backups: what is deleted from now on stands in them still.",
        f"What Rasa remembers stays in tracker.db in {settings.var_dir}.",
    ]


def _shown(address: str) -> str:
    return shlex.quote(url_of(address).render_as_string(hide_password=True))


if __name__ == "__main__":
    sys.exit(main())
