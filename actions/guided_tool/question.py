"""The question a guided tool asks, with its choices; and the way back to it after something else."""

from __future__ import annotations

from dataclasses import replace

from actions.message import choice, message
from actions.skill import Reply
from actions.skill_turn import SkillTurn
from content.guided_tools.commands import SteeringCommand
from content.guided_tools.draft import Run
from content.guided_tools.tool import AnswerKind, GuidedTool, ToolQuestion
from content.markdown import quoted
from contract.context import Context, ToolState
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Outcome

_MOST_BESIDE_QUESTION, _MOST_BESIDE_OPTIONS = 2, 1
"""Choices of an answer in between that stay, so that the question's own are not lost among them."""


def run_of(tool: GuidedTool, context: Context) -> Run:
    """The tool with what was filled in before."""
    return Run.resumed(tool, context.guided_tool.drafts)


def running(turn: SkillTurn) -> Run | None:
    """The tool under way; None when there is none, or its file has gone."""
    tool = turn.content.guided_tools.get(turn.context.guided_tool.tool)
    return run_of(tool, turn.context) if tool else None


def latest(turn: SkillTurn) -> Run | None:
    """The tool under way, else the one filled in last."""
    known = [
        turn.content.guided_tools[name] for name in turn.context.guided_tool.drafts if name in turn.content.guided_tools
    ]
    return running(turn) or (run_of(known[-1], turn.context) if known else None)


def with_draft(run: Run, context: Context, active: bool = True) -> Context:
    """The context with this draft as the latest, and the tool under way or put aside."""
    others = {name: draft for name, draft in context.guided_tool.drafts.items() if name != run.tool.id}
    question = run.current if active else None
    state = ToolState(
        tool=run.tool.id if active else "",
        question=f"{question.heading} {question.text} {question.explanation}" if question else "",
        options=tuple(option.label for option in question.options) if question else (),
        drafts={**others, run.tool.id: run.draft.to_json()},
    )
    return replace(context, guided_tool=state, turns_without_answer=0)


def ask(run: Run, turn: SkillTurn, *before: str, explained: bool = False) -> Reply:
    """The current question after `before`, and the context in which it was asked."""
    question = run.current
    assert question is not None  # noqa: S101  who asks has looked
    parts = [*before, _worded("vraag", run, question, turn)]
    if explained:
        parts += _explanation(question, turn)
    elif question.kind is AnswerKind.OPTIONS:
        parts.append(turn.say_in_tool("meer_mag"))
    answer = run.answer_in_words(question)
    if answer:
        note = "al_gekozen" if question.kind is AnswerKind.OPTIONS else "nu_ingevuld"
        parts.append(turn.say_in_tool(note, antwoord=quoted(answer)))
    reply = of_tool(run.tool, "\n\n".join(part for part in parts if part), question_choices(run, question, turn))
    context = replace(
        with_draft(run, turn.context), topic=run.tool.topic, list_items=(), list_topic="", offered_topics=()
    )
    return reply, context


def of_tool(
    tool: GuidedTool, text: str, choices: list[Choice], outcome: Outcome = Outcome.CONVERSATION
) -> AssistantMessage:
    """A message of the tool; its topic in the guide is the source."""
    return replace(message(outcome, text, choices), sources=(tool.topic,))


def steer(run: Run, label: str, command: SteeringCommand, number: int = 0) -> Choice:
    """A choice that gives a command to this tool."""
    details = Details(tool=run.tool.id, command=command.value, question_number=number)
    return choice(label, Intent.STEER_TOOL, details)


def question_choices(run: Run, question: ToolQuestion, turn: SkillTurn) -> list[Choice]:
    """The options not yet chosen, and the ways to steer."""
    taken = run.answer(question) or ()
    multiple = question.kind is AnswerKind.OPTIONS
    options = [
        choice(option.label, Intent.CHOOSE_OPTION, Details(tool=run.tool.id, question=question.id, option=option.id))
        for option in question.options
        if not (multiple and option.id in taken)
    ]

    def way(text: str, command: SteeringCommand, where: bool) -> list[Choice]:
        return [steer(run, turn.say_in_tool(text), command)] if where else []

    done = way("dat_waren_ze", SteeringCommand.THOSE_WERE_IT, multiple and bool(taken))
    explain = way("leg_uit", SteeringCommand.EXPLAIN, question.kind is AnswerKind.OWN_WORDS)
    skip = way("sla_over", SteeringCommand.SKIP, not done)
    back = way("terug", SteeringCommand.BACK, run.number(question) > 1)
    return [*options, *done, *explain, *skip, *back, steer(run, turn.say_in_tool("stop"), SteeringCommand.STOP)]


def resume_choices(run: Run, turn: SkillTurn) -> list[Choice]:
    """The ways on for a tool that was put aside."""
    title = run.tool.title
    return [
        steer(run, turn.say_in_tool("ga_verder", titel=title), SteeringCommand.GO_ON),
        steer(run, turn.say_in_tool("bekijk_antwoorden"), SteeringCommand.OVERVIEW),
        steer(run, turn.say_in_tool("maak_document"), SteeringCommand.DOCUMENT),
        steer(run, turn.say_in_tool("begin_opnieuw", titel=title), SteeringCommand.START_OVER),
    ]


def change_choices(run: Run, turn: SkillTurn) -> list[Choice]:
    """One choice for each question that was answered or passed over, to answer it anew."""
    reached = len(run.questions) if run.current is None else run.number(run.current) - 1
    return [
        steer(run, f"{number}. {question.heading}", SteeringCommand.CHANGE, number)
        for number, question in enumerate(run.questions, 1)
        if number <= reached or run.answer(question) is not None
    ]


def back_to_tool(reply: AssistantMessage, turn: SkillTurn) -> AssistantMessage:
    """A reply to something in between, with the way back to the question that was asked."""
    run = running(turn)
    question = run.current if run else None
    if run is None or question is None:
        return reply
    where = _worded("tussendoor", run, question, turn)
    if reply.outcome is Outcome.CLARIFICATION:
        go_on = steer(run, turn.say_in_tool("ga_verder", titel=run.tool.title), SteeringCommand.GO_ON)
        return replace(reply, choices=(*reply.choices, go_on))
    others = [one for one in reply.choices if one.goal.intent is not Intent.START_TOOL]
    beside = others[: _MOST_BESIDE_OPTIONS if question.options else _MOST_BESIDE_QUESTION]
    choices = (*beside, *question_choices(run, question, turn))
    return replace(reply, text=f"{reply.text}\n\n{where}", choices=choices)


def offers(topic: str, turn: SkillTurn) -> list[Choice]:
    """The tools to do together that go with a topic, for who is asking."""
    return [
        choice(tool.offer, Intent.START_TOOL, Details(tool=tool.id))
        for tool in turn.content.guided_tools.values()
        if topic in tool.offered_with and (not turn.asker or turn.asker in tool.audience)
    ]


def _worded(text: str, run: Run, question: ToolQuestion, turn: SkillTurn) -> str:
    """The question with its place, in the words of this text."""
    return turn.say_in_tool(
        text,
        titel=run.tool.title,
        nummer=run.number(question),
        aantal=len(run.questions),
        vraag=question.text,
    )


def _explanation(question: ToolQuestion, turn: SkillTurn) -> list[str]:
    example = [turn.say_in_tool("voorbeeld", voorbeeld=question.example)] if question.example else []
    labels = ", ".join(f"{number}. {option.label}" for number, option in enumerate(question.options, 1))
    options = [turn.say_in_tool("keuzes_zijn", keuzes=labels)] if labels else []
    return [question.explanation, *example, *options]
