"""One message of each kind that the assistant says, for every channel to show in its own way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from api.channels.messages import ChannelChoice, ChannelDocument, ChannelMessage, ChannelSource
from api.documents import DOCX, PDF

STORED_UNTIL = date(2026, 12, 29)
FULL_TEXT_URL = "https://zakboek.voorbeeldstad.example/gesprek/voorbeeld"


def choices(*labels: str) -> tuple[ChannelChoice, ...]:
    """Choices with these labels and the ids keuze-1, keuze-2, …"""
    return tuple(ChannelChoice(f"keuze-{number}", label) for number, label in enumerate(labels, start=1))


ANSWER = ChannelMessage(
    id="bericht-antwoord",
    text=(
        "Je gebruikt **social return** door eisen te stellen aan grote opdrachtnemers. Zo kan het gaan:\n\n"
        "1. De gemeente geeft een grote opdracht & vraagt er social return bij.\n"
        "2. Voor een deel van die eis telt inkoop bij een *sociale onderneming* mee.\n\n"
        "Let op:\n\n"
        "- het deel is < 100 %;\n"
        "- lees ook [de Code](https://www.voorbeeld.example/code?deel=1&taal=nl).\n\n"
        "*Deze informatie is uit 2019. Een cijfer, regel of link kan intussen veranderd zijn.*"
    ),
    outcome="antwoord",
    choices=choices("Meer lezen", "Wat is artikel 2.80?"),
    sources=(
        ChannelSource("Social return", "Inkoop", 19, "https://www.voorbeeld.example/zakboek.pdf"),
        ChannelSource("Inkoper", "Inkoop", 19),
    ),
    may_be_rated=True,
    stored_until=STORED_UNTIL,
)

MUNICIPALITY_ANSWER = ChannelMessage(
    id="bericht-gemeente",
    text="**Zo is het in Voorbeeldstad.** Bel met het ondernemersloket: 010 000 00 00.",
    outcome="antwoord",
    sources=(ChannelSource("Gemeente Voorbeeldstad", link="https://www.voorbeeldstad.example/ondernemers"),),
    may_be_rated=True,
    stored_until=STORED_UNTIL,
)

CLARIFICATION = ChannelMessage(
    id="bericht-verduidelijking",
    text="Ik weet niet zeker wat je bedoelt. Wat past het best bij je vraag?",
    outcome="verduidelijking",
    choices=choices("Wat doet een inkoper?", "Hoe gebruik ik social return?", "Iets anders"),
)

TWELVE_CHOICES = replace(
    CLARIFICATION,
    id="bericht-twaalf-keuzes",
    choices=choices(
        *(f"Onderwerp {number}" for number in range(1, 12)),
        "Een keuze met een label dat langer is dan een knop of een regel van een menu op de meeste plaatsen mag hebben",
    ),
)

NO_ANSWER = ChannelMessage(
    id="bericht-geen-antwoord",
    text="Dat staat niet in het Zakboek. Bel je eigen gemeente en vraag naar Economische Zaken.",
    outcome="geen-antwoord",
    choices=choices("Welke rollen zijn er?"),
    may_be_rated=True,
)

TOOL_STEP = ChannelMessage(
    id="bericht-stap",
    text=(
        "Ik noteer: minder afval.\n\n**Inkoopwijzer, vraag 2 van 10**\n\nWelk doel past het best bij je opdracht?\n\n"
        "Je kunt kiezen uit: werk; milieu; allebei."
    ),
    choices=choices("Werk", "Milieu", "Allebei", "Leg uit", "Sla over", "Terug", "Stop"),
)

DOCUMENT = ChannelMessage(
    id="bericht-document",
    text="Klaar. Dit is wat er in het document staat. Klopt er iets niet, typ dan bijvoorbeeld “verander vraag 2”.",
    documents=(
        ChannelDocument(
            "document-word", "Profiel", DOCX, "https://zakboek.voorbeeldstad.example/kanalen/documenten/word"
        ),
        ChannelDocument("document-pdf", "Profiel", PDF, "https://zakboek.voorbeeldstad.example/kanalen/documenten/pdf"),
    ),
    for_person_alone=True,
)

DOCUMENT_WITHOUT_LINK = replace(
    DOCUMENT, id="bericht-bestand", documents=(ChannelDocument("document-pdf", "Profiel", PDF),)
)

MESSAGE_FOR_PERSON = ChannelMessage(
    id="bericht-mens",
    text=(
        "Dit bericht gaat naar de gemeente Voorbeeldstad. Klopt het?\n\n**Bericht:**\n\n"
        "Mag ik \\*zelf\\* kiezen, en kost \\_dat\\_ wat? \\<b\\>5 > 3\\</b\\> & meer\n\n"
        "**Bereikbaar via:** iemand@voorbeeldstad.example"
    ),
    choices=choices("Ja, verstuur dit bericht", "Verander de tekst", "Niet versturen"),
    for_person_alone=True,
)

LEFT_OUT = ChannelMessage(
    id="bericht-weggelaten",
    text=(
        "Social return is een eis aan een groot bedrijf.\n\n"
        "Ik heb de naam, het telefoonnummer en het e-mailadres niet bewaard."
    ),
    outcome="antwoord",
    sources=(ChannelSource("Social return", "Inkoop", 19),),
    may_be_rated=True,
    stored_until=STORED_UNTIL,
)

LONG_TEXT = ChannelMessage(
    id="bericht-lang",
    text="\n\n".join(
        f"**Deel {number}.** " + "Een alinea over sociaal inkopen die net zo lang is als in een echte gids. " * 18
        for number in range(1, 13)
    ),
    outcome="antwoord",
    sources=(ChannelSource("Social return", "Inkoop", 19),),
    may_be_rated=True,
    full_text_url=FULL_TEXT_URL,
    stored_until=STORED_UNTIL,
)

CHOSEN = replace(CLARIFICATION, id="bericht-gekozen", chosen="Hoe gebruik ik social return?")

RATED = replace(ANSWER, id="bericht-gewaardeerd", useful=True)
RATED_AS_USELESS = replace(NO_ANSWER, id="bericht-niet-nuttig", useful=False)

OTHER_LANGUAGE = ChannelMessage(
    id="bericht-taal",
    text="[I am a computer program. You may ask in English.](taal:en)\n\nIk geef antwoord in het Nederlands.",
    choices=choices("Welke rollen zijn er?", "Waar kan ik als ondernemer terecht?"),
)

CHANNEL_MESSAGES = {
    "answer": ANSWER,
    "municipality_answer": MUNICIPALITY_ANSWER,
    "clarification": CLARIFICATION,
    "twelve_choices": TWELVE_CHOICES,
    "no_answer": NO_ANSWER,
    "tool_step": TOOL_STEP,
    "document": DOCUMENT,
    "document_without_link": DOCUMENT_WITHOUT_LINK,
    "message_for_person": MESSAGE_FOR_PERSON,
    "left_out": LEFT_OUT,
    "long_text": LONG_TEXT,
    "chosen": CHOSEN,
    "rated": RATED,
    "rated_as_useless": RATED_AS_USELESS,
    "other_language": OTHER_LANGUAGE,
}
"""By the name of the golden file that shows it in a channel."""
