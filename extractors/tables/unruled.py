"""Tables without rulings: figures that stand under each other in columns, with labels beside them.

A spreadsheet printed without gridlines, or a statement of accounts, has rulings only over its totals, if any.
What makes it a table are several lines with two or more figures each, right edges (or middles) in common.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Page, Word
from extractors.tables.cells import is_white
from extractors.tables.chunks import Row, Sides, Stretch, chunked, columns, crossed, cut, free_words, gutters
from extractors.tables.close_set import before_marks, parted
from extractors.tables.grid import Grid
from extractors.tables.headers import is_blank, is_figure
from extractors.tables.heads import match_heads, wraps
from extractors.tables.notes import is_caption, is_note
from extractors.tables.rows import bottom_of, group_lines, size_of, top_of
from extractors.tables.slots import grid_of
from extractors.text.lines import Line

_ALIGNED = 3.5  # points: figures of one column end (or are centred) within this
_LEAST = 3  # lines of figures make a table; fewer where their header stands on a band of colour
_BETWEEN = 6  # lines without figures may stand between lines with some
_APART = 4.5  # of the type size: lines further apart are of different tables
_HEADER_LINES = 8
_LABEL_LINES = 4


def figures(row: Row) -> list[Line]:
    """The chunks of a line that are one figure each, or a dash that stands for one."""
    return [chunk for chunk in row if is_figure(chunk.text) or is_blank(chunk.text)]


def _of_columns(row: Row) -> list[Line]:
    """The figures of a line without those left of its label: codes and numbers of rows."""
    label = next(
        (chunk for chunk in row if any(char.isalpha() for char in chunk.text) and chunk not in figures(row)), None
    )
    after = [figure for figure in figures(row) if label is not None and figure.box.x0 > label.box.x0]
    return after or figures(row)


def aligned_grids(page: Page, taken: Sequence[Box]) -> list[Grid]:
    """The grids of figures on a page outside the tables already found (`taken`)."""
    words = free_words(page, taken)
    if sum(any(char.isdigit() for char in word.text) for word in words) < _LEAST:
        return []
    rows = parted(chunked(words))
    strong = [n for n, row in enumerate(rows) if sum(is_figure(chunk.text) for chunk in figures(row)) >= 2]
    grids: list[Grid] = []
    for run in _runs(rows, strong):
        grid = _grid_of_run(page, rows, run, words)
        if grid is not None and not any(grid.box.intersection(other.box) for other in grids):
            grids.append(grid)
    return grids


def _runs(rows: Sequence[Row], strong: Sequence[int]) -> list[list[int]]:
    """Lines of figures in runs whose columns agree and that no prose parts."""
    runs: list[list[int]] = []
    for n in strong:
        run = runs[-1] if runs else None
        if run is not None and _goes_on(rows, run, n):
            run.append(n)
        else:
            runs.append([n])
    return runs


def _goes_on(rows: Sequence[Row], run: Sequence[int], n: int) -> bool:
    between = rows[run[-1] + 1 : n]
    if len(between) > _BETWEEN:
        return False
    size = rows[n][0].size
    stretch = [rows[run[-1]], *between, rows[n]]
    if any(top_of(b) - bottom_of(a) > _APART * size for a, b in itertools.pairwise(stretch)):
        return False
    known = [chunk.box for m in run[-4:] for chunk in figures(rows[m])]
    here = [chunk.box for chunk in figures(rows[n])]
    agreeing = sum(any(_under(box, other) for other in known) for box in here)
    if agreeing < 2 or 2 * agreeing < len(here):
        return False
    left = min(figure.box.x0 for m in run[-4:] for figure in _of_columns(rows[m]))
    # Prose runs on beneath the figures; a label or a section heading ends before them.
    return not any(
        chunk.box.x0 < left and chunk.box.x1 > left + 0.35 * (_right(rows[n]) - left)
        for row in between
        for chunk in row
    )


def _under(box: Box, other: Box) -> bool:
    return (
        abs(box.x1 - other.x1) <= _ALIGNED
        or abs(box.centre[0] - other.centre[0]) <= _ALIGNED / 2
        or abs(box.x0 - other.x0) <= _ALIGNED / 2
    )


def _right(row: Row) -> float:
    return max(chunk.box.x1 for chunk in row)


def _grid_of_run(page: Page, rows: Sequence[Row], run: Sequence[int], words: Sequence[Word]) -> Grid | None:
    body = list(rows[run[0] : run[-1] + 1])
    left = min(figure.box.x0 for n in run for figure in _of_columns(rows[n]))
    labelled = sum(any(c.box.x0 < left and any(ch.isalpha() for ch in c.text) for c in rows[n]) for n in run)
    if 2 * labelled < len(run):
        return None  # the ticks and values of a chart have no labels at their side
    x0 = min(chunk.box.x0 for row in body for chunk in row) - 1
    x1 = max(chunk.box.x1 for row in body for chunk in row) + 1
    between = gutters([rows[n] for n in run], x0, x1)
    if not between:
        return None
    sides = _sides([rows[n] for n in run], [x0, *between, x1])
    head, labels = _header(page, rows[: run[0]], sides, [x0, *between, x1], left, top_of(body[0]))
    if len(run) < _LEAST and not (len(between) > 1 and head and all(_on_one_fill(page, row, row) for row in head)):
        return None
    if _heads_overleaf(rows[run[-1] + 1 :], [*labels, *body]):
        body.append(rows[-1])
    # A unit centred over all columns stands over gutters.
    naming = [row for row in head if not all(is_note(chunk.text) for chunk in row)]
    if head:
        body = [*labels, *body]
        x0 = min(x0, *(chunk.box.x0 - 1 for row in head for chunk in row))
        x1 = max(x1, *(chunk.box.x1 + 1 for row in head for chunk in row))
        between = gutters([*naming, *(rows[n] for n in run)], x0, x1)
    leading = _leading([rows[n] for n in run])
    if (header := match_heads(naming, [rows[n] for n in run], x0, x1)) is not None:
        between = header.between
        groups = [*_levels(head, header.upper, leading), *group_lines(body, [x0, *between, x1])]
    else:
        whole = gutters([*naming, *body], x0, x1)
        between = whole if len(whole) == len(between) else between
        groups = [*_stacked(head, leading), *group_lines(body, [x0, *between, x1])]
        between = columns([[chunk for row in group for chunk in row] for group in groups], x0, x1, between)
    edges = [x0, *before_marks(between, x0, x1, [*head, *body]), x1]
    return grid_of(words, _stretches(groups), edges, "unruled, columns of figures by alignment", sides)


def _heads_overleaf(below: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether all that stands below a table is one line set as its section headings are: the rows are overleaf."""
    if len(below) != 1 or len(below[0]) != 1 or not below[0][0].bold:
        return False
    (last,) = below[0]
    heads = [row[0] for row in body if len(row) == 1 and row[0].bold]
    near = top_of(below[0]) - bottom_of(body[-1]) < 2.0 * last.size
    return near and any(abs(head.box.x0 - last.box.x0) < _ALIGNED and head.size == last.size for head in heads)


