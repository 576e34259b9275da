"""Rasa component: cue phrases, and the parts of a message that are questions by themselves.

The phrases stand in `data/restart/signalen.yml`; spaCy finds them among the words of the message.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Tuple

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from content.paths import DATA
from contract.context import CIVIL_SERVANT, ENTREPRENEUR
from nlu.understand.reach import reachable

SIGNALS = "signalen"
NAMES = (
    "crisis",
    "geen_crisis",
    "correctie",
    "groet",
    "vergelijking",
    "tussenwoorden",
    "tweede_vraag",
    "verwijzing",
    "plaatsen",
    "telnamen",
    "telwoorden",
    "keuzewoorden",
    ENTREPRENEUR,
    CIVIL_SERVANT,
    "versturen",
    "niet_versturen",
    "terugbellen",
    "waarheen",
)
COMPARISON, TWO_QUESTIONS, CORRECTION, ELLIPSIS, GREETED = "vergelijking", "twee_vragen", "correctie", "ellips", "groet"
_NEEDS = "behoeften"
_SHORT_MESSAGE, _LONG_COMPARISON, _OPENING, _QUESTION_WORDS = 8, 25, 3, 2


class SignalsError(Exception):
    """The list of phrases is missing or incomplete; without it distress would go unnoticed."""


@dataclass(frozen=True)
class Signals:
    """What the words of a message show; `delen` are parts to be classified by themselves.

    `wie` is who is asking (ondernemer, ambtenaar), `behoefte` what for (see the schema of the
    municipalities' files), `gemeenten` the codes of the municipality named: several when one name
    is shared. `waarheen`: asks whom to turn to. For a message to a person: `terugbellen` asks to
    leave one, `bereikbaar` holds a telephone number or e-mail address, `versturen` is yes or no to
    sending it. Empty where the words do not say.
    """

    crisis: bool = False
    soort: str = ""
    delen: Tuple[str, ...] = ()
    plaats: int = 0
    keuze: bool = False
    verwijst: bool = False
    woorden: int = 0
    wie: str = ""
    behoefte: str = ""
    gemeenten: Tuple[str, ...] = ()
    bereikbaar: bool = False
    versturen: str = ""
    terugbellen: bool = False
    waarheen: bool = False


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SignalFinder(GraphComponent):
    """Puts `Signals` on the message under `signalen`; stands after SpacyNLP."""

    def __init__(self, phrases: Dict[str, Any]) -> None:
        self._places = _places(phrases)
        self._needs = {str(phrase): need for need, found in phrases[_NEEDS].items() for phrase in found}
        self._phrases = {**phrases, "plaatsen": list(self._places), _NEEDS: list(self._needs)}
        self._matcher: PhraseMatcher | None = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SignalFinder:
        """Built by Rasa; raises SignalsError when the phrases cannot be read."""
        return cls(read_phrases())

    @staticmethod
    def required_packages() -> List[str]:
        """Python packages this component needs."""
        return ["spacy"]

    def process(self, messages: List[Message]) -> List[Message]:
        """Look at each message that spaCy has read."""
        for message in messages:
            doc = message.get(SPACY_DOCS[TEXT])
            if doc is not None:
                message.set(SIGNALS, self.find(doc))
        return messages

    def find(self, doc: Doc) -> Signals:
        """What the words of `doc` show."""
        found = self._spans(doc)
        words = sum(not token.is_punct and not token.is_space for token in doc)
        kind, parts = self._parts(doc, words, found)
        places = [self._places[span.text.lower()] for span in found["plaatsen"]]
        return Signals(
            crisis=bool(found["crisis"]) and not found["geen_crisis"],
            soort=kind,
            delen=parts,
            plaats=places[0] if places else 0,
            keuze=bool(found["keuzewoorden"]),
            verwijst=bool(found["verwijzing"]),
            woorden=words,
            wie=_who(found),
            terugbellen=bool(found["terugbellen"]),
            waarheen=bool(found["waarheen"]),
            bereikbaar=reachable(doc.text),
            versturen="nee" if found["niet_versturen"] else "ja" if found["versturen"] else "",
            behoefte=next((self._needs[span.text.lower()] for span in found[_NEEDS]), ""),
        )

    def _spans(self, doc: Doc) -> Dict[str, List[Any]]:
        if self._matcher is None:
            self._matcher = _matcher(doc.vocab, self._phrases)
        found: Dict[str, List[Any]] = {name: [] for name in (*NAMES, _NEEDS)}
        for span in self._matcher(doc, as_spans=True):
            found[span.label_].append(span)
        return {name: filter_spans(spans) for name, spans in found.items()}

    def _parts(self, doc: Doc, words: int, found: Dict[str, List[Any]]) -> Tuple[str, Tuple[str, ...]]:
        if found["vergelijking"] and words <= _LONG_COMPARISON:
            return COMPARISON, _between(doc, [*found["tussenwoorden"], *found["vergelijking"]])
        corrections = [span for span in found["correctie"] if span.start <= _OPENING]
        if corrections and (rest := _text(doc[corrections[-1].end :])):
            return CORRECTION, (rest,)
        questions = _questions(doc, found["tweede_vraag"])
        if len(questions) > 1:
            return TWO_QUESTIONS, questions
        greeting = [span for span in found["groet"] if span.start == 0]
        if greeting and len((rest := _text(doc[greeting[0].end :])).split()) >= _QUESTION_WORDS:
            return GREETED, (rest,)
        if len(doc) <= _SHORT_MESSAGE and doc[0].lower_ in ("en", "maar") and (rest := _text(doc[1:])):
            return ELLIPSIS, (rest,)
        return "", ()


def _who(found: Dict[str, List[Any]]) -> str:
    """Who is asking by the words used; the last that is said counts."""
    spans = [span for name in (ENTREPRENEUR, CIVIL_SERVANT) for span in found[name]]
    return max(spans, key=lambda span: span.start).label_ if spans else ""


def read_phrases(file: Path = DATA.signals) -> Dict[str, Any]:
    """The phrases by name; SignalsError names what is missing."""
    try:
        phrases = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise SignalsError(f"{file} cannot be read: {error}") from error
    missing = [name for name in (*NAMES, _NEEDS) if not (isinstance(phrases, dict) and phrases.get(name))]
    if missing:
        raise SignalsError(f"{file}: these lists are missing or empty: {', '.join(missing)}")
    found: Dict[str, Any] = phrases
    return found


def _matcher(vocab: Vocab, phrases: Dict[str, Any]) -> PhraseMatcher:
    import spacy  # its own tokenizer splits the phrases just as it split the message

    matcher = PhraseMatcher(vocab, attr="LOWER")
    tokenizer = spacy.blank("nl").tokenizer
    for name in (*NAMES, _NEEDS):
        matcher.add(name, [Doc(vocab, [token.text for token in tokenizer(str(phrase))]) for phrase in phrases[name]])
    return matcher


def _places(phrases: Dict[str, Any]) -> Dict[str, int]:
    """Each phrase that points at a place in a list, with that place."""
    numbered = {
        f"{noun} {number}": place
        for noun in phrases["telnamen"]
        for place, word in enumerate(phrases["telwoorden"], 1)
        for number in (word, str(place))
    }
    return {**numbered, **{str(phrase).lower(): place for phrase, place in phrases["plaatsen"].items()}}


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


def _text(span: Any) -> str:
    return str(span.text).strip(" ,.?!:;\n\t-")
