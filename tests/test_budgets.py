"""Finance tables of every shape to budgets: amounts, units, councils, years, totals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from extractors.facts.budgets import claim
from tests.finance_tables import amounts, by_column, by_line, pack, read, table

THREE = ("Ashcombe", "Northmere", "Wexbury")


def test_a_money_cell_is_a_record_in_pounds_with_its_place() -> None:
    (record, *_), issues = read(pack(table([["Service", "Budget £m"], ["Parks", "(1.250)"], ["Roads", "0.400"]])))
    assert record["amount_gbp"] == Decimal(-1_250_000)
    assert (record["line"], record["column_label"], record["raw_text"], record["unit"]) == (
        "Parks",
        "Budget £m",
        "(1.250)",
        "£m",
    )
    assert (record["table_id"], record["document_id"], record["row"], record["col"]) == ("p001-1", "01-report", 1, 1)
    assert (record["page"], record["x0"], record["top"]) == (1, 130.0, 314.0)
    assert issues == []


def test_header_levels_are_joined_and_units_under_the_header_belong_to_it() -> None:
    of = pack(
        table(
            [
                ["", "Closing Budget 2023/24", None, "Growth", None],
                ["", "Ashcombe", "Total", "Ashcombe", "Total"],
                ["", "£m", "£m", "£m", "£m"],
                ["Parks", "1.0", "3.0", "0.1", "0.2"],
            ],
            title="Opening budget 2024/25",
            head=2,
        ),
        partners=THREE,
    )
    assert list(by_column(of, "amount_gbp")) == [
        "Closing Budget 2023/24 | Ashcombe | £m",
        "Closing Budget 2023/24 | Total | £m",
        "Growth | Ashcombe | £m",
        "Growth | Total | £m",
    ]
    assert list(by_column(of, "organisation").values()) == ["Ashcombe", "Total", "Ashcombe", "Total"]
    assert list(by_column(of, "measure").values()) == ["Closing Budget", "Closing Budget", "Growth", "Growth"]
    assert list(by_column(of, "financial_year").values()) == ["2023/24", "2023/24", "2024/25", "2024/25"]


@pytest.mark.parametrize(
    "of",
    [
        pack(table([["Service", "Budget (£000)"], ["Parks", "1,250"]])),
        pack(table([["Service", "Budget"], ["Parks", "1,250"]], title="Net budget (£000s)")),
        pack(table([["Service", "Budget"], ["Parks", "1,250"]], note="All figures in £'000")),
        pack(table([["£000", None], ["Service", "Budget"], ["Parks", "1,250"]], head=2)),
        pack(table([["£000", "Budget"], ["Parks", "1,250"]])),
        pack(table([["Service", "Budget"], ["Parks", "1,250"]]), above=["All figures in £000s"]),
        pack(table([["Service", "Budget"], ["Parks", "£1.25m"]])),
    ],
    ids=["header", "title", "note", "banner", "corner", "page", "cell"],
)
def test_the_unit_is_read_wherever_it_is_printed(of: object) -> None:
    assert list(amounts(of).values()) == [Decimal(1_250_000)]  # type: ignore[arg-type]


def test_without_a_unit_the_amount_is_null_and_an_issue_says_so() -> None:
    records, issues = read(pack(table([["Service", "Budget"], ["Parks", "125"], ["Roads", "40"]])))
    assert [(record["amount_gbp"], record["raw_text"]) for record in records] == [(None, "125"), (None, "40")]
    assert [issue.code for issue in issues] == ["unit_unknown"]


def test_pounds_to_the_pound_need_no_unit() -> None:
    of = pack(table([["Service", "Budget"], ["Parks", "1,250,300"], ["Roads", "824"]]))
    assert list(amounts(of).values()) == [Decimal(1_250_300), Decimal(824)]


def test_a_unit_is_taken_from_the_table_before_only_for_figures_of_the_same_kind() -> None:
    first = table([["Service", "Budget £m"], ["Parks", "1.25"]], top=100.0)
    same = table([["Service", "Forecast"], ["Parks", "1.31"]], number=2)
    other = table([["Service", "Forecast"], ["Parks", "1,310"]], number=2)
    records, issues = read(pack(first, same))
    assert [record["amount_gbp"] for record in records] == [Decimal(1_250_000), Decimal(1_310_000)]
    assert [issue.code for issue in issues] == ["unit_inherited"]
    records, issues = read(pack(first, other))
    assert [record["amount_gbp"] for record in records] == [Decimal(1_250_000), None]
    assert [issue.code for issue in issues] == ["unit_unknown"]


def test_dashes_are_null_rows_blanks_are_none_and_a_hidden_figure_raises_an_issue() -> None:
    of = pack(table([["Service", "Budget £", "Actual £"], ["Parks", "-", ""], ["Roads", "#######", "40"]]))
    records, issues = read(of)
    assert [(record["raw_text"], record["amount_gbp"]) for record in records] == [
        ("-", None),
        ("#######", None),
        ("40", Decimal(40)),
    ]
    assert [(issue.code, issue.page) for issue in issues] == [("amount_unread", 1)]


def test_percentages_and_counts_beside_money_are_no_budgets() -> None:
    of = pack(
        table(
            [
                ["Service", "Budget £m", "% change", "Number of posts"],
                ["Parks", "1.2", "+6.0%", "12"],
                ["Growth %", "3%", "", ""],
                ["Roads", "2.2", "-1.0%", "14"],
            ]
        )
    )
    assert amounts(of) == {("Parks", "Budget £m"): Decimal(1_200_000), ("Roads", "Budget £m"): Decimal(2_200_000)}


def test_councils_as_columns_rows_and_parts_of_a_header() -> None:
    columns = pack(table([["", "Ashcombe £", "Total £"], ["Reserve", "10,500", "40,500"]]), partners=THREE)
    assert list(by_column(columns, "organisation").values()) == ["Ashcombe", "Total"]
    rows = pack(
        table([["Council", "Variance £"], ["Wexbury", "5"], ["Northmere", "7"], ["Total", "12"]]), partners=THREE
    )
    assert by_line(rows, "organisation") == {"Wexbury": "Wexbury", "Northmere": "Northmere", "Total": "Total"}
    parts = pack(table([["", "Growth £m", "Funded by Wexbury £m"], ["Parks", "0.2", "0.1"]]), partners=THREE)
    assert list(by_column(parts, "organisation").values()) == ["Total", "Wexbury"]
    assert list(by_column(parts, "measure").values()) == ["Growth", "Funded by"]


def test_a_table_without_councils_is_of_the_one_in_its_title_or_of_the_pack() -> None:
    rows = [["Service", "Budget £m"], ["Parks", "1.2"]]
    titled = pack(table(rows, title="Table 2b - Budget for Wexbury"), partners=THREE)
    assert by_line(titled, "organisation") == {"Parks": "Wexbury"}
    assert by_line(pack(table(rows), partners=THREE), "organisation") == {"Parks": "Total"}
    assert by_line(pack(table(rows)), "organisation") == {"Parks": "Northmere"}


def test_a_total_column_of_one_council_is_still_that_council() -> None:
    of = pack(table([["Directorate", "Ongoing £m", "Total £m"], ["Parks", "1.2", "1.4"]]))
    assert by_column(of, "organisation") == {"Ongoing £m": "Northmere", "Total £m": "Northmere"}


def test_a_column_headed_only_by_a_council_has_the_measure_of_its_row() -> None:
    of = pack(
        table([["", "Wexbury £"], ["Balance as at 31st March 2024", "5"], ["Use of reserves* in 24/25", "2"]]),
        partners=THREE,
    )
    assert list(by_line(of, "measure").values()) == ["Balance", "Use of reserves"]
    assert list(by_line(of, "financial_year").values()) == ["2023/24", "2024/25"]


def test_years_as_columns() -> None:
    of = pack(table([["", "2022-23 £m", "23-24"], ["Spend", "10.6", "12.3"]]))
    assert list(by_column(of, "financial_year").values()) == ["2022/23", "2023/24"]
    assert list(by_column(of, "amount_gbp").values()) == [Decimal(10_600_000), Decimal(12_300_000)]


def test_previous_periods_and_years_are_reckoned_from_the_tables_own() -> None:
    of = pack(
        table([["", "FY FORECAST £", "PREV PERIOD FORECAST £", "PREVIOUS YEAR ACTUALS £"], ["Parks", "5", "6", "7"]]),
        above=["Period 7 2024/25"],
    )
    assert list(by_column(of, "period").values()) == ["2024/25 P7", "2024/25 P6", "2023/24"]
    assert list(by_column(of, "financial_year").values()) == ["2024/25", "2024/25", "2023/24"]


@pytest.mark.parametrize(
    ("meeting", "year"),
    [
        (dt.date(2024, 10, 17), "2024/25"),
        (dt.date(2024, 6, 1), "2023/24"),
        (dt.date(2025, 2, 1), "2024/25"),
        (None, None),
    ],
)
def test_a_period_without_a_year_is_the_last_one_over_by_the_meeting(meeting: dt.date | None, year: str | None) -> None:
    of = pack(table([["", "Forecast £m"], ["Parks", "1.5"]]), paper="Forecast at Period 5", meeting=meeting)
    assert by_line(of, "financial_year") == {"Parks": year}


def test_shared_and_non_shared_are_told_apart_where_councils_share() -> None:
    rows = [["", "Wexbury £m"], ["Shared", "0.1"], ["Non-Shared", "0.2"], ["Total", "0.3"]]
    of = pack(table(rows, title="Shared and non-shared positions"), partners=THREE)
    assert by_line(of, "scope") == {"Shared": "shared", "Non-Shared": "non-shared", "Total": None}
    titled = [["", "Budget £m"], ["Parks", "0.1"]]
    assert by_line(pack(table(titled, title="Non shared budget"), partners=THREE), "scope") == {"Parks": "non-shared"}
    assert by_line(pack(table(titled, title="Shared Lives budget")), "scope") == {"Parks": None}


def test_codes_headings_and_reasons_stand_beside_the_figures() -> None:
    reason = "The contract began two months late and the saving follows in the new year."
    of = pack(
        table(
            [
                ["Cost centre", "Service", "Budget £", "Reason"],
                ["", "*Open spaces", "", ""],
                ["A7100C", "Parks", "10", reason],
                ["A7200C", "Trees", "20", reason + " More was spent on trees."],
            ]
        )
    )
    parks = read(of)[0][0]
    assert (parks["line_code"], parks["line"], parks["commentary"]) == ("A7100C", "Parks", reason)


def test_a_heading_row_is_the_parent_of_the_rows_below_until_a_total() -> None:
    of = pack(
        table(
            [
                ["", "Budget £m"],
                ["*Funded by:", ""],
                ["Grants", "1.5"],
                ["Loans", "2.5"],
                ["*Total funding", "*4.0"],
                ["Reserves", "3.0"],
            ]
        )
    )
    assert by_line(of, "parent_line") == {
        "Grants": "Funded by:",
        "Loans": "Funded by:",
        "Total funding": None,
        "Reserves": None,
    }


def test_two_blocks_side_by_side_have_their_own_labels() -> None:
    of = pack(
        table(
            [
                ["Spending", "Core £m", "Funding", "External £m"],
                ["Growth", "1.5", "Grants", "2.5"],
                ["Pay", "1", "Tax", "3"],
            ]
        )
    )
    assert amounts(of) == {
        ("Growth", "Core £m"): Decimal(1_500_000),
        ("Pay", "Core £m"): Decimal(1_000_000),
        ("Grants", "External £m"): Decimal(2_500_000),
        ("Tax", "External £m"): Decimal(3_000_000),
    }


def test_several_figures_in_a_cell_are_a_record_each_with_its_own_box() -> None:
    of = pack(
        table(
            [["Project", "Amount £m", "Reason"], ["Bridge", "+0.150\n-0.049", "Grant\nLoan"], ["Quay", "1.0", "Grant"]]
        )
    )
    first, second, _ = read(of)[0]
    assert (first["amount_gbp"], first["raw_text"], first["line"]) == (Decimal(150_000), "+0.150", "Bridge")
    assert (second["amount_gbp"], second["raw_text"], second["line"]) == (Decimal(-49_000), "-0.049", "Bridge")
    assert isinstance(first["top"], float)
    assert isinstance(second["top"], float)
    assert first["top"] < second["top"]


@pytest.mark.parametrize(
    ("rows", "title", "sure"),
    [
        ([["Service", "Budget £m"], ["Parks", "1.2"]], None, True),
        ([["Service", "Change"], ["Parks", "+£1.2m"]], None, True),
        ([["Service", "Net cost"], ["Parks", "1.2"]], None, True),
        ([["Service", "Forecast"], ["Parks", "1.2"]], "Financial position", True),
        ([["", "Forecast"], ["Grants", "1.2"], ["Borrowing", "2.2"]], None, True),
        ([["Service", "Forecast", "Actual"], ["Bins missed", "12", "14"]], "How we did", False),
        ([["Service", "Budget (FTE)"], ["Parks", "12.5"]], "Staffing budget", False),
        ([["", "Ashcombe"], ["Parks", "0.12"]], "One-off funding", True),
        ([["", "2023-24"], ["Pupils", "5,118"]], "Average number of funded pupils", False),
        ([["Indicator", "Apr-24", "May-24"], ["Days lost", "7.1", "7.2"]], "Sickness", False),
        ([["Service", "Budget"], ["Parks", "Agreed"]], None, False),
        ([["Service", "% of budget"], ["Parks", "12%"]], None, False),
    ],
)
def test_a_table_is_claimed_for_money_and_not_for_other_figures(
    rows: list[list[str]], title: str | None, sure: bool
) -> None:
    shown = table(rows, title=title)
    assert (claim(shown, pack(shown, paper="Progress report")) >= 0.5) is sure


def test_heads_that_say_which_part_of_a_year_are_those_of_money() -> None:
    rows = [["Reserve", "Opening", "In year", "This year", "Cases this year"], ["Schools", "120", "(20)", "100", "7"]]
    assert amounts(pack(table(rows, title="Schools reserve", note="£000"))) == {
        ("Schools", "Opening"): 120_000,
        ("Schools", "In year"): -20_000,
        ("Schools", "This year"): 100_000,
    }


def test_headers_that_performance_tables_share_mean_money_in_a_finance_paper() -> None:
    shown = table([["Scheme", "Real variance"], ["Bridge", "-1.2"]], title="Roads")
    assert claim(shown, pack(shown, paper="Finance monitoring report")) >= 0.5
    assert claim(shown, pack(shown, paper="Progress report")) < 0.5


def test_a_section_headed_in_the_column_of_codes_is_the_parent() -> None:
    rows = [["Code", "Description", "Budget £"], ["*Depot", "", ""], ["10020", "Fuel", "900"], ["10021", "Rent", "80"]]
    assert by_line(pack(table(rows)), "parent_line") == {"Fuel": "Depot", "Rent": "Depot"}


def test_a_note_in_one_head_says_the_unit_of_all_columns() -> None:
    rows = [
        ["Net budget", "", ""],
        ["", "", "(figures in £ million)"],
        ["Block", "Budget", "Forecast"],
        ["Schools", "88.4", "88.9"],
    ]
    of = pack(table(rows, head=3))
    assert amounts(of) == {("Schools", "Budget"): Decimal(88_400_000), ("Schools", "Forecast"): Decimal(88_900_000)}
    assert read(of)[1] == []


def test_a_label_said_once_for_several_rows_is_their_parent() -> None:
    rows = [["Directorate", "Grant", "Award £"], ["People", "Homelessness", "612"], ["", "Domestic abuse", "36"]]
    rows += [["", "Rough sleeping", "118"], ["Place", "Local plan", "150"], ["Total", "", "916"]]
    of = pack(table(rows))
    assert by_line(of, "parent_line") == {
        "Homelessness": "People",
        "Domestic abuse": "People",
        "Rough sleeping": "People",
        "Local plan": "Place",
        "Total": None,
    }
    assert by_line(of, "is_total")["Total"]


def test_a_unit_in_the_row_label_scales_the_row_and_tells_of_money() -> None:
    rows = [["Indicator", "2024/25 Estimate"], ["Capital expenditure £m", "18.9"], ["Borrowing limit £000", "250"]]
    of = pack(table(rows, title="Prudential indicators"))
    assert claim(of.tables[0], of) > 0.7
    assert by_line(of, "amount_gbp") == {
        "Capital expenditure £m": Decimal(18_900_000),
        "Borrowing limit £000": Decimal(250_000),
    }
    assert read(of)[1] == []
