"""What moved: differences said beside their two figures, over- and underspends, balances carried forward."""

from __future__ import annotations

from decimal import Decimal

import pytest
from check_rows import Grid, Rows, failed, figures, passed

from extractors.checks.additions import check_parts_said
from extractors.checks.balances import check_carried_forward
from extractors.checks.differences import check_said_differences, check_what_is_left
from extractors.checks.movements import check_movements
from extractors.checks.narrative import check_narrative
from extractors.checks.overspends import check_over_or_under
from extractors.checks.totals import check_column_totals
from extractors.facts.values import MoneyUnit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Borrowing was £210.00m, a decrease of £3.60m from £216.30m in March.", ("6.3", "3.6", "-2.7")),
        ("Band D will rise by £93.91 from £1,842.36 to £1,934.29.", ("91.93", "93.91", "1.98")),
        ("Placements rose from 127 to 139, an increase of 12.4%.", ("9.4", "12.4", "3.0")),
        ("Costs grew from £3.40m in 2023/24 to £3.90m in 2024/25, an increase of £0.60m.", ("0.5", "0.6", "0.1")),
    ],
)
def test_a_change_that_does_not_follow_from_its_figures(text: str, told: tuple[str, str, str]) -> None:
    (found,) = failed(check_said_differences, Rows().says(text))

    assert figures(found) == told


@pytest.mark.parametrize(
    "text",
    [
        "Borrowing was £210.00m, a decrease of £6.30m from £216.30m in March.",
        "Placements rose from 127 to 139, an increase of 9.4%.",
        "Satisfaction rose from 48% to 52%, an increase of 4%.",
        "Satisfaction rose from 48% to 52%, an increase of 8.3%.",
        "Costs fell from £3.4m to £3.1m, a fall of £0.4m.",  # all three are rounded
    ],
)
def test_a_change_that_follows(text: str) -> None:
    assert failed(check_said_differences, Rows().says(text)) == []
    assert len(passed(check_said_differences, Rows().says(text))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Spending is £25.730m and income £27.200m, leaving a surplus of £1.290m.", ("1.47", "1.29", "-0.18")),
        (
            "The forecast is £130.193m against a budget of £128.000m, an overspend of £2.913m.",
            ("2.193", "2.913", "0.72"),
        ),
        (
            "The budget was £12.580m. Slippage is £2.330m, giving a revised budget of £10.520m.",
            ("10.25", "10.52", "0.27"),
        ),
    ],
)
def test_what_is_left_of_two_sums(text: str, told: tuple[str, str, str]) -> None:
    (found,) = failed(check_what_is_left, Rows().says(text))

    assert figures(found) == told


@pytest.mark.parametrize(
    "text",
    [
        "Spending is £25.730m and income £27.020m, leaving a surplus of £1.290m.",
        "Parks spent £4.210m and roads £3.105m, a variance of £0.212m from what was planned.",
        "Grants of £1.200m were added and £0.300m taken out, giving a revised budget of £10.250m.",
    ],
)
def test_what_is_left_is_right_or_of_more_than_is_said(text: str) -> None:
    assert failed(check_what_is_left, Rows().says(text)) == []


def test_the_variance_of_a_line_stated_in_a_sentence_about_nothing_else() -> None:
    rows = Rows().finance(FORECAST).says("Street Cleaning is forecasting an underspend of £0.4m.")

    (found,) = failed(check_narrative, rows)

    assert figures(found) == ("0.313", "0.4", "0.087")


@pytest.mark.parametrize(
    "text",
    [
        "Street Cleaning is forecasting an underspend of £0.3m.",
        "Within Street Cleaning, vehicles are forecasting an underspend of £0.4m.",
        "Street Cleaning was reporting an underspend of £0.4m at the previous period.",
        "Street Cleaning vehicles are forecasting an underspend of £0.4m.",
    ],
)
def test_sums_that_need_not_be_the_lines_variance(text: str) -> None:
    assert failed(check_narrative, Rows().finance(FORECAST).says(text)) == []


def test_a_sum_called_down_from_a_smaller_one() -> None:
    (found,) = failed(check_movements, Rows().says("Housing forecasts an overspend of £485k, down from £410k."))

    assert figures(found) == ("up", "down", "75")


FORECAST: Grid = [
    ["Service", "Budget £m", "Forecast £m", "Variance £m"],
    ["Street Cleaning", "6.420", "6.107", "(0.313)"],
    ["Roads", "3.115", "3.260", "0.145"],
]


