"""A guided tool that was filled in as a form: what is said for each of its answers, as if it were done in the talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content.guided_tools.answers import Refusal, read_answer
from content.guided_tools.commands import SteeringCommand, SteeringWords
from content.guided_tools.draft import Draft, Run
from content.guided_tools.tool import AnswerKind, GuidedTool, Option, ToolQuestion
from content.texts import Text
from contract.details import Details
from contract.intents import Intent
from contract.message import Goal


@dataclass(frozen=True)
class Step:
    """One thing that is said, and what it does."""

    text: str
    goal: Goal


@dataclass(frozen=True)
class FormAnswer:
    """The steps that give the answer to one question, or begin.

    `then` is what the tool asks after them when it has taken the answer, word for word; "" when it makes its document.
    """

    steps: tuple[Step, ...]
    then: str


def form_answers(
    tool: GuidedTool, answers: Mapping[str, str], words: SteeringWords, texts: Mapping[str, Text]
) -> Iterator[FormAnswer]:
    """What is said to begin the tool anew, and then to each of its questions in order.

    `answers` by the id of each question, as a person would type them: own words, or the label of an option, labels with
    ";" between, or their numbers. A question that has none, or does not count with the other answers, is passed over.
    `texts` are those of `data/live/teksten/tool.yml`.
    """
    run = Run(tool, Draft())
    yield FormAnswer((_steer(tool, SteeringCommand.START_OVER_SURE, tool.offer),), _asked(run, texts))
    while (question := run.current) is not None:
        steps, run = _answer(run, question, answers.get(question.id, "").strip(), words, texts)
        yield FormAnswer(steps, _asked(run, texts))


def _answer(
    run: Run, question: ToolQuestion, given: str, words: SteeringWords, texts: Mapping[str, Text]
) -> tuple[tuple[Step, ...], Run]:
    """The steps, and what is filled in when the tool has taken them."""
    tool = run.tool
    if not given:
        return (_steer(tool, SteeringCommand.SKIP, texts["sla_over"].text),), run.past(question)
    options = _options(question, given, words)
    if not options:
        own_words = Step(given, Goal(Intent.ANSWER_TOOL, Details(tool=tool.id)))
        return (own_words,), run.with_answer(question, given)
    steps, after = [], run
    for option in options:
        details = Details(tool=tool.id, question=question.id, option=option.id)
        steps.append(Step(option.label, Goal(Intent.CHOOSE_OPTION, details)))
        after = after.with_option(question, option)
    if after.current == question:  # it takes several, and waits for more
        steps.append(_steer(tool, SteeringCommand.THOSE_WERE_IT, texts["dat_waren_ze"].text))
        after = after.with_answer(question, after.answer(question) or ())
    return tuple(steps), after


def _options(question: ToolQuestion, given: str, words: SteeringWords) -> list[Option]:
    """The options that `given` names; none where it is something else, which the tool itself then says."""
    if question.kind is AnswerKind.OWN_WORDS:
        return []
    labels = {label.strip() for label in given.split(";")}
    named = [option for option in question.options if option.label in labels]
    if len(named) != len(labels):
        answer = read_answer(question, given, (), words)
        named = [] if isinstance(answer, Refusal) else [one for one in question.options if one.id in answer]
    return named if question.kind is AnswerKind.OPTIONS or len(named) == 1 else []


def _asked(run: Run, texts: Mapping[str, Text]) -> str:
    """How the question that is open is asked."""
    question = run.current
    if question is None:
        return ""
    return texts["vraag"].fill(
        titel=run.tool.title, nummer=run.number(question), aantal=len(run.questions), vraag=question.text
    )


def _steer(tool: GuidedTool, command: SteeringCommand, text: str) -> Step:
    return Step(text, Goal(Intent.STEER_TOOL, Details(tool=tool.id, command=command.value)))
