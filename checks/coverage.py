"""`python -m checks.coverage DATA…`: how much of each part the fast tests run, of both environments together.

With `--gate` it ends with 1 when a part has less than `LEAST` asks for.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slipcover import merge_coverage

LEAST = {
    "api": 85,
    "bridge": 85,
    "actions": 85,
    "nlu": 85,
    "content": 85,
    "training": 85,
    "runtime": 85,
    "contract": 0,
    "checks": 0,
    "operations": 0,
}
"""The parts, each with the share of its lines and branches that the fast tests must run, in percent.

0 is for what end-to-end tests and `make check` run: it is shown only.
"""


@dataclass
class Counted:
    """Lines and branches of a part, and how many of them were run."""

    lines: int = 0
    lines_run: int = 0
    branches: int = 0
    branches_run: int = 0

    def add(self, summary: dict[str, Any]) -> None:
        """Count a file, by its summary in SlipCover's data."""
        self.lines += summary["covered_lines"] + summary["missing_lines"]
        self.lines_run += summary["covered_lines"]
        self.branches += summary["covered_branches"] + summary["missing_branches"]
        self.branches_run += summary["covered_branches"]

    @property
    def share(self) -> float:
        """Lines and branches together, in percent."""
        return _percent(self.lines_run + self.branches_run, self.lines + self.branches)


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a part has too little and `--gate` is given."""
    gated = "--gate" in arguments
    parts = count([Path(argument) for argument in arguments if argument != "--gate"])
    print(f"{'part':12}{'lines':>8}{'branches':>10}{'both':>8}{'least':>8}")
    for part, counted in parts.items():
        print(
            f"{part:12}{_percent(counted.lines_run, counted.lines):7.1f}%"
            f"{_percent(counted.branches_run, counted.branches):9.1f}%{counted.share:7.1f}%"
            f"{f'{LEAST[part]}%' if LEAST[part] else '-':>8}"
        )
    lacking = too_little(parts)
    if lacking:
        print(f"{'Too little' if gated else 'Not enough yet'} is tested of: {', '.join(lacking)}.")
    return 1 if lacking and gated else 0


def count(data_files: list[Path]) -> dict[str, Counted]:
    """What was run of each part, by the data of several runs.

    Raises FileNotFoundError for a file that is not there, SlipcoverError for one that is not SlipCover's, and
    ValueError without any.
    """
    together, *others = [json.loads(file.read_text(encoding="utf-8")) for file in data_files]
    for data in others:
        merge_coverage(together, data)
    parts: defaultdict[str, Counted] = defaultdict(Counted)
    for name, file in together["files"].items():
        parts[Path(name).parts[0]].add(file["summary"])
    return {part: parts[part] for part in LEAST}


def too_little(parts: dict[str, Counted]) -> list[str]:
    """The parts of which less is run than must be."""
    return [part for part, counted in parts.items() if counted.share < LEAST[part]]


def _percent(run: int, all_of_it: int) -> float:
    return 100 * run / all_of_it if all_of_it else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
