"""Places as people write them: abbreviated, with their province, and never taken for another place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, cycle

import pytest

from content.municipalities.finder import read_finder
from content.municipalities.names import comparable
from content.municipalities.register import Municipality, read_register
from content.paths import DATA

REGISTER = read_register(DATA.register)
FINDER = read_finder(DATA.register, REGISTER)
GOAL = 0.99
RULES = (
    ("aan den? (?=[A-Z])", ("a.d. ", "a/d ", "a/d. ", "ad ", "a d ", "aan de ", "aan den ", "A/D ", "a. d. ")),
    ("aan (?=Zee)", ("a. ", "a/")),
    (" op ", (" o. ", " o ")),
    (" bij ", (" b. ", " b ")),
    (" van ", (" v. ", " v ")),
    (" en ", (" & ", "-", " n ", " + ")),
    ("Sint[- ]", ("St. ", "St ", "st. ", "St.", "St-", "Sint ", "sint-")),
    ("^Nieuwe[- ]", ("Nw. ", "Nwe. ", "N. ", "nw ")),
    ("^Nieuw[- ]", ("Nw. ", "Nw.", "N. ", "Nw.-", "Nieuw ")),
    ("^Oude?[- ]", ("O. ", "O.")),
    ("^Noord[- ]", ("N. ", "N.", "N-", "Noord ")),
    ("^Zuid[- ]", ("Z. ", "Z.", "Z-", "Zuid ")),
    ("^Oost[- ]", ("O. ", "Oost")),
    ("^West[- ]", ("W. ", "West-")),
    ("^Midden[- ]", ("M. ", "Midden ")),
    ("^Zuidoost", ("Z.O. ", "ZO ", "Z.O.", "Zuid-Oost")),
    ("^Noordoost(?!-)", ("N.O. ", "NO-", "Noord-Oost")),
    ("^'?s-", ("'s ", "s ", "s", "s-", "’s-", "")),
    ("^'t ", ("t ", "Het ", "’t ")),
    ("^Het ", ("'t ", "t ")),
    ("^IJ", ("Y", "Ij", "ij")),
    ("-", (" ", " - ")),
)
"""Rules of spelling of the test's own: what stands in a name, and how people write it."""

PROVINCES = {
    "Groningen": ("GN", "Gr"),
    "Fryslân": ("FR", "Friesland"),
    "Drenthe": ("DR", "Dr."),
    "Overijssel": ("OV", "Ov."),
    "Flevoland": ("FL", "Fl."),
    "Gelderland": ("GLD", "Gld."),
    "Utrecht": ("UT", "Utr."),
    "Noord-Holland": ("NH", "N-H"),
    "Zuid-Holland": ("ZH", "Z.H."),
    "Zeeland": ("ZLD", "Zld"),
    "Noord-Brabant": ("NB", "N.Br."),
    "Limburg": ("LB", "Limb."),
}
BEHIND = ("{} ({})", "{} {}", "{}, {}")
FULL_BEHIND = ("{} {}", "{} in {}", "{} ({})", "{}, provincie {}", "{} - {}")
SENTENCES = ("{}", "Wij zitten in {} en zoeken het loket", "mijn zaak staat in {}")


def names(one: Municipality) -> list[str]:
    """All that it is called, but what is a word as well and what a better known place is called."""
    ambiguous = set().union(*REGISTER.ambiguous.values())
    own = [one.name.partition(" (")[0], *one.other_names, *one.places, *one.former_names]
    return [name for name in dict.fromkeys(own) if comparable(name) not in ambiguous and len(comparable(name)) > 3]


def abbreviated(name: str) -> Iterator[str]:
    for rule, others in RULES:
        if re.search(rule, name):
            yield from (re.sub(rule, other, name, count=1) for other in others)


def with_province(one: Municipality, name: str, turn: Iterator[int]) -> Iterator[str]:
    number = next(turn)
    for short in PROVINCES[one.province]:
        yield BEHIND[number % len(BEHIND)].format(name, short)
    yield FULL_BEHIND[number % len(FULL_BEHIND)].format(name, one.province)


def outcomes(spellings: Callable[[Municipality, str], Iterator[str]]) -> tuple[int, list[str], list[str]]:
    """How many were asked, which were not understood, and which were taken for another municipality."""
    total, missed, another = 0, list[str](), list[str]()
    sentence = cycle(SENTENCES)
    for one in REGISTER:
        for text in chain.from_iterable(spellings(one, name) for name in names(one)):
            total += 1
            found = FINDER.meant(next(sentence).format(text))
            if one.code not in found:
                (another if len(found) == 1 else missed).append(f"{text} ({one.name}): {found}")
    return total, missed, another


def bare(one: Municipality, name: str) -> Iterator[str]:
    """Abbreviations of names that mean this municipality without a province."""
    if one.code in REGISTER.codes(comparable(name)):
        yield from abbreviated(name)


def test_every_name_with_its_usual_abbreviations() -> None:
    total, missed, another = outcomes(bare)
    assert total > 900
    assert another == []
    assert len(missed) <= (1 - GOAL) * total, missed


