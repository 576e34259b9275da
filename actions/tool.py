"""A guided tool as a conversation: one question at a time, with ways back, past and out, up to its document."""

from __future__ import annotations

from dataclasses import replace

from actions.message import Choice, Message, choice, quoted
from actions.skill import Skill
from actions.tool_document import outline_of, with_document
from actions.tool_question import (
    CHOSEN,
    COMMAND,
    NAME,
    NAMED,
    START,
    START_ANYWAY,
    START_OVER_SURE,
    THOSE_WERE_IT,
    ask,
    change_choices,
    kept,
    latest,
    of_tool,
    resume_choices,
    run_of,
    running,
    steer,
)
from actions.turn import Turn
from gids.tools.answers import Refusal, is_option, read_answer
from gids.tools.commands import (
    BACK,
    CHANGE,
    DOCUMENT,
    EXPLAIN,
    GO_ON,
    OVERVIEW,
    SKIP,
    START_OVER,
    STOP,
    Words,
    read_words,
)
from gids.tools.draft import Draft, Run
from gids.tools.outline import said
from gids.tools.tool import TEXT, Question
from nlu.context import Context

Reply = tuple[Message, Context]


class ActionTool(Skill):
    """One step of a guided tool, by the intent and the command."""

    interrupts_tool = False

    def __init__(self) -> None:
        self._words: Words = read_words()

    def name(self) -> str:
        """As in domain.yml."""
        return "action_tool"

    def reply(self, turn: Turn) -> Reply:
        """The next question, the document, or what stands in the way of it."""
        if turn.intent == START:
            return _start(turn)
        named = turn.content.tools.get(str(turn.gids.get("tool", "")))
        run = run_of(named, turn.context) if named else latest(turn)
        if run is None or (turn.gids.get("tool") and named is None):
            return of_nothing(turn)
        if turn.intent == NAMED:
            return _documented(run, turn, turn.say_tool("met_naam"))
        if turn.intent == COMMAND:
            return self._steered(run, str(turn.gids.get("opdracht", "")), turn)
        active = running(turn)
        if active is None or active.tool.id != run.tool.id:
            return _put_aside(run, turn)
        if turn.intent == CHOSEN:
            return _chosen(run, turn)
        return self._typed(run, turn)

    def _typed(self, run: Run, turn: Turn) -> Reply:
        question = run.current
        if question is None:
            return _documented(run, turn, turn.say_tool("klaar"))
        topics = [(one["id"], one["kans"]) for one in turn.gids.get("kansen", ())]
        answer = read_answer(question, turn.text, topics, self._words)
        if isinstance(answer, Refusal):
            return ask(run, turn, _refusal(answer, question, turn))
        after = run.answered(question, answer)
        noted = "" if question.soort == TEXT else turn.say_tool("begrepen", antwoord=said(after, question))
        return _next(after, turn, noted)

    def _steered(self, run: Run, command: str, turn: Turn) -> Reply:
        question, was_typed = run.current, turn.gids.get("getypt")
        if was_typed and command != STOP and question is not None and is_option(question, turn.text):
            return self._typed(run, turn)
        return _COMMANDS.get(command, _go_on)(run, turn)


def of_nothing(turn: Turn) -> Reply:
    """No tool runs: the ways to begin one."""
    choices = [choice(tool.aanbod, START, tool=tool.id) for tool in turn.content.tools.values()]
    first = next(iter(turn.content.tools.values()), None)
    if first is None:
        return turn.spoken("verlopen_keuze"), turn.context
    return of_tool(first, turn.say_tool("geen_tool"), choices), replace(turn.context, tool="")


def _start(turn: Turn) -> Reply:
    tool = turn.content.tools.get(str(turn.gids.get("tool", "")))
    if tool is None:
        return of_nothing(turn)
    run, now = run_of(tool, turn.context), running(turn)
    if now is not None and now.current is not None and now.tool.id != tool.id and not turn.gids.get(START_ANYWAY):
        choices = [
            steer(now, turn.say_tool("ga_verder", titel=now.tool.titel), GO_ON),
            choice(tool.aanbod, START, tool=tool.id, **{START_ANYWAY: "ja"}),
        ]
        return of_tool(now.tool, turn.say_tool("twee_tegelijk", nu=now.tool.titel), choices), turn.context
    if run.draft.antwoorden:
        text = turn.say_tool("al_bezig", titel=tool.titel)
        return of_tool(tool, text, resume_choices(run, turn)), kept(run, turn.context, active=False)
    return _from_the_start(run, turn)


def _from_the_start(run: Run, turn: Turn) -> Reply:
    run = replace(run, draft=Draft())
    reply, context = ask(run, turn, run.tool.inleiding)
    return {**reply, "uitkomst": "antwoord"}, context


def _chosen(run: Run, turn: Turn) -> Reply:
    question = run.tool.question(str(turn.gids.get("vraag", "")))
    option = question.option(str(turn.gids.get("keuze", ""))) if question else None
    if question is None or option is None or question not in run.questions:
        return _go_on(run, turn, turn.say_tool("oude_keuze"))
    after = run.added(question, option)
    return _next(after, turn, "" if after.current == question else turn.say_tool("begrepen", antwoord=option.label))


def _next(run: Run, turn: Turn, before: str = "") -> Reply:
    """The next question, or the document when there is none."""
    if run.current is None:
        return _documented(run, turn, turn.say_tool("klaar"))
    return ask(run, turn, before)


