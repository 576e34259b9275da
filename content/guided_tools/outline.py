"""The document that a tool ends in, as a plain JSON value without layout.

`titel`, `kenmerk` (a line under it), `naam` ({"kop", "tekst"}, None until a name is given; its
`kop` will be `naam_kop`), `voet` and `delen`, each with `kop` and `blokken`. A block's `soort` is
kop, alinea, lijst, veld (a question with its answer), tabel or bronnen; `open` marks what has no
answer yet, `uitleg` what a short preview can leave out. All texts are plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content.guide.topic import Guide, Topic
from content.guided_tools.advice import Fitting, chosen, fitting
from content.guided_tools.draft import Run
from content.guided_tools.tool import Part, Question
from content.texts import Text

Block = dict[str, Any]


@dataclass(frozen=True)
class Outline:
    """Lays a run out as a document, with the words of `data/live/teksten/document.yml`."""

    run: Run
    guide: Guide
    words: dict[str, Text]

    def document(self, mark: str) -> dict[str, Any]:
        """The whole document; `mark` is the line under its title."""
        parts = [{"kop": part.kop, "blokken": list(self._blocks(part))} for part in self.run.tool.delen]
        if not any(part.onderwerpen is not None for part in self.run.tool.delen):
            parts.append({"kop": self.words["bronnen_kop"].tekst, "blokken": list(self._sources(()))})
        return {
            "titel": self.run.tool.document_titel,
            "kenmerk": mark,
            "naam": None,
            "naam_kop": self.run.tool.naam,
            "delen": parts,
            "voet": self.words["voet"].fill(titel=self.run.tool.document_titel),
        }

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
            yield {"soort": "alinea", "tekst": part.tekst.strip()}
        for name in part.antwoorden:
            question = self.run.tool.question(name)
            if question in self.run.questions:
                yield {"soort": "veld", "kop": question.kop, "vraag": question.vraag, **self._cell(question)}
        if part.rijen:
            yield {"soort": "tabel", "koppen": list(part.koppen), "rijen": self._rows(part)}
        if part.adviezen_geen:
            yield from self._advice_blocks(part.adviezen_geen)
        if part.navragen:
            questions = [question for one in self.advices for question in one.advice.navragen]
            yield from _list_or(list(dict.fromkeys(questions)), part.navragen)
        if part.open_vragen:
            yield from _list_or([question.vraag for question in self.run.open], part.open_vragen)
        if part.onderwerpen is not None:
            yield from self._sources(part.onderwerpen)

    def _rows(self, part: Part) -> list[list[Block]]:
        return [
            [{"tekst": row.kop, "open": False}, *(self._cell(self.run.tool.question(name)) for name in row.vragen)]
            for row in part.rijen
        ]

    def _cell(self, question: Question | None) -> Block:
        """The answer; what need not be asked any more is empty, not open."""
        if question is None or question not in self.run.questions:
            return {"tekst": self.words["niet_nodig"].tekst, "open": False}
        text = said(self.run, question)
        return {"tekst": text or self.words["open"].tekst, "open": not text}

    def _advice_blocks(self, none: str) -> Iterator[Block]:
        if not self.advices:
            yield {"soort": "alinea", "tekst": none}
        for one in self.advices:
            yield {"soort": "kop", "tekst": one.advice.titel}
            yield {"soort": "alinea", "tekst": one.advice.tekst.strip(), "uitleg": True}
            if one.because:
                reasons = [
                    self.words["reden"].fill(kop=question.kop, keuze=option.label) for question, option in one.because
                ]
                yield {"soort": "lijst", "aanhef": self.words["waarom"].tekst, "items": reasons, "uitleg": True}
            yield {"soort": "alinea", "tekst": self.words["eerste_stap"].fill(stap=one.advice.eerste_stap.strip())}

    def _sources(self, fixed: tuple[str, ...]) -> Iterator[Block]:
        found = (self.guide.get(topic) for topic in dict.fromkeys([*self.topics, *fixed]))
        yield {"soort": "alinea", "tekst": self.words["bronnen"].tekst}
        yield {"soort": "bronnen", "items": [self._source(topic) for topic in found if topic is not None]}

    def _source(self, topic: Topic) -> Block:
        words = {"titel": topic.titel, "hoofdstuk": topic.hoofdstuk.titel, "pagina": topic.pagina}
        return {"tekst": self.words["bron"].fill(**words), "link": topic.link}


def said(run: Run, question: Question) -> str:
    """The answer in words; empty when there is none."""
    answer = run.answer(question)
    if answer is None or isinstance(answer, str):
        return answer or ""
    return ", ".join(option.label for option in question.keuzes if option.id in answer)


def _list_or(items: list[str], none: str) -> Iterator[Block]:
    yield {"soort": "lijst", "aanhef": "", "items": items} if items else {"soort": "alinea", "tekst": none}
