"""All that understanding a message rests on beside the message."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.live import LiveContent, live_content
from nlu.model.act_ranker import ActRanker
from nlu.model.asker_model import AskerModel
from nlu.model.question_vectors import read_question_vectors
from nlu.model.text_model import TextModel
from nlu.model.trained_model import TrainedModel
from nlu.understand.contact_details import DetailWords
from nlu.understand.english import EnglishReader
from nlu.understand.guided_tools import ToolNames
from nlu.understand.letter import LetterReader
from nlu.understand.pieces import PieceFinder
from nlu.understand.ranked_acts import read_ranker
from nlu.understand.recent_observations import RecentObservations
from nlu.understand.regional import RegionalReader
from nlu.understand.signals import SignalFinder, read_phrases
from nlu.understand.spelling import Spelling, texts_of_guide
from nlu.understand.terms import TermFinder
from nlu.understand.thresholds import Thresholds, read_thresholds
from nlu.understand.writing import WritingWords
from nlu.understand.yes_or_no import YesOrNo


@dataclass(frozen=True)
class Knowledge:
    """All that understanding rests on beside the message; no part can be left out."""

    model: TextModel
    askers: AskerModel
    letters: LetterReader
    english: EnglishReader
    regional: RegionalReader
    signals: SignalFinder
    terms: TermFinder
    content: LiveContent
    tools: ToolNames
    contact_details: DetailWords
    pieces: PieceFinder
    spelling: Spelling
    yes_or_no: YesOrNo
    writing: WritingWords
    thresholds: Thresholds
    ranker: ActRanker
    observations: RecentObservations = field(default_factory=RecentObservations, init=False, repr=False, compare=False)

    @classmethod
    def with_model(cls, model: TrainedModel, ranker: ActRanker | None = None) -> Knowledge:
        """`model` with all else as it is in force, and `ranker` in place of that, where there is one.

        Raises PhraseListsError, ContentError, ThresholdsError, ActWeightsError or QuestionVectorsError when a file
        cannot be used.
        """
        content = live_content()
        phrases = read_phrases()
        closely = read_question_vectors() if model.texts.knows_meaning else None
        meaning = model.texts.vectors if model.texts.knows_meaning else None
        pieces = PieceFinder(meaning, closely.of if closely else None, model.texts.remembered)
        pieces.read(content.current.guide)
        spelling = Spelling.learn(model.texts.learnt_from, texts_of_guide(content.current.guide))
        return cls(
            model=model.texts,
            askers=model.askers,
            letters=LetterReader.read(),
            english=EnglishReader.read(),
            regional=RegionalReader.read(),
            signals=SignalFinder(phrases),
            terms=TermFinder.of(phrases),
            content=content,
            tools=ToolNames.of(content.current),
            contact_details=DetailWords.read(),
            pieces=pieces,
            spelling=spelling,
            yes_or_no=YesOrNo.of(phrases),
            writing=WritingWords.of(phrases),
            thresholds=read_thresholds(),
            ranker=ranker or read_ranker(),
        )
