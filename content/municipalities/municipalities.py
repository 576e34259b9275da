"""All municipalities together: the register, and the own files of those that have one."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from content.municipalities.finder import MunicipalityFinder, read_finder
from content.municipalities.opening_hours import ZONE
from content.municipalities.own_file import OwnFile, read_own_file
from content.municipalities.register import Municipality, Register, read_register
from content.problems import ContentError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Municipalities:
    """The register with invented examples added, the own files by code, and what is wrong in files."""

    register: Register
    finder: MunicipalityFinder
    own: Mapping[str, OwnFile]
    problems: Mapping[str, str] = field(default_factory=dict)
    """By file name: why its newest version is refused."""

    def called(self, name: str) -> Municipality | None:
        """The municipality of this name, or the one it has gone into by now; None when no one has the name."""
        found = self.register.find(name)
        return self.register.successor(found, datetime.now(ZONE).date()) if found is not None else None

    def name_of(self, slug: str) -> str:
        """The name of the municipality with this slug; the slug itself when it is not there any more."""
        found = self.register.find(slug)
        return found.name if found is not None else slug

    def own_file(self, one: Municipality | None) -> OwnFile | None:
        """The municipality's own file, if it has one."""
        return self.own.get(one.code) if one is not None else None


class MunicipalityFiles:
    """Reads the files again and again; of a file with a mistake the last good version stays in force."""

    def __init__(self, register_folder: Path, own_folder: Path) -> None:
        """Raises ContentError when the register itself has mistakes: without it nothing is recognised."""
        self._register_folder = register_folder
        self._own_folder = own_folder
        self._register = read_register(register_folder)
        self._good: dict[str, OwnFile] = {}
        self._problems: dict[str, str] = {}
        self._seen: dict[str, tuple[int, int, frozenset[str]]] = {}
        self._finder: MunicipalityFinder | None = None
        self._invented: frozenset[str] = frozenset()

    def files(self) -> list[Path]:
        """The own files that are there now."""
        return sorted(self._own_folder.glob("*.yml"))

    def read(self, topics: Collection[str]) -> Municipalities:
        """All as it stands now; a refused file is logged and shown under `problems`."""
        files = self.files()
        for name in set(self._seen) - {file.name for file in files}:
            for kept in (self._seen, self._good, self._problems):
                kept.pop(name, None)
        for file in files:
            self._read_if_new(file, frozenset(topics))
        own = {one.municipality.code: one for one in self._good.values()}
        register = self._register.plus(one.municipality for one in own.values())
        return Municipalities(register, self._finder_for(register), own, dict(self._problems))

    def _read_if_new(self, file: Path, topics: frozenset[str]) -> None:
        stat = file.stat()
        stamp = (stat.st_mtime_ns, stat.st_size, topics)
        if self._seen.get(file.name) == stamp:
            return
        self._seen[file.name] = stamp
        try:
            self._good[file.name] = read_own_file(file, self._register, topics)
        except (ContentError, OSError) as error:
            self._problems[file.name] = str(error)
            logger.error("A municipality's file is refused; its last good version stays in force.\n%s", error)
        else:
            self._problems.pop(file.name, None)

    def _finder_for(self, register: Register) -> MunicipalityFinder:
        invented = frozenset(one.code for one in register if one.is_invented)
        if self._finder is None or invented != self._invented:
            self._finder, self._invented = read_finder(self._register_folder, register), invented
        return self._finder
