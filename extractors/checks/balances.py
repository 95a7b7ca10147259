"""Balances that are carried from one column to the next: what a year closes with, the year after opens with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.said import word_list
from extractors.checks.sheet import Entry, Sheet

_LEAST = 2  # balances that must carry over for a row to be the one that others are carried to
_WRONG = 1  # that may then differ


def check_carried_forward(pack: Material) -> Iterator[Outcome]:
    """The opening row of a table whose columns are years, each figure against the closing figure of the year before."""
    for sheet in pack.sheets:
        for opening in sheet.lines:
            if word_list("opening_rows").search(sheet.line_name(opening)):
                yield from _carried(sheet, opening)


def _carried(sheet: Sheet, opening: int) -> Iterator[Outcome]:
    """The pairs of the row below whose figures are carried over oftenest, where that is nearly always."""
    best: list[tuple[int, Entry, Entry]] = []
    held = 0
    for closing in (line for line in sheet.lines if line > opening):
        pairs = [
            (right, before, after)
            for left, right in pairwise(sheet.columns)
            if (before := sheet.at(closing, left)) and (after := sheet.at(opening, right))
        ]
        same = sum(before.value == after.value for _, before, after in pairs)
        if same > held and any(before.value for _, before, _ in pairs):
            best, held = pairs, same
    if held < _LEAST or len(best) - held > _WRONG:
        return
    for column, before, after in best:
        right = before.value == after.value
        where = f"{sheet.line_name(opening)}, {sheet.column_name(column)}"
        yield Outcome(
            right,
            f"{sheet.title}: {where} against what the column before closes with",
            f"{where} is {plain(after.value)}; the column before closes with {plain(before.value)} ({sheet.unit})",
            expected=plain(before.value),
            actual=plain(after.value),
            difference=None if right else plain(after.value - before.value),
            page=page_of(after.record),
            box=box_of(after.record),
        )
