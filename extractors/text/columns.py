"""Words of a page to runs of lines in the order a person reads them: across the page, down each column, label by label.

A gutter is a strip that stays free of words over consecutive rows. What it parts decides how it is read: running text
or lists are read column by column; a narrow column of labels beside what they label (a report's head) is a form, read
pair by pair; a column of list markers, or figures set out with tabs, is no column at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.text.lines import Line, lines_of
from extractors.text.markers import marker_of

_GAP = 1.1  # of the type size: a wider gap may be a gutter
_MAX_GUTTERS = 5
_MOST_GAPS = 60  # a row with more is no line of text

Span = tuple[float, float]


@dataclass(frozen=True)
class Block:
    """Lines that belong together: a run of text, or the label and the value lines of one row of a form."""

    kind: Literal["text", "form"]
    lines: tuple[Line, ...]
    label: tuple[Line, ...] = ()  # of a form: the label's lines; `lines` are the value's


@dataclass(frozen=True)
class Row:
    """One baseline, cut into segments at its wide gaps."""

    segments: tuple[Line, ...]

    @property
    def top(self) -> float:
        return min(segment.box.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return max(segment.box.bottom for segment in self.segments)

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.segments)

    def whole(self) -> Line:
        return Line(tuple(word for segment in self.segments for word in segment.words))

    def gaps(self) -> list[Span]:
        ends = [(segment.box.x0, segment.box.x1) for segment in self.segments]
        return [(left[1], right[0]) for left, right in itertools.pairwise(ends)]


def blocks_of(words: Iterable[Word]) -> list[Block]:
    """The blocks of a page or a part of it, in reading order."""
    rows = rows_of(words)
    blocks: list[Block] = []
    plain: list[Line] = []

    def flush() -> None:
        if plain:
            blocks.append(Block("text", tuple(plain)))
            plain.clear()

    index = 0
    while index < len(rows):
        end, gutters = _stretch(rows, index)
        made = _read_block(rows[index:end], gutters) if gutters else None
        if made is None:
            stop = max(end, index + 1) if gutters else index + 1
            for row in rows[index:stop]:
                if _stands_apart(row):
                    flush()
                    blocks.extend(Block("text", (segment,)) for segment in row.segments)
                else:
                    plain.append(row.whole())
            index = stop
            continue
        # Rows just above that keep to one column are its beginning.
        if made[0].kind == "text":
            first = index
            while index - first < len(plain) and _joins_above(rows[first - 1], rows[first:end], gutters):
                first -= 1
            if first < index and (longer := _read_block(rows[first:end], gutters)):
                made = longer
                del plain[first - index :]
        flush()
        blocks.extend(made)
        index = end
    flush()
    return blocks


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The baselines of a page from top to bottom, each cut at its wide gaps; a list marker stays with its text."""
    return [_cut(line) for line in lines_of(words)]


def _stands_apart(row: Row) -> bool:
    """Whether a row is two texts side by side, far apart, and not one line with a tab in it."""
    if len(row.segments) != 2 or row.gaps()[0][1] - row.gaps()[0][0] < 3.5 * row.size:
        return False
    right = row.segments[1].words
    return len(right) >= 3 and not any(_is_figure(word.text) for word in right[:2])


def _cut(line: Line) -> Row:
    segments: list[Line] = []
    start = 0
    words = line.words
    stretched = _justified_gap(words)
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index].box.x0 - words[index - 1].box.x1 > max(
            _GAP * max(words[index].size, words[index - 1].size), stretched
        ):
            segments.append(Line(words[start:index]))
            start = index
    # A marker stands away from its text, but belongs to it.
    joined: list[Line] = []
    for segment in segments:
        if joined and len(joined[-1].words) == 1 and marker_of(joined[-1].words[0]):
            near = segment.box.x0 - joined[-1].box.x1 < 5 * segment.size
            if near:
                joined[-1] = Line(joined[-1].words + segment.words)
                continue
        joined.append(segment)
    return Row(tuple(joined))


def _justified_gap(words: Sequence[Word]) -> float:
    """The widest space that is only a stretched one: a justified line has several alike, and not between figures."""
    gaps = [
        right.box.x0 - left.box.x1
        for left, right in itertools.pairwise(words)
        if not any(char.isdigit() for char in left.text + right.text)
    ]
    wide = sorted(gap for gap in gaps if _GAP < gap / words[0].size < 2.0)
    wide = wide[:_MOST_GAPS]
    alike = [gap for gap in wide if sum(abs(gap - other) < 0.6 for other in wide) >= 3]
    return max(alike, default=0.0) + 0.1 if alike else 0.0


def _stretch(rows: Sequence[Row], start: int) -> tuple[int, list[Span]]:
    """How far rows from `start` on share a gutter: the end (excluded) and the gutters, none without a gap."""
    gutters = rows[start].gaps()[:_MAX_GUTTERS]
    if not gutters:
        return start + 1, []
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if row.top - rows[end - 1].bottom > 6 * row.size:
            break
        left = [gutter for gutter in (_narrowed(gutter, row) for gutter in gutters) if gutter]
        if not left:
            break
        gutters = left
        end += 1
    two_sided = [index for index in range(start, end) if _sides(rows[index], gutters) > 1]
    widest = max(right - left for left, right in gutters)
    if len(two_sided) < (2 if widest > 2.5 * rows[start].size else 4):  # justified text has wide spaces too
        return start + 1, []
    return _trimmed(rows, start, two_sided[-1], end), gutters


