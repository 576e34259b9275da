"""Which advices fit the answers, and why."""

from __future__ import annotations

from dataclasses import dataclass

from content.guided_tools.draft import Run
from content.guided_tools.tool import Advice, Option, Question


@dataclass(frozen=True)
class Fitting:
    """An advice that fits, with the chosen options that plead for it, each with its question."""

    advice: Advice
    because: tuple[tuple[Question, Option], ...]


def fitting(run: Run) -> list[Fitting]:
    """The advices that fit, those with the most points first, else in the order of the file."""
    scored = [(_points(advice, run), advice) for advice in run.tool.adviezen]
    fits = [(points, advice) for points, advice in scored if (run.holds(advice.als) if advice.als else points > 0)]
    return [Fitting(advice, _because(advice, run)) for _, advice in sorted(fits, key=lambda one: -one[0])]


def chosen(run: Run) -> list[tuple[Question, Option]]:
    """All options chosen, each with its question, in their order."""
    return [
        (question, option)
        for question in run.questions
        for option in question.keuzes
        if option.id in (run.answer(question) or ())
    ]


def _points(advice: Advice, run: Run) -> int:
    return sum(option.punten.get(advice.id, 0) for _, option in chosen(run))


def _because(advice: Advice, run: Run) -> tuple[tuple[Question, Option], ...]:
    return tuple(
        (question, option)
        for question, option in chosen(run)
        if option.id in advice.als.get(question.id, ()) or advice.id in option.punten
    )
