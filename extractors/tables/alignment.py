"""Columns and rows read from how words stand under each other, where rulings do not part them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Page, Word
from extractors.tables.chunks import Row, Stretch, chunked, columns, crossed, cut, gutters
from extractors.tables.edges import SNAP, Edge, clusters
from extractors.tables.grid import Grid, Slot
from extractors.tables.headers import is_figure
from extractors.tables.heads import match_heads
from extractors.tables.notes import is_caption
from extractors.text.lines import Line

_SET_LEFT = 1.5  # points: a head that stands over others set left begins where the first of them does


def grid_between(
    page: Page, levels: Sequence[float], x0: float, x1: float, shorter: Sequence[Edge] = ()
) -> Grid | None:
    """The grid of a table that has only horizontal rulings, at `levels` from x0 to x1.

    Each band between two rulings is a row; a header over the first ruling and a total under the last belong to it.
    A ruling that runs over some columns only (`shorter`) parts two levels of the header.
    """
    words = [w for w in page.words if w.direction == 0 and x0 - 4 <= w.box.centre[0] <= x1 + 4]
    rows = chunked([w for w in words if levels[0] <= w.box.centre[1] <= levels[-1]])
    drawn = _drawn(page, rows, levels, x0, x1)
    between = drawn or gutters(rows, x0, x1)
    told = [row for row in rows if sum(is_figure(chunk.text) for chunk in row) >= 2]
    if not drawn and len(told) > 1 and len(between) < median(sum(is_figure(c.text) for c in row) for row in told):
        # Lines of prose between the lines of figures run over all columns and would hide them.
        head = rows[: rows.index(told[0])]
        rows, between = told, gutters(told, x0, x1)
        if len(named := gutters([*head, *told], x0, x1)) == len(between):
            rows, between = [*head, *told], named
    if not between:
        return None
    stretches = list(itertools.pairwise(levels))
    for upwards in (True, False):
        level = levels[0] if upwards else levels[-1]
        coloured = _coloured_reach(page, level, x0, x1, upwards)
        if upwards:
            beyond = chunked([w for w in words if w.box.centre[1] < level])[::-1]
        else:
            beyond = chunked([w for w in words if w.box.centre[1] > level])
        taken, reach = _beside(rows, beyond, _Sides(x0, x1, tuple(between), bool(drawn)), level, coloured, upwards)
        if taken:
            rows = [*rows, *taken]
            between = drawn or gutters(rows, x0, x1)
            if upwards:
                stretches.insert(0, (reach - 1.0, level))
            else:
                stretches.append((level, reach + 1.0))
    if _rows_unruled(rows, stretches, between[0]):
        return None
    shorter = [
        edge for edge in shorter if x0 - 4 <= edge.start and edge.end <= x1 + 4 and edge.length < 0.9 * (x1 - x0)
    ]
    stretches = [part for stretch in stretches for part in _parted(rows, stretch, between[0], shorter)]
    bands = [
        [chunk for row in rows for chunk in row if top <= chunk.box.centre[1] <= bottom] for top, bottom in stretches
    ]
    if not drawn:
        head = [row for row in sorted(rows, key=_top) if told and _top(row) < min(map(_top, told))]
        header = match_heads(head, told, x0, x1)
        between = header.between if header is not None else columns(bands, x0, x1, between)
    return grid_of(words, stretches, [x0, *between, x1], "ruled across, columns by alignment")


@dataclass(frozen=True)
class _Sides:
    """Between which columns lines may stand: the outer edges, the gutters, and whether rulings drawn end at these."""

    x0: float
    x1: float
    between: tuple[float, ...]
    drawn: bool

    @property
    def edges(self) -> list[float]:
        return [self.x0, *self.between, self.x1]


def _drawn(page: Page, rows: Sequence[Row], levels: Sequence[float], x0: float, x1: float) -> list[float]:
    """The gutters where rulings are pieced together: a program that draws the borders cell by cell ends them there.

    Empty where most levels do not agree, or text runs over them.
    """
    ends: list[float] = []
    for level in levels:
        pieces = sorted(
            (rule.box.x0, rule.box.x1)
            for rule in page.rules
            if not rule.vertical
            and abs(rule.position - level) <= SNAP
            and x0 - 4 <= rule.box.x0
            and rule.box.x1 <= x1 + 4
        )
        ends += {right for (_, right), (left, _) in itertools.pairwise(pieces) if abs(left - right) <= SNAP}
    found = [
        median(group) for group in clusters(sorted(ends), lambda x: x, SNAP) if len(group) >= max(2, 0.6 * len(levels))
    ]
    edges = [x0, *found, x1]
    chunks = [chunk for row in rows for chunk in cut(row, edges)]
    torn = sum(len(crossed(chunk, edges)) > 1 for chunk in chunks)
    return found if 10 * torn <= len(chunks) else []


def _parted(rows: Sequence[Row], stretch: Stretch, left: float, shorter: Sequence[Edge]) -> list[Stretch]:
    """A band between two rulings, cut where a shorter ruling stands in it or a section's heading has none below it."""
    held = sorted((row for row in rows if stretch[0] <= row[0].box.centre[1] <= stretch[1]), key=_top)
    cuts: list[float] = []
    for above, below in itertools.pairwise(held):
        ruled = [edge.at for edge in shorter if above[0].box.centre[1] < edge.at < below[0].box.centre[1]]
        if ruled:
            cuts.append(ruled[0])
        elif _heads(above, below, left):
            cuts.append((_bottom(above) + _top(below)) / 2)
    return list(itertools.pairwise([stretch[0], *cuts, stretch[1]]))


