"""The names that people have on social media, and with which they log in.

A name with a mark or a digit in it ("bram_de_bouwer") is known by its form where an account or a medium is spoken of;
one of letters only where it stands as a name: "mijn account heet smidje". A page of an organisation is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.masking.finding import Finding
from api.masking.name_lists import NameLists
from api.masking.reading import Phrases, Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_HANDLE = re.compile(r"(?<![\w@.])@[^\W\d_][\w.\-]{1,29}(?<![.\-])|(?<![\w@.])@_\w{2,28}")
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:twitter|x|instagram|facebook|tiktok|linkedin|t|snapchat|threads|youtube|pinterest|bsky|twitch)"
    r"\.(?:com|net|me|app|tv)/(?:in/|profile/|u/|@)?[\w.\-]{2,60}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w@/.\-+&])[^\W_][\w.\-]*\w(?![\w/@])|(?<![\w@/.\-+&])_[\w.\-]*\w(?![\w/@])")
_UNDERSCORED = re.compile(r"(?=(?:[^\W\d_]|[\d_.])*[^\W\d_]{2})[\w.]*\w_+\w[\w.]*", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|txt|csv|zip|odt|html?)\Z", re.IGNORECASE)
_SHAPED = re.compile(r".*(?:\d|_|[^\W_]\.(?:[a-z]|\d)|[a-z][A-Z])")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]?|\d.*|[A-Za-z]{1,4}\d{1,3}(?:\.\d)?")
_ON_THE_WAY = re.compile(r"[ \t:=,'\"‘’“(\[@]{1,4}")
_MARKS = frozenset(":=")
_PARTICIPLE = re.compile(r"(?:[a-z]{2,5})?(?:ge|be|ver|ont|her|in|af|op|aan|uit)[a-zé]{2,}(?:d|t|en)")
_SHORTEST, _SHORTEST_BY_MEDIUM, _LONGEST = 3, 4, 60
_MOST_BETWEEN = 4


def find_user_names(reading: Reading, signs: Signs, lists: NameLists) -> Iterator[Finding]:
    """All of them in the text."""
    text = reading.text
    handles = _HANDLE.finditer(text) if "@" in text else ()
    profiles = _PROFILE.finditer(text) if "/" in text else ()
    for found in (*handles, *profiles):
        if not _is_public(found.group(), signs):
            yield Finding(found.start(), found.end(), PersonalData.USER_NAME)
    reader = _Reader(reading, signs, lists)
    if not reader.is_about_one and "_" not in reading.text:
        return
    for token in _TOKEN.finditer(reading.text):
        if reader.is_user_name(token) and not _is_public(token.group(), signs):
            yield Finding(token.start(), token.end(), PersonalData.USER_NAME)


def _is_public(name: str, signs: Signs) -> bool:
    return any(public in name.lower() for public in signs.user_names.public)


@dataclass(frozen=True)
class _Reader:
    """Reads whether a word is somebody's name in an account."""

    reading: Reading
    signs: Signs
    lists: NameLists

    @property
    def is_about_one(self) -> bool:
        """Whether the text speaks of an account or of a medium."""
        signs = self.signs.user_names
        return bool(self.reading.all_of(signs.accounts) or self.reading.all_of(signs.media))

    def is_user_name(self, token: re.Match[str]) -> bool:
        """Whether the word is one."""
        name, signs = token.group(), self.signs.user_names
        if name.isalpha() and self._is_word(name) and name.islower():
            return False
        if not _SHORTEST <= len(name) <= _LONGEST or name.isdigit() or _FILE.search(name) or self._is_host(name):
            return False
        if _UNDERSCORED.fullmatch(name) and not self._is_of_words(name):
            return True
        if not self.is_about_one or (_ABBREVIATION.fullmatch(name) and len(name) < 2 * _SHORTEST):
            return False
        if _SHAPED.fullmatch(name):
            behind_account = self._way_from(signs.accounts, token.start()) is not None
            return behind_account or (len(name) >= _SHORTEST_BY_MEDIUM and self._is_near_medium(token.start()))
        return not self._is_word(name) and self._stands_as_name(token)

    def _is_of_words(self, name: str) -> bool:
        """Whether it is made of ordinary words, as "laatste_versie", and not of somebody's name."""
        parts = [part for part in name.lower().split("_") if part]
        named = any(part in self.lists.first_names or part in self.lists.surnames for part in parts)
        return not named and any(part in self.lists.ordinary_words for part in parts)

    def _is_host(self, name: str) -> bool:
        first, _, end = name.lower().rpartition(".")
        return (bool(first) and (end in self.signs.mail_ends or first == "www")) or name.lower().startswith("www.")

    def _is_near_medium(self, start: int) -> bool:
        return self.reading.stands_in(self.signs.user_names.media, *self.reading.sentence(start))

    def _is_word(self, name: str) -> bool:
        low = name.lower()
        return (
            low in self.signs.function_words
            or low in self.lists.ordinary_words
            or low in self.lists.places
            or low in self.signs.user_names.states
        )

    def _stands_as_name(self, token: re.Match[str]) -> bool:
        """Whether a word of letters only is a name by its place: "account: smidje", "ik heet daar smidje"."""
        signs, low = self.signs.user_names, token.group().lower()
        if self._is_of_medium(token.start()):
            return False
        like_a_word = low.endswith(signs.ends_of_words) or _PARTICIPLE.fullmatch(low) is not None
        for way in (self._way_from(signs.accounts, token.start()), self._way_from(signs.media, token.start())):
            if way is not None and not (signs.surely_before_name | _MARKS).isdisjoint(way):
                return True
            if way is not None and signs.before_name & set(way) and not like_a_word:
                return True
        bare = self._way_from(signs.accounts, token.start())
        if bare == () and not like_a_word:
            return True
        named = self._way_from(signs.named, token.start()) is not None
        return named and self._is_near_medium(token.start())

    def _is_of_medium(self, start: int) -> bool:
        """Whether the medium itself is called so: "onze app heet Fien"."""
        place = self.reading.word_from(start)
        signs, words = self.signs.user_names, self.reading.words
        called = place > 1 and words[place - 1].low in signs.before_name
        return called and words[place - 2].low in signs.with_own_name

    def _way_from(self, phrases: Phrases[None], start: int) -> tuple[str, ...] | None:
        """The words and marks between one of the phrases and character `start`; None when another word is there too."""
        reading = self.reading
        place = reading.word_from(start)
        way: list[str] = []
        for before in range(place, max(-1, place - _MOST_BETWEEN - 1), -1):
            if before == 0 or not _ON_THE_WAY.fullmatch(
                reading.text, reading.words[before - 1].end, self._from(before, start)
            ):
                return None
            way += [
                mark for mark in ":=" if mark in reading.text[reading.words[before - 1].end : self._from(before, start)]
            ]
            if phrases.ending_at(reading, before) is not None:
                return tuple(way)
            word = reading.words[before - 1].low
            if word not in self.signs.user_names.fillers:
                return None
            way.append(word)
        return None

    def _from(self, place: int, start: int) -> int:
        return min(start, self.reading.words[place].start) if place < len(self.reading.words) else start
