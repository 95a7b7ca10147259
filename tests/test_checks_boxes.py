"""Where a finding is marked: on the words that are wrong, not on the record that a check walks over."""

from __future__ import annotations

from check_rows import Outcome, Rows, failed

from extractors.checks.councils import check_titled_councils
from extractors.checks.headings import check_heading_scope
from extractors.checks.numbering import check_paragraph_numbers, check_reference_gaps
from extractors.checks.papers import check_sections
from extractors.checks.percentages import check_splits
from extractors.checks.periods import check_row_years, check_year_pairs
from extractors.checks.ratings import check_rated_figures, check_rating_columns
from extractors.checks.series import check_direction_repeats, check_target_repeats
from extractors.checks.titles import check_caption_years, check_column_years, check_paper_titles, check_reported_years


def placed(rows: Rows) -> Rows:
    """The rows with boxes that tell where each stands: cells by row and column, passages one below another."""
    for cell in rows.get("cells", []):
        cell.update(x0=100.0 * int(str(cell["col"])), top=20.0 * int(str(cell["row"])))
    for at, passage in enumerate(rows.get("passages", [])):
        passage.update(x0=5.0, top=500.0 + 10 * at)
    return rows


def corner(outcome: Outcome) -> tuple[float, float] | None:
    return None if outcome.box is None else (outcome.box.x0, outcome.box.top)


def test_a_row_that_sends_its_reader_to_another_section_is_marked_where_it_does() -> None:
    rows = Rows().paper()
    for number, title in enumerate(("Summary", "Revenue forecast", "Capital programme forecast", "Reserves"), 1):
        rows.says(f"{number} {title}", kind="heading")
    rows.grid([["No", "Asked", "See"], ["2.3", "Note the capital programme forecast", "Please refer to Section 4"]])

    (found,) = failed(check_sections, placed(rows))

    assert corner(found) == (200.0, 20.0)
    assert found.subject.startswith("2.3 Note the capital programme forecast refers to Section 4")


def test_a_row_of_the_wrong_year_is_marked_at_its_label() -> None:
    grid = [
        ["Reserve", "£m"],
        ["Closing balance 2023/24", "4.250"],
        ["Used in 2023/24", "(1.115)"],
        ["Closing balance 2024/25", "3.135"],
    ]

    (found,) = failed(check_row_years, placed(Rows().finance(grid)))

    assert corner(found) == (0.0, 40.0)


def test_a_caption_of_the_wrong_year_is_marked_itself() -> None:
    rows = (
        Rows()
        .says("The savings target for 2024/25 of £1.676m is kept.")
        .says("Table 1 – Savings for 2023/24", "caption")
    )
    rows.finance([["Service", "£m"], ["Parks", "1.000"], ["Total", "1.676"]], title="Table 1 – Savings for 2023/24")

    (found,) = failed(check_caption_years, placed(rows))

    assert corner(found) == (5.0, 510.0)
    assert "for 2024/25 of £1.676m’" in found.message


def test_a_table_headed_with_another_year_than_its_title_is_marked_at_the_title() -> None:
    rows = Rows().says("Budget 2023/24 by service", "caption")
    rows.finance(
        [["Service", "2024/25 budget", "2024/25 actual"], ["Parks", "1.0", "1.1"], ["Roads", "2.0", "2.1"]],
        title="Budget 2023/24 by service",
    )

    (found,) = failed(check_column_years, placed(rows))

    assert corner(found) == (5.0, 500.0)


def test_a_title_in_a_form_is_marked_in_the_form() -> None:
    title = "Revenue and capital monitoring – September 2024"
    rows = Rows().paper(title="Record of decision: Revenue and capital monitoring – November 2024")
    rows.paper(document_id="03-record", kind="appendix", title=f"RECORD OF DECISION: {title}")
    rows.grid([["Field", "Entry"], ["Subject", title]])

    (found,) = failed(check_paper_titles, placed(rows))

    assert corner(found) == (100.0, 20.0)


def test_a_cover_of_last_year_is_marked() -> None:
    rows = Rows().paper(title="Digital strategy 2023-24 progress", kind="presentation", x0=44.0, top=66.0)
    rows.says("This presentation tells of Q1 2024-25.", page=3)

    (found,) = failed(check_reported_years, rows)

    assert corner(found) == (44.0, 66.0)


def test_a_heading_over_the_other_part_is_marked_itself() -> None:
    rows = Rows().paper().says("Breakdown – Shared services", "heading")
    rows.paper(document_id="03-A", kind="appendix", title="Appendix A – Wexbury non-shared budget")
    rows.add("passages", text="Appendix A gives the figures.", kind="paragraph", heading="Breakdown – Shared services")

    (found,) = failed(check_heading_scope, placed(rows))

    assert corner(found) == (5.0, 500.0)


