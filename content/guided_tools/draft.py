"""What has been filled in of a tool, and where one is: every step gives a new draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from content.guided_tools.tool import CHOICES, TEXT, Condition, Option, Question, Tool

Answer = str | tuple[str, ...]
"""Own words, or the ids of the options chosen."""


@dataclass(frozen=True)
class Draft:
    """Answers by question, the questions skipped, and the one being asked ("" for the first open one)."""

    antwoorden: Mapping[str, Answer] = field(default_factory=dict)
    overgeslagen: tuple[str, ...] = ()
    vraag: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any], tool: Tool) -> Draft:
        """From `to_json`, without what the tool has no more since."""
        answers: dict[str, Answer] = {}
        for name, given in value.get("antwoorden", {}).items():
            question = tool.question(name)
            if question is None or isinstance(given, str) != (question.soort == TEXT):
                continue
            kept = given if isinstance(given, str) else tuple(one for one in given if question.option(one))
            if kept:
                answers[name] = kept
        return cls(answers, tuple(value.get("overgeslagen", ())), str(value.get("vraag", "")))

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "antwoorden": {
                name: given if isinstance(given, str) else list(given) for name, given in self.antwoorden.items()
            },
            "overgeslagen": list(self.overgeslagen),
            "vraag": self.vraag,
        }


@dataclass(frozen=True)
class Run:
    """A tool with its draft: which questions count, and the steps one can take."""

    tool: Tool
    draft: Draft

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that count with the answers so far, in order."""
        counting: list[Question] = []
        for question in self.tool.vragen:
            if self._holds(question.alleen_als, {one.id for one in counting}):
                counting.append(question)
        return tuple(counting)

    @property
    def current(self) -> Question | None:
        """The question being asked; None when all have been."""
        asked = next((one for one in self.questions if one.id == self.draft.vraag), None)
        return asked or next((one for one in self.questions if not self._is_handled(one)), None)

    def number(self, question: Question) -> int:
        """The place of a question among those that count, from 1."""
        return self.questions.index(question) + 1

    def answer(self, question: Question) -> Answer | None:
        """What was answered to it; None when nothing was."""
        return self.draft.antwoorden.get(question.id)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(one for one in self.questions if self.answer(one) is None)

    def holds(self, condition: Condition) -> bool:
        """Whether the answers to the questions that count meet `condition`."""
        return self._holds(condition, {question.id for question in self.questions})

    def answered(self, question: Question, answer: Answer) -> Run:
        """With this answer; the first open question comes next."""
        answers = {**self.draft.antwoorden, question.id: answer}
        return self._with(Draft(answers, tuple(one for one in self.draft.overgeslagen if one != question.id)))

    def added(self, question: Question, option: Option) -> Run:
        """With one more option; a question that takes several stays open for the next."""
        if question.soort != CHOICES or option.sluit_uit:
            return self.answered(question, (option.id,))
        before = self.draft.antwoorden.get(question.id, ())
        both = [one for one in question.keuzes if one == option or (one.id in before and not one.sluit_uit)]
        chosen = tuple(one.id for one in both)
        return self.answered(question, chosen)._at(question)

    def skipped(self, question: Question) -> Run:
        """Past this question; an answer given before stays."""
        skipped = dict.fromkeys((*self.draft.overgeslagen, question.id))
        return self._with(replace(self.draft, overgeslagen=tuple(skipped), vraag=""))

    def back(self) -> Run | None:
        """At the question before the current one; None at the first."""
        current = self.current
        place = self.number(current) - 1 if current else len(self.questions)
        return self._at(self.questions[place - 1]) if place > 0 else None

    def at(self, number: int) -> Run | None:
        """At the question with this place, from 1; None when there is none."""
        return self._at(self.questions[number - 1]) if 0 < number <= len(self.questions) else None

    def _at(self, question: Question) -> Run:
        return self._with(replace(self.draft, vraag=question.id))

    def _with(self, draft: Draft) -> Run:
        return replace(self, draft=draft)

    def _holds(self, condition: Condition, counting: set[str]) -> bool:
        return all(
            name in counting and set(options) & set(self.draft.antwoorden.get(name, ()))
            for name, options in condition.items()
        )

    def _is_handled(self, question: Question) -> bool:
        return question.id in self.draft.antwoorden or question.id in self.draft.overgeslagen
