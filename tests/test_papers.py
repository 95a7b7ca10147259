"""A pack cut into its papers: where each begins and ends, its kind, title, author and item."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extractors.geometry import Box
from extractors.pages.page import Page, Picture, Rule, Word
from extractors.papers.cut import cut_papers
from extractors.papers.front_sheet import read_front_sheet
from extractors.papers.paper import AgendaItem, FrontSheet, Paper
from tests.paper_pages import at, lines, page

TEXT = lines(60, 300, "The borough has nine libraries, and two of them open on Sundays.", "More would like to.")
LEFT_BLANK = ("This page is intentionally left blank",)


def front(number: int = 1) -> Page:
    return page(
        number,
        at(150, 60, "TRIPOINT JOINT COMMITTEE AGENDA", 16, bold=True),
        at(200, 90, "18 October 2024", 12, bold=True),
        at(60, 150, "1 APOLOGIES", tab=90),
        at(60, 180, "2 MINUTES (Pages 1 - 2)", tab=90),
        at(60, 210, "3 LIBRARY OPENING HOURS (Pages 3 - 8)", tab=90),
    )


def minutes(number: int, **looks: str | None) -> Page:
    return page(
        number,
        at(150, 60, "MINUTES OF A MEETING OF THE", 16, bold=True),
        at(150, 84, "TRIPOINT JOINT COMMITTEE", 16, bold=True),
        at(200, 110, "12 July 2024", 12, bold=True),
        at(60, 150, "Present:", bold=True),
        at(60, 170, "Councillors Brook and Patel."),
        **looks,
    )


def report(number: int, subject: str = "Library opening hours", **looks: str | None) -> Page:
    return page(
        number,
        at(60, 60, "Subject:", bold=True) + at(220, 60, subject),
        at(60, 80, "Report author:", bold=True) + at(220, 80, "Ada Lund, Head of Libraries"),
        at(220, 94, "ada.lund@tripoint.example"),
        TEXT,
        **looks,
    )


def blank(number: int) -> Page:
    return page(number, furniture=LEFT_BLANK)


def titled(number: int, title: str, width: float = 595.0, height: float = 842.0, size: float = 16.0) -> Page:
    return page(number, at(60, 60, title, size, bold=True), TEXT, width=width, height=height)


def going_on(number: int, width: float = 595.0, height: float = 842.0) -> Page:
    return page(
        number, at(60, 60, "and so they said in the survey that was made of them."), TEXT, width=width, height=height
    )


def cut(*pages: Page) -> list[Paper]:
    return cut_papers(pages, read_front_sheet(pages))


def spans(papers: list[Paper]) -> list[tuple[str, int, int]]:
    return [(paper.kind, paper.first_page, paper.last_page) for paper in papers]


PACK = (front(), minutes(2, stamp="2", label="1"), blank(3), report(4, stamp="3", label="3"), going_on(5))


def test_stamps_open_the_papers_and_blank_pages_belong_to_none() -> None:
    papers = cut(*PACK)
    assert spans(papers) == [("agenda", 1, 1), ("minutes", 2, 2), ("report", 4, 5)]
    assert [paper.agenda_item for paper in papers] == [None, "2", "3"]
    assert [paper.document_id for paper in papers] == ["01-agenda", "02-minutes", "03-report"]


def test_a_scan_of_a_page_left_blank_belongs_to_none_either() -> None:
    scanned = replace(blank(3), pictures=(Picture(Box(0, 0, 595, 842)),), status="ocr")
    assert spans(cut(*PACK[:2], scanned, *PACK[3:])) == [("agenda", 1, 1), ("minutes", 2, 2), ("report", 4, 5)]


def test_the_same_papers_are_found_where_nothing_is_stamped() -> None:
    bare = [replace(sheet, label=None, item_stamp=None) for sheet in PACK]
    stamped, found = cut(*PACK), cut(*bare)
    assert [(paper.kind, paper.first_page, paper.agenda_item) for paper in found] == [
        (paper.kind, paper.first_page, paper.agenda_item) for paper in stamped
    ]


def test_a_range_that_counts_pages_the_file_leaves_out_does_not_move_a_stamped_item() -> None:
    pages = (front(), report(2, stamp="3", label="1"), going_on(3), report(4, "Other matters", label="3"))
    papers = cut(*pages)
    assert papers[1].agenda_item == "3"
    assert papers[1].first_page == 2


def test_minutes_have_the_day_of_the_meeting_they_record_and_others_that_of_the_pack() -> None:
    _, recorded, asked = cut(*PACK)
    assert recorded.meeting_date == dt.date(2024, 7, 12)
    assert asked.meeting_date == dt.date(2024, 10, 18)


def test_titles_are_those_printed() -> None:
    agenda, recorded, asked = cut(*PACK)
    assert agenda.title == "TRIPOINT JOINT COMMITTEE AGENDA"
    assert recorded.title == "MINUTES OF A MEETING OF THE TRIPOINT JOINT COMMITTEE"
    assert asked.title == "Library opening hours"


def test_an_agenda_that_only_says_agenda_is_named_by_body_and_day() -> None:
    sheet = page(
        1,
        at(240, 60, "AGENDA", 13, bold=True),
        at(240, 90, "CABINET", 15, bold=True),
        at(60, 120, "Thursday, 30 January 2025, at 10.00 am", bold=True),
        at(60, 160, "1. Apologies", tab=84),
        at(60, 190, "2. Minutes of the last meeting (Pages 1 - 4)", tab=84),
    )
    assert cut(sheet)[0].title == "Cabinet agenda, Thursday, 30 January 2025"


def centred_report(number: int, *more: list[Word], **looks: str | None) -> Page:
    """A report without labels: council, body, day, title, whose report it is, each on a centred line in bold."""
    return page(
        number,
        at(220, 60, "WEXBURY CITY COUNCIL", bold=True),
        at(210, 85, "TRIPOINT JOINT COMMITTEE - 18 OCTOBER 2024", bold=True),
        at(230, 110, "WINTER OPENING HOURS", bold=True),
        at(200, 135, "REPORT OF THE HEAD OF LIBRARIES", bold=True),
        TEXT,
        *more,
        **looks,
    )


def test_where_a_report_was_filed_is_no_title() -> None:
    assert cut(front(), centred_report(2, stamp="3"))[1].title == "WINTER OPENING HOURS"


def test_the_heading_of_the_first_part_is_no_line_of_the_title() -> None:
    sheet = page(
        2,
        at(60, 60, "WINTER HOURS", bold=True),
        at(60, 72, "1. PURPOSE", bold=True),
        at(60, 90, "Report to Cabinet"),
        TEXT,
    )
    assert cut(front(), replace(sheet, item_stamp="3"))[1].title == "WINTER HOURS"


def test_a_title_ends_where_the_table_under_it_begins() -> None:
    sheet = titled(6, "Appendix A - Hours by branch")
    header = at(60, 78, "Branch Monday Tuesday", 16, bold=True)
    ruling = Rule(Box(50, 77, 545, 77.7), vertical=False, colour="#000000")
    underlining = Rule(Box(60, 77, 266, 77.7), vertical=False, colour="#000000")
    ruled = replace(sheet, words=(*sheet.words, *header), rules=(ruling,))
    assert cut(*PACK, ruled)[3].title == "Appendix A - Hours by branch"
    underlined = replace(ruled, rules=(underlining,))
    assert cut(*PACK, underlined)[3].title == "Appendix A - Hours by branch Branch Monday Tuesday"


def test_a_value_of_a_ruled_form_ends_with_its_cell() -> None:
    form = page(
        2,
        at(60, 60, "Report title", bold=True) + at(220, 60, "Play areas"),
        at(60, 76, "Recommendation(s)", bold=True) + at(220, 76, "To note the repairs."),
        at(60, 92, "Report author", bold=True) + at(220, 92, "Ada Lund, Head of Parks"),
        TEXT,
        stamp="3",
    )
    lines_between = [Rule(Box(50, y, 545, y + 0.5), vertical=False, colour="#000000") for y in (73.0, 89.0, 105.0)]
    assert cut(front(), replace(form, rules=tuple(lines_between)))[1].title == "Play areas"


@pytest.mark.parametrize(
    ("contact", "author"),
    [
        ("Officer to contact: Ada Lund, Head of Libraries, Tel: 01632 960000", "Ada Lund, Head of Libraries"),
        ("Contact: Ada Lund, Head of Libraries on 01632 960000", "Ada Lund, Head of Libraries"),
        ("Contact name: Ada Lund (ada.lund@tripoint.example)", "Ada Lund"),
    ],
)
def test_who_is_to_be_asked_is_the_author_where_no_other_is_named(contact: str, author: str) -> None:
    assert cut(front(), centred_report(2, at(60, 700, contact), stamp="3"))[1].author == author


def test_a_title_larger_than_all_before_it_opens_a_paper() -> None:
    assert spans(cut(*PACK, titled(6, "Hours by branch")))[3:] == [("appendix", 6, 6)]
    heading = titled(6, "Hours by branch", size=11)
    assert spans(cut(*PACK, heading))[2:] == [("report", 4, 6)]


def test_papers_of_an_agenda_without_page_ranges_are_found_by_their_titles() -> None:
    sheet = page(
        1,
        at(240, 60, "AGENDA", 13, bold=True),
        at(60, 150, "1. Apologies", tab=90),
        at(60, 180, "2. Minutes", tab=90),
        at(60, 210, "3. Library opening hours", tab=90),
    )
    papers = cut(sheet, minutes(2), report(3))
    assert [(paper.kind, paper.agenda_item) for paper in papers] == [
        ("agenda", None),
        ("minutes", "2"),
        ("report", "3"),
    ]


def test_the_author_is_printed_with_the_post_and_without_the_address() -> None:
    assert cut(*PACK)[2].author == "Ada Lund, Head of Libraries"


def test_authors_are_read_from_the_contact_block_at_the_end() -> None:
    contact = page(
        3,
        at(60, 60, "Report authors:", bold=True) + at(300, 60, "Relevant director:", bold=True),
        at(60, 76, "Ada Lund") + at(300, 76, "Jo Marsh"),
        at(60, 90, "Head of Libraries") + at(300, 90, "Director of Place"),
        at(60, 104, "03000 123456"),
        at(60, 118, "Ben Fry"),
        at(60, 132, "Librarian"),
    )
    opening = page(
        2,
        at(60, 60, "Subject:", bold=True) + at(220, 60, "Hours"),
        at(60, 80, "To:", bold=True) + at(220, 80, "Cabinet"),
        at(60, 100, "From:", bold=True) + at(220, 100, "Leader"),
        TEXT,
        stamp="3",
    )
    assert cut(front(), opening, contact)[1].author == "Ada Lund, Head of Libraries; Ben Fry, Librarian"


def test_the_heads_of_a_table_name_no_author() -> None:
    heads = ("No.", 60), ("Action", 100), ("Lead officer", 200), ("Due", 300), ("BRAG", 380), ("Update", 450)
    table = [word for text, x in heads for word in at(x, 110, text, bold=True)]
    plan = page(6, at(60, 60, "Climate plan", 18, bold=True), table, TEXT)
    assert [paper.author for paper in cut(*PACK, plan)[3:]] == [None]


@pytest.mark.parametrize(
    "mark", ["Appendix A - Hours by branch", "ANNEX 1: Hours by branch", "Enclosure 2 Hours by branch"]
)
def test_an_appendix_is_a_paper_of_its_own(mark: str) -> None:
    papers = cut(*PACK, titled(6, mark), going_on(7))
    assert spans(papers)[3:] == [("appendix", 6, 7)]
    assert (papers[3].title, papers[3].agenda_item) == (mark, "3")


def test_the_title_may_stand_well_below_the_mark_in_the_corner() -> None:
    sheet = page(6, at(470, 40, "Appendix 1", bold=True), at(60, 85, "Hours by branch", bold=True), TEXT)
    assert cut(*PACK, sheet)[3].title == "Appendix 1 - Hours by branch"


def test_a_place_before_the_body_is_no_title() -> None:
    named = page(
        2,
        at(200, 60, "MID VALE TRIPOINT JOINT COMMITTEE", bold=True),
        at(230, 85, "COSTS OF BRANCHES", bold=True),
        at(60, 110, "Report of the Librarian"),
        TEXT,
        stamp="3",
    )
    assert cut(front(), named)[1].title == "COSTS OF BRANCHES"


def test_a_paper_that_has_counted_to_its_end_has_ended() -> None:
    ended = page(5, at(60, 60, "and so they said."), TEXT, furniture=("2 of 2",))
    letter = page(6, at(60, 60, "Dear Librarian"), TEXT)
    assert spans(cut(front(), report(4, stamp="3", furniture=("1 of 2",)), ended, letter))[1:] == [
        ("report", 4, 5),
        ("appendix", 6, 6),
    ]


def test_a_report_without_labels_is_known_by_whose_it_is() -> None:
    sheet = page(6, at(60, 60, "Winter opening hours", 14, bold=True), at(60, 90, "Report by the Librarian"), TEXT)
    papers = cut(*PACK, sheet)
    assert [(paper.kind, paper.title) for paper in papers[3:]] == [("report", "Winter opening hours")]


def test_an_appendix_headed_again_on_its_next_page_is_one() -> None:
    papers = cut(
        *PACK, titled(6, "Appendix A - Hours by branch"), titled(7, "Appendix A - Hours by branch (continued)")
    )
    assert spans(papers)[3:] == [("appendix", 6, 7)]


def test_a_list_of_appendices_opens_none() -> None:
    listed = page(6, lines(60, 60, "Appendix A - Hours", "Appendix B - Costs"), TEXT)
    assert spans(cut(*PACK, listed))[2:] == [("report", 4, 6)]


def test_a_title_on_a_page_of_another_shape_opens_a_paper() -> None:
    papers = cut(*PACK, titled(6, "Hours by branch and day", 842, 595), going_on(7, 842, 595))
    assert spans(papers)[3:] == [("appendix", 6, 7)]


def test_a_turned_table_inside_a_report_opens_none() -> None:
    turned = titled(6, "Hours by branch and day", 842, 595, size=11)
    assert spans(cut(*PACK, turned, going_on(7)))[2:] == [("report", 4, 7)]


def test_screen_shaped_pages_are_a_presentation() -> None:
    slides = [titled(number, "Opening longer", 960, 540, size=30) for number in (6, 7)]
    assert spans(cut(*PACK, *slides))[3:] == [("presentation", 6, 7)]


def test_a_form_filed_behind_a_report_is_known_by_its_name() -> None:
    papers = cut(*PACK, titled(6, "Equality Impact Assessment"))
    assert spans(papers)[3:] == [("appendix", 6, 6)]


def test_pages_that_count_on_are_one_paper_whatever_lies_between() -> None:
    def numbered(number: int, own: str, *words: list[Word]) -> Page:
        return page(number, *words, furniture=(own,))

    pages = [
        *PACK,
        numbered(6, "1 of 4", at(60, 60, "Finance monitor", 20, bold=True), TEXT),
        numbered(7, "2 of 4"),
        numbered(8, "3 of 4", at(60, 60, "Capital", 20, bold=True), TEXT),
    ]
    assert spans(cut(*pages))[3:] == [("appendix", 6, 8)]


def test_minutes_of_two_meetings_are_two_papers() -> None:
    pages = (front(), minutes(2, stamp="2"), blank(3), minutes(4), report(5, stamp="3"))
    assert spans(cut(*pages))[1:3] == [("minutes", 2, 2), ("minutes", 4, 4)]


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [(minutes(1), "minutes"), (report(1), "report"), (titled(1, "Our strategy", 960, 540, 30), "presentation")],
)
def test_a_file_of_one_paper(sheet: Page, kind: str) -> None:
    assert spans(cut(sheet)) == [(kind, 1, 1)]


def test_a_file_without_a_word_has_no_papers() -> None:
    assert cut(page(1), blank(2)) == []


def test_an_item_that_is_not_in_the_file_has_no_paper() -> None:
    sheet = FrontSheet(
        items=(AgendaItem("2", "MINUTES", 1, front().box, first_label="1"), AgendaItem("9", "ORACLE", 1, front().box))
    )
    papers = cut_papers([front(), minutes(2, stamp="2", label="1")], sheet)
    assert [paper.agenda_item for paper in papers] == [None, "2"]


def test_papers_that_all_begin_with_the_council_are_told_by_their_subjects() -> None:
    def headed(number: int, subject: str) -> Page:
        name = at(150, 40, "TRIPOINT COUNCIL", 11, bold=True)
        return page(
            number, name, at(60, 60, "Subject:") + at(220, 60, subject), at(60, 80, "Date: 18 October 2024"), TEXT
        )

    papers = cut(headed(1, "Library opening hours"), going_on(2), headed(3, "Mobile libraries"), going_on(4))
    assert spans(papers) == [("report", 1, 2), ("report", 3, 4)]


def test_a_title_under_a_mark_that_names_its_author_opens_a_report() -> None:
    def marked(number: int, mark: str, title: str) -> Page:
        return page(number, at(480, 40, mark), at(60, 70, title, 18, bold=True), at(60, 110, "Author: Ada Lund"), TEXT)

    papers = cut(marked(1, "Paper A", "Library opening hours"), going_on(2), marked(3, "Paper B", "Mobile libraries"))
    assert spans(papers) == [("report", 1, 2), ("report", 3, 3)]


def unranged(*titles: str) -> FrontSheet:
    box = front().box
    return FrontSheet(items=tuple(AgendaItem(str(no), title, 1, box) for no, title in enumerate(titles, start=1)))


def filed(sheet: FrontSheet, *pages: Page) -> list[str | None]:
    return [paper.agenda_item for paper in cut_papers([front(), *pages], sheet)][1:]


def test_an_item_that_minutes_name_too_has_not_the_minutes() -> None:
    sheet = unranged("Apologies", "Minutes of the meeting of 12 July 2024", "Library opening hours")
    told = page(2, at(60, 50, "MINUTES", 16, bold=True), at(60, 80, "Apologies: Councillor Brook"), TEXT)
    assert filed(sheet, told, report(3)) == ["2", "3"]


def test_without_page_ranges_a_title_may_have_the_words_of_the_agenda_in_another_order() -> None:
    sheet = unranged("Minutes", "Q3 library performance", "Mobile libraries")
    pages = report(2, "Performance of libraries: library quarter 3"), report(3, "Mobile libraries")
    assert filed(sheet, *pages) == ["2", "3"]


def test_without_page_ranges_the_one_report_between_two_items_is_of_the_one_between() -> None:
    sheet = unranged("Mobile libraries", "Longer evenings", "Home delivery service")
    pages = report(2, "Mobile libraries"), report(3, "Sunday trial"), report(4, "Home delivery service")
    assert filed(sheet, *pages) == ["1", "2", "3"]


def test_without_page_ranges_the_agenda_may_say_more_than_the_title() -> None:
    sheet = unranged(
        "Minutes", "To consider a quotation for resurfacing the car park at the Old Library", "Staff training"
    )
    heading = at(60, 60, "Resurfacing of the Old Library car park", 16, bold=True)
    assert filed(sheet, page(2, heading, at(60, 90, "Report by the Clerk"), TEXT)) == ["2"]


def test_a_report_that_may_be_of_several_items_is_of_none() -> None:
    sheet = unranged("Mobile libraries", "Longer evenings", "Staff training")
    assert filed(sheet, report(2, "Mobile libraries"), report(3, "Sunday trial")) == ["1", None]
