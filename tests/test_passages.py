"""Pages to passages: reading order, paragraphs, lists, headings, hyphens, page breaks."""

from __future__ import annotations

import pytest

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.papers.paper import Paper, PaperKind
from extractors.tables.table import Cell, Table
from extractors.text.columns import blocks_of
from extractors.text.paragraphs import mend
from extractors.text.passage import Passage
from extractors.text.passages import read_passages
from tests.paper_pages import at, lines, page

LONG = (
    "The committee considered how the libraries of the borough could stay open for longer",
    "in the evening, and heard from the head of service that the two pilots had been busy on",
    "most days of the week.",
)


def passages(*pages: Page, kind: PaperKind = "report", tables: tuple[Table, ...] = ()) -> list[Passage]:
    paper = Paper(f"01-{kind}", kind, "A paper", pages[0].number, pages[-1].number, Box(0, 0, 1, 1))
    return read_passages(pages, [paper], tables)


def texts(*pages: Page) -> list[str]:
    return [passage.text for passage in passages(*pages)]


def test_wrapped_lines_are_one_paragraph_and_a_gap_begins_another() -> None:
    sheet = page(1, lines(60, 100, *LONG), lines(60, 160, "A second paragraph stands apart from the first."))
    assert texts(sheet) == [" ".join(LONG), "A second paragraph stands apart from the first."]


def test_a_paragraph_that_runs_over_the_page_is_one_passage_with_both_places() -> None:
    first = page(1, lines(60, 100, *LONG[:2]))
    second = page(2, lines(60, 80, LONG[2]), lines(60, 120, "Another paragraph follows it on the second page."))
    found = passages(first, second)
    assert next(passage.text for passage in found) == " ".join(LONG)
    assert [number for number, _ in found[0].spots] == [1, 2]
    assert len(found) == 2


def test_no_passage_runs_from_one_paper_into_the_next() -> None:
    first, second = page(1, lines(60, 100, *LONG[:2])), page(2, lines(60, 80, "most days of the week."))
    papers = [Paper(f"0{n}-report", "report", "A paper", n, n, Box(0, 0, 1, 1)) for n in (1, 2)]
    assert len(read_passages([first, second], papers, [])) == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left = (
        "Our staff moved into the new depot in",
        "the spring and the old yard was sold",
        "for housing in the summer.",
    )
    right = ("The fleet will be electric by the end", "of the decade, and chargers for it are", "being put in now.")
    sheet = page(
        1, at(60, 60, "A report in two columns", 16, bold=True), lines(60, 100, *left), lines(330, 100, *right)
    )
    assert texts(sheet) == ["A report in two columns", " ".join(left), " ".join(right)]


def test_no_line_is_lost_above_columns_that_it_does_not_begin() -> None:
    sheet = page(
        1,
        lines(74, 60, "AT A MEETING of the HARBOUR SCRUTINY PANEL of the COUNCIL held at the Guildhall in Wold on"),
        at(74, 76, "Wednesday, 13 November 2024"),
        at(240, 92, "Chairman:"),
        at(230, 108, "* Councillor Lulu Ash"),
        at(240, 124, "Vice Chairman:"),
        at(230, 140, "* Councillor Rod Birch"),
        at(75, 156, "* Councillor Jackie Cole"),
        at(396, 156, "* Councillor Rupert Dale"),
        at(75, 172, "* Councillor Debbie Elm"),
        at(396, 172, "a Councillor Louise Fir"),
        lines(74, 188, "* Councillor Alex Gorse, who sat for Councillor Louise Fir * Councillor Martin Hay, Leader"),
    )
    found = [word for block in blocks_of(sheet.words) for line in (*block.label, *block.lines) for word in line.words]
    assert sorted(word.text for word in found) == sorted(word.text for word in sheet.words)


def test_a_column_that_begins_higher_than_the_one_before_it_is_read_behind_it() -> None:
    heading = at(60, 60, "Parks", 13, bold=True)
    left = lines(60, 84, "The parks are open from dawn", "until dusk on every day but", "one, and are", "free.")
    right = lines(
        320, 70.25, "Each of the libraries opens", "at nine, and closes at five", "but for that in the", "hall."
    )
    assert texts(page(1, heading, left, right)) == [
        "Parks",
        "The parks are open from dawn until dusk on every day but one, and are free.",
        "Each of the libraries opens at nine, and closes at five but for that in the hall.",
    ]


def test_a_report_head_is_read_label_by_label() -> None:
    sheet = page(
        1,
        at(60, 60, "Subject:", bold=True) + at(220, 60, "Parking charges in the"),
        at(220, 74, "northern wards"),
        at(60, 95, "Report author:", bold=True) + at(220, 95, "Ada Lund, Head of Parking"),
        lines(60, 140, *LONG),
    )
    assert texts(sheet)[:2] == [
        "Subject: Parking charges in the northern wards",
        "Report author: Ada Lund, Head of Parking",
    ]


def test_numbers_letters_and_bullets_begin_their_own_passages() -> None:
    sheet = page(
        1,
        at(60, 100, "2.1 The board was asked to think about three things before it met again in the new year", tab=96),
        at(96, 114, "and wrote to its partners."),
        at(96, 134, "(a) the lease of the hall;", tab=120),
        at(96, 148, "(b) the grant to the band;", tab=120),
        at(96, 168, "\uf0b7 the clock", font="Symbol"),
    )
    found = passages(sheet)
    assert [(passage.kind, passage.number) for passage in found] == [
        ("paragraph", "2.1"),
        ("list_item", "(a)"),
        ("list_item", "(b)"),
        ("list_item", None),
    ]
    assert found[3].text == "• the clock"


