"""What each column of a finance table holds, and what its header says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from extractors.facts.dates import find_financial_years, without_dates
from extractors.facts.finance.words import has_word, without_words
from extractors.facts.values import Figure, MoneyUnit, find_unit, read_figure, without_unit
from extractors.tables.notes import is_note_phrase
from extractors.tables.table import Cell, Table

Kind = Literal["money", "figures", "label", "code", "text", "empty"]
"""`figures` are percentages, counts and the like; `text` is commentary; `label` names the rows."""

_LONG = 60  # letters: a label is shorter, a reason is longer
_CODE = re.compile(r"[A-Z]{0,4}[-/ ]?[0-9]{2,}[A-Z]{0,3}(?:[-/.][0-9A-Z]+)*|[A-Z]{1,4}[0-9]+[A-Z]?", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"[0-9]{1,3}[a-z]?\.?")


@dataclass(frozen=True)
class Column:
    """A column: its kind, the header texts above it from top to bottom, and the unit that these print."""

    index: int
    kind: Kind
    header: tuple[str, ...]
    unit: MoneyUnit | None = None

    @property
    def label(self) -> str | None:
        """The header path as one text, None where the column has no header."""
        return " | ".join(self.header) or None


@dataclass(frozen=True)
class Layout:
    """A table's columns and where its body begins."""

    head: int  # header rows
    columns: tuple[Column, ...]
    figures: dict[tuple[int, int], Figure]  # of every body cell with text, by row and column

    @property
    def money(self) -> list[Column]:
        return [column for column in self.columns if column.kind == "money"]

    def of_kind(self, kind: Kind) -> list[Column]:
        return [column for column in self.columns if column.kind == kind]


def read_layout(table: Table) -> Layout:
    figures = {(cell.row, cell.col): read_figure(cell.text) for cell in table.cells if cell.text.strip()}
    head = _head(table, figures)
    body = {place: figure for place, figure in figures.items() if place[0] >= head}
    columns = _with_dashes(_with_label([_column(table, col, head, body) for col in range(table.cols)]), body)
    return Layout(head, tuple(columns), body)


def is_amount(figure: Figure) -> bool:
    """Whether a cell can be an amount of money: a plain or pound figure, or one too wide for its cell (#######)."""
    if figure.value is None:
        return figure.reason == "hidden"
    return (
        figure.unit in (None, "GBP")
        and figure.comparison in (None, "~")
        and (figure.unit == "GBP" or not figure.counted)
    )


def header_texts(table: Table, col: int, head: int) -> tuple[str, ...]:
    """The header cells above a column, top down, each once; banners and notes for the whole table left out."""
    texts: list[str] = []
    last: Cell | None = None
    for row in range(head):
        cell = table.at(row, col)
        if cell is None or cell is last or cell.col_span >= table.cols:
            continue
        last = cell
        text = " ".join(cell.text.split())
        if text and not is_note_phrase(text):
            texts.append(text)
    return tuple(texts)


def banner_texts(table: Table, layout: Layout) -> list[str]:
    """Header cells that speak for every column: over the whole table, over codes and labels, or notes in words."""
    naming = {0, *(column.index for column in layout.columns if column.kind in ("label", "code", "empty"))}
    cells = [
        cell
        for cell in table.cells
        if cell.row < layout.head
        and (cell.col_span >= table.cols or (cell.col in naming and cell.col_span == 1) or is_note_phrase(cell.text))
    ]
    return [" ".join(cell.text.split()) for cell in cells if cell.text.strip()]


def _head(table: Table, figures: dict[tuple[int, int], Figure]) -> int:
    """How many rows are header: as found with the grid, or else those above the first row of figures."""
    if table.header_rows:
        head = min(table.header_rows, table.rows)
        while head < table.rows and _only_units(table, head):
            head += 1
        return head
    for row in range(table.rows):
        values = [f for (r, col), f in figures.items() if r == row and col > 0 and f.value is not None]
        if values and not all(_is_year(figure) for figure in values):
            return _named_until(table, row)
    return 0


