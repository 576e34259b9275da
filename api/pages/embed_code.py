"""The lines that put the chat on a site: HTML, the house style and the security policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from markupsafe import escape

from api.colour import WHITE, light_enough
from api.pages.house_colour import DARK
from api.pages.widget import Script


@dataclass(frozen=True)
class Wishes:
    """How a site owner wants the chat; what is empty or first stays as the chat has it by itself."""

    municipality: str
    display: Literal["knop", "paneel"]
    title: str
    storage: Literal["sessie", "geen"]


def script_line(root: str, script: Script) -> str:
    """The script, in a fixed version that the browser checks."""
    source = f'src="{escape(root)}{script.path}"'
    return f'<script type="module" {source} integrity="{script.integrity}" crossorigin="anonymous"></script>'


def element_line(root: str, wishes: Wishes, link_text: str) -> str:
    """The element, with only the attributes that differ from what the chat does by itself.

    In it is a link to the page without JavaScript, for visitors whose browser does not run the script.
    """
    wanted = {
        "gemeente": wishes.municipality,
        "weergave": wishes.display if wishes.display != "knop" else "",
        "titel": wishes.title,
        "opslag": wishes.storage if wishes.storage != "sessie" else "",
    }
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in wanted.items() if value)
    query = f"?gemeente={escape(wishes.municipality)}" if wishes.municipality else ""
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
