"""Sheets printed sideways turned upright, and single words seen in their own reading direction."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractors.geometry import Box
from extractors.pages.page import Page, Word

_MOST = 0.75  # of the letters on a page must run sideways before the sheet is turned


def quarter_turn(box: Box, height: float) -> Box:
    """A box after its page, `height` high, was turned a quarter clockwise."""
    return Box(height - box.bottom, box.x0, height - box.top, box.x1)


def _turned(box: Box, width: float, height: float, turns: int) -> Box:
    for _ in range(turns):
        box = quarter_turn(box, height)
        width, height = height, width
    return box


def upright(word: Word, page: Page) -> Word:
    """The word as it stands after the page is turned so that it reads left to right."""
    turns = -word.direction // 90 % 4
    return replace(word, box=_turned(word.box, page.width, page.height, turns), direction=0) if turns else word


def turn_upright(page: Page) -> Page:
    """The page turned so that its text reads left to right, the turn noted; the page itself where it already does."""
    letters: Counter[int] = Counter()
    for word in page.words:
        letters[word.direction] += len(word.text)
    if not letters:
        return page
    direction, most = letters.most_common(1)[0]
    if direction == 0 or most < _MOST * letters.total():
        return page
    turns = -direction // 90 % 4

    def place(box: Box) -> Box:
        return _turned(box, page.width, page.height, turns)

    def point(x: float, y: float) -> tuple[float, float]:
        placed = place(Box(x, y, x, y))
        return placed.x0, placed.top

    sides = (page.height, page.width) if turns % 2 else (page.width, page.height)
    return replace(
        page,
        width=sides[0],
        height=sides[1],
        turn=turns,
        words=tuple(
            replace(word, box=place(word.box), direction=(word.direction + 90 * turns) % 360) for word in page.words
        ),
        rules=tuple(
            replace(rule, box=place(rule.box), vertical=rule.vertical ^ bool(turns % 2)) for rule in page.rules
        ),
        fills=tuple(replace(fill, box=place(fill.box)) for fill in page.fills),
        shapes=tuple(
            replace(shape, box=place(shape.box), points=tuple(point(*corner) for corner in shape.points))
            for shape in page.shapes
        ),
        pictures=tuple(replace(picture, box=place(picture.box)) for picture in page.pictures),
    )
