"""Action, improvement, programme and risk plans: which tables they are, and their rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from extractors.facts.plans.columns import find_columns
from extractors.facts.plans.titles import plainly
from extractors.facts.rag_actions import claim, read_rag_actions
from extractors.geometry import Box
from extractors.pack import Pack
from extractors.pages.page import Page, Rule, Shape, Word
from extractors.papers.paper import FrontSheet
from extractors.records import Record
from extractors.tables.table import Cell, Table

Place = tuple[int, int]
WIDE, HIGH = 100.0, 20.0  # of a cell
GREEN, AMBER, RED, BLUE, GREY, NAVY = "#00b050", "#ffc000", "#ff0000", "#00b0f0", "#bfbfbf", "#1f3864"


def _table(
    rows: Sequence[Sequence[str | None]],
    header_rows: int = 1,
    fills: Mapping[Place, str] | None = None,
    spans: Mapping[Place, Place] | None = None,
    pages: Mapping[int, int] | None = None,
    title: str | None = "Housing recovery",
) -> Table:
    """A table of texts; None is covered by a merged cell. `pages` says from which row on a later page begins."""
    cells = []
    turns = sorted((pages or {}).items())
    for r, row in enumerate(rows):
        start, page = max(((at, number) for at, number in turns if at <= r), default=(0, 1))
        for c, text in enumerate(row):
            if text is None:
                continue
            down, across = (spans or {}).get((r, c), (1, 1))
            top = HIGH * (r - start)
            box = Box(WIDE * c, top, WIDE * (c + across), top + HIGH * down)
            words = tuple(Word(word, box, 9.0) for word in text.split())
            fill = (fills or {}).get((r, c))
            cells.append(Cell(r, c, text, page, box, down, across, r < header_rows, fill, words))
    width = max(map(len, rows))
    box = Box(0.0, 0.0, WIDE * width, HIGH * len(rows))
    last = max((page for _, page in turns), default=1)
    return Table("p001-1", 1, last, box, len(rows), width, header_rows, tuple(cells), "ruled", title)


def _pack(*tables: Table, rules: Sequence[Rule] = (), words: str = "", partners: Sequence[str] = ()) -> Pack:
    spoken = tuple(Word(word, Box(0.0, 0.0, 1.0, 1.0), 9.0) for word in words.split())
    pages = tuple(Page(n, 800.0, 600.0, "read", words=spoken, rules=tuple(rules)) for n in range(1, 10))
    front = FrontSheet(organisations=tuple(partners))
    return Pack("a-pack", "a.pdf", "0" * 64, pages, front_sheet=front, tables=tables)


def _read(table: Table, **parts: object) -> list[Record]:
    records, issues = read_rag_actions(_pack(table, **parts), [table])  # type: ignore[arg-type]
    assert not issues
    return records


HEADINGS = ["Ref", "Action", "Lead", "Due date", "RAG", "Progress"]


def test_a_row_is_one_record_with_its_box() -> None:
    table = _table(
        [HEADINGS, ["H1", "Fill the two vacant posts", "A. Mason", "31 March 2025", "A", "One post filled."]],
        fills={(1, 4): AMBER},
    )
    assert _read(table) == [
        {
            "document_id": None,
            "table_id": "p001-1",
            "plan": "Housing recovery",
            "ref": "H1",
            "service": None,
            "workstream": None,
            "organisations": [],
            "action": "Fill the two vacant posts",
            "outcome": None,
            "owner": "A. Mason",
            "resources": None,
            "start_text": None,
            "start_date": None,
            "target_text": "31 March 2025",
            "target_date": dt.date(2025, 3, 31),
            "rag": "A",
            "rag_basis": "letter",
            "status_text": None,
            "progress": "One post filled.",
            "next_steps": None,
            "period": None,
            "row": 1,
            "page": 1,
            "x0": 0.0,
            "top": 20.0,
            "x1": 600.0,
            "bottom": 40.0,
        }
    ]


@pytest.mark.parametrize(
    ("headings", "role", "column"),
    [
        (["What", "Why", "Who", "When", "Status"], "action", 0),
        (["What", "Why", "Who", "When", "Status"], "outcome", 1),
        (["What", "Why", "Who", "When", "Status"], "target", 3),
        (["Risk", "Mitigating actions", "Risk owner", "Rating"], "action", 1),
        (["Risk", "Mitigating actions", "Risk owner", "Rating"], "workstream", 0),
        (["Risk description", "Risk owner", "Rating"], "action", 0),
        (["Minute No.", "Action required", "By whom", "By when"], "ref", 0),
        (["Recommendation", "Agreed action", "Responsible officer", "Timescale"], "action", 1),
        (["Project", "Sponsor", "Start", "Target", "Status"], "action", 0),
        (["Theme", "Key task(s)", "Senior Responsible Owner", "Target completion date"], "owner", 2),
        (["Objective", "Milestones", "Lead officer", "Deadline", "Update"], "action", 1),
        (["Action", "SRO", "Project Manager / Lead", "End date"], "owner", 1),
        (["Audit", "Recommendation", "Responsible officer", "Status"], "workstream", 0),
        (["Risk", "Controls", "Further action", "Risk owner"], "action", 2),
        (["Risk", "Progress", "Further action", "Risk owner"], "action", 0),
        (["Project", "Planned end date", "Revised end date", "Status"], "target", 2),
        (["Project", "Last RAG", "RAG this period"], "rag", 2),
        (["Milestone", "Baseline date", "Forecast date", "RAG"], "target", 2),
        (["Action", "What difference will it make?", "Status"], "outcome", 1),
        (["Action", "Progress to 31 January 2025", "Status"], "progress", 1),
        (["Area for improvement", "What are we going to do?", "Delivery lead", "Status"], "action", 1),
        (["Area for improvement", "What are we going to do?", "Delivery lead", "Status"], "owner", 2),
        (["Ref", "Commitment", "Q1 update", "Q2 update", "RAG"], "progress", 3),
        (["Council Plan priority", "Project / activity", "Delivery RAG", "Overall RAG"], "action", 1),
        (["Council Plan priority", "Project / activity", "Delivery RAG", "Overall RAG"], "rag", 3),
        (["Risk", "Inherent score", "Residual score", "Planned action"], "rag", 2),
    ],
)
def test_headings_say_what_a_column_holds(headings: list[str], role: str, column: int) -> None:
    columns = find_columns(_table([headings, ["some words"] * len(headings)]))
    assert columns is not None
    assert columns.by_role.get(role) == column


def test_key_milestones_are_dates_or_actions_by_what_stands_there() -> None:
    dates = find_columns(_table([["What", "Key milestone", "Status"], ["Restructure", "June 25", "On track"]]))
    deeds = find_columns(
        _table([["Theme", "Key milestones", "Status"], ["Depots", "Staff moved out of the yard", "On track"]])
    )
    assert dates is not None
    assert dates.by_role["target"] == 1
    assert deeds is not None
    assert deeds.by_role["action"] == 1


def test_a_column_without_heading_is_known_by_what_it_holds() -> None:
    table = _table(
        [
            ["What", "Why", "", "Target", "Status"],
            ["New rota", "Cover", "AM", "May 25", "A"],
            ["New van", "Reach", "RD/KP", "May 25", "G"],
        ]
    )
    assert [record["owner"] for record in _read(table)] == ["AM", "RD/KP"]


def test_of_several_quarters_ratings_the_last_is_read() -> None:
    table = _table(
        [["Action", "Lead", "Q1", "Q2"], ["Sell the depot", "AM", "G", "R"], ["Let the shop", "AM", "A", "G"]]
    )
    assert [record["rag"] for record in _read(table)] == ["R", "G"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEADINGS, ["H1", "Fill the posts", "A. Mason", "May 2025", "A", "Begun."]],
        [["Minute", "Action", "By whom", "By when"], ["12", "Write to the Minister", "Clerk", "May 2025"]],
        [["Project", "Sponsor", "Start", "Target", "Status"], ["Lifts", "AM", "May 24", "May 25", "On track"]],
    ],
)
def test_plans_are_claimed(rows: list[list[str]]) -> None:
    table = _table(rows)
    assert claim(table, _pack(table)) >= 0.5


@pytest.mark.parametrize(
    "rows",
    [
        [["Service", "Budget", "Forecast", "Variance"], ["Finance", "1,200", "1,250", "50"]],
        [["Indicator", "Target", "Actual", "RAG", "Comments"], ["Calls answered", "90%", "88%", "A", "Few staff."]],
        [["Item", "Decision maker", "Date", "Lead officer"], ["Parking", "Cabinet", "May 2025", "A. Mason"]],
        [["Date", "Topic"], ["4 May 2025", "Libraries"]],
        [["Phase", "Completion"], ["1", "March 2018"]],
        [["Councillor", "Ward", "Attendance"], ["Mason", "East", "5"]],
    ],
)
def test_other_tables_are_not_claimed(rows: list[list[str]]) -> None:
    table = _table(rows)
    assert claim(table, _pack(table)) < 0.5


def test_banner_rows_name_plan_service_period_and_lead() -> None:
    table = _table(
        [
            ["LAND AND ICT IMPROVEMENT PLAN UPDATE\n2nd Quarter July - September 2024", *[None] * 3],
            ["Lead: Director of Land", *[None] * 3],
            ["Ref", "Delivery", "Target date", "Status"],
            ["L1", "Sell the depot", "1 May 2025", "G"],
        ],
        header_rows=3,
        spans={(0, 0): (1, 4), (1, 0): (1, 4)},
        title="Land",
    )
    (record,) = _read(table, words="Our Land and ICT")
    assert record["plan"] == "LAND AND ICT IMPROVEMENT PLAN UPDATE"
    assert record["service"] == "Land and ICT"
    assert record["period"] == "2024/25 Q2"
    assert record["owner"] == "Director of Land"


def test_a_title_in_capitals_is_written_as_the_pack_writes_its_words() -> None:
    assert plainly("ALL SERVICES OF ICT", {"All", "services"}) == "All Services of ICT"
    assert plainly("Adult Care", ()) == "Adult Care"


def test_the_number_of_a_slide_is_no_part_of_the_plan_name() -> None:
    table = _table([HEADINGS, ["1", "Move", "AM", "May 25", "G", "Done."]], title="6. Progress of phase 2")
    assert _read(table)[0]["plan"] == "Progress of phase 2"


def test_a_merged_workstream_holds_for_each_of_its_rows() -> None:
    table = _table(
        [
            ["Workstream", "Action", "Lead", "Target"],
            ["1. Staff", "Advertise", "AM", "May 25"],
            [None, "Appoint", "AM", "June 25"],
            ["2. Vans", "Lease", "RD", "June 25"],
        ],
        spans={(1, 0): (2, 1)},
    )
    assert [record["workstream"] for record in _read(table)] == ["1. Staff", "1. Staff", "2. Vans"]


def test_a_blank_workstream_goes_on_unless_a_ruling_parts_it() -> None:
    table = _table(
        [["Workstream", "Action", "Lead"], ["Staff", "Advertise", "AM"], ["", "Appoint", "AM"], ["", "Lease", "RD"]]
    )
    ruled = Rule(Box(0.0, 60.0, 300.0, 60.5), vertical=False, colour="#000000")
    assert [record["workstream"] for record in _read(table, rules=[ruled])] == ["Staff", "Staff", None]


def test_a_workstream_broken_by_the_page_is_made_whole() -> None:
    table = _table(
        [
            ["Workstream", "Action", "Lead"],
            ["Sales (with tools and", "Publish prices", "AM"],
            ["bids)", "Write bids", "AM"],
            [None, "Win bids", "AM"],
        ],
        spans={(2, 0): (2, 1)},
        pages={2: 2},
    )
    assert {record["workstream"] for record in _read(table)} == {"Sales (with tools and bids)"}


def test_a_heading_between_the_rows_is_the_workstream_of_those_below() -> None:
    table = _table(
        [
            HEADINGS,
            ["Theme 1: A safe town", *[None] * 5],
            ["1", "Light the park", "AM", "May 25", "G", "Begun."],
            ["Theme 2: A green town", *[None] * 5],
            ["2", "Plant trees", "RD", "May 25", "A", "Late."],
        ],
        spans={(1, 0): (1, 6), (3, 0): (1, 6)},
    )
    assert [record["workstream"] for record in _read(table)] == ["Theme 1: A safe town", "Theme 2: A green town"]


def test_rows_of_one_merged_action_are_one_record() -> None:
    table = _table(
        [
            ["Ref", "Action", "Lead", "Target"],
            ["1", "Open both hubs", "AM", "East: May 2025"],
            [None, None, "RD", "West: June 2025"],
        ],
        spans={(1, 0): (2, 1), (1, 1): (2, 1)},
    )
    (record,) = _read(table)
    assert record["owner"] == "AM RD"
    assert record["target_text"] == "East: May 2025\nWest: June 2025"
    assert record["target_date"] == dt.date(2025, 6, 30)


def test_a_row_of_leftover_words_belongs_to_the_one_above() -> None:
    table = _table([HEADINGS, ["1", "Light it", "AM", "May 25", "G", "Lamps are"], ["", "", "", "", "", "ordered."]])
    (record,) = _read(table)
    assert record["progress"] == "Lamps are\nordered."


def test_an_action_broken_by_the_page_is_made_whole() -> None:
    table = _table(
        [HEADINGS, ["1", "Light the park and the", "AM", "May 25", "G", "Begun."], ["", "whole mall", "", "", "", ""]],
        pages={2: 2},
    )
    (record,) = _read(table)
    assert record["action"] == "Light the park and the\nwhole mall"
    assert record["page"] == 1


def test_a_second_plan_under_a_banner_of_its_own_has_its_own_name() -> None:
    table = _table(
        [
            ["LAND ACTION PLAN", *[None] * 5],
            HEADINGS,
            ["1", "Sell", "AM", "May 25", "G", "Sold."],
            ["PEOPLE ACTION PLAN", *[None] * 5],
            HEADINGS,
            ["2", "Train", "AM", "May 25", "G", "Trained."],
        ],
        header_rows=2,
        spans={(0, 0): (1, 6), (3, 0): (1, 6)},
    )
    records = _read(table)
    assert [(record["ref"], record["plan"], record["workstream"]) for record in records] == [
        ("1", "LAND ACTION PLAN", None),
        ("2", "PEOPLE ACTION PLAN", None),
    ]


def test_the_banner_printed_again_on_the_next_page_is_no_row() -> None:
    banner = ["LAND ACTION PLAN", *[None] * 5]
    table = _table(
        [
            banner,
            HEADINGS,
            ["1", "Sell", "AM", "May 25", "G", "Sold."],
            banner,
            HEADINGS,
            ["2", "Let", "AM", "May 25", "G", "Let."],
        ],
        header_rows=2,
        spans={(0, 0): (1, 6), (3, 0): (1, 6)},
        pages={3: 2},
    )
    records = _read(table)
    assert [(record["ref"], record["page"]) for record in records] == [("1", 1), ("2", 2)]
    assert [record["workstream"] for record in records] == [None, None]


@pytest.mark.parametrize(
    ("text", "fill", "rag", "basis", "status"),
    [
        ("On track", GREEN, "G", "fill", "On track"),
        ("Completed", BLUE, "B", "fill", "Completed"),
        ("R", None, "R", "letter", None),
        ("Amber", None, "A", "word", None),
        ("", RED, "R", "fill", None),
        ("Ongoing", GREY, None, None, "Ongoing"),
        ("", None, None, None, None),
    ],
)
def test_the_rating_of_a_row(
    text: str, fill: str | None, rag: str | None, basis: str | None, status: str | None
) -> None:
    fills = {(1, 3): fill} if fill else {}
    table = _table([["What", "Why", "Lead", "Status"], ["New rota", "Cover", "AM", text]], fills=fills)
    (record,) = _read(table)
    assert (record["rag"], record["rag_basis"], record["status_text"]) == (rag, basis, status)


def test_rating_and_status_in_columns_of_their_own() -> None:
    table = _table([["Action", "Owner", "Status", "RAG"], ["New rota", "AM", "In progress", ""]], fills={(1, 3): AMBER})
    (record,) = _read(table)
    assert (record["rag"], record["rag_basis"], record["status_text"]) == ("A", "fill", "In progress")


def test_progress_told_in_a_coloured_cell_rates_it() -> None:
    told = "The new rota was agreed with the unions in March and starts in the depots in the summer."
    table = _table(
        [["Action", "Owner", "Progress"], ["New rota", "AM", told], ["New van", "AM", told]],
        fills={(1, 2): GREEN, (2, 2): RED},
    )
    records = _read(table)
    assert [(record["rag"], record["rag_basis"], record["status_text"]) for record in records] == [
        ("G", "fill", None),
        ("R", "fill", None),
    ]
    assert records[0]["progress"] == told


def test_a_status_told_at_length_is_progress() -> None:
    told = "Agreed with the unions in March; it starts in the summer."
    (record,) = _read(_table([["Action", "Owner", "Status"], ["New rota", "AM", told]]))
    assert (record["progress"], record["status_text"]) == (told, None)


def test_partners_are_resolved_by_the_pack_and_others_kept_as_printed() -> None:
    rows = [
        ["Action", "Partner", "Lead"],
        ["Share vans", "LBH/LBN", "AM"],
        ["All of it", "ALL", "AM"],
        ["Clinic", "NHS; Police", "AM"],
    ]
    records = _read(_table(rows), partners=("Bexley", "Havering", "Newham"))
    assert [record["organisations"] for record in records] == [
        ["Havering", "Newham"],
        ["Bexley", "Havering", "Newham"],
        ["NHS", "Police"],
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Draft 5 April 2024, final 12th July 2024", dt.date(2024, 7, 12)),
        ("End of September 2024", dt.date(2024, 9, 30)),
        ("Summer 24", None),
        ("Ongoing", None),
        ("31-Jan", None),
    ],
)
def test_the_target_date_is_the_last_that_is_certain(text: str, date: dt.date | None) -> None:
    (record,) = _read(_table([HEADINGS, ["1", "Sell", "AM", text, "G", "Begun."]]))
    assert (record["target_text"], record["target_date"]) == (text, date)


def test_a_mapped_table_without_actions_is_an_issue() -> None:
    table = _table([["Lead", "Status"], ["AM", "G"]])
    records, issues = read_rag_actions(_pack(table), [table])
    assert records == []
    assert [(issue.code, issue.table_id) for issue in issues] == [("plan_without_actions", "p001-1")]


def test_no_row_is_read_twice_or_lost() -> None:
    rows = [HEADINGS, *([str(n), f"Step {n}", "AM", "May 25", "G", "Begun."] for n in range(1, 30))]
    records = _read(_table(rows, pages={10: 2, 20: 3}))
    assert [record["ref"] for record in records] == [str(n) for n in range(1, 30)]
    tops = [(record["page"], record["top"]) for record in records]
    assert all(before < after for before, after in pairwise(tops))


def test_the_original_date_counts_where_the_revised_one_is_blank() -> None:
    heads = ["Ref", "Agreed action", "Owner", "Original due date", "Revised due date", "Status"]
    rows = [heads, ["1", "Check leavers", "AM", "31/03/2024", "30/09/2024", "Open"]]
    rows += [
        ["2", "Close accounts", "AM", "30/06/2024", "", "Open"],
        ["3", "Lock doors", "AM", "31/05/2024", "N/A", "Open"],
    ]
    records = _read(_table(rows))
    assert [record["target_text"] for record in records] == ["30/09/2024", "30/06/2024", "31/05/2024"]
    assert [record["target_date"] for record in records] == [
        dt.date(2024, 9, 30),
        dt.date(2024, 6, 30),
        dt.date(2024, 5, 31),
    ]


def test_headings_merged_over_two_rows_are_no_action() -> None:
    table = _table(
        [
            ["Ref", "Risk description", "Owner", "Inherent", None, "Residual", None, "Review date"],
            [None, None, None, "L", "Score", "L", "Score", None],
            ["R1", "Loss of staff", "HR", "4", "12", "2", "6", "May 2025"],
        ],
        header_rows=2,
        spans={(0, n): (2, 1) for n in (0, 1, 2, 7)} | {(0, 3): (1, 2), (0, 5): (1, 2)},
    )
    assert [record["action"] for record in _read(table)] == ["Loss of staff"]


def test_a_priority_of_high_or_low_is_no_workstream() -> None:
    rows = [
        ["Priority", "Action", "Owner", "Due"],
        ["High", "Sell the depot", "AM", "May 2025"],
        ["Low", "Paint", "AM", "June 2025"],
    ]
    assert [record["workstream"] for record in _read(_table(rows))] == [None, None]
    rows = [["Priority", "Action", "Owner", "Due"], ["Cleaner air", "Sell the depot", "AM", "May 2025"]]
    assert [record["workstream"] for record in _read(_table(rows))] == ["Cleaner air"]


def test_short_actions_that_hold_a_word_of_time_are_no_dates() -> None:
    rows = [
        ["Recommendation", "Agreed management action", "Owner", "Due date"],
        ["Reconcile each month", "Monthly checks will be signed", "AM", "May 2025"],
        ["Check leavers", "A second check is made now", "AM", "May 2025"],
    ]
    assert [record["action"] for record in _read(_table(rows))] == [row[1] for row in rows[1:]]


def test_lamps_in_a_column_of_another_name_are_the_rating() -> None:
    table = _table(
        [
            ["Action", "Who", "When", "Progress"],
            ["Plant trees", "Parks", "May 2025", ""],
            ["Mow", "Parks", "June 2025", ""],
        ]
    )
    lamps = {1: GREEN, 2: RED}
    disc = ((5.0, 0.0), (9.0, 2.0), (10.0, 5.0), (9.0, 8.0), (5.0, 10.0), (1.0, 8.0), (0.0, 5.0), (1.0, 2.0))
    cells = tuple(
        replace(cell, shapes=(Shape(disc, cell.box, lamps[cell.row], None),)) if cell.row and cell.col == 3 else cell
        for cell in table.cells
    )
    records = _read(replace(table, cells=cells))
    assert [(record["rag"], record["rag_basis"], record["progress"]) for record in records] == [
        ("G", "glyph", None),
        ("R", "glyph", None),
    ]


def test_the_rating_of_a_risk_is_that_of_its_score_now() -> None:
    rows = [
        ["Ref", "Risk", "Inherent", "Current", "Target", "Mitigating action"],
        ["R1", "Flood at the depot", "20", "12 (4x3)", "6", "Find a second site"],
        ["R2", "Loss of data", "16", "16", "4", "Test the backups"],
    ]
    fills = {(1, 2): RED, (1, 3): AMBER, (1, 4): GREEN, (2, 2): RED, (2, 3): RED, (2, 4): GREEN}
    found = [(r["action"], r["workstream"], r["rag"], r["status_text"]) for r in _read(_table(rows, fills=fills))]
    assert found == [
        ("Find a second site", "Flood at the depot", "A", None),
        ("Test the backups", "Loss of data", "R", None),
    ]


@pytest.mark.parametrize(
    ("listed", "heading", "rag"),
    [("Agreed action", "Priority", None), ("Agreed action", "Risk rating", None), ("Risk", "Risk rating", "R")],
)
def test_only_of_a_risk_is_how_much_it_matters_a_rating(listed: str, heading: str, rag: str | None) -> None:
    rows = [["Ref", listed, heading, "Due"], ["1", "Forms are not checked", "High", "1 May 2024"]]
    assert [r["rag"] for r in _read(_table(rows, fills={(1, 2): RED}))] == [rag]


def test_a_form_of_one_action_is_read_by_its_labels() -> None:
    form = _table(
        [
            ["Action 1", "Write to each family on the list", None, None],
            ["Lead", "Head of Homes", "Due date", "31 May 2025"],
            ["RAG", "Amber", "Progress", "Half are written to."],
        ],
        header_rows=0,
        spans={(0, 1): (1, 3)},
        fills={(2, 1): AMBER},
    )
    assert claim(form, _pack(form)) >= 0.5
    (record,) = _read(form)
    told = ("action", "owner", "target_date", "rag", "progress", "row")
    assert [record[name] for name in told] == [
        "Write to each family on the list",
        "Head of Homes",
        dt.date(2025, 5, 31),
        "A",
        "Half are written to.",
        None,
    ]


def test_the_level_that_a_risk_is_to_come_down_to_is_no_date() -> None:
    rows = [["Risk", "Risk level now", "Target risk level", "Owner"], ["Flood", "High (16)", "Low (4)", "A. Day"]]
    record = _read(_table(rows, fills={(1, 1): RED, (1, 2): GREEN}))[0]
    assert (record["rag"], record["target_text"]) == ("R", None)


def test_of_several_quarters_ratings_the_last_given_counts() -> None:
    rows = [["Action", "Lead", "Q1 RAG", "Q2 RAG", "Q3 RAG"], ["Plant trees", "Parks", "R", "A", ""]]
    assert [r["rag"] for r in _read(_table(rows, fills={(1, 2): RED, (1, 3): AMBER}))] == ["A"]


def test_projects_with_their_costs_are_a_plan_all_the_same() -> None:
    headings = ["Project", "Start", "Finish", "Budget", "Spend", "RAG", "Comments"]
    table = _table([headings, ["New pool", "Jan 2024", "Mar 2026", "£4m", "£1m", "G", "On site."]])
    assert claim(table, _pack(table)) >= 0.5


def test_a_form_of_labels_and_values_is_no_plan() -> None:
    form = _table(
        [
            ["Project sponsor", "Director of Place", "Project manager", "J. Adey"],
            ["Reporting period", "October 2024", "Overall status", "Amber"],
        ],
        header_rows=0,
        fills={(1, 3): AMBER},
    )
    assert claim(form, _pack(form)) < 0.5
