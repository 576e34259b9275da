"""The words around a message: those of the chat on the web, those of all channels, and those of one channel."""

from __future__ import annotations

from dataclasses import dataclass

from api.channels.messages import ChannelMessage, ChannelSource
from content.dutch_dates import day_in_words
from content.texts import Texts


@dataclass(frozen=True)
class ChannelTexts:
    """As the `channel` of this name says them; KeyError for a text or a value to fill in that is missing."""

    texts: Texts
    channel: str

    def chat(self, key: str, **values: object) -> str:
        """A text of `chat.yml`."""
        return self.texts["chat"][key].fill(**values)

    def shared(self, key: str, **values: object) -> str:
        """A text of `kanalen.yml` that is for all channels."""
        return self.texts["kanalen"][key].fill(**values)

    def own(self, key: str, **values: object) -> str:
        """A text of `kanalen.yml` whose name begins with that of the channel."""
        return self.texts["kanalen"][f"{self.channel}_{key}"].fill(**values)

    def place_of(self, source: ChannelSource) -> str:
        """Where it stands in the guide; "" for what a municipality says itself."""
        return self.chat("bron_gids", hoofdstuk=source.chapter, pagina=source.page) if source.chapter else ""

    def rated(self, message: ChannelMessage) -> str:
        """What was thought of the message, where somebody said so."""
        if message.useful is None:
            return ""
        return self.shared("was_nuttig" if message.useful else "was_niet_nuttig")

    def stored_until(self, message: ChannelMessage) -> str:
        """On which day the talk goes, where that is to be told."""
        return "" if message.stored_until is None else self.chat("bewaard_tot", dag=day_in_words(message.stored_until))

    def chosen(self, message: ChannelMessage) -> tuple[str, str]:
        """What was chosen from the message, and what else could have been; "" where there was nothing else."""
        others = "; ".join(choice.label for choice in message.choices if choice.label != message.chosen)
        return (
            self.shared("gekozen", keuze=message.chosen),
            self.shared("andere_keuzes", keuzes=others) if others else "",
        )
