"""`make omgeving-namen`: how much what stands around a first name tells of a person, from sentences with and without.

The folder holds `namen.jsonl` (`{"tekst": "Is Fatima er?", "naam": ["Fatima"], "groep": "a"}`) and `zonder.jsonl`,
in which `naam` are first names of things, if any; `groep` tells who wrote a sentence, if it is to be judged too.
Learnt are the places of names against those of all other words with a capital, as typed and in small letters. From
which score on a name goes is told by the sentences of each group with the weights of the others: the highest at which
of 1,000 sentences with a name 4 more stay readable, at most. What is written is `_MARGIN` lower than that.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from api.masking.masker import Masker
from api.masking.name_context import ContextReader
from api.masking.name_lists import CONTEXT, NameLists
from api.masking.name_words import NameText
from api.masking.signs import NameSigns, Signs
from bench.fit_name_threshold import NAMES, WITHOUT, Named, is_left_out, rows, wanted
from content.live import LiveContent
from content.paths import DATA
from content.weights import Weights

_MOST_LOST = 0.004
"""Of the sentences with a name: what may stay readable for the sake of those without."""

_MARGIN = 1.85
"""So much lower than chosen it is in force: a name that stays readable harms more than a word that is left out, and
strangers name people in sentences less like those learnt from."""

_STEPS = tuple(step / 4 for step in range(-10, 1))
_FEWEST_SEEN, _STRENGTH, _ROUNDS, _RATE, _DIGITS = 2, 1.0, 300, 0.5, 2
_NEAR = re.compile(r"(?:\s|[a-z.'’]){0,12}")
"""Between two words of one name: "de", "van der"."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, the words of the names in it, and who wrote it."""

    text: str
    names: tuple[str, ...]
    of_people: bool
    group: str


@dataclass(frozen=True)
class Example:
    """What stands around a word with a capital."""

    features: frozenset[str]
    of_person: bool
    group: str


def main() -> int:
    """Print what each threshold costs, and write the weights unless it is only to be measured."""
    arguments = wanted("Fit how much what stands around a first name tells.", "make omgeving-namen")
    sentences = [*_sentences(arguments.folder / NAMES, True), *_sentences(arguments.folder / WITHOUT, False)]
    signs = Signs.read(DATA.personal_data)
    lists = NameLists.read(DATA.personal_data, LiveContent().current.municipalities.register.names)
    examples = [example for sentence in sentences for example in examples_of(sentence, lists, signs.names)]
    least = chosen(sentences, examples, signs, lists)
    weights = fit(examples)
    print(f"{len(weights.weights)} weights, from {len(examples)} places; least {least}")
    if not arguments.only_measure:
        replace(weights, base=round(weights.base - least, _DIGITS)).write(DATA.personal_data / CONTEXT)
    return 0


def _sentences(file: Path, of_people: bool) -> Iterator[Sentence]:
    for row in rows(file):
        yield Sentence(row["tekst"], tuple(row.get("naam", ())), of_people, row.get("groep", ""))


def examples_of(sentence: Sentence, lists: NameLists, signs: NameSigns) -> Iterator[Example]:
    """Of each name and of each other word with a capital; the same in small letters."""
    spans = list(_spans(sentence))
    places = [
        *((span, sentence.of_people) for span in spans),
        *((span, False) for span in _others(sentence, spans, lists)),
    ]
    for text in (sentence.text, sentence.text.lower()):
        reader = ContextReader(NameText(text), lists, signs)
        for (start, end), of_person in places:
            within = [nth for nth, word in enumerate(reader.typed.words) if word.start < end and word.end > start]
            if within:
                features = frozenset(reader.features(within[0], within[-1] + 1))
                yield Example(features, of_person, sentence.group)


def _spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where each whole name begins and ends, in characters."""
    found = sorted(
        one.span()
        for name in sentence.names
        for one in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence.text, re.IGNORECASE)
    )
    for nth, (start, end) in enumerate(found):
        if nth and _NEAR.fullmatch(sentence.text, found[nth - 1][1], start):
            continue
        last = end
        for following in found[nth + 1 :]:
            if _NEAR.fullmatch(sentence.text, last, following[0]):
                last = following[1]
        yield start, last


def _others(sentence: Sentence, spans: Sequence[tuple[int, int]], lists: NameLists) -> Iterator[tuple[int, int]]:
    """Words with a capital that are no ordinary words and stand in no name, those in a row together."""
    typed = NameText(sentence.text)
    behind = -1
    for place, word in enumerate(typed.words):
        taken = any(word.start < end and word.end > start for start, end in spans)
        if place < behind or taken or not word.text[0].isupper() or lists.is_word(word.low):
            continue
        behind = place + 1
        while typed.goes_on(behind) and typed.words[behind].capital:
            behind += 1
        yield word.start, typed.words[behind - 1].end


def chosen(sentences: Sequence[Sentence], examples: Sequence[Example], signs: Signs, lists: NameLists) -> float:
    """The highest threshold at which hardly more names stay readable, each group with the weights of the others."""
    named = [one for one in sentences if one.of_people and one.group]
    without = [one for one in sentences if not one.of_people and one.group]
    groups = sorted({one.group for one in named})
    fitted = {group: fit([one for one in examples if one.group != group]) for group in groups}
    best, first = _STEPS[0], None
    for step in _STEPS:
        readable = touched = 0
        for group, weights in fitted.items():
            masker = Masker(signs, replace(lists, context=replace(weights, base=weights.base - step)))
            readable += sum(not is_left_out(masker, Named(one.text, one.names)) for one in named if one.group == group)
            touched += sum(bool(masker.mask(one.text).kinds) for one in without if one.group == group)
        first = readable if first is None else first
        if readable - first <= _MOST_LOST * len(named):
            best = step
        print(
            f"least {step:+.2f}: readable {readable} of {len(named)}, touched {touched} of {len(without)}", flush=True
        )
    return best - _MARGIN


def fit(examples: Sequence[Example]) -> Weights:
    """Logistic regression by gradient descent, each side as heavy as the other, heavy weights kept down."""
    counts = Counter(feature for one in examples for feature in one.features)
    column = {
        name: nth for nth, name in enumerate(sorted(name for name, seen in counts.items() if seen >= _FEWEST_SEEN))
    }
    pairs = [(row, column[name]) for row, one in enumerate(examples) for name in sorted(one.features) if name in column]
    rows_of, columns = np.array(pairs).T
    wanted = np.array([one.of_person for one in examples], dtype=float)
    heavy = np.where(wanted == 1, 0.5 / wanted.sum(), 0.5 / (1 - wanted).sum())
    weights, base = np.zeros(len(column)), 0.0
    seen_weights, seen_base = np.full(len(column), 1e-8), 1e-8
    for _ in range(_ROUNDS):
        scores = np.bincount(rows_of, weights[columns], len(examples)) + base
        wrong = (1 / (1 + np.exp(-scores)) - wanted) * heavy
        slope = np.bincount(columns, wrong[rows_of], len(column)) + _STRENGTH * weights / len(examples)
        seen_weights += slope**2
        seen_base += wrong.sum() ** 2
        weights -= _RATE * slope / np.sqrt(seen_weights)
        base -= _RATE * wrong.sum() / np.sqrt(seen_base)
    rounded = {name: round(float(weights[nth]), _DIGITS) for name, nth in column.items()}
    return Weights(round(float(base), _DIGITS), {name: weight for name, weight in rounded.items() if weight})


if __name__ == "__main__":
    sys.exit(main())