def test_an_underspend_called_an_overspend() -> None:
    rows = Rows().finance(FORECAST).says("Street Cleaning is forecasting an overspend of £313k.")

    (found,) = failed(check_over_or_under, rows)

    assert (found.expected, found.actual) == ("underspend", "overspend")


def test_over_and_underspends_called_what_they_are() -> None:
    rows = Rows().finance(FORECAST).says("Street Cleaning has an underspend of £313k, Roads an overspend of £0.145m.")

    assert failed(check_over_or_under, rows) == []
    assert len(passed(check_over_or_under, rows)) == 2


def test_income_that_falls_short_is_no_underspend() -> None:
    rows = Rows().finance(FORECAST).says("Street Cleaning has an overspend of £313k as income from trade waste fell.")

    assert failed(check_over_or_under, rows) == []


@pytest.mark.parametrize(
    "text",
    ["Demand increased by 3% from 2023 to 2024.", "The rate rose from 5 to 7.5 per cent, an increase of 2.5%."],
)
def test_years_and_rates_are_no_figures_that_changed(text: str) -> None:
    assert failed(check_said_differences, Rows().says(text)) == []


PLAN: Grid = [
    ["£m", "2025/26 £m", "2026/27 £m", "2027/28 £m", "2028/29 £m"],
    ["Base budget brought forward", "142.6", "150.5", "158.7", "167.6"],
    ["Inflation", "4.3", "4.1", "4.0", "3.9"],
    ["Growth", "3.6", "4.1", "4.9", "5.3"],
    ["Net Budget Requirement", "150.5", "158.7", "167.6", "176.8"],
    ["Funding", "149.0", "155.2", "161.9", "168.8"],
    ["Budget Gap", "1.5", "3.5", "5.7", "8.0"],
]


def misprinted(row: int, column: int, text: str) -> Grid:
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(line)] for r, line in enumerate(PLAN)]


def test_a_plan_over_years_that_adds_up() -> None:
    rows = Rows().finance(PLAN)

    assert failed(check_carried_forward, rows) == failed(check_column_totals, rows) == []
    assert len(passed(check_carried_forward, rows)) == 3
    assert len(passed(check_column_totals, rows)) == 8


def test_an_opening_figure_that_is_not_what_the_year_before_closed_with() -> None:
    (found,) = failed(check_carried_forward, Rows().finance(misprinted(1, 3, "157.8")))

    assert figures(found) == ("158.7", "157.8", "-0.9")


def test_a_gap_that_is_not_what_funding_leaves() -> None:
    (found,) = failed(check_column_totals, Rows().finance(misprinted(6, 2, "5.3")))

    assert figures(found) == ("3.5", "5.3", "1.8")
    assert "Budget Gap" in found.subject


def test_the_funding_of_a_programme_said_in_the_sentence_after_its_total() -> None:
    text = (
        "The programme is £80.825m. It is funded by grants of £29.700m, receipts of £18.500m and borrowing of £30.825m."
    )

    (found,) = failed(check_parts_said, Rows().says(text))

    assert figures(found) == ("79.025", "80.825", "1.8")


WHOLE: Grid = [
    ["Directorate", "Budget £000", "Forecast £000", "Variance £000"],
    ["Adults", "39,120", "40,512", "1,392"],
    ["Place", "18,870", "18,692", "(178)"],
    ["Total", "57,990", "59,204", "1,214"],
]
THOUSANDS = MoneyUnit("£000", Decimal(1000))


def test_a_sum_for_the_whole_with_two_digits_changed_over() -> None:
    rows = Rows().finance(WHOLE, unit=THOUSANDS).says("3.1 The overall position is a forecast overspend of £1.241m.")

    (found,) = failed(check_narrative, rows)

    assert (found.expected, found.actual) == ("1214", "1241")


@pytest.mark.parametrize(
    "text",
    [
        "The overall position is a forecast overspend of £1.214m.",
        "The forecast overspend at period 6 was £1.412m.",
        "This is an improvement on the previous overspend of £1.241m.",
        "The council holds reserves of £1.241m.",
    ],
)
def test_a_sum_for_the_whole_that_is_right_or_another(text: str) -> None:
    assert failed(check_narrative, Rows().finance(WHOLE, unit=THOUSANDS).says(text)) == []
