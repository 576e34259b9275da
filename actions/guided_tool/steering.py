"""Steering a guided tool: back, past, out, over again, what was filled in, and the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from actions.guided_tool.document import document_builder, with_document
from actions.guided_tool.question import (
    ask,
    change_choices,
    of_tool,
    resume_choices,
    running,
    steer,
    with_draft,
)
from actions.skill import Reply
from actions.skill_turn import SkillTurn
from content.guided_tools.commands import SteeringCommand
from content.guided_tools.draft import Draft, Run
from content.markdown import quoted
from contract.message import Choice, Outcome


def from_the_start(run: Run, turn: SkillTurn) -> Reply:
    """The introduction and the first question, with an empty draft."""
    run = replace(run, draft=Draft())
    reply, context = ask(run, turn, run.tool.introduction)
    return replace(reply, outcome=Outcome.ANSWER), context


def go_on(run: Run, turn: SkillTurn, before: str = "") -> Reply:
    """The question that is open, or the document when there is none."""
    if run.current is None:
        return documented(run, turn, turn.say_in_tool("klaar"))
    return ask(run, turn, before)


def put_aside(run: Run, turn: SkillTurn) -> Reply:
    """Not under way now: the ways to go on."""
    text = turn.say_in_tool("gestopt", titel=run.tool.title)
    return of_tool(run.tool, text, resume_choices(run, turn)), turn.context


def back(run: Run, turn: SkillTurn) -> Reply:
    """The question before."""
    before = run.back()
    return ask(before, turn) if before else ask(run, turn, turn.say_in_tool("eerste_vraag"))


def skip(run: Run, turn: SkillTurn) -> Reply:
    """Past this question."""
    if run.current is None:
        return go_on(run, turn)
    answered = run.answer(run.current) is not None
    return go_on(run.past(run.current), turn, "" if answered else turn.say_in_tool("overgeslagen"))


def stop(run: Run, turn: SkillTurn) -> Reply:
    """Put the tool aside with its draft; without answers there is nothing to keep."""
    context = with_draft(run, turn.context, active=False)
    if not run.draft.answers:
        drafts = {name: draft for name, draft in context.guided_tool.drafts.items() if name != run.tool.id}
        without = replace(context, guided_tool=replace(context.guided_tool, drafts=drafts))
        return of_tool(run.tool, turn.say_in_tool("gestopt_leeg", titel=run.tool.title), []), without
    return put_aside(run, turn)[0], context


def ask_start_over(run: Run, turn: SkillTurn) -> Reply:
    """Whether the answers may go."""
    choices = [
        steer(run, turn.say_in_tool("ja_opnieuw"), SteeringCommand.START_OVER_SURE),
        steer(run, turn.say_in_tool("ga_verder", titel=run.tool.title), SteeringCommand.GO_ON),
    ]
    return of_tool(run.tool, turn.say_in_tool("opnieuw_zeker", titel=run.tool.title), choices), turn.context


def overview(run: Run, turn: SkillTurn) -> Reply:
    """What was filled in so far."""
    answered = [question for question in run.questions if run.answer(question) is not None]
    lines = [
        turn.say_in_tool(
            "overzicht_regel",
            nummer=run.number(question),
            kop=question.heading,
            antwoord=quoted(run.answer_in_words(question)) or turn.say_in_tool("nog_niet_ingevuld"),
        )
        for question in run.questions
        if question in answered or question == run.current
    ]
    head = "overzicht" if answered else "overzicht_leeg"
    text = "\n\n".join([turn.say_in_tool(head, titel=run.tool.title), *lines])
    if run.current is None or running(turn) is None:
        return of_tool(run.tool, text, [*change_choices(run, turn), *resume_choices(run, turn)[:1]]), turn.context
    return ask(run, turn, text)


def change(run: Run, turn: SkillTurn) -> Reply:
    """The question with the number named, or which ones there are."""
    number = turn.details.question_number
    if not number:
        return of_tool(run.tool, turn.say_in_tool("verander_hoe"), change_choices(run, turn)), turn.context
    there = run.at(number)
    if there is None:
        unknown = turn.say_in_tool("onbekende_vraag", aantal=len(run.questions))
        return of_tool(run.tool, unknown, change_choices(run, turn)), turn.context
    return ask(there, turn)


def explain(run: Run, turn: SkillTurn) -> Reply:
    """The question with what it is for, an example and its options."""
    if run.current is None:
        return go_on(run, turn)
    reply, context = ask(run, turn, explained=True)
    return replace(reply, outcome=Outcome.ANSWER), context


def document(run: Run, turn: SkillTurn) -> Reply:
    """The document as it is now."""
    if not run.draft.answers:
        return ask(run, turn, turn.say_in_tool("zonder_document"))
    return documented(run, turn, turn.say_in_tool("tussenstand" if run.current else "klaar"))


def documented(run: Run, turn: SkillTurn, text: str) -> Reply:
    """The document with its preview; what fits best becomes what the conversation is about."""
    ways: list[Choice] = [steer(run, turn.say_in_tool("verander_antwoord"), SteeringCommand.CHANGE)]
    if run.current is not None:
        ways.insert(0, steer(run, turn.say_in_tool("ga_verder", titel=run.tool.title), SteeringCommand.GO_ON))
    if run.tool.name_label:
        ways.append(steer(run, turn.say_in_tool("zet_naam"), SteeringCommand.ASK_NAME))
    builder = document_builder(run, turn)
    reply = with_document(of_tool(run.tool, text, ways), builder, turn)
    topic = builder.advices[0].advice.topic if builder.advices else run.tool.topic
    return reply, replace(with_draft(run, turn.context), topic=topic)


def ask_name(run: Run, turn: SkillTurn) -> Reply:
    """The name for the document; what is typed next goes into it alone."""
    reply = of_tool(run.tool, turn.say_in_tool("vraag_naam", naam=run.tool.name_label), [])
    return replace(reply, asks_name=True), with_draft(run, turn.context)


def those_were_it(run: Run, turn: SkillTurn) -> Reply:
    """On from a question that takes several options."""
    question = run.current
    chosen = run.answer(question) if question else None
    return go_on(run.with_answer(question, chosen), turn) if question and chosen else go_on(run, turn)


STEPS: dict[SteeringCommand, Callable[[Run, SkillTurn], Reply]] = {
    SteeringCommand.BACK: back,
    SteeringCommand.SKIP: skip,
    SteeringCommand.STOP: stop,
    SteeringCommand.START_OVER: ask_start_over,
    SteeringCommand.START_OVER_SURE: from_the_start,
    SteeringCommand.OVERVIEW: overview,
    SteeringCommand.CHANGE: change,
    SteeringCommand.EXPLAIN: explain,
    SteeringCommand.DOCUMENT: document,
    SteeringCommand.GO_ON: go_on,
    SteeringCommand.ASK_NAME: ask_name,
    SteeringCommand.THOSE_WERE_IT: those_were_it,
}
