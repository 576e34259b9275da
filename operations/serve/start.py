"""Checks what can be wrong, then hands over to supervisord."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import sys
import tarfile
from pathlib import Path

from api.settings import Settings, SettingsError, load_settings, unknown_settings
from api.store.conversation_keys import usable_master_keys
from api.store.database import check_database, check_place
from api.store.master_keys import MasterKeyError
from content.paths import ROOT, model_card
from contract.version import CONTRACT_VERSION
from operations.serve.announce import ADDRESS, STATUS_SECRET, address_of
from operations.serve.reading import Reading, UnreadableContent
from runtime import sqlite_file
from runtime.checksum import WrongChecksum, check_checksum
from runtime.postgresql_database import UnusableDatabase
from runtime.sqlite_file import UnusableFile

RASA_PYTHON = ROOT / "rasa" / ".venv" / "bin" / "python"
CONFIG = ROOT / "operations" / "serve" / "supervisord.conf"

AFTER_LAST_TURN_SECONDS = 15
"""A process is killed when it has not ended this long after the longest turn: time to close what is open."""


class CannotStart(Exception):
    """Something has to be mended first; the message says what and how."""


def start(model: Path, reading: Reading) -> int:
    """Start everything with `model` once the content is read; does not come back when all is well, and else gives 1."""
    unknown = unknown_settings()
    for line in unknown.values():
        say(line)
    try:
        settings = load_settings()
        check_database(settings.database)
        check_place(settings.tracker)
        usable_master_keys(settings)
        check_ports(settings)
        if not model.is_file():
            raise CannotStart(f"The model {model} is not there. Run `make train`.")
        if not tarfile.is_tarfile(model):
            raise CannotStart(f"The file {model} is no model. Remove it and run `make train`.")
        check_fits(model)
        check_unchanged(model, settings.model_sha256)
        if shutil.which("setpriv") is None:
            raise CannotStart("The program setpriv is missing. It is in the package util-linux.")
        reading.finish()
    except SettingsError as error:
        return say(f"A setting is wrong.\n{error}")
    except UnreadableContent as error:
        return say(f"The content has mistakes; mend them and start again.\n{error}")
    except (CannotStart, UnusableFile, UnusableDatabase, MasterKeyError) as error:
        return say(str(error))
    os.umask(0o077)
    sqlite_file.make_private(settings.var_dir)
    os.chdir(ROOT)
    print("Starting; this takes about 10 seconds.", flush=True)
    command = [sys.executable, "-m", "operations.serve.supervise", "-c", str(CONFIG)]
    inherited = {name: value for name, value in os.environ.items() if name not in unknown}
    os.execve(sys.executable, command, {**inherited, **environment(settings, model)})  # noqa: S606


def check_fits(model: Path) -> None:
    """Raise CannotStart when the model was trained by a version that says other things to the door."""
    card = model_card(model)
    try:
        version = json.loads(card.read_text(encoding="utf-8")).get("contract")
    except (OSError, ValueError, AttributeError) as error:
        raise CannotStart(f"The model {model} has no card {card.name} beside it. Run `make train`.") from error
    if version != CONTRACT_VERSION:
        raise CannotStart(f"The model {model} was trained by another version of the assistant. Run `make train`.")


def check_unchanged(model: Path, expected: str) -> None:
    """Raise CannotStart when the model is not the file that was trained: loading it can run code that it holds."""
    try:
        check_checksum(model, expected)
    except WrongChecksum as error:
        mend = "Run `make train`, or set ZAKBOEK_MODEL_SHA256 to that of a model you trust."
        if expected:
            mend = "ZAKBOEK_MODEL_SHA256 names another model: start that one, or change the setting."
        raise CannotStart(f"The model {error}. {mend}") from error


def check_ports(settings: Settings) -> None:
    """Raise CannotStart when a port is taken, naming the setting that changes it."""
    ports = [
        (settings.host, settings.port, "ZAKBOEK_PORT"),
        *(("127.0.0.1", port, "ZAKBOEK_RASA_PORT") for port in settings.rasa_ports),
    ]
    if settings.actions_apart:
        ports.append(("127.0.0.1", settings.actions_port, "ZAKBOEK_ACTIONS_PORT"))
    for host, port, name in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CannotStart(
                    f"Port {port} on {host} cannot be used ({error.strerror}). "
                    f"Stop what uses it, or choose another: {name}=… make run"
                ) from error


def environment(settings: Settings, model: Path) -> dict[str, str]:
    """What the processes read: the settings, and what follows from them for Rasa."""
    return {
        ADDRESS: address_of(settings.host, settings.port),
        STATUS_SECRET: settings.status_secret.get_secret_value() if settings.status_secret else "",
        "ZAKBOEK_HOST": settings.host,
        "ZAKBOEK_PORT": str(settings.port),
        "ZAKBOEK_RASA_PORT": str(settings.rasa_port),
        "ZAKBOEK_ENGINES": str(settings.engines),
        "ZAKBOEK_ACTIONS_APART": str(settings.actions_apart).lower(),
        "ZAKBOEK_ACTIONS_PORT": str(settings.actions_port),
        "ZAKBOEK_BRIDGE_SECRET": settings.bridge_secret.get_secret_value(),
        "ZAKBOEK_ACTIONS_SECRET": settings.actions_secret.get_secret_value(),
        "ZAKBOEK_VAR_DIR": str(settings.var_dir.resolve()),
        "ZAKBOEK_GEMEENTEN_DIR": str(settings.gemeenten_dir.resolve()),
        "ZAKBOEK_TOOLS_DIR": str(settings.tools_dir.resolve()),
        "ZAKBOEK_ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}",
        "ZAKBOEK_TRACKER_URL": settings.tracker,
        "ZAKBOEK_MODEL": str(model.resolve()),
        "ZAKBOEK_STOP_SECONDS": str(round(settings.turn_timeout) + AFTER_LAST_TURN_SECONDS),
        "ZAKBOEK_USER": getpass.getuser(),
        "ZAKBOEK_PYTHON": sys.executable,
        "ZAKBOEK_RASA_PYTHON": str(RASA_PYTHON),
        "PYTHONPATH": str(ROOT),
        # Without a bytecode cache Rasa takes twice as long to start.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONWARNINGS": "ignore",  # hundreds of lines on Rasa's old libraries
        "ZAKBOEK_LOG_FORMAT": settings.log_format,
        "LOG_LEVEL": settings.log_level if settings.log_level != "INFO" else "WARNING",
        # What is freed goes back to the system: glibc would keep more with each large block that it has seen.
        "MALLOC_MMAP_THRESHOLD_": "1048576",
        "MALLOC_TRIM_THRESHOLD_": "1048576",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "RASA_TELEMETRY_ENABLED": "false",
    }


def say(message: str) -> int:
    """To the person at the terminal; 1 for the shell when it is the last line."""
    print(f"Zakboek assistant: {message}", file=sys.stderr, flush=True)
    return 1
