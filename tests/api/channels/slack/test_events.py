"""Slack's payloads mean what people did, and what is not for the assistant is left alone for a reason."""

from __future__ import annotations

from typing import Any

import pytest

from api.channels.events import (
    AccessWithdrawn,
    Arrived,
    ChannelEvent,
    Chosen,
    CopyWanted,
    DeletionWanted,
    Ignored,
    MessageTyped,
    Place,
    Rated,
    TipsWanted,
    ToolBegun,
    ToolFilledIn,
    TopicChosen,
    Unreadable,
)
from api.channels.slack.events import read_payload, typed_text
from content.guided_tools.answers import read_answer
from content.guided_tools.commands import read_steering_words
from content.guided_tools.tool import AnswerKind, ToolQuestion
from operations.trial.slack import payloads
from operations.trial.slack.workspace import BOT_USER, TEAM, Message
from tests.support.content_in_force import content_in_force

AMINA, DIRECT, CHANNEL = "U0AMINA", "D0AMINA", "C0ALGEMEEN"
URL = "https://hooks.slack.com/commands/1"

QUESTIONS = [question for tool in content_in_force().guided_tools.values() for question in tool.questions]


def message(text: str, channel: str = DIRECT, **more: Any) -> dict[str, Any]:
    kind = "message" if channel == DIRECT else "app_mention"
    event = payloads.message_event(Message(channel, "17.1", AMINA, text), kind)
    return payloads.envelope({**event, **more}, "Ev1", 1.0)


def one(payload: dict[str, Any]) -> ChannelEvent:
    read = read_payload(payload)
    assert not isinstance(read, Ignored), read.reason
    [event] = read
    return event


def clicked(
    action: dict[str, Any], block_id: str = f"keuzes|1|{DIRECT}", channel: str = DIRECT, **container: Any
) -> Any:
    where = {
        "container": {"type": "message", "message_ts": "17.2", "channel_id": channel, **container},
        "response_url": URL,
    }
    return payloads.click(AMINA, {"block_id": block_id, **action}, "t1", where)


def at_home(action: dict[str, Any]) -> dict[str, Any]:
    where = {"container": {"type": "view"}, "view": {"id": "V1", "type": "home", "private_metadata": DIRECT}}
    return payloads.click(AMINA, action, "t1", where)


def test_a_direct_message_is_answered_there() -> None:
    event = one(message("wat is social return?"))
    assert event.id == "Ev1"
    assert event.act == MessageTyped("wat is social return?")
    assert event.place == Place(TEAM, DIRECT, AMINA)
    assert event.address["thread"] == ""


def test_a_talk_of_the_assistant_is_a_place_of_its_own() -> None:
    event = one(message("wat is social return?", thread_ts="16.1"))
    assert event.place == Place(TEAM, f"{DIRECT}:16.1", AMINA)
    assert event.address["thread"] == "16.1"


def test_a_mention_is_answered_in_its_thread_without_the_mention() -> None:
    event = one(message(f"<@{BOT_USER}> wat is social return?", CHANNEL))
    assert event.act == MessageTyped("wat is social return?")
    assert event.place == Place(TEAM, f"{CHANNEL}:17.1", AMINA)
    assert event.address["thread"] == "17.1"


def test_a_mention_in_a_thread_belongs_to_that_thread() -> None:
    event = one(message(f"en voor <@{BOT_USER}> ondernemers?", CHANNEL, thread_ts="16.1"))
    assert event.act == MessageTyped("en voor ondernemers?")
    assert event.place.room == f"{CHANNEL}:16.1"


def test_a_mention_without_a_question_is_greeted() -> None:
    assert one(message(f"<@{BOT_USER}>", CHANNEL)).act == Arrived()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("5 &lt; 6 &amp;&amp; 7 &gt; 3", "5 < 6 && 7 > 3"),
        ("vraag het <@U0BRAM> of <@W0EVA|eva>", "vraag het [naam] of [naam]"),
        ("kijk op <https://www.voorbeeld.example/a?b=1&amp;c=2>", "kijk op https://www.voorbeeld.example/a?b=1&c=2"),
        ("kijk op <https://www.voorbeeld.example|deze pagina>", "kijk op deze pagina"),
        ("mail <mailto:loket@voorbeeld.example|loket@voorbeeld.example>", "mail loket@voorbeeld.example"),
        ("bel <tel:0101234567>", "bel 0101234567"),
        ("in <#C0ALGEMEEN|algemeen> en <#C0GEHEIM>", "in #algemeen en"),
        ("<!here> en <!subteam^S1|@inkoop>", "@here en @inkoop"),
        ("*vet* en _schuin_", "*vet* en _schuin_"),
        ("  twee   blanks  ", "twee blanks"),
    ],
)
def test_slacks_marks_become_words(sent: str, said: str) -> None:
    assert typed_text(sent, BOT_USER) == said


