"""Performance tables as councils of every sort print them: target rows, cards, series, lamps beside figures, keys."""

from __future__ import annotations

import pytest

from extractors.facts.kpis import claim, read_kpis
from tests.kpi_tables import AMBER, GREEN, RED, Content, pack, passage, read, table, told

QUARTERS = ["Measure", "Target", "Q1", "Q2"]


def test_a_target_row_belongs_to_the_indicator_above_it() -> None:
    rows = table(
        [
            ["Measure", "Apr", "May", "Jun"],
            ["Sickness rate", ("3.1%", GREEN), ("4.4%", RED), "-"],
            ["Target", "4%", "4%", "4%"],
            ["Turnover", "11%", "12%", "-"],
            ["Target", "12%", "12%", "12%"],
        ],
        title="Staff by month 2024/25",
    )
    assert told(read(rows), "indicator", "period", "actual", "target", "rag") == [
        ("Sickness rate", "2024-04", 3.1, 4.0, "G"),
        ("Sickness rate", "2024-05", 4.4, 4.0, "R"),
        ("Sickness rate", "2024-06", None, 4.0, None),
        ("Turnover", "2024-04", 11.0, 12.0, None),
        ("Turnover", "2024-05", 12.0, 12.0, None),
        ("Turnover", "2024-06", None, 12.0, None),
    ]


def test_a_header_printed_again_is_no_indicator() -> None:
    rows = table([QUARTERS, ["Calls answered", "90%", "91%", "92%"], ["Homes Measure", "Target", "Q1", "Q2"]])
    assert told(read(rows), "indicator", "period") == [
        ("Calls answered", "2024/25 Q1"),
        ("Calls answered", "2024/25 Q2"),
    ]


def test_a_lamp_and_an_arrow_beside_a_figure_are_its_own() -> None:
    cells: list[list[Content]] = [["Measure", "Target", "Q1", "Q2"], ["Calls answered", "90%", "↑ 94%", "79%▼"]]
    assert told(read(table(cells)), "actual", "actual_text", "direction") == [
        (94.0, "94%", "up"),
        (79.0, "79%", "down"),
    ]


def test_a_change_is_neither_a_figure_of_the_quarter_it_names_nor_a_target() -> None:
    rows = table(
        [
            ["Measure", "Q2", "Target", "Change since Q1", "Change on last year", "Difference from target"],
            ["Calls answered", "94%", "90%", "+2%", "-1%", "+4%"],
        ]
    )
    assert told(read(rows), "period", "actual", "target") == [("2024/25 Q2", 94.0, 90.0)]


def test_arrows_under_a_header_that_names_the_last_quarter_are_the_direction() -> None:
    rows = table([["Measure", "Q2", "Last quarter"], ["Calls", "94%", "↑"], ["Letters", "80%", "↓"]])
    assert told(read(rows), "indicator", "period", "direction") == [
        ("Calls", "2024/25 Q2", "up"),
        ("Letters", "2024/25 Q2", "down"),
    ]


def test_ratings_without_a_header_are_ratings() -> None:
    rows = table([["Measure", "Q2", ""], ["Calls", "94%", ("", GREEN)], ["Letters", "80%", ("", RED)]])
    assert told(read(rows), "indicator", "rag") == [("Calls", "G"), ("Letters", "R")]


def test_a_rated_figure_of_another_year_was_measured_against_the_only_target() -> None:
    rows = table(
        [
            ["Measure", "Target", "2023/24", None, "2024/25", None],
            ["", "", "Q3", "Q4", "Q1", "Q2"],
            ["Cases closed", "50", ("44", RED), "51", ("48", AMBER), "57"],
        ],
        head=2,
    )
    assert told(read(rows), "period", "target", "rag") == [
        ("2023/24 Q3", 50.0, "R"),
        ("2023/24 Q4", None, None),
        ("2024/25 Q1", 50.0, "A"),
        ("2024/25 Q2", 50.0, None),
    ]


def test_pale_colours_rate_where_a_column_stands_in_several_of_them() -> None:
    body = [["Calls", "90%", ("91%", "#a9d08e")], ["Letters", "90%", ("71%", "#f4b6b6")], ["Visits", "90%", "80%"]]
    assert told(read(table([["Measure", "Target", "Q2"], *body])), "rag", "rag_basis") == [
        ("G", "fill"),
        ("R", "fill"),
        (None, None),
    ]


