"""A passage: a heading, paragraph, list item or caption, with the headings above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.geometry import Box
from extractors.text.lines import Line

Kind = Literal["heading", "paragraph", "list_item", "caption", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage in reading order. `number` is its printed number or letter ("2.1", "(a)"), also kept in `text`.

    A passage that runs over a page break is one; `page` and `box` are those of its first part, `lines` are all its
    lines and `spots` say where each part stands.
    """

    ordinal: int
    kind: Kind
    text: str
    page: int
    box: Box
    heading: tuple[str, ...] = ()
    number: str | None = None
    size: float = 0.0
    bold: bool = False
    lines: tuple[Line, ...] = ()
    spots: tuple[tuple[int, Box], ...] = ()
