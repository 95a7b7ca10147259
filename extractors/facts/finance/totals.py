"""Which rows of a finance table are sums, by words, by position and by arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.facts.values import Figure

_AGREE = 0.8  # of the columns: papers have slips, and a sum with one wrong column is still meant as a sum


@dataclass(frozen=True)
class Line:
    """A row for adding up: its figures by column, and how it is set."""

    row: int
    figures: Mapping[int, Figure]
    bold: bool
    named_total: bool  # its words say that it is a sum
    unnamed: bool  # it has no label
    heads: bool = False  # it only heads a section: no figures


@dataclass(frozen=True)
class Sums:
    """Rows that are sums, and for rows under a bold sum of theirs the row of that sum."""

    totals: frozenset[int]
    parents: Mapping[int, int]


def find_sums(lines: Sequence[Line]) -> Sums:
    """Sums among the rows, which are given from top to bottom."""
    standing_out = _standing_out(lines)
    totals = {line.row for line in lines if not line.heads and line.named_total}
    parents: dict[int, int] = {}
    for at, line in enumerate(lines):
        if not line.heads and at in standing_out and not line.named_total:
            under = _rows_under(lines, at, standing_out)
            if len(under) > 1 and _adds_up(line, under):
                totals.add(line.row)
                parents |= {part.row: line.row for part in under}
    open_parts: list[Line] = []
    for at, line in enumerate(lines):
        if line.heads:
            continue
        last = all(later.heads for later in lines[at + 1 :])
        may_total = line.named_total or line.unnamed or at in standing_out or last
        length = _summed(line, open_parts) if may_total and line.row not in parents else 0
        if (
            length
            or (may_total and not line.named_total and last and at in standing_out)
            or (line.unnamed and line.bold)
        ):
            totals.add(line.row)
        if length:
            del open_parts[-length:]
        elif line.named_total:
            open_parts.clear()
        if line.row not in parents:
            open_parts.append(line)
    return Sums(frozenset(totals), parents)


def _standing_out(lines: Sequence[Line]) -> frozenset[int]:
    """Places of the rows set in bold, where most are not."""
    told = [line for line in lines if not line.heads]
    bold = [at for at, line in enumerate(lines) if line.bold and not line.heads]
    return frozenset(bold) if len(bold) < 0.7 * len(told) else frozenset()


def _rows_under(lines: Sequence[Line], at: int, standing_out: frozenset[int]) -> list[Line]:
    """The rows below one, up to the next that stands out or heads a section."""
    under: list[Line] = []
    for place in range(at + 1, len(lines)):
        if place in standing_out or lines[place].heads or lines[place].named_total or lines[place].unnamed:
            break
        under.append(lines[place])
    return under


def _summed(line: Line, parts: Sequence[Line]) -> int:
    """How many of the rows just above add up to this one: the most that do, at least two; 0 for none."""
    return next((length for length in range(len(parts), 1, -1) if _adds_up(line, parts[-length:])), 0)


def _adds_up(total: Line, parts: Sequence[Line]) -> bool:
    """Whether the parts make the total in nearly every column, within rounding, and it is no sum with zeros."""
    checked = agreed = 0
    telling = False
    for col, figure in total.figures.items():
        addends = [part.figures[col] for part in parts if col in part.figures]
        if not addends or any(addend.value is None for addend in (figure, *addends)):
            continue
        if not figure.value and not any(addend.value for addend in addends):
            continue
        checked += 1
        if _equal(figure, addends):
            agreed += 1
            telling = telling or sum(bool(addend.value) for addend in addends) > 1
    return telling and agreed >= _AGREE * checked


def _equal(total: Figure, addends: Sequence[Figure]) -> bool:
    """Whether the addends make the total, each off by half of its last printed place at the most."""
    values = [figure.value for figure in addends if figure.value is not None]
    quantum = max(figure.quantum or Decimal(1) for figure in (total, *addends))
    return total.value is not None and abs(sum(values, Decimal(0)) - total.value) <= quantum * (len(values) + 1) / 2
