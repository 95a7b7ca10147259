"""Bands of a ruled grid that hold many rows: rulings part its columns there, but not row from row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.page import Page
from extractors.tables.chunks import Row, Stretch, chunked, crossed, cut
from extractors.tables.grid import Grid, Slot
from extractors.tables.headers import is_blank, is_figure
from extractors.tables.rows import group_lines, stretches_of

_LEAST = 3  # labelled lines of figures; fewer may be figures under each other in a cell


def part_bands(page: Page, grid: Grid) -> Grid:
    """The grid with each band that holds several labelled lines of figures parted into rows, one for each of them.

    Most of the table's figures must stand in such bands: where rulings part row from row, a cell may yet hold several.
    """
    edges = [grid.columns[0][0], *(x1 for _, x1 in grid.columns)]
    words = [word for word in page.words if word.direction == 0 and grid.box.holds(*word.box.centre)]
    merged = {row for slot in grid.slots if slot.row_span > 1 for row in range(slot.row, slot.row + slot.row_span)}
    bands = [
        [cut(line, edges) for line in chunked([w for w in words if top <= w.box.centre[1] <= bottom])]
        for top, bottom in grid.rows
    ]
    counts = [sum(_is_labelled(line, edges) for line in band) for band in bands]
    tall = {row for row, count in enumerate(counts) if count >= _LEAST and row not in merged}
    if 2 * sum(counts[row] for row in tall) <= sum(counts):
        return grid
    rows: list[Stretch] = []
    slots: list[Slot] = []
    for row, stretch in enumerate(grid.rows):
        parts = stretches_of(group_lines(bands[row], edges), *stretch) if row in tall else [stretch]
        held = [slot for slot in grid.slots if slot.row == row]
        slots.extend(slot._replace(row=len(rows) + part) for slot in held for part in range(len(parts)))
        rows.extend(parts)
    return replace(grid, rows=tuple(rows), slots=tuple(slots))


def _is_labelled(line: Row, edges: Sequence[float]) -> bool:
    """Whether a line has figures, or marks in their place, beyond the first column, and words that name them."""
    told = [chunk for chunk in line if is_figure(chunk.text) or is_blank(chunk.text)]
    named = any(char.isalpha() for chunk in line if chunk not in told for char in chunk.text)
    return named and len({crossed(chunk, edges)[0] for chunk in told} - {0}) >= min(2, len(edges) - 2)
