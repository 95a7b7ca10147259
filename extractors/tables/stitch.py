"""Parts of tables on following pages made one table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from extractors.geometry import Box
from extractors.pages.page import Page, Word
from extractors.tables.cells import read_cells
from extractors.tables.chunks import chunked, crossed
from extractors.tables.grid import Grid, Slot
from extractors.tables.headers import is_bold
from extractors.tables.part import Part
from extractors.tables.table import Cell
from extractors.text.lines import lines_of

_SAME_EDGE = 4.0  # points: column edges of one table on two pages differ by less
_SHIFT = 45.0  # points: a page set for the other side of the sheet is moved sideways by up to this
_CONTINUED = re.compile(r"[\s(\[,–-]*\b(?:cont(?:inue)?d?|contd)\b[.\s)\]…]*$", re.IGNORECASE)


@dataclass
class Run:
    """Parts that are one table, first to last, with the cells put together so far."""

    first: Part
    last: Part
    cells: list[Cell]
    rows: int
    header_rows: int
    parts: list[Part] = field(default_factory=list)


def stitch(pages: Sequence[Page], parts_by_page: dict[int, list[Part]], vocabulary: Collection[str]) -> list[Run]:
    """Tables in page order. Parts are one where the columns match, nothing but furniture stands between them, and the
    second brings no header of its own: none, or the first one's over again."""
    runs: list[Run] = []
    open_runs: list[Run] = []
    for page in pages:
        parts = parts_by_page.get(page.number, [])
        still_open: list[Run] = []
        for part in parts:
            run = _continued(part, open_runs, pages) if _first_on_page(part, parts) else None
            if run is None and part is parts[0] and (foot := _left_behind(pages, parts_by_page, part)) is not None:
                run = Run(foot, foot, list(foot.cells), foot.rows, foot.header_rows, [foot])
                runs.append(run)
                _append(run, part, vocabulary)
            elif run is None:
                run = Run(part, part, list(part.cells), part.rows, part.header_rows, [part])
                runs.append(run)
            else:
                open_runs.remove(run)
                _append(run, part, vocabulary)
            if _last_on_page(part, parts):
                still_open.append(run)
        open_runs = still_open
    return runs


def _first_on_page(part: Part, parts: Sequence[Part]) -> bool:
    return not any(
        other.box.bottom <= part.box.top + 2 and _beside(other, part) for other in parts if other is not part
    )


def _last_on_page(part: Part, parts: Sequence[Part]) -> bool:
    return not any(
        other.box.top >= part.box.bottom - 2 and _beside(other, part) for other in parts if other is not part
    )


def _beside(one: Part, other: Part) -> bool:
    """Whether two parts share a stretch of the page's width."""
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)


def _continued(part: Part, open_runs: Sequence[Run], pages: Sequence[Page]) -> Run | None:
    """The table of the page before that this part goes on with."""
    for run in open_runs:
        if run.last.page.number + 1 != part.page.number or not same_columns(run.last, part):
            continue
        if _not_running(_words_between(run.last.page, run.last.box, below=True), part.page):
            continue
        above = _not_running(_words_between(part.page, part.box, below=False), run.last.page)
        if above and not _same_heading(run, above):
            continue
        if _same_header(run, part):
            return run
    return None


def same_columns(one: Part, other: Part) -> bool:
    """Whether the columns of two parts stand under each other, or would on a page moved sideways."""
    if one.cols != other.cols:
        return False
    ones = [x for column in one.grid.columns for x in column]
    others = [x for column in other.grid.columns for x in column]
    if "alignment" in one.grid.method or "alignment" in other.grid.method:
        # Edges made from text vary with the text.
        return all(
            min(a1, b1) - max(a0, b0) > 0.5 * min(a1 - a0, b1 - b0)
            for (a0, a1), (b0, b1) in zip(one.grid.columns, other.grid.columns, strict=True)
        )
    shift = sum(b - a for a, b in zip(ones, others, strict=True)) / len(ones)
    if abs(shift) <= _SAME_EDGE:
        shift = 0.0
    elif abs(shift) > _SHIFT:
        return False
    return all(abs(b - a - shift) <= _SAME_EDGE for a, b in zip(ones, others, strict=True))


def _words_between(page: Page, box: Box, below: bool) -> list[Word]:
    """Body words under (or over) a part, anywhere across the page."""
    if below:
        return [word for word in page.words if word.box.centre[1] > box.bottom and word.direction == 0]
    return [word for word in page.words if word.box.centre[1] < box.top and word.direction == 0]


