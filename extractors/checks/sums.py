"""Sums within one table, found by what holds, not by what a row is called.

A table's arithmetic is worked out from the table itself: a way of adding up rows (or columns) that gives the printed
total in most of the other columns (or rows) is the table's own rule, and where it then fails is a slip. A total that no
rule explains anywhere is not judged unless it is out as a slip of the pen would put it out: to cry wolf costs more
trust than a slip missed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.said import word_list
from extractors.checks.sheet import Entry, Sheet
from extractors.checks.slip import explained, is_transposed
from extractors.facts.values import without_unit

_MAX_TERMS = 60  # rows or columns that one total may add up
_MAX_PAIRED = 14  # columns among which differences of two are looked for
_PROOF = 2.0  # how often, in effect, a rule must hold to be the table's own
_LEAST_PROOF = 3  # sums that must hold, and all of them, for one of a single figure to be judged
_WRONG = 0.4  # the share of places where it may then fail, two at most; one always may
_WRONG_OF_ALL = 0.5  # the same for a total that is the sum of all rows above it
_WRONG_UNNAMED = 0.15  # the same for a column that is not called a total, a variance and the like
_WRONG_OF_MANY = 0.05  # the share of places where it may fail however many there are
_SPREADS = 3.0  # standard deviations of the rounding error that a sum of rounded figures may be out
_EXACT = 0.9  # the share of the other sums right to the last digit from which on two of it are a slip
_NAMED = 3  # terms of a total that are told by name
_MANY = 8  # sums from which the table itself tells how far its rounding goes

Terms = tuple[tuple[int, int], ...]
"""Rows (or columns) that a total is made of, each with the sign that it is taken with."""

EntryAt = Callable[[int, int], Entry | None]
"""The entry of a row (or column) at a place along it."""


Cell = tuple[int, int]
"""A row and a column."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total at one place, and what makes it: `terms`, signed as they are taken, of the cells in `of`."""

    place: int
    printed: Entry
    terms: tuple[Decimal, ...]
    blank: tuple[int, ...]
    cell: Cell
    of: tuple[tuple[Cell, int], ...]
    by_row: bool  # rows are added up

    @property
    def added(self) -> Decimal:
        return sum(self.terms, Decimal(0))

    @property
    def difference(self) -> Decimal:
        return self.printed.value - self.added

    @property
    def steps(self) -> float:
        """How far the total is out, in its last printed place."""
        return float(abs(self.difference) / self.printed.quantum)

    @property
    def rounding(self) -> float:
        """How far rounding of the terms may put it out, in its last printed place; one is always rounding."""
        return max(1.0, _SPREADS * math.sqrt((len(self.terms) + 1) / 12))

    @property
    def holds(self) -> bool:
        return self.steps <= self.rounding

    @property
    def multiplies(self) -> bool:
        """Whether the figure is its terms multiplied: a risk's score is likelihood times impact."""
        return math.prod(self.terms) == self.printed.value

    @property
    def tells(self) -> bool:
        """Whether anything was added up: one figure and noughts, or what cancels itself out, prove little."""
        return sum(1 for term in self.terms if term) > 1 and self.printed.value not in self.terms

    @property
    def proof(self) -> float:
        """What it proves where it holds: one figure carried over little, three or more that meet to the digit much."""
        terms = sum(1 for term in self.terms if term)
        if terms > 2 and self.steps <= 1 and abs(self.printed.value / self.printed.quantum) >= 500:
            return 2.0
        return 1.0 if terms > 1 else 0.34 if terms else 0.0

    def mends(self, cell: Cell) -> Decimal | None:
        """What would have to be added to the figure of a cell for the total to be right; None where it has no part."""
        return next((self.difference * sign for of, sign in self.of if of == cell), None)

    def slipped(self) -> bool:
        worst = (len(self.terms) + 1) / 2  # every term rounded the same way
        return self.steps > worst and explained(self.difference, self.printed.quantum, self.terms)


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
    judged = [*_down(sheet), *_across(sheet)]
    held = [found for found, right in judged if right]
    slips = {found.cell: (found, after) for found, after in _slips([one for one, right in judged if not right], held)}
    for found, right in judged:
        if found.by_row != by_row:
            continue
        if right:
            yield _outcome(sheet, found, right=True)
        elif found.cell in slips and slips[found.cell][0] is found:
            yield _told(sheet, found, slips[found.cell][1], held)


