"""Coverage: what the pack prints and nothing was read from, so that incompleteness is never silent. Faults of ours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.facts.values import find_unit

WORDS = 25  # on a page, from which on some of them must be in a passage or a table
_MOST = 0.7  # of the words of two pages, which the first must hold for its last paragraph to run over the second
_COLUMNS = 3  # under a money unit, from which on a table is one of finance
_HALF = 0.5  # of a column's figures, which must be read where any of them is
FIGURES = 4  # in a column, from which on it is judged


def check_pages_read(pack: Material) -> Iterator[Outcome]:
    """Each page with words has a passage or a table, or ends one of the page before; a page that failed says so."""
    held: Counter[int | None] = Counter()
    for table in ("passages", "cells"):
        for record in pack[table]:
            held[page_of(record)] += len(str(record.get("text") or "").split()) or 1
    printed = {int(str(page["page"])): int(str(page.get("words") or 0)) for page in pack["pages"]}
    spans = [(int(str(table["page"])), int(str(table["last_page"]))) for table in pack["tables"]]
    for page in pack["pages"]:
        number, words = int(str(page["page"])), int(str(page.get("words") or 0))
        runs_on = held[number - 1] >= _MOST * (printed.get(number - 1, 0) + words)
        read = bool(held[number]) or runs_on or any(first <= number <= last for first, last in spans)
        wrong = page.get("status") == "failed" or (words >= WORDS and not read)
        if wrong or words >= WORDS:
            reason = f": {page['reason']}" if page.get("reason") else ""
            yield Outcome(
                not wrong,
                f"Page {number}: what it prints was read",
                f"page {number} prints {words} words and nothing was read from it{reason}"
                if wrong
                else f"page {number} was read",
                expected="passages or tables",
                actual="nothing" if wrong else "read",
                page=number,
            )


def check_columns_read(pack: Material) -> Iterator[Outcome]:
    """Each column of figures in a finance table: figures were made of all of it, or of none."""
    for sheet in pack.sheets:
        if not sheet.facts:
            continue
        read: dict[int, int] = defaultdict(int)
        for row, column in sheet.facts:
            read[column] += (row, column) not in sheet.unread
        unread = Counter(column for row, column in sheet.unread)
        for column, count in sorted(read.items()):
            lost = unread[column]
            wrong = lost >= FIGURES and lost > _HALF * (count + lost)
            yield Outcome(
                not wrong,
                f"{sheet.title}: column {sheet.column_name(column)} was read",
                f"{lost} of {count + lost} cells of {sheet.column_name(column)} print what was not read as money"
                if wrong
                else f"the figures of {sheet.column_name(column)} were read",
                expected=str(count + lost),
                actual=str(count),
                difference=str(-lost) if wrong else None,
                page=page_of(sheet.table),
                box=box_of(sheet.table),
                table_id=str(sheet.table["table_id"]),
            )


def check_tables_mapped(pack: Material) -> Iterator[Outcome]:
    """Each table that prints money in most of its rows was read as a finance table."""
    for sheet in pack.sheets:
        figures = list(sheet.entries.values())
        money = [entry for entry in figures if "£" in str(entry.record.get("text"))]
        headed = sum(
            find_unit(sheet.headers.get(column, "").rpartition(" | ")[2]) is not None for column in sheet.columns
        )
        if sheet.table.get("mapped_to") or not (headed >= _COLUMNS or len(money) > _HALF * len(figures)):
            continue
        large = len(sheet.lines) >= FIGURES and len(figures) >= 2 * FIGURES
        if large:
            yield Outcome(
                False,
                f"{sheet.title}: read as a finance table",
                f"{sheet.title}: a table of {len(figures)} figures under a pound sign of which no figures were made",
                expected="budgets",
                actual="not mapped",
                page=page_of(sheet.table),
                box=box_of(sheet.table),
                table_id=str(sheet.table["table_id"]),
            )