def _not_running(words: Sequence[Word], other: Page) -> list[Word]:
    """The words without the lines that stand at the same height on the other page too, whatever their numbers."""
    there = [(_numberless(line.text), line.box.top) for line in lines_of(other.words)]
    running = (
        line
        for line in lines_of(words)
        if not any(_numberless(line.text) == text and abs(line.box.top - top) < _SAME_EDGE for text, top in there)
    )
    return [word for line in running for word in line.words]


def _numberless(text: str) -> str:
    return re.sub(r"[0-9]+", "", plain(text))


def _same_heading(run: Run, above: Sequence[Word]) -> bool:
    """Whether all that stands over a part is what stood over the table's beginning, "(continued)" or not."""
    before = [plain(line.text) for line in lines_of(_words_between(run.first.page, run.first.box, below=False))]
    lines = [plain(line.text) for line in lines_of(above)]
    return bool(lines) and all(line in before[-6:] or line == "" for line in lines)


def plain(text: str) -> str:
    """A heading without "(continued)" and without regard to capitals and spaces."""
    return "".join(_CONTINUED.sub("", text).casefold().split())


def _same_header(run: Run, part: Part) -> bool:
    if _own_banner(run, part):
        return False
    return repeated_rows(run, part) > 0 or not _own_header(run, part)


def _own_banner(run: Run, part: Part) -> bool:
    """Whether a part that repeats the column heads has another banner over them: a new table of the same form."""
    if not run.header_rows or part.header_rows < 2:
        return False
    heads, banners = _split_header(run.cells, run.header_rows, run.first.cols)
    here, own = _split_header(part.cells, part.header_rows, part.cols)
    return bool(own) and heads == here and banners != own


def _split_header(cells: Sequence[Cell], rows: int, cols: int) -> tuple[list[tuple[int, str]], list[str]]:
    """What the header rows say: the heads of columns, and the banners over all of them."""
    told = [cell for cell in cells if cell.row < rows and cell.text]
    heads = [(cell.col, plain(cell.text)) for cell in told if cell.col_span < cols]
    return heads, [plain(cell.text) for cell in told if cell.col_span >= cols]


def repeated_rows(run: Run, part: Part) -> int:
    """How many rows at a part's top say what the table's header says, all of it or its lower rows."""
    header = [_said(run.cells, row) for row in range(max(run.header_rows, 1))]
    here = [_said(part.cells, row) for row in range(part.rows)]
    for start in range(len(header)):
        alike = itertools.takewhile(lambda pair: pair[0] == pair[1] != [], zip(header[start:], here, strict=False))
        if count := sum(1 for _ in alike):
            return count
    return 0


def _said(cells: Sequence[Cell], row: int) -> list[tuple[int, str]]:
    """What the cells that begin in a row say, by column."""
    return [(cell.col, plain(cell.text)) for cell in cells if cell.row == row and cell.text]


def _own_header(run: Run, part: Part) -> bool:
    """Whether a part begins with a header row of its own: one that looks as the table's header does."""
    if not part.header_rows:
        return False
    heads = [cell for cell in run.cells if cell.row == 0 and cell.text]
    here = [cell for cell in part.cells if cell.row == 0 and cell.text]
    if not run.header_rows or not heads:
        return len(here) > 1
    alike = {(cell.fill, is_bold(cell)) for cell in heads} & {(cell.fill, is_bold(cell)) for cell in here}
    return len(here) > 1 and bool(alike)


def _append(run: Run, part: Part, vocabulary: Collection[str]) -> None:
    """Add a part's rows below the table's, less a repeated header, a cut row made whole, a cut merged cell too."""
    skip = repeated_rows(run, part)
    base = run.rows
    cells = [cell for cell in part.cells if cell.row >= skip]
    merge = _row_goes_on(run, part, skip)
    if merge:
        base -= 1
    offset = base - skip
    for cell in cells:
        moved = replace(cell, row=cell.row + offset)
        over = next(
            (
                n
                for n, c in enumerate(run.cells)
                if c.col == cell.col
                and c.col_span == cell.col_span
                and c.row + c.row_span == base + (1 if merge else 0)
            ),
            None,
        )
        if cell.row == skip and over is not None:
            above = run.cells[over]
            if merge:
                run.cells[over] = _joined(above, moved, vocabulary)
                continue
            if not cell.text and above.text and (above.row_span > 1 or cell.row_span > 1) and cell.fill == above.fill:
                run.cells[over] = replace(above, row_span=above.row_span + cell.row_span)
                continue
        run.cells.append(moved)
    run.rows = offset + part.rows
    run.header_rows = run.header_rows if run.header_rows < base + merge or not part.header_rows else part.header_rows
    run.last = part
    run.parts.append(part)


