"""Tables found on pages: by rulings, by fills, by alignment; what is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractors.geometry import Box
from extractors.pages.page import Fill, Page, Rule, Word
from extractors.pages.reading import read_file
from extractors.tables.edges import MAX_EDGES, ruled_edges
from extractors.tables.find import find_tables
from extractors.tables.headers import is_figure
from extractors.tables.table import Table
from tests.table_pages import across, down, texts_of
from tools.samples.sheets import boxed_table_fpdf, paragraphs, ruled_table

BUDGET = [
    ["Service", "Budget", "Actual", "Variance"],
    ["Libraries", "1,204", "1,250", "46"],
    ["Leisure centres", "980", "960", "(20)"],
    ["Parks", "450", "-", "N/A"],
    ["Total", "2,634", "2,210", "26"],
]
PROSE = (
    "The committee is asked to consider the position set out in this paper, which runs on over the whole of the line."
)


def tables_in(data: bytes) -> list[Table]:
    return find_tables(read_file(data).pages)[0]


def only_table(data: bytes) -> Table:
    (table,) = tables_in(data)
    return table


def word(text: str, x0: float, top: float, size: float = 10.0, bold: bool = False) -> Word:
    return Word(text, Box(x0, top, x0 + 0.5 * size * len(text), top + 1.1 * size), size, bold)


def line(text: str, x0: float, top: float, size: float = 10.0, bold: bool = False) -> list[Word]:
    words, x = [], x0
    for part in text.split():
        words.append(word(part, x, top, size, bold))
        x = words[-1].box.x1 + 0.3 * size
    return words


def page(words: Sequence[Word], rules: Sequence[Rule] = (), fills: Sequence[Fill] = (), number: int = 1) -> Page:
    return Page(number, 595.0, 842.0, "read", words=tuple(words), rules=tuple(rules), fills=tuple(fills))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [9.0, 5.0])
def test_a_ruled_grid_is_read_whatever_the_sheets_rotation_and_type(rotate: int, size: float) -> None:
    table = only_table(ruled_table(BUDGET, rotate=rotate, size=size))
    assert texts_of(table) == BUDGET
    assert table.header_rows == 1
    assert table.method == "ruled"


def test_borders_drawn_cell_by_cell_make_the_same_grid() -> None:
    assert texts_of(only_table(boxed_table_fpdf(BUDGET))) == BUDGET


def test_merged_header_cells_keep_their_spans() -> None:
    rows = [
        ["Directorate", "2023/24", None, "2024/25", None],
        [None, "Gross", "Net", "Gross", "Net"],
        ["Adults", "10.1", "8.2", "10.3", "8.4"],
        ["Children", "20.5", "18.0", "21.5", "19.0"],
    ]
    spans = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (1, 2)}
    table = only_table(ruled_table(rows, header_rows=2, spans=spans))
    assert (table.rows, table.cols, table.header_rows) == (4, 5, 2)
    assert table.at(0, 2) is table.at(0, 1)
    assert table.header_path(4) == ("2024/25", "Net")
    assert table.header_path(0) == ("Directorate",)


def test_rulings_between_rows_only_leave_columns_to_alignment() -> None:
    table = only_table(ruled_table(BUDGET, rules="rows"))
    assert texts_of(table) == BUDGET


def test_figures_under_each_other_are_a_table_without_any_ruling() -> None:
    table = only_table(ruled_table(BUDGET, rules="none", header_fill=None, above=[PROSE], below=[PROSE]))
    assert texts_of(table) == BUDGET
    assert table.header_rows == 1


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    rows = [
        ["Ref", "Action", "Lead"],
        ["A1", "Review the allocations policy and bring a report back to the committee in the autumn", "Housing"],
        ["A2", "Publish the strategy", "Chief Executive"],
    ]
    table = only_table(ruled_table(rows, rules="rows", widths=[40, 200, 120]))
    assert texts_of(table) == rows


def test_colour_bars_and_spacer_rows_are_no_columns_and_rows() -> None:
    words = [*line("Adults", 60, 105), *line("1.5", 300, 105), *line("Total", 60, 145), *line("1.5", 300, 145)]
    words += line("Budget", 290, 85, bold=True) + line("Service", 60, 85, bold=True)
    rules = [across(y) for y in (80, 100, 120, 140, 160)] + [down(x, 80, 160) for x in (50, 500)]
    # The row from 120 to 140 has no inner rulings; the column from 250 to 260 is a bar of colour.
    rules += [down(x, top, top + 20) for x in (250, 260) for top in (80, 100, 140)]
    (table,), _ = find_tables([page(words, rules, [Fill(Box(250, 100, 260, 120), "#235f6f")])])
    assert texts_of(table) == [["Service", "Budget"], ["Adults", "1.5"], ["Total", "1.5"]]


def test_a_narrow_strip_that_changes_its_colour_is_a_column() -> None:
    words = [*line("Measure", 80, 85, bold=True), *line("Result", 300, 85, bold=True)]
    for top, label in ((105, "Calls"), (125, "Letters"), (145, "Visits")):
        words += line(label, 80, top) + line("91%", 300, top)
    rules = [across(y) for y in (80, 100, 120, 140, 160)] + [down(x, 80, 160) for x in (50, 62, 280, 500)]
    strip = [Fill(Box(50, 80, 62, 100), "#1f3864")]
    strip += [Fill(Box(50, top, 62, top + 20), fill) for top, fill in ((100, "#00b050"), (120, "#ff0000"))]
    (table,), _ = find_tables([page(words, rules, strip)])
    assert (table.rows, table.cols) == (4, 3)
    assert [cell.fill for row in range(4) if (cell := table.at(row, 0))] == ["#1f3864", "#00b050", "#ff0000", None]


def test_a_cell_knows_its_fill_and_a_lamp_in_it_is_a_shape() -> None:
    rows = [["Action", "RAG"], ["Publish the plan", "On track"], ["Recruit", "Late"]]
    data = ruled_table(rows, fills={(1, 1): "#00b050", (2, 1): "#ffffff"}, header_fill="#d9d9d9")
    table = only_table(data)
    fills = {(cell.row, cell.col): cell.fill for cell in table.cells}
    assert fills[0, 0] == "#d9d9d9"
    assert fills[1, 1] == "#00b050"
    assert fills[2, 1] is None

    rules = [across(y, 50, 200) for y in (100, 120, 140)] + [down(x, 100, 140) for x in (50, 150, 200)]
    words = [*line("Plan", 60, 105), *line("RAG", 160, 105), *line("Recruit", 60, 125)]
    (lamp_table,), _ = find_tables([page(words, rules, [Fill(Box(170, 126, 178, 134), "#ff0000")])])
    cell = lamp_table.at(1, 1)
    assert cell is not None
    assert cell.fill is None
    assert [shape.fill for shape in cell.shapes] == ["#ff0000"]


def test_cells_that_only_fills_draw_are_a_grid() -> None:
    words, fills = [], []
    for row, labels in enumerate([["Phase", "Milestone"], ["One", "Design"], ["Two", "Build"]]):
        for col, label in enumerate(labels):
            box = Box(50 + col * 150, 100 + row * 30, 199 + col * 150, 129 + row * 30)
            fills.append(Fill(box, "#00707a" if row == 0 else "#dce6f1"))
            words += line(label, box.x0 + 5, box.top + 8)
    (table,), _ = find_tables([page(words, fills=fills)])
    assert texts_of(table) == [["Phase", "Milestone"], ["One", "Design"], ["Two", "Build"]]
    assert table.method == "filled"


def test_a_header_row_without_inner_rulings_is_parted_where_its_texts_stand() -> None:
    rules = [across(y, 50, 350) for y in (100, 120, 140, 160)]
    rules += [down(50, 100, 160), down(350, 100, 160), down(150, 120, 160), down(250, 120, 160)]
    words = [*line("No", 60, 105), *line("Question", 160, 105), *line("Answer", 260, 105)]
    for top, label in ((125, "one"), (145, "two")):
        words += [*line(label, 60, top), *line("Why", 160, top), *line("Yes", 260, top)]
    (table,), _ = find_tables([page(words, rules)])
    assert texts_of(table)[0] == ["No", "Question", "Answer"]


def test_the_page_border_does_not_swallow_the_table_inside() -> None:
    frame = [across(20, 20, 575), across(820, 20, 575), down(20, 20, 820), down(575, 20, 820)]
    rules = [across(y) for y in (100, 120, 140)] + [down(x, 100, 140) for x in (50, 250, 500)]
    words = [*line("Fund", 60, 105), *line("Balance", 260, 105), *line("General", 60, 125), *line("4.2", 260, 125)]
    (table,), _ = find_tables([page(words, [*frame, *rules])])
    assert texts_of(table) == [["Fund", "Balance"], ["General", "4.2"]]


@pytest.mark.parametrize(
    "rules",
    [
        [across(100), across(140), down(50, 100, 140), down(500, 100, 140)],
        [across(100), across(120), across(140), down(50, 100, 140), down(500, 100, 140)],
        [across(100), across(140)],
    ],
    ids=["boxed paragraph", "two boxes in one column", "lines over and under a paragraph"],
)
def test_frames_round_prose_are_no_tables(rules: list[Rule]) -> None:
    words = [*line("Members are asked to note this paper and agree what it", 60, 104), *line(PROSE[:70], 60, 124)]
    assert find_tables([page(words, rules)]) == ([], [])


def test_gridlines_of_a_chart_are_no_table() -> None:
    rules = [across(y, 100, 400) for y in range(100, 300, 40)] + [down(100, 100, 260), down(400, 100, 260)]
    words = [w for n, y in enumerate(range(100, 300, 40)) for w in line(f"{100 - 20 * n}%", 70, y - 5)]
    words += [w for n in range(6) for w in line(f"Apr-{n}", 110 + 48 * n, 270)]
    assert find_tables([page(words, rules)])[0] == []


def test_gridlines_of_a_chart_with_its_values_beside_are_no_table() -> None:
    rules = [across(y, 100, 400) for y in (100, 130, 160, 190)]
    words = [w for n, y in enumerate((100, 130, 160, 190)) for w in line(str(200 - 50 * n), 70, y - 5)]
    words += [w for x in (120, 200, 280) for w in (*line("80", x, 105), *line("110", x + 40, 135), *line("62", x, 165))]
    assert find_tables([page(words, rules)])[0] == []


def test_a_page_of_prose_has_no_table() -> None:
    assert tables_in(paragraphs([PROSE, "1.1 " + PROSE, "1.2 " + PROSE])) == []


def test_underlined_words_are_no_rulings() -> None:
    words = line("Ask the clerk", 60, 100)
    under = Rule(Box(60.0, words[0].box.bottom - 1.5, words[-1].box.x1, words[0].box.bottom - 1.0), False, "#0000ff")
    assert ruled_edges(page(words, [under])).horizontal == ()
    assert len(ruled_edges(page(words, [across(112)])).horizontal) == 1


def test_a_page_with_too_many_rulings_is_an_issue_and_not_searched() -> None:
    rules = [across(float(n % 800), 10, 11 + n % 7) for n in range(MAX_EDGES + 1)]
    tables, (issue,) = find_tables([page(line("Map", 50, 50), rules, number=1)])
    assert tables == []
    assert (issue.stage, issue.code, issue.page) == ("tables", "page_too_crowded", 1)


def test_ids_are_made_of_page_and_place() -> None:
    rules = [across(y) for y in (100, 120, 140)] + [down(x, 100, 140) for x in (50, 250, 500)]
    lower = [across(y) for y in (300, 320, 340)] + [down(x, 300, 340) for x in (50, 250, 500)]
    words = [w for top in (105, 125, 305, 325) for w in (*line("Fund", 60, top), *line("Sum", 260, top))]
    tables, _ = find_tables([page(words, [*lower, *rules])])
    assert [(table.table_id, table.box.top) for table in tables] == [("p001-1", 100), ("p001-2", 300)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1,204", True),
        ("(0.427)", True),
        ("-£1.5m", True),
        ("95%", True),
        ("+ 23.3", True),
        ("0.427 CR", True),
        ("2023/24", False),
        ("2019", False),
        ("23-24", False),
        ("Apr-19", False),
        ("Q1", False),
        ("£'000", False),
        ("£000", False),
        ("(£000s)", False),
        ("", False),
    ],
)
def test_figures_are_told_from_years_and_heads(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


def test_the_tables_of_the_real_packs_are_found(shared: Path) -> None:
    data = (shared / "packs" / "onesource_strategy_progress_2021-08.pdf").read_bytes()
    found = {(table.page, table.last_page, table.rows, table.cols) for table in tables_in(data)}
    assert {(2, 2, 8, 3), (9, 9, 11, 6), (10, 11, 10, 6), (12, 12, 4, 6)} <= found
    assert len(found) >= 8
