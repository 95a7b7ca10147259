"""Finance tables to `budgets`: each money cell in pounds, with what its row, its column and the caption say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.facts.finance.columns import Column, Layout, banner_texts, read_layout
from extractors.facts.finance.context import Context, read_context
from extractors.facts.finance.headers import Said, name_a_council, read_header, read_label
from extractors.facts.finance.rows import Row, blocks_of, read_rows
from extractors.facts.finance.units import SIZE, PrintedUnit, TableUnit, finest_place, read_unit
from extractors.facts.finance.words import has_word, scopes_in
from extractors.facts.organisations import TOTAL
from extractors.facts.values import POUND, MoneyUnit, find_unit, read_figure, read_money
from extractors.geometry import Box
from extractors.records import Issue, Record
from extractors.tables.table import Cell, Table
from extractors.text.lines import lines_of

if TYPE_CHECKING:
    from extractors.pack import Pack

_UNREAD = ("range", "bound", "malformed", "two figures", "too large", "hidden")
"""Reasons for a null amount that a reader of the table must hear of; a dash or a word in its place is no failure."""


def claim(table: Table, pack: Pack) -> float:
    """How surely a table is a finance table: 0.95 with a money unit over its figures, less with pound signs or words.

    A table with more columns of prose than of money is a register or a plan that happens to name sums.
    """
    layout = read_layout(table)
    if not layout.money:
        return 0.0
    texts = [figure.raw for (_, col), figure in layout.figures.items() if any(col == c.index for c in layout.money)]
    paper = pack.paper_at(table.page)
    title, paper_title = table.title or "", paper.title if paper is not None else ""
    banners = " ".join((table.note or "", *banner_texts(table, layout)))
    headers = " ".join(part for column in layout.money for part in column.header)
    if any(column.unit is not None for column in layout.money) or find_unit(banners) is not None:
        sure = 0.95
    elif 2 * sum("£" in text for text in texts) >= len(texts):
        sure = 0.85
    elif _most_labels(layout, lambda label: find_unit(label) is not None):
        sure = 0.8
    elif has_word(headers, "money_words"):
        sure = 0.75
    elif has_word(title, "not_money"):
        return 0.0
    elif has_word(title, "money_words") or (
        has_word(headers, "figure_words")
        and (
            has_word(f"{title} {paper_title}", "money_words", "finance_titles")
            or _most_labels(layout, lambda label: has_word(label, "money_words"))
        )
    ):
        sure = 0.6
    else:
        return 0.0
    return sure if len(layout.of_kind("text")) <= len(layout.money) else 0.5 * sure


def _most_labels(layout: Layout, tell: Callable[[str], bool]) -> bool:
    """Whether most row labels tell of money, by a unit or by words: "Grants", "Borrowing"."""
    labels = [
        figure.raw for (_, col), figure in layout.figures.items() if col in {c.index for c in layout.of_kind("label")}
    ]
    return 2 * sum(map(tell, labels)) > len(labels)


def read_budgets(pack: Pack, tables: Sequence[Table]) -> tuple[list[Record], list[Issue]]:
    """One record for each money cell of the tables, in reading order; an issue for each cell or unit in doubt."""
    records: list[Record] = []
    issues: list[Issue] = []
    units: dict[str | None, list[PrintedUnit]] = {}  # so far, by paper
    for table in tables:
        paper = pack.paper_at(table.page)
        document_id = paper.document_id if paper is not None else None
        layout = read_layout(table)
        unit = read_unit(pack, table, layout, units.get(document_id, []))
        if unit.unit is not None and unit.basis in (None, SIZE):
            units.setdefault(document_id, []).append(PrintedUnit(unit.unit, finest_place(layout)))
        found, doubts = _read_table(table, layout, read_context(pack, table), unit.unit)
        records += [{"document_id": document_id, **record} for record in found]
        if any(record["unit"] is None for record in found) or unit.unit is not None:
            issues += _unit_issues(table, layout, unit)
        issues += doubts
    return records, issues


def _unit_issues(table: Table, layout: Layout, unit: TableUnit) -> list[Issue]:
    """An issue where no unit is printed with the table; plain pounds speak for themselves."""
    if all(column.unit is not None for column in layout.money) or unit.unit == POUND:
        return []
    if unit.unit is None:
        return [_issue(table, "unit_unknown", "no money unit is printed with the table: its amounts are null")]
    if unit.basis is None:
        return []
    message = f"no money unit is printed with the table: {unit.unit.printed} is taken from {unit.basis}"
    return [_issue(table, "unit_inherited", message)]


@dataclass(frozen=True)
class _Amount:
    """One figure in a money cell: a cell may hold several, one a line."""

    cell: Cell
    text: str
    box: Box
    line: int  # its place in the cell, from the top
    of: int  # how many figures the cell holds


def _read_table(
    table: Table, layout: Layout, context: Context, unit: MoneyUnit | None
) -> tuple[list[Record], list[Issue]]:
    records: list[Record] = []
    issues: list[Issue] = []
    if not context.among_others and any(name_a_council(column.header, context) for column in layout.money):
        # The one council of the pack beside other bodies, as in a table of precepts: what names none is not its own.
        context = replace(context, among_others=True, organisation=None)
    headers = {column.index: read_header(column.header, context) for column in layout.money}
    for block in blocks_of(layout):
        rows = read_rows(table, layout, block)
        labels = {row.index: read_label(row.label or "", context) for row in rows}
        by_row = _are_councils(list(labels.values()))
        if any(label.year is not None for label in labels.values()):  # a bridge from year to year: no part of one
            context = replace(context, period=context.year)
        for row in rows:
            for column in block.money:
                header, label = headers[column.index], labels[row.index]
                organisation = header.organisation
                if by_row and organisation in (None, TOTAL):
                    organisation = label.organisation or organisation
                for amount in _amounts(table, row, column):
                    said = replace(header, organisation=organisation or context.organisation)
                    records.append(
                        _record(table, row, column, label, said, context, amount, column.unit or row.unit or unit)
                    )
                    if (reason := read_figure(amount.text).reason) in _UNREAD:
                        message = f"no amount can be read from {amount.text!r}: {reason}"
                        issues.append(
                            Issue(
                                "facts",
                                "warning",
                                "amount_unread",
                                message,
                                amount.cell.page,
                                amount.box,
                                table.table_id,
                            )
                        )
    return records, issues


def _are_councils(labels: Sequence[Said]) -> bool:
    """Whether the rows of a table are councils: most labels name one, and not only their total."""
    named = [label.organisation for label in labels if label.organisation is not None]
    return 2 * len(named) >= len(labels) and any(name != TOTAL for name in named)


def _amounts(table: Table, row: Row, column: Column) -> list[_Amount]:
    """The figures of a cell: one, or one a line where each line is a figure. A blank cell and words hold none."""
    cell = table.at(row.index, column.index)
    if cell is None or cell.col != column.index or cell.row != row.index or not cell.text.strip():
        return []
    whole = read_figure(cell.text)
    if whole.reason in ("two figures", "range"):
        lines = lines_of(cell.words)
        if len(lines) > 1 and all(read_figure(line.text).value is not None for line in lines):
            return [_Amount(cell, line.text, line.box, at, len(lines)) for at, line in enumerate(lines)]
    if whole.reason in ("not a figure", "year") or whole.unit == "%":
        return []
    return [_Amount(cell, " ".join(cell.text.split()), cell.box, 0, 1)]


def _record(
    table: Table,
    row: Row,
    column: Column,
    label: Said,
    header: Said,
    context: Context,
    amount: _Amount,
    unit: MoneyUnit | None,
) -> Record:
    """The record of one figure. The header goes before the row label, and both before what holds for the table."""
    scopes = scopes_in(row.label or "") if len(context.partners) > 1 else set()
    year = header.year or label.year or row.year
    return {
        "table_id": table.table_id,
        "table_title": table.title,
        "scope": next(iter(scopes)) if len(scopes) == 1 else context.scope,
        "line": row.label,
        "line_code": row.code,
        "parent_line": row.parent,
        "is_total": row.is_total,
        "column_label": column.label,
        "organisation": header.organisation,
        "measure": header.measure or label.measure,
        "financial_year": year or context.year,
        "period": header.period or label.period or year or context.period,
        "amount_gbp": read_money(amount.text, unit).amount if unit is not None else None,
        "raw_text": amount.text,
        "unit": unit.printed if unit is not None else None,
        "row": amount.cell.row,
        "col": amount.cell.col,
        "page": amount.cell.page,
        **amount.box.columns(),
        "commentary": _share(row.commentary, amount),
    }


def _share(commentary: str | None, amount: _Amount) -> str | None:
    """The reason that belongs to one of several figures in a cell, where there are as many reasons as figures."""
    lines = commentary.splitlines() if commentary else []
    return lines[amount.line] if amount.of > 1 and len(lines) == amount.of else commentary


def _issue(table: Table, code: str, message: str) -> Issue:
    return Issue("facts", "warning", code, message, table.page, table.box, table.table_id)
