"""How a site's owner wants the chat, from the query of the settings page and of the demo page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query, Request

from api.colour import WHITE, can_be_read
from api.conversations.incoming import LONGEST_MUNICIPALITY, shortened
from content.live import Content
from content.municipalities.register import Municipality

LONGEST_TITLE, LONGEST_COLOUR = 80, 20


@dataclass(frozen=True)
class Wishes:
    """What is empty or first stays as the chat has it by itself; what cannot be used is kept to be shown again."""

    name: str
    municipality: Municipality | None
    display: Literal["knop", "paneel"]
    title: str
    storage: Literal["sessie", "geen"]
    version: Literal["nieuwste", "vast"]
    typed_colour: str

    @property
    def slug(self) -> str:
        """The municipality as in an address; empty for none."""
        return self.municipality.slug if self.municipality else ""

    @property
    def unknown(self) -> bool:
        """Whether no municipality has this name, or more than one."""
        return bool(self.name) and self.municipality is None

    @property
    def wrong(self) -> bool:
        """Whether something has to be mended before there is anything to copy."""
        return self.unknown or bool(self.typed_colour and not self.colour)

    @property
    def wrong_colour(self) -> bool:
        """Whether what was typed is no colour."""
        return bool(self.typed_colour) and not self._is_colour

    @property
    def pale(self) -> bool:
        """Whether white text on the colour is hard to read."""
        return self._is_colour and not can_be_read(self.typed_colour, WHITE)

    @property
    def colour(self) -> str:
        """A colour `#rrggbb` that can be used; empty for none."""
        return self.typed_colour if self._is_colour and not self.pale else ""

    @property
    def _is_colour(self) -> bool:
        return re.fullmatch(r"#[0-9a-f]{6}", self.typed_colour) is not None


def wishes(
    request: Request,
    name: Annotated[str, Query(alias="gemeente")] = "",
    display: Annotated[str, Query(alias="weergave")] = "",
    title: Annotated[str, Query(alias="titel")] = "",
    storage: Annotated[str, Query(alias="opslag")] = "",
    version: Annotated[str, Query(alias="versie")] = "",
    colour: Annotated[str, Query(alias="kleur")] = "",
) -> Wishes:
    """The query as wishes; nothing in it is an error."""
    content: Content = request.app.state.content.current
    name = shortened(name, LONGEST_MUNICIPALITY)
    found = content.municipalities.called(name) if name else None
    return Wishes(
        name=found.name if found else name,
        municipality=found,
        display="paneel" if display == "paneel" else "knop",
        title=shortened(title, LONGEST_TITLE),
        storage="geen" if storage == "geen" else "sessie",
        version="vast" if version == "vast" else "nieuwste",
        typed_colour=shortened(colour, LONGEST_COLOUR).lower(),
    )
