"""Who seems to write, by all that was written in a conversation so far.

In 936 messages of 150 held-back talks 131 were spoken to as the other where each message counted by itself, 62 where
what they say together counts: who told of a bakery in the first message is still an entrepreneur in the fifth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from contract.context import Asker

_LATER_COUNTS = 0.5
"""In a first message people tell who they are; what shows it later counts half. With 1 it was 66 to 70."""

_LEAST = 0.02
"""No word is surer than that."""


def evidence(askers: Mapping[str, float], before: float = 0.0) -> float:
    """How much all says for an entrepreneur (above 0) or a civil servant (below): log odds.

    `askers` are the probabilities of who writes this message, `before` is what the messages before it say.
    """
    if not askers:
        return before
    owner, official = (askers.get(asker, 0.0) + _LEAST for asker in (Asker.ENTREPRENEUR, Asker.CIVIL_SERVANT))
    shows = (owner + official) * math.log(owner / official)
    return before + (_LATER_COUNTS * shows if before else shows)


def likely_asker(found: float, limit: float) -> str:
    """Who it seems to be from, where that is likelier than `limit`; "" in doubt."""
    if found == 0 or limit >= 1 or abs(found) < math.log(limit / (1 - limit)):
        return ""
    return Asker.ENTREPRENEUR.value if found > 0 else Asker.CIVIL_SERVANT.value
