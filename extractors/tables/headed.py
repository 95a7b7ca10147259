"""Tables of text without rulings or fills: a row of bold heads, and lines set under them to the left."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.tables.chunks import Row, chunked, free_words
from extractors.tables.grid import Grid
from extractors.tables.headers import is_blank, is_figure
from extractors.tables.notes import is_caption
from extractors.tables.rows import bottom_of, group_lines, size_of, stretches_of, top_of
from extractors.tables.slots import grid_of
from extractors.text.lines import Line

_LEAST_HEADS = 3
_LONGEST_HEAD = 40  # characters
_SET = 2.5  # points: text set under a head begins where it does
_NEAR = 1.4  # of the type size: the white between two lines of a table is no higher, unless all its rows stand apart
_AIRY = 2.5  # of the type size: the white under the heads of a table whose rows stand apart
_MORE = 1.5  # how much more white than between earlier rows may part two rows
_ALIGNED = 0.8  # of the texts of the body
_FILLED = 0.5  # of the rows: in so many a second column is filled


def headed_grids(page: Page, taken: Sequence[Box]) -> list[Grid]:
    """The grids of text under bold heads, outside the tables already found (`taken`)."""
    words = free_words(page, taken)
    rows = chunked(words)
    grids: list[Grid] = []
    start = 0
    for n, row in enumerate(rows):
        if n < start or not _are_heads(row):
            continue
        head = [row, *_more_heads(rows[n + 1 : n + 3], row)]
        starts = _starts(head)
        body = _body(rows[n + len(head) :], starts, head[-1])
        edges = [starts[0] - 1.0, *(x - _SET for x in starts[1:]), _right([*head, *body])]
        groups = group_lines(body, edges)
        if not _is_table(groups, starts):
            continue
        top, bottom = top_of(row) - 0.5, bottom_of(body[-1]) + 0.5
        stretches = stretches_of([head, *groups], top, bottom)
        grids.append(grid_of(words, stretches, edges, "unruled, columns of text by alignment"))
        start = n + len(head) + len(body)
    return grids


def _are_heads(row: Row) -> bool:
    return len(row) >= _LEAST_HEADS and all(
        chunk.bold and len(chunk.text) <= _LONGEST_HEAD and chunk.text[0].isalnum() and not is_figure(chunk.text)
        for chunk in row
    )


def _more_heads(lines: Sequence[Row], first: Row) -> Iterator[Row]:
    """The lines that go on with heads over several lines: bold, and set under some of them, left or right."""
    return itertools.takewhile(
        lambda line: (
            top_of(line) - bottom_of(first) < 2 * size_of(first)
            and all(chunk.bold and any(_set_under(chunk, head) for head in first) for chunk in line)
        ),
        lines,
    )


def _set_under(chunk: Line, head: Line) -> bool:
    return min(abs(chunk.box.x0 - head.box.x0), abs(chunk.box.x1 - head.box.x1)) < _SET


def _starts(head: Sequence[Row]) -> list[float]:
    return [chunk.box.x0 for chunk in head[0]]


def _right(rows: Sequence[Row]) -> float:
    return max(chunk.box.x1 for row in rows for chunk in row) + 1.0


def _body(rows: Sequence[Row], starts: Sequence[float], head: Row) -> list[Row]:
    """The lines under the heads that keep to their columns; the first that does not ends the table."""
    body: list[Row] = []
    reach, size, widest = bottom_of(head), 0.0, 0.0
    for row in rows:
        size = size or size_of(row)
        white = top_of(row) - reach
        if (
            white > (max(_NEAR * size, _MORE * widest) if body else _AIRY * size)
            or abs(size_of(row) - size) > 0.1 * size
            or is_caption(row[0].text)
        ):
            break
        if row[0].box.x0 < starts[0] - _SET or any(_runs_over(chunk, starts) for chunk in row) or _are_heads(row):
            break
        body.append(row)
        widest = max(widest, white)
        reach = max(reach, bottom_of(row))
    return body


def _runs_over(chunk: Line, starts: Sequence[float]) -> bool:
    """Whether a chunk reaches into the column after its own."""
    return any(chunk.box.x0 < start - _SET and chunk.box.x1 > start - 0.1 * chunk.size for start in starts)


def _is_table(groups: Sequence[Sequence[Row]], starts: Sequence[float]) -> bool:
    """Whether lines are rows of data: two or more, set under the heads, most of them with text in several columns."""
    chunks = [chunk for group in groups for row in group for chunk in row]
    texts = [chunk for chunk in chunks if not is_figure(chunk.text) and not is_blank(chunk.text)]
    set_left = sum(any(abs(chunk.box.x0 - start) < _SET for start in starts) for chunk in texts)
    filled = [{_column(chunk, starts) for row in group for chunk in row} for group in groups]
    several = sum(len(columns) > 1 for columns in filled)
    return (
        len(groups) > 1
        and set_left >= _ALIGNED * len(texts)
        and several >= max(2, _FILLED * len(groups))
        and median(len(columns) for columns in filled) >= 0.5 * len(starts)
    )


def _column(chunk: Line, starts: Sequence[float]) -> int:
    return max(0, sum(start <= chunk.box.x0 + _SET for start in starts) - 1)