def _trimmed(rows: Sequence[Row], start: int, last: int, end: int) -> int:
    """The end of a stretch whose last row with words in two columns is `last`.

    What stands below it in one column, behind a gap, is a paragraph of its own: a heading below two columns of names.
    """
    usual = median(below.top - row.bottom for row, below in itertools.pairwise(rows[start : last + 1]))
    for index in range(last + 1, end):
        if rows[index].top - rows[index - 1].bottom > max(usual, 0.0) + 0.6 * rows[index].size:
            return index
    return end


def _narrowed(gutter: Span, row: Row) -> Span | None:
    left, right = gutter
    for segment in row.segments:
        if segment.box.x1 <= (left + right) / 2:
            left = max(left, segment.box.x1)
        elif segment.box.x0 >= (left + right) / 2:
            right = min(right, segment.box.x0)
        elif segment.box.x0 - left > right - segment.box.x1:
            right = segment.box.x0
        else:
            left = segment.box.x1
    return (left, right) if right - left > 0.9 * row.size else None


def _sides(row: Row, gutters: Sequence[Span]) -> int:
    """How many columns the row has words in."""
    return len({_column(segment, gutters) for segment in row.segments})


def _column(segment: Line, gutters: Sequence[Span]) -> int:
    middle = segment.box.centre[0]
    return sum(middle > (left + right) / 2 for left, right in gutters)


def _joins_above(row: Row, stretch: Sequence[Row], gutters: Sequence[Span]) -> bool:
    """Whether a row is the beginning of a column that the rows under it have: of the first, whose heading it may be, or
    in line with another."""
    if len(row.segments) > 1 or any(_narrowed(gutter, row) is None for gutter in gutters):
        return False
    segment = row.segments[0]
    column = _column(segment, gutters)
    below = next((part for other in stretch for part in other.segments if _column(part, gutters) == column), None)
    if below is None or below.box.top - segment.box.bottom > 1.2 * segment.size:
        return False
    in_line = abs(segment.box.x0 - below.box.x0) < 3 and abs(segment.size - below.size) < 0.5
    return column == 0 or in_line


def _read_block(rows: Sequence[Row], gutters: Sequence[Span]) -> list[Block] | None:
    columns: list[list[tuple[int, Line]]] = [[] for _ in range(len(gutters) + 1)]
    for index, row in enumerate(rows):
        for column in range(len(columns)):
            words = tuple(
                word for segment in row.segments if _column(segment, gutters) == column for word in segment.words
            )
            if words:
                columns[column].append((index, Line(words)))
    if any(not column for column in columns):
        return None
    if len(columns) == 2 and _are_labels([line for _, line in columns[0]], [line for _, line in columns[1]]):
        return _pairs(rows, columns[0], columns[1])
    if all(_is_column([line for _, line in column]) for column in columns):
        return [Block("text", tuple(line for _, line in column)) for column in columns]
    return None


def _are_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left column holds labels: they end in colons, or are bold beside plain text."""
    numbers = sum(_is_reference(line) for line in left)
    if numbers >= 0.6 * len(left):
        return False  # numbers of paragraphs set in the margin
    colons = sum(line.text.rstrip().endswith(":") for line in left)
    if colons >= max(1, 0.4 * len(left)):
        return True
    bold = sum(line.bold for line in left)
    plain = sum(not line.bold for line in right)
    return bold >= 0.8 * len(left) and plain >= 0.7 * len(right)


def _is_reference(line: Line) -> bool:
    """Whether a line is nothing but the number or reference of what stands beside it ("12.", "AC34", "C/24/07")."""
    text = line.text
    return len(line.words) == 1 and len(text) < 12 and any(char.isdigit() for char in text) and not text.endswith(":")


def _pairs(rows: Sequence[Row], left: Sequence[tuple[int, Line]], right: Sequence[tuple[int, Line]]) -> list[Block]:
    """One block for each label. A label runs over lines until its colon; without colons until there is a gap."""
    starts: list[int] = []
    labels: list[list[Line]] = []
    with_colons = sum(line.text.rstrip().endswith(":") for _, line in left) >= 0.5 * len(left)
    for index, line in left:
        open_label = bool(labels) and not labels[-1][-1].text.rstrip().endswith(":")
        close = bool(labels) and line.box.top - labels[-1][-1].box.bottom < 0.9 * line.size
        if open_label and close and (with_colons or not any(at == index for at, _ in right)):
            labels[-1].append(line)
        else:
            starts.append(index)
            labels.append([line])
    blocks = []
    loose = [line for at, line in right if at < starts[0]]
    if loose:
        blocks.append(Block("text", tuple(loose)))
    for number, (start, label) in enumerate(zip(starts, labels, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(rows)
        values = tuple(line for at, line in right if start <= at < end)
        blocks.append(Block("form", values, tuple(label)) if values else Block("text", tuple(label)))
    return blocks


def _is_column(lines: Sequence[Line]) -> bool:
    """Whether lines read down: text that fills its width, or a list with a straight left edge; never figures."""
    words = [word for line in lines for word in line.words]
    figures = sum(_is_figure(word.text) for word in words)
    if figures > 0.5 * len(words):
        return False
    if sum(marker_of(line.words[0]) is not None and len(line.words) == 1 for line in lines) > 0.5 * len(lines):
        return False
    if len(lines) == 1:
        return True
    box = Box(
        min(line.box.x0 for line in lines), lines[0].box.top, max(line.box.x1 for line in lines), lines[-1].box.bottom
    )
    fills = median(line.box.width for line in lines) >= 0.6 * box.width
    edge = sum(abs(line.box.x0 - box.x0) < 3 for line in lines) >= 0.6 * len(lines)
    centred = sum(abs(line.box.centre[0] - box.centre[0]) < 4 for line in lines) >= 0.6 * len(lines)
    return (fills and len(lines) >= 3) or edge or centred


def _is_figure(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits > 0 and digits >= 0.5 * sum(char.isalnum() for char in text)
