"""Edges of a page's grids: rulings snapped to common positions and joined where they continue each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.tables.chunks import chunked

T = TypeVar("T")

SNAP = 2.0  # points: parallel rulings this near are one (double borders, a cell's border drawn by both neighbours)
JOIN = 3.0  # points: a gap this small in a ruling is none (borders are drawn cell by cell, corners left out)
_UNDERLINE = 1.0  # points: how exactly an underline begins and ends with its words
MAX_EDGES = 4_000
"""More rulings than a printed table can have: a map, a chart or an attack."""


class Edge(NamedTuple):
    """A straight line of a grid: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    def spans(self, start: float, end: float) -> float:
        """The share of the stretch from `start` to `end` that this edge covers."""
        if end <= start:
            return 0.0
        return max(0.0, min(self.end, end) - max(self.start, start)) / (end - start)


@dataclass(frozen=True, slots=True)
class Edges:
    """The horizontal and vertical edges of one grid or page."""

    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]

    @property
    def box(self) -> Box:
        """The extent of all edges; ValueError where there are none."""
        xs = [x for e in self.horizontal for x in (e.start, e.end)] + [e.at for e in self.vertical]
        ys = [y for e in self.vertical for y in (e.start, e.end)] + [e.at for e in self.horizontal]
        return Box(min(xs), min(ys), max(xs), max(ys))


def ruled_edges(page: Page) -> Edges:
    """All rulings of a page as joined edges; a line under words, as links have it, is none."""
    ends = _text_ends(page) if page.rules else []
    horizontal = (
        Edge(r.position, r.box.x0, r.box.x1) for r in page.rules if not r.vertical and not _underlines(r.box, ends)
    )
    vertical = (Edge(r.position, r.box.top, r.box.bottom) for r in page.rules if r.vertical)
    return Edges(tuple(join_edges(horizontal)), tuple(join_edges(vertical)))


def _text_ends(page: Page) -> list[tuple[float, float, list[float], list[float]]]:
    """Of each chunk of a line: its middle, its bottom, where its words begin and where they end."""
    return [
        (
            chunk.box.centre[1],
            chunk.box.bottom,
            [word.box.x0 for word in chunk.words],
            [word.box.x1 for word in chunk.words],
        )
        for row in chunked(page.words)
        for chunk in row
    ]


def _underlines(rule: Box, ends: Sequence[tuple[float, float, list[float], list[float]]]) -> bool:
    """Whether a ruling runs under words from the beginning of one to the end of one."""
    return any(
        middle < rule.top < bottom + 1.0
        and any(abs(x - rule.x0) < _UNDERLINE for x in starts)
        and any(abs(x - rule.x1) < _UNDERLINE for x in stops)
        for middle, bottom, starts, stops in ends
    )


def join_edges(edges: Iterable[Edge]) -> list[Edge]:
    """Edges snapped to common positions, overlapping and continuing ones made one; ordered by position."""
    joined: list[Edge] = []
    for group in clusters(sorted(edges), lambda edge: edge.at, SNAP):
        length = sum(edge.length for edge in group)
        at = sum(edge.at * edge.length for edge in group) / length if length else group[0].at
        run = sorted(group, key=lambda edge: edge.start)
        start, end = run[0].start, run[0].end
        for edge in run[1:]:
            if edge.start <= end + JOIN:
                end = max(end, edge.end)
            else:
                joined.append(Edge(at, start, end))
                start, end = edge.start, edge.end
        joined.append(Edge(at, start, end))
    return joined


def clusters(ordered: Sequence[T], key: Callable[[T], float], width: float) -> list[list[T]]:
    """Neighbours in groups no wider than `width`; `ordered` must be sorted by `key`."""
    groups: list[list[T]] = []
    for item in ordered:
        if groups and key(item) - key(groups[-1][0]) <= width:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def connected(edges: Edges) -> list[Edges]:
    """Groups of edges that touch each other, each with edges in both directions."""
    horizontal, vertical = edges.horizontal, edges.vertical
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical):
            if (
                h.start - JOIN <= v.at <= h.end + JOIN
                and v.start - JOIN <= h.at <= v.end + JOIN
                and root(i) != root(len(horizontal) + j)
            ):
                parent[root(i)] = root(len(horizontal) + j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + j), ([], []))[1].append(v)
    return [Edges(tuple(hs), tuple(vs)) for hs, vs in groups.values() if hs and vs]
