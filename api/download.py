"""A file of one visitor's own, to save."""

from __future__ import annotations

from fastapi import Response


def download(content: bytes, media_type: str, file_name: str) -> Response:
    """The file under its name; it is personal, so nothing on the way may keep it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
