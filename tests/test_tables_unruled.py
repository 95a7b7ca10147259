"""Tables without rulings: their header, their rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.pages.page import Page, Word
from extractors.tables.find import find_tables
from extractors.tables.table import Table
from tests.table_pages import line, texts_of, typed_page

ENDS = (300.0, 400.0, 500.0)
BODY = [("Parks", "1,204", "1,250", "46"), ("Roads", "980", "960", "(20)"), ("Total", "2,184", "2,210", "26")]


def only_table(page: Page) -> Table:
    (table,), _ = find_tables([page])
    return table


def spaced(rows: list[tuple[str, ...]], top: float, step: float) -> list[tuple[float, tuple[str, ...]]]:
    return [(top + step * n, row) for n, row in enumerate(rows)]


def test_the_last_line_of_a_head_may_stand_over_one_column() -> None:
    head = [("Service", "Budget £", "Actual £", "Variance"), ("", "", "", "at March"), ("", "", "", "£")]
    table = only_table(typed_page([*spaced(head, 100, 12), *spaced(BODY, 142, 18)], ENDS, bold=3))
    assert texts_of(table)[0] == ["Service", "Budget £", "Actual £", "Variance at March £"]
    assert (table.rows, table.header_rows) == (4, 1)


def test_units_that_stand_as_close_as_wrapped_lines_do_are_part_of_the_heads() -> None:
    head = [("Service", "2024/25", "2025/26", "2026/27"), ("", "£000", "£000", "£000")]
    table = only_table(typed_page([*spaced(head, 100, 12), *spaced(BODY, 130, 18)], ENDS, bold=2))
    assert texts_of(table)[0] == ["Service", "2024/25 £000", "2025/26 £000", "2026/27 £000"]


def test_units_on_a_line_like_every_other_are_a_row() -> None:
    head = [("Service", "2024/25", "2025/26", "2026/27"), ("", "£000", "£000", "£000")]
    table = only_table(typed_page([*spaced(head, 100, 14), *spaced(BODY, 128, 14)], ENDS, bold=2))
    assert texts_of(table)[1] == ["", "£000", "£000", "£000"]
    assert table.header_rows == 2


def test_codes_left_of_the_labels_are_no_figures_of_the_table() -> None:
    rows = [("1007", "Town hall rents", "1,204", "46"), ("1014", "Town hall fuel", "980", "(20)")]
    rows += [("1021", "Depot fuel", "85", "(14)")]
    lines = [(100.0, ("Code", "Description", "Budget £", "Variance £")), (118.0, ("Premises and plant",))]
    lines += spaced(rows, 136, 18)
    table = only_table(typed_page(lines, ENDS, bold=2))
    assert texts_of(table)[0] == ["Code", "Description", "Budget £", "Variance £"]
    assert texts_of(table)[2:] == [list(row) for row in rows]


def test_heads_set_right_stand_over_the_columns_up_to_the_head_before() -> None:
    head = [("", "", "2024/25", "", "Later years"), ("Scheme", "Budget", "Spent", "2025/26", "2026/27")]
    rows = [("Depot", "120", "80", "300", "400"), ("Baths", "70", "65", "10", "-"), ("Road", "9", "8", "7", "6")]
    table = only_table(typed_page(spaced([*head, *rows], 100, 18), (220.0, 300.0, 400.0, 500.0), bold=2))
    assert [table.header_path(col) for col in range(1, 5)] == [
        ("2024/25", "Budget"),
        ("2024/25", "Spent"),
        ("Later years", "2025/26"),
        ("Later years", "2026/27"),
    ]


def test_a_label_goes_on_where_the_next_word_had_no_room_left() -> None:
    lines = [("Service", "Budget", "Spent", "Left"), ("Housing needs and advice", "88", "80", "8")]
    lines += [
        ("Homelessness support", "70", "65", "5"),
        ("Grants", "", "", ""),
        ("Total housing support", "158", "145", "13"),
    ]
    lines += [("People", "", "", ""), ("Leisure", "9", "8", "1"), ("Sport", "7", "6", "1")]
    table = only_table(typed_page(spaced(lines, 100, 13), ENDS, bold=1, bold_rows=(4, 5)))
    assert [row[0] for row in texts_of(table)] == [
        "Service",
        "Housing needs and advice",
        "Homelessness support Grants",
        "Total housing support",
        "People",
        "Leisure",
        "Sport",
    ]


def test_a_head_centred_over_columns_is_whole_though_a_word_ends_with_the_figures() -> None:
    lines = [(100.0, ("", "Outturn 2024/25", "", "")), (118.0, ("Service", "Gross £", "Income £", "Net £"))]
    centred = typed_page([*lines, *spaced(BODY, 136, 18)], (330.0, 400.0, 500.0), bold=2)
    shifted = typed_page([*lines, *spaced(BODY, 136, 18)], (292.0, 400.0, 500.0), bold=2)
    upper = tuple(word for word in centred.words if word.box.top < 110)
    table = only_table(replace(shifted, words=(*upper, *(word for word in shifted.words if word.box.top > 110))))
    assert table.cols == 4
    assert "Outturn 2024/25" in texts_of(table)[0]


def test_heads_centred_over_their_columns_are_so_though_one_begins_where_a_lower_head_does() -> None:
    head = [("Service", "North", "South", "Total", "North", "South", "Total")]
    rows = [(label, *("12", "14", "26") * 2) for label in ("Pay", "Rent", "Fuel")]
    page = typed_page(spaced([*head, *rows], 118, 18), (190.0, 250.0, 310.0, 370.0, 430.0, 490.0), bold=1)
    upper = [*line("Budget", 225, 100, bold=True), *line("Actual", 405, 100, bold=True)]
    table = only_table(replace(page, words=(*upper, *page.words)))
    assert [table.header_path(col)[0] for col in range(1, 7)] == ["Budget"] * 3 + ["Actual"] * 3


def test_rows_of_text_may_stand_well_apart() -> None:
    rows = [["Action", "Lead", "Due"], ["Open on Sundays", "Museum", "June"], ["Review fees", "Finance", "April"]]
    rows += [["Move the archive", "Archivist", "October"]]
    words: list[Word] = []
    for top, row in zip((100.0, 125.0, 150.0, 178.0), rows, strict=True):
        for x, text in zip((50.0, 220.0, 330.0), row, strict=True):
            words += line(text, x, top, bold=top == 100.0)
    assert texts_of(only_table(Page(1, 595.0, 842.0, "read", words=tuple(words)))) == rows


def test_labels_with_one_column_of_figures_under_a_unit_are_a_table() -> None:
    rows = [("Balance at April", "4,120"), ("Planned use", "-"), ("Forecast overspend", "(610)"), ("Balance", "3,510")]
    table = only_table(typed_page([(100.0, ("", "£000")), *spaced(rows, 118, 16)], (500.0,), bold=1))
    assert texts_of(table) == [["", "£000"], *map(list, rows)]
    assert table.header_rows == 1


@pytest.mark.parametrize("start", [163.5, 167.5])
def test_a_label_may_run_up_to_figures_set_left(start: float) -> None:
    rows = [("Leader", "1,204", "(14)"), ("Environment and climate", "8,911", "293"), ("Housing", "350", "-")]
    rows += [("Finance", "14,870", "(358)")]
    head = ("Portfolio", "Budget £000", "Variance £000")
    table = only_table(set_left(spaced([head, *rows], 100, 20), (50.0, start, 260.0)))
    assert texts_of(table)[1:] == [list(row) for row in rows]


def test_words_set_left_in_place_of_figures_stand_in_their_own_columns() -> None:
    head = ("", "2025/26", "2026/27", "2027/28")
    figures = [("Pay", "5.6", "4.9", "4.8"), ("Contracts", "3.1", "2.7", "2.6"), ("Growth", "4.0", "3.9", "(3.7)")]
    page = typed_page(spaced([head, ("", "£m", "£m", "£m"), *figures], 100, 16), (300.0, 355.0, 410.0), bold=2)
    marks = [word for x in (302.0, 357.0) for word in line("TBC", x, 180)]
    words = (*page.words, *line("New savings", 50, 180), *line("(0.3)", 275, 180), *marks)
    words += tuple(typed_page([(196.0, ("Gap", "0.0", "1.7", "5.6"))], (300.0, 355.0, 410.0)).words)
    table = only_table(replace(page, words=words))
    assert texts_of(table)[-2:] == [["New savings", "(0.3)", "TBC", "TBC"], ["Gap", "0.0", "1.7", "5.6"]]


def set_left(lines: list[tuple[float, tuple[str, ...]]], begins: tuple[float, ...], bold: int = 1) -> Page:
    words: list[Word] = []
    for n, (top, row) in enumerate(lines):
        for x, text in zip(begins, row, strict=True):
            words += line(text, x, top, bold=n < bold)
    return Page(1, 595.0, 842.0, "read", words=tuple(words))


def test_figures_and_heads_set_left_may_all_but_touch() -> None:
    head = ("Committee", "Budget £", "Forecast £", "Variance £")
    rows = [("Policy", "3,410,200", "3,398,000", "(12,200)"), ("Planning", "845,300", "790,100", "(55,200)")]
    rows += [("Parks", "204,150", "310,900", "106,750"), ("Net spending", "11,457,650", "11,497,000", "39,350")]
    table = only_table(set_left(spaced([head, *rows], 100, 20), (50.0, 150.0, 202.5, 255.5)))
    assert texts_of(table) == [list(head), *map(list, rows)]


def test_a_head_centred_over_a_letter_set_left_may_stand_right_of_it() -> None:
    head = spaced([("Indicator", "Target", "Oct 2025", "Nov 2025", "Status")], 100, 16)
    rows = [("Calls lost", "5%", "7%", "9%", "R"), ("Rent paid", "98%", "97.1%", "97.4%", "A")]
    rows += [("Planning", "90%", "92%", "88%", "G")]
    heads = set_left(head, (50.0, 213.0, 265.0, 325.0, 390.0))
    body = set_left(spaced(rows, 116, 16), (50.0, 200.0, 255.0, 315.0, 375.0), bold=0)
    table = only_table(replace(heads, words=(*heads.words, *body.words)))
    assert texts_of(table) == [list(head[0][1]), *map(list, rows)]


def test_a_contents_page_is_no_table() -> None:
    rows = [("Introduction", "3"), ("Revenue budget", "4"), ("Capital programme", "9"), ("Reserves", "14")]
    assert find_tables([typed_page([(100.0, ("", "Page")), *spaced(rows, 118, 16)], (500.0,), bold=1)])[0] == []
