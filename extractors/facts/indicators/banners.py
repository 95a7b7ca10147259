"""Rows across a performance table that hold no figures: headings of the rows below, remarks on the row above."""

from __future__ import annotations

import re
from functools import cache

from extractors.facts.ratings import rate_cell
from extractors.facts.values import read_figure
from extractors.reference import load
from extractors.tables.table import Cell, Table

_LONGEST_HEADING = 14  # words: more, ending like a sentence, remark on what stands above


def banner_text(table: Table, row: int) -> str | None:
    """The text of a row that has words in its first cell alone, spread over the table or with blank cells behind it."""
    cells = _cells(table, row)
    if table.cols < 3 or not cells or not cells[0].text.strip() or read_figure(cells[0].text).value is not None:
        return None
    if len(cells) == 1:
        return " ".join(cells[0].text.split()) if cells[0].col_span == table.cols else None
    if any(cell.text.strip() or cell.shapes or rate_cell(cell, table) for cell in cells[1:]):
        return None
    spread = cells[0].col_span > 1 or cells[0].fill is not None
    return " ".join(cells[0].text.split()) if spread and cells[0].row_span == 1 else None


def remark_text(table: Table, row: int) -> str | None:
    """The remark that a row makes on the indicator above it, without the word that opens it; None for any other row.

    It stands in one cell over most of the table ("Comment: ...", or plain prose), or behind a cell with that word.
    """
    cells = [cell for cell in _cells(table, row) if cell.text.strip()]
    if not cells or 2 * cells[-1].col_span < table.cols or len(cells) > 2:
        return None
    text = cells[-1].text.strip()
    if len(cells) == 2:
        return text if remark_opening().fullmatch(cells[0].text.strip().rstrip(":-– ") + ":") else None
    opening = remark_opening().match(text)
    if opening is not None:
        return text[opening.end() :].strip() or None
    return text if len(text.split()) > _LONGEST_HEADING and text.endswith((".", "!", "?")) else None


@cache
def remark_opening() -> re.Pattern[str]:
    """The word that opens a remark, with its colon or dash."""
    words = "|".join(re.escape(word) for word in sorted(load("kpi_headers")["remarks"], key=len, reverse=True))
    return re.compile(rf"(?:{words})\s*[:\-–]\s*", re.IGNORECASE)


def _cells(table: Table, row: int) -> list[Cell]:
    return list({id(cell): cell for cell in table.row(row) if cell is not None}.values())
