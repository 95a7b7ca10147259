"""Minute items of invented minutes in many styles: numbers, titles, text, body and date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extractors.facts.decisions import read_decisions
from extractors.facts.minutes import read_minute_items
from extractors.geometry import Box
from extractors.papers.paper import FrontSheet, Paper
from extractors.tables.table import Cell, Table
from tests.minutes_sheets import minutes, pack_of, set_lines

PROSE = (
    "The officers set out how the tolls had been gathered\n"
    "over the winter and what the repairs of the east lock\n"
    "were likely to cost in the coming year."
)
READ = " ".join(PROSE.split())

NUMBER_AND_CAPITALS = f"""
**MINUTES OF A MEETING OF THE**
**FERRYSOURCE JOINT COMMITTEE**
**Wold Town Hall**
**19 January 2018 (10.00 - 11.40 am)**

**Present:**

Councillors Ann Ash (Chair) and Bob Birch.

**15    APOLOGIES FOR ABSENCE**

There were none. The ferrySource Joint Committee met in good time.

**16    2017/18 OUTTURN AS AT
      DECEMBER 2017**

{PROSE}

**18    RISK**

The Joint Committee noted the risks.

                                   Chairman
"""

NUMBER_AND_POINT = f"""
**WOLD COUNTY COUNCIL**

**CABINET**

MINUTES of a meeting of the Cabinet held in the Council Chamber on
Friday, 19 January 2018.

PRESENT: Mr A Ash (Chairman), Mrs B Birch

**UNRESTRICTED ITEMS**

**15. Apologies for absence**
(Item 1)

There were none. The ferrySource Joint Committee met in good time.

**16. 2017/18 outturn as at December 2017**
(Item 2)

1.   {PROSE.replace(chr(10), chr(10) + "     ")}

2.   RESOLVED that:

(a)  the outturn be noted; and

(b)  the reserve be used.

**EXEMPT ITEMS**

**18. Risk**
(Item 3)

The Joint Committee noted the risks.
"""

PREFIX = f"""
**Minutes of the Cabinet held on Friday, 19 January 2018**

**Present:** Cllr Ann Ash (Chair)

**CAB.15   APOLOGIES FOR ABSENCE**

There were none. The ferrySource Joint Committee met in good time.

**CAB.16   2017/18 OUTTURN AS AT DECEMBER 2017**

{PROSE}

**CAB.18   RISK**

The Joint Committee noted the risks.
"""

YEARLY = f"""
WOLD TOWN COUNCIL

Minutes of the meeting of Wold Town Council held in the Church Hall on Friday,
19th January 2018 at 7pm

PRESENT: Councillors A. Ash (chairman), who presided, and B. Birch. There were apologies from
Councillor C. Cole.

15/18  APOLOGIES FOR ABSENCE
There were none. The ferrySource Joint Committee met in good time.

16/18  2017/18 OUTTURN AS AT DECEMBER 2017
{PROSE}

18/18  RISK
The Joint Committee noted the risks.
"""

DECIMAL_PARAGRAPHS = f"""
**WOLD CITY COUNCIL**
**POLICY COMMITTEE**
**4.00pm 19 JANUARY 2018**
**MINUTES**

**Present**: Councillor Ash (Chair) and Birch

**15  APOLOGIES FOR ABSENCE**

15.1  There were none. The ferrySource Joint Committee met in good time.

**16  2017/18 OUTTURN AS AT DECEMBER 2017**

16.1  {PROSE.replace(chr(10), chr(10) + "      ")}

16.2  **RESOLVED:** That the outturn be noted.

**18  RISK**

18.1  The Joint Committee noted the risks.
"""

UNNUMBERED = f"""
**Wold Council**

**Overview and Scrutiny Board**

**Minutes**

**19 January 2018**

**Members present**

Councillor Ann Ash (Chair)
Councillor Bob Birch

**Apologies**

Councillor Cat Cole

**Apologies for absence**

There were none. The ferrySource Joint Committee met in good time.

**2017/18 outturn as at December 2017**

{PROSE}

**Risk**

The Joint Committee noted the risks.

The meeting closed at 7.42 pm.
"""

PLAIN_TYPE = f"""
Minutes of the Wold Forum meeting held on 19th January 2018 at County Hall

