"""Tables whose rulings do not part every cell: lines down the columns only, under the rows only, over sums only."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from extractors.geometry import Box
from extractors.pages.page import Fill, Page
from extractors.tables.find import find_tables
from extractors.tables.table import Table
from tests.table_pages import across, down, line, texts_of, typed_page

ENDS = (300.0, 400.0, 500.0)
HEAD = ("Service", "Budget £", "Actual £", "Variance £")
ROWS = [("Parks", "1,204", "1,250", "46"), ("Roads", "980", "960", "(20)"), ("Markets", "85", "71", "(14)")]
TOTAL = ("Total", "2,269", "2,281", "12")
PROSE = "The forecast is based on what was spent to the end of November and on the views of the budget holders"


def tables_of(page: Page) -> list[Table]:
    return find_tables([page])[0]


def test_rows_that_only_rulings_down_the_columns_part_are_rows() -> None:
    lines = [(104.0, HEAD), *((124.0 + 16 * n, row) for n, row in enumerate(ROWS)), (176.0, TOTAL)]
    rules = [across(y, 45, 505) for y in (100, 120, 172, 192)] + [down(x, 100, 192) for x in (45, 200, 305, 405, 505)]
    (table,) = tables_of(typed_page(lines, ENDS, bold=1, rules=rules))
    assert texts_of(table) == [list(HEAD), *map(list, ROWS), list(TOTAL)]


def test_two_figures_under_each_other_in_a_cell_are_no_rows() -> None:
    lines = [(104.0, HEAD), (124.0, ROWS[0]), (136.0, ROWS[1])]
    rules = [across(y, 45, 505) for y in (100, 120, 152)] + [down(x, 100, 152) for x in (45, 200, 305, 405, 505)]
    (table,) = tables_of(typed_page(lines, ENDS, bold=1, rules=rules))
    assert table.rows == 2


@pytest.mark.parametrize("between", [(PROSE, "Reserves"), (PROSE,), ("Table 2: Reserves",)])
def test_rulings_of_one_width_are_two_tables_where_text_and_heads_part_them(between: tuple[str, ...]) -> None:
    lines = [(100.0, HEAD), *((120.0 + 20 * n, row) for n, row in enumerate(ROWS))]
    lines += [(200.0 + 18 * n, (text,)) for n, text in enumerate(between)]
    top = 200.0 + 18 * len(between)
    heads = [("", "Balance at", "", "Balance at"), ("Reserve", "April", "Used", "March")]
    lines += [(top + 12 * n, head) for n, head in enumerate(heads)]
    lines += [(top + 32 + 20 * n, row) for n, row in enumerate(ROWS)]
    rules = [across(y, 50, 505) for y in (116, 136, 156, 176, *(top + 28 + 20 * n for n in range(4)))]
    first, second = tables_of(typed_page(lines, ENDS, bold=1, rules=rules))
    assert texts_of(first) == [list(HEAD), *map(list, ROWS)]
    assert texts_of(second)[0] == ["Reserve", "Balance at April", "Used", "Balance at March"]
    assert second.rows == 4


def test_a_level_of_heads_stands_over_the_shorter_ruling_under_it() -> None:
    lines = [
        (90.0, ("", "", "Approved programme 2024/25", "")),
        (106.0, HEAD),
        *((126.0 + 20 * n, row) for n, row in enumerate(ROWS)),
    ]
    rules = [across(103, 210, 505), *(across(y, 50, 505) for y in (122, 142, 162, 182))]
    wide = typed_page(lines, (300.0, 430.0, 500.0), bold=2, rules=rules)
    (table,) = tables_of(wide)
    assert table.rows == 5
    assert table.header_rows == 2
    assert table.header_path(1) == ("Approved programme 2024/25", "Budget £")


def test_a_caption_close_above_is_no_head() -> None:
    lines = [(82.0, ("Table 4: Reserves",)), (100.0, ("", *HEAD[1:]))]
    lines += [(120.0 + 20 * n, row) for n, row in enumerate(ROWS)]
    rules = [across(y, 50, 505) for y in (116, 136, 156, 176)]
    (table,) = tables_of(typed_page(lines, ENDS, bold=2, rules=rules))
    assert texts_of(table)[0] == ["", *HEAD[1:]]
    assert table.title == "Table 4: Reserves"


def test_rulings_over_the_sums_alone_part_no_rows() -> None:
    rows = [*ROWS[:2], TOTAL, *ROWS[1:], TOTAL, TOTAL]
    lines = [(100.0, HEAD), *((120.0 + 14 * n, row) for n, row in enumerate(rows))]
    rules = [across(y, 240, 505) for y in (147, 161, 189, 203, 217)]
    (table,) = tables_of(typed_page(lines, ENDS, bold=1, rules=rules))
    assert texts_of(table) == [list(HEAD), *map(list, rows)]


def test_a_label_that_wraps_between_two_bands_of_colour_is_one_row() -> None:
    lines = [(104.0, HEAD), (124.0, ROWS[0]), (144.0, ("Roads", *ROWS[1][1:])), (156.0, ("Bridges",))]
    lines += [(176.0, ROWS[2]), (196.0, TOTAL)]
    bands = [("#00508c", 100, 120), ("#eef3f8", 120, 140), ("#eef3f8", 172, 192), ("#eef3f8", 192, 212)]
    edges = (45, 200, 305, 405, 505)
    fills = [
        Fill(Box(left, top, right, bottom), colour)
        for colour, top, bottom in bands
        for left, right in itertools.pairwise(edges)
    ]
    (table,) = tables_of(typed_page(lines, ENDS, bold=1, fills=fills))
    assert [row[0] for row in texts_of(table)] == ["Service", "Parks", "Roads Bridges", "Markets", "Total"]


def test_text_between_two_boxed_headers_parts_the_tables() -> None:
    table = [(104.0, HEAD), *((124.0 + 20 * n, row) for n, row in enumerate(ROWS))]
    lines = [*table, (200.0, (PROSE,)), (216.0, ("Table 2: Reserves",)), *((top + 140, row) for top, row in table)]
    levels = [y for top in (100, 240) for y in (top, top + 20, top + 40, top + 60, top + 80)]
    first, second = tables_of(typed_page(lines, ENDS, bold=1, rules=[across(y, 50, 505) for y in levels]))
    assert texts_of(first) == texts_of(second) == [list(HEAD), *map(list, ROWS)]
    assert second.title == "Table 2: Reserves"


def test_heads_on_white_paper_stand_over_bands_of_colour() -> None:
    lines = [(104.0, HEAD), *((124.0 + 20 * n, row) for n, row in enumerate([*ROWS, TOTAL]))]
    edges = (45, 200, 305, 405, 505)
    fills = [Fill(Box(a, y, b, y + 20), "#d3dfee") for y in (120, 160) for a, b in itertools.pairwise(edges)]
    (table,) = tables_of(
        typed_page(lines, ENDS, bold=1, rules=[across(100, 45, 505), across(120, 45, 505)], fills=fills)
    )
    assert texts_of(table) == [list(HEAD), *map(list, ROWS), list(TOTAL)]


def test_tables_with_one_column_of_figures_under_each_other_are_apart_and_have_their_rows() -> None:
    def block(top: float, caption: str) -> list[tuple[float, tuple[str, ...]]]:
        rows = [("Reserve", "£000"), ("Elections", "120"), ("Insurance", "310"), ("Depot", "(45)"), ("Total", "385")]
        return [(top, (caption,)), *((top + 20 + 14 * n, row) for n, row in enumerate(rows))]

    rules = [across(top + y, 50, 505) for top in (100, 220) for y in (17, 32, 74, 90)]
    lines = [*block(100, "Table 1: Provisions"), *block(220, "Table 2: Debtors")]
    tables = tables_of(typed_page(lines, (500.0,), rules=rules, bold_rows=(0, 1, 6, 7)))
    assert [(table.title, table.rows, table.cols) for table in tables] == [
        ("Table 1: Provisions", 5, 2),
        ("Table 2: Debtors", 5, 2),
    ]


def test_tables_beside_each_other_that_fills_draw_apart_are_two() -> None:
    rows = [("Fund", "2024", "2025"), ("General", "120", "80"), ("Housing", "70", "65"), ("Schools", "9", "8")]
    lines = [(104.0 + 20 * n, (*row, "", *row[1:])) for n, row in enumerate(rows)]
    words = [w for n, row in enumerate(rows) for w in line(row[0], 300, 104 + 20 * n, bold=n == 0)]
    fills = [
        Fill(Box(a, y, b, y + 20), colour)
        for edges in ((45, 120, 180, 240), (295, 370, 430, 490))
        for y, colour in ((100, "#00508c"), (140, "#eef3f8"))
        for a, b in itertools.pairwise(edges)
    ]
    page = typed_page(lines, (175.0, 235.0, 0.0, 425.0, 485.0), bold=1, fills=fills)
    tables = tables_of(replace(page, words=(*page.words, *words)))
    assert [table.cols for table in tables] == [3, 3]


def test_a_note_over_the_heads_is_no_part_of_them() -> None:
    lines = [(76.0, ("", "", "", "All figures in £'000")), (90.0, HEAD)]
    lines += [(110.0 + 20 * n, row) for n, row in enumerate(ROWS)]
    rules = [across(y, 50, 505) for y in (106, 126, 146, 166)]
    (table,) = tables_of(typed_page(lines, ENDS, rules=rules, bold_rows=(1,)))
    assert texts_of(table)[0] == list(HEAD)
    assert table.note == "All figures in £'000"


def test_a_unit_over_the_only_column_of_figures_is_its_head() -> None:
    lines = [(90.0, ("", "£000")), *((110.0 + 20 * n, (row[0], row[1])) for n, row in enumerate(ROWS))]
    rules = [across(y, 50, 505) for y in (106, 126, 146, 166)]
    (table,) = tables_of(typed_page(lines, (500.0,), bold=1, rules=rules))
    assert texts_of(table)[0] == ["", "£000"]
    assert table.rows == 4


def test_bands_of_one_width_are_two_tables_where_text_stands_between_them() -> None:
    def block(top: float) -> list[tuple[float, tuple[str, ...]]]:
        rows = [("From", "To", "Amount £"), ("Parks", "Roads", "1,204"), ("Roads", "Rents", "980")]
        return [(top + 4 + 20 * n, row) for n, row in enumerate([*rows, ("Rents", "Parks", "85")])]

    tops = (100.0, 260.0)
    fills = [Fill(Box(45, top + 20 * n, 505, top + 20 * n + 20), "#f0e8f5") for top in tops for n in (0, 2)]
    lines = [*block(100), (200.0, (PROSE,)), (230.0, ("Table 2: Virements",)), *block(260)]
    tables = tables_of(typed_page(lines, (300.0, 500.0), fills=fills, bold_rows=(0, 6)))
    assert [(table.rows, table.cols) for table in tables] == [(4, 3), (4, 3)]


def test_rows_of_text_under_two_heads_on_a_band_are_a_table() -> None:
    rows = [
        ("Term", "Meaning"),
        ("MRP", "Provision for debt"),
        ("RSG", "Grant to councils"),
        ("NNDR", "Business rates"),
    ]
    words = [w for n, (_, text) in enumerate(rows) for w in line(text, 180, 104 + 20 * n, bold=n == 0)]
    fills = [Fill(Box(a, 100, b, 120), "#e2efda") for a, b in ((45, 175), (175, 505))]
    page = typed_page([(104.0 + 20 * n, row[:1]) for n, row in enumerate(rows)], (), bold=1, fills=fills)
    (table,) = tables_of(replace(page, words=(*page.words, *words)))
    assert texts_of(table) == [list(row) for row in rows]
