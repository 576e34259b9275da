"""The conversation by forms, as far as it goes without Rasa: the same outcome as by the API."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from content.markdown import to_plain_text
from content.municipalities.opening_hours import ZONE
from tests.api.conftest import DATABASE, Door
from tests.support.data import copy_data
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.html_page import BROWSER, Page


def test_the_page_has_the_words_that_editors_wrote(door: Door, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    file = data.texts / "chat.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Typ geen namen", "Noem & typ geen namen"), encoding="utf-8"
    )
    reply = door(data).get("/", headers=BROWSER)
    assert "Noem & typ geen namen" in Page(reply).words
    assert "Noem &amp; typ geen namen" in reply.text


def test_a_conversation_for_a_municipality(client: TestClient, shown: Callable[[str], Page]) -> None:
    page = shown("/?gemeente=Voorbeeldstad")
    assert "Ik ben Vera" in page.words
    assert page.hidden_fields["gemeente"] == "voorbeeldstad"
    assert "http://testserver/huisstijl/voorbeeldstad.css" in page.links
    reply = client.post("/", data={**page.hidden_fields, "tekst": "Waar kan ik terecht?"})
    assert reply.status_code == 200
    going_on = Page(reply)
    assert "Ik ben Vera" in going_on.words
    assert "bewaard" in going_on.words
    opened = going_on.hidden_fields
    path, headers = f"/v1/gesprekken/{opened['gesprek']}", {"Authorization": f"Bearer {opened['token']}"}
    assert "Ik ben Vera" in client.get(f"{path}/berichten", headers=headers).json()["berichten"][0]["tekst"]


def test_a_choice_of_the_greeting_begins_the_conversation(client: TestClient, shown: Callable[[str], Page]) -> None:
    page = shown("/")
    label = next(one["value"] for one in page.all("button") if one.get("name") == "begin")
    going_on = Page(client.post("/", data={**page.hidden_fields, "begin": label}))
    assert going_on.words.count(str(label)) == 2  # in the greeting that was, and as the visitor's own words


def test_an_unknown_municipality_is_told(client: TestClient) -> None:
    reply = client.get("/?gemeente=Nergenshuizen", headers=BROWSER)
    assert reply.status_code == 404
    page = Page(reply)
    assert "“Nergenshuizen”" in page.words
    [field] = [one for one in page.all("input") if one.get("name") == "gemeente"]
    assert (field["value"], field["aria-invalid"]) == ("Nergenshuizen", "true")


def test_rating_by_form_is_the_same_as_by_the_api(client: TestClient) -> None:
    opened = client.post("/v1/gesprekken", json={}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    message = opened["berichten"][0]["id"]
    sent = {"gesprek": opened["id"], "token": opened["token"], "doe": "waardeer", "bericht": message}

    def kept() -> Any:
        history = client.get(f"/v1/gesprekken/{opened['id']}/berichten", headers=headers)
        return history.json()["berichten"][0]["nuttig"]

    assert client.post("/", data={**sent, "nuttig": "nee"}).status_code == 200
    assert kept() is False
    assert client.post("/", data={**sent, "nuttig": "ja", "toelichting": "Duidelijk"}).status_code == 200
    assert kept() is True
    assert "te lang" in Page(client.post("/", data={**sent, "nuttig": "nee", "toelichting": "x" * 1001})).words
    assert client.post("/", data={**sent, "nuttig": "ja", "bericht": "onbekend"}).status_code == 404
    assert client.post("/", data=sent).status_code == 400
    assert kept() is True


def test_the_conversation_can_be_saved_as_text(client: TestClient) -> None:
    fields = Page(client.post("/", data={"gemeente": "voorbeeldstad", "tekst": "Is 1 < 2 & *waar*?"})).hidden_fields
    saved = client.post("/gesprek", data=fields)
    assert saved.headers["content-disposition"] == 'attachment; filename="gesprek-zakboek.txt"'
    assert saved.headers["content-type"] == "text/plain; charset=utf-8"
    today = datetime.now(ZONE)
    assert re.search(rf"^Jij, {today.day} [a-z]+ {today.year} om {today.hour}\.\d\d uur\nIs 1 < 2", saved.text, re.M)
    assert "Is 1 < 2 & *waar*?" in saved.text
    assert "Ik ben Vera" in saved.text
    gone = client.post("/gesprek", data={**fields, "token": "onbekend"})
    assert gone.status_code == 404
    assert "Dit gesprek bestaat niet" in Page(gone).words


def test_markdown_becomes_text_that_can_be_read() -> None:
    markdown = (
        "Ga naar **één** loket.\n\n1. Bel [KVK](https://www.kvk.nl).\n2. Lees <https://x.nl> \\*dit\\*\n\n- a\n- b"
    )
    assert to_plain_text(markdown) == (
        "Ga naar één loket.\n\n1. Bel KVK (https://www.kvk.nl).\n2. Lees <https://x.nl> *dit*\n\n- a\n- b"
    )


def test_what_was_typed_is_not_lost_when_the_conversation_is_gone(client: TestClient) -> None:
    page = Page(client.post("/", data={"gesprek": "weg", "token": "weg", "tekst": "Mijn lange vraag"}))
    assert "Mijn lange vraag" in page.words
    assert "Dit gesprek bestaat niet" in page.words


@pytest.fixture
def with_rasa(door: Callable[..., TestClient], rasa: FakeRasa) -> TestClient:
    return door(rasa=rasa)


def conversations_in(var_dir: Path) -> int:
    """How many are stored."""
    with contextlib.closing(sqlite3.connect(var_dir / DATABASE)) as database:
        return int(database.execute("SELECT count(*) FROM conversations").fetchone()[0])


def going_on(page: Page) -> dict[str, str]:
    """What each form of a conversation's page sends along."""
    return {name: page.hidden_fields[name] for name in ("gesprek", "token")}