Present: Cllr Ann Ash (Chair), Dr Bob Birch

15   Apologies for absence

There were none. The ferrySource Joint Committee met in good time.

16   2017/18 outturn as at December 2017

{PROSE}

18   Risk

The Joint Committee noted the risks.
"""

RUN_IN = f"""
MINUTES OF THE MEETING OF THE COMBINED AUTHORITY HELD FRIDAY 19TH JANUARY 2018

PRESENT:

Mayor Andy Ash (in the Chair)

CA 15/18   APOLOGIES FOR ABSENCE: There were none. The ferrySource Joint Committee met in good time.

CA 16/18   2017/18 OUTTURN AS AT DECEMBER 2017

{PROSE}

CA 18/18   RISK

The Joint Committee noted the risks.
"""

STYLES = {
    "number and capitals": (NUMBER_AND_CAPITALS, ["15", "16", "18"], "ferrySource Joint Committee"),
    "number and point, item stamps, section headings": (NUMBER_AND_POINT, ["15", "16", "18"], "Cabinet"),
    "prefix": (PREFIX, ["CAB.15", "CAB.16", "CAB.18"], "Cabinet"),
    "numbers by year, no bold": (YEARLY, ["15/18", "16/18", "18/18"], "Wold Town Council"),
    "decimal paragraphs": (DECIMAL_PARAGRAPHS, ["15", "16", "18"], "Policy Committee"),
    "no numbers": (UNNUMBERED, [None, None, None], "Overview and Scrutiny Board"),
    "plain type": (PLAIN_TYPE, ["15", "16", "18"], "Wold Forum"),
    "run in behind a colon": (RUN_IN, ["CA 15/18", "CA 16/18", "CA 18/18"], "Combined Authority"),
}


@pytest.mark.parametrize("style", STYLES)
def test_items_in_each_style(style: str) -> None:
    page, numbers, body = STYLES[style]
    records, issues = read_minute_items(minutes(page))
    assert issues == []
    assert [record["item_no"] for record in records] == numbers
    titles = ["apologies for absence", "2017/18 outturn as at december 2017", "risk"]
    assert [str(record["title"]).casefold() for record in records] == titles
    assert {record["body"] for record in records} == {body}
    assert {record["meeting_date"] for record in records} == {dt.date(2018, 1, 19)}
    first, second, third = (str(record["text"]) for record in records)
    assert first.endswith("There were none. The ferrySource Joint Committee met in good time.")
    assert READ in second
    assert third.endswith("The Joint Committee noted the risks.")


def test_text_that_runs_on_behind_a_title_in_bold_is_the_items_own() -> None:
    pack = minutes(
        "**LOWER PENNARD PARISH COUNCIL**\n\nMinutes of the meeting of the Parish Council held on 4 February 2025\n\n"
        "Present: Cllr A Ash (Chairman) and Cllr B Birch\n\n\n\n"
        "25/014 **Apologies.** None.\n\n"
        "25/015 **Date of next meeting:** 4 March 2025.\n\n"
        "25/016 **Finance.** It was proposed by Cllr Birch, seconded by Cllr Ash and\n"
        "resolved to approve the payments listed.\n"
    )

    items = [(row["item_no"], row["title"], row["text"]) for row in read_minute_items(pack)[0]]
    (decision,) = read_decisions(pack)[0]

    assert items == [
        ("25/014", "Apologies", "None."),
        ("25/015", "Date of next meeting", "4 March 2025."),
        (
            "25/016",
            "Finance",
            "It was proposed by Cllr Birch, seconded by Cllr Ash and resolved to approve the payments listed.",
        ),
    ]
    assert (decision["item_no"], decision["kind"]) == ("25/016", "resolved")


def test_numbers_of_paragraphs_stay_in_the_text_and_are_no_items() -> None:
    records, _ = read_minute_items(minutes(NUMBER_AND_POINT))
    assert str(records[1]["text"]).splitlines() == [
        f"1. {READ}",
        "2. RESOLVED that:",
        "(a) the outturn be noted; and",
        "(b) the reserve be used.",
    ]


def test_a_number_may_be_missing_but_the_series_does_not_begin_anew() -> None:
    page = NUMBER_AND_CAPITALS.replace("**18    RISK**", "**22    RISK**")
    records, _ = read_minute_items(minutes(page))
    assert [record["item_no"] for record in records] == ["15", "16", "22"]


def test_bullets_lose_their_sign() -> None:
    page = NUMBER_AND_CAPITALS.replace(
        "The Joint Committee noted the risks.", "It was said that:\n\n• tides rise.\n\n• ebbs fall."
    )
    records, _ = read_minute_items(minutes(page))
    assert records[2]["text"] == "It was said that:\ntides rise.\nebbs fall."


def test_an_item_that_runs_over_a_page() -> None:
    first, second = NUMBER_AND_CAPITALS.split("over the winter")
    records, _ = read_minute_items(minutes(first.rstrip(), "over the winter" + second))
    assert READ in str(records[1]["text"])
    assert [record["page"] for record in records] == [1, 1, 2]


def test_two_meetings_in_one_paper() -> None:
    page = f"""
