"""What kind of thing stands in each column of a performance table, by its header and by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractors.facts.arrows import sign_of, symbols_of
from extractors.facts.indicators.figures import Named
from extractors.facts.indicators.labels import PAST, Label, read_label
from extractors.facts.ratings import rate_cell
from extractors.facts.values import is_blank, read_figure
from extractors.tables.table import Cell, Table

FIGURES = frozenset({"actual", "latest", "to_date", "full_year"}) | PAST
"""Roles of columns and rows that hold the indicator's figures; `target` holds what they are measured against."""

SAID = frozenset({"target", "rag", "direction", "commentary", "unit", "ignored"})
"""Roles that hold for a figure beside them, and that no row label can change."""

BENEATH = frozenset({"target", "rag", "direction"}) | PAST
"""Roles that a row under an indicator's own may have."""

NAMING = frozenset({"indicator", "reference", "directorate", "service_area", "organisation", "period", "role"})
"""Kinds of columns that say what a row is about."""


_MAY_RATE = (None, "directorate", "commentary")
"""Kinds of columns that may hold ratings all the same, where all their cells are rated."""

_LONGEST_STATUS = 45  # letters: more is a remark in a coloured cell


def body_of(table: Table, col: int, head: int) -> list[Cell]:
    """The cells of a column under the header that have text, each once, banners left out."""
    cells = {id(cell): cell for row in range(head, table.rows) if (cell := table.at(row, col)) is not None}
    return [cell for cell in cells.values() if cell.text.strip() and cell.col_span < max(2, table.cols - 1)]


def kind_by_content(table: Table, col: int, head: int, kind: str | None, named: Named) -> str | None:
    """The kind of a column whose header says none, or whose cells say otherwise: roles or councils down the rows."""
    cells = body_of(table, col, head)
    labels = [read_label(cell.text, named, slack=1) for cell in cells]
    said = [label.role for label in labels if label.role in SAID | FIGURES]
    down = len(set(said)) > 1 and len(said) > 0.7 * len(labels)
    plain = {read_label(cell.text, named, slack=0).role for cell in cells}
    if down and "target" in plain and plain & FIGURES:  # whatever heads them ("Trend data", "Actual / Target")
        return "role" if col > 0 else None
    if kind is None or kind in FIGURES:
        kind = _kind_by_symbols(table, col, head) or kind
    if kind is not None and kind not in ("indicator", "service_area", "directorate", "reference"):
        return kind
    if len(labels) < 2:
        return kind
    if col > 0 and down:
        return "role"
    if kind == "indicator" and _is_numbering(cells):
        return "reference"
    if kind is not None:
        return kind
    if col > 0 and all(label.organisations and not label.rest and not label.role for label in labels):
        return "organisation"
    if _is_numbering(cells):
        return "reference"
    return None


def _kind_by_symbols(table: Table, col: int, head: int) -> str | None:
    """`direction` or `rag` for a column of arrows, lamps, rating letters or colours and nothing else."""
    cells = {id(cell): cell for row in range(head, table.rows) if (cell := table.at(row, col)) is not None}
    told = [cell for cell in cells.values() if not is_blank(cell.text) or cell.shapes or rate_cell(cell, table)]
    if len(told) < 2 or any(char.isdigit() for cell in told for char in cell.text):
        return None
    if all(symbols_of(cell) and all(sign_of(word) for word in cell.words) for cell in told):
        marks = any(symbol.sign == "mark" for cell in told for symbol in symbols_of(cell))
        return "rag" if marks else "direction"
    rated = (rate_cell(cell, table) for cell in told)
    return "rag" if all(rating is not None and rating.rag and not rating.status_text for rating in rated) else None


def tell_statuses(table: Table, head: int, columns: Sequence[Label], kinds: list[str | None]) -> None:
    """Set right what headers leave open: "Performance" over words beside a column of figures holds statuses, "Against
    target" over bare figures holds no ratings; and where no column else does, one of rated cells behind the figures
    holds them ("Outcome" over "Met" on green), and one of prose holds remarks."""
    plain = {}
    for col, kind in enumerate(kinds):
        if kind in FIGURES or kind == "rag":
            cells = [cell for cell in body_of(table, col, head) if not is_blank(cell.text)]
            plain[col] = [cell for cell in cells if read_figure(cell.text).value is not None], len(cells)
    measured = any(kinds[col] in FIGURES and 2 * len(figures) > told for col, (figures, told) in plain.items())
    for col, (figures, told) in plain.items():
        if kinds[col] == "actual" and not columns[col].says_when and measured and told and not figures:
            kinds[col] = "rag"
        elif kinds[col] == "rag" and 2 * sum(not _is_rated(cell, table) for cell in figures) > told:
            kinds[col] = "ignored"
    first = next((col for col, kind in enumerate(kinds) if kind in FIGURES), table.cols)
    for col in range(first + 1, table.cols) if "rag" not in kinds else ():
        cells = [cell for cell in body_of(table, col, head) if not is_blank(cell.text)]
        brief = all(len(cell.text) <= _LONGEST_STATUS for cell in cells)
        if kinds[col] in _MAY_RATE and brief and 2 * sum(_is_rated(cell, table) for cell in cells) > len(cells):
            kinds[col] = "rag"
            break
    for col in range(first + 1, table.cols) if "commentary" not in kinds else ():
        lengths = [len(cell.text) for cell in body_of(table, col, head)]
        if kinds[col] is None and lengths and median(lengths) > _LONGEST_STATUS:
            kinds[col] = "commentary"
            break


def _is_rated(cell: Cell, table: Table) -> bool:
    rating = rate_cell(cell, table)
    return rating is not None and rating.rag is not None


def _is_numbering(cells: list[Cell]) -> bool:
    """Whether the cells are references: "1", "1.2", "CS03", all different."""
    texts = [cell.text.strip() for cell in cells]
    pattern = r"[A-Za-z]{0,5}[ ./-]?[0-9]{1,4}(?:[./-][0-9]{1,3}){0,2}[A-Za-z]?\.?"
    return cells[0].col == 0 and len(set(texts)) == len(texts) and all(re.fullmatch(pattern, text) for text in texts)


def measures_of(table: Table, kinds: list[str | None], rows: dict[int, Label], head: int) -> set[int]:
    """The columns of a series, whose rows are months, quarters or years, targets and ratings, and nothing else."""
    told = [label for label in rows.values() if (label.says_when or label.role in SAID | FIGURES) and not label.rest]
    if len(rows) < 3 or len(told) < len(rows) or not any(label.says_when for label in told):
        return set()
    return headed_figures(table, kinds, head)


def headed_figures(table: Table, kinds: list[str | None], head: int) -> set[int]:
    """The columns without a role of their own that are headed by words with mostly figures under them."""
    found = set()
    for col, kind in enumerate(kinds):
        texts = [cell.text for cell in body_of(table, col, head)]
        figures = sum(read_figure(text).value is not None for text in texts)
        headed = re.search(r"[A-Za-z]{3}", " ".join(table.header_path(col)))
        if kind is None and headed and 2 * figures > len(texts):
            found.add(col)
    return found
