"""What can be seen in a message by itself, before its conversation is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contract.details import MessageKind
from contract.intents import Intent
from nlu.model.labels import Ranking
from nlu.understand.contact_details import NOTHING_ASKED, AskedDetails
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.letter import Letter
from nlu.understand.signals import Signals
from nlu.understand.terms import TermAsked
from nlu.understand.writing import WritingAsked

_LIKELIER_THAN_NOT = 0.5


@dataclass(frozen=True)
class Observation:
    """What a message's words show, and how its labels rank.

    `whole` ranks the labels of the message, `parts` those of each of `signals.parts`;
    `municipalities` are the codes of the one it is about (several when one name is shared);
    `tools` is what its words say about guided tools, `term` the term of the guide whose meaning
    it asks for, `own_question_of` the topic whose question it is word for word, `contact_details`
    what it asks of a municipality's own file. Of a message written as a letter all of these are of
    its question; `letter` says what was left out, and `signed_from` are the codes of the
    municipality in its greeting or signature. `askers` are the probabilities of who seems to
    write. `beside_remarks` are the sentences that ask, where others only thank, greet, complain or correct; all is of
    those then. `repaired` is the message spelt right, where it was ranked so. Once the topic before has
    been taken into `whole`, `alone` is the ranking of the message by itself; `behind` is that of the message behind the
    question typed before it, empty where there is none; `names_option` says that it
    names an option of the question that the guided tool under way has asked. `writing` is what text it asks the
    assistant to write.
    """

    signals: Signals
    municipalities: tuple[str, ...]
    tools: ToolSigns
    whole: Ranking
    parts: Sequence[Ranking]
    term: TermAsked | None = None
    own_question_of: str = ""
    letter: Letter = field(default_factory=Letter)
    signed_from: tuple[str, ...] = ()
    contact_details: AskedDetails = NOTHING_ASKED
    askers: Mapping[str, float] = field(default_factory=dict)
    beside_remarks: str = ""
    repaired: str = ""
    alone: Ranking = field(default_factory=list)
    behind: Ranking = field(default_factory=list)
    names_option: bool = False
    writing: WritingAsked = field(default_factory=WritingAsked)

    def asked(self, text: str) -> str:
        """What is asked in the message `text`: spelt right where it was ranked so, of a letter its question.

        After "nee, ik bedoel" it is what comes behind that.
        """
        corrected = self.signals.parts[0] if self.signals.kind is MessageKind.CORRECTION else ""
        return self.repaired or corrected or self.beside_remarks or self.letter.question or text

    @property
    def is_english(self) -> bool:
        """Whether the message is likelier in English than not."""
        shares = (share for label, share in self.by_itself if label.intent == Intent.ENGLISH)
        return sum(shares) >= _LIKELIER_THAN_NOT

    @property
    def by_itself(self) -> Ranking:
        """The ranking of the message without the topic before."""
        return self.alone or self.whole
