"""What can be seen in a message by itself, before its conversation is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.model.labels import Ranking
from nlu.understand.contact_details import NOTHING_ASKED, AskedDetails
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.signals import Signals


@dataclass(frozen=True)
class Observation:
    """What a message's words show, and how its labels rank.

    `whole` ranks the labels of the message, `parts` those of each of `signals.parts`;
    `municipalities` are the codes of the one it is about (several when one name is shared);
    `tools` is what its words say about guided tools, `contact_details` what they ask of a
    municipality's own file.
    """

    signals: Signals
    municipalities: tuple[str, ...]
    tools: ToolSigns
    whole: Ranking
    parts: Sequence[Ranking]
    contact_details: AskedDetails = NOTHING_ASKED
