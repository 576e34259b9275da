"""Whether a reply answers what was asked, judged by what it says.

Patterns are regular expressions on the reply as `plain` gives it: small letters, no accents, no
markup, one line. A line of a question file may have:

    moet        groups of patterns; of every group one must match in the beginning of the reply
    mag_niet    patterns of which none may match
    verwacht    topics, one of which must be a source of an answer
    uitkomst    outcomes that are good; without it an answer (in `streek` a question back too)
    stem        whom the reply must speak to: ambtenaar or ondernemer
    keuzes_een_van  patterns for a question back: one of its choices must match one
    keuzes_half, uitkomst_half, niet_herhalen   only in talks: what makes a turn half good
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bench.addressee import speaks_to
from content.plain_text import without_accents
from tests.support.client import Reply

Line = dict[str, Any]

RAAK, TALKS, SMALL_TALK, REFERRAL, DIALECT = "raak", "draad", "praat", "verwijzing", "streek"
BEGINNING = {RAAK: 500, TALKS: 1000, SMALL_TALK: 1000, REFERRAL: 900, DIALECT: 1000}
"""By set how many characters of the reply count as said: who says everything answers nothing."""

ANSWER, QUESTION_BACK = "antwoord", "verduidelijking"
MOST_PLACES = 3
_PLACES = [
    re.compile(pattern)
    for pattern in (
        r"kamer van koophandel|\bkvk\b",
        r"belastingdienst",
        r"ondernemersplein",
        r"pianoo",
        r"tenderned",
        r"\buwv\b",
        r"werkgevers?servicepunt|\bwsp\b",
        r"notaris",
        r"juridisch loket|advocaat|jurist|rechtbank",
        r"\brvo\b",
        r"geldfit|schuldhulp",
        r"rijksoverheid",
        r"\bgemeente\b|economische zaken",
        r"social enterprise nl",
        r"pso-nederland|\btno\b",
        r"qredits",
    )
]
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKUP = re.compile(r"[*`#]|(?<!\w)_|_(?!\w)")
_YEAR = re.compile(r"deze informatie is uit \d{4}\.? ?een cijfer[^\n]*")
_STOCK_DOUBT = re.compile(
    r"[^.!?\n]*antwoord er niet bij[^.!?\n]*[.!?]?|\bmeer staat er in het zakboek (hier )?niet (over|bij)\b"
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\N{NO-BREAK SPACE}": " "})
_SHORTEST_PARAGRAPH = 60


class Result(StrEnum):
    """How good a reply is; `HALF` exists in talks only."""

    GOOD = "goed"
    HALF = "half"
    WRONG = "fout"


@dataclass(frozen=True)
class Judgement:
    """The result, and what is missing or too much."""

    result: Result
    reasons: tuple[str, ...] = ()


def plain(text: str) -> str:
    """`text` as patterns see it, its paragraphs kept; without the year line and the stock phrases of doubt."""
    text = without_accents(text.translate(_QUOTES)).lower()
    text = _MARKUP.sub("", _LINK.sub(r"\1 (\2)", text))
    return _STOCK_DOUBT.sub("", _YEAR.sub("", text))


def in_one_line(text: str) -> str:
    """As `plain`, with every run of white space one blank."""
    return " ".join(plain(text).split())


def paragraphs(text: str) -> set[str]:
    """The paragraphs that must not be said twice in a talk: no short ones, no questions."""
    found = (in_one_line(part) for part in re.split(r"\n\s*\n", text))
    return {part for part in found if len(part) > _SHORTEST_PARAGRAPH and not part.endswith("?")}


def judge_first_reply(measure: str, line: Line, reply: Reply) -> Judgement:
    """Judge the reply to a single message; `measure` is one of the keys of `BEGINNING`, without `TALKS`."""
    text = in_one_line(reply.text)
    allowed = line.get("uitkomst") or ([ANSWER, QUESTION_BACK] if measure == DIALECT else [ANSWER])
    reasons = [] if reply.outcome in allowed else [f"uitkomst {reply.outcome}"]
    asked_back = reply.outcome == QUESTION_BACK
    if asked_back and "keuzes_een_van" in line and not _any_choice(line["keuzes_een_van"], reply):
        reasons.append("geen passende keuze")
    if reply.outcome == ANSWER and line.get("verwacht") and not set(line["verwacht"]) & set(reply.sources):
        reasons.append(f"ander onderwerp: {', '.join(reply.sources)}")
    if not (asked_back and measure == DIALECT):
        reasons += _missing(line.get("moet", []), text[: BEGINNING[measure]])
    reasons += _forbidden(line.get("mag_niet", []), text)
    if measure == REFERRAL and sum(bool(place.search(text)) for place in _PLACES) > MOST_PLACES:
        reasons.append(f"noemt meer dan {MOST_PLACES} plekken")
    if reply.outcome == ANSWER and not speaks_to(line.get("stem", ""), text):
        reasons.append(f"spreekt niet tot {line['stem']}")
    return Judgement(Result.WRONG if reasons else Result.GOOD, tuple(reasons))


def judge_turn(turn: Line, reply: Reply, told: set[str]) -> Judgement:
    """Judge one turn of a talk; `told` are the `paragraphs` of the turns before."""
    text = in_one_line(reply.text)
    wrong: list[str] = []
    half: list[str] = []
    tolerated = turn.get("uitkomst_half", [])
    if reply.outcome not in turn["uitkomst"]:
        (half if reply.outcome in tolerated else wrong).append(f"uitkomst {reply.outcome}")
    if reply.outcome == QUESTION_BACK:
        fits = _any_choice(turn.get("keuzes_een_van") or [".+"], reply)
        if reply.outcome in [*turn["uitkomst"], *tolerated] and not fits:
            (half if _any_choice(turn.get("keuzes_half", []), reply) else wrong).append("geen passende keuze")
    else:
        expected, found = set(turn.get("verwacht", [])), set(reply.sources)
        if expected and not expected & found and (found or reply.outcome == ANSWER):
            wrong.append(f"ander onderwerp: {', '.join(reply.sources)}")
        half += _missing(turn.get("moet", []), text[: BEGINNING[TALKS]])
        if reply.outcome == ANSWER and not speaks_to(turn.get("stem", ""), text):
            half.append(f"spreekt niet tot {turn['stem']}")
        if turn.get("niet_herhalen") and paragraphs(reply.text) & told:
            half.append("herhaalt")
    wrong += _forbidden(turn.get("mag_niet", []), text)
    result = Result.WRONG if wrong else Result.HALF if half else Result.GOOD
    return Judgement(result, (*wrong, *half))


def _any_choice(patterns: Iterable[str], reply: Reply) -> bool:
    return any(re.search(pattern, in_one_line(label)) for pattern in patterns for label in reply.choices)


def _missing(groups: Sequence[Sequence[str]], text: str) -> list[str]:
    missed = [group for group in groups if not any(re.search(pattern, text) for pattern in group)]
    return [f"mist {' | '.join(group)[:70]}" for group in missed]


def _forbidden(patterns: Iterable[str], text: str) -> list[str]:
    return [f"mag niet: {pattern[:50]}" for pattern in patterns if re.search(pattern, text)]
