"""Every setting of the assistant, in one typed place; each is an environment variable."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import AnyHttpUrl, Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from content.paths import DATA, ROOT

Port = Annotated[int, Field(ge=1, le=65535)]
Origin = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+(:[0-9]+)?$")]


class Settings(BaseSettings):
    """Read from `ZAKBOEK_…` environment variables; see the table in README.md."""

    model_config = SettingsConfigDict(env_prefix="ZAKBOEK_", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address the public door listens on.")
    port: Port = Field(8000, description="Port of the public door.")
    rasa_port: Port = Field(5005, description="Port of Rasa, on loopback.")
    actions_port: Port = Field(5055, description="Port of the action server, on loopback.")
    rasa_url: AnyHttpUrl | None = Field(
        None, description="Where Rasa answers, if not on loopback at `ZAKBOEK_RASA_PORT`."
    )
    bridge_secret: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_urlsafe(32)),
        min_length=16,
        description="Shared secret between the public door and Rasa; made anew at each start when not set.",
    )
    var_dir: Path = Field(ROOT / "var", description="Folder for the databases and logs.")
    database_url: str = Field(
        "",
        pattern=r"^$|^sqlite\+aiosqlite:///",
        description="SQLAlchemy address of the door's database; a file in `ZAKBOEK_VAR_DIR` when not set.",
    )
    gemeenten_dir: Path = Field(
        DATA.municipalities,
        description="Folder with the municipalities' own files; may be outside the project.",
    )
    tools_dir: Path = Field(
        DATA.guided_tools,
        description="Folder with the guided tools; may be outside the project.",
    )
    public_url: AnyHttpUrl | None = Field(
        None,
        description="Address under which visitors reach the assistant, for links to it from elsewhere.",
    )
    allowed_origins: Annotated[tuple[Origin, ...], NoDecode] = Field(
        (),
        description="Websites, with a space between, that may show the chat where no municipality's file says so.",
    )
    max_text_length: Annotated[int, Field(ge=100, le=10_000)] = Field(
        1000, description="Longest message a person may send, in characters."
    )
    turn_timeout: Annotated[float, Field(gt=0, le=300)] = Field(
        20.0, description="Longest wait for an answer from Rasa, in seconds."
    )
    smtp_host: str = Field("", description="Mail server for messages that visitors leave; none are offered without it.")
    smtp_port: Port = Field(587, description="Port of the mail server.")
    smtp_user: str = Field("", description="User at the mail server, if it asks for one.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the mail server.")
    smtp_tls: bool = Field(True, description="Whether the mail server must be reached by STARTTLS.")
    mail_from: str = Field("zakboek@localhost", description="Sender of the mails to a municipality.")
    webhook_secret: SecretStr | None = Field(
        None, min_length=16, description="Signs messages to a municipality's webhook; none are offered without it."
    )
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="What is logged.")

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(value.split()) if isinstance(value, str) else value

    @property
    def rasa_base(self) -> str:
        """Where Rasa answers, without a slash at the end."""
        return str(self.rasa_url).rstrip("/") if self.rasa_url else f"http://127.0.0.1:{self.rasa_port}"

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy address of the door's database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir.resolve() / 'gesprekken.db'}"


SECRETS = ("bridge_secret", "smtp_password", "webhook_secret")


class SettingsError(Exception):
    """A setting that cannot be used: names it, what was found and what was expected."""


def load_settings() -> Settings:
    """Read the settings; raise SettingsError with one line a wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_line(detail) for detail in error.errors())) from error


def _line(detail: ErrorDetails) -> str:
    field = str(detail["loc"][0])
    found = "a secret that is not shown" if field in SECRETS else repr(detail["input"])
    return f"ZAKBOEK_{field.upper()}: found {found}; expected: {detail['msg'].removeprefix('Input ')}"
