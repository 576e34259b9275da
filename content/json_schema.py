"""What a JSON Schema finds wrong in an editor's file, in Dutch and with the place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, best_match


def violations(values: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[list[str | int], str]]:
    """Yield (path in `values`, message in Dutch) for everything that `schema` does not allow."""
    for error in Draft7Validator(schema).iter_errors(values):
        deepest: ValidationError = best_match([error]) or error
        path = list(deepest.absolute_path)
        if deepest.validator == "additionalProperties":
            known = _part(deepest, "properties")
            for key in set(_instance(deepest)) - set(known):
                yield [*path, key], f"'{key}' is hier niet bekend; wel {', '.join(known)}"
        else:
            yield path, _in_dutch(deepest)


def _in_dutch(error: ValidationError) -> str:
    where = f"'{error.absolute_path[-1]}': " if error.absolute_path else ""
    hint = _part(error, "description")
    messages = {
        "required": f"hier ontbreekt {', '.join(repr(name) for name in _missing(error))}",
        "pattern": f"'{error.instance}' heeft niet de goede vorm. {hint}",
        "enum": f"'{error.instance}' kan hier niet; wel {', '.join(map(str, error.validator_value or ()))}"
        if isinstance(error.validator_value, list)
        else "",
        "anyOf": f"dit past niet. {hint}",
        "type": f"dit moet {error.validator_value} zijn, niet '{error.instance}'",
        "minItems": f"hier zijn er minstens {error.validator_value} nodig",
        "maxItems": f"hier mogen er hoogstens {error.validator_value} staan",
        "minimum": f"{error.instance} is te klein, minstens {error.validator_value}",
        "maximum": f"{error.instance} is te groot, hoogstens {error.validator_value}",
        "uniqueItems": "hier staat iets dubbel",
        "minProperties": "hier staat niets onder",
        "maxProperties": f"kies één van: {', '.join(_part(error, 'properties'))}",
        "maxLength": f"te lang: {len(str(error.instance))} tekens, hoogstens {error.validator_value} mag",
        "minLength": "dit is leeg of te kort",
    }
    return f"{where}{messages.get(str(error.validator)) or error.message}".strip()


def _missing(error: ValidationError) -> list[str]:
    needed = error.validator_value if isinstance(error.validator_value, list) else []
    return [name for name in needed if name not in _instance(error)]


def _instance(error: ValidationError) -> dict[str, Any]:
    return error.instance if isinstance(error.instance, dict) else {}


def _part(error: ValidationError, name: str) -> Any:
    return error.schema.get(name, "") if isinstance(error.schema, dict) else ""
