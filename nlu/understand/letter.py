"""What is asked in a message that is written as a letter: without greeting, thanks, signature and other mail.

The message is read in clauses, which end at a mark or with the line. Clauses that only open or close
a letter are left out; what remains is the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.plain_text import bare_words
from nlu.understand.letter_phrases import LetterPhrase, LetterPhrases, Words, read_letter_phrases
from nlu.understand.quoted_mail import split_quoted

_END_OF_CLAUSE = re.compile(r"(?<=[.!?;:,])\s+|(?<=[\u2600-\u27bf\U0001f000-\U0001faff])\s+")
"""An emoji ends one too."""

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SIGNATURE_LINE = re.compile(r"^--+\s*$", re.MULTILINE)
_COURTESIES = (LetterPhrase.GREETING, LetterPhrase.SALUTATION, LetterPhrase.COURTESY)
_LONGEST_NAME = 4
"""Words in the name of a person, or of a person and a place, at most."""

_LONGEST_END = 14
"""Words that thank or sign at the end of a clause that asks something, at most."""

_MOST_NAMES = 12
"""Clauses of a signature without "met vriendelijke groet" at most: name, work, address."""

_LONGEST_SIGNATURE = 8
"""Words after "met vriendelijke groet" in the middle of a clause, and after "gr" at its start, at most."""

_LEAST_BEFORE, _MOST_AFTER = 3, 2
"""Words before and after "gr" in the middle of a clause: "wat doet een inkoper gr Kim"."""


@dataclass(frozen=True)
class Letter:
    """A message taken apart: `question` is what is to be understood, the others are left out of it.

    `opening` and `closing` stood around it, `quoted` is other mail. A message that is nothing but
    greetings and thanks is its own `question`.
    """

    question: str = ""
    opening: str = ""
    closing: str = ""
    quoted: str = ""

    @property
    def asking(self) -> str:
        """The sentences of the question with a question mark, where there are others beside them."""
        sentences = _END_OF_SENTENCE.split(self.question)
        asking = [sentence for sentence in sentences if sentence.endswith("?")]
        return " ".join(asking) if len(asking) < len(sentences) else ""


@dataclass(frozen=True)
class _Clause:
    text: str
    line: int
    words: Words
    starts: tuple[int, ...]
    """Where in `text` each of `words` begins."""

    @property
    def asks(self) -> bool:
        return self.text.endswith("?")

    @property
    def is_short(self) -> bool:
        return len(self.words) <= _LONGEST_NAME and not self.asks

    def cut(self, word: int) -> tuple[_Clause, _Clause]:
        """What comes before that word, and from it on."""
        start = self.starts[word] if word else 0
        before = replace(self, text=self.text[:start].strip(), words=self.words[:word], starts=self.starts[:word])
        starts = tuple(one - start for one in self.starts[word:])
        return before, replace(self, text=self.text[start:], words=self.words[word:], starts=starts)


Clauses = Sequence[_Clause]


@dataclass(frozen=True)
class LetterReader:
    """Takes messages apart by the phrases of `data/restart/brieftaal.yml`."""

    phrases: LetterPhrases

    @classmethod
    def read(cls) -> LetterReader:
        """With the phrases in force; raises PhraseListsError when they cannot be read."""
        return cls(read_letter_phrases())

    def take_apart(self, text: str) -> Letter:
        """The question in `text` and what stands around it; where there is none, that of the mail passed on."""
        own, quoted = split_quoted(text, self.phrases)
        letter = self._letter(own)
        if not letter.question:
            letter, quoted = self._letter(quoted), ""
        nothing_left_out = not (letter.opening or letter.closing or quoted)
        return Letter(text) if nothing_left_out or not letter.question else replace(letter, quoted=quoted)

    def _letter(self, text: str) -> Letter:
        above, *below = _SIGNATURE_LINE.split(text, maxsplit=1)
        opening, rest = self._part_opening(_clauses(above))
        question, closing = self._part_closing(rest)
        return Letter(_joined(question), _joined(opening), "\n".join(filter(None, [_joined(closing), *below])))

    def _part_opening(self, clauses: Clauses) -> tuple[Clauses, Clauses]:
        """The clauses that greet, thank and introduce, and the others; "hoi wat doet …" is parted after "hoi"."""
        place = 0
        while place < len(clauses) and self._opens(clauses, place):
            place += 1
        opening, rest = list(clauses[:place]), list(clauses[place:])
        if any(map(self._signs_off, opening)) and self._are_names(rest):
            return clauses, []
        if rest and (greeting := self._greeting(rest[0])):
            hello, rest[0] = rest[0].cut(greeting)
            opening.append(hello)
        return opening, rest

    def _opens(self, clauses: Clauses, place: int) -> bool:
        clause, is_last = clauses[place], place + 1 == len(clauses)
        if self._is_courtesy(clause) or self._signs_off(clause):
            return True
        if self._is_filling(clause):
            return not is_last and self._is_courtesy(clauses[place + 1])
        return not is_last and (self._says_name(clause) or self._addresses(clause))

    def _says_name(self, clause: _Clause) -> bool:
        name = self.phrases.at(clause.words, 0, LetterPhrase.NAME)
        return 0 < name < len(clause.words) <= name + _LONGEST_NAME and _is_capital(clause, name)

    def _is_filling(self, clause: _Clause) -> bool:
        return all(self.phrases.at(clause.words, place, LetterPhrase.FILLER) for place in range(len(clause.words)))

    def _is_courtesy(self, clause: _Clause) -> bool:
        """Whether all of it is greeting, thanks and the like; an emoji is, too."""
        words, place, courtesies = clause.words, 0, 0
        while place < len(words):
            polite = self.phrases.at(words, place, *_COURTESIES)
            beside = self.phrases.at(words, place, LetterPhrase.ADDRESSED, LetterPhrase.FILLER)
            if not polite and not beside:
                return False
            courtesies += polite >= beside
            place += max(polite, beside)
        return not words or courtesies > 0

    def _addresses(self, clause: _Clause) -> bool:
        """ "Beste Kim", "Geachte mevrouw De Boer"."""
        words, first = clause.words, self.phrases.at(clause.words, 0, LetterPhrase.GREETING, LetterPhrase.SALUTATION)
        if not first or clause.asks:
            return False
        known = (LetterPhrase.ADDRESSED, LetterPhrase.FILLER, LetterPhrase.SALUTATION)
        names = [place for place in range(first, len(words)) if not self.phrases.at(words, place, *known)]
        are_names = all(_is_capital(clause, place) for place in names) or len(words) - first == 1
        return len(names) <= _LONGEST_NAME and are_names

    def _greeting(self, clause: _Clause) -> int:
        """How many words greet before the question begins; 0 for none."""
        words = clause.words
        length = self.phrases.at(words, 0, LetterPhrase.GREETING)
        while length and self.phrases.at(words, length, LetterPhrase.ADDRESSED):
            length += 1
        introduction = self.phrases.at(words, length, LetterPhrase.COURTESY) if length else 0
        length += introduction if introduction >= _LEAST_BEFORE else 0
        return length if length < len(words) else 0

    def _part_closing(self, clauses: Clauses) -> tuple[Clauses, Clauses]:
        """The question, and the clauses that thank and sign; a question after the signature is one still."""
        question: list[_Clause] = []
        closing: list[_Clause] = []
        for place, whole in enumerate(clauses):
            after = clauses[place + 1 :]
            asked, polite = self._part_end(whole)
            question += [asked] if asked.words else []
            closing += [polite] if polite.words else []
            if self._signs_off(polite) or self._is_fixed_line(polite):
                return [*question, *self._postscript(polite, after)], [*closing, *after]
            if polite.words and self._are_names(after):
                return [*question, *self._postscript(polite, after)], [*closing, *after]
        return question, closing

    def _part_end(self, clause: _Clause) -> tuple[_Clause, _Clause]:
        """What a clause asks, and the thanks or the signature that it ends with or is: "wat is dat alvast bedankt"."""
        if self._signs_off(clause) or self._is_fixed_line(clause) or self._is_courtesy(clause):
            return clause.cut(0)
        for word in range(max(1, len(clause.words) - _LONGEST_END), len(clause.words)):
            if self._ends_at(clause, word):
                asked, end = clause.cut(word)
                return clause.cut(0) if self._is_courtesy(asked) else (asked, end)
        return clause, replace(clause, text="", words=(), starts=())

    def _ends_at(self, clause: _Clause, word: int) -> bool:
        """Whether the words of a clause from that one on thank or sign."""
        words, longest = clause.words, {LetterPhrase.THANKS_AT_THE_END: _LONGEST_NAME}
        longest[LetterPhrase.SIGN_OFF] = _LONGEST_SIGNATURE
        if word >= _LEAST_BEFORE:
            longest[LetterPhrase.SHORT_SIGN_OFF] = _MOST_AFTER
        for name, most in longest.items():
            begins = self.phrases.at(words, word, name)
            if begins and not clause.asks and len(words) - word - begins <= most:
                return True
        return bool(self.phrases.at(words, word, LetterPhrase.IN_ADVANCE)) and self._is_courtesy(clause.cut(word)[1])

    def _signs_off(self, clause: _Clause) -> bool:
        if self.phrases.at(clause.words, 0, LetterPhrase.SIGN_OFF):
            return True
        short = self.phrases.at(clause.words, 0, LetterPhrase.SHORT_SIGN_OFF)
        return bool(short) and len(clause.words) - short <= _LONGEST_SIGNATURE and not clause.asks

    def _is_fixed_line(self, clause: _Clause) -> bool:
        return bool(self.phrases.at(clause.words, 0, LetterPhrase.FIXED_LINE, LetterPhrase.POSTSCRIPT))

    def _postscript(self, sign_off: _Clause, after: Clauses) -> Clauses:
        """The questions after a signature: on its own line, or on one that begins with "PS"."""
        written = [sign_off, *after]
        lines = {one.line for one in written if self.phrases.at(one.words, 0, LetterPhrase.POSTSCRIPT)}
        asking = [one for one in written if one.asks]
        return [one for one in asking if one.line in lines or (one.line == sign_off.line and one is not sign_off)]

    def _are_names(self, after: Clauses) -> bool:
        """Whether a name at most is left, up to a signature or a fixed line."""
        for clause in after[:_MOST_NAMES]:
            if self._signs_off(clause) or self._is_fixed_line(clause):
                return True
            if not clause.is_short:
                return False
        return len(after) <= _MOST_NAMES


def _clauses(text: str) -> list[_Clause]:
    parts = (
        (line, part) for line, whole in enumerate(text.splitlines()) for part in _END_OF_CLAUSE.split(whole.strip())
    )
    return [_clause(part, line) for line, part in parts if part]


def _clause(text: str, line: int) -> _Clause:
    found = [(match.start(), bare) for match in _WORD.finditer(text) if (bare := "".join(bare_words(match.group())))]
    return _Clause(text, line, tuple(bare for _, bare in found), tuple(start for start, _ in found))


def _is_capital(clause: _Clause, place: int) -> bool:
    """Whether a word is written as a name is, which a word in a text of capitals is not."""
    start = clause.starts[place]
    return clause.text[start : start + 2].istitle()


def _joined(clauses: Clauses) -> str:
    """The clauses as they stood, each line by itself."""
    lines: dict[int, list[str]] = {}
    for clause in clauses:
        lines.setdefault(clause.line, []).append(clause.text)
    return "\n".join(" ".join(filter(None, parts)) for parts in lines.values()).strip(" \n,;:")
