"""Which rows of a finance table are totals: by words, by position, by arithmetic."""

from __future__ import annotations

import pytest

from extractors.facts.finance.words import is_total_label
from tests.finance_tables import by_line, pack, table

Rows = list[list[str | None]]


def totals(rows: Rows) -> list[object]:
    """The labels of the rows read as totals."""
    return [line for line, is_total in by_line(pack(table(rows)), "is_total").items() if is_total]


@pytest.mark.parametrize(
    ("label", "total"),
    [
        ("Total", True),
        ("Grand Total", True),
        ("Sub-total", True),
        ("Total Cash Limit", True),
        ("Parks & Trees Total", True),
        ("Total Rolling Programmes [3]", True),
        ("Parks Total (excluding grants)", True),
        ("Total:", True),
        ("Change in total demand for care", False),
        ("Totally new scheme", False),
    ],
)
def test_words_that_say_total(label: str, total: bool) -> None:
    assert is_total_label(label) is total


def test_a_bold_row_that_adds_up_is_a_total_whatever_it_is_called() -> None:
    rows: Rows = [
        ["", "Budget £m"],
        ["Parks", "1.5"],
        ["Roads", "2.5"],
        ["*Directorate position", "4.0"],
        ["Schools", "1.0"],
    ]
    assert totals(rows) == ["Directorate position"]


def test_a_total_of_totals_does_not_count_rows_twice() -> None:
    rows: Rows = [
        ["", "Budget £m"],
        ["Parks", "1.5"],
        ["Roads", "2.5"],
        ["*Directorates", "4.0"],
        ["Schools", "3.0"],
        ["*Overall", "7.0"],
    ]
    assert totals(rows) == ["Directorates", "Overall"]


def test_rounding_of_the_parts_is_allowed_for() -> None:
    rows: Rows = [["", "Budget £m"], ["A", "1.4"], ["B", "2.4"], ["C", "3.4"], ["*All services", "7.3"]]
    assert totals(rows) == ["All services"]


def test_a_bold_row_over_the_rows_that_make_it_is_their_total_and_parent() -> None:
    rows: Rows = [
        ["", "Budget £m"],
        ["*Finance", "4.0"],
        ["Audit", "1.5"],
        ["Payroll", "2.5"],
        ["*Legal", "6.0"],
        ["Advice", "3.5"],
        ["Elections", "2.5"],
        ["*Property", "9.0"],
    ]
    of = pack(table(rows))
    assert [line for line, total in by_line(of, "is_total").items() if total][:2] == ["Finance", "Legal"]
    assert by_line(of, "parent_line")["Payroll"] == "Finance"
    assert by_line(of, "parent_line")["Advice"] == "Legal"
    assert by_line(of, "parent_line")["Finance"] is None


def test_a_row_that_happens_to_equal_another_is_no_total() -> None:
    rows: Rows = [
        ["", "Budget £m"],
        ["Ferry", "0.0"],
        ["Buses", "5.1"],
        ["Trams", "5.1"],
        ["Roads", "7.2"],
        ["*Total", "17.4"],
    ]
    assert totals(rows) == ["Total"]


def test_an_unlabelled_bold_row_is_a_total_without_a_line() -> None:
    rows: Rows = [["", "Budget £m"], ["Parks", "1.5"], ["Roads", "2.5"], ["*", "4.0"]]
    of = pack(table(rows))
    assert by_line(of, "is_total") == {"Parks": False, "Roads": False, None: True}


def test_a_closing_balance_that_sums_the_rows_above_is_a_total() -> None:
    rows: Rows = [
        ["", "Wexbury £", "Northmere £"],
        ["Opening balance", "(63,112)", "(867,880)"],
        ["Income system", "5,000", "50,000"],
        ["Depot", "", "25,000"],
        ["*Closing balance", "(58,112)", "(792,880)"],
    ]
    assert totals(rows) == ["Closing balance"]
