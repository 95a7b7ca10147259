"""Lines of a table without rulings to its rows: by the space between lines, or by what the lines say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.chunks import Row, Stretch, crossed
from extractors.tables.headers import is_figure
from extractors.text.lines import Line

_LEADING = 1.45  # of the type size: lines of one cell stand no further apart, top to top
_WIDER = 1.2  # how much wider than between the lines of a cell the space between rows is
_CLOSER = (
    0.88  # of the step from row to row: lines of one cell stand no further apart, where there is space between rows
)
_SPACE = 0.28  # of the type size: a space
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


@dataclass(frozen=True)
class Setting:
    """How the lines of a table are set, for telling rows from lines of one row."""

    step: float | None  # the least distance, top to top, between two lines of figures that follow each other
    room: float  # the width of the widest label


def setting_of(lines: Sequence[Row], edges: Sequence[float]) -> Setting:
    """The setting of a table with these lines. `edges` are those of its columns, outer ones too."""
    pairs = list(itertools.pairwise(lines))
    steps = [
        top_of(below) - top_of(above) for above, below in pairs if figures_in(above, edges) and figures_in(below, edges)
    ]
    labels = [label for line in lines if (label := _label(line, edges)) is not None]
    room = max((label.box.width for label in labels), default=0.0)
    return Setting(min(steps, default=None), room)


def group_lines(lines: Sequence[Row], edges: Sequence[float], setting: Setting | None = None) -> list[list[Row]]:
    """The rows of a table, each as its lines from top to bottom. `edges` are those of the columns, outer ones too.

    `setting` is that of the whole table where these lines are a part of it. Where the lines of a cell stand closer than
    the rows, the space tells. Else a line goes on with the row above where it says nothing in the first column, or
    plainly continues the label. Lines of figures are always rows of their own.
    """
    if not lines:
        return []
    setting = setting or setting_of(lines, edges)
    steps = [top_of(below) - top_of(above) for above, below in itertools.pairwise(lines)]
    size = max(size_of(row) for row in lines)
    leading = [step for step in steps if 0.9 * size <= step <= _LEADING * size]
    close = _WIDER * min(leading, default=0.0)
    if setting.step is not None:
        close = min(close, _CLOSER * setting.step)
        told_by_space = bool(leading) and min(leading) <= close
    else:
        told_by_space = bool(leading) and max(steps) > close
    groups = [[lines[0]]]
    for at, step in enumerate(steps):
        line = lines[at + 1]
        counted = figures_in(line, edges) > 0 and any(figures_in(other, edges) > 0 for other in groups[-1])
        if step < 0.6 * size:
            goes_on = True
        elif told_by_space:
            goes_on = step <= close
        else:
            goes_on = step <= _LEADING * size and _continues(lines[at : at + 3], edges, setting)
        if goes_on and not counted:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(lines: Sequence[Row], edges: Sequence[float], setting: Setting) -> bool:
    """Whether the second of two or three lines goes on with the row of the first, where the space does not tell.

    It does where its first word would not have fitted into the line above, as a typesetter fills each line; but a bold
    line between a sum and a plain row heads a section.
    """
    above, line, *after = lines
    first, label = _label(line, edges), _label(above, edges)
    if first is None:
        return True
    if label is None or label.bold != first.bold or (len(line) > 1 and len(above) > 1 and figures_in(line, edges)):
        return False
    if first.text[0].islower() or label.text.endswith(_UNFINISHED):
        return True
    heads = first.bold and bool(after) and figures_in(after[0], edges) > 0 and not after[0][0].bold
    return not heads and label.box.width + _SPACE * label.size + first.words[0].box.width > setting.room


def _label(line: Row, edges: Sequence[float]) -> Line | None:
    return next((chunk for chunk in line if crossed(chunk, edges)[0] == 0), None)


def stretches_of(groups: Sequence[Sequence[Row]], top: float, bottom: float) -> list[Stretch]:
    """Rows as stretches that meet halfway between their lines, from `top` to `bottom`."""
    cuts = [
        (max(bottom_of(line) for line in above) + min(top_of(line) for line in below)) / 2
        for above, below in itertools.pairwise(groups)
    ]
    return list(itertools.pairwise([top, *cuts, bottom]))