def test_forty_thousand_characters_come_through_to_be_told_they_are_too_many() -> None:
    assert one(message("x" * 40_000)).act == MessageTyped("x" * 40_000)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (message("hoi", bot_id="B1"), "of another program"),
        (message("hoi", subtype="bot_message"), "of another program"),
        (message("hoi", CHANNEL, bot_id="B1"), "of another program"),
        (message("hoi", subtype="message_changed"), "a message: message_changed"),
        (message("hoi", subtype="message_deleted"), "a message: message_deleted"),
        (message("hoi", subtype="channel_join"), "a message: channel_join"),
        (message("hoi", subtype="<@U0AMINA>"), "a message: "),
        (message("hoi", channel_type="channel"), "a message in a channel"),
        (message("hoi", CHANNEL, edited={"user": AMINA}), "a mention that was edited"),
        (message("hoi", user=""), "of nobody, or of nowhere"),
        (payloads.envelope({"type": "reaction_added"}, "Ev1", 1.0), "an event: reaction_added"),
        (
            payloads.envelope({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, "Ev1", 1.0),
            "a token of one person",
        ),
        ({"type": "block_suggestion"}, "of another kind"),
        ({}, "of another kind"),
        (payloads.command(AMINA, CHANNEL, "x", "", URL), "of nobody, or of nowhere"),
        (clicked({"action_id": "iets"}), "a click on something else"),
        (clicked({"action_id": "keuze|1", "value": "k"}, "los"), "a click in another place"),
    ],
)
def test_what_is_not_for_the_assistant_is_left_alone(payload: dict[str, Any], reason: str) -> None:
    assert read_payload(payload) == Ignored(reason)


def test_a_file_is_told_to_be_unreadable_and_the_question_with_it_is_answered() -> None:
    read = read_payload(message("wat staat hier?", files=[{"id": "F1"}], subtype="file_share"))
    assert not isinstance(read, Ignored)
    assert [(event.id, event.act) for event in read] == [
        ("Ev1", Unreadable("bestand")),
        ("Ev1:2", MessageTyped("wat staat hier?")),
    ]


def test_a_message_without_words_is_told_so() -> None:
    assert one(message("  ")).act == Unreadable("slack_leeg")


def test_a_new_talk_is_greeted() -> None:
    event = one(payloads.envelope(payloads.thread_started(AMINA, DIRECT, "17.1"), "Ev1", 1.0))
    assert event.act == Arrived()
    assert event.place.room == f"{DIRECT}:17.1"


def test_a_command_is_between_the_assistant_and_who_typed_it() -> None:
    event = one(payloads.command(AMINA, CHANNEL, "wat is social return?", "t1", URL))
    assert event.id == "trigger:t1"
    assert event.act == MessageTyped("wat is social return?")
    assert event.place == Place(TEAM, f"{CHANNEL}:/zakboek", AMINA)
    assert event.address["response_url"] == URL


def test_a_command_without_a_question_is_greeted() -> None:
    assert one(payloads.command(AMINA, CHANNEL, "", "t1", URL)).act == Arrived()


def test_a_message_of_somebody_else_can_be_asked_about_unseen_by_others() -> None:
    event = one(payloads.shortcut(AMINA, Message(CHANNEL, "17.1", "U0BRAM", "Wat is <@U0BRAM> SROI?"), "t1", URL))
    assert event.act == MessageTyped("Wat is [naam] SROI?")
    assert event.place == Place(TEAM, f"{CHANNEL}:/zakboek", AMINA)


def test_a_button_is_a_choice_in_the_room_of_its_message() -> None:
    room = f"{CHANNEL}:16.1"
    event = one(clicked({"action_id": "keuze|2", "value": "k2"}, f"keuzes|1|{room}", CHANNEL, thread_ts="16.1"))
    assert event.act == Chosen("k2", f"{CHANNEL}/17.2")
    assert event.place == Place(TEAM, room, AMINA)
    assert (event.address["thread"], event.address["response_url"]) == ("16.1", "")


def test_a_click_on_what_only_one_person_sees_can_be_answered_there() -> None:
    event = one(
        clicked({"action_id": "keuze|2", "value": "k2"}, f"keuzes|1|{CHANNEL}:/zakboek", CHANNEL, is_ephemeral=True)
    )
    assert event.act == Chosen("k2", f"{CHANNEL}/17.2/alleen")
    assert event.address["response_url"] == URL


