#!/usr/bin/env bash
# Alembic 1.20.1 with SQLAlchemy 2.1.9 on SQLite: changing a column of a parent table in batch mode deletes all
# rows of its child tables, when foreign keys are switched on for the connection and they say ON DELETE CASCADE.
#
# Guessed: the rows stay; at worst the drop of the parent table is refused.
# Seen:    foreign_keys=0 conversations=1 messages=1
#          foreign_keys=1 conversations=1 messages=0
#          Batch mode copies the parent to a new table and drops the old one. SQLite deletes the rows of a table
#          that is dropped, and so cascades. No warning, no error, and the parent's own rows are all there.
#
# It matters where a bot keeps conversations and their messages with a cascade, so that deleting a conversation
# leaves nothing, and turns foreign_keys on at each connection. The next change of the parent table then empties
# the store. Let migrations run on a connection of their own, without that setting.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check alembic==1.20.1 sqlalchemy==2.1.9

venv/bin/python - <<'PYTHON'
import sys

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

left = {}
for foreign_keys in (0, 1):
    with sa.create_engine("sqlite://").connect() as connection:
        run = connection.exec_driver_sql
        run(f"PRAGMA foreign_keys = {foreign_keys}")
        run("CREATE TABLE conversations (id INTEGER PRIMARY KEY, channel TEXT)")
        run("CREATE TABLE messages (conversation INTEGER REFERENCES conversations (id) ON DELETE CASCADE)")
        run("INSERT INTO conversations VALUES (1, 'web')")
        run("INSERT INTO messages VALUES (1)")
        connection.commit()
        with Operations(MigrationContext.configure(connection)).batch_alter_table("conversations") as table:
            table.alter_column("channel", type_=sa.String(20))
        left[foreign_keys] = [run(f"SELECT count(*) FROM {name}").scalar() for name in ("conversations", "messages")]
    print("foreign_keys={} conversations={} messages={}".format(foreign_keys, *left[foreign_keys]))
if left != {0: [1, 1], 1: [1, 0]}:
    sys.exit("changed: what batch mode leaves is no longer as stated")
PYTHON
