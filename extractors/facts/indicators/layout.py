"""How a performance table is laid out: what each column and each row label says, and whose rows belong together.

Four shapes, told apart by where the indicator's name stands: in a column (a list, one row an indicator), in a column
with the roles in the next one (blocks of rows "Target", "Actual" for each indicator), only in the title (a panel or
grid, whose row labels are roles, councils or months, or which is one row without a label), or over each column (a
series, whose rows are months or years, perhaps with a target and a rating).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from extractors.facts.indicators.banners import banner_text, remark_text
from extractors.facts.indicators.figures import Named, split_figures
from extractors.facts.indicators.kinds import (
    BENEATH,
    FIGURES,
    NAMING,
    SAID,
    body_of,
    headed_figures,
    kind_by_content,
    measures_of,
    tell_statuses,
)
from extractors.facts.indicators.labels import Label, read_label
from extractors.facts.values import is_blank, read_figure
from extractors.reference import load
from extractors.tables.table import Cell, Table

Shape = Literal["list", "blocks", "panel", "series"]


@dataclass(frozen=True)
class Layout:
    """`columns` by number; `names` the column of the indicator (list, blocks) or of the row labels (panel), if any."""

    table: Table
    shape: Shape
    head: int  # rows of the header
    columns: tuple[Label, ...]
    kinds: tuple[str | None, ...]
    names: int | None
    rows: dict[int, Label]

    def column(self, kind: str) -> int | None:
        """The first column of a kind; None for none."""
        return self.kinds.index(kind) if kind in self.kinds else None

    def value_columns(self) -> list[int]:
        """Columns whose cells hold figures, targets, ratings, arrows or remarks."""
        return [col for col, kind in enumerate(self.kinds) if kind is not None and kind not in NAMING]

    def roles(self) -> Counter[str]:
        """How often each role stands over a column or before a row."""
        found = Counter(kind for kind in self.kinds if kind is not None and kind not in NAMING)
        return found + Counter(label.role for label in self.rows.values() if label.role)

    def groups(self) -> Iterator[list[int]]:
        """Rows that speak of one indicator together."""
        rows = range(self.head, self.table.rows)
        body = [row for row in rows if not self.is_banner(row) and not self.is_header_again(row)]
        if self.shape in ("panel", "series"):
            yield from self._between_banners(body)
            return
        group: list[int] = []
        last: Cell | None = None
        for row in body:
            cell = self.table.at(row, self.names) if self.names is not None else None
            same = cell is last or cell is None or not cell.text.strip()
            if self.shape == "list":
                same = row in self.rows or self.remark(row) is not None
            if group and not same:
                yield group
                group = []
            group.append(row)
            last = cell if cell is not None and cell.text.strip() else last
        if group:
            yield group

    def _between_banners(self, body: list[int]) -> Iterator[list[int]]:
        """The rows of a panel in runs that no banner row interrupts."""
        run: list[int] = []
        for row in body:
            if run and row != run[-1] + 1:
                yield run
                run = []
            run.append(row)
        if run:
            yield run

    def repeats(self) -> bool:
        """Whether a role stands before several rows: each run of rows under a banner is an indicator of its own."""
        roles = Counter(label.role for label in self.rows.values() if label.role)
        return any(count > 1 for count in roles.values())

    def is_header_again(self, row: int) -> bool:
        """Whether the row says what the header says: the header of the next section of a list."""
        if not self.head:
            return False
        cells = [(col, cell) for col, cell in enumerate(self.table.row(row)) if cell is not None and cell.text.strip()]
        texts = [(col, " ".join(cell.text.split())) for col, cell in cells if col != self.names]
        heads = {
            col: " ".join(
                " ".join(cell.text.split())
                for above in range(self.head)
                if (cell := self.table.at(above, col)) is not None
            )
            for col, _ in texts
        }
        same = sum(f" {text} " in f" {heads[col]} " for col, text in texts)
        return same > 1 and 3 * same >= 2 * len(texts)

    def is_banner(self, row: int) -> bool:
        """Whether the row only says what the rows below it are about."""
        return self.remark(row) is None and banner_text(self.table, row) is not None

    def remark(self, row: int) -> str | None:
        """What a row under an indicator's own remarks on it; None for any other row, and above the first indicator."""
        return remark_text(self.table, row) if self.shape == "list" and row > self.head else None


def read_layout(table: Table, named: Named) -> Layout | None:
    """The layout of a table that may hold indicators; None where no column or row can hold a figure."""
    head = _head(table, named)
    columns = tuple(_column_label(table, col, head, named) for col in range(table.cols))
    kinds = [_kind_by_header(label) for label in columns]
    for col in range(table.cols):
        kinds[col] = kind_by_content(table, col, head, kinds[col], named)
    tell_statuses(table, head, columns, kinds)
    if {"indicator", "target"} <= set(kinds) and not FIGURES & set(kinds):
        kinds = ["actual" if col in headed_figures(table, kinds, head) else kind for col, kind in enumerate(kinds)]
    names = _names_column(table, kinds, head, named)
    rows = _row_labels(table, names, head, named) if names is not None else {}
    shape: Shape = "list"
    if names is None:
        if table.rows - head > 1:
            return None
        shape = "panel"
    elif _are_series(table, kinds, rows, names):
        shape = "panel"
        kinds[names] = None
        columns = tuple(Label() if col == names else label for col, label in enumerate(columns))
        if not FIGURES & set(kinds) and (measured := measures_of(table, kinds, rows, head)):
            shape = "series"
            kinds = ["actual" if col in measured else kind for col, kind in enumerate(kinds)]
    elif "role" in kinds:
        shape = "blocks"
        rows = _row_labels(table, kinds.index("role"), head, named)
    else:
        rows = _rows_beneath(table, kinds, rows)
    if names is not None:
        kinds[names] = "indicator" if shape in ("list", "blocks") else "role"
    layout = Layout(table, shape, head, columns, tuple(kinds), names, rows)
    roles = layout.roles()
    told = any(roles[role] for role in FIGURES) or (shape == "panel" and _has_series(rows))
    return layout if told or roles["rag"] else None


