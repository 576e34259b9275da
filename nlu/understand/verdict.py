"""What is decided on a message, and what decided it."""

from __future__ import annotations

from dataclasses import dataclass, field

from contract.details import Details
from contract.intents import Intent, TextEnum


class Rule(TextEnum):
    """What decided, worded for an editor who asks why."""

    DISTRESS = "nood gaat voor alles"
    CALL_BACK = "vraagt om teruggebeld te worden"
    SENDING = "zegt of het bericht weg mag"
    FOR_MESSAGE = "hoort bij het bericht dat wordt gemaakt"
    TERM = "vraagt wat een woord uit de gids betekent"
    OWN_QUESTION = "is letterlijk de vraag van een onderwerp"
    BOTH = "wil alles wat in beeld is"
    COMPARED = "vergelijkt twee onderwerpen"
    LIST_ITEM = "wijst een plaats in een lijst aan"
    PLACES_TOGETHER = "wijst twee plaatsen in een lijst aan"
    BACK = "gaat terug naar de eerste vraag"
    TAKES_LEAVE = "groet nadat er iets is beantwoord, en neemt dus afscheid"
    WRITING = "vraagt om een tekst te schrijven"
    OWN_FILE = "vraagt wat in het bestand van een gemeente staat"
    OF_ONESELF = "zegt alleen waar, wie of waarvoor"
    FOR_A_DESK = "een wens voor een loket van de gemeente"
    ENGLISH = "Engels"
    LANGUAGE = "een andere taal"
    FOLLOW_UP = "vraagt door op het antwoord hiervoor"
    FOLLOW_UP_ON_NOTHING = "vraagt door, maar er is nog niets beantwoord"
    SURE = "een nieuwe vraag is zeker over dit onderwerp"
    LIKELIEST = "dit wordt het waarschijnlijkst bedoeld"
    TWO_LIKELY = "de twee onderwerpen die het best passen"
    IN_DOUBT = "dit onderwerp past het best, met andere erbij die het ook kunnen zijn"
    BESIDE = "dit lijkt bedoeld, met onderwerpen erbij die het ook kunnen zijn"
    ELSEWHERE = "een ander onderwerp heeft een stuk dat antwoord geeft"
    ASK_BACK = "terugvragen levert het meest op"
    NOTHING_TO_OFFER = "geen twee onderwerpen over om uit te kiezen"
    STARTS_TOOL = "begint een tool"
    STEERS_TOOL = "stuurt de tool die loopt"
    ASKS_ABOUT_QUESTION = "vraagt iets over de vraag van de tool"
    ANSWERS_TOOL = "antwoord op de vraag van de tool"


@dataclass(frozen=True)
class Verdict:
    """The intent that names what to do, its probability, what the action needs, and the rule that decided."""

    intent: Intent
    probability: float
    rule: Rule
    details: Details = field(default_factory=Details)