def _sides(rows: Sequence[Row], edges: Sequence[float]) -> Sides:
    """Where the figures of columns begin, but for the first, and end, but for the last, where they do so together."""
    found: dict[int, list[Box]] = {}
    for row in rows:
        for figure in figures(row):
            place = crossed(figure, edges)
            if len(place) == 1:
                found.setdefault(place[0], []).append(figure.box)
    begins = {col: [box.x0 for box in boxes] for col, boxes in sorted(found.items())}
    ends = {col: [box.x1 for box in boxes] for col, boxes in sorted(found.items()) if col < len(edges) - 2}
    return Sides(*([median(xs) for xs in side.values() if max(xs) - min(xs) < _ALIGNED] for side in (begins, ends)))


def _header(
    page: Page,
    above: Sequence[Row],
    sides: Sides,
    edges: Sequence[float],
    left: float,
    body_top: float,
) -> tuple[list[Row], list[Row]]:
    """What stands over the first figures: the lines that name the columns, and section labels below those.

    A line names columns where it has text over several of them, or is short and stands over some of them. Labels alone
    are the table's only where names of columns stand over them: else they are its heading. `edges` are those of the
    columns, outer ones too; `left` is where the first column of figures begins.
    """
    first = sum(edge <= left for edge in edges) - 1
    named: list[Row] = []
    labels: list[Row] = []
    waiting: list[Row] = []
    reach = body_top
    for whole in reversed(above[-_HEADER_LINES - _LABEL_LINES :]):
        row = cut(whole, (), sides)
        size = size_of(row)
        if reach - bottom_of(row) > (_APART if not named else 2.2) * size:
            break
        if (
            row[0].box.x0 < edges[0] - 4
            or (row[-1].box.x0 > edges[-1] and len(row) < len(edges) - 1)
            or (len(whole) == 1 and whole[0].box.x1 > edges[-1] + 4)
        ):
            break
        places = [crossed(chunk, edges) for chunk in row]
        over = {col for place in places for col in place if col >= first and len(place) < len(edges) - 1}
        prose = any(place[0] < first < place[-1] for place in places)
        note = bool(named) and is_note(" ".join(c.text for c in row)) and not _on_one_fill(page, row, named[0])
        runs_on = len(whole) == 1 and places[0][0] < first <= crossed(whole[0], edges)[-1]
        heading = is_caption(row[0].text) or (runs_on and not (named and _on_one_fill(page, row, named[0])))
        if prose or note or heading or len(named) >= _HEADER_LINES:
            break
        if named and over:
            named, waiting = [row, *waiting, *named], []
        elif len(over) >= 2 and len(row) >= 2:
            # The last line of a head ("£") may stand over one column alone; what begins over the labels is a label.
            foot = list(itertools.takewhile(lambda line: crossed(line[0], edges)[0] >= first, waiting))
            named, labels, waiting = [row, *foot], waiting[len(foot) :], []
        elif len(waiting) < _LABEL_LINES:
            waiting = [row, *waiting]
        else:
            break
        reach = top_of(row)
    return named, labels


