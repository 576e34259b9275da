"""Addresses that open one thing of a conversation for a day: for what does not fit in a channel, or is no text."""

from __future__ import annotations

from time import time

from fastapi import APIRouter, Request, Response

from api.channels.copies import copies
from api.conversations.errors import ConversationError
from api.conversations.page_keys import conversation_id_of, link_key
from api.conversations.service import ConversationService
from api.download import download
from api.pages.page import page
from api.problems import ProblemError
from api.store.records import Conversation

DOCUMENT, MESSAGE, COPY = "documenten", "berichten", "kopie"
LONGEST_KEY = 300

router = APIRouter(prefix="/kanalen", include_in_schema=False)


class Links:
    """Makes the addresses."""

    def __init__(self, public_url: str) -> None:
        """`public_url` is where the assistant is reached, without a slash at the end."""
        self._public_url = public_url

    def address(self, path: str) -> str:
        """The whole address of a path that begins with a slash."""
        return f"{self._public_url}{path}"

    def to(self, conversation: Conversation, what: str, name: str) -> str:
        """Where one of these three can be had, for a day: by its id, or a copy by its name."""
        return self.address(f"/kanalen/{what}/{link_key(conversation, what, name, time())}")


@router.get(f"/{DOCUMENT}/{{key}}")
async def document(request: Request, key: str) -> Response:
    """A document of a guided tool, as a file to save."""
    conversation, document_id = await _opened(request, DOCUMENT, key)
    made = await _service(request).document(conversation, document_id)
    return download(made.content, made.media_type, made.file_name)


@router.api_route(f"/{MESSAGE}/{{key}}", methods=["GET", "HEAD"])
async def message(request: Request, key: str) -> Response:
    """A message with its sources, on a page that nobody may keep."""
    conversation, message_id = await _opened(request, MESSAGE, key)
    found = await _service(request).message(conversation, message_id)
    municipalities = request.app.state.content.current.municipalities
    place = municipalities.called(conversation.municipality) if conversation.municipality else None
    values = {"message": found, "municipality": place, "own": municipalities.own_file(place)}
    return page(request, "bericht.html", values)


@router.get(f"/{COPY}/{{key}}")
async def copy(request: Request, key: str) -> Response:
    """One of the files with all that is stored of the conversation."""
    conversation, name = await _opened(request, COPY, key)
    made = (await copies(_service(request), conversation, request.app.state.content.current.texts))[name]
    return download(made.content, made.media_type, made.file_name)


async def _opened(request: Request, what: str, key: str) -> tuple[Conversation, str]:
    """What the key opens; ProblemError when it opens nothing, or not any more."""
    try:
        return await _service(request).opened_by_link(conversation_id_of(key[:LONGEST_KEY]), what, key[:LONGEST_KEY])
    except ConversationError as error:
        raise ProblemError(404, "koppeling_verlopen") from error


def _service(request: Request) -> ConversationService:
    service: ConversationService = request.app.state.conversations
    return service
