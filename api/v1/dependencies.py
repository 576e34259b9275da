"""What the calls share: the conversations, the content, and who is asking.

All are coroutines: FastAPI sends a plain function to another thread, and a busy door would wait for each. They are few:
FastAPI prepares each anew for every request. What a message needs that only has to be taken from its request is taken
there, by `service_of` and `counted_sender`.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.conversations.service import Claim, ConversationService
from api.embed.sites import Sites
from api.problems import ProblemError
from api.store.records import Conversation
from content.live import Content

_bearer = HTTPBearer(auto_error=False, description="Het token dat je kreeg bij het openen van het gesprek.")


def service_of(request: Request) -> ConversationService:
    """All work on conversations."""
    service: ConversationService = request.app.state.conversations
    return service


async def _service(request: Request) -> ConversationService:
    return service_of(request)


async def _content(request: Request) -> Content:
    content: Content = request.app.state.content.current
    return content


async def _sites(request: Request) -> Sites:
    sites: Sites = request.app.state.sites
    return sites


async def _other_site(request: Request, sites: UseSites) -> str | None:
    return sites.other_site(request.headers)


async def _token(given: Bearer) -> str:
    return _token_in(given)


def _token_in(given: HTTPAuthorizationCredentials | None) -> str:
    if given is None or not given.credentials:
        raise ProblemError(401, "geen_toegang", {"WWW-Authenticate": "Bearer"})
    return given.credentials


Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
UseService = Annotated[ConversationService, Depends(_service)]
UseContent = Annotated[Content, Depends(_content)]
UseSites = Annotated[Sites, Depends(_sites)]
OtherSite = Annotated[str | None, Depends(_other_site)]
Token = Annotated[str, Depends(_token)]
ConversationId = Annotated[str, Path(alias="id", description="Het nummer van het gesprek.", max_length=100)]


async def _conversation(id: ConversationId, token: Token, service: UseService) -> Conversation:
    return await service.find(id, token)


async def _claim(id: ConversationId, given: Bearer) -> Claim:
    return Claim(id, _token_in(given))


UseClaim = Annotated[Claim, Depends(_claim)]
UseConversation = Annotated[Conversation, Depends(_conversation)]
