"""Statements without rulings: labels, and one column of figures set right under a unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.tables.chunks import Row, chunked, free_words
from extractors.tables.grid import Grid
from extractors.tables.headers import is_blank, is_figure
from extractors.tables.notes import is_unit
from extractors.tables.rows import bottom_of, group_lines, size_of, stretches_of, top_of
from extractors.tables.slots import grid_of

_LEAST = 3  # lines of figures
_SAME_END = 3.5  # points: the figures and their unit end together
_NEAR = 1.6  # of the type size: the white between two lines is no higher


def statement_grids(page: Page, taken: Sequence[Box]) -> list[Grid]:
    """The grids of one column of figures under a unit, outside the tables already found (`taken`)."""
    words = free_words(page, taken)
    rows = chunked(words)
    grids: list[Grid] = []
    start = 0
    for n, head in enumerate(rows):
        if n < start or len(head) > 2 or not is_unit(head[-1].text):
            continue
        body = _body(rows[n + 1 :], head)
        counted = [line for line in body if _is_counted(line, head)]
        if len(counted) < _LEAST or not any(is_figure(line[-1].text) for line in counted):
            continue
        left = min(line[0].box.x0 for line in body) - 1.0
        labels = max(line[0].box.x1 for line in body)
        between = (labels + min(line[-1].box.x0 for line in (head, *counted))) / 2
        edges = [left, between, max(line[-1].box.x1 for line in (head, *counted)) + 1.0]
        stretches = stretches_of([[head], *group_lines(body, edges)], top_of(head) - 0.5, bottom_of(body[-1]) + 0.5)
        grids.append(grid_of(words, stretches, edges, "unruled, one column of figures by alignment"))
        start = n + 1 + len(body)
    return grids


def _is_counted(line: Row, head: Row) -> bool:
    """Whether a line is a label and a figure, or a mark in its place, that ends where the unit does."""
    told = is_figure(line[-1].text) or is_blank(line[-1].text)
    return len(line) == 2 and told and abs(line[-1].box.x1 - head[-1].box.x1) < _SAME_END


def _body(rows: Sequence[Row], head: Row) -> list[Row]:
    """The lines of the statement under its unit: those with a figure, and labels alone between them."""
    body: list[Row] = []
    reach = bottom_of(head)
    for line in rows:
        label = len(line) == 1 and line[0].box.x1 < head[-1].box.x0
        if top_of(line) - reach > _NEAR * size_of(line) or not (label or _is_counted(line, head)):
            break
        body.append(line)
        reach = bottom_of(line)
    while body and len(body[-1]) == 1:
        body.pop()
    return body
