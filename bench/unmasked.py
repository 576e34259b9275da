"""`make meet-maskeren VRAGEN=…`: what leaving out personal data costs an answer, by two doors before one Rasa.

One is the door as it is, the other leaves nothing out; both are measured as `make meet` does. Only messages in which
something is left out can be answered in another way, so their number is printed first.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from api.main import create_app
from api.masking.masker import Masked, Masker
from api.server import server
from api.settings import load_settings
from bench.meet import measure, read
from content.live import LiveContent
from content.paths import DATA, ROOT
from tests.support.assistant import BackgroundAssistant, BackgroundProcess, free_ports


def main() -> int:
    """Measure the files named on the command line; with `--door` be the door that leaves nothing out."""
    parser = argparse.ArgumentParser(description="Measure question files with and without masking.")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--door", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("files", type=Path, nargs="*")
    arguments = parser.parse_args()
    if arguments.door:
        serve_unmasked()
        return 0
    files = [file for file in arguments.files if file.is_file()]
    if not files or arguments.model is None:
        print('Skipped: no model or no question file. Use: make meet-maskeren VRAGEN="file.jsonl …"')
        return 0
    for file in files:
        print_changed(file)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        secret, rasa_port = secrets.token_hex(), free_ports(1)[0]
        masking = stack.enter_context(
            BackgroundAssistant(arguments.model, folder / "masked", rasa_port=str(rasa_port), bridge_secret=secret)
        )
        without = stack.enter_context(unmasked_door(folder / "unmasked", f"http://127.0.0.1:{rasa_port}", secret))
        for heading, url in (("with masking", masking.url), ("without masking", without)):
            print(f"\n== {heading}")
            measure(url, files)
    return 0


def print_changed(file: Path) -> None:
    """Of how many messages in a question file something is left out."""
    masker = Masker.read(DATA.personal_data, LiveContent().current.municipalities.register.names)
    turns = [turn for line in read(file) for turn in line.get("beurten", [line])]
    typed = [turn.get("zeg") or turn.get("tekst", "") for turn in turns]
    changed = sum(masker.mask(text).text != text for text in typed)
    print(f"{file.name}: something is left out of {changed} of {len(typed)} messages")


@contextlib.contextmanager
def unmasked_door(folder: Path, rasa_url: str, secret: str) -> Iterator[str]:
    """The address of a door that leaves nothing out, before the Rasa of another."""
    [port] = free_ports(1)
    settings = {"port": str(port), "var_dir": str(folder), "rasa_url": rasa_url, "bridge_secret": secret}
    environment = {**os.environ, **{f"ZAKBOEK_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "bench.unmasked", "--door"]
    url = f"http://127.0.0.1:{port}"
    with BackgroundProcess(command, ROOT, environment, folder / "door.log", f"{url}/readyz"):
        yield url


def serve_unmasked() -> None:
    """A door as `python -m api.server`, but for what it leaves out: nothing."""
    Masker.mask = _unchanged  # type: ignore[method-assign]
    settings = load_settings()
    server(settings, create_app(settings)).run()


def _unchanged(self: Masker, text: str, before: str = "") -> Masked:
    return Masked(text)


if __name__ == "__main__":
    sys.exit(main())
