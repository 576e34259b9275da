"""Every text that the code asks for by name is there, with the placeholders it fills."""

from __future__ import annotations

import re
from pathlib import Path

from content.live import read_content
from content.paths import ROOT

TEXTS = read_content().texts


def test_every_error_has_its_text() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (Path(ROOT) / "api").rglob("*.py"))
    asked = set(re.findall(r'ProblemError\(\s*\w+,\s*"(\w+)"', code)) | set(re.findall(r'_try_later\("(\w+)"', code))
    assert asked
    assert asked <= set(TEXTS["fouten"])


def test_no_answer_text_in_python() -> None:
    """Dutch sentences belong in data/; Python may hold no two texts' worth of them."""
    said = [text.tekst for group in TEXTS.values() for text in group.values() if len(text.tekst) > 40]
    folders = [Path(ROOT) / name for name in ("api", "actions", "bridge", "nlu", "content")]
    code = "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.py"))
    assert not [text for text in said if text[:40] in code]
