"""Lays out what was filled in of a tool as the document that it ends in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.guide.topic import Guide, Topic
from content.guided_tools.advice import FittingAdvice, chosen_options, fitting_advices
from content.guided_tools.draft import Run
from content.guided_tools.tool import PartLayout, RowLayout, ToolQuestion
from content.texts import Text
from contract.documents import (
    Block,
    BulletList,
    Cell,
    Document,
    Field,
    Heading,
    Paragraph,
    Part,
    SourceLine,
    SourceList,
    Table,
)


@dataclass(frozen=True)
class DocumentBuilder:
    """Lays a run out as a document, with the words of `data/live/teksten/document.yml`."""

    run: Run
    guide: Guide
    words: dict[str, Text]

    def build(self, subtitle: str, municipality: str = "") -> Document:
        """The whole document, in the colours of a municipality (its slug) if of one."""
        parts = [Part(part.heading, tuple(self._blocks(part))) for part in self.run.tool.parts]
        if not any(part.topics is not None for part in self.run.tool.parts):
            parts.append(Part(self.words["bronnen_kop"].text, tuple(self._sources(()))))
        return Document(
            title=self.run.tool.document_title,
            subtitle=subtitle,
            parts=tuple(parts),
            footer=self.words["voet"].fill(titel=self.run.tool.document_title),
            name_label=self.run.tool.name_label,
            municipality=municipality,
        )

    @property
    def advices(self) -> list[FittingAdvice]:
        """The advices that the document gives."""
        most = next((part.most_advices for part in self.run.tool.parts if part.no_advices), 0)
        return fitting_advices(self.run)[:most]

    @property
    def topics(self) -> list[str]:
        """The topics it rests on: the tool's own, those of the advices, those of the chosen options."""
        told = [one.advice.topic for one in self.advices]
        further = [topic for _, option in chosen_options(self.run) for topic in option.topics]
        return list(dict.fromkeys([self.run.tool.topic, *told, *further]))

    def _blocks(self, part: PartLayout) -> Iterator[Block]:
        if part.text:
            yield Paragraph(part.text.strip())
        for name in part.questions:
            question = self.run.tool.question(name)
            if question in self.run.questions:
                answer = self._cell(question)
                yield Field(question.heading, question.text, answer.text, answer.is_open)
        if part.rows:
            yield Table(part.column_headings, tuple(self._row(row) for row in part.rows))
        if part.no_advices:
            yield from self._advice_blocks(part.no_advices)
        if part.no_enquiries:
            questions = [question for one in self.advices for question in one.advice.enquiries]
            yield _list_or(list(dict.fromkeys(questions)), part.no_enquiries)
        if part.no_open_questions:
            yield _list_or([question.text for question in self.run.unanswered], part.no_open_questions)
        if part.topics is not None:
            yield from self._sources(part.topics)

    def _row(self, row: RowLayout) -> tuple[Cell, ...]:
        return (Cell(row.heading), *(self._cell(self.run.tool.question(name)) for name in row.questions))

    def _cell(self, question: ToolQuestion | None) -> Cell:
        """The answer; what need not be asked any more is empty, not open."""
        if question is None or question not in self.run.questions:
            return Cell(self.words["niet_nodig"].text)
        text = self.run.answer_in_words(question)
        return Cell(text or self.words["open"].text, is_open=not text)

    def _advice_blocks(self, none: str) -> Iterator[Block]:
        if not self.advices:
            yield Paragraph(none)
        for one in self.advices:
            yield Heading(one.advice.title)
            yield Paragraph(one.advice.text.strip(), is_explanation=True)
            if one.because:
                yield BulletList(self.words["waarom"].text, tuple(self._reasons(one)), is_explanation=True)
            yield Paragraph(self.words["eerste_stap"].fill(stap=one.advice.first_step.strip()))

    def _reasons(self, one: FittingAdvice) -> Iterator[str]:
        for question, option in one.because:
            yield self.words["reden"].fill(kop=question.heading, keuze=option.label)

    def _sources(self, fixed: tuple[str, ...]) -> Iterator[Block]:
        found = (self.guide.get(topic) for topic in dict.fromkeys([*self.topics, *fixed]))
        yield Paragraph(self.words["bronnen"].text)
        yield SourceList(tuple(self._source(topic) for topic in found if topic is not None))

    def _source(self, topic: Topic) -> SourceLine:
        words = {"titel": topic.title, "hoofdstuk": topic.chapter.title, "pagina": topic.page}
        return SourceLine(self.words["bron"].fill(**words), topic.link)


def _list_or(items: list[str], none: str) -> Block:
    return BulletList("", tuple(items)) if items else Paragraph(none)
