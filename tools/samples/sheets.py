"""Small PDFs for tests: one table or a few lines, by either typesetting route.

    ruled_table([["Service", "Budget"], ["Libraries", "1.204"]], above=["Table 1 - Budget (£m)"])
    boxed_table_fpdf(rows, fills={(1, 2): "#00b050"}, spans={(0, 1): (1, 2)}, rotate=90)
    paragraphs(["RECOMMENDATIONS", "1.1 To note the report."])
    joined(first, second)        # several of them as the pages of one file

Rows are lists of texts; None where a spanning cell covers the place. `fills`, `inks` (text colour), `faces`, `spans`
({place: (rows, columns)}) and `marks` (arrows drawn as shapes: {place: ("up", "#00b050")}) are by (row, column) from 0.
`rotate` is the page's /Rotate: the page reads upright anyway.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict, Unpack

import pypdfium2

from tools.samples.browser_pen import BrowserPen
from tools.samples.grid import Grid, Mark, Place, Row, Rules, draw
from tools.samples.office_pen import Borders, OfficePen
from tools.samples.pens import A4, Face, Pen, Rotation, wrap

Route = Literal["office", "browser"]
MARGIN = 50.0


class Looks(TypedDict, total=False):
    """What a table sheet may ask for; see `Grid` for the first group."""

    header_rows: int
    widths: Sequence[float]
    size: float
    fills: Mapping[Place, str]
    inks: Mapping[Place, str]
    faces: Mapping[Place, Face]
    spans: Mapping[Place, Place]
    marks: Mapping[Place, tuple[Mark, str]]
    bold_rows: frozenset[int]
    header_fill: str | None
    header_ink: str
    rules: Rules
    numbers_right: bool

    above: Sequence[str]  # lines before the table
    below: Sequence[str]  # lines after it
    page: tuple[float, float]  # as seen, in points
    rotate: Rotation
    top: float  # where the first line or the table begins


def ruled_table(rows: Sequence[Row], borders: Borders = "bars", **looks: Unpack[Looks]) -> bytes:
    """One page with one table as Word (`bars`) or Excel (`strokes`) prints it. Returns the PDF."""
    return _table(OfficePen(borders), rows, looks)


def boxed_table_fpdf(rows: Sequence[Row], **looks: Unpack[Looks]) -> bytes:
    """One page with one table whose cells are drawn one by one, in an embedded font. Returns the PDF."""
    return _table(BrowserPen(), rows, looks)


def paragraphs(
    lines: Sequence[str],
    route: Route = "office",
    page: tuple[float, float] = A4,
    rotate: Rotation = 0,
    size: float = 11.0,
    bold: Sequence[int] = (),
    family: str = "sans",
) -> bytes:
    """One page of paragraphs, an empty one for a gap; `bold` numbers those set bold, from 0. Returns the PDF."""
    pen: Pen = OfficePen(family=family) if route == "office" else BrowserPen()
    pen.new_page(*page, rotate=rotate)
    _lines(pen, lines, MARGIN + size, size, bold)
    return pen.finish()


def joined(*files: bytes) -> bytes:
    """The pages of several PDFs as one file, in order."""
    whole = pypdfium2.PdfDocument.new()
    for file in files:
        part = pypdfium2.PdfDocument(file)
        whole.import_pages(part)
        part.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def _table(pen: Pen, rows: Sequence[Row], looks: Looks) -> bytes:
    above, below = looks.pop("above", ()), looks.pop("below", ())
    page, rotate = looks.pop("page", A4), looks.pop("rotate", 0)
    y = looks.pop("top", MARGIN)
    grid = Grid(rows, **looks)  # type: ignore[misc]  # what is left are the grid's own
    pen.new_page(*page, rotate=rotate)
    y = _lines(pen, above, y, 11.0)
    y = draw(pen, grid, MARGIN, y, pen.width - 2 * MARGIN)
    _lines(pen, below, y + 18, 11.0)
    return pen.finish()


def _lines(pen: Pen, lines: Sequence[str], y: float, size: float, bold: Sequence[int] = ()) -> float:
    for n, paragraph in enumerate(lines):
        face: Face = "bold" if n in bold else "plain"
        for line in wrap(pen, paragraph, pen.width - 2 * MARGIN, size, face):
            pen.text(MARGIN, y, line, size, face)
            y += size * 1.25
        y += size * 0.5
    return y
