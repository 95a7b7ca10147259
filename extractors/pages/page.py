"""One page as everybody downstream sees it: words, rulings, fills, shapes, pictures; upright, furniture apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.geometry import Box

Status = Literal["read", "ocr", "blank", "failed"]
"""How a page was accounted for: text layer read, read by OCR, nothing on it, or failed with a reason."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, in one typeface.

    `direction` is the way the text runs, in degrees clockwise from left-to-right: 0, 90 (top to bottom), 180, 270.
    `spaced` says that a printed space, not merely a gap, stands before the word.
    `confidence` is the OCR engine's, 0 to less than 1; a text layer is certain.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "#000000"
    font: str = ""
    direction: int = 0
    spaced: bool = True
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line, drawn as a stroke or as a thin filled bar; `box` has its thickness."""

    box: Box
    vertical: bool
    colour: str

    @property
    def position(self) -> float:
        """Where it lies across its direction: x of a vertical, y of a horizontal one."""
        return (self.box.x0 + self.box.x1) / 2 if self.vertical else (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled upright rectangle, in painting order: a later one lies over an earlier; white ones, which hide, too."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Shape:
    """Any other drawn outline (arrows, circles, chart lines): its corner points, and its fill if it has one."""

    points: tuple[tuple[float, float], ...]
    box: Box
    fill: str | None
    stroke: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A placed image."""

    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. Coordinates are those of the upright page; `as_seen` takes a box back to the page as displayed.

    `words` is the body text; `furniture` holds stamps, running heads and feet, on the page but not of the paper.
    `label` is the pack's printed page number ("Page 7" -> "7"), `item_stamp` the item stamped where a paper starts.
    """

    number: int  # 1-based, of the PDF file
    width: float
    height: float
    status: Status
    rotation: int = 0  # the page's /Rotate, already applied
    turn: int = 0  # quarter turns clockwise applied on top, where a sheet is printed sideways
    words: tuple[Word, ...] = ()
    furniture: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[Picture, ...] = ()
    label: str | None = None
    item_stamp: str | None = None
    reason: str | None = None  # why it failed, or what was left out

    @property
    def box(self) -> Box:
        return Box(0.0, 0.0, self.width, self.height)

    def as_seen(self, box: Box) -> Box:
        """The box on the page as a viewer displays it (differs only where the sheet was turned to be read)."""
        width, height = self.width, self.height
        for _ in range(self.turn):  # one quarter turn anticlockwise each
            box = Box(box.top, width - box.x1, box.bottom, width - box.x0)
            width, height = height, width
        return box
