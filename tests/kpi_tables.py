"""Small performance tables by hand, for the tests of the readers: a list of rows, and the pack around it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts.kpis import read_kpis
from extractors.geometry import Box
from extractors.pack import Pack
from extractors.pages.page import Page, Word
from extractors.papers.paper import FrontSheet, Paper
from extractors.records import Record
from extractors.tables.table import Cell, Table
from extractors.text.passage import Kind, Passage

PAGES = tuple(Page(number, 842.0, 595.0, "read") for number in range(1, 10))
GREEN, AMBER, RED = "#00b050", "#ffc000", "#ff0000"
Content = str | tuple[str, str] | None
"""A cell: its text, its text and a fill (or an arrow and its ink), or None where the cell to the left spans it."""


def table(
    rows: Sequence[Sequence[Content]], title: str | None = None, head: int = 1, top: float = 100.0, number: int = 1
) -> Table:
    cells: list[Cell] = []
    for row, contents in enumerate(rows):
        for col, content in enumerate(contents):
            if content is None:
                continue
            span = 1
            while col + span < len(contents) and contents[col + span] is None:
                span += 1
            text, colour = content if isinstance(content, tuple) else (content, None)
            arrow = text in ("↑", "↓", "→")
            box = Box(50 + 60 * col, top + 12 * row, 50 + 60 * (col + span), top + 12 * row + 12)
            words = tuple(Word(word, box, 9, colour=colour if arrow and colour else "#000000") for word in text.split())
            fill = None if arrow else colour
            cells.append(Cell(row, col, text, 1, box, 1, span, row < head, fill, words))
    box = Box(50, top, 50 + 60 * len(rows[0]), top + 12 * len(rows))
    return Table(f"p001-{number}", 1, 1, box, len(rows), len(rows[0]), head, tuple(cells), "ruled", title=title)


def passage(text: str, top: float, kind: Kind = "paragraph", size: float = 11.0) -> Passage:
    return Passage(1, kind, text, 1, Box(50, top, 500, top + size), size=size, bold=kind == "heading")


def pack(
    *tables: Table,
    partners: tuple[str, ...] = ("Kent",),
    paper: str = "Performance Report, Quarter 2 2024/25",
    passages: Sequence[Passage] = (),
    pages: tuple[Page, ...] = PAGES,
) -> Pack:
    return Pack(
        "pack",
        "pack.pdf",
        "0" * 64,
        pages,
        front_sheet=FrontSheet(organisations=partners),
        papers=(Paper("01-report", "report", paper, 1, 9, Box(0, 0, 1, 1)),),
        passages=tuple(passages),
        tables=tables,
    )


def read(*tables: Table, partners: tuple[str, ...] = ("Kent",), passages: Sequence[Passage] = ()) -> list[Record]:
    """All records of the tables, as if each were mapped to `kpis`."""
    return read_kpis(pack(*tables, partners=partners, passages=passages), tables)[0]


def told(records: Sequence[Record], *columns: str) -> list[tuple[object, ...]]:
    """The named columns of each record."""
    return [tuple(record[column] for column in columns) for record in records]
