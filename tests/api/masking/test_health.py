"""What is said of one person's health is left out; illness as a subject stays."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (
            "ik kamp al jaren met een depressie en wil weer aan de slag",
            "ik kamp al jaren met een [gezondheid] en wil weer aan de slag",
        ),
        (
            "Bij mijn dochter is vorig jaar autisme vastgesteld.",
            "Bij mijn dochter is vorig jaar [gezondheid] vastgesteld.",
        ),
        ("ze is sinds kort slechtziend", "ze is sinds kort [gezondheid]"),
        ("Door mijn reuma kan ik niet lang staan.", "Door mijn [gezondheid] kan ik niet lang staan."),
        ("omdat ik adhd heb, vind ik formulieren lastig", "omdat ik [gezondheid] heb, vind ik formulieren lastig"),
        ("mijn broer herstelt van een hersenbloeding", "mijn broer herstelt van een [gezondheid]"),
        ("Ik slik ritalin, mag ik dan rijden?", "Ik slik [gezondheid], mag ik dan rijden?"),
        ("onze collega is uitgevallen met een burn-out", "onze collega is uitgevallen met een [gezondheid]"),
        ("Mijn vader heeft de ziekte van Parkinson.", "Mijn vader heeft de [gezondheid]."),
        ("de medewerker is ziekgemeld wegens rugklachten", "de medewerker is ziekgemeld wegens [gezondheid]"),
        ("Er is bij hem MS geconstateerd.", "Er is bij hem [gezondheid] geconstateerd."),
        ("Ik heb dyslexie en dyscalculie.", "Ik heb [gezondheid] en [gezondheid]."),
        ("Diagnose: borderline, graag discretie.", "Diagnose: [gezondheid], graag discretie."),
        (
            "mijn zus met downsyndroom wil in een lunchroom werken",
            "mijn zus met [gezondheid] wil in een lunchroom werken",
        ),
        (
            "Wegens kanker van onze penningmeester stoppen we.",
            "Wegens [gezondheid] van onze penningmeester stoppen we.",
        ),
        ("Heeft hij nou epilepsie of niet?", "Heeft hij nou [gezondheid] of niet?"),
        ("mijn dove zoon zoekt werk", "mijn [gezondheid] zoon zoekt werk"),
        ("Een van onze begeleiders lijdt aan migraine.", "Een van onze begeleiders lijdt aan [gezondheid]."),
        ("Marieke Hofstra is blind en wil starten.", "[naam] is [gezondheid] en wil starten."),
        (
            "wij hebben een medewerker met epilepsie in de keuken",
            "wij hebben een medewerker met [gezondheid] in de keuken",
        ),
        ("chauffeur valt uit, hernia, wie rijdt er morgen?", "chauffeur valt uit, [gezondheid], wie rijdt er morgen?"),
        ("ik heb een niet-aangeboren hersenletsel en werk halve dagen", "ik heb een [gezondheid] en werk halve dagen"),
        ("zij heeft een schildklierstoornis", "zij heeft een [gezondheid]"),
    ],
)
def test_what_is_said_of_one_persons_health_is_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "Wij willen mensen met autisme in dienst nemen.",
        "beschut werk voor mensen met een beperking",
        "Hoe begeleid je jongeren met adhd op de werkvloer?",
        "Is er subsidie voor werknemers met een burn-out?",
        "Ik zoek informatie over dementie in de wijk.",
        "ik heb een bedrijf voor mensen met een beperking",
        "Een werknemer met epilepsie, mag die een heftruck besturen?",
        "Ik heb een vraag over autisme en werk.",
        "de gemeente heeft dementie als speerpunt",
        "Liefde is blind.",
        "ik heb me aangemeld",
        "als de griep heerst, sluiten wij",
        "Wat kost een rolstoel?",
    ],
)
def test_what_is_said_of_nobody_stays(typed: str) -> None:
    assert masked(typed).text == typed
