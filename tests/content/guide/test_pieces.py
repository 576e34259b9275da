"""The pieces of a topic: read whole, or refused with what is wrong in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.guide.pieces import Piece, read_pieces
from content.guide.reader import read_guide
from content.problems import ContentError
from tests.support.data import copy_data

GOOD = """
feiten:
  eerste-klant: {staat: De gemeente kan als eerste een product kopen., kop: Inkopen}
stukken:
  - soort: levert-op
    vragen: [Wat levert het op?, waarom als eerste kopen, eerste klant zijn]
    tekst: Je helpt een nieuw product op weg.
    ondernemer: De gemeente helpt jouw product op weg.
    rust_op: [eerste-klant]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inkoper.stukken.yml"


def read(file: Path, text: str) -> tuple[Piece, ...]:
    file.write_text(text, encoding="utf-8")
    return read_pieces(file)


def test_a_piece_answers_each_in_their_own_voice_and_names_its_facts(file: Path) -> None:
    [piece] = read(file, GOOD)
    assert piece.id == "Wat levert het op?"
    assert piece.text_for(entrepreneur=False) == "Je helpt een nieuw product op weg."
    assert piece.text_for(entrepreneur=True) == "De gemeente helpt jouw product op weg."
    assert [fact.heading for fact in piece.facts] == ["Inkopen"]


def test_a_topic_may_have_none(file: Path) -> None:
    assert read_pieces(file) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("soort: levert-op", "soort: mening", "'mening' bestaat niet"),
        ("[eerste-klant]", "[verzonnen]", "'verzonnen' staat niet bij de feiten"),
        ("[eerste-klant]", "eerste-klant", "'rust_op' is een lijst"),
        ("waarom als eerste kopen", "12", "'vragen' is een lijst van teksten"),
        ("tekst: Je helpt een nieuw product op weg.", "tekst: ''", "'tekst' moet tekst zijn"),
        ("Je helpt een nieuw product op weg.", "Kijk op www.buy-social.nl.", "webadres in een link"),
        (", kop: Inkopen", "", "feit 'eerste-klant' heeft 'staat' en 'kop' nodig"),
        ("    rust_op: [eerste-klant]\n", "", "heeft nodig: rust_op"),
        ("stukken:", "teksten:", "'feiten' en een lijst 'stukken'"),
    ],
)
def test_what_is_wrong_is_named(file: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(ContentError, match=re.escape(told)):
        read(file, GOOD.replace(old, new, 1))


def test_pieces_of_no_topic_are_refused(tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    (data.guide / "rol" / "bakker.stukken.yml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape("bakker.md ontbreekt")):
        read_guide(data.guide)
