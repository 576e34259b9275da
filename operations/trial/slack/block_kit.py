"""What Slack would refuse in blocks and views: unknown fields, what is missing, too long or too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

_SCHEMA = Path(__file__).with_name("block_kit.yml")

Kind = Literal["message", "modal", "home"]


def wrong_with(kind: Kind, value: Any) -> list[str]:
    """What is wrong with a message's blocks, or with a view; the place of each, and nothing of the text there."""
    wrong = [
        f"{'/'.join(map(str, error.absolute_path)) or kind}: {_words(error)}"
        for error in _validator(kind).iter_errors(value)
    ]
    return wrong or list(_twice(value if kind == "message" else value["blocks"]))


def _words(error: Any) -> str:
    """The rule that is broken; of several shapes, that of the one that comes nearest."""
    nearest = best_match([error])
    return f"{nearest.validator} {nearest.validator_value if nearest.validator != 'oneOf' else ''}".strip()


def _twice(blocks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Ids that are to be there once."""
    block_ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    yield from (f"block_id {block_id} stands there {count} times" for block_id, count in block_ids.items() if count > 1)
    for block in blocks:
        action_ids = Counter(one["action_id"] for one in block.get("elements", ()) if "action_id" in one)
        yield from (
            f"action_id {action_id} stands there {count} times" for action_id, count in action_ids.items() if count > 1
        )


@cache
def _validator(kind: Kind) -> Draft7Validator:
    schema = yaml.safe_load(_SCHEMA.read_text(encoding="utf-8"))
    return Draft7Validator({**schema, "$ref": f"#/definitions/{kind}"})
