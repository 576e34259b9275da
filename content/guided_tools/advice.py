"""Which advices fit the answers, and why."""

from __future__ import annotations

from dataclasses import dataclass

from content.guided_tools.draft import Run
from content.guided_tools.tool import Advice, Option, ToolQuestion


@dataclass(frozen=True)
class FittingAdvice:
    """An advice that fits, with the chosen options that plead for it, each with its question."""

    advice: Advice
    because: tuple[tuple[ToolQuestion, Option], ...]


def fitting_advices(run: Run) -> list[FittingAdvice]:
    """The advices that fit, those with the most points first, else in the order of the file."""
    scored = [(_points(advice, run), advice) for advice in run.tool.advices]
    fits = [
        (points, advice)
        for points, advice in scored
        if (run.holds(advice.condition) if advice.condition else points > 0)
    ]
    return [FittingAdvice(advice, _because(advice, run)) for _, advice in sorted(fits, key=lambda one: -one[0])]


def chosen_options(run: Run) -> list[tuple[ToolQuestion, Option]]:
    """All options chosen, each with its question, in their order."""
    return [
        (question, option)
        for question in run.questions
        for option in question.options
        if option.id in (run.answer(question) or ())
    ]


def _points(advice: Advice, run: Run) -> int:
    return sum(option.points.get(advice.id, 0) for _, option in chosen_options(run))


def _because(advice: Advice, run: Run) -> tuple[tuple[ToolQuestion, Option], ...]:
    return tuple(
        (question, option)
        for question, option in chosen_options(run)
        if option.id in advice.condition.get(question.id, ()) or advice.id in option.points
    )
