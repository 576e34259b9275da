"""Which websites may hold conversations: a municipality says so in its own file, under `sites`."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from api.settings import Settings
from content.live import LiveContent


class Sites:
    """Answers for the files as they stand now; `ZAKBOEK_ALLOWED_ORIGINS` counts where no file speaks."""

    def __init__(self, settings: Settings, content: LiveContent) -> None:
        self._content = content
        self._general = frozenset(map(_origin, settings.allowed_origins))
        self._ours = _origin(str(settings.public_url)) if settings.public_url else None

    def other_site(self, headers: Headers) -> str | None:
        """The origin of the page that asks, when that is not a page of ours; None too when no browser asks."""
        origin = headers.get("origin")
        if origin is None or origin == self._ours:
            return None
        host = _host(origin)
        return None if host and host == headers.get("host") else origin

    def may(self, origin: str, municipality: str | None) -> bool:
        """Whether pages of `origin` may talk in this municipality's name, or in none's."""
        if municipality is None:
            return origin in self._general
        municipalities = self._content.current.municipalities
        found = municipalities.called(municipality)
        if found is None:  # whoever may talk at all may hear that there is no such municipality
            return self.may_somewhere(origin)
        own = municipalities.own_file(found)
        return origin in (frozenset(map(_origin, own.sites)) if own else self._general)

    def may_somewhere(self, origin: str) -> bool:
        """Whether pages of `origin` may talk in anyone's name."""
        own_files = self._content.current.municipalities.own.values()
        return origin in self._general or any(origin == _origin(site) for own in own_files for site in own.sites)


def _host(origin: str) -> str:
    """The host in a browser's `Origin`; empty for anything else that a client puts there."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _origin(address: str) -> str:
    """The address as browsers send it in `Origin`: no path, no port that goes without saying."""
    parts = urlsplit(address)
    usual = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(usual)}"
