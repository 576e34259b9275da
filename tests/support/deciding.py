"""The decision with the weights in force."""

from __future__ import annotations

from contract.context import Context
from nlu.understand.decision import decide
from nlu.understand.message_features import Seen
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import Acts, rank_acts, read_ranker
from nlu.understand.thresholds import Thresholds
from nlu.understand.verdict import Verdict

RANKER = read_ranker()


def acts_of(observation: Observation, context: Context) -> Acts:
    """All that the message may mean, likeliest first."""
    return rank_acts(Seen(observation, context), RANKER)


def decide_on(observation: Observation, context: Context, thresholds: Thresholds) -> Verdict:
    """What is to be done with the message."""
    return decide(observation, context, thresholds, acts_of(observation, context))
