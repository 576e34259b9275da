"""What someone does with the widget, in a visitor's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import APIResponse, BrowserContext, Locator, Page, Route, expect

QUESTION = "Wat doet een inkoper?"
ANSWER = "Als inkoper koop je in bij een sociale onderneming."


@dataclass(frozen=True)
class Visitor:
    """A page with the widget on it."""

    page: Page

    @classmethod
    def at(cls, context: BrowserContext, path: str) -> Visitor:
        """On a new page."""
        page = context.new_page()
        page.goto(path)
        return cls(page)

    @property
    def launcher(self) -> Locator:
        """The button that opens the panel."""
        return self.page.get_by_role("button", name="Stel je vraag")

    @property
    def field(self) -> Locator:
        """Where one types."""
        return self.page.get_by_label("Je vraag")

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log", name="Het gesprek")

    @property
    def questions(self) -> Locator:
        """What the visitor has said."""
        return self.log.get_by_role("article", name="Jij")

    @property
    def answers(self) -> Locator:
        """What the assistant has said."""
        return self.log.get_by_role("article", name="Antwoord van de assistent")

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def open(self) -> None:
        """Open the panel and wait for the greeting."""
        self.launcher.click()
        expect(self.answers).to_have_count(1)

    def type_and_send(self, text: str) -> None:
        """Send a text, whatever comes of it."""
        self.field.fill(text)
        self.page.keyboard.press("Enter")

    def ask(self, text: str) -> Locator:
        """Send a text and wait for its answer."""
        before = self.answers.count()
        self.type_and_send(text)
        expect(self.answers).to_have_count(before + 1)
        return self.answers.last

    def choose(self, label: str) -> Locator:
        """Press a choice and wait for its answer."""
        before = self.answers.count()
        self.button(label).last.click()
        expect(self.answers).to_have_count(before + 1)
        return self.answers.last

    def use_menu(self, item: str) -> None:
        """Open the menu and press one of its buttons."""
        self.button("Meer mogelijkheden").click()
        self.button(item).click()

    def duplicate(self) -> Visitor:
        """The same conversation in another tab, as a duplicated tab has it."""
        with self.page.context.expect_page() as opened:
            self.page.evaluate("void window.open(location.href)")
        return Visitor(opened.value)

    def kept(self) -> dict[str, Any]:
        """What the widget keeps in this tab."""
        found: dict[str, Any] = self.page.evaluate(
            "JSON.parse(Object.entries(sessionStorage).find(([key]) => key.startsWith('zakboek-chat'))?.[1] ?? '{}')"
        )
        return found


@dataclass(frozen=True)
class Conversation:
    """A conversation as the server has it."""

    url: str
    headers: dict[str, str]

    @classmethod
    def of(cls, visitor: Visitor, base: str) -> Conversation:
        """The one that the visitor is in."""
        access = visitor.kept()["access"]
        return cls(f"{base}/v1/gesprekken/{access['id']}", {"Authorization": f"Bearer {access['token']}"})

    def messages(self) -> list[dict[str, Any]]:
        """All that has been said in it."""
        reply = httpx.get(f"{self.url}/berichten", headers=self.headers).raise_for_status()
        found: list[dict[str, Any]] = reply.json()["berichten"]
        return found

    def texts(self) -> list[str]:
        """What the visitor has said in it."""
        return [one["tekst"] for one in self.messages() if one["afzender"] == "bezoeker"]

    def say(self, text: str, key: str) -> None:
        """Send a text as the widget does."""
        headers = {**self.headers, "Idempotency-Key": key}
        httpx.post(f"{self.url}/berichten", headers=headers, json={"tekst": text}).raise_for_status()

    def exists(self) -> bool:
        """Whether the server still has it."""
        return httpx.get(f"{self.url}/berichten", headers=self.headers).status_code == httpx.codes.OK

    def delete(self) -> None:
        """Delete it behind the visitor's back."""
        httpx.delete(self.url, headers=self.headers).raise_for_status()


class Held:
    """Keeps the next call back until it is let go."""

    def __init__(self, page: Page, address: re.Pattern[str], method: str) -> None:
        self._page, self._method = page, method
        self._route: Route | None = None
        self._answer: APIResponse | None = None
        self._waits = True
        page.route(address, self._keep)

    def _keep(self, route: Route) -> None:
        if not self._waits or route.request.method != self._method:
            route.fallback()
        else:
            self._waits, self._route = False, route

    def call(self, act: Callable[[], object]) -> None:
        """Do what makes the call, and wait until it is under way."""
        with self._page.expect_request(lambda request: request.method == self._method):
            act()
        self._page.evaluate("0")  # by its answer the browser has told of the call as well

    def reach(self) -> None:
        """Let the call reach the server, and keep the answer back."""
        assert self._route
        self._answer = self._route.fetch()

    def let_go(self) -> None:
        """Let the call reach the server, or its answer the page."""
        self._waits = False
        if self._route and self._answer:
            self._route.fulfill(response=self._answer)
        elif self._route:
            self._route.continue_()
