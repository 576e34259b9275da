"""In doubt: one question back, with choices a person understands."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from tests.support.client import Reply, Talk

VAGUE = ("subsidie", "inkoop", "beleid", "geld", "rol", "loket accountmanager", "sociaal", "tool")


def _first_clarification(new_talk: Callable[[], Talk]) -> tuple[Talk, Reply]:
    for words in VAGUE:
        talk = new_talk()
        reply = talk.say(words)
        if reply.outcome == "verduidelijking":
            return talk, reply
    raise AssertionError(f"none of {VAGUE} was asked back about")


def test_asks_back_with_two_to_four_topics_and_something_else(
    new_talk: Callable[[], Talk], client: httpx.Client
) -> None:
    _, reply = _first_clarification(new_talk)
    questions = {topic["vraag"] for topic in client.get("/v1/onderwerpen").json()["onderwerpen"]}
    *offered, last = reply.choices
    assert 2 <= len(offered) <= 4
    assert set(offered) <= questions
    assert last == "Iets anders"


def test_every_choice_answers_what_it_says(new_talk: Callable[[], Talk], client: httpx.Client) -> None:
    by_question = {topic["vraag"]: topic["id"] for topic in client.get("/v1/onderwerpen").json()["onderwerpen"]}
    talk, reply = _first_clarification(new_talk)
    for label in list(reply.choices)[:-1]:
        assert talk.choose(reply.choices[label]).sources == [by_question[label]]


def test_something_else_leads_on_and_never_round_in_a_circle(new_talk: Callable[[], Talk]) -> None:
    talk, reply = _first_clarification(new_talk)
    refused = set(reply.choices) - {"Iets anders"}
    while "Iets anders" in reply.choices:
        reply = talk.choose(reply.choices["Iets anders"])
        assert reply.choices
        if reply.outcome == "verduidelijking":
            assert not refused & set(reply.choices)
            refused |= set(reply.choices) - {"Iets anders"}
    assert reply.outcome == "gesprek"
