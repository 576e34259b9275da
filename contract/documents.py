"""The document that a guided tool ends in: its words in order, without layout.

The actions write it, the door keeps it and makes files of it; a file shows no word that is not in it.
All texts are plain, in Dutch; an empty line starts a new paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from contract.former import document_of_before


@dataclass(frozen=True)
class Heading:
    """A heading inside a part."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Text; a short preview can leave out what is an explanation."""

    kind: ClassVar[str] = "paragraph"
    text: str
    is_explanation: bool = False


@dataclass(frozen=True)
class BulletList:
    """Items under each other, after `lead_in` ("" for none)."""

    kind: ClassVar[str] = "list"
    lead_in: str
    items: tuple[str, ...]
    is_explanation: bool = False


@dataclass(frozen=True)
class Field:
    """A question with its short heading and its answer; `is_open` when it has no answer yet."""

    kind: ClassVar[str] = "field"
    heading: str
    question: str
    text: str
    is_open: bool = False


@dataclass(frozen=True)
class Cell:
    """One place in a table; `is_open` when its question has no answer yet."""

    text: str
    is_open: bool = False


@dataclass(frozen=True)
class Table:
    """Rows with one cell for each header; the first cell of a row names it."""

    kind: ClassVar[str] = "table"
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class SourceLine:
    """Where it stands in the guide, in words; `link` where it can be read, if anywhere."""

    text: str
    link: str | None


@dataclass(frozen=True)
class SourceList:
    """What the document rests on."""

    kind: ClassVar[str] = "sources"
    items: tuple[SourceLine, ...]


Block = Heading | Paragraph | BulletList | Field | Table | SourceList


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """The whole: `subtitle` stands under the title, `footer` under each page.

    `name_label` says whose name it can bear ("" when it bears none), `name` is "" until it is given.
    `municipality` is the slug of the one whose colours it is in, "" for none.
    """

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    footer: str
    name_label: str = ""
    name: str = ""
    municipality: str = ""

    def named(self, name: str) -> Document:
        """With this name in it."""
        return replace(self, name=name)

    def to_json(self) -> dict[str, Any]:
        """As JSON values; a block says its `kind`."""
        parts = [
            {"heading": part.heading, "blocks": [_block_to_json(block) for block in part.blocks]} for part in self.parts
        ]
        return {**asdict(replace(self, parts=())), "parts": parts}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Document:
        """From `to_json`, or from the Dutch form of before; KeyError, TypeError or ValueError when it is neither."""
        value = document_of_before(value)
        parts = tuple(Part(part["heading"], tuple(map(_block_from_json, part["blocks"]))) for part in value["parts"])
        return cls(**{**value, "parts": parts})


def _block_to_json(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, **{name: _as_lists(item) for name, item in asdict(block).items()}}


def _as_lists(value: Any) -> Any:
    return [_as_lists(item) for item in value] if isinstance(value, tuple) else value


def _block_from_json(value: Mapping[str, Any]) -> Block:
    kind, own = value["kind"], {name: item for name, item in value.items() if name != "kind"}
    match kind:
        case Heading.kind:
            return Heading(**own)
        case Paragraph.kind:
            return Paragraph(**own)
        case BulletList.kind:
            return BulletList(**{**own, "items": tuple(own["items"])})
        case Field.kind:
            return Field(**own)
        case Table.kind:
            rows = tuple(tuple(Cell(**cell) for cell in row) for row in own["rows"])
            return Table(tuple(own["headers"]), rows)
        case SourceList.kind:
            return SourceList(tuple(SourceLine(**line) for line in own["items"]))
    raise ValueError(f"a document has no block of the kind {kind!r}")
