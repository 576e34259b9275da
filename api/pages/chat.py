"""The chat page. Conversation and token travel in the form itself, so nothing is kept in the browser."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.conversations.rasa_client import RasaUnavailable, TurnFailed
from api.conversations.service import Dialogue, KeyReused, NotFound, Opened, UnknownMunicipality
from api.pages.page import page
from api.pages.transcript import transcript
from api.problems import ProblemError
from api.store.tables import Conversation
from api.v1.conversations import to_save, try_later, usable_remark, usable_text
from api.v1.schemas import Bericht
from content.live import Content

RATED = ("antwoord", "geen-antwoord")
"""Outcomes of which it makes sense to ask whether they were of use."""

router = APIRouter(include_in_schema=False)


class ChatForm(BaseModel):
    """All that the page's forms can send; each sends a part."""

    gesprek: str = Field("", max_length=100)
    token: str = Field("", max_length=100)
    sleutel: str = Field("", max_length=255)
    gemeente: str = Field("", max_length=100)
    tekst: str = ""
    keuze: str = Field("", max_length=100)
    begin: str = Field("", max_length=200)
    doe: Literal["", "verwijder", "waardeer"] = ""
    bericht: str = Field("", max_length=100)
    nuttig: Literal["", "ja", "nee"] = ""
    toelichting: str = ""
    document: str = Field("", max_length=100)


@router.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse)
async def first_page(
    request: Request, municipality: Annotated[str, Query(alias="gemeente", max_length=100)] = ""
) -> HTMLResponse:
    """A page with the greeting; the conversation begins with the first question."""
    return _before(request, municipality)


@router.post("/", response_class=HTMLResponse)
async def ask(request: Request, form: Annotated[ChatForm, Form()]) -> HTMLResponse:
    """Ask the question, make the choice or rate the answer, and show the whole conversation."""
    dialogue: Dialogue = request.app.state.dialogue
    try:
        if form.doe == "verwijder":
            municipality = await dialogue.municipality_of(form.gesprek)
            await dialogue.delete(form.gesprek, form.token)
            return _before(request, municipality or "", gone=True)
        conversation, form = await _conversation(dialogue, form)
    except NotFound:
        return _before(request, form.gemeente, ProblemError(404, "gesprek_onbekend"), form.tekst)
    except UnknownMunicipality:
        return _before(request, form.gemeente, typed=form.tekst)
    except (RasaUnavailable, TurnFailed):
        return _before(request, "", try_later("verwijderen_uitgesteld"))
    problem: ProblemError | None = None
    try:
        await _pass_on(request, dialogue, conversation, form)
    except ProblemError as error:
        problem = error
    history = await dialogue.history(conversation)
    values = {
        "messages": [Bericht.of(entry) for entry in history],
        "ratable": bool(history) and history[-1].message.outcome in RATED,
        "conversation": conversation.id,
        "token": form.token,
        "typed": form.tekst if problem and problem.status != 503 else "",
        "explained": form.doe == "waardeer" and bool(form.toelichting.strip()) and not problem,
    }
    return _page(request, conversation.municipality or "", problem, values)


@router.post("/document")
async def download(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """A document that was made in the conversation; the first page when it is gone."""
    dialogue: Dialogue = request.app.state.dialogue
    try:
        conversation = await dialogue.find(form.gesprek, form.token)
        made = await dialogue.document(conversation, form.document)
        return to_save(made.content, made.media_type, made.file_name)
    except NotFound:
        return _before(request, form.gemeente, ProblemError(404, "document_onbekend"))


@router.post("/gesprek")
async def save(request: Request, form: Annotated[ChatForm, Form()]) -> Response:
    """The conversation as a text file; the first page when it is gone."""
    dialogue: Dialogue = request.app.state.dialogue
    try:
        conversation = await dialogue.find(form.gesprek, form.token)
    except NotFound:
        return _before(request, form.gemeente, ProblemError(404, "gesprek_onbekend"))
    messages = [Bericht.of(entry) for entry in await dialogue.history(conversation)]
    texts = request.app.state.content.current.texts
    return to_save(transcript(messages, texts).encode(), "text/plain; charset=utf-8", "gesprek-zakboek.txt")


async def _conversation(dialogue: Dialogue, form: ChatForm) -> tuple[Conversation, ChatForm]:
    """The conversation that goes on, or a new one; the form with what was chosen in its greeting filled in."""
    if form.gesprek:
        return await dialogue.find(form.gesprek, form.token), form
    opened = await dialogue.open("web", form.gemeente or None)
    return await dialogue.find(opened.id, opened.token), form.model_copy(
        update={"token": opened.token, **_begun(opened, form.begin)}
    )


def _begun(opened: Opened, label: str) -> dict[str, str]:
    """A choice of the greeting by its label: on the first page there was no conversation to choose in yet."""
    if not label:
        return {}
    choice = next((choice for choice in opened.greeting.choices if choice.label == label), None)
    return {"keuze": choice.id} if choice else {"tekst": label}


async def _pass_on(request: Request, dialogue: Dialogue, conversation: Conversation, form: ChatForm) -> None:
    try:
        if form.doe == "waardeer" and not form.nuttig:
            raise ProblemError(400, "ongeldig_verzoek", waar="nuttig")
        if form.doe == "waardeer":
            await dialogue.rate(conversation, form.bericht, form.nuttig == "ja", usable_remark(form.toelichting))
        elif form.keuze:
            await dialogue.choose(conversation, form.keuze, form.sleutel or None)
        else:
            longest = request.app.state.settings.max_text_length
            await dialogue.say(conversation, usable_text(form.tekst, longest), form.sleutel or None)
    except NotFound as error:
        raise ProblemError(404, "bericht_onbekend" if form.doe else "keuze_onbekend") from error
    except KeyReused as error:
        raise ProblemError(422, "sleutel_hergebruikt") from error
    except (RasaUnavailable, TurnFailed) as error:
        raise try_later("even_niet_bereikbaar") from error


def _before(
    request: Request, municipality: str, problem: ProblemError | None = None, typed: str = "", gone: bool = False
) -> HTMLResponse:
    """The page before a conversation."""
    dialogue: Dialogue = request.app.state.dialogue
    unknown = ""
    try:
        greeting = dialogue.greeting(municipality or None)
    except UnknownMunicipality:
        problem = ProblemError(404, "gemeente_niet_gevonden", gemeente=municipality)
        unknown, municipality, greeting = municipality, "", dialogue.greeting(None)
    values = {
        "unknown": unknown,
        "greeting": greeting.text,
        "choices": [choice["label"] for choice in greeting.choices],
        "typed": typed,
        "gone": gone,
    }
    return _page(request, municipality, problem, values)


def _page(request: Request, municipality: str, problem: ProblemError | None, values: dict[str, Any]) -> HTMLResponse:
    content: Content = request.app.state.content.current
    found = content.municipalities.called(municipality) if municipality else None
    text = content.texts["fouten"][problem.key] if problem else None
    shared = {
        "municipality": found,
        "own": content.municipalities.own_file(found),
        "problem": {"title": text.titel, "detail": text.fill(**problem.values)} if text and problem else None,
        "key": str(uuid.uuid4()),
    }
    return page(request, "chat.html", {**shared, **values}, problem.status if problem else 200)
