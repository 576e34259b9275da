"""The small subset of Markdown that content may use: reading it, and what is wrong outside it.

"zero" knows nothing; only what content may hold is switched on, so HTML stays text. Words in another language are
marked as a link whose address is that language, `[thank you](taal:en)`: who does not know this shows the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LANGUAGE = re.compile(r"taal:(?P<code>[a-z]{2})")
"""The address that says in which language the words are: an ISO 639-1 code, as the HTML attribute `lang` takes it."""


def _mark_languages(state: StateCore) -> None:
    """Have words in another language become a `span` that says so."""
    for block in state.tokens:
        opened: list[Token] = []
        for token in block.children or ():
            if token.type == "link_open":
                opened.append(token)
                if language := LANGUAGE.fullmatch(str(token.attrGet("href"))):
                    token.tag, token.attrs = "span", {"lang": language["code"]}
            elif token.type == "link_close":
                token.tag = opened.pop().tag


_READER = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape"])
_READER.core.ruler.push("languages", _mark_languages)

LINK = re.compile(r"\[(?P<text>[^\]\n]*)\]\((?P<url>[^)\n]*)\)")
URL = re.compile(r"https?://[\w-]+(\.[\w-]+)+(/[^\s<>\"]*)?")
_BROKEN_LINK = re.compile(r"\[[^\]\n]*\]\s+\(|\[[^\]\n]*\]\([^)\n]*$|\]\(\s*\)", re.MULTILINE)
_BARE_URL = re.compile(r"(?<!\()https?://\S+|(?<![\w/@(])www\.\S+")
_HTML = re.compile(r"<(?!!-- (?:meer lezen|voor ondernemers) -->)[^>\n]+>")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def is_link(url: object) -> bool:
    """True when `url` is a complete http(s) address."""
    return isinstance(url, str) and URL.fullmatch(url) is not None


def problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset in lines from 0, message) for everything outside the subset."""
    for number, row in enumerate(text.splitlines()):
        for match in LINK.finditer(row):
            if match["url"].startswith("taal:"):
                yield from _wrong_language(number, match["url"])
            elif not is_link(match["url"]):
                yield number, f"deze link klopt niet: '{match['url']}' (schrijf [tekst](https://…))"
            elif not match["text"].strip():
                yield number, f"de link naar {match['url']} heeft geen tekst"
        if _BROKEN_LINK.search(row):
            yield number, "deze link is niet af: schrijf [tekst](https://…) zonder spatie ertussen"
        if _BARE_URL.search(LINK.sub("", row)):
            yield number, "zet een webadres in een link: [tekst](https://…)"
        if _HTML.search(row):
            yield number, "HTML kan hier niet: gebruik Markdown"
        if _HEADING.match(row):
            yield number, "kopjes kunnen hier niet: gebruik alinea's, lijsten, vet en links"


def quoted(text: str) -> str:
    """Typed text as it was typed: what would be taken for a mark is escaped."""
    marks = "\\`*_[]<>#"
    return "".join(f"\\{letter}" if letter in marks else letter for letter in text)


def _wrong_language(number: int, mark: str) -> Iterator[tuple[int, str]]:
    if not LANGUAGE.fullmatch(mark):
        yield number, f"deze taal klopt niet: '{mark}' (schrijf de taal met twee letters: [thank you](taal:en))"


def without_marks(text: str) -> str:
    """The words of `text` without marks: links by their text, no list signs, no bold."""
    text = LINK.sub(lambda match: match["text"], text)
    text = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", text, flags=re.MULTILINE)
    return text.replace("**", "").replace("*", "")


@lru_cache(maxsize=256)
def list_items(text: str) -> tuple[str, ...]:
    """The items of the lists in `text`, in their order, with their bold and links; of content, which is asked anew."""
    tokens = _READER.parse(text)
    opened = 0
    items = []
    for token in tokens:
        opened += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if opened and token.type == "inline":
            items.append(token.content.strip())
    return tuple(items)


def parsed(text: str) -> list[Token]:
    """The tokens of `text`, for who shows it in a form of its own: what content may hold, and any HTML as text."""
    return _READER.parse(text)


def to_html(text: str) -> str:
    """As HTML: what content may hold, and any HTML in it as text."""
    return str(_READER.render(text))


def to_plain_text(text: str) -> str:
    """As lines to read without marks: list items after a dash or their number, links with their address."""
    return "\n".join(_lines(_READER.parse(text))).strip()


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            yield mark + "".join(_words(token.children or []))
            mark = ""
        elif token.level == 0 and token.nesting == -1:
            yield ""


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    address = label = ""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " " if token.type == "softbreak" else "\n"
        elif token.type == "link_open":
            address, label = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            yield f" ({address})" if address.startswith("http") and address != label else ""
        label += token.content
        yield token.content
