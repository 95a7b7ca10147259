"""A table and its cells, as drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.geometry import Box
from extractors.pages.page import Shape, Word
from extractors.tables.notes import is_note_phrase


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `row` and `col` count from 0 over the whole table; spans are 1 for an unmerged cell.

    `text` is one paragraph a line, broken words mended; `words` are the words as read, with colour and typeface;
    `fill` is the cell's own background (null where white or none); `shapes` are drawings in it (arrows, lamps).
    """

    row: int
    col: int
    text: str
    page: int
    box: Box
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False
    fill: str | None = None
    words: tuple[Word, ...] = ()
    shapes: tuple[Shape, ...] = ()

    def covers(self, row: int, col: int) -> bool:
        return self.row <= row < self.row + self.row_span and self.col <= col < self.col + self.col_span


@dataclass(frozen=True)
class Table:
    """A table, whole though it run over pages. `rows` and `cols` are those drawn; a repeated header counts once."""

    table_id: str  # `p012-1`: first page and place on it, unique in the pack
    page: int
    last_page: int
    box: Box  # on its first page
    rows: int
    cols: int
    header_rows: int
    cells: tuple[Cell, ...]
    method: str  # what parts its cells: `ruled`, `ruled across, …`, `filled`, `unruled, …`
    title: str | None = None
    note: str | None = None  # a line over or under the grid that says what holds for all of it ("All figures in £m")

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place of the grid, merged cells included; None where nothing is drawn."""
        return self._by_place.get((row, col))

    def row(self, row: int) -> list[Cell | None]:
        """The cells of one row by column; a merged cell stands in each column that it covers."""
        return [self.at(row, col) for col in range(self.cols)]

    def header_path(self, col: int) -> tuple[str, ...]:
        """Texts of the header cells above a column, top down, each once.

        Left out are blank cells, notes ("All figures in £m") and banners: a cell over all columns says nothing of one.
        """
        path: list[str] = []
        last: Cell | None = None
        for row in range(self.header_rows):
            cell = self.at(row, col)
            if cell is not None and cell is not last and cell.text.strip() and not self._says_no_column(cell):
                path.append(" ".join(cell.text.split()))
            last = cell or last
        return tuple(path)

    def _says_no_column(self, cell: Cell) -> bool:
        return is_note_phrase(cell.text) or (self.cols > 1 and cell.col_span == self.cols)

    def body_rows(self) -> Sequence[int]:
        return range(self.header_rows, self.rows)
