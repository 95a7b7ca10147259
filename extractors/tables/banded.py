"""Tables whose header, or every other row, stands on fills that draw its columns; the rows between have none."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.geometry import Box
from extractors.pages.page import Page, Word
from extractors.tables.chunks import Row, Stretch, chunked, crossed, free_words
from extractors.tables.grid import Grid, Slot
from extractors.tables.headers import is_figure
from extractors.tables.notes import is_caption
from extractors.tables.rows import (
    Setting,
    bottom_of,
    figures_in,
    group_lines,
    setting_of,
    several_of_figures,
    size_of,
    stretches_of,
    top_of,
)

_SAME = 3.0  # points: edges of fills that are one column edge
_TALLEST = 160.0  # points: what stands on paper between two bands of a table is not higher
_LEAST_ROWS = 3  # of text under two heads
_NEAR = 2.2  # of the type size: lines of a table stand no further apart


@dataclass(frozen=True)
class _Table:
    """What is found of a table: its column edges, its rows, and the places of cells that fills merge."""

    edges: tuple[float, ...]
    setting: Setting
    stretches: list[Stretch]
    slots: list[list[tuple[int, int]]]  # of each row: first column and columns of each cell


def banded_grids(page: Page, pieces: Sequence[Grid], taken: Sequence[Box]) -> list[Grid]:
    """Grids that are put together from `pieces`: grids of fills side by side, of a row or more, under each other.

    Between two pieces of the same columns, and below the last, the rows are read from the lines of text, those in the
    tables already found (`taken`) left out.
    """
    words = free_words(page, taken)
    grids: list[Grid] = []
    waiting = sorted(pieces, key=lambda piece: piece.box.top)
    while waiting:
        stack = [waiting.pop(0)]
        for piece in list(waiting):
            if _goes_on(stack, piece, words):
                stack.append(piece)
                waiting.remove(piece)
        grid = _grid(stack, words, [piece.box for piece in waiting])
        if grid is not None:
            grids.append(grid)
    return grids


def _edges(piece: Grid) -> list[float]:
    return [piece.columns[0][0], *(x1 for _, x1 in piece.columns)]


def _within(few: Sequence[float], many: Sequence[float]) -> bool:
    return all(any(abs(one - other) <= _SAME for other in many) for one in few)


def _goes_on(stack: Sequence[Grid], piece: Grid, words: Sequence[Word]) -> bool:
    """Whether a piece is more of the table: same extent and columns, only lines of the table between, no new header."""
    last, first = stack[-1], stack[0]
    gap = piece.box.top - last.box.bottom
    widest = max((_edges(other) for other in (*stack, piece)), key=len)
    if not -_SAME <= gap <= _TALLEST or not all(_within(_edges(other), widest) for other in (*stack, piece)):
        return False
    if abs(last.box.x0 - piece.box.x0) > _SAME or abs(last.box.x1 - piece.box.x1) > _SAME:
        return False
    if _texts(first, words) == _texts(piece, words) and gap > _SAME:
        return False
    lines = _lines(words, last.box.x0, last.box.x1, last.box.bottom, piece.box.top)
    if gap > _SAME and not lines:
        return False
    kept = _kept(lines, widest, last.box.bottom)
    if len(kept) < len(lines):
        return False
    return not lines or piece.box.top - bottom_of(lines[-1]) <= _NEAR * size_of(lines[-1])


def _texts(piece: Grid, words: Sequence[Word]) -> list[str]:
    """What the first row of a piece says, chunk by chunk."""
    lines = _lines(words, piece.box.x0, piece.box.x1, *piece.rows[0])
    return [chunk.text for line in lines for chunk in line]


def _lines(words: Sequence[Word], x0: float, x1: float, top: float, bottom: float) -> list[Row]:
    return chunked([w for w in words if x0 - 4 <= w.box.centre[0] <= x1 + 4 and top <= w.box.centre[1] <= bottom])


def _kept(lines: Sequence[Row], edges: Sequence[float], top: float) -> list[Row]:
    """The lines, from the first on, that keep to the columns and follow closely; a caption ends them."""
    kept: list[Row] = []
    reach = top
    for line in lines:
        near = top_of(line) - reach <= _NEAR * size_of(line) * (1 if kept else 0.7)
        level = not kept or abs(size_of(line) - size_of(kept[-1])) < 0.1 * size_of(line)
        inside = line[0].box.x0 >= edges[0] - 4 and line[-1].box.x1 <= edges[-1] + 4
        if not near or not level or not inside or is_caption(line[0].text):
            break
        if len(edges) > 2 and any(len(crossed(chunk, edges)) > 1 and len(line) > 1 for chunk in line):
            break
        if len(line) == 1 and len(crossed(line[0], edges)) > 1 and not line[0].bold:
            break  # prose
        kept.append(line)
        reach = bottom_of(line)
    return kept


def _grid(stack: Sequence[Grid], words: Sequence[Word], others: Sequence[Box]) -> Grid | None:
    edges = max((_edges(piece) for piece in stack), key=len)
    if len(edges) < 3:
        return None
    lines = _lines(words, edges[0], edges[-1], stack[0].box.top, stack[-1].box.bottom)
    table = _Table(tuple(edges), setting_of(lines, edges), [], [])
    _add_heads(table, words, stack[0].box.top)
    for above, piece in itertools.pairwise([None, *stack]):
        if above is not None and piece is not None and piece.box.top - above.box.bottom > _SAME:
            between = _lines(words, edges[0], edges[-1], above.box.bottom, piece.box.top)
            _add_lines(table, between, above.box.bottom, piece.box.top)
        if piece is not None:
            _add_piece(table, piece, words)
    drawn = len(table.stretches)
    _add_rest(table, words, others)
    if len(table.stretches) < 2 or (drawn == 1 and not _is_list(table, words)):
        return None
    slots = tuple(Slot(row, col, 1, span) for row, places in enumerate(table.slots) for col, span in places)
    return Grid(tuple(itertools.pairwise(table.edges)), tuple(table.stretches), slots, "filled")


def _add_lines(table: _Table, lines: Sequence[Row], top: float, bottom: float) -> None:
    """Rows from the lines between `top` and `bottom`; a chunk that runs over columns merges them."""
    groups = group_lines(lines, table.edges, table.setting)
    for group, stretch in zip(groups, stretches_of(groups, top, bottom), strict=True):
        table.stretches.append(stretch)
        places = [crossed(chunk, table.edges) for line in group for chunk in line]
        inner = {col for place in places for col in place[1:]}
        starts = [col for col in range(len(table.edges) - 1) if col not in inner]
        ends = [*starts[1:], len(table.edges) - 1]
        table.slots.append([(col, end - col) for col, end in zip(starts, ends, strict=True)])


def _add_piece(table: _Table, piece: Grid, words: Sequence[Word]) -> None:
    """The rows of a piece, with the cells that its fills draw; a band with several lines of figures is as many rows."""
    for row, stretch in enumerate(piece.rows):
        lines = _lines(words, table.edges[0], table.edges[-1], *stretch)
        if several_of_figures(lines, table.edges):
            _add_lines(table, lines, *stretch)
            continue
        table.stretches.append(stretch)
        places = []
        for slot in sorted(slot for slot in piece.slots if slot.row <= row < slot.row + slot.row_span):
            box = piece.box_of(slot)
            first = min(range(len(table.edges)), key=lambda n: abs(table.edges[n] - box.x0))
            last = min(range(len(table.edges)), key=lambda n: abs(table.edges[n] - box.x1))
            places.append((first, last - first))
        table.slots.append(places)


def _add_heads(table: _Table, words: Sequence[Word], level: float) -> None:
    """The heads on white paper over the first band: lines close above it that name most of the columns."""
    heads: list[Row] = []
    reach = level
    for line in reversed(_lines(words, table.edges[0], table.edges[-1], 0.0, level)):
        inside = line[0].box.x0 >= table.edges[0] - 4 and line[-1].box.x1 <= table.edges[-1] + 4
        torn = any(len(crossed(chunk, table.edges)) > 1 for chunk in line)
        if (
            reach - bottom_of(line) > size_of(line)
            or not inside
            or torn
            or is_caption(line[0].text)
            or any(is_figure(chunk.text) for chunk in line)
        ):
            break
        heads.insert(0, line)
        reach = top_of(line)
    named = {crossed(chunk, table.edges)[0] for line in heads for chunk in line}
    if 2 * len(named) >= len(table.edges) - 1 and len(named) > 1:
        _add_lines(table, heads, reach - 1.0, level)


def _is_list(table: _Table, words: Sequence[Word]) -> bool:
    """Whether what stands under a single band is a table's body.

    Under two heads: figures, or several rows that nearly all have text under both.
    """
    lines = _lines(words, table.edges[0], table.edges[-1], table.stretches[0][1], table.stretches[-1][1])
    groups = group_lines(lines, table.edges, table.setting)
    filled = sum(len({crossed(chunk, table.edges)[0] for line in group for chunk in line}) > 1 for group in groups)
    return (
        len(table.edges) > 3
        or any(figures_in(line, table.edges) for line in lines)
        or (len(groups) >= _LEAST_ROWS and filled >= 0.8 * len(groups))
    )


def _add_rest(table: _Table, words: Sequence[Word], others: Sequence[Box]) -> None:
    """The rows below the last band: lines that keep to the columns, the last of them with text in several."""
    level = table.stretches[-1][1]
    floor = min((box.top for box in others if box.top > level), default=10_000.0)
    lines = _kept(_lines(words, table.edges[0], table.edges[-1], level, floor), table.edges, level)
    groups = group_lines(lines, table.edges, table.setting)
    while groups and len({crossed(c, table.edges)[0] for line in groups[-1] for c in line}) < 2:
        groups.pop()
    if groups:
        held = [line for group in groups for line in group]
        _add_lines(table, held, level, max(bottom_of(line) for line in held) + 1.0)
