"""Which pieces of a topic answer a question: learnt from the questions that editors wrote at each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from content.guide.pieces import DIFFERENCE, NOT_IN_GUIDE, YES_NO, Piece
from content.guide.topic import Guide, Topic
from content.plain_text import repeats
from nlu.model.letter_vectors import LetterVectors
from nlu.model.quantized import QuantizedVectors
from nlu.model.recent import Recent
from nlu.understand.question_kinds import QuestionKinds

Encode = Callable[[Sequence[str]], Any]
"""Texts to unit vectors, one row a text."""

ReadClosely = Callable[[Sequence[str]], "Any | None"]
"""The same, or None where that takes too long now."""

RIDGE = 1.0
"""How much smoothness counts. Of 14,633 questions left out in turn 51.4 % found their piece first and 66.8 % among
two; with 0.3 it was 50.1 and 65.1 %, and other weights between meaning and letters then found fewer first."""

SURE, SECOND = 0.15, 0.15
"""From this score a piece is said, and a second one beside it. Of 220 first questions by others the topic's reply
then said what was asked in 97.3 %, without pieces in 81.4 %."""

SURE_NOT_IN_GUIDE = 0.25
"""From this score it is said that the guide leaves out what was asked: said of something else it misleads."""

SURE_IN_FOLLOW_UP = 0.35
"""From this score a piece goes before what a follow-up says of any topic, its source for instance."""

NEAR = 0.12
"""From this score a piece is told as what comes nearest, where none is sure."""

SURE_AGAIN = 0.26
"""From this score, behind the question before, what was told is told again; less is another question."""

SURE_ELSEWHERE = 0.45
"""From this score a piece of another topic answers, where that talked about has none that does."""

SUFFICES = 0.5
"""From this score a piece is the answer, and stands alone. Of 8,623 questions by who saw the answers alone, given their
topic, the first piece was then right in 99.0 %; a second one stood beside a right one in 661 and was the right one in
24. Between 0.4 and 0.5 it was right in 93 and 90 % of those without and with a second one."""

IN_DOUBT = 0.1
"""Where the best piece is less ahead of the second, a closer reading decides, which takes 20 ms: for 51 % of 14,633
questions left out in turn. So 56.9 % found their piece first and 71.6 % among two; never asked it is 51.5 and 66.9,
always 57.4 and 73.1. Of 480 first questions by others, given their topic, the pieces said what was asked in 454,
without it in 442."""

_CLOSER_RIDGE, _CLOSER_COUNTS = 1.5, 2.0
"""As `RIDGE` with the closer reading, and how much that counts beside the letters and the meaning."""

_KIND_COUNTS = 0.03
"""How much a piece loses where the question asks for another kind, by the logarithm of how much less likely its own is.
Of 14,665 questions left out in turn 59.4 % found their piece first and 74.3 % among two; without it 57.3 and 71.9."""

_DENIAL_LEADS = 0.04
"""So far ahead of a sure piece that answers has to be one that says what the guide leaves out: editors wrote 29 of 100
questions for those, and people ask fewer. Of 10,376 questions left out in turn that the guide answers 7.4 % were
denied first, without it 11.0; of 4,289 that it does not answer 32.9 % got another piece first, without it 27.1."""

_WITH_BEFORE = 0.5
"""How much a follow-up counts behind the question before it, against the follow-up alone: "en wie betaalt dat?"."""

NEARLY = 0.8
"""A topic as a whole is asked for from this share of the best piece's score: "wat doet een inkoper"."""

WHOLE = ""
"""In the place of a piece's id: the topic as a whole."""


@dataclass(frozen=True)
class FoundPiece:
    """A piece by its id, and its score: about 1 when the question is its own, 0 when it has nothing of it.

    `kind` and `text` as in `content.guide.pieces`; both empty for the topic as a whole.
    """

    id: str
    score: float
    kind: str = ""
    text: str = ""

    @property
    def not_in_guide(self) -> bool:
        """Whether it tells what the guide does not say."""
        return self.kind == NOT_IN_GUIDE


