"""Facts that were read and are not certain: faint print on scans, pictures where ratings should be."""

from __future__ import annotations

from dataclasses import replace

from extractors.facts.doubts import uncertain_figures, unread_pictures, unseen_colours
from extractors.geometry import Box
from extractors.pages.page import Page, Picture, Word
from extractors.records import Record
from tests.kpi_tables import GREEN, pack, table

BOX = Box(50.0, 100.0, 110.0, 112.0)
FIGURE: Record = {"page": 1, "table_id": "p001-1", **BOX.columns()}


def _scan(*words: tuple[str, float]) -> Page:
    read = tuple(Word(text, BOX, 9.0, confidence=sure) for text, sure in words)
    return Page(1, 842.0, 595.0, "ocr", words=read)


def test_a_figure_that_ocr_was_not_sure_of_is_an_issue_with_its_place() -> None:
    (issue,) = uncertain_figures(pack(pages=(_scan(("93.1%", 0.72)),)), [FIGURE, FIGURE])
    assert (issue.code, issue.page, issue.box, issue.table_id) == ("ocr_uncertain", 1, BOX, "p001-1")
    assert "'93.1%' (72%)" in issue.message


def test_sure_figures_and_unsure_words_are_none() -> None:
    around = pack(pages=(_scan(("93.1%", 0.95), ("cails", 0.4)),))
    assert uncertain_figures(around, [FIGURE]) == []


def test_a_figure_elsewhere_on_the_page_is_not_the_records() -> None:
    around = pack(pages=(_scan(("93.1%", 0.72)),))
    assert uncertain_figures(around, [{**FIGURE, **BOX._replace(top=300.0, bottom=312.0).columns()}]) == []


def test_a_text_layer_is_certain() -> None:
    around = pack(pages=(replace(_scan(("93.1%", 0.72)), status="read"),))
    assert uncertain_figures(around, [FIGURE]) == []


def test_cells_that_hold_only_a_picture_are_an_issue() -> None:
    rows = table([["Measure", "Status"], ["Calls", ""], ["Letters", ("", GREEN)], ["Visits", "G"]])
    pictures = tuple(Picture(Box(120.0, top, 130.0, top + 8.0)) for top in (114.0, 126.0, 138.0))
    around = pack(rows, pages=(Page(1, 842.0, 595.0, "read", pictures=pictures),))
    (issue,) = unread_pictures(around, [rows])
    assert (issue.code, issue.table_id) == ("picture_unread", "p001-1")
    assert issue.message.startswith("1 cells")
    assert issue.box == rows.cells[3].box


def test_empty_cells_without_a_picture_are_none() -> None:
    rows = table([["Measure", "Status"], ["Calls", ""]])
    assert unread_pictures(pack(rows), [rows]) == []


def test_a_table_on_a_scan_may_lack_ratings_shown_by_colour() -> None:
    rows = table([["Measure", "Status"], ["Calls", ""]])
    (issue,) = unseen_colours(pack(rows, pages=(_scan(),)), [rows])
    assert (issue.code, issue.table_id) == ("scan_without_colours", "p001-1")
    assert unseen_colours(pack(rows), [rows]) == []