**Minutes of a meeting of the Finance Panel**
held at the Guildhall on 2 May 2023

**Present:** Cllrs Ash (Chair) and Birch

**1.  Outturn**

{PROSE}

**Minutes of a meeting of the Finance Panel**
held at the Guildhall on 9 May 2023

**Present:** Cllrs Ash (Chair) and Cole

**2.  Treasury**

{PROSE}
"""
    records, _ = read_minute_items(minutes(page))
    assert [(record["item_no"], record["meeting_date"]) for record in records] == [
        ("1", dt.date(2023, 5, 2)),
        ("2", dt.date(2023, 5, 9)),
    ]


def test_references_at_the_head_of_the_text_below_each_heading() -> None:
    page = (
        f"**HARBOUR COMMITTEE**\n\n**Present: Councillor Mrs Ash (Chairman)**\n"
        "**Councillors Birch, Mrs Cole, Dr Hall and Elm**\n\n"
        f"**APOLOGIES**\n\nPL46/14    There were none.\n\n**LOCKS**\n\nPL47/14    {PROSE}\n\n"
        "RESOLVED – That PL47/14 be granted.\n"
    )
    records, _ = read_minute_items(minutes(page, date=dt.date(2014, 3, 5)))
    assert [(record["item_no"], record["title"], record["text"]) for record in records] == [
        ("PL46/14", "APOLOGIES", "There were none."),
        ("PL47/14", "LOCKS", f"{READ}\nRESOLVED – That PL47/14 be granted."),
    ]


def test_a_column_of_actions_under_a_centred_heading_is_no_part_of_items() -> None:
    page = (
        "**CABINET**\n\nPresent: Cllr Ann Ash (Chair)\n\n"
        "Ref   Item                                                     Action\n\n"
        "**1     Winter plan**                                         AA\n\n"
        "      The plan was set out and debated at length.\n\n"
        "**2     Strategy**                                            AA\n\n"
        "      The strategy was set out and debated at length.\n"
    )
    records, _ = read_minute_items(minutes(page, date=dt.date(2014, 3, 5)))
    assert [record["title"] for record in records] == ["Winter plan", "Strategy"]


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("**{n}  {t}**", ("2024/041", "2024/042", "2024/043")),
        ("**{n}  {t}**", ("P24/101", "P24/102", "P24/103")),
        ("**({n}) {t}**", ("1", "2", "3")),
        ("**[{n}] {t}**", ("1", "2", "3")),
        ("**{n}.{t}**", ("1", "2", "3")),
        ("**Agenda Item {n}: {t}**", ("1", "2", "3")),
        ("**{n}.**\n\n**{t}**", ("1", "2", "3")),
        ("**{t}:**", (None, None, None)),
    ],
)
def test_ways_of_numbering_items(heading: str, numbers: tuple[str | None, ...]) -> None:
    titles = ("Apologies", "Dredging of the East Lock", "Tolls 2024/25")
    items = "\n\n".join(f"{heading.format(n=n, t=t)}\n\n{PROSE}" for n, t in zip(numbers, titles, strict=True))
    page = f"**HARBOUR COMMITTEE**\n\nPresent: Cllr Ann Ash (Chair)\n\n{items}\n\nThe meeting closed at 8 pm.\n"
    records, _ = read_minute_items(minutes(page, date=dt.date(2024, 3, 5)))
    assert [(record["item_no"], record["title"]) for record in records] == list(zip(numbers, titles, strict=True))
    assert {record["text"] for record in records} == {READ}


def test_items_of_minutes_that_list_nobody_above_the_place_to_sign() -> None:
    page = (
        f"**HARBOUR COMMITTEE**\n\n4 March 2024\n\n**1.  Locks**\n\n{PROSE}\n\n**2.  Tolls**\n\n{PROSE}\n\n"
        "Chair\n\nDate\n"
    )
    records, _ = read_minute_items(minutes(page, date=dt.date(2024, 3, 4)))
    assert [(record["item_no"], record["text"]) for record in records] == [("1", READ), ("2", READ)]


def test_headings_between_items_and_after_the_last_belong_to_none() -> None:
    page = (
        f"**CABINET**\n\nPresent: Cllr Ann Ash (Chair)\n\n**8  LOCKS**\n\n{PROSE}\n\n**NOTED.**\n\n"
        f"**HARBOURS AND TOLLS**\n\n**9  DUES - RES/20/12**\n\n{PROSE}\n\n- COUNCILLOR ASH, Convener\n"
    )
    records, _ = read_minute_items(minutes(page, date=dt.date(2014, 3, 5)))
    assert [(record["title"], record["text"]) for record in records] == [
        ("LOCKS", f"{READ}\nNOTED."),
        ("DUES - RES/20/12", READ),
    ]


def test_the_front_sheets_body_where_the_head_names_none() -> None:
    page = f"**Minutes**\n\n**Present:** Cllr Ann Ash (Chair)\n\n**1.  Outturn**\n\n{PROSE}\n\n**2.  Risk**\n\n{PROSE}"
    sheet = FrontSheet(body="ferrySource Joint Committee")
    records, _ = read_minute_items(minutes(page, sheet=sheet, date=dt.date(2023, 5, 2)))
    assert {(record["body"], record["meeting_date"]) for record in records} == {(sheet.body, dt.date(2023, 5, 2))}


def test_minutes_without_items_raise_an_issue() -> None:
    records, issues = read_minute_items(minutes(PROSE))
    assert records == []
    assert [issue.code for issue in issues] == ["minutes_without_items"]


def test_the_signature_closes_the_last_item_only() -> None:
    page = NUMBER_AND_CAPITALS.replace("There were none.", "There were none.\n\nChairman\n\nNobody was late.")
    records, _ = read_minute_items(minutes(page))
    assert "Nobody was late." in str(records[0]["text"])
    assert records[2]["text"] == "The Joint Committee noted the risks."


def test_minutes_laid_out_in_a_table() -> None:
    page = set_lines(
        "Minutes of the Wold Forum held on 19 January 2018\n\nPresent: Cllr Ann Ash (Chair) and Dr Bob Birch"
    )
    rows = [
        ("No", "Item", "Action"),
        ("1.", "APOLOGIES\nThere were none.", ""),
        ("2.", "TOLLS\nIt was agreed that tolls be halved.", "AA"),
        ("3.", "RISK\nThe Forum noted the risks.", ""),
    ]
    cells = tuple(
        Cell(row, col, text, 1, Box(72 + 100 * col, 200 + 40 * row, 172 + 100 * col, 240 + 40 * row))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
        if text
    )
    table = Table("p001-1", 1, 1, Box(72, 200, 372, 360), 4, 3, 1, cells, "ruled")
    paper = Paper("01-minutes", "minutes", "Minutes", 1, 1, Box(0, 0, 1, 1))
    pack = replace(pack_of([page], [paper], FrontSheet()), tables=(table,))
    records, _ = read_minute_items(pack)
    assert [(record["item_no"], record["title"]) for record in records] == [
        ("1", "APOLOGIES"),
        ("2", "TOLLS"),
        ("3", "RISK"),
    ]
    decisions, _ = read_decisions(pack)
    assert [(record["item_no"], record["kind"]) for record in decisions] == [("2", "agreed"), ("3", "noted")]
