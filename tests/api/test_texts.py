"""Every text that the code asks for by name is there, with the placeholders it fills."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from api.embed.script import newest
from content.paths import ROOT, WIDGET
from tests.support.content_in_force import content_in_force

TEXTS = content_in_force().texts


def test_every_error_has_its_text() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (Path(ROOT) / "api").rglob("*.py"))
    asked = set(re.findall(r'ProblemError\(\s*\w+,\s*"(\w+)"', code)) | set(re.findall(r'_try_later\("(\w+)"', code))
    assert asked
    assert asked <= set(TEXTS["fouten"])


def test_no_answer_text_in_python() -> None:
    """Dutch sentences belong in data/; Python may hold no two texts' worth of them."""
    said = [text.text for group in TEXTS.values() for text in group.values() if len(text.text) > 40]
    folders = [Path(ROOT) / name for name in ("api", "actions", "bridge", "nlu", "content")]
    code = "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.py"))
    assert not [text for text in said if text[:40] in code]


def test_the_page_fills_the_placeholders_of_each_text_of_the_chat() -> None:
    for template in (ROOT / "api" / "pages" / "templates").iterdir():
        for key, filled in _said(template):
            asked = {name for _, name, _, _ in string.Formatter().parse(TEXTS["chat"][key].text) if name}
            assert filled == asked, f"{template.name}: {key}"


def test_each_text_of_the_chat_is_on_the_page_and_in_the_widget() -> None:
    """A text that only one of the two has needs no place where both can find it."""
    templates = (ROOT / "api" / "pages" / "templates").iterdir()
    on_the_page = {key for template in templates for key, _ in _said(template)}
    in_the_widget = set(re.findall(r"shared\.(\w+)", (WIDGET / "src" / "texts.ts").read_text(encoding="utf-8")))
    assert on_the_page == in_the_widget == set(TEXTS["chat"])


def test_the_built_widget_says_what_editors_wrote() -> None:
    script = newest().content.decode()
    parts = {key: re.split(r"\{\w+\}", text.text) for key, text in TEXTS["chat"].items()}
    missing = [key for key, words in parts.items() if not all(word in script for word in words)]
    assert not missing, "the widget still has the words of before: run make widget"


def _said(template: Path) -> Iterator[tuple[str, set[str]]]:
    """The texts that a template says, by their keys, each with the names of the values it fills in."""
    for call in Environment(autoescape=True).parse(template.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            [key] = call.args
            one_of = [key.expr1, key.expr2] if isinstance(key, nodes.CondExpr) else [key]
            for one in one_of:
                assert isinstance(one, nodes.Const), f"{template.name}:{call.lineno}"
                yield str(one.value), {value.key for value in call.kwargs}
