"""Which period a performance table reports on, where the table itself does not say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractors.facts.kpis import read_kpis
from extractors.geometry import Box
from extractors.papers.paper import AgendaItem, FrontSheet, Paper
from extractors.text.passage import Passage
from tests.kpi_tables import pack, passage, table, told

BOX = Box(0, 0, 1, 1)
LONG = "This report tells members how the council did in its services in the year {}, " + "with reasons, " * 12
RESULTS = table([["Measure", "Target", "Q1", "Q2"], ["Calls", "90%", "88%", "91%"]])
JULY_AND_ON = ("2024/25 Q1", "2024/25 Q2")


def periods(
    title: str, passages: Sequence[Passage] = (), met: dt.date | None = None
) -> tuple[tuple[object, ...], list[str]]:
    """The periods of both figures, and the codes of the issues."""
    around = pack(RESULTS, paper=title, passages=passages)
    around = replace(around, front_sheet=replace(around.front_sheet, meeting_date=met))
    records, issues = read_kpis(around, [RESULTS])
    return tuple(period for (period,) in told(records, "period")), [issue.code for issue in issues]


def test_a_quarter_in_the_title_is_of_the_year_that_the_text_names() -> None:
    text = passage(LONG.format("2024/25"), 40)
    assert periods("Performance: second quarter", [text]) == (JULY_AND_ON, [])


@pytest.mark.parametrize(
    ("met", "found", "codes"),
    [
        (dt.date(2024, 11, 12), JULY_AND_ON, ["kpi_period_by_meeting"]),
        (dt.date(2025, 1, 9), JULY_AND_ON, ["kpi_period_by_meeting"]),
        (dt.date(2025, 8, 9), (None, None), ["kpi_period_unknown"]),
        (None, (None, None), ["kpi_period_unknown"]),
    ],
)
def test_a_quarter_without_any_year_is_the_last_before_the_meeting(
    met: dt.date | None, found: tuple[object, ...], codes: list[str]
) -> None:
    assert periods("Quarter 2 performance", met=met) == (found, codes)


def test_the_meeting_settles_which_of_several_years_is_meant() -> None:
    text = passage(LONG.format("2024/25 and how that compares with 2023/24"), 40)
    assert periods("Quarter 2 performance", [text], dt.date(2024, 11, 12))[0] == JULY_AND_ON


def test_an_appendix_is_of_the_period_of_the_report_it_is_filed_with() -> None:
    report = Paper("01-report", "report", "Performance: July to September 2024", 1, 1, BOX, agenda_item="5")
    other = Paper("02-report", "report", "Budget monitoring 2023/24", 2, 2, BOX, agenda_item="6")
    annex = Paper("03-appendix", "appendix", "Appendix A", 3, 3, BOX, agenda_item="5")
    cells = tuple(replace(cell, page=3) for cell in table([["Measure", "This quarter"], ["Calls", "91%"]]).cells)
    results = replace(RESULTS, page=3, last_page=3, rows=2, cols=2, cells=cells)
    around = pack(results)
    front = FrontSheet(organisations=("Kent",), items=(AgendaItem("5", "Performance", 1, BOX),))
    around = replace(around, front_sheet=front, papers=(report, other, annex))
    assert told(read_kpis(around, [results])[0], "period", "actual") == [("2024/25 Q2", 91.0)]
