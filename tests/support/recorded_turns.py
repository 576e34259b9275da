"""Turns as Rasa runs them without any change of ours, recorded once: what each change in it is held against.

`python -m tests.support.recorded_turns MODEL`, in Rasa's Python, records anew: messages of the training talks and
questions, with the intent and details that the model gave them, the actions that followed and all events.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import Event, deserialise_events

from bridge.actions import ActionsHere
from content.paths import DATA
from content.training_questions import read_blocks
from content.training_talks import read_talks
from contract.turn import Origin

FILE = Path(__file__).with_name("recorded_turns.jsonl.gz")
TURNS_IN_TALKS, QUESTIONS = 400, 100
MOST_LETTERS_OF_AN_ANSWER = 40


def recorded_talks() -> Iterator[list[Event]]:
    """The events of each conversation; made anew, so that they may be changed."""
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield deserialise_events(json.loads(line))


def main(model: Path) -> None:
    """Record with the model."""
    agent = Agent.load(str(model), action_endpoint=ActionsHere())
    talks = [talk for talk in read_talks(DATA.talks) if len(talk.turns) > 2]
    said = [[turn.text for turn in talk.turns] for talk in talks[:: max(1, len(talks) // 150)]]
    places = itertools.accumulate(map(len, said), initial=0)
    chosen = [texts for texts, before in zip(said, places) if before < TURNS_IN_TALKS]
    asked = [example.text for block in read_blocks(DATA.questions) for example in block.examples]
    chosen += [[text] for text in asked[:: max(1, len(asked) // QUESTIONS)]]
    with gzip.GzipFile(FILE, "wb", mtime=0) as file:
        for number, texts in enumerate(chosen):
            events = asyncio.run(_events(agent, f"c{number}", texts))
            file.write(json.dumps([_short(event) for event in events], ensure_ascii=False).encode() + b"\n")
    print(f"{sum(map(len, chosen))} turns in {len(chosen)} conversations: {FILE}")


async def _events(agent: Agent, conversation: str, texts: Sequence[str]) -> list[Event]:
    processor: Any = agent.processor
    for number, text in enumerate(texts):
        message = UserMessage(
            text, CollectingOutputChannel(), conversation, None, "bridge", f"m{number}", Origin("web").to_json()
        )
        await processor.handle_message(message)
    tracker = await processor.tracker_store.retrieve(conversation)
    return list(tracker.events)


def _short(event: Event) -> dict[str, Any]:
    """What a prediction or an action can depend on."""
    values: dict[str, Any] = {**event.as_dict(), "timestamp": round(event.timestamp, 3)}
    values.get("parse_data", {}).pop("intent_ranking", None)
    values["metadata"] = {name: value for name, value in values.get("metadata", {}).items() if "id" not in name}
    if "data" in values:
        said = values["data"]["custom"]
        values["data"] = {"custom": {**said, "text": said["text"][:MOST_LETTERS_OF_AN_ANSWER], "choices": []}}
    return values


if __name__ == "__main__":
    main(Path(sys.argv[1]))
