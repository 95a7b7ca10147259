"""Actions of a plan: references without gaps, dates that the row and the minutes bear out."""

from __future__ import annotations

import datetime as dt

import pytest
from check_rows import Rows, failed, passed

from extractors.checks.actions import check_dates_in_rows, check_minuted_dates
from extractors.checks.numbering import check_reference_gaps, check_table_numbers


def numbered(*numbers: int, letters: str = "TW") -> Rows:
    rows = Rows().paper()
    for number in numbers:
        rows.add("rag_actions", plan="Improvement Plan", ref=f"{letters}{number:02d}", action="Do it")
    return rows


def test_references_left_out_of_a_plan() -> None:
    (found,) = failed(check_reference_gaps, numbered(1, 2, 3, 4, 5, 7, 8, 9, 10, 12))

    assert (found.expected, found.actual, found.difference) == ("TW1-12", "10 references", "-2")
    assert "skips TW6 and TW11" in found.subject


def test_a_plan_that_says_that_closed_actions_are_not_shown() -> None:
    rows = numbered(1, 2, 3, 4, 5, 7, 8, 9, 10, 12).says("Completed actions are no longer shown.")

    assert failed(check_reference_gaps, rows) == []


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4), tuple(range(1, 13)), (5, 9, 14, 21, 30, 42, 55, 61, 70, 88, 90)])
def test_short_whole_and_sparse_numbering_is_not_told_of(numbers: tuple[int, ...]) -> None:
    assert failed(check_reference_gaps, numbered(*numbers)) == []


def test_what_must_be_agreed_first_after_the_action_is_due() -> None:
    action = {"plan": "Plan", "action": "Trading plan", "target_text": "08/12/24", "target_date": dt.date(2024, 12, 8)}
    rows = Rows().add("rag_actions", **action, resources="JS agreed with the board by 24/12/24")

    (found,) = failed(check_dates_in_rows, rows)

    assert (found.expected, found.actual) == ("24/12/24 or later", "08/12/24")


def test_progress_may_tell_of_a_delay() -> None:
    action = {"plan": "Plan", "action": "Trading plan", "target_text": "08/12/24", "target_date": dt.date(2024, 12, 8)}
    rows = Rows().add("rag_actions", **action, progress="Delayed; will be done by 24/12/24")

    assert failed(check_dates_in_rows, rows) == []


def minuted(text: str, **more: object) -> Rows:
    rows = Rows().add("rag_actions", plan="IT plan", ref="TW08", action="New ledger", target_text="April 2025", **more)
    return rows.add("minute_items", item_no="14", meeting_date=dt.date(2024, 7, 11), text=text)


def test_a_date_minuted_for_an_action_that_is_not_the_plans() -> None:
    (found,) = failed(check_minuted_dates, minuted("Members noted that TW08 was now expected in June 2025."))

    assert (found.expected, found.actual) == ("June 2025", "April 2025")
    assert "minute 14 of 11 July 2024" in found.subject


def test_a_date_minuted_as_the_plan_has_it() -> None:
    rows = minuted("Members noted that TW08 was expected in April 2025, after a trial in March 2025.")

    assert failed(check_minuted_dates, rows) == []
    assert len(passed(check_minuted_dates, rows)) == 1


def test_a_plan_that_says_itself_that_the_date_was_moved() -> None:
    rows = minuted("Members noted that TW08 was expected in January 2025.", progress="Slipped while staff are trained.")

    assert failed(check_minuted_dates, rows) == []


def test_minutes_that_name_an_action_and_no_date_to_come() -> None:
    assert passed(check_minuted_dates, minuted("TW08 was discussed on 12 June 2024.")) == []


def test_two_tables_of_one_number() -> None:
    rows = Rows().says("Table 1 – Growth", kind="caption").says("Table 2 – Savings", kind="caption")
    rows.says("Table 2 – Reserves", kind="caption")

    (found,) = failed(check_table_numbers, rows)

    assert found.actual == "Table 2 twice"