def test_a_letter_of_a_symbol_typeface_is_a_bullet_and_of_another_is_not() -> None:
    def kind(font: str) -> str:
        (found,) = passages(page(1, at(60, 100, "o", font=font) + at(80, 100, "the clock tower", font="Arial")))
        return found.kind

    assert (kind("CourierNewPSMT"), kind("Arial")) == ("list_item", "paragraph")


def test_a_number_wrapped_to_a_line_start_begins_nothing() -> None:
    sheet = page(
        1,
        lines(
            60,
            100,
            LONG[0],
            "12 March 2024 and again in the autumn of that year, when the work had been done and",
            LONG[2],
        ),
    )
    assert len(texts(sheet)) == 1


def test_a_time_is_no_paragraph_number() -> None:
    (found,) = passages(page(1, at(60, 100, "10.30 am in the Guildhall")))
    assert found.number is None


def test_headings_stand_over_what_follows_by_size_and_numbering() -> None:
    sheet = page(
        1,
        at(60, 60, "Leisure review", 16, bold=True),
        at(60, 90, "1. Background", bold=True),
        lines(60, 110, *LONG),
        at(60, 165, "2. Options", bold=True),
        lines(60, 185, *LONG),
    )
    found = passages(sheet)
    assert [passage.text for passage in found if passage.kind == "heading"] == [
        "Leisure review",
        "1. Background",
        "2. Options",
    ]
    assert found[2].heading == ("Leisure review", "1. Background")
    assert found[4].heading == ("Leisure review", "2. Options")


def test_capitals_make_a_heading_where_nothing_is_bold() -> None:
    found = passages(page(1, at(60, 60, "APOLOGIES FOR ABSENCE"), lines(60, 90, *LONG)))
    assert [passage.kind for passage in found] == ["heading", "paragraph"]


def test_a_bold_line_behind_a_sentence_begins_a_passage_though_the_line_above_is_full() -> None:
    sheet = page(
        1,
        lines(
            60,
            60,
            "Summary: The fund has grown in each quarter of the year, and is larger",
            "than before it began, as the table at the foot of it shows.",
        ),
        lines(60, 60 + 2 * 13.75, "Recommendation(s):", bold=True),
        lines(60, 60 + 3 * 13.75, "The panel is asked to note the report."),
    )
    assert "Recommendation(s):" in [passage.text for passage in read_passages([sheet], [], [])]


def test_a_bold_sentence_at_length_is_no_heading() -> None:
    sentence = "Members must leave the room when they have an interest of this kind in what is being discussed."
    found = passages(page(1, at(60, 60, sentence, bold=True), lines(60, 90, *LONG)))
    assert found[0].kind == "paragraph"


def test_a_caption_is_told_from_a_sentence_about_a_table() -> None:
    caption = at(60, 60, "Table 3 - Visits by branch", bold=True)
    sentence = lines(60, 100, "Table 3 shows that visits rose in every branch but one of those that we looked at.")
    assert [passage.kind for passage in passages(page(1, caption, sentence))] == ["caption", "paragraph"]


def _boxed(text: str, top: float, kind: str = "ruled") -> Table:
    cell = Cell(0, 0, text, 1, Box(50, top, 540, top + 60))
    return Table("p001-1", 1, 1, cell.box, 1, 1, 0, (cell,), kind)


def test_words_in_tables_are_left_to_the_tables() -> None:
    sheet = page(1, at(60, 100, "Libraries 1.204 1.310"), at(60, 300, "The table shows the budget of the year."))
    found = passages(sheet, tables=(_boxed("Libraries 1.204 1.310", 90),))
    assert [passage.text for passage in found] == ["The table shows the budget of the year."]


def test_minutes_laid_out_in_a_ruled_form_are_passages_too() -> None:
    sheet = page(1, lines(60, 100, *LONG))
    table = _boxed(" ".join(LONG), 90)
    assert len(passages(sheet, kind="minutes", tables=(table,))) == 1
    assert passages(sheet, kind="report", tables=(table,)) == []


@pytest.mark.parametrize(
    ("vocabulary", "joined"),
    [
        ({"cooperation": 2}, "cooperation"),
        ({"co-operation": 1}, "co-operation"),
        ({"co": 1, "operation": 3}, "co-operation"),  # both parts are words: the hyphen is the compound's own
        ({}, "cooperation"),
    ],
)
def test_a_line_end_hyphen_goes_where_it_only_divides(vocabulary: dict[str, int], joined: str) -> None:
    assert mend("in co-", "operation", vocabulary) == f"in {joined}"


def test_a_hyphen_before_a_capital_or_a_figure_stays() -> None:
    assert mend("the Vice-", "Chair", {}) == "the Vice-Chair"
    assert mend("in 2024-", "25 and", {}) == "in 2024-25 and"


def test_names_under_one_another_are_not_run_together() -> None:
    sheet = page(
        1,
        lines(60, 60, "Councillor Ann Brook", "Councillor Raj Patel", "Councillor Tom Lee"),
        lines(60, 200, *LONG),
    )
    assert texts(sheet)[:3] == ["Councillor Ann Brook", "Councillor Raj Patel", "Councillor Tom Lee"]
