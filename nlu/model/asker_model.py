"""Who seems to write a message, an entrepreneur or a civil servant: learnt from the talks, by words and pairs of words.

Of first messages that nobody had seen, words told the asker better than sentence vectors or letters did:
docs/decisions/0011-asker-by-words.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from content.training_talks import Talk

_WORD = r"\w+"
_SMOOTHNESS = 10.0
"""Scikit-learn's C: how far single words may be believed."""


class AskerModel:
    """Texts in, a probability for each kind of asker out."""

    def __init__(self) -> None:
        self._regression: Pipeline | None = None

    def fit(self, talks: Iterable[Talk]) -> None:
        """Learn from every message of `talks` who writes it; from no talks, or one kind of asker, nothing."""
        said = [(turn.text.lower(), talk.asker) for talk in talks for turn in talk.turns]
        askers = [asker for _, asker in said]
        if len(set(askers)) < 2:
            return
        words = TfidfVectorizer(token_pattern=_WORD, ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        regression = make_pipeline(words, LogisticRegression(C=_SMOOTHNESS, max_iter=300))
        self._regression = regression.fit([text for text, _ in said], askers)

    def probabilities(self, text: str) -> Mapping[str, float]:
        """By asker, as the talks name them, "onbekend" too; empty where nothing was learnt."""
        if self._regression is None:
            return {}
        [row] = self._regression.predict_proba([text.lower()])
        return dict(zip(map(str, self._regression.classes_), map(float, row)))
