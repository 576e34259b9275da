"""Every setting of the assistant, in one typed place; each is an environment variable.

`docs/settings.md` is made from this file by `make settings`: a class is a section there, a field a line.
Every default is on the safe side, so that a name with a typing error opens nothing.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    EmailStr,
    Field,
    IPvAnyNetwork,
    SecretStr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from api.loopback import is_loopback
from content.paths import ROOT, DataPaths

PREFIX = "ZAKBOEK_"

Port = Annotated[int, Field(ge=1, le=65535)]
FileName = Annotated[Path, "FileName"]
HostName = Annotated[str, StringConstraints(pattern=r"^(\*|[a-zA-Z0-9.-]+|[0-9a-f:]+)$")]
Origin = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+(:[0-9]+)?$")]

PerMinute = Annotated[int, Field(ge=0, le=1_000_000)]
"""How many are let in a minute; 0 for no limit."""


def _database_address(address: SecretStr) -> SecretStr:
    """One of SQLite or PostgreSQL that can be read; a secret, since a password may stand in it."""
    try:
        driver = make_url(address.get_secret_value()).drivername if address.get_secret_value() else DRIVERS[0]
    except (ArgumentError, ValueError):
        driver = ""
    if driver not in DRIVERS:
        raise PydanticCustomError("address", "an address that begins with sqlite:/// or postgresql+psycopg://")
    return address


DRIVERS = ("sqlite", "sqlite+aiosqlite", "postgresql+psycopg")
DatabaseAddress = Annotated[SecretStr, AfterValidator(_database_address)]

_OWN = DataPaths.under(ROOT / "data")


def _redis_address(address: SecretStr) -> SecretStr:
    """One that the client can read; a secret, since a password may stand in it."""
    try:
        parts = urlsplit(address.get_secret_value())
        usable = parts.scheme in REDIS_SCHEMES and bool(parts.hostname or parts.path) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise PydanticCustomError("address", "an address that begins with redis://, rediss:// or unix://")
    return address


REDIS_SCHEMES = ("redis", "rediss", "unix")
RedisAddress = Annotated[SecretStr, AfterValidator(_redis_address)]


class Addresses(BaseSettings):
    """Where the processes listen, and under which address visitors reach them."""

    host: str = Field(
        "127.0.0.1",
        description="Address that the public door listens on. Everyone on the network reaches it on `0.0.0.0`: "
        "put a web server with TLS in front of it then.",
        examples=["0.0.0.0"],  # noqa: S104
    )
    port: Port = Field(8000, description="Port of the public door.", examples=["8080"])
    rasa_port: Port = Field(
        5005,
        description="Port of Rasa, on loopback; of its first engine, the others have those after it.",
        examples=["5006"],
    )
    engines: Annotated[int, Field(ge=1, le=32)] = Field(
        1,
        description="Engines of Rasa that work side by side, one a core at most; two take 110 MiB more than one. Set "
        "it where the public door and Rasa are started apart, the same for both.",
        examples=["4"],
    )
    actions_apart: bool = Field(
        False,
        description="Runs the actions in a process of their own instead of in Rasa's: 40 MiB more, an answer takes a "
        "few milliseconds longer, and an action that hangs or breaks leaves Rasa alone.",
    )
    actions_port: Port = Field(
        5055,
        description="Port of the action server, on loopback, with `ZAKBOEK_ACTIONS_APART`.",
        examples=["5056"],
    )
    rasa_url: Annotated[tuple[AnyHttpUrl, ...], NoDecode] = Field(
        (),
        description="Where the first engine of Rasa answers, when that is not on loopback at `ZAKBOEK_RASA_PORT`; of "
        "several machines with a space between, the same for each door. They need a database that they share.",
        examples=["http://rasa:5005", "http://rasa-1.example:5005 http://rasa-2.example:5005"],
    )
    public_url: AnyHttpUrl | None = Field(
        None,
        description="Address under which visitors reach the assistant, for links to it from elsewhere. While it is not "
        "set, such links hold a placeholder or are left out, but for those who look on the same machine.",
        examples=["https://zakboek.example"],
    )

    @field_validator("rasa_url", mode="before")
    @classmethod
    def _split_addresses(cls, value: Any) -> Any:
        return tuple(value.split()) if isinstance(value, str) else value


class Access(BaseSettings):
    """Who may do what: secrets and websites."""

    bridge_secret: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_urlsafe(32)),
        min_length=16,
        description="Shared by the public door and Rasa; made anew at each start when not set. Set it where they "
        "are started apart, the same for both: `openssl rand -hex 32` makes one.",
    )
    actions_secret: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_urlsafe(32)),
        min_length=16,
        description="Shared by Rasa and the action server, with `ZAKBOEK_ACTIONS_APART`, as `ZAKBOEK_BRIDGE_SECRET` is "
        "by the door and Rasa; made anew at each start when not set.",
    )
    model_sha256: str = Field(
        "",
        pattern=r"^$|^[0-9a-f]{64}$",
        description="SHA-256 that the model must have to be started, in 64 hexadecimal digits. When not set, the one "
        "that `make train` wrote beside it.",
    )
    allowed_hosts: Annotated[tuple[HostName, ...], NoDecode] = Field(
        (),
        description="Names, with a space between, under which the assistant answers, beside that in "
        "`ZAKBOEK_PUBLIC_URL` and those of the machine itself; `*` for any. When neither is set, any.",
        examples=["zakboek.gemeente.example zakboek.intranet.example"],
    )
    trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode] = Field(
        (ip_network("127.0.0.1"), ip_network("::1")),
        description="Addresses or networks, with a space between, of the web servers in front: their "
        "`X-Forwarded-For` says where a visitor comes from. That of anybody else is not believed.",
        examples=["127.0.0.1 10.0.0.0/24"],
    )
    allowed_origins: Annotated[tuple[Origin, ...], NoDecode] = Field(
        (),
        description="Websites, with a space between, that may show the chat where no municipality's file says so. "
        "None may when not set.",
        examples=["https://www.gemeente.example https://intranet.example"],
    )

    status_secret: SecretStr | None = Field(
        None,
        min_length=16,
        description="Shows the model, the versions and what is wrong in the content at `/readyz` to who sends "
        "`Authorization: Bearer` with it. When not set, only to who asks on the same machine.",
    )
    metrics_token: SecretStr | None = Field(
        None,
        min_length=16,
        description="Gives the figures at `/metrics` to who sends `Authorization: Bearer` with it, such as Prometheus. "
        "When not set there is no such address, on the same machine neither.",
    )

    @field_validator("allowed_hosts", "allowed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(value.split()) if isinstance(value, str) else value


class Storage(BaseSettings):
    """What is kept, and where."""

    var_dir: Path = Field(
        ROOT / "var",
        description="Folder for the databases, and for Rasa's log (`rasa.log`; `actions.log` where these are apart).",
        examples=["/var/lib/zakboek"],
    )
    database_url: DatabaseAddress = Field(
        SecretStr(""),
        description="SQLAlchemy address of the door's database: `sqlite:///…`, or `postgresql+psycopg://…` "
        "(the operators' page on PostgreSQL). The file `gesprekken.db` in `ZAKBOEK_VAR_DIR` when not set.",
        examples=["sqlite:////var/lib/zakboek/gesprekken.db"],
    )
    keys_url: DatabaseAddress = Field(
        SecretStr(""),
        validate_default=True,
        description="SQLAlchemy address of the keys of the conversations, one each: `sqlite:///…`, or "
        "`postgresql+psycopg://…` of another database; to be set where the door's database is PostgreSQL. The file "
        "`sleutels.db` in `ZAKBOEK_VAR_DIR` when not set. Keep it out of the backups of the databases: a conversation "
        "that was deleted cannot be read in them without its key.",
        examples=["sqlite:////var/lib/zakboek-keys/sleutels.db"],
    )
    tracker_url: DatabaseAddress = Field(
        SecretStr(""),
        description="SQLAlchemy address of Rasa's part of the conversations, the same for all engines. When not set, "
        "the door's database where that is PostgreSQL, in a schema `rasa`; else the file `tracker.db` in "
        "`ZAKBOEK_VAR_DIR`. Set it where Rasa is started apart.",
        examples=["sqlite:////var/lib/zakboek/tracker.db"],
    )
    database_connections: Annotated[int, Field(ge=2, le=200)] = Field(
        10,
        description="Connections of one door to PostgreSQL at the same time, and as many to the keys where these are "
        "there too. Who waits for one longer than 5 seconds is told to try again.",
        examples=["20"],
    )

    @field_validator("keys_url")
    @classmethod
    def _the_same_for_all_doors(cls, value: SecretStr, others: ValidationInfo) -> SecretStr:
        """With keys of its own each door would take the conversations of the others for unreadable and delete them."""
        database = others.data.get("database_url")
        if database and database.get_secret_value().startswith("postgresql") and not value.get_secret_value():
            raise PydanticCustomError("keys", "with PostgreSQL an address that all doors share")
        return value

    master_key: SecretStr = Field(
        SecretStr(""),
        description="Encrypts the keys of the conversations: base64 of 32 bytes (`openssl rand -base64 32`), the "
        "newest first when there are more, with a space between. Not beside `ZAKBOEK_MASTER_KEY_FILE`.",
    )
    master_key_file: FileName | None = Field(
        None,
        description="File with the master key, one a line. When neither is set, the file `hoofdsleutel` in "
        "`ZAKBOEK_VAR_DIR` is made at the first start. `make nieuwe-sleutel` puts a new one in.",
        examples=["/run/secrets/zakboek-master-key"],
    )


class Folders(BaseSettings):
    """Content that may stand outside the project, in a folder that editors write to."""

    gemeenten_dir: Path = Field(
        _OWN.municipalities,
        description="Folder with the municipalities' own files.",
        examples=["/srv/zakboek/gemeenten"],
    )
    tools_dir: Path = Field(
        _OWN.guided_tools,
        description="Folder with the guided tools.",
        examples=["/srv/zakboek/tools"],
    )


class Limits(BaseSettings):
    """How much, and how long."""

    max_text_length: Annotated[int, Field(ge=100, le=10_000)] = Field(
        1000, description="Longest message that a visitor may send, in characters.", examples=["2000"]
    )
    turn_timeout: Annotated[float, Field(gt=0, le=300)] = Field(
        20.0,
        description="Longest wait for an answer, in seconds: three quarters of it in the queue before Rasa. A visitor "
        "who would wait longer is told at once when to try again. Stopping takes up to 15 seconds more than this.",
        examples=["30"],
    )
    turns_at_once: Annotated[int, Field(ge=1, le=64)] = Field(
        4, description="Messages that Rasa works on at the same time; the others wait their turn.", examples=["8"]
    )
    retention_days: Annotated[int, Field(ge=0, le=3650)] = Field(
        30,
        description="Days after its last message on which a conversation is deleted from every store. With 0 it is "
        "deleted after an hour without a message.",
        examples=["7"],
    )
    conversations_per_network: PerMinute = Field(
        60,
        description="Conversations that one network may open a minute: an IPv4 address, or the /56 of an IPv6 address. "
        "A town hall may share one. With 0 there is no limit, as with each that counts by the minute.",
        examples=["600"],
    )
    conversations_in_total: PerMinute = Field(
        3000, description="Conversations that all together may open a minute.", examples=["10000"]
    )
    messages_per_conversation: PerMinute = Field(
        30, description="Messages a minute in one conversation.", examples=["60"]
    )
    messages_per_network: PerMinute = Field(240, description="Messages a minute of one network.", examples=["1000"])
    messages_in_total: PerMinute = Field(3000, description="Messages a minute of all together.", examples=["10000"])
    requests_per_network: PerMinute = Field(
        1200,
        description="Requests a minute of one network, of whatever kind: pages, history, ratings, downloads.",
        examples=["5000"],
    )
    redis_url: RedisAddress | None = Field(
        None,
        description="Redis in which all doors count these together: `redis://…`, by TLS `rediss://…`, or `unix://…` "
        "(the operators' page on Redis). Each door counts for itself when not set, and while Redis is away.",
        examples=["rediss://zakboek:PASSWORD@redis.example:6379/0"],
    )
    max_connections: Annotated[int, Field(ge=10, le=100_000)] = Field(
        500,
        description="Connections to the public door at the same time. One more ends the one that has been silent "
        "longest.",
        examples=["2000"],
    )


class Delivery(BaseSettings):
    """How a message that a visitor leaves reaches a municipality. Without these, leaving one is not offered."""

    smtp_host: str = Field(
        "", description="Mail server. No mail is sent when not set.", examples=["mail.gemeente.example"]
    )
    smtp_port: Port = Field(587, description="Port of the mail server.", examples=["25"])
    smtp_user: str = Field("", description="User at the mail server, when it asks for one.", examples=["zakboek"])
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the mail server.")
    smtp_tls: bool = Field(
        True,
        description="Whether the mail server must offer STARTTLS; `false` only for one on the same machine.",
        examples=["false"],
    )
    mail_from: str = Field(
        "zakboek@localhost",
        description="Sender of the mails to a municipality.",
        examples=["zakboek@gemeente.example"],
    )
    delivery_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7,
        description="Days that a message which cannot be delivered is kept and tried again. After that it is deleted, "
        "and its conversation says so.",
        examples=["3"],
    )
    webhook_secret: SecretStr | None = Field(
        None,
        min_length=16,
        description="Signs what goes to a municipality's webhook (HMAC-SHA-256). Nothing is sent there when not set.",
    )


class Channels(BaseSettings):
    """Slack and Teams: off until all that one of them needs is set, `ZAKBOEK_PUBLIC_URL` too.

    The operators' pages on Slack and on Teams say how to come by each.
    """

    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="Signing secret of the Slack app: what Slack sends is believed by it alone."
    )
    slack_bot_token: SecretStr = Field(
        SecretStr(""),
        description="Bot token of the Slack app, for one workspace. Not beside `ZAKBOEK_SLACK_CLIENT_ID`.",
    )
    slack_client_id: str = Field(
        "",
        description="Client id of the Slack app, for several workspaces that install it themselves.",
        examples=["1234567890.1234567890"],
    )
    slack_client_secret: SecretStr = Field(
        SecretStr(""), description="Client secret of the Slack app, with `ZAKBOEK_SLACK_CLIENT_ID`."
    )
    slack_api_url: str = Field(
        "",
        pattern=r"^$|^https?://\S+/$",
        description="Where Slack's Web API answers, for a stand-in on this machine. Slack's own when not set.",
        examples=["http://127.0.0.1:8100/api/"],
    )
    teams_client_id: str = Field(
        "",
        description="Application (client) id of the Teams bot at Microsoft Entra.",
        examples=["00000000-0000-0000-0000-000000000000"],
    )
    teams_client_secret: SecretStr = Field(SecretStr(""), description="Client secret of the Teams bot.")
    teams_tenant_id: str = Field(
        "",
        description="Tenant in which people use the Teams bot; those of another are refused.",
        examples=["00000000-0000-0000-0000-000000000000"],
    )
    teams_stand_in: str = Field(
        "",
        pattern=r"^$|^http://(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]+)?$",
        description="A stand-in of Microsoft's services on this machine, in their place. Theirs when not set.",
        examples=["http://127.0.0.1:8200"],
    )
    channels_file: FileName | None = Field(
        None,
        description="File that says which workspace or tenant belongs to which municipality; read while the assistant "
        "runs. `werkruimtes.yml` in `ZAKBOEK_VAR_DIR` when not set, and it need not be there.",
        examples=["/etc/zakboek/werkruimtes.yml"],
    )


class Publisher(BaseSettings):
    """Who publishes this assistant: the contact in the API's description (`/v1/openapi.json`).

    The API design rules ask for one, so an address that leads nowhere stands there for what is not set.
    """

    publisher_name: str = Field(
        "", description="Organisation or team that publishes the assistant.", examples=["Gemeente Voorbeeldstad"]
    )
    publisher_email: EmailStr | None = Field(
        None, description="Its mail address, for those who use the API.", examples=["zakboek@gemeente.example"]
    )
    publisher_url: AnyHttpUrl | None = Field(
        None, description="Its website.", examples=["https://www.gemeente.example"]
    )


class Log(BaseSettings):
    """What is written down about the assistant itself."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO",
        description="The least that is logged. With `DEBUG` Rasa prints what people type: not with real visitors.",
        examples=["WARNING"],
    )
    log_format: Literal["text", "json"] = Field(
        "text",
        description="How a line of the log is written: for people to read, or as one JSON object for a program that "
        "collects logs. It holds the same.",
        examples=["json"],
    )


