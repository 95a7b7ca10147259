"""Front sheets of many layouts: the meeting, the members, the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extractors.geometry import Box
from extractors.pages.page import Rule, Word
from extractors.papers.front_sheet import read_front_sheet
from extractors.papers.paper import AgendaItem, FrontSheet
from tests.paper_pages import at, lines, page


def heading(x: float, y: float, text: str, size: float = 14.0) -> list[Word]:
    return at(x, y, text, size, bold=True)


def numbers(sheet: FrontSheet) -> list[str]:
    return [item.item_no for item in sheet.items]


def item(sheet: FrontSheet, number: str) -> AgendaItem:
    return next(item for item in sheet.items if item.item_no == number)


def joint_committee() -> FrontSheet:
    """Members under their councils, notes with numbers of their own, titles in capitals with a purpose under them."""
    first = page(
        1,
        heading(130, 60, "TRIPOINT JOINT COMMITTEE AGENDA", 16),
        at(60, 100, "10.00 am", bold=True)
        + at(250, 100, "Friday", bold=True)
        + at(420, 100, "Ashcombe Town Hall,", bold=True),
        at(240, 114, "18 October 2024", bold=True) + at(420, 114, "Mill Street, Ashcombe", bold=True),
        at(60, 150, "COUNCILLORS:", bold=True),
        at(60, 170, "LONDON BOROUGH OF") + at(220, 170, "ROYAL BOROUGH OF"),
        at(60, 184, "ASHCOMBE") + at(220, 184, "WEXBURY"),
        at(60, 210, "Councillor Ann Brook") + at(220, 210, "Councillor Raj Patel"),
        at(60, 224, "Mayor Tom Lee"),
        lines(60, 300, "NOTES", "1. FIRE", "2. TELEPHONES", bold=True, pitch=3.0),
    )
    second = page(
        2,
        heading(60, 60, "AGENDA ITEMS", 12),
        at(60, 90, "1 APOLOGIES FOR ABSENCE", tab=100),
        at(100, 110, "(if any) - receive"),
        at(60, 135, "2 MINUTES (Pages 1 - 6)", tab=100),
        lines(
            100,
            155,
            "To agree the minutes of the meeting held on 12 July 2024 as a correct record of what was",
            "said there.",
        ),
        at(60, 195, "3 SHARED SERVICES IMPROVEMENT PLAN SECOND QUARTER PROGRESS", tab=100),
        at(100, 209, "(Pages 7 - 24)"),
    )
    return read_front_sheet(
        [first, second, page(3, lines(60, 60, "Minutes of the Tripoint Joint Committee"), label="1")]
    )


def test_the_meeting_is_read_from_the_columns_of_the_front_sheet() -> None:
    sheet = joint_committee()
    assert sheet.body == "Tripoint Joint Committee"  # as the running text spells it
    assert (sheet.meeting_date, sheet.meeting_time) == (dt.date(2024, 10, 18), "10.00 am")
    assert sheet.venue == "Ashcombe Town Hall, Mill Street, Ashcombe"


def test_members_stand_under_their_councils() -> None:
    sheet = joint_committee()
    assert sheet.organisations == ("Ashcombe", "Wexbury")
    assert dict(sheet.members) == {
        "Councillor Ann Brook": "Ashcombe",
        "Councillor Raj Patel": "Wexbury",
        "Mayor Tom Lee": "Ashcombe",
    }


def test_items_are_told_from_the_numbered_notes_before_them() -> None:
    sheet = joint_committee()
    assert [(item.item_no, item.title) for item in sheet.items] == [
        ("1", "APOLOGIES FOR ABSENCE"),
        ("2", "MINUTES"),
        ("3", "SHARED SERVICES IMPROVEMENT PLAN SECOND QUARTER PROGRESS"),
    ]
    assert all(item.page == 2 for item in sheet.items)


def test_page_ranges_stand_on_the_titles_line_or_the_next() -> None:
    sheet = joint_committee()
    labels = [(item.first_label, item.last_label) for item in sheet.items]
    assert labels == [(None, None), ("1", "6"), ("7", "24")]


def test_the_purpose_is_the_text_under_the_title() -> None:
    sheet = joint_committee()
    assert item(sheet, "1").purpose == "(if any) - receive"
    assert item(sheet, "2").purpose == (
        "To agree the minutes of the meeting held on 12 July 2024 as a correct record of what was said there."
    )
    assert item(sheet, "3").purpose is None


def test_labels_before_date_time_and_venue_and_ranges_in_a_right_hand_column() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 60, "Wexbury City Council"),
                heading(60, 90, "Planning Committee", 18),
                heading(60, 130, "Date:", 11) + at(160, 130, "Wednesday 13 November 2024"),
                heading(60, 150, "Time:", 11) + at(160, 150, "6.00 pm"),
                heading(60, 170, "Venue:", 11) + at(160, 170, "Long Room, Wexbury Town Hall"),
                heading(60, 220, "Agenda"),
                at(60, 250, "1") + at(90, 250, "Apologies for absence"),
                at(60, 275, "2") + at(90, 275, "Works at Mill Lane") + at(490, 275, "7 - 24"),
                at(60, 300, "3") + at(90, 300, "Minutes") + at(490, 300, "25 - 28"),
                at(90, 316, "To approve the minutes of the last meeting."),
            )
        ]
    )
    assert (sheet.body, sheet.meeting_date, sheet.meeting_time) == (
        "Planning Committee",
        dt.date(2024, 11, 13),
        "6.00 pm",
    )
    assert (sheet.venue, sheet.organisations) == ("Long Room, Wexbury Town Hall", ("Wexbury",))
    assert [(item.title, item.first_label) for item in sheet.items] == [
        ("Apologies for absence", None),
        ("Works at Mill Lane", "7"),
        ("Minutes", "25"),
    ]


def test_ranges_to_the_left_of_the_numbers_and_a_spaced_out_heading() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(240, 90, "CABINET"),
                heading(120, 120, "TUESDAY, 12 NOVEMBER 2024 AT 10:00 HOURS", 11),
                heading(230, 200, "A G E N D A"),
                at(110, 240, "1") + at(150, 240, "NOTICE OF RECORDING", bold=True),
                lines(150, 258, "The Chair will say that it is webcast."),
                at(50, 290, "5 - 12") + at(110, 290, "2") + at(150, 290, "MINUTES", bold=True),
                at(50, 320, "13 - 40") + at(110, 320, "3") + at(150, 320, "REVENUE MONITORING", bold=True),
            )
        ]
    )
    assert [(item.item_no, item.first_label, item.last_label) for item in sheet.items] == [
        ("1", None, None),
        ("2", "5", "12"),
        ("3", "13", "40"),
    ]
    assert (sheet.body, sheet.meeting_time) == ("Cabinet", "10:00 HOURS")


def test_a_ward_column_is_no_part_of_the_title() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(200, 60, "CITY PLANS PANEL", 16),
                lines(
                    90,
                    100,
                    "Meeting to be held in Civic Hall, Penhallow on",
                    "Thursday, 30th January 2025 at 1.30 pm",
                    bold=True,
                ),
                heading(220, 160, "AGENDA", 13),
                at(40, 200, "1") + at(230, 200, "APPEALS", bold=True),
                at(40, 230, "2") + at(230, 230, "MINUTES", bold=True) + at(500, 230, "3 - 10"),
                at(40, 260, "3") + at(110, 260, "Hyde Moor") + at(230, 260, "APPLICATION AT MILL LANE", bold=True),
            )
        ]
    )
    assert item(sheet, "3").title == "APPLICATION AT MILL LANE"
    assert (sheet.venue, sheet.meeting_time) == ("Civic Hall, Penhallow", "1.30 pm")


def test_part_headings_end_an_item_and_the_list_goes_on_over_the_page() -> None:
    first = page(
        1,
        heading(60, 60, "AUDIT COMMITTEE"),
        at(60, 90, "To be held on Tuesday 5th March 2024 at 7.00pm in Committee Room 1, Civic Centre"),
        heading(240, 130, "AGENDA", 12),
        heading(60, 150, "PART A - ITEMS IN PUBLIC", 11),
        at(60, 180, "1. Apologies for Absence", bold=True, tab=90),
        at(60, 205, "2. Minutes (Pages 5 - 10)", bold=True, tab=90),
        at(90, 219, "To approve the minutes."),
    )
    second = page(
        2,
        at(60, 60, "3. Work Programme (To Follow)", bold=True, tab=90),
        at(90, 74, "To note the work programme."),
        heading(60, 110, "PART B - EXEMPT ITEMS", 11),
        lines(60, 124, "The public may be shut out of these."),
        at(60, 160, "4. Contract Award (Pages 61 - 70)", bold=True, tab=90),
        at(60, 300, "Jane Carr, Chief Executive"),
    )
    sheet = read_front_sheet([first, second])
    assert numbers(sheet) == ["1", "2", "3", "4"]
    assert (item(sheet, "3").title, item(sheet, "3").purpose) == ("Work Programme", "To note the work programme.")
    assert item(sheet, "4").purpose is None
    assert sheet.venue == "Committee Room 1, Civic Centre"


def test_a_range_cut_by_the_end_of_the_line_is_read_whole() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(240, 60, "CABINET"),
                heading(240, 90, "AGENDA", 12),
                at(60, 120, "1. Apologies", tab=84),
                at(
                    60,
                    150,
                    "2. Commissioning Plan for Schools in the North of the County for 2025 to 2029 (Pages",
                    tab=84,
                ),
                at(84, 164, "461 - 610)"),
            )
        ]
    )
    plan = item(sheet, "2")
    assert (plan.title[-7:], plan.first_label, plan.last_label) == ("to 2029", "461", "610")


def test_items_without_numbers_are_known_by_their_ranges() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 60, "Executive Board", 16),
                at(60, 90, "Monday 4 March 2024 at 2.00pm in the Guildhall"),
                heading(60, 130, "Agenda", 13),
                at(60, 160, "Apologies for absence (Pages 1 - 2)"),
                at(60, 190, "Performance report for the third quarter of the year"),
                at(60, 204, "2023/24 (Pages 9 - 40)"),
            )
        ]
    )
    assert [(item.item_no, item.title) for item in sheet.items] == [
        ("1", "Apologies for absence"),
        ("2", "Performance report for the third quarter of the year 2023/24"),
    ]


def test_the_numbered_sections_of_a_report_are_no_agenda() -> None:
    report = page(
        1,
        at(60, 60, "Subject:", bold=True) + at(200, 60, "Parking charges"),
        at(60, 80, "Report author:", bold=True) + at(200, 80, "Ada Lund"),
        at(60, 120, "1. Apologies", bold=True),
        at(60, 150, "2. Minutes", bold=True),
        at(60, 180, "3. Next steps (Pages 3 - 4)", bold=True),
    )
    assert read_front_sheet([report]).items == ()


def test_the_figures_of_a_report_are_no_page_ranges() -> None:
    first = page(
        1,
        heading(60, 60, "Harrowdale Council", 16),
        at(60, 90, "Cabinet, Tuesday 12 November 2024"),
        at(60, 120, "3.1 Housing is forecasting an overspend of") + at(500, 120, "410 - 485"),
        at(60, 150, "4.1 The budget includes savings of") + at(500, 150, "0 - 250"),
    )

    assert read_front_sheet([first]).items == ()


def test_a_front_sheet_with_the_labels_of_a_report_is_one() -> None:
    sheet = page(
        1,
        at(60, 60, "Meeting:", bold=True) + at(160, 60, "Highways Panel"),
        at(60, 80, "Date:", bold=True) + at(160, 80, "Tuesday, 6 February 2024"),
        heading(250, 120, "AGENDA"),
        at(60, 150, "Item", bold=True) + at(110, 150, "Subject", bold=True) + at(500, 150, "Page", bold=True),
        at(60, 170, "1") + at(110, 170, "Apologies for absence"),
        at(60, 190, "2") + at(110, 190, "Winter service") + at(500, 190, "3 - 9"),
    )
    assert [(item.title, item.first_label) for item in read_front_sheet([sheet]).items] == [
        ("Apologies for absence", None),
        ("Winter service", "3"),
    ]


def test_items_between_those_with_ranges_are_known_by_how_they_are_set() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 60, "Parenting Panel"),
                heading(60, 90, "Agenda", 13),
                heading(60, 120, "Welcome", 11),
                heading(60, 140, "Adoption report", 11) + at(460, 140, "(Pages 1 - 2)"),
                lines(60, 155, "To note the report of the service."),
                heading(60, 175, "Pledge", 11) + at(460, 175, "3 - 4"),
                heading(60, 195, "Any other business", 11),
            )
        ]
    )
    assert [(item.title, item.purpose, item.first_label) for item in sheet.items] == [
        ("Welcome", None, None),
        ("Adoption report", "To note the report of the service.", "1"),
        ("Pledge", None, "3"),
        ("Any other business", None, None),
    ]


def test_columns_beside_the_titles_are_no_part_of_them() -> None:
    def entry(y: float, number: str, time: str, title: str, lead: str, pages: str) -> list[Word]:
        return at(50, y, number) + at(90, y, time) + at(140, y, title) + at(360, y, lead) + at(480, y, pages)

    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 60, "Wellbeing Board"),
                heading(60, 90, "AGENDA", 13),
                entry(120, "No", "Time", "Item", "Lead", "Pages"),
                entry(140, "1", "10.00", "Apologies", "Chair", ""),
                entry(160, "2", "10.05", "Better care", "Ada Lund", "3 - 9"),
                entry(180, "3", "10.30", "Winter plan", "Dr Roe", "10"),
            )
        ]
    )
    assert [(item.title, item.first_label) for item in sheet.items] == [
        ("Apologies", None),
        ("Better care", "3"),
        ("Winter plan", "10"),
    ]


@pytest.mark.parametrize(
    "numbers", [("TC24/101", "TC24/102", "TC24/103"), ("24/011", "24/012", "24/013"), ("45/24", "46/24", "47/24")]
)
def test_items_counted_through_the_year(numbers: tuple[str, ...]) -> None:
    titles = ("Apologies for absence", "Declarations of interest", "Christmas lights")
    rows = [
        heading(60, 140 + 40 * n, f"{number} {title}", 11)
        for n, (number, title) in enumerate(zip(numbers, titles, strict=True))
    ]
    sheet = read_front_sheet([page(1, heading(60, 60, "Wexbury Town Council"), heading(60, 100, "Agenda"), *rows)])
    assert [(item.item_no, item.title) for item in sheet.items] == list(zip(numbers, titles, strict=True))


def test_a_range_may_stand_in_brackets_without_the_word() -> None:
    rows = [at(60, 140, "1. Minutes of the year (2023 - 2024)", tab=90), at(60, 165, "2. Hearing (3 - 12)", tab=90)]
    sheet = read_front_sheet([page(1, heading(60, 60, "Licensing Panel"), heading(60, 100, "Agenda"), *rows)])
    assert [(item.title, item.first_label) for item in sheet.items] == [
        ("Minutes of the year (2023 - 2024)", None),
        ("Hearing", "3"),
    ]


def test_what_stands_left_of_the_titles_below_the_last_item_is_not_of_it() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 60, "Audit Committee"),
                heading(250, 90, "AGENDA"),
                heading(60, 130, "1. APOLOGIES", 11),
                at(60, 160, "2.", bold=True) + at(100, 160, "OUTTURN (Pages 3 - 9)", bold=True),
                at(100, 180, "To consider the outturn."),
                at(60, 202, "ABOUT THIS AGENDA", bold=True),
                at(60, 216, "It can be had in large print."),
            )
        ]
    )
    assert item(sheet, "2").purpose == "To consider the outturn."


def test_a_number_in_the_middle_of_its_cell_has_the_whole_cell() -> None:
    def cell(top: float, number: str, *title: str) -> list[Word]:
        return at(60, top + 7 * (len(title) - 1), number) + lines(100, top, *title)

    sheet = page(
        1,
        heading(60, 60, "Economy Committee"),
        heading(60, 90, "Agenda"),
        cell(124, "1", "Apologies"),
        cell(
            144,
            "2",
            "Minutes of the last meeting, with the",
            "matters that arise from it and what was",
            "asked of officers",
        ),
        cell(194, "3", "Town centre"),
    )
    ruled = [Rule(Box(50, y, 545, y + 0.5), vertical=False, colour="#000000") for y in (120, 140, 190, 210)]
    sheet = replace(sheet, rules=tuple(ruled))
    assert [item.title for item in read_front_sheet([sheet]).items] == [
        "Apologies",
        "Minutes of the last meeting, with the matters that arise from it and what was asked of officers",
        "Town centre",
    ]


def test_ranges_in_a_narrow_cell_are_no_part_of_the_titles_nor_the_folio_below_a_range() -> None:
    items = ("Apologies", ""), ("Minutes of the last meeting", "2 - 2"), ("Digital strategy", "3 - 9")
    rows = []
    for n, (title, pages) in enumerate(items):
        top = 124 + 20 * n
        titled = lines(75, top, title)
        rows += [at(60, top, str(n + 1)), titled, at(titled[-1].box.x1 + 4, top, pages) if pages else []]
    sheet = page(1, heading(60, 60, "Economy Committee"), heading(60, 90, "Agenda"), *rows, at(60, 190, "Page 1"))
    edges = [70.0, *(row[0].box.x0 - 2 for row in rows[2::3] if row)]
    ruled = [Rule(Box(x, 120, x + 0.5, 180), vertical=True, colour="#000000") for x in edges]

    read = read_front_sheet([replace(sheet, rules=tuple(ruled))]).items

    assert [(item.title, item.first_label, item.last_label) for item in read] == [
        ("Apologies", None, None),
        ("Minutes of the last meeting", "2", "2"),
        ("Digital strategy", "3", "9"),
    ]


def test_an_order_of_business_is_an_agenda_and_ends_before_the_first_report() -> None:
    front = page(
        1,
        heading(60, 60, "Police and Crime Panel"),
        heading(60, 100, "Order of Business", 11),
        at(60, 130, "1. Apologies", tab=90),
        at(60, 150, "2. Declarations of interest", tab=90),
    )
    report = page(
        2,
        heading(200, 60, "PRECEPT", 11),
        at(60, 85, "Report of the Commissioner"),
        *(at(60, 110 + 20 * n, f"{n}. Paragraph of the report", tab=90) for n in range(1, 9)),
    )
    assert [item.title for item in read_front_sheet([front, report]).items] == ["Apologies", "Declarations of interest"]


def test_an_agenda_beside_a_bar_of_dates_and_members() -> None:
    bar = lines(
        40, 60, "Date", "10 June 2024", "Time", "10.00 am", "Venue", "Shire Hall", "Members", "Cllr A Ash", pitch=1.6
    )
    sheet = page(
        1,
        bar,
        heading(200, 60, "Governance Committee"),
        heading(200, 84, "Agenda", 12),
        at(200, 104, "1. Apologies", bold=True),
        at(200, 124, "2. Annual review", bold=True),
        at(200, 138, "Pages 2 - 3"),
        at(200, 158, "3. Any other business", bold=True),
    )
    assert [(item.item_no, item.title, item.first_label) for item in read_front_sheet([sheet]).items] == [
        ("1", "Apologies", None),
        ("2", "Annual review", "2"),
        ("3", "Any other business", None),
    ]


def test_a_heading_between_items_is_of_none() -> None:
    rows = [
        at(60, 130, "1.", bold=True) + at(100, 130, "REVIEW OF THE CODE (Pages 1 - 4)", bold=True),
        at(100, 146, "Report of the Monitoring Officer attached."),
        at(60, 162, "PART B: CONFIDENTIAL", bold=True),
        at(60, 178, "2.", bold=True) + at(100, 178, "COMPLAINT", bold=True),
    ]
    sheet = read_front_sheet([page(1, heading(60, 60, "Standards Panel"), heading(60, 90, "AGENDA"), *rows)])
    assert item(sheet, "1").purpose == "Report of the Monitoring Officer attached."


def test_a_day_missing_from_the_front_sheet_is_that_of_the_reports() -> None:
    front = page(
        1,
        heading(60, 60, "TRIPOINT JOINT COMMITTEE AGENDA"),
        at(60, 100, "1 MINUTES (Pages 1 - 2)", tab=90),
        at(90, 116, "To agree the minutes of 12 July 2024."),
        at(60, 150, "2 FORECAST (Pages 3 - 4)", tab=90),
    )
    report = page(
        2,
        heading(150, 60, "TRIPOINT JOINT COMMITTEE"),
        heading(200, 80, "18 October 2024", 12),
        at(60, 110, "Subject:", bold=True) + at(200, 110, "Forecast"),
        at(60, 130, "Report author:", bold=True) + at(200, 130, "Ada Lund"),
        label="3",
        stamp="2",
    )
    assert read_front_sheet([front, report]).meeting_date == dt.date(2024, 10, 18)


def test_minutes_alone_tell_their_meeting() -> None:
    minutes = page(
        1,
        heading(180, 60, "HARROWDALE COUNTY COUNCIL", 13),
        heading(200, 90, "HIGHWAYS COMMITTEE", 12),
        lines(
            60,
            130,
            "MINUTES of a meeting of the Highways Committee held in the Moor Room, County Offices on",
            "Tuesday, 12 November 2024 at 10.00 am.",
        ),
        at(60, 170, "PRESENT: Mr A B Thorne (Chairman) and Mrs J Garside"),
    )
    sheet = read_front_sheet([minutes])
    assert (sheet.body, sheet.meeting_date) == ("Highways Committee", dt.date(2024, 11, 12))
    assert (sheet.meeting_time, sheet.venue) == ("10.00 am", "Moor Room, County Offices")
    assert (sheet.organisations, sheet.items) == (("Harrowdale",), ())


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("held at 7.00 pm on Tuesday 3rd June 2025 in the Guildhall, Penhallow", "Guildhall, Penhallow"),
        ("held on Thursday, 5th June, 2025 at 6.30 p.m. at the Town Hall, Wold.", "Town Hall, Wold"),
        ("held at the Town Hall, Wold, on Monday 2 June 2025 commencing at 7.30 pm", "Town Hall, Wold"),
        ("HELD ON 4 JUNE 2025 AT 10.00AM IN THE BEECH ROOM, COUNTY HALL", "BEECH ROOM, COUNTY HALL"),
        ("held in the Pavilion, Wold on 2 June 2025 Commenced 1800", "Pavilion, Wold"),
        ("held remotely via Zoom on Monday 2 June 2025 at 7.30 pm", "Zoom"),
    ],
)
def test_the_place_stands_anywhere_in_the_sentence_that_says_when(told: str, place: str) -> None:
    words = f"Minutes of the Harbour Committee {told}".split()
    cut = len(words) // 2
    sheet = read_front_sheet(
        [page(1, lines(60, 90, " ".join(words[:cut]), " ".join(words[cut:]), "Present: Cllr Ann Ash (Chair)"))]
    )
    assert sheet.venue == place


def test_a_sentence_that_says_only_the_committee_means_the_one_named_above_it() -> None:
    sheet = page(
        1,
        heading(60, 60, "JOINT WASTE COMMITTEE"),
        at(60, 90, "A meeting of the Committee will be held at the Civic Centre, Aldmoor, on 29 June 2023"),
        heading(60, 120, "Agenda"),
        at(60, 150, "1 Apologies", tab=90),
        at(60, 170, "2 Recycling", tab=90),
    )
    assert read_front_sheet([sheet]).body == "Joint Waste Committee"


def test_a_label_in_the_bar_beside_the_name_is_no_part_of_it() -> None:
    sheet = page(
        1,
        heading(60, 60, "Date"),
        heading(200, 60, "Governance Committee"),
        at(60, 80, "Monday 10 June 2024"),
        heading(200, 100, "Agenda"),
        at(200, 130, "1 Apologies", tab=230),
        at(200, 150, "2 Declarations of interest", tab=230),
    )
    assert read_front_sheet([sheet]).body == "Governance Committee"


def test_a_parish_council_goes_by_its_whole_name() -> None:
    minutes = page(
        1,
        heading(150, 60, "LITTLE WOLD PARISH COUNCIL", 15),
        at(60, 100, "Minutes of the Parish Council Meeting held on Tuesday 4th March 2025 at 7.30pm"),
        at(60, 130, "Present: Cllrs A Ash (Chairman), B Birch"),
    )
    assert read_front_sheet([minutes]).body == "Little Wold Parish Council"


def test_minutes_are_of_the_day_they_tell_of_not_of_the_one_that_is_to_agree_them() -> None:
    minutes = page(
        1,
        lines(60, 60, "Committee and Date", "Cabinet", "18 November 2020", "12.30 pm"),
        lines(60, 130, "MINUTES OF THE CABINET MEETING HELD ON 21 OCTOBER 2020", "12.30 pm - 2.20 pm", bold=True),
        at(60, 190, "Present: Cllr Ann Ash (Chair)"),
    )
    assert read_front_sheet([minutes]).meeting_date == dt.date(2020, 10, 21)


def test_a_summons_tells_the_day_not_the_date_of_the_letter() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                at(400, 60, "Date: 20 February 2025"),
                lines(
                    60,
                    120,
                    "You are summoned to a meeting of the Governance Committee which will be held at 7.00pm on",
                    "Monday 3rd March 2025 in the Assembly Hall, Wold.",
                ),
                heading(60, 200, "AGENDA"),
                at(60, 230, "1. Apologies"),
                at(60, 260, "2. Minutes"),
            )
        ]
    )
    assert (sheet.body, sheet.meeting_date) == ("Governance Committee", dt.date(2025, 3, 3))
    assert sheet.venue == "Assembly Hall, Wold"


def test_an_area_in_brackets_is_part_of_the_bodys_name() -> None:
    minutes = page(
        1,
        lines(60, 60, "Minutes of a meeting of the Control Committee (North) held at the Pavilion on 6 March 2025"),
        at(60, 100, "Present: Cllr Ann Ash (Chair)"),
    )
    assert read_front_sheet([minutes]).body == "Control Committee (North)"


def test_a_label_in_capitals_below_the_place_is_no_part_of_it() -> None:
    minutes = page(
        1,
        at(60, 60, "At a meeting of the Harbour Committee held on 3 March 2025 at 6.30 pm in Council"),
        at(60, 74, "Chamber,", bold=True),
        at(110, 74, "Town Hall, Wold"),
        at(60, 88, "MEMBERS OF THE COMMITTEE PRESENT", bold=True),
        at(60, 110, "Councillors Ann Ash (Chair) and Bob Birch"),
    )
    assert read_front_sheet([minutes]).venue == "Council Chamber, Town Hall, Wold"


def test_a_blank_file_has_no_front_sheet() -> None:
    assert read_front_sheet([page(1)]) == FrontSheet()


def test_the_day_on_which_papers_were_issued_is_not_that_of_the_meeting() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                at(60, 40, "Date of issue: 2 May 2024"),
                heading(60, 70, "LICENSING COMMITTEE AGENDA"),
                at(60, 100, "14 May 2024"),
                at(60, 150, "1 Apologies", tab=90),
                at(60, 180, "2 Declarations of interest", tab=90),
            )
        ]
    )
    assert sheet.meeting_date == dt.date(2024, 5, 14)


def test_a_sentence_below_the_place_is_no_part_of_it() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 40, "Education Committee Agenda"),
                at(60, 70, "20 March 2025"),
                at(60, 84, "Council Chamber, Burgh Buildings, Ashcombe"),
                at(60, 98, "Notice is hereby given of the above meeting."),
                at(60, 150, "1 Apologies", tab=90),
                at(60, 180, "2 Minutes", tab=90),
            )
        ]
    )
    assert sheet.venue == "Council Chamber, Burgh Buildings, Ashcombe"


def test_several_usual_items_are_an_agenda_without_the_word() -> None:
    titles = ("Apologies", "Urgent business", "Empty homes", "Work programme")
    rows = [at(60, 150 + 30 * n, f"{n}. {title}", tab=90) for n, title in enumerate(titles, start=1)]
    sheet = read_front_sheet([page(1, heading(60, 40, "Housing Panel"), at(60, 70, "3 December 2024"), *rows)])
    assert [item.title for item in sheet.items] == list(titles)


@pytest.mark.parametrize("pages", ["(Tudalennau / Pages 1 - 4)", "(Pages / Tudalennau 1 - 4)"])
def test_a_range_may_be_named_in_two_languages(pages: str) -> None:
    rows = at(60, 150, "1 Apologies", tab=90), at(60, 180, f"2 Risk register {pages}", tab=90)
    sheet = read_front_sheet([page(1, heading(60, 40, "Audit Committee Agenda"), *rows)])
    found = item(sheet, "2")
    assert (found.title, found.first_label, found.last_label) == ("Risk register", "1", "4")


def test_a_part_heading_in_the_middle_is_of_no_item() -> None:
    sheet = read_front_sheet(
        [
            page(
                1,
                heading(60, 40, "Licensing Committee Agenda"),
                at(60, 150, "1 APOLOGIES", bold=True, tab=90),
                at(60, 170, "2 EXCLUSION OF THE PUBLIC", bold=True, tab=90),
                at(240, 184, "PART II - PRIVATE", bold=True),
                at(60, 198, "3 REVIEW OF A LICENCE", bold=True, tab=90),
            )
        ]
    )
    assert item(sheet, "2").title == "EXCLUSION OF THE PUBLIC"
