"""A municipality's page: all that its own file holds, to read without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.pages import municipality
from tests.support.clock import Clock
from tests.support.html_page import Page


def test_the_contact_points_with_their_hours(shown: Callable[[str], Page]) -> None:
    page = shown("/gemeenten/voorbeeldstad")
    assert "Loket Economische Zaken" in page.words
    assert "donderdag: 09.00 tot 17.00 uur en 18.00 tot 20.00 uur" in page.words
    assert "zondag: gesloten" in page.words
    assert "Je hebt geen afspraak nodig." in page.words
    assert "bedacht voorbeeld" in page.words
    assert {"tel:09000000001", "mailto:economie@voorbeeldstad.example"} <= page.links


def test_days_that_go_otherwise_have_their_weekday(
    shown: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(municipality, "datetime", Clock)
    words = shown("/gemeenten/voorbeeldstad").words
    assert "donderdag 24 december: 09.00 tot 12.00 uur (kerstavond)" in words
    assert "vrijdag 25 december: gesloten (eerste kerstdag)" in words


def test_one_without_a_file_says_where_to_look(shown: Callable[[str], Page]) -> None:
    assert "Zoek op de website van de gemeente" in shown("/gemeenten/zwolle").words


def test_another_name_leads_there_and_an_unknown_one_nowhere(client: TestClient) -> None:
    moved = client.get("/gemeenten/Den Bosch", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/gemeenten/s-hertogenbosch")
    assert client.get("/gemeenten/nergenshuizen").status_code == 404


def test_a_conversation_for_a_municipality_leads_there(shown: Callable[[str], Page]) -> None:
    assert "http://testserver/gemeenten/voorbeeldstad" in shown("/?gemeente=voorbeeldstad").links
