"""`python -m tests.api.channels.teams.golden_cards`: writes what each kind of message looks like in Teams."""

from __future__ import annotations

import json
from pathlib import Path

from api.channels.messages import ChannelMessage
from api.channels.teams.render import render
from tests.support.channel_messages import CHANNEL_MESSAGES
from tests.support.content_in_force import content_in_force

GOLDEN = Path(__file__).with_name("golden")


def shown(message: ChannelMessage) -> str:
    """Its posts as they are in a golden file."""
    posts = render(message, content_in_force().texts)
    cards = [{"summary": post.summary, "card": post.card} for post in posts]
    return json.dumps(cards, ensure_ascii=False, indent=2) + "\n"


def golden(name: str) -> Path:
    """The file of a message, by its name in `CHANNEL_MESSAGES`."""
    return GOLDEN / f"{name}.json"


if __name__ == "__main__":
    for name, message in CHANNEL_MESSAGES.items():
        golden(name).write_text(shown(message), encoding="utf-8")
