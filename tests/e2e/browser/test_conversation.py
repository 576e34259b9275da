"""A visitor's conversation from the first opening to the deletion, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import BrowserContext, Request, Route, expect

from tests.e2e.browser.visitor import ANSWER, QUESTION, Conversation, Visitor
from tests.support.assistant import BackgroundAssistant

HUMAN = "Ik wil een mens spreken"


def calls_of(context: BrowserContext) -> list[str]:
    calls: list[str] = []

    def note(request: Request) -> None:
        if "/v1/gesprekken" in request.url:
            calls.append(f"{request.method} {request.url.rsplit('/', 1)[-1]}")

    context.on("request", note)
    return calls


def test_two_calls_to_the_first_answer_and_none_before_opening(context: BrowserContext) -> None:
    calls = calls_of(context)
    visitor = Visitor.at(context, "/widget/demo")
    expect(visitor.launcher).to_be_visible()
    assert calls == []
    visitor.open()
    expect(visitor.answers.first).to_contain_text("computerprogramma")
    visitor.ask(QUESTION)
    assert calls == ["POST gesprekken", "POST berichten"]
    assert context.cookies() == []


def test_nothing_is_fetched_from_elsewhere(context: BrowserContext, assistant: BackgroundAssistant) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    visitor = Visitor.at(context, "/widget/demo")
    visitor.open()
    visitor.ask(QUESTION)
    assert [url for url in asked if not url.startswith((assistant.url, "data:"))] == []


def test_an_answer_has_its_source_and_can_be_rated(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    answer = visitor.ask(QUESTION)
    expect(answer).to_contain_text(ANSWER)
    expect(answer).to_contain_text("hoofdstuk “Sociaal inkopen van product of dienst”, vanaf pagina 19")
    source = answer.get_by_role("link", name="Inkoper")
    expect(source).to_have_attribute("href", f"{assistant.url}/gids/rol/inkoper")
    no = visitor.button("Nee")
    no.click()
    expect(no).to_have_attribute("aria-pressed", "true")
    expect(visitor.button("Verstuur je uitleg")).to_be_in_viewport(ratio=1)
    answer.get_by_label("Waarom?").fill("Ik zocht een voorbeeld.")
    visitor.button("Verstuur je uitleg").click()
    expect(answer.get_by_text("Bedankt voor je reactie.")).to_be_visible()
    expect(answer.get_by_label("Waarom?")).to_have_count(0)
    visitor.page.reload()
    expect(visitor.button("Nee")).to_have_attribute("aria-pressed", "true")


def test_small_talk_is_not_rated(visitor: Visitor) -> None:
    visitor.open()
    expect(visitor.ask("dank je wel").get_by_text("Was dit nuttig?")).to_have_count(0)


def test_a_choice_that_was_taken_stays_readable(visitor: Visitor) -> None:
    visitor.open()
    visitor.choose("Welke tools staan er in de gids?")
    greeting = visitor.answers.first
    expect(greeting).to_contain_text("Jouw keuze: Welke tools staan er in de gids?")
    expect(greeting.get_by_role("button")).to_have_count(0)
    expect(greeting.get_by_role("listitem").first).to_have_text("Welke rol heb ik als ambtenaar?")
    expect(visitor.questions.last).to_contain_text("Welke tools staan er in de gids?")


def test_reload_and_the_next_page_go_on_where_one_was(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    visitor.field.fill("half een vra")
    visitor.page.reload()
    expect(visitor.answers).to_have_count(2)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.field).to_have_value("half een vra")
    visitor.page.goto("/widget/demo?weergave=paneel")
    expect(visitor.answers.last).to_contain_text(ANSWER)
    visitor.ask("heb je een voorbeeld?")


def test_a_site_can_want_nothing_kept(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('opslag', 'geen')")
    visitor.open()
    visitor.ask(QUESTION)
    assert visitor.page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_the_panel_in_a_page_sends_nothing_until_the_visitor_does(context: BrowserContext) -> None:
    calls = calls_of(context)
    visitor = Visitor.at(context, "/widget/demo?weergave=paneel")
    expect(visitor.log).to_contain_text("Ik ben een computerprogramma.")
    assert calls == []
    visitor.type_and_send(QUESTION)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert calls == ["POST gesprekken", "POST berichten"]


def test_a_second_tab_follows_the_first(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    second = visitor.duplicate()
    expect(second.answers).to_have_count(2)
    second.ask("Wat doet een verbinder?")
    expect(visitor.questions.last).to_contain_text("Wat doet een verbinder?")
    expect(visitor.answers).to_have_count(3)
    visitor.ask("Wat doet een financier?")
    expect(second.answers).to_have_count(4)
    second.field.fill("nog niet verstuurd")
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(second.log).to_contain_text("in een ander tabblad verwijderd")
    expect(second.field).to_have_value("nog niet verstuurd")
    expect(second.questions).to_have_count(0)


def test_deletion_is_asked_first_and_true(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    conversation = Conversation.of(visitor, assistant.url)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Nee, ga terug").click()
    assert conversation.exists()
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    expect(visitor.questions).to_have_count(0)
    assert not conversation.exists()
    assert visitor.kept()["access"] is None


def test_deletion_while_an_answer_is_awaited(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    held: list[Route] = []
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    visitor.page.route("**/berichten", lambda route: held.append(route), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    held[0].continue_()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    assert not conversation.exists()


def test_starting_over_leaves_nothing_behind(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    old = Conversation.of(visitor, assistant.url)
    visitor.use_menu("Begin opnieuw")
    with visitor.page.expect_response(lambda response: response.request.method == "DELETE"):
        visitor.button("Ja, begin opnieuw").click()
    expect(visitor.questions).to_have_count(0)
    expect(visitor.answers).to_have_count(1)
    assert not old.exists()
    assert Conversation.of(visitor, assistant.url).exists()


def test_a_conversation_that_is_gone_begins_anew_with_what_was_typed(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    Conversation.of(visitor, assistant.url).delete()
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Dit gesprek is er niet meer.")
    expect(visitor.field).to_have_value(QUESTION)
    visitor.field.press("Enter")
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_a_message_that_is_too_long_comes_back_with_the_reason(visitor: Visitor) -> None:
    long = "a" * 1001
    visitor.open()
    visitor.type_and_send(long)
    expect(visitor.log).to_contain_text("Een bericht mag 1000 tekens lang zijn.")
    expect(visitor.field).to_have_value(long)
    visitor.ask(QUESTION)


def test_a_person_can_be_asked_for(visitor: Visitor) -> None:
    visitor.open()
    visitor.use_menu("Een mens spreken")
    expect(visitor.questions.last).to_contain_text(HUMAN)
    expect(visitor.answers).to_have_count(2)


def test_the_menu_leads_to_what_is_kept(visitor: Visitor) -> None:
    visitor.open()
    visitor.button("Meer mogelijkheden").click()
    with visitor.page.context.expect_page() as opened:
        visitor.page.get_by_role("link", name="Privacy (opent in een nieuw tabblad)").click()
    expect(opened.value.get_by_role("heading", name="Hoe lang blijft het staan?")).to_be_visible()
    expect(visitor.field).to_be_visible()


def test_the_conversation_can_be_saved_as_text(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    with visitor.page.expect_download() as download:
        visitor.use_menu("Download dit gesprek")
    download.value.save_as(tmp_path / "gesprek.txt")
    text = (tmp_path / "gesprek.txt").read_text(encoding="utf-8")
    assert download.value.suggested_filename == "gesprek-zakboek.txt"
    assert QUESTION in text
    assert ANSWER in text
    assert "*" not in text


def test_all_that_is_stored_can_be_saved(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    with visitor.page.expect_download() as download:
        visitor.use_menu("Download alles wat is bewaard (json)")
    download.value.save_as(tmp_path / "gesprek.json")
    assert download.value.suggested_filename == "gesprek-zakboek.json"
    copy = json.loads((tmp_path / "gesprek.json").read_text(encoding="utf-8"))
    assert [one["tekst"] for one in copy["berichten"] if one["afzender"] == "bezoeker"] == [QUESTION]


@pytest.mark.parametrize("path", ["/widget/demo", "/widget/demo?weergave=paneel"])
def test_a_tool_up_to_its_document(new_context: Callable[..., BrowserContext], path: str, tmp_path: Path) -> None:
    visitor = Visitor.at(new_context(), path)
    if "paneel" not in path:
        visitor.open()
    visitor.type_and_send("start kennismaken")
    expect(visitor.answers.last).to_contain_text("vraag 1 van 6")
    visitor.ask("Wij maken soep van restgroente.")
    expect(visitor.answers.last).to_contain_text("vraag 2 van 6")
    made = visitor.ask("maak het document")
    with visitor.page.expect_download() as download:
        made.get_by_role("button", name="(pdf)").click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    assert download.value.suggested_filename.endswith(".pdf")
    [page, *_] = pypdf.PdfReader(tmp_path / download.value.suggested_filename).pages
    assert "restgroente" in page.extract_text()


def test_the_site_hears_what_happens_but_not_what_is_said(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """window.heard = [];
        for (const name of ['geopend', 'gesloten', 'antwoord', 'fout'])
            document.addEventListener(`zakboek:${name}`, ({ type, detail }) => heard.push([type, detail]))"""
    )
    visitor.open()
    visitor.ask(QUESTION)
    visitor.button("Sluit de chat").click()
    assert visitor.page.evaluate("heard") == [
        ["zakboek:geopend", None],
        ["zakboek:antwoord", {"uitkomst": "antwoord"}],
        ["zakboek:gesloten", None],
    ]


def test_a_telephone_number_can_be_tapped(context: BrowserContext) -> None:
    visitor = Visitor.at(context, "/widget/demo?gemeente=voorbeeldstad")
    visitor.open()
    answer = visitor.ask("Waar kan ik als ondernemer terecht?")
    expect(answer.get_by_role("link", name="0900 000 0001")).to_have_attribute("href", "tel:09000000001")


def test_saying_so_deletes_it_after_a_yes(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    conversation = Conversation.of(visitor, assistant.url)
    expect(visitor.ask("wis alles")).to_contain_text("Wil je dit hele gesprek wissen?")
    visitor.button("Ja, wis alles").click()
    expect(visitor.log).to_contain_text("Je gesprek is gewist.")
    expect(visitor.questions).to_have_count(0)
    assert not conversation.exists()
    visitor.ask(QUESTION)
    expect(visitor.questions).to_have_count(1)
