"""Columns and rows read from how words stand under each other, where rulings do not part them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pages.page import Page
from extractors.tables.chunks import Row, Stretch, chunked, columns, crossed, cut, gutters
from extractors.tables.edges import SNAP, Edge, clusters
from extractors.tables.grid import Grid
from extractors.tables.headers import is_figure
from extractors.tables.heads import match_heads
from extractors.tables.notes import is_caption, is_note_phrase, is_unit
from extractors.tables.rows import bottom_of, top_of
from extractors.tables.slots import grid_of
from extractors.text.lines import lines_of

_HEADING_GAP = 0.35  # of the type size: a heading stands further from a header than the lines of the header do


def grid_between(
    page: Page, levels: Sequence[float], x0: float, x1: float, rulings: Sequence[Edge] = ()
) -> Grid | None:
    """The grid of a table that has only horizontal rulings, at `levels` from x0 to x1.

    Each band between two rulings is a row; a header over the first ruling and a total under the last belong to it.
    Of all `rulings` across the page, one that runs over some columns only parts two levels of the header.
    """
    words = [w for w in page.words if w.direction == 0 and x0 - 4 <= w.box.centre[0] <= x1 + 4]
    inner = [edge for edge in rulings if x0 - 4 <= edge.start and edge.end <= x1 + 4]
    shorter = [edge for edge in inner if edge.length < 0.9 * (x1 - x0)]
    below = any(edge.at > levels[-1] + SNAP for edge in inner)
    rows = chunked([w for w in words if levels[0] <= w.box.centre[1] <= levels[-1]])
    if _labels_outside(page, rows, x0) or not any(char.isalpha() for row in rows for c in row for char in c.text):
        return None  # rulings over sums; the gridlines of a chart
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
    spanning: list[Row] = []
    for upwards in (True, False):
        level = levels[0] if upwards else levels[-1]
        coloured = _coloured_reach(page, level, x0, x1, upwards)
        if upwards:
            end = max((edge.at for edge in inner if edge.at < level - SNAP and edge not in shorter), default=0.0)
            beyond = chunked([w for w in words if end < w.box.centre[1] < level])[::-1]
        else:
            end = min((edge.at for edge in inner if edge.at > level + SNAP), default=page.height)
            beyond = chunked([w for w in words if level < w.box.centre[1] < end])
        sides = _Sides(x0, x1, tuple(between), bool(drawn), tuple(shorter) if upwards else (), below)
        taken, reach = _beside(rows, beyond, sides, level, coloured, upwards)
        if taken:
            spanning += [row for row in taken if _spans_columns(row, sides)]
            rows = [*rows, *(row for row in taken if row not in spanning)]
            between = drawn or gutters(rows, x0, x1)
            if upwards:
                stretches.insert(0, (reach - 1.0, level))
            else:
                stretches.append((level, reach + 1.0))
    if _rows_unruled(rows, stretches, between[0]):
        return None
    rows = [*spanning, *rows]
    stretches = [part for stretch in stretches for part in _parted(rows, stretch, between[0], shorter)]
    bands = [
        [chunk for row in rows for chunk in row if top <= chunk.box.centre[1] <= bottom] for top, bottom in stretches
    ]
    if not drawn:
        head = [row for row in sorted(rows, key=top_of) if told and top_of(row) < min(map(top_of, told))]
        header = match_heads(head, told, x0, x1)
        between = header.between if header is not None else columns(bands, x0, x1, between)
    return grid_of(words, stretches, [x0, *between, x1], "ruled across, columns by alignment")


@dataclass(frozen=True)
class _Sides:
    """Between which columns lines may stand: the outer edges, the gutters, and whether rulings drawn end at these.

    A line over a ruling that runs over some columns only (`shorter`) may stand over all of those. `ruled_below`: more
    rulings stand below, those of another table.
    """

    x0: float
    x1: float
    between: tuple[float, ...]
    drawn: bool
    shorter: tuple[Edge, ...]
    ruled_below: bool

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
    held = sorted((row for row in rows if stretch[0] <= row[0].box.centre[1] <= stretch[1]), key=top_of)
    cuts: list[float] = []
    for above, below in itertools.pairwise(held):
        ruled = [edge.at for edge in shorter if above[0].box.centre[1] < edge.at < below[0].box.centre[1]]
        if ruled:
            cuts.append(ruled[0])
        elif _heads(above, below, left):
            cuts.append((bottom_of(above) + top_of(below)) / 2)
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
        apart = bool(taken) and gap > _HEADING_GAP * size
        if (gap > limit and not inside) or (len(row) == 1 and _is_told(row[0].text, apart)):
            break
        if upwards and taken and _is_heading(row, taken[-1], gap):
            break
        kept = [other for other in (*taken, row) if not _spans_columns(other, sides)]
        if kept and not _keeps(rows, kept, sides, upwards):
            break
        taken.append(row)
        reach = min(reach, top) if upwards else max(reach, bottom)
    ends = upwards or (len(taken) < len(beyond) and not sides.ruled_below)
    if ends and _cut_row(rows, beyond, sides, upwards):
        boxes = [chunk.box for row in beyond for chunk in row]
        return list(beyond), min(box.top for box in boxes) if upwards else max(box.bottom for box in boxes)
    filled = {col for row in taken for chunk in row for col in crossed(chunk, sides.edges)}
    figures = set(range(1, len(sides.edges) - 1))
    heads = upwards and filled == figures and any(is_figure(chunk.text) for chunk in min(rows, key=top_of))
    if not heads and (len(filled) < 2 or 2 * len(filled) < len(sides.edges) - 1):
        return [], level
    return taken, min(reach, coloured) if upwards else max(reach, coloured)


def _is_told(text: str, apart: bool) -> bool:
    """Whether a line is a caption or a note; a unit alone is one where it stands apart from the header, else a head."""
    return is_caption(text) or is_note_phrase(text) or (apart and is_unit(text))


def _is_heading(row: Row, below: Row, gap: float) -> bool:
    """Whether a line above a header is the table's heading: alone, set left, and a little apart or of another size."""
    return (
        len(row) == 1
        and row[0].box.x0 < below[0].box.x0 + row[0].size
        and (gap > _HEADING_GAP * row[0].size or abs(row[0].size - below[0].size) > 0.05 * row[0].size)
    )


def _spans_columns(row: Row, sides: _Sides) -> bool:
    """Whether a header line runs over gutters only where a ruling under it runs over the same columns."""
    under = [edge for edge in sides.shorter if 0 <= edge.at - row[0].box.centre[1] < 1.5 * row[0].size]
    wide = [chunk for chunk in row if len(crossed(chunk, sides.edges)) > 1]
    return bool(wide) and all(
        any(edge.start - 2 <= chunk.box.x0 and chunk.box.x1 <= edge.end + 2 for edge in under) for chunk in wide
    )


def _labels_outside(page: Page, rows: Sequence[Row], x0: float) -> bool:
    """Whether rulings run over the figures of a table only, as those over sums do: the labels stand left of them."""
    told = [row for row in rows if is_figure(row[0].text)]
    if not told or 2 * len(told) < len(rows):
        return False
    beside = lines_of(word for word in page.words if word.box.x1 < x0)
    named = sum(any(abs(a.box.centre[1] - row[0].box.centre[1]) < 0.5 * a.size for a in beside) for row in told)
    return 2 * named >= len(told)


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
