"""The lines that put the chat on a site: HTML, the house style and the security policy."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import escape

from api.colour import WHITE, light_enough
from api.embed.script import Script
from api.embed.wishes import Wishes
from api.pages.house_colour import DARK
from content.live import Content


def script_line(root: str, script: Script) -> str:
    """The script; the browser checks a release, which never changes."""
    check = f' integrity="{script.integrity}" crossorigin="anonymous"' if script.version else ""
    return f'<script type="module" src="{escape(root)}{script.path}"{check}></script>'


def element_line(root: str, wishes: Wishes, content: Content) -> str:
    """The element, with only the attributes that differ from what the chat does by itself.

    In it is a link to the page without JavaScript, for visitors whose browser does not run the script.
    """
    wanted = {
        "gemeente": wishes.slug,
        "weergave": wishes.display if wishes.display != "knop" else "",
        "titel": wishes.title,
        "opslag": wishes.storage if wishes.storage != "sessie" else "",
    }
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in wanted.items() if value)
    link_text = content.texts["widget"]["link_zonder_script"].text
    query = f"?gemeente={escape(wishes.slug)}" if wishes.slug else ""
    return f'<zakboek-chat{attributes}><a href="{escape(root)}/{query}">{escape(link_text)}</a></zakboek-chat>'


def style_lines(colour: str) -> tuple[str, str]:
    """The house style for a colour `#rrggbb` that can be read on white: on light pages, and on dark ones."""
    tint = light_enough(colour, *DARK)
    return (
        f"zakboek-chat {{ --zakboek-accent: {colour}; --zakboek-op-accent: {WHITE}; }}",
        f"zakboek-chat {{ --zakboek-accent: {tint}; --zakboek-op-accent: {DARK[0]}; }}",
    )


def policy_lines(root: str) -> str:
    """What a site with a Content-Security-Policy adds to it."""
    parts = urlsplit(root)
    origin = f"{parts.scheme}://{parts.netloc}"
    return f"script-src {origin};\nconnect-src {origin};"
