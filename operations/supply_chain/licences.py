"""`python -m operations.supply_chain.licences`: whether all that is installed and served may go with the EUPL-1.2.

Reads what is on this machine only: the metadata of the packages in both environments, and the widget's lock. Which
licences fit, and what packages are under whose metadata do not say it, stands in `licences.yml`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import yaml
from license_expression import AND, OR, ExpressionError, get_spdx_licensing
from packaging.utils import canonicalize_name

from content.paths import ROOT, WIDGET

LIST = Path(__file__).with_name("licences.yml")
ENVIRONMENTS = (ROOT / ".venv", ROOT / "rasa" / ".venv")
WIDGET_LOCK = WIDGET / "package-lock.json"

_SPDX = get_spdx_licensing()


class CannotRead(Exception):
    """An environment or a lock is not there, or is none; the message says which."""


@dataclass(frozen=True)
class Listed:
    """A package of `licences.yml`: its SPDX expression, and why it fits where it is none of those allowed."""

    licence: str
    fits: str = ""


@dataclass(frozen=True)
class Licences:
    """What `licences.yml` says."""

    allowed: frozenset[str]
    spellings: Mapping[str, str]
    packages: Mapping[str, Listed]

    @classmethod
    def read(cls, file: Path = LIST) -> Licences:
        """Raises ValueError for an expression that is none of SPDX's."""
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        packages: dict[str, Listed] = {
            canonicalize_name(name): Listed(one["licence"], one.get("fits", ""))
            for name, one in written["packages"].items()
        }
        allowed = frozenset(key for group in written["allowed"].values() for key in group)
        for expression in (*allowed, *written["spellings"].values(), *(one.licence for one in packages.values())):
            if not _is_spdx(expression):
                raise ValueError(f"{file}: {expression!r} is no expression of SPDX")
        return cls(allowed, written["spellings"], packages)

    def of_distribution(self, installed: Distribution) -> str | None:
        """The SPDX expression of an installed package, or None when its metadata do not tell.

        In this order: `License-Expression` (PEP 639), the list of packages, `License` where it is SPDX or a
        spelling of it, the classifiers where each stands for one licence. More than one of these counts as "and".
        """
        metadata = installed.metadata.json
        expression, text = (str(metadata.get(key, "")).strip() for key in ("license_expression", "license"))
        listed = self.packages.get(canonicalize_name(installed.name))
        if expression and (_is_spdx(expression) or not listed):
            return expression
        if listed:
            return listed.licence
        if _is_spdx(text) or text in self.spellings:
            return self.spellings.get(text, text)
        classifiers = [one for one in metadata.get("classifier", ()) if one.startswith("License ::")]
        classifiers = [one for one in classifiers if one != "License :: OSI Approved"]
        if not classifiers or not all(one in self.spellings for one in classifiers):
            return None
        return " AND ".join(dict.fromkeys(self.spellings[one] for one in classifiers))

    def problem(self, name: str, expression: str | None) -> str | None:
        """What is wrong with the licence of a package, or None; `expression` is None when nothing tells it."""
        if expression is None:
            return "its metadata do not say its licence. Look in its files and list it in licences.yml"
        if not _is_spdx(expression):
            return f"{expression!r} is no expression of SPDX. Look in its files and list it in licences.yml"
        listed = self.packages.get(canonicalize_name(name))
        if self._allows(_SPDX.parse(expression)) or (listed and listed.fits and listed.licence == expression):
            return None
        return f"{expression} is not among the licences of licences.yml that may go with the EUPL-1.2"

    def _allows(self, expression: Any) -> bool:
        """Of what is joined by "or" one has to be allowed, by "and" all."""
        if isinstance(expression, OR):
            return any(self._allows(one) for one in expression.args)
        if isinstance(expression, AND):
            return all(self._allows(one) for one in expression.args)
        return str(expression) in self.allowed


def installed_in(environment: Path) -> list[Distribution]:
    """The packages of a virtual environment, by name. Raises CannotRead when there are none."""
    found = distributions(path=[str(folder) for folder in environment.glob("lib/python3.*/site-packages")])
    packages = sorted(found, key=lambda one: canonicalize_name(one.name))
    if not packages:
        raise CannotRead(f"No packages are installed in {environment}. Run `make setup`.")
    return packages


def served_by(lock: Path) -> dict[str, dict[str, Any]]:
    """What npm's lock at `lock` brings into the served file: name to entry, without what is for development only.

    Raises CannotRead.
    """
    try:
        entries: dict[str, dict[str, Any]] = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    except (OSError, ValueError, KeyError) as error:
        raise CannotRead(f"{lock} cannot be read as npm's lock: {error!r}") from error
    return {path.rpartition("node_modules/")[2]: one for path, one in entries.items() if path and not one.get("dev")}


def problems(licences: Licences, environments: Iterable[Path], widget_lock: Path) -> Iterator[str]:
    """A line for each package whose licence is not known or does not fit. Raises CannotRead."""
    for environment in environments:
        for one in installed_in(environment):
            if found := licences.problem(one.name, licences.of_distribution(one)):
                yield f"{one.name} {one.version} ({environment}): {found}"
    for name, entry in served_by(widget_lock).items():
        if found := licences.problem(name, entry.get("license")):
            yield f"{name} {entry['version']} ({widget_lock}): {found}"


def main(arguments: list[str]) -> int:
    """Look at the environments at `arguments`, or at both of the project; 1 with a line for each problem."""
    environments = [Path(argument) for argument in arguments] or ENVIRONMENTS
    try:
        found = list(problems(Licences.read(), environments, WIDGET_LOCK))
    except CannotRead as error:
        found = [str(error)]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


def _is_spdx(expression: str) -> bool:
    if not expression:
        return False
    try:
        return not _SPDX.unknown_license_keys(_SPDX.parse(expression))
    except ExpressionError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
