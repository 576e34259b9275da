"""What is personal in a message lands nowhere, and the message is answered all the same."""

from __future__ import annotations

import httpx

from tests.support.assistant import BackgroundAssistant
from tests.support.client import Talk
from tests.support.running_keys import readable_by_file

TYPED = {
    "Wat doet een inkoper? Groet, Fatima Bouzidi, 06-83927461": ("bouzidi", "83927461"),
    "Ik ben Mehmet Yilmaz en mijn bsn is 945807302. Waar kan ik terecht met mijn bedrijf?": ("yilmaz", "945807302"),
    "mijn dochter heeft fibromyalgie, mag ze bij een sociale onderneming werken?": ("fibromyalgie",),
    "mail me op m.demo@voorbeeld.example over artikel 2.82": ("m.demo",),
}


def test_it_lands_in_no_file(client: httpx.Client, assistant: BackgroundAssistant) -> None:
    talk = Talk(client)
    for typed, personal in TYPED.items():
        assert talk.say(typed).text
        asked = talk.history()[-2]["tekst"].casefold()
        assert not any(word in asked for word in personal)
    words = [word.encode() for personal in TYPED.values() for word in personal]
    files = readable_by_file(assistant.var_dir)
    for database in ("gesprekken.db", "tracker.db"):
        held = b"".join(content for name, content in files.items() if name.startswith(database))
        assert b"waar kan ik terecht met mijn bedrijf?" in held.lower(), database
    assert [(name, word) for name, content in files.items() for word in words if word in content.lower()] == []


def test_the_question_beside_it_is_answered(talk: Talk) -> None:
    answer = talk.say("Wat doet een inkoper? Groet, Fatima Bouzidi, 06-12345678")
    assert answer.sources == ["rol/inkoper"]
    assert "Ik heb de naam en het telefoonnummer niet bewaard." in answer.text
    assert "niet bewaard" not in talk.say("Wat doet een verbinder? Groet, Fatima").text


def test_numbers_of_nobody_stay(talk: Talk) -> None:
    talk.say("wat is het verschil tussen artikel 2.80 en 2.82, en geldt PSO 30+ in Zwolle sinds 2019?")
    assert talk.history()[-2]["tekst"].endswith("en geldt PSO 30+ in Zwolle sinds 2019?")
