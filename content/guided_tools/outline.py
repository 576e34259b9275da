"""Lays out what was filled in of a tool as the document that it ends in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.guide.topic import Guide, Topic
from content.guided_tools.advice import Fitting, chosen, fitting
from content.guided_tools.draft import Run
from content.guided_tools.tool import Part, Question, Row
from content.texts import Text
from contract.documents import (
    Block,
    BulletList,
    Cell,
    Document,
    Field,
    Heading,
    Paragraph,
    SourceLine,
    SourceList,
    Table,
)
from contract.documents import Part as DocumentPart


@dataclass(frozen=True)
class Outline:
    """Lays a run out as a document, with the words of `data/live/teksten/document.yml`."""

    run: Run
    guide: Guide
    words: dict[str, Text]

    def document(self, subtitle: str, municipality: str = "") -> Document:
        """The whole document, in the colours of a municipality (its slug) if of one."""
        parts = [DocumentPart(part.kop, tuple(self._blocks(part))) for part in self.run.tool.delen]
        if not any(part.onderwerpen is not None for part in self.run.tool.delen):
            parts.append(DocumentPart(self.words["bronnen_kop"].tekst, tuple(self._sources(()))))
        return Document(
            title=self.run.tool.document_titel,
            subtitle=subtitle,
            parts=tuple(parts),
            footer=self.words["voet"].fill(titel=self.run.tool.document_titel),
            name_label=self.run.tool.naam,
            municipality=municipality,
        )

    @property
    def advices(self) -> list[Fitting]:
        """The advices that the document gives."""
        most = next((part.adviezen_hoogstens for part in self.run.tool.delen if part.adviezen_geen), 0)
        return fitting(self.run)[:most]

    @property
    def topics(self) -> list[str]:
        """The topics it rests on: the tool's own, those of the advices, those of the chosen options."""
        told = [one.advice.onderwerp for one in self.advices]
        further = [topic for _, option in chosen(self.run) for topic in option.onderwerpen]
        return list(dict.fromkeys([self.run.tool.onderwerp, *told, *further]))

    def _blocks(self, part: Part) -> Iterator[Block]:
        if part.tekst:
            yield Paragraph(part.tekst.strip())
        for name in part.antwoorden:
            question = self.run.tool.question(name)
            if question in self.run.questions:
                answer = self._cell(question)
                yield Field(question.kop, question.vraag, answer.text, answer.is_open)
        if part.rijen:
            yield Table(part.koppen, tuple(self._row(row) for row in part.rijen))
        if part.adviezen_geen:
            yield from self._advice_blocks(part.adviezen_geen)
        if part.navragen:
            questions = [question for one in self.advices for question in one.advice.navragen]
            yield _list_or(list(dict.fromkeys(questions)), part.navragen)
        if part.open_vragen:
            yield _list_or([question.vraag for question in self.run.open], part.open_vragen)
        if part.onderwerpen is not None:
            yield from self._sources(part.onderwerpen)

    def _row(self, row: Row) -> tuple[Cell, ...]:
        return (Cell(row.kop), *(self._cell(self.run.tool.question(name)) for name in row.vragen))

    def _cell(self, question: Question | None) -> Cell:
        """The answer; what need not be asked any more is empty, not open."""
        if question is None or question not in self.run.questions:
            return Cell(self.words["niet_nodig"].tekst)
        text = said(self.run, question)
        return Cell(text or self.words["open"].tekst, is_open=not text)

    def _advice_blocks(self, none: str) -> Iterator[Block]:
        if not self.advices:
            yield Paragraph(none)
        for one in self.advices:
            yield Heading(one.advice.titel)
            yield Paragraph(one.advice.tekst.strip(), is_explanation=True)
            if one.because:
                yield BulletList(self.words["waarom"].tekst, tuple(self._reasons(one)), is_explanation=True)
            yield Paragraph(self.words["eerste_stap"].fill(stap=one.advice.eerste_stap.strip()))

    def _reasons(self, one: Fitting) -> Iterator[str]:
        for question, option in one.because:
            yield self.words["reden"].fill(kop=question.kop, keuze=option.label)

    def _sources(self, fixed: tuple[str, ...]) -> Iterator[Block]:
        found = (self.guide.get(topic) for topic in dict.fromkeys([*self.topics, *fixed]))
        yield Paragraph(self.words["bronnen"].tekst)
        yield SourceList(tuple(self._source(topic) for topic in found if topic is not None))

    def _source(self, topic: Topic) -> SourceLine:
        words = {"titel": topic.titel, "hoofdstuk": topic.hoofdstuk.titel, "pagina": topic.pagina}
        return SourceLine(self.words["bron"].fill(**words), topic.link)


def said(run: Run, question: Question) -> str:
    """The answer in words; empty when there is none."""
    answer = run.answer(question)
    if answer is None or isinstance(answer, str):
        return answer or ""
    return ", ".join(option.label for option in question.keuzes if option.id in answer)


def _list_or(items: list[str], none: str) -> Block:
    return BulletList("", tuple(items)) if items else Paragraph(none)
