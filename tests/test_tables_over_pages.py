"""Tables that run over pages are one; tables that merely follow each other are not."""

from __future__ import annotations

import itertools
from dataclasses import replace

from extractors.geometry import Box
from extractors.pages.page import Fill
from extractors.tables.find import find_tables
from extractors.tables.table import Table
from tests.table_pages import grid_page, line, texts_of, typed_page

HEAD = ["Ref", "Action", "Lead"]


def tables_of(*pages: object) -> list[Table]:
    return find_tables(list(pages))[0]  # type: ignore[arg-type]


def test_a_repeated_header_counts_once() -> None:
    first = grid_page(1, [HEAD, ["A1", "Recruit", "Ann"]], bold=1)
    second = grid_page(2, [HEAD, ["A2", "Publish", "Bob"]], bold=1)
    (table,) = tables_of(first, second)
    assert texts_of(table) == [HEAD, ["A1", "Recruit", "Ann"], ["A2", "Publish", "Bob"]]
    assert (table.page, table.last_page, table.header_rows) == (1, 2, 1)
    assert [cell.page for cell in table.cells if cell.col == 0] == [1, 1, 2]


def test_a_table_goes_on_without_its_header() -> None:
    (table,) = tables_of(
        grid_page(1, [HEAD, ["A1", "Recruit", "Ann"]], bold=1), grid_page(2, [["A2", "Publish", "Bob"]] * 2)
    )
    assert (table.rows, table.last_page) == (4, 2)


def test_a_single_row_overleaf_belongs_to_the_table() -> None:
    (table,) = tables_of(
        grid_page(1, [HEAD, ["A1", "Recruit", "Ann"]], bold=1), grid_page(2, [["A2", "Publish", "Bob"]])
    )
    assert texts_of(table)[-1] == ["A2", "Publish", "Bob"]


def test_a_header_left_alone_at_the_foot_heads_the_rows_overleaf() -> None:
    first = grid_page(1, [HEAD], bold=1, top=780)
    (table,) = tables_of(first, grid_page(2, [["A1", "Recruit", "Ann"], ["A2", "Publish", "Bob"]]))
    assert (table.page, table.rows, table.header_rows) == (1, 3, 1)


def test_a_row_cut_by_the_page_end_is_whole() -> None:
    body = [["A1", "Recruit", "Ann"], ["A2", "Publish the plan and", "Bob"]]
    (table,) = tables_of(
        grid_page(1, [HEAD, *body], bold=1),
        grid_page(2, [HEAD, ["", "consult on it", ""], ["A3", "Report", "Cy"]], bold=1),
    )
    assert texts_of(table)[2] == ["A2", "Publish the plan and consult on it", "Bob"]
    assert table.rows == 4


def test_a_header_that_only_its_colour_parts_from_the_rest_of_a_cut_row_is_repeated_too() -> None:
    body = [["A1", "Recruit", "Ann"], ["A2", "Publish the plan and", "Bob"]]
    second = grid_page(2, [HEAD, ["", "consult on it", ""], ["A3", "Report", "Cy"]], bold=1)
    under_heads = sorted({rule.position for rule in second.rules if not rule.vertical})[1]
    coloured = replace(
        second,
        rules=tuple(rule for rule in second.rules if rule.vertical or rule.position != under_heads),
        fills=tuple(
            Fill(Box(x0, min(rule.position for rule in second.rules if not rule.vertical), x1, under_heads), "#1f3864")
            for x0, x1 in itertools.pairwise(sorted({rule.position for rule in second.rules if rule.vertical}))
        ),
    )

    (table,) = tables_of(grid_page(1, [HEAD, *body], bold=1), coloured)

    assert texts_of(table) == [
        HEAD,
        body[0],
        ["A2", "Publish the plan and consult on it", "Bob"],
        ["A3", "Report", "Cy"],
    ]


def test_the_first_row_cut_by_the_page_end_is_whole() -> None:
    (table,) = tables_of(
        grid_page(1, [HEAD, ["A1", "Publish the plan and", "Bob"]], bold=1),
        grid_page(2, [HEAD, ["", "consult on it", ""], ["A2", "Report", "Cy"], ["A3", "Close", "Di"]], bold=1),
    )
    assert texts_of(table)[1:3] == [["A1", "Publish the plan and consult on it", "Bob"], ["A2", "Report", "Cy"]]


