"""Reads `data/live/tools`: one file a tool, checked against its JSON Schema and against itself.

The files are in the editors' Dutch; from here on everything has its English name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from content.guided_tools.tool import (
    Advice,
    AnswerKind,
    Condition,
    GuidedTool,
    GuidedTools,
    Option,
    PartLayout,
    RowLayout,
    ToolQuestion,
)
from content.json_schema import Violations, read_checked, read_schema
from content.paths import SCHEMAS
from content.problems import ContentError, Problem

SCHEMA = SCHEMAS / "tool.schema.json"
LONGEST_ANSWER = 600
"""Characters; with this a profile of six answers stays on one page or little more."""

MOST_ADVICES = 9


def read_guided_tools(folder: Path, topics: Collection[str]) -> GuidedTools:
    """Read all tools in `folder`; what they refer to in the guide must be among `topics`.

    Raises ContentError with every problem found, each with its file and line.
    """
    problems: list[Problem] = []
    tools: dict[str, GuidedTool] = {}
    for file in sorted(folder.glob("*.yml")):
        try:
            tools[file.stem] = _read_tool(file, topics)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return tools


def _read_tool(file: Path, topics: Collection[str]) -> GuidedTool:
    values = read_checked(file, read_schema(SCHEMA), lambda values: _wrong_here(values, topics))
    return _guided_tool(file.stem, values)


def _wrong_here(values: dict[str, Any], topics: Collection[str]) -> Violations:
    """What a schema cannot see: whether all that is referred to is there."""
    options = {question["id"]: [option["id"] for option in question.get("keuzes", ())] for question in values["vragen"]}
    advices = [advice["id"] for advice in values.get("adviezen", ())]
    yield from _doubles(["vragen"], [question["id"] for question in values["vragen"]])
    yield from _doubles(["adviezen"], advices)
    yield from _dead_topics(values, [], topics)
    for index, question in enumerate(values["vragen"]):
        place: list[str | int] = ["vragen", index]
        yield from _wrong_question(question, place, advices)
        before = {earlier["id"] for earlier in values["vragen"][:index]}
        for needed in set(question.get("alleen_als", ())) - before:
            yield [*place, "alleen_als"], f"'{needed}' is geen vraag die hiervoor al gesteld is"
        yield from _wrong_condition(question.get("alleen_als", {}), [*place, "alleen_als"], options)
    for index, advice in enumerate(values.get("adviezen", ())):
        yield from _wrong_condition(advice.get("als", {}), ["adviezen", index, "als"], options)
    for index, part in enumerate(values["document"]["delen"]):
        yield from _wrong_part(part, ["document", "delen", index], options)


def _doubles(place: list[str | int], ids: list[str]) -> Violations:
    counts = Counter(ids)
    for index, name in enumerate(ids):
        if counts[name] > 1 and ids.index(name) != index:
            yield [*place, index, "id"], f"id '{name}' komt twee keer voor"


def _wrong_question(question: dict[str, Any], place: list[str | int], advices: list[str]) -> Violations:
    if (question["soort"] == AnswerKind.OWN_WORDS.value) == ("keuzes" in question):
        yield [*place, "soort"], "een vraag van de soort 'tekst' heeft geen keuzes, een andere wel"
    options = question.get("keuzes", ())
    yield from _doubles([*place, "keuzes"], [option["id"] for option in options])
    for index, option in enumerate(options):
        for advice in set(option.get("punten", ())) - set(advices):
            yield [*place, "keuzes", index, "punten"], f"er is geen advies '{advice}'"
    try:
        re.compile(question.get("vorm", {}).get("patroon", ""))
    except re.error as error:
        yield [*place, "vorm", "patroon"], f"dit patroon klopt niet: {error}"


def _wrong_condition(
    condition: Mapping[str, list[str]], place: list[str | int], options: Mapping[str, list[str]]
) -> Violations:
    for question, allowed in condition.items():
        if question not in options:
            yield [*place, question], f"er is geen vraag '{question}'"
            continue
        for option in set(allowed) - set(options[question]):
            yield [*place, question], f"de vraag '{question}' heeft geen keuze '{option}'"


def _wrong_part(part: dict[str, Any], place: list[str | int], questions: Collection[str]) -> Violations:
    for index, question in enumerate(part.get("antwoorden", ())):
        if question not in questions:
            yield [*place, "antwoorden", index], f"er is geen vraag '{question}'"
    table = part.get("tabel", {"koppen": [], "rijen": []})
    for index, row in enumerate(table["rijen"]):
        here = [*place, "tabel", "rijen", index]
        if len(row["vragen"]) != len(table["koppen"]) - 1:
            yield here, "een rij heeft één vraag nodig voor elke kolom na de eerste"
        for question in set(row["vragen"]) - set(questions):
            yield here, f"er is geen vraag '{question}'"


def _dead_topics(values: Any, place: list[str | int], topics: Collection[str]) -> Violations:
    """References to topics that the guide does not have, however deep."""
    for key, value in values.items() if isinstance(values, dict) else enumerate(values):
        here = [*place, key]
        if key in ("onderwerp", "onderwerpen", "aanbieden_bij"):
            named = [value] if isinstance(value, str) else value
            for topic in set(named) - set(topics):
                yield here, f"het onderwerp '{topic}' bestaat niet"
        elif isinstance(value, (dict, list)):
            yield from _dead_topics(value, here, topics)


# From the editors' words to the records.


def _guided_tool(name: str, values: dict[str, Any]) -> GuidedTool:
    document = values["document"]
    return GuidedTool(
        id=name,
        title=values["titel"],
        topic=values["onderwerp"],
        audience=tuple(values.get("voor", ("ambtenaar",))),
        offer=values["aanbod"],
        offered_with=tuple(values.get("aanbieden_bij", ())),
        names=tuple(values.get("namen", ())),
        introduction=values["inleiding"].strip(),
        questions=tuple(map(_question, values["vragen"])),
        advices=tuple(map(_advice, values.get("adviezen", ()))),
        document_title=document["titel"],
        name_label=document.get("naam", ""),
        parts=tuple(map(_part, document["delen"])),
    )


def _question(values: dict[str, Any]) -> ToolQuestion:
    form = values.get("vorm", {})
    return ToolQuestion(
        id=values["id"],
        heading=values["kop"],
        text=values["vraag"],
        explanation=values["uitleg"],
        example=values.get("voorbeeld", ""),
        kind=AnswerKind(values["soort"]),
        options=tuple(map(_option, values.get("keuzes", ()))),
        only_if=_condition(values.get("alleen_als", {})),
        longest=values.get("langste", LONGEST_ANSWER),
        pattern=form.get("patroon", ""),
        reason=form.get("reden", ""),
    )


def _option(values: dict[str, Any]) -> Option:
    return Option(
        id=values["id"],
        label=values["label"],
        synonyms=tuple(values.get("ook", ())),
        topics=tuple(values.get("onderwerpen", ())),
        points=values.get("punten", {}),
        exclusive=values.get("sluit_uit", False),
    )


def _advice(values: dict[str, Any]) -> Advice:
    return Advice(
        id=values["id"],
        title=values["titel"],
        topic=values["onderwerp"],
        condition=_condition(values.get("als", {})),
        text=values["tekst"],
        first_step=values["eerste_stap"],
        enquiries=tuple(values.get("navragen", ())),
    )


def _part(values: dict[str, Any]) -> PartLayout:
    table, advices = values.get("tabel", {}), values.get("adviezen", {})
    return PartLayout(
        heading=values["kop"],
        text=values.get("tekst", ""),
        questions=tuple(values.get("antwoorden", ())),
        column_headings=tuple(table.get("koppen", ())),
        rows=tuple(RowLayout(row["kop"], tuple(row["vragen"])) for row in table.get("rijen", ())),
        most_advices=advices.get("hoogstens", MOST_ADVICES),
        no_advices=advices.get("geen", ""),
        no_enquiries=values.get("navragen", ""),
        no_open_questions=values.get("open_vragen", ""),
        topics=tuple(values["onderwerpen"]) if "onderwerpen" in values else None,
    )


def _condition(values: Mapping[str, list[str]]) -> Condition:
    return {question: tuple(options) for question, options in values.items()}
