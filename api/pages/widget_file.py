"""The chat's script as it was built, and the name and hash by which a site can hold on to exactly this version."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from api.settings import ROOT

FILE = ROOT / "widget" / "dist" / "zakboek-chat.js"


@dataclass(frozen=True)
class WidgetFile:
    """`hash_name` is the file's name with a mark of its content, `integrity` what a browser checks it by."""

    content: bytes
    hash_name: str
    integrity: str


def widget_file() -> WidgetFile | None:
    """The script; None when it has not been built."""
    if not FILE.is_file():
        return None
    content = FILE.read_bytes()
    fingerprint = hashlib.sha256(content).hexdigest()[:16]
    integrity = base64.b64encode(hashlib.sha384(content).digest()).decode()
    return WidgetFile(content, f"zakboek-chat-{fingerprint}.js", f"sha384-{integrity}")
