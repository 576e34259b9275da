"""How the widget is served, and that its files and its description agree."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

from fastapi.testclient import TestClient

from api.embed.script import RELEASES, last_release, newest, releases
from content.paths import WIDGET

LARGEST = 25_000
"""Bytes gzipped, with all that is needed for the first answer."""


def test_the_newest_may_be_loaded_by_every_site_and_is_looked_up_again_soon(client: TestClient) -> None:
    reply = client.get("/widget/v1/zakboek-chat.js", headers={"Origin": "https://www.voorbeeldstad.example"})
    assert reply.content == newest().content
    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age=300" in reply.headers["cache-control"]
    again = client.get("/widget/v1/zakboek-chat.js", headers={"If-None-Match": reply.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["access-control-allow-origin"] == "*"
    assert "Accept-Encoding" in reply.headers["vary"]
    assert again.content == b""


def test_every_release_is_served_as_it_was_released(client: TestClient) -> None:
    lines = [line.split() for line in (RELEASES / "SHA384SUMS").read_text().splitlines()]
    released = {name: digest for digest, name in lines}
    assert set(released) == {f"zakboek-chat-{version}.js" for version in releases()}
    for name, digest in released.items():
        reply = client.get(f"/widget/v1/{name}")
        assert hashlib.sha384(reply.content).hexdigest() == digest, name
        assert "immutable" in reply.headers["cache-control"]
    assert client.get("/widget/v1/zakboek-chat-99.0.0.js").status_code == 404


def test_the_last_release_is_the_packages_version_and_has_its_integrity_hash() -> None:
    assert last_release().version == json.loads((WIDGET / "package.json").read_text(encoding="utf-8"))["version"]
    digest = base64.b64encode(hashlib.sha384(last_release().content).digest()).decode()
    assert last_release().integrity == f"sha384-{digest}"


def test_it_is_small(client: TestClient) -> None:
    assert len(gzip.compress(newest().content, 9)) <= LARGEST
    packed = client.get(newest().path, headers={"Accept-Encoding": "gzip"})
    assert int(packed.headers["content-length"]) <= LARGEST
    plain = client.get(newest().path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


def test_the_demo_page_allows_nothing_inline(client: TestClient) -> None:
    reply = client.get("/widget/demo", params={"weergave": "paneel", "gemeente": "zwolle"})
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert '<zakboek-chat gemeente="zwolle" weergave="paneel">' in reply.text


def test_the_demo_page_shows_what_was_put_together(client: TestClient) -> None:
    wishes = {"gemeente": "Zwolle", "titel": '"><script>alert(1)</script>', "opslag": "geen", "kleur": "#1d5b4f"}
    html = client.get("/widget/demo", params=wishes).text
    assert '<zakboek-chat gemeente="zwolle" titel="&#34;&gt;&lt;script&gt;alert(1)' in html
    assert html.count("<script") == 1
    [style] = re.findall(r'href="(/widget/demo.css[^"]*)"', html)
    assert "--zakboek-accent: #1d5b4f;" in client.get(style).text
    assert client.get("/widget/demo.css?kleur=%23ffcc00").status_code == 404


def test_the_tables_name_every_token_attribute_and_event() -> None:
    readme = (WIDGET / "README.md").read_text(encoding="utf-8")
    sources = "".join(file.read_text(encoding="utf-8") for file in (WIDGET / "src").rglob("*.ts"))
    tokens = set(re.findall(r"--(?:zakboek|nl|utrecht|basis)-[a-z0-9-]+", sources))
    [module] = json.loads(Path(WIDGET / "dist" / "custom-elements.json").read_text(encoding="utf-8"))["modules"]
    [element] = module["declarations"]
    described = [*element["attributes"], *element["events"]]
    for name in [*tokens, *(one["name"] for one in described)]:
        assert f"`{name}`" in readme, name
