"""Pages with tables made by hand, for the tests of what happens to tables over several pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.geometry import Box
from extractors.pages.page import Fill, Page, Rule, Word
from extractors.tables.table import Table

LEFT, WIDTH, HEIGHT = 50.0, 150.0, 20.0


def line(text: str, x0: float, top: float, size: float = 10.0, bold: bool = False) -> list[Word]:
    """The words of one line, in a typeface of which each letter is half as wide as high."""
    words: list[Word] = []
    for part in text.split():
        box = Box(x0, top, x0 + 0.5 * size * len(part), top + 1.1 * size)
        words.append(Word(part, box, size, bold))
        x0 = box.x1 + 0.3 * size
    return words


def grid_page(
    number: int,
    rows: Sequence[Sequence[str]],
    top: float = 60.0,
    bold: int = 0,
    above: str = "",
    below: str = "",
    left: float = LEFT,
    widths: Sequence[float] = (),
) -> Page:
    """A page with one ruled table; the first `bold` rows are its header. `above` and `below` are lines beside it."""
    cols = len(rows[0])
    edges = [left]
    for width in widths or [WIDTH] * cols:
        edges.append(edges[-1] + width)
    bottom = top + HEIGHT * len(rows)
    rules = [
        Rule(Box(edges[0], top + HEIGHT * n, edges[-1], top + HEIGHT * n + 0.5), False, "#000000")
        for n in range(len(rows) + 1)
    ]
    rules += [Rule(Box(x, top, x + 0.5, bottom), True, "#000000") for x in edges]
    words: list[Word] = []
    for n, row in enumerate(rows):
        for x, text in zip(edges, row, strict=False):
            words += line(text, x + 5, top + HEIGHT * n + 4, bold=n < bold)
    if above:
        words += line(above, left, top - 30, bold=True)
    if below:
        words += line(below, left, bottom + 10)
    return Page(number, 595.0, 842.0, "read", words=tuple(words), rules=tuple(rules))


def ended(text: str, x1: float, top: float, size: float = 10.0, bold: bool = False) -> list[Word]:
    """The words of one line set right, up to `x1`."""
    set_words = line(text, 0.0, top, size, bold)
    shift = x1 - set_words[-1].box.x1 if set_words else 0.0
    return [
        replace(word, box=Box(word.box.x0 + shift, word.box.top, word.box.x1 + shift, word.box.bottom))
        for word in set_words
    ]


def typed_page(
    lines: Sequence[tuple[float, Sequence[str]]],
    ends: Sequence[float],
    bold: int = 0,
    rules: Sequence[Rule] = (),
    fills: Sequence[Fill] = (),
    bold_rows: Collection[int] = (),
) -> Page:
    """A page of lines, each at its height: the first text set left, the others right, at `ends`; "" leaves out one.

    The first `bold` lines are bold, and those numbered in `bold_rows`.
    """
    words: list[Word] = []
    for n, (top, (label, *texts)) in enumerate(lines):
        heavy = n < bold or n in bold_rows
        words += line(label, LEFT, top, bold=heavy)
        for text, end in zip(texts, ends, strict=False):
            words += ended(text, end, top, bold=heavy)
    return Page(1, 595.0, 842.0, "read", words=tuple(words), rules=tuple(rules), fills=tuple(fills))


def across(y: float, x0: float = LEFT, x1: float = 500.0) -> Rule:
    return Rule(Box(x0, y - 0.25, x1, y + 0.25), vertical=False, colour="#000000")


def down(x: float, top: float, bottom: float) -> Rule:
    return Rule(Box(x - 0.25, top, x + 0.25, bottom), vertical=True, colour="#000000")


def texts_of(table: Table) -> list[list[str]]:
    """What each place of a table says; a merged cell says it in each of its places."""
    return [[(cell.text if cell else "") for cell in table.row(row)] for row in range(table.rows)]
