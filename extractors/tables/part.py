"""A part of a table: what stands of it on one page, before parts of several pages are made one."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.tables.grid import Grid
from extractors.tables.table import Cell


@dataclass(frozen=True)
class Part:
    """A grid on a page with its cells; `header_rows` counts those at its own top."""

    page: Page
    grid: Grid
    cells: tuple[Cell, ...]
    header_rows: int = 0
    stands: bool = True  # a table by itself; else (one row) only a part of one that begins or ends on another page

    @property
    def box(self) -> Box:
        return self.grid.box

    @property
    def rows(self) -> int:
        return len(self.grid.rows)

    @property
    def cols(self) -> int:
        return len(self.grid.columns)

    def row(self, row: int) -> list[Cell]:
        """The cells that begin in or reach into a row, left to right."""
        return [cell for cell in self.cells if cell.row <= row < cell.row + cell.row_span]
