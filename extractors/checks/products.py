"""A column that is two others multiplied, as a risk's score is likelihood times impact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.sheet import Entry, Sheet

_MOST_MARKS = 10  # a scale of likelihood or impact has no more steps
_LEAST = 3  # rows in which the score must be the product: fewer prove no rule
_SHARE = Decimal("0.75")  # of the rows in which it must be so

_Row = tuple[int, Entry, Entry, Entry]


def check_scores(pack: Material) -> Iterator[Outcome]:
    """Each score of a register against its likelihood and impact, where the other rows show it to be their product."""
    for sheet in pack.sheets:
        for score in sheet.columns:
            marks = [column for column in sheet.columns if score - 4 <= column < score]
            for first, second in combinations(marks, 2):
                rows = list(_rows(sheet, first, second, score))
                right = sum(_holds(row) and 1 not in (row[1].value, row[2].value) for row in rows)
                if right < _LEAST or right < _SHARE * len(rows):
                    continue
                yield from (_outcome(sheet, row, score) for row in rows)
                break


def _rows(sheet: Sheet, first: int, second: int, score: int) -> Iterator[_Row]:
    """The rows that have both marks and a score; none where one of the marks is no mark of a scale."""
    for line in sheet.lines:
        one, other, printed = (sheet.at(line, column) for column in (first, second, score))
        if one is None or other is None or printed is None:
            continue
        if all(mark.value == int(mark.value) and 1 <= mark.value <= _MOST_MARKS for mark in (one, other)):
            yield line, one, other, printed


def _holds(row: _Row) -> bool:
    return row[1].value * row[2].value == row[3].value


def _outcome(sheet: Sheet, row: _Row, column: int) -> Outcome:
    line, one, other, printed = row
    made, right = one.value * other.value, _holds(row)
    where = f"{sheet.line_name(line)}, {sheet.column_name(column)}"
    product = f"{plain(one.value)} times {plain(other.value)}"
    return Outcome(
        right,
        f"{sheet.title}: {where}",
        f"{where}: {product} is {plain(made)}" + ("" if right else f", the printed figure is {plain(printed.value)}"),
        expected=plain(made),
        actual=plain(printed.value),
        difference=None if right else plain(printed.value - made),
        page=page_of(printed.record),
        box=box_of(printed.record),
    )
