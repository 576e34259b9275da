"""Reads an editor's file that has a JSON Schema: what is wrong in it is said in Dutch, with the line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, best_match

from content.frontmatter import parse_mapping, read_text
from content.problems import ContentError, Problem
from content.yaml_places import line_of

Violations = Iterator[tuple[list[str | int], str]]
"""Where in the values something is wrong, and what, in Dutch."""


def read_checked(
    file: Path, schema: dict[str, Any], wrong_here: Callable[[dict[str, Any]], Violations]
) -> dict[str, Any]:
    """The values of a YAML file; `wrong_here` finds what a schema cannot see, once it allows the values.

    Raises ContentError with every problem found, each with its line.
    """
    text = read_text(file)
    values, _ = parse_mapping(file, text)
    found = list(violations(values, schema)) or list(wrong_here(values))
    if found:
        raise ContentError([Problem(file, line_of(text, path), message) for path, message in found])
    return values


@cache
def read_schema(file: Path) -> dict[str, Any]:
    """A JSON Schema of the project's own, read once."""
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


def violations(values: dict[str, Any], schema: dict[str, Any]) -> Violations:
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