def _heads(above: Row, below: Row, left: float) -> bool:
    """Whether a line is a heading over a row of figures in which no ruling parts the two: bold over plain."""
    return (
        len(above) == 1
        and above[0].bold
        and not is_figure(above[0].text)
        and sum(is_figure(chunk.text) and chunk.box.x0 > left for chunk in below) >= 2
        and any(
            not chunk.bold and any(char.isalpha() for char in chunk.text) and abs(chunk.box.x0 - above[0].box.x0) < 15
            for chunk in below
        )
    )


def _top(row: Row) -> float:
    return min(chunk.box.top for chunk in row)


def _bottom(row: Row) -> float:
    return max(chunk.box.bottom for chunk in row)


def _rows_unruled(rows: Sequence[Row], stretches: Sequence[Stretch], left: float) -> bool:
    """Whether the rulings do not part row from row: bands hold many lines of figures."""
    counts = []
    for top, bottom in stretches:
        held = [row for row in rows if top <= row[0].box.centre[1] < bottom]
        counts.append(sum(sum(is_figure(chunk.text) and chunk.box.x0 > left for chunk in row) >= 2 for row in held))
    ruled = [count for count in counts if count]
    return bool(ruled) and (max(ruled) >= 6 or sum(ruled) >= 2 * len(ruled))


def _coloured_reach(page: Page, level: float, x0: float, x1: float, upwards: bool) -> float:
    """How far a cell's fill goes on beyond an outer ruling: such a row has no ruling at its other side."""
    reach = level
    for fill in page.fills:
        near, far = (fill.box.bottom, fill.box.top) if upwards else (fill.box.top, fill.box.bottom)
        if abs(near - level) <= 2.0 and x0 - 4 <= fill.box.x0 and fill.box.x1 <= x1 + 4:
            reach = min(reach, far) if upwards else max(reach, far)
    return reach


def _beside(
    rows: Sequence[Row], beyond: Sequence[Row], sides: _Sides, level: float, coloured: float, upwards: bool
) -> tuple[list[Row], float]:
    """The lines next to an outer ruling that still belong to the table, and how far they reach.

    `beyond` go away from the ruling. They belong while they follow closely and keep to the columns, and fill several;
    and wherever a cell's colour reaches to (`coloured`). A row cut by the end of the page may have gaps in it.
    """
    taken: list[Row] = []
    reach = level
    for row in beyond:
        top, bottom = min(c.box.top for c in row), max(c.box.bottom for c in row)
        gap = reach - bottom if upwards else top - reach
        inside = top >= coloured - 1 if upwards else bottom <= coloured + 1
        size = max(c.size for c in row)
        limit = 1.0 * size if reach == level else 0.7 * size
        if (gap > limit and not inside) or not _keeps(rows, [*taken, row], sides, upwards):
            break
        taken.append(row)
        reach = min(reach, top) if upwards else max(reach, bottom)
    if (upwards or len(taken) < len(beyond)) and _cut_row(rows, beyond, sides, upwards):
        boxes = [chunk.box for row in beyond for chunk in row]
        return list(beyond), min(box.top for box in boxes) if upwards else max(box.bottom for box in boxes)
    filled = {col for row in taken for chunk in row for col in crossed(chunk, sides.edges)}
    if len(filled) < 2 or 2 * len(filled) < len(sides.edges) - 1:
        return [], level
    return taken, min(reach, coloured) if upwards else max(reach, coloured)


def _keeps(rows: Sequence[Row], more: Sequence[Row], sides: _Sides, upwards: bool) -> bool:
    """Whether further lines stand in the same columns, the gutters moved a little at most.

    A header in bold may name a column more: one that holds no words.
    """
    moved = list(sides.between) if sides.drawn else gutters([*rows, *more], sides.x0, sides.x1)
    headed = upwards and all(chunk.bold for row in more for chunk in row)
    if len(moved) != len(sides.between) and not (headed and len(moved) > len(sides.between)):
        return False
    edges = [sides.x0, *moved, sides.x1]
    return not any(len(crossed(chunk, edges)) > 1 for row in more for chunk in cut(row, edges))


def _cut_row(rows: Sequence[Row], beyond: Sequence[Row], sides: _Sides, upwards: bool) -> bool:
    """Whether all that stands between an outer ruling and the end of the page is a row that runs on overleaf."""
    tops = [min(c.box.top for c in row) for row in beyond]
    if not beyond or any(
        abs(b - a) > 3.0 * max(c.size for c in row) for a, b, row in zip(tops, tops[1:], beyond, strict=False)
    ):
        return False
    last = sides.edges[-2]
    if upwards and any(row[-1].box.x1 < last or any(chunk.bold for chunk in row) for row in beyond):
        return False  # a heading or a caption; the rest of a row has text in its last column, which is the longest
    return _keeps(rows, beyond, sides, upwards)


