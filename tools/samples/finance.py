"""The finance report's tables: a forecast, its shares, the opening budget, the reserve, savings and two appendices.

The sums are worked out here, so they hold; the one figure that does not is in `SLIPS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.samples.galley import LANDSCAPE, PORTRAIT, WIDE, Galley
from tools.samples.money import MILLIONS, POUNDS, THOUSANDS, Column, Line, MoneyTable, set_money

COUNCILS = ("Ashcombe", "Northmere", "Wexbury")
SHARES = (Decimal("0.449"), Decimal("0.349"))  # of the first two councils; the third bears what is left
YEAR, BEFORE, PERIOD = "2024/25", "2023/24", "2024/25 P5"
STEPS = ("Closing Budget", "Funds for One Year", "Growth", "Savings", "Pay and Prices", "Opening Budget")

# Service: its parts with opening budget, one-off funding, growth, savings and inflation, in thousands of pounds.
SERVICES: dict[str, dict[str, tuple[int, int, int, int, int]]] = {
    "Finance": {
        "Accountancy": (2_840, -120, 96, -74, 82),
        "Audit and Fraud": (1_365, 0, 40, -38, 39),
        "Procurement": (2_215, -60, 115, -91, 64),
    },
    "Human Resources": {"Advice and Policy": (1_790, 0, 52, -66, 51), "Learning": (1_325, -85, 0, -47, 38)},
    "ICT": {
        "Service Desk": (2_960, 0, 210, -118, 86),
        "Networks and Hosting": (4_110, -240, 388, -152, 117),
        "Applications": (2_800, -75, 265, -81, 79),
    },
    "Legal": {"Social Care and Education": (1_315, 0, 78, -42, 37), "Property and Planning Law": (890, 0, 0, -33, 25)},
    "Property": {"Estates": (2_190, -60, 118, -79, 62), "Facilities": (2_770, 0, 64, -104, 79)},
    "Exchequer": {"Revenues and Benefits": (3_480, 0, 56, -88, 98), "Payments and Payroll": (2_260, 0, 0, -55, 63)},
}
FORECASTS = {"Finance": 6545, "Human Resources": 3060, "ICT": 10112, "Legal": 2150, "Property": 5071, "Exchequer": 5704}
NON_SHARED = (87, -64, 21)
SLIPS = {(5, 1): Decimal("41.520")}  # Table 3, Expenditure of the opening budget: two figures changed over


def millions(thousands: int) -> Decimal:
    return Decimal(thousands) / 1000


def split(thousands: int) -> list[int]:
    """What falls to each council."""
    first = [int((thousands * share).quantize(Decimal(1))) for share in SHARES]
    return [*first, thousands - sum(first)]


def steps(part: Sequence[int]) -> list[int]:
    """Closing budget, the four steps and the opening budget of a part of a service, in thousands."""
    opening, one_off, growth, savings, inflation = part
    return [opening - one_off - growth - savings - inflation, one_off, growth, savings, inflation, opening]


def forecast() -> MoneyTable:
    lines = []
    for service, parts in SERVICES.items():
        budget = sum(part[0] for part in parts.values())
        figures = [millions(n) for n in (budget, FORECASTS[service], FORECASTS[service] - budget)]
        lines.append(Line(service, figures))
    totals = [sum(parts[0] for row in SERVICES.values() for parts in row.values()), sum(FORECASTS.values())]
    lines.append(Line("Total", [millions(n) for n in (*totals, totals[1] - totals[0])], True))
    columns = [Column((f"{name} £m",), "Total", name, YEAR, PERIOD) for name in ("Budget", "Forecast", "Variance")]
    title = "Table 1 – Shared services: forecast at Period 5, 2024/25"
    return MoneyTable(title, MILLIONS, columns, lines, corner=("Service",), scope="shared")


def shares() -> MoneyTable:
    shared = split(sum(FORECASTS.values()) - sum(part[0] for parts in SERVICES.values() for part in parts.values()))
    both = [a + b for a, b in zip(shared, NON_SHARED, strict=True)]
    rows: list[tuple[str, str | None, Sequence[int]]] = [
        ("Shared services", "shared", shared),
        ("Non-shared services", "non-shared", NON_SHARED),
        ("Total", None, both),
    ]
    lines = [
        Line(label, [millions(n) for n in (*figures, sum(figures))], label == "Total", scope=scope)
        for label, scope, figures in rows
    ]
    columns = [Column((f"{council} (£m)",), council, None, YEAR, PERIOD) for council in (*COUNCILS, "Total")]
    return MoneyTable("Table 2 – Share of the forecast variance at Period 5, 2024/25", MILLIONS, columns, lines)


def opening() -> MoneyTable:
    income = [-8702, 0, 0, -150, -88]
    net = [sum(steps(part)[n] for parts in SERVICES.values() for part in parts.values()) for n in range(5)]
    rows = [[i, n - i, n] for i, n in zip(income, net, strict=True)]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    lines = []
    for label, figures in zip(STEPS, rows, strict=True):
        year = BEFORE if label == "Closing Budget" else YEAR
        dated = f"{label} {year}" if "Budget" in label else label
        lines.append(Line(dated, [millions(n) for n in figures], label == "Opening Budget", year=year))
    columns = [Column((name, "£m"), "Total", name) for name in ("Income", "Expenditure", "Net Expenditure")]
    title = "Table 3 – Shared services: opening budget 2024/25"
    return MoneyTable(title, MILLIONS, columns, lines, scope="shared", slips=SLIPS)


def reserve() -> MoneyTable:
    start = [-412_300, -355_900, -188_450]
    payroll, legal, survey = [62_000, 48_000, 28_000], [None, 45_500, None], [18_000, 14_000, 8_000]
    offset = [149_000, 116_000, 67_000]
    balance = [sum(n or 0 for n in council) for council in zip(start, payroll, legal, survey, strict=True)]
    after = [a + b for a, b in zip(balance, offset, strict=True)]

    def line(
        label: str, figures: Sequence[int | None], measure: str, year: str = YEAR, parent: str | None = None
    ) -> Line:
        printed = [None if n is None else Decimal(n) for n in (*figures, sum(n or 0 for n in figures))]
        return Line(label, printed, "Forecast" in label, parent=parent, measure=measure, year=year)

    lines = [
        line("Balance at 31 March 2024", start, "Balance", BEFORE),
        Line("Used since April", ()),
        line("Payroll interface", payroll, "Payroll interface", parent="Used since April"),
        line("Legal case system", legal, "Legal case system", parent="Used since April"),
        Line("Planned", ()),
        line("Depot survey", survey, "Depot survey", parent="Planned"),
        line("Forecast balance at 31 March 2025", balance, "Forecast balance"),
        line("To meet the 2024/25 overspend", offset, "To meet the overspend"),
        line("Forecast balance if all of it is met", after, "Forecast balance if all of it is met"),
    ]
    columns = [Column((f"{council} £",), council) for council in (*COUNCILS, "Total")]
    return MoneyTable("Table 4 – Joint reserve", POUNDS, columns, lines)


def savings() -> MoneyTable:
    lines = []
    total = [0, 0, 0, 0]
    for parts in SERVICES.values():
        for name, part in parts.items():
            figures = [-part[3], *split(-part[3])]
            total = [a + b for a, b in zip(total, figures, strict=True)]
            lines.append(Line(name, [millions(n) for n in figures]))
    lines.append(Line("Total", [millions(n) for n in total], True))
    columns = [Column(("Saving", "£m"), "Total", "Saving", YEAR)]
    columns += [Column((f"Saving for {council}", "£m"), council, "Saving", YEAR) for council in COUNCILS]
    title = "Table 5 – Shared services: savings taken out in 2024/25"
    return MoneyTable(title, MILLIONS, columns, lines, corner=("Service",), scope="shared")


def appendix_a() -> MoneyTable:
    def line(label: str | None, thousands: Sequence[Sequence[int]], total: bool, parent: str | None = None) -> Line:
        figures = [millions(n) for step in thousands for n in (*step, sum(step))]
        return Line(label, figures, total, parent=parent)

    def added(rows: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
        return [[sum(cell) for cell in zip(*step, strict=True)] for step in zip(*rows, strict=True)]

    lines: list[Line] = []
    services = []
    for service, parts in SERVICES.items():
        rows = {name: [split(n) for n in steps(part)] for name, part in parts.items()}
        services.append(added(list(rows.values())))
        lines.append(line(service, services[-1], True))
        lines += [line(name, row, False, service) for name, row in rows.items()]
    lines.append(line(None, added(services), True))
    columns, spans = [], {}
    for n, step in enumerate(STEPS):
        year = BEFORE if step == "Closing Budget" else YEAR
        spans[0, 1 + 4 * n] = (1, 4)
        dated = f"{step} {year}" if "Budget" in step else step
        columns += [Column((dated, council, "£m"), council, step, year) for council in (*COUNCILS, "Total")]
    title = "Appendix A – Shared services: opening budget 2024/25 by service and council"
    return MoneyTable(title, MILLIONS, columns, lines, spans=spans, scope="shared")


def appendix_b() -> MoneyTable:
    rows = [
        ("CA1010", "Markets", (-214, -226, -231, -236), "Two pitches let since April"),
        ("CA1025", "Car parks", (-1_418, -1_502, -1_530, -1_561), "Charges rise by 2% a year"),
        ("CA2040", "Commercial rents", (-2_077, -1_985, -2_010, -2_035), "Unit 4 stands empty until 2025"),
        ("CA3110", "Cemeteries", (318, 325, 331, 338), "Pay award"),
        ("CA3120", "Register office", (142, 150, 153, 156), "Pay award"),
        ("CA4205", "School transport", (3_662, 3_840, 4_005, 4_160), "Eleven more routes since September 2023"),
        ("CA4310", "Passenger depot", (508, 515, 402, 410), "Lease of the second yard ends in March 2025"),
    ]
    lines = [Line(name, [Decimal(n) for n in figures], code=code, commentary=why) for code, name, figures, why in rows]
    total = [Decimal(sum(row[2][n] for row in rows)) for n in range(4)]
    lines.append(Line(None, total, True))
    years = ((BEFORE, "Actual"), (YEAR, "Budget"), ("2025/26", "Forecast"), ("2026/27", "Forecast"))
    columns = [Column((f"{year} {measure}",), "Ashcombe", measure, year) for year, measure in years]
    return MoneyTable(
        "Appendix B – Ashcombe non-shared services: budget to 2026/27 (£000s)",
        THOUSANDS,
        columns,
        lines,
        corner=("Cost centre", "Service"),
        scope="non-shared",
        commentary="Reason",
    )


def set_opening(galley: Galley) -> None:
    """Table 3, its header alone at the foot of a page, and what of it does not add up."""
    galley.y = max(galley.y, galley.floor - 56)
    table = opening()
    pages = set_money(galley, table, widths=(190, 90, 90, 101), header_alone=True)
    income, right, net = (figure or Decimal(0) for figure in table.lines[5].figures)
    wrong = SLIPS[5, 1]
    where = f"{table.title}: Opening Budget 2024/25"
    for check, subject, expected, actual in (
        ("column total", f"{where}, Expenditure", right, wrong),
        ("row sum", f"{where}, Net Expenditure = Income + Expenditure", income + wrong, net),
    ):
        galley.truth.add(
            "findings",
            check=check,
            subject=subject,
            expected=str(expected),
            actual=str(actual),
            difference=str(actual - expected),
            page=pages[-1],
        )


def set_appendices(galley: Galley, agenda_item: str, date: str) -> None:
    """Appendix A from a spreadsheet, turned, in very small type; a blank page; Appendix B upright and wide."""
    for table, sheet, size, widths in (
        (appendix_a(), LANDSCAPE, 5.0, (102.0, *[27.0] * 24)),
        (appendix_b(), WIDE, 9.0, (70, 120, 85, 85, 85, 85, 220)),
    ):
        page = galley.new_page(sheet)
        set_money(galley, table, size, widths, header_fill="#bdd7ee")
        galley.truth.paper("appendix", table.title, agenda_item, date, (page, galley.page))
        if sheet is LANDSCAPE:
            galley.blank()
    galley.sheet = PORTRAIT
