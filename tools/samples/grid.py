"""A table on a page: rows of cells with spans, fills and rules, set by any pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tools.samples.pens import Face, Pen, centred, wrap

Place = tuple[int, int]
"""Row and column, from 0."""
Row = Sequence[str | None]
"""Texts; None where a spanning cell of the left or above covers the place."""
Rules = Literal["all", "none", "rows"]
Mark = Literal["up", "down", "level"]
ROOM = 3.0  # white between a cell's edge and its text, in points


@dataclass(frozen=True)
class Grid:
    """How a table looks. `widths` in points; else the columns share it. `marks` are arrows drawn as shapes."""

    rows: Sequence[Row]
    header_rows: int = 1
    widths: Sequence[float] | None = None
    size: float = 9.0
    fills: Mapping[Place, str] = field(default_factory=dict)
    inks: Mapping[Place, str] = field(default_factory=dict)
    faces: Mapping[Place, Face] = field(default_factory=dict)
    spans: Mapping[Place, Place] = field(default_factory=dict)  # of the cell at a place: rows, columns
    marks: Mapping[Place, tuple[Mark, str]] = field(default_factory=dict)  # direction, colour
    bold_rows: frozenset[int] = frozenset()
    header_fill: str | None = "#d9d9d9"
    header_ink: str = "#000000"
    rules: Rules = "all"
    numbers_right: bool = True

    @property
    def columns(self) -> int:
        return len(self.rows[0])

    def face(self, row: int, col: int) -> Face:
        return self.faces.get((row, col), "bold" if row < self.header_rows or row in self.bold_rows else "plain")

    def ink(self, row: int, col: int) -> str:
        return self.inks.get((row, col), self.header_ink if row < self.header_rows else "#000000")

    def span(self, row: int, col: int) -> Place:
        return self.spans.get((row, col), (1, 1))


@dataclass(frozen=True)
class Strip:
    """One row, or the part of a row that a page break leaves on one page: the lines `start` to `stop` of each cell."""

    row: int
    height: float
    start: int = 0
    stop: int | None = None


def column_edges(grid: Grid, x0: float, width: float) -> list[float]:
    """The x of every column border, left to right."""
    edges = [x0]
    for one in grid.widths or [width / grid.columns] * grid.columns:
        edges.append(edges[-1] + one)
    return edges


def cell_lines(pen: Pen, grid: Grid, edges: Sequence[float], row: int, col: int) -> list[str]:
    """The text of a cell as it breaks into lines in its width."""
    room = edges[col + grid.span(row, col)[1]] - edges[col] - 2 * ROOM
    return wrap(pen, grid.rows[row][col] or "", room, grid.size, grid.face(row, col))


def strips(pen: Pen, grid: Grid, edges: Sequence[float]) -> list[Strip]:
    """Each row as high as its fullest cell; a cell over several rows makes its last row high enough."""
    leading = grid.size * 1.2
    heights = [leading + ROOM] * len(grid.rows)
    tall: list[tuple[int, int, float]] = []
    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            if text is None:
                continue
            need = len(cell_lines(pen, grid, edges, r, c)) * leading + ROOM
            down = grid.span(r, c)[0]
            if down == 1:
                heights[r] = max(heights[r], need)
            else:
                tall.append((r, down, need))
    for r, down, need in tall:
        heights[r + down - 1] += max(0.0, need - sum(heights[r : r + down]))
    return [Strip(row, height) for row, height in enumerate(heights)]


def split(grid: Grid, strip: Strip, room: float) -> tuple[Strip, Strip] | None:
    """A row cut in two where `room` points are left on the page, or None where no line would fit."""
    leading = grid.size * 1.2
    fit = int((room - ROOM) / leading)
    if fit < 1:
        return None
    cut = strip.start + fit
    return (
        Strip(strip.row, fit * leading + ROOM, strip.start, cut),
        Strip(strip.row, strip.height - fit * leading, cut, strip.stop),
    )


def draw_strips(pen: Pen, grid: Grid, parts: Sequence[Strip], edges: Sequence[float], top: float) -> float:
    """Draws the rows from `top` down and returns the bottom; a merged cell begun on the page before goes on empty."""
    tops = [top]
    for part in parts:
        tops.append(tops[-1] + part.height)
    drawn: set[tuple[int, int]] = set()
    for n, part in enumerate(parts):
        for c in range(grid.columns):
            anchor = _anchor(grid, part.row, c)
            if anchor in drawn and grid.rows[part.row][c] is None:
                continue
            row, col = anchor
            drawn.add(anchor)
            down, across = grid.span(row, col)
            last = max(m for m, other in enumerate(parts) if other.row < row + down)
            box = (edges[col], tops[n], edges[col + across], tops[max(last, n) + 1 if down > 1 else n + 1])
            fill = grid.fills.get(anchor, grid.header_fill if row < grid.header_rows else None)
            pen.cell(*box, fill, ruled=grid.rules == "all")
            if row == part.row:
                _set_cell(pen, grid, anchor, cell_lines(pen, grid, edges, row, col)[part.start : part.stop], box)
    if grid.rules == "rows":
        for edge in tops:
            pen.rule(edges[0], edge, edges[-1], edge)
    return tops[-1]


def draw(pen: Pen, grid: Grid, x0: float, top: float, width: float) -> float:
    """Draws the whole grid; returns the y of its lower edge."""
    edges = column_edges(grid, x0, width)
    return draw_strips(pen, grid, strips(pen, grid, edges), edges, top)


def is_figure(text: str) -> bool:
    """Whether a cell holds a number to be set flush right."""
    return any(ch.isdigit() for ch in text) and all(ch in "0123456789.,()-–+£%km# " for ch in text)


def _anchor(grid: Grid, row: int, col: int) -> Place:
    """The place of the cell that covers this one."""
    if grid.rows[row][col] is not None:
        return row, col
    for (r, c), (down, across) in grid.spans.items():
        if r <= row < r + down and c <= col < c + across:
            return r, c
    raise ValueError(f"no cell covers row {row}, column {col} of a table that begins {grid.rows[0]}")


def _set_cell(pen: Pen, grid: Grid, place: Place, lines: list[str], box: tuple[float, float, float, float]) -> None:
    x0, top, x1, bottom = box
    row, col = place
    face, leading = grid.face(row, col), grid.size * 1.2
    down, across = grid.span(row, col)
    if place in grid.marks:
        _mark(pen, *grid.marks[place], (x0 + x1) / 2, (top + bottom) / 2, grid.size)
    y = top + (max(0.0, bottom - top - len(lines) * leading - ROOM) / 2 if down > 1 else 0.0)
    for line in lines:
        y += leading
        x = x0 + ROOM
        if (across > 1 and row < grid.header_rows) or face in ("symbol", "pictograph"):
            x = centred(pen, x0, x1, line, grid.size, face)
        elif grid.numbers_right and row >= grid.header_rows and col > 0 and is_figure(line):
            x = x1 - ROOM - pen.measure(line, grid.size, face)
        if line:
            pen.text(x, y, line, grid.size, face, grid.ink(row, col))


def _mark(pen: Pen, mark: Mark, colour: str, x: float, y: float, size: float) -> None:
    """An arrow as a drawing: a triangle that points where things are going."""
    half = size * 0.45
    corners = {
        "up": ((x, y - half), (x + half, y + half), (x - half, y + half)),
        "down": ((x, y + half), (x + half, y - half), (x - half, y - half)),
        "level": ((x + half, y), (x - half, y + half), (x - half, y - half)),
    }
    pen.polygon(corners[mark], colour)
