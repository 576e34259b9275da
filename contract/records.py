"""How the contract's records become JSON and come back: the fields' names, without what is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum
from typing import Any


class ContractError(ValueError):
    """JSON that is not what the contract says: names the record, the field and what was found."""


def filled(record: Any) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults, as JSON values."""
    return {
        one.name: _as_json(getattr(record, one.name))
        for one in fields(record)
        if getattr(record, one.name) != _default(one)
    }


def known_fields(kind: type, value: Any) -> dict[str, Any]:
    """The fields of `kind` that a JSON object holds, lists as tuples; what `kind` does not know is left out.

    Raises ContractError for anything but an object, and for a field that must be there and is not.
    """
    if not isinstance(value, Mapping):
        raise ContractError(f"{kind.__name__}: expected an object, found {value!r}")
    missing = [one.name for one in fields(kind) if one.name not in value and _default(one) is MISSING]
    if missing:
        raise ContractError(f"{kind.__name__}: missing {', '.join(missing)}")
    known = {one.name for one in fields(kind)}
    return {name: tuple(item) if isinstance(item, list) else item for name, item in value.items() if name in known}


def text_field(kind: type, values: Mapping[str, Any], name: str) -> str:
    """A field that is text; ContractError when it is something else."""
    value = values[name]
    if not isinstance(value, str):
        raise ContractError(f"{kind.__name__}: {name} is text, found {value!r}")
    return value


def _default(one: Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _as_json(value: Any) -> Any:
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_as_json(item) for item in value]
    return {name: _as_json(item) for name, item in value.items()} if isinstance(value, Mapping) else value
