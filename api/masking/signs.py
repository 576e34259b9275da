"""What shows that something is somebody's: the phrases of `data/restart/persoonsgegevens/tekens.yml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from re import Pattern
from typing import Any, TypeVar

from api.masking.health_signs import HealthSigns
from api.masking.reading import Found, Phrases, Reading
from content.phrase_lists import PhraseListsError, read_phrase_lists
from contract.personal_data import PersonalData

_Meaning = TypeVar("_Meaning")

SIGNS, HEALTH = "tekens.yml", "gezondheid.yml"
_REACH = 40
"""Characters before a number in which its sign may stand, with no end of a sentence between."""

_FAR = 80
"""And in which it may stand where "nummer" stands between."""

_AFTER = 14
_SHORTEST_END = 4
"""So many letters or fewer of a word say nothing of what it is."""

_LONG_END = 6
_AT_HOME = "thuis"
_NUMBER = re.compile(r"\d{3}")
_NEEDED = (
    "voor_een_nummer",
    "voor_elk_nummer",
    "voor_een_bedrag",
    "achter_een_bedrag",
    "voertuigen",
    "geboorte",
    "adressen",
    "gebruikersnamen",
    "bedrijf_van_een_mens",
    "bedrijf_van_velen",
    "wie_schrijft",
    "functiewoorden",
    "e-mail",
    "voor_een_naam",
    "titels",
    "aanspreekvormen",
    "lidwoorden",
    "voor_een_organisatie",
    "organisaties_eindigen_op",
    "voor_iets_anders",
    "achter_een_organisatie",
    "gebouwen_eindigen_op",
    "bij_een_mens",
    "bij_een_achternaam",
    "doet_een_mens",
    "doet_een_ding",
    "heet",
    "van_wie",
    "afkortingen",
    "afdelingen",
    "zeker_achter_een_organisatie",
    "producten",
    "beroepen_als_bedrijf",
    "mensen",
    "zinsafkortingen",
    "maanden",
    "voor_geen_naam",
    "is_iets",
    "is_ook_iets",
    "voegwoorden",
    "achter_wie_belt",
    "soorten_dingen",
)


@dataclass(frozen=True)
class NameSigns:
    """Words around a name, in small letters: what announces one, and what tells that a firm or a place bears it."""

    surely_before: frozenset[str]
    before_capital: frozenset[str]
    before_description: frozenset[str]
    roles: frozenset[str]
    of_organisations_too: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    before_person: frozenset[str]
    before_surname: frozenset[str]
    before_organisation: frozenset[str]
    ends_of_organisations: tuple[str, ...]
    before_thing: frozenset[str]
    after_organisation: frozenset[str]
    surely_after_organisation: frozenset[str]
    departments: frozenset[str]
    products: frozenset[str]
    trades: frozenset[str]
    people: frozenset[str]
    kinds_of_things: frozenset[str]
    ends_of_places: tuple[str, ...]
    verbs_of_people: frozenset[str]
    verbs_of_things: frozenset[str]
    named: frozenset[str]
    is_something: frozenset[str]
    before_kind: frozenset[str]
    conjunctions: frozenset[str]
    after_caller: frozenset[str]
    owners: frozenset[str]
    speakers: frozenset[str]
    abbreviations: frozenset[str]
    function_words: frozenset[str]

    @classmethod
    def of(cls, lists: Mapping[str, Any]) -> NameSigns:
        """From the lists of the file."""
        before = lists["voor_een_naam"]
        return cls(
            surely_before=frozenset(map(_bare, before["zeker"])),
            before_capital=frozenset(map(_bare, (*before["met_hoofdletter"], *before["rollen"]))),
            roles=frozenset(map(_bare, before["rollen"])),
            of_organisations_too=frozenset(map(_bare, before["ook_van_organisaties"])),
            before_description=frozenset(before["of_een_omschrijving"]),
            titles=frozenset(lists["titels"]),
            forms_of_address=frozenset(lists["aanspreekvormen"]),
            articles=frozenset(lists["lidwoorden"]),
            determiners=frozenset((*lists["lidwoorden"], *lists["voor_geen_naam"])),
            before_person=frozenset(lists["bij_een_mens"]),
            before_surname=frozenset((*lists["bij_een_mens"], *lists["bij_een_achternaam"])),
            before_organisation=frozenset(lists["voor_een_organisatie"]),
            ends_of_organisations=tuple(lists["organisaties_eindigen_op"]),
            before_thing=frozenset(lists["voor_iets_anders"]),
            after_organisation=frozenset(lists["achter_een_organisatie"]),
            surely_after_organisation=frozenset(lists["zeker_achter_een_organisatie"]),
            departments=frozenset(lists["afdelingen"]),
            products=frozenset(lists["producten"]),
            trades=frozenset(lists["beroepen_als_bedrijf"]),
            people=frozenset(
                word for list_ in (*before.values(), lists["mensen"]) for phrase in list_ for word in phrase.split()
            ),
            kinds_of_things=frozenset((*lists["soorten_dingen"], *lists["producten"])),
            ends_of_places=tuple(lists["gebouwen_eindigen_op"]),
            verbs_of_people=frozenset(lists["doet_een_mens"]),
            verbs_of_things=frozenset(lists["doet_een_ding"]),
            named=frozenset(lists["heet"]),
            is_something=frozenset(lists["is_iets"]),
            before_kind=frozenset(lists["is_ook_iets"]),
            conjunctions=frozenset(lists["voegwoorden"]),
            after_caller=frozenset(lists["achter_wie_belt"]),
            owners=frozenset(lists["van_wie"]),
            speakers=frozenset(lists["wie_schrijft"]),
            abbreviations=frozenset(map(_bare, lists["afkortingen"])),
            function_words=frozenset(map(str, lists["functiewoorden"])),
        )

    def is_organisation(self, word: str) -> bool:
        """Whether a word tells what kind of firm or building bears the name behind it: "bakkerij", "autobedrijf"."""
        return word in self.before_organisation or (word.endswith(self._ends_of_organisations) and word != _AT_HOME)

    def is_surely_organisation(self, word: str) -> bool:
        """Whether a word is no surname either: "Veldhuis" and "Wolfswinkel" are surnames, "kinderziekenhuis" is not."""
        return word in self.before_organisation or word.endswith(self._long_ends)

    @cached_property
    def ends_of_signs(self) -> frozenset[str]:
        """The last words of all phrases that announce a name."""
        return frozenset(phrase.split()[-1] for phrase in self.surely_before | self.before_capital)

    @cached_property
    def _long_ends(self) -> tuple[str, ...]:
        return tuple(word for word in self.before_organisation if len(word) > _LONG_END)

    @cached_property
    def _ends_of_organisations(self) -> tuple[str, ...]:
        long = (word for word in self.before_organisation if len(word) > _SHORTEST_END)
        return (*self.ends_of_organisations, *long)


@dataclass(frozen=True)
class AddressSigns:
    """Words around an address, in small letters."""

    signs: Phrases[None]
    house_numbers: frozenset[str]
    sure_house_numbers: frozenset[str]
    street_ends: tuple[str, ...]
    sure_street_ends: tuple[str, ...]
    articles: frozenset[str]
    right_before_street: frozenset[str]
    street_beginnings: frozenset[str]
    no_streets: frozenset[str]
    prepositions: frozenset[str]
    short_words: frozenset[str]
    post_boxes: frozenset[str]

    @classmethod
    def of(cls, lists: Mapping[str, Any]) -> AddressSigns:
        """From the lists of the file."""
        of = lists["adressen"]
        return cls(
            signs=Phrases.of(of["tekens"], None),
            house_numbers=frozenset(of["huisnummer"]),
            sure_house_numbers=frozenset(of["zeker_huisnummer"]),
            street_ends=tuple(of["straten_eindigen_op"]),
            sure_street_ends=tuple(of["straten_eindigen_zeker_op"]),
            articles=frozenset(of["lidwoorden"]),
            right_before_street=frozenset(of["vlak_voor_een_straat"]),
            street_beginnings=frozenset(map(str, of["straten_beginnen_met"])),
            no_streets=frozenset((*of["straten_eindigen_op"], *of["geen_straten"])),
            prepositions=frozenset(of["voorzetsels"]),
            short_words=frozenset(map(str, of["korte_woorden"])),
            post_boxes=frozenset(of["postbussen"]),
        )


@dataclass(frozen=True)
class UserNameSigns:
    """Words around a user name, in small letters."""

    accounts: Phrases[None]
    media: Phrases[None]
    named: Phrases[None]
    before_name: frozenset[str]
    surely_before_name: frozenset[str]
    ends_of_words: tuple[str, ...]
    fillers: frozenset[str]
    with_own_name: frozenset[str]
    states: frozenset[str]
    public: tuple[str, ...]

    @classmethod
    def of(cls, lists: Mapping[str, Any]) -> UserNameSigns:
        """From the lists of the file."""
        of = lists["gebruikersnamen"]
        return cls(
            accounts=Phrases.of(of["tekens"], None),
            media=Phrases.of(of["media"], None),
            named=Phrases.of(of["heet"], None),
            before_name=frozenset(of["vlak_voor_een_naam"]),
            surely_before_name=frozenset(of["zeker_voor_een_naam"]),
            ends_of_words=tuple(of["woorden_eindigen_op"]),
            fillers=frozenset(map(str, of["tussen"])),
            with_own_name=frozenset(map(str, of["heten_zelf"])),
            states=frozenset(map(str, of["geen_namen"])),
            public=tuple(of["openbaar"]),
        )


@dataclass(frozen=True)
class ToldMailSigns:
    """How an e-mail address is told in words: "jan apenstaartje werkplaats punt nl"."""

    at_words: frozenset[str]
    unsure_at_words: frozenset[str]
    at_sign: Pattern[str]
    user: Pattern[str]
    host: Pattern[str]

    @classmethod
    def of(cls, lists: Mapping[str, Any]) -> ToldMailSigns:
        """From the lists of the file."""
        of = lists["e-mail"]
        at, mark = _one_of((*of["apenstaart"], *of["apenstaart_of_woord"])), _one_of((*of["punt"], *of["streep"]))
        dot, line = _one_of(of["punt"]), _one_of(of["streep"])
        point = rf"(?:\.|\s+(?:{dot})\s+|\s?[(\[]\s?(?:{dot}|\.)\s?[)\]]\s?)"
        return cls(
            at_words=frozenset((*of["apenstaart"], *of["apenstaart_of_woord"])),
            unsure_at_words=frozenset(of["apenstaart_of_woord"]),
            at_sign=re.compile(rf"[(\[{{]\s?(?:{at})\s?[)\]}}]|(?<!\w)(?:{at})(?!\w)", re.IGNORECASE),
            user=re.compile(rf"(?<![\w.+-])(?:[\w.+-]+\s+(?:{mark})\s+){{0,6}}[\w.+-]+\s*\Z", re.IGNORECASE),
            host=re.compile(rf"\s*([\w-]+(?:\s+(?:{line})\s+[\w-]+)?)((?:{point}[\w-]+)*)", re.IGNORECASE),
        )


@dataclass(frozen=True)
class Signs:
    """The phrases, to be found among the words of a text."""

    numbers: Phrases[PersonalData]
    any_number: Phrases[None]
    before_amount: Pattern[str]
    after_amount: Pattern[str]
    vehicles: Phrases[None]
    birth: Phrases[None]
    addresses: AddressSigns
    user_names: UserNameSigns
    one_person: Phrases[None]
    organisation: Phrases[None]
    speaker: Phrases[None]
    function_words: frozenset[str]
    mail_providers: frozenset[str]
    mail_ends: frozenset[str]
    told_mail: ToldMailSigns
    dates: Pattern[str]
    """Dates in any form, also those without a year."""

    abbreviations: frozenset[str]
    """A point behind these ends no sentence."""

    health: HealthSigns
    names: NameSigns

    @classmethod
    def read(cls, folder: Path) -> Signs:
        """From the files of `folder`; PhraseListsError when one is missing, no YAML, or lacks a list."""
        file = folder / SIGNS
        lists = read_phrase_lists(file, _NEEDED)
        try:
            numbers = {
                str(word): PersonalData(kind) for kind, words in lists["voor_een_nummer"].items() for word in words
            }
            return cls(
                numbers=Phrases(numbers),
                any_number=Phrases.of(lists["voor_elk_nummer"], None),
                before_amount=re.compile(rf"(?:{_one_of(lists['voor_een_bedrag'])})\s*$"),
                after_amount=re.compile(rf"\s*(?:{_one_of(lists['achter_een_bedrag'])})(?!\w)"),
                vehicles=Phrases.of(lists["voertuigen"], None),
                birth=Phrases.of(lists["geboorte"], None),
                addresses=AddressSigns.of(lists),
                user_names=UserNameSigns.of(lists),
                one_person=Phrases.of(lists["bedrijf_van_een_mens"], None),
                organisation=Phrases.of(lists["bedrijf_van_velen"], None),
                speaker=Phrases.of(lists["wie_schrijft"], None),
                function_words=frozenset(map(str, lists["functiewoorden"])),
                mail_providers=frozenset(lists["e-mail"]["aanbieders"]),
                mail_ends=frozenset(map(str, lists["e-mail"]["eindigt_op"])),
                told_mail=ToldMailSigns.of(lists),
                dates=_dates(lists["maanden"]),
                abbreviations=frozenset(map(str, lists["zinsafkortingen"])),
                health=HealthSigns.read(folder / HEALTH),
                names=NameSigns.of(lists),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise PhraseListsError(f"{file}: a list of signs is not as it should be ({error!r})") from error

    def before(self, reading: Reading, start: int) -> PersonalData | None:
        """The kind whose sign stands nearest before `start`, within its reach and its sentence; None without one.

        "Nummer" tells no kind: a sign before it does ("mijn paspoort heeft nummer"), else it is a telephone number.
        """
        sign = self._nearest(reading, start, _REACH)
        weak = _last_before(reading, reading.all_of(self.any_number), start, _REACH)
        if weak is None or (sign is not None and sign.behind > weak.first):
            return sign.meaning if sign is not None else None
        earlier = self._nearest(reading, reading.words[weak.first].start, _FAR)
        if earlier is not None:
            between = reading.text[reading.words[earlier.first].start : reading.words[weak.first].start]
            if not _NUMBER.search(between):
                return earlier.meaning
        return PersonalData.PHONE

    def _nearest(self, reading: Reading, start: int, reach: int) -> Found[PersonalData] | None:
        return _last_before(reading, reading.all_of(self.numbers), start, reach)

    def stand_near(self, reading: Reading, kind: PersonalData, start: int) -> bool:
        """Whether a sign of the kind stands in the sentence of `start`, before or behind it."""
        begins, ends = reading.sentence(start)
        begins, ends = max(begins, start - _FAR), min(ends, start + _FAR)
        return any(one.meaning is kind for one in reading.all_between(self.numbers, begins, ends))

    def is_amount(self, text: str, start: int, end: int) -> bool:
        """Whether the number between is an amount: "€ 123456782", "123456782 euro"."""
        before, after = text[max(0, start - _AFTER) : start].lower(), text[end : end + _AFTER].lower()
        return bool(self.before_amount.search(before) or self.after_amount.match(after))


def _last_before(reading: Reading, found: Sequence[Found[_Meaning]], start: int, reach: int) -> Found[_Meaning] | None:
    """The last of what was found that ends before character `start`, in its sentence and not farther than `reach`."""
    place = bisect_right(found, start, key=lambda one: reading.words[one.behind - 1].end)
    if place == 0:
        return None
    last = found[place - 1]
    begins, _ = reading.sentence(start)
    end = reading.words[last.behind - 1].end
    return last if end >= max(begins, start - reach) else None


def _dates(months: Iterable[str]) -> Pattern[str]:
    return re.compile(
        rf"""(?<![\w.-])(?:
        \d{{1,2}}\s?[-./\s]\s?\d{{1,2}}\s?[-./\s]\s?(?:19|20)?\d{{2}}
        |(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}
        |\d{{1,2}}(?:e|ste)?[\s.-]?(?:{_one_of(months)})\.?(?:[\s.,-]{{0,2}}'?(?:19|20)?\d{{2}})?
        |[0-3]\d[01]\d(?:19|20)?\d{{2}}
        )(?![\w%])""",
        re.IGNORECASE | re.VERBOSE,
    )


def _bare(phrase: str) -> str:
    return " ".join(word.rstrip(".") for word in phrase.lower().split())


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