def test_one_pale_colour_down_a_column_only_decorates() -> None:
    body = [["Calls", "90%", ("91%", "#c6e0b4")], ["Letters", "90%", ("71%", "#c6e0b4")]]
    assert told(read(table([["Measure", "Target", "Q2"], *body])), "rag") == [(None,), (None,)]


def test_words_under_performance_are_a_status_that_the_key_explains() -> None:
    rows = table(
        [
            ["Measure", "Target", "Actual", "Performance"],
            ["Cases prevented", "60%", "63%", "On course"],
            ["Nights in hostels", "42", "55", "Late by over 10%"],
            ["Grants paid", "9", "8", "Paused"],
        ]
    )
    key = passage("Key: On course = Green; Late by over 10% = Red", 400)
    assert told(read(rows, passages=[key]), "actual", "rag", "rag_basis") == [
        (63.0, "G", "word"),
        (55.0, "R", "word"),
        (8.0, None, None),
    ]


def test_bare_figures_against_target_are_no_ratings() -> None:
    rows = table(
        [
            ["Measure", "Q1", "Q2", "Against target", "RAG"],
            ["Calls", "71%", "74%", "-1%", "A"],
            ["Letters", "80%", "91%", "+2%", "G"],
        ]
    )
    assert [rag for (rag,) in told(read(rows), "rag")] == [None, "A", None, "G"]


def test_a_section_row_is_the_directorate_of_the_rows_under_it() -> None:
    rows = table(
        [
            QUARTERS,
            ["Cleaner streets", None, None, None],
            ["Litter bins emptied", "90%", "91%", "92%"],
            ["Safer homes", None, None, None],
            ["Fire checks", "100%", "99%", "100%"],
        ]
    )
    assert {record["indicator"]: record["directorate"] for record in read(rows)} == {
        "Litter bins emptied": "Cleaner streets",
        "Fire checks": "Safer homes",
    }


def test_months_down_and_measures_across_are_a_series_of_each_measure() -> None:
    rows = table(
        [
            ["Month", "Calls received", "% answered"],
            ["April", "4,210", "94.8%"],
            ["May", "4,002", "95.0%"],
            ["June", "3,876", "95.5%"],
        ],
        title="Contact centre performance 2024/25",
    )
    assert claim(rows, pack(rows)) >= 0.5
    records = read(rows)
    assert told(records[:3], "indicator", "period", "actual", "unit") == [
        ("Calls received", "2024-04", 4210.0, "count"),
        ("Calls received", "2024-05", 4002.0, "count"),
        ("Calls received", "2024-06", 3876.0, "count"),
    ]
    assert {record["indicator"] for record in records} == {"Calls received", "% answered"}


def test_years_and_statistics_of_a_place_are_no_performance() -> None:
    rows = table([["Year", "Births", "Deaths"], ["2021", "812", "640"], ["2022", "798", "655"], ["2023", "780", "661"]])
    around = pack(rows, paper="Joint strategic needs assessment")
    assert claim(rows, around) < 0.5


def test_years_down_and_months_across_with_a_target_row() -> None:
    rows = table(
        [["", "Apr", "May"], ["2023/24", "0.70", "0.66"], ["2024/25", "0.68", "0.65"], ["Target", "0.67", "0.67"]],
        title="Sickness, average days for each employee",
    )
    assert told(read(rows), "period", "actual", "target", "unit") == [
        ("2023-04", 0.70, None, "days"),
        ("2023-05", 0.66, None, "days"),
        ("2024-04", 0.68, 0.67, "days"),
        ("2024-05", 0.65, 0.67, "days"),
    ]


def test_a_first_row_of_figures_taken_for_a_header_is_read() -> None:
    rows = table(
        [
            ["Indicator", "Target", "Q1", "Q2", "Trend"],
            ["Complaints in time", "≥ 95%", "93.2% (412/442)", "95.4%", "Up"],
            ["Days to process", "< 20 days", "19.1 days", "21.3 days", "Worse"],
        ],
        head=2,
    )
    assert told(read(rows), "indicator", "actual", "actual_text")[:2] == [
        ("Complaints in time", 93.2, "93.2% (412/442)"),
        ("Complaints in time", 95.4, "95.4%"),
    ]


CARD: list[list[Content]] = [
    ["Measure", "% of waste recycled"],
    ["Target", "45%"],
    ["Q2 2024/25", "43.1%"],
    ["RAG", ("Amber", AMBER)],
    ["Commentary", "Garden waste fell."],
]


