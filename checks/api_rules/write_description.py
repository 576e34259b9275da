"""Writes the API's description to a file, to be linted: `python -m checks.api_rules.write_description FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from api.settings import Settings
from api.v1.app import create_v1
from content.live import LiveContent

description = create_v1(Settings(), LiveContent()).openapi()
Path(sys.argv[1]).write_text(json.dumps(description, ensure_ascii=False, indent=2), encoding="utf-8")
