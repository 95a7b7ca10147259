"""The cells of a grid whose rows and columns are known: text over several columns merges them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.tables.chunks import ANYWHERE, Sides, Stretch, chunked, crossed, cut
from extractors.tables.grid import Grid, Slot
from extractors.tables.headers import is_figure
from extractors.text.lines import Line

_CENTRED = 0.07  # of the width of several columns: a head is centred over them within this
_SET_TO = 1.5  # points: a head over others set left (right) begins (ends) where the first (last) of them does


def grid_of(
    words: Sequence[Word], stretches: Sequence[Stretch], edges: Sequence[float], method: str, sides: Sides = ANYWHERE
) -> Grid:
    """Rows and columns as given; a chunk that runs over several columns merges them where they are empty else.

    `sides` are those of the columns of figures, see `cut`.
    """
    slots: list[Slot] = []
    cols = len(edges) - 1
    lines = [chunked([w for w in words if top <= w.box.centre[1] <= bottom]) for top, bottom in stretches]
    placed_rows = [
        [(crossed(chunk, edges), chunk) for line in held for chunk in cut(line, edges, sides)] for held in lines
    ]
    levels, counted = _header_levels(placed_rows)
    for row, placed in enumerate(placed_rows):
        if row < levels:
            placed = _spread(placed, placed_rows[row + 1], counted)
        starts = set(range(cols))
        for place, _ in placed:
            if len(place) > 1 and not any(_stands_alone(other, chunk, place) for other, chunk in placed):
                starts -= set(place[1:])
        columns = sorted(starts)
        slots.extend(Slot(row, col, 1, after - col) for col, after in zip(columns, [*columns[1:], cols], strict=True))
    return Grid(tuple(itertools.pairwise(edges)), tuple(stretches), tuple(slots), method)


Placed = list[tuple[range, Line]]
"""The chunks of a row, each with the columns that it stands in."""


def _header_levels(rows: Sequence[Placed]) -> tuple[int, set[int]]:
    """How many rows at the top are header with another header row below them, and which columns hold figures.

    The lowest header row is the last above the figures that speaks in several columns.
    """
    figures = [
        {place[0] for place, chunk in placed if len(place) == 1 and is_figure(chunk.text)} - {0} for placed in rows
    ]
    first = next((row for row, cols in enumerate(figures) if cols), 0)
    while first and len({place[0] for place, _ in rows[first - 1]}) < 2:
        first -= 1
    return max(0, first - 1), set().union(*figures)


def _spread(placed: Placed, under: Placed, counted: set[int]) -> Placed:
    """A header level's chunks, each widened over the columns of figures (`counted`) that it is the head of.

    A column that has a head on the level below but none on this one belongs to the nearest chunk beside the labels,
    where the chunk then stands over the middle, the beginning or the end of all its columns, or all have as many.
    """
    heads = [(place, chunk) for place, chunk in placed if place[0] > 0]
    taken = {col for place, _ in placed for col in place}
    own = {place[0]: chunk.box for place, chunk in under if place[0] in counted}
    boxes = {low_place[0]: low.box for low_place, low in under}
    groups = _columns_under(heads, own, taken, boxes)
    even = (
        len(heads) > 1
        and len({len(cols) for cols in groups.values()}) == 1
        and set(own) <= set().union(*groups.values())
    )
    wide: Placed = [(place, chunk) for place, chunk in placed if place[0] == 0]
    for n, (place, chunk) in enumerate(heads):
        cols = sorted(groups[n])
        held = [boxes[col] for col in cols if col in boxes]
        if cols == list(range(cols[0], cols[-1] + 1)) and len(cols) > len(place) and held:
            ends = min(abs(held[0].x0 - chunk.box.x0), abs(held[-1].x1 - chunk.box.x1))
            if even or _off_centre(chunk, groups[n], boxes) < 0.2 or ends < chunk.size:
                place = range(cols[0], cols[-1] + 1)
        wide.append((place, chunk))
    return wide


def _columns_under(
    heads: Placed, own: Mapping[int, Box], taken: Collection[int], boxes: Mapping[int, Box]
) -> dict[int, set[int]]:
    """By head the columns that it stands in, and those without a head (not `taken`) that are its own.

    These are the nearest, unless all heads are set to one side: then each reaches to the next, or back to the last.
    """
    near: dict[int, set[int]] = {n: set(place) for n, (place, _) in enumerate(heads)}
    set_left, set_right = (_set_to(heads, own, *side) for side in ((lambda box: box.x0, 0), (lambda box: box.x1, -1)))
    reaching = {n: set(cols) for n, cols in near.items()}
    for col, box in own.items():
        if col not in taken and heads:
            near[min(near, key=lambda n: abs(heads[n][1].box.centre[0] - box.centre[0]))].add(col)
        before = [n for n, (place, _) in enumerate(heads) if place[0] <= col]
        after = [n for n, (place, _) in enumerate(heads) if place[-1] >= col]
        if set_left and before:
            reaching[before[-1]].add(col)
        elif set_right and not set_left and after:
            reaching[after[0]].add(col)
    centred = all(len(cols) > 1 and _off_centre(heads[n][1], cols, boxes) < _CENTRED for n, cols in near.items())
    return near if centred or not (set_left or set_right) else reaching


def _off_centre(chunk: Line, cols: Collection[int], boxes: Mapping[int, Box]) -> float:
    """How far a head stands from the middle of its columns' own heads, as a share of their width."""
    held = [boxes[col] for col in cols if col in boxes]
    if not held:
        return 1.0
    x0, x1 = min(box.x0 for box in held), max(box.x1 for box in held)
    return abs((x0 + x1) / 2 - chunk.box.centre[0]) / (x1 - x0)


def _set_to(heads: Placed, own: Mapping[int, Box], side: Callable[[Box], float], at: Literal[0, -1]) -> bool:
    """Whether several heads are all set to one side: to that of the lower head in their first (or last) column."""
    return len(heads) > 1 and all(
        place[at] in own and abs(side(own[place[at]]) - side(chunk.box)) < _SET_TO for place, chunk in heads
    )


def _stands_alone(place: range, chunk: Line, wide: range) -> bool:
    """Whether a chunk holds a column that a wider one runs over for itself: a figure, or any but the first."""
    return len(place) == 1 and place[0] in wide and (place[0] > wide[0] or is_figure(chunk.text))
