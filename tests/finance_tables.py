"""Small finance tables by hand, for the tests of the budget reader: rows of cell texts, and the pack around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extractors.facts.budgets import read_budgets
from extractors.geometry import Box, union
from extractors.pack import Pack
from extractors.pages.page import Page, Word
from extractors.papers.paper import FrontSheet, Paper
from extractors.records import Issue, Record
from extractors.tables.table import Cell, Table

WIDTH, HEIGHT = 80.0, 14.0


def words(text: str, x0: float, top: float, bold: bool = False) -> tuple[Word, ...]:
    """The words of a text set from a point, each line of it on a line of its own."""
    set_words: list[Word] = []
    for line_no, line in enumerate(text.split("\n")):
        left = x0
        for word in line.split():
            box = Box(left, top + 12 * line_no, left + 5 * len(word), top + 12 * line_no + 9)
            set_words.append(Word(word, box, 9.0, bold=bold))
            left = box.x1 + 3
    return tuple(set_words)


def table(
    rows: Sequence[Sequence[str | None]],
    title: str | None = "Table 1 - Net budget",
    head: int = 1,
    note: str | None = None,
    top: float = 300.0,
    number: int = 1,
) -> Table:
    """A table on page 1. A row whose first text begins with * is bold; None is spanned by the cell to its left."""
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        bold = (texts[0] or "").startswith("*")
        for col, text in enumerate(texts):
            if text is None:
                continue
            span = next((n for n in range(1, len(texts) - col) if texts[col + n] is not None), len(texts) - col)
            plain = text.removeprefix("*")
            box = Box(50 + WIDTH * col, top + HEIGHT * row, 50 + WIDTH * (col + span), top + HEIGHT * (row + 1))
            set_words = words(plain, box.x0 + 2, box.top + 2, bold)
            cells.append(Cell(row, col, plain, 1, box, 1, span, row < head, None, set_words))
    box = union(cell.box for cell in cells)
    cols = max(len(texts) for texts in rows)
    return Table(f"p001-{number}", 1, 1, box, len(rows), cols, head, tuple(cells), "ruled", title=title, note=note)


def pack(
    *tables: Table,
    partners: tuple[str, ...] = ("Northmere",),
    paper: str = "Budget monitoring",
    above: Sequence[str] = (),
    meeting: dt.date | None = dt.date(2024, 10, 17),
) -> Pack:
    """A pack of one report page with the tables on it, and lines of text above them."""
    set_words = [word for at, line in enumerate(above) for word in words(line, 50, 40 + 14 * at)]
    page = Page(1, 595.0, 842.0, "read", words=tuple(set_words))
    return Pack(
        "pack",
        "pack.pdf",
        "0" * 64,
        (page,),
        front_sheet=FrontSheet(meeting_date=meeting, organisations=partners),
        papers=(Paper("01-report", "report", paper, 1, 1, Box(0, 0, 1, 1)),),
        tables=tables,
    )


def read(of: Pack) -> tuple[list[Record], list[Issue]]:
    return read_budgets(of, of.tables)


def amounts(of: Pack) -> dict[tuple[object, object], object]:
    """The amounts by row and column label."""
    return {(record["line"], record["column_label"]): record["amount_gbp"] for record in read(of)[0]}


def by_line(of: Pack, field: str) -> dict[object, object]:
    """One field by row label, of the last money column."""
    return {record["line"]: record[field] for record in read(of)[0]}


def by_column(of: Pack, field: str) -> dict[object, object]:
    """One field by column label, of the last row."""
    return {record["column_label"]: record[field] for record in read(of)[0]}
