"""What each row of a finance table is: its label, code, the heading over it, and whether it is a sum."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.facts.dates import find_financial_years
from extractors.facts.finance.columns import Column, Layout, is_amount
from extractors.facts.finance.totals import Line, find_sums
from extractors.facts.finance.words import is_total_label
from extractors.facts.values import Figure, MoneyUnit, find_unit, read_figure
from extractors.tables.table import Cell, Table


@dataclass(frozen=True)
class Row:
    """A row with figures: what stands in it beside them."""

    index: int
    label: str | None
    parent: str | None
    code: str | None
    year: str | None  # from a column of financial years
    is_total: bool
    commentary: str | None
    unit: MoneyUnit | None  # that its label prints: "Capital expenditure £m"


@dataclass(frozen=True)
class Block:
    """Money columns that share one label column: most tables are one block, some have two side by side."""

    label: int | None
    outer: int | None  # a further label column that groups the rows
    money: tuple[Column, ...]


def blocks_of(layout: Layout) -> list[Block]:
    """The money columns by the label column to their left."""
    blocks: list[Block] = []
    labels: list[int] = []
    money: list[Column] = []
    for column in layout.columns:
        if column.kind == "label":
            if money:
                blocks.append(_block(layout, labels, money))
                labels, money = [], []
            labels.append(column.index)
        elif column.kind == "money":
            money.append(column)
    if money:
        blocks.append(
            _block(layout, labels or ([blocks[0].label] if blocks and blocks[0].label is not None else []), money)
        )
    return blocks


def _block(layout: Layout, labels: Sequence[int], money: Sequence[Column]) -> Block:
    """The first label column names the rows, unless it groups them: its words repeat, or are said once for several
    rows of the next one's."""
    if len(labels) > 1:
        first, second = (
            [figure.raw.strip() for (_, col), figure in sorted(layout.figures.items()) if col == label]
            for label in labels[:2]
        )
        repeats = len(set(first)) < 0.6 * len(first) and len(set(second)) > len(set(first))
        if repeats or len(first) < 0.8 * len(second):
            return Block(labels[1], labels[0], tuple(money))
    return Block(labels[0] if labels else None, None, tuple(money))


def read_rows(table: Table, layout: Layout, block: Block) -> list[Row]:
    """The rows of a block that have figures, from top to bottom."""
    texts = {
        row: _label(table, row, block.label) or _own(table, row, block.outer) or _only_text(table, row)
        for row in range(layout.head, table.rows)
    }
    figures = {
        row: {
            column.index: layout.figures[row, column.index]
            for column in block.money
            if (row, column.index) in layout.figures
        }
        for row in texts
    }
    lines = [
        Line(
            row,
            {col: figure for col, figure in figures[row].items() if is_amount(figure)},
            bold=_bold(table, row),
            named_total=is_total_label(texts[row] or ""),
            unnamed=texts[row] is None,
            heads=not any(_tells(figure) for figure in figures[row].values()),
        )
        for row in texts
        if texts[row] is not None or figures[row]
    ]
    sums = find_sums(lines)
    parents = _headings(table, lines, texts, sums.totals, layout, block)
    rows = []
    for line in lines:
        if not figures[line.row] or _counts(texts[line.row], figures[line.row]):
            continue
        label, above = _split_label(texts[line.row])
        sum_row = sums.parents.get(line.row)
        rows.append(
            Row(
                index=line.row,
                label=label,
                parent=above or (texts[sum_row] if sum_row is not None else parents.get(line.row)),
                code=_code(table, layout, line.row),
                year=_year(table, layout, line.row),
                is_total=line.row in sums.totals or (line.unnamed and line.bold),
                commentary=_commentary(table, layout, line.row),
                unit=find_unit(label or ""),
            )
        )
    return rows


def _tells(figure: Figure) -> bool:
    """Whether a cell says anything of money, read or not: a dash, a word or a percentage does not."""
    return is_amount(figure) or figure.reason in ("two figures", "range", "bound", "malformed")


def _label(table: Table, row: int, col: int | None) -> str | None:
    cell = table.at(row, col) if col is not None else None
    text = cell.text.strip() if cell is not None else ""
    return text or None