SECTIONS = (Addresses, Access, Storage, Folders, Limits, Delivery, Channels, Publisher, Log)


class Settings(Addresses, Access, Storage, Folders, Limits, Delivery, Channels, Publisher, Log):
    """All of them, read from `ZAKBOEK_…`; a variable that is empty counts as not set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    @property
    def rasa_engines(self) -> list[str]:
        """Where each engine of Rasa answers, without a slash at the end; of each machine the first, then the second."""
        if not self.rasa_url:
            return [f"http://127.0.0.1:{port}" for port in self.rasa_ports]
        return [_engine(first, place) for place in range(self.engines) for first in self.rasa_url]

    @property
    def rasa_ports(self) -> range:
        """The ports of the engines that are started here."""
        return range(self.rasa_port, self.rasa_port + self.engines)

    @property
    def keys(self) -> str:
        """The SQLAlchemy address of the conversations' keys."""
        return self.keys_url.get_secret_value() or f"sqlite:///{self.var_dir.resolve() / 'sleutels.db'}"

    @property
    def tracker(self) -> str:
        """The SQLAlchemy address of Rasa's part of the conversations."""
        shared = self.database if self.database.startswith("postgresql") else ""
        return self.tracker_url.get_secret_value() or shared or f"sqlite:///{self.var_dir.resolve() / 'tracker.db'}"

    @property
    def own_master_key_file(self) -> Path:
        """Where the assistant keeps a master key of its own."""
        return self.var_dir.resolve() / "hoofdsleutel"

    @property
    def workspaces_file(self) -> Path:
        """Which municipality each workspace and tenant belongs to."""
        return self.channels_file or self.var_dir.resolve() / "werkruimtes.yml"

    @cached_property
    def known_hosts(self) -> frozenset[str] | None:
        """Names under which visitors reach the assistant; None where any will do."""
        public = (self.public_url.host or "").strip("[]").lower() if self.public_url else ""
        names = {*map(str.lower, self.allowed_hosts), *([public] if public and not is_loopback(public) else [])}
        return frozenset(names) if names and "*" not in names else None

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy address of the door's database."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.var_dir.resolve() / 'gesprekken.db'}"


