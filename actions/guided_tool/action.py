"""A guided tool as a conversation: one question at a time, with ways back, past and out, up to its document."""

from __future__ import annotations

from dataclasses import replace

from actions.guided_tool.question import (
    CHOSEN,
    COMMAND,
    NAMED,
    START,
    START_ANYWAY,
    ask,
    kept,
    latest,
    of_tool,
    resume_choices,
    run_of,
    running,
    steer,
)
from actions.guided_tool.steering import COMMANDS, Reply, documented, from_the_start, go_on, put_aside
from actions.message import choice
from actions.skill import Skill
from actions.turn import Turn
from content.guided_tools.answers import Refusal, is_option, read_answer
from content.guided_tools.commands import GO_ON, STOP, SteeringWords, read_steering_words
from content.guided_tools.draft import Run
from content.guided_tools.tool import AnswerKind, ToolQuestion


class ActionTool(Skill):
    """One step of a guided tool, by the intent and the command."""

    interrupts_tool = False

    def __init__(self) -> None:
        self._words: SteeringWords = read_steering_words()

    def name(self) -> str:
        """As in domain.yml."""
        return "action_tool"

    def reply(self, turn: Turn) -> Reply:
        """The next question, the document, or what stands in the way of it."""
        if turn.intent == START:
            return _start(turn)
        named = turn.content.guided_tools.get(str(turn.gids.get("tool", "")))
        run = run_of(named, turn.context) if named else latest(turn)
        if run is None or (turn.gids.get("tool") and named is None):
            return _of_nothing(turn)
        if turn.intent == NAMED:
            return documented(run, turn, turn.say_tool("met_naam"))
        if turn.intent == COMMAND:
            return self._steered(run, str(turn.gids.get("opdracht", "")), turn)
        active = running(turn)
        if active is None or active.tool.id != run.tool.id:
            return put_aside(run, turn)
        if turn.intent == CHOSEN:
            return _chosen(run, turn)
        return self._typed(run, turn)

    def _typed(self, run: Run, turn: Turn) -> Reply:
        question = run.current
        if question is None:
            return documented(run, turn, turn.say_tool("klaar"))
        topics = [(one["id"], one["kans"]) for one in turn.gids.get("kansen", ())]
        answer = read_answer(question, turn.text, topics, self._words)
        if isinstance(answer, Refusal):
            return ask(run, turn, _refusal(answer, question, turn))
        after = run.with_answer(question, answer)
        noted = (
            ""
            if question.kind is AnswerKind.OWN_WORDS
            else turn.say_tool("begrepen", antwoord=after.answer_in_words(question))
        )
        return go_on(after, turn, noted)

    def _steered(self, run: Run, command: str, turn: Turn) -> Reply:
        question, was_typed = run.current, turn.gids.get("getypt")
        if was_typed and command != STOP and question is not None and is_option(question, turn.text):
            return self._typed(run, turn)
        return COMMANDS.get(command, go_on)(run, turn)


def _of_nothing(turn: Turn) -> Reply:
    """No tool runs: the ways to begin one."""
    choices = [choice(tool.offer, START, tool=tool.id) for tool in turn.content.guided_tools.values()]
    first = next(iter(turn.content.guided_tools.values()), None)
    if first is None:
        return turn.spoken("verlopen_keuze"), turn.context
    return of_tool(first, turn.say_tool("geen_tool"), choices), replace(turn.context, tool="")


def _start(turn: Turn) -> Reply:
    tool = turn.content.guided_tools.get(str(turn.gids.get("tool", "")))
    if tool is None:
        return _of_nothing(turn)
    run, now = run_of(tool, turn.context), running(turn)
    if now is not None and now.current is not None and now.tool.id != tool.id and not turn.gids.get(START_ANYWAY):
        choices = [
            steer(now, turn.say_tool("ga_verder", titel=now.tool.title), GO_ON),
            choice(tool.offer, START, tool=tool.id, **{START_ANYWAY: "ja"}),
        ]
        return of_tool(now.tool, turn.say_tool("twee_tegelijk", nu=now.tool.title), choices), turn.context
    if run.draft.answers:
        text = turn.say_tool("al_bezig", titel=tool.title)
        return of_tool(tool, text, resume_choices(run, turn)), kept(run, turn.context, active=False)
    return from_the_start(run, turn)


def _chosen(run: Run, turn: Turn) -> Reply:
    question = run.tool.question(str(turn.gids.get("vraag", "")))
    option = question.option(str(turn.gids.get("keuze", ""))) if question else None
    if question is None or option is None or question not in run.questions:
        return go_on(run, turn, turn.say_tool("oude_keuze"))
    after = run.with_option(question, option)
    return go_on(after, turn, "" if after.current == question else turn.say_tool("begrepen", antwoord=option.label))


def _refusal(refusal: Refusal, question: ToolQuestion, turn: Turn) -> str:
    longest = len(question.options) or question.longest
    return turn.say_tool(refusal.reason, aantal=len(turn.text), maximum=longest, reden=question.reason)
