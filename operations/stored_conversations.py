"""`python -m operations.stored_conversations`: for an operator who looks into one conversation, with a reason.

`--words` finds the messages in which somebody typed them; `--key-of` gives a conversation's key to `make waarom`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from api.main import CANNOT_SERVE
from api.settings import Settings, load_settings
from api.store.conversation_keys import open_keys, usable_master_keys
from api.store.conversations import ConversationStore
from api.store.database import check_database, open_database


def main(arguments: list[str]) -> int:
    """Print what was asked for; 1 with a last line when there is none, or the stores cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--words", help="words of a message")
    asked.add_argument("--key-of", help="the id of a conversation")
    wanted = parser.parse_args(arguments)
    try:
        lines = asyncio.run(look(load_settings(), wanted.words, wanted.key_of))
    except CANNOT_SERVE as error:
        print(f"Zakboek assistant: {error}", file=sys.stderr)
        return 1
    if not lines:
        print("Zakboek assistant: there is no such conversation; it may have been deleted.", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


async def look(settings: Settings, words: str | None, key_of: str | None) -> list[str]:
    """A line for each message with these `words`: its conversation, its id. Or the key of the conversation `key_of`."""
    check_database(settings.database)
    master_keys = usable_master_keys(settings)
    database = await open_database(settings.database)
    try:
        with open_keys(settings.keys, master_keys) as keys:
            store = ConversationStore(database, keys)
            if words:
                found = await store.typed_with(words)
                return [f"GESPREK={message.conversation_id} BERICHT={message.id}" for message in found]
            key = await store.key_of(key_of or "")
            return [key] if key else []
    finally:
        await database.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
