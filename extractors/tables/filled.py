"""Tables whose cells are parted by their fills alone: slides, web pages and spreadsheets without borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.geometry import Box
from extractors.pages.page import Fill, Page
from extractors.tables.across import ruled_across, tables_apart
from extractors.tables.alignment import grid_between
from extractors.tables.banded import banded_grids
from extractors.tables.edges import JOIN, MAX_EDGES, Edge, Edges, connected, join_edges
from extractors.tables.grid import Grid, lattice

_LEAST_SIDE = 6.0  # points: smaller fills are lamps, bullets and lines
_BACKGROUND = 0.5  # of the page: larger fills lie behind everything


def filled_grids(page: Page, taken: Sequence[Box]) -> list[Grid]:
    """The grids that fills draw outside the tables already found: cells side by side, or rows on bands of colour."""
    edges = _edges([fill for fill in page.fills if _may_be_cell(fill, page, taken)])
    if len(edges.horizontal) + len(edges.vertical) > MAX_EDGES // 4:
        return []
    pieces = [grid for group in connected(edges) if (grid := lattice(group)) is not None]
    grids = [grid for grid in banded_grids(page, pieces, taken) if _spoken(page, grid)]
    covered = [*taken, *(grid.box for grid in grids)]
    together = ruled_across(edges.horizontal, covered, ())
    for bands in (apart for group in together for apart in tables_apart(page, group)):
        if len(bands) < 4:
            continue  # a header's band alone does not say where the rows below it part
        banded = grid_between(page, [edge.at for edge in bands], min(e.start for e in bands), max(e.end for e in bands))
        if banded is not None:
            grids.append(replace(banded, method="filled across, columns by alignment"))
    return grids


def with_bands(page: Page, ruled: Edges) -> Edges:
    """The edges of a ruled grid, and the ends of bands of colour from side to side of it that no ruling draws.

    A header over a row that was cut at the page break is parted from it by its colour alone.
    """
    box = ruled.box
    fills = [fill for fill in page.fills if box.grown(JOIN).holds(*fill.box.centre) and _may_be_cell(fill, page, ())]
    words = [word.box for word in page.words if box.holds(*word.box.centre)]
    lines = [edge.at for edge in ruled.horizontal]
    ends = [
        end
        for end in _edges(fills).horizontal
        if end.start <= box.x0 + JOIN and end.end >= box.x1 - JOIN and _parts_words(end.at, lines, words)
    ]
    return replace(ruled, horizontal=tuple(sorted((*ruled.horizontal, *ends)))) if ends else ruled


def _parts_words(at: float, lines: Sequence[float], words: Sequence[Box]) -> bool:
    """Whether words stand both over and under a line within the row of the grid that it runs through."""
    above = max((line for line in lines if line < at), default=None)
    below = min((line for line in lines if line > at), default=None)
    if above is None or below is None or min(at - above, below - at) < _LEAST_SIDE:
        return False
    inside = [word for word in words if above < word.centre[1] < below]
    over = [word for word in inside if word.bottom <= at + 1]
    under = [word for word in inside if word.top >= at - 1]
    return bool(over) and bool(under) and len(over) + len(under) == len(inside)


def _may_be_cell(fill: Fill, page: Page, taken: Sequence[Box]) -> bool:
    box = fill.box
    if min(box.width, box.height) < _LEAST_SIDE or box.area > _BACKGROUND * page.box.area:
        return False
    return not any(other.holds(*box.centre) for other in taken)


def _edges(fills: Sequence[Fill]) -> Edges:
    boxes = [fill.box for fill in fills]
    return Edges(
        tuple(join_edges(Edge(at, box.x0, box.x1) for box in boxes for at in (box.top, box.bottom))),
        tuple(join_edges(Edge(at, box.top, box.bottom) for box in boxes for at in (box.x0, box.x1))),
    )


def _spoken(page: Page, grid: Grid) -> bool:
    """Whether most of the larger places of a grid hold text, and hardly any text runs over their borders."""
    area = grid.box
    words = [word for word in page.words if area.holds(*word.box.centre)]
    held = grid.words(words)
    torn = sum(
        1
        for slot, own in held.items()
        for word in own
        if word.box.x0 < grid.box_of(slot).x0 - 2 or word.box.x1 > grid.box_of(slot).x1 + 2
    )
    large = [slot for slot in grid.slots if min(grid.box_of(slot).width, grid.box_of(slot).height) >= _LEAST_SIDE]
    return bool(large) and 2 * sum(slot in held for slot in large) >= len(large) and 10 * torn <= len(words)
