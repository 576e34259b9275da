"""`make naamletters`: learn how the letters of a name differ from those of a word (`naamletters.json`).

Names are those of `data/restart/persoonsgegevens`; words those of its list, and of spaCy's Dutch lookup tables. What is
both is left out. A tenth of either is held back, to print how many are told apart.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from content.name_letters import NameLetters, runs_of_letters
from content.paths import DATA
from content.phrase_lists import read_word_list
from content.weights import Weights
from training.common_words import words_of_spacy

FILE = "naamletters.json"
_NAMES, _WORDS = ("voornamen.txt", "achternamen.txt"), "gewone_woorden.txt"
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MOST_WORDS = 200_000
_FEWEST_SEEN = 5
"""A run of letters in fewer words says nothing."""

_STRENGTH, _DIGITS, _SEED = 0.5, 2, 14
_THRESHOLDS = (0, 1, 2, 3, 4)


def main() -> int:
    """Write the file anew, and print what share of names and words is above each threshold."""
    folder = DATA.personal_data
    names = {word for file in _NAMES for word in read_word_list(folder / file) if _LETTERS.fullmatch(word)}
    ordinary = {word for word in read_word_list(folder / _WORDS) if _LETTERS.fullmatch(word)}
    spacy = {word for word in words_of_spacy() if _LETTERS.fullmatch(word)}
    both = names & (ordinary | spacy)
    chance = random.Random(_SEED)  # noqa: S311
    further = sorted(spacy - names - ordinary)
    words = sorted(ordinary - names) + chance.sample(further, min(_MOST_WORDS, len(further)))
    seen_names, held_names = _held_back(sorted(names - both), chance)
    seen_words, held_words = _held_back(words, chance)
    letters = fit(seen_names, seen_words)
    letters.weights.write(folder / FILE)
    print(
        f"{len(letters.weights.weights)} weights, from {len(seen_names)} names and {len(seen_words)} words; held back:"
    )
    for threshold in _THRESHOLDS:
        of_names, of_words = (_share_above(threshold, letters, held) for held in (held_names, held_words))
        print(f"above {threshold}: {of_names:.1f} % of the names, {of_words:.1f} % of the words")
    return 0


def _share_above(threshold: float, letters: NameLetters, words: Sequence[str]) -> float:
    """How many of 100 words score more."""
    return 100 * sum(letters.score(word) > threshold for word in words) / len(words)


def fit(names: Sequence[str], words: Sequence[str]) -> NameLetters:
    """The weights that tell the names from the words, those of no use left out."""
    counts = Counter(run for word in (*names, *words) for run in runs_of_letters(word))
    runs = sorted(run for run, count in counts.items() if count >= _FEWEST_SEEN)
    column = {run: place for place, run in enumerate(runs)}
    rows: list[int] = []
    columns: list[int] = []
    for row, word in enumerate((*names, *words)):
        of_word = [column[run] for run in sorted(runs_of_letters(word)) if run in column]
        rows += [row] * len(of_word)
        columns += of_word
    shape = (len(names) + len(words), len(runs))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    model = LogisticRegression(
        C=_STRENGTH, penalty="l1", solver="liblinear", class_weight="balanced", random_state=_SEED
    )
    model.fit(matrix, [1] * len(names) + [0] * len(words))
    weights = {run: round(float(weight), _DIGITS) for run, weight in zip(runs, model.coef_[0])}
    base = round(float(model.intercept_[0]), _DIGITS)
    return NameLetters(Weights(base, {run: one for run, one in weights.items() if one}))


def _held_back(words: Sequence[str], chance: random.Random) -> tuple[list[str], list[str]]:
    """Nine tenths of the words and the tenth that is held back, at random."""
    mixed = chance.sample(words, len(words))
    tenth = len(mixed) // 10
    return mixed[tenth:], mixed[:tenth]


if __name__ == "__main__":
    sys.exit(main())
