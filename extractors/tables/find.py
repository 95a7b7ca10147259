"""Every table of a file's pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.records import Issue
from extractors.tables.across import ruled_across, tables_apart
from extractors.tables.alignment import grid_between
from extractors.tables.bands import part_bands
from extractors.tables.cells import read_cells
from extractors.tables.edges import MAX_EDGES, Edge, connected, ruled_edges
from extractors.tables.filled import filled_grids, with_bands
from extractors.tables.grid import Grid, lattice
from extractors.tables.headed import headed_grids
from extractors.tables.headers import count_header_rows
from extractors.tables.part import Part
from extractors.tables.statements import statement_grids
from extractors.tables.stitch import Run, stitch
from extractors.tables.table import Table
from extractors.tables.titles import Titles
from extractors.tables.unruled import aligned_grids

_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,3})*|[a-z]|[ivx]+)[.)]?")


def find_tables(pages: Sequence[Page]) -> tuple[list[Table], list[Issue]]:
    """All tables in page order, those over several pages whole; and an issue for each page too crowded to search."""
    vocabulary = _vocabulary(pages)
    parts_by_page: dict[int, list[Part]] = {}
    issues: list[Issue] = []
    for page in pages:
        if len(page.rules) > MAX_EDGES:
            issues.append(
                Issue(
                    "tables",
                    "warning",
                    "page_too_crowded",
                    f"{len(page.rules):,} rulings on the page, at most {MAX_EDGES:,} are searched for tables",
                    page=page.number,
                )
            )
            continue
        parts_by_page[page.number] = _parts(page, vocabulary)
    tables: list[Table] = []
    titles = Titles(pages, parts_by_page)
    for run in stitch(pages, parts_by_page, vocabulary):
        if run.rows >= 2 and any(part.stands for part in run.parts):
            title, note = titles.of(run.first)
            number = 1 + sum(table.page == run.first.page.number for table in tables)
            tables.append(_table(run, number, title, note))
    return tables, issues


def _vocabulary(pages: Sequence[Page]) -> frozenset[str]:
    """All words of the file in lower case, without punctuation around them."""
    return frozenset(word.text.strip(".,;:()[]'\"‘’“”*").casefold() for page in pages for word in page.words)


def _parts(page: Page, vocabulary: Collection[str]) -> list[Part]:
    parts = []
    frames: list[Edge] = []
    edges_of_page = ruled_edges(page)
    for edges in connected(edges_of_page):
        grid = lattice(with_bands(page, edges))
        if grid is None:
            continue
        if len(grid.slots) == 1:
            frames.extend(edges.horizontal)
            continue
        part = read_part(page, part_bands(page, grid), vocabulary)
        if part is not None:
            parts.append(part)
    ruled = ruled_across(edges_of_page.horizontal, [part.box for part in parts], frames)
    for group in (apart for together in ruled for apart in tables_apart(page, together)):
        left, right = min(edge.start for edge in group), max(edge.end for edge in group)
        grid = grid_between(page, [edge.at for edge in group], left, right, edges_of_page.horizontal)
        if grid is None or any(grid.box.holds(*part.box.centre) for part in parts if part.stands):
            continue  # a form or a numbered text with tables in it
        if (part := read_part(page, part_bands(page, grid), vocabulary)) is not None and not _numbered_text(part):
            parts.append(part)
    taken = [part.box.grown(1.0) for part in parts if part.stands]
    for grid in _without_rulings(page, taken):
        if (part := read_part(page, grid, vocabulary)) is not None and part.stands:
            parts = [other for other in parts if other.stands or not other.box.intersection(part.box)]
            parts.append(part)
    return sorted(parts, key=lambda part: (part.box.top, part.box.x0))


def _without_rulings(page: Page, taken: Sequence[Box]) -> list[Grid]:
    """Grids that fills draw and grids of aligned figures; of two that overlap, the one with more columns."""
    drawn = filled_grids(page, taken)
    aligned = [grid for grid in aligned_grids(page, taken) if not _spans_several(grid, drawn)]
    for filled in drawn:
        rivals = [grid for grid in aligned if grid.box.intersection(filled.box)]
        if not rivals or (
            filled.method == "filled"
            and all(
                grid.method != "filled"
                and grid.box.overlap(filled.box) > 0.8
                and _told(page, filled) >= _told(page, grid)
                for grid in rivals
            )
        ):
            aligned = [grid for grid in aligned if grid not in rivals] + [filled]
    for headed in headed_grids(page, taken):
        rivals = [grid for grid in aligned if grid.box.intersection(headed.box)]
        if all("columns of figures" in grid.method and _held(page, grid) < _held(page, headed) for grid in rivals):
            aligned = [grid for grid in aligned if grid not in rivals] + [headed]
    found = [*taken, *(grid.box for grid in aligned)]
    return [*aligned, *statement_grids(page, found)]


def _held(page: Page, grid: Grid) -> int:
    """How many words stand in a grid."""
    return sum(grid.box.holds(*word.box.centre) for word in page.words)


def _spans_several(grid: Grid, drawn: Sequence[Grid]) -> bool:
    """Whether a grid takes two tables beside each other, which fills draw apart, for one."""
    inside = sorted((other.box for other in drawn if other.box.overlap(grid.box) > 0.8), key=lambda box: box.x0)
    return any(
        a.x1 < b.x0 and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.height, b.height)
        for a, b in itertools.pairwise(inside)
    )


def _told(page: Page, grid: Grid) -> int:
    """How many columns of a grid have text of their own, in two rows at least."""
    held = grid.words(word for word in page.words if grid.box.holds(*word.box.centre))
    columns = Counter(slot.col for slot in held if slot.col_span == 1)
    return sum(rows > 1 for rows in columns.values())


def read_part(page: Page, grid: Grid, vocabulary: Collection[str]) -> Part | None:
    """The grid with its cells; None where it is none: a frame, a boxed paragraph, a chart."""
    grid, cells = read_cells(page, grid, vocabulary)
    rows, cols = len(grid.rows), len(grid.columns)
    told = [cell for cell in cells if cell.text]
    if cols < 2 or (len({cell.col for cell in told}) < 2 and rows > 1) or not told:
        return None
    stands = rows >= 2 and len({cell.row for cell in told}) >= 2 and len({cell.col for cell in told}) >= 2
    return Part(page, grid, cells, count_header_rows(cells, rows, cols), stands)


def _numbered_text(part: Part) -> bool:
    """Whether a layout is text in numbered paragraphs with lines between them, not data."""
    first = [cell.text for cell in part.cells if cell.col == 0 and cell.text]
    return part.cols == 2 and all(_NUMBER.fullmatch(text) for text in first)


def _table(run: Run, n: int, title: str | None, note: str | None) -> Table:
    first = run.first
    return Table(
        table_id=f"p{first.page.number:03d}-{n}",
        page=first.page.number,
        last_page=run.last.page.number,
        box=first.box,
        rows=run.rows,
        cols=first.cols,
        header_rows=run.header_rows,
        cells=tuple(
            replace(cell, is_header=cell.row < run.header_rows)
            for cell in sorted(run.cells, key=lambda c: (c.row, c.col))
        ),
        method=next(part for part in run.parts if part.stands).grid.method,
        title=title,
        note=note,
    )
