"""What the calls share: the dialogue, the content, and who is asking."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.conversations.service import Dialogue, NotFound
from api.embed.sites import Sites
from api.problems import ProblemError
from api.settings import Settings
from api.store.tables import Conversation
from content.live import Content

_bearer = HTTPBearer(auto_error=False, description="Het token dat je kreeg bij het openen van het gesprek.")


def _dialogue(request: Request) -> Dialogue:
    dialogue: Dialogue = request.app.state.dialogue
    return dialogue


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _content(request: Request) -> Content:
    content: Content = request.app.state.content.current
    return content


def _sites(request: Request) -> Sites:
    sites: Sites = request.app.state.sites
    return sites


def _other_site(request: Request, sites: UseSites) -> str | None:
    return sites.other_site(request.headers)


def _token(given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> str:
    if given is None or not given.credentials:
        raise ProblemError(401, "geen_toegang", {"WWW-Authenticate": "Bearer"})
    return given.credentials


UseDialogue = Annotated[Dialogue, Depends(_dialogue)]
UseSettings = Annotated[Settings, Depends(_settings)]
UseContent = Annotated[Content, Depends(_content)]
UseSites = Annotated[Sites, Depends(_sites)]
OtherSite = Annotated[str | None, Depends(_other_site)]
Token = Annotated[str, Depends(_token)]
ConversationId = Annotated[str, Path(alias="id", description="Het nummer van het gesprek.", max_length=100)]


async def _conversation(id: ConversationId, token: Token, dialogue: UseDialogue) -> Conversation:
    try:
        return await dialogue.find(id, token)
    except NotFound as error:
        raise ProblemError(404, "gesprek_onbekend") from error


UseConversation = Annotated[Conversation, Depends(_conversation)]
