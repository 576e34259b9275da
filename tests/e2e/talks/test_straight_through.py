"""A question, the right answer at once, with its place in the guide."""

from __future__ import annotations

import httpx
import pytest

from tests.support.client import Talk


def test_what_does_an_inkoper_do(client: httpx.Client) -> None:
    opened = client.post("/v1/gesprekken", json={"kanaal": "web"}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    reply = client.post(
        f"/v1/gesprekken/{opened['id']}/berichten", json={"tekst": "Wat doet een inkoper?"}, headers=headers
    )
    assert reply.status_code == 201
    body = reply.json()
    assert body["uitkomst"] == "antwoord"
    [source] = body["berichten"][0]["bronnen"]
    assert (source["id"], source["pagina"]) == ("rol/inkoper", 19)
    assert source["hoofdstuk"] == "Sociaal inkopen van product of dienst"


def test_greeting_says_it_is_a_computer_program(client: httpx.Client) -> None:
    [greeting] = client.post("/v1/gesprekken", json={}).json()["berichten"]
    assert "computerprogramma" in greeting["tekst"]
    assert greeting["keuzes"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("welke rollen heeft een ambtenaar", "rol/overzicht"),
        ("wat doet een verbinder", "rol/verbinder"),
        ("Wat staat er in artikel 2.82?", "inkoop/artikel-2-82"),
        ("wat is artikel 2.80", "inkoop/artikel-2-80"),
        ("wat betekent launching customer", "inkoop/launching-customer"),
        ("definitie van een sociale onderneming volgens de SER", "sociaal-ondernemen/definitie"),
        ("waar vind ik de Finance Tool", "samenwerken/financiering"),
        ("hoe maak ik beleid voor sociaal ondernemers, welke stappen", "tool/beleid-maken"),
    ],
)
def test_plain_questions(talk: Talk, question: str, topic: str) -> None:
    reply = talk.say(question)
    assert reply.outcome == "antwoord"
    assert reply.sources == [topic]


def test_meer_lezen_gives_the_rest_of_the_topic(talk: Talk, client: httpx.Client) -> None:
    first = talk.say("Wat doet een inkoper?")
    rest = talk.choose(first.choices["Meer lezen"])
    topic = client.get("/v1/onderwerpen/rol/inkoper").json()
    assert topic["kort"] in first.text
    assert topic["meer"] in rest.text
    assert rest.sources == ["rol/inkoper"]


def test_a_related_topic_can_be_chosen(talk: Talk, client: httpx.Client) -> None:
    first = talk.say("Wat doet een inkoper?")
    topic = client.get("/v1/onderwerpen/rol/inkoper").json()["vervolg"][0]
    label = client.get(f"/v1/onderwerpen/{topic}").json()["vraag"]
    assert talk.choose(first.choices[label]).sources == [topic]


def test_an_old_figure_says_its_year(talk: Talk) -> None:
    assert "2019" in talk.say("hoeveel groeide de werkgelegenheid bij sociale ondernemingen").text
