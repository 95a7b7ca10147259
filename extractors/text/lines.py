"""Words to lines: what stands on one baseline, left to right, cut where a gap is wider than any space between words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import NamedTuple

from extractors.geometry import Box, union
from extractors.pages.page import Word


@dataclass(frozen=True)
class Line:
    """Words of one baseline in reading order; never empty."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        return union(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        return join(self.words)

    @cached_property
    def size(self) -> float:
        """Type size in points, of the median word."""
        return float(median(word.size for word in self.words))

    @cached_property
    def bold(self) -> bool:
        """Whether most of the line is bold."""
        letters = sum(len(word.text) for word in self.words)
        return 2 * sum(len(word.text) for word in self.words if word.bold) > letters


def join(words: Sequence[Word]) -> str:
    """The text of words in reading order. Runs with no space drawn and no gap between them are one word ("1" "st")."""
    parts: list[str] = []
    for index, word in enumerate(words):
        if index and not _touches(words[index - 1], word):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def closed_up(text: str) -> str:
    """Words whose letters are spaced out, closed up: "A G E N D A" is "AGENDA"."""
    return re.sub(r"(?<=\b\w) (?=\w\b)", "", text)


def _touches(left: Word, right: Word) -> bool:
    return not right.spaced and -1.0 < right.box.x0 - left.box.x1 < 0.12 * max(left.size, right.size)


def lines_of(words: Iterable[Word], gap: float | None = None) -> list[Line]:
    """Lines from top to bottom, then left to right. Only words that run left to right take part.

    With `gap`, a line is cut where two words stand further apart than that many times the type size (columns, cells).
    """
    rows: list[list[Word]] = []
    extents: list[_Extent] = []  # of the rows: kept as they grow, so that a long row costs no more than a short one
    for word in sorted((w for w in words if w.direction == 0), key=lambda w: (w.box.centre[1], w.box.x0)):
        at = next((at for at in range(len(rows) - 1, max(-1, len(rows) - 5), -1) if extents[at].has(word)), None)
        if at is None:
            rows.append([word])
            extents.append(_Extent(word.box.top, word.box.bottom, word.box.height))
        else:
            rows[at].append(word)
            extents[at] = extents[at].grown(word)
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda w: w.box.x0)
        start = 0
        for index in range(1, len(row) + 1):
            if index == len(row) or (
                gap is not None
                and row[index].box.x0 - row[index - 1].box.x1 > gap * max(row[index].size, row[index - 1].size)
            ):
                lines.append(Line(tuple(row[start:index])))
                start = index
    return lines


class _Extent(NamedTuple):
    """How far a row reaches, and the height of its smallest word."""

    top: float
    bottom: float
    smallest: float

    def has(self, word: Word) -> bool:
        """Whether the word is of the row: it overlaps it by more than half of the smaller height. Superscripts do, the
        next line does not."""
        common = min(self.bottom, word.box.bottom) - max(self.top, word.box.top)
        return common > 0.5 * min(self.smallest, word.box.height)

    def grown(self, word: Word) -> _Extent:
        return _Extent(
            min(self.top, word.box.top), max(self.bottom, word.box.bottom), min(self.smallest, word.box.height)
        )
