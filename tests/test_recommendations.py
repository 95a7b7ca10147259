"""What reports ask for: the section, its parts, their verbs."""

from __future__ import annotations

import pytest

from extractors.facts.recommendations import read_recommendations, read_verb
from extractors.geometry import Box
from extractors.pack import Pack
from extractors.pages.page import Page, Word
from extractors.papers.paper import Paper, PaperKind
from extractors.records import Record
from extractors.tables.table import Cell, Table
from extractors.text.passages import read_passages
from tests.paper_pages import at, lines, page


def pack(*pages: Page, kind: PaperKind = "report", tables: tuple[Table, ...] = ()) -> Pack:
    paper = Paper(f"01-{kind}", kind, "Library hours", 1, len(pages), Box(0, 0, 1, 1), agenda_item="5")
    passages = read_passages(pages, [paper], tables)
    return Pack("a-pack", "a.pdf", "0", pages, papers=(paper,), passages=tuple(passages), tables=tables)


def read(*pages: Page, kind: PaperKind = "report", tables: tuple[Table, ...] = ()) -> list[Record]:
    return read_recommendations(pack(*pages, kind=kind, tables=tables))[0]


def texts(*parts: list[Word]) -> list[object]:
    return [row["text"] for row in read(page(1, *parts))]


def head(y: float = 100, text: str = "RECOMMENDATIONS") -> list[Word]:
    return at(60, y, text, bold=True)


DETAIL = at(60, 400, "REPORT DETAIL", bold=True) + lines(
    60, 420, "The hours were last looked at in the year before last."
)


def test_lettered_parts_are_rows_without_their_letters() -> None:
    rows = read(
        page(
            1,
            head(),
            at(60, 125, "Cabinet is asked to:"),
            at(
                60,
                150,
                "a) NOTE the overspend of £1.2m on the libraries of the borough and all that is done in the",
                tab=80,
            ),
            at(80, 164, "year to cut it"),
            at(60, 190, "b) AGREE the new hours.", tab=80),
            DETAIL,
        )
    )
    assert [(row["ordinal"], row["verb"], row["text"]) for row in rows] == [
        (
            1,
            "note",
            "NOTE the overspend of £1.2m on the libraries of the borough and all that is done in the year to cut it",
        ),
        (2, "agree", "AGREE the new hours."),
    ]
    assert {(row["agenda_item"], row["report_title"], row["page"]) for row in rows} == {("5", "Library hours", 1)}


def test_bullets_and_numbers_count_as_letters_do() -> None:
    bullets = [
        head(),
        at(60, 125, "The Joint Committee is asked to: -"),
        at(60, 150, "• note the forecast", tab=80),
        at(60, 170, "• agree the hours", tab=80),
    ]
    assert texts(*bullets, DETAIL) == ["note the forecast", "agree the hours"]
    assert texts(head(), at(60, 125, "1. To note the update.", tab=80), DETAIL) == ["To note the update."]


def test_a_sentence_that_asks_is_kept_whole() -> None:
    assert texts(
        head(text="Recommendation(s):"),
        at(60, 130, "8.1 Cabinet is asked to agree the plan for schools.", tab=90),
        DETAIL,
    ) == ["Cabinet is asked to agree the plan for schools."]


def test_what_follows_the_list_is_not_asked() -> None:
    asked = [head(), at(60, 125, "Cabinet is asked to:"), at(60, 150, "a) note the draft budget.", tab=80)]
    reminder = lines(60, 200, "Members who owe council tax must say so before they vote on this.")
    assert texts(*asked, reminder, DETAIL) == ["note the draft budget."]


def test_the_first_section_counts_where_the_report_repeats_it() -> None:
    again = [at(60, 460, "4. Recommendation(s)", bold=True), at(60, 480, "a) note the hours as they are now.", tab=80)]
    assert texts(head(), at(60, 125, "a) note the hours.", tab=80), DETAIL, *again) == ["note the hours."]