def test_a_card_of_one_indicator() -> None:
    card = table(CARD, head=0)
    assert claim(card, pack(card)) >= 0.5
    columns = ("indicator", "period", "actual", "target", "unit", "rag", "commentary")
    assert told(read(card), *columns) == [
        ("% of waste recycled", "2024/25 Q2", 43.1, 45.0, "%", "A", "Garden waste fell.")
    ]


def test_a_card_with_two_labels_on_a_line_and_a_second_card_under_it() -> None:
    cards = table(
        [
            ["Indicator", "Calls answered", "Service area", "Contact centre"],
            ["Target", "90%", "Actual", "94%"],
            ["Indicator", "Letters answered", "Service area", "Housing"],
            ["Target", "80%", "Actual", "71%"],
        ],
        head=0,
    )
    assert told(read(cards), "indicator", "service_area", "actual", "target", "period") == [
        ("Calls answered", "Contact centre", 94.0, 90.0, "2024/25 Q2"),
        ("Letters answered", "Housing", 71.0, 80.0, "2024/25 Q2"),
    ]


@pytest.mark.parametrize(
    ("indicator", "figures", "unit"),
    [
        ("Library visits", ("98,200", "101,400"), "count"),
        ("Smokers who quit after four weeks", ("212", "240"), None),
        ("Calls answered within 30 days", ("94", "96"), None),
        ("Residents satisfied", ("81", "84"), None),
        ("Waste of each household, kg", ("398", "470"), None),
        ("Days to re-let a home", ("33", "25"), "days"),
    ],
)
def test_a_bare_figure_is_a_count_only_where_it_can_be_nothing_else(
    indicator: str, figures: tuple[str, str], unit: str | None
) -> None:
    rows = table([["Measure", "Target", "Q2"], [indicator, *figures]])
    assert told(read(rows), "unit") == [(unit,)]


def test_the_title_page_of_a_report_says_the_quarter_of_all_that_follows() -> None:
    rows = table([["Measure", "Target", "Actual"], ["Calls", "90%", "91%"]])
    cover = passage("Dashboard for Quarter 3 2023/24", 20, "heading")
    around = pack(rows, paper="Annex of figures", passages=[cover])
    assert told(read_kpis(around, [rows])[0], "period") == [("2023/24 Q3",)]


def test_services_as_columns_are_parts_of_the_measure() -> None:
    rows = table(
        [["Measure", "Target", "Housing", "Waste"], ["Complaints in time", "90%", ("91%", GREEN), ("70%", RED)]]
    )
    assert told(read(rows), "indicator", "actual", "target", "rag") == [
        ("Complaints in time (Housing)", 91.0, 90.0, "G"),
        ("Complaints in time (Waste)", 70.0, 90.0, "R"),
    ]


def test_a_place_in_a_ranking_is_no_figure() -> None:
    rows = table([["Measure", "Target", "Q2"], ["Quartile", "Top", "2nd"]])
    assert told(read(rows), "actual", "actual_text") == [(None, "2nd")]


def test_a_remark_across_the_row_under_an_indicator_is_its_commentary_and_no_section() -> None:
    rows = table(
        [
            QUARTERS,
            ["Cleaner streets", None, None, None],
            ["Litter bins emptied", "90%", "91%", "82%"],
            ["Comment: two rounds were lost to frost.", None, None, None],
            ["Graffiti removed", "95%", "94%", "96%"],
            ["Narrative", "A second crew began work in August.", None, None],
            ["Needles collected", "100%", "99%", "98%"],
            ["Calls at the weekend are passed on to the crews on Monday, so that a few are late.", None, None, None],
        ]
    )
    assert told([record for record in read(rows) if record["period"] == "2024/25 Q2"], "directorate", "commentary") == [
        ("Cleaner streets", "two rounds were lost to frost."),
        ("Cleaner streets", "A second crew began work in August."),
        ("Cleaner streets", "Calls at the weekend are passed on to the crews on Monday, so that a few are late."),
    ]


def test_a_card_headed_by_the_name_of_its_indicator() -> None:
    card = table(
        [
            ["Calls answered in a minute", None, None, None],
            ["Q2 actual", "84%", "Target", "80%"],
            ["RAG", ("Green", GREEN), "Q1 actual", "79%"],
            ["The team was at full strength from July.", None, None, None],
        ]
    )
    assert claim(card, pack(card)) >= 0.5
    assert told(read(card), "indicator", "period", "actual", "target", "rag") == [
        ("Calls answered in a minute", "2024/25 Q2", 84.0, 80.0, "G"),
        ("Calls answered in a minute", "2024/25 Q1", 79.0, 80.0, None),
    ]


