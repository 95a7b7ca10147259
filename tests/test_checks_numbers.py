"""Numbers that lead a reader: paragraphs, tables, agenda items; and dates and years that place a paper."""

from __future__ import annotations

import datetime as dt

import pytest
from check_rows import Rows, failed, meeting, passed

from extractors.checks.actions import check_start_dates, check_statuses
from extractors.checks.agenda import check_item_numbers, check_page_ranges
from extractors.checks.coverage import check_pages_read
from extractors.checks.dates import check_date_ranges, check_meeting_dates
from extractors.checks.names import check_body_names, check_people
from extractors.checks.numbering import check_paragraph_numbers, check_table_references
from extractors.checks.titles import check_column_years


def paragraphs(*numbers: str) -> Rows:
    rows = Rows()
    for number in numbers:
        rows.says(f"{number} The council has kept to its plan.")
    return rows


@pytest.mark.parametrize(("numbers", "told"), [(("2.2", "2.3", "2.3", "2.4"), "2.3"), (("2.1", "2.3", "2.4"), "2.3")])
def test_a_paragraph_number_twice_or_left_out(numbers: tuple[str, ...], told: str) -> None:
    (found,) = failed(check_paragraph_numbers, paragraphs(*numbers))

    assert found.actual == told


@pytest.mark.parametrize("numbers", [("1.1", "1.2", "2.1", "2.2"), ("4.1", "4.9"), ("2.3", "1.1", "1.2")])
def test_sections_and_other_numberings_are_no_slips(numbers: tuple[str, ...]) -> None:
    assert failed(check_paragraph_numbers, paragraphs(*numbers)) == []


def test_times_of_day_are_no_paragraph_numbers() -> None:
    rows = paragraphs("12.30").says("12.30 pm – 2.20 pm").says("12.30 – 2.20 in the Guildhall").says("12.30 to 2.20")

    assert failed(check_paragraph_numbers, rows) == []


def test_a_paragraph_that_begins_with_to_is_counted() -> None:
    assert (
        failed(check_paragraph_numbers, paragraphs("2.1").says("2.2 To date, much is done.").says("2.3 So far.")) == []
    )


def test_items_behind_the_end_of_the_file_are_told_with_where_their_papers_are() -> None:
    rows = Rows().add("pages", page=1, label="1").add("pages", page=2, label="2")
    for number, first, last in (("5", "40", "60"), ("6", "61", "90")):
        rows.add("agenda_items", item_no=number, title="Budget", first_label=first, last_label=last)
    rows.paper(agenda_item="5", first_page=2)

    (found,) = failed(check_page_ranges, rows)

    assert "item 5 begins on page 2, not 40; item 6 has no paper in the file" in found.message


def tables(*numbers: int) -> Rows:
    rows = Rows()
    for number in numbers:
        rows.says(f"Table {number} – Figures", kind="caption")
    return rows


def test_a_reference_to_a_table_that_is_not_there() -> None:
    (found,) = failed(check_table_references, tables(1, 2, 3).says("Table 5 shows the reserves."))

    assert (found.expected, found.actual) == ("Tables 1 to 3", "Table 5")


def test_a_reference_where_not_every_caption_is_known() -> None:
    assert failed(check_table_references, tables(3, 4, 6).says("Table 5 shows the reserves.")) == []
    assert failed(check_table_references, tables(1, 2).says("Table 2 shows the reserves, as table 1 does.")) == []


def test_two_items_of_one_number() -> None:
    rows = Rows()
    for number, title in (("1", "Apologies"), ("2", "Minutes"), ("2", "Budget")):
        rows.add("agenda_items", item_no=number, title=title)

    (found,) = failed(check_item_numbers, rows)

    assert found.actual == "2 twice"
    assert "Minutes" in found.message


def dated(report: dt.date) -> Rows:
    return meeting(dt.date(2025, 1, 23)).paper(meeting_date=report)


def test_a_report_dated_for_the_same_day_of_another_year() -> None:
    (found,) = failed(check_meeting_dates, dated(dt.date(2024, 1, 23)))

    assert (found.expected, found.actual) == ("2025-01-23", "2024-01-23")


