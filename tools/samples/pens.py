"""What a typesetting route must be able to draw; two routes, because programs draw the same page in different ways.

Coordinates are PDF points from the top left of the page as a reader sees it, whatever its /Rotate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

Rotation = Literal[0, 90, 180, 270]
Face = Literal["plain", "bold", "italic", "symbol", "pictograph"]
"""`symbol` is a font whose characters have Unicode arrows; `pictograph` of the Wingdings kind, with private codes."""

A4 = (595.0, 842.0)
SLIDE = (960.0, 540.0)


class Pen(Protocol):
    """Draws one PDF, page after page. `page` is the 1-based number of the page being drawn, 0 before the first."""

    width: float
    height: float
    page: int

    def new_page(self, width: float, height: float, rotate: Rotation = 0) -> None:
        """Begins a page that shows as `width` by `height`; `rotate` is its /Rotate entry."""

    def measure(self, text: str, size: float, face: Face = "plain") -> float:
        """The width of the text in points."""

    def text(
        self, x: float, baseline: float, text: str, size: float, face: Face = "plain", ink: str = "#000000"
    ) -> None:
        """Sets one line of text, its first letter at x."""

    def turned_text(self, x: float, baseline: float, text: str, size: float) -> None:
        """Sets one line that runs downwards from (x, baseline), as the foot of a sheet that was turned by a quarter."""

    def rule(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#000000") -> None:
        """A thin straight line of a table or under a heading."""

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str) -> None:
        """A filled rectangle without an outline."""

    def cell(self, x0: float, top: float, x1: float, bottom: float, colour: str | None, ruled: bool = True) -> None:
        """One cell of a table: its fill if it has one, and its borders where `ruled`."""

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled outline: a drawn arrow or triangle."""

    def picture(self, jpeg: bytes, x0: float, top: float, x1: float, bottom: float) -> None:
        """A placed JPEG."""

    def finish(self) -> bytes:
        """The PDF file."""


def wrap(pen: Pen, text: str, width: float, size: float, face: Face = "plain") -> list[str]:
    """The text in lines no wider than `width` points; line feeds are kept, a word wider than the line is broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if pen.measure(longer, size, face) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while pen.measure(line, size, face) > width and len(line) > 1:
                cut = next(
                    n for n in range(len(line) - 1, 0, -1) if n == 1 or pen.measure(line[:n], size, face) <= width
                )
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def centred(pen: Pen, x0: float, x1: float, text: str, size: float, face: Face = "plain") -> float:
    """Where a line must begin to stand in the middle between x0 and x1."""
    return (x0 + x1 - pen.measure(text, size, face)) / 2
