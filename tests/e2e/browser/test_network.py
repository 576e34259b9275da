"""Networks as they are: what was typed is sent once and never lost, and the visitor reads what is going on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.e2e.browser.visitor import ANSWER, QUESTION, Conversation, Visitor
from tests.support.assistant import BackgroundAssistant

MESSAGES = re.compile("/berichten$")
PROBLEM = {"Content-Type": "application/problem+json"}


def test_offline_and_back(visitor: Visitor, context: BrowserContext, assistant: BackgroundAssistant) -> None:
    visitor.open()
    context.set_offline(True)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Je hebt geen internet. Je bericht is bewaard.")
    expect(visitor.questions.last).to_contain_text(QUESTION)
    visitor.field.fill("volgende vraag")
    context.set_offline(False)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.field).to_have_value("volgende vraag")
    assert Conversation.of(visitor, assistant.url).texts() == [QUESTION]


def test_an_answer_that_got_lost_on_the_way_is_fetched_without_asking_twice(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    visitor.open()
    visitor.page.route(MESSAGES, lose, times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent is niet te bereiken. Je bericht is bewaard.")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)
    assert Conversation.of(visitor, assistant.url).texts() == [QUESTION]


def test_a_reload_before_the_answer_came_shows_it_once(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    visitor.page.route(MESSAGES, lambda route: None, times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")
    conversation = Conversation.of(visitor, assistant.url)
    conversation.say(QUESTION, visitor.kept()["pending"]["key"])  # the server got it, the answer did not come back
    visitor.page.reload()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.log).not_to_contain_text("De assistent zoekt een antwoord")
    expect(visitor.questions).to_have_count(1)
    expect(visitor.answers).to_have_count(2)
    assert conversation.texts() == [QUESTION]


def test_no_answer_in_time(context: BrowserContext) -> None:
    visitor = Visitor(context.new_page())
    visitor.page.clock.install()
    visitor.page.goto("/widget/demo")
    visitor.open()
    visitor.page.route(MESSAGES, lambda route: None, times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")
    visitor.field.fill("alvast de volgende")
    visitor.field.press("Enter")
    expect(visitor.page.get_by_text("Je vorige vraag is nog niet beantwoord.").last).to_be_visible()
    expect(visitor.field).to_have_value("alvast de volgende")
    visitor.page.clock.run_for(9_000)
    expect(visitor.log).to_contain_text("Dit duurt langer dan anders.")
    visitor.page.clock.run_for(25_000)
    expect(visitor.log).to_contain_text("Er kwam geen antwoord. Misschien is je internet traag. Je bericht is bewaard.")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_too_many_requests_waits_as_long_as_is_asked(context: BrowserContext, assistant: BackgroundAssistant) -> None:
    visitor = Visitor(context.new_page())
    visitor.page.clock.install()
    visitor.page.goto("/widget/demo")
    visitor.open()
    visitor.page.route(MESSAGES, lambda route: route.fulfill(status=429, headers={"Retry-After": "20"}), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Er komen nu veel vragen tegelijk binnen. Je bericht is bewaard.")
    expect(visitor.log).to_contain_text("Over 20 seconden proberen we het zelf opnieuw.")
    visitor.page.clock.run_for(21_000)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert Conversation.of(visitor, assistant.url).texts() == [QUESTION]


def test_the_servers_own_words_are_shown_and_it_can_be_tried_at_once(visitor: Visitor) -> None:
    visitor.open()
    body = '{"detail": "Het systeem wordt even bijgewerkt."}'
    headers = {**PROBLEM, "Retry-After": "600"}
    visitor.page.route(MESSAGES, lambda route: route.fulfill(status=503, headers=headers, body=body), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Het systeem wordt even bijgewerkt.")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_the_greeting_can_fail_too(visitor: Visitor, context: BrowserContext) -> None:
    context.set_offline(True)
    visitor.launcher.click()
    expect(visitor.log).to_contain_text("Je hebt geen internet.")
    visitor.type_and_send(QUESTION)
    context.set_offline(False)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)


def test_a_server_that_is_away_is_not_taken_for_a_site_that_is_refused(visitor: Visitor) -> None:
    visitor.page.route("**/*", lambda route: route.abort("connectionrefused"))
    visitor.launcher.click()
    expect(visitor.log).to_contain_text("De assistent is niet te bereiken.")
    visitor.page.unroute_all()
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers).to_have_count(1)


def test_a_deletion_that_did_not_arrive_is_told(visitor: Visitor, context: BrowserContext) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    context.set_offline(True)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is nog niet verwijderd.")
    expect(visitor.questions).to_have_count(1)
    context.set_offline(False)
    visitor.button("Probeer opnieuw").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")


def test_a_deletion_that_needs_more_time_is_told_in_the_servers_words(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    conversation = Conversation.of(visitor, assistant.url)
    body = '{"detail": "Een deel wordt gewist zodra dat kan."}'
    answer = {"status": 503, "headers": PROBLEM, "body": body}
    visitor.page.route(conversation.url, lambda route: route.fulfill(**answer), times=1)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Een deel wordt gewist zodra dat kan.")
    expect(visitor.questions).to_have_count(0)
    with visitor.page.expect_response(lambda response: response.request.method == "DELETE"):
        visitor.page.reload()
    assert not conversation.exists()


def test_a_name_whose_answer_got_lost_is_not_asked_for_again(visitor: Visitor) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    visitor.open()
    for said in ("start kennismaken", "Wij maken soep van restgroente.", "maak het document"):
        visitor.ask(said)
    visitor.choose("Zet een naam in het document")
    visitor.page.route(MESSAGES, lose, times=1)
    visitor.type_and_send("Sam de Bedachte")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last.get_by_role("button", name="(pdf)")).to_be_visible()
    expect(visitor.field).to_have_value("")
    expect(visitor.log).not_to_contain_text("Idempotency")


def test_a_municipality_that_is_not_known_is_told_to_the_site(visitor: Visitor) -> None:
    told: list[str] = []
    visitor.page.on("console", lambda message: told.append(message.text))
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('gemeente', 'bestaat-niet')")
    visitor.launcher.click()
    expect(visitor.log).to_contain_text("Deze chat is niet goed ingesteld.")
    assert any('de gemeente "bestaat-niet" is niet bekend' in text for text in told)


def test_a_first_message_to_an_unknown_municipality_is_given_back(context: BrowserContext) -> None:
    visitor = Visitor.at(context, "/widget/demo?weergave=paneel")
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('gemeente', 'bestaat-niet')")
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Deze chat is niet goed ingesteld.")
    expect(visitor.field).to_have_value(QUESTION)


def test_it_gives_up_trying_by_itself_after_three_times(context: BrowserContext) -> None:
    visitor = Visitor(context.new_page())
    visitor.page.clock.install()
    visitor.page.goto("/widget/demo")
    visitor.open()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "1"})

    visitor.page.route(MESSAGES, refuse)
    visitor.type_and_send(QUESTION)
    for attempt in range(3):
        expect(visitor.log).to_contain_text("Over 1 seconde proberen we het zelf opnieuw.")
        with visitor.page.expect_response(MESSAGES):
            visitor.page.clock.run_for(1_500)
        assert len(asked) == attempt + 2
    expect(visitor.log).not_to_contain_text("proberen we het zelf opnieuw")
    expect(visitor.button("Probeer opnieuw")).to_be_visible()
    visitor.page.clock.run_for(60_000)
    assert len(asked) == 4


def test_a_choice_that_the_server_does_not_know_leaves_the_conversation_alone(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    body = '{"detail": "Deze keuze is er niet meer."}'
    visitor.page.route(
        MESSAGES,
        lambda route: (
            route.fulfill(status=404, headers=PROBLEM, body=body)
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    visitor.button("Welke tools staan er in de gids?").click()
    expect(visitor.log).to_contain_text("Deze keuze is er niet meer.")
    expect(visitor.field).to_have_value("Welke tools staan er in de gids?")
    assert conversation.exists()
    assert visitor.kept()["access"]["id"] in conversation.url


def test_starting_over_gives_back_what_was_not_sent(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.route(MESSAGES, lambda route: route.abort())
    visitor.type_and_send(QUESTION)
    expect(visitor.button("Probeer opnieuw")).to_be_visible()
    visitor.use_menu("Begin opnieuw")
    visitor.button("Ja, begin opnieuw").click()
    expect(visitor.field).to_have_value(QUESTION)
    expect(visitor.questions).to_have_count(0)


def test_a_deletion_that_fails_again_stays_owed(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    visitor.page.route(conversation.url, lambda route: route.abort())
    visitor.use_menu("Begin opnieuw")
    with visitor.page.expect_event("requestfailed"):
        visitor.button("Ja, begin opnieuw").click()
    with visitor.page.expect_event("requestfailed"):
        visitor.page.reload()
    assert conversation.exists()
    assert visitor.kept()["leaving"]
    visitor.page.unroute_all()
    with visitor.page.expect_event("requestfinished", lambda request: request.method == "DELETE"):
        visitor.page.reload()
    assert not conversation.exists()
    visitor.ask(QUESTION)
    assert not visitor.kept()["leaving"]


def test_a_conversation_that_was_gone_already_counts_as_deleted(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    Conversation.of(visitor, assistant.url).delete()
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")


def test_a_rating_that_did_not_arrive_can_be_sent_again_with_its_explanation(visitor: Visitor) -> None:
    visitor.open()
    answer = visitor.ask(QUESTION)
    visitor.button("Nee").click()
    answer.get_by_label("Waarom?").fill("Ik zocht een voorbeeld.")
    visitor.page.route("**/waardering", lambda route: route.abort(), times=1)
    visitor.button("Verstuur je uitleg").click()
    expect(answer).to_contain_text("Je reactie is niet verstuurd. Probeer het opnieuw.")
    expect(answer.get_by_label("Waarom?")).to_have_value("Ik zocht een voorbeeld.")
    visitor.button("Verstuur je uitleg").click()
    expect(answer).to_contain_text("Bedankt voor je reactie.")
    expect(answer).not_to_contain_text("niet verstuurd")


def test_a_document_that_did_not_arrive_is_told(visitor: Visitor) -> None:
    visitor.open()
    for said in ("start kennismaken", "Wij maken soep van restgroente.", "maak het document"):
        visitor.ask(said)
    visitor.page.route("**/documenten/*", lambda route: route.abort(), times=1)
    download = visitor.answers.last.get_by_role("button", name="(pdf)")
    download.click()
    expect(visitor.answers.last).to_contain_text("Het downloaden is niet gelukt. Probeer het opnieuw.")
    with visitor.page.expect_download():
        download.click()
    expect(visitor.answers.last).not_to_contain_text("niet gelukt")


def test_one_call_that_gets_lost_is_not_taken_for_a_site_that_is_refused(visitor: Visitor) -> None:
    visitor.page.route(re.compile("/v1/gesprekken$"), lambda route: route.abort(), times=1)
    visitor.open()
    expect(visitor.log).not_to_contain_text("niet goed ingesteld")


def test_the_site_hears_that_a_call_failed(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.evaluate(
        """window.heard = [];
        document.addEventListener('zakboek:fout', ({ detail }) => heard.push(detail))"""
    )
    visitor.page.route(MESSAGES, lambda route: route.abort(), times=1)
    visitor.type_and_send(QUESTION)
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    visitor.page.route(MESSAGES, lambda route: route.fulfill(status=500), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Er ging iets mis aan onze kant.")
    assert visitor.page.evaluate("heard") == [{"soort": "network", "status": 0}, {"soort": "problem", "status": 500}]


def test_an_owed_deletion_is_tried_again_with_the_next_message(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    visitor.page.route(conversation.url, lambda route: route.abort(), times=1)
    visitor.use_menu("Begin opnieuw")
    with visitor.page.expect_event("requestfailed"):
        visitor.button("Ja, begin opnieuw").click()
    with visitor.page.expect_response(lambda response: response.request.method == "DELETE"):
        visitor.ask(QUESTION)
    assert not conversation.exists()


PROXY_PAGE = {"status": 200, "content_type": "text/html", "body": "<h1>Even geduld</h1>"}
NONSENSE = [PROXY_PAGE, {"status": 200, "json": {}}, {"status": 200, "body": "null"}]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=["page", "empty", "null"])
def test_what_is_no_answer_is_trouble_and_can_be_tried_again(visitor: Visitor, nonsense: dict[str, Any]) -> None:
    visitor.page.route(re.compile("/v1/gesprekken$"), lambda route: route.fulfill(**nonsense), times=1)
    visitor.launcher.click()
    expect(visitor.log).to_contain_text("De assistent is even niet bereikbaar.")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers).to_have_count(1)
    visitor.page.route(MESSAGES, lambda route: route.fulfill(**nonsense), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent is even niet bereikbaar. Je bericht is bewaard.")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    visitor.page.route(MESSAGES, lambda route: route.fulfill(**nonsense), times=1)
    visitor.page.reload()
    visitor.button("Probeer opnieuw").click()
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_a_deletion_is_told_only_when_the_assistant_says_so(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    visitor.page.route(conversation.url, lambda route: route.fulfill(**PROXY_PAGE), times=1)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is nog niet verwijderd.")
    visitor.button("Probeer opnieuw").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    assert not conversation.exists()
