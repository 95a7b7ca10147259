"""In which unit a finance table is printed, and where that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extractors.facts.finance.columns import Layout, banner_texts
from extractors.facts.finance.context import lines_above
from extractors.facts.values import POUND, Figure, MoneyUnit, find_unit
from extractors.reference import load
from extractors.tables.table import Table
from extractors.text.lines import lines_of

if TYPE_CHECKING:
    from extractors.pack import Pack

SIZE = "the size of its figures"
"""The basis of a unit that figures in whole pounds need not print."""

_TOO_MUCH = 10**11  # pounds: more than any council has
_NOTE = 60  # letters: a line that says the unit says little else


@dataclass(frozen=True)
class TableUnit:
    """The unit of the columns that print none, and what it rests on where nothing with the table prints it."""

    unit: MoneyUnit | None
    basis: str | None = None  # None: printed with the table


@dataclass(frozen=True)
class PrintedUnit:
    """A unit printed with a table, and the finest printed place of its figures (0.001 for "0.427")."""

    unit: MoneyUnit
    finest: Decimal


def read_unit(pack: Pack, table: Table, layout: Layout, before: Sequence[PrintedUnit]) -> TableUnit:
    """The unit that a note, a banner, the title or the page prints, or else the last one before that fits the figures.

    `before` are the units of earlier tables of the paper, in order. One of them holds for a table that prints none only
    where its figures are printed to as many places: the next table may well be in another unit.
    """
    for text in (table.note or "", *banner_texts(table, layout), _end_of(table.title or "")):
        if (unit := find_unit(text)) is not None:
            return TableUnit(unit)
    of_columns = {column.unit for column in layout.money if column.unit is not None}
    if len(of_columns) == 1 and (unit := of_columns.pop()) is not None:
        return TableUnit(unit, None if all(column.unit == unit for column in layout.money) else "the columns beside")
    own, farther = lines_above(pack, table)
    if (unit := _note_in([line.text for line in own])) is not None:
        return TableUnit(unit)
    if _are_pounds(layout):
        return TableUnit(POUND, SIZE)
    if (unit := _note_in([line.text for line in farther])) is not None and _fits(unit, layout):
        return TableUnit(unit, "a line farther up the page")
    paper = pack.paper_at(table.page)
    if paper is not None and paper.has(table.page - 1):
        note = _note_in([line.text for line in reversed(lines_of(pack.page(table.page - 1).words))])
        if note is not None and _fits(note, layout):
            return TableUnit(note, "the page before")
    for printed in reversed(before):
        if _fits(printed.unit, layout) and printed.finest == finest_place(layout):
            return TableUnit(printed.unit, "the tables before it")
    return TableUnit(None)


def _note_in(lines: Sequence[str]) -> MoneyUnit | None:
    """The unit that lines (the nearest to the table first) print as a note for all figures, the nearest note's.

    A note is a line that says a unit and little else ("£000s"), or a sentence that says so in words, however long:
    "All figures are in millions of pounds for 2024/25."
    """
    for at, line in enumerate(lines):
        if len(line) <= _NOTE and not re.search(r"[0-9]", line.replace("000", "")):
            if (unit := find_unit(line)) is not None:
                return unit
        elif (unit := find_unit(_statement(f"{line} {lines[at - 1] if at else ''}"))) is not None:
            return unit
    return None


def _statement(text: str) -> str:
    """What a text says of all figures, up to the end of the sentence; empty where it speaks of none."""
    phrases = "|".join(re.escape(phrase) for phrase in load("table_titles")["phrases"])
    match = re.search(rf"(?:{phrases}).*?(?=[.;](?:\s|$)|$)", text, re.IGNORECASE)
    return match[0] if match else ""


def _end_of(title: str) -> str:
    """The parts of a title that may print a unit: what stands in brackets, or at its end."""
    return " ".join(re.findall(r"\([^()]*\)|£\s?['’‘]?\w*\.?$", title))


def _are_pounds(layout: Layout) -> bool:
    """Whether the figures can only be pounds: with the sign, in millions to the pound, in thousands with pence."""
    texts = [figure.raw for figure in _figures(layout)]
    signed = sum(bool(re.search(r"£\s?\(?-?[0-9]", text)) for text in texts)
    exact = sum(
        bool(re.search(r"[0-9],[0-9]{3},[0-9]{3}(?![,0-9])|[0-9],[0-9]{3}\.[0-9]{2}(?![0-9])", text)) for text in texts
    )
    return 2 * signed >= len(texts) or exact > 0


def finest_place(layout: Layout) -> Decimal:
    """What one in the finest printed place of the money columns is worth in their unit: 0.001 for "0.427"."""
    return min((figure.quantum for figure in _figures(layout) if figure.quantum is not None), default=Decimal(1))


def _fits(unit: MoneyUnit, layout: Layout) -> bool:
    """Whether the figures can be in a unit that is not printed with them.

    Pounds have two decimals or none, millions have some, figures with a pound sign are pounds, and no council has more
    than billions.
    """
    finest = finest_place(layout)
    if unit.factor == 1:
        return finest in (Decimal(1), Decimal("0.01"))
    most = max((abs(figure.value) for figure in _figures(layout) if figure.value is not None), default=Decimal(0))
    if any("£" in figure.raw for figure in _figures(layout)) or most * unit.factor >= _TOO_MUCH:
        return False
    return finest < 1 or unit.factor < 10**6


def _figures(layout: Layout) -> list[Figure]:
    columns = {column.index for column in layout.money}
    return [figure for (_, col), figure in layout.figures.items() if col in columns]
