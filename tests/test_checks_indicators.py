"""Indicators: comments in their rows, ratings counted in a summary, figures in two tables."""

from __future__ import annotations

import pytest
from check_rows import Rows, failed, figures, passed

from extractors.checks.councils import check_councils_in_columns
from extractors.checks.counts import check_summary_counts
from extractors.checks.indicators import same_indicator
from extractors.checks.plausible import check_plausible
from extractors.checks.products import check_scores
from extractors.checks.ratings import check_ratings, check_verdicts
from extractors.checks.series import check_indicator_repeats, check_quarter_in_months
from extractors.checks.targets import check_targets_in_words


def commented(comment: str, actual: str = "86%", target: str = "80%", name: str = "% of calls answered") -> Rows:
    rows = Rows().kpi(name, actual, target, commentary=comment)
    return rows.kpi("% of bins emptied on the day", "97%", "95%")


@pytest.mark.parametrize("comment", ["Target missed.", "Performance is below target.", "We are not meeting target."])
def test_a_comment_that_says_the_opposite_of_its_row(comment: str) -> None:
    (found,) = failed(check_verdicts, commented(comment))

    assert (found.expected, found.actual) == ("target met", "target missed")


def test_a_quarter_that_is_a_month_of_its_own_is_told_as_that_beside_a_comment() -> None:
    name = "% of suppliers paid in 30 days"
    rows = Rows().kpi(name, "95.54%", "95%").says("Performance was below target.")
    for month, actual in (("2024-07", "90.96%"), ("2024-08", "92.14%"), ("2024-09", "95.54%")):
        rows.kpi(name, actual, "95%", period=month, table_id="k2")

    (found,) = failed(check_verdicts, rows)

    assert "95.54% (the September figure; its months are on average 92.88)" in found.message


def test_a_rating_of_a_quarter_that_is_a_month_of_its_own_says_so() -> None:
    name = "% of suppliers paid in 30 days"
    rows = Rows().paper().says("Green: target met. Amber: within 5% of target. Red: more than 5% off target.")
    rows.kpi(name, "94.8%", "95%", "G")
    for month, actual in (("2024-07", "100%"), ("2024-08", "98.3%"), ("2024-09", "94.8%")):
        rows.kpi(name, actual, "95%", period=month, table_id="k2")

    (found,) = failed(check_ratings, rows)

    assert found.message.endswith("(the September figure; its months are on average 97.7)")


def test_a_comment_on_months_is_told_with_the_month() -> None:
    rows = Rows().says("Performance was on target for the first two months.")
    for month, actual in (("2024-04", "94%"), ("2024-05", "93%"), ("2024-06", "97%")):
        rows.kpi("% of suppliers paid in 30 days", actual, "95%", period=month)

    (found,) = failed(check_verdicts, rows)

    assert "printed 94% (April 2024) and 93% (May 2024) against a target of 95%" in found.message


@pytest.mark.parametrize(
    "comment",
    [
        "Target met.",
        "Target missed in June.",  # of another period
        "Below target last quarter.",
        "Slightly below target.",
        "The number of calls rose.",
    ],
)
def test_a_comment_that_its_row_bears_out_or_that_tells_of_something_else(comment: str) -> None:
    assert failed(check_verdicts, commented(comment)) == []


def test_below_a_target_that_is_a_ceiling_is_not_judged() -> None:
    rows = commented("Performance was below target.", "7.9", "8.0", "Days lost to sickness")

    assert failed(check_verdicts, rows) == []


def summary(amber: str) -> Rows:
    rows = Rows().grid([["Rating", "Number"], ["Green", "2"], ["Amber", amber], ["Red", "1"]], table_id="s1")
    for name, rag in (("Bins emptied", "G"), ("Calls answered", "G"), ("Major plans", "A"), ("Minor plans", "R")):
        rows.kpi(name, "50%", "60%", rag)
    return rows


def test_a_summary_of_one_council_counts_what_is_listed() -> None:
    (found,) = failed(check_summary_counts, summary("2"))

    assert figures(found) == ("1", "2", "1")
    assert "the pages list 1 (page 1)" in found.message
    assert failed(check_summary_counts, summary("1")) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("% of major applications decided", "% of minor applications decided", False),
        ("% of NNDR collected", "Percentage of National Non Domestic Rates collected", True),
    ],
)
def test_initials_make_one_indicator_only_where_one_abbreviates_the_other(one: str, other: str, same: bool) -> None:
    assert same_indicator(one, other) is same


