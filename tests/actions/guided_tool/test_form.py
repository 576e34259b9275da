"""What is said for a form brings each tool to its document, question by question."""

from __future__ import annotations

import pytest

from actions.content import content
from actions.guided_tool.action import ActionTool
from content.guided_tools.commands import read_steering_words
from content.guided_tools.form import form_answers
from content.guided_tools.tool import AnswerKind, GuidedTool, ToolQuestion
from contract.context import Context
from contract.message import AssistantMessage
from tests.support.skills import run

TOOLS = sorted(content().guided_tools)


def filled_in(tool: GuidedTool) -> dict[str, str]:
    """An answer to each question, as it comes from a form."""
    return {question.id: answer_to(question) for question in tool.questions}


def answer_to(question: ToolQuestion) -> str:
    """Own words, the last option, or the first two."""
    if question.kind is AnswerKind.OWN_WORDS:
        return question.example or "Stop met 12 mensen?"
    labels = [option.label for option in question.options if not option.exclusive]
    return labels[-1] if question.kind is AnswerKind.ONE_OPTION else "; ".join(labels[:2])


def play(tool: GuidedTool, answers: dict[str, str], context: Context | None = None) -> AssistantMessage:
    """What is said to the last of the answers that are taken; each must be asked for as the form expects."""
    texts, words = content().texts["tool"], read_steering_words()
    for answer in form_answers(tool, answers, words, texts):
        for step in answer.steps:
            details = step.goal.details.to_json()
            said, context = run(ActionTool(), step.goal.intent.value, context, step.text, **details)
        if not (answer.then in said.text if answer.then else said.document):
            break
    return said


@pytest.mark.parametrize("name", TOOLS)
def test_all_answers_bring_it_to_its_document(name: str) -> None:
    tool = content().guided_tools[name]
    assert play(tool, filled_in(tool)).document is not None


@pytest.mark.parametrize("name", TOOLS)
def test_all_questions_can_be_passed_over(name: str) -> None:
    assert play(content().guided_tools[name], {}).document is not None


@pytest.mark.parametrize("name", TOOLS)
def test_numbers_name_options_too(name: str) -> None:
    tool = content().guided_tools[name]
    numbers = {one.id: "1" if one.kind is AnswerKind.ONE_OPTION else "1 en 2" for one in tool.questions if one.options}
    assert play(tool, {**filled_in(tool), **numbers}).document is not None


def test_it_begins_anew_also_when_another_tool_was_under_way() -> None:
    one, other = (content().guided_tools[name] for name in TOOLS[:2])
    _, context = run(ActionTool(), "tool_start", None, one.offer, tool=one.id)
    assert play(other, filled_in(other), context).document is not None


def test_an_answer_that_the_tool_does_not_take_ends_it_there_and_is_said() -> None:
    tool = content().guided_tools["kennismaken"]
    first = tool.questions[0]
    said = play(tool, {**filled_in(tool), first.id: "a" * (first.longest + 1)})
    assert said.document is None
    assert first.text in said.text
