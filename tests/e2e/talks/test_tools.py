"""Guided tools by the public API: straight through, and as people really talk, up to the document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import httpx
import pypdf
import pytest

from tests.support.client import Reply, Talk

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROGRESS = re.compile(r"vraag (\d+) van (\d+)")
TOOLS = {
    "kennismaken": ("Wat vraag ik bij een kennismaking?", "Loop de zes vragen met mij door", "Profiel"),
    "beleid-maken": ("Hoe maak ik beleid voor sociaal ondernemers?", "Maak stap voor stap een plan met mij", "plan"),
    "rollenwijzer": ("Welke rol heb ik als ambtenaar?", "Zoek uit welke rol bij je past", "Rollen"),
    "steunwijzer": ("Welke andere steun kan ik geven?", "Zoek met mij welke steun past", "Steun"),
    "inkoopwijzer": ("Wat doet een inkoper?", "Zoek een route voor sociaal inkopen", "Route"),
}
STEERING = {"Leg uit", "Sla over", "Terug", "Stop", "Dat waren ze"}


def place(reply: Reply) -> tuple[int, int]:
    found = PROGRESS.findall(reply.text)
    assert found, reply.text
    return int(found[-1][0]), int(found[-1][1])


def fill_in(talk: Talk, reply: Reply) -> Reply:
    """Answer every question: with the first option where there are options, in words elsewhere."""
    for _ in range(60):
        if reply.documents:
            return reply
        options = [label for label in reply.choices if label not in STEERING]
        if "Dat waren ze" in reply.choices:
            reply = talk.choose(reply.choices["Dat waren ze"])
        elif options:
            reply = talk.choose(reply.choices[options[0]])
        else:
            reply = talk.say("Wij bakken brood met mensen uit de wijk.")
    raise AssertionError(reply.text)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("tool", TOOLS)
def test_straight_through_to_the_document(talk: Talk, tool: str) -> None:
    question, offer, title = TOOLS[tool]
    begun = talk.choose(talk.say(question).choices[offer])
    assert begun.outcome == "antwoord"
    assert place(begun)[0] == 1
    done = fill_in(talk, begun)
    assert done.outcome == "gesprek"
    assert set(done.documents) == {PDF, DOCX}
    word = docx.Document(io.BytesIO(talk.download(done.documents[DOCX])))
    assert title in word.paragraphs[0].text
    pages = words_of(talk.download(done.documents[PDF]))
    assert title in pages
    assert "pagina" in pages
    assert "{" not in done.text + pages
    assert begun.sources[0] in done.sources


def test_as_people_really_talk(talk: Talk) -> None:
    reply = talk.say("doe kennismaken, stel me de vragen")
    assert place(reply) == (1, 6)
    reply = talk.say("ze bouwen fietsen op met mensen die lang thuis zaten")
    assert place(reply) == (2, 6)
    between = talk.say("wat is social return?")
    assert between.outcome == "antwoord"
    assert between.sources == ["inkoop/social-return"]
    assert place(between) == (2, 6)
    explained = talk.say("wat bedoel je met beleidsdoelen?")
    assert "Bijvoorbeeld" in explained.text
    assert place(explained) == (2, 6)
    assert place(talk.say("meer mensen aan het werk")) == (3, 6)
    assert place(talk.say("ga terug")) == (2, 6)
    assert "meer mensen aan het werk" in talk.say("wat had ik ook alweer ingevuld?").text
    assert place(talk.say("minder uitkeringen")) == (3, 6)
    assert place(talk.say("sla maar over")) == (4, 6)
    refused = talk.say("tja, dat ligt eraan hoe je het bekijkt")
    assert "past niet bij een van de keuzes" in refused.text
    assert place(refused) == (4, 6)
    assert place(talk.say("2")) == (5, 6)
    assert place(talk.say("verander mijn antwoord op vraag 1")) == (1, 6)
    assert place(talk.say("ze knappen fietsen op")) == (5, 6)
    assert place(talk.say("ze verkopen de fietsen in hun winkel")) == (6, 6)
    done = talk.say("1 en 3")
    text = words_of(talk.download(done.documents[PDF]))
    assert "ze knappen fietsen op" in text
    assert "ze bouwen fietsen op" not in text
    assert "minder uitkeringen" in text
    assert "Nog niet ingevuld" in text
    changed = talk.say("verander vraag 4")
    assert "Middellange fase" in changed.text
    assert "Ervaren onderneming" in talk.say("ervaren").text


def test_a_tool_named_within_a_sentence_begins_and_its_name_in_a_question_does_not(talk: Talk) -> None:
    assert place(talk.say("ik wil de rollenwijzer doen, welke rol past bij mij"))[0] == 1
    talk.say("stop")
    assert not PROGRESS.search(talk.say("wat is de steunwijzer?").text)


def test_a_question_that_was_passed_over_can_be_answered_afterwards(talk: Talk) -> None:
    talk.say("start kennismaken")
    talk.say("ze bouwen fietsen op")
    for _ in range(5):
        done = talk.say("sla over")
    offered = talk.choose(done.choices["Verander een antwoord"]).choices
    assert [label[:2] for label in list(offered)[:6]] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert place(talk.say("vraag 3 moet iets met werk zijn")) == (3, 6)
    assert "minder uitkeringen" in talk.say("minder uitkeringen").text


def test_free_text_is_not_stolen(talk: Talk) -> None:
    talk.say("start kennismaken")
    for number, answer in enumerate(
        ["subsidies aanvragen voor buurthuizen", "inkoop en social return", "nee", "opstart", "dank zij de winkel"], 2
    ):
        reply = talk.say(answer)
        assert reply.outcome == "gesprek"
        assert place(reply) == (number, 6), answer


def test_stopping_keeps_the_draft(talk: Talk) -> None:
    talk.say("doe de rollenwijzer")
    talk.say("inkoop")
    stopped = talk.say("stop maar")
    assert "bewaar je antwoorden" in stopped.text
    assert talk.say("wat doet een financier?").sources == ["rol/financier"]
    resumed = talk.say("ga verder")
    assert place(resumed)[0] == 2
    assert "Inkoop" in talk.say("mijn antwoorden").text


def test_starting_over_is_asked_first(talk: Talk) -> None:
    talk.say("doe de rollenwijzer")
    talk.say("inkoop")
    asked = talk.say("opnieuw")
    again = talk.choose(asked.choices["Ja, begin opnieuw"])
    assert place(again)[0] == 1
    assert "nog niets" in talk.say("wat had ik ingevuld").text


def test_two_tools_at_once_are_refused_with_the_choice(talk: Talk) -> None:
    talk.say("doe kennismaken")
    talk.say("start kennismaken")
    talk.say("soep van restgroente")
    refused = talk.say("doe de steunwijzer")
    assert "Twee tools tegelijk kan niet" in refused.text
    other = talk.choose(refused.choices["Zoek met mij welke steun past"])
    assert "Steunwijzer" in other.text
    talk.say("stop")
    back = talk.say("ga verder met kennismaken")
    assert "Kennismaken" in back.text
    assert place(talk.choose(back.choices["Ga verder met Kennismaken"])) == (2, 6)


def test_a_person_can_be_asked_for_in_between(talk: Talk) -> None:
    talk.say("doe de rollenwijzer")
    reply = talk.say("ik wil een mens spreken")
    assert reply.outcome == "gesprek"
    assert place(reply)[0] == 1


def test_distress_goes_before_the_tool(talk: Talk) -> None:
    talk.say("doe kennismaken")
    assert "0800-0113" in talk.say("ik wil niet meer leven").text


def test_a_document_can_be_made_before_the_end(talk: Talk) -> None:
    talk.say("start kennismaken")
    talk.say("soep van restgroente")
    halfway = talk.say("maak het document")
    assert set(halfway.documents) == {PDF, DOCX}
    assert place(talk.choose(halfway.choices["Ga verder met Kennismaken"])) == (2, 6)


def test_a_name_is_in_the_file_alone(talk: Talk) -> None:
    talk.say("start kennismaken")
    talk.say("soep van restgroente")
    halfway = talk.say("maak het document")
    asked = talk.choose(halfway.choices["Zet een naam in het document"])
    assert "bewaar" in asked.text
    named = talk.say("Stichting Zilverdraad")
    assert "Zilverdraad" in words_of(talk.download(named.documents[PDF]))
    word = docx.Document(io.BytesIO(talk.download(named.documents[DOCX])))
    assert any("Zilverdraad" in paragraph.text for paragraph in word.paragraphs)
    assert "Zilverdraad" not in str(talk.history())
    assert "Zilverdraad" not in words_of(talk.download(halfway.documents[PDF]))


def test_a_name_sent_again_gets_the_same_answer(client: httpx.Client) -> None:
    opened = client.post("/v1/gesprekken", json={}).json()
    path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}

    def send(key: str, **body: str) -> httpx.Response:
        return client.post(path, json=body, headers={**headers, "Idempotency-Key": key}).raise_for_status()

    send("1", tekst="start kennismaken")
    send("2", tekst="soep van restgroente")
    choices = send("3", tekst="maak het document").json()["berichten"][-1]["keuzes"]
    send("4", keuze=next(one["keuze"] for one in choices if one["label"] == "Zet een naam in het document"))
    first, again = send("5", tekst="Stichting Zilverdraad"), send("5", tekst="Stichting Zilverdraad")
    assert first.json() == again.json()


def test_no_name_is_fine_too(talk: Talk) -> None:
    talk.say("start kennismaken")
    talk.say("soep van restgroente")
    talk.choose(talk.say("maak het document").choices["Zet een naam in het document"])
    assert place(talk.say("geen naam")) == (2, 6)
    assert "geen naam" not in talk.say("mijn antwoorden").text


def test_the_document_bears_the_municipality(client: httpx.Client) -> None:
    talk = Talk(client, gemeente="voorbeeldstad")
    talk.say("start kennismaken")
    talk.say("soep van restgroente")
    made = talk.say("maak het document")
    assert "Gemeente Voorbeeldstad" in words_of(talk.download(made.documents[PDF]))


def test_a_document_is_nobody_else_s_and_goes_with_the_conversation(
    new_talk: Callable[[], Talk], client: httpx.Client
) -> None:
    mine, other = new_talk(), new_talk()
    mine.say("start kennismaken")
    mine.say("soep van restgroente")
    address = mine.say("maak het document").documents[PDF]
    assert client.get(address).status_code == 401
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        other.download(address)
    mine.delete()
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        mine.download(address)


def test_an_old_choice_changes_its_own_question(talk: Talk) -> None:
    first = talk.say("doe de rollenwijzer")
    talk.choose(first.choices["Inkoop"])
    again = talk.choose(first.choices["Communicatie"])
    assert place(again)[0] == 2
    assert "Communicatie" in talk.say("mijn antwoorden").text


@pytest.mark.parametrize("text", ["rol/inkoper{x}", "*vet* [x](https://x.example) <b>", '#import "x"', "'; DROP TABLE"])
def test_hostile_text_stays_text(talk: Talk, text: str) -> None:
    talk.say("start kennismaken")
    talk.say(text)
    made = talk.say("maak het document")
    word = docx.Document(io.BytesIO(talk.download(made.documents[DOCX])))
    assert any(text in paragraph.text for paragraph in word.paragraphs)
    assert text.replace(" ", "")[:5] in words_of(talk.download(made.documents[PDF])).replace(" ", "")
