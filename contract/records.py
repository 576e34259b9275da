"""How the contract's records become JSON and come back: the fields' names, without what is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from typing import Any, TypeVar

AnyRecord = TypeVar("AnyRecord", bound="Record")
AnyEnum = TypeVar("AnyEnum", bound=Enum)


_JSON_AS_IT_IS = frozenset({str, bool, int, float, type(None)})
"""Asked first: most values are of these, and a look for `to_json` that fails takes as long as all else."""


class ContractError(ValueError):
    """JSON that is not what the contract says: names the record, the field and the kind of what was found.

    The value itself may be what a visitor typed, and errors are logged.
    """


class Record:
    """Base of the dataclasses that go over the wire; one with records in it reads them in a `from_json` of its own."""

    def to_json(self) -> dict[str, Any]:
        """As JSON values, without what is empty."""
        return filled(self)

    @classmethod
    def from_json(cls: type[AnyRecord], value: Any) -> AnyRecord:
        """From `to_json`; ContractError for anything else."""
        return cls(**known_fields(cls, value))


def filled(record: Any) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults, as JSON values."""
    found = {}
    for name, default in _defaults(record.__class__).items():
        value = getattr(record, name)
        if value is not default and value != default:
            found[name] = value if type(value) in _JSON_AS_IT_IS else _as_json(value)
    return found


def known_fields(
    kind: type, value: Any, former: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
) -> dict[str, Any]:
    """The fields of `kind` that a JSON object holds, lists as tuples; what `kind` does not know is left out.

    `former` gives an object of before today's names (see `contract.former`).
    Raises ContractError for anything but an object, and for a field that must be there and is not.
    """
    if type(value) is not dict and not isinstance(value, Mapping):
        raise ContractError(f"{kind.__name__}: expected an object, found {type(value).__name__}")
    value, known = former(value), _defaults(kind)
    missing = [name for name in _required(kind) if name not in value]
    if missing:
        raise ContractError(f"{kind.__name__}: missing {', '.join(missing)}")
    return {name: tuple(item) if isinstance(item, list) else item for name, item in value.items() if name in known}


def text_field(kind: type, values: Mapping[str, Any], name: str) -> str:
    """A field that is text; ContractError when it is something else."""
    value = values[name]
    if not isinstance(value, str):
        raise ContractError(f"{kind.__name__}: {name} is text, found {type(value).__name__}")
    return value


def enum_field(kind: type, values: Mapping[str, Any], name: str, members: type[AnyEnum]) -> AnyEnum:
    """A field that is one of `members`; ContractError when it is something else."""
    try:
        return members(values[name])
    except ValueError as error:
        raise ContractError(f"{kind.__name__}: {name} is none of those known") from error


@cache
def _defaults(kind: type) -> Mapping[str, Any]:
    """The fields of a dataclass, each with its default, which nobody is handed; MISSING where it has none."""
    return {one.name: one.default if one.default_factory is MISSING else one.default_factory() for one in fields(kind)}


@cache
def _required(kind: type) -> tuple[str, ...]:
    return tuple(name for name, default in _defaults(kind).items() if default is MISSING)


def _as_json(value: Any) -> Any:
    if type(value) in _JSON_AS_IT_IS:
        return value
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_as_json(item) for item in value]
    return {name: _as_json(item) for name, item in value.items()} if isinstance(value, Mapping) else value
