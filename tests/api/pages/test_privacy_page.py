"""The page on privacy: what an operator set is what a visitor reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contract.personal_data import PersonalData
from tests.api.conftest import Door
from tests.support.content_in_force import content_in_force
from tests.support.data import copy_data
from tests.support.html_page import BROWSER, Page


def privacy(client: TestClient, query: str = "") -> Page:
    return Page(client.get(f"/privacy{query}", headers=BROWSER))


@pytest.mark.parametrize(("days", "said"), [(30, "30 dagen"), (1, "1 dag"), (6, "6 dagen"), (0, "1 uur")])
def test_it_says_how_long_a_conversation_stays(door: Door, days: int, said: str) -> None:
    assert f"Tot {said} na je laatste bericht." in privacy(door(retention_days=days)).words


def test_it_says_how_long_a_message_to_the_municipality_is_tried(door: Door) -> None:
    assert "dan wist hij het na 3 dagen." in privacy(door(delivery_days=3)).words


def test_it_names_every_kind_that_is_left_out(client: TestClient) -> None:
    words, texts = privacy(client).words, content_in_force().texts["persoonsgegevens"]
    assert not [kind for kind in PersonalData if texts[kind.value].text not in words]


def test_every_question_has_a_heading_to_link_to(client: TestClient) -> None:
    page, texts = privacy(client), content_in_force().texts["privacy"]
    questions = {key: one.title for key, one in texts.items() if one.title}
    assert set(questions) <= set(page.ids)
    assert not [question for question in questions.values() if question not in page.words]
    assert "{" not in page.words


def test_a_municipality_with_a_file_says_with_whom_to_speak(client: TestClient) -> None:
    page = privacy(client, "?gemeente=voorbeeldstad")
    assert "De gemeente Voorbeeldstad." in page.words
    assert {"tel:09000000001", "mailto:economie@voorbeeldstad.example"} <= page.links
    assert "bedacht voorbeeld" in page.words


@pytest.mark.parametrize("query", ["", "?gemeente=zwolle", "?gemeente=nergenshuizen"])
def test_without_such_a_file_it_claims_no_municipality(client: TestClient, query: str) -> None:
    page = privacy(client, query)
    assert "De organisatie die je deze assistent aanbiedt." in page.words
    assert not [link for link in page.links if link.startswith(("tel:", "mailto:"))]


def test_who_offers_the_assistant_is_named_where_the_operator_says_so(door: Door) -> None:
    page = privacy(door(publisher_name="Team Voorbeeld", publisher_email="team@voorbeeldstad.example"))
    assert "aangeboden door Team Voorbeeld." in page.words
    assert "mailto:team@voorbeeldstad.example" in page.links


def test_the_chat_page_leads_to_it_for_its_municipality(client: TestClient, shown: Callable[[str], Page]) -> None:
    assert "http://testserver/privacy" in shown("/").links
    assert "http://testserver/privacy?gemeente=voorbeeldstad" in shown("/?gemeente=voorbeeldstad").links


def test_an_editor_can_add_a_question(tmp_path: Path, door: Door) -> None:
    data = copy_data(tmp_path)
    file = data.texts / "privacy.yml"
    own = "\nkinderen:\n  titel: Is het ook voor kinderen?\n  tekst: Vraag het {uitgever}.\n"
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    page = privacy(door(data, publisher_name="Team Voorbeeld"))
    assert page.ids[-1] == "kinderen"
    assert "Vraag het Team Voorbeeld." in page.words
