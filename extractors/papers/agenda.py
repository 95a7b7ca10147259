"""The items of an agenda, read off a front sheet: number, title, the line under it, and the printed page range."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extractors.geometry import union
from extractors.pages.page import Page, Word
from extractors.papers.item_columns import Column, beside_bar, title_column
from extractors.papers.item_numbers import Numbered, Rows, item_run
from extractors.papers.page_ranges import BARE_RANGE, RANGE, Labels, without_range
from extractors.papers.paper import AgendaItem
from extractors.papers.unnumbered import Entry, unnumbered_entries
from extractors.reference import load
from extractors.text.columns import Row, rows_of
from extractors.text.lines import Line
from extractors.text.paragraphs import paragraphs_of, pitches, text_of

_OUTDENT = 8.0  # points left of the titles: a heading between items
_MIDDLE = 0.5  # of the type size: how far from a cell's middle a number set in the middle may stand
_HEADING_GAP = 0.7  # of the type size above such a heading; the rest of a wrapped title stands closer
_SMALL_GAP = 1.25  # times the usual line pitch


@dataclass
class _Block:
    """What stands from one item's number to the next."""

    number: str
    page: int
    lines: list[tuple[int, Line]] = field(default_factory=list)  # (page, line), the number taken off
    labels: tuple[str, str] | None = None


def read_agenda(pages: Sequence[Page]) -> list[AgendaItem]:
    """The agenda items on the pages of a front sheet, in order; none where no list of items stands there."""
    rows = [(page, _by_cells(page, row)) for page in pages for row in rows_of(page.words)]
    score, run = item_run(rows)
    aside = [(page, _by_cells(page, row)) for page in pages for row in rows_of(beside_bar(page))]
    if (other := item_run(aside))[0] >= score:
        rows, run = aside, other[1]
    usual = pitches([[row.whole() for _, row in rows]])
    if not run:
        entries = unnumbered_entries(rows)
        made = [_unnumbered(entry, number, usual) for number, entry in enumerate(entries, start=1)]
        return [item for item in made if item is not None]
    column = title_column(rows, run)
    starts = [_start(rows, numbered, run[place - 1].at if place else -1) for place, numbered in enumerate(run)]
    blocks = [
        _block(rows[start:end], numbered, numbered.at - start, column)
        for numbered, (start, end) in zip(run, pairwise([*starts, len(rows)]), strict=True)
    ]
    # How far right titles reach; behind the last of them stands what is set as wide as the page.
    right = max((line.box.x1 for block in blocks[:-1] or blocks for _, line in block.lines), default=0.0)
    items = [_item(block, usual, right, last=block is blocks[-1]) for block in blocks]
    return [item for item in items if item is not None]


def _by_cells(page: Page, row: Row) -> Row:
    """The row with its segments cut where a ruling stands between two words, however narrow the cells are."""
    middle = (row.top + row.bottom) / 2
    rules = [rule.position for rule in page.rules if rule.vertical and rule.box.top < middle < rule.box.bottom]
    segments: list[Line] = []
    for segment in row.segments if rules else ():
        start = 0
        for at, (left, right) in enumerate(pairwise(segment.words), 1):
            if any(left.box.x1 - 0.5 <= rule <= right.box.x0 + 0.5 for rule in rules):
                segments.append(Line(segment.words[start:at]))
                start = at
        segments.append(Line(segment.words[start:]))
    return Row(tuple(segments)) if rules else row


def _unnumbered(entry: Entry, number: int, usual: Mapping[int, float]) -> AgendaItem | None:
    """An item without a number has that of its place."""
    text, labels = without_range(text_of(entry.title, None, {}))
    return _made(str(number), text, entry.page.number, entry.title, entry.under, entry.labels or labels, usual)


def _start(rows: Rows, numbered: Numbered, before: int) -> int:
    """The first row of an item: that of its number, but where the number stands in the middle of a ruled cell."""
    page, row = rows[numbered.at]
    number = row.segments[numbered.segment].words[0]
    x, y = number.box.centre
    edges = [rule.position for rule in page.rules if not rule.vertical and rule.box.x0 <= x <= rule.box.x1]
    top, bottom = (
        max((edge for edge in edges if edge < y), default=None),
        min((e for e in edges if e > y), default=None),
    )
    if top is None or bottom is None or abs((top + bottom) / 2 - y) > _MIDDLE * number.size:
        return numbered.at
    start = numbered.at
    while start > before + 1 and rows[start - 1][0] is page and rows[start - 1][1].top > top - 1:
        start -= 1
    return start


def _block(rows: Rows, numbered: Numbered, at: int, column: Column) -> _Block:
    """The lines of an item, whose number stands in the row with the index `at`."""
    block = _Block(numbered.number, rows[0][0].number)
    for index, (page, row) in enumerate(rows):
        words: list[Word] = []
        for place, segment in enumerate(row.segments):
            open_bracket = sum(line.text.count("(") - line.text.count(")") for _, line in block.lines) > 0
            bare = None if open_bracket else BARE_RANGE.fullmatch(segment.text)
            aside = place == 0 if numbered.segment else place > 0 or len(row.segments) == 1
            if bare and aside and block.labels is None and (index < 3 or place > 0):
                block.labels = (bare[1], bare[2])
                continue
            at_right = 0 < place == len(row.segments) - 1 and segment.box.x0 > 0.8 * page.width
            if at_right and block.labels is None and re.fullmatch(r"\d{1,4}", segment.text):
                block.labels = (segment.text, segment.text)
                continue
            kept = segment.words[numbered.count :] if index == at and place == numbered.segment else segment.words
            words.extend(word for word in kept if column.has(word, alone=index > 0 and len(row.segments) == 1))
        if words:
            block.lines.append((page.number, Line(tuple(words))))
    return block