def test_a_section_row_that_opens_a_page_is_not_the_rest_of_the_row_before() -> None:
    body = [["A1", "Recruit", "Ann"], ["A2", "Publish.", "Bob"]]
    (table,) = tables_of(
        grid_page(1, [HEAD, *body], bold=1), grid_page(2, [["Finance", "", ""], ["A3", "Report", "Cy"]])
    )
    assert texts_of(table)[3] == ["Finance", "", ""]


def test_a_sheets_title_rows_over_the_heads_are_not_repeated_overleaf() -> None:
    sheet = [["Action plan", "", ""], ["", "", "as at June"], HEAD, *[["A1", "Recruit", "Ann"]] * 2]
    (table,) = tables_of(grid_page(1, sheet, bold=3), grid_page(2, [HEAD, ["A2", "Publish", "Bob"]], bold=1))
    assert (table.rows, table.header_rows) == (6, 3)
    assert table.title == "Action plan"


def test_a_section_heading_left_at_the_foot_heads_the_rows_overleaf() -> None:
    head, rows = ("Service", "Budget", "Spent"), [("Fuel", "120", "80"), ("Rent", "70", "65"), ("Post", "9", "8")]
    lines = [(700.0, head), (718.0, ("Depot", "", "")), *((736.0 + 18 * n, row) for n, row in enumerate(rows))]
    first = typed_page([*lines, (790.0, ("Baths", "", ""))], (300.0, 400.0), bold=2, bold_rows=(5,))
    second = typed_page([(60.0, head), *((78.0 + 18 * n, row) for n, row in enumerate(rows))], (300.0, 400.0), bold=1)
    (table,) = tables_of(first, replace(second, number=2))
    assert [row[0] for row in texts_of(table)[4:7]] == ["Post", "Baths", "Fuel"]


def test_another_header_begins_another_table() -> None:
    first = grid_page(1, [["Fund", "2024/25", "2025/26"], ["General", "1.0", "2.0"]], bold=1)
    second = grid_page(2, [["Fund", "2026/27", "2027/28"], ["General", "3.0", "4.0"]], bold=1)
    assert [(table.page, table.last_page) for table in tables_of(first, second)] == [(1, 1), (2, 2)]


def test_words_between_two_tables_keep_them_apart() -> None:
    rows = [HEAD, ["A1", "Recruit", "Ann"]]
    assert len(tables_of(grid_page(1, rows, bold=1, below="See over"), grid_page(2, rows, bold=1))) == 2
    assert len(tables_of(grid_page(1, rows, bold=1), grid_page(2, rows, bold=1, above="Table 2 - Phase two"))) == 2


def test_a_heading_said_again_with_continued_keeps_them_together() -> None:
    rows = [HEAD, ["A1", "Recruit", "Ann"]]
    (table,) = tables_of(
        grid_page(1, rows, bold=1, above="Phase two"), grid_page(2, rows, bold=1, above="Phase two (continued)")
    )
    assert (table.rows, table.title) == (3, "Phase two")


def test_other_columns_are_another_table() -> None:
    rows = [["A1", "Recruit", "Ann"]] * 2
    assert len(tables_of(grid_page(1, rows), grid_page(2, rows, widths=[80, 200, 170]))) == 2


def test_a_page_set_for_the_back_of_the_sheet_goes_on_all_the_same() -> None:
    rows = [["A1", "Recruit", "Ann"]] * 2
    assert len(tables_of(grid_page(1, rows), grid_page(2, rows, left=80))) == 1


def test_a_merged_cell_goes_on_overleaf() -> None:
    from dataclasses import replace

    def merged(number: int, label: str) -> object:
        page = grid_page(number, [["", "Recruit", "Ann"], ["", "Publish", "Bob"]])
        # The first column has no ruling between its two rows.
        rules = tuple(
            replace(rule, box=rule.box._replace(x0=200.0)) if not rule.vertical and 70 < rule.box.top < 90 else rule
            for rule in page.rules
        )
        return replace(page, rules=rules, words=(*page.words, *line(label, 55, 64)))

    (table,) = tables_of(merged(1, "People"), merged(2, ""))
    cell = table.at(3, 0)
    assert cell is not None
    assert (cell.text, cell.row, cell.row_span) == ("People", 0, 4)
