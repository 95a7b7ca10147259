"""The column beside minutes that says who is to act: words of their own beside the text, not in its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.pages.page import Page, Word
from extractors.reference import load
from extractors.text.columns import rows_of

_MOST = 0.25  # of a page's words may stand in such a column
_SET_IN = 50.0  # points that a centred heading may stand in from its column's edge
_SLACK = 4.0  # points that a heading may be set in from its column


@dataclass(frozen=True)
class Aside:
    """A column at the right of a page, from `x0` on and below `top`."""

    x0: float
    top: float

    def has(self, word: Word) -> bool:
        return word.box.x0 >= self.x0 and word.box.top > self.top


def find_asides(pages: Sequence[Page]) -> dict[int, Aside]:
    """The column of actions on each page of one paper, by page number; a heading holds for the pages behind it too."""
    found: dict[int, Aside] = {}
    last: Aside | None = None
    for page in pages:
        aside = _headed(page) or (Aside(last.x0, -1.0) if last else None)
        if aside and _is_clear(page, aside):
            found[page.number] = last = aside
    return found


def _headed(page: Page) -> Aside | None:
    rows = rows_of(page.words)
    for index, row in enumerate(rows):
        heading = row.segments[-1]
        if len(row.segments) > 1 and heading.box.x0 > 0.6 * page.width and is_action(heading.text):
            below = [segment.box.x0 for other in rows[index + 1 :] for segment in other.segments[1:]]
            left = [x0 for x0 in below if heading.box.x0 - _SET_IN < x0 < heading.box.x0]  # under a centred heading
            return Aside(min([heading.box.x0, *left]) - _SLACK, row.bottom)
    return None


def is_action(text: str) -> bool:
    """Whether a column's heading says that it names who is to act."""
    return " ".join(text.split()).strip(" :").casefold() in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold() for heading in load("minutes")["action_headings"])


def _is_clear(page: Page, aside: Aside) -> bool:
    """Whether the text keeps out of the column, and the column holds little."""
    below = [word for word in page.words if word.box.top > aside.top]
    crossing = any(word.box.x0 < aside.x0 and word.box.x1 > aside.x0 + _SLACK for word in below)
    return not crossing and sum(map(aside.has, below)) <= _MOST * len(below)


def split(words: Iterable[Word], aside: Aside | None) -> tuple[list[Word], list[Word]]:
    """The words of the text, and those of the column beside it."""
    text: list[Word] = []
    beside: list[Word] = []
    for word in words:
        (beside if aside and aside.has(word) else text).append(word)
    return text, beside
