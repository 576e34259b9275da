"""Answers are shown as on the page without JavaScript: the same Markdown, the same words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Locator, Route, expect

from content.markdown import to_html
from tests.e2e.browser.visitor import QUESTION, Conversation, Visitor
from tests.support.assistant import BackgroundAssistant

# Tags and words of an answer, in order, without what only the widget adds to a link.
SHOWN = """(answer) => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.classList.contains('unseen')) return;
    if (node.localName !== 'div') found.push(`<${node.localName} ${node.getAttribute('href') ?? ''}>`);
    node.childNodes.forEach(walk);
  };
  walk(answer.querySelector('.text'));
  return found.join('');
}"""


class Reference(HTMLParser):
    """The same of the page's HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, with where a link leads."""
        self.found += f"<{tag} {dict(attrs).get('href') or ''}>"

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.found += data


def plain(text: str) -> str:
    return "".join(text.split())


def shown(answer: Locator) -> str:
    found: str = answer.evaluate(SHOWN)
    return plain(found)


@pytest.mark.parametrize(
    "question",
    [
        "Hoe begin ik met een quick scan?",
        "ik wil niet meer leven",
        "wat kun je?",
        "Wat is het verschil tussen 2.80 en 2.82?",
        "Welke tools staan er in de gids?",
        "Wat is social return?",
        "waar kan ik terecht in Venlo voor een vergunning?",
        "can I ask my question in English?",
    ],
)
def test_markdown_is_shown_as_on_the_page(visitor: Visitor, assistant: BackgroundAssistant, question: str) -> None:
    visitor.open()
    answer = visitor.ask(question)
    told = Conversation.of(visitor, assistant.url).messages()[-1]["tekst"]
    assert shown(answer) == plain(Reference(to_html(told)).found)


def test_the_time_is_told_as_one_would_say_it(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    time = visitor.questions.first.get_by_role("time")
    asked = datetime.fromisoformat(Conversation.of(visitor, assistant.url).messages()[1]["tijdstip"]).astimezone()
    visitor.page.clock.set_fixed_time(asked)
    visitor.page.reload()
    expect(time).to_have_text(f"vandaag om {asked.hour}.{asked.minute:02} uur")
    visitor.page.clock.set_fixed_time(asked + timedelta(days=1))
    visitor.page.reload()
    expect(time).to_contain_text("gisteren om")
    visitor.page.clock.set_fixed_time(asked + timedelta(days=7))
    visitor.page.reload()
    days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
    expect(time).to_contain_text(f"{days[asked.weekday()]} {asked.day} ")


def test_only_safe_links_are_links_and_they_leave_nothing_behind(visitor: Visitor) -> None:
    visitor.open()
    text = "[klik](javascript:alert(1)) [ook](http://onveilig.example) [KVK](https://www.kvk.nl) <b>vet</b>"

    def say(route: Route) -> None:
        answer = route.fetch().json()
        answer["berichten"][0]["tekst"] = text
        route.fulfill(json=answer)

    visitor.page.route(re.compile("/berichten$"), say)
    answer = visitor.ask(QUESTION)
    expect(answer).to_contain_text("<b>vet</b>")
    links = answer.locator(".text a")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://www.kvk.nl")
    expect(links).to_have_attribute("rel", "noopener noreferrer")
    expect(links).to_have_accessible_name("KVK (opent in een nieuw tabblad)")


def test_a_long_answer_is_shown_from_its_question_on(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 560})
    visitor.open()
    visitor.ask("Welke tools staan er in de gids?")
    visitor.ask(QUESTION)
    expect(visitor.answers.last).to_be_in_viewport()
    [question, log] = [part.bounding_box() for part in (visitor.questions.last, visitor.log)]
    assert question
    assert log
    assert 0 <= question["y"] - log["y"] < 20
