"""The appendix of performance indicators: a count of ratings, lists by council, a page for each one followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tools.samples.galley import LANDSCAPE, PORTRAIT, Galley
from tools.samples.grid import Grid, Mark, Place, Row
from tools.samples.indicators import (
    BEFORE,
    MONTH_NAMES,
    MONTHS,
    WORDS,
    Rating,
    Reading,
    list_readings,
    note,
    quarter_reading,
    rating_of,
    targets,
)
from tools.samples.pens import Face
from tools.samples.pictograph import DOWN, RIGHT, UP

HEADER_FILL = "#bdd7ee"
BARS = ("#1f4e79", "#7fb2d9", "#8064a2")
ARROWS = {"symbol": {"up": "↑", "down": "↓", "level": "→"}, "pictograph": {"up": UP, "down": DOWN, "level": RIGHT}}
MARKS: dict[str, Mark] = {"up": "up", "down": "down", "level": "level"}
INKS = {"up": "#00b050", "down": "#ff0000", "level": "#ffc000"}


def set_indicators(galley: Galley, content: Mapping[str, Any], agenda_item: str, date: str) -> None:
    """Sets the appendix and notes its rows."""
    first = galley.new_page(LANDSCAPE)
    title = "Appendix 1 – Performance Indicators, Quarter 2 (July – September 2024)"
    galley.line(title, 13, align="centre", after=10)
    lists = {listed["council"]: list_readings(content, listed) for listed in content["lists"]}
    _set_counts(galley, content, lists)
    for listed in content["lists"]:
        galley.new_page()
        _set_list(galley, content, listed, lists[listed["council"]])
    for key in content["panels"]:
        galley.new_page()
        _set_panel(galley, content, key)
    galley.truth.paper("appendix", title, agenda_item, date, (first, galley.page))
    galley.sheet = PORTRAIT


def _set_counts(galley: Galley, content: Mapping[str, Any], lists: Mapping[str, Sequence[Reading]]) -> None:
    title = "Summary of ratings"
    galley.line(title)
    galley.para("The number of indicators by council and rating, as listed on the pages that follow.")
    slip = content["summary_slip"]
    counts = {council: Counter(reading.rag for reading in readings) for council, readings in lists.items()}
    rows: list[Row] = [["Rating", *counts]]
    wrong = []
    for letter, word in (*WORDS.items(), (None, "Not available")):
        row = [word]
        for council, count in counts.items():
            off = slip.get(letter, 0) if council == slip["council"] and letter else 0
            row.append(str(count[letter] + off))
            if off:
                wrong.append((council, word, count[letter], off))
        rows.append(row)
    rows.append(["Total", *(str(sum(count.values())) for count in counts.values())])
    fills: dict[Place, str] = {(n, 0): content["colours"][letter] for n, letter in enumerate(WORDS, start=1)}
    grid = Grid(rows, widths=(120, 100, 100, 100), fills=fills, header_fill=HEADER_FILL, bold_rows=frozenset({5}))
    pages = galley.table(grid)
    galley.truth.table(title, grid, pages, None)
    for council, word, right, off in wrong:
        galley.truth.add(
            "findings",
            check="summary count",
            subject=f"{council}: {word} indicators in the summary of ratings against the list of indicators",
            expected=str(right),
            actual=str(right + off),
            difference=str(off),
            page=pages[0],
        )


def _arrow(reading: Reading, arrows: str) -> tuple[str, Face | None, Mark | None]:
    """The text of a direction cell, the face it is set in, and the shape drawn in it."""
    if reading.direction is None:
        return "", None, None
    if arrows == "drawn":
        return "", None, MARKS[reading.direction]
    return ARROWS[arrows][reading.direction], "symbol" if arrows == "symbol" else "pictograph", None


def _set_list(
    galley: Galley, content: Mapping[str, Any], listed: Mapping[str, Any], readings: Sequence[Reading]
) -> None:
    title = f"{listed['council']} indicators"
    galley.line(title, 12)
    rows: list[Row] = [
        ["Directorate", "Service Area", "Indicator", "2024/25 Target", "Quarter 2", "RAG", "Direction of Travel"]
    ]
    fills: dict[Place, str] = {}
    inks: dict[Place, str] = {}
    faces: dict[Place, Face] = {}
    marks: dict[Place, tuple[Mark, str]] = {}
    spans: dict[Place, Place] = {}
    for n, reading in enumerate(readings, start=1):
        alike = sum(1 for other in readings if other.directorate == reading.directorate)
        fresh = n == 1 or readings[n - 2].directorate != reading.directorate
        if fresh:
            spans[n, 0] = (alike, 1)
        shown = {"fill": "", "letter": reading.rag or "", "word": WORDS.get(reading.rag or "", "")}[listed["rating"]]
        if reading.rag:
            fills[n, 5] = content["colours"][reading.rag]
        arrow, face, mark = _arrow(reading, listed["arrows"])
        ink = INKS.get(reading.direction or "", "#000000")
        inks[n, 6] = ink
        if face:
            faces[n, 6] = face
        if mark:
            marks[n, 6] = (mark, ink)
        rows.append(
            [
                reading.directorate if fresh else None,
                reading.service_area,
                reading.indicator,
                reading.target_text,
                reading.actual_text,
                shown,
                arrow,
            ]
        )
    grid = Grid(
        rows,
        widths=(100, 130, 250, 75, 70, 55, 70),
        fills=fills,
        inks=inks,
        faces=faces,
        spans={place: span for place, span in spans.items() if span != (1, 1)},
        marks=marks,
        header_fill=HEADER_FILL,
        numbers_right=False,
    )
    pages = galley.table(grid)
    note(galley, readings, pages[1:], listed["rating"])
    galley.truth.table(title, grid, pages, "kpis")
    _note_wrong_ratings(galley, rating_of(content), readings, pages)


def _note_wrong_ratings(galley: Galley, rule: Rating, readings: Sequence[Reading], pages: Sequence[int]) -> None:
    for reading, page in zip(readings, pages[1:], strict=True):
        right = rule.of(reading)
        if right != reading.rag and reading.actual is not None and reading.target is not None:
            galley.truth.add(
                "findings",
                check="rating against target",
                subject=f"{reading.organisation}: {reading.indicator}, rating against target",
                expected=f"{right} ({reading.actual_text} against {reading.target_text})",
                actual=reading.rag,
                difference=f"{reading.actual - reading.target:g}",
                page=page,
            )


def _set_panel(galley: Galley, content: Mapping[str, Any], key: str) -> None:
    panel = content["panels"][key]
    title, printed = panel["indicator"], panel["print"].format
    galley.line(panel["directorate"], 13, align="centre")
    galley.line(title, 12, after=2)
    galley.para(panel["means"], face="italic")
    top = galley.y
    councils = list(panel["months"])
    quarters = [quarter_reading(content, key, council) for council in councils]
    year = replace(
        quarters[0],
        organisation=councils[0] if len(councils) == 1 else "Total",
        period=BEFORE,
        actual=panel["last_year"],
        target=targets(panel)[-1],
        actual_text=printed(panel["last_year"]),
        target_text=printed(targets(panel)[-1]),
        direction=None,
        commentary=None,
    )
    year = replace(year, rag=rating_of(content).of(year))
    shown = [replace(quarter, **_slipped(panel, quarter)) for quarter in quarters]
    page = _set_outturns(galley, content, title, [year, *shown], single=len(councils) == 1)
    for quarter, wrong in zip(quarters, shown, strict=True):
        if quarter.actual != wrong.actual and quarter.actual is not None and wrong.actual is not None:
            galley.truth.add(
                "findings",
                check="cross table",
                subject=f"{quarter.organisation}: {title}, Quarter 2 on its page against the list of indicators",
                expected=f"{quarter.actual:g}",
                actual=f"{wrong.actual:g}",
                difference=f"{round(wrong.actual - quarter.actual, 1):g}",
                page=page,
            )
    _draw_chart(galley, panel, top)
    galley.y = top + 225
    _set_months(galley, panel)
    galley.para(f"Comment: {panel['comment']}")


def _slipped(panel: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    wrong = panel.get("slip", {}).get(reading.organisation)
    return {} if wrong is None else {"actual": wrong, "actual_text": panel["print"].format(wrong)}


def _set_outturns(
    galley: Galley, content: Mapping[str, Any], title: str, readings: Sequence[Reading], single: bool
) -> int:
    """The small table beside the chart: a column for the year before and one for each council."""
    codes = content["codes"]
    period = content["period"]
    heads = [BEFORE] + [period if single else f"{codes[r.organisation]} {period}" for r in readings[1:]]
    arrows = [_arrow(reading, "symbol") for reading in readings]
    rows: list[Row] = [
        ["", *heads],
        ["Outturn", *(reading.actual_text for reading in readings)],
        ["Target", *(reading.target_text for reading in readings)],
        ["RAG", *("" for _ in readings)],
        ["DoT", *(text for text, _, _ in arrows)],
    ]
    faces: dict[Place, Face] = {(n, 0): "bold" for n in range(1, 5)}
    faces |= {(4, c): "symbol" for c, (_, face, _) in enumerate(arrows, start=1) if face}
    fills: dict[Place, str] = {(3, c): content["colours"][r.rag] for c, r in enumerate(readings, start=1) if r.rag}
    inks: dict[Place, str] = {(4, c): INKS[r.direction] for c, r in enumerate(readings, start=1) if r.direction}
    width = 250 / len(readings)
    grid = Grid(
        rows,
        widths=(50, *[width] * len(readings)),
        fills=fills,
        inks=inks,
        faces=faces,
        header_fill=HEADER_FILL,
        numbers_right=False,
    )
    pages = galley.table(grid, x0=galley.right - 300)
    note(galley, readings, [pages[0]] * len(readings), "fill")
    galley.truth.table(title, grid, pages, "kpis")
    return pages[0]


def _set_months(galley: Galley, panel: Mapping[str, Any]) -> None:
    title, printed = panel["indicator"], panel["print"].format
    goals = targets(panel)
    rows: list[Row] = [["", *MONTH_NAMES]]
    readings: list[Reading] = []
    for council, months in panel["months"].items():
        figures: list[float | None] = [*months, *[None] * (12 - len(months))]
        texts = ["-" if figure is None else printed(figure) for figure in figures]
        rows.append([council, *texts])
        readings += [
            Reading(
                title,
                council,
                month,
                figure,
                goal,
                text,
                printed(goal),
                panel["unit"],
                directorate=panel["directorate"],
            )
            for month, figure, goal, text in zip(MONTHS, figures, goals, texts, strict=True)
        ]
    rows.append(["Target", *map(printed, goals)])
    faces: dict[Place, Face] = {(n, 0): "bold" for n in range(1, len(rows))}
    grid = Grid(rows, widths=(66, *[57] * 12), size=8.5, faces=faces, header_fill=HEADER_FILL, numbers_right=False)
    pages = galley.table(grid)
    note(galley, readings, [pages[0]] * len(readings), "fill")
    galley.truth.table(title, grid, pages, "kpis")


def _draw_chart(galley: Galley, panel: Mapping[str, Any], top: float) -> None:
    """Bars by month with the target as a line over them: a picture made of shapes, which is no table."""
    pen, left = galley.pen, galley.left + 28
    height, step, floor = 170.0, 34.0, top + 185
    ceiling = max([*targets(panel), *(max(months) for months in panel["months"].values())]) * 1.05
    for n in range(6):
        y = floor - n * height / 5
        pen.fill(left, y - 0.3, left + 12 * step, y, "#bfbfbf")
        pen.text(galley.left, y + 2, f"{ceiling * n / 5:.0f}", 6)
    width = 22.0 / len(panel["months"])
    for c, months in enumerate(panel["months"].values()):
        for m, figure in enumerate(months):
            x = left + m * step + 6 + c * width
            pen.fill(x, floor - figure / ceiling * height, x + width - 1, floor, BARS[c])
    points = [(left + m * step + 17, floor - goal / ceiling * height) for m, goal in enumerate(targets(panel))]
    for (x0, y0), (x1, y1) in pairwise(points):
        pen.polygon(((x0, y0 - 0.6), (x1, y1 - 0.6), (x1, y1 + 0.6), (x0, y0 + 0.6)), "#c00000")
    for m, name in enumerate(MONTH_NAMES):
        pen.text(left + m * step + 5, floor + 10, name, 6)
    for c, council in enumerate(panel["months"]):
        pen.fill(left + 40 + c * 80, floor + 16, left + 52 + c * 80, floor + 22, BARS[c])
        pen.text(left + 56 + c * 80, floor + 22, council, 7)
