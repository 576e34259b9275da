"""A guided tool that was filled in as a form: its answers given one by one, as if they had been given in the talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.conversations.service import ConversationService, Exchange
from api.limits.senders import Sender
from api.store.records import Conversation
from content.guided_tools.answers import Refusal, read_answer
from content.guided_tools.commands import SteeringCommand, SteeringWords
from content.guided_tools.draft import Draft, Run
from content.guided_tools.tool import AnswerKind, GuidedTool, Option, ToolQuestion
from content.texts import Text
from contract.details import Details
from contract.intents import Intent
from contract.message import Goal


@dataclass(frozen=True)
class _Step:
    """One answer as it is given: what is said and what that does."""

    text: str
    goal: Goal


class FormAnswers:
    """Gives the answers in the order of the questions, up to one that the tool does not take."""

    def __init__(self, service: ConversationService, words: SteeringWords, texts: Mapping[str, Text]) -> None:
        """`texts` are those of `data/live/teksten/tool.yml`."""
        self._service = service
        self._words = words
        self._texts = texts

    async def give(
        self, conversation: Conversation, tool: GuidedTool, answers: Mapping[str, str], key: str, sender: Sender
    ) -> Exchange:
        """Begin the tool anew and answer it: what was said to the last answer, with the document when all were taken.

        `answers` by the id of each question, as a person would type them: own words, or the label of an option, labels
        with ";" between, or their numbers. A question that has none, or that does not count with the other answers, is
        passed over. Each answer has a key made from `key`. Raises as `ConversationService.pursue`.
        """
        run = Run(tool, Draft())
        begin = _Step(tool.offer, _steer(tool, SteeringCommand.START_OVER_SURE))
        said = await self._say(conversation, begin, f"{key}/0", sender)
        while (question := run.current) is not None:
            steps, after = self._steps(run, question, answers.get(question.id, "").strip())
            for number, step in enumerate(steps, 1):
                said = await self._say(
                    conversation, step, f"{key}/{run.tool.questions.index(question)}/{number}", sender
                )
            if not self._is_taken(said, after):
                break
            run = after
        return said

    async def _say(self, conversation: Conversation, step: _Step, key: str, sender: Sender) -> Exchange:
        return await self._service.pursue(conversation, step.text, step.goal, key, sender)

    def _steps(self, run: Run, question: ToolQuestion, given: str) -> tuple[list[_Step], Run]:
        """How the question is answered, and what is filled in when the tool has taken that."""
        tool = run.tool
        if not given:
            skip = _Step(self._texts["sla_over"].text, _steer(tool, SteeringCommand.SKIP))
            return [skip], run.past(question)
        options = self._options(question, given)
        if not options:
            return [_Step(given, Goal(Intent.ANSWER_TOOL, Details(tool=tool.id)))], run.with_answer(question, given)
        steps, after = [], run
        for option in options:
            details = Details(tool=tool.id, question=question.id, option=option.id)
            steps.append(_Step(option.label, Goal(Intent.CHOOSE_OPTION, details)))
            after = after.with_option(question, option)
        if after.current == question:  # it takes several, and waits for more
            steps.append(_Step(self._texts["dat_waren_ze"].text, _steer(tool, SteeringCommand.THOSE_WERE_IT)))
            after = after.with_answer(question, tuple(option.id for option in options))
        return steps, after

    def _options(self, question: ToolQuestion, given: str) -> list[Option]:
        """The options that `given` names; none where it is something else, which the tool itself then says."""
        if question.kind is AnswerKind.OWN_WORDS:
            return []
        labels = [label.strip() for label in given.split(";")]
        named = [option for option in question.options if option.label in labels]
        if len(named) == len(set(labels)):
            return named
        answer = read_answer(question, given, (), self._words)
        return [] if isinstance(answer, Refusal) else [one for one in question.options if one.id in answer]

    def _is_taken(self, said: Exchange, after: Run) -> bool:
        """Whether the tool went on to the next question, or to its document."""
        question = after.current
        if question is None:
            return bool(said.answer.documents)
        asked = self._texts["vraag"].fill(
            titel=after.tool.title,
            nummer=after.number(question),
            aantal=len(after.questions),
            vraag=question.text,
        )
        return asked.strip() in said.answer.text


def _steer(tool: GuidedTool, command: SteeringCommand) -> Goal:
    return Goal(Intent.STEER_TOOL, Details(tool=tool.id, command=command.value))
