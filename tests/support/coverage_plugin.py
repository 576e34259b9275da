"""Pytest plugin (`-p tests.support.coverage_plugin --coverage FILE`): writes to FILE which lines and branches were run.

The data are SlipCover's (https://github.com/plasma-umass/slipcover), which marks the lines of our modules as they
are imported and takes a mark away once it was passed; a tracer, asked at each line, makes the tests take twice as
long. What is measured stands in pyproject.toml, and `checks.coverage` puts the files of several runs together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from slipcover import FileMatcher, Slipcover
from slipcover.config import read_config
from slipcover.importer import SlipcoverMetaPathFinder

_coverage = pytest.StashKey[Slipcover]()


class _FinderOfParts(SlipcoverMetaPathFinder):
    """SlipCover's own finder looks for tests too, which `--import-mode=importlib` does not bear."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in self.sci.source:
            return None
        found: ModuleSpec | None = super().find_spec(fullname, path, target)
        return found


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says where to."""
    parser.addoption("--coverage", metavar="FILE", help="write which lines and branches of our parts were run")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Mark each module of our parts as it is imported from now on, before any conftest does."""
    if early_config.known_args_namespace.coverage is None:
        return
    settings = read_config()
    parts = settings["source"].split(",")
    coverage = Slipcover(branch=settings["branch"], source=parts, exclude_also=settings["exclude-also"])
    sys.meta_path.insert(0, _FinderOfParts(coverage, FileMatcher(sources=parts)))
    early_config.stash[_coverage] = coverage


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was run."""
    if (coverage := session.config.stash.get(_coverage, None)) is not None:
        Path(session.config.option.coverage).write_text(json.dumps(coverage.get_coverage()), encoding="utf-8")
