"""Reads `data/live/gids`: one Markdown file a topic, and the list of chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content import markdown
from content.frontmatter import MarkdownFile, parse, read_mapping
from content.guide.pieces import SUFFIX as PIECES
from content.guide.pieces import file_of, read_pieces
from content.guide.terms import KEY as TERMS
from content.guide.terms import read_terms, wrong_terms
from content.guide.topic import KINDS, Chapter, Guide, Topic
from content.plain_text import bare_words
from content.problems import ContentError, Problem

CHAPTERS_FILE = "hoofdstukken.yml"
MORE_MARK = "<!-- meer lezen -->"
ENTREPRENEUR_MARK = "<!-- voor ondernemers -->"
REQUIRED = ("id", "titel", "vraag", "soort", "hoofdstuk", "pagina", "vervolg", "kern")
OPTIONAL = ("link", "peiljaar", "voorbeeld", "waarom", TERMS)


def read_guide(folder: Path) -> Guide:
    """Read the guide's content from `folder`.

    Raises ContentError with every problem found, each with its file and line.
    """
    chapters = _read_chapters(folder / CHAPTERS_FILE)
    problems: list[Problem] = []
    topics: dict[str, Topic] = {}
    documents: dict[str, MarkdownFile] = {}
    for file in sorted(folder.rglob("*.md")):
        try:
            document = parse(file)
            topic = _read_topic(document, folder, chapters)
        except ContentError as error:
            problems += error.problems
            continue
        if topic.id in topics:
            other = documents[topic.id].file
            problems.append(Problem(file, document.line("id"), f"id '{topic.id}' is al van {other}"))
            continue
        topics[topic.id] = topic
        documents[topic.id] = document
    for topic in topics.values():
        problems += _dead_references(documents[topic.id], topic, topics)
    problems += _explained_twice(documents, topics)
    problems += [
        Problem(file, 1, f"hier hoort een onderwerp bij: {file.name.replace(PIECES, '.md')} ontbreekt")
        for file in sorted(folder.rglob(f"*{PIECES}"))
        if not file.with_name(file.name.replace(PIECES, ".md")).exists()
    ]
    if not topics and not problems:
        problems.append(Problem(folder, 1, "hier staan geen onderwerpen"))
    if problems:
        raise ContentError(problems)
    return Guide(chapters, _in_order_of_the_guide(topics, chapters))


def _read_chapters(file: Path) -> dict[str, Chapter]:
    if not file.exists():
        raise ContentError([Problem(file, 1, "de lijst van hoofdstukken ontbreekt")])
    values, lines = read_mapping(file)
    chapters: dict[str, Chapter] = {}
    for key, entry in values.items():
        titel = entry.get("titel") if isinstance(entry, dict) else None
        pagina = entry.get("pagina") if isinstance(entry, dict) else None
        if not isinstance(titel, str) or not isinstance(pagina, int):
            message = f"hoofdstuk '{key}' heeft een titel en een pagina (getal) nodig"
            raise ContentError([Problem(file, lines[str(key)], message)])
        chapters[str(key)] = Chapter(str(key), titel, pagina)
    return chapters


def _read_topic(document: MarkdownFile, folder: Path, chapters: dict[str, Chapter]) -> Topic:
    problems = [
        *_wrong_keys(document),
        *_wrong_values(document, folder, chapters),
        *wrong_terms(document),
        *_wrong_body(document),
    ]
    try:
        pieces = read_pieces(file_of(document.file))
    except ContentError as error:
        problems += error.problems
    if problems:
        raise ContentError(problems)
    values = document.values
    body, _, ondernemer = document.body.partition(ENTREPRENEUR_MARK)
    kort, _, meer = body.partition(MORE_MARK)
    return Topic(
        id=values["id"],
        title=values["titel"],
        question=values["vraag"],
        kind=values["soort"],
        chapter=chapters[values["hoofdstuk"]],
        page=values["pagina"],
        link=values.get("link"),
        year=values.get("peiljaar"),
        related=tuple(values["vervolg"]),
        gist=values["kern"],
        example=values.get("voorbeeld", ""),
        reason=values.get("waarom", ""),
        short=kort.strip(),
        rest=meer.strip(),
        for_entrepreneurs=ondernemer.strip(),
        terms=read_terms(document),
        pieces=pieces,
    )


def _wrong_keys(document: MarkdownFile) -> list[Problem]:
    problems = [
        Problem(document.file, 1, f"'{key}' ontbreekt in de kop")
        for key in REQUIRED
        if document.values.get(key) in (None, "")
    ]
    for key in document.values:
        if key not in REQUIRED + OPTIONAL:
            known = ", ".join(REQUIRED + OPTIONAL)
            message = f"'{key}' is hier niet bekend; wel bekend zijn {known}"
            problems.append(Problem(document.file, document.line(key), message))
    return problems


def _wrong_values(document: MarkdownFile, folder: Path, chapters: dict[str, Chapter]) -> list[Problem]:
    problems: list[Problem] = []

    def check(key: str, right: bool, message: str) -> None:
        if document.values.get(key) not in (None, "") and not right:
            problems.append(Problem(document.file, document.line(key), message))

    get: Any = document.values.get
    place = document.file.relative_to(folder).with_suffix("").as_posix()
    check("id", get("id") == place, f"id '{get('id')}' past niet bij de plaats van het bestand: verwacht '{place}'")
    for key in ("titel", "kern", "voorbeeld", "waarom"):
        check(key, isinstance(get(key), str), f"'{key}' moet tekst zijn")
    vraag = get("vraag")
    check("vraag", isinstance(vraag, str) and vraag.endswith("?"), "de vraag moet eindigen op een vraagteken")
    check("soort", get("soort") in KINDS, f"soort '{get('soort')}' bestaat niet: kies uit {', '.join(KINDS)}")
    known = ", ".join(chapters)
    check("hoofdstuk", get("hoofdstuk") in chapters, f"hoofdstuk '{get('hoofdstuk')}' bestaat niet: kies uit {known}")
    pagina = get("pagina")
    check("pagina", type(pagina) is int and pagina > 0, f"pagina moet een getal zijn, niet '{pagina}'")
    jaar = get("peiljaar")
    check("peiljaar", type(jaar) is int and 1900 < jaar < 2100, f"peiljaar moet een jaartal zijn, niet '{jaar}'")
    check("link", markdown.is_link(get("link")), f"deze link klopt niet: '{get('link')}' (begin met https://)")
    vervolg = get("vervolg")
    is_list = isinstance(vervolg, list) and all(isinstance(item, str) for item in vervolg)
    check("vervolg", is_list, "vervolg moet een lijst van ids zijn")
    return problems


def _wrong_body(document: MarkdownFile) -> list[Problem]:
    file, first = document.file, document.body_line
    problems = [Problem(file, first + offset, message) for offset, message in markdown.problems(document.body)]
    for mark in (MORE_MARK, ENTREPRENEUR_MARK):
        if document.body.count(mark) > 1:
            problems.append(Problem(file, first, f"de regel '{mark}' mag maar één keer voorkomen"))
    if MORE_MARK in document.body.partition(ENTREPRENEUR_MARK)[2]:
        problems.append(Problem(file, first, f"'{ENTREPRENEUR_MARK}' hoort onder '{MORE_MARK}'"))
    if not re.split(f"{MORE_MARK}|{ENTREPRENEUR_MARK}", document.body)[0].strip():
        problems.append(Problem(file, first, "het antwoord ontbreekt: schrijf tekst onder de kop"))
    return problems


def _dead_references(document: MarkdownFile, topic: Topic, topics: dict[str, Topic]) -> list[Problem]:
    return [
        Problem(document.file, document.line("vervolg"), f"vervolg verwijst naar '{other}', dat bestaat niet")
        for other in topic.related
        if other not in topics
    ]


def _explained_twice(documents: dict[str, MarkdownFile], topics: dict[str, Topic]) -> Iterator[Problem]:
    explained: dict[str, str] = {}
    for topic in topics.values():
        for word in (" ".join(bare_words(word)) for term in topic.terms for word in term.words):
            first = explained.setdefault(word, topic.id)
            if first != topic.id:
                document = documents[topic.id]
                yield Problem(document.file, document.line(TERMS), f"'{word}' staat al bij de begrippen van '{first}'")


def _in_order_of_the_guide(topics: dict[str, Topic], chapters: dict[str, Chapter]) -> dict[str, Topic]:
    order = list(chapters)
    ranked = sorted(topics.values(), key=lambda topic: (order.index(topic.chapter.id), topic.id))
    return {topic.id: topic for topic in ranked}
