"""What a screen reader meets: the accessibility tree, and what is read by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.e2e.browser.visitor import ANSWER, QUESTION, Held, Visitor

# Keeps everything that the live region has said.
LISTEN = """() => {
  window.said = [];
  const region = document.querySelector('zakboek-chat').shadowRoot.querySelector('[role=status]');
  new MutationObserver(() => { if (region.textContent) said.push(region.textContent); })
    .observe(region, { childList: true, characterData: true, subtree: true });
}"""


def test_the_tree_of_an_answer(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    expect(visitor.page.get_by_role("region", name="Chat met de assistent")).to_match_aria_snapshot("""
      - region "Chat met de assistent":
        - dialog "Vragen over sociaal ondernemen":
          - heading "Vragen over sociaal ondernemen" [level=2]
          - paragraph: Je praat met een computerprogramma
          - button "Meer mogelijkheden"
          - button "Sluit de chat"
          - log "Het gesprek":
            - article "Antwoord van de assistent":
              - paragraph:
                - strong: Assistent
                - time: /vandaag om \\d+\\.\\d+ uur/
              - paragraph: /Ik ben een computerprogramma/
              - paragraph: /Stel gerust je vraag/
              - paragraph: "Keuzes waren:"
              - list:
                - listitem: Welke rol heb ik als ambtenaar?
                - listitem: Welke tools staan er in de gids?
                - listitem: Ik ben ondernemer. Waar kan ik terecht?
            - article "Jij":
              - paragraph:
                - text: Jij,
                - time: /vandaag om \\d+\\.\\d+ uur/
              - paragraph: Wat doet een inkoper?
            - article "Antwoord van de assistent":
              - paragraph:
                - strong: Assistent
                - time: /vandaag om \\d+\\.\\d+ uur/
              - paragraph: /Als inkoper koop je in/
              - paragraph: Bron
              - list:
                - listitem:
                  - link "Inkoper (opent in een nieuw tabblad)"
                  - text: Zakboek, hoofdstuk “Sociaal inkopen van product of dienst”, vanaf pagina 19
              - group "Kies hoe je verder wilt":
                - button "Meer lezen"
              - group "Was dit nuttig?":
                - button "Ja"
                - button "Nee"
          - textbox "Je vraag"
          - button "Verstuur"
          - paragraph: /Typ geen namen/
    """)


def test_each_answer_is_read_once(visitor: Visitor) -> None:
    visitor.page.evaluate(LISTEN)
    visitor.open()
    visitor.ask(QUESTION)
    visitor.choose("Meer lezen")
    said: list[str] = visitor.page.evaluate("said")
    assert len(said) == 3
    greeting, answer, more = said
    assert "computerprogramma" in greeting
    assert ANSWER in answer
    assert "Bron: Inkoper." in answer
    assert answer.endswith("keuzes.")
    assert more != answer


def test_nothing_is_read_again_after_a_reload(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    visitor.page.reload()
    visitor.page.evaluate(LISTEN)
    expect(visitor.answers).to_have_count(2)
    assert visitor.page.evaluate("said") == []
    expect(visitor.page.get_by_role("status")).to_have_text("")


def test_an_answer_that_comes_after_closing_is_counted_on_the_button(visitor: Visitor) -> None:
    visitor.open()
    held = Held(visitor.page, re.compile("/berichten$"), "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    visitor.page.keyboard.press("Escape")
    held.let_go()
    expect(visitor.launcher).to_contain_text("1 nieuw antwoord")
    visitor.launcher.click()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).not_to_contain_text("nieuw")


def test_the_widget_says_that_it_is_dutch(visitor: Visitor) -> None:
    visitor.page.evaluate("document.documentElement.lang = 'en'")
    expect(visitor.page.get_by_role("region", name="Chat met de assistent")).to_have_attribute("lang", "nl")


def test_words_in_another_language_say_so(visitor: Visitor) -> None:
    visitor.open()
    answer = visitor.ask("hello, do you speak English?")
    expect(answer.locator(".text [lang=en]")).to_contain_text("I am a computer program.")
    expect(answer.locator(".text [lang=en]")).not_to_contain_text("Ik geef antwoord")
    expect(visitor.page.get_by_role("status").locator("[lang=en]")).to_contain_text("I am a computer program.")
    expect(visitor.questions.last.get_by_text("hello, do you")).to_have_attribute("lang", "")


def test_what_is_copied_has_no_words_that_nobody_sees(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    visitor = Visitor.at(context, "/widget/demo")
    visitor.open()
    answer = visitor.ask(QUESTION)
    visitor.page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('zakboek-chat').shadowRoot.querySelector('article:last-of-type'))"
    )
    visitor.page.keyboard.press("Control+c")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert ANSWER in copied
    assert "Inkoper" in copied
    assert "(opent in een nieuw tabblad)" not in copied
    expect(answer.get_by_role("link", name="Inkoper (opent in een nieuw tabblad)")).to_be_visible()


def test_who_scrolls_up_while_waiting_stays_there(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 900, "height": 560})
    visitor.open()
    for _ in range(2):
        visitor.ask("Welke tools staan er in de gids?")
    held = Held(visitor.page, re.compile("/berichten$"), "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    expect(visitor.questions.last).to_be_in_viewport()
    visitor.log.hover()
    visitor.page.mouse.wheel(0, -10_000)
    expect(visitor.answers.first).to_be_in_viewport()
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert visitor.log.evaluate("(log) => log.scrollTop") == 0
    visitor.ask("Wat doet een verbinder?")  # who goes on is taken along again
    expect(visitor.questions.last).to_be_in_viewport()


def test_documents_and_errors_are_read_too(visitor: Visitor) -> None:
    visitor.open()
    for said in ("start kennismaken", "Wij maken soep van restgroente."):
        visitor.ask(said)
    visitor.page.evaluate(LISTEN)
    visitor.ask("maak het document")
    visitor.page.route("**/berichten", lambda route: route.abort(), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.button("Probeer opnieuw")).to_be_visible()
    # On a slow machine the region says in between that an answer is on its way.
    heard: list[str] = visitor.page.evaluate("said")
    assert any("Je kunt 2 documenten downloaden." in text for text in heard)
    assert not any("restgroente" in text for text in heard)
    assert heard[-1] == "De assistent is niet te bereiken. Je bericht is bewaard."


def test_the_same_answer_twice_is_read_twice(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.evaluate(LISTEN)
    for _ in range(2):
        visitor.ask("qwx zzq")
    first, second = visitor.page.evaluate("said")
    assert first == second


def test_waiting_is_read_once_it_takes_a_second(context: BrowserContext) -> None:
    visitor = Visitor(context.new_page())
    visitor.page.clock.install()
    visitor.page.goto("/widget/demo")
    visitor.open()
    visitor.page.evaluate(LISTEN)
    visitor.page.route("**/berichten", lambda route: None)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")
    assert visitor.page.evaluate("said") == []
    visitor.page.clock.run_for(1_500)
    assert visitor.page.evaluate("said") == ["De assistent zoekt een antwoord"]
    visitor.page.clock.run_for(8_000)
    assert visitor.page.evaluate("said")[1:] == ["Dit duurt langer dan anders. Nog even geduld."]


def test_what_was_told_about_a_deletion_is_not_told_again_at_the_next_opening(visitor: Visitor) -> None:
    visitor.open()
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    visitor.page.keyboard.press("Escape")
    visitor.page.evaluate(LISTEN)
    visitor.open()
    expect(visitor.log).not_to_contain_text("Je gesprek is verwijderd.")
    [greeting] = visitor.page.evaluate("said")
    assert "computerprogramma" in greeting


def test_waiting_is_read_also_after_the_page_has_moved_the_chat(context: BrowserContext) -> None:
    visitor = Visitor(context.new_page())
    visitor.page.clock.install()
    visitor.page.goto("/widget/demo")
    visitor.open()
    visitor.page.evaluate("document.querySelector('h1').after(document.querySelector('zakboek-chat'))")
    visitor.page.evaluate(LISTEN)
    visitor.page.route("**/berichten", lambda route: None)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")
    visitor.page.clock.run_for(1_500)
    assert visitor.page.evaluate("said") == ["De assistent zoekt een antwoord"]