PASSED_ON = frozenset(
    f"{PREFIX}{name}"
    for name in (
        "ACTIONS_URL",  # to Rasa, by rasa/endpoints.yml
        "ADDRESS",  # to `operations.serve.announce`
        *("MODEL", "STOP_SECONDS", "USER", "PYTHON", "RASA_PYTHON"),  # to supervisord.conf
        *("SPACY_MODEL", "SPACY_VERSION"),  # to training, by config.yml
        "CONVERSATION_KEY",  # to `make waarom`
        "TEST_MODEL",  # to the tests of a running assistant
    )
)
"""What the project's own processes tell each other: no settings, but known."""


class SettingsError(Exception):
    """A setting that cannot be used: names it, what was found and what was expected."""


def _engine(first: AnyHttpUrl, place: int) -> str:
    """The address of an engine on the machine with the `first` one."""
    return f"{first.scheme}://{first.host}:{(first.port or 80) + place}{(first.path or '').rstrip('/')}"


def load_settings() -> Settings:
    """Read the settings; raise SettingsError with one line a wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_line(detail) for detail in error.errors())) from error


def variable(field: str) -> str:
    """The environment variable of a field."""
    return f"{PREFIX}{field.upper()}"


def unknown_settings(environment: Iterable[str] = os.environ) -> dict[str, str]:
    """One line for each variable that looks like a setting and is none, by its name.

    It is said and not refused: the prefix may have come from elsewhere (a container platform makes
    such names of a service's), and what falls back on its default opens nothing.
    """
    known = PASSED_ON | {variable(field) for field in Settings.model_fields}
    named = (name for name in sorted(environment) if name.upper().startswith(PREFIX))
    return {name: _unknown(name) for name in named if name.upper() not in known}


def _unknown(name: str) -> str:
    nearest = get_close_matches(name.lower().removeprefix(PREFIX.lower()), Settings.model_fields, n=1, cutoff=0.7)
    hint = f"did you mean {variable(nearest[0])}?" if nearest else "docs/settings.md has those that are."
    return f"{name} is no setting and is not used; {hint}"


def _line(detail: ErrorDetails) -> str:
    field = str(detail["loc"][0])
    secret = "Secret" in str(Settings.model_fields[field].annotation)
    found = "a secret that is not shown" if secret else repr(detail["input"])
    return f"{variable(field)}: found {found}; expected: {detail['msg'].removeprefix('Input ')}"
