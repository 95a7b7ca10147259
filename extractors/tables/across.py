"""Rulings across a page that part the rows of a table, gathered by table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.tables.chunks import Row, chunked
from extractors.tables.edges import Edge, clusters
from extractors.tables.headers import is_figure
from extractors.tables.notes import is_caption
from extractors.tables.rows import bottom_of, top_of


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
    """Rulings of one extent as those of each table: apart where text and a header row stand between two of them."""
    x0, x1 = min(edge.start for edge in group), max(edge.end for edge in group)
    rows = chunked([w for w in page.words if w.direction == 0 and x0 - 4 <= w.box.centre[0] <= x1 + 4])
    bands = [
        [row for row in rows if above.at <= row[0].box.centre[1] <= below.at]
        for above, below in itertools.pairwise(group)
    ]
    tables: list[list[Edge]] = [[group[0]]]
    for band, under, below in zip(bands, [*bands[1:], []], group[1:], strict=True):
        wide = 0.6 * (x1 - x0)
        if len(tables[-1]) > 1 and (_opens_table(band, wide) or _parts_tables(band, under, wide)):
            tables.append([])
        tables[-1].append(below)
    return [table for table in tables if len(table) > 1]


def _parts_tables(band: Sequence[Row], under: Sequence[Row], wide: float) -> bool:
    """Whether a band between two rulings ends with text between two tables, and the next is the second's header.

    One line of prose alone may be a note in the table: over heads that are not bold, a caption must stand among it.
    """
    text = list(itertools.dropwhile(lambda row: not _is_text(row, wide), band))
    captions = any(is_caption(row[0].text) for row in text)
    heads = any(len(row) > 1 for row in under) and not any(is_figure(chunk.text) for row in under for chunk in row)
    bold = all(chunk.bold for row in under for chunk in row)
    return bool(text) and all(len(row) == 1 for row in text) and heads and (captions or bold)


def _is_text(row: Row, wide: float) -> bool:
    """Whether a line is a caption or a line of prose."""
    return len(row) == 1 and (is_caption(row[0].text) or row[0].box.width > wide)


def _opens_table(held: Sequence[Row], wide: float) -> bool:
    """Whether lines between two rulings are text about a table and its header, and no row of one table.

    The text ends with a caption or a line of prose (`wide`: as wide as most of the table), or begins with a heading; of
    the heads below, one line at least has several, and where a heading alone tells, they are bold.
    """
    told = [n for n, row in enumerate(held) if _is_text(row, wide)]
    first = told[-1] + 1 if told else 0
    heads = list(itertools.dropwhile(lambda row: len(row) == 1, held[first:]))
    if not heads or any(is_figure(chunk.text) for row in heads for chunk in row):
        return False
    if told:
        return True
    *before, head = held
    heading = before[0] if before else head
    return (
        len(heads) == 1
        and all(chunk.bold for chunk in head)
        and len(heading) == 1
        and (heading[0].size > 1.1 * head[0].size or not heading[0].bold)
        and top_of(head) - bottom_of(before[-1]) > 0.3 * head[0].size
    )
