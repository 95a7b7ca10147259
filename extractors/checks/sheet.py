"""A table as a grid of figures in the printed unit, whether facts were made of it or not, for checks on figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extractors.facts.finance.words import is_total_label
from extractors.facts.values import Figure, read_figure
from extractors.records import Record

_LONGEST = 24  # letters in a cell that holds one figure


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure. `quantum` is one in its last printed place; both are in the printed unit."""

    value: Decimal
    quantum: Decimal
    percent: bool
    record: Record


@dataclass(frozen=True)
class Sheet:
    """A table's figures by (row, column). `lines` and `columns` are those that hold figures other than percentages.

    `unread` are cells that print something where a figure belongs and whose value is not known.
    """

    table: Record
    entries: dict[tuple[int, int], Entry]
    percentages: dict[tuple[int, int], Entry]
    unread: frozenset[tuple[int, int]]
    facts: dict[tuple[int, int], Record]  # the rows of `budgets` by cell
    names: dict[int, str]
    headers: dict[int, str]
    lines: tuple[int, ...]
    columns: tuple[int, ...]
    totals: frozenset[int]
    organisations: dict[int, str] = field(default_factory=dict)  # of columns

    @property
    def table_id(self) -> str:
        return str(self.table["table_id"])

    @property
    def title(self) -> str:
        return str(self.table.get("title") or "the table")

    @property
    def unit(self) -> str:
        return next((str(fact["unit"]) for fact in self.facts.values() if fact.get("unit")), "as printed")

    def at(self, line: int, column: int) -> Entry | None:
        return self.entries.get((line, column))

    def line_name(self, line: int) -> str:
        return self.names.get(line) or "the unlabelled row"

    def column_name(self, column: int) -> str:
        return self.headers.get(column) or "the unlabelled column"


def sheets(tables: Sequence[Record], cells: Sequence[Record], budgets: Sequence[Record]) -> list[Sheet]:
    """Every table of the pack with more than one figure."""
    inside: dict[str, list[Record]] = defaultdict(list)
    for cell in cells:
        inside[str(cell["table_id"])].append(cell)
    facts: dict[str, dict[tuple[int, int], Record]] = defaultdict(dict)
    for fact in budgets:
        facts[str(fact["table_id"])][_place(fact)] = fact
    made = (_sheet(table, inside[str(table["table_id"])], facts[str(table["table_id"])]) for table in tables)
    return [sheet for sheet in made if len(sheet.entries) + len(sheet.percentages) > 1]


def _sheet(table: Record, cells: Iterable[Record], facts: dict[tuple[int, int], Record]) -> Sheet:
    head = int(str(table.get("header_rows") or 0))
    entries: dict[tuple[int, int], Entry] = {}
    percentages: dict[tuple[int, int], Entry] = {}
    words: dict[int, list[tuple[int, str]]] = defaultdict(list)
    headers: dict[int, list[str]] = defaultdict(list)
    printed: set[tuple[int, int]] = set()
    for cell in cells:
        row, column = place = _place(cell)
        text = str(cell.get("text") or "").strip()
        if cell.get("is_header") or row < head:
            span = int(str(cell.get("col_span") or 1))
            for under in range(column, column + span):
                if text and text not in headers[under]:
                    headers[under].append(text)
            continue
        if not text:
            continue
        figure = _figure(text)
        if figure is not None and figure.value is not None and figure.quantum is not None:
            kind = percentages if figure.unit == "%" else entries
            kind[place] = Entry(figure.value, figure.quantum, figure.unit == "%", cell)
        else:
            if figure is not None and figure.reason == "blank":
                continue
            words[row].append((column, text))
            printed.add(place)
    if facts:
        money = {column for _, column in facts}
        entries = {place: entry for place, entry in entries.items() if place[1] in money}
    else:
        for column in _numbering(entries):
            entries = {place: entry for place, entry in entries.items() if place[1] != column}
    lines = tuple(sorted({line for line, _ in entries}))
    columns = tuple(sorted({column for _, column in entries}))
    names = {row: _name(row, words[row], entries) for row in {*words, *lines}}
    labels = {column: " | ".join(" ".join(text.split()) for text in headers[column]) for column in headers}
    organisations: dict[int, str] = {}
    totals: set[int] = set()
    for (row, column), fact in facts.items():
        names[row] = str(fact["line"]) if fact.get("line") else ""
        if fact.get("column_label"):
            labels[column] = str(fact["column_label"])
        if fact.get("organisation"):
            organisations.setdefault(column, str(fact["organisation"]))
        if fact.get("is_total"):
            totals.add(row)
    if not facts:
        totals = {row for row in lines if is_total_label(names.get(row, ""))}
    unread = frozenset(place for place in printed if place[1] in columns and place not in entries)
    return Sheet(
        table, entries, percentages, unread, facts, names, labels, lines, columns, frozenset(totals), organisations
    )


def _numbering(entries: dict[tuple[int, int], Entry]) -> list[int]:
    """The columns that number their rows."""
    found = []
    for column in {column for _, column in entries}:
        values = [entries[place].value for place in sorted(entries) if place[1] == column]
        if len(values) > 2 and values[0] in (0, 1) and all(b - a == 1 for a, b in pairwise(values)):
            found.append(column)
    return found


def _name(row: int, words: Iterable[tuple[int, str]], entries: dict[tuple[int, int], Entry]) -> str:
    """What is printed left of the row's first figure."""
    first = min((column for line, column in entries if line == row), default=10_000)
    return " ".join(" ".join(text.split()) for column, text in sorted(words) if column < first)


@lru_cache(maxsize=20_000)
def _figure(text: str) -> Figure | None:
    """The figure of a cell; None for words."""
    return read_figure(text) if len(text) <= _LONGEST else None


def _place(record: Record) -> tuple[int, int]:
    return int(str(record["row"])), int(str(record["col"]))
