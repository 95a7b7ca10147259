"""Figures in boxes around a chart, which are text on the page and no table."""

from __future__ import annotations

from dataclasses import replace

from extractors.facts.kpis import read_kpis
from extractors.geometry import Box
from extractors.pages.page import Fill, Page, Shape, Word
from extractors.records import Record
from tests.kpi_tables import pack, passage, told

COLUMNS = ("indicator", "organisation", "period", "actual", "target", "rag", "rag_basis")


def words(text: str, x: float, top: float, bold: bool = False) -> list[Word]:
    """The words of one line, five points a letter."""
    found = []
    for word in text.split():
        found.append(Word(word, Box(x, top, x + 5 * len(word), top + 10), 10, bold=bold))
        x += 5 * len(word) + 3
    return found


BOXES = [
    *words("Latest: 88%", 60, 300),
    *words("Target: 90%, Floor: 80%", 220, 300),
    *words("Previous: 91% (Green)", 400, 300),
]
AXIS = [*words("100%", 50, 120), *words("Q1", 100, 280), *words("Q2", 200, 280)]
TITLE = passage("Calls answered by the contact centre", 80, "heading")


def page(*others: Word, fills: tuple[Fill, ...] = (), shapes: tuple[Shape, ...] = ()) -> Page:
    return Page(1, 595, 842, "read", words=(*AXIS, *others), fills=fills, shapes=shapes)


def read(on: Page, titled: bool = True) -> list[Record]:
    return read_kpis(replace(pack(passages=[TITLE] if titled else []), pages=(on,)), [])[0]


def test_latest_and_previous_are_two_periods_and_the_floor_is_no_target() -> None:
    assert told(read(page(*BOXES)), *COLUMNS) == [
        (TITLE.text, "Kent", "2024/25 Q2", 88.0, 90.0, None, None),
        (TITLE.text, "Kent", "2024/25 Q1", 91.0, None, "G", "word"),
    ]


def test_the_rating_and_arrow_beside_the_heading() -> None:
    arrow = Shape(((500, 92), (505, 80), (510, 92)), Box(500, 80, 510, 92), "#ffc000", None)
    latest, previous = read(page(*BOXES, *words("AMBER", 430, 80), shapes=(arrow,)))
    assert told([latest, previous], "rag", "rag_basis", "direction") == [("A", "word", "up"), ("G", "word", None)]


def test_the_fill_of_the_latest_box_rates_it() -> None:
    box = Fill(Box(50, 295, 150, 315), "#ff0000")
    assert told(read(page(*BOXES, fills=(box,)))[:1], "rag", "rag_basis") == [("R", "fill")]


def test_a_fill_behind_all_boxes_is_no_rating() -> None:
    band = Fill(Box(40, 290, 560, 320), "#ff0000")
    assert told(read(page(*BOXES, fills=(band,)))[:1], "rag") == [(None,)]


def test_a_label_over_its_figure() -> None:
    columns = [("Current", "88%", 60), ("Target", "90%", 220), ("Previous", "91%", 400)]
    stacked = [word for label, figure, x in columns for word in (*words(label, x, 300), *words(figure, x, 313))]
    assert told(read(page(*stacked)), "period", "actual", "target") == [
        ("2024/25 Q2", 88.0, 90.0),
        ("2024/25 Q1", 91.0, None),
    ]


def test_a_heading_that_is_no_passage_is_read_from_the_page() -> None:
    heading = words("Letters answered in time", 60, 80, bold=True)
    assert told(read(page(*BOXES, *heading), titled=False)[:1], "indicator") == [("Letters answered in time",)]


def test_boxes_without_a_heading_are_not_given_a_name() -> None:
    assert read(page(*BOXES), titled=False) == []


def test_such_words_in_a_sentence_are_no_boxes() -> None:
    prose = words("The latest figures are near the target of 90%, as the previous ones were at 91%.", 60, 300)
    assert read(page(*prose)) == []


def test_two_charts_side_by_side_keep_their_own_boxes() -> None:
    left = [*words("Latest: 88%", 60, 300), *words("Target: 90%", 140, 300)]
    right = [*words("Latest: 70%", 320, 300), *words("Target: 75%", 400, 300)]
    headings = [*words("Calls answered", 60, 80, bold=True), *words("Letters answered", 320, 80, bold=True)]
    records = read(page(*left, *right, *headings), titled=False)
    assert told(records, "indicator", "actual", "target") == [
        ("Calls answered", 88.0, 90.0),
        ("Letters answered", 70.0, 75.0),
    ]


def test_a_rating_in_the_heading_itself_is_no_part_of_the_name() -> None:
    headed = passage("Letters answered in a week GREEN ⬆", 80, "heading")
    latest = read_kpis(replace(pack(passages=[headed]), pages=(page(*BOXES),)), [])[0][0]
    assert (latest["indicator"], latest["rag"], latest["rag_basis"]) == ("Letters answered in a week", "G", "word")