def _left_behind(pages: Sequence[Page], parts_by_page: dict[int, list[Part]], part: Part) -> Part | None:
    """The header that stands alone at the foot of the page before: bold words over this part's columns."""
    if part.page.number < 2 or _words_between(part.page, part.box, below=False):
        return None
    page = pages[part.page.number - 2]
    lowest = max((other.box.bottom for other in parts_by_page.get(page.number, [])), default=0.0)
    rows = list(chunked([w for w in page.words if w.direction == 0 and w.box.centre[1] > lowest]))
    if not rows or page.width != part.page.width:
        return None
    edges = [part.grid.columns[0][0], *(x1 for _, x1 in part.grid.columns)]
    row = rows[-1]
    places = [crossed(chunk, edges) for chunk in row]
    filled = {place[0] for place in places}
    if any(len(place) > 1 for place in places) or len(filled) < max(2, len(edges) // 2):
        return None
    if not all(chunk.bold for chunk in row) or row[0].box.x0 < edges[0] - 4 or row[-1].box.x1 > edges[-1] + 4:
        return None
    top, bottom = min(c.box.top for c in row) - 1, max(c.box.bottom for c in row) + 1
    slots = tuple(Slot(0, col) for col in range(part.cols))
    grid = Grid(part.grid.columns, ((top, bottom),), slots, part.grid.method)
    _, cells = read_cells(page, grid, ())
    return Part(page, grid, cells, 1) if len(cells) == part.cols else None


def _row_goes_on(run: Run, part: Part, skip: int) -> bool:
    """Whether a part's first row is the rest of the table's last one: what every other row has is missing in it."""
    if part.rows <= skip:
        return False
    first = {cell.col: cell for cell in part.cells if cell.row == skip}
    last = {cell.col: cell for cell in run.cells if cell.row + cell.row_span == run.rows}
    told = [col for col, cell in first.items() if cell.text]
    if not told or all(cell.col_span > 1 for cell in first.values()):
        return False
    body = [_filled(run.cells, row) for row in range(run.header_rows, run.rows - 1)]
    body += [_filled(part.cells, row) for row in range(skip + 1, part.rows)]
    usual = [
        col
        for col in range(part.cols)
        if body
        and sum(col in filled for filled in body) >= 0.8 * len(body)
        and (first.get(col) is None or first[col].row_span == 1)
    ]
    missing = [col for col in usual if not (first.get(col) and first[col].text)]
    if run.header_rows >= run.rows:  # a header alone at the foot, the rest of it overleaf
        return bool(part.header_rows) and all(last.get(col) is not None for col in told)
    if not missing or any(not (last.get(col) and last[col].text) for col in told):
        return False
    # A row without its label and its figures is a rest; one with a label needs a sign that the label itself goes on.
    return 2 * len(missing) >= len(usual) and (0 not in told or any(_reads_on(last[col], first[col]) for col in told))


def _filled(cells: Sequence[Cell], row: int) -> set[int]:
    """The columns in which a row has text, in cells that begin or reach into it."""
    return {cell.col for cell in cells if cell.text and cell.row <= row < cell.row + cell.row_span}


def _reads_on(above: Cell, below: Cell) -> bool:
    """Whether a text visibly breaks off and goes on below."""
    return below.text[0].islower() or above.text.rstrip().endswith(
        ("-", "–", ",", "(", "&", "/", " and", " of", " the", " to", " for")
    )


def _joined(above: Cell, below: Cell, vocabulary: Collection[str]) -> Cell:
    """Two halves of a cell as one; it stays where it begins."""
    if not below.text:
        return replace(above, row_span=max(above.row_span, below.row_span), fill=above.fill or below.fill)
    if not above.text:
        text = below.text
    else:
        ends = above.text.rstrip().endswith((".", ":", ";", "!", "?"))
        text = above.text + ("\n" if ends and below.text[:1].isupper() else " ") + below.text
    return replace(
        above,
        text=text,
        words=above.words + below.words,
        shapes=above.shapes + below.shapes,
        fill=above.fill or below.fill,
    )
