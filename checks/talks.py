"""What can be wrong with the conversations in `data/training/talks`: for `make check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.guide.topic import Guide
from content.problems import Problem
from content.training_talks import TOPICS_OF, Act, Kind, Talk, TalkTurn
from contract.context import Asker
from nlu.model.talk_examples import label_of

UNKNOWN_ASKER = "onbekend"
MOST_TURNS = 10


def check_talks(talks: Iterable[Talk], guide: Guide, subjects: set[str], tools: set[str]) -> Iterator[Problem]:
    """Topics, subjects, tools and intents that there are not, an unknown asker, too many messages."""
    askers = {UNKNOWN_ASKER, *(asker.value for asker in Asker)}
    for talk in talks:
        first = talk.turns[0]
        if talk.asker not in askers:
            yield Problem(first.file, first.line, f"vrager '{talk.asker}' is er niet; kies uit: {', '.join(askers)}")
        if len(talk.turns) > MOST_TURNS:
            message = f"dit gesprek heeft {len(talk.turns)} berichten; hoogstens {MOST_TURNS} mag"
            yield Problem(first.file, first.line, message)
        for turn in talk.turns:
            yield from _leads_nowhere(turn, guide, subjects, tools)


def _leads_nowhere(turn: TalkTurn, guide: Guide, subjects: set[str], tools: set[str]) -> Iterator[Problem]:
    topics = [*turn.asks_back, *(word for act in turn.acts if act.kind in TOPICS_OF for word in act.words)]
    for topic in topics:
        if topic not in guide.topics:
            yield Problem(turn.file, turn.line, f"onderwerp '{topic}' bestaat niet in data/live/gids")
    for act in turn.acts:
        if missing := _missing(act, subjects, tools):
            yield Problem(turn.file, turn.line, missing)


def _missing(act: Act, subjects: set[str], tools: set[str]) -> str:
    if act.kind is Kind.REFERRAL and act.words[0] not in subjects:
        return f"'{act.words[0]}' staat niet in data/live/teksten/verwijzing.yml"
    if act.kind is Kind.TOOL and act.words[0] not in tools:
        return f"'{act.words[0]}' staat niet in data/live/tools"
    try:
        label_of(act)
    except ValueError:
        return f"'{act.words[0]}' is geen soort '{act.kind}'"
    return ""
