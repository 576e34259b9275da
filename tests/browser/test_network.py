"""Networks as they are: what was typed is sent once and never lost, and the visitor reads what is going on."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Route, expect

from serve.background import BackgroundAssistant
from tests.browser.visitor import ANSWER, QUESTION, Conversation, Visitor

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
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('gemeente', 'bestaat-niet')")
    visitor.launcher.click()
    expect(visitor.log).to_contain_text("Deze chat is niet goed ingesteld.")