def test_a_conversation_from_the_first_question_to_its_deletion(with_rasa: TestClient, rasa: FakeRasa) -> None:
    rasa.script = [an_answer("Een **inkoper** koopt in.", ["Meer lezen"], sources=["rol/inkoper"], document=DOCUMENT)]
    first = Page(with_rasa.post("/", data={"tekst": "Wat doet een inkoper?", "sleutel": "a"}))
    assert "Een inkoper koopt in." in first.words
    assert "vanaf pagina 19" in first.words
    assert "Was dit nuttig?" in first.words
    fields = going_on(first)
    document, choice = (
        next(str(one["value"]) for one in first.all("button") if one.get("name") == name)
        for name in ("document", "keuze")
    )
    saved = with_rasa.post("/document", data={**fields, "document": document})
    assert saved.headers["content-disposition"] == 'attachment; filename="profiel.docx"'
    missing = with_rasa.post("/document", data={**fields, "document": "weg"})
    assert (missing.status_code, "Dit document bestaat niet" in Page(missing).words) == (404, True)
    text = with_rasa.post("/gesprek", data=fields).text
    assert "Document: “Profiel” (Word)\nDocument: “Profiel” (pdf)\nKeuzes waren:\n- Meer lezen\n" in text
    more = Page(with_rasa.post("/", data={**fields, "keuze": choice}))
    assert "Antwoord op: Meer lezen" in more.words
    assert "Keuzes waren: Meer lezen" in more.words
    gone = with_rasa.post("/", data={**fields, "doe": "verwijder"})
    assert (gone.status_code, "Je gesprek is verwijderd" in Page(gone).words) == (200, True)
    again = with_rasa.post("/", data={**fields, "doe": "verwijder"})
    assert (again.status_code, "Dit gesprek bestaat niet" in Page(again).words) == (404, True)


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"tekst": " "}, 400, "Het bericht is leeg"),
        ({"tekst": "x" * 1001}, 400, "Dit bericht heeft er 1001"),
        ({"keuze": "weg"}, 404, "Deze keuze bestaat niet"),
        ({"doe": "waardeer", "bericht": "weg", "nuttig": "ja", "toelichting": "Zo is het"}, 404, "Zo is het"),
    ],
)
def test_what_is_wrong_is_told_with_what_was_typed(
    with_rasa: TestClient, sent: dict[str, str], status: int, words: str
) -> None:
    fields = going_on(Page(with_rasa.post("/", data={"tekst": "hoi", "sleutel": "a"})))
    reply = with_rasa.post("/", data={**fields, **sent})
    assert reply.status_code == status
    page = Page(reply)
    assert words in page.words
    assert sent.get("tekst", "").strip() in page.words
    assert page.hidden_fields["gesprek"] == fields["gesprek"]
    back = next(link for link in page.links if "/gesprek/" in link)
    assert "Antwoord op: hoi" in Page(with_rasa.get(back)).words