def test_a_table_titled_for_another_council_is_marked_at_its_title() -> None:
    rows = Rows().paper().says("Ashford's budget is underspent by £338,450.").says("Position of Wexford", "heading")
    rows.kpi("Calls", "1", "2", organisation="Ashford").kpi("Calls", "1", "2", organisation="Wexford")
    for number, total in enumerate(("512.120", "338.450")):
        grid = [["Service", "£k"], ["Parks", "1.000"], ["Total", total]]
        rows.finance(grid, title="Position of Wexford", table_id=f"t{number}")
    for fact in rows["budgets"]:
        fact["amount_gbp"] = float(str(fact["raw_text"])) * 1000

    found = failed(check_titled_councils, placed(rows))

    assert [corner(outcome) for outcome in found] == [(5.0, 510.0)]


def rated(*cells: str) -> Rows:
    return Rows().grid([["Indicator", "Target", "Outturn", "Travel"], list(cells)], table_id="k1", mapped_to="kpis")


def test_a_rating_without_a_target_is_marked_where_the_target_belongs() -> None:
    rows = rated("Receipts", "TBD", "£40", "→").kpi("Receipts", "£40", "TBD", "G", row=1, col=2)

    (found,) = failed(check_rated_figures, placed(rows))

    assert corner(found) == (100.0, 20.0)


def test_an_arrow_that_its_page_turns_round_is_marked_itself() -> None:
    rows = rated("Rates collected", "98%", "34%", "↓").kpi(
        "Rates collected", "34%", "98%", direction="down", row=1, col=2
    )
    rows.kpi("Rates collected", "34%", "98%", direction="up", table_id="k2", page=2)

    (found,) = failed(check_direction_repeats, placed(rows))

    assert corner(found) == (300.0, 20.0)


def test_a_target_that_another_table_has_otherwise_is_marked_itself() -> None:
    rows = rated("Rates collected", "82.9%", "34%", "↓").kpi("Rates collected", "34%", "82.5%", table_id="k0")
    rows.kpi("Rates collected", "34%", "82.5%", table_id="k2", page=2)
    rows.kpi("Rates collected", "34%", "82.9%", row=1, col=2)

    (found,) = failed(check_target_repeats, placed(rows))

    assert corner(found) == (100.0, 20.0)


def test_what_is_new_is_no_arrow() -> None:
    rows = Rows().grid(
        [["Indicator", "RAG"], ["Calls", "↑"], ["Bins", "NEW"], ["Fines", "→"], ["Lanes", "GREEN"]], mapped_to="kpis"
    )

    (found,) = failed(check_rating_columns, rows)

    assert "2 of 4 cells under ‘RAG’ are arrows, 1 say that the indicator is new" in found.message


def shares(*percent: str) -> Rows:
    rows = Rows().says("The £34.410m is split between the councils as follows:")
    for council, share in zip(("Ashford", "Wexford", "Exford"), percent, strict=True):
        rows.says(f"{share}% {council}", "list_item").kpi("Calls", "1", "2", organisation=council)
    grid = [
        ["Line", "Ashford £m", "Wexford £m", "Exford £m", "Total £m"],
        ["Net", "2.590", "15.191", "16.629", "34.410"],
    ]
    return rows.finance(grid, organisations=("Ashford", "Wexford", "Exford", "Total"))


def test_a_share_that_its_table_does_not_bear_out_is_told_once_and_marked_itself() -> None:
    (found,) = failed(check_splits, placed(shares("7.53", "44.41", "48.33")))

    assert (found.expected, found.actual) == ("44.15", "44.41")
    assert corner(found) == (5.0, 520.0)
    assert "make 100.27%" in found.message
    assert "Table 1 – Forecast, page 1" in found.message


def test_a_gap_in_references_is_marked_before_it_and_told_with_doubt() -> None:
    rows = Rows()
    for number in (*range(1, 8), 9, 10, 11, 12):
        rows.add("rag_actions", ref=str(number), plan="Plan", top=20.0 * number)

    (found,) = failed(check_reference_gaps, rows)

    assert corner(found) == (50.0, 140.0)
    assert "may have been left out" in found.message


def test_a_paragraph_under_the_next_heading_takes_that_number() -> None:
    rows = Rows().says("8.1 It is sound.").says("9 Recommendations", "heading").says("8.1 Cabinet is asked to agree.")

    (found,) = failed(check_paragraph_numbers, rows)

    assert (found.expected, found.actual) == ("9.1", "8.1")


def test_a_quotation_ends_with_a_whole_word() -> None:
    (found,) = failed(
        check_year_pairs, Rows().says("The settlement for 2025-25 was published on the eighteenth of December.")
    )

    assert "published on the eighteenth’" in found.message
