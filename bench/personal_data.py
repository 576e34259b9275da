"""`make bench-persoonsgegevens`: how much personal data stays readable in sentences made for it, and what goes too.

The same sentences each time, made from the forms in `personal_data_forms.yml`. A value is left readable when four
digits in a row, or half or more of its letters and digits, stay; blanks and marks between digits do not count. The
number of an organisation is nobody's: it has to stay, and is counted apart where it goes.
"""

from __future__ import annotations

import argparse
import re
import statistics
import timeit
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from api.masking.finding import Finding
from api.masking.masker import Masker
from bench.personal_data_values import ORGANISATION, Values
from content.live import LiveContent
from content.paths import DATA
from contract.personal_data import PersonalData

FORMS = Path(__file__).with_name("personal_data_forms.yml")
SENTENCES = 3000
SEED = 14
TRIES = 3
"""Of each message the shortest time counts: what else the machine does is not measured."""

_GAP = re.compile(r"\{([^}:]+)(?::([^}]+))?\}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Value:
    """A value and where it stands in its sentence."""

    row: str
    """The row of the table: its kind, and the way if it is written in one of its own."""
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """What somebody types, and the personal data in it."""

    form: str
    text: str
    values: tuple[Value, ...]
    nobodys: tuple[Value, ...] = ()
    """What looks like personal data and is not: it has to stay."""


@dataclass(frozen=True)
class Verdict:
    """What became of a sentence."""

    left_readable: dict[Value, int]
    """By value that can still be read: how many of its letters and digits stay."""
    over_masked: tuple[str, ...]
    """Words outside the values that went."""
    nobodys_masked: tuple[Value, ...] = ()
    """Of what has to stay: what went, or a part of it."""


@dataclass
class Row:
    """The figures of one row of the table."""

    values: int = 0
    left_readable: int = 0
    characters: int = 0

    @property
    def masked_share(self) -> float:
        """How many of 100 values were masked."""
        return 100 * (self.values - self.left_readable) / self.values


@dataclass
class Figures:
    """The figures of all sentences."""

    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    words: int = 0
    """Words outside the values."""
    over_masked: Counter[str] = field(default_factory=Counter)
    nobodys: Counter[str] = field(default_factory=Counter)
    """What has to stay, by row."""
    nobodys_masked: Counter[str] = field(default_factory=Counter)
    left_by_form: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    def add(self, sentence: Sentence, verdict: Verdict) -> None:
        """Count what became of one sentence."""
        for value in sentence.values:
            row = self.rows[value.row]
            row.values += 1
            row.left_readable += value in verdict.left_readable
            row.characters += verdict.left_readable.get(value, 0)
        self.words += len(_words_outside(sentence))
        self.over_masked.update(word.lower() for word in verdict.over_masked)
        self.nobodys.update(value.row for value in sentence.nobodys)
        self.nobodys_masked.update(value.row for value in verdict.nobodys_masked)
        if verdict.left_readable:
            self.left_by_form[sentence.form] += 1

    @property
    def all_values(self) -> Row:
        """The row below the table."""
        rows = self.rows.values()
        return Row(*(sum(getattr(row, name) for row in rows) for name in ("values", "left_readable", "characters")))


def main() -> None:
    """Print the figures of the masker with the lists in force."""
    parser = argparse.ArgumentParser(description="Measure what personal data is left readable.")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--forms", type=int, default=15, help="how many of the forms that leave most readable to show")
    arguments = parser.parse_args()
    masker = Masker.read(DATA.personal_data, LiveContent().current.municipalities.register.names)
    print_figures(measure(masker, make_sentences(arguments.sentences)), arguments.forms)


def make_sentences(count: int) -> Iterator[Sentence]:
    """The first `count` sentences: every form in turn, each time with other values."""
    described: dict[str, Any] = yaml.safe_load(FORMS.read_text(encoding="utf-8"))
    values = Values(described["values"], SEED)
    forms = [form for of_writer in described["forms"].values() for form in of_writer]
    for form in islice(cycle(forms), count):
        yield fill(form, values)


def fill(form: str, values: Values) -> Sentence:
    """The form with a value in each of its gaps; ValueError or KeyError when a gap names no kind or way."""
    text, end = "", 0
    found: list[Value] = []
    nobodys: list[Value] = []
    for gap in _GAP.finditer(form):
        kind, way = PersonalData(gap[1]), gap[2] or ""
        text += form[end : gap.start()]
        value = values.make(kind, way)
        row = Value(f"{kind}, {way}" if way else str(kind), len(text), len(text) + len(value))
        (nobodys if way == ORGANISATION else found).append(row)
        text, end = text + value, gap.end()
    return Sentence(form, text + form[end:], tuple(found), tuple(nobodys))


def measure(masker: Masker, sentences: Iterator[Sentence]) -> Figures:
    """Mask every sentence, one at a time, and count."""
    figures = Figures()
    for sentence in sentences:
        figures.milliseconds.append(
            1000 * min(timeit.repeat(partial(masker.mask, sentence.text), number=1, repeat=TRIES))
        )
        figures.add(sentence, judge(sentence, masker.find(sentence.text)))
    return figures


def judge(sentence: Sentence, findings: Sequence[Finding]) -> Verdict:
    """What becomes of the sentence when the findings go."""
    covered = {place for finding in findings for place in range(finding.start, finding.end)}
    left_readable = {}
    for value in sentence.values:
        stretches = _stretches_left(sentence.text, value, covered)
        left = sum(map(len, stretches))
        whole = len(_letters_and_digits(sentence.text[value.start : value.end]))
        if 2 * left >= whole or any(re.search(r"\d{4}", stretch) for stretch in stretches):
            left_readable[value] = left
    gone = tuple(word[0] for word in _words_outside(sentence) if not covered.isdisjoint(range(*word.span())))
    nobodys_masked = tuple(one for one in sentence.nobodys if not covered.isdisjoint(range(one.start, one.end)))
    return Verdict(left_readable, gone, nobodys_masked)


def _stretches_left(text: str, value: Value, covered: set[int]) -> list[str]:
    """The letters and digits of the value between what goes."""
    kept = "".join("\0" if place in covered else text[place] for place in range(value.start, value.end))
    return [_letters_and_digits(stretch) for stretch in kept.split("\0")]


def _letters_and_digits(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _words_outside(sentence: Sentence) -> list[re.Match[str]]:
    within = {place for value in sentence.values for place in range(value.start, value.end)}
    return [word for word in _WORD.finditer(sentence.text) if within.isdisjoint(range(*word.span()))]


def print_figures(figures: Figures, forms: int) -> None:
    """The table, the words that went too, the time, and the `forms` that leave most readable."""
    print("| kind | values | masked | left readable | characters left in these |\n|---|---|---|---|---|")
    for name, row in [*sorted(figures.rows.items()), ("all", figures.all_values)]:
        characters = f"{row.characters / row.left_readable:.1f}" if row.left_readable else "-"
        print(f"| {name} | {row.values} | {row.masked_share:.1f} % | {row.left_readable} | {characters} |")
    gone = figures.over_masked
    print(f"\nOver-masked: {gone.total()} of {figures.words} words outside the values.")
    print("  " + ", ".join(f"{word} {times}" for word, times in gone.most_common(20)))
    for name, count in sorted(figures.nobodys.items()):
        print(f"\nHas to stay: {name}: {figures.nobodys_masked[name]} of {count} masked.")
    p95 = statistics.quantiles(figures.milliseconds, n=20)[-1]
    print(f"\nA message: median {statistics.median(figures.milliseconds):.2f} ms, p95 {p95:.2f} ms.\n")
    for form, times in figures.left_by_form.most_common(forms):
        print(f"  left readable {times} times: {form}")


if __name__ == "__main__":
    main()
