"""A grid: columns and rows as stretches of the page, and the slots (cells, merged ones too) between them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.tables.chunks import Stretch
from extractors.tables.edges import SNAP, Edge, Edges, clusters

MAX_SLOTS = 40_000
_WALL = 0.5  # of a cell's side: a shorter piece of ruling does not part it from its neighbour


class Slot(NamedTuple):
    """The place of one cell, before anything is read into it."""

    row: int
    col: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True)
class Grid:
    """Where the cells of one table on one page are. Rows and columns need not touch: dropped spacers leave gaps."""

    columns: tuple[Stretch, ...]
    rows: tuple[Stretch, ...]
    slots: tuple[Slot, ...]
    method: str

    @property
    def box(self) -> Box:
        return Box(self.columns[0][0], self.rows[0][0], self.columns[-1][1], self.rows[-1][1])

    def box_of(self, slot: Slot) -> Box:
        return Box(
            self.columns[slot.col][0],
            self.rows[slot.row][0],
            self.columns[slot.col + slot.col_span - 1][1],
            self.rows[slot.row + slot.row_span - 1][1],
        )

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], Slot]:
        return {
            (row, col): slot
            for slot in self.slots
            for row in range(slot.row, slot.row + slot.row_span)
            for col in range(slot.col, slot.col + slot.col_span)
        }

    def slot_at(self, row: int, col: int) -> Slot | None:
        return self._by_place.get((row, col))

    def slot_of(self, word: Word) -> Slot | None:
        """The slot that the middle of a word lies in."""
        x, y = word.box.centre
        row, col = _stretch_at(self.rows, y), _stretch_at(self.columns, x)
        return None if row is None or col is None else self.slot_at(row, col)

    def words(self, words: Iterable[Word]) -> dict[Slot, list[Word]]:
        """The words of each slot that has any."""
        held: dict[Slot, list[Word]] = {}
        for word in words:
            slot = self.slot_of(word)
            if slot is not None:
                held.setdefault(slot, []).append(word)
        return held

    def without(self, rows: Collection[int], cols: Collection[int]) -> Grid:
        """The grid less some rows and columns; a merged cell over a dropped one shrinks."""
        kept_rows = [row for row in range(len(self.rows)) if row not in rows]
        kept_cols = [col for col in range(len(self.columns)) if col not in cols]
        slots = []
        for slot in self.slots:
            down = [n for n, row in enumerate(kept_rows) if slot.row <= row < slot.row + slot.row_span]
            across = [n for n, col in enumerate(kept_cols) if slot.col <= col < slot.col + slot.col_span]
            if down and across:
                slots.append(Slot(down[0], across[0], len(down), len(across)))
        return replace(
            self,
            columns=tuple(self.columns[col] for col in kept_cols),
            rows=tuple(self.rows[row] for row in kept_rows),
            slots=tuple(slots),
        )


def _stretch_at(stretches: Sequence[Stretch], at: float) -> int | None:
    index = bisect_right(stretches, at, key=lambda stretch: stretch[0]) - 1
    if index >= 0 and at <= stretches[index][1]:
        return index
    return None


def lattice(edges: Edges) -> Grid | None:
    """The grid that touching rulings draw; None where they enclose nothing or far too much.

    Two neighbouring places are one cell where no ruling stands between them; a border missing at the outside is taken
    from the reach of the rulings across it.
    """
    box = edges.box
    xs = _lines([edge.at for edge in edges.vertical], box.x0, box.x1)
    ys = _lines([edge.at for edge in edges.horizontal], box.top, box.bottom)
    cols, rows = len(xs) - 1, len(ys) - 1
    if cols < 1 or rows < 1 or cols * rows > MAX_SLOTS:
        return None
    right_walls = _walls(edges.vertical, xs, ys)
    lower_walls = _walls(edges.horizontal, ys, xs)
    joined = _Joined(rows, cols)
    for row in range(rows):
        for col in range(cols):
            if col + 1 < cols and (col + 1, row) not in right_walls:
                joined.join((row, col), (row, col + 1))
            if row + 1 < rows and (row + 1, col) not in lower_walls:
                joined.join((row, col), (row + 1, col))
    return Grid(
        columns=tuple(itertools.pairwise(xs)),
        rows=tuple(itertools.pairwise(ys)),
        slots=tuple(sorted(slot for places in joined.groups() for slot in _rectangles(places))),
        method="ruled",
    )


def _lines(positions: list[float], first: float, last: float) -> list[float]:
    """Positions in order with the outer ones added where no line is drawn there; near ones made one."""
    groups = clusters(sorted([*positions, first, last]), lambda at: at, SNAP)
    return [sum(group) / len(group) for group in groups]


def _walls(edges: Iterable[Edge], across: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """(index of the line, index of the stretch along it) of every stretch that has a ruling."""
    walls: dict[tuple[int, int], float] = {}
    for edge in edges:
        line = min(range(len(across)), key=lambda n: abs(across[n] - edge.at))
        for n in range(len(along) - 1):
            if share := edge.spans(along[n], along[n + 1]):
                walls[line, n] = walls.get((line, n), 0.0) + share
    return {place for place, share in walls.items() if share >= _WALL}


class _Joined:
    """Places of a grid, joined step by step."""

    def __init__(self, rows: int, cols: int) -> None:
        self._parent = {(row, col): (row, col) for row in range(rows) for col in range(cols)}

    def _root(self, place: tuple[int, int]) -> tuple[int, int]:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        self._parent[self._root(one)] = self._root(other)

    def groups(self) -> list[list[tuple[int, int]]]:
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for place in self._parent:
            found.setdefault(self._root(place), []).append(place)
        return list(found.values())


def _rectangles(places: list[tuple[int, int]]) -> list[Slot]:
    """A joined group as rectangles: itself where it is one, else its runs by row, equal ones joined."""
    runs: list[tuple[int, int, int]] = []  # row, first col, cols
    for row, col in sorted(places):
        if runs and runs[-1][0] == row and runs[-1][1] + runs[-1][2] == col:
            runs[-1] = (row, runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((row, col, 1))
    slots: list[Slot] = []
    for row, col, width in runs:
        above = next(
            (n for n, s in enumerate(slots) if s.row + s.row_span == row and s.col == col and s.col_span == width), None
        )
        if above is None:
            slots.append(Slot(row, col, 1, width))
        else:
            slots[above] = slots[above]._replace(row_span=slots[above].row_span + 1)
    return slots
