"""A guided tool as a conversation: one question at a time, with ways back, past and out, up to its document."""

from __future__ import annotations

from dataclasses import replace

from actions.guided_tool.question import (
    ask,
    latest,
    of_tool,
    resume_choices,
    run_of,
    running,
    steer,
    with_draft,
)
from actions.guided_tool.steering import STEPS, documented, from_the_start, go_on, put_aside
from actions.message import choice
from actions.skill import Reply, Skill
from actions.skill_turn import SkillTurn
from content.guided_tools.answers import Refusal, RefusalReason, is_option, leaves_a_rest, read_answer
from content.guided_tools.commands import SteeringCommand, SteeringWords, read_steering_words
from content.guided_tools.draft import Run
from content.guided_tools.tool import AnswerKind, ToolQuestion
from contract.details import Details
from contract.intents import Intent


class ActionTool(Skill):
    """One step of a guided tool, by the intent and the command."""

    def __init__(self) -> None:
        self._words: SteeringWords = read_steering_words()

    def name(self) -> str:
        """As in domain.yml."""
        return "action_tool"

    def reply(self, turn: SkillTurn) -> Reply:
        """The next question, the document, or what stands in the way of it."""
        if turn.intent is Intent.START_TOOL:
            return _start(turn)
        named = turn.content.guided_tools.get(turn.details.tool)
        run = run_of(named, turn.context) if named else latest(turn)
        if run is None or (turn.details.tool and named is None):
            return _of_nothing(turn)
        if turn.intent is Intent.GIVE_NAME:
            return documented(run, turn, turn.say_in_tool("met_naam"))
        if turn.intent is Intent.STEER_TOOL:
            return self._steered(run, turn)
        active = running(turn)
        if active is None or active.tool.id != run.tool.id:
            return put_aside(run, turn)
        if turn.intent is Intent.CHOOSE_OPTION:
            return _chosen(run, turn)
        return self._typed(run, turn)

    def _typed(self, run: Run, turn: SkillTurn) -> Reply:
        question = run.current
        if question is None:
            return go_on(run, turn)
        topics = [(one.topic, one.probability) for one in turn.details.likely]
        answer = read_answer(question, turn.text, topics, self._words)
        if isinstance(answer, Refusal):
            return _asked_again(run, answer, question, turn)
        if question.kind is AnswerKind.OWN_WORDS:
            return go_on(run.with_answer(question, answer), turn)
        taken = run.with_answer if self._words.replaces(turn.text) else run.with_more
        after = taken(question, answer)
        if leaves_a_rest(question, turn.text, self._words):
            return ask(after.asking(question), turn, turn.say_in_tool("rest_niet_herkend"))
        return go_on(after, turn, turn.say_in_tool("begrepen", antwoord=after.answer_in_words(question)))

    def _steered(self, run: Run, turn: SkillTurn) -> Reply:
        question, command = run.current, _command(turn)
        may_be_option = turn.details.typed and command is not SteeringCommand.STOP
        if may_be_option and question is not None and is_option(question, turn.text):
            return self._typed(run, turn)
        return STEPS[command](run, turn)


def _command(turn: SkillTurn) -> SteeringCommand:
    """What the message asks of the tool; one of a version that had other commands goes on."""
    known = {command.value for command in SteeringCommand}
    return SteeringCommand(turn.details.command) if turn.details.command in known else SteeringCommand.GO_ON


def _of_nothing(turn: SkillTurn) -> Reply:
    """No tool runs: the ways to begin one."""
    tools = list(turn.content.guided_tools.values())
    if not tools:
        return turn.message_of("verlopen_keuze"), turn.context
    choices = [choice(tool.offer, Intent.START_TOOL, Details(tool=tool.id)) for tool in tools]
    none_running = replace(turn.context.guided_tool, tool="")
    reply = of_tool(tools[0], turn.say_in_tool("geen_tool"), choices)
    return reply, replace(turn.context, guided_tool=none_running)


def _start(turn: SkillTurn) -> Reply:
    tool = turn.content.guided_tools.get(turn.details.tool)
    if tool is None:
        return _of_nothing(turn)
    run, now = run_of(tool, turn.context), running(turn)
    if now is not None and now.current is not None and now.tool.id != tool.id and not turn.details.anyway:
        choices = [
            steer(now, turn.say_in_tool("ga_verder", titel=now.tool.title), SteeringCommand.GO_ON),
            choice(tool.offer, Intent.START_TOOL, Details(tool=tool.id, anyway=True)),
        ]
        return of_tool(now.tool, turn.say_in_tool("twee_tegelijk", nu=now.tool.title), choices), turn.context
    if run.draft.answers:
        text = turn.say_in_tool("al_bezig", titel=tool.title)
        return of_tool(tool, text, resume_choices(run, turn)), with_draft(run, turn.context, active=False)
    return from_the_start(run, turn)


def _chosen(run: Run, turn: SkillTurn) -> Reply:
    question = run.tool.question(turn.details.question)
    option = question.option(turn.details.option) if question else None
    if question is None or option is None or question not in run.questions:
        return go_on(run, turn, turn.say_in_tool("oude_keuze"))
    after = run.with_option(question, option)
    return go_on(after, turn, "" if after.current == question else turn.say_in_tool("begrepen", antwoord=option.label))


def _asked_again(run: Run, refusal: Refusal, question: ToolQuestion, turn: SkillTurn) -> Reply:
    reply, context = ask(run, turn, _refusal(refusal, question, turn))
    state = replace(context.guided_tool, not_an_option=refusal.reason is RefusalReason.NO_OPTION)
    return reply, replace(context, guided_tool=state)


def _refusal(refusal: Refusal, question: ToolQuestion, turn: SkillTurn) -> str:
    longest = len(question.options) or question.longest
    return turn.say_in_tool(refusal.reason.value, aantal=len(turn.text), maximum=longest, reden=question.reason)