def _own(table: Table, row: int, col: int | None) -> str | None:
    """What a column that groups rows says of one row alone: "Total"."""
    cell = table.at(row, col) if col is not None else None
    return cell.text.strip() or None if cell is not None and cell.row_span == 1 else None


def _only_text(table: Table, row: int) -> str | None:
    """What a row says that has text in one cell only: a section's heading may stand in the column of codes."""
    told = [cell for cell in table.cells if cell.row == row and cell.text.strip()]
    return told[0].text.strip() if len(told) == 1 and read_figure(told[0].text).value is None else None


def _split_label(label: str | None) -> tuple[str | None, str | None]:
    """A label and the heading over it where both stand in one cell: "Contributions:" above "Academies"."""
    if label is None:
        return None, None
    first, _, rest = label.partition("\n")
    if first.rstrip().endswith(":") and rest.strip():
        return " ".join(rest.split()), first.strip()
    return " ".join(label.split()), None


def _headings(
    table: Table,
    lines: Sequence[Line],
    texts: Mapping[int, str | None],
    totals: frozenset[int],
    layout: Layout,
    block: Block,
) -> dict[int, str]:
    """For each row the heading that it stands under. A sum closes the section and has none over it."""
    found: dict[int, str] = {}
    heading: str | None = None
    any_bold = any(line.bold for line in lines)
    for line in lines:
        if line.row in totals:
            heading = None
        elif block.outer is not None and (outer := _label(table, line.row, block.outer)) not in (None, texts[line.row]):
            heading = found[line.row] = " ".join(outer.split())
        elif heading:
            found[line.row] = heading
        if (
            line.heads
            and _is_heading(table, line, texts[line.row], any_bold)
            and not _is_header_again(table, line.row, layout)
        ):
            heading = " ".join((texts[line.row] or "").split())
    return found


def _is_heading(table: Table, line: Line, label: str | None, any_bold: bool) -> bool:
    """Whether a row without figures heads those below: it is bold, ends with a colon or reaches over the columns."""
    if label is None:
        return False
    wide = any(cell.row == line.row and cell.col_span > table.cols / 2 and cell.text.strip() for cell in table.cells)
    return line.bold or wide or label.endswith(":") or not any_bold


def _is_header_again(table: Table, row: int, layout: Layout) -> bool:
    """Whether a row without figures is a header repeated on a new page: words over the money columns."""
    words = (layout.figures.get((row, column.index)) for column in layout.money)
    return any(word is not None and word.reason != "blank" for word in words)


def _counts(label: str | None, figures: Mapping[int, Figure]) -> bool:
    """Whether a row holds percentages or counts: none of its figures can be money, or its label says so."""
    told = [figure for figure in figures.values() if figure.reason != "blank"]
    if told and not any(_tells(figure) for figure in told):
        return True
    plain = not any(figure.unit == "GBP" for figure in told)
    return (
        plain
        and label is not None
        and re.search(r"%|\(no\.?\)|\bFTEs?\b|\bnumber of\b|\bheadcount\b", label, re.IGNORECASE) is not None
    )


def _bold(table: Table, row: int) -> bool:
    words = [word for cell in table.cells if cell.row == row for word in cell.words]
    return bool(words) and 2 * sum(len(word.text) for word in words if word.bold) > sum(
        len(word.text) for word in words
    )


def _code(table: Table, layout: Layout, row: int) -> str | None:
    """What the row's code column prints; a mere row number is none."""
    for column in layout.of_kind("code"):
        text = _label(table, row, column.index)
        if text and not re.fullmatch(r"[0-9]{1,3}\.?", text):
            return text
    return None


def _year(table: Table, layout: Layout, row: int) -> str | None:
    """The financial year that a column of years prints in the row: "24-25", once or for each of several figures."""
    for column in layout.of_kind("figures"):
        years = {
            year for part in (_label(table, row, column.index) or "").split() for year in find_financial_years(part)
        }
        if len(years) == 1:
            return years.pop()
    return None


def _commentary(table: Table, layout: Layout, row: int) -> str | None:
    """The reasons printed in the row, one paragraph a line."""
    cells: list[Cell] = []
    for column in layout.of_kind("text"):
        cell = table.at(row, column.index)
        if cell is not None and cell.text.strip() and cell not in cells:
            cells.append(cell)
    return "\n".join(cell.text.strip() for cell in cells) or None
