"""Municipalities are recognised as people write them, and nothing else is taken for one."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from content.municipalities.finder import read_finder
from content.municipalities.names import comparable
from content.municipalities.register import Municipality, Register, read_register
from content.paths import DATA
from content.problems import ContentError

FOLDER = DATA.register
REGISTER = read_register(FOLDER)
FINDER = read_finder(FOLDER, REGISTER)
SHARED = Path("../shared/vragen")
SENTENCES = (
    "Ik ben ondernemer in {}. Waar kan ik terecht?",
    "waar moet ik zijn in {}",
    "mijn zaak staat in {}, wie helpt mij",
    "{}: wie is daar mijn aanspreekpunt?",
    "Wij zitten in de gemeente {} en zoeken het loket",
    "{}",
)
GOAL = 0.97


def named(text: str) -> list[str]:
    return [one.name for one in map(REGISTER.get, FINDER.meant(text)) if one is not None]


def one_typo(name: str, chooser: random.Random) -> str:
    """A letter left out, doubled by another, or replaced; never the first one."""
    place = chooser.choice([index for index, letter in enumerate(name) if letter.isalpha() and index > 0])
    other = chooser.choice([letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != name[place].lower()])
    return name[:place] + chooser.choice(["", other, other + name[place]]) + name[place + 1 :]


def share_recognised(write: object) -> float:
    assert callable(write)
    right = total = 0
    for one in REGISTER:
        for sentence in SENTENCES:
            found = FINDER.meant(sentence.format(write(one.name)))
            # two share the name Bergen: both offered is right
            right += found == (one.code,) or (one.name.startswith("Bergen (") and one.code in found)
            total += 1
    return right / total


def test_all_342_are_there() -> None:
    assert len(REGISTER) == 342
    assert len({one.slug for one in REGISTER}) == 342


@pytest.mark.parametrize("write", [str, comparable], ids=["official", "without marks"])
def test_every_name_is_recognised(write: object) -> None:
    assert share_recognised(write) == 1.0


def test_one_typo_is_recognised() -> None:
    chooser = random.Random(0)  # noqa: S311
    assert share_recognised(lambda name: one_typo(name, chooser)) >= GOAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik zit in den bosch", "'s-Hertogenbosch"),
        ("Den Haag", "'s-Gravenhage"),
        ("onze winkel staat in zuidwest friesland", "Súdwest-Fryslân"),
        ("wij zitten in Hoogezand", "Midden-Groningen"),
        ("mijn atelier in weesp", "Amsterdam"),
        ("zaandam, waar moet ik zijn", "Zaanstad"),
        ("capelle a/d ijssel", "Capelle aan den IJssel"),
        ("noord oostpolder wie helpt mij", "Noordoostpolder"),
        ("ik woon in Zwolle maar mijn bedrijf staat in Kampen", "Kampen"),
        ("ik verhuis van Deventer naar Apeldoorn, waar kan ik in Apeldoorn terecht", "Apeldoorn"),
        ("ik zit in best, waar moet ik zijn", "Best"),
        ("ondernemer in goes", "Goes"),
        ("Urk", "Urk"),
        ("bergen limburg", "Bergen (L.)"),
    ],
)
def test_as_people_say_it(text: str, expected: str) -> None:
    assert named(text) == [expected]


def test_a_shared_name_gives_both() -> None:
    assert sorted(named("ik heb een bedrijf in Bergen")) == ["Bergen (L.)", "Bergen (NH.)"]


@pytest.mark.parametrize(
    "text",
    [
        "wat is de beste rol voor mij",
        "het is best lastig, hoe pak ik dit aan",
        "wat goes on here",
        "mijn collega Jan van Bergen zoekt de Code",
        "wil mevrouw Zeist iets weten over social return",
        "de provincie Utrecht heeft een fonds",
        "in heel Nederland groeit het",
        "hoe zet ik mensen in de wijk aan het werk",
        "wij kampen met een tekort",
        "kun je dit traject leiden",
    ],
)
def test_words_and_people_are_left_alone(text: str) -> None:
    assert named(text) == []


def test_no_municipality_is_seen_where_none_stands() -> None:
    files = [SHARED / f"{name}.jsonl" for name in ("vragen", "smalltalk", "buiten")]
    if not all(file.is_file() for file in files):
        pytest.skip("the measuring questions are not here")
    texts = [json.loads(row)["tekst"] for file in files for row in file.read_text(encoding="utf-8").splitlines()]
    seen = {text: named(text) for text in texts if named(text)}
    own = {comparable(name) for one in REGISTER for name in (one.name, *one.other_names)}
    assert all(any(comparable(word) in own for word in text.split()) for text in seen), seen


def test_a_merger_takes_effect_after_its_last_day() -> None:
    old = Municipality("GM0001", "Oudorp", valid_until=date(2026, 12, 31), goes_into="GM0002")
    planned = Municipality("GM0003", "Planburg", valid_until=date(2026, 12, 31), goes_into="GM0002", is_planned=True)
    new = Municipality("GM0002", "Nieuwstad")
    register = Register([old, new, planned], {})
    assert register.successor(old, date(2026, 12, 31)) == old
    assert register.successor(old, date(2027, 1, 1)) == new
    assert register.successor(planned, date(2027, 1, 1)) == planned


def test_wijdemeren_is_planned_to_go_into_hilversum() -> None:
    one = REGISTER.find("wijdemeren")
    assert one is not None and one.is_planned and one.goes_into == "GM0402"


def test_a_mistake_in_the_register_names_file_and_line(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    file = tmp_path / "gemeenten.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("GM0402, gepland", "GM9999, gepland"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"gemeenten\.yml:\d+: 'GM1696': gaat_op_in verwijst naar 'GM9999'"):
        read_register(tmp_path)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("waar kan ik in Zwolle terecht?", "waar kan ik terecht?"),
        ("wie moet ik bij de gemeente Den Haag hebben", "wie moet ik hebben"),
        ("Zwolle: welk loket", ": welk loket"),
        ("waar kan ik terecht?", "waar kan ik terecht?"),
    ],
)
def test_a_question_can_be_read_without_its_municipality(text: str, rest: str) -> None:
    assert FINDER.without_names(text) == rest
