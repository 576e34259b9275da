"""Which guided tools can be filled in as a form, all questions at once: the same ones in every channel."""

from __future__ import annotations

from content.guided_tools.tool import GuidedTool, GuidedTools

MOST_QUESTIONS = 12
"""A longer form is put aside half-way, and is more than one looks over on a telephone; step by step one can stop."""

MOST_OPTIONS, LONGEST_LABEL = 10, 75
"""Options of a question, and characters of each: as many as Slack shows, which is the least of all channels."""


def has_form(tool: GuidedTool) -> bool:
    """Whether it has one; where it has none it goes step by step."""
    return len(tool.questions) <= MOST_QUESTIONS and all(
        len(question.options) <= MOST_OPTIONS and all(len(one.label) <= LONGEST_LABEL for one in question.options)
        for question in tool.questions
    )


def with_form(tools: GuidedTools) -> list[str]:
    """The ids of those that have one."""
    return [tool.id for tool in tools.values() if has_form(tool)]
