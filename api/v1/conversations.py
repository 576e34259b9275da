"""`/gesprekken`: open, ask, read back, rate, delete."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from api.conversations.copy_for_visitor import FILE_NAME
from api.conversations.incoming import LONGEST_KEY
from api.documents import DOCUMENT_TYPES
from api.download import download
from api.limits.requests import counted_sender
from api.problems import ProblemError
from api.v1.dependencies import (
    ConversationId,
    OtherSite,
    Token,
    UseClaim,
    UseConversation,
    UseService,
    UseSites,
    service_of,
)
from api.v1.description import problems
from api.v1.schemas import Antwoord, Bericht, Berichten, Gesprek, Kopie, NieuwBericht, NieuwGesprek, Waardering

_FILE = {"schema": {"type": "string", "format": "binary"}}
_FILES = {"content": dict.fromkeys(DOCUMENT_TYPES, _FILE), "description": "Het bestand."}

router = APIRouter(prefix="/gesprekken", tags=["Gesprekken"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        description="Eigen sleutel van dit bericht. Dezelfde sleutel geeft één keer hetzelfde antwoord.",
        min_length=1,
        max_length=LONGEST_KEY,
    ),
]


@router.post("", status_code=201, operation_id="openGesprek", responses=problems(400, 403, 404, 413, 503))
async def open_conversation(
    body: NieuwGesprek,
    service: UseService,
    sites: UseSites,
    other_site: OtherSite,
    request: Request,
    response: Response,
) -> Gesprek:
    """Open een gesprek. Het antwoord bevat het token en een begroeting."""
    if other_site is not None and not sites.may(other_site, body.gemeente):
        raise ProblemError(403, "site_niet_toegestaan")
    opened = await service.open(body.kanaal, body.gemeente, counted_sender(request))
    response.headers["Location"] = f"/v1/gesprekken/{opened.conversation.id}/berichten"
    return Gesprek(
        id=opened.conversation.id,
        token=opened.token,
        bewaard_tot=service.last_day([opened.greeting]),
        berichten=[Bericht.of(opened.greeting)],
    )


@router.post(
    "/{id}/berichten",
    status_code=201,
    operation_id="stuurBericht",
    responses=problems(400, 401, 403, 404, 413, 422, 503),
)
async def send_message(
    body: NieuwBericht, claim: UseClaim, request: Request, idempotency_key: IdempotencyKey = None
) -> Antwoord:
    """Stel een vraag (`tekst`) of maak een aangeboden keuze (`keuze`)."""
    service, sender = service_of(request), counted_sender(request)
    if (body.tekst is None) == (body.keuze is None):
        raise ProblemError(400, "tekst_of_keuze")
    if body.keuze is not None:
        exchange = await service.choose(claim, body.keuze, idempotency_key, sender)
    else:
        exchange = await service.say(claim, body.tekst or "", idempotency_key, sender)
    return Antwoord.of(exchange, service.last_day([exchange.answer]))


@router.get("/{id}/berichten", operation_id="leesBerichten", responses=problems(400, 401, 404, 503))
async def read_messages(conversation: UseConversation, service: UseService) -> Berichten:
    """Lees het gesprek tot nu toe terug."""
    messages = await service.history(conversation)
    return Berichten(bewaard_tot=service.last_day(messages), berichten=[Bericht.of(message) for message in messages])


@router.get("/{id}/kopie", operation_id="haalKopie", responses=problems(400, 401, 404, 503))
async def get_copy(conversation: UseConversation, service: UseService, response: Response) -> Kopie:
    """Haal alles op wat van dit gesprek is bewaard, als bestand."""
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return Kopie.model_validate(await service.copy(conversation))


@router.delete("/{id}", status_code=204, operation_id="verwijderGesprek", responses=problems(400, 401, 403, 404, 503))
async def delete_conversation(id: ConversationId, token: Token, service: UseService) -> None:
    """Verwijder het gesprek uit elke opslag."""
    await service.delete(id, token)


@router.get(
    "/{id}/documenten/{documentId}",
    operation_id="haalDocument",
    response_class=Response,
    responses={**problems(400, 401, 404, 503), 200: _FILES},
)
async def get_document(
    document_id: Annotated[str, Path(alias="documentId", description="Het nummer van het document.", max_length=100)],
    conversation: UseConversation,
    service: UseService,
) -> Response:
    """Download een document dat in dit gesprek is gemaakt."""
    made = await service.document(conversation, document_id)
    return download(made.content, made.media_type, made.file_name)


@router.put(
    "/{id}/berichten/{berichtId}/waardering",
    status_code=204,
    operation_id="waardeerBericht",
    responses=problems(400, 401, 403, 404, 413, 503),
)
async def rate_message(
    message_id: Annotated[str, Path(alias="berichtId", description="Het nummer van het antwoord.", max_length=100)],
    body: Waardering,
    conversation: UseConversation,
    service: UseService,
) -> None:
    """Zeg of een antwoord nuttig was. Een nieuwe waardering komt in de plaats van de vorige."""
    await service.rate(conversation, message_id, body.nuttig, body.toelichting)
