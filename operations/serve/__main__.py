"""`python -m operations.serve MODEL`: starts all processes of the assistant and keeps them running."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from operations.serve.reading import reading_beside


def main(arguments: list[str]) -> int:
    """Start everything with the model at `arguments[0]`; does not come back when all is well."""
    gc.disable()  # this process is another program before it has anything to give back
    with reading_beside() as reading:
        from operations.serve.start import start  # on one core, while the content is read on another

        return start(Path(arguments[0]), reading)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
