"""`/robots.txt` and `/sitemap.xml`: what search engines may read, and where it is."""

from __future__ import annotations

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response

from api.pages.page import kept_fresh, root
from api.problems import ProblemError
from content.live import Content

router = APIRouter(include_in_schema=False)


@router.api_route("/robots.txt", methods=["GET", "HEAD"])
async def robots(request: Request) -> Response:
    """All may be read but conversations."""
    lines = [
        "User-agent: *",
        "Disallow: /v1/gesprekken",
        "Disallow: /document",
        "Disallow: /gesprek",
    ]
    if root(request):
        lines.append(f"Sitemap: {root(request)}/sitemap.xml")
    return kept_fresh(request, Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8"))


@router.api_route("/sitemap.xml", methods=["GET", "HEAD"])
async def sitemap(request: Request) -> Response:
    """The pages that are the same for everyone; there is none as long as their address is not known."""
    if not root(request):
        raise ProblemError(404, "pagina_onbekend")
    content: Content = request.app.state.content.current
    paths = ["/", "/gids/", *(f"/gids/{topic.id}" for topic in content.guide), "/widget/", "/privacy"]
    rows = "".join(f"<url><loc>{escape(root(request) + path)}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return kept_fresh(request, Response(f"{head}{rows}</urlset>\n", media_type="application/xml"))
