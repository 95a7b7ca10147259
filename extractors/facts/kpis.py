"""Reads `kpis`: one record for each indicator, organisation and period of a performance report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.facts.doubts import doubts
from extractors.facts.indicators.boxes import has_boxes, read_boxes
from extractors.facts.indicators.cards import is_card, read_cards
from extractors.facts.indicators.context import lines_above, namer, setting_of, setting_of_page
from extractors.facts.indicators.entries import Setting
from extractors.facts.indicators.figures import Named, split_figures
from extractors.facts.indicators.kinds import FIGURES
from extractors.facts.indicators.layout import Layout, read_layout
from extractors.facts.indicators.readings import Reading, read_layout_rows
from extractors.facts.indicators.units import units_of
from extractors.facts.rating_keys import read_key
from extractors.facts.values import find_unit, is_blank
from extractors.records import Issue, Record
from extractors.reference import load
from extractors.tables.table import Table

if TYPE_CHECKING:
    from extractors.pack import Pack

_MOSTLY_FIGURES = 0.4  # share of cells with figures below which a table is words with a number here and there
_LONGEST_TITLE = 150  # characters
_MOSTLY_MONEY = 0.6  # share of money among the figures above which a table is a budget, whatever its headers


def claim(table: Table, pack: Pack) -> float:
    """How surely a table holds performance indicators, 0 to 1.

    Measured against a target, rated, or under a header that names indicators; months or quarters of one council after
    another; and figures that are not mostly money.
    """
    named = namer(pack.front_sheet.organisations)
    if is_card(table, named):
        return 0.9
    layout = read_layout(table, named)
    if layout is None:
        return 0.0
    roles, headed = layout.roles(), _names_indicators(layout)
    told, figures, money = _figures(layout)
    if figures < _MOSTLY_FIGURES * told or not figures:
        return 0.6 if headed and not told and _only_rates(layout) else 0.0
    measured = bool(roles["target"])
    rated = bool(roles["rag"] or roles["direction"])
    timed = sum(1 for label in layout.columns if label.says_when) >= 3
    sure = 0.0
    if layout.shape == "series":
        sure = 0.6 if headed or _is_of_performance(table, pack) else 0.0
    elif layout.shape == "panel":
        sure = 0.9 if measured and (rated or timed or roles["actual"]) else 0.0
    elif headed:
        dated = any(label.says_when for label in layout.columns) or sum(bool(roles[role]) for role in FIGURES) > 1
        sure = 0.9 if measured or rated else 0.7 if dated else 0.6 if _is_of_performance(table, pack) else 0.4
    elif measured and (rated or timed) and any(roles[role] for role in FIGURES):
        sure = 0.6
    told_in_pounds = money > _MOSTLY_MONEY * figures or any(find_unit(text) for text in _captions(layout))
    return min(sure, 0.3) if told_in_pounds else sure


def read_kpis(pack: Pack, tables: Sequence[Table]) -> tuple[list[Record], list[Issue]]:
    """The indicators of the tables mapped to `kpis`, and an issue for each of these tables that gave none."""
    named = namer(pack.front_sheet.organisations)
    key = read_key((passage.text for passage in pack.passages), pack.tables)
    issues: list[Issue] = []
    found: list[tuple[Table | None, Reading]] = []
    for table in tables:
        setting = setting_of(table, pack, named, key)
        readings = _read(table, setting, named)
        found.extend((table, reading) for reading in readings)
        issues += _doubts_of(table, setting, readings)
    for page in filter(has_boxes, pack.pages):
        taken = [table.box for table in tables if table.page == page.number]
        found.extend((None, reading) for reading in read_boxes(page, taken, setting_of_page(page, pack, named), pack))
    units = units_of([reading for _, reading in found])
    records = [_record(table, reading, unit, pack) for (table, reading), unit in zip(found, units, strict=True)]
    return records, [*issues, *doubts(pack, tables, records)]


def _doubts_of(table: Table, setting: Setting, readings: Sequence[Reading]) -> list[Issue]:
    """What is uncertain of the readings of one table, or why there are none."""
    told: list[tuple[str, str]] = []
    if any(reading.period is None for reading in readings):
        message = "the year or quarter of some figures is printed neither in the table nor above it"
        told.append(("kpi_period_unknown", message))
    if readings and setting.by_meeting:
        message = f"no year is printed: {setting.period} is the last such quarter that had ended before the meeting"
        told.append(("kpi_period_by_meeting", message))
    if not readings:
        told.append(("kpi_table_unread", "no indicator could be read from a performance table"))
    return [
        Issue("facts", "warning", code, message, page=table.page, box=table.box, table_id=table.table_id)
        for code, message in told
    ]


def _read(table: Table, setting: Setting, named: Named) -> list[Reading]:
    if is_card(table, named):
        return read_cards(table, setting, named)
    layout = read_layout(table, named)
    return read_layout_rows(layout, setting, named) if layout is not None else []


def _names_indicators(layout: Layout) -> bool:
    """Whether the header of the names' column, or the table's title, says that they are indicators."""
    title = f" {' '.join(re.findall(r'[a-z]+', (layout.table.title or '').casefold()))} "
    titled = any(f" {words} " in title for words in load("kpi_headers")["titles"])
    return titled or (layout.names is not None and layout.columns[layout.names].role == "indicator")


def _is_of_performance(table: Table, pack: Pack) -> bool:
    """Whether the table's title, a line right above it, or the title of its paper says that it is about performance."""
    paper = pack.paper_at(table.page)
    above = [passage.text for passage in lines_above(table, pack) if len(passage.text) <= _LONGEST_TITLE]
    words = re.findall(r"[a-z]+", " ".join([table.title or "", paper.title if paper else "", *above]).casefold())
    return bool(set(load("kpi_headers")["performance"]) & set(words))


