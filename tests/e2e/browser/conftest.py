"""A real Chromium for the widget's tests; each test has a browser profile of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.browser.visitor import Visitor
from tests.support.assistant import BackgroundAssistant
from tests.support.browser import NoChromium, chromium
from tests.support.running_assistant import assistant

__all__ = ["assistant"]

# Tells what the page's Content-Security-Policy stopped.
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', (event) =>
    violation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with chromium() as browser:
            yield browser
    except NoChromium as error:
        pytest.skip(str(error))


@pytest.fixture
def wrong() -> list[str]:
    """What went wrong in a page, or was stopped by its Content-Security-Policy."""
    return []


@pytest.fixture
def new_context(
    browser: Browser, assistant: BackgroundAssistant, wrong: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser profiles; at the end nothing may have gone wrong in any of them."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=assistant.url, locale="nl-NL", **options)
        context.set_default_timeout(10_000)
        context.expose_binding("violation", lambda source, what: wrong.append(f"policy: {what}"))
        context.add_init_script(TELL_VIOLATIONS)
        context.on("weberror", lambda error: wrong.append(f"error: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert wrong == []


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context()


@pytest.fixture
def visitor(context: BrowserContext) -> Visitor:
    """Someone who has just come to the demo page."""
    return Visitor.at(context, "/widget/demo")
