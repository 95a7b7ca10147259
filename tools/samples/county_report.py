"""A county council's report: the same matter as in the joint pack, drawn in other ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tools.samples.galley import PORTRAIT, Galley
from tools.samples.grid import Grid, Place, Row
from tools.samples.indicators import WORDS, Reading, note
from tools.samples.money import THOUSANDS, Column, Line, MoneyTable, Unit, note_money
from tools.samples.report import set_blocks

COUNTY = "Harrowdale"
YEAR = "2024/25"
REVENUE = (  # service, budget and forecast in hundredths of a million pounds
    ("Winter service", 340, 340),
    ("Road maintenance", 1820, 1812),
    ("Bridges", 610, 618),
    ("Emergency works", 85, 121),
    ("Rights of way", 235, 235),
    ("Street lighting", 700, 700),
)
CAPITAL = {  # scheme: budget and forecast of this year, budgets of the next two, in thousands of pounds
    "Roads": {
        "Resurfacing": (8_400, 8_520, 8_600, 8_800),
        "Skelby bypass, land": (1_250, 1_180, 400, 0),
        "Drainage after floods": (900, 1_310, 650, 650),
    },
    "Bridges and structures": {
        "Skelby Bridge": (4_100, 3_050, 2_900, 240),
        "Retaining walls": (2_650, 2_600, 2_700, 2_750),
        "Footbridges": (1_300, 1_300, 950, 1_000),
    },
}


def revenue() -> MoneyTable:
    lines = [
        Line(name, [Decimal(n) / 100 for n in (budget, forecast, forecast - budget)])
        for name, budget, forecast in REVENUE
    ]
    lines.append(
        Line("Total", [sum((line.figures[n] or Decimal(0) for line in lines), Decimal(0)) for n in range(3)], True)
    )
    columns = [Column((name,), COUNTY, name, YEAR) for name in ("Budget", "Forecast")]
    columns.append(Column(("Variance",), COUNTY, "Variance", YEAR, signed=True))
    unit = Unit("£m", 1_000_000, 2, brackets=False)
    return MoneyTable("Table 1 – Revenue forecast 2024-25", unit, columns, lines, corner=("Service",))


def capital() -> MoneyTable:
    lines: list[Line] = []
    whole = [0, 0, 0, 0]
    for section, schemes in CAPITAL.items():
        lines.append(Line(section, ()))
        lines += [Line(name, [Decimal(n) for n in figures], parent=section) for name, figures in schemes.items()]
        added = [sum(figures[n] for figures in schemes.values()) for n in range(4)]
        whole = [a + b for a, b in zip(whole, added, strict=True)]
        lines.append(Line("Sub-total", [Decimal(n) for n in added], True, parent=section))
    lines.append(Line("Total", [Decimal(n) for n in whole], True))
    heads = (("2024-25", "Budget"), ("2024-25", "Forecast"), ("2025-26", "Budget"), ("2026-27", "Budget"))
    columns = [Column(head, COUNTY, head[1], head[0].replace("-", "/")) for head in heads]
    title = "Table 2 – Capital programme 2024-25 to 2026-27 (£000s)"
    return MoneyTable(
        title, replace(THOUSANDS, brackets=False), columns, lines, corner=("Scheme",), spans={(0, 1): (1, 2)}
    )


def set_county_report(galley: Galley, report: Mapping[str, Any]) -> None:
    """Sets the report and notes it."""
    first = galley.new_page(PORTRAIT)
    galley.line(f"{COUNTY} County Council", 13, after=12)
    galley.pairs(report["head"], tab=110)
    galley.gap(12)
    top = galley.y
    set_blocks(galley, report, report["summary"], {})
    galley.pen.cell(galley.left - 6, top - 2, galley.right + 6, galley.y, None)
    galley.gap(14)
    tables = {
        "revenue": _set_revenue,
        "capital": _set_capital,
        "indicators": lambda g: _set_indicators(g, report["indicators"]),
    }
    set_blocks(galley, report, report["body"], tables)
    galley.truth.paper(
        "report", report["title"], report["agenda_item"], str(report["date"]), (first, galley.page), report["author"]
    )


def _set_revenue(galley: Galley) -> None:
    """Ruled between its rows only, with the unit in the corner above."""
    table = revenue()
    galley.line(table.title, after=2)
    remark = "All figures in £m"
    galley.pen.text(galley.right - galley.pen.measure(remark, 8), galley.y, remark, 8)
    galley.gap(4)
    grid = Grid(table.rows(), 1, (201, 90, 90, 90), 9.5, bold_rows=frozenset({7}), header_fill=None, rules="rows")
    note_money(galley, table, grid, galley.table(grid))


def _set_capital(galley: Galley) -> None:
    """Without rulings, every other row banded in grey; section names and sub-totals in bold."""
    table = capital()
    galley.line(table.title)
    rows = table.rows()
    bold = frozenset(2 + n for n, line in enumerate(table.lines) if line.total or not line.figures)
    fills: dict[Place, str] = {(r, c): "#eef3f6" for r in range(2, len(rows), 2) for c in range(5)}
    grid = Grid(
        rows,
        2,
        (171, 75, 75, 75, 75),
        9.5,
        fills,
        spans=table.spans,
        bold_rows=bold,
        header_fill="#1c4e63",
        header_ink="#ffffff",
        rules="none",
    )
    note_money(galley, table, grid, galley.table(grid))


def _set_indicators(galley: Galley, content: Mapping[str, Any]) -> None:
    """Nothing but words in columns under a line, the rating a coloured word."""
    galley.line(content["title"])
    rows: list[Row] = [["Indicator", "Target", "Actual", "Status"]]
    inks: dict[Place, str] = {}
    readings: list[Reading] = []
    for indicator, target, actual, rating in content["rows"]:
        inks[len(rows), 3] = content["colours"][rating]
        rows.append([indicator, target, actual, WORDS[rating]])
        reached, wanted = (float(text.rstrip("%")) for text in (actual, target))
        readings.append(Reading(indicator, COUNTY, content["period"], reached, wanted, actual, target, "%", rating))
    grid = Grid(rows, 1, (261, 70, 70, 70), 9.5, inks=inks, header_fill=None, rules="none", numbers_right=False)
    top = galley.y
    pages = galley.table(grid)
    galley.pen.rule(galley.left, top + 15, galley.right, top + 15)
    note(galley, readings, pages[1:], "word")
    galley.truth.table(content["title"], grid, pages, "kpis")
