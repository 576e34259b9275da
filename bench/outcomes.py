"""`make outcomes VRAGEN=… BEWAAR=…`: what every message gets, to hold a change that must change nothing.

Reads question files of any kind: lines with `tekst`, with `beurten` (each with `tekst` or `zeg`), or with
`herhaal` (a text and how often). Each line is a conversation of its own, by the public API. With
`--before` it prints the messages that now get something else, and ends with 1 when there are any.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from bench.meet import read
from tests.support.assistant import BackgroundAssistant

Outcomes = dict[str, dict[str, Any]]
"""By file, line and turn: outcome, text, sources, choices by label and number of documents."""


def main() -> int:
    """Ask, keep, compare."""
    parser = argparse.ArgumentParser(description="Record what the assistant says to every message of question files.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--record", type=Path, help="file to write the outcomes to")
    parser.add_argument("--before", type=Path, help="a file recorded earlier, to compare with")
    parser.add_argument("files", type=Path, nargs="*")
    wanted = parser.parse_args()
    if not wanted.files:
        print('Skipped: no question file. Use: make outcomes VRAGEN="file.jsonl …" BEWAAR=outcomes.json')
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(wanted.model, Path(folder)) as assistant,
        httpx.Client(base_url=assistant.url, timeout=60) as client,
    ):
        outcomes = {key: outcome for file in wanted.files for key, outcome in ask(client, file)}
    if wanted.record:
        wanted.record.write_text(json.dumps(outcomes, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    print(f"{len(outcomes)} messages asked.")
    if not wanted.before:
        return 0
    before: Outcomes = json.loads(wanted.before.read_text(encoding="utf-8"))
    different = [key for key in sorted({*before, *outcomes}) if before.get(key) != outcomes.get(key)]
    for key in different:
        print(f"{key}\n  before: {before.get(key)}\n  now:    {outcomes.get(key)}")
    print(f"{len(different)} of {len(before)} get something else.")
    return 1 if different else 0


def ask(client: httpx.Client, file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ask every message of `file`; what the API refuses is recorded as its status and detail."""
    for item in read(file):
        opened = client.post("/v1/gesprekken", json={"kanaal": "web"}).raise_for_status().json()
        path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
        for number, text in enumerate(texts(item), 1):
            reply = client.post(path, json={"tekst": text}, headers=headers)
            yield f"{file.stem}/{item['id']}.{number}", outcome(reply)


def texts(item: dict[str, Any]) -> list[str]:
    """What is typed in one line, turn by turn."""
    if "beurten" in item:
        return [turn.get("tekst") or turn["zeg"] for turn in item["beurten"]]
    if "herhaal" in item:
        text, times = item["herhaal"]
        return [text * times]
    return [item["tekst"]]


def outcome(reply: httpx.Response) -> dict[str, Any]:
    """All of an answer but its ids and its moment."""
    body = reply.json()
    if reply.is_error:
        return {"status": reply.status_code, "detail": body.get("detail")}
    message = body["berichten"][-1]
    return {
        "uitkomst": body["uitkomst"],
        "tekst": message["tekst"],
        "bronnen": [source["id"] for source in message["bronnen"]],
        "keuzes": [choice["label"] for choice in message["keuzes"]],
        "documenten": len(message["documenten"]),
    }


if __name__ == "__main__":
    sys.exit(main())
