"""What a cell says, what a table is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.tables.find import find_tables
from extractors.tables.table import Table
from extractors.tables.titles import is_note
from extractors.tables.wrapping import cell_lines, cell_text
from extractors.text.lines import Line
from tests.table_pages import grid_page, line

ROWS = [["Service", "Budget"], ["Parks", "1.2"], ["Roads", "3.4"]]


def lines(*said: str, step: float = 12.0) -> list[Line]:
    return [Line(tuple(line(text, 10, 10 + step * n))) for n, text in enumerate(said)]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert (
        cell_text(lines("Review the policy and", "report in June"), room=110) == "Review the policy and report in June"
    )


def test_a_line_with_room_left_ends_a_paragraph() -> None:
    assert cell_text(lines("Cases: 5", "Sickness: 7"), room=150) == "Cases: 5\nSickness: 7"


def test_bullets_and_numbers_begin_paragraphs() -> None:
    said = lines("• Publish the plan in all", "of the libraries", "• Recruit two officers", "2. Report to members")
    assert cell_text(said, room=125).split("\n") == [
        "• Publish the plan in all of the libraries",
        "• Recruit two officers",
        "2. Report to members",
    ]


def test_a_blank_line_parts_paragraphs() -> None:
    assert cell_text(lines("A pressure on the budget", "Offset by a grant", step=26), room=121).count("\n") == 1


@pytest.mark.parametrize(
    ("said", "words", "text"),
    [
        (("Revenu", "e", "Budget"), set(), "Revenue Budget"),
        (("Forecas", "t"), set(), "Forecast"),
        (("Departm", "ental"), {"departmental"}, "Departmental"),
        (("Approved", "budget"), {"approved", "budget"}, "Approved budget"),
        (("Income", "in", "year"), set(), "Income in year"),
    ],
)
def test_a_word_broken_by_a_narrow_cell_is_mended(said: tuple[str, ...], words: set[str], text: str) -> None:
    assert cell_text(lines(*said), room=34 if len(said[0]) < 8 else 40, vocabulary=words) == text


def test_a_hyphen_at_a_line_end_goes_where_the_paper_writes_the_word_whole() -> None:
    said = lines("The commit-", "tee agreed")
    assert cell_text(said, room=60, vocabulary={"committee"}) == "The committee agreed"
    assert cell_text(lines("The over-", "spend is"), room=50, vocabulary=set()) == "The over-spend is"


def test_turned_text_is_read_in_its_own_direction() -> None:
    up = [
        Word("Customer", Box(10, 60, 20, 100), 10, direction=270),
        Word("focus", Box(10, 20, 20, 55), 10, direction=270),
    ]
    assert [one.text for one in cell_lines(up)] == ["Customer focus"]
    down = [Word("Self", Box(22, 10, 32, 30), 10, direction=90), Word("service", Box(10, 10, 20, 45), 10, direction=90)]
    assert [one.text for one in cell_lines(down)] == ["Self", "service"]


def only(above: str = "", rows: list[list[str]] = ROWS, **looks: object) -> Table:
    (table,), _ = find_tables([grid_page(1, rows, top=200, bold=1, above=above, **looks)])  # type: ignore[arg-type]
    return table


def test_the_caption_is_the_title() -> None:
    assert only("Table 3 - Budget by service:").title == "Table 3 - Budget by service"


def test_a_numbered_caption_below_is_the_title() -> None:
    page = grid_page(1, ROWS, top=200, bold=1, below="Table 4: Reserves")
    (table,), _ = find_tables([page])
    assert table.title == "Table 4: Reserves"


def test_a_heading_that_names_an_appendix_is_the_title_under_a_larger_one() -> None:
    page = grid_page(1, ROWS, top=100, above="Appendix A: Cost centres")
    larger = line("Purpose", 50, 30, size=14, bold=True)
    (table,), _ = find_tables([replace(page, words=(*larger, *page.words))])
    assert table.title == "Appendix A: Cost centres"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Leads: A. Mason, B. Hart", "Quayside Council"),
        ("Reporting period: October", "Quayside Council"),
        ("Internal audit: progress with actions", "Internal audit: progress with actions"),
    ],
)
def test_a_line_that_says_who_or_when_gives_way_to_the_heading_over_it(heading: str, title: str) -> None:
    page = grid_page(1, ROWS, top=140, bold=1)
    words = [*line("Quayside Council", 50, 60, size=16, bold=True), *line(heading, 50, 100, bold=True)]
    tables, _ = find_tables([replace(page, words=(*words, *page.words))])
    assert tables[0].title == title


def test_tables_beside_each_other_have_each_the_heading_over_it() -> None:
    rows = [["Source", "£000"], ["Rents", "941"], ["Fees", "730"]]
    left = grid_page(1, rows, top=200, bold=1, above="Where it comes from", widths=(120, 80))
    right = grid_page(1, rows, top=200, bold=1, above="Where it goes", left=330, widths=(120, 80))
    page = replace(left, words=(*left.words, *right.words), rules=(*left.rules, *right.rules))
    tables, _ = find_tables([page])
    assert [table.title for table in tables] == ["Where it comes from", "Where it goes"]


def test_a_unit_line_is_the_note_not_the_title() -> None:
    table = only("All figures in £m")
    assert (table.title, table.note) == (None, "All figures in £m")


def test_a_banner_row_names_the_table() -> None:
    from dataclasses import replace

    page = grid_page(1, [["", ""], *ROWS], top=200, above="Priorities by service")
    rules = tuple(
        replace(rule, box=rule.box._replace(top=220.0)) if rule.vertical and rule.box.x0 == 200.0 else rule
        for rule in page.rules
    )
    (table,), _ = find_tables([replace(page, rules=rules, words=(*page.words, *line("Asset Management", 60, 204)))])
    assert table.title == "Asset Management"
    assert table.rows == 4


def test_the_heading_of_an_earlier_page_names_a_table_that_stands_alone() -> None:
    first = grid_page(1, ROWS, top=200, bold=1, above="Capital forecast", below="Details are overleaf")
    second = grid_page(2, [["Scheme", "Cost", "Year"], ["Bridge", "1.0", "Two"]], top=200, bold=1)
    tables, _ = find_tables([first, second])
    assert [table.title for table in tables] == ["Capital forecast", "Capital forecast"]


@pytest.mark.parametrize("text", ["All figures in £000s", "£'000", "(£m)", "Figures in thousands"])
def test_notes_are_known(text: str) -> None:
    assert is_note(text)


def test_a_title_is_no_note() -> None:
    assert not is_note("Capital budget 2024/25 (£m)")
