"""Which rows at a table's top are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.reference import load
from extractors.tables.notes import is_note, is_unit
from extractors.tables.table import Cell

_MOST = 6  # rows: no header is higher
_UNIT = r"(?:%|k|m|bn|p|CR|DR|days?|weeks?|months?)"
_SIGN = r"[(+\-–−£$]*\s*"
# A figure of the table's body; years, dates, months and units stand in headers too.
_FIGURE = re.compile(
    rf"{_SIGN}{_SIGN}(?:\d{{1,3}}(?:[, ]\d{{3}})+|\d+)?(?:\.\d+)?\s*\)?\s*{_UNIT}?\s*\)?\**", re.IGNORECASE
)
_DATED = re.compile(r"^(?:FY\s*)?(?:19|20)\d\d(?:\s*[/–-]\s*(?:19|20)?\d\d)?$|^\d\d[/–-]\d\d$")


def is_figure(text: str) -> bool:
    """Whether a cell's text is one figure such as a body row holds: not a year, a date, a unit ("£000"), not blank."""
    text = " ".join(text.split())
    if not any(char.isdigit() for char in text) or _DATED.match(text) or is_unit(text):
        return False
    return bool(_FIGURE.fullmatch(text))


def is_blank(text: str) -> bool:
    """Whether a text stands where a figure might, and says that there is none: a dash, "N/A", "nil"."""
    plain = " ".join(text.split()).casefold()
    return not any(char.isalnum() for char in plain) or plain in _blanks()


@cache
def _blanks() -> frozenset[str]:
    values = load("values")
    return frozenset(str(word).casefold() for word in (*values["blanks"], *values["zeros"]))


def count_header_rows(cells: Sequence[Cell], rows: int, cols: int) -> int:
    """How many rows at the top are header: above the first figures, set apart by weight or fill."""
    by_row: dict[int, list[Cell]] = {row: [] for row in range(rows)}
    for cell in cells:
        by_row[cell.row].append(cell)
    if rows == 1:
        return int(cols > 1 and sum(bool(cell.text) for cell in cells) > 1 and _marked_row(by_row[0]))
    preface = _preface(by_row, rows, cols)
    limit = min(rows - 1, preface + _MOST)
    count = preface
    reach = 0  # how far down merged cells of the header so far run
    while count < limit and (count < reach or _is_header_row(by_row, count, rows, cols)):
        reach = max([reach, *(cell.row + cell.row_span for cell in by_row[count] if cell.row_span < rows)])
        count += 1
    if count == limit and rows > 3:
        # All is bold or shaded alike: only a first row that differs is a header.
        return int(_look(by_row[0]) != _look(by_row[1]))
    return count


def _preface(by_row: dict[int, list[Cell]], rows: int, cols: int) -> int:
    """How many rows over the column heads hold a title, a unit or nothing, as on a sheet printed with its gridlines."""
    told = {row: [cell for cell in held if cell.text] for row, held in by_row.items()}
    first = next((row for row in range(min(rows, _MOST)) if len(told[row]) > 1), 0)
    if not told[0] or not first or not _is_header_row({0: [], **by_row}, first, rows, cols):
        return 0
    return first


def _marked_row(held: Sequence[Cell]) -> bool:
    """Whether a row that stands alone (the rest is overleaf) looks like a header."""
    told = [cell for cell in held if cell.text]
    return _marked(told) and not any(is_figure(cell.text) for cell in told)


def _is_header_row(by_row: dict[int, list[Cell]], row: int, rows: int, cols: int) -> bool:
    told = [cell for cell in by_row[row] if cell.text]
    if not told or any(is_figure(cell.text) for cell in told if cell.col > 0):
        return False
    if all(is_note(cell.text) for cell in told):
        over_figures = all(cell.col > 0 and cell.col_span == 1 for cell in told)
        return row > 0 or over_figures or _is_header_row(by_row, row + 1, rows, cols)
    if not (_marked(told) or _over_figures(by_row, row, rows) or (row and _units(told))):
        return False
    above = [cell for cell in by_row[row - 1] if cell.text] if row else []
    if row and len(told) == 1 and (told[0].col == 0 or (len(above) > 1 and not _units(told))):
        # A banner may follow a banner; a lone label below proper column heads opens the body.
        return told[0].col_span >= cols and len(above) == 1 and above[0].col_span >= cols
    return True


def _look(held: Sequence[Cell]) -> tuple[frozenset[str | None], frozenset[bool]]:
    told = [cell for cell in held if cell.text]
    return frozenset(cell.fill for cell in told), frozenset(is_bold(cell) for cell in told)


def _marked(told: Sequence[Cell]) -> bool:
    """Whether all that a row says is bold or stands on a fill."""
    return all(cell.fill is not None or is_bold(cell) for cell in told)


def is_bold(cell: Cell) -> bool:
    """Whether most of a cell's text is bold."""
    letters = sum(len(word.text) for word in cell.words)
    return 2 * sum(len(word.text) for word in cell.words if word.bold) > letters


def _units(texts: Sequence[Cell]) -> bool:
    return all(
        len(cell.text) <= 8 and not any(char.isdigit() for char in cell.text.replace("000", "")) for cell in texts
    )


def _over_figures(by_row: dict[int, list[Cell]], row: int, rows: int) -> bool:
    """Whether a row names columns of figures: it speaks in several columns, and most rows below it hold figures."""
    figures = sum(any(is_figure(c.text) for c in by_row.get(below, []) if c.col > 0) for below in range(row + 1, rows))
    return 2 * figures > rows - row - 1 and sum(bool(c.text) for c in by_row[row] if c.col + c.col_span > 1) >= 2
