"""What a client of the API relies on: history, rating, deletion, repeats, topics, true examples."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from content.live import read_content
from tests.support.assistant import BackgroundAssistant
from tests.support.running_keys import ciphers_of, readable_by_file


@pytest.fixture
def opened(client: httpx.Client) -> dict[str, Any]:
    conversation: dict[str, Any] = client.post("/v1/gesprekken", json={}).json()
    return conversation


def headers(opened: dict[str, Any], **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {opened['token']}", **more}


def say(client: httpx.Client, opened: dict[str, Any], text: str, **more: str) -> httpx.Response:
    path = f"/v1/gesprekken/{opened['id']}/berichten"
    return client.post(path, json={"tekst": text}, headers=headers(opened, **more))


def test_history_gives_the_conversation_back(client: httpx.Client, opened: dict[str, Any]) -> None:
    answer = say(client, opened, "Wat doet een inkoper?").json()["berichten"][0]
    history = client.get(f"/v1/gesprekken/{opened['id']}/berichten", headers=headers(opened)).json()["berichten"]
    assert [message["afzender"] for message in history] == ["assistent", "bezoeker", "assistent"]
    assert history[0] == opened["berichten"][0]
    assert history[1]["tekst"] == "Wat doet een inkoper?"
    assert history[2] == answer


def test_the_same_key_gives_the_same_answer_once(client: httpx.Client, opened: dict[str, Any]) -> None:
    key = {"Idempotency-Key": "sleutel-1"}
    first = say(client, opened, "Wat doet een inkoper?", **key).json()
    assert say(client, opened, "Wat doet een inkoper?", **key).json() == first
    history = client.get(f"/v1/gesprekken/{opened['id']}/berichten", headers=headers(opened)).json()["berichten"]
    assert len(history) == 3
    other = say(client, opened, "Wat doet een verbinder?", **key)
    assert other.status_code == 422
    assert other.headers["content-type"] == "application/problem+json"


def test_rating_is_kept_and_can_change(client: httpx.Client, opened: dict[str, Any]) -> None:
    answer = say(client, opened, "Wat doet een inkoper?").json()["berichten"][0]
    path = f"/v1/gesprekken/{opened['id']}/berichten/{answer['id']}/waardering"
    for useful in (False, True):
        reply = client.put(path, json={"nuttig": useful, "toelichting": "om te testen"}, headers=headers(opened))
        assert reply.status_code == 204
        history = client.get(f"/v1/gesprekken/{opened['id']}/berichten", headers=headers(opened)).json()
        assert history["berichten"][2]["nuttig"] is useful
    assert client.put(path, json={"nuttig": "misschien"}, headers=headers(opened)).status_code == 400
    wrong = path.replace(answer["id"], "onbekend")
    assert client.put(wrong, json={"nuttig": True}, headers=headers(opened)).status_code == 404


def test_deletion_leaves_nothing_in_any_store_and_a_backup_unreadable(
    client: httpx.Client, opened: dict[str, Any], assistant: BackgroundAssistant, tmp_path: Path
) -> None:
    say(client, opened, "Wat doet een inkoper? kenmerkendwoord")
    with_its_key = ciphers_of(assistant.var_dir)
    for file in assistant.var_dir.glob("[gt]*.db*"):
        shutil.copy(file, tmp_path)
    in_backup = b"".join(readable_by_file(tmp_path, with_its_key).values())
    assert in_backup.count(b"kenmerkendwoord") >= 2
    assert client.delete(f"/v1/gesprekken/{opened['id']}", headers=headers(opened)).status_code == 204
    assert client.delete(f"/v1/gesprekken/{opened['id']}", headers=headers(opened)).status_code == 404
    assert say(client, opened, "hoi").status_code == 404
    for trace in (opened["id"].encode(), b"kenmerkendwoord"):
        found = readable_by_file(assistant.var_dir, with_its_key).items()
        assert [name for name, content in found if trace in content] == []
    assert b"kenmerkendwoord" not in b"".join(readable_by_file(tmp_path, ciphers_of(assistant.var_dir)).values())


def test_saying_so_deletes_it_after_a_yes(
    client: httpx.Client, opened: dict[str, Any], assistant: BackgroundAssistant
) -> None:
    say(client, opened, "Wat doet een inkoper? bijzonderwoord")
    copy = client.get(f"/v1/gesprekken/{opened['id']}/kopie", headers=headers(opened)).json()
    assert "bijzonderwoord" in copy["berichten"][1]["tekst"]
    with_its_key = ciphers_of(assistant.var_dir)
    [asked] = say(client, opened, "kun je dit gesprek wissen?").json()["berichten"]
    assert [choice["label"] for choice in asked["keuzes"]] == ["Ja, wis alles", "Nee, ga verder"]
    gone = say(client, opened, "ja graag").json()
    assert (gone["gewist"], gone["bewaardTot"]) == (True, None)
    assert say(client, opened, "hoi").status_code == 404
    found = readable_by_file(assistant.var_dir, with_its_key).items()
    assert [name for name, content in found if b"bijzonderwoord" in content or opened["id"].encode() in content] == []


def test_topics_can_be_listed_filtered_searched_and_read(client: httpx.Client) -> None:
    topics = client.get("/v1/onderwerpen").json()["onderwerpen"]
    assert len(topics) == len(read_content().guide)
    for topic in topics:
        assert client.get(topic["url"]).json()["kort"]
    roles = client.get("/v1/onderwerpen", params={"soort": "rol"}).json()["onderwerpen"]
    assert {topic["id"] for topic in roles} == {topic["id"] for topic in topics if topic["soort"] == "rol"}
    found = client.get("/v1/onderwerpen", params={"zoek": "PSO 30+"}).json()["onderwerpen"]
    assert found[0]["id"] == "inkoop/artikel-2-82"


def test_ready_says_what_the_model_was_trained_with(client: httpx.Client) -> None:
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["model"]["rasa"] == "3.6.21"
    assert ready["model"]["spacy_model"] in ("nl_core_news_sm", "nl_stand_in")
    assert ready["model"]["topics"] == len(read_content().guide)


def test_examples_in_the_description_are_true(client: httpx.Client, opened: dict[str, Any]) -> None:
    paths = client.get("/v1/openapi.json").json()["paths"]
    topic = {"soort": "rol", "naam": "inkoper"}
    checked = 0
    answer: dict[str, Any] = {}
    for template, method in [
        ("/gesprekken", "post"),
        ("/gesprekken/{id}/berichten", "post"),
        ("/gesprekken/{id}/berichten", "get"),
        ("/gesprekken/{id}/berichten/{berichtId}/waardering", "put"),
        ("/onderwerpen", "get"),
        ("/onderwerpen/{soort}/{naam}", "get"),
    ]:
        operation = paths[template][method]
        path = template.format(id=opened["id"], berichtId=answer.get("id"), **topic)
        request = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        reply = client.request(method, f"/v1{path}", json=request, headers=headers(opened))
        [status] = [status for status in operation["responses"] if status.startswith("2")]
        assert reply.status_code == int(status)
        if status == "204":
            continue
        example = operation["responses"][status]["content"]["application/json"]["example"]
        assert _comparable(reply.json()) == _comparable(example), operation["operationId"]
        checked += 1
        if template.endswith("/berichten") and method == "post":
            answer = reply.json()["berichten"][0]
    assert checked == 5


def _comparable(value: Any) -> Any:
    """Without what differs each time: ids, tokens, moments, days, ratings."""
    if isinstance(value, dict):
        changing = ("token", "tijdstip", "keuze", "nuttig", "bewaardTot")
        kept = {key: item for key, item in value.items() if key not in changing}
        if re.fullmatch(r"[0-9a-f-]{36}", str(kept.get("id", ""))):
            del kept["id"]
        return {key: _comparable(item) for key, item in kept.items()}
    return [_comparable(item) for item in value] if isinstance(value, list) else value


def test_the_page_works_without_javascript(client: httpx.Client) -> None:
    page = client.get("/")
    assert "<script" not in page.text
    assert "computerprogramma" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    asked = client.post("/", data={"tekst": "Wat doet een inkoper?", "sleutel": "a"}, follow_redirects=True).text
    assert "vanaf pagina 19" in asked
    assert 'href="/gids/rol/inkoper"' in asked
    fields = dict(re.findall(r'name="(gesprek|token|sleutel)" value="([^"]+)"', asked))
    choice = re.search(r'name="keuze" value="([^"]+)">Meer lezen', asked)
    assert choice
    more = client.post("/", data={**fields, "keuze": choice[1]}, follow_redirects=True).text
    assert more.count("vanaf pagina 19") == 2
    gone = client.post("/", data={**fields, "doe": "verwijder"}, follow_redirects=True).text
    assert "inkoper?" not in gone
    again = client.post("/", data={**fields, "tekst": "hoi", "sleutel": "b"}).text
    assert "computerprogramma" in again
