"""What a performance table says of its rows besides figures: names, directorates and units; and its own period."""

from __future__ import annotations

import re

from extractors.facts.indicators.entries import Setting
from extractors.facts.indicators.kinds import FIGURES
from extractors.facts.indicators.layout import Layout
from extractors.facts.indicators.periods import ends, year_of
from extractors.facts.values import is_blank


def _only_series(layout: Layout) -> str | None:
    """The name of a panel without a title: its one row label that is no role, council or period."""
    if layout.shape != "panel" or layout.names is None:
        return None
    named = [row for row, label in layout.rows.items() if label.role is None and label.rest]
    cells = [cell for row in named if (cell := layout.table.at(row, layout.names)) is not None]
    return " ".join(cells[0].text.split()) if len(cells) == 1 else None


def latest_period(layout: Layout) -> str | None:
    """What a table reports on where nothing around it says so: its latest quarter or month, or its target's year.

    The year of a full year's outturn is none: the quarters beside it are those of the next year as a rule, not surely.
    """
    named = [(label.period, kind) for label, kind in zip(layout.columns, layout.kinds, strict=True) if label.period]
    parts = [period for period, kind in named if kind in FIGURES and period != year_of(period)]
    years = [period for period, kind in named if kind == "target"]
    return max(parts or years, key=ends, default=None)


def about_row(layout: Layout, row: int, above: dict[str, str], setting: Setting) -> dict[str, str | None]:
    """What the naming columns say of a row; a blank cell of a merged or ditto column has the text above it."""
    about: dict[str, str | None] = {
        "indicator": setting.indicator or _only_series(layout),
        "directorate": setting.directorate,
        "unit": _headed_unit(layout),
    }
    for kind in ("directorate", "service_area", "unit", "indicator"):
        col = layout.column(kind)
        if col is None:
            continue
        cell = layout.table.at(row, col)
        text = " ".join(cell.text.split()) if cell is not None else ""
        if text and not is_blank(text):
            above[kind] = text
        elif kind == "unit":
            above.pop(kind, None)
        about[kind] = above.get(kind)
    return about


def _headed_unit(layout: Layout) -> str | None:
    """The unit that closes the headers of the columns of figures: "Actual (%)", "Outturn %"; None where they differ."""
    heads = (
        " ".join(layout.table.header_path(col))
        for col in layout.value_columns()
        if layout.kinds[col] in FIGURES | {"target"}
    )
    units = {match[1] or match[2] for head in heads if (match := re.search(r"\(([^()]+)\)$|(%)$", head))}
    return units.pop() if len(units) == 1 else None