def test_a_page_that_the_browser_may_keep_holds_nothing_of_the_conversation(with_rasa: TestClient) -> None:
    shown = with_rasa.post("/", data={"tekst": "hoi"})
    refused = with_rasa.post("/", data={**going_on(Page(shown)), "tekst": "x" * 1001})
    assert shown.headers["cache-control"] == "no-store"
    assert refused.headers["cache-control"] == "private, no-cache"
    assert "hoi" not in Page(refused).words
    assert Page(refused).hidden_fields["token"] != Page(shown).hidden_fields["token"]


def test_every_form_leads_to_an_address_that_can_be_read_again(with_rasa: TestClient, rasa: FakeRasa) -> None:
    asked = with_rasa.post("/", data={"tekst": "hoi", "sleutel": "a"}, follow_redirects=False)
    assert (asked.status_code, asked.headers["cache-control"]) == (303, "no-store")
    address = asked.headers["location"]
    assert address.endswith("#laatste")
    first, again = (Page(with_rasa.get(address)) for _ in range(2))
    assert "Antwoord op: hoi" in first.words
    assert first.words == again.words
    message = first.hidden_fields["bericht"]
    rated = with_rasa.post(
        "/",
        data={**going_on(first), "doe": "waardeer", "bericht": message, "nuttig": "ja", "toelichting": "Goed"},
        follow_redirects=False,
    )
    assert rated.status_code == 303
    assert "Bedankt voor je uitleg" in Page(with_rasa.get(rated.headers["location"])).words
    gone = with_rasa.post("/", data={**going_on(first), "doe": "verwijder"}, follow_redirects=False)
    assert (gone.status_code, gone.headers["location"]) == (303, "/?verwijderd=ja")
    closed = with_rasa.get(address)
    assert (closed.status_code, "niet meer te openen" in Page(closed).words) == (404, True)
    assert len(rasa.asked) == 1


@pytest.mark.parametrize("key", ["", "a", "1.a", "formulier.a", "formulier", "é.é", "9" * 90])
def test_an_address_opens_by_its_own_key_only(client: TestClient, key: str) -> None:
    opened = client.post("/v1/gesprekken", json={}).json()
    other = Page(client.post("/", data={"tekst": "hoi"})).hidden_fields["token"]
    for one in (key, other):
        assert client.get(f"/gesprek/{opened['id']}", params={"sleutel": one}).status_code == 404


def test_two_choices_pressed_quickly_are_answered_in_order(with_rasa: TestClient, rasa: FakeRasa) -> None:
    rasa.script = [an_answer("Kies maar.", ["Eerste", "Tweede"])]
    page = Page(with_rasa.post("/", data={"tekst": "hoi"}))
    first, second = (str(one["value"]) for one in page.all("button") if one.get("name") == "keuze")
    fields = {**going_on(page), "sleutel": page.hidden_fields["sleutel"]}
    for pressed in (first, second, first):  # the page is not drawn anew in between, so all send the same hidden fields
        shown = with_rasa.post("/", data={**fields, "keuze": pressed})
    assert shown.status_code == 200
    assert [turn.text for turn in rasa.asked] == ["hoi", "Eerste", "Tweede"]
    words = Page(shown).words
    assert words.index("Antwoord op: Eerste") < words.index("Antwoord op: Tweede")


def test_a_long_conversation_is_shown_in_parts(with_rasa: TestClient) -> None:
    page = Page(with_rasa.post("/", data={"tekst": "vraag 0"}))
    for number in range(1, 45):
        with_rasa.post("/", data={**going_on(page), "tekst": f"vraag {number}"}, follow_redirects=False)
    shown = []
    page = Page(with_rasa.post("/", data={**going_on(page), "tekst": "vraag 45"}))
    for part in ("last", "middle", "first"):
        shown.append([int(found) for found in re.findall(r"Antwoord op: vraag (\d+)", page.words)])
        earlier = [link for link in page.links if "voor=" in link and link.endswith("#laatste")]
        assert bool(earlier) is (part != "first")
        if earlier:
            page = Page(with_rasa.get(earlier[0]))
            assert "Naar het laatste bericht" in page.words
    assert shown == [[*range(26, 46)], [*range(6, 26)], [*range(6)]]
    assert "computerprogramma" in page.words  # the greeting opens the first part


