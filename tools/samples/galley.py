"""Text and tables set one after the other down the pages of a pack, each page stamped when it is begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tools.samples.grid import Grid, Strip, column_edges, draw_strips, split, strips
from tools.samples.pens import A4, Face, Pen, Rotation, centred, wrap
from tools.samples.truth import Truth

Align = Literal["left", "centre"]


@dataclass(frozen=True)
class Sheet:
    """A kind of page: its size as seen, its /Rotate, the white at its edges."""

    size: tuple[float, float] = A4
    rotate: Rotation = 0
    left: float = 62.0
    right: float = 62.0
    top: float = 66.0
    bottom: float = 70.0


PORTRAIT = Sheet()
LANDSCAPE = Sheet((842.0, 595.0), 90, left=46.0, right=46.0, top=46.0, bottom=46.0)  # a sheet that was turned
WIDE = Sheet((842.0, 595.0), 0, left=46.0, right=46.0, top=50.0, bottom=60.0)


class Galley:
    """Where setting goes on. Every method that sets something returns the page on which that begins.

    `stamp` gives the words stamped at the foot of a page by its number, None for no stamp.
    """

    def __init__(self, pen: Pen, truth: Truth, stamp: Callable[[int], str | None], size: float = 11.0) -> None:
        self.pen = pen
        self.truth = truth
        self.size = size
        self.sheet = PORTRAIT
        self.y = 0.0
        self._stamp = stamp

    @property
    def page(self) -> int:
        return self.pen.page

    @property
    def left(self) -> float:
        return self.sheet.left

    @property
    def right(self) -> float:
        return self.sheet.size[0] - self.sheet.right

    @property
    def floor(self) -> float:
        return self.sheet.size[1] - self.sheet.bottom

    @property
    def width(self) -> float:
        return self.right - self.left

    def new_page(self, sheet: Sheet | None = None, item: str | None = None) -> int:
        """Begins a page; `item` is the agenda item whose papers start on it."""
        self.sheet = sheet or self.sheet
        self.pen.new_page(*self.sheet.size, rotate=self.sheet.rotate)
        width, height = self.sheet.size
        foot, head = self._stamp(self.page), f"Agenda Item {item}" if item else None
        if (
            self.sheet.rotate == 90
        ):  # stamped before it was turned: the foot is at the left, the head's right at the bottom
            if foot:
                self.pen.turned_text(22, height / 2 - self.pen.measure(foot, 10) / 2, foot, 10)
            if head:
                self.pen.turned_text(width - 28, height - 20 - self.pen.measure(head, 11), head, 11)
        else:
            if foot:
                self.pen.text(centred(self.pen, 0, width, foot, 10), height - 28, foot, 10)
            if head:
                self.pen.text(width - 20 - self.pen.measure(head, 11), 30, head, 11)
        self.y = self.sheet.top
        return self.page

    def blank(self) -> int:
        """A page that is left blank and says so."""
        page = self.new_page(PORTRAIT)
        notice = "This page is intentionally left blank"
        self.pen.text(centred(self.pen, 0, self.sheet.size[0], notice, 11), self.sheet.size[1] / 2, notice, 11)
        return page

    def gap(self, points: float) -> None:
        self.y += points

    def need(self, points: float) -> None:
        """Goes to the next page unless so much room is left."""
        if self.y + points > self.floor:
            self.new_page()

    def line(
        self, text: str, size: float | None = None, face: Face = "bold", align: Align = "left", after: float = 6.0
    ) -> int:
        """A heading or a line by itself, kept with what follows."""
        size = size or self.size
        self.need(size * 3.6)
        page = self.page
        for part in wrap(self.pen, text, self.width, size, face):
            self.y += size * 1.2
            x = self.left if align == "left" else centred(self.pen, self.left, self.right, part, size, face)
            self.pen.text(x, self.y, part, size, face)
        self.y += after
        return page

    def para(
        self,
        text: str,
        indent: float = 0.0,
        label: str = "",
        hang: float = 0.0,
        face: Face = "plain",
        after: float = 7.0,
    ) -> int:
        """A paragraph; a `label` such as 2.1 or a bullet stands before it, at `indent`, the text `hang` further in."""
        leading = self.size * 1.25
        page = 0
        for n, part in enumerate(wrap(self.pen, text, self.width - indent - hang, self.size, face)):
            self.need(leading)
            page = page or self.page
            self.y += leading
            if n == 0 and label:
                self.pen.text(self.left + indent, self.y, label, self.size, "plain" if face == "italic" else face)
            self.pen.text(self.left + indent + hang, self.y, part, self.size, face)
        self.y += after
        return page

    def pairs(self, rows: list[tuple[str, str]], tab: float = 150.0) -> None:
        """The head of a report: labels at the left, what they stand for beside them, no rulings."""
        for label, text in rows:
            top = self.y
            low = top
            columns: tuple[tuple[float, str, Face, float], ...] = (
                (self.left, label, "bold", tab - 10),
                (self.left + tab, text, "plain", self.width - tab),
            )
            for x, words, face, width in columns:
                y = top
                for part in wrap(self.pen, words, width, self.size, face):
                    y += self.size * 1.2
                    self.pen.text(x, y, part, self.size, face)
                low = max(low, y)
            self.y = low + 4

    def table(
        self,
        grid: Grid,
        repeat_header: bool = True,
        split_rows: bool = False,
        header_alone: bool = False,
        x0: float | None = None,
    ) -> list[int]:
        """Sets a table from here on, over pages where it must; returns the page of every row.

        `header_alone` leaves the header at the foot of this page; the body is on the next, without a header.
        """
        edges = column_edges(grid, self.left if x0 is None else x0, self.width)
        todo = strips(self.pen, grid, edges)
        header = todo[: grid.header_rows]
        held = list(header) if header and not header_alone else []  # a header goes with the first row of the body
        todo = todo[len(held) :]
        if held and not split_rows and self.y + sum(part.height for part in (*held, todo[0])) > self.floor:
            self.new_page()
        pages = [self.page] * len(held)
        parts: list[Strip] = held
        while todo:
            strip = todo[0]
            room = self.floor - self.y - sum(part.height for part in parts)
            if header_alone and strip.row == grid.header_rows and strip.start == 0:
                header_alone = False
                room = 0.0
            if strip.height <= room:
                parts.append(todo.pop(0))
                if strip.start == 0:
                    pages.append(self.page)
                continue
            cut = split(grid, strip, room) if split_rows and strip.height > grid.size * 3.6 else None
            if cut:
                parts.append(cut[0])
                todo[0] = cut[1]
                if strip.start == 0:
                    pages.append(self.page)
            draw_strips(self.pen, grid, parts, edges, self.y)
            self.new_page()
            parts = list(header) if repeat_header else []
        self.y = draw_strips(self.pen, grid, parts, edges, self.y) + 10
        return pages
