"""Pages for tests, set by hand: `page(1, at(62, 90, "1 APOLOGIES"), …)`; letters are half their size wide."""

from __future__ import annotations

from extractors.geometry import Box
from extractors.pages.page import Page, Word

WIDTH = 0.5  # of the type size: one letter


def at(
    x: float, y: float, text: str, size: float = 11.0, bold: bool = False, font: str = "Sans", tab: float = 0.0
) -> list[Word]:
    """A line that starts at `x` with its top at `y`. `tab` is where its second word starts, if not behind the first."""
    words: list[Word] = []
    for index, part in enumerate(text.split()):
        if index == 1 and tab:
            x = tab
        right = x + WIDTH * size * len(part)
        words.append(Word(part, Box(x, y, right, y + size), size, bold=bold, font=font))
        x = right + 0.28 * size
    return words


def lines(x: float, y: float, *texts: str, size: float = 11.0, bold: bool = False, pitch: float = 1.25) -> list[Word]:
    """Lines under one another at one left edge."""
    return [word for n, text in enumerate(texts) for word in at(x, y + n * pitch * size, text, size, bold)]


def page(
    number: int,
    *parts: list[Word],
    width: float = 595.0,
    height: float = 842.0,
    label: str | None = None,
    stamp: str | None = None,
    furniture: tuple[str, ...] = (),
) -> Page:
    """A page of the words; one without any is blank."""
    words = tuple(word for part in parts for word in part)
    foot = tuple(Word(text, Box(280 + 40 * n, 800, 310 + 40 * n, 810), 9.0) for n, text in enumerate(furniture))
    status = "read" if words else "blank"
    return Page(number, width, height, status, words=words, furniture=foot, label=label, item_stamp=stamp)
