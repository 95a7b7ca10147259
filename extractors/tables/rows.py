"""Lines of a table without rulings to its rows: by the space between lines, or by what the lines say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractors.tables.chunks import Row, Stretch, crossed
from extractors.tables.headers import is_figure

_LEADING = 1.45  # of the type size: lines of one cell stand no further apart, top to top
_WIDER = 1.2  # how much wider than between the lines of a cell the space between rows is
_CLOSER = (
    0.88  # of the step from row to row: lines of one cell stand no further apart, where there is space between rows
)
_UNFINISHED = ("&", ",", "-", "–", "(", "/", " and", " of", " the", " for", " to", " in", " with", " by", " or", " on")


def top_of(row: Row) -> float:
    return min(chunk.box.top for chunk in row)


def bottom_of(row: Row) -> float:
    return max(chunk.box.bottom for chunk in row)


def size_of(row: Row) -> float:
    return max(chunk.size for chunk in row)


def figures_in(row: Row, edges: Sequence[float]) -> int:
    """In how many columns but the first a line has a figure."""
    return len({crossed(chunk, edges)[0] for chunk in row if is_figure(chunk.text)} - {0})


def several_of_figures(lines: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether two or more lines have two figures or more each."""
    return sum(figures_in(line, edges) > 1 for line in lines) > 1


def row_step(lines: Sequence[Row], edges: Sequence[float]) -> float | None:
    """The least distance, top to top, between two lines of figures that follow each other; None where none do."""
    steps = [
        top_of(below) - top_of(above)
        for above, below in itertools.pairwise(lines)
        if figures_in(above, edges) and figures_in(below, edges)
    ]
    return min(steps, default=None)


def group_lines(lines: Sequence[Row], edges: Sequence[float], step: float | None = None) -> list[list[Row]]:
    """The rows of a table, each as its lines from top to bottom. `edges` are those of the columns, outer ones too.

    Where the lines of a cell stand closer than the rows, the space tells. `step` is the distance between rows of the
    table (see `row_step`) where these lines are a part of it. Else a line goes on with the row above where it says
    nothing in the first column, or plainly continues the label. Lines of figures are always rows of their own.
    """
    if not lines:
        return []
    steps = [top_of(below) - top_of(above) for above, below in itertools.pairwise(lines)]
    size = max(size_of(row) for row in lines)
    leading = [step for step in steps if 0.9 * size <= step <= _LEADING * size]
    close = _WIDER * min(leading, default=0.0)
    apart = row_step(lines, edges) or step
    if apart is not None:
        close = min(close, _CLOSER * apart)
        told_by_space = bool(leading) and min(leading) <= close
    else:
        told_by_space = bool(leading) and max(steps) > close
    groups = [[lines[0]]]
    for (above, line), own in zip(itertools.pairwise(lines), steps, strict=True):
        counted = figures_in(line, edges) > 0 and any(figures_in(other, edges) > 0 for other in groups[-1])
        if own < 0.6 * size:
            goes_on = True
        elif told_by_space:
            goes_on = own <= close
        else:
            goes_on = own <= _LEADING * size and _continues(above, line, edges)
        if goes_on and not counted:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(above: Row, line: Row, edges: Sequence[float]) -> bool:
    """Whether a line goes on with the row above it, where the space does not tell."""
    first = next((chunk for chunk in line if crossed(chunk, edges)[0] == 0), None)
    if first is None:
        return True
    label = next((chunk for chunk in above if crossed(chunk, edges)[0] == 0), None)
    if label is None or (len(line) > 1 and len(above) > 1 and figures_in(line, edges)):
        return False
    return label.bold == first.bold and (first.text[0].islower() or label.text.endswith(_UNFINISHED))


def stretches_of(groups: Sequence[Sequence[Row]], top: float, bottom: float) -> list[Stretch]:
    """Rows as stretches that meet halfway between their lines, from `top` to `bottom`."""
    cuts = [
        (max(bottom_of(line) for line in above) + min(top_of(line) for line in below)) / 2
        for above, below in itertools.pairwise(groups)
    ]
    return list(itertools.pairwise([top, *cuts, bottom]))
