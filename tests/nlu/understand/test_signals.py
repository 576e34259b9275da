"""What the words of a message show: distress, two questions, a comparison, a place in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.paths import DATA
from content.phrase_lists import PhraseListsError
from nlu.understand.signals import SignalFinder, Signals, read_phrases
from tests.support.tiny_model import DUTCH

FINDER = SignalFinder(read_phrases())


def found(text: str) -> Signals:
    return FINDER.find(DUTCH(text))


@pytest.mark.parametrize(
    "text",
    [
        "wat doet een inkoper, trouwens ik wil dood",
        "Ik denk aan ZELFMOORD",
        "er staat iemand met een mes",
        "mijn man slaat me",
        "er is brand in de zaak",
    ],
)
def test_distress(text: str) -> None:
    assert found(text).distress


@pytest.mark.parametrize(
    "text", ["dit plan is dood", "wat kost een kaartje voor de trein", "ik wil dood hout laten weghalen"]
)
def test_no_distress(text: str) -> None:
    assert not found(text).distress


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("nee, ik bedoelde de rol van inkoper", "correctie", ("de rol van inkoper",)),
        ("nee ik bedoel niet de code maar het register", "correctie", ("het register",)),
        ("ik bedoel de code, maar dan voor starters", "correctie", ("de code, maar dan voor starters",)),
        ("en een ambassadeur?", "ellips", ("een ambassadeur",)),
        ("hoi", "", ()),
        (
            "Wat doet een inkoper? En wat doet een financier?",
            "twee_vragen",
            ("Wat doet een inkoper", "En wat doet een financier"),
        ),
        (
            "hoe vind ik sociale ondernemers en hoe overtuig ik mijn afdelingshoofd",
            "twee_vragen",
            ("hoe vind ik sociale ondernemers", "en hoe overtuig ik mijn afdelingshoofd"),
        ),
        ("Ik werk bij EZ. Vorige week belde er iemand. Wat doet een inkoper?", "", ()),
    ],
)
def test_parts(text: str, kind: str, parts: tuple[str, ...]) -> None:
    signals = found(text)
    assert (signals.kind.value, signals.parts) == (kind, parts)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("verschil tussen 2.80 en 2.82", ("2.80", "2.82")),
        ("is MVI hetzelfde als social return?", ("MVI", "social return")),
        ("accountmanager of verbinder, is dat niet hetzelfde", ("accountmanager", "verbinder")),
    ],
)
def test_comparison(text: str, sides: tuple[str, str]) -> None:
    signals = found(text)
    assert signals.kind == "vergelijking"
    for side in sides:
        assert any(side in part for part in signals.parts)


@pytest.mark.parametrize(
    ("text", "place", "choice"),
    [
        ("wat was de tweede ook alweer?", 2, False),
        ("en de laatste", -1, False),
        ("en stap 5?", 5, False),
        ("nummer drie graag", 3, False),
        ("3.", 3, False),
        ("2019", 0, False),
        ("3 inkopers", 0, False),
        ("doe de tweede keuze maar", 2, True),
        ("wat doet een inkoper", 0, False),
    ],
)
def test_place_in_a_list(text: str, place: int, choice: bool) -> None:
    signals = found(text)
    assert (signals.place, signals.among_choices) == (place, choice)


@pytest.mark.parametrize(
    "text",
    [
        "kan de gemeente mijn eerste klant worden",
        "als laatste: krijgen vrijwilligers loon?",
        "wat vraag ik bij een eerste gesprek",
    ],
)
def test_a_first_customer_is_no_place_in_a_list(text: str) -> None:
    assert found(text).place == 0


@pytest.mark.parametrize(("text", "only"), [("Dag!", True), ("dag dag", True), ("dag mevrouw", False), ("hoi", False)])
def test_a_word_for_hello_and_goodbye_alone(text: str, only: bool) -> None:
    assert found(text).only_hello_or_goodbye is only


def test_a_list_of_phrases_that_is_missing_stops_the_start(tmp_path: Path) -> None:
    incomplete = tmp_path / "signalen.yml"
    incomplete.write_text(DATA.signals.read_text(encoding="utf-8").replace("crisis:", "nood:", 1), encoding="utf-8")
    with pytest.raises(PhraseListsError, match="crisis"):
        read_phrases(incomplete)
    with pytest.raises(PhraseListsError, match="cannot be read"):
        read_phrases(tmp_path / "weg.yml")
    incomplete.write_bytes("crisis: [café]\n".encode("latin-1"))
    with pytest.raises(PhraseListsError, match="geen UTF-8"):
        read_phrases(incomplete)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Voor wie is deze gids?", True),
        ("Ik heb een bakkerij, wat levert me dat op?", True),
        ("Mag dat?", False),
        ("Goedemorgen, weet je wie dat doet?", False),
        ("De raad wil het weten. Moet dat van de wet?", False),
        ("en moet dat van de wet", False),
        ("het moet toch wel duurzaam zijn?", False),
        ("uitleg over de inkoper graag", True),
        ("mijn wethouder wil dat we dit eisen", True),
    ],
)
def test_an_open_question_asks_for_no_yes_or_no(text: str, is_open: bool) -> None:
    assert found(text).asks_openly is is_open


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("ik zoek geen personeel, ik wil graag leveren aan de gemeente", "eerste-klant"),
        ("nee, niet vergunning. ik wil verkopen", ""),
        ("wij hebben geen geld", "geld"),
        ("ik zoek een pand en subsidie", "ruimte"),
        ("mijn ploeg heeft een beperking en we willen leveren aan het gemeentehuis", "eerste-klant"),
        ("met statushouders bak ik koekjes, ik zoek een pand", "ruimte"),
        ("subsidie om iemand met een beperking te begeleiden", "geld"),
        ("iemand met een beperking in dienst nemen met subsidie", "werk"),
    ],
)
def test_what_is_not_wanted_is_no_need(text: str, need: str) -> None:
    assert found(text).need == need


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("wat is het verschil tussen de eerste twee", (1, 2)),
        ("en de laatste 2?", (-2, -1)),
        ("doe de eerste en de derde eens", (1, 3)),
        ("vertel eens over de tweede en laatste", (2, -1)),
        ("de tweede graag", ()),
        ("de eerste kost meer dan de derde", ()),
        ("de eerste keer en de tweede kamer", ()),
        ("welke twee rollen zijn er", ()),
    ],
)
def test_two_places_that_are_pointed_at_together(text: str, places: tuple[int, ...]) -> None:
    assert found(text).places_together == places
