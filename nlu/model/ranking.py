"""The labels of a message, most likely first."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

from nlu.model.labels import Label, Ranking
from nlu.model.text_model import Ask, TextModel

_LANGUAGE = "taal_"


def rank(model: TextModel, text: str, parts: Sequence[str]) -> Tuple[Ranking, List[Ranking]]:
    """The ranking of `text`, and of each of its `parts` by itself.

    In another language the model's second opinion is always asked: letters settle which
    language it is, only meaning tells which topic is asked about in it. For several parts it is
    never asked: the sides of a comparison and the questions in a row say what they are about in
    a few clear words, and asking would take 20 ms for each.
    """
    [whole] = _ranked(model, [text], Ask.IN_DOUBT)
    if whole[0][0].intent.startswith(_LANGUAGE):
        [whole] = _ranked(model, [text], Ask.ALWAYS)
    return whole, _ranked(model, parts, Ask.IN_DOUBT if len(parts) == 1 else Ask.NEVER)


def _ranked(model: TextModel, texts: Sequence[str], second_opinion: Ask) -> List[Ranking]:
    return [_best_first(model, row) for row in model.predict(texts, second_opinion)] if texts else []


def _best_first(model: TextModel, probabilities: Any) -> Ranking:
    best_first = sorted(zip(model.labels, map(float, probabilities)), key=lambda pair: -pair[1])
    return [(Label.parse(text), probability) for text, probability in best_first]
