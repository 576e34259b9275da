"""`python -m operations.teams_package`: writes the app package of Teams into `teams` in the folder of the databases."""

from __future__ import annotations

import sys

from api.settings import SettingsError, load_settings
from content.live import read_content
from operations.teams_package.package import CannotMake, make_package

FILE = "zakboek-teams.zip"


def main() -> int:
    """Say where the package is; 1 with a line on what is missing."""
    try:
        settings = load_settings()
        packed = make_package(settings, read_content().texts)
    except (SettingsError, CannotMake) as error:
        print(error, file=sys.stderr)
        return 1
    folder = settings.var_dir.resolve() / "teams"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(packed)
    print(f"{folder / FILE}: upload it in the Teams admin center, as docs/operators/teams.md says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
