"""Cue phrases, and the parts of a message that are questions by themselves.

The phrases stand in `data/restart/signalen.yml`; spaCy finds them among the words of the message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from content.paths import DATA
from content.phrase_lists import read_phrase_lists
from content.reach import can_be_reached
from contract.details import Details, MessageKind
from contract.intents import TextEnum

_SHORT_MESSAGE = 8
_LONG_COMPARISON = 25
_ENDS_CLAUSE = (".", "?", "!", ",", ";", ":", "\n")
_OPENING = 3
"""A correction or a second question begins in, or after, so many words."""


_TOGETHER = (["en"], ["en", "de"], ["en", "het"], ["en", "die"])
"""What stands between two places that are pointed at together."""

_MOST_DIGITS = 2
"""No list is longer than its numbers have digits."""

_WORK = "werk"
_NEEDS_BESIDE_WORK = {"vergunning", "ruimte", "eerste-klant", "podium"}
"""What goes before work where both are told of: "een pand voor mijn bakkerij met mensen met een beperking"."""


class PhraseList(TextEnum):
    """The lists of phrases, by the names that editors know them by."""

    DISTRESS = "crisis"
    NO_DISTRESS = "geen_crisis"
    CORRECTION = "correctie"
    COMPARISON = "vergelijking"
    SEPARATORS = "tussenwoorden"
    SECOND_QUESTION = "tweede_vraag"
    MEANING = "betekenis"
    REFERENCE = "verwijzing"
    PLACES = "plaatsen"
    PLACES_TOGETHER = "plaatsen_samen"
    NO_PLACES = "geen_plaats"
    COUNTED_NOUNS = "telnamen"
    NUMBER_WORDS = "telwoorden"
    CHOICE_WORDS = "keuzewoorden"
    BOTH = "allebei"
    BACK = "terug"
    HELLO_OR_GOODBYE = "groet_of_afscheid"
    ENTREPRENEUR = "ondernemer"
    CIVIL_SERVANT = "ambtenaar"
    SEND = "versturen"
    DO_NOT_SEND = "niet_versturen"
    CALL_BACK = "terugbellen"
    WHERE_TO = "waarheen"
    NEEDS = "behoeften"
    QUESTION_WORDS = "vraagwoorden"
    VERBS_OF_YES_NO = "werkwoord_voorop"
    BEFORE_VERB = "voor_het_werkwoord"
    MUST = "moeten"
    MAY = "mogen"
    DENIALS = "ontkenningen"
    WITHOUT_EXCEPTION = "zonder_uitzondering"
    WRITING = "schrijfwerk"


@dataclass(frozen=True)
class Signals:
    """What the words of a message show; empty where they do not say.

    `parts` are parts to be classified by themselves, and `kind` says of what. `place` points at a
    place in a list (-1 is the last), `places_together` at two of them, `among_choices` at one of the choices,
    `among_items` at one of a list ("stap 3"), `both` at all of them,
    `back` at a question asked before; `refers` is "dat", "die" and the like. `words` counts them.
    `only_hello_or_goodbye` is "dag" and nothing else.
    `asker` is who is asking, `need` what for (see the schema of the municipalities' files).
    `asks_where` is whom to turn to, `asks_openly` anything but yes or no. For a message to a person:
    `wants_callback` asks to leave one, `can_be_reached` holds a telephone number or e-mail address,
    `agrees_to_send` is yes or no to sending it.
    """

    distress: bool = False
    kind: MessageKind = MessageKind.PLAIN
    parts: Tuple[str, ...] = ()
    place: int = 0
    places_together: Tuple[int, ...] = ()
    among_choices: bool = False
    among_items: bool = False
    both: bool = False
    back: bool = False
    only_hello_or_goodbye: bool = False
    refers: bool = False
    words: int = 0
    asker: str = ""
    need: str = ""
    can_be_reached: bool = False
    agrees_to_send: Optional[bool] = None
    wants_callback: bool = False
    asks_where: bool = False
    asks_openly: bool = False


def pointing_at(signals: Signals, shown: Details) -> Details:
    """The details with the place in a list that the message points at, and of what list it is."""
    among_choices, among_items = signals.among_choices, signals.among_items
    return replace(shown, place=signals.place, among_choices=among_choices, among_items=among_items)


class SignalFinder:
    """Finds `Signals` in what spaCy has read."""

    def __init__(self, phrases: Dict[str, Any]) -> None:
        self._places = _places(phrases)
        self._together = {
            str(phrase): tuple(map(int, two)) for phrase, two in phrases[PhraseList.PLACES_TOGETHER].items()
        }
        self._needs = {str(phrase): need for need, found in phrases[PhraseList.NEEDS].items() for phrase in found}
        flat: Dict[str, Any] = {PhraseList.PLACES: list(self._places), PhraseList.NEEDS: list(self._needs)}
        flat[PhraseList.PLACES_TOGETHER] = list(self._together)
        flat[PhraseList.WRITING] = []  # no phrases: see `nlu.understand.writing`
        self._phrases = {**phrases, **flat}
        self._matcher: PhraseMatcher | None = None

    def find(self, doc: Doc) -> Signals:
        """What the words of `doc` show."""
        found = self._spans(doc)
        words = sum(not token.is_punct and not token.is_space for token in doc)
        kind, parts = self._parts(doc, words, found)
        places = [place for span in found[PhraseList.PLACES] if (place := self._places[span.text.lower()])]
        return Signals(
            distress=bool(found[PhraseList.DISTRESS]) and not found[PhraseList.NO_DISTRESS],
            kind=kind,
            parts=parts,
            place=places[0] if places else _number_alone(doc),
            places_together=self._places_together(doc, found),
            among_choices=bool(found[PhraseList.CHOICE_WORDS]),
            among_items=any(self._is_counted(span) for span in found[PhraseList.PLACES]),
            both=bool(found[PhraseList.BOTH]),
            back=bool(found[PhraseList.BACK]),
            only_hello_or_goodbye=any(len(span) == words for span in found[PhraseList.HELLO_OR_GOODBYE]),
            refers=bool(found[PhraseList.REFERENCE]),
            words=words,
            asker=_asker(found),
            wants_callback=bool(found[PhraseList.CALL_BACK]),
            asks_where=bool(found[PhraseList.WHERE_TO]),
            asks_openly=_asks_openly(doc, found),
            can_be_reached=can_be_reached(doc.text),
            agrees_to_send=False if found[PhraseList.DO_NOT_SEND] else True if found[PhraseList.SEND] else None,
            need=self._need(found[PhraseList.NEEDS]),
        )

    def _places_together(self, doc: Doc, found: Dict[PhraseList, List[Any]]) -> Tuple[int, ...]:
        """Two places pointed at in one breath: "de eerste twee", "de tweede en de laatste"; empty for anything else."""
        for span in found[PhraseList.PLACES_TOGETHER]:
            return self._together[span.text.lower()]
        for one, other in zip(found[PhraseList.PLACES], found[PhraseList.PLACES][1:]):
            places = self._places[one.text.lower()], self._places[other.text.lower()]
            if all(places) and [token.lower_ for token in doc[one.end : other.start]] in _TOGETHER:
                return places
        return ()

    def _need(self, spans: List[Any]) -> str:
        """What is wanted: "ik zoek geen personeel, ik wil een opdracht" wants an order, "ik heb geen geld" money.

        Who works at a firm is told of it in passing: "mijn ploeg met een beperking wil aan de gemeente leveren".
        """
        before = {span.start: span.doc[span.start - 1].lower_ if span.start else "" for span in spans}
        wanted = [span for span in spans if before[span.start] != "niet"]
        wanted.sort(key=lambda span: before[span.start] == "geen")
        needs = [self._needs[span.text.lower()] for span in wanted]
        beside_work = [need for need in needs if need in _NEEDS_BESIDE_WORK]
        return next(iter(beside_work if needs[:1] == [_WORK] and beside_work else needs), "")

    def _is_counted(self, span: Any) -> bool:
        noun = span[0].lower_
        return noun in self._phrases[PhraseList.COUNTED_NOUNS] and noun not in self._phrases[PhraseList.CHOICE_WORDS]

    def _spans(self, doc: Doc) -> Dict[PhraseList, List[Any]]:
        if self._matcher is None:
            self._matcher = _matcher(doc.vocab, self._phrases)
        found: Dict[PhraseList, List[Any]] = {name: [] for name in PhraseList}
        for span in self._matcher(doc, as_spans=True):
            found[PhraseList(span.label_)].append(span)
        return {name: filter_spans(spans) if len(spans) > 1 else spans for name, spans in found.items()}

    def _parts(self, doc: Doc, words: int, found: Dict[PhraseList, List[Any]]) -> Tuple[MessageKind, Tuple[str, ...]]:
        if found[PhraseList.COMPARISON] and words <= _LONG_COMPARISON:
            return MessageKind.COMPARISON, _between(doc, [*found[PhraseList.SEPARATORS], *found[PhraseList.COMPARISON]])
        corrections = [span for span in found[PhraseList.CORRECTION] if span.start <= _OPENING]
        if corrections and (rest := _meant_instead(doc[corrections[-1].end :])):
            return MessageKind.CORRECTION, (rest,)
        questions = _questions(doc, [*found[PhraseList.SECOND_QUESTION], *_and_then(doc, found)])
        if len(questions) > 1:
            return MessageKind.TWO_QUESTIONS, questions
        if len(doc) <= _SHORT_MESSAGE and doc[0].lower_ in ("en", "maar") and (rest := _text(doc[1:])):
            return MessageKind.ELLIPSIS, (rest,)
        return MessageKind.PLAIN, ()


def _meant_instead(corrected: Any) -> str:
    """What a correction means, without what it does not: "niet de code maar een BV" is "een BV"."""
    words = [token.lower_ for token in corrected]
    denies = words[:1] in (["niet"], ["geen"]) and "maar" in words
    return _text(corrected[words.index("maar") + 1 :] if denies else corrected)


def _asks_openly(doc: Doc, found: Dict[PhraseList, List[Any]]) -> bool:
    """Whether yes or no is no answer: what, who, why or how, or nothing asked ("mag dat?", "en kan het?" are not)."""
    before = {span.end for span in found[PhraseList.BEFORE_VERB]}
    starts = {0, *before, *(token.i + 1 for token in doc[:-1] if token.text in _ENDS_CLAUSE)}
    if any(span.start in starts for span in found[PhraseList.VERBS_OF_YES_NO]):
        return False
    return bool(found[PhraseList.QUESTION_WORDS]) or all(token.text != "?" for token in doc)


def _asker(found: Dict[PhraseList, List[Any]]) -> str:
    """Who is asking by the words used; the last that is said counts."""
    spans = [span for name in (PhraseList.ENTREPRENEUR, PhraseList.CIVIL_SERVANT) for span in found[name]]
    return max(spans, key=lambda span: span.start).label_ if spans else ""


def read_phrases(file: Path = DATA.signals) -> Dict[str, Any]:
    """The phrases by name; PhraseListsError names what is missing."""
    return read_phrase_lists(file, PhraseList)


def _matcher(vocab: Vocab, phrases: Dict[str, Any]) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab, attr="LOWER")
    for name in PhraseList:
        matcher.add(name.value, [words_of(str(phrase), vocab) for phrase in phrases[name]])
    return matcher


def words_of(text: str, vocab: Vocab) -> Doc:
    """`text` in small letters, split into words just as spaCy splits a message."""
    tokens = _tokenizer()(text.lower())
    return Doc(vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])


@lru_cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("nl").tokenizer


def _places(phrases: Dict[str, Any]) -> Dict[str, int]:
    """Each phrase that points at a place in a list, with that place; 0 for one that only looks like it."""
    numbered = {
        f"{noun} {number}": place
        for noun in phrases[PhraseList.COUNTED_NOUNS]
        for place, word in enumerate(phrases[PhraseList.NUMBER_WORDS], 1)
        for number in (word, str(place))
    }
    named = {str(phrase).lower(): place for phrase, place in phrases[PhraseList.PLACES].items()}
    return {**numbered, **named, **dict.fromkeys(map(str, phrases[PhraseList.NO_PLACES]), 0)}


def _number_alone(doc: Doc) -> int:
    """The number that a message is, as one types it after a list: "3"; 0 for anything else."""
    words = [token.text for token in doc if not token.is_punct and not token.is_space]
    return int(words[0]) if len(words) == 1 and words[0].isdecimal() and len(words[0]) <= _MOST_DIGITS else 0


def _between(doc: Doc, cuts: List[Any]) -> Tuple[str, ...]:
    """The pieces of `doc` that the spans in `cuts` leave."""
    pieces, start = [], 0
    for span in sorted(cuts, key=lambda span: span.start):
        pieces.append(_text(doc[start : max(start, span.start)]))
        start = max(start, span.end)
    return tuple(piece for piece in [*pieces, _text(doc[start:])] if piece)


def _questions(doc: Doc, seconds: List[Any]) -> Tuple[str, ...]:
    """The questions in a message that asks twice: two question marks, or a phrase like "en ook"."""
    second = [span.start for span in seconds if span.start >= _OPENING]
    if not second and sum(token.text == "?" for token in doc) < 2:
        return ()
    starts = sorted({0, *second, *(token.i + 1 for token in doc[:-1] if token.text in (".", "?", "!", ";", "\n"))})
    parts = (_text(doc[start:end]) for start, end in zip(starts, [*starts[1:], len(doc)]))
    return tuple(part for part in parts if len(part.split()) > 1)


def _and_then(doc: Doc, found: Dict[PhraseList, List[Any]]) -> List[Any]:
    """Where a message without marks asks once more: "hoe vind ik die en hoe overtuig ik mijn afdelingshoofd"."""
    asks = [span for span in found[PhraseList.QUESTION_WORDS] if span.start >= _OPENING]
    earlier = {span.start for span in found[PhraseList.QUESTION_WORDS]}
    return [
        doc[span.start - 1 : span.start]
        for span in asks
        if doc[span.start - 1].lower_ == "en" and any(start < span.start - 1 for start in earlier)
    ]


def _text(span: Any) -> str:
    return str(span.text).strip(" ,.?!:;\n\t-")
