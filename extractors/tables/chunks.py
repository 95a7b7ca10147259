"""Lines cut into chunks at wide gaps, and the white gutters between columns of chunks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Page, Word
from extractors.tables.headers import is_blank, is_figure
from extractors.text.lines import Line, lines_of

_SPACE = 0.62  # of the type size: words further apart on a line stand in different columns
_WIDE_SPACE = 0.36  # of the type size: no space is wider in text that is not set out to a margin
_SAME_END = 3.0  # points: how near to the ends of its figures a head ends
_FEW = 4  # lines: with fewer, a gap must be wide to part columns
Stretch = tuple[float, float]
"""From where to where something runs, in points."""
Row = list[Line]
"""What stands on one baseline, cut at wide gaps into chunks, left to right."""


def free_words(page: Page, taken: Sequence[Box]) -> list[Word]:
    """The words that run left to right on a page outside the tables already found (`taken`)."""
    return [
        word for word in page.words if word.direction == 0 and not any(box.holds(*word.box.centre) for box in taken)
    ]


def chunked(words: Sequence[Word]) -> list[Row]:
    """Baselines from top to bottom, each as its chunks."""
    return [_cut(line) for line in lines_of(words)]


def _cut(line: Line) -> Row:
    row: Row = []
    start = 0
    for n in range(1, len(line.words) + 1):
        if n == len(line.words) or _apart(line.words[n - 1], line.words[n]):
            row.append(Line(line.words[start:n]))
            start = n
    return row


def _apart(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 > _SPACE * max(left.size, right.size)


def gutters(rows: Sequence[Row], x0: float, x1: float) -> list[float]:
    """The x of every vertical white gutter that parts columns of text between x0 and x1.

    A gutter is a stretch that hardly any line crosses and that has text on both sides; one that merely runs through the
    spaces of a few short lines is not wide enough. Where a label or a mark stands close by a figure (see `close_set`),
    the gutter of the other lines runs between the two.
    """
    plain = _widest(rows, x0, x1)
    seams = list(_seams(rows))
    close = {
        id(chunk)
        for pair in seams
        for chunk in pair
        if not is_figure(chunk.text) or all(is_figure(other.text) for other in pair)
    }
    freed = _widest([kept for row in rows if (kept := [c for c in row if id(c) not in close])], x0, x1)
    if len(freed) > len(plain):
        return [_through(gutter, seams) for gutter in freed]
    return [sum(gutter) / 2 for gutter in plain]


def _widest(rows: Sequence[Row], x0: float, x1: float) -> list[Stretch]:
    """The gutters that no line crosses, or hardly any where that finds more."""
    if not rows:
        return []
    strict = _gutters(rows, x0, x1, 0)
    tolerant = _gutters(rows, x0, x1, len(rows) // 14)
    return tolerant if len(tolerant) > len(strict) else strict


def _seams(rows: Sequence[Row]) -> Iterator[tuple[Line, Line]]:
    """Neighbours on a line, one of them a figure, with less between them than makes a gutter."""
    for row in rows:
        for left, right in itertools.pairwise(row):
            near = right.box.x0 - left.box.x1 < max(left.size, right.size)
            if near and (is_figure(left.text) or is_figure(right.text)):
                yield left, right


def _through(gutter: Stretch, seams: Sequence[tuple[Line, Line]]) -> float:
    """The middle of a gutter, or of what is left of it between neighbours that stand close at it."""
    start, end = gutter
    for left, right in seams:
        if start - _SAME_END < left.box.x1 < end and start < right.box.x0 < end + _SAME_END:
            start, end = max(start, left.box.x1), min(end, right.box.x0)
    return (start + end) / 2 if start <= end else sum(gutter) / 2


def _gutters(rows: Sequence[Row], x0: float, x1: float, allowed: int) -> list[Stretch]:
    """The gutters that no more than `allowed` lines cross."""
    size = median(chunk.size for row in rows for chunk in row)
    least = (0.5 if len(rows) >= _FEW else 1.0) * size
    events = sorted((at, step) for row in rows for chunk in row for at, step in ((chunk.box.x0, 1), (chunk.box.x1, -1)))
    open_stretches: list[Stretch] = []
    level, since = 0, x0
    for at, step in events:
        if level <= allowed and at > since:
            open_stretches.append((since, at))
        level += step
        since = at
    merged: list[Stretch] = []
    for start, end in open_stretches:
        if merged and start - merged[-1][1] < 0.01:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    found: list[Stretch] = []
    left = x0
    for start, end in merged:
        if end - start < least:
            continue
        before = sum(any(left <= chunk.box.centre[0] <= start for chunk in row) for row in rows)
        after = any(chunk.box.centre[0] >= end for row in rows for chunk in row)
        if before and after:
            # A column that one stray chunk makes is none, unless the table is hardly larger.
            if before < 2 and len(rows) > 2 * _FEW:
                continue
            found.append((start, end))
            left = end
    return found


def crossed(chunk: Line, edges: Sequence[float]) -> range:
    """The columns (by their edges, outer ones included) that a chunk stands in."""
    slack = 0.15 * chunk.size
    first = max(0, sum(edge <= chunk.box.x0 + slack for edge in edges) - 1)
    last = min(len(edges) - 2, sum(edge < chunk.box.x1 - slack for edge in edges) - 1)
    return range(first, max(first, last) + 1)


@dataclass(frozen=True)
class Sides:
    """Where the figures of columns begin and end that are set to the left, or to the right."""

    begins: Sequence[float] = ()
    ends: Sequence[float] = ()


ANYWHERE = Sides()
"""Of columns whose figures are set to no side in common."""


def cut(row: Row, edges: Sequence[float], sides: Sides = ANYWHERE) -> Row:
    """The chunks of a line, those parted that run over a gutter (`edges`) with more than a space at it.

    Heads set to one side may all but touch: a word that ends just where the figures of a column end (`sides`) ends its
    chunk, if the last word does so too, and one that begins where they begin begins one, if the first word does so too:
    a word of a head centred over several columns may stand there by chance. Figures and
    marks in their place that end a chunk are parted at gutters even where only a space is between.
    """
    parts: Row = []
    for chunk in row:
        last = chunk.words[-1].box
        set_right = bool(sides.ends) and (_at(last.x1, sides.ends) or last.x0 > max(sides.ends))
        set_left = _at(chunk.box.x0, sides.begins)
        start = 0
        for n in range(1, len(chunk.words)):
            left, right = chunk.words[n - 1].box, chunk.words[n].box
            wide = right.x0 - left.x1 > _WIDE_SPACE * chunk.size or all(
                stands_for_figure(word) for word in chunk.words[n:]
            )
            if (
                (set_right and _at(left.x1, sides.ends))
                or (set_left and _at(right.x0, sides.begins))
                or (wide and any(left.x1 - 0.5 <= edge <= right.x0 + 0.5 for edge in edges))
            ):
                parts.append(Line(chunk.words[start:n]))
                start = n
        parts.append(Line(chunk.words[start:]))
    return parts


def stands_for_figure(word: Word) -> bool:
    """Whether a word is a figure, or a mark in its place ("TBC")."""
    return is_figure(word.text) or is_blank(word.text)


def _at(x: float, places: Sequence[float]) -> bool:
    return any(abs(x - place) < _SAME_END for place in places)


def columns(bands: Sequence[Row], x0: float, x1: float, between: Sequence[float]) -> list[float]:
    """The gutters less those that part a column's head from its own body. `bands` hold each row's chunks, top down.

    A head set left over figures set right leaves a gutter between them. It is known by this: no row has text on both
    of its sides, and the first row with text on one of them begins with a letter.
    """
    kept = list(between)
    n = 0
    while n < len(kept):
        edges = [x0, *kept, x1]
        left = {b: c for b, band in enumerate(bands) for c in band if crossed(c, edges) == range(n, n + 1)}
        right = {b: c for b, band in enumerate(bands) for c in band if crossed(c, edges) == range(n + 1, n + 2)}
        first = min([*left, *right], default=-1)
        if left and right and not left.keys() & right.keys() and (left | right)[first].text[0].isalpha():
            del kept[n]
        else:
            n += 1
    return kept
