"""`python -m training.fit_act_ranker MODEL`: learns from the training talks which act a message means.

The classifier has learnt from the same talks, and is surer of messages that it knows than of a stranger's. So each
talk is played with a classifier that has not seen it: one for each fold, with the settings of MODEL. What is learnt of
that plays them once more by itself, and the weights are learnt of both. The figures are of weights fitted on the other
folds, `figures` of the talks played right, `figures_as_understood` of those that the assistant played by itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from content.guide.reader import read_guide
from content.paths import DATA, MODELS
from content.training_questions import read_blocks
from content.training_talks import Talk, read_talks
from nlu.model.act_ranker import ActRanker, Choice, Smoothness, Weights, fit
from nlu.model.asker_model import AskerModel
from nlu.model.labels import Label
from nlu.model.talk_examples import talk_examples
from nlu.model.text_model import Settings, TextModel
from nlu.model.trained_model import TrainedModel
from nlu.understand.candidates import find_candidates
from nlu.understand.knowledge import Knowledge
from nlu.understand.message_features import Seen
from nlu.understand.pieces import texts_of_pieces
from nlu.understand.ranked_acts import as_choice, features_by_kind, rank_acts
from nlu.understand.thresholds import Thresholds, read_thresholds
from training.fit_talk_thresholds import RankedTurn, outcomes
from training.meant import is_meant
from training.play_talks import PlayedTurn, play, play_as_understood
from training.progress import say
from training.spacy_model import spacy_model
from training.trained_model import load_trained_model

FOLDS = 3
SMOOTHNESS = Smoothness()

_KNOWS_NOTHING = ActRanker(Weights((), {}))
"""While the talks are played nothing is ranked."""


def main(model: str) -> int:
    """Play, fit, and write the weights with their figures."""
    language = spacy.load(spacy_model().name)
    folds = list(learn_folds(load_trained_model(Path(model)).texts.settings, MODELS / "vectors"))
    right = [turn for fold in folds for turn in play(fold.talks, fold.knowledge, language)]
    say("Playing them again, by what has been learnt of them.")
    own = list(play_again(right, folds, ActRanker(fit_weights(right)), language))
    figures, figures_own = cross_validate(right, own, read_thresholds(DATA.thresholds))
    write_weights(DATA.act_weights, fit_weights([*right, *own]), figures, figures_own)
    print(json.dumps({"figures": figures, "figures_as_understood": figures_own}, indent=2))
    return 0


@dataclass(frozen=True)
class Fold:
    """Numbered talks, and what a classifier knows that has not learnt from them."""

    talks: Sequence[tuple[int, Talk]]
    knowledge: Knowledge


def learn_folds(settings: Settings, cache: Path | None) -> Iterator[Fold]:
    """All training talks, each in one fold."""
    talks = list(enumerate(read_talks(DATA.talks)))
    for fold in range(FOLDS):
        say(f"Training without fold {fold + 1} of {FOLDS}.")
        model = _learnt_from([talk for number, talk in talks if number % FOLDS != fold], settings, cache)
        left_out = [(number, talk) for number, talk in talks if number % FOLDS == fold]
        yield Fold(left_out, Knowledge.with_model(model, _KNOWS_NOTHING))


def play_again(
    turns: Sequence[PlayedTurn], folds: Sequence[Fold], ranker: ActRanker, language: Language
) -> Iterator[PlayedTurn]:
    """The messages of the talks, each after what the assistant did with those before it by `ranker`."""
    for number, fold in enumerate(folds):
        of_fold = [turn for turn in turns if turn.talk % FOLDS == number]
        yield from play_as_understood(of_fold, replace(fold.knowledge, ranker=ranker), language)


def fit_weights(turns: Sequence[PlayedTurn]) -> Weights:
    """The weights that fit what the talks say that the messages of `turns` mean."""
    return fit([_as_choice(turn) for turn in turns], features_by_kind(), SMOOTHNESS)


def cross_validate(
    right: Sequence[PlayedTurn], own: Sequence[PlayedTurn], thresholds: Thresholds
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The shares that are right, asked back about and wrong of the messages of both, by weights fitted without
    their fold."""
    rankers = [
        ActRanker(fit_weights([turn for turn in (*right, *own) if turn.talk % FOLDS != fold])) for fold in range(FOLDS)
    ]

    def ranked(turn: PlayedTurn) -> RankedTurn:
        return RankedTurn(turn, rank_acts(Seen(turn.observation, turn.context), rankers[turn.talk % FOLDS]))

    return outcomes(map(ranked, right), thresholds), outcomes(map(ranked, own), thresholds)


def write_weights(file: Path, weights: Weights, figures: dict[str, Any], figures_own: dict[str, Any]) -> None:
    """Write them with how they were made; one line for each kind."""
    found = weights.to_json()
    kinds = ",\n".join(
        f"    {json.dumps(kind, ensure_ascii=False)}: {json.dumps(found['kinds'][kind])}" for kind in found["kinds"]
    )
    file.write_text(
        '{\n  "made_by": "make keuze-gesprek; do not change by hand",\n'
        f'  "figures": {json.dumps(figures)},\n'
        f'  "figures_as_understood": {json.dumps(figures_own)},\n'
        f'  "features": {json.dumps(found["features"])},\n'
        f'  "kinds": {{\n{kinds}\n  }}\n}}\n',
        encoding="utf-8",
    )


def _as_choice(turn: PlayedTurn) -> Choice:
    candidates = find_candidates(Seen(turn.observation, turn.context))
    right = tuple(is_meant(act.intent, act.details, turn.turn, turn.context, turn.about) for act in candidates.acts)
    return as_choice(candidates, right)


def _learnt_from(talks: Sequence[Talk], settings: Settings, cache: Path | None) -> TrainedModel:
    """A classifier of all training questions and of `talks`."""
    learnt = [
        (example.text, Label(block.intent, block.topic or "", block.subject or ""))
        for block in read_blocks(DATA.questions)
        for example in block.examples
    ]
    learnt += talk_examples(talks)
    texts, askers = TextModel(settings), AskerModel()
    texts.fit([text for text, _ in learnt], [str(label) for _, label in learnt], cache)
    texts.remember(texts_of_pieces(read_guide(DATA.guide)), cache)
    askers.fit(talks)
    return TrainedModel(texts, askers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
