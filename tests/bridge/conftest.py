"""A dialogue whose store stands in a temporary folder, and Rasa put back as it was.

Rasa is imported by the fixtures: this file is read before the filters for its warnings are set.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import postgres

if TYPE_CHECKING:
    from tests.support.played_dialogue import PlayedDialogue


@pytest.fixture
def dialogue(tmp_path: Path) -> PlayedDialogue:
    from tests.support.played_dialogue import PlayedDialogue

    return PlayedDialogue(tmp_path)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server that no other program uses."""
    if reason := postgres.missing():
        pytest.skip(reason)
    with postgres.running_server() as server:
        yield server


@pytest.fixture
def unpatched() -> Iterator[None]:
    """Rasa as it comes, also after `patches.apply()`."""
    from bridge import patches

    made_by = logging.getLogRecordFactory()
    before = [(patch, vars(patch.owner)[patch.name]) for patch in patches.ALL]
    yield
    for patch, own in before:
        setattr(patch.owner, patch.name, own)
    logging.setLogRecordFactory(made_by)
