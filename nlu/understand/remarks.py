"""What is said around a question: sentences that only thank, complain, tell a feeling or correct.

Beside the polite phrases of a letter (`nlu.understand.letter`) the classifier tells them: "Leuk! Hoe vind ik er een?".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contract.intents import FOLLOW_UPS, OUTSIDE, Intent
from nlu.model.labels import Ranking
from nlu.model.ranking import rank_each
from nlu.model.text_model import TextModel

ASKS_NOTHING = frozenset(
    {
        Intent.GREETING,
        Intent.FAREWELL,
        Intent.THANKS,
        Intent.COMPLIMENT,
        Intent.CONFIRM,
        Intent.DENY,
        Intent.LAUGHS,
        Intent.NONSENSE,
    }
)
"""What is left of a letter and means one of these was no question: "nee" of "nee, bedankt"."""

REMARKS = ASKS_NOTHING.union(
    {
        Intent.MEANT_OTHERWISE,
        Intent.COMPLAINT,
        Intent.APOLOGY,
        Intent.GOOD_NEWS,
        Intent.NERVOUS,
        Intent.GRIEF,
        Intent.JOKE,
        Intent.SAYS_IT_REPEATS,
        Intent.MISTYPED,
        Intent.INTRODUCES_ONESELF,
        Intent.HOW_ARE_YOU,
        Intent.TAKES_A_MOMENT,
        Intent.IMPATIENT,
        Intent.BAD_DAY,
        Intent.TRIES_IT_OUT,
        Intent.WEATHER,
    }
)

SMALL_TALK = REMARKS - {Intent.INTRODUCES_ONESELF, Intent.MEANT_OTHERWISE, Intent.COMPLAINT, Intent.SAYS_IT_REPEATS}

_COMPLAINTS = (Intent.MEANT_OTHERWISE, Intent.COMPLAINT, Intent.SAYS_IT_REPEATS)

_SURE = 0.6
"""From here on a sentence is a remark, or tells of distress, by itself."""

_LIKELIER_THAN_NOT = 0.5
_ASKS = FOLLOW_UPS | OUTSIDE | {Intent.START_TOOL, Intent.ASK_CONTACT_DETAILS}
_END_OF_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+|(?<=[\u2600-\u27bf\U0001f000-\U0001faff])\s+")


@dataclass(frozen=True)
class Sentences:
    """The sentences of a message, and what each means by itself; a message of one sentence has none."""

    texts: Sequence[str] = ()
    rankings: Sequence[Ranking] = ()

    @classmethod
    def of(cls, text: str, model: TextModel) -> Sentences:
        """Those of `text`, as `model` reads them."""
        texts = [one for one in _END_OF_SENTENCE.split(text) if one.strip()]
        return cls(texts, rank_each(model, texts)) if len(texts) > 1 else cls()

    @property
    def tell_of_distress(self) -> bool:
        """Whether one of them surely does, whatever the others ask."""
        return any(_share(ranking, {Intent.DISTRESS}) >= _SURE for ranking in self.rankings)

    @property
    def begin_with_complaint(self) -> bool:
        """Whether the first one surely says that the answer before was none: "dat vroeg ik niet"."""
        return bool(self.rankings) and _share(self.rankings[0], _COMPLAINTS) >= _SURE

    @property
    def beside_remarks(self) -> str:
        """Those that are no remark, where there are both; "" otherwise."""
        return self._beside(REMARKS)

    @property
    def beside_small_talk(self) -> str:
        """The same where remarks on who writes, or on the answer before, are left as they are: these may tell more."""
        return self._beside(SMALL_TALK)

    def _beside(self, intents: Collection[str]) -> str:
        rest = [text for text, ranking in zip(self.texts, self.rankings) if _share(ranking, intents) < _SURE]
        return " ".join(rest) if len(rest) < len(self.texts) else ""


def asks(ranking: Ranking, has_form_of_question: bool) -> bool:
    """Whether a text so ranked asks something, on the guide or not: likely by its form, else only where it is sure."""
    label, probability = ranking[0]
    return (bool(label.topic) or label.intent in _ASKS) and (has_form_of_question or probability >= _LIKELIER_THAN_NOT)


def _share(ranking: Ranking, intents: Collection[str]) -> float:
    return sum(share for label, share in ranking if label.intent in intents)
