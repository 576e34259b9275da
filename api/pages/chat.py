"""The chat page. Conversation and token travel in the form itself, so nothing is kept in the browser."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from markdown_it import MarkdownIt
from markupsafe import Markup

from api.dialogue import Dialogue, KeyReused, NotFound
from api.problems import ProblemError
from api.rasa_client import RasaUnavailable, TurnFailed
from api.store.tables import Conversation
from api.v1.conversations import file_response, try_later, usable_text
from api.v1.schemas import Bericht

FOLDER = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

router = APIRouter(include_in_schema=False)
static_files = StaticFiles(directory=FOLDER / "static")
_templates = Jinja2Templates(directory=FOLDER / "templates")
# "zero" knows nothing; only what content may hold is switched on, so HTML stays text.
_markdown = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape"])


def _to_html(text: str) -> Markup:
    return Markup(_markdown.render(text))  # noqa: S704 - the renderer escapes all HTML in the text


_templates.env.filters["markdown"] = _to_html


@router.get("/", response_class=HTMLResponse)
async def first_page(request: Request) -> HTMLResponse:
    """A page with the greeting; the conversation begins with the first question."""
    text = request.app.state.content.current.texts["gesprek"]["begroeting"]
    return _page(request, {"greeting": text.tekst, "key": str(uuid.uuid4())})


@router.post("/", response_class=HTMLResponse)
async def ask(
    request: Request,
    conversation_id: Annotated[str, Form(alias="gesprek", max_length=100)] = "",
    token: Annotated[str, Form(max_length=100)] = "",
    key: Annotated[str, Form(alias="sleutel", max_length=255)] = "",
    text: Annotated[str, Form(alias="tekst")] = "",
    choice: Annotated[str, Form(alias="keuze", max_length=100)] = "",
    action: Annotated[str, Form(alias="doe", max_length=20)] = "",
) -> HTMLResponse:
    """Ask the question or make the choice, and show the whole conversation."""
    dialogue: Dialogue = request.app.state.dialogue
    problem: ProblemError | None = None
    try:
        if action == "verwijder":
            await dialogue.delete(conversation_id, token)
            return await first_page(request)
        conversation, token = await _conversation(dialogue, conversation_id, token)
    except NotFound:
        return await first_page(request)
    except (RasaUnavailable, TurnFailed):
        return _page(
            request, {"problem": _told(request, try_later("verwijderen_uitgesteld")), "key": str(uuid.uuid4())}
        )
    try:
        await _pass_on(request, dialogue, conversation, text, choice, key)
    except ProblemError as error:
        problem = error
    entries = [Bericht.of(entry) for entry in await dialogue.history(conversation)]
    shown = {
        "messages": entries,
        "conversation": conversation.id,
        "token": token,
        "key": str(uuid.uuid4()),
        "problem": _told(request, problem) if problem else None,
        "typed": text if problem and problem.status != 503 else "",
    }
    return _page(request, shown, problem.status if problem else 200)


@router.post("/document")
async def download(
    request: Request,
    conversation_id: Annotated[str, Form(alias="gesprek", max_length=100)] = "",
    token: Annotated[str, Form(max_length=100)] = "",
    document_id: Annotated[str, Form(alias="document", max_length=100)] = "",
) -> Response:
    """A document that was made in the conversation; the first page when it is gone."""
    dialogue: Dialogue = request.app.state.dialogue
    try:
        conversation = await dialogue.find(conversation_id, token)
        return file_response(await dialogue.document(conversation, document_id))
    except NotFound:
        return await first_page(request)


async def _conversation(dialogue: Dialogue, conversation_id: str, token: str) -> tuple[Conversation, str]:
    if conversation_id:
        return await dialogue.find(conversation_id, token), token
    opened = await dialogue.open("web", None)
    return await dialogue.find(opened.id, opened.token), opened.token


async def _pass_on(
    request: Request, dialogue: Dialogue, conversation: Conversation, text: str, choice: str, key: str
) -> None:
    try:
        if choice:
            await dialogue.choose(conversation, choice, key or None)
        else:
            longest = request.app.state.settings.max_text_length
            await dialogue.say(conversation, usable_text(text, longest), key or None)
    except NotFound as error:
        raise ProblemError(404, "keuze_onbekend") from error
    except KeyReused as error:
        raise ProblemError(422, "sleutel_hergebruikt") from error
    except (RasaUnavailable, TurnFailed) as error:
        raise try_later("even_niet_bereikbaar") from error


def _told(request: Request, error: ProblemError) -> dict[str, str]:
    text = request.app.state.content.current.texts["fouten"][error.key]
    return {"title": text.titel, "detail": text.fill(**error.values)}


def _page(request: Request, values: dict[str, Any], status: int = 200) -> HTMLResponse:
    longest = request.app.state.settings.max_text_length
    headers = {"Content-Security-Policy": POLICY}
    return _templates.TemplateResponse(
        request, "chat.html", {"longest": longest, **values}, status_code=status, headers=headers
    )
