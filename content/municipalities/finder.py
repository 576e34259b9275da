"""Finds municipalities in what people type: any of their names, with a typo or two.

The hard part is what to leave alone: "best" and "goes" are words, "Jan van Bergen" is a person,
"winkle" is a typo of something else. So a name that is also a word needs a sentence that shows
it ("in Best, waar …"), and a typo is only looked for in what is not a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.frontmatter import read_mapping, read_text
from content.municipalities.names import comparable
from content.municipalities.register import Register

PHRASES = "zinsdelen.yml"
WORDS = "gewone_woorden.txt"
_TOKEN = re.compile(r"\ba\s?/\s?[dh]\b|[^\W_]+(?:['’.][^\W_]+)*|[^\w\s]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\((?:gem\.? |gemeente )?([^()]+)\)", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:in|te|bij|uit|van|naar)(?: de)?(?: gemeente)?\s*$", re.IGNORECASE)
_END_OF_CLAUSE = re.compile(r"[.,;:!?()]")
_CLAUSE_WORDS = {"maar", "en", "terwijl", "want"}
_SHORTEST_NAME, _SHORTEST_TYPO, _TYPO_WITHOUT_CUE, _TWO_TYPOS = 3, 4, 6, 9
_MOST_WORDS_IN_MESSAGE_OF_NAME = 3
_SHORTEST_BEGINNING, _SHORTEST_END, _MOST_TO_ASK = 4, 3, 4
"""Letters that an abbreviated name must show, and to how many names it may point."""

_CLEAR_BY_THE_REST = 8
"""Letters of a longer name that, spelt right, make up for one word of it that is another word."""


@dataclass(frozen=True)
class Mention:
    """A municipality that is named: the codes it can be (more than one when names are shared)."""

    codes: tuple[str, ...]
    start: int
    end: int
    """Where it stands, in characters of the message."""
    points: int = 0
    """How much the sentence around it says that this is the one it is about."""


@dataclass(frozen=True)
class _Token:
    text: str
    plain: str
    start: int
    end: int
    letters: str
    """The plain words without spaces: those of "a/d" are two."""
    strange_words: int
    """How many of them are no word of any name."""


class MunicipalityFinder:
    """Finds the municipalities of a register in a message."""

    def __init__(self, register: Register, phrases: Mapping[str, Collection[str]], words: Collection[str] = ()) -> None:
        """`words` are words of the language: what is one of them is never taken for a typo."""
        self._register = register
        self._phrases = {name: set(values) for name, values in phrases.items()}
        self._words = words
        self._longest = max(
            len(name.split()) for name in (*register.names, *register.spellings)
        )  # "Hendrik-Ido-Ambacht" has hyphens besides

    def find(self, text: str) -> list[Mention]:
        """All mentions, in the order of the text."""
        tokens = list(_tokens(text, self._register.words))
        found: list[Mention] = []
        index = 0
        while index < len(tokens):
            length, mention = self._at(tokens, index)
            if mention is not None:
                found.append(mention)
            index += max(length, 1)
        return found

    def without_names(self, text: str) -> str:
        """`text` without its municipalities, and without "in" or the like before each."""
        for mention in reversed(self.find(text)):
            before = _PREPOSITION.sub("", text[: mention.start])
            text = f"{before.rstrip()} {text[mention.end :].lstrip()}"
        return text.strip()

    def meant(self, text: str) -> tuple[str, ...]:
        """The codes of the municipality that the message is about.

        Empty when there is none; several when that must be asked back.
        """
        mentions = [one for one in self.find(text) if not self._is_told_apart(one, text)]
        best = max((mention.points for mention in mentions), default=0)
        codes = [mention.codes for mention in mentions if mention.points == best]
        single = {code for several in codes for code in several}
        for several in codes:  # "Alphen … Alphen aan den Rijn": the longer name settles the shorter
            if len(several) == 1 and any(several[0] in other for other in codes if len(other) > 1):
                single = set(several)
        return tuple(sorted(single))

    def _is_told_apart(self, mention: Mention, text: str) -> bool:
        """Whether brackets behind it say which one is meant: "Hoorn (Terschelling)"."""
        told = _IN_BRACKETS.match(text, mention.end)
        return told is not None and comparable(told.group(1)) in self._register.own_names

    def near(self, vocabulary: Iterable[str]) -> frozenset[str]:
        """The words of `vocabulary` that would be taken for a typo of a name: to be given as `words`."""
        parts = sorted({part for name in self._register.names for part in name.split() if len(part) > 1})
        words = sorted({comparable(word) for word in vocabulary} - set(self._register.names))
        return frozenset(word for word in words if len(word) > 1 and _closest(word, parts, _most_typos(word, True)))

    def _at(self, tokens: list[_Token], index: int) -> tuple[int, Mention | None]:
        if not tokens[index].plain:
            return 1, None
        for length in reversed(self._lengths(tokens[index : index + 2 * self._longest])):
            for look in (self._by_name, self._by_beginning, self._by_typo):
                if codes := look(tokens, index, length):
                    codes, more = self._narrowed(codes, tokens, index, length)
                    return length + more, self._mention(codes, tokens, index, length + more)
        return 1, None

    def _lengths(self, tokens: list[_Token]) -> list[int]:
        """How many of `tokens`, from the first on, may be a name: one, or more that are alike one but for one word.

        Looking closer at every few words of a message took a tenth of the time of its turn.
        """
        lengths, strange, letters = [], 0, ""
        for length, token in enumerate(tokens, 1):
            strange += token.strange_words
            letters += token.letters
            if token.plain and (length == 1 or strange <= 1 or letters in self._joined):
                lengths.append(length)
        return lengths

    def _by_name(self, tokens: list[_Token], index: int, length: int) -> tuple[str, ...]:
        parts = _parts(tokens, index, length)
        name = " ".join(parts)
        if not self._register.codes(name):
            name = self._joined.get("".join(parts), name)  # "noord oostpolder"
        codes = self._register.codes(name) or self._contracted(tokens, index, length)
        if not codes and not self._register.is_small_place(name):
            return ()
        if name in self._register.spellings and not self._is_spelt_as_name(tokens, index, length):
            return ()
        if self._is_part_of_longer(tokens, index, length):
            return ()
        here = codes if self._is_place(name, tokens, index, length) else ()
        return here or self._in_said_province(name, tokens, index, length)

    def _narrowed(
        self, codes: tuple[str, ...], tokens: list[_Token], index: int, length: int
    ) -> tuple[tuple[str, ...], int]:
        """`codes` in the province that is said beside the name, and how many tokens say it behind the name."""
        name = " ".join(_parts(tokens, index, length))
        before = self._register.provinces.before.get(tokens[index - 1].plain) if index else None
        said, more = self._register.provinces.after([token.text for token in tokens[index + length :]])
        for provinces, behind in ((said, more), ((before,) if before else (), 0)):
            there = self._register.in_provinces(name, provinces) or tuple(
                code for code in codes if self._province(code) in provinces
            )
            if there:
                return there, behind
        return codes, 0

    def _in_said_province(self, name: str, tokens: list[_Token], index: int, length: int) -> tuple[str, ...]:
        """A name that is also a word, or a small place, with its province right behind it: "Elst (Ut)"."""
        behind = [token.text for token in tokens[index + length :]]
        said, _ = self._register.provinces.after(behind)
        if not said or behind[0] == "in" or self._someone_else(tokens, index):
            return ()
        return self._register.in_provinces(name, said)

    def _province(self, code: str) -> str:
        one = self._register.get(code)
        return one.province if one is not None else ""

    def _contracted(self, tokens: list[_Token], index: int, length: int) -> tuple[str, ...]:
        """ "S'dam": how a municipality's name begins and ends; several fit when several codes come back."""
        start, mark, end = tokens[index].text.lower().replace("’", "'").partition("'")
        if length > 1 or not mark or not start or len(end) < _SHORTEST_END:
            return ()
        fitting = [name for name in self._single_own_names if name.startswith(start) and name.endswith(end)]
        return self._codes_of(fitting) if len(fitting) <= _MOST_TO_ASK else ()

    def _by_beginning(self, tokens: list[_Token], index: int, length: int) -> tuple[str, ...]:
        """ "in Amersf.": the first letters of a municipality's name, with a full stop."""
        token, after = tokens[index], tokens[index + 1 : index + 2]
        is_short = bool(after) and after[0].text == "." and after[0].start == token.end
        if length > 1 or not is_short or not token.text[:1].isupper() or len(token.plain) < _SHORTEST_BEGINNING:
            return ()
        if not self._cued(tokens, index) or token.plain in self._words:
            return ()
        fitting = [name for name in self._single_own_names if name.startswith(token.plain)]
        return self._codes_of(fitting) if len(fitting) <= _MOST_TO_ASK else ()

    def _codes_of(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({code for name in names for code in self._register.names[name]}))

    def _is_spelt_as_name(self, tokens: list[_Token], index: int, length: int) -> bool:
        """Whether a spelling that begins with one letter is meant as a name: "N. Beveland", not "om 'n west"."""
        as_name = any(token.text[:1].isupper() for token in tokens[index : index + length])
        return len(tokens[index].plain) > 1 or as_name or self._cued(tokens, index)

    def _is_part_of_longer(self, tokens: list[_Token], index: int, length: int) -> bool:
        """Whether an abbreviation beside it makes it another place: "Capelle a.d. …", "St. …"."""
        if self._register.provinces.after([token.text for token in tokens[index + length :]])[1]:
            return False  # "Texel N-H"
        short = self._register.abbreviations
        before, after = tokens[max(0, index - 2) : index], _words_after(tokens, index + length)
        joined = {" ".join(token.plain for token in after[:count]) for count in (1, 2) if len(after) == 2}
        if joined & short.short_joining_words or (after and "/" in after[0].text and len(after[0].text) > 1):
            return True
        dotted = len(before) == 2 and before[1].text in (".", "-") and before[1].start == before[0].end
        first = before[0] if dotted else before[-1] if before else None
        return first is not None and first.plain in short.short_first_words and (dotted or len(first.plain) > 1)

    def _by_typo(self, tokens: list[_Token], index: int, length: int) -> tuple[str, ...]:
        parts = _parts(tokens, index, length)
        if self._someone_else(tokens, index) or self._register.codes(" ".join(parts)):
            return ()
        cued, longest = self._cued(tokens, index), max(map(len, parts))
        if len(parts) > 1:
            names = self._longer_names(parts)
        else:
            names = self._single_names(parts[0], cued, self._written_as_name(tokens, index))
        own = [name for name in names if name in self._register.own_names]
        own = own or (names if index and (cued or longest > _TYPO_WITHOUT_CUE) and longest >= _SHORTEST_TYPO else [])
        if not own or self._is_part_of_longer(tokens, index, length):
            return ()
        return tuple(sorted({code for name in own for code in self._register.codes(name)}))

    def _single_names(self, word: str, cued: bool, as_name: bool) -> list[str]:
        """Names that `word` misspells; words of the language only where they are written as a name."""
        if word in self._phrases["geen_typo"] or (word in self._words and not as_name):
            return []
        among = self._typo_names if cued else self._typo_names_by_letter.get(word[0], [])
        return _closest(word, among, max(_most_typos(word, cued), int(as_name)))

    def _longer_names(self, parts: list[str]) -> list[str]:
        """Names of as many words that differ in one of them, by a typo."""
        found = []
        for gap, part in enumerate(parts):
            names = self._names_with_gap.get((gap, *parts[:gap], *parts[gap + 1 :]), ())
            if not names or len(part) == 1:
                continue
            rest = sum(map(len, parts)) - len(part)
            if part in self._words and rest < _CLEAR_BY_THE_REST:
                continue
            most = max(_most_typos(part, True), 1 if rest >= _SHORTEST_TYPO else 0)
            found += [name for name in names if _closest(part, [name.split()[gap]], most)]
        return found

    @cached_property
    def _joined(self) -> dict[str, str]:
        """Names by their letters without spaces."""
        return {name.replace(" ", ""): name for name in self._register.names if len(name) >= _CLEAR_BY_THE_REST}

    @cached_property
    def _names_with_gap(self) -> dict[tuple[object, ...], list[str]]:
        """Names of several words, by the words that are left when one is taken out."""
        found: dict[tuple[object, ...], list[str]] = {}
        for name in (*self._register.names, *self._register.spellings):
            parts = name.split()
            for gap in range(len(parts) if len(parts) > 1 else 0):
                if len(parts[gap]) > 1 and (name in self._register.names or len(parts[gap]) >= _SHORTEST_TYPO):
                    found.setdefault((gap, *parts[:gap], *parts[gap + 1 :]), []).append(name)
        return found

    @cached_property
    def _single_own_names(self) -> list[str]:
        return sorted(comparable(one.name) for one in self._register if comparable(one.name).isalpha())

    @cached_property
    def _typo_names(self) -> list[str]:
        return [name for name in self._register.names if len(name) >= _SHORTEST_TYPO - 1]

    @cached_property
    def _typo_names_by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._typo_names:
            found.setdefault(name[0], []).append(name)
        return found

    def _is_place(self, name: str, tokens: list[_Token], index: int, length: int) -> bool:
        if self._someone_else(tokens, index):
            return False
        kind = next((kind for kind, names in self._register.ambiguous.items() if name in names), None)
        if kind is None:
            return True
        before = tokens[index - 1].plain if index else ""
        after = tokens[index + length] if index + length < len(tokens) else None
        capital = tokens[index].text[:1].isupper()
        if before in self._register.provinces.before:  # "het Gelderse Laren"
            return True
        if before in ("gemeente", "gem") or len(tokens) == length or (before == "te" and capital):
            return True
        if index == 0:  # "Best, waar moet ik zijn"
            return kind == "gemeenten" and after is not None and (after.text == ":" or (capital and after.text == ","))
        goes_on = after is None or not after.plain or after.plain in self._phrases["na_een_plaats"]
        return before in self._phrases["voor_een_plaats"] - {"te"} and (capital or (goes_on and kind == "gemeenten"))

    def _someone_else(self, tokens: list[_Token], index: int) -> bool:
        """ "Jan van Bergen", "mevrouw Zeist", "provincie Utrecht"."""
        before = [token.plain for token in tokens[max(0, index - 3) : index]]
        if before[-1:] and before[-1] in self._register.provinces.before:
            return False
        if any(word in self._phrases["geen_gemeente"] for word in before[-1:]):
            return True
        while before and before[-1] in ("van", "de", "der", "den", "ter", "ten"):
            before.pop()
        if len(before) == len(tokens[max(0, index - 3) : index]) or not before:
            return False
        named = tokens[index - (min(3, index) - len(before)) - 1]
        first_name = (
            named.text[:1].isupper() and named.start > 0 and named.plain not in self._phrases["voor_een_plaats"]
        )
        return before[-1] in self._phrases["geen_gemeente"] or (first_name and tokens[index].text[:1].isupper())

    def _cued(self, tokens: list[_Token], index: int) -> bool:
        if index == 0:
            return len(tokens) <= _MOST_WORDS_IN_MESSAGE_OF_NAME or any(token.text == ":" for token in tokens[1:4])
        return tokens[index - 1].plain in self._phrases["voor_een_plaats"]

    def _written_as_name(self, tokens: list[_Token], index: int) -> bool:
        """With a capital after "gemeente" or "in", or before a colon at the start."""
        if len(tokens[index].plain) < _SHORTEST_NAME or not tokens[index].text.istitle():
            return False
        if index == 0:
            return len(tokens) > 1 and tokens[1].text == ":"
        return index > 1 and tokens[index - 1].plain in ("gemeente", "gem", "in", "te")

    def _mention(self, codes: tuple[str, ...], tokens: list[_Token], index: int, length: int) -> Mention:
        clause = {token.plain for token in _clause(tokens, index, length)}
        before = tokens[index - 1].plain if index else ""
        points = 4 * bool(clause & self._phrases["bedrijf"]) + 2 * bool(clause & self._phrases["vraag"])
        points += before == "naar"
        points -= 4 * bool(clause & self._phrases["niet"]) + bool(clause & self._phrases["woon"])
        points -= 6 * (before in ("van", "vanuit") and any(token.plain == "naar" for token in tokens[index:]))
        return Mention(codes, tokens[index].start, tokens[index + length - 1].end, points)


