"""Sums within one table, found by what holds, not by what a row is called.

A table's arithmetic is worked out from the table itself: a way of adding up rows (or columns) that gives the printed
total in most of the other columns (or rows) is the table's own rule, and where it then fails is a slip. A total that no
rule explains anywhere is not judged unless it is out as a slip of the pen would put it out: to cry wolf costs more
trust than a slip missed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

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
_MANY = 8  # sums from which the table itself tells how far its rounding goes

Terms = tuple[tuple[int, int], ...]
"""Rows (or columns) that a total is made of, each with the sign that it is taken with."""

EntryAt = Callable[[int, int], Entry | None]
"""The entry of a row (or column) at a place along it."""


Cell = tuple[int, int]
"""A row and a column."""


@dataclass(frozen=True, slots=True)
class Sum:
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


def sums_down(sheet: Sheet) -> Iterator[tuple[Sum, bool]]:
    """The totals of the columns, each with whether it is right."""
    for _, sums in _column_sums(sheet):
        yield from _judged(
            [found for found in sums if not word_list("never_added").search(sheet.column_name(found.place))]
        )


def sums_across(sheet: Sheet) -> Iterator[tuple[Sum, bool]]:
    """The totals of the rows, each with whether it is right."""
    for column in sheet.columns:
        yield from _judged(_row_sums(sheet, column))


def _column_sums(sheet: Sheet) -> Iterator[tuple[int, list[Sum]]]:
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


def _slip_in(sheet: Sheet, line: int, opened: Sequence[int]) -> list[Sum]:
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


def _row_sums(sheet: Sheet, column: int) -> list[Sum]:
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
) -> tuple[list[Sum], Terms]:
    """The sums of the way that explains a total in most places; of equals, the one that comes first."""
    best: list[Sum] = []
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


def _is_rule(sums: Sequence[Sum], wrong: float, *, strong: bool = False) -> bool:
    """Whether a way of adding up holds often enough to be the table's own. `strong`: the way was not sought for."""
    telling = [found for found in sums if found.tells]
    failed = sum(not found.holds for found in telling)
    proof = sum(found.proof if strong else min(found.proof, 1.0) for found in sums if found.holds)
    held = any(found.holds for found in telling)
    return held and proof >= _PROOF and failed <= max(1, min(2, wrong * len(telling)), _WRONG_OF_MANY * len(telling))


def _add(
    terms: Terms, total: int, place: int, at: EntryAt, unread: frozenset[tuple[int, int]], *, by_row: bool
) -> Sum | None:
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
    return Sum(place, printed, tuple(found), tuple(blank), own, tuple(of), by_row) if found else None


def _judged(sums: Sequence[Sum]) -> Iterator[tuple[Sum, bool]]:
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
