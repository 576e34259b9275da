"""Conversations begun before 0.2 go on: what was stored then is read with today's names."""

from __future__ import annotations

from contract.context import Context, ListItem, MessageDraft, MessageStep
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, DraftWork, Goal, MessageForPerson, Outcome
from tests.support.golden import golden

BEFORE = golden("before_0_2")


def test_a_context() -> None:
    context = Context.from_slot(BEFORE["context"], now=1000.0)
    assert context.topic == "rol/overzicht"
    assert context.list_items == (
        ListItem("**Verbinder**: je brengt mensen samen.", "rol/verbinder"),
        ListItem("Nog iets"),
    )
    assert (context.municipality, context.asker, context.turns_without_answer) == ("GM0193", "ondernemer", 2)
    assert context.message_draft == MessageDraft(MessageStep.CHECKING)
    assert context.guided_tool.tool == "rollenwijzer"
    assert context.guided_tool.options == ("Loket, wijk of dienstverlening", "Economie en ondernemers")
    assert list(context.guided_tool.drafts) == ["rollenwijzer"]
    assert context.moment == 1000.0


def test_a_context_that_has_gone_stale_since() -> None:
    context = Context.from_slot(BEFORE["context"], now=10_000.0)
    assert (context.topic, context.municipality, context.guided_tool.tool) == ("", "GM0193", "rollenwijzer")


def test_written_again_it_is_of_today() -> None:
    context = Context.from_slot(BEFORE["context"], now=1000.0)
    assert Context.from_slot(context.to_slot(1000.0), now=1000.0) == context


def test_a_question_back_with_its_choices() -> None:
    message = AssistantMessage.from_json(BEFORE["clarification"])
    assert message.outcome is Outcome.CLARIFICATION
    assert message.choices[0].goal == Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/inkoper"))
    assert message.choices[-1] == Choice("Iets anders", Goal(Intent.SOMETHING_ELSE, Details()))


def test_the_choices_of_a_guided_tool() -> None:
    message = AssistantMessage.from_json(BEFORE["tool_question"])
    option, *_, stop = message.choices
    assert option.goal == Goal(Intent.CHOOSE_OPTION, Details(tool="rollenwijzer", question="functie", option="loket"))
    assert stop.goal == Goal(Intent.STEER_TOOL, Details(tool="rollenwijzer", command="stop"))
    assert message.sources == ("rol/overzicht",)


def test_a_question_of_a_tool_by_its_number() -> None:
    goal = {"intent": "tool_opdracht", "gids": {"tool": "rollenwijzer", "opdracht": "verander", "vraag": 2}}
    assert Goal.from_json(goal).details == Details(tool="rollenwijzer", command="verander", question_number=2)


def test_leaving_a_tool_for_another() -> None:
    goal = {"intent": "tool_start", "gids": {"tool": "steunwijzer", "toch": "ja"}}
    assert Goal.from_json(goal).details == Details(tool="steunwijzer", anyway=True)


def test_a_message_for_a_person() -> None:
    message = AssistantMessage.from_json(BEFORE["message_for_person"])
    assert message.message_for_person == MessageForPerson(DraftWork.SEND, "proefhaven")


def test_a_choice_of_a_municipality_or_a_need() -> None:
    goal = {"intent": "kies_gemeente", "gids": {"gemeenten": ["GM0193"]}}
    assert Goal.from_json(goal).details == Details(municipalities=("GM0193",))
    goal = {"intent": "kies_behoefte", "gids": {"behoefte": "geld"}}
    assert Goal.from_json(goal).details == Details(need="geld")
    goal = {"intent": "kies_wie", "gids": {"wie": "ambtenaar", "onderwerp": "rol/inkoper"}}
    assert Goal.from_json(goal).details == Details(asker="ambtenaar", topic="rol/inkoper")
