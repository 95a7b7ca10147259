"""Sheets as one Excel workbook: real numbers and dates, coloured ratings, nothing that would be run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format as Style  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from pipelines.export.formulas import would_run
from pipelines.export.sheets import Sheet, is_rating
from schemas.fields import Field

MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel holds, its header among them."""
LONGEST = 32_000
"""Characters that a cell is given; Excel holds 32,767."""
DIGITS = 15
"""Significant digits that a number of Excel keeps."""
FIRST_DATE = dt.date(1900, 3, 1)
"""Before it Excel's calendar is wrong or has no dates."""
WIDEST, SAMPLE = 60, 500
"""Width of a column in characters, fitted to so many rows."""

PAINT = {  # fill and ink of a rating's letter, in contrast that can be read
    "R": ("#D4351C", "#FFFFFF"),
    "A": ("#FFBF00", "#000000"),
    "G": ("#00703C", "#FFFFFF"),
    "B": ("#1D70B8", "#FFFFFF"),
}

_FORMATS = {"money": "#,##0.00;[Red]-#,##0.00", "date": "yyyy-mm-dd", "timestamp": "yyyy-mm-dd hh:mm:ss"}
_NO_XML = str.maketrans(dict.fromkeys("\ufffe\uffff", "\ufffd"))


def write_workbook(sheets: Sequence[Sheet], path: Path) -> dict[str, int]:
    """Write the workbook, a sheet each, and return the rows of each.

    What Excel cannot hold exactly is kept as text: amounts of more than 15 digits, dates before March 1900. A text that
    is too long is cut and says so; rows beyond what one sheet holds go on in a second one.
    """
    rows: dict[str, int] = {}
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"title": "Council agenda packs"})
        styles = _Styles(book)
        for sheet in sheets:
            rows[sheet.name] = _write_sheet(book, styles, sheet)
    return rows


class _Styles:
    """The looks that cells may have."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        top = {"valign": "top"}
        self.head: Style = book.add_format({"bold": True, "bottom": 1})
        self.plain: Style = book.add_format(top)
        self.inert: Style = book.add_format(top | {"quote_prefix": True})
        self.typed: dict[str, Style] = {
            name: book.add_format(top | {"num_format": shape}) for name, shape in _FORMATS.items()
        }
        self.ratings: dict[str, Style] = {
            letter: book.add_format(top | {"bg_color": fill, "font_color": ink, "bold": True, "align": "center"})
            for letter, (fill, ink) in PAINT.items()
        }


def _write_sheet(book: xlsxwriter.Workbook, styles: _Styles, sheet: Sheet) -> int:
    pages = _pages(book, styles, sheet)
    page, widths, at, rows = next(pages), [len(field.name) + 2 for field in sheet.columns], 0, 0
    for row in sheet.rows:
        if at + 1 == MOST_ROWS:
            _finish(page, widths, at)
            page, at = next(pages), 0
        at, rows = at + 1, rows + 1
        for col, field in enumerate(sheet.columns):
            value = row.get(field.name)
            if value is not None:
                _write(page, at, col, value, field, styles)
                if rows <= SAMPLE:
                    widths[col] = max(widths[col], min(_width(value), WIDEST))
    _finish(page, widths, at)
    return rows


def _pages(book: xlsxwriter.Workbook, styles: _Styles, sheet: Sheet) -> Iterator[Worksheet]:
    number = 1
    while True:
        page = book.add_worksheet(sheet.name if number == 1 else f"{sheet.name} {number}")
        page.freeze_panes(1, 0)
        for col, field in enumerate(sheet.columns):
            page.write_string(0, col, field.name, styles.head)
        yield page
        number += 1


def _finish(page: Worksheet, widths: Sequence[int], last: int) -> None:
    page.autofilter(0, 0, last, len(widths) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})  # figures as printed are meant to be text
    for col, width in enumerate(widths):
        page.set_column(col, col, width + 1)


def _write(page: Worksheet, row: int, col: int, value: object, field: Field, styles: _Styles) -> None:
    match value:
        case bool():
            page.write_boolean(row, col, value, styles.plain)
        case int() | float():
            page.write_number(row, col, value, styles.plain)
        case Decimal() if len(value.normalize().as_tuple().digits) <= DIGITS:
            page.write_number(row, col, value, styles.typed[field.type])
        case dt.datetime():
            page.write_datetime(row, col, value.replace(tzinfo=None), styles.typed[field.type])
        case dt.date() if value >= FIRST_DATE:
            page.write_datetime(row, col, value, styles.typed[field.type])
        case str() if is_rating(field):
            page.write_string(row, col, value, styles.ratings[value])
        case _:
            text = _text(value)
            page.write_string(row, col, text, styles.inert if would_run(text) else styles.plain)


def _text(value: object) -> str:
    text = ("; ".join(map(str, value)) if isinstance(value, list) else str(value)).translate(_NO_XML)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … [cut here: {len(text):,} characters in all]"


def _width(value: object) -> int:
    return max(map(len, str(value).splitlines()), default=0)
