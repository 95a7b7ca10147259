"""Totals against what they are made of: each slip told once, in words, where the wrong figure stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.sheet import Sheet
from extractors.checks.sums import Cell, Sum, sums_across, sums_down

_NAMED = 3  # terms of a total that are told by name


def check_column_totals(pack: Material) -> Iterator[Outcome]:
    """Each total row against the rows that it adds up, column by column."""
    for sheet in pack.sheets:
        yield from _outcomes(sheet, by_row=True)


def check_row_totals(pack: Material) -> Iterator[Outcome]:
    """Each total, net or variance column against the columns that it is made of, row by row."""
    for sheet in pack.sheets:
        yield from _outcomes(sheet, by_row=False)


def _outcomes(sheet: Sheet, *, by_row: bool) -> Iterator[Outcome]:
    """What came of the totals of one direction; a slip that puts several out, in either direction, is told of once."""
    judged = [*sums_down(sheet), *sums_across(sheet)]
    held = [found for found, right in judged if right]
    slips = {found.cell: (found, after) for found, after in _slips([one for one, right in judged if not right], held)}
    for found, right in judged:
        if found.by_row != by_row:
            continue
        if right:
            yield _outcome(sheet, found, right=True)
        elif found.cell in slips and slips[found.cell][0] is found:
            yield _told(sheet, found, slips[found.cell][1], held)


def _slips(wrong: Sequence[Sum], held: Sequence[Sum]) -> list[tuple[Sum, list[Sum]]]:
    """The wrong totals that follow from no other, each with those that do follow from it."""
    causes = {id(one): sum(_follows(one, other, held) for other in wrong if other is not one) for one in wrong}
    slips: list[tuple[Sum, list[Sum]]] = []
    explained_already: set[int] = set()
    for found in sorted(wrong, key=lambda one: causes[id(one)]):
        if id(found) in explained_already:
            continue
        taken = {id(slip) for slip, _ in slips}
        after = [one for one in wrong if one is not found and id(one) not in taken and _follows(one, found, held)]
        explained_already |= {id(one) for one in after}
        slips.append((found, after))
    return slips


def _follows(one: Sum, slip: Sum, held: Sequence[Sum]) -> bool:
    """Whether a total is wrong only because another wrong figure is a part of it, or of what it adds up otherwise, or
    because one figure is wrong that both are made of.
    """
    part = one.mends(slip.cell)
    if part is not None:
        return part == -slip.difference
    carries = any(total.cell == one.cell and total.mends(slip.cell) is not None for total in held)
    return (carries and one.difference == slip.difference) or _crossing(slip, one) is not None


def _crossing(one: Sum, other: Sum) -> Cell | None:
    """The cell that a column's and a row's total share and that puts both out by as much."""
    if not one.by_row or other.by_row:
        return None
    cells = [cell for cell, _ in one.of if one.mends(cell) == other.mends(cell)]
    return cells[0] if len(cells) == 1 else None


def _told(sheet: Sheet, found: Sum, after: Sequence[Sum], held: Sequence[Sum]) -> Outcome:
    """A wrong total with what follows from it; or the figure that it shares with totals across it, if that is wrong."""
    outcome = _outcome(sheet, found, right=False, held=held)
    crossing = [other for other in after if _crossing(found, other) is not None]
    shared = {_crossing(found, other) for other in crossing}
    notes: list[str] = []
    if len(shared) == 1 and (cell := shared.pop()) is not None:
        outcome = _of_shared(sheet, cell, found, crossing)
        after = [other for other in after if other not in crossing]
    for other in after:
        where, printed = _where(sheet, other.cell), plain(other.printed.value)
        if other.mends(found.cell) is not None:
            as_printed = f"{_terms(sheet, other)} {plain(_added(other))} as printed"
            notes.append(f"with that, {printed} is right for {where}, where {as_printed}")
        else:
            notes.append(
                f"the total carries it as printed ({_made(sheet, other)}): it may be of another time than the columns "
                "beside it, a budget moved in between"
            )
    return replace(outcome, message="; ".join((outcome.message, *notes)))


def _of_shared(sheet: Sheet, cell: Cell, found: Sum, crossing: Sequence[Sum]) -> Outcome:
    """The figure by which a column's total and a row's are out alike."""
    entry = sheet.entries[cell]
    ought = entry.value + (found.mends(cell) or 0)
    where, printed = _where(sheet, cell), plain(entry.value)
    totals = "; ".join(_made(sheet, total) for total in (found, *crossing))
    return Outcome(
        False,
        f"{sheet.title}: {where}",
        f"{where}: {printed} ({sheet.unit}) would have to be {plain(ought)} for its row and its column to add up: "
        f"{totals}",
        expected=plain(ought),
        actual=printed,
        difference=plain(entry.value - ought),
        page=page_of(entry.record),
        box=box_of(entry.record),
    )


def _where(sheet: Sheet, cell: Cell) -> str:
    return f"{sheet.line_name(cell[0])}, {sheet.column_name(cell[1])}"


def _made(sheet: Sheet, found: Sum) -> str:
    """What the terms of a total make, against what is printed."""
    return (
        f"{_where(sheet, found.cell)}: {_terms(sheet, found)} {plain(_added(found))}, the printed figure is "
        f"{plain(found.printed.value)}"
    )


def _terms(sheet: Sheet, found: Sum) -> str:
    """The terms of a total in words, with the verb: "Forecast less Budget makes"."""
    names = [
        (sheet.line_name(row) if found.by_row else sheet.column_name(column), sign) for (row, column), sign in found.of
    ]
    added, taken = ([name for name, sign in names if (sign > 0) == positive] for positive in (True, False))
    if taken and len(names) <= _NAMED:
        return f"{' and '.join(added)} less {' and '.join(taken)} makes"
    if taken:
        return f"the {'rows' if found.by_row else 'columns'} it is made of, some of them taken away, make"
    if found.by_row:
        return "the rows above it add up to"
    return f"{' and '.join(added) if len(names) <= _NAMED else 'the columns that it is made of'} add up to"


def _added(found: Sum) -> Decimal:
    """The sum with the places that the total is printed with."""
    quantum, added = found.printed.quantum, found.added
    return added.quantize(min(quantum, Decimal(1))) if added == added.quantize(quantum) else added


def _outcome(sheet: Sheet, found: Sum, *, right: bool, held: Sequence[Sum] = ()) -> Outcome:
    printed, added = plain(found.printed.value), plain(_added(found))
    message = f"{_where(sheet, found.cell)}: {_terms(sheet, found)} {printed} ({sheet.unit}), as printed"
    if not right:
        message = f"{_made(sheet, found)} ({sheet.unit})"
        blank = _blank_cell(sheet, found, held)
        if blank is not None:
            name = sheet.line_name(blank) if found.by_row else sheet.column_name(blank)
            message += f"; the cell of {name} is blank and would have to be {plain(found.difference)}"
        elif (part := _odd_term(found)) is not None:
            row, column = found.of[part][0]
            how = "left out" if found.terms[part] == -found.difference else "counted twice"
            name = sheet.line_name(row) if found.by_row else sheet.column_name(column)
            message += f"; that is {name} ({plain(abs(found.difference))}), as if it were {how}"
        elif found.holds:
            message += (
                "; figures rounded before they were printed may explain it, but the others are right to the digit"
            )
    return Outcome(
        right,
        f"{sheet.title}: {_where(sheet, found.cell)}",
        message,
        expected=added,
        actual=printed,
        difference=plain(found.difference),
        page=page_of(found.printed.record),
        box=box_of(found.printed.record),
    )


def _odd_term(found: Sum) -> int | None:
    """The term that a total is out by."""
    return next((at for at, term in enumerate(found.terms) if term and abs(term) == abs(found.difference)), None)


def _blank_cell(sheet: Sheet, found: Sum, held: Sequence[Sum]) -> int | None:
    """The blank cell that the total misses: the only one, or the one whose own row makes the difference."""
    if len(found.blank) == 1:
        return found.blank[0]
    rules = {one.of for one in held if found.by_row and not one.by_row and one.cell[1] == found.cell[1]}
    for line in found.blank:
        for rule in rules:
            entries = [(sheet.at(line, column), sign) for (_, column), sign in rule]
            made = sum((entry.value * sign for entry, sign in entries if entry), Decimal(0))
            if all(entry for entry, _ in entries) and made == found.difference:
                return line
    return None
