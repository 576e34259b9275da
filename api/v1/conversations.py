"""`/gesprekken`: open, ask, read back, rate, delete."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from api.conversations.incoming import clean
from api.conversations.rasa_client import RasaUnavailable, TurnFailed
from api.conversations.service import KeyReused, NotFound, UnknownMunicipality
from api.documents import DOCUMENT_TYPES
from api.problems import ProblemError
from api.v1.dependencies import ConversationId, OtherSite, Token, UseConversation, UseDialogue, UseSettings, UseSites
from api.v1.description import problems
from api.v1.schemas import Antwoord, Bericht, Berichten, Gesprek, NieuwBericht, NieuwGesprek, Waardering

RETRY_AFTER_SECONDS = 5
LONGEST_REMARK = 1000
_FILE = {"schema": {"type": "string", "format": "binary"}}
_FILES = {"content": dict.fromkeys(DOCUMENT_TYPES, _FILE), "description": "Het bestand."}

router = APIRouter(prefix="/gesprekken", tags=["Gesprekken"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        description="Eigen sleutel van dit bericht. Dezelfde sleutel geeft één keer hetzelfde antwoord.",
        min_length=1,
        max_length=255,
    ),
]


@router.post("", status_code=201, operation_id="openGesprek", responses=problems(400, 403, 404, 413))
async def open_conversation(
    body: NieuwGesprek, dialogue: UseDialogue, sites: UseSites, other_site: OtherSite, response: Response
) -> Gesprek:
    """Open een gesprek. Het antwoord bevat het token en een begroeting."""
    if other_site is not None and not sites.may(other_site, body.gemeente):
        raise ProblemError(403, "site_niet_toegestaan")
    try:
        opened = await dialogue.open(body.kanaal, body.gemeente)
    except UnknownMunicipality as error:
        raise ProblemError(404, "gemeente_onbekend", gemeente=str(body.gemeente)) from error
    response.headers["Location"] = f"/v1/gesprekken/{opened.id}/berichten"
    return Gesprek(id=opened.id, token=opened.token, berichten=[Bericht.of(opened.greeting)])


@router.post(
    "/{id}/berichten",
    status_code=201,
    operation_id="stuurBericht",
    responses=problems(400, 401, 403, 404, 413, 422, 503),
)
async def send_message(
    body: NieuwBericht,
    conversation: UseConversation,
    dialogue: UseDialogue,
    settings: UseSettings,
    idempotency_key: IdempotencyKey = None,
) -> Antwoord:
    """Stel een vraag (`tekst`) of maak een aangeboden keuze (`keuze`)."""
    if (body.tekst is None) == (body.keuze is None):
        raise ProblemError(400, "tekst_of_keuze")
    try:
        if body.keuze is not None:
            entry = await dialogue.choose(conversation, body.keuze, idempotency_key)
        else:
            entry = await dialogue.say(
                conversation, usable_text(body.tekst or "", settings.max_text_length), idempotency_key
            )
    except NotFound as error:
        raise ProblemError(404, "keuze_onbekend" if body.keuze else "gesprek_onbekend") from error
    except KeyReused as error:
        raise ProblemError(422, "sleutel_hergebruikt") from error
    except (RasaUnavailable, TurnFailed) as error:
        raise try_later("even_niet_bereikbaar") from error
    return Antwoord.model_validate({"uitkomst": entry.message.outcome, "berichten": [Bericht.of(entry)]})


@router.get("/{id}/berichten", operation_id="leesBerichten", responses=problems(400, 401, 404))
async def read_messages(conversation: UseConversation, dialogue: UseDialogue) -> Berichten:
    """Lees het gesprek tot nu toe terug."""
    return Berichten(berichten=[Bericht.of(entry) for entry in await dialogue.history(conversation)])


@router.delete("/{id}", status_code=204, operation_id="verwijderGesprek", responses=problems(400, 401, 403, 404, 503))
async def delete_conversation(id: ConversationId, token: Token, dialogue: UseDialogue) -> None:
    """Verwijder het gesprek uit elke opslag."""
    try:
        await dialogue.delete(id, token)
    except NotFound as error:
        raise ProblemError(404, "gesprek_onbekend") from error
    except (RasaUnavailable, TurnFailed) as error:
        raise try_later("verwijderen_uitgesteld") from error


@router.get(
    "/{id}/documenten/{documentId}",
    operation_id="haalDocument",
    response_class=Response,
    responses={**problems(400, 401, 404), 200: _FILES},
)
async def get_document(
    document_id: Annotated[str, Path(alias="documentId", description="Het nummer van het document.", max_length=100)],
    conversation: UseConversation,
    dialogue: UseDialogue,
) -> Response:
    """Download een document dat in dit gesprek is gemaakt."""
    try:
        made = await dialogue.document(conversation, document_id)
    except NotFound as error:
        raise ProblemError(404, "document_onbekend") from error
    return to_save(made.content, made.media_type, made.file_name)


@router.put(
    "/{id}/berichten/{berichtId}/waardering",
    status_code=204,
    operation_id="waardeerBericht",
    responses=problems(400, 401, 403, 404, 413),
)
async def rate_message(
    message_id: Annotated[str, Path(alias="berichtId", description="Het nummer van het antwoord.", max_length=100)],
    body: Waardering,
    conversation: UseConversation,
    dialogue: UseDialogue,
) -> None:
    """Zeg of een antwoord nuttig was. Een nieuwe waardering komt in de plaats van de vorige."""
    try:
        await dialogue.rate(conversation, message_id, body.nuttig, usable_remark(body.toelichting))
    except NotFound as error:
        raise ProblemError(404, "bericht_onbekend") from error


def to_save(content: bytes, media_type: str, file_name: str) -> Response:
    """A file to save; it is personal, so nothing on the way may keep it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)


def usable_text(text: str, longest: int) -> str:
    """What was typed, cleaned; ProblemError when nothing is left or it is longer than `longest`."""
    text = clean(text)
    if not text:
        raise ProblemError(400, "leeg_bericht")
    if len(text) > longest:
        raise ProblemError(400, "te_lang_bericht", maximum=longest, aantal=len(text))
    return text


def usable_remark(remark: str | None) -> str | None:
    """Why an answer was of use or not, cleaned; ProblemError when it is too long."""
    remark = clean(remark or "") or None
    if remark and len(remark) > LONGEST_REMARK:
        raise ProblemError(400, "te_lange_toelichting", maximum=LONGEST_REMARK)
    return remark


def try_later(key: str) -> ProblemError:
    """503 with the time after which it makes sense to try again."""
    return ProblemError(503, key, {"Retry-After": str(RETRY_AFTER_SECONDS)}, seconden=RETRY_AFTER_SECONDS)
