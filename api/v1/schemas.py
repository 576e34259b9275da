"""The API's requests and answers. Field names are Dutch: they are the contract."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.conversations.answering import Exchange
from api.conversations.incoming import LONGEST_CHOICE, LONGEST_MUNICIPALITY
from api.store.records import OfferedChoice, OfferedDocument, StoredMessage
from content.guide.topic import Topic

Outcome = Literal["antwoord", "verduidelijking", "geen-antwoord", "gesprek"]
Channel = Literal["web", "slack", "teams"]

MOST_FIELDS = 20
"""In a request body; no request has so many."""


class Request(BaseModel):
    """A request body: unknown fields and values of another type are mistakes, not wishes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _few_fields(cls, body: Any) -> Any:
        """Each unknown field would be reported: with tens of thousands of them that takes seconds."""
        if isinstance(body, dict) and len(body) > MOST_FIELDS:
            raise ValueError(f"more than {MOST_FIELDS} fields")
        return body


class NieuwGesprek(Request):
    """Where the conversation takes place; `gemeente` by its name, another name, or its code."""

    kanaal: Channel = "web"
    gemeente: str | None = Field(None, max_length=LONGEST_MUNICIPALITY)


class NieuwBericht(Request):
    """A typed text, or the `keuze` of one of the choices that were offered."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [field], "properties": {field: {"type": "string"}}} for field in ("tekst", "keuze")]
        }
    )

    tekst: str | None = None
    keuze: str | None = Field(None, max_length=LONGEST_CHOICE)


class Waardering(Request):
    """Whether the answer was of use, and why."""

    nuttig: bool
    toelichting: str | None = None


class Keuze(BaseModel):
    """A choice to go on with; send `keuze` back to choose it."""

    label: str
    keuze: str

    @classmethod
    def of(cls, choice: OfferedChoice) -> Keuze:
        """From the stored choice."""
        return cls(label=choice.label, keuze=choice.id)


class Bron(BaseModel):
    """Where in the guide the answer comes from; without chapter and page the words are a municipality's own."""

    id: str
    titel: str
    hoofdstuk: str | None
    pagina: int | None
    link: str | None


class Document(BaseModel):
    """A document that a guided tool has made; `url` needs the conversation's token."""

    id: str
    titel: str
    type: str
    url: str

    @classmethod
    def of(cls, document: OfferedDocument, conversation_id: str) -> Document:
        """From the stored document of this conversation."""
        return cls(
            id=document.id,
            titel=document.title,
            type=document.media_type,
            url=f"/v1/gesprekken/{conversation_id}/documenten/{document.id}",
        )


class Bericht(BaseModel):
    """One message of the conversation; `tekst` is Markdown: paragraphs, lists, bold, italic, links.

    `[thank you](taal:en)` is no link: it says in which language the words are.

    `sleutel` is the `Idempotency-Key` that a visitor's message came with, if any. `uitkomst` is null in a
    visitor's message, `nuttig` until the answer is rated.
    """

    id: str
    afzender: Literal["bezoeker", "assistent"]
    tijdstip: datetime
    tekst: str
    keuzes: list[Keuze]
    bronnen: list[Bron]
    documenten: list[Document]
    sleutel: str | None
    uitkomst: Outcome | None
    nuttig: bool | None

    @classmethod
    def of(cls, message: StoredMessage) -> Bericht:
        """From the stored message."""
        return cls(
            id=message.id,
            afzender=cast(Literal["bezoeker", "assistent"], message.sender),
            tijdstip=message.created_at,
            tekst=message.text,
            keuzes=[Keuze.of(choice) for choice in message.choices],
            bronnen=[Bron(**source) for source in message.sources],
            documenten=[Document.of(document, message.conversation_id) for document in message.documents],
            sleutel=message.key,
            uitkomst=cast(Outcome | None, message.outcome),
            nuttig=message.useful,
        )


class Gesprek(BaseModel):
    """A new conversation; `token` is shown this once, `bewaardTot` is the day on which it goes without a message."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    token: str
    bewaard_tot: date = Field(alias="bewaardTot")
    berichten: list[Bericht]


class Vraag(BaseModel):
    """A visitor's message as it is stored; `weggelaten` are the kinds of personal data that were left out of it."""

    id: str
    tekst: str
    weggelaten: list[str]


class Antwoord(BaseModel):
    """The outcome of one message, with the message as it is stored and what the assistant says.

    `bewaardTot` is the day on which the conversation goes when nothing more is said. `gewist` is true when it was
    deleted by this message ("wis alles", and a yes): then nothing can be sent to it any more, and `bewaardTot` is null.
    """

    model_config = ConfigDict(populate_by_name=True)

    uitkomst: Outcome
    vraag: Vraag
    gewist: bool
    bewaard_tot: date | None = Field(alias="bewaardTot")
    berichten: list[Bericht]

    @classmethod
    def of(cls, exchange: Exchange, last_day: date) -> Antwoord:
        """From what was sent and the answer to it."""
        asked, answer = exchange.asked, exchange.answer
        return cls(
            uitkomst=cast(Outcome, answer.outcome),
            vraag=Vraag(id=asked.id, tekst=asked.text, weggelaten=list(asked.left_out)),
            gewist=exchange.deleted,
            bewaard_tot=None if exchange.deleted else last_day,
            berichten=[Bericht.of(answer)],
        )


