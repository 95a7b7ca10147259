"""Sums and bridges: what adds up passes, what is out by more than rounding is told of, what no rule explains is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from check_rows import POUND, Grid, Rows, failed, figures, passed

from extractors.checks.bridges import check_bridges
from extractors.checks.slip import is_mistyped, lost_point
from extractors.checks.totals import check_column_totals, check_row_totals

SERVICES: Grid = [
    ["Service", "Budget £m", "Forecast £m", "Variance £m"],
    ["Parks", "6.420", "6.545", "0.125"],
    ["Roads", "3.115", "3.060", "(0.055)"],
    ["Schools", "9.870", "10.112", "0.242"],
    ["Total", "19.405", "19.717", "0.312"],
]


def changed(grid: Grid, row: int, column: int, text: str) -> Grid:
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(line)] for r, line in enumerate(grid)]


def test_a_table_that_adds_up_has_nothing_to_tell() -> None:
    rows = Rows().finance(SERVICES)

    assert failed(check_column_totals, rows) == failed(check_row_totals, rows) == []
    assert len(passed(check_column_totals, rows)) == 3


def test_a_total_with_two_digits_changed_over_beside_a_line_that_is_out() -> None:
    grid = changed(changed(SERVICES, 4, 1, "19.450"), 2, 3, "0.055")

    found = failed(check_column_totals, Rows().finance(grid))

    assert ("19.405", "19.450", "0.045") in [figures(outcome) for outcome in found]


def test_what_is_left_is_told_of_and_not_the_budget_that_it_is_left_of() -> None:
    grid = [
        ["Theme", "Budget £", "Spent £", "Left £"],
        ["Buildings", "1,250,400", "610,150", "640,250"],
        ["Transport", "720,300", "288,500", "413,800"],
        ["Nature", "260,100", "204,350", "55,750"],
        ["Schools", "170,000", "41,200", "128,800"],
    ]

    (found,) = failed(check_row_totals, Rows().finance(grid, unit=POUND))

    assert figures(found) == ("431800", "413800", "-18000")


def test_a_total_of_two_rows_with_two_digits_changed_over() -> None:
    grid = [
        ["Lender", "31 March £m", "30 September £m"],
        ["Works board", "48.20", "46.70"],
        ["Market", "13.00", "13.00"],
        ["Total", "61.20", "57.90"],
    ]

    (found,) = failed(check_column_totals, Rows().finance(grid))

    assert figures(found) == ("59.70", "57.90", "-1.80")


def test_a_total_with_two_digits_changed_over() -> None:
    (found,) = failed(check_column_totals, Rows().finance(changed(SERVICES, 4, 1, "19.450")))

    assert figures(found) == ("19.405", "19.450", "0.045")
    assert found.subject == "Table 1 – Forecast: Total, Budget £m"


def test_a_variance_that_does_not_follow_from_the_columns_beside_it() -> None:
    (found,) = failed(check_row_totals, Rows().finance(changed(SERVICES, 1, 3, "0.215")))

    assert figures(found) == ("0.125", "0.215", "0.090")


def test_a_variance_is_told_as_a_difference_of_the_columns_that_make_it() -> None:
    (found,) = failed(check_row_totals, Rows().finance(changed(SERVICES, 1, 3, "0.215")))

    assert "Forecast £m less Budget £m makes 0.125" in found.message


def test_a_total_across_a_wrong_total_is_no_slip_of_its_own() -> None:
    rows = Rows().finance(changed(SERVICES, 4, 1, "19.450"))

    (found,) = failed(check_column_totals, rows)
    assert failed(check_row_totals, rows) == []
    assert "0.312 is right for Total, Variance £m" in found.message


def test_one_wrong_figure_in_a_row_and_a_column_is_told_of_itself() -> None:
    rows = Rows().finance(changed(SERVICES, 2, 1, "3.155"))

    (found,) = failed(check_column_totals, rows)
    assert failed(check_row_totals, rows) == []
    assert figures(found) == ("3.115", "3.155", "0.040")
    assert found.subject == "Table 1 – Forecast: Roads, Budget £m"


def test_a_difference_that_its_total_carries_as_printed_is_told_once_and_with_doubt() -> None:
    more = [["Libraries", "1.250", "1.235", "(0.015)"], ["Museums", "0.640", "0.705", "0.065"]]
    grid = [*changed(SERVICES, 1, 3, "0.215")[:4], *more, ["Total", "21.295", "21.657", "0.452"]]

    (found,) = failed(check_row_totals, Rows().finance(grid))
    assert found.subject == "Table 1 – Forecast: Parks, Variance £m"
    assert "the total carries it as printed" in found.message


def test_one_in_the_last_place_is_rounding() -> None:
    rows = Rows().finance(changed(SERVICES, 4, 1, "19.406"))

    assert failed(check_column_totals, rows) == []


def test_a_table_of_one_column_is_judged_only_for_slips_of_the_pen() -> None:
    grid = [["Fees", "£"], ["Allotments", "1,250"], ["Hall", "3,480"], ["Burials", "2,115"], ["Total", "6,485"]]
    other = changed(grid, 4, 1, "8,012")  # another sum altogether: something is left out of the table

    (found,) = failed(check_column_totals, Rows().finance(grid, unit=POUND))
    assert figures(found) == ("6845", "6485", "-360")
    assert failed(check_column_totals, Rows().finance(other, unit=POUND)) == []


def test_a_line_left_out_of_a_total_is_named_by_its_figure() -> None:
    grid = [
        ["Grant", "2024/25 £m", "2025/26 £m", "2026/27 £m"],
        ["Housing", "4.1", "4.4", "4.6"],
        ["Roads", "12.7", "12.9", "13.3"],
        ["Floor", "2.2", "1.8", "1.1"],
        ["Total", "19.0", "17.3", "19.0"],
    ]

    (found,) = failed(check_column_totals, Rows().finance(grid))
    assert figures(found) == ("19.1", "17.3", "-1.8")
    assert "that is Floor (1.8), as if it were left out" in found.message


def test_subtotals_stand_for_their_rows_in_the_total() -> None:
    grid = [
        ["Service", "Budget £", "Actual £"],
        ["Council tax", "900", "915"],
        ["Grants A", "120", "130"],
        ["Grants B", "80", "75"],
        ["Total grants", "200", "205"],
        ["Total funding", "1,100", "1,120"],
    ]
    rows = Rows().finance(grid, unit=POUND)

    assert failed(check_column_totals, rows) == []
    assert len(passed(check_column_totals, rows)) == 4


def test_a_cell_that_could_not_be_read_leaves_its_total_unjudged() -> None:
    grid = changed(SERVICES, 2, 1, "#######")

    assert failed(check_column_totals, Rows().finance(grid)) == []


def test_a_blank_cell_that_would_make_the_total_is_named() -> None:
    (found,) = failed(check_column_totals, Rows().finance(changed(SERVICES, 2, 2, "")))

    assert "Roads is blank and would have to be 3.060" in found.message


def test_of_several_blank_cells_the_one_that_its_row_would_fill_is_named() -> None:
    grid = [*SERVICES[:4], ["Libraries", "1.250", "1.250", ""], ["Total", "20.655", "20.967", "0.257"]]
    grid = changed(changed(grid, 2, 3, ""), 5, 3, "0.312")

    (found,) = failed(check_column_totals, Rows().finance(grid))
    assert "Roads is blank and would have to be -0.055" in found.message


def test_a_total_in_the_first_column_is_made_of_the_columns_behind_it() -> None:
    grid = [
        ["Service", "Saving £m", "For Ashcombe £m", "For Wexbury £m"],
        ["Audit", "0.074", "0.046", "0.028"],
        ["Advice", "0.066", "0.041", "0.025"],
        ["Post", "0.044", "0.027", "0.017"],
        ["Desk", "0.091", "0.055", "0.063"],
    ]

    found = failed(check_row_totals, Rows().finance(grid))
    assert [figures(outcome) for outcome in found] == [("0.118", "0.091", "-0.027")]


def test_rounding_that_a_table_shows_everywhere_is_no_slip() -> None:
    lines = [[f"Service {n}", f"{10 + n}.0", f"{5 + n}.1", f"{15 + 2 * n}.{(1, 3, 4, 1, 9)[n % 5]}"] for n in range(10)]

    assert failed(check_row_totals, Rows().finance([["Service", "A £m", "B £m", "Total £m"], *lines])) == []


def test_the_score_of_a_risk_is_its_likelihood_times_its_impact() -> None:
    grid = [
        ["Risk", "Likelihood", "Impact", "Score"],
        ["Late data", "2", "2", "4"],
        ["Fraud", "2", "2", "4"],
        ["Fire", "2", "2", "4"],
        ["Insolvency", "2", "4", "8"],
    ]

    assert failed(check_row_totals, Rows().grid(grid)) == []


def test_a_column_of_averages_has_no_sum() -> None:
    grid = [
        ["Ward", "Electors", "Councillors", "Electors per councillor"],
        ["Abbey", "5,136", "3", "1,712"],
        ["Fulford", "3,574", "2", "1,787"],
        ["Wold", "1,698", "1", "1,698"],
        ["Total", "10,408", "6", "1,735"],
    ]

    assert failed(check_column_totals, Rows().grid(grid)) == []


def test_row_numbers_are_no_figures() -> None:
    grid = [
        ["Row", "Scheme", "Cost"],
        ["1", "Depot", "40"],
        ["2", "Lift", "25"],
        ["3", "Roof", "10"],
        ["4", "Total", "75"],
    ]

    assert failed(check_column_totals, Rows().grid(grid)) == []


def bridge(saving: str, title: str, table_id: str) -> Rows:
    grid = [
        ["Service", "Closing Budget", "Growth", "Removal of Savings", "Opening Budget"],
        ["Parks", "5.000", "0.300", saving, "5.100"],
        ["Roads", "2.000", "0.000", "0.000", "2.000"],
        ["Total", "7.000", "0.300", saving, "7.100"],
    ]
    return Rows().finance(grid, title=title, table_id=table_id)


def test_a_bridge_with_the_signs_of_the_other_tables() -> None:
    rows = bridge("0.200", "Appendix B", "t2")
    other = bridge("(0.200)", "Appendix A", "t1")
    for table, more in other.items():
        rows[table] = more + rows[table]

    (found,) = failed(check_bridges, rows)  # the lines are right: the sign alone is the slip

    assert found.subject.startswith("Appendix B prints Removal of Savings")
    assert "Parks / Opening Budget = closing + movements would be 5.500, not 5.100" in found.message


def test_a_table_that_subtracts_what_it_prints_has_its_own_convention() -> None:
    assert failed(check_bridges, bridge("0.200", "Appendix A", "t1")) == []


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("0.224", "0.242", True),
        ("0.144", "0.114", True),
        ("1769.6", "1769.2", True),
        ("0.055", "4.055", True),
        ("0.905", "0.910", False),
        ("12", "21", False),
        ("500", "900", False),
        ("0.242", "-0.242", False),
    ],
)
def test_what_counts_as_mistyped(one: str, other: str, slip: bool) -> None:
    assert is_mistyped(Decimal(one), Decimal(other)) is slip


def test_a_point_that_moved() -> None:
    assert lost_point(Decimal("312"), Decimal("0.312"))
    assert not lost_point(Decimal("312"), Decimal("0.321"))