def _most_typos(word: str, cued: bool) -> int:
    if len(word) < (_SHORTEST_TYPO if cued else _TYPO_WITHOUT_CUE):
        return 0
    return 2 if cued and len(word) >= _TWO_TYPOS else 1


def _closest(word: str, names: list[str], most: int) -> list[str]:
    """Those of `names` that `word` misspells with the fewest typos; none when it takes more than `most`."""
    found = process.extract(word, names, scorer=OSA.distance, score_cutoff=most, limit=4) if most else []
    fewest = min((distance for _, distance, _ in found), default=0)
    return [name for name, distance, _ in found if distance == fewest]


def read_finder(folder: Path, register: Register) -> MunicipalityFinder:
    """The finder for `register`, with the phrases and words in `folder`; raises ContentError or OSError."""
    file, words = folder / PHRASES, folder / WORDS
    phrases, _ = read_mapping(file)
    lines = read_text(words).splitlines() if words.is_file() else []
    return MunicipalityFinder(register, phrases, frozenset(lines))


def _tokens(text: str, known: frozenset[str]) -> Iterator[_Token]:
    """The words and marks of `text`; `known` are the words of names."""
    for match in _TOKEN.finditer(text):
        plain = comparable(match.group())
        words = plain.split()
        strange = sum(word not in known for word in words)
        yield _Token(match.group(), plain, match.start(), match.end(), "".join(words), strange)


def _words_after(tokens: list[_Token], start: int) -> list[_Token]:
    """The two words behind a name, when there are two; the full stop of an abbreviation is not looked at."""
    return [token for token in tokens[start : start + 3] if token.plain][:2]


def _parts(tokens: list[_Token], index: int, length: int) -> list[str]:
    """The plain words of a span: "a/d" is two."""
    return " ".join(token.plain for token in tokens[index : index + length] if token.plain).split()


def _clause(tokens: list[_Token], index: int, length: int) -> list[_Token]:
    """The tokens around a name up to a comma, a full stop or a word like "maar"."""

    def ends(token: _Token) -> bool:
        return bool(_END_OF_CLAUSE.fullmatch(token.text)) or token.plain in _CLAUSE_WORDS

    start, end = index, index + length
    while start > 0 and not ends(tokens[start - 1]):
        start -= 1
    while end < len(tokens) and not ends(tokens[end]):
        end += 1
    return [*tokens[start:index], *tokens[index + length : end]]
