"""A municipality's house colour can be read on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.colour import WHITE, can_be_read
from api.pages import house_colour


@pytest.mark.parametrize(("colour", "on_light"), [("#1d5b4f", True), ("#ffcc00", False), ("#000000", True)])
def test_a_house_colour_can_always_be_read(colour: str, on_light: bool) -> None:
    css = house_colour.accent_css(colour)
    light, _, dark = css.rpartition("@media")
    assert (colour in light) == on_light
    [tint] = re.findall(r"#[0-9a-f]{6}", dark)
    assert can_be_read(tint, *house_colour.DARK)


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    css = (Path(house_colour.__file__).parent / "static" / "site.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--(\w+): (#\w{6})", row)) for row in re.findall(r":root \{(.*)\}", css))
    assert (light["grond"], light["vlak"]) == house_colour.LIGHT
    assert (dark["grond"], dark["vlak"]) == house_colour.DARK
    for colours in (light, dark):
        assert can_be_read(colours["vlak"], *(colours[name] for name in ("accent", "tekst", "zacht", "fout")))
        assert can_be_read(colours["grond"], *(colours[name] for name in ("accent", "tekst", "zacht", "fout")))
    assert house_colour.LIGHT[0] == WHITE
