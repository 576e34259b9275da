"""The chat page. What opens the conversation stands in the form itself and in the page's address, never in a cookie.

Each form is answered with a redirect to the conversation's address, so that the browser's back and reload show it.
Only what cannot be done is told on the spot, on a page with what was typed and nothing of the conversation:
that one the browser may keep, or going back to it would lose the text.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from collections.abc import Awaitable
from time import time
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from api.conversations.copy_for_visitor import FILE_NAME
from api.conversations.errors import (
    AnswerDelayed,
    ChoiceNotFound,
    ConversationError,
    MessageNotFound,
    NotStored,
    UnknownMunicipality,
)
from api.conversations.incoming import LONGEST_CHOICE, LONGEST_KEY, LONGEST_MUNICIPALITY
from api.conversations.page_keys import address_key, form_key
from api.conversations.service import ConversationService, OpenedConversation
from api.download import download
from api.limits.limiter import LimitReached
from api.limits.requests import count_request, sender_of
from api.limits.senders import Sender
from api.pages.page import page
from api.pages.transcript import transcript
from api.problems import RETRY_AFTER_SECONDS, ProblemError, problem_of
from api.store.errors import StoreUnavailable
from api.store.records import VISITOR, Conversation, StoredMessage
from content.live import Content

RATED = ("antwoord", "geen-antwoord")
"""Outcomes of which it makes sense to ask whether they were of use."""

MOST_MESSAGES = 40
"""As many are on one page; the earlier ones have an address of their own."""

AFTER_ALL = 2**31
"""Above the number of every message."""

KEPT_BY_BROWSER = "private, no-cache"
"""Also shown again by the browser's back, as the answer to a form is not otherwise."""

router = APIRouter(include_in_schema=False)
"""Where nobody typed anything that a refusal could lose."""

asking = APIRouter(include_in_schema=False)
"""Where somebody did: it counts requests itself, and gives back what was typed."""


class ChatForm(BaseModel):
    """All that the page's forms can send; each sends a part."""

    gesprek: str = Field("", max_length=100)
    token: str = Field("", max_length=100)
    sleutel: str = Field("", max_length=LONGEST_KEY)
    gemeente: str = Field("", max_length=LONGEST_MUNICIPALITY)
    tekst: str = ""
    keuze: str = Field("", max_length=LONGEST_CHOICE)
    begin: str = Field("", max_length=200)
    doe: Literal["", "verwijder", "waardeer"] = ""
    bericht: str = Field("", max_length=100)
    nuttig: Literal["", "ja", "nee"] = ""
    toelichting: str = ""
    document: str = Field("", max_length=100)

    @property
    def key(self) -> str | None:
        """What makes sending this again the same message, and sending something else from the same page another."""
        if not self.sleutel:
            return None
        return hashlib.sha256("\0".join((self.sleutel, self.keuze, self.tekst)).encode()).hexdigest()


@router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
async def first_page(
    request: Request,
    municipality: Annotated[str, Query(alias="gemeente", max_length=LONGEST_MUNICIPALITY)] = "",
    deleted: Annotated[Literal["", "ja"], Query(alias="verwijderd")] = "",
) -> HTMLResponse:
    """A page with the greeting; the conversation begins with the first question."""
    return _before(request, municipality, gone=bool(deleted))


@router.api_route("/gesprek/{conversation_id}", methods=["GET", "HEAD"], response_class=HTMLResponse)
async def conversation_page(
    request: Request,
    conversation_id: str,
    key: Annotated[str, Query(alias="sleutel", max_length=100)] = "",
    before: Annotated[int | None, Query(alias="voor", ge=1, lt=AFTER_ALL)] = None,
) -> HTMLResponse:
    """The last part of a conversation, or the part before a message by its number."""
    service = _service(request)
    try:
        conversation = await service.find(conversation_id, key)
    except ConversationError:
        return _before(request, "", ProblemError(404, "gesprek_niet_te_openen"))
    messages = await service.part(conversation, before or AFTER_ALL, MOST_MESSAGES)
    last_day = service.last_day(messages) if messages and before is None else None
    values = {**_shown(messages, at_end=before is None), "token": form_key(conversation), "last_day": last_day}
    address = f"{request.url.path}?{urlencode({'sleutel': key})}"
    return _page(request, conversation.municipality or "", None, {**values, **_access(conversation, address)})