def _only_units(table: Table, row: int) -> bool:
    """Whether a row under the header goes on with it: it prints units or financial years and nothing else."""
    texts = [cell.text for cell in table.cells if cell.row == row and cell.col > 0 and cell.text.strip()]
    return bool(texts) and all(
        (find_unit(text) is not None or find_financial_years(text)) and not without_unit(without_dates(text))
        for text in texts
    )


def _named_until(table: Table, row: int) -> int:
    """The rows above `row` without those that only head a section: words in the first column alone."""
    while row and not any(cell.row == row - 1 and cell.col > 0 and cell.text.strip() for cell in table.cells):
        row -= 1
    return row


def _is_year(figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.unit is None
        and re.fullmatch(r"(?:19|20)[0-9]{2}", figure.raw.strip()) is not None
    )


def _column(table: Table, col: int, head: int, body: dict[tuple[int, int], Figure]) -> Column:
    header = header_texts(table, col, head)
    figures = [figure for (_, c), figure in body.items() if c == col]
    unit = find_unit(" ".join(header))
    return Column(col, _kind(col, " ".join(header), unit, figures), header, unit)


def _with_label(columns: list[Column]) -> list[Column]:
    """Something must name the rows: where no label stands left of the money, the first column of words there does."""
    first = next((column.index for column in columns if column.kind == "money"), 0)
    left = columns[:first]
    if not any(column.kind == "label" for column in left):
        words = next((column for column in left if column.kind == "text"), None)
        if words is not None:
            columns[words.index] = replace(words, kind="label")
    return columns


def _with_dashes(columns: list[Column], body: dict[tuple[int, int], Figure]) -> list[Column]:
    """A column of dashes beside columns of money is money too, where its header says so: "Forecast against one-off"."""
    filled = {col for (_, col), figure in body.items() if figure.reason != "blank"}
    dashed = {col for _, col in body} - filled
    if not any(column.kind == "money" for column in columns):
        return columns
    return [
        replace(column, kind="money")
        if column.index in dashed
        and column.kind == "figures"
        and has_word(" ".join(column.header), "money_words", "figure_words")
        else column
        for column in columns
    ]


def _kind(col: int, header: str, unit: MoneyUnit | None, figures: list[Figure]) -> Kind:
    told = [figure for figure in figures if figure.reason != "blank"]
    if not told:
        return "empty" if not figures else "money" if unit is not None else "figures"
    amounts = sum(is_amount(figure) for figure in told)
    numbers = sum(_is_numeric(figure) for figure in told)
    texts = [figure.raw.strip() for figure in told]
    if amounts >= 0.6 * len(told):
        if unit is None and _counts(col, header, texts):
            return "code" if has_word(header, "code_words") or col == 0 else "figures"
        return "money"
    if all(_CODE.fullmatch(text) for text in texts) and (has_word(header, "code_words") or not header):
        return "code"
    if numbers >= 0.6 * len(told):
        return "money" if amounts and unit is not None else "figures"
    is_long = median(len(text) for text in texts) > _LONG
    return "text" if is_long or (has_word(header, "commentary_words") and col > 0) else "label"


def _is_numeric(figure: Figure) -> bool:
    """Whether a cell holds figures rather than words with a figure among them."""
    letters = sum(letter.isalpha() for letter in figure.raw)
    return figure.value is not None or (letters < 4 and any(letter.isdigit() for letter in figure.raw))


def _counts(col: int, header: str, texts: list[str]) -> bool:
    """Whether a column of plain figures numbers its rows or counts something else than pounds."""
    if any("£" in text for text in texts):
        return False
    if col == 0:
        return all(_ROW_NUMBER.fullmatch(text) for text in texts) or has_word(header, "code_words")
    words = without_unit(header)
    return has_word(words, "not_money") or (
        has_word(without_words(words, "spans_of_year"), "counting_words")
        and not has_word(words, "money_words", "figure_words")
    )