def test_figures_changed_over_between_two_tables_are_told_of_together() -> None:
    rows = Rows()
    for table, first, second in (("k1", "88%", "78%"), ("k2", "78%", "88%")):
        rows.kpi("% of reviews within 5 days (Ashdown)", first, "100%", table_id=table)
        rows.kpi("% of reviews within 5 days (Birchlow)", second, "100%", table_id=table)

    found = failed(check_indicator_repeats, rows)

    assert len(found) == 2
    assert all("changed over" in outcome.message for outcome in found)


def test_a_figure_copied_from_an_indicator_of_another_kind() -> None:
    rows = Rows()
    for period, actual in (("2021/22", "91.00%"), ("2022/23", "93.50%"), ("2023/24", "30.21%")):
        rows.kpi("% of clients satisfied", actual, "90%", period=period, table_id="k1")
    rows.kpi("Time to a care order", "30.21", "26", period="2023/24", table_id="k2", unit="weeks")

    (found,) = failed(check_plausible, rows)

    assert found.actual == "30.21"
    assert "a percentage indicator" in found.message
    assert "in weeks" in found.message


def test_a_figure_copied_to_two_indicators_is_told_as_that_of_the_one_it_fits() -> None:
    rows = Rows()
    for table, name in (("k1", "% of clients satisfied"), ("k2", "Hearings in a case")):
        for period, actual in (("2021/22", "91"), ("2022/23", "93"), ("2023/24", "30.21")):
            rows.kpi(name, actual, "90", period=period, table_id=table, unit="%")
    for period, actual in (("2021/22", "29.5"), ("2022/23", "31.0"), ("2023/24", "30.21")):
        rows.kpi("Time to a care order", actual, "26", period=period, table_id="k3", unit="weeks", page=7)

    found = failed(check_plausible, rows)

    assert len(found) == 2
    assert all("is the figure of Time to a care order (page 7), in weeks" in outcome.message for outcome in found)


def test_a_green_rating_of_a_target_missed_within_the_papers_margin() -> None:
    rows = Rows().paper().says("Green: target met. Amber: within 5% of target. Red: more than 5% off target.")
    rows.kpi("% of suppliers paid in 30 days", "94.8%", "95%", "G")

    (found,) = failed(check_ratings, rows)

    assert (found.expected, found.difference) == ("A (94.8% against 95%)", "-0.2")
    assert "although the printed outturn is below target (within 5%)" in found.message


def test_a_figure_marked_for_one_council_in_the_column_of_another() -> None:
    grid = [["", "Ashcombe 2024/25 Q1", "Wexbury 2024/25 Q1"], ["Outturn", "2.2", "4.1 (Wexbury) 12 (Ashcombe)"]]
    rows = Rows().grid(grid, title="Days to evaluate a job", mapped_to="kpis")
    rows.kpi("Days to evaluate a job", "2.2", "5").kpi("Days to evaluate a job", "4.1", "5", organisation="Wexbury")

    (found,) = failed(check_councils_in_columns, rows)

    assert (found.expected, found.actual) == ("Wexbury", "Ashcombe")
    assert "12 (Ashcombe) is labelled Ashcombe" in found.subject
    assert len(passed(check_councils_in_columns, rows)) == 1


def quarters(last: str) -> Rows:
    rows = Rows()
    months = ("2024-07", "2024-08", "2024-09")
    for name, quarter in (("A", "91.0%"), ("B", "91.0%"), ("C", "91.0%"), ("D", "91.0%"), ("E", last)):
        rows.kpi(f"% of {name} in time", quarter, "90%")
        for month, actual in zip(months, ("89.0%", "91.0%", "93.0%"), strict=True):
            rows.kpi(f"% of {name} in time", actual, "90%", period=month)
    return rows


def test_a_quarter_that_is_not_the_mean_of_its_months_where_all_others_are() -> None:
    (found,) = failed(check_quarter_in_months, quarters("92.0%"))

    assert figures(found) == ("91", "92", "1")
    assert failed(check_quarter_in_months, quarters("91.0%")) == []


