"""The page where a site's owner gets the line of HTML: right, safe to copy, and without a script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.colour import can_be_read
from api.embed.settings_page import PLACEHOLDER
from tests.api.conftest import Door
from tests.support.content_in_force import content_in_force
from tests.support.html_page import Page, lines_to_copy

OURS = "https://zakboek.example"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def reached(door: Door) -> TestClient:
    """A door that knows under which address it is reached."""
    return door(public_url=OURS)


def copied(client: TestClient, **wishes: str) -> list[str]:
    return lines_to_copy(client.get("/widget/", params=wishes).text)


def test_the_line_holds_what_was_chosen(reached: TestClient) -> None:
    wishes = {"gemeente": "Den Haag", "weergave": "paneel", "titel": "Vraag & antwoord", "opslag": "geen"}
    html, css, dark_css, *_, policy = copied(reached, **wishes, kleur="#1D5B4F")
    assert f'<script type="module" src="{OURS}/widget/v1/zakboek-chat.js"></script>' in html
    element = '<zakboek-chat gemeente="s-gravenhage" weergave="paneel" titel="Vraag &amp; antwoord" opslag="geen">'
    assert element in html
    assert "--zakboek-accent: #1d5b4f;" in css
    [tint] = re.findall(r"accent: (#\w{6})", dark_css)[:1]
    assert can_be_read(tint, "#14181d")
    assert policy == f"script-src {OURS};\nconnect-src {OURS};"
    page = Page(reached.get("/widget/", params=wishes))
    chosen = {str(one["value"]) for one in page.all("input") if "checked" in one}
    assert chosen == {"paneel", "geen", "nieuwste"}


def test_a_fixed_version_is_the_last_release_with_its_hash(reached: TestClient) -> None:
    html = copied(reached, versie="vast")[0]
    [(path, integrity)] = re.findall(rf'src="{OURS}(\S+)" integrity="(\S+)" crossorigin="anonymous"', html)
    assert re.fullmatch(r"/widget/v1/zakboek-chat-[\d.]+\.js", path)
    digest = hashlib.sha384(reached.get(path).content).digest()
    assert integrity == f"sha384-{base64.b64encode(digest).decode()}"


def test_the_recipe_for_all_pages_is_for_the_button_alone(client: TestClient) -> None:
    html, wordpress, *_ = copied(client)
    assert html in wordpress
    assert "wp_footer" in wordpress
    assert not any("wp_footer" in text for text in copied(client, weergave="paneel"))


@pytest.mark.parametrize("wish", [{"gemeente": "Zwole"}, {"kleur": "groen"}, {"kleur": "#ffcc00"}])
def test_with_a_mistake_there_is_nothing_to_copy(client: TestClient, wish: dict[str, str]) -> None:
    reply = client.get("/widget/", params=wish)
    assert not any("<script" in text for text in lines_to_copy(reply.text))
    assert "<title>Fout" in reply.text
    [name] = wish
    assert f'href="#{name}"' in reply.text


def test_without_wishes_the_line_is_short(reached: TestClient) -> None:
    html = copied(reached)[0]
    assert f'<zakboek-chat><a href="{OURS}/">' in html


def test_what_is_copied_cannot_break_out_of_its_attribute(client: TestClient) -> None:
    html = copied(client, titel=HOSTILE, weergave=HOSTILE, opslag=HOSTILE, versie=HOSTILE)[0]
    assert html.count("<script") == 1
    assert 'titel="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_all_municipalities_can_be_chosen_and_own_files_are_marked(shown: Callable[[str], Page]) -> None:
    page = shown("/widget/")
    register = content_in_force().municipalities
    assert {one["value"] for one in page.all("option")} == {one.name for one in register.register}
    assert page.words.count("heeft eigen contactgegevens") == len(register.own)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("gemeente=Nergenshuizen", "Deze gemeente bestaat niet"),
        ("kleur=rood", "Dit is geen kleurcode"),
        ("kleur=%23ffcc00", "witte tekst slecht te lezen"),
        ("gemeente=proefhaven", "https://ondernemen.proefhaven.example"),
        ("gemeente=oefendorp", "werkt nog op geen enkele website"),
        ("gemeente=zwolle", "heeft nog geen eigen bestand"),
        ("", "ZAKBOEK_ALLOWED_ORIGINS"),
        ("", "kent zijn eigen adres nog niet"),
    ],
)
def test_the_owner_is_told(shown: Callable[[str], Page], query: str, told: str) -> None:
    assert told in shown(f"/widget/?{query}").words


def test_the_address_is_that_of_the_setting(reached: TestClient) -> None:
    page = reached.get("/widget/", headers={"Host": "elders.example"}).text
    assert "elders" not in page
    assert not any(told in page for told in ("begint met http", "kent zijn eigen adres nog niet"))
    assert all(OURS in lines for lines in (copied(reached)[0], copied(reached)[-1]))


def test_without_the_setting_what_is_copied_never_holds_what_a_client_says(client: TestClient) -> None:
    reply = client.get("/widget/", headers={"Host": "elders.example", "X-Forwarded-Host": "elders.example"})
    assert "elders" not in reply.text
    assert "kent zijn eigen adres nog niet" in Page(reply).words
    assert "ZAKBOEK_PUBLIC_URL" in Page(reply).words
    html, *_, policy = lines_to_copy(reply.text)
    assert PLACEHOLDER in html
    assert PLACEHOLDER in policy


def test_on_the_same_machine_the_line_works_at_once(client: TestClient) -> None:
    reply = client.get("/widget/", headers={"Host": "localhost:8000"})
    assert 'src="http://localhost:8000/widget/v1/' in lines_to_copy(reply.text)[0]
    assert "dit adres begint met http." in Page(reply).words
