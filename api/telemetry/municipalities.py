"""What visitors of a municipality got, counted so that nobody can be followed by it.

In a small place one visitor may be the only one of the day, and a counter that is read each quarter of a minute would
show when they typed and what became of it. So what a municipality's visitors got is held back until it is of ten
conversations, and is told then all at once.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

FEWEST_CONVERSATIONS = 10
NONE, OTHER = "none", "other"
"""For conversations of no municipality, and of one that has no file of its own."""


@dataclass
class _HeldBack:
    """What is not told yet; of conversations it has hashes by a key of this process, which tell none."""

    conversations: set[bytes] = field(default_factory=set)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)


class AnswersByMunicipality(Collector):
    """Counts answers by municipality, channel and outcome; `collect` gives what may be told."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._held_back: dict[str, _HeldBack] = {}
        self._told: Counter[tuple[str, str, str]] = Counter()
        self._shown: set[tuple[str, str, str]] = set()

    def count(self, municipality: str, channel: str, outcome: str, conversation_id: str) -> None:
        """Count an answer; it is told with those of nine other conversations."""
        held = self._held_back.setdefault(municipality, _HeldBack())
        held.conversations.add(hashlib.blake2b(conversation_id.encode(), key=self._key, digest_size=8).digest())
        held.answers[channel, outcome] += 1
        if len(held.conversations) >= FEWEST_CONVERSATIONS:
            for (where, how), count in held.answers.items():
                self._told[municipality, where, how] += count
            del self._held_back[municipality]

    def collect(self) -> Iterator[CounterMetricFamily]:
        """As prometheus-client asks for it. A figure is first told as 0: Prometheus sees no rise without one."""
        family = CounterMetricFamily(
            "zakboek_answers",
            f"Answers, by what they were; told of {FEWEST_CONVERSATIONS} conversations at a time.",
            labels=("municipality", "channel", "outcome"),
        )
        for labels, count in sorted(self._told.items()):
            family.add_metric(labels, count if labels in self._shown else 0)
            self._shown.add(labels)
        yield family