def test_a_sentence_about_red_measures_rates_no_list_that_has_ratings_of_its_own() -> None:
    rows = table([["Measure", "Target", "Q2", "RAG"], ["Calls", "90%", "91%", "G"], ["Letters", "90%", "50%", "R"]])
    above = passage("Of the measures below, those that are rated red have an action plan.", 80)
    assert told(read(rows, passages=[above]), "rag") == [("G",), ("R",)]


def test_a_country_to_compare_with_is_no_council_of_the_table() -> None:
    rows = table([["Measure", "Target", "Q2", "England", "RAG"], ["Calls", "90%", "91%", "85%", "G"]])
    assert told(read(rows), "organisation", "actual", "rag") == [("Kent", 91.0, "G")]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("97.4% (412)", 97.4),
        ("95% within 10 days", 95.0),
        ("95% by 2026", 95.0),
        ("3 per 1,000", 3.0),
        ("4,100 tCO2e", 4100.0),
        ("95% +", 95.0),
        ("98% (national 96%)", None),
        ("12/15 (80%)", None),
    ],
)
def test_a_figure_with_what_qualifies_it(printed: str, value: float | None) -> None:
    rows = table([["Measure", "Target", "Q2"], ["Births registered in time", printed, "99"]])
    assert told(read(rows), "target", "target_text") == [(value, printed)]


def test_one_row_without_a_label_is_of_the_indicator_in_the_title() -> None:
    row = table(
        [["Target", "Q1", "Q2", "Q3", "RAG", "Trend"], ["20 days", "22 days", "19 days", "", ("G", GREEN), "↓"]],
        title="Time to process a claim",
    )
    assert claim(row, pack(row)) >= 0.5
    assert told(read(row), "indicator", "period", "actual", "target", "rag", "direction") == [
        ("Time to process a claim", "2024/25 Q1", 22.0, 20.0, None, None),
        ("Time to process a claim", "2024/25 Q2", 19.0, 20.0, "G", "down"),
    ]


def test_rated_cells_behind_the_figures_are_the_ratings_whatever_their_header() -> None:
    rows = table(
        [
            ["Measure", "Target", "Result", "Outcome", "Direction"],
            ["Calls", "90%", "91%", ("Achieved", GREEN), "Improving"],
            ["Letters", "90%", "70%", ("Missed", RED), "Worsening"],
        ]
    )
    assert told(read(rows), "indicator", "rag", "rag_basis") == [("Calls", "G", "fill"), ("Letters", "R", "fill")]


def test_ratings_under_a_header_of_a_rating_colour() -> None:
    rows = table(
        [
            ["Measure", "Target", ("Actual", GREEN)],
            ["Calls", "90%", ("91%", GREEN)],
            ["Letters", "90%", ("70%", RED)],
        ]
    )
    assert told(read(rows), "rag") == [("G",), ("R",)]


def test_a_word_that_ends_like_one_of_a_range_is_a_label() -> None:
    rows = table([["Measure", "Target", "Q2"], ["Decisions in time", "80%", "Major 85% Minor 92%"]])
    assert told(read(rows), "indicator", "actual") == [
        ("Decisions in time (Major)", 85.0),
        ("Decisions in time (Minor)", 92.0),
    ]


def test_a_target_before_each_councils_figure_is_its_own() -> None:
    rows = table(
        [
            ["Measure", "Kent", None, "Medway", None],
            ["", "Target", "Actual", "Target", "Actual"],
            ["Calls", "90%", ("91%", GREEN), "85%", ("70%", RED)],
        ],
        head=2,
    )
    assert told(read(rows, partners=("Kent", "Medway")), "organisation", "actual", "target", "rag") == [
        ("Kent", 91.0, 90.0, "G"),
        ("Medway", 70.0, 85.0, "R"),
    ]


def test_activity_without_targets_is_claimed_where_it_is_set_against_another_time() -> None:
    rows = table([["Activity indicator", "Current quarter", "Previous year"], ["Library visits", "98,200", "101,400"]])
    assert claim(rows, pack(rows, paper="Annex")) >= 0.5
    assert told(read(rows), "period", "actual") == [("2024/25 Q2", 98200.0), ("2023/24", 101400.0)]


