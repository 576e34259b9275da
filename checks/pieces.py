"""What can be wrong with the pieces of a topic: missing, too long, too hard, or more than their facts say.

The proof that nothing is invented: each number, name and duty in a piece stands in a fact that it rests
on, or it is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from checks.readability import sentences, too_long, words
from content.guide.pieces import NOT_IN_GUIDE, YES_NO, Piece, file_of
from content.guide.topic import Guide, Topic
from content.plain_text import without_accents
from content.problems import Problem

FEWEST, FEWEST_QUESTIONS = 6, 3
MOST_WORDS = 60
YES_NO_BEGINS = ("Ja", "Nee", "Dat zegt het Zakboek niet")
NOT_IN_GUIDE_SAYS = re.compile(
    r"\b(zakboek|gids)\b[^.?!]*\b(niet|niets|geen)\b|\b(niet|geen)\b[^.?!]*\b(zakboek|gids)\b"
)

_ABOUT_GUIDE = re.compile(r"\b(zakboek|gids)\b|\bhet (zegt|noemt|geeft)\b")
"""A sentence on the guide itself lays no duty on anybody: "het Zakboek noemt alleen …"."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_LIST_NUMBER = re.compile(r"^\s*\d+\. ", re.MULTILINE)
_NUMBER_WORDS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
"""From two on; "twee" itself says too little to need a fact."""

_PLACES = ("derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende")
_NAME = re.compile(r"\b[A-Z][\w&+-]*")
"""Of a sentence without its first word."""
_DUTIES = (
    ("moet", "moeten", "plicht", "verplicht", "verplichten", "eis", "eisen", "voorwaarde", "voorwaarden"),
    ("alleen", "uitsluitend"),
    ("altijd",),
    ("nooit",),
    ("verboden",),
)
"""Words for a duty or an exception; those of one group stand for each other."""

_ALWAYS_KNOWN = {
    *("zakboek", "ja", "nee", "nederland", "nederlandse", "nederlands"),
    *("economische", "zaken", "ez", "pianoo"),  # who would know what the guide leaves out
}


def check_pieces(guide: Guide, folder: Path, referrals: Container[str]) -> Iterator[Problem]:
    """What is wrong with the pieces of each topic of `guide`, which stands in `folder`.

    `referrals` are the names of the places that a piece may send to.
    """
    for topic in guide:
        file = file_of(folder / f"{topic.id}.md")
        messages = [*_wrong_in(topic), *_unknown_referrals(topic, referrals)]
        yield from (Problem(file, 1, message) for message in messages)


def without_pieces(guide: Guide) -> list[str]:
    """The topics that have none yet: their questions get the short text as it is."""
    return [topic.id for topic in guide if not topic.pieces]


def _unknown_referrals(topic: Topic, referrals: Container[str]) -> Iterator[str]:
    for piece in topic.pieces:
        if piece.referral and piece.referral not in referrals:
            yield f"'{piece.id}': verwijs '{piece.referral}' staat niet in data/live/teksten/verwijzing.yml"


def _wrong_in(topic: Topic) -> Iterator[str]:
    if 0 < len(topic.pieces) < FEWEST:
        yield f"'{topic.id}' heeft {len(topic.pieces)} stukken, minstens {FEWEST} nodig"
    if topic.pieces and not any(piece.kind == NOT_IN_GUIDE for piece in topic.pieces):
        yield f"'{topic.id}' heeft geen stuk '{NOT_IN_GUIDE}': wat vragen mensen dat de gids niet zegt?"
    for piece in topic.pieces:
        yield from (f"'{piece.id}': {message}" for message in _wrong_piece(piece, topic))


def _wrong_piece(piece: Piece, topic: Topic) -> Iterator[str]:
    if len(piece.questions) < FEWEST_QUESTIONS:
        yield f"heeft {len(piece.questions)} vragen, minstens {FEWEST_QUESTIONS} nodig"
    for text in filter(None, (piece.text, piece.for_entrepreneurs)):
        if piece.kind == YES_NO and not text.startswith(YES_NO_BEGINS):
            yield f"begin met 'Ja,', 'Nee,' of 'Dat zegt het Zakboek niet.': '{text[:40]}…'"
        if piece.kind == NOT_IN_GUIDE and not NOT_IN_GUIDE_SAYS.search(text.lower()):
            yield f"zeg dat het niet in het Zakboek staat: '{text[:40]}…'"
        if (count := len(words(text))) > MOST_WORDS:
            yield f"{count} woorden, hoogstens {MOST_WORDS} mag"
        yield from (message for _, message in too_long(text))
        yield from (f"{what} staat in geen van de feiten waar het op rust" for what in unproven(text, piece, topic))


def unproven(text: str, piece: Piece, topic: Topic) -> list[str]:
    """The numbers, names and duties in `text` that no fact of the piece holds; the topic's own name needs no proof."""
    stated = _plain(" ".join(f"{fact.text} {fact.heading}" for fact in piece.facts))
    own = _plain(" ".join((topic.title, topic.chapter.title, *(word for term in topic.terms for word in term.words))))
    held = set(re.findall(r"[\w%&+.,-]+", stated)) | set(re.findall(r"\w+", f"{stated} {own}")) | _ALWAYS_KNOWN
    claims = _claims(text)
    said = _plain(" ".join(claims))
    found = [f"het getal {number}" for number in _NUMBER.findall(said) if not _holds_number(number, f"{stated} {own}")]
    counted = _NUMBER_WORDS[len(piece.facts) - 2] if 2 <= len(piece.facts) <= len(_NUMBER_WORDS) else ""
    found += [
        f"het getal '{word}'"
        for word in (*_NUMBER_WORDS[1:], *_PLACES)
        if _stands(word, said) and word != counted and not _stands(word, f"{stated} {own}")
    ]
    names = {name for claim in claims for name in _NAME.findall(without_accents(claim.partition(" ")[2]))}
    found += [f"de naam {name}" for name in sorted(names) if not _is_held(name.lower(), held)]
    duties = _plain(" ".join(claim for claim in claims if not _ABOUT_GUIDE.search(claim.lower())))
    for group in _DUTIES:
        if any(_stands(word, duties) for word in group) and not any(word in stated for word in group):
            found.append(f"'{next(word for word in group if _stands(word, duties))}'")
    return found


def _is_held(name: str, held: set[str]) -> bool:
    """Whether `name` or a part of it is held, also as the beginning of a word: "Rijk" of "rijkstaken"."""
    return any(word.startswith(part) for part in (name, *name.split("-")) for word in held)


def _plain(text: str) -> str:
    return without_accents(re.sub(r"\]\([^)]*\)", "]", text).lower())


def _stands(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


def _holds_number(number: str, text: str) -> bool:
    return number.rstrip("%") in [one.rstrip("%") for one in _NUMBER.findall(text)]


def _claims(text: str) -> list[str]:
    """The sentences of `text` that say something of the guide, and not what it leaves out."""
    rows = [_LIST_NUMBER.sub("", row) for row in text.splitlines()]
    found = [sentence for _, sentence in sentences("\n".join(rows))]
    return [sentence for sentence in found if not NOT_IN_GUIDE_SAYS.search(sentence.lower())]
