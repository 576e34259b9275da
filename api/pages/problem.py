"""An error as a page, for those who look with a browser; as problem+json for all others."""

from __future__ import annotations

from fastapi import Request, Response

from api.pages.page import page
from api.problems import ProblemError, problem_response
from content.live import Content


def problem_page(request: Request, error: ProblemError) -> Response:
    """What went wrong and how to go on, in Dutch."""
    if "text/html" not in request.headers.get("accept", ""):
        return problem_response(request, error)
    content: Content = request.app.state.content.current
    text = content.texts["fouten"][error.key]
    values = {"title": text.title, "detail": text.fill(**error.values), "status": error.status, "canonical": None}
    response = page(request, "fout.html", values, error.status)
    response.headers.update(error.headers)
    return response
