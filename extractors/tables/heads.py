"""Column heads matched with the columns of figures below them.

A head set left over figures set right stands nearer to its neighbour's figures than to its own: only the order of all
heads and all columns tells which belongs to which.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.chunks import Row, Stretch, crossed, gutters
from extractors.tables.headers import is_blank, is_figure
from extractors.text.lines import Line

_CLOSE = 0.35  # of the type size: lines of one head stand no further apart
_WRAPPED = 0.8  # where the lower line can only be the rest of the upper one
_ALIGNED = 1.5  # points
_MOST_SPARE = 3  # heads of columns that hold no words: lamps, arrows, what is left blank


@dataclass(frozen=True)
class Header:
    """Header lines with the gutters between the columns that they name; `upper` head several columns each."""

    upper: list[Row]
    between: list[float]


def match_heads(lines: Sequence[Row], body: Sequence[Row], x0: float, x1: float) -> Header | None:
    """The header read from its lines, top down, over lines of figures; None where that cannot be done in one way.

    Lines that seem to be one head may be two levels: what matches the columns is right.
    """
    for stacked in (True, False):
        upper, heads = _split_levels(lines, stacked)
        between = _between(upper, heads, body, x0, x1)
        if between is not None:
            return Header(upper, between)
    return None


def _split_levels(lines: Sequence[Row], stacked: bool) -> tuple[list[Row], list[list[Line]]]:
    """Header lines as the levels that head several columns each, and the heads of single columns.

    `stacked`: lines that follow closely and are set to one side, or in the middle, are one head.
    """
    stacks: list[list[Line]] = []
    upper: list[Row] = []
    below: Row = []
    for row in reversed(lines):
        reach = _WRAPPED if wraps(row, below) else _CLOSE
        below = row
        above: Row = []
        for chunk in row:
            under = [stack for stack in stacks if _overlap(stack[0], chunk)]
            if stacked and len(under) == 1 and _goes_on(chunk, under[0][0], reach) and not above:
                under[0].insert(0, chunk)
            elif not under and not upper:
                stacks.append([chunk])
            else:
                above.append(chunk)
        if above:
            upper.insert(0, above)
    return upper, sorted(stacks, key=lambda stack: min(line.box.x0 for line in stack))


def _overlap(one: Line, other: Line) -> bool:
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def _goes_on(chunk: Line, below: Line, reach: float) -> bool:
    return _aligned(chunk, below) and below.box.top - chunk.box.bottom < reach * max(chunk.size, below.size)


def _aligned(one: Line, other: Line) -> bool:
    a, b = one.box, other.box
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.centre[0] - b.centre[0])) < _ALIGNED


def wraps(above: Row, row: Row) -> bool:
    """Whether a header line is the rest of the one above it: fewer heads, each of them set under one of those."""
    return 0 < len(row) < len(above) and all(any(_aligned(head, chunk) for head in above) for chunk in row)


def _between(
    upper: Sequence[Row], heads: Sequence[Sequence[Line]], body: Sequence[Row], x0: float, x1: float
) -> list[float] | None:
    """The gutters between columns that hold each one head and the figures that belong to it.

    None where heads and columns cannot be matched in order without running over each other, or in two ways alike.
    """
    told = [[chunk for chunk in row if not is_blank(chunk.text)] for row in body]  # a dash may stand anywhere
    between = gutters(told, x0, x1)
    if not between:
        return None
    edges = [x0, *between, x1]
    extents: dict[int, Stretch] = {}
    counted: set[int] = set()
    for chunk in (chunk for row in told for chunk in row):
        place = crossed(chunk, edges)
        if len(place) == 1:
            extents[place[0]] = _union((chunk.box.x0, chunk.box.x1), extents.get(place[0]))
            if is_figure(chunk.text):
                counted.add(place[0])
    if len(extents) != len(between) + 1:
        return None
    label, *columns = (extents[col] for col in sorted(extents))
    named = [(min(line.box.x0 for line in head), max(line.box.x1 for line in head)) for head in heads]
    named = [head for head in named if head[0] > label[1]]
    if not len(columns) <= len(named) <= len(columns) + _MOST_SPARE:
        return None
    ways: list[tuple[int, list[Stretch]]] = []
    for chosen in itertools.combinations(range(len(named)), len(columns)):
        matched = dict(zip(chosen, columns, strict=True))
        found = [_union(head, matched.get(n)) for n, head in enumerate(named)]
        # Figures may stand left of a column, or right of their head, but never before it.
        before = any(named[n][0] > columns[at][1] for at, n in enumerate(chosen) if at + 1 in counted)
        if not before and label[1] < found[0][0] and _apart(found):
            touching = sum(min(named[n][1], column[1]) > max(named[n][0], column[0]) for n, column in matched.items())
            ways.append((touching, found))
    ways.sort(key=lambda way: way[0], reverse=True)
    if not ways or (len(ways) > 1 and ways[0][0] == ways[1][0]):
        return None
    return _gaps(_widened([label, *ways[0][1]], upper))


def _union(one: Stretch, other: Stretch | None) -> Stretch:
    return one if other is None else (min(one[0], other[0]), max(one[1], other[1]))


def _apart(columns: Sequence[Stretch]) -> bool:
    return all(a[1] < b[0] for a, b in itertools.pairwise(columns))


def _widened(columns: list[Stretch], upper: Sequence[Row]) -> list[Stretch]:
    """The columns made as wide as what stands over each one alone, where that leaves them apart."""
    for chunk in (chunk for row in upper for chunk in row):
        own = (chunk.box.x0, chunk.box.x1)
        under = [n for n, column in enumerate(columns) if min(column[1], own[1]) > max(column[0], own[0])]
        if len(under) == 1:
            wider = [_union(column, own) if n == under[0] else column for n, column in enumerate(columns)]
            columns = wider if _apart(wider) else columns
    return columns


def _gaps(columns: Sequence[Stretch]) -> list[float]:
    return [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]