def _refusal(refusal: Refusal, question: Question, turn: Turn) -> str:
    longest = len(question.keuzes) or question.langste
    return turn.say_tool(refusal.reason, aantal=len(turn.text), maximum=longest, reden=question.reden)


def _put_aside(run: Run, turn: Turn) -> Reply:
    text = turn.say_tool("gestopt", titel=run.tool.titel)
    return of_tool(run.tool, text, resume_choices(run, turn)), turn.context


def _back(run: Run, turn: Turn) -> Reply:
    before = run.back()
    return ask(before, turn) if before else ask(run, turn, turn.say_tool("eerste_vraag"))


def _skip(run: Run, turn: Turn) -> Reply:
    if run.current is None:
        return _documented(run, turn, turn.say_tool("klaar"))
    answered = run.answer(run.current) is not None
    return _next(run.skipped(run.current), turn, "" if answered else turn.say_tool("overgeslagen"))


def _stop(run: Run, turn: Turn) -> Reply:
    context = kept(run, turn.context, active=False)
    if not run.draft.antwoorden:
        without = {name: draft for name, draft in context.concepten.items() if name != run.tool.id}
        return of_tool(run.tool, turn.say_tool("gestopt_leeg", titel=run.tool.titel), []), replace(
            context, concepten=without
        )
    return _put_aside(run, turn)[0], context


def _ask_start_over(run: Run, turn: Turn) -> Reply:
    choices = [
        steer(run, turn.say_tool("ja_opnieuw"), START_OVER_SURE),
        steer(run, turn.say_tool("ga_verder", titel=run.tool.titel), GO_ON),
    ]
    return of_tool(run.tool, turn.say_tool("opnieuw_zeker", titel=run.tool.titel), choices), turn.context


def _overview(run: Run, turn: Turn) -> Reply:
    answered = [question for question in run.questions if run.answer(question) is not None]
    lines = [
        turn.say_tool(
            "overzicht_regel",
            nummer=run.number(question),
            kop=question.kop,
            antwoord=quoted(said(run, question)) or turn.say_tool("nog_niet_ingevuld"),
        )
        for question in run.questions
        if question in answered or question == run.current
    ]
    head = "overzicht" if answered else "overzicht_leeg"
    text = "\n\n".join([turn.say_tool(head, titel=run.tool.titel), *lines])
    if run.current is None or running(turn) is None:
        return of_tool(run.tool, text, [*change_choices(run, turn), *resume_choices(run, turn)[:1]]), turn.context
    return ask(run, turn, text)


def _change(run: Run, turn: Turn) -> Reply:
    number = int(turn.gids.get("vraag", 0))
    if not number:
        return of_tool(run.tool, turn.say_tool("verander_hoe"), change_choices(run, turn)), turn.context
    there = run.at(number)
    if there is None:
        unknown = turn.say_tool("onbekende_vraag", aantal=len(run.questions))
        return of_tool(run.tool, unknown, change_choices(run, turn)), turn.context
    return ask(there, turn)


def _explain(run: Run, turn: Turn) -> Reply:
    if run.current is None:
        return _go_on(run, turn)
    reply, context = ask(run, turn, explained=True)
    return {**reply, "uitkomst": "antwoord"}, context


def _document(run: Run, turn: Turn) -> Reply:
    if not run.draft.antwoorden:
        return ask(run, turn, turn.say_tool("zonder_document"))
    return _documented(run, turn, turn.say_tool("tussenstand" if run.current else "klaar"))


def _documented(run: Run, turn: Turn, text: str) -> Reply:
    """The document with its preview; what fits best becomes what the conversation is about."""
    ways: list[Choice] = [steer(run, turn.say_tool("verander_antwoord"), CHANGE)]
    if run.current is not None:
        ways.insert(0, steer(run, turn.say_tool("ga_verder", titel=run.tool.titel), GO_ON))
    if run.tool.naam:
        ways.append(steer(run, turn.say_tool("zet_naam"), NAME))
    reply = with_document(of_tool(run.tool, text, ways), run, turn)
    advices = outline_of(run, turn).advices
    topic = advices[0].advice.onderwerp if advices else run.tool.onderwerp
    return reply, replace(kept(run, turn.context), onderwerp=topic)


def _ask_name(run: Run, turn: Turn) -> Reply:
    reply = of_tool(run.tool, turn.say_tool("vraag_naam", naam=run.tool.naam), [])
    return {**reply, "vraagt_naam": run.tool.id}, kept(run, turn.context)


def _those_were_it(run: Run, turn: Turn) -> Reply:
    question = run.current
    chosen = run.answer(question) if question else None
    return _next(run.answered(question, chosen), turn) if question and chosen else _go_on(run, turn)


def _go_on(run: Run, turn: Turn, before: str = "") -> Reply:
    if run.current is None:
        return _documented(run, turn, turn.say_tool("klaar"))
    return ask(run, turn, before)


_COMMANDS = {
    BACK: _back,
    SKIP: _skip,
    STOP: _stop,
    START_OVER: _ask_start_over,
    START_OVER_SURE: _from_the_start,
    OVERVIEW: _overview,
    CHANGE: _change,
    EXPLAIN: _explain,
    DOCUMENT: _document,
    GO_ON: _go_on,
    NAME: _ask_name,
    THOSE_WERE_IT: _those_were_it,
}
