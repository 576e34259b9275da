"""`python -m operations.serve.reading`: reads all content, and prints what is wrong with it.

`reading_beside` does so beside the other checks of a start, which take as long: half a second.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class UnreadableContent(Exception):
    """The content has mistakes; the message has each with its file and line."""


class Reading:
    """A process that reads the content."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def finish(self) -> None:
        """Wait until all is read; UnreadableContent when it has mistakes or could not be read."""
        told = self._process.stdout.read() if self._process.stdout else ""
        if self._process.wait() != 0:
            raise UnreadableContent(told.strip())


@contextmanager
def reading_beside() -> Iterator[Reading]:
    """Let the content be read while the block lasts, and no longer."""
    command = [sys.executable, "-m", "operations.serve.reading"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            yield Reading(process)
        finally:
            process.kill()


def main() -> int:
    """1 when the content has mistakes."""
    from content.live import read_content
    from content.problems import ContentError

    try:
        read_content()
    except ContentError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
