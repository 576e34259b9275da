"""What has been filled in of a tool, and where one is: every step gives a new draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from content.guided_tools.tool import AnswerKind, Condition, GuidedTool, Option, ToolQuestion

Answer = str | tuple[str, ...]
"""Own words, or the ids of the options chosen."""

_KEYS_OF_BEFORE = {"antwoorden": "answers", "overgeslagen": "skipped", "vraag": "question"}
"""Drafts of before stand in conversations that Rasa keeps."""


@dataclass(frozen=True)
class Draft:
    """Answers by question, the questions skipped, and the one being asked ("" for the first open one)."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    question: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any], tool: GuidedTool) -> Draft:
        """From `to_json`, or from its Dutch form of before; without what the tool has no more since."""
        value = {_KEYS_OF_BEFORE.get(name, name): item for name, item in value.items()}
        answers: dict[str, Answer] = {}
        for name, given in value.get("answers", {}).items():
            question = tool.question(name)
            if question is None or isinstance(given, str) != (question.kind is AnswerKind.OWN_WORDS):
                continue
            kept = given if isinstance(given, str) else tuple(one for one in given if question.option(one))
            if kept:
                answers[name] = kept
        return cls(answers, tuple(value.get("skipped", ())), str(value.get("question", "")))

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "answers": {name: given if isinstance(given, str) else list(given) for name, given in self.answers.items()},
            "skipped": list(self.skipped),
            "question": self.question,
        }


@dataclass(frozen=True)
class Run:
    """A tool with its draft: which questions count, and the steps one can take."""

    tool: GuidedTool
    draft: Draft

    @classmethod
    def resumed(cls, tool: GuidedTool, drafts: Mapping[str, Any]) -> Run:
        """The tool with what was filled in before; `drafts` as JSON values, by tool."""
        return cls(tool, Draft.from_json(drafts.get(tool.id, {}), tool))

    @property
    def questions(self) -> tuple[ToolQuestion, ...]:
        """The questions that count with the answers so far, in order."""
        counting: list[ToolQuestion] = []
        for question in self.tool.questions:
            if self._holds(question.only_if, {one.id for one in counting}):
                counting.append(question)
        return tuple(counting)

    @property
    def current(self) -> ToolQuestion | None:
        """The question being asked; None when all have been."""
        asked = next((one for one in self.questions if one.id == self.draft.question), None)
        return asked or next((one for one in self.questions if not self._is_handled(one)), None)

    def number(self, question: ToolQuestion) -> int:
        """The place of a question among those that count, from 1."""
        return self.questions.index(question) + 1

    def answer(self, question: ToolQuestion) -> Answer | None:
        """What was answered to it; None when nothing was."""
        return self.draft.answers.get(question.id)

    def answer_in_words(self, question: ToolQuestion) -> str:
        """The answer as it reads, options by their labels; empty when there is none."""
        answer = self.answer(question)
        if answer is None or isinstance(answer, str):
            return answer or ""
        return ", ".join(option.label for option in question.options if option.id in answer)

    @property
    def unanswered(self) -> tuple[ToolQuestion, ...]:
        """The questions without an answer."""
        return tuple(one for one in self.questions if self.answer(one) is None)

    def holds(self, condition: Condition) -> bool:
        """Whether the answers to the questions that count meet `condition`."""
        return self._holds(condition, {question.id for question in self.questions})

    def with_answer(self, question: ToolQuestion, answer: Answer) -> Run:
        """With this answer; the first open question comes next."""
        answers = {**self.draft.answers, question.id: answer}
        return self._with(Draft(answers, tuple(one for one in self.draft.skipped if one != question.id)))

    def with_option(self, question: ToolQuestion, option: Option) -> Run:
        """With one more option; a question that takes several stays open for the next."""
        more = self.with_more(question, (option.id,))
        return more if question.kind is not AnswerKind.OPTIONS or option.exclusive else more.asking(question)

    def with_more(self, question: ToolQuestion, answer: Answer) -> Run:
        """With these options beside those chosen before, where they go together; any other answer takes their place."""
        before = self.draft.answers.get(question.id, ())
        both = [one for one in question.options if one.id in answer or one.id in before]
        if question.kind is not AnswerKind.OPTIONS or any(one.exclusive for one in both):
            return self.with_answer(question, answer)
        return self.with_answer(question, tuple(one.id for one in both))

    def past(self, question: ToolQuestion) -> Run:
        """Past this question; an answer given before stays."""
        skipped = dict.fromkeys((*self.draft.skipped, question.id))
        return self._with(replace(self.draft, skipped=tuple(skipped), question=""))

    def back(self) -> Run | None:
        """At the question before the current one; None at the first."""
        current = self.current
        place = self.number(current) - 1 if current else len(self.questions)
        return self.asking(self.questions[place - 1]) if place > 0 else None

    def at(self, number: int) -> Run | None:
        """At the question with this place, from 1; None when there is none."""
        return self.asking(self.questions[number - 1]) if 0 < number <= len(self.questions) else None

    def asking(self, question: ToolQuestion) -> Run:
        """At this question, whatever was answered to it."""
        return self._with(replace(self.draft, question=question.id))

    def _with(self, draft: Draft) -> Run:
        return replace(self, draft=draft)

    def _holds(self, condition: Condition, counting: set[str]) -> bool:
        return all(
            name in counting and set(options) & set(self.draft.answers.get(name, ()))
            for name, options in condition.items()
        )

    def _is_handled(self, question: ToolQuestion) -> bool:
        return question.id in self.draft.answers or question.id in self.draft.skipped