def test_a_rating_under_a_year_is_of_its_last_quarter() -> None:
    rows = table(
        [
            ["Measure", "2024/25", None, None, None],
            ["", "Q1", "Q2", "Target", "RAG"],
            ["Calls", "80%", "91%", "90%", "G"],
        ],
        head=2,
    )
    assert told(read(rows), "period", "target", "rag") == [("2024/25 Q1", 90.0, None), ("2024/25 Q2", 90.0, "G")]


def test_a_unit_that_closes_the_headers_is_that_of_the_figures() -> None:
    rows = table([["Measure", "Q1 (%)", "Q2 (%)", "Target (%)"], ["Calls answered", "88.1", "91", "90"]])
    assert told(read(rows), "unit") == [("%",), ("%",)]


def test_the_number_of_a_quarter_is_no_figure() -> None:
    rows = table([["Measure", "Target", "Q2"], ["Carbon saved", "40", "Not available until Q3"]])
    assert told(read(rows), "actual", "actual_text") == [(None, "Not available until Q3")]


def test_prose_behind_the_figures_is_commentary_whatever_its_header() -> None:
    remark = "Partners meet each week to look at what has come in."
    rows = table([["Measure", "Q2", "Target", "What is happening"], ["Calls", "91%", "90%", remark]])
    assert told(read(rows), "actual", "commentary") == [(91.0, remark)]


def test_the_year_end_is_of_the_year_though_the_paper_is_of_a_quarter() -> None:
    rows = table(
        [["Measure", "", "Q1", "Q2", "Year end"], ["Calls", "Target", *["90%"] * 3], ["", "Actual", "88%", "91%", ""]]
    )
    assert told(read(rows), "period", "actual", "target") == [
        ("2024/25 Q1", 88.0, 90.0),
        ("2024/25 Q2", 91.0, 90.0),
        ("2024/25", None, 90.0),
    ]


def test_quarters_before_the_one_reported_on_are_of_the_year_before() -> None:
    rows = table([["Measure", "Q3", "Q4", "Q1", "Q2", "Target"], ["Calls", "88%", "89%", "90%", "91%", "90%"]])
    assert told(read(rows), "period", "target") == [
        ("2023/24 Q3", None),
        ("2023/24 Q4", None),
        ("2024/25 Q1", 90.0),
        ("2024/25 Q2", 90.0),
    ]


@pytest.mark.parametrize("quarters", [["Q1", "Q2", "Q3", "Q4"], ["Q4", "Q3", "Q2", "Q1"]])
def test_quarters_in_the_order_of_one_year_are_of_that_year(quarters: list[str]) -> None:
    rows = table([["Measure", *quarters, "Target"], ["Calls", "88%", "89%", "90%", "91%", "90%"]])
    assert {str(period)[:7] for (period,) in told(read(rows), "period")} == {"2024/25"}


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("Q2 last year", "2023/24 Q2"),
        ("Prior Q2", "2023/24 Q2"),
        ("Last quarter (Q1)", "2024/25 Q1"),
        ("Previous outturn (Q4)", "2023/24 Q4"),
        ("Same quarter 2023/24", "2023/24 Q2"),
        ("Year ended March 2024", "2023/24"),
        ("Actual 23-24", "2023/24"),
        ("Quarter One", "2024/25 Q1"),
        ("Performance to date", "2024/25"),
    ],
)
def test_headers_of_other_times(header: str, period: str) -> None:
    rows = table([["Measure", header, "Q2 2024/25", "Target"], ["Calls", "88%", "91%", "90%"]])
    assert told(read(rows), "period", "actual") == [(period, 88.0), ("2024/25 Q2", 91.0)]


def test_a_target_of_the_year_to_date_is_no_figure() -> None:
    rows = table(
        [["Measure", "In month", "Monthly target", "YTD", "Year to date target"], ["Calls", "88%", "90%", "91%", "92%"]]
    )
    assert told(read(rows), "period", "actual", "target") == [("2024/25 Q2", 88.0, 90.0), ("2024/25", 91.0, 92.0)]


def test_the_name_of_the_report_is_no_directorate() -> None:
    rows = table([["Measure", "Target", "Q2"], ["Homes let", "90%", "91%"]], title="Homes")
    over = [passage("Performance Report: Quarter 2", 40, "heading", 16), passage("Homes", 80, "heading", 12)]
    assert told(read(rows, passages=over), "directorate") == [(None,)]


