"""`make kanaal-plaatjes`: pictures of each kind of message in Slack and in Teams, as the stand-ins' pages show it.

A sheet for each channel, in light and in dark; the READMEs of the channels show them. Needs Chromium, and npm for the
official renderer of cards.
"""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import httpx
import uvicorn
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import Browser, Page

from api.channels.slack.render import render as render_for_slack
from api.channels.teams.card import CARD_TYPE
from api.channels.teams.render import render as render_for_teams
from content.paths import ROOT
from operations.trial.slack.client import page_of
from operations.trial.slack.platform import Platform as SlackPlatform
from operations.trial.slack.workspace import BOT_USER, Message, direct_message_of
from operations.trial.teams.activities import PERSONAL
from operations.trial.teams.client import app_of
from operations.trial.teams.platform import Sent, TeamsPlatform
from tests.support.browser import chromium
from tests.support.channel_messages import CHANNEL_MESSAGES
from tests.support.content_in_force import content_in_force

FOLDER = ROOT / "docs" / "pictures"
TEXTS = content_in_force().texts
PERSON = "U0AMINA"
NOT_SHOWN = frozenset({"long_text", "left_out", "rated"})
"""Of one the text does not fit on a sheet, and the others look like an answer that stands there."""

SHOWN = {name: message for name, message in CHANNEL_MESSAGES.items() if name not in NOT_SHOWN}
WIDTH, COLOURS = 1080, 10
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SHEETS = {
    "slack": """
        header, nav, #schrijven, #plaats, article .knoppen.klein { display: none !important }
        .vensters { display: block; min-height: 0 } main { max-width: none; padding: 0 }
        body { font-size: .875rem }
        #inhoud { columns: 3; column-gap: 8px; padding: 8px }
        article { break-inside: avoid; margin: 0 0 8px; padding: 8px !important; border: 1px solid #808080 !important }
    """,
    "teams": """
        header, #waar, #uitleg, #melding, #typen, details { display: none !important }
        body { max-width: none; padding: 0; font-size: .875rem }
        #berichten { columns: 3; column-gap: 8px; margin: 0; padding: 8px }
        #berichten > li { break-inside: avoid; margin: 0 0 8px; border: 1px solid #808080 }
    """,
}
"""What makes a sheet of each page: messages side by side, and nothing else."""

ENTRY = {"slack": "#inhoud > article", "teams": "#berichten > li"}
HEADING = {"slack": "h3", "teams": ".wie"}


def slack_page(url: str) -> tuple[FastAPI, Callable[[], None]]:
    """The page of the stand-in for Slack, with the messages in somebody's direct message."""
    platform = SlackPlatform(url, httpx.AsyncClient(), "", "", "")
    direct = direct_message_of(PERSON)
    for message in SHOWN.values():
        for post in render_for_slack(message, TEXTS, direct):
            stamp = platform.workspace.new_ts()
            platform.workspace.post(Message(direct, stamp, BOT_USER, post["text"], post["blocks"]))
    platform.workspace.tokens["xoxb-"] = frozenset()
    platform.app.include_router(page_of(platform))
    return platform.app, platform.close


def teams_page(url: str) -> tuple[FastAPI, Callable[[], None]]:
    """The page of the stand-in for Teams, with the messages in somebody's own chat."""
    platform = TeamsPlatform(url.rstrip("/"), "")
    for message in SHOWN.values():
        for post in render_for_teams(message, TEXTS):
            number = platform.next_number()
            activity = {"attachments": [{"contentType": CARD_TYPE, "content": post.card}]}
            platform.sent.append(Sent(f"bericht-{number}", PERSONAL.id, activity, number))
    return app_of(platform), platform.close


PAGES = {"slack": slack_page, "teams": teams_page}


@contextmanager
def served(channel: str) -> Iterator[str]:
    """The page of a channel's stand-in at an address of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening, start_blocking_portal() as portal:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        app, let_go = PAGES[channel](url)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none", lifespan="off"))
        serving = portal.start_task_soon(server.serve, [listening])
        try:
            yield url
        finally:
            portal.call(let_go)
            server.should_exit = server.force_exit = True
            serving.result()


def sheet(page: Page, url: str, channel: str) -> bytes:
    """All messages on one picture, each under its name."""
    page.goto(url)
    entries = page.locator(ENTRY[channel])
    entries.nth(len(SHOWN) - 1).wait_for()
    page.evaluate(
        "([entry, heading, names]) => document.querySelectorAll(entry).forEach((one, place) => {"
        "  one.querySelector(heading).textContent = names[place]; })",
        [ENTRY[channel], HEADING[channel], list(SHOWN)],
    )
    page.add_style_tag(content=SHEETS[channel])
    return page.locator("main").screenshot(animations="disabled")


def small(picture: bytes) -> bytes:
    """The same in a few colours, which is all that text and lines need."""
    made = io.BytesIO()
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE)
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def draw(browser: Browser, folder: Path) -> Iterator[Path]:
    """Write all sheets into a folder."""
    for channel in PAGES:
        with served(channel) as url:
            for theme in THEMES:
                context = browser.new_context(
                    color_scheme=theme, locale="nl-NL", viewport={"width": WIDTH, "height": 600}, bypass_csp=True
                )
                file = folder / f"{channel}-{theme}.png"
                file.write_bytes(small(sheet(context.new_page(), url, channel)))
                context.close()
                yield file


if __name__ == "__main__":
    with chromium() as browser:
        for file in draw(browser, FOLDER):
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1024:.0f} KB")
