"""The question a guided tool asks, with its choices; and the way back to it after something else."""

from __future__ import annotations

from dataclasses import replace

from actions.message import Choice, Message, choice, message, quoted
from actions.turn import Turn
from content.guided_tools.commands import BACK, CHANGE, DOCUMENT, EXPLAIN, GO_ON, OVERVIEW, SKIP, START_OVER, STOP
from content.guided_tools.draft import Draft, Run
from content.guided_tools.tool import AnswerKind, GuidedTool, ToolQuestion
from contract.context import Context

START, COMMAND, TYPED, CHOSEN, NAMED = "tool_start", "tool_opdracht", "tool_invoer", "tool_keuze", "tool_naam"
"""The intents of a tool: begin it, steer it, answer in words, choose an option, give a name."""

THOSE_WERE_IT, NAME, START_ANYWAY, START_OVER_SURE = "dat_waren_ze", "naam", "toch", "zeker_opnieuw"
"""Commands that only a choice gives."""

_CLARIFICATION = "verduidelijking"
_KEPT_BESIDE_QUESTION, _KEPT_BESIDE_OPTIONS = 2, 1
"""Choices of an answer in between that stay, so that the question's own are not lost among them."""


def run_of(tool: GuidedTool, context: Context) -> Run:
    """The tool with what was filled in before."""
    return Run(tool, Draft.from_json(context.concepten.get(tool.id, {}), tool))


def running(turn: Turn) -> Run | None:
    """The tool under way; None when there is none, or its file has gone."""
    tool = turn.content.guided_tools.get(turn.context.tool)
    return run_of(tool, turn.context) if tool else None


def latest(turn: Turn) -> Run | None:
    """The tool under way, else the one filled in last."""
    known = [turn.content.guided_tools[name] for name in turn.context.concepten if name in turn.content.guided_tools]
    return running(turn) or (run_of(known[-1], turn.context) if known else None)


def kept(run: Run, context: Context, active: bool = True) -> Context:
    """The context with this draft as the latest, and the tool under way or put aside."""
    others = {name: draft for name, draft in context.concepten.items() if name != run.tool.id}
    question = run.current if active else None
    return replace(
        context,
        tool=run.tool.id if active else "",
        tool_vraag=f"{question.heading} {question.text} {question.explanation}" if question else "",
        tool_keuzes=tuple(option.label for option in question.options) if question else (),
        concepten={**others, run.tool.id: run.draft.to_json()},
        missers=0,
    )


def ask(run: Run, turn: Turn, *before: str, explained: bool = False) -> tuple[Message, Context]:
    """The current question after `before`, and the context in which it was asked."""
    question = run.current
    assert question is not None  # noqa: S101  who asks has looked
    parts = [*before, _worded(run, question, turn)]
    if explained:
        parts += _explanation(question, turn)
    elif question.kind is AnswerKind.OPTIONS:
        parts.append(turn.say_tool("meer_mag"))
    answer = run.answer_in_words(question)
    if answer:
        note = "al_gekozen" if question.kind is AnswerKind.OPTIONS else "nu_ingevuld"
        parts.append(turn.say_tool(note, antwoord=quoted(answer)))
    reply = of_tool(run.tool, "\n\n".join(part for part in parts if part), question_choices(run, question, turn))
    context = replace(kept(run, turn.context), onderwerp=run.tool.topic, lijst=(), lijst_van="", keuzes=())
    return reply, context


def of_tool(tool: GuidedTool, text: str, choices: list[Choice], uitkomst: str = "gesprek") -> Message:
    """A message of the tool; its topic in the guide is the source."""
    return {**message(uitkomst, text, choices), "bronnen": [tool.topic]}


def steer(run: Run, label: str, command: str, number: int = 0) -> Choice:
    """A choice that gives a command to this tool."""
    return {"label": label, "doel": {"intent": COMMAND, "gids": _goal(run, opdracht=command, vraag=number)}}


