"""The items of an agenda that has no numbers: known by their page ranges and by how their titles are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from extractors.pages.page import Page
from extractors.papers.item_numbers import Rows, heads_agenda
from extractors.papers.page_ranges import BARE_RANGE, Labels, without_range
from extractors.text.columns import Row
from extractors.text.lines import Line

_SAME_EDGE = 4.0  # points
_WRAPPED = 0.7  # of the type size: how far below a wrapped line stands the rest of it
_FAR = 2.2  # of the type size: what stands further below the last item is none


@dataclass
class Entry:
    """One item: the lines of its title, those under it, and the range that stands in a column of its own."""

    page: Page
    title: list[Line]
    under: list[Line] = field(default_factory=list)
    labels: Labels | None = None


@dataclass(frozen=True)
class _Part:
    """A row without the range in its last column."""

    page: Page
    line: Line
    labels: Labels | None  # in a column of their own
    ends: bool  # with a range behind the text: nothing wraps behind it


def unnumbered_entries(rows: Rows) -> list[Entry]:
    """The items in order; none where fewer than two rows of the front sheet end in a page range."""
    parts = [_part(page, row) for page, row in rows]
    ranged = [index for index, part in enumerate(parts) if part.labels or part.ends]
    if len(ranged) < 2:
        return []
    right = max(part.line.box.x1 for part in parts)
    first = _first(parts, ranged[0], right)
    edge = median(parts[index].line.box.x0 for index in ranged)
    bold = 2 * sum(parts[index].line.bold for index in ranged) > len(ranged)
    entries: list[Entry] = []
    for index in range(first, len(parts)):
        part, above = parts[index], parts[index - 1] if index > first else None
        if index > ranged[-1] and above is not None and _far(above, part):
            break
        if entries and above is not None and _wraps(above, part, right):
            (entries[-1].under or entries[-1].title).append(part.line)
        elif (abs(part.line.box.x0 - edge) < _SAME_EDGE and part.line.bold == bold) or not entries:
            entries.append(Entry(part.page, [part.line]))
        else:
            entries[-1].under.append(part.line)
        entries[-1].labels = entries[-1].labels or part.labels
    return entries


def _part(page: Page, row: Row) -> _Part:
    bare = BARE_RANGE.fullmatch(row.segments[-1].text) if len(row.segments) > 1 else None
    if bare is None:
        whole = row.whole()
        return _Part(page, whole, None, without_range(whole.text)[1] is not None)
    words = tuple(word for segment in row.segments[:-1] for word in segment.words)
    return _Part(page, Line(words), (bare[1], bare[2]), ends=False)


def _first(parts: Sequence[_Part], ranged: int, right: float) -> int:
    """Where the list begins: under its heading, else with the first item that has a range."""
    heading = max((index for index in range(ranged) if heads_agenda(parts[index].line.text)), default=None)
    if heading is not None:
        return heading + 1
    first = ranged
    while first > 0 and _wraps(parts[first - 1], parts[first], right):
        first -= 1
    return first


def _wraps(above: _Part, part: _Part, right: float) -> bool:
    """Whether a row carries on the one above, which had no room for its first word."""
    line = part.line
    if above.ends or above.page is not part.page or line.box.top - above.line.box.bottom > _WRAPPED * line.size:
        return False
    return above.line.box.x1 + line.words[0].box.width + line.size > right - line.size


def _far(above: _Part, part: _Part) -> bool:
    return above.page is not part.page or part.line.box.top - above.line.box.bottom > _FAR * part.line.size
