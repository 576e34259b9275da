"""One message of the visitor as a skill sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.message import from_text
from content.guide.topic import Topic
from content.live import Content
from content.municipalities.own_file import OwnFile
from content.municipalities.register import Municipality
from content.texts import PLACES_IN_REFERRALS
from contract.context import Asker, Context
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Outcome
from contract.turn import Origin

CHANNELS_OF_CIVIL_SERVANTS = ("slack", "teams")


@dataclass(frozen=True)
class SkillTurn:
    """A message with the content in force and what is known of the visitor."""

    text: str
    intent: Intent
    details: Details
    context: Context
    content: Content
    origin: Origin
    moment: datetime

    @property
    def topic(self) -> Topic | None:
        """The topic that the decision or the choice names; None when it has gone since."""
        return self.content.guide.get(self.details.topic)

    @property
    def municipality(self) -> Municipality | None:
        """The one the visitor named, else the one whose site this is on."""
        register = self.content.municipalities.register
        return register.get(self.context.municipality) or self._site

    @property
    def is_assumed(self) -> bool:
        """Whether the municipality follows from the site alone."""
        return not self.context.municipality and self._site is not None

    @property
    def own_file(self) -> OwnFile | None:
        """What that municipality says about itself."""
        return self.content.municipalities.own_file(self.municipality)

    @property
    def asker(self) -> str:
        """ondernemer, ambtenaar or "": as said, else by the channel, else by how they write."""
        return self.known_asker or self.context.seems_from

    @property
    def known_asker(self) -> str:
        """The asker as said, else by the channel."""
        by_channel = Asker.CIVIL_SERVANT.value if self.origin.channel in CHANNELS_OF_CIVIL_SERVANTS else ""
        return self.context.asker or by_channel

    @property
    def _site(self) -> Municipality | None:
        return self.content.municipalities.register.find(self.origin.municipality)

    def say(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/antwoord.yml`, filled in."""
        return self.content.texts["antwoord"][name].fill(**values)

    def say_referral(self, name: str) -> str:
        """A text of `data/live/teksten/verwijzing.yml`, with the municipality that is named or known; KeyError.

        None is known where the name in the message fits several.
        """
        known = self.municipality if len(self.details.municipalities) < 2 else None
        called = self.say("de_gemeente", naam=known.name) if known is not None else ""
        places = {place: called or self.say(place) for place in PLACES_IN_REFERRALS}
        return self.content.texts["verwijzing"][name].fill(**places)

    def say_where(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/waar_terecht.yml`, filled in."""
        return self.content.texts["waar_terecht"][name].fill(**values)

    def say_details(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/gegevens.yml`, filled in."""
        return self.content.texts["gegevens"][name].fill(**values)

    def say_on_message(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/bericht.yml`, filled in."""
        return self.content.texts["bericht"][name].fill(**values)

    def say_in_tool(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/tool.yml`, filled in."""
        return self.content.texts["tool"][name].fill(**values)

    @property
    def can_leave_message(self) -> bool:
        """Whether a message can be left for a person at the visitor's municipality."""
        return self.own_file is not None and self.own_file.handover in self.origin.delivery

    def message_of(self, name: str) -> AssistantMessage:
        """A message that says a text of `data/live/teksten/antwoord.yml` as it is, with the text's own choices."""
        return from_text(Outcome.CONVERSATION, self.content.texts["antwoord"][name], self.content)