def councils(sentence: str) -> Rows:
    rows = Rows().kpi("% of calls answered", "82%", "80%")
    return rows.kpi("% of calls answered", "78%", "80%", organisation="Wexbury").says(sentence)


def test_what_is_said_of_both_councils_holds_for_each() -> None:
    (found,) = failed(check_verdicts, councils("Both councils exceeded target."))

    assert found.subject.startswith("Wexbury: ")
    assert failed(check_verdicts, councils("Ashcombe exceeded target, while Wexbury missed target.")) == []


def test_a_comment_is_judged_by_the_sub_measure_that_it_names() -> None:
    rows = Rows().kpi("% of reviews in time (urgent)", "82%", "80%").kpi("% of reviews in time (other)", "78%", "80%")

    assert failed(check_verdicts, rows.says("Urgent reviews were above target. Performance was below target.")) == []


def rated(*rows_of: tuple[str, str, str], one_table: bool = False) -> Rows:
    rows = Rows().paper()
    for number, (actual, target, rag) in enumerate(rows_of):
        rows.kpi(f"% of calls {number} answered", actual, target, rag, table_id="k" if one_table else f"k{number}")
    return rows


STRICT = [("82%", "80%", "G"), ("79%", "80%", "A"), ("91%", "90%", "G"), ("89%", "90%", "R"), ("97%", "95%", "G")]


def test_a_paper_of_one_indicator_a_panel_tells_its_rule_as_well() -> None:
    (found,) = failed(check_ratings, rated(*STRICT, ("74%", "75%", "G")))

    assert (found.actual, found.difference) == ("G", "-1")
    assert failed(check_ratings, rated(*STRICT, ("74%", "75%", "A"))) == []


def test_ratings_that_are_nearly_all_wrong_were_misread_and_are_not_told_of() -> None:
    wrong = [("82%", "80%", "R"), ("95%", "80%", "R"), ("99%", "90%", "R"), ("89%", "90%", "R"), ("97%", "95%", "R")]

    assert failed(check_ratings, rated(*wrong, one_table=True)) == []


@pytest.mark.parametrize("name", ["Stage 1 complaints answered on time", "Missed bins cleared in time"])
def test_what_is_done_in_time_is_better_high_whatever_it_counts(name: str) -> None:
    (found,) = failed(check_ratings, Rows().kpi(name, "71%", "90%", "G"))

    assert found.actual == "G"


def calls() -> Rows:
    rows = Rows().paper().kpi("Calls answered within a minute (%)", "78.4%", "80%", document_id="02-report")
    return rows.kpi("Calls answered (%)", "91%", "90%", document_id="02-report")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Calls answered within a minute: 78.4% were answered against a target of 85%.", ("80", "85", "5")),
        ("Calls answered within a minute stood at 87.4% against a target of 80%.", ("78.4", "87.4", "9.0")),
    ],
)
def test_a_figure_or_target_in_words_that_is_not_the_tables(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = failed(check_targets_in_words, calls().says(text))

    assert figures(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Calls answered within a minute: 78.4% were answered against a target of 80%.",
        "Calls answered within a minute: 78% were answered against a target of 80%.",
        "Calls answered within a minute were 71.2% in May, against a target of 80%.",
        "Calls answered within a minute had been 78.4% last year against a target of 75%.",
        "Repairs done within a minute were 78.4% against a target of 85%.",
    ],
)
def test_a_figure_in_words_that_is_the_tables_or_of_another_time(text: str) -> None:
    assert failed(check_targets_in_words, calls().says(text)) == []


def register(*scores: str) -> Rows:
    marks = [("2", "4"), ("4", "4"), ("5", "3"), ("3", "3"), ("2", "5")]
    lines = [[f"Risk {at}", *pair, score] for at, (pair, score) in enumerate(zip(marks, scores, strict=True), 1)]
    return Rows().grid([["Risk", "Likelihood", "Impact", "Score"], *lines])


def test_a_score_that_is_not_likelihood_times_impact() -> None:
    (found,) = failed(check_scores, register("8", "20", "15", "9", "10"))

    assert figures(found) == ("16", "20", "4")


def test_scores_that_are_made_otherwise() -> None:
    assert failed(check_scores, register("6", "8", "8", "6", "7")) == []
    assert failed(check_scores, register("8", "16", "12", "8", "9")) == []
