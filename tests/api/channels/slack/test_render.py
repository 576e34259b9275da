"""Every message of the assistant looks right in Slack, and nothing of it is lost or refused."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from api.channels.messages import ChannelChoice, ChannelDocument, ChannelMessage, ChannelSource
from api.channels.slack import limits
from api.channels.slack.render import LONGEST_TEXT, MOST_POSTS, Post, render
from api.documents import PDF
from content.markdown import quoted
from operations.trial.slack.block_kit import wrong_with
from tests.support.channel_messages import ANSWER, CHANNEL_MESSAGES, FULL_TEXT_URL, LONG_TEXT, RATED, choices
from tests.support.content_in_force import content_in_force

GOLDEN = Path(__file__).parent / "golden"
TEXTS = content_in_force().texts
ROOM = "C0ALGEMEEN:1700000001.000001"

generated = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=400)
markdown = st.lists(
    st.one_of(
        words,
        words.map(lambda text: f"- {text}"),
        words.map(lambda text: f"**{text}**"),
        words.map(lambda text: f"3. {text}"),
        st.just("[een link](https://www.voorbeeld.example/een/pad)"),
        st.just("woord " * 900),
        st.just("x" * 7000),
    ),
    max_size=40,
).map("\n\n".join)
written = st.lists(st.text("abcdefghijklmnopqrstuvwxyzé", min_size=1, max_size=30), min_size=1, max_size=300)
labels = st.lists(st.text(min_size=1, max_size=300), max_size=130)


def sent(message: ChannelMessage) -> list[Post]:
    return render(message, TEXTS, ROOM)


def texts_in(value: Any) -> Iterator[str]:
    """All texts in blocks, in their order; of a link in small print its label."""
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            yield text[:-1].partition("|")[2] if value["type"] == "mrkdwn" else text
        for one in value.values():
            yield from texts_in(one)


def words_shown(blocks: list[dict[str, Any]]) -> str:
    """All text in blocks."""
    return "".join(texts_in(blocks))


def test_every_kind_of_message_has_its_golden_file() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(CHANNEL_MESSAGES)


@pytest.mark.parametrize("name", CHANNEL_MESSAGES)
def test_a_message_is_as_in_its_golden_file(name: str) -> None:
    """Made anew by `ZAKBOEK_NEW_GOLDEN=1`: look at what changed before it is committed."""
    posts, file = sent(CHANNEL_MESSAGES[name]), GOLDEN / f"{name}.json"
    if os.environ.get("ZAKBOEK_NEW_GOLDEN"):
        file.write_text(json.dumps(posts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert posts == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CHANNEL_MESSAGES)
def test_slack_takes_every_kind_of_message(name: str) -> None:
    assert_taken(sent(CHANNEL_MESSAGES[name]))


@generated
@given(markdown, labels, st.booleans(), st.integers(0, 30))
def test_slack_takes_whatever_a_message_holds(text: str, given_labels: list[str], rated: bool, sources: int) -> None:
    message = replace(
        ANSWER,
        text=text,
        choices=choices(*given_labels),
        may_be_rated=rated,
        sources=tuple(ChannelSource(f"Bron {number} " * 40, "Hoofdstuk" * 60, number) for number in range(sources)),
        documents=(ChannelDocument("document", "Profiel " * 400, PDF),),
    )
    assert_taken(sent(message))


@generated
@given(st.lists(st.tuples(st.sampled_from(["", "- ", "1. ", "**"]), written), max_size=30))
def test_no_word_of_a_text_is_lost(paragraphs: list[tuple[str, list[str]]]) -> None:
    text = "\n\n".join(f"{mark}{' '.join(some)}{mark if mark == '**' else ''}" for mark, some in paragraphs)
    posts = sent(ChannelMessage("1", text))
    shown = "".join("".join(words_shown(post["blocks"]).split()) for post in posts)
    assert shown == "".join(word for _, some in paragraphs for word in some)


@generated
@given(st.text(st.sampled_from("*_~`<>&:[]() ab\\-1.@#!|"), min_size=1, max_size=200))
def test_what_looks_like_markup_stays_as_it_was_typed(typed: str) -> None:
    """Rich text has no markup; before it, `quoted` keeps what was typed out of our own Markdown."""
    text = " ".join(typed.split())
    [post] = sent(ChannelMessage("1", f"Je typte: {quoted(text)}"))
    assert words_shown(post["blocks"]) == f"Je typte: {text}".rstrip()


@generated
@given(labels)
def test_every_choice_can_be_chosen_and_read_in_full(given_labels: list[str]) -> None:
    posts = sent(ChannelMessage("1", "Kies.", choices=choices(*given_labels)))
    blocks = [block for post in posts for block in post["blocks"]]
    values = [value for block in blocks if block["type"] == "actions" for value in values_of(block)]
    assert values == [f"keuze-{number}" for number in range(1, len(given_labels) + 1)]
    shown = words_shown(blocks)
    assert all(label in shown for label in given_labels)


def test_more_than_ten_choices_are_a_menu() -> None:
    ten, eleven = (sent(ChannelMessage("1", "Kies.", choices=choices(*map(str, range(many)))))[0] for many in (10, 11))
    assert {one["type"] for one in ten["blocks"][1]["elements"]} == {"button"}
    assert {one["type"] for one in eleven["blocks"][1]["elements"]} == {"static_select"}


def test_a_choice_that_was_taken_stays_readable_and_no_other_can_be() -> None:
    [post] = sent(CHANNEL_MESSAGES["chosen"])
    assert "Gekozen: Hoe gebruik ik social return?" in words_shown(post["blocks"])
    assert "Gekozen: Hoe gebruik ik social return?" in post["text"]
    assert [block["type"] for block in post["blocks"]] == ["rich_text", "context", "context"]


def test_a_rating_is_told_and_no_longer_asked() -> None:
    [post] = sent(RATED)
    assert TEXTS["chat"]["nuttig"].text not in words_shown(post["blocks"])
    assert "Je vond dit nuttig." in post["text"]


def test_a_text_that_is_far_too_long_ends_in_a_link_to_the_whole() -> None:
    posts = sent(LONG_TEXT)
    assert len(posts) == MOST_POSTS
    assert all(len(words_shown(post["blocks"][:1])) <= LONGEST_TEXT + 100 for post in posts)
    assert FULL_TEXT_URL in json.dumps(posts[-1]["blocks"][0])
    assert FULL_TEXT_URL in posts[-1]["text"]


def test_without_such_a_link_all_of_it_is_sent() -> None:
    posts = sent(replace(LONG_TEXT, full_text_url=""))
    assert len(posts) > MOST_POSTS
    assert all(f"Deel {number}." in "".join(words_shown(post["blocks"]) for post in posts) for number in range(1, 13))


def test_a_part_ends_where_a_paragraph_ends() -> None:
    for post in sent(LONG_TEXT)[:-1]:
        assert words_shown(post["blocks"]).rstrip().endswith("gids.")


def test_a_numbered_list_goes_on_in_the_next_part() -> None:
    text = "\n".join(f"{number}. {'woord ' * 100}" for number in range(1, 12))
    _, second, *_ = sent(ChannelMessage("1", text))
    [numbered] = second["blocks"][0]["elements"]
    assert numbered["offset"] == len(sent(ChannelMessage("1", text))[0]["blocks"][0]["elements"][0]["elements"])


def test_every_source_is_there_with_its_chapter_and_page() -> None:
    [post] = sent(ANSWER)
    shown = words_shown(post["blocks"])
    for title in ("Social return", "Inkoper"):
        assert f"Bron: {title}. Zakboek, hoofdstuk “Inkoop”, vanaf pagina 19" in shown
        assert f"Bron: {title}. Zakboek, hoofdstuk “Inkoop”, vanaf pagina 19" in post["text"]


def test_a_source_is_led_to_at_an_address_with_a_port() -> None:
    source = ChannelSource("Inkoper", "Inkopen", 19, "http://127.0.0.1:8000/gids/rol/inkoper")
    [post] = sent(replace(ANSWER, sources=(source,)))
    assert "<http://127.0.0.1:8000/gids/rol/inkoper|" in json.dumps(post["blocks"])


def test_a_screen_reader_is_told_all_that_the_blocks_show() -> None:
    """It reads `text`, not the blocks: https://docs.slack.dev/reference/methods/chat.postMessage."""
    for message in CHANNEL_MESSAGES.values():
        for post in sent(message):
            told = post["text"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            read = [block for block in post["blocks"] if block["type"] != "actions"]
            assert not [one for one in texts_in(read) if one.strip() not in told], message.id
        if message.chosen is None:
            assert all(choice.label in told for choice in message.choices), message.id


def test_an_id_that_slack_cannot_carry_is_no_choice() -> None:
    with pytest.raises(ValueError, match="cannot be clicked"):
        sent(ChannelMessage("1", "Kies.", choices=tuple(ChannelChoice("x" * 151, "Ja") for _ in range(11))))


def test_the_room_comes_back_with_what_is_clicked() -> None:
    [post] = sent(ANSWER)
    clickable = [block["block_id"] for block in post["blocks"] if block["type"] == "actions"]
    assert [block_id.split("|", 2)[2] for block_id in clickable] == [ROOM, ROOM]


def assert_taken(posts: list[Post]) -> None:
    for post in posts:
        assert not wrong_with("message", post["blocks"])
        assert len(post["text"]) <= limits.TEXT_OF_MESSAGE
        assert [block.to_dict()["type"] for block in Block.parse_all(post["blocks"])] == [
            block["type"] for block in post["blocks"]
        ]


def values_of(block: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for element in block["elements"]:
        found += [element["value"]] if "value" in element else [one["value"] for one in element["options"]]
    return found