def test_every_name_with_its_province() -> None:
    turn = iter(range(10**6))
    total, missed, another = outcomes(lambda one, name: with_province(one, name, turn))
    assert total > 5000
    assert another == []
    assert len(missed) <= (1 - GOAL) * total, missed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Capelle a.d. IJssel", "Capelle aan den IJssel"),
        ("capelle a/d yssel", "Capelle aan den IJssel"),
        ("capele a/d ijssel", "Capelle aan den IJssel"),
        ("Ouderkerk a/d Amstel", "Ouder-Amstel"),
        ("ouderkerk ad ijssel", "Krimpenerwaard"),
        ("Nieuwerkerk a.d. IJssel", "Zuidplas"),
        ("krimpen a/d lek", "Krimpenerwaard"),
        ("alphen ad rijn", "Alphen aan den Rijn"),
        ("Koudekerk a/d Rijn", "Alphen aan den Rijn"),
        ("Horst a.d. Maas", "Horst aan de Maas"),
        ("Egmond a/d Hoef", "Bergen (NH.)"),
        ("Koog a/d Zaan", "Zaanstad"),
        ("St. Oedenrode", "Meierijstad"),
        ("Sint Oedenroode", "Meierijstad"),
        ("St.Michielsgestel", "Sint-Michielsgestel"),
        ("St. Annaparochie", "Waadhoeke"),
        ("St Maartensdijk", "Tholen"),
        ("Nw. Pekela", "Pekela"),
        ("O. Pekela", "Pekela"),
        ("nw vennep", "Haarlemmermeer"),
        ("Bergen op Zm", "Bergen op Zoom"),
        ("Bergen o/Z", "Bergen op Zoom"),
        ("BoZ", "Bergen op Zoom"),
        ("A'dam", "Amsterdam"),
        ("R’dam", "Rotterdam"),
        ("S'dam", "Schiedam"),
        ("ik woon in Amersf. en zoek hulp", "Amersfoort"),
        ("'s Hertogenbosch", "'s-Hertogenbosch"),
        ("sHertogenbosch", "'s-Hertogenbosch"),
        ("'s gravenhage", "'s-Gravenhage"),
        ("'s-Heerenberg", "Montferland"),
        ("Z.O. Beemster", "Purmerend"),
        ("'t Harde", "Elburg"),
        ("Son & Breugel", "Son en Breugel"),
        ("gilze rijen", "Gilze en Rijen"),
        ("Hof v. Twente", "Hof van Twente"),
        ("Sas v Gent", "Terneuzen"),
        ("Hoek v. Holland", "Rotterdam"),
        ("N. Beveland", "Noord-Beveland"),
        ("H.I. Ambacht", "Hendrik-Ido-Ambacht"),
        ("hi ambacht", "Hendrik-Ido-Ambacht"),
        ("Wijk b. Duurstede", "Wijk bij Duurstede"),
        ("Ysselstein", "IJsselstein"),
        ("Hengelo (Gld)", "Bronckhorst"),
        ("hengelo gld", "Bronckhorst"),
        ("Hengelo in Gelderland", "Bronckhorst"),
        ("Hengelo (O.)", "Hengelo"),
        ("Hengelo OV", "Hengelo"),
        ("Rijswijk NB", "Altena"),
        ("Rijswijk (Gld.)", "Buren"),
        ("rijswijk zuid holland", "Rijswijk"),
        ("ik zit in Rijswijk (ZH), waar moet ik zijn", "Rijswijk"),
        ("Bergen L.", "Bergen (L.)"),
        ("Bergen, Noord-Holland", "Bergen (NH.)"),
        ("het Gelderse Laren", "Lochem"),
        ("Laren N.H.", "Laren"),
        ("Elst (Ut)", "Rhenen"),
        ("elst gelderland", "Overbetuwe"),
        ("Haren Gn", "Groningen"),
        ("Haren (NB)", "Oss"),
        ("Valkenburg (ZH)", "Katwijk"),
        ("Winsum (Fr.)", "Waadhoeke"),
        ("Zwolle (Gld)", "Oost Gelre"),
        ("Hoorn (Terschelling)", "Terschelling"),
        ("Woerden, Utrecht", "Woerden"),
        ("Zaandam Noord-Holland", "Zaanstad"),
    ],
)
def test_as_people_type_it(text: str, expected: str) -> None:
    for sentence in ("ik zit in {}", "ik heb een bedrijf in {}"):
        found = FINDER.meant(sentence.format(text))
        assert [one.name for one in map(REGISTER.get, found) if one] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ouderkerk", {"Ouder-Amstel", "Krimpenerwaard"}),
        ("Alphen", {"Alphen aan den Rijn", "Alphen-Chaam", "West Maas en Waal"}),
        ("Krimpen", {"Krimpen aan den IJssel", "Krimpenerwaard"}),
        ("Rossum", {"Dinkelland", "Maasdriel"}),
        ("Den H.", {"'s-Gravenhage", "Den Helder"}),
        ("Beek (Gld)", {"Berg en Dal", "Montferland"}),
        ("Zoet.", {"Zoetermeer", "Zoeterwoude"}),
    ],
)
def test_doubt_gives_all_it_can_be(text: str, expected: set[str]) -> None:
    found = FINDER.meant(text)
    assert {one.name for one in map(REGISTER.get, found) if one} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Capelle a.d. Donge",  # no such place: not Kapelle
        "Ouderkerk a/d Rotte",
        "St. Zevenaar",
        "Nw. Zeist",
        "ik zit in Kapele a/d Vecht",
        "onze omzet gaat krimpen en dat wordt lastig",
        "we werken in 'n wijk met veel leegstand",
        "dat is zo'n foto's van vroeger",
        "ze zaten een n west van hier",
    ],
)
def test_an_abbreviation_is_no_typo_of_another_place(text: str) -> None:
    assert FINDER.meant(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Hengelo geld aanvragen", "Hengelo"),
        ("ik zit in Zwolle, Limburg is te ver", "Zwolle"),
        ("ik zit in Venlo en de provincie Utrecht helpt niet", "Venlo"),
    ],
)
def test_a_word_behind_a_name_is_no_province_of_it(text: str, expected: str) -> None:
    assert [one.name for one in map(REGISTER.get, FINDER.meant(text)) if one] == [expected]