def test_a_report_that_went_to_another_body_first() -> None:
    assert failed(check_meeting_dates, dated(dt.date(2025, 1, 14))) == []
    assert len(passed(check_meeting_dates, dated(dt.date(2025, 1, 23)))) == 1


def action(**columns: object) -> Rows:
    return Rows().add("rag_actions", action="Move the archive", **columns)


def test_an_action_due_before_it_begins() -> None:
    dates = {"start_date": dt.date(2024, 9, 1), "target_date": dt.date(2024, 3, 31)}

    (found,) = failed(check_start_dates, action(**dates, start_text="Sept 2024", target_text="March 2024"))

    assert (found.expected, found.actual) == ("Sept 2024 or later", "March 2024")


@pytest.mark.parametrize(
    ("rag", "status", "right"),
    [("R", "Complete", False), ("G", "Overdue", False), ("R", "Not completed", True), ("G", "On track", True)],
)
def test_a_status_beside_a_rating(rag: str, status: str, right: bool) -> None:
    rows = action(rag=rag, rag_basis="fill", status_text=status)

    assert (failed(check_statuses, rows) == []) is right


def test_a_rating_read_from_the_status_says_nothing_of_it() -> None:
    assert passed(check_statuses, action(rag="G", rag_basis="word", status_text="On track")) == []


def test_a_title_of_another_year_than_all_columns() -> None:
    grid = [["Service", "2024/25 Budget £m", "2024/25 Forecast £m"], ["Parks", "6.4", "6.5"], ["Roads", "3.1", "3.0"]]

    (found,) = failed(check_column_years, Rows().finance(grid, title="Table 2 – Forecast 2023/24"))

    assert (found.expected, found.actual) == ("2024/25", "2023/24")
    assert failed(check_column_years, Rows().finance(grid, title="Table 2 – Forecast 2024/25")) == []


def test_a_budget_beside_the_year_before_it() -> None:
    grid = [["Service", "2024/25 Budget £m", "Growth £m", "Budget £m"], ["Parks", "6.4", "0.1", "6.5"]]

    assert failed(check_column_years, Rows().finance(grid, title="Table 2 – Budget 2025/26")) == []


def people(status: str) -> Rows:
    rows = Rows().add("pages", page=2, status=status)
    for name, page in (("Owen Hartnell", 1), ("Owen Hartnel", 2)):
        rows.add("attendance", person=name, title="Councillor", page=page, organisation=None, status="present")
    return rows


def test_a_name_spelt_two_ways_but_for_what_ocr_read() -> None:
    assert len(failed(check_people, people("read"))) == 1
    assert failed(check_people, people("ocr")) == []


def pages(*words: int) -> Rows:
    rows = Rows()
    for number, count in enumerate(words, 1):
        rows.add("pages", page=number, words=count, status="read")
    return rows


def test_a_page_of_which_nothing_was_read() -> None:
    (found,) = failed(check_pages_read, pages(60, 40).says("word " * 58))

    assert found.page == 2


def test_a_page_with_the_end_of_the_paragraph_before_was_read() -> None:
    assert failed(check_pages_read, pages(60, 40).says("word " * 95)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The consultation ran from 1 December 2030 to 12 January 2030.",
        "The works are planned for 3 June 2030 – 14 May 2030.",
    ],
)
def test_a_span_of_days_that_ends_before_it_begins(text: str) -> None:
    assert len(failed(check_date_ranges, Rows().says(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The consultation ran from 1 December 2030 to 12 January 2031.",
        "The meeting was moved from 12 January 2031 to the Tuesday before, and then 1 December 2030.",
        "Approved on 12 January 2031, it goes back to a review of 1 December 2030.",
    ],
)
def test_days_that_are_no_span_or_run_on(text: str) -> None:
    assert failed(check_date_ranges, Rows().says(text)) == []


@pytest.mark.parametrize(
    "text", ["The Sub-Committee RESOLVED: That it be noted.", "and the Sub-Committee RESOLVED to note it"]
)
def test_a_resolution_of_another_body_than_the_minutes(text: str) -> None:
    rows = Rows().paper(kind="minutes").add("minute_items", body="Planning Committee", item_no="4").says(text)

    assert len(failed(check_body_names, rows)) == 1
    assert failed(check_body_names, rows.__class__(rows, passages=[]).says("The Committee RESOLVED to note it.")) == []
