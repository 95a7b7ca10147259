"""Cells set so close to each other that only the other lines show where one ends.

A label may run up to a figure set left. On a sheet printed without gridlines a word in a column of figures ("TBC") is
set left and the figures right, so that it stands nearer to the figures of the column before than to those of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tables.chunks import Row, crossed, stands_for_figure
from extractors.tables.headers import is_blank, is_figure
from extractors.text.lines import Line

_SAME_PLACE = 0.75  # points: figures set to one side of a column begin (or end) within this
_WITNESSES = 2  # lines whose figures stand alone show where those of a column begin or end


def parted(rows: Sequence[Row]) -> list[Row]:
    """The lines with the cells parted that stand no further apart than words do, as the other lines show.

    A label or a figure may run up to a figure, and a mark set left ("TBC") follow close upon a figure set right: the
    figure begins (or ends) where those of other lines do, and all else on its line is figures. Prose has no such line.
    """
    begins = [chunk.box.x0 for row in rows for chunk in row if is_figure(chunk.text)]
    ends = [chunk.box.x1 for row in rows for chunk in row if is_figure(chunk.text)]
    return [
        [part for chunk in row for part in _parts(chunk, begins, ends)] if _holds_figures(row) else row for row in rows
    ]


def _holds_figures(row: Row) -> bool:
    """Whether what stands right of a line's first chunk is figures, one left out, and some are."""
    told = [all(stands_for_figure(word) for word in chunk.words) for chunk in row[1:]]
    return sum(told) >= max(1, len(told) - 1)


def _parts(chunk: Line, begins: Sequence[float], ends: Sequence[float]) -> Row:
    words = chunk.words
    parts: Row = []
    for n in range(len(words) - 1, 0, -1):
        if is_figure(chunk.text) or not stands_for_figure(words[n]):
            break
        after_figure = is_figure(words[n - 1].text) and _shared(words[n - 1].box.x1, ends)
        if is_figure(words[n].text):
            apart = after_figure or _shared(words[n].box.x0, begins) or _shared(words[n].box.x1, ends)
        else:
            apart = after_figure
        if not apart:
            break
        parts.insert(0, Line(words[n : n + 1]))
    return [Line(words[: len(words) - len(parts)]), *parts]


def _shared(x: float, places: Sequence[float]) -> bool:
    return sum(abs(x - place) < _SAME_PLACE for place in places) >= _WITNESSES


def before_marks(between: Sequence[float], x0: float, x1: float, rows: Sequence[Row]) -> list[float]:
    """The gutters moved to where columns begin, as words set left in place of figures show.

    `rows` are all lines between x0 and x1, those of the header too: what runs over the new place keeps the old.
    """
    edges = [x0, *between, x1]
    return [_before_marks(n, edges, rows) for n, edge in enumerate(between)]


def _before_marks(col: int, edges: Sequence[float], rows: Sequence[Row]) -> float:
    edge = edges[col + 1]
    chunks = [chunk for row in rows for chunk in row]
    ends = [c.box.x1 for c in chunks if is_figure(c.text) and crossed(c, edges) == range(col, col + 1)]
    if len(ends) < _WITNESSES or max(ends) - min(ends) > _SAME_PLACE:
        return edge
    end = max(ends)
    marks = [c.box.x0 for c in chunks if _is_word(c) and end <= c.box.x0 < edge]
    moved = (end + min(marks, default=edge)) / 2
    runs_over = any(c.box.x0 < moved < c.box.x1 - 0.15 * c.size for c in chunks)
    return edge if not marks or runs_over else moved


def _is_word(chunk: Line) -> bool:
    """Whether a word stands in place of a figure: "TBC", "n/a"."""
    return is_blank(chunk.text) and chunk.text[0].isalpha()
