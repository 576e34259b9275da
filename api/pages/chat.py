"""The chat page. Conversation and token travel in the form itself, so nothing is kept in the browser."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.conversations.errors import (
    AnswerDelayed,
    ChoiceNotFound,
    ConversationError,
    MessageNotFound,
    UnknownMunicipality,
)
from api.conversations.incoming import LONGEST_CHOICE, LONGEST_KEY, LONGEST_MUNICIPALITY
from api.conversations.service import ConversationService, OpenedConversation
from api.download import download
from api.pages.page import page
from api.pages.transcript import transcript
from api.problems import ProblemError, problem_of
from api.store.errors import StoreUnavailable
from api.store.records import Conversation
from content.live import Content

RATED = ("antwoord", "geen-antwoord")
"""Outcomes of which it makes sense to ask whether they were of use."""
DELAYED = problem_of(AnswerDelayed()).key
"""The message is stored, and is not to be typed again."""

router = APIRouter(include_in_schema=False)


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


@router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
async def first_page(
    request: Request, municipality: Annotated[str, Query(alias="gemeente", max_length=LONGEST_MUNICIPALITY)] = ""
) -> HTMLResponse:
    """A page with the greeting; the conversation begins with the first question."""
    return _before(request, municipality)


@router.post("/", response_class=HTMLResponse)
async def ask(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """Ask the question, make the choice, rate the answer or delete the conversation, and show what is there then."""
    work = _delete(request, form) if form.doe == "verwijder" else _go_on(request, form)
    return await _or_first_page(request, form, work)


@router.post("/document")
async def download_document(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """A document that was made in the conversation; the first page when it is gone."""
    return await _or_first_page(request, form, _document(request, form))


@router.post("/gesprek")
async def download_conversation(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """The conversation as a text file; the first page when it is gone."""
    return await _or_first_page(request, form, _transcript(request, form))


async def _or_first_page(request: Request, form: ChatForm, work: Awaitable[Response]) -> Response:
    """What `work` gives, or the page before a conversation with what is wrong."""
    try:
        return await work
    except ConversationError as error:
        return _before(request, form.gemeente, problem_of(error), form.tekst)


async def _delete(request: Request, form: ChatForm) -> Response:
    service = _service(request)
    municipality = await service.municipality_of(form.gesprek)
    await service.delete(form.gesprek, form.token)
    return _before(request, municipality or "", gone=True)


async def _document(request: Request, form: ChatForm) -> Response:
    conversation = await _service(request).find(form.gesprek, form.token)
    made = await _service(request).document(conversation, form.document)
    return download(made.content, made.media_type, made.file_name)


async def _transcript(request: Request, form: ChatForm) -> Response:
    conversation = await _service(request).find(form.gesprek, form.token)
    messages = await _service(request).history(conversation)
    texts = request.app.state.content.current.texts
    text = await asyncio.to_thread(transcript, messages, texts)
    return download(text.encode(), "text/plain; charset=utf-8", "gesprek-zakboek.txt")


async def _go_on(request: Request, form: ChatForm) -> Response:
    """The whole conversation after what the form asked; what is wrong is told at its end."""
    service = _service(request)
    conversation, form = await _conversation(service, form)
    problem: ProblemError | None = None
    try:
        await _pass_on(service, conversation, form)
    except (ConversationError, ProblemError, StoreUnavailable) as error:
        problem = problem_of(error)
    history = await service.history(conversation)
    values = {
        "messages": history,
        "ratable": bool(history) and history[-1].outcome in RATED,
        "conversation": conversation.id,
        "token": form.token,
        "typed": form.tekst if problem and problem.key != DELAYED else "",
        "explained": form.doe == "waardeer" and bool(form.toelichting.strip()) and not problem,
    }
    # A long conversation takes a second; others are answered meanwhile.
    return await asyncio.to_thread(_page, request, conversation.municipality or "", problem, values)


async def _conversation(service: ConversationService, form: ChatForm) -> tuple[Conversation, ChatForm]:
    """The conversation that goes on, or a new one; the form with what was chosen in its greeting filled in.

    What will be refused opens none: it would stay, and nobody would know its token.
    """
    if form.gesprek:
        return await service.find(form.gesprek, form.token), form
    _refuse_for_new(service, form)
    opened = await service.open("web", form.gemeente or None)
    begun = form.model_copy(update={"token": opened.token, **_begun(opened, form.begin)})
    return opened.conversation, begun


def _refuse_for_new(service: ConversationService, form: ChatForm) -> None:
    """Raise what the form would be refused for in a conversation that holds a greeting alone."""
    if form.doe == "waardeer":
        raise MessageNotFound(form.bericht)
    if form.keuze and not form.begin:
        raise ChoiceNotFound(form.keuze)
    service.check(form.begin or form.tekst, form.sleutel or None)


def _begun(opened: OpenedConversation, label: str) -> dict[str, str]:
    """A choice of the greeting by its label: on the first page there was no conversation to choose in yet."""
    if not label:
        return {}
    choice = next((choice for choice in opened.greeting.choices if choice.label == label), None)
    return {"keuze": choice.id} if choice else {"tekst": label}


async def _pass_on(service: ConversationService, conversation: Conversation, form: ChatForm) -> None:
    if form.doe == "waardeer" and not form.nuttig:
        raise ProblemError(400, "ongeldig_verzoek", waar="nuttig")
    if form.doe == "waardeer":
        await service.rate(conversation, form.bericht, form.nuttig == "ja", form.toelichting)
    elif form.keuze:
        await service.choose(conversation, form.keuze, form.sleutel or None)
    else:
        await service.say(conversation, form.tekst, form.sleutel or None)


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
