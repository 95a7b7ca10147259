"""Labels and figures of performance tables: what each says by itself."""

from __future__ import annotations

import pytest

from extractors.facts.indicators.context import namer
from extractors.facts.indicators.figures import split_figures
from extractors.facts.indicators.labels import Label, read_label, role_of, without_period
from extractors.facts.indicators.periods import before, ends, year_of

NAMED = namer(("Havering", "Newham", "Bexley"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("LBH 2019/20 Q1", Label(None, ("Havering",), "2019/20 Q1")),
        ("Newham Phone", Label(None, ("Newham",), rest="Phone")),
        ("2019/20 Target", Label("target", (), "2019/20")),
        ("LBN Target", Label("target", ("Newham",))),
        ("RAG Rating", Label("rag")),
        ("Direction of Travel", Label("direction")),
        ("Compared to last quarter", Label("direction")),
        ("Previous year (2018/19)", Label("last_year", (), "2018/19")),
        ("Quarter ending June 2024", Label(None, (), "2024/25 Q1")),
        ("Actual 30/11/2024", Label("actual", (), "2024-11")),
        ("Apr-19", Label(None, (), "2019-04")),
        ("Target Date", Label("ignored")),
        ("Floor", Label("ignored")),
        ("Average number of days", Label(rest="Average number of days")),
        ("Cost (£)", Label(rest="Cost")),
        ("Total", Label(None, ("Total",))),
    ],
)
def test_labels_taken_apart(text: str, label: Label) -> None:
    assert read_label(text, NAMED) == label


def test_a_quarter_waits_for_its_year() -> None:
    label = read_label("LBH Q1", NAMED)
    assert (label.period, label.part_of_year) == (None, "Q1")
    assert label.resolved("2019/20").period == "2019/20 Q1"


def test_a_quarter_under_a_year_is_of_that_year() -> None:
    below = read_label("Q2", NAMED).under(read_label("2023/24", NAMED))
    assert below.period == "2023/24 Q2"


def test_a_row_label_may_say_little_more_than_its_role() -> None:
    assert role_of("Annual target", slack=1) == "target"
    assert role_of("Calls answered within target time", slack=1) is None


def test_a_period_is_cut_out_of_a_label_and_nothing_else() -> None:
    assert without_period("Outturn Q1 (Apr-Jun 2019)") == "Outturn"
    assert without_period("Marching bands") == "Marching bands"


def parts(text: str) -> list[tuple[object, ...]]:
    return [(part.value, part.text, part.organisations, part.sub) for part in split_figures(text, NAMED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("97%", [(97.0, "97%", (), None)]),
        ("100%%", [(100.0, "100%%", (), None)]),
        ("6.36% (Cumulative Total)", [(6.36, "6.36% (Cumulative Total)", (), None)]),
        ("96.66% (LBN/LBH)", [(96.66, "96.66%", ("Newham", "Havering"), None)]),
        ("99.04% (LBH)\n99.51% (LBN)", [(99.04, "99.04%", ("Havering",), None), (99.51, "99.51%", ("Newham",), None)]),
        ("100% (LBN) /\n89% (LBH)", [(100.0, "100%", ("Newham",), None), (89.0, "89%", ("Havering",), None)]),
        ("Phone 78%\nPost 40%", [(78.0, "78%", (), "Phone"), (40.0, "40%", (), "Post")]),
        ("Open cases: 14.25 Closed cases:10", [(14.25, "14.25", (), "Open cases"), (10.0, "10", (), "Closed cases")]),
        ("3.4 (LBN - Phone)\n2.8 (LBH)", [(3.4, "3.4", ("Newham",), "Phone"), (2.8, "2.8", ("Havering",), None)]),
        ("80.8% Phone\n71.8 Post (LBN)", [(80.8, "80.8%", ("Newham",), "Phone"), (71.8, "71.8", ("Newham",), "Post")]),
        ("Average for the year is 76", [(76.0, "76", (), None)]),
        ("97% (Sept 2024)", [(97.0, "97% (Sept 2024)", (), None)]),
        ("", [(None, None, (), None)]),
        ("N/A", [(None, "N/A", (), None)]),
        ("TBC", [(None, "TBC", (), None)]),
        ("31/03/2025", [(None, "31/03/2025", (), None)]),
        ("Dec-24", [(None, "Dec-24", (), None)]),
        ("90% - 95%", [(None, "90% - 95%", (), None)]),
        ("100% 97%", [(None, "100% 97%", (), None)]),
        ("Spend £8,078 Saving £1,315 (14%)", [(None, "Spend £8,078 Saving £1,315 (14%)", (), None)]),
        ("As much as possible", [(None, "As much as possible", (), None)]),
    ],
)
def test_figures_of_a_cell(text: str, expected: list[tuple[object, ...]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("period", "earlier", "year_earlier", "year"),
    [
        ("2024/25", "2023/24", "2023/24", "2024/25"),
        ("2024/25 Q1", "2023/24 Q4", "2023/24 Q1", "2024/25"),
        ("2024/25 Q3", "2024/25 Q2", "2023/24 Q3", "2024/25"),
        ("2024-04", "2024-03", "2023-04", "2024/25"),
        ("2025-01", "2024-12", "2024-01", "2024/25"),
        ("2024/25 P1", "2023/24 P12", "2023/24 P1", "2024/25"),
    ],
)
def test_the_period_before(period: str, earlier: str, year_earlier: str, year: str) -> None:
    assert (before(period), before(period, years=True), year_of(period)) == (earlier, year_earlier, year)


def test_periods_of_all_kinds_in_order_of_their_ends() -> None:
    periods = ["2024/25", "2024-05", "2024/25 Q1", "2023/24", "2024/25 P5"]
    assert sorted(periods, key=ends) == ["2023/24", "2024-05", "2024/25 Q1", "2024/25 P5", "2024/25"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Half year 2024/25", "2024/25 Q2"),
        ("Apr-Sep 2024", "2024/25 Q2"),
        ("April to December 24", "2024/25 Q3"),
        ("H1", "2023/24 Q2"),
        ("Q3 2024", "2024/25 Q3"),
        ("Q4 2024", "2998/99 Q4"),  # of 2024/25 or of 2023/24: nobody can tell
        ("Sept 2024", "2024-09"),
    ],
)
def test_labels_of_the_year_so_far_and_of_bare_years(text: str, period: str) -> None:
    assert read_label(text, NAMED).resolved("2023/24").period == period


def test_a_month_under_a_bare_year_is_of_that_year_and_a_fourth_quarter_is_not_certain() -> None:
    year = read_label("2022", NAMED)
    assert not year.says_when
    assert read_label("May", NAMED).under(year).resolved("2024/25").period == "2022-05"
    assert read_label("Q4", NAMED).under(year).resolved("2024/25").period == "2998/99 Q4"


@pytest.mark.parametrize("text", ["Direction of travel (from Q1)", "Change since Q1", "Trend vs Q4 2023/24"])
def test_a_comparison_with_a_quarter_is_not_of_that_quarter(text: str) -> None:
    label = read_label(text, NAMED)
    assert (label.role, label.says_when) == ("direction", False)
