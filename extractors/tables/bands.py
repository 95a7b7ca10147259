"""Bands of a ruled grid that hold many rows: rulings part its columns there, but not row from row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.page import Page
from extractors.tables.chunks import Row, Stretch, chunked, cut
from extractors.tables.grid import Grid, Slot
from extractors.tables.headers import is_figure
from extractors.tables.rows import figures_in, group_lines, stretches_of

_LEAST = 3  # labelled lines of figures; fewer may be figures under each other in a cell


def part_bands(page: Page, grid: Grid) -> Grid:
    """The grid with each band that holds several labelled lines of figures parted into rows, one for each of them."""
    edges = [grid.columns[0][0], *(x1 for _, x1 in grid.columns)]
    words = [word for word in page.words if word.direction == 0 and grid.box.holds(*word.box.centre)]
    rows: list[Stretch] = []
    slots: list[Slot] = []
    merged = {row for slot in grid.slots if slot.row_span > 1 for row in range(slot.row, slot.row + slot.row_span)}
    for row, (top, bottom) in enumerate(grid.rows):
        parts: list[Stretch] = [(top, bottom)]
        if row not in merged:
            lines = [cut(line, edges) for line in chunked([w for w in words if top <= w.box.centre[1] <= bottom])]
            if sum(_is_labelled(line, edges) for line in lines) >= _LEAST:
                parts = stretches_of(group_lines(lines, edges), top, bottom)
        held = [slot for slot in grid.slots if slot.row == row]
        slots.extend(slot._replace(row=len(rows) + part) for slot in held for part in range(len(parts)))
        rows.extend(parts)
    return replace(grid, rows=tuple(rows), slots=tuple(slots))


def _is_labelled(line: Row, edges: Sequence[float]) -> bool:
    """Whether a line has figures in other columns than the first, and words that name them."""
    named = any(char.isalpha() for chunk in line if not is_figure(chunk.text) for char in chunk.text)
    return named and figures_in(line, edges) >= min(2, len(edges) - 2)