def _captions(layout: Layout) -> list[str]:
    """What may say the unit of all the figures: caption, note, and the header of the names or of every column."""
    table = layout.table
    heads = {id(cell): cell for row in range(layout.head) for cell in table.row(row) if cell is not None}
    corner = table.at(0, layout.names) if layout.names is not None else None
    wide = [cell.text for cell in heads.values() if cell.col_span > 2 or cell is corner]
    return [table.title or "", table.note or "", *wide]


def _only_rates(layout: Layout) -> bool:
    """Whether the table is a list of indicators with nothing but their ratings and arrows."""
    kinds = set(layout.kinds)
    return "rag" in kinds and kinds <= {"indicator", "reference", "directorate", "service_area", "rag", "direction"}


def _figures(layout: Layout) -> tuple[int, int, int]:
    """How many cells of figures and targets say something, how many of them hold figures, and how many hold money."""
    table = layout.table
    seen = {
        id(cell): (cell, col)
        for row in range(layout.head, table.rows)
        for col in layout.value_columns()
        if (cell := table.at(row, col)) is not None and layout.kinds[col] in FIGURES | {"target"}
    }
    told = [(cell.text, col) for cell, col in seen.values() if cell.text.strip() and not is_blank(cell.text)]
    parts = [(split_figures(text, lambda label: ((), label))[0], col) for text, col in told]
    held = [(part, col) for part, col in parts if part.value is not None]
    in_pounds = {col for _, col in held if any(find_unit(text) for text in table.header_path(col))}
    money = sum(1 for part, col in held if part.unit == "GBP" or (part.unit is None and col in in_pounds))
    return len(told), len(held), money


def _record(table: Table | None, reading: Reading, unit: str | None, pack: Pack) -> Record:
    paper = pack.paper_at(reading.cell.page)
    return {
        "document_id": paper.document_id if paper else None,
        "table_id": table.table_id if table else None,
        "indicator": reading.indicator,
        "directorate": reading.directorate,
        "service_area": reading.service_area,
        "organisation": reading.organisation,
        "period": reading.period,
        "actual": reading.actual.value,
        "target": reading.target.value,
        "unit": unit,
        "actual_text": reading.actual.text,
        "target_text": reading.target.text,
        "rag": reading.rag,
        "rag_basis": reading.basis,
        "direction": reading.direction,
        "commentary": reading.commentary,
        "raw_text": reading.cell.text or None,
        "row": reading.cell.row if table else None,
        "col": reading.cell.col if table else None,
        "page": reading.cell.page,
        **reading.cell.box.columns(),
    }
