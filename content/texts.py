"""Reads `data/live/teksten`: everything the assistant says that is not a topic of the guide."""

from __future__ import annotations

import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content import markdown
from content.frontmatter import read_mapping
from content.problems import ContentError, Problem

FIELDS = ("tekst", "titel", "keuzes")
PLACES_IN_REFERRALS = ("je_gemeente", "die_gemeente")
"""What is filled in in each text of `verwijzing.yml`, by the texts of these names in `antwoord.yml`."""

_PLACES = {"verwijzing": PLACES_IN_REFERRALS}
"""By file the only places that its texts may have; those of the other files differ by text."""


@dataclass(frozen=True)
class Text:
    """One thing the assistant can say, with the topics it offers as choices."""

    text: str
    title: str
    topics: tuple[str, ...]

    def fill(self, **values: object) -> str:
        """The text with its {placeholders} filled; KeyError when a value is missing."""
        return self.text.format(**values)


Texts = Mapping[str, Mapping[str, Text]]
"""By file name (without .yml) and key: texts["fouten"]["leeg_bericht"]."""


def read_texts(folder: Path, topic_ids: set[str]) -> Texts:
    """Read all texts in `folder`; choices must be among `topic_ids`.

    Raises ContentError with every problem found, each with its file and line.
    """
    problems: list[Problem] = []
    texts: dict[str, dict[str, Text]] = {}
    for file in sorted(folder.glob("*.yml")):
        try:
            values, lines = read_mapping(file)
        except ContentError as error:
            problems += error.problems
            continue
        for key, entry in values.items():
            found = list(_wrong_entry(entry, topic_ids, _PLACES.get(file.stem)))
            problems += [Problem(file, lines[key], f"'{key}': {message}") for message in found]
            if not found:
                text = Text(entry["tekst"].strip(), entry.get("titel", ""), tuple(entry.get("keuzes", ())))
                texts.setdefault(file.stem, {})[key] = text
    if not texts and not problems:
        problems.append(Problem(folder, 1, "hier staan geen teksten"))
    if problems:
        raise ContentError(problems)
    return texts


def _wrong_entry(entry: Any, topic_ids: set[str], places: Collection[str] | None) -> list[str]:
    if not isinstance(entry, dict) or not isinstance(entry.get("tekst"), str):
        return ["hier ontbreekt 'tekst'"]
    wrong = [f"'{field}' is hier niet bekend; wel {', '.join(FIELDS)}" for field in entry if field not in FIELDS]
    wrong += [f"keuze '{topic}' bestaat niet" for topic in entry.get("keuzes", ()) if topic not in topic_ids]
    wrong += [message for _, message in markdown.problems(entry["tekst"])]
    try:
        filled = [name for _, name, _, _ in string.Formatter().parse(entry["tekst"]) if name is not None]
    except ValueError as error:
        return [*wrong, f"een accolade klopt niet: {error}"]
    if places is not None:
        known = ", ".join(f"{{{name}}}" for name in places)
        wrong += [f"'{{{name}}}' is hier niet bekend; wel {known}" for name in filled if name not in places]
    return wrong
