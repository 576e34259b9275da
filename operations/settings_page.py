"""`python -m operations.settings_page`: writes docs/settings.md from the settings class."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from api.settings import SECTIONS, variable
from content.paths import ROOT

PAGE = ROOT / "docs" / "settings.md"

WHOLE_ADDRESS = {4: "/32", 6: "/128"}
"""What a network of one address has behind it."""

_KINDS = {
    "IPvAnyNetwork": "addresses or networks",
    "a-zA-Z0-9.-": "names",
    "AnyHttpUrl": "an address, `http` or `https`",
    "Email": "a mail address",
    "FileName": "a file",
    "Path": "a folder",
}

_INTRODUCTION = """\
<!-- Made from api/settings.py by `make settings`; change it there. -->
# Settings

Each is an environment variable: `ZAKBOEK_PORT=8080 make run`. With Docker they stand in `.env`, one a line. A wrong
value stops the start, with its name. A name that is none is said at the start, with the one that comes nearest, and is
not used. One that is empty counts as not set.
"""


def settings_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(line for section in SECTIONS for line in _section(section))])


def _section(section: type[BaseSettings]) -> Iterator[str]:
    yield f"## {section.__name__}\n"
    yield f"{inspect.getdoc(section)}\n"
    yield "| variable | default | values | meaning |"
    yield "|---|---|---|---|"
    for name, field in section.model_fields.items():
        yield f"| `{variable(name)}` | {_default(field)} | {_values(field)} | {_meaning(field)} |"
    yield ""


def _default(field: FieldInfo) -> str:
    value = field.get_default()
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT)}` in the project's folder"
    if value and isinstance(value, tuple):
        return f"`{' '.join(str(one).removesuffix(WHOLE_ADDRESS[one.version]) for one in value)}`"
    if value is None or value in ("", ()) or isinstance(value, SecretStr) or field.default_factory:
        return "not set"
    return f"`{str(value).lower() if isinstance(value, bool) else f'{value:g}' if isinstance(value, float) else value}`"


def _values(field: FieldInfo) -> str:
    """What is let in, in words."""
    if get_origin(field.annotation) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(field.annotation))
    if field.annotation is bool:
        return "`true`, `false`"
    if length := _bound(field, "min_length"):
        return f"at least {length} characters"
    least, above, most = (_bound(field, name) for name in ("ge", "gt", "le"))
    if most is not None:
        return f"{least} to {most}" if least is not None else f"above {above}, to {most}"
    if words := next((words for kind, words in _KINDS.items() if kind in str(field.annotation)), ""):
        return words
    return "addresses, `http` or `https`" if get_origin(field.annotation) is tuple else "text"


def _bound(field: FieldInfo, name: str) -> object:
    return next((getattr(bound, name) for bound in field.metadata if hasattr(bound, name)), None)


def _meaning(field: FieldInfo) -> str:
    examples = ", ".join(f"`{example}`" for example in field.examples or ())
    return f"{field.description} Example: {examples}" if examples else str(field.description)


if __name__ == "__main__":
    PAGE.write_text(settings_page(), encoding="utf-8")
