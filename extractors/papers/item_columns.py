"""The column of an agenda that holds the items' titles, where wards, times or officers stand in others beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from extractors.pages.page import Page, Word
from extractors.papers.item_numbers import Numbered, Rows, heads_agenda
from extractors.reference import load
from extractors.text.columns import Row, rows_of
from extractors.text.lines import Line

_SLACK = 6.0  # points that a column's texts may begin before its edge
_HEADED_WITHIN = 4  # rows above the first item
_OVER_NUMBERS = 20.0  # points from the numbers' edge
_NEAR = 40.0  # points between a column's heading and its texts, which may be set otherwise
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:\s*[ap]\.?m\.?)?", re.I)


@dataclass(frozen=True)
class Column:
    """From `left` up to `right`, in points."""

    left: float
    right: float = inf

    def has(self, word: Word, alone: bool) -> bool:
        """Whether a word is of the titles; a line `alone` in its row may begin left of them."""
        return word.box.x0 < self.right and (alone or word.box.x0 >= self.left)


def title_column(rows: Rows, run: Sequence[Numbered]) -> Column:
    """Where titles stand: as the table's headings say, else where most of them begin."""
    beginnings = [_behind(rows[numbered.at][1], numbered) for numbered in run]
    headed = _headed([row for _, row in rows[max(0, run[0].at - _HEADED_WITHIN) : run[0].at]], run[0].x0)
    starts = [part.box.x0 for parts in beginnings for part in parts]
    if headed is not None:
        left, right = headed
        return Column(_first_near(starts, left) - _SLACK, _first_near(starts, right) - _SLACK if right < inf else inf)
    edges = Counter[float]()
    for parts in beginnings:
        title = next((part for part in parts if not _TIME.fullmatch(part.text)), None)
        if title is not None:
            edges[round(title.box.x0 / 4) * 4] += 1
    edge, count = edges.most_common(1)[0] if edges else (0.0, 0)
    return Column(edge - _SLACK if count >= 0.6 * len(run) else 0.0)


def beside_bar(page: Page) -> list[Word]:
    """The words of a page without a bar at its left, in which the date, the place and the members stand beside the
    agenda: all words where its heading has no such bar beside it."""
    heading = next((part for row in rows_of(page.words) for part in row.segments if heads_agenda(part.text)), None)
    if heading is None:
        return list(page.words)
    edge = heading.box.x0 - _SLACK
    if any(word.box.x0 < edge < word.box.x1 for word in page.words):
        return list(page.words)
    return [word for word in page.words if word.box.x0 >= edge]


def _behind(row: Row, numbered: Numbered) -> list[Line]:
    """What stands behind an item's number, column by column."""
    first = row.segments[numbered.segment].words[numbered.count :]
    return [*([Line(first)] if first else []), *row.segments[numbered.segment + 1 :]]


def _headed(rows: Sequence[Row], numbers: float) -> tuple[float, float] | None:
    """Where the heading over the titles begins, and the next heading but that over the pages.

    A heading over the `numbers` (their left edge) is none of the titles': "Item" may head either.
    """
    for row in reversed(rows):
        for place, segment in enumerate(row.segments):
            over_numbers = abs(segment.box.x0 - numbers) < _OVER_NUMBERS
            if len(row.segments) < 2 or over_numbers or not _is_named(segment, "title_headings"):
                continue
            others = [part.box.x0 for part in row.segments[place + 1 :] if not _is_named(part, "page_headings")]
            return segment.box.x0, min(others, default=inf)
    return None


def _is_named(segment: Line, headings: str) -> bool:
    return segment.text.strip(" :").casefold() in _names(headings)


@cache
def _names(headings: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in load("agenda")[headings])


def _first_near(starts: Sequence[float], heading: float) -> float:
    """Where the column under a heading begins: at its leftmost text, or at the heading itself."""
    return min([start for start in starts if abs(start - heading) < _NEAR], default=heading)
