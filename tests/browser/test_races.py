"""Things that happen at the same time: each gets its turn, and nothing is lost or done twice."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, expect

from serve.background import BackgroundAssistant
from tests.browser.visitor import ANSWER, QUESTION, Conversation, Held, Visitor

MESSAGES = re.compile("/berichten$")
OPENING = re.compile("/v1/gesprekken$")
OTHER_QUESTION = "Wat doet een verbinder?"


def test_a_deletion_after_a_reload_waits_for_what_is_under_way(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    conversation = Conversation.of(visitor, assistant.url)
    held = Held(visitor.page, MESSAGES, "GET")
    held.call(visitor.page.reload)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    held.let_go()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    assert not conversation.exists()


def test_a_question_that_is_asked_while_a_new_conversation_opens_is_answered(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(OTHER_QUESTION)
    held = Held(visitor.page, OPENING, "POST")
    visitor.use_menu("Begin opnieuw")
    held.call(visitor.button("Ja, begin opnieuw").click)
    visitor.type_and_send(QUESTION)
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)


def test_a_late_reading_does_not_wipe_a_newer_answer(visitor: Visitor, context: BrowserContext) -> None:
    visitor.open()
    with context.expect_page() as opened:
        visitor.page.evaluate("void window.open(location.href)")
    second = Visitor(opened.value)
    expect(second.answers).to_have_count(1)
    held = Held(visitor.page, MESSAGES, "GET")
    held.call(lambda: second.ask(OTHER_QUESTION))
    visitor.type_and_send(QUESTION)
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_text([re.compile(OTHER_QUESTION), re.compile(QUESTION)])


def test_a_page_may_move_the_chat_while_it_waits(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    visitor.page.evaluate("document.querySelector('h1').after(document.querySelector('zakboek-chat'))")
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert Conversation.of(visitor, assistant.url).texts() == [QUESTION]


def test_a_chat_that_was_taken_away_does_nothing_more(visitor: Visitor) -> None:
    visitor.open()
    retry_soon = {"status": 503, "headers": {"Retry-After": "1"}}
    visitor.page.clock.install()
    visitor.page.route(MESSAGES, lambda route: route.fulfill(**retry_soon))
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Over 1 seconde proberen we het zelf opnieuw.")
    visitor.page.evaluate("document.querySelector('zakboek-chat').remove()")
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.clock.run_for(5_000)
    visitor.page.evaluate("dispatchEvent(new Event('online'))")
    assert asked == []


def test_a_reload_after_the_server_answered_shows_the_question_once_even_without_network(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    soft_hyphen = "Wat doet een in\u00adkoper?"  # the server stores it without
    visitor.open()
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(soft_hyphen))
    Conversation.of(visitor, assistant.url).say(soft_hyphen, visitor.kept()["pending"]["key"])
    visitor.page.unroute_all()
    visitor.page.route(MESSAGES, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    visitor.page.reload()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)
    assert visitor.kept()["pending"] is None


def test_deleted_in_another_tab_while_an_answer_is_awaited(visitor: Visitor, context: BrowserContext) -> None:
    visitor.open()
    visitor.ask(OTHER_QUESTION)
    with context.expect_page() as opened:
        visitor.page.evaluate("void window.open(location.href)")
    second = Visitor(opened.value)
    expect(second.answers).to_have_count(2)
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    second.use_menu("Verwijder mijn gesprek")
    second.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("in een ander tabblad verwijderd")
    held.let_go()
    expect(visitor.field).to_have_value(QUESTION)
    expect(visitor.questions).to_have_count(0)
    visitor.field.press("Enter")
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_two_chats_on_one_page_do_not_overwrite_each_other(context: BrowserContext) -> None:
    visitor = Visitor.at(context, "/widget/demo?weergave=paneel")
    visitor.type_and_send(QUESTION)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    kept = visitor.kept()["access"]
    visitor.page.evaluate("document.body.append(document.createElement('zakboek-chat'))")
    visitor.launcher.click()
    expect(visitor.page.get_by_role("dialog")).to_contain_text("computerprogramma")
    expect(visitor.page.get_by_role("dialog")).not_to_contain_text(ANSWER)
    visitor.page.reload()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert visitor.kept()["access"] == kept