@cache
def _section() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in load('agenda')['sections'])})\b", re.I)


@cache
def _purpose() -> re.Pattern[str]:
    words = sorted(load("agenda")["purposes"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in load('agenda')['closings'])})\b", re.I)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"\s*\((?:{'|'.join(re.escape(word) for word in load('agenda')['asides'])})\)", re.I)


def _item(block: _Block, usual: Mapping[int, float], right: float, last: bool) -> AgendaItem | None:
    lines = _within(block, last)
    if not lines:
        return None
    count = _title_lines(lines, usual, right)
    page = lines[0][0]
    text, labels = without_range(" ".join(line.text for _, line in lines[:count]))
    title = [line for at, line in lines[:count] if at == page]
    under = [line for _, line in lines[count:]]
    return _made(block.number, text, page, title, under, block.labels or labels, usual)


def _made(
    number: str,
    text: str,
    page: int,
    title: Sequence[Line],
    under: Sequence[Line],
    labels: Labels | None,
    usual: Mapping[int, float],
) -> AgendaItem | None:
    purpose, found = without_range(_purpose_text(under, usual))
    labels = labels or found
    text = _aside().sub("", text).strip(" -\u2013:.\u2026_")
    if not text:
        return None
    return AgendaItem(
        item_no=number,
        title=text,
        page=page,
        box=union(line.box for line in title),
        purpose=purpose or None,
        first_label=labels[0] if labels else None,
        last_label=labels[1] if labels else None,
    )


def _style(line: Line) -> tuple[bool, bool]:
    """Bold, and in capitals; the page range does not count."""
    text = RANGE.sub("", line.text)
    letters = [char for char in text if char.isalpha()]
    bold = [word for word in line.words if any(char.isalpha() for char in word.text) and not RANGE.match(word.text)]
    return (
        bool(bold) and bold[0].bold and 2 * sum(word.bold for word in bold) > len(bold),
        len(letters) > 3 and sum(char.isupper() for char in letters) > 0.85 * len(letters),
    )


def _within(block: _Block, last: bool) -> list[tuple[int, Line]]:
    """The lines of the item: up to a section heading, or for the last item to a wide gap or the signature."""
    kept: list[tuple[int, Line]] = []
    for index, (page, line) in enumerate(block.lines):
        if index:
            bold, capitals = _style(line)
            before_page, before = kept[-1]
            gap = line.box.top - before.box.bottom if page == before_page else 0.0
            set_in = line.box.x0 - block.lines[0][1].box.x0 > 60
            heads = (bold or capitals) and line.box.x0 < block.lines[0][1].box.x0 - _OUTDENT
            changes = (bold or capitals or set_in) and (bold, capitals) != _style(block.lines[0][1])
            stands_out = heads or changes or set_in or gap > 1.5 * line.size
            if stands_out and _section().match(line.text) and len(line.text) < 110:
                break
            if heads and gap > _HEADING_GAP * line.size:
                break
            if set_in and bold and not _style(block.lines[0][1])[0]:
                break
            if last and (gap > 2.2 * line.size or _closing().match(line.text)):
                break
            if last and page != before_page and not RANGE.search(line.text) and bold and index > 1:
                break
        kept.append((page, line))
    return kept


def _title_lines(lines: Sequence[tuple[int, Line]], usual: Mapping[int, float], right: float) -> int:
    """How many of the first lines are the title."""
    first_style = _style(lines[0][1])
    for index in range(1, len(lines)):
        before_page, before = lines[index - 1]
        page, line = lines[index]
        so_far = " ".join(part.text for _, part in lines[:index])
        if so_far.count("(") > so_far.count(")"):
            continue  # a range or a remark is cut by the line's end
        if RANGE.fullmatch(line.text.strip()):
            continue
        if RANGE.search(so_far):
            return index
        if _purpose().match(line.text) and not before.text.endswith((" the", " of", " and", " for")):
            return index
        pitch = usual.get(round(line.size), 1.3 * line.size)
        if page != before_page or line.box.top - before.box.top > _SMALL_GAP * pitch + 1.5:
            return index
        if abs(line.size - before.size) > 0.6 or (
            _style(line) != first_style and any(char.isalpha() for char in line.text)
        ):
            return index
        full = before.box.x1 + line.words[0].box.width + 0.3 * line.size > right - 1.5 * line.size
        if not full and not any(first_style):
            return index
    return len(lines)


def _purpose_text(lines: Sequence[Line], usual: Mapping[int, float]) -> str:
    if not lines:
        return ""
    paragraphs = paragraphs_of(list(lines), 0, usual)
    return "\n".join(text_of(paragraph.lines, paragraph.marker, {}) for paragraph in paragraphs)