def test_the_year_to_date_of_last_year_is_not_what_is_rated() -> None:
    rows = table(
        [["Measure", "Target", "2024-25 Q2 YTD", "2023-24 Q2 YTD", "RAG"], ["Calls", "90%", "91%", "85%", ("G", GREEN)]]
    )
    assert told(read(rows), "period", "target", "rag") == [("2024/25 Q2", 90.0, "G"), ("2023/24 Q2", None, None)]


def test_the_total_of_the_quarter_beside_its_months_is_rated() -> None:
    rows = table(
        [
            ["Measure", "July", "August", "September", "Quarter total", "Target", "Status"],
            ["Visits", "100", "120", "130", "350", "300", ("G", GREEN)],
        ]
    )
    assert told(read(rows), "period", "actual", "rag") == [
        ("2024-07", 100.0, None),
        ("2024-08", 120.0, None),
        ("2024-09", 130.0, None),
        ("2024/25 Q2", 350.0, "G"),
    ]


def test_a_grid_under_the_name_of_its_indicator_is_no_card() -> None:
    rows = table(
        [
            ["Calls answered", None, None, None],
            ["", "Q1", "Q2", "Q3"],
            ["Actual", "88%", "91%", ""],
            ["Target", "90%", "90%", "90%"],
            ["Waste recycled", None, None, None],
            ["Actual", "46%", "47%", ""],
            ["Target", "48%", "48%", "48%"],
        ],
        head=2,
        title="Calls answered",  # as the finder takes it from the first row
    )
    assert told(read(rows), "indicator", "period", "actual", "target") == [
        ("Calls answered", "2024/25 Q1", 88.0, 90.0),
        ("Calls answered", "2024/25 Q2", 91.0, 90.0),
        ("Calls answered", "2024/25 Q3", None, 90.0),
        ("Waste recycled", "2024/25 Q1", 46.0, 48.0),
        ("Waste recycled", "2024/25 Q2", 47.0, 48.0),
        ("Waste recycled", "2024/25 Q3", None, 48.0),
    ]


def test_measures_across_with_their_targets_and_ratings_down() -> None:
    rows = table(
        [
            ["", "Calls answered", "Waste recycled"],
            ["Target", "90%", "48%"],
            ["Q1", "88%", "46%"],
            ["Q2", "91%", "47%"],
            ["RAG", ("G", GREEN), ("A", AMBER)],
        ],
        title="Performance measures",
    )
    assert claim(rows, pack(rows)) >= 0.5
    assert told(read(rows), "indicator", "period", "actual", "target", "rag") == [
        ("Calls answered", "2024/25 Q1", 88.0, 90.0, None),
        ("Calls answered", "2024/25 Q2", 91.0, 90.0, "G"),
        ("Waste recycled", "2024/25 Q1", 46.0, 48.0, None),
        ("Waste recycled", "2024/25 Q2", 47.0, 48.0, "A"),
    ]


def test_row_labels_are_no_trends_though_their_header_speaks_of_one() -> None:
    rows = table(
        [
            ["Trend data", "Jun 24", "Sep 24"],
            ["Achieved", "88%", "91%"],
            ["Target", "90%", "90%"],
            ["RAG rating", ("Amber", AMBER), ("Green", GREEN)],
        ],
        title="Calls answered",
    )
    assert claim(rows, pack(rows)) >= 0.5
    assert told(read(rows), "indicator", "period", "actual", "target", "rag") == [
        ("Calls answered", "2024-06", 88.0, 90.0, "A"),
        ("Calls answered", "2024-09", 91.0, 90.0, "G"),
    ]


def test_roles_beside_the_indicators_are_such_whatever_heads_them() -> None:
    rows = table(
        [
            ["Indicator", "Actual / Target", "Apr", "May"],
            ["Calls answered", "Actual", "88%", "91%"],
            ["", "Target", "90%", "90%"],
            ["", "Variance", "-2%", "+1%"],
        ]
    )
    assert told(read(rows), "period", "actual", "target") == [("2024-04", 88.0, 90.0), ("2024-05", 91.0, 90.0)]


def test_statuses_that_speak_of_the_target_are_no_row_labels() -> None:
    rows = table(
        [
            ["Measure", "Target", "Actual", "Status"],
            ["Calls", "90%", "91%", ("On target", GREEN)],
            ["Letters", "90%", "88%", ("Close to target", AMBER)],
            ["Visits", "90%", "40%", ("Off target", RED)],
        ]
    )
    assert told(read(rows), "actual", "target", "rag") == [(91.0, 90.0, "G"), (88.0, 90.0, "A"), (40.0, 90.0, "R")]
