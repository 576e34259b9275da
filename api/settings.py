"""Every setting of the assistant, in one typed place; each is an environment variable."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

Port = Annotated[int, Field(ge=1, le=65535)]


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
    public_url: AnyHttpUrl | None = Field(
        None, description="Address under which visitors reach the assistant, for the API's description."
    )
    max_text_length: Annotated[int, Field(ge=100, le=10_000)] = Field(
        1000, description="Longest message a person may send, in characters."
    )
    turn_timeout: Annotated[float, Field(gt=0, le=300)] = Field(
        20.0, description="Longest wait for an answer from Rasa, in seconds."
    )
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="What is logged.")

    @property
    def rasa_base(self) -> str:
        """Where Rasa answers, without a slash at the end."""
        return str(self.rasa_url).rstrip("/") if self.rasa_url else f"http://127.0.0.1:{self.rasa_port}"

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy address of the door's database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir.resolve() / 'gesprekken.db'}"


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
    found = "a secret that is not shown" if field == "bridge_secret" else repr(detail["input"])
    return f"ZAKBOEK_{field.upper()}: found {found}; expected: {detail['msg'].removeprefix('Input ')}"
