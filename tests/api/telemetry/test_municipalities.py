"""What a municipality's visitors got is told of ten conversations at a time, and of none alone."""

from __future__ import annotations

import pytest

from api.telemetry.municipalities import FEWEST_CONVERSATIONS, OTHER, AnswersByMunicipality
from tests.api.conftest import Door
from tests.support.fake_rasa import FakeRasa


@pytest.fixture
def answers() -> AnswersByMunicipality:
    return AnswersByMunicipality()


def told(answers: AnswersByMunicipality) -> dict[tuple[str, ...], float]:
    [family] = answers.collect()
    return {tuple(sample.labels.values()): sample.value for sample in family.samples}


def test_nothing_is_told_of_nine_conversations_however_long_they_are(answers: AnswersByMunicipality) -> None:
    for number in range(FEWEST_CONVERSATIONS - 1):
        for _ in range(50):
            answers.count("proefhaven", "web", "antwoord", f"conversation {number}")
    assert told(answers) == {}


def test_with_the_tenth_all_of_them_are_told_at_once(answers: AnswersByMunicipality) -> None:
    for number in range(FEWEST_CONVERSATIONS):
        answers.count("proefhaven", "web", "antwoord" if number else "gesprek", f"conversation {number}")
    assert told(answers) == {("proefhaven", "web", "antwoord"): 0, ("proefhaven", "web", "gesprek"): 0}
    assert told(answers) == {("proefhaven", "web", "antwoord"): 9, ("proefhaven", "web", "gesprek"): 1}


def test_the_next_are_held_back_anew_and_those_of_another_place_do_not_help(answers: AnswersByMunicipality) -> None:
    for number in range(FEWEST_CONVERSATIONS + 3):
        answers.count("proefhaven", "web", "antwoord", f"conversation {number}")
        answers.count("voorbeeldstad", "slack", "antwoord", f"another {number // 2}")
    told(answers)
    assert told(answers) == {("proefhaven", "web", "antwoord"): FEWEST_CONVERSATIONS}


def test_no_conversation_can_be_found_in_what_is_held_back(answers: AnswersByMunicipality) -> None:
    answers.count("proefhaven", "web", "antwoord", "a-conversation")
    assert "a-conversation" not in repr(answers._held_back)


def test_only_municipalities_with_a_file_of_their_own_are_named(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, metrics_token="m" * 16)
    counts = {"voorbeeldstad": "voorbeeldstad", "zwolle": OTHER}
    for municipality in counts:
        for _ in range(FEWEST_CONVERSATIONS):
            opened = client.post("/v1/gesprekken", json={"gemeente": municipality}).json()
            headers = {"Authorization": f"Bearer {opened['token']}"}
            path = f"/v1/gesprekken/{opened['id']}/berichten"
            assert client.post(path, json={"tekst": "hoi"}, headers=headers).status_code == 201
    text = client.get("/metrics", headers={"Authorization": f"Bearer {'m' * 16}"}).text
    for label in counts.values():
        assert f'zakboek_answers_total{{municipality="{label}"' in text or f'municipality="{label}"' in text
    assert "zwolle" not in text
