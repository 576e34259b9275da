"""The version of the API and of the assistant, by semantic versioning; pyproject.toml says it.

The chat for websites has a version of its own, in widget/package.json: sites hold on to one release of it.
"""

import tomllib

from content.paths import ROOT

VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