def _down(sheet: Sheet) -> Iterator[tuple[_Sum, bool]]:
    """The totals of the columns, each with whether it is right."""
    for _, sums in _column_sums(sheet):
        yield from _judged(
            [found for found in sums if not word_list("never_added").search(sheet.column_name(found.place))]
        )


def _across(sheet: Sheet) -> Iterator[tuple[_Sum, bool]]:
    """The totals of the rows, each with whether it is right."""
    for column in sheet.columns:
        yield from _judged(_row_sums(sheet, column))


def _slips(wrong: Sequence[_Sum], held: Sequence[_Sum]) -> list[tuple[_Sum, list[_Sum]]]:
    """The wrong totals that follow from no other, each with those that do follow from it."""
    causes = {id(one): sum(_follows(one, other, held) for other in wrong if other is not one) for one in wrong}
    slips: list[tuple[_Sum, list[_Sum]]] = []
    explained_already: set[int] = set()
    for found in sorted(wrong, key=lambda one: causes[id(one)]):
        if id(found) in explained_already:
            continue
        taken = {id(slip) for slip, _ in slips}
        after = [one for one in wrong if one is not found and id(one) not in taken and _follows(one, found, held)]
        explained_already |= {id(one) for one in after}
        slips.append((found, after))
    return slips


def _follows(one: _Sum, slip: _Sum, held: Sequence[_Sum]) -> bool:
    """Whether a total is wrong only because another wrong figure is a part of it, or of what it adds up otherwise, or
    because one figure is wrong that both are made of.
    """
    part = one.mends(slip.cell)
    if part is not None:
        return part == -slip.difference
    carries = any(total.cell == one.cell and total.mends(slip.cell) is not None for total in held)
    return (carries and one.difference == slip.difference) or _crossing(slip, one) is not None


def _crossing(one: _Sum, other: _Sum) -> Cell | None:
    """The cell that a column's and a row's total share and that puts both out by as much."""
    if not one.by_row or other.by_row:
        return None
    cells = [cell for cell, _ in one.of if one.mends(cell) == other.mends(cell)]
    return cells[0] if len(cells) == 1 else None


def _column_sums(sheet: Sheet) -> Iterator[tuple[int, list[_Sum]]]:
    """The total rows with their sums. A total that is explained stands for its rows in the totals after it."""
    opened: list[int] = []
    for line in sheet.lines:
        named = bool(word_list("rows_made_of_others").search(sheet.line_name(line)))
        if line not in sheet.totals and not named:
            opened.append(line)
            continue
        ways = [*_tails(opened), *_other_ways(sheet, line), *(_taken_away(opened) if named else ())]
        best, terms = _best(ways, line, sheet.columns, sheet.at, sheet.unread, by_row=True)
        whole = {term for term, _ in terms} == set(opened)
        if best and _is_rule(best, _WRONG_OF_ALL if whole else _WRONG, strong=whole):
            yield line, best
            used = {term for term, _ in terms}
            opened = [other for other in opened if other not in used]
        elif natural := _slip_in(sheet, line, opened):
            yield line, natural
        opened.append(line)


def _tails(opened: Sequence[int]) -> list[Terms]:
    """The rows just above a total, from two to all that no total has taken in yet."""
    return [tuple((line, 1) for line in opened[-count:]) for count in range(2, min(len(opened), _MAX_TERMS) + 1)]


def _taken_away(opened: Sequence[int]) -> list[Terms]:
    """Lines above a gap or a closing balance that are printed positive and taken away: the last, or several."""
    most = min(len(opened), _MAX_PAIRED)
    ways = [[(opened[-count], 1), *((line, -1) for line in opened[-count + 1 :])] for count in range(2, most + 1)]
    ways += [[*((line, 1) for line in opened[-count:-1]), (opened[-1], -1)] for count in range(3, most + 1)]
    return [tuple(way) for way in ways]