def _on_one_fill(page: Page, one: Row, other: Row) -> bool:
    """Whether two lines stand on one coloured band."""
    return any(
        not is_white(fill.colour) and fill.box.holds(*one[0].box.centre) and fill.box.holds(*other[0].box.centre)
        for fill in page.fills
    )


def _leading(rows: Sequence[Row]) -> float:
    """The least white between two lines of figures."""
    return min((top_of(below) - bottom_of(above) for above, below in itertools.pairwise(rows)), default=0.0)


def _levels(head: Sequence[Row], upper: Sequence[Row], leading: float) -> list[list[Row]]:
    """Header lines as rows: one for each level over several columns, a line of units, and the heads of columns."""
    groups: list[list[Row]] = []
    spanning = {id(chunk) for row in upper for chunk in row}
    for row in head:
        above = groups[-1][-1] if groups else []
        if above and not any(id(chunk) in spanning for chunk in (*above, *row)) and not _units(above, row, leading):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _stacked(head: Sequence[Row], leading: float) -> list[list[Row]]:
    """Header lines as rows: lines that follow closely are one row, wrapped."""
    groups: list[list[Row]] = []
    for row in head:
        above = groups[-1][-1] if groups else []
        near = bool(above) and (wraps(above, row) or top_of(row) - bottom_of(above) < 0.35 * size_of(row))
        if near and not _units(above, row, leading) and not _spans(above, row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _units(above: Row, row: Row, leading: float) -> bool:
    """Whether one of two header lines is a row of units: those that stand closer to the other line than the rows of the
    body do (`leading`) are a part of the heads."""
    close = top_of(row) - bottom_of(above) < 0.6 * leading
    return not close and any(all(is_note(chunk.text) for chunk in line) for line in (above, row))


def _spans(above: Row, row: Row) -> bool:
    """Whether a header line says what several columns of the line below have in common."""
    return any(sum(chunk.box.x0 < low.box.centre[0] < chunk.box.x1 for low in row) > 1 for chunk in above)


def _stretches(groups: Sequence[Sequence[Row]]) -> list[Stretch]:
    """Rows as stretches that meet halfway between their texts."""
    spans = [(min(top_of(row) for row in group), max(bottom_of(row) for row in group)) for group in groups]
    spans = [
        (top, min(bottom, spans[n + 1][0]) if n + 1 < len(spans) else bottom) for n, (top, bottom) in enumerate(spans)
    ]
    return [(top - 0.5, bottom + 0.5) for top, bottom in spans]
