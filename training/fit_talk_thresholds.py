"""`python -m training.fit_talk_thresholds MODEL`: fits who is spoken to on the held-back talks, and measures these.

Who seems to write is taken for it from a probability at which that is seldom wrong. What is done with each message of
the talks is counted beside it, at first messages and after an answer or a question back.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language

from content.paths import DATA
from content.training_talks import TOPICS_OF, Act, Kind, read_talks
from contract.context import Asker
from contract.intents import Intent
from nlu.model.asker_model import AskerModel
from nlu.understand.asker import evidence, likely_asker
from nlu.understand.decision import decide
from nlu.understand.knowledge import Knowledge
from nlu.understand.message_features import Seen
from nlu.understand.ranked_acts import Acts, rank_acts
from nlu.understand.thresholds import Thresholds, read_thresholds
from nlu.understand.verdict import Rule, Verdict
from training.fit_thresholds import write_fitted
from training.meant import is_meant
from training.play_talks import PlayedTurn, play
from training.spacy_model import spacy_model
from training.trained_model import load_trained_model

ASKER_LIMITS = [round(0.5 + 0.05 * step, 2) for step in range(10)]

_RESULTS = ("direct", "choice", "wrong", "none")


@dataclass(frozen=True)
class RankedTurn:
    """A message of a held-back talk with all that it may mean."""

    played: PlayedTurn
    acts: Acts


@dataclass(frozen=True)
class AskedTurn:
    """Who wrote a message, as its talk says, and what it shows of that with the messages before it (log odds)."""

    asker: str
    evidence: float


def main(model: str) -> int:
    """Fit, and write the thresholds and their figures into the file of all of them."""
    knowledge = Knowledge.with_model(load_trained_model(Path(model)))
    thresholds = read_thresholds(DATA.thresholds)
    turns = list(read_turns(knowledge, spacy.load(spacy_model().name)))
    first = [turn for turn in turns if not turn.played.context.topic]
    later = [turn for turn in turns if turn.played.context.topic]
    messages = list(read_askers(knowledge.askers))
    fitted = replace(thresholds, asker=asker_limit(messages))
    write_fitted(
        DATA.thresholds,
        {"asker": fitted.asker},
        figures_first={"messages": len(first), **measure(first, fitted)},
        figures_in_talk={"messages": len(later), **measure(later, fitted)},
        figures_of_talks=outcomes(turns, fitted),
        figures_of_askers={"messages": len(messages), **measure_askers(messages, fitted.asker)},
    )
    return 0


def read_turns(knowledge: Knowledge, language: Language) -> Iterator[RankedTurn]:
    """Each message of each held-back talk."""
    for played in play(enumerate(read_talks(DATA.held_back)), knowledge, language):
        yield RankedTurn(played, rank_acts(Seen(played.observation, played.context), knowledge.ranker))


def measure(turns: Iterable[RankedTurn], thresholds: Thresholds) -> dict[str, float]:
    """The shares that are right at once, within a choice, wrong, and none of these."""
    found = Counter(_result(turn, thresholds) for turn in turns)
    return _shares(found, *_RESULTS)


def outcomes(turns: Iterable[RankedTurn], thresholds: Thresholds) -> dict[str, float]:
    """Of all messages the shares that are right, asked back about, and wrong."""
    found = Counter(outcome(turn, thresholds) for turn in turns)
    return {"messages": found.total(), **_shares(found, "right", "asks_back", "wrong")}


def outcome(turn: RankedTurn, thresholds: Thresholds) -> str:
    """Whether what the assistant does is meant, else whether it asks back which topic is."""
    played = turn.played
    verdict = decide(played.observation, played.context, thresholds, turn.acts)
    if _is_right(verdict, played):
        return "right"
    return "asks_back" if verdict.intent is Intent.UNCLEAR else "wrong"


def read_askers(model: AskerModel) -> Iterator[AskedTurn]:
    """Every message of each held-back talk."""
    for talk in read_talks(DATA.held_back):
        shows = 0.0
        for turn in talk.turns:
            shows = evidence(model.probabilities(turn.text), shows)
            yield AskedTurn(talk.asker, shows)


def asker_limit(turns: Iterable[AskedTurn]) -> float:
    """The limit by which the fewest are spoken to as the other; the highest of those that do equally well."""
    turns = list(turns)
    return min(reversed(ASKER_LIMITS), key=lambda limit: measure_askers(turns, limit)["as_the_other"])


def measure_askers(turns: Iterable[AskedTurn], limit: float) -> dict[str, float]:
    """Of those with a known asker the share that is found, and the share that is spoken to as the other.

    Who is not taken for an entrepreneur is spoken to as a civil servant. `neither` is the share of those who are
    neither that is spoken to as an entrepreneur.
    """
    owner = Asker.ENTREPRENEUR.value
    taken = [(turn.asker, likely_asker(turn.evidence, limit)) for turn in turns]
    known = [(asker, seems) for asker, seems in taken if asker in set(Asker)]
    found = sum(asker == seems for asker, seems in known) / max(len(known), 1)
    other = sum((asker == owner) != (seems == owner) for asker, seems in known) / max(len(known), 1)
    neither = [seems == owner for asker, seems in taken if asker not in set(Asker)]
    share = sum(neither) / max(len(neither), 1)
    return {"found": round(found, 4), "as_the_other": round(other, 4), "neither": round(share, 4)}


def _result(turn: RankedTurn, thresholds: Thresholds) -> str:
    played = turn.played
    verdict = decide(played.observation, played.context, thresholds, turn.acts)
    if _is_right(verdict, played):
        return "direct"
    if _expected(played) & set(verdict.details.choices):
        return "choice"
    if verdict.intent is Intent.UNCLEAR:
        return "none"
    return "none" if verdict.rule in (Rule.FOLLOW_UP_ON_NOTHING, Rule.NOTHING_TO_OFFER) else "wrong"


def _is_right(verdict: Verdict, played: PlayedTurn) -> bool:
    """Whether it is what the message means, or the topic meant is one of two that are told in doubt."""
    if verdict.rule is Rule.TWO_LIKELY:
        return bool(_expected(played) & set(verdict.details.topics))
    return is_meant(verdict.intent, verdict.details, played.turn, played.context, played.about)


def _expected(played: PlayedTurn) -> set[str]:
    return {topic for act in played.turn.acts for topic in _topics(act, played.about)}


def _shares(found: Counter[str], *names: str) -> dict[str, float]:
    return {name: round(found[name] / max(found.total(), 1), 4) for name in names}


def _topics(act: Act, before: str) -> tuple[str, ...]:
    """The topics that an act is about, the one before for a follow-up on that; none for another kind of act."""
    return (before,) if act.kind is Kind.FOLLOW_UP else act.words if act.kind in TOPICS_OF else ()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
