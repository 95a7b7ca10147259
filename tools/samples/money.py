"""Tables of money: what is printed and what it means come from the same columns and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tools.samples.galley import Galley
from tools.samples.grid import Grid, Place, Row

Amount = Decimal | None
"""In the unit of its table; None is printed as a dash."""


@dataclass(frozen=True)
class Unit:
    """How money is printed: the unit's sign, what it is in pounds, places behind the point, the look of a minus."""

    sign: str
    pounds: int
    places: int
    brackets: bool = True

    def printed(self, amount: Amount, signed: bool = False) -> str:
        """The figure as it stands in its cell; `signed` puts a plus before what is more than nothing."""
        if amount is None:
            return "-"
        text = f"{abs(amount):,.{self.places}f}"
        if amount < 0:
            return f"({text})" if self.brackets else f"-{text}"
        return f"+{text}" if signed and amount else text

    def in_pounds(self, amount: Amount) -> str | None:
        return None if amount is None else f"{amount * self.pounds:.2f}"


MILLIONS = Unit("£m", 1_000_000, 3)
THOUSANDS = Unit("£000s", 1_000, 0)
POUNDS = Unit("£", 1, 0)


@dataclass(frozen=True)
class Column:
    """A money column: its words in each header row from above, and what they say of its figures.

    `measure` None: the line's label says what is measured.
    """

    header: tuple[str, ...]
    organisation: str
    measure: str | None = None
    year: str | None = None
    period: str | None = None
    signed: bool = False


@dataclass(frozen=True)
class Line:
    """A row; `label` None is an unlabelled total. `measure`, `year` and `scope` hold where the column has none."""

    label: str | None
    figures: Sequence[Amount]
    total: bool = False
    code: str | None = None
    parent: str | None = None
    measure: str | None = None
    year: str | None = None
    period: str | None = None
    scope: str | None = None
    commentary: str | None = None


@dataclass(frozen=True)
class MoneyTable:
    """One finance table. `slips` are figures printed wrong on purpose: (line number, column number) to amount."""

    title: str
    unit: Unit
    columns: Sequence[Column]
    lines: Sequence[Line]
    corner: tuple[str, ...] = ("",)  # over the line labels, one word per label column, in the last header row
    spans: Mapping[Place, Place] = field(default_factory=dict)
    scope: str | None = None
    commentary: str | None = None  # the heading of the column of reasons
    slips: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)

    @property
    def header_rows(self) -> int:
        return len(self.columns[0].header)

    def amount(self, line: int, column: int) -> Amount:
        return self.slips.get((line, column), self.lines[line].figures[column])

    def printed(self, line: int, column: int) -> str:
        return self.unit.printed(self.amount(line, column), self.columns[column].signed)

    def rows(self) -> list[Row]:
        """The table as texts, header first; a header word that goes on from its left neighbour stands there once."""
        out: list[Row] = []
        for level in range(self.header_rows):
            lead: list[str | None] = list(self.corner) if level == self.header_rows - 1 else [""] * len(self.corner)
            words: list[str | None] = [column.header[level] for column in self.columns]
            for (row, col), (_, across) in self.spans.items():
                if row == level:
                    start = col - len(self.corner)
                    words[start + 1 : start + across] = [None] * (across - 1)
            last = self.commentary if level == self.header_rows - 1 else ""
            out.append([*lead, *words] + ([last] if self.commentary else []))
        for n, line in enumerate(self.lines):
            lead = [line.code or "", line.label or ""] if len(self.corner) == 2 else [line.label or ""]
            figures = [self.printed(n, c) if line.figures else "" for c in range(len(self.columns))]
            out.append([*lead, *figures] + ([line.commentary or ""] if self.commentary else []))
        return out

    def grid(self, size: float = 9.0, widths: Sequence[float] | None = None, header_fill: str = "#d9d9d9") -> Grid:
        bold = frozenset(self.header_rows + n for n, line in enumerate(self.lines) if line.total or not line.figures)
        return Grid(
            self.rows(),
            self.header_rows,
            widths,
            size,
            spans=self.spans,
            bold_rows=bold,
            header_fill=header_fill,
        )


def set_money(
    galley: Galley,
    table: MoneyTable,
    size: float = 9.0,
    widths: Sequence[float] | None = None,
    header_fill: str = "#d9d9d9",
    captioned: bool = True,
    header_alone: bool = False,
) -> list[int]:
    """Sets caption and table, notes a row per money cell and one for the table; returns the page of every row."""
    if captioned:
        galley.line(table.title)
    grid = table.grid(size, widths, header_fill)
    pages = galley.table(grid, header_alone=header_alone, repeat_header=not header_alone)
    note_money(galley, table, grid, pages)
    return pages


def note_money(galley: Galley, table: MoneyTable, grid: Grid, pages: Sequence[int]) -> None:
    """Notes what was set by whatever grid; `pages` has the page of every row, header first."""
    for n, line in enumerate(table.lines):
        if line.figures:
            _note(galley, table, n, pages[table.header_rows + n])
    galley.truth.table(table.title, grid, pages, "budgets")


def _note(galley: Galley, table: MoneyTable, n: int, page: int) -> None:
    line = table.lines[n]
    for c, column in enumerate(table.columns):
        amount = table.amount(n, c)
        year = column.year or line.year
        galley.truth.add(
            "budgets",
            table_title=table.title,
            scope=line.scope or table.scope,
            line=line.label,
            line_code=line.code,
            parent_line=line.parent,
            is_total=line.total,
            column_label=" | ".join(word for word in column.header if word),
            organisation=column.organisation,
            measure=column.measure or line.measure or line.label,
            financial_year=year,
            period=column.period or line.period or year,
            amount_gbp=table.unit.in_pounds(amount),
            raw_text=table.printed(n, c),
            unit=table.unit.sign,
            commentary=line.commentary,
            page=page,
        )
