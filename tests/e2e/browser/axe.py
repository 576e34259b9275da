"""The accessibility rules of axe-core: WCAG 2.2 A and AA, and its good practices."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from playwright.sync_api import Page

from content.paths import ROOT

SCRIPT = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What is wrong on the page as it is now, with the element and what to mend."""
    if not SCRIPT.exists():
        (pytest.fail if shutil.which("npm") else pytest.skip)("axe-core is not installed; with Node: make widget")
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found["violations"] for node in one["nodes"]
    ]
