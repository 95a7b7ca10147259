"""Tables that are a card of one indicator each: a label and its value beside it, line by line or in pairs on a line.

The indicator is named beside a label ("Measure") or in a row of its own over the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.facts.indicators.banners import banner_text
from extractors.facts.indicators.entries import NOTHING, Entry, Setting, expanded, period_of
from extractors.facts.indicators.figures import Named
from extractors.facts.indicators.kinds import FIGURES, SAID
from extractors.facts.indicators.labels import Label, read_label
from extractors.facts.indicators.readings import Reading, assemble
from extractors.facts.values import is_blank
from extractors.tables.headers import is_figure
from extractors.tables.table import Cell, Table

_MOST_COLUMNS = 6
_NAMES = ("directorate", "service_area")


@dataclass(frozen=True, slots=True)
class _Line:
    """A label and the cell of its value."""

    label: Label
    value: Cell


def is_card(table: Table, named: Named) -> bool:
    """Whether a table names an indicator beside a label ("Measure") and prints what it is measured against or rated."""
    return bool(list(_cards(table, named)))


def read_cards(table: Table, setting: Setting, named: Named) -> list[Reading]:
    """The readings of all cards of a table."""
    found: list[Reading] = []
    for card in _cards(table, named):
        about: dict[str, str | None] = {"directorate": setting.directorate}
        entries: list[Entry] = []
        for line in card:
            label, cell = line.label.resolved(setting.year_or_unknown), line.value
            if label.role == "indicator" or label.role in _NAMES:
                about[label.role] = " ".join(cell.text.split()) or None
                continue
            role = label.role or "actual"
            period = label.period or period_of(role, setting.period)
            entry = Entry(role, cell, cell.row, cell.col, label.organisations, period, label.rest or None, NOTHING)
            entries += expanded(entry, table, named, setting)
        found += assemble(entries, about, replace(setting, commentary=None))
    return found


def _cards(table: Table, named: Named) -> Iterator[Sequence[_Line]]:
    """The lines of each card that names an indicator and has a figure and a target or a rating."""
    if not 2 <= table.cols <= _MOST_COLUMNS or any(is_figure(label.text) for _, label, _ in _pairs(table)):
        return  # figures where labels should stand: a grid
    lines = list(_lines(table, named))
    starts = [at for at, line in enumerate(lines) if line.label.role == "indicator"]
    for start, end in pairwise([*starts, len(lines)]):
        card = lines[start:end]
        roles = {line.label.role for line in card}
        figures = [line for line in card if line.label.role in FIGURES or line.label.role is None]
        name = read_label(card[0].value.text, named)
        named_so = name.role is None and not name.says_when and bool(re.search(r"[A-Za-z]{3}", name.rest))
        if named_so and figures and roles & {"target", "rag"} and all(_may_be_figure(line) for line in figures):
            yield card


def _may_be_figure(line: _Line) -> bool:
    return is_blank(line.value.text) or any(char.isdigit() for char in line.value.text)


def _lines(table: Table, named: Named) -> Iterator[_Line]:
    """Each label with the cell to its right, and each row that names an indicator and nothing else."""
    lines: list[tuple[int, _Line]] = []
    for row, label_cell, value in _pairs(table):
        label = read_label(label_cell.text, named, slack=1)
        known = label.role in FIGURES | SAID | {"indicator", *_NAMES} or (label.says_when and not label.rest)
        if known and label.role != "ignored":
            lines.append((row, _Line(label, value)))
    for row in range(table.rows):
        cell = table.at(row, 0)
        if cell is not None and cell.col_span == table.cols and banner_text(table, row) is not None:
            lines.append((row, _Line(Label("indicator"), cell)))
    yield from (line for _, line in sorted(lines, key=lambda placed: placed[0]))


def _pairs(table: Table) -> Iterator[tuple[int, Cell, Cell]]:
    """Each cell that may be a label with the one to its right, and their row. A row that does not part so has none."""
    for row in range(table.rows):
        cells = list({id(cell): cell for cell in table.row(row) if cell is not None}.values())
        if len(cells) % 2 == 0:
            yield from ((row, label, value) for label, value in zip(cells[0::2], cells[1::2], strict=True))