def _kind_by_header(label: Label) -> str | None:
    """The kind of a column by its header; "England" beside the councils is there to compare with, as is a benchmark."""
    if label.organisations and set(label.organisations) <= set(load("councils")["others"]):
        return "ignored"
    return label.role or ("actual" if label.says_when or label.organisations else None)


def _has_series(rows: dict[int, Label]) -> bool:
    return any(label.role is None for label in rows.values())


def _head(table: Table, named: Named) -> int:
    """Rows of the header: as found, or the first row where none was found but it names roles or periods."""
    head = min(table.header_rows, table.rows - 1)
    while head > 1 and _is_of_figures(table, head - 1, named):
        head -= 1
    if head or table.rows < 2:
        return head
    labels = [read_label(cell.text, named) for cell in table.row(0) if cell is not None and cell.text.strip()]
    told = sum(1 for label in labels if label.role or label.says_when)
    return 1 if labels and 2 * told >= len(labels) else 0


def _is_of_figures(table: Table, row: int, named: Named) -> bool:
    """Whether a row is no header: all that it says behind its first cell are figures or words for none ("N/A"), or
    most are measured figures ("93.2%") or none, and nothing names a role, a council or a time."""
    texts = [cell.text for cell in table.row(row)[1:] if cell is not None and cell.text.strip()]
    if texts and all(is_blank(text) or read_figure(text).value is not None for text in texts):
        return True
    labels = [read_label(text, named) for text in texts]
    if any(label.role or label.says_when or label.organisations for label in labels):
        return False
    parts = [split_figures(text, named)[0] for text in texts]
    held = sum(part.value is not None or is_blank(part.text or "") for part in parts)
    return any(part.unit for part in parts) and 2 * held > len(texts)


def _column_label(table: Table, col: int, head: int, named: Named) -> Label:
    """The label of a column from all levels of its header, the lowest deciding; banners over the table left out."""
    levels: list[Label] = []
    last: Cell | None = None
    for row in range(head):
        cell = table.at(row, col)
        if cell is not None and cell is not last and cell.text.strip() and cell.col_span < max(2, table.cols):
            levels.append(read_label(cell.text, named))
        last = cell or last
    return reduce(lambda upper, lower: lower.under(upper), levels, Label())


def _names_column(table: Table, kinds: list[str | None], head: int, named: Named) -> int | None:
    """The column of the indicators' names: so headed, else the first without a kind that holds words."""
    for wanted in (("indicator",), (None,), ("organisation", "period", "service_area", "directorate")):
        for col, kind in enumerate(kinds):
            cells = body_of(table, col, head)
            words = [cell for cell in cells if _is_name(cell.text, named)]
            if kind in wanted and 2 * len(words) > len(cells) > 0:
                return col
    return None


def _is_name(text: str, named: Named) -> bool:
    """Whether a cell may name what its row is about: in words, or by a year or quarter."""
    if is_blank(text):
        return False
    return bool(re.search(r"[A-Za-z]{2}", text)) or read_label(text, named).says_when


def _row_labels(table: Table, col: int, head: int, named: Named) -> dict[int, Label]:
    return {
        row: read_label(cell.text, named, slack=1)
        for row in range(head, table.rows)
        if (cell := table.at(row, col)) is not None and cell.text.strip()
    }


def _rows_beneath(table: Table, kinds: list[str | None], rows: dict[int, Label]) -> dict[int, Label]:
    """The rows of a list that say more of the indicator above them: "Target" under a row of months or quarters."""
    if sum(kind in FIGURES for kind in kinds) < 2:
        return {}
    return {row: label for row, label in rows.items() if row > min(rows) and label.role in BENEATH and not label.rest}


def _says_more(table: Table, row: int, names: int) -> bool:
    """Whether a row has anything behind its label: words, a colour or a drawing."""
    label = table.at(row, names)
    others = (cell for cell in table.row(row) if cell is not None and cell is not label)
    return any(cell.text.strip() or cell.fill or cell.shapes for cell in others)


def _are_series(table: Table, kinds: list[str | None], rows: dict[int, Label], names: int) -> bool:
    """Whether the row labels are roles, councils or periods of the one indicator that the title names."""
    labels = [label for row, label in rows.items() if _says_more(table, row, names)]
    if not labels or "role" in kinds:
        return False
    roles = {label.role for label in labels if label.role in SAID | FIGURES}
    if roles & {"target", "rag", "direction"} and (len(labels) <= 12 or len(roles) > 1):
        bare = [label for label in labels if label.role is None and not label.organisations]
        return kinds[names] != "indicator" or len(roles) > 1 or len(bare) <= 1
    if kinds[names] == "indicator":
        return False
    return all((label.organisations or label.says_when) and label.role is None and not label.rest for label in labels)