def _other_ways(sheet: Sheet, total: int) -> list[Terms]:
    above = [line for line in sheet.lines if line < total]
    below = [line for line in sheet.lines if line > total]
    totals = [line for line in above if line in sheet.totals]
    parts = [line for line in above if line not in sheet.totals]
    until = next((at for at, line in enumerate(below) if line in sheet.totals), len(below))
    ways = (
        totals,
        parts,
        [*totals[:1], *parts],  # an opening balance set as a total
        below[:until],  # a heading that carries its section's total
    )
    return [tuple((line, 1) for line in way) for way in ways if 2 <= len(way) <= _MAX_TERMS]


def _slip_in(sheet: Sheet, line: int, opened: Sequence[int]) -> list[_Sum]:
    """The sums of a row that is called a total where all rows above it are meant, but for a slip of the pen in one.

    In two where one has digits changed over and a third adds up to the digit: a line of the table is out as well.
    """
    if not 2 <= len(opened) <= _MAX_TERMS or not word_list("totals").search(sheet.line_name(line)):
        return []
    if any(word_list("parts").search(sheet.line_name(term)) for term in opened):
        return []
    terms = tuple((term, 1) for term in opened)
    sums = [
        found for column in sheet.columns if (found := _add(terms, line, column, sheet.at, sheet.unread, by_row=True))
    ]
    wrong = [found for found in sums if not found.holds]
    sure = [found for found in wrong if is_transposed(found.added, found.printed.value)]
    proven = any(found.holds and found.proof > 1 for found in sums)
    few = len(wrong) == 1 or (len(wrong) == 2 and sure and proven)
    full = all(not found.blank and (len(found.terms) > 2 or found in sure) for found in wrong)
    near = all(abs(found.difference) * 2 <= abs(found.printed.value) for found in (sure or wrong))
    return sums if few and full and near and all(found.slipped() for found in wrong) else []


def _row_sums(sheet: Sheet, column: int) -> list[_Sum]:
    named = _follows_from_others(sheet, column)
    ways = _column_terms(sheet, column, named)
    best, terms = _best(ways, column, sheet.lines, lambda col, row: sheet.at(row, col), sheet.unread, by_row=False)
    if sum(found.multiplies for found in best) >= sum(found.holds for found in best):
        return []
    if named:
        return best if _is_rule(best, _WRONG) else []
    last = max((column, *(term for term, _ in terms)))
    if len(terms) == 2 and last != column and _follows_from_others(sheet, last):
        return []  # what is left, not the budget that it is left of, is to be told of
    wrong = [found for found in best if found.tells and not found.holds]
    return best if _is_rule(best, _WRONG_UNNAMED) and all(found.slipped() for found in wrong) else []


def _follows_from_others(sheet: Sheet, column: int) -> bool:
    """Whether a column is headed as one that is worked out from others: a total, a variance, what is left."""
    return bool(word_list("made_of_others").search(_last_header(sheet.column_name(column))))


def _last_header(label: str) -> str:
    """The header nearest to the figures, money units left out."""
    parts = [bare for part in label.split(" | ") if (bare := without_unit(part))]
    return parts[-1] if parts else ""


def _column_terms(sheet: Sheet, total: int, named: bool) -> list[Terms]:
    """Ways in which a column may be made up of others: a run beside it, its council's own, one less another."""
    left = [column for column in sheet.columns if column < total]
    right = [column for column in sheet.columns if column > total]
    runs = [left[-length:] for length in range(2, min(len(left), _MAX_TERMS) + 1)]
    runs += [right[:length] for length in range(2, min(len(right), _MAX_TERMS) + 1)]
    council = sheet.organisations.get(total)
    own = [column for column in left if council and sheet.organisations.get(column) == council]
    ways: list[Terms] = [tuple((column, 1) for column in way) for way in (*runs, own) if len(way) >= 2]
    if named and len(left) < _MAX_PAIRED:
        ways += [((first, 1), (second, -1)) for pair in combinations(left, 2) for first, second in (pair, pair[::-1])]
    return ways


