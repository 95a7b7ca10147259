"""Bridges from a closing to an opening figure across the columns of a table, and the signs of their movements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.said import words_of
from extractors.checks.sheet import Sheet

_ENDS = re.compile(r"\b(?:opening|closing)\b", re.IGNORECASE)
_MOST_FLIPPED = 3  # movements that may all be printed with the other sign


def check_bridges(pack: Material) -> Iterator[Outcome]:
    """Closing figure, movements, opening figure: each line adds up with the signs that the pack's other tables print.

    A table that subtracts what it prints as positive has a convention of its own, and is right, unless other tables of
    the pack print the same movement as negative.
    """
    signs = _signs(pack)
    for sheet in pack.sheets:
        columns = sheet.columns
        ends = [column for column in columns if _ENDS.search(sheet.column_name(column))]
        if len(columns) < 4 or ends != [columns[0], columns[-1]]:
            continue
        flipped = _flipped(sheet)
        if not flipped:
            continue
        against = [column for column in flipped if signs[_name(sheet, column)] - _own(sheet, column) < 0]
        if not against:
            continue
        names = [sheet.column_name(column).partition(" | ")[0] for column in against]
        printed = [plain(value) for column in against if (value := _total(sheet, column)) is not None]
        told = " and ".join(f"-{value.lstrip('-')}" for value in printed)
        yield Outcome(
            False,
            f"{sheet.title} prints {' and '.join(names)} {' and '.join(printed)} as positive; "
            "other tables of the pack have them negative",
            f"{sheet.title}: its lines add up only if {' and '.join(names)} are taken away, yet they are printed "
            f"positive, and other tables of the pack print them negative; as printed, {_as_printed(sheet)}",
            expected=told,
            actual=" and ".join(printed),
            page=page_of(sheet.table),
            box=box_of(sheet.table),
        )


def _as_printed(sheet: Sheet) -> str:
    """The lines that do not add up with the signs as printed: they are right, and no slips of their own."""
    first, last = sheet.columns[0], sheet.columns[-1]
    told: list[str] = []
    for line in sheet.lines:
        start, end = sheet.at(line, first), sheet.at(line, last)
        if start is None or end is None:
            continue
        moves = [entry.value for column in sheet.columns[1:-1] if (entry := sheet.at(line, column))]
        added = start.value + sum(moves, Decimal(0))
        if abs(added - end.value) > end.quantum * (len(moves) + 2) / 2:
            where = f"{sheet.line_name(line)} / {sheet.column_name(last)}"
            told.append(f"{where} = closing + movements would be {plain(added)}, not {plain(end.value)}")
    return "; ".join(told)


def _flipped(sheet: Sheet) -> tuple[int, ...]:
    """The movements that must be taken away for every line to add up; none where the printed signs are right."""
    if _holds(sheet, ()):
        return ()
    middle = sheet.columns[1:-1]
    for count in range(1, min(_MOST_FLIPPED, len(middle)) + 1):
        for flipped in combinations(middle, count):
            if _holds(sheet, flipped):
                return flipped
    return ()


def _holds(sheet: Sheet, flipped: tuple[int, ...]) -> bool:
    first, last = sheet.columns[0], sheet.columns[-1]
    for line in sheet.lines:
        start, end = sheet.at(line, first), sheet.at(line, last)
        if start is None or end is None:
            continue
        moves = [
            -entry.value if column in flipped else entry.value
            for column in sheet.columns[1:-1]
            if (entry := sheet.at(line, column))
        ]
        if abs(start.value + sum(moves, Decimal(0)) - end.value) > end.quantum * (len(moves) + 2) / 2:
            return False
    return True


def _signs(pack: Material) -> dict[tuple[str, ...], int]:
    """For each name of a column or row, how many more positive than negative figures the pack prints under it."""
    signs: dict[tuple[str, ...], int] = defaultdict(int)
    for sheet in pack.sheets:
        for column in sheet.columns:
            signs[_name(sheet, column)] += _own(sheet, column)
    return signs


def _own(sheet: Sheet, column: int) -> int:
    values = [entry.value for (_, at), entry in sheet.entries.items() if at == column]
    return sum(1 if value > 0 else -1 if value < 0 else 0 for value in values)


def _name(sheet: Sheet, column: int) -> tuple[str, ...]:
    return words_of(sheet.column_name(column).partition(" | ")[0])


def _total(sheet: Sheet, column: int) -> Decimal | None:
    rows = [line for line in sheet.lines if line in sheet.totals] or list(sheet.lines)
    entry = sheet.at(rows[-1], column)
    return entry.value if entry else None