def test_a_list_that_runs_over_the_page_is_read_to_its_end() -> None:
    first = page(1, head(750), at(60, 775, "1. To note the update.", tab=80))
    second = page(2, at(60, 60, "2. To agree the hours.", tab=80), DETAIL)
    assert [(row["page"], row["ordinal"]) for row in read(first, second)] == [(1, 1), (2, 2)]


def test_the_heading_may_run_into_the_text() -> None:
    assert texts(at(60, 100, "Recommendation: That the committee notes the hours."), DETAIL) == [
        "That the committee notes the hours."
    ]


def test_letters_inside_one_paragraph_are_parts_too() -> None:
    run = lines(60, 125, "It is recommended that Cabinet (a) notes the hours; and (b) agrees the closures.")
    assert texts(head(), run, DETAIL) == ["notes the hours; and", "agrees the closures."]


def test_sub_parts_stay_with_their_part() -> None:
    asked = [
        head(),
        at(60, 125, "1. agree to open longer at:", tab=80),
        at(80, 145, "(a) Mill Street; and", tab=104),
        at(80, 165, "(b) North End.", tab=104),
        at(60, 185, "2. note the cost.", tab=80),
    ]
    assert texts(*asked, DETAIL) == ["agree to open longer at:\n(a) Mill Street; and\n(b) North End.", "note the cost."]


def test_a_list_set_in_is_of_the_part_above_it_whatever_its_markers() -> None:
    asked = [
        head(),
        at(60, 125, "Members are asked to:"),
        at(60, 145, "• agree the priorities, namely", tab=80),
        at(80, 165, "• homes; and", tab=100),
        at(80, 185, "• health;", tab=100),
        at(60, 205, "• note the cost.", tab=80),
    ]
    assert texts(*asked, DETAIL) == ["agree the priorities, namely\n• homes; and\n• health;", "note the cost."]


def test_roman_numbers_under_a_letter_are_no_letters() -> None:
    asked = [
        head(),
        at(60, 125, "That the Committee:"),
        at(60, 145, "a) notes the outturn;", tab=80),
        at(60, 165, "b) endorses these changes:", tab=80),
        at(60, 185, "i) a higher limit; and", tab=80),
        at(60, 205, "ii) a longer term;", tab=80),
        at(60, 225, "c) refers the report to Council.", tab=80),
    ]
    assert texts(*asked, DETAIL) == [
        "notes the outturn;",
        "endorses these changes:\ni) a higher limit; and\nii) a longer term;",
        "refers the report to Council.",
    ]


def test_a_second_paragraph_is_of_its_part() -> None:
    asked = [
        head(),
        at(60, 125, "That Cabinet:"),
        at(60, 145, "1. approves the scheme;", tab=80),
        at(80, 175, "The scheme is that of Appendix 1."),
        at(60, 205, "2. notes the cost.", tab=80),
    ]
    assert texts(*asked, DETAIL) == ["approves the scheme;\nThe scheme is that of Appendix 1.", "notes the cost."]


def test_a_list_whose_bullets_were_lost_is_read_all_the_same() -> None:
    asked = [
        head(),
        at(60, 125, "Members are recommended to:"),
        at(80, 145, "agree the priorities of the year, namely:"),
        at(84, 165, "o homes and health;"),
        at(80, 185, "ask officers to report back in June."),
    ]
    assert texts(*asked, DETAIL) == [
        "agree the priorities of the year, namely:\no homes and health;",
        "ask officers to report back in June.",
    ]


def test_each_may_have_a_numbered_heading_of_its_own() -> None:
    run_in = [
        at(60, 100, "Recommendation 1: That Cabinet approves the charges."),
        at(60, 130, "Recommendation 2: That Cabinet delegates minor changes to the director."),
    ]
    rows = read(page(1, *run_in, DETAIL))
    assert [(row["text"], row["verb"]) for row in rows] == [
        ("That Cabinet approves the charges.", "approve"),
        ("That Cabinet delegates minor changes to the director.", "delegate"),
    ]


def test_who_is_asked_may_stand_over_the_list_without_a_colon() -> None:
    asked = [
        head(text="2 RECOMMENDED that the Executive"),
        at(60, 125, "(i) approves the budget;", tab=90),
        at(60, 145, "(ii) notes the forecast.", tab=90),
    ]
    assert texts(*asked, DETAIL) == ["approves the budget;", "notes the forecast."]