def test_a_click_in_the_own_talk_still_belongs_to_the_channel_where_it_began() -> None:
    event = one(clicked({"action_id": "keuze|2", "value": "k2"}, f"keuzes|1|{CHANNEL}:16.1", DIRECT))
    assert event.place.room == f"{CHANNEL}:16.1"
    assert (event.address["channel"], event.address["thread"]) == (DIRECT, "")


@pytest.mark.parametrize(
    ("action", "act"),
    [
        ({"action_id": "keuzemenu|1", "selected_option": {"value": "k7"}}, Chosen("k7", f"{DIRECT}/17.2")),
        ({"action_id": "nuttig", "value": "b1"}, Rated("b1", True, f"{DIRECT}/17.2")),
        ({"action_id": "niet_nuttig", "value": "b1"}, Rated("b1", False, f"{DIRECT}/17.2")),
    ],
)
def test_what_is_clicked_in_a_message(action: dict[str, Any], act: object) -> None:
    assert one(clicked(action)).act == act


@pytest.mark.parametrize(
    ("action", "act"),
    [
        ({"action_id": "onderwerp", "selected_option": {"value": "inkoop/waarom"}}, TopicChosen("inkoop/waarom")),
        ({"action_id": "tool|kennismaken", "value": "kennismaken"}, ToolBegun("kennismaken")),
        ({"action_id": "toolformulier|kennismaken", "value": "kennismaken"}, ToolBegun("kennismaken")),
        ({"action_id": "tips_aan", "value": "aan"}, TipsWanted(True)),
        ({"action_id": "tips_uit", "value": "uit"}, TipsWanted(False)),
        ({"action_id": "kopie", "value": "kopie"}, CopyWanted()),
        ({"action_id": "wissen", "value": "wissen"}, DeletionWanted(everywhere=True, is_sure=True)),
    ],
)
def test_what_is_clicked_on_the_home_tab_is_answered_in_the_own_talk(action: dict[str, Any], act: object) -> None:
    event = one(at_home(action))
    assert event.act == act
    assert event.place == Place(TEAM, DIRECT, AMINA)


def test_a_form_gives_all_answers_as_somebody_would_type_them() -> None:
    option = [
        {"text": {"type": "plain_text", "text": label}, "value": value}
        for label, value in (("Klein", "1"), ("Groot", "2"))
    ]
    values = {
        "doel": {"antwoord": {"type": "plain_text_input", "value": "Minder afval "}},
        "leeg": {"antwoord": {"type": "plain_text_input", "value": None}},
        "fase": {"antwoord": {"type": "radio_buttons", "selected_option": option[0]}},
        "geen": {"antwoord": {"type": "radio_buttons", "selected_option": None}},
        "hulp": {"antwoord": {"type": "checkboxes", "selected_options": option}},
        "een": {"antwoord": {"type": "checkboxes", "selected_options": option[1:]}},
        "niets": {"antwoord": {"type": "checkboxes", "selected_options": []}},
    }
    view = {"id": "V1", "callback_id": "tool", "private_metadata": f'{{"tool": "kennismaken", "channel": "{DIRECT}"}}'}
    event = one(payloads.submission(AMINA, view, values))
    assert event.id == "view:V1"
    assert event.place == Place(TEAM, DIRECT, AMINA)
    assert event.act == ToolFilledIn(
        "kennismaken",
        {
            "doel": "Minder afval",
            "leeg": "",
            "fase": "Klein",
            "geen": "",
            "hulp": "1 en 2",
            "een": "Groot",
            "niets": "",
        },
    )


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.options], ids=lambda question: question.id)
def test_the_tool_reads_what_a_form_says(question: ToolQuestion) -> None:
    words = read_steering_words()
    for option in question.options:
        assert read_answer(question, option.label, [], words) == (option.id,)
    several = [one for one in question.options if not one.exclusive]
    if question.kind is AnswerKind.OPTIONS:
        numbers = [str(question.options.index(one) + 1) for one in several]
        said = f"{', '.join(numbers[:-1])} en {numbers[-1]}"
        assert read_answer(question, said, [], words) == tuple(one.id for one in several)


@pytest.mark.parametrize(
    "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U0ZAKBOEK"]}}]
)
def test_a_workspace_that_takes_the_assistant_away_is_told(event: dict[str, Any]) -> None:
    read = one(payloads.envelope(event, "Ev1", 1.0))
    assert read.act == AccessWithdrawn()
    assert read.place == Place(TEAM, "", "")


def test_in_a_shared_channel_the_workspace_is_the_one_that_the_assistant_is_in() -> None:
    payload = {**message(f"<@{BOT_USER}> hoi", CHANNEL), "team_id": "T0ELDERS"}
    assert one(payload).place.workspace == TEAM
