"""Performance tables of every shape to `kpis` records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.facts.kpis import claim, read_kpis
from tests.kpi_tables import AMBER, GREEN, RED, pack, passage, read, table, told

PARTNERS = ("Havering", "Newham", "Bexley")


def test_a_list_with_quarters_a_target_a_rating_and_an_arrow() -> None:
    rows = table(
        [
            ["Ref", "Indicator", "Good is", "Target 2024/25", "Q1", "Q2", "Q3", "RAG", "DoT", "Comments"],
            [
                "H1",
                "% of repairs on time",
                "High",
                "95%",
                "93.1%",
                "96%",
                "",
                ("", GREEN),
                ("↑", GREEN),
                "Two more fitters",
            ],
            ["H2", "Days to let a home", "Low", "28", "31", "35", "", ("", RED), ("↓", RED), ""],
        ]
    )
    columns = ("indicator", "period", "actual", "target", "unit", "rag", "rag_basis", "direction", "commentary")
    assert told(read(rows), *columns) == [
        ("% of repairs on time", "2024/25 Q1", 93.1, 95.0, "%", None, None, None, None),
        ("% of repairs on time", "2024/25 Q2", 96.0, 95.0, "%", "G", "fill", "up", "Two more fitters"),
        ("Days to let a home", "2024/25 Q1", 31.0, 28.0, "days", None, None, None, None),
        ("Days to let a home", "2024/25 Q2", 35.0, 28.0, "days", "R", "fill", "down", None),
    ]


def test_a_header_of_two_levels_gives_each_quarter_its_own_target_and_rating() -> None:
    rows = table(
        [
            ["Indicator", "2023/24 Outturn", "Q1 2024/25", None, None, "Q2 2024/25", None, None],
            ["", "", "Actual", "Target", "RAG", "Actual", "Target", "RAG"],
            ["Calls answered", "88%", "90%", "92%", "A", "93%", "92%", "G"],
        ],
        head=2,
    )
    assert told(read(rows), "period", "actual", "target", "rag") == [
        ("2023/24", 88.0, None, None),
        ("2024/25 Q1", 90.0, 92.0, "A"),
        ("2024/25 Q2", 93.0, 92.0, "G"),
    ]


def test_a_panel_with_a_council_in_each_column() -> None:
    rows = table(
        [
            ["", "2023/24", "LBH 2024/25 Q1", "LBN 2024/25 Q1"],
            ["Outturn", "88%", "91%", "85%"],
            ["Target", "90%", "90%", "90%"],
            ["RAG", ("", AMBER), ("", GREEN), ("", RED)],
            ["DoT", "", ("↑", GREEN), ("→", RED)],
        ],
        title="% of letters answered in time",
    )
    columns = ("organisation", "period", "actual", "target", "rag", "rag_basis", "direction")
    assert told(read(rows, partners=PARTNERS), *columns) == [
        ("Total", "2023/24", 88.0, 90.0, "A", "fill", None),
        ("Havering", "2024/25 Q1", 91.0, 90.0, "G", "fill", "up"),
        ("Newham", "2024/25 Q1", 85.0, 90.0, "R", "fill", "level"),
    ]


def test_the_remark_under_a_panel_belongs_to_its_latest_period_and_not_to_the_grid() -> None:
    panel = table(
        [["", "2023/24", "2024/25 Q1"], ["Outturn", "88%", "91%"], ["Target", "90%", "90%"]], "Calls answered"
    )
    grid = table(
        [["", "Apr-24", "May-24"], ["Actual", "90%", "92%"], ["Target", "90%", "90%"]], "Calls answered", 1, 300, 2
    )
    records = read(panel, grid, passages=[passage("Comment: The new system helped.", 400)])
    assert told(records, "period", "commentary") == [
        ("2023/24", None),
        ("2024/25 Q1", "The new system helped."),
        ("2024-04", None),
        ("2024-05", None),
    ]


def test_months_to_come_have_a_row_for_their_target() -> None:
    rows = table(
        [
            ["", "Apr-24", "May-24", "Jun-24"],
            ["Havering", "90%", "", "-"],
            ["Newham", "84%", "86%", "-"],
            ["Target", "90%", "91%", "92%"],
        ],
        title="Calls answered",
    )
    records = read(rows, partners=PARTNERS)
    assert told(records, "organisation", "period", "actual", "actual_text", "target") == [
        ("Havering", "2024-04", 90.0, "90%", 90.0),
        ("Havering", "2024-05", None, None, 91.0),
        ("Havering", "2024-06", None, "-", 92.0),
        ("Newham", "2024-04", 84.0, "84%", 90.0),
        ("Newham", "2024-05", 86.0, "86%", 91.0),
        ("Newham", "2024-06", None, "-", 92.0),
    ]


def test_each_council_has_its_own_target_row() -> None:
    rows = table(
        [["", "Apr-24"], ["Havering", "13.5%"], ["LBH Target", "11%"], ["Newham", "13.0%"], ["LBN Target", "12%"]],
        title="Business rates collected",
    )
    assert told(read(rows, partners=PARTNERS), "organisation", "actual", "target") == [
        ("Havering", 13.5, 11.0),
        ("Newham", 13.0, 12.0),
    ]


def test_the_council_is_named_only_in_the_title() -> None:
    rows = table([["", "Apr-24"], ["Average days", "21"], ["Target", "20"]], title="Days to decide a claim (LBN only)")
    assert told(read(rows, partners=PARTNERS), "indicator", "organisation", "unit") == [
        ("Days to decide a claim (LBN only)", "Newham", "days")
    ]


def test_quarters_of_sub_measures() -> None:
    rows = table(
        [
            ["", "Quarter 1", "Quarter 2"],
            ["Newham Phone", "78%", "-"],
            ["Newham Post", "40%", "-"],
            ["Threshold", "90%", "90%"],
        ],
        title="Replies in 5 days",
    )
    assert told(read(rows, partners=PARTNERS), "indicator", "organisation", "period", "actual", "target") == [
        ("Replies in 5 days (Phone)", "Newham", "2024/25 Q1", 78.0, 90.0),
        ("Replies in 5 days (Phone)", "Newham", "2024/25 Q2", None, 90.0),
        ("Replies in 5 days (Post)", "Newham", "2024/25 Q1", 40.0, 90.0),
        ("Replies in 5 days (Post)", "Newham", "2024/25 Q2", None, 90.0),
    ]


def test_several_sub_measures_in_one_cell_share_its_rating() -> None:
    rows = table(
        [["", "LBN Q1"], ["Outturn", "Phone 78%\nPost 40%"], ["Target", "90%"], ["RAG", ("", RED)]],
        title="Replies in 5 days",
    )
    assert told(read(rows, partners=PARTNERS), "indicator", "actual", "actual_text", "rag") == [
        ("Replies in 5 days (Phone)", 78.0, "78%", "R"),
        ("Replies in 5 days (Post)", 40.0, "40%", "R"),
    ]


def test_the_column_decides_where_a_figure_names_another_council() -> None:
    rows = table(
        [["", "LBN Q1"], ["Outturn", "4.1 (LBN - Phone)\n12 (LBH – Post)"], ["Target", "5"]], title="Days to reply"
    )
    assert told(read(rows, partners=PARTNERS), "indicator", "organisation", "actual") == [
        ("Days to reply (Phone)", "Newham", 4.1),
        ("Days to reply (Post)", "Newham", 12.0),
    ]


def test_a_rating_column_beside_a_panel_is_for_its_year() -> None:
    rows = table(
        [
            ["", "2023/24", "2024/25 Q1", "2024/25 RAG"],
            ["Outturn", "18", "22", ("", RED)],
            ["Target", "20", "20", ("", RED)],
        ],
        title="Days to decide a claim",
    )
    assert told(read(rows), "period", "rag") == [("2023/24", None), ("2024/25 Q1", "R")]


def test_a_year_without_a_council_and_without_a_figure_is_no_row() -> None:
    rows = table(
        [["", "2023/24", "LBH Q1"], ["Outturn", "N/A", "N/A"], ["Target", "N/A", "95%"]], title="Training done"
    )
    assert told(read(rows, partners=PARTNERS), "organisation", "period", "actual_text") == [
        ("Havering", "2024/25 Q1", "N/A")
    ]


def test_a_sentence_rates_the_whole_list_whatever_the_colour_of_its_arrows() -> None:
    rows = table([["KPI", "Target", "Quarter 1", "Direction of Travel"], ["Calls answered", "90%", "92%", ("↓", RED)]])
    said = passage("The following indicators met their target (RAG rated = Green).", 80)
    assert told(read(rows, passages=[said]), "rag", "rag_basis", "direction") == [("G", "word", "down")]


def test_a_coloured_arrow_rates_where_nothing_else_does() -> None:
    rows = table([["KPI", "Target", "Quarter 1", "Trend"], ["Calls answered", "90%", "92%", ("↑", GREEN)]])
    assert told(read(rows), "rag", "rag_basis", "direction") == [("G", "glyph", "up")]


def test_councils_as_columns_with_their_cells_rated_by_fill() -> None:
    rows = table(
        [
            ["Measure", "Target", "Havering", "Newham"],
            ["Invoices paid in 30 days", "95%", ("96%", GREEN), ("91%", AMBER)],
        ]
    )
    assert told(read(rows, partners=PARTNERS), "organisation", "period", "actual", "target", "rag") == [
        ("Havering", "2024/25 Q2", 96.0, 95.0, "G"),
        ("Newham", "2024/25 Q2", 91.0, 95.0, "A"),
    ]


def test_a_column_of_councils_holds_for_the_rows_beneath() -> None:
    rows = table(
        [
            ["Volumetric", "Council", "Previous year (2023/24)", "Q1 Performance", "Comment"],
            ["Number of incidents", "Havering", "692", "583", "Fewer than last year"],
            ["", "Newham", "1107", "TBC", ""],
        ]
    )
    assert told(
        read(rows, partners=PARTNERS), "indicator", "organisation", "period", "actual", "unit", "commentary"
    ) == [
        ("Number of incidents", "Havering", "2023/24", 692.0, "count", None),
        ("Number of incidents", "Havering", "2024/25 Q1", 583.0, "count", "Fewer than last year"),
        ("Number of incidents", "Newham", "2023/24", 1107.0, "count", None),
        ("Number of incidents", "Newham", "2024/25 Q1", None, "count", None),
    ]


def test_blocks_of_rows_for_each_indicator() -> None:
    rows = table(
        [
            ["KPI", "", "Apr-24", "May-24"],
            ["Calls answered", "Target", "90%", "90%"],
            ["", "Actual", "91%", ""],
            ["Missed bins", "Target", "50", "50"],
            ["", "Actual", "44", "61"],
        ]
    )
    assert told(read(rows), "indicator", "period", "actual", "target") == [
        ("Calls answered", "2024-04", 91.0, 90.0),
        ("Calls answered", "2024-05", None, 90.0),
        ("Missed bins", "2024-04", 44.0, 50.0),
        ("Missed bins", "2024-05", 61.0, 50.0),
    ]


def test_months_down_the_rows() -> None:
    rows = table(
        [["Month", "Actual", "Target", "RAG"], ["April 2024", "91%", "90%", "G"], ["May 2024", "88%", "90%", "A"]],
        title="Calls answered",
    )
    assert told(read(rows), "indicator", "period", "actual", "target", "rag") == [
        ("Calls answered", "2024-04", 91.0, 90.0, "G"),
        ("Calls answered", "2024-05", 88.0, 90.0, "A"),
    ]


def test_latest_and_previous_are_two_periods_and_the_target_is_the_latest_ones() -> None:
    rows = table(
        [
            ["Indicator", "Latest", "Previous quarter", "Target", "Status"],
            ["Debt collected", "88%", "85%", "90%", "Amber"],
        ]
    )
    assert told(read(rows), "period", "actual", "target", "rag", "rag_basis") == [
        ("2024/25 Q2", 88.0, 90.0, "A", "word"),
        ("2024/25 Q1", 85.0, None, None, None),
    ]


def test_a_rating_column_behind_each_column_of_figures() -> None:
    rows = table(
        [
            ["Performance Indicators", "Latest Month", "Month RAG", "Year to Date", "YTD RAG", "Target", "Floor"],
            ["Potholes repaired in 28 days", "88%", ("AMBER", AMBER), "91%", ("GREEN", GREEN), "90%", "80%"],
        ]
    )
    assert told(read(rows), "period", "actual", "target", "rag") == [
        ("2024/25 Q2", 88.0, 90.0, "A"),
        ("2024/25", 91.0, 90.0, "G"),
    ]


def test_a_list_of_ratings_alone() -> None:
    rows = table([["Customer Services KPIs", "RAG", "DoT"], ["Calls answered", ("AMBER", AMBER), ("↓", RED)]])
    assert claim(rows, pack(rows)) >= 0.5
    assert told(read(rows), "indicator", "period", "actual", "rag", "direction") == [
        ("Calls answered", "2024/25 Q2", None, "A", "down")
    ]


def test_a_list_of_coloured_cells_alone() -> None:
    rows = table([["Key performance indicators", "RAG"], ["Calls answered", ("", RED)], ["Letters answered", ""]])
    assert told(read(rows), "indicator", "actual", "rag", "rag_basis") == [("Calls answered", None, "R", "fill")]


def test_a_sentence_rates_the_current_figures_only() -> None:
    rows = table([["KPI", "2023/24 Outturn", "2024/25 Target", "Quarter 1"], ["Calls answered", "80%", "90%", "92%"]])
    said = passage("The following indicators met their target (RAG rated = Green).", 80)
    assert told(read(rows, passages=[said]), "period", "rag") == [("2023/24", None), ("2024/25 Q1", "G")]


def test_a_banner_row_names_the_council_of_the_rows_under_it() -> None:
    rows = table(
        [
            ["Indicator", "Target", "Actual"],
            ["Havering", None, None],
            ["Repairs", "95%", "96%"],
            ["Newham", None, None],
            ["Repairs", "95%", "91%"],
        ]
    )
    assert told(read(rows, partners=PARTNERS), "organisation", "actual") == [("Havering", 96.0), ("Newham", 91.0)]


def test_a_column_of_codes_headed_pi_is_no_name() -> None:
    rows = table(
        [
            ["PI", "Description", "Unit", "Target", "Actual"],
            ["BV8", "Homes built", "Number", "25", "6"],
            ["BV9", "Waste", "%", "45", "41"],
        ]
    )
    assert told(read(rows), "indicator", "unit") == [("Homes built", "count"), ("Waste", "%")]


def test_a_threshold_keeps_its_sign_in_the_text_only() -> None:
    rows = table([["Indicator", "Target", "Q1"], ["Cost of a care order", "<£20,000", "£15,726"]])
    assert told(read(rows), "actual", "target", "target_text", "unit") == [(15726.0, 20000.0, "<£20,000", "GBP")]


def test_prose_instead_of_a_figure_has_no_value() -> None:
    rows = table(
        [["Indicator", "Target", "Q1"], ["Spend on barristers", "As much as possible", "Spend £40 Saving £11 (22%)"]]
    )
    assert told(read(rows), "actual", "actual_text", "target") == [(None, "Spend £40 Saving £11 (22%)", None)]


@pytest.mark.parametrize(
    "rows",
    [
        [["Service", "Budget £000", "Actual £000", "Variance £000"], ["Libraries", "1,204", "1,250", "46"]],
        [["", "Havering £", "Newham £"], ["Balance", "412,300", "355,900"], ["Planned", "18,000", "14,000"]],
        [["Project", "Sponsor", "Start", "Target", "Status"], ["New lifts", "N Moss", "Jan-24", "Dec-24", "On track"]],
        [["Risk", "Likelihood", "Impact", "Target score", "RAG"], ["Fire", "3", "4", "6", "A"]],
        [["Status", "Symbol", "Description"], ["Improving", "↑", "Better than the last quarter"]],
        [["", "Bexley", "Havering"], ["Green", "12", "26"], ["Amber", "3", "8"]],
        [["RAG status", "Number of indicators"], ["Green", "26"], ["Amber", "8"]],
    ],
    ids=["budget", "money panel", "projects", "risks", "key", "ratings by council", "count of ratings"],
)
def test_tables_of_other_kinds_are_not_claimed(rows: list[list[str]]) -> None:
    other = table(rows)
    assert claim(other, pack(other, partners=PARTNERS)) < 0.5


def test_every_record_says_where_it_stands() -> None:
    rows = table([["Indicator", "Target", "Q1"], ["Calls answered", "90%", "91%"]])
    (record,) = read(rows)
    assert told([record], "document_id", "table_id", "row", "col", "page", "x0", "top", "raw_text") == [
        ("01-report", "p001-1", 1, 2, 1, 170.0, 112.0, "91%")
    ]


def test_a_mapped_table_that_gives_nothing_raises_an_issue() -> None:
    rows = table([["Name", "Role"], ["A Moss", "Clerk"]])
    records, issues = read_kpis(pack(rows), [rows])
    assert records == []
    assert [(issue.code, issue.table_id) for issue in issues] == [("kpi_table_unread", "p001-1")]


def test_quarters_whose_year_is_nowhere_printed_have_no_period() -> None:
    rows = table([["Indicator", "2023/24", "Q1", "Q2", "RAG"], ["Calls answered", "88%", "90%", "91%", "G"]])
    report = replace(pack(rows), papers=())
    records, issues = read_kpis(report, [rows])
    assert told(records, "period", "actual", "rag") == [("2023/24", 88.0, None), (None, 90.0, None), (None, 91.0, "G")]
    assert [issue.code for issue in issues] == ["kpi_period_unknown"]


def test_the_year_of_the_target_is_that_of_the_quarters_beside_it() -> None:
    rows = table([["Indicator", "2023/24", "2024/25 Target", "Q1"], ["Calls answered", "88%", "90%", "91%"]])
    records, _ = read_kpis(replace(pack(rows), papers=()), [rows])
    assert told(records, "period", "target") == [("2023/24", None), ("2024/25 Q1", 90.0)]