def test_the_paragraphs_of_the_report_that_count_on_are_not_asked() -> None:
    asked = [
        head(),
        at(60, 125, "1. That the report be noted.", tab=80),
        at(60, 145, "2. That the plan be agreed.", tab=80),
        at(60, 165, "3. The fund has grown. It was last looked at in May.", tab=80),
    ]
    assert texts(*asked) == ["That the report be noted.", "That the plan be agreed."]


def test_a_clause_is_asked_whatever_its_verb() -> None:
    asked = "That the director awards the contract to Verdant Ltd."
    assert texts(head(), at(60, 125, asked), DETAIL) == [asked]
    assert texts(head(), at(60, 125, "That is why the panel has met."), DETAIL) == []


def test_what_no_class_of_verbs_names_is_asked_too() -> None:
    rows = read(page(1, head(), at(60, 125, "That permission be REFUSED for the reason in section 5."), DETAIL))
    assert [(row["text"], row["verb"]) for row in rows] == [
        ("That permission be REFUSED for the reason in section 5.", None)
    ]


def grid(*rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(r, c, text, 1, Box(60 + 150 * c, 130 + 20 * r, 200 + 150 * c, 148 + 20 * r))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table("p001-1", 1, 1, Box(60, 130, 500, 130 + 20 * len(rows)), len(rows), len(rows[0]), 0, cells, "ruled")


def test_recommendations_set_as_a_table_leave_the_remarks_beside_them() -> None:
    table = grid(
        ("2.1", "Note the overspend of the year", "Please refer to Section 3"),
        ("2.2", "Note and agree the changes", "Please refer to Section 7"),
    )
    rows = read(page(1, head(100, "2 | Recommendations"), DETAIL), tables=(table,))
    assert [row["text"] for row in rows] == ["Note the overspend of the year", "Note and agree the changes"]


def test_a_boxed_head_may_hold_them() -> None:
    table = grid(
        ("Report author", "Ada Lund"),
        ("Recommendations", "That the committee:\n(a) notes the hours;\n(b) agrees the cost."),
    )
    assert [row["text"] for row in read(page(1, DETAIL), tables=(table,))] == ["notes the hours;", "agrees the cost."]


def test_letters_in_cells_of_their_own_need_no_brackets() -> None:
    table = grid(("A", "Approve the opening hours"), ("B", "Note the cost of them"), ("C", "Agree the start"))
    heading = page(1, head(), at(60, 100, "The Committee is asked to:"))
    texts = [row["text"] for row in read(heading, tables=(table,))]
    assert texts == ["Approve the opening hours", "Note the cost of them", "Agree the start"]


def test_only_reports_ask() -> None:
    sheet = page(1, head(), at(60, 125, "a) note the hours.", tab=80))
    assert read(sheet, kind="appendix") == []
    assert len(read(sheet)) == 1


def test_a_section_that_cannot_be_read_is_an_issue() -> None:
    _, issues = read_recommendations(pack(page(1, head(), DETAIL)))
    assert [issue.code for issue in issues] == ["recommendations_unread"]


def test_a_report_that_asks_nothing_has_none() -> None:
    records, issues = read_recommendations(pack(page(1, DETAIL)))
    assert (records, issues) == ([], [])


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The Joint Committee is asked to note the report.", "note"),
        ("To consider and agree the final plan.", "agree"),
        ("Agree to TRANSFER the functions; and", "agree"),
        ("DELEGATE authority to the director to award the contract.", "delegate"),
        ("That the report be noted.", "note"),
        ("That the review of the libraries be approved.", "approve"),
        ("RECOMMENDED that Cabinet endorses the strategy", "endorse"),
        ("To recommend to Council that the budget be approved", "recommend"),
        ("Cabinet Members are thanked.", None),
        ("Members are asked to determine whether to grant the licence.", None),
    ],
)
def test_the_verb_is_the_first_operative_one(text: str, verb: str | None) -> None:
    assert read_verb(text) == verb