def question_choices(run: Run, question: ToolQuestion, turn: Turn) -> list[Choice]:
    """The options not yet chosen, and the ways to steer."""
    taken = run.answer(question) or ()
    multiple = question.kind is AnswerKind.OPTIONS
    options = [
        {"label": option.label, "doel": {"intent": CHOSEN, "gids": _goal(run, vraag=question.id, keuze=option.id)}}
        for option in question.options
        if not (multiple and option.id in taken)
    ]
    done = [steer(run, turn.say_tool("dat_waren_ze"), THOSE_WERE_IT)] if multiple and taken else []
    explain = [steer(run, turn.say_tool("leg_uit"), EXPLAIN)] if question.kind is AnswerKind.OWN_WORDS else []
    back = [steer(run, turn.say_tool("terug"), BACK)] if run.number(question) > 1 else []
    skip = [] if done else [steer(run, turn.say_tool("sla_over"), SKIP)]
    return [*options, *done, *explain, *skip, *back, steer(run, turn.say_tool("stop"), STOP)]


def resume_choices(run: Run, turn: Turn) -> list[Choice]:
    """The ways on for a tool that was put aside."""
    title = run.tool.title
    return [
        steer(run, turn.say_tool("ga_verder", titel=title), GO_ON),
        steer(run, turn.say_tool("bekijk_antwoorden"), OVERVIEW),
        steer(run, turn.say_tool("maak_document"), DOCUMENT),
        steer(run, turn.say_tool("begin_opnieuw", titel=title), START_OVER),
    ]


def change_choices(run: Run, turn: Turn) -> list[Choice]:
    """One choice for each question that was answered or passed over, to answer it anew."""
    reached = len(run.questions) if run.current is None else run.number(run.current) - 1
    return [
        steer(run, f"{number}. {question.heading}", CHANGE, number)
        for number, question in enumerate(run.questions, 1)
        if number <= reached or run.answer(question) is not None
    ]


def back_to_tool(reply: Message, turn: Turn) -> Message:
    """A reply to something in between, with the way back to the question that was asked."""
    run = running(turn)
    question = run.current if run else None
    if run is None or question is None:
        return reply
    where = turn.say_tool(
        "tussendoor",
        titel=run.tool.title,
        nummer=run.number(question),
        aantal=len(run.questions),
        vraag=question.text,
    )
    if reply["uitkomst"] == _CLARIFICATION:
        go_on = steer(run, turn.say_tool("ga_verder", titel=run.tool.title), GO_ON)
        return {**reply, "keuzes": [*reply["keuzes"], go_on]}
    others = [one for one in reply["keuzes"] if one["doel"]["intent"] != START]
    beside = others[: _KEPT_BESIDE_OPTIONS if question.options else _KEPT_BESIDE_QUESTION]
    choices = [*beside, *question_choices(run, question, turn)]
    return {**reply, "tekst": f"{reply['tekst']}\n\n{where}", "keuzes": choices}


def offers(topic: str, turn: Turn) -> list[Choice]:
    """The tools to do together that go with a topic, for who is asking."""
    return [
        choice(tool.offer, START, tool=tool.id)
        for tool in turn.content.guided_tools.values()
        if topic in tool.offered_with and (not turn.who or turn.who in tool.audience)
    ]


def _goal(run: Run, **values: object) -> dict[str, object]:
    return {"tool": run.tool.id, **{name: value for name, value in values.items() if value}}


def _worded(run: Run, question: ToolQuestion, turn: Turn) -> str:
    return turn.say_tool(
        "vraag",
        titel=run.tool.title,
        nummer=run.number(question),
        aantal=len(run.questions),
        vraag=question.text,
    )


def _explanation(question: ToolQuestion, turn: Turn) -> list[str]:
    example = [turn.say_tool("voorbeeld", voorbeeld=question.example)] if question.example else []
    labels = ", ".join(f"{number}. {option.label}" for number, option in enumerate(question.options, 1))
    options = [turn.say_tool("keuzes_zijn", keuzes=labels)] if labels else []
    return [question.explanation, *example, *options]