def grid_of(
    words: Sequence[Word], stretches: Sequence[Stretch], edges: Sequence[float], method: str, ends: Sequence[float] = ()
) -> Grid:
    """Rows and columns as given; a chunk that runs over several columns merges them where they are empty else.

    `ends` are where the figures of columns end, see `cut`.
    """
    slots: list[Slot] = []
    cols = len(edges) - 1
    lines = [chunked([w for w in words if top <= w.box.centre[1] <= bottom]) for top, bottom in stretches]
    placed_rows = [
        [(crossed(chunk, edges), chunk) for line in held for chunk in cut(line, edges, ends)] for held in lines
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
    where the chunk then stands over the middle or the beginning of all its columns, or all have as many.
    """
    heads = [(place, chunk) for place, chunk in placed if place[0] > 0]
    taken = {col for place, _ in placed for col in place}
    own = {place[0]: chunk.box for place, chunk in under if place[0] in counted}
    groups: dict[int, set[int]] = {n: set(place) for n, (place, _) in enumerate(heads)}
    if len(heads) > 1 and all(
        place[0] in own and abs(own[place[0]].x0 - chunk.box.x0) < _SET_LEFT for place, chunk in heads
    ):
        for col in own:  # all are set left: each reaches up to the next
            if before := [n for n, (place, _) in enumerate(heads) if place[0] <= col]:
                groups[before[-1]].add(col)
    else:
        for col, box in own.items():
            if col not in taken and heads:
                groups[min(groups, key=lambda n: abs(heads[n][1].box.centre[0] - box.centre[0]))].add(col)
    even = (
        len(heads) > 1
        and len({len(cols) for cols in groups.values()}) == 1
        and set(own) <= set().union(*groups.values())
    )
    wide: Placed = [(place, chunk) for place, chunk in placed if place[0] == 0]
    for n, (place, chunk) in enumerate(heads):
        cols = sorted(groups[n])
        boxes = [low.box for low_place, low in under if low_place[0] in groups[n]]
        whole = cols == list(range(cols[0], cols[-1] + 1)) and len(cols) > len(place) and bool(boxes)
        if whole:
            x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
            centred = abs((x0 + x1) / 2 - chunk.box.centre[0]) < 0.2 * (x1 - x0)
            if even or centred or abs(x0 - chunk.box.x0) < chunk.size:
                place = range(cols[0], cols[-1] + 1)
        wide.append((place, chunk))
    return wide


def _stands_alone(place: range, chunk: Line, wide: range) -> bool:
    """Whether a chunk holds a column that a wider one runs over for itself: a figure, or any but the first."""
    return len(place) == 1 and place[0] in wide and (place[0] > wide[0] or is_figure(chunk.text))


def ruled_across(horizontal: Sequence[Edge], taken: Sequence[Box], frames: Sequence[Edge]) -> list[list[Edge]]:
    """Groups of two or more horizontal rulings of one extent, each from top to bottom.

    Left out are rulings in the grids already found (`taken`) and those of mere frames.
    """
    free = [
        edge
        for edge in horizontal
        if edge not in frames and not any(box.grown(2.0).holds((edge.start + edge.end) / 2, edge.at) for box in taken)
    ]
    groups = [
        sorted(same)
        for lefts in clusters(sorted(free, key=lambda edge: edge.start), lambda edge: edge.start, 5.0)
        for same in clusters(sorted(lefts, key=lambda edge: edge.end), lambda edge: edge.end, 5.0)
    ]
    return [group for group in groups if len(group) > 1]


def tables_apart(page: Page, group: Sequence[Edge]) -> list[list[Edge]]:
    """Rulings of one extent as those of each table: apart where a heading and a header row stand between two of them.

    The header row is set as the first table's is, or says the same; above it stands at least one line of other text.
    """
    x0, x1 = min(edge.start for edge in group), max(edge.end for edge in group)
    rows = chunked([w for w in page.words if w.direction == 0 and x0 - 4 <= w.box.centre[0] <= x1 + 4])
    tables: list[list[Edge]] = [[group[0]]]
    for above, below in itertools.pairwise(group):
        held = [row for row in rows if above.at <= row[0].box.centre[1] <= below.at]
        if len(tables[-1]) > 1 and len(held) > 1 and _opens_table(held):
            tables.append([])
        tables[-1].append(below)
    return [table for table in tables if len(table) > 1]


def _opens_table(held: Sequence[Row]) -> bool:
    """Whether lines between two rulings are text about a table and its header row, and no row of one table."""
    *before, head = held
    named = len(head) > 1 and all(chunk.bold and not is_figure(chunk.text) for chunk in head)
    first = before[0]
    told = len(first) == 1 and (first[0].size > 1.1 * head[0].size or is_caption(first[0].text) or not first[0].bold)
    return named and told and _top(head) - _bottom(before[-1]) > 0.3 * head[0].size