@dataclass(frozen=True)
class _OfTopic:
    """The pieces of a topic and what was learnt of them; a row for each of their questions and texts."""

    pieces: tuple[Piece, ...]
    letters: Any
    meanings: QuantizedVectors | None
    """None without an encoder."""

    weights: Any
    """(rows, pieces): ridge regression from likeness to the rows."""

    texts: tuple[str, ...]
    """Those of the rows."""

    owners: tuple[int, ...]
    """The number of the piece that each row belongs to; after the last piece comes the topic as a whole."""

    questions: tuple[int, ...]
    """The rows that are questions, which alone are read closely."""


@dataclass(frozen=True)
class _ReadClosely:
    """What a closer reading of the questions of a topic adds."""

    vectors: Any
    weights: Any
    """(rows, pieces): regression from likeness in all three ways."""


class PieceFinder:
    """Finds pieces in the content in force; learns those of a topic, in some 25 ms, when it is first asked about.

    And anew when an editor has changed it.
    """

    def __init__(
        self, encode: Encode | None, read_closely: ReadClosely | None = None, by_heart: Container[str] = ()
    ) -> None:
        """`encode` gives the meaning, without it letters alone decide; in doubt `read_closely` is asked as well.

        What `encode` knows by heart it gives at once, so nothing of it is kept here.
        """
        self._encode = encode
        self._read_closely = read_closely
        self._by_heart = by_heart
        self._closely: dict[str, _ReadClosely] = {}
        self._guide: Guide | None = None
        self._letters: _Letters | None = None
        self._kinds: QuestionKinds | None = None
        self._vectors: dict[str, Any] = {}
        """Of what `encode` does not know by heart, float16: as near as it gives the others."""
        self._topics: dict[str, _OfTopic] = {}

    def read(self, guide: Guide) -> None:
        """Encode all pieces now, and not at the first question; nothing is done for a guide that was read last."""
        if guide is self._guide:
            return
        texts = texts_of_pieces(guide)
        if self._letters is None and texts:
            self._letters = _letters_of(tuple(texts))
            self._kinds = _kinds_of(guide)
        new = [text for text in texts if text not in self._by_heart and text not in self._vectors]
        if new and self._encode is not None:
            self._vectors.update(zip(new, np.asarray(self._encode(new), dtype=np.float16)))
        self._vectors = {text: self._vectors[text] for text in texts if text in self._vectors}
        before = self._guide or ()
        same = {topic.id for topic in before if guide.get(topic.id) == topic}
        self._topics = {name: learnt for name, learnt in self._topics.items() if name in same}
        self._closely = {name: read for name, read in self._closely.items() if name in same}
        self._guide = guide

    def find(self, text: str, topic_id: str, guide: Guide, before: str = "") -> list[FoundPiece]:
        """The pieces of the topic, best first; none for a topic that has none.

        Among them is one without an id: the topic as a whole, for who asks what it is in general. `before` is the
        question that `text` follows up, where it does.
        """
        self.read(guide)
        topic = guide.get(topic_id)
        if topic is None or not topic.pieces or self._letters is None:
            return []
        if topic_id not in self._topics:
            self._topics[topic_id] = self._learn(topic, self._letters)
        of_topic = self._topics[topic_id]
        text = text.lower()
        alike = self._alike(text, of_topic, self._letters)
        scores = alike @ of_topic.weights
        second, best = np.sort(scores)[-2:]
        if self._read_closely is not None and best - second < IN_DOUBT:
            closer = self._scores_read_closely(text, topic_id, alike)
            scores = scores if closer is None else closer
        if before:
            behind = self._alike(f"{before.lower()} {text}", of_topic, self._letters) @ of_topic.weights
            scores = (1 - _WITH_BEFORE) * scores + _WITH_BEFORE * behind
        scores = scores + 1 / (len(of_topic.pieces) + 1)
        kinds = self._kinds.likely(text) if self._kinds is not None else {}
        scores[:-1] += [_KIND_COUNTS * kinds.get(piece.kind, 0.0) for piece in of_topic.pieces]
        found = [FoundPiece(WHOLE, float(scores[-1]))]
        found += [
            FoundPiece(piece.id, float(score), piece.kind, piece.text) for piece, score in zip(of_topic.pieces, scores)
        ]
        return sorted(found, key=lambda one: -one.score)

    def _alike(self, text: str, of_topic: _OfTopic, letters: _Letters) -> Any:
        """How like `text` is to each row of the topic, by its letters and its meaning."""
        alike = of_topic.letters @ letters.of_message(text).toarray()[0]
        if self._encode is None or of_topic.meanings is None:
            return alike
        return alike + of_topic.meanings.products(np.asarray(self._encode([text]), dtype=np.float32))[0]

    def _scores_read_closely(self, text: str, topic_id: str, alike: Any) -> Any | None:
        """The scores with the closer reading, learnt of a topic when first asked for; None where that cannot be now."""
        assert self._read_closely is not None  # noqa: S101  who asks has looked
        of_topic = self._topics[topic_id]
        vector = self._read_closely([text])
        if topic_id not in self._closely:
            vectors = self._read_closely([of_topic.texts[row] for row in of_topic.questions])
            if vectors is None:
                return None
            kernel = _kernel(of_topic.letters, self._meanings(of_topic.texts))
            kernel[np.ix_(of_topic.questions, of_topic.questions)] += _CLOSER_COUNTS * (vectors @ vectors.T)
            weights = _solved(kernel, _CLOSER_RIDGE, _targets(of_topic.owners))
            self._closely[topic_id] = _ReadClosely(vectors, weights)
        if vector is None:
            return None
        closely = self._closely[topic_id]
        alike = alike.copy()
        alike[list(of_topic.questions)] += _CLOSER_COUNTS * (closely.vectors @ vector[0])
        return alike @ closely.weights

    def _learn(self, topic: Topic, of_texts: _Letters) -> _OfTopic:
        pieces = topic.pieces
        rows = [(text, owner) for owner, piece in enumerate(pieces) for text in _texts(piece)]
        rows += [(text, len(pieces)) for text in _texts_of_whole(topic)]
        texts, owners = tuple(text for text, _ in rows), tuple(owner for _, owner in rows)
        asked = set(_questions_of(topic))
        questions = tuple(row for row, text in enumerate(texts) if text in asked)
        letters, meanings = of_texts.of(texts), self._meanings(texts)
        weights = _solved(_kernel(letters, meanings), RIDGE, _targets(owners))
        quantized = None if meanings is None else QuantizedVectors(meanings)
        return _OfTopic(pieces, letters, quantized, weights, texts, owners, questions)

    def _meanings(self, texts: Sequence[str]) -> Any | None:
        """The vectors of texts of the guide that was read last, (len(texts), numbers of the encoder), float32."""
        if self._encode is None:
            return None
        others = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        vectors = {**self._vectors, **dict(zip(others, self._encode(others)))} if others else self._vectors
        return np.vstack([vectors[text] for text in texts]).astype(np.float32)


