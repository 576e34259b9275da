"""The version stands in pyproject.toml; what must repeat it for others to read, repeats it truly.

The chat for websites has a version of its own (widget/package.json): a site holds on to one release of
it, whatever the assistant behind it is.
"""

from __future__ import annotations

import tomllib
import yaml

from api.version import VERSION
from content.paths import ROOT


def test_the_catalogue_names_it() -> None:
    assert yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))["softwareVersion"] == VERSION


def test_rasas_environment_names_it() -> None:
    project = tomllib.loads((ROOT / "rasa" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_the_changelog_has_a_part_on_it() -> None:
    assert f"\n## [{VERSION}] - 20" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