def test_a_question_without_an_answer_yet_is_told(with_rasa: TestClient, rasa: FakeRasa) -> None:
    rasa.away = True
    page = Page(with_rasa.post("/", data={"tekst": "hoi"}))
    assert "Het antwoord is er nog niet" in page.words
    address = next(link for link in page.links if "/gesprek/" in link)
    assert "Het antwoord is er nog niet" in Page(with_rasa.get(address)).words


@pytest.mark.parametrize("path", ["/gesprek", "/document"])
def test_an_address_of_a_form_alone_leads_on(client: TestClient, path: str) -> None:
    page = Page(client.get(path, headers=BROWSER))
    assert "API" not in page.words
    assert "http://testserver/gids/" in page.links


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"tekst": " "}, 400, "Het bericht is leeg"),
        ({"tekst": "Mijn vraag" * 101}, 400, "Dit bericht heeft er 1010"),
        ({"tekst": "Mijn vraag", "keuze": "weg"}, 404, "Deze keuze bestaat niet"),
        ({"tekst": "Mijn vraag", "gemeente": "Nergenshuizen"}, 404, "Er is geen gemeente “Nergenshuizen”"),
        ({"doe": "waardeer", "bericht": "weg", "nuttig": "ja"}, 404, "Dit bericht bestaat niet"),
        ({"doe": "waardeer"}, 404, "Dit bericht bestaat niet"),
        ({"doe": "verwijder"}, 404, "Dit gesprek bestaat niet"),
    ],
)
def test_a_first_form_that_is_refused_leaves_no_conversation_behind(
    with_rasa: TestClient, var_dir: Path, sent: dict[str, str], status: int, words: str
) -> None:
    reply = with_rasa.post("/", data=sent)
    page = Page(reply)
    assert (reply.status_code, words in page.words, "gesprek" in page.hidden_fields) == (status, True, False)
    assert sent.get("tekst", "").strip() in page.words
    assert conversations_in(var_dir) == 0


def test_a_first_message_that_is_not_taken_in_leaves_none_either(with_rasa: TestClient, var_dir: Path) -> None:
    with_rasa.app.state.turns.close()  # type: ignore[attr-defined]
    reply = with_rasa.post("/", data={"tekst": "wat doet een inkoper"})
    assert (reply.status_code, "nog niet verstuurd" in Page(reply).words) == (503, True)
    assert "wat doet een inkoper</textarea>" in reply.text
    assert conversations_in(var_dir) == 0


def test_a_municipality_that_is_unknown_is_told_with_what_was_typed(with_rasa: TestClient, rasa: FakeRasa) -> None:
    reply = with_rasa.post("/", data={"gemeente": "Nergenshuizen", "tekst": "Mijn lange vraag"})
    assert reply.status_code == 404
    page = Page(reply)
    assert "Er is geen gemeente “Nergenshuizen”" in page.words
    assert "Mijn lange vraag" in page.words
    assert rasa.asked == []


def test_a_message_that_was_not_taken_in_stays_in_its_field(with_rasa: TestClient) -> None:
    fields = going_on(Page(with_rasa.post("/", data={"tekst": "hoi"})))
    with_rasa.app.state.turns.close()  # type: ignore[attr-defined]
    reply = with_rasa.post("/", data={**fields, "tekst": "wat doet een inkoper"})
    assert (reply.status_code, "nog niet verstuurd" in Page(reply).words) == (503, True)
    assert "wat doet een inkoper</textarea>" in reply.text


def test_a_deletion_that_is_put_off_is_told(with_rasa: TestClient, rasa: FakeRasa) -> None:
    fields = going_on(Page(with_rasa.post("/", data={"tekst": "hoi"})))
    rasa.away = True
    reply = with_rasa.post("/", data={**fields, "doe": "verwijder"})
    assert (reply.status_code, "nog niet helemaal weg" in Page(reply).words) == (503, True)