@asking.post("/", response_class=HTMLResponse)
async def ask(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """Ask the question, make the choice, rate the answer or delete the conversation, and lead to what is there then."""
    work = _delete(request, form) if form.doe == "verwijder" else _go_on(request, form)
    return await _or_first_page(request, form, work)


@router.post("/document")
async def download_document(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """A document that was made in the conversation; a page that says so when it is gone."""
    return await _or_first_page(request, form, _document(request, form))


@router.post("/gesprek")
async def download_conversation(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """The conversation as a text file; a page that says so when it is gone."""
    return await _or_first_page(request, form, _transcript(request, form))


@router.post("/kopie")
async def download_copy(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """All that is stored of the conversation, for a computer to read; a page that says so when it is gone."""
    return await _or_first_page(request, form, _copy(request, form))


async def _or_first_page(request: Request, form: ChatForm, work: Awaitable[Response]) -> Response:
    """What `work` gives, or the page before a conversation with what is wrong."""
    try:
        return await work
    except (ConversationError, LimitReached) as error:
        return _given_back(_before(request, form.gemeente, problem_of(error), form.tekst))


async def _delete(request: Request, form: ChatForm) -> Response:
    await count_request(request)
    service = _service(request)
    municipality = await service.municipality_of(form.gesprek)
    await service.delete(form.gesprek, form.token)
    return _deleted(municipality)


def _deleted(municipality: str | None) -> RedirectResponse:
    place = {"gemeente": municipality} if municipality else {}
    return RedirectResponse(f"/?{urlencode({**place, 'verwijderd': 'ja'})}", 303)


async def _document(request: Request, form: ChatForm) -> Response:
    conversation = await _service(request).find(form.gesprek, form.token)
    made = await _service(request).document(conversation, form.document)
    return download(made.content, made.media_type, made.file_name)


async def _transcript(request: Request, form: ChatForm) -> Response:
    conversation = await _service(request).find(form.gesprek, form.token)
    messages = await _service(request).history(conversation)
    texts = request.app.state.content.current.texts
    text = await asyncio.to_thread(transcript, messages, texts, _service(request).last_day(messages))
    return download(text.encode(), "text/plain; charset=utf-8", "gesprek-zakboek.txt")


async def _copy(request: Request, form: ChatForm) -> Response:
    conversation = await _service(request).find(form.gesprek, form.token)
    stored = await _service(request).copy(conversation)
    return download(json.dumps(stored, ensure_ascii=False, indent=2).encode(), "application/json", FILE_NAME)


async def _go_on(request: Request, form: ChatForm) -> Response:
    """To the conversation after what the form asked; what cannot be done is told with what was typed."""
    service = _service(request)
    sender = sender_of(request)
    conversation, form = await _conversation(service, form, sender)
    key = address_key(conversation, time())
    address = f"/gesprek/{conversation.id}?{urlencode({'sleutel': key})}"
    try:
        await count_request(request)
        if await _pass_on(service, conversation, form, sender):
            return _deleted(conversation.municipality)
    except AnswerDelayed:
        pass  # it is stored, and the conversation's page says so
    except (ConversationError, ProblemError, StoreUnavailable, LimitReached) as error:
        values = {**_typed(form), "token": key, **_access(conversation, address)}
        told = _page(request, conversation.municipality or "", problem_of(error), values)
        return told if isinstance(error, NotStored) else _given_back(told)  # what was not stored is private
    return RedirectResponse(f"{address}#{'waardering' if form.doe == 'waardeer' else 'laatste'}", 303)


async def _conversation(service: ConversationService, form: ChatForm, sender: Sender) -> tuple[Conversation, ChatForm]:
    """The conversation that goes on, or a new one; the form with what was chosen in its greeting filled in.

    What will be refused opens none: it would stay, and nobody would know its token.
    """
    if form.gesprek:
        return await service.find(form.gesprek, form.token), form
    await _refuse_for_new(service, form, sender)
    opened = await service.open("web", form.gemeente or None, sender)
    return opened.conversation, form.model_copy(update=_begun(opened, form.begin))


async def _refuse_for_new(service: ConversationService, form: ChatForm, sender: Sender) -> None:
    """Raise what the form would be refused for in a conversation that holds a greeting alone."""
    if form.doe == "waardeer":
        raise MessageNotFound(form.bericht)
    if form.keuze and not form.begin:
        raise ChoiceNotFound(form.keuze)
    await service.check(form.begin or form.tekst, sender)


def _begun(opened: OpenedConversation, label: str) -> dict[str, str]:
    """A choice of the greeting by its label: on the first page there was no conversation to choose in yet."""
    if not label:
        return {}
    choice = next((choice for choice in opened.greeting.choices if choice.label == label), None)
    return {"keuze": choice.id} if choice else {"tekst": label}


async def _pass_on(service: ConversationService, conversation: Conversation, form: ChatForm, sender: Sender) -> bool:
    """Do what the form asks; whether the conversation is deleted by it."""
    if form.doe == "waardeer" and not form.nuttig:
        raise ProblemError(400, "ongeldig_verzoek", waar="nuttig")
    if form.doe == "waardeer":
        await service.rate(conversation, form.bericht, form.nuttig == "ja", form.toelichting)
        return False
    if form.keuze:
        return (await service.choose(conversation, form.keuze, form.key, sender)).deleted
    return (await service.say(conversation, form.tekst, form.key, sender)).deleted


def _typed(form: ChatForm) -> dict[str, Any]:
    """What would be a loss to type again, for the form that it came from."""
    if form.doe != "waardeer":
        return {"typed": form.tekst}
    return {"explanation_of": form.bericht, "useful": form.nuttig == "ja", "typed_explanation": form.toelichting}


def _access(conversation: Conversation, address: str) -> dict[str, str]:
    """What leads from a page to its conversation."""
    return {"conversation": conversation.id, "address": address}


def _shown(messages: list[StoredMessage], at_end: bool) -> dict[str, Any]:
    """A part of a conversation; at its end one can go on, and what is still to be answered is told."""
    last = messages[-1] if messages else None
    return {
        "messages": messages,
        "at_end": at_end,
        "earlier": messages[0].number if messages and messages[0].number > 1 else None,
        "ratable": at_end and last is not None and last.outcome in RATED,
        "waits": RETRY_AFTER_SECONDS if at_end and last is not None and last.sender == VISITOR else 0,
    }


def _given_back(response: HTMLResponse) -> HTMLResponse:
    """A page with what a visitor typed and could not send; it holds nothing that the browser should not keep."""
    response.headers["Cache-Control"] = KEPT_BY_BROWSER
    return response


def _before(
    request: Request, municipality: str, problem: ProblemError | None = None, typed: str = "", gone: bool = False
) -> HTMLResponse:
    """The page before a conversation."""
    unknown = ""
    try:
        greeting = _service(request).greeting(municipality or None)
    except UnknownMunicipality:
        problem = ProblemError(404, "gemeente_niet_gevonden", gemeente=municipality)
        unknown, municipality, greeting = municipality, "", _service(request).greeting(None)
    values = {
        "unknown": unknown,
        "greeting": greeting.text,
        "choices": [choice.label for choice in greeting.choices],
        "typed": typed,
        "gone": gone,
    }
    return _page(request, municipality, problem, values)


def _service(request: Request) -> ConversationService:
    service: ConversationService = request.app.state.conversations
    return service


def _page(request: Request, municipality: str, problem: ProblemError | None, values: dict[str, Any]) -> HTMLResponse:
    content: Content = request.app.state.content.current
    found = content.municipalities.called(municipality) if municipality else None
    text = content.texts["fouten"][problem.key] if problem else None
    shared = {
        "municipality": found,
        "own": content.municipalities.own_file(found),
        "problem": {"title": text.title, "detail": text.fill(**problem.values)} if text and problem else None,
        "key": str(uuid.uuid4()),
    }
    shown = page(request, "chat.html", {**shared, **values}, problem.status if problem else 200)
    shown.headers.update(problem.headers if problem else {})
    return shown
