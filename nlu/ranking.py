"""The labels of a message, most likely first."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

from nlu.labels import Label, Ranking
from nlu.model import TextModel

_LANGUAGE = "taal_"


def rank(model: TextModel, text: str, parts: Sequence[str]) -> Tuple[Ranking, List[Ranking]]:
    """The ranking of `text`, and of each of its `parts` by itself.

    In another language the model's second opinion is always asked: letters settle which
    language it is, only meaning tells which topic is asked about in it.
    """
    whole, *rest = [_ranked(model, row) for row in model.predict([text, *parts])]
    if whole[0][0].intent.startswith(_LANGUAGE):
        whole = _ranked(model, model.predict([text], thorough=True)[0])
    return whole, rest


def _ranked(model: TextModel, probabilities: Any) -> Ranking:
    best_first = sorted(zip(model.labels, map(float, probabilities)), key=lambda pair: -pair[1])
    return [(Label.parse(text), probability) for text, probability in best_first]
