"""Printed dates, financial years and periods."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.dates import (
    financial_year_of,
    find_dates,
    find_financial_years,
    month_of,
    quarter_of,
    read_date,
    read_financial_year,
    read_period,
    says_only_period,
    without_dates,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31/03/19", "2019-03-31"),
        ("10.01.18", "2018-01-10"),
        ("2019-04-05", "2019-04-05"),
        ("1st September 2019", "2019-09-01"),
        ("5th of April 2019", "2019-04-05"),
        ("30 Sept 2019", "2019-09-30"),
        ("April 5, 2019", "2019-04-05"),
        ("31-Mar-19", "2019-03-31"),
        ("Feb-18", "2018-02-28"),
        ("Feb-20", "2020-02-29"),
        ("Apr '19", "2019-04-30"),
        ("End April 21", "2021-04-30"),
        ("June 2019", "2019-06-30"),
        ("October/November 2019", "2019-11-30"),
        ("Jan-March 2020", "2020-03-31"),
        ("framework in place -1st September 2019", "2019-09-01"),
    ],
)
def test_a_date_is_read_and_a_month_is_its_last_day(text: str, date: str) -> None:
    assert read_date(text) == dt.date.fromisoformat(date)


def test_a_start_month_is_its_first_day() -> None:
    assert read_date("Feb-18", of_month="first") == dt.date(2018, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "31-Mar",
        "August",
        "Summer 21",
        "2021",
        "Ongoing",
        "TBC",
        "",
        "31/13/2019",
        "30 February 2019",
        "you may 12",
        "30 June 12 posts",
    ],
)
def test_no_date_is_read_where_none_is_certain(text: str) -> None:
    assert read_date(text) is None


def test_the_latest_of_several_dates_counts() -> None:
    assert read_date("Pilot done March 2019. Plan to the board - September 2019. Sites moved into 2020.") == dt.date(
        2019, 9, 30
    )


def test_a_day_without_a_year_has_the_year_of_its_neighbours() -> None:
    assert read_date("Draft 5th April 2019, final 1st September") == dt.date(2019, 9, 1)


def test_a_day_without_a_year_has_none_where_neighbours_disagree() -> None:
    text = "Begun 5 April 2019, checked 2 May 2020, final 1 September"
    assert [date.raw for date in find_dates(text)] == ["5 April 2019", "2 May 2020"]


@given(st.dates(dt.date(1980, 1, 1), dt.date(2079, 12, 31)))
def test_every_day_reads_back_in_every_form(day: dt.date) -> None:
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day:%d.%m.%y}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d-%b-%y}",
    ):
        assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019/20", ["2019/20"]),
        ("2019-20", ["2019/20"]),
        ("2019/2020", ["2019/20"]),
        ("Outturn 2018–2019", ["2018/19"]),
        ("FY20", ["2019/20"]),
        ("FY19/20", ["2019/20"]),
        ("20-21", ["2020/21"]),
        ("Use of reserves in 19/20", ["2019/20"]),
        ("1999/00", ["1999/00"]),
        ("2025-26 to 2034-35", ["2025/26", "2034/35"]),
        ("Programme 2023-27", []),
        ("10-12", []),
        ("score 19/21", []),
        ("between 20-21 days", []),
        ("30/06/19", []),
    ],
)
def test_financial_years(text: str, years: list[str]) -> None:
    assert find_financial_years(text) == years


def test_a_date_stands_for_its_financial_year() -> None:
    assert read_financial_year("Opening balance 01/04/24") == "2024/25"
    assert read_financial_year("Balance at 31 March 2025") == "2024/25"
    assert read_financial_year("2018/19 and 2019/20") is None


@given(st.dates(dt.date(1980, 1, 1), dt.date(2079, 12, 31)))
def test_a_financial_year_runs_from_april_to_march(day: dt.date) -> None:
    start = int(financial_year_of(day)[:4])
    assert dt.date(start, 4, 1) <= day <= dt.date(start + 1, 3, 31)
    assert quarter_of(day).startswith(financial_year_of(day))
    assert month_of(day) == day.isoformat()[:7]


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("Q1", "2019/20", "2019/20 Q1"),
        ("Q1 2019/20", None, "2019/20 Q1"),
        ("Quarter 2", None, None),
        ("2nd Quarter July - September 2019", None, "2019/20 Q2"),
        ("Third quarter", "2019/20", "2019/20 Q3"),
        ("Apr-19", None, "2019-04"),
        ("March", "2019/20", "2020-03"),
        ("May", "2019/20", "2019-05"),
        ("you may see", "2019/20", None),
        ("Month 11", "2017/18", "2017/18 P11"),
        ("Period 5 2019/20", None, "2019/20 P5"),
        ("P11 forecast", "2017/18", "2017/18 P11"),
        ("July - September 2019", None, "2019/20 Q2"),
        ("Apr - Jun", "2020/21", "2020/21 Q1"),
        ("April 2019 to March 2020", None, None),
        ("Outturn 2018/19", None, "2018/19"),
        ("6 months", "2019/20", None),
        ("Quarter 1 / Quarter 2", "2019/20", None),
        ("As at 31 March 2019", None, None),
    ],
)
def test_periods(text: str, year: str | None, period: str | None) -> None:
    assert read_period(text, year) == period


@pytest.mark.parametrize(
    ("text", "only"),
    [("Period 11 2017/18", True), ("Quarter 3", True), ("Financial forecast Period 5", False), ("2019/20", False)],
)
def test_a_heading_that_only_says_the_period(text: str, only: bool) -> None:
    assert says_only_period(text) is only


def test_a_header_without_its_dates() -> None:
    assert without_dates("2024-25 Forecast") == "Forecast"
    assert without_dates("Opening Balance 01/04/24") == "Opening Balance"
    assert without_dates("2019/20") == ""