class Berichten(BaseModel):
    """The conversation so far, with the day on which it goes when nothing more is said."""

    model_config = ConfigDict(populate_by_name=True)

    bewaard_tot: date = Field(alias="bewaardTot")
    berichten: list[Bericht]


class KopieBericht(BaseModel):
    """A message in a copy: `weggelaten` are the kinds of personal data left out of it, `toelichting` your remark."""

    afzender: Literal["bezoeker", "assistent"]
    tijdstip: datetime
    tekst: str
    weggelaten: list[str]
    keuzes: list[str]
    bronnen: list[Bron]
    documenten: list[str]
    uitkomst: Outcome | None
    nuttig: bool | None
    toelichting: str | None


class Kopie(BaseModel):
    """All that is stored of a conversation, for the visitor; `bewaardTot` is the day on which it goes."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    kanaal: Channel
    gemeente: str | None
    geopend: datetime
    bewaard_tot: date = Field(alias="bewaardTot")
    berichten: list[KopieBericht]


class OnderwerpKort(BaseModel):
    """A topic in a list."""

    id: str
    titel: str
    vraag: str
    soort: Literal["rol", "tool", "tekst"]
    hoofdstuk: str
    pagina: int
    link: str | None
    url: str

    @classmethod
    def of(cls, topic: Topic) -> OnderwerpKort:
        """From the guide's topic."""
        return cls.model_validate(_topic_fields(topic))


class Onderwerp(OnderwerpKort):
    """A topic in full; `kort` comes first, `meer` after "meer lezen"."""

    kort: str
    meer: str
    peiljaar: int | None
    vervolg: list[str]

    @classmethod
    def of(cls, topic: Topic) -> Onderwerp:
        """From the guide's topic."""
        more = {"kort": topic.short, "meer": topic.rest, "peiljaar": topic.year, "vervolg": list(topic.related)}
        return cls.model_validate({**_topic_fields(topic), **more})


class Onderwerpen(BaseModel):
    """Topics of the guide, in its order, or the best found first when searching."""

    onderwerpen: list[OnderwerpKort]


class GemeenteKort(BaseModel):
    """A municipality in the list; `eigenBestand` says whether it has contact points of its own."""

    model_config = ConfigDict(populate_by_name=True)

    code: str
    naam: str
    id: str
    eigen_bestand: bool = Field(alias="eigenBestand")
    fictief: bool
    url: str


class Openingsdag(BaseModel):
    """A day of the week with its hours, from and to; none when it is closed."""

    dag: str
    uren: list[tuple[time, time]]


class AndereUren(BaseModel):
    """Days on which it is closed, or has other hours; without a year it is so every year."""

    van: str
    tot: str
    uren: list[tuple[time, time]]
    reden: str | None


class Contactpunt(BaseModel):
    """Someone to turn to, and for what; `opent` is its next opening, `waaromAnders` why today is not as usual."""

    model_config = ConfigDict(populate_by_name=True)

    naam: str
    voor: list[str]
    telefoon: str | None
    email: str | None
    link: str | None
    adres: str | None
    afspraak: Literal["nodig", "niet-nodig"] | None
    openingstijden: list[Openingsdag] | None
    open: bool | None
    opent: datetime | None
    waarom_anders: str | None = Field(alias="waaromAnders")


class Gemeente(GemeenteKort):
    """One municipality, with what its own file says."""

    provincie: str | None
    andere_namen: list[str] = Field(alias="andereNamen")
    plaatsen: list[str]
    geldig_tot: date | None = Field(alias="geldigTot")
    gaat_op_in: str | None = Field(alias="gaatOpIn")
    gepland: bool
    assistent: str | None
    kleur: str | None
    contactpunten: list[Contactpunt]
    andere_uren: list[AndereUren] = Field(alias="andereUren")
    feestdagen: dict[str, Literal["open", "dicht", "om-de-vijf-jaar"]]


class Gemeenten(BaseModel):
    """All municipalities, in the order of their names."""

    gemeenten: list[GemeenteKort]


class Probleem(BaseModel):
    """What went wrong (RFC 9457), in Dutch."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def _topic_fields(topic: Topic) -> dict[str, object]:
    return {
        "id": topic.id,
        "titel": topic.title,
        "vraag": topic.question,
        "soort": topic.kind,
        "hoofdstuk": topic.chapter.title,
        "pagina": topic.page,
        "link": topic.link,
        "url": f"/v1/onderwerpen/{topic.id}",
    }
