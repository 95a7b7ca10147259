"""Titles, headings and years: what a paper calls itself and its parts against what it says."""

from __future__ import annotations

from check_rows import Rows, failed, passed

from extractors.checks.headings import check_heading_scope
from extractors.checks.papers import check_appendices
from extractors.checks.titles import check_named_sections, check_reported_years


def progress(title: str, text: str) -> Rows:
    rows = Rows().paper(title=title, kind="presentation").says("SEPTEMBER 2024", kind="heading")
    return rows.says(text, page=3)


def test_a_cover_of_last_year() -> None:
    rows = progress("Digital strategy 2023-24 progress", "This presentation tells of Q1 2024-25 and of what is next.")

    (found,) = failed(check_reported_years, rows)

    assert (found.expected, found.actual, found.page) == ("2024-25", "2023-24", 1)
    assert "dated September 2024" in found.subject


def test_a_cover_of_the_year_reported() -> None:
    rows = progress("Digital strategy 2024-25 progress", "This report sets out the position for Quarter 1 2024/25.")

    assert failed(check_reported_years, rows) == []
    assert len(passed(check_reported_years, rows)) == 1


def test_a_budget_of_next_year_that_tells_of_this_years_quarter() -> None:
    rows = progress("Revenue budget 2025/26", "This report also sets out the forecast of Quarter 2 2024/25.")

    assert failed(check_reported_years, rows) == []


def appendices(scope: str, heading: str = "Breakdown – Shared services") -> Rows:
    rows = Rows().paper()
    for label in ("A", "B"):
        rows.paper(document_id=f"03-{label}", kind="appendix", title=f"Appendix {label} – Wexbury {scope} budget")
    text = "Appendices A and B give the figures by service."
    return rows.add("passages", text=text, kind="paragraph", heading=f"Report > {heading}", page=4)


def test_a_heading_over_appendices_of_the_other_part() -> None:
    (found,) = failed(check_heading_scope, appendices("non-shared"))

    assert (found.expected, found.actual, found.page) == ("non Shared", "Shared", 4)


def test_a_heading_over_its_own_appendices() -> None:
    assert failed(check_heading_scope, appendices("shared")) == []
    assert failed(check_heading_scope, appendices("non-shared", heading="Services not shared")) == []


def test_a_list_that_names_a_section_by_another_year_tells_where_it_stands() -> None:
    rows = Rows().add("passages", text="2. Trading growth strategy 2024-27", kind="heading", heading="Deck", page=5)
    text = "• The trading growth strategy for 2025-27 is in place and has begun to earn its keep across all services."
    rows.add("passages", text=text, kind="list_item", heading="Deck > 1. Summary", page=2)

    found = failed(check_named_sections, rows)

    assert [outcome.subject.partition(" '")[0] for outcome in found] == ["Summary says"]


def report_with_appendix(named: str, printed: str) -> Rows:
    """A report alone, with an appendix behind it."""
    rows = Rows().add("packs", kind="report").paper().says(f"The schemes are listed in {named}.")
    return rows.says(f"{printed} – List of schemes", kind="heading", page=4)


def test_a_report_that_names_its_appendix_by_another_letter() -> None:
    (found,) = failed(check_appendices, report_with_appendix("Appendix B", "Appendix A"))

    assert found.expected == "Appendix B present"


def test_an_appendix_that_is_a_paper_of_its_own_in_a_report_that_names_another() -> None:
    rows = Rows().add("packs", kind="report").paper(agenda_item=None).says("The costs are in Appendix 1.")
    rows.paper(document_id="03-appendix", kind="appendix", title="Appendix 2 – Costs", agenda_item=None)

    assert len(failed(check_appendices, rows)) == 1


def test_a_report_alone_whose_other_appendix_may_be_filed_beside_it() -> None:
    rows = report_with_appendix("Appendix A", "Appendix A").says("The plan is in Appendix B.")

    assert failed(check_appendices, rows) == []
