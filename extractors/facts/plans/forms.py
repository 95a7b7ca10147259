"""Forms: one action, project or risk each, with labels and their values beside them instead of columns."""

from __future__ import annotations

from dataclasses import replace

from extractors.facts.plans.columns import roles_named
from extractors.tables.table import Cell, Table

_MOST_COLUMNS, _LEAST_LABELS = 6, 3
_KNOWN = 2 / 3  # of the labels that must be headings that plans have


def unfolded(table: Table) -> Table | None:
    """A form as the plan of one row that it stands for, its labels the headings; None for a table that is no form."""
    pairs = _pairs(table)
    named = [roles_named(label) for label, _ in pairs]
    if len(pairs) < _LEAST_LABELS or sum(map(bool, named)) < _KNOWN * len(pairs):
        return None
    if not any("action" in roles for roles in named) or any(roles_named(value) for _, value in pairs):
        return None
    cells = [
        replace(cell, row=row, col=col, row_span=1, col_span=1, is_header=row == 0)
        for col, pair in enumerate(pairs)
        for row, cell in enumerate(pair)
    ]
    return replace(table, rows=2, cols=len(pairs), header_rows=1, cells=tuple(cells))


def _pairs(table: Table) -> list[tuple[Cell, Cell]]:
    """Every label with the cell to its right; none where a row but the first does not part into such pairs."""
    pairs: list[tuple[Cell, Cell]] = []
    for row in range(table.rows if table.cols <= _MOST_COLUMNS else 0):
        cells = list({id(cell): cell for cell in table.row(row) if cell is not None}.values())
        if len(cells) % 2 or any(cell.row_span > 1 for cell in cells):
            if row:
                return []
            continue  # a title over the form
        pairs += zip(cells[0::2], cells[1::2], strict=True)
    return pairs