def _best(
    ways: Iterable[Terms],
    total: int,
    places: Sequence[int],
    at: EntryAt,
    unread: frozenset[tuple[int, int]],
    *,
    by_row: bool,
) -> tuple[list[_Sum], Terms]:
    """The sums of the way that explains a total in most places; of equals, the one that comes first."""
    best: list[_Sum] = []
    chosen: Terms = ()
    most = (0.0, 0)
    for terms in ways:
        sums = [found for place in places if (found := _add(terms, total, place, at, unread, by_row=by_row))]
        telling = [found for found in sums if found.tells]
        held = sum(found.holds for found in telling)
        score = (held - 0.5 * (len(telling) - held), held)
        if held and score > most:
            best, chosen, most = sums, terms, score
    return best, chosen


def _is_rule(sums: Sequence[_Sum], wrong: float, *, strong: bool = False) -> bool:
    """Whether a way of adding up holds often enough to be the table's own. `strong`: the way was not sought for."""
    telling = [found for found in sums if found.tells]
    failed = sum(not found.holds for found in telling)
    proof = sum(found.proof if strong else min(found.proof, 1.0) for found in sums if found.holds)
    held = any(found.holds for found in telling)
    return held and proof >= _PROOF and failed <= max(1, min(2, wrong * len(telling)), _WRONG_OF_MANY * len(telling))


def _add(
    terms: Terms, total: int, place: int, at: EntryAt, unread: frozenset[tuple[int, int]], *, by_row: bool
) -> _Sum | None:
    """The total and its terms at one place; None where one is not printed there or could not be read."""
    printed = at(total, place)
    if printed is None:
        return None
    found: list[Decimal] = []
    of: list[tuple[Cell, int]] = []
    blank: list[int] = []
    for index, sign in terms:
        entry = at(index, place)
        cell = (index, place) if by_row else (place, index)
        if entry is not None:
            found.append(entry.value if sign > 0 else -entry.value)
            of.append((cell, sign))
        elif cell in unread:
            return None
        else:
            blank.append(index)
    own = (total, place) if by_row else (place, total)
    return _Sum(place, printed, tuple(found), tuple(blank), own, tuple(of), by_row) if found else None


def _judged(sums: Sequence[_Sum]) -> Iterator[tuple[_Sum, bool]]:
    """Each sum with whether it is right. What the others of the table are out by tells how much may be rounding.

    A sum of one figure proves nothing, but where all others hold it must be that figure.
    """
    telling = [found for found in sums if found.tells]
    proven = len(telling) >= _LEAST_PROOF and all(found.holds for found in telling)
    for found in sums:
        if not found.tells:
            if proven and not found.holds and found.slipped():
                yield found, False
            continue
        others = sorted(other.steps for other in sums if other is not found and other.tells)
        right = found.holds
        if len(others) >= _MANY - 1 and not right:
            right = found.steps <= 2 * others[int(0.8 * (len(others) - 1))]
        exact = sum(steps == 0 for steps in others)
        if right and found.steps >= 2 and len(others) > 3 and exact >= _EXACT * len(others):
            right = False
        yield found, right


def _told(sheet: Sheet, found: _Sum, after: Sequence[_Sum], held: Sequence[_Sum]) -> Outcome:
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


def _of_shared(sheet: Sheet, cell: Cell, found: _Sum, crossing: Sequence[_Sum]) -> Outcome:
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


def _made(sheet: Sheet, found: _Sum) -> str:
    """What the terms of a total make, against what is printed."""
    return (
        f"{_where(sheet, found.cell)}: {_terms(sheet, found)} {plain(_added(found))}, the printed figure is "
        f"{plain(found.printed.value)}"
    )


def _terms(sheet: Sheet, found: _Sum) -> str:
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


def _added(found: _Sum) -> Decimal:
    """The sum with the places that the total is printed with."""
    quantum, added = found.printed.quantum, found.added
    return added.quantize(min(quantum, Decimal(1))) if added == added.quantize(quantum) else added


def _outcome(sheet: Sheet, found: _Sum, *, right: bool, held: Sequence[_Sum] = ()) -> Outcome:
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


def _odd_term(found: _Sum) -> int | None:
    """The term that a total is out by."""
    return next((at for at, term in enumerate(found.terms) if term and abs(term) == abs(found.difference)), None)


def _blank_cell(sheet: Sheet, found: _Sum, held: Sequence[_Sum]) -> int | None:
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