def _kernel(letters: Any, meanings: Any | None) -> Any:
    """How much the rows of a topic are like each other, (rows, rows)."""
    kernel = (letters @ letters.T).toarray().astype(np.float64)
    return kernel if meanings is None else kernel + meanings @ meanings.T


def _targets(owners: Sequence[int]) -> Any:
    """(rows, pieces): what each row should score for each piece, and for the topic as a whole."""
    count = max(owners) + 1
    return np.eye(count)[list(owners)] - 1 / count


def _solved(kernel: Any, ridge: float, targets: Any) -> Any:
    return np.linalg.solve(kernel + ridge * np.eye(len(kernel)), targets).astype(np.float32)


class _Letters(LetterVectors):
    """Texts as pieces of words of 2 to 5 letters, TF-IDF.

    An editor's new texts are seen by the pieces of words that the first ones have.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self._recent = Recent()

    def of_message(self, text: str) -> Any:
        """That of one text: several topics may be asked for its pieces one after the other, and visitors ask alike."""
        row = self._recent.get(text)
        if row is None:
            row = self.of_one(text)
            self._recent.put(text, row)
        return row


@lru_cache(maxsize=1)
def _letters_of(texts: tuple[str, ...]) -> _Letters:
    return _Letters(texts)


def _kinds_of(guide: Guide) -> QuestionKinds:
    """Learnt of the first guide that is read: what an editor changes later does not make a "why" a "how"."""
    asked = [(question, piece.kind) for topic in guide for piece in topic.pieces for question in piece.questions]
    return QuestionKinds([question for question, _ in asked], [kind for _, kind in asked])


def texts_of_pieces(guide: Guide) -> list[str]:
    """All that is learnt from, each once, in small letters."""
    texts = [text for topic in guide for piece in topic.pieces for text in _texts(piece)]
    wholes = [text for topic in guide if topic.pieces for text in _texts_of_whole(topic)]
    return list(dict.fromkeys(texts + wholes))


def questions_of_pieces(guide: Guide) -> list[str]:
    """Those of `texts_of_pieces` that are questions or name a topic."""
    return list(dict.fromkeys(text for topic in guide if topic.pieces for text in _questions_of(topic)))


def _questions_of(topic: Topic) -> list[str]:
    asked = [question.lower() for piece in topic.pieces for question in piece.questions]
    return asked + _texts_of_whole(topic)


def _texts_of_whole(topic: Topic) -> list[str]:
    return [topic.question.lower(), topic.title.lower()]


def _texts(piece: Piece) -> list[str]:
    return [text.lower() for text in (*piece.questions, piece.text, piece.for_entrepreneurs) if text]


def answering(found: Sequence[FoundPiece], sure: float = SURE, asks_more: bool = False) -> tuple[str, ...]:
    """The ids of those that answer: the best one and a second where both are sure; none where none is.

    A second one that says the same again is left out: of 480 first questions by others one lost its answer by that, and
    58 replies of 266 with two pieces their repetition.

    None either where the topic as a whole is asked for: its short text answers that. A yes, a no or
    "that is not in the guide" is said of what was asked only, and never second; the last needs to be surer, and goes
    first only where it is clearly ahead of what answers.
    """
    if asks_for_whole(found):
        return ()
    pieces = [one for one in found if one.id != WHOLE and (not one.not_in_guide or one.score >= SURE_NOT_IN_GUIDE)]
    first = max((one for one in pieces if one.score >= sure), key=_lead, default=None)
    if first is None:
        return ()
    others = (one for one in pieces if one is not first and one.kind not in (NOT_IN_GUIDE, YES_NO))
    beside = [one for one in others if one.score >= SECOND][:1] if asks_more or first.score < SUFFICES else []
    return tuple(one.id for one in (first, *beside) if one is first or not repeats(one.text, first.text))


def asks_for_whole(found: Sequence[FoundPiece]) -> bool:
    """Whether the topic as a whole is asked for; its short text answers that."""
    whole = max((one.score for one in found if one.id == WHOLE), default=0.0)
    return bool(found) and whole >= NEARLY * found[0].score


def nearest(found: Sequence[FoundPiece], told: Collection[str]) -> tuple[str, ...]:
    """The ids of the best two that are near and were not told, and say no yes, no or that the guide leaves it out."""
    near = (one for one in found if one.score >= NEAR and one.kind not in (NOT_IN_GUIDE, YES_NO))
    return tuple(one.id for one in near if one.id not in (WHOLE, *told))[:2]


def score_of(found: Sequence[FoundPiece], piece: str) -> float:
    """The score of this one of those found."""
    return next(one.score for one in found if one.id == piece)


def suffices(found: Sequence[FoundPiece], piece: str) -> bool:
    """Whether this one of those found surely answers by itself."""
    return any(one.id == piece and one.score >= SUFFICES for one in found)


def _lead(found: FoundPiece) -> float:
    return found.score - _DENIAL_LEADS * found.not_in_guide


def telling_apart(found: Sequence[FoundPiece]) -> tuple[str, ...]:
    """The id of the surest piece that says what the difference is; none where none is sure."""
    best = max((one for one in found if one.kind == DIFFERENCE), key=lambda one: one.score, default=None)
    return (best.id,) if best is not None and best.score >= SURE else ()
