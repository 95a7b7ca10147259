"""Who was present at invented meetings, in which role, for which council, and for whom."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extractors.facts.attendance import read_attendance
from extractors.facts.meetings.columns import by_columns
from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.people import read_people, same_person
from extractors.geometry import Box
from extractors.pack import Pack
from extractors.papers.paper import FrontSheet, Paper
from extractors.tables.table import Cell, Table
from extractors.text.lines import Line
from tests.minutes_sheets import minutes, set_lines
from tests.table_pages import line

HEAD = "**FERRY JOINT COMMITTEE**\n\nMinutes of a meeting held on 4 March 2024\n\n"
TEXT = (
    "The rents of all moorings on the east bank were\n"
    "discussed at some length by those present and by\n"
    "the harbour master.\n\n"
)
ITEMS = (
    f"\n\n**7  MOORINGS**\n\n{TEXT}It was agreed that rents be frozen.\n\n"
    "**8  LOCKS**\n\nThe Committee noted the report.\n"
)


class Row(NamedTuple):
    person: str
    title: str | None = "Councillor"
    role: str = "member"
    status: str = "present"
    substitute_for: str | None = None
    organisation: str | None = None


def attended(text: str, sheet: FrontSheet | None = None, items: str = ITEMS) -> list[Row]:
    records, _ = read_attendance(minutes(HEAD + text + items + "\n\n" + TEXT, sheet=sheet))
    return [Row(**{name: record[name] for name in Row._fields}) for record in records]  # type: ignore[arg-type]


def test_a_list_in_running_text_with_one_title_for_all() -> None:
    assert attended("Present:\n\nCouncillors Ann Ash (Chairman) Bob Birch, Mayor Cat\nCole, Dan Dale and Eve Elm.") == [
        Row("Ann Ash", role="chair"),
        Row("Bob Birch"),
        Row("Cat Cole", "Mayor"),
        Row("Dan Dale"),
        Row("Eve Elm"),
    ]


def test_titles_of_each_initials_and_honours() -> None:
    found = attended("PRESENT: Mr A B Ash, OBE (Chairman), Mrs C Birch JP (Vice-Chairman) and Lord Cole")
    assert found == [Row("A B Ash", "Mr", "chair"), Row("C Birch", "Mrs", "vice_chair"), Row("Cole", "Lord")]


def test_members_with_further_titles_in_a_list_of_councillors() -> None:
    found = attended("Executive Members Present: Councillors Ann Ash, Mrs Birch and Dr Cole; Mr Dale (Co-opted)")
    assert found == [Row("Ann Ash"), Row("Birch"), Row("Cole"), Row("Dale", "Mr")]


def test_lists_that_follow_one_another_in_one_paragraph() -> None:
    found = attended(
        "WOLD, 4 March 2024. Minute of meeting of the Committee. Present:- Councillor Ash, Convener; and Councillors\n"
        "Birch and Cole. Apologies: Councillor Dale. In attendance: Max Moor."
    )
    assert found == [Row("Ash", role="chair"), Row("Birch"), Row("Cole"), Row("Dale", status="apologies")]


def test_the_clerk_and_guests_of_a_parish_council_are_no_members() -> None:
    text = "Those present: Cllr Ash (chair); Cllr Birch; District Cllr Cole; Clerk – Mrs Dale; 4 parishioners."
    pack = minutes(f"**MINUTES**\n\n{text}{ITEMS}", sheet=FrontSheet(body="Wold Parish Council"))
    assert [record["person"] for record in read_attendance(pack)[0]] == ["Ash", "Birch"]


def test_titles_that_end_like_plurals_hold_for_one_name() -> None:
    found = attended("Present: Baroness Ruth Ash, Dr Birch and Revd Cole JP; Councillors: D. Dale (Chair); E. Elm.")
    assert [(row.person, row.title) for row in found] == [
        ("Ruth Ash", "Baroness"),
        ("Birch", "Dr"),
        ("Cole", "Reverend"),
        ("D. Dale", "Councillor"),
        ("E. Elm", "Councillor"),
    ]


def test_who_is_in_the_chair_was_present_though_not_listed() -> None:
    found = attended("Councillor A Ash in the Chair\n\nPresent: Councillors B Birch and C Cole")
    assert found == [Row("B Birch"), Row("C Cole"), Row("A Ash", role="chair")]


@pytest.mark.parametrize(
    "told",
    [
        "An apology was received from Councillor C Cole, for whom Councillor B Birch was substituting.",
        "Councillor C Cole sent apologies; Councillor B Birch attended as his substitute.",
        "Councillor B Birch substituted for Councillor C Cole who had given apologies.",
        "Apologies were received from Councillor C Cole (Councillor B Birch substituting).",
    ],
)
def test_ways_of_telling_who_sat_for_whom(told: str) -> None:
    head = "Present: Councillors A Ash (Chair) and B Birch"
    found = attended(f"{head}\n\n**6  APOLOGIES AND SUBSTITUTES**\n\n{told}")
    assert found == [
        Row("A Ash", role="chair"),
        Row("B Birch", substitute_for="C Cole"),
        Row("C Cole", status="apologies"),
    ]


def test_lists_that_follow_one_another_in_one_sentence() -> None:
    found = attended("Present: Councillors Ash and Birch (Chair); Also present: Councillor Cole; Officers: Dale")
    assert found == [Row("Ash"), Row("Birch", role="chair")]


def test_posts_and_officers_are_no_members() -> None:
    found = attended(
        "Present: Councillor Ann Ash (Leader, in the Chair), Councillor Bob Birch (Deputy Leader)\n\n"
        "Also in attendance: Councillor Una Usher\n\n"
        "Officers: Mary Jones (Chief Executive), Owen Park, Director of Finance and Resources"
    )
    assert found == [Row("Ann Ash", role="chair"), Row("Bob Birch")]


def test_the_label_on_a_line_of_its_own_names_in_two_columns() -> None:
    found = attended(
        "**Members present**\n\n"
        "Councillor Ann Ash (Chair)          Councillor Bob Birch (Vice-Chair)\n"
        "Councillor Cat Cole                 Councillor Dan Dale (substitute for\n"
        "                                    Councillor Eve Elm)\n\n"
        "**Apologies**\n\nCouncillor Eve Elm\n\n**Officers present**\n\nIvy Tran          Head of Policy"
    )
    assert sorted(found) == [
        Row("Ann Ash", role="chair"),
        Row("Bob Birch", role="vice_chair"),
        Row("Cat Cole"),
        Row("Dan Dale", substitute_for="Eve Elm"),
        Row("Eve Elm", status="apologies"),
    ]


def test_a_substitute_explained_below_the_list() -> None:
    found = attended(
        "Present: Councillors Ann Ash (Chair), +Bob Birch and Cat Cole.\n\n"
        "+substitute member: Councillor Bob Birch (for Councillor Dan Dale)."
    )
    assert Row("Bob Birch", substitute_for="Dan Dale") in found
    assert len(found) == 3


def test_a_substitute_told_in_an_item() -> None:
    items = (
        "\n\n**1  Substitutes**\n\nCllr Birch was present in substitution for Cllr Dale.\n\n**2  Minutes**\n\nAgreed."
    )
    assert attended("Present: Councillors Ash (Chair) and Birch", items=items) == [
        Row("Ash", role="chair"),
        Row("Birch", substitute_for="Dale"),
    ]


def test_apologies_in_the_head_and_again_in_an_item_count_once() -> None:
    items = "\n\n**1  Apologies**\n\nAn apology came from Cllr Bob Birch.\n\n**2  Minutes**\n\nAgreed."
    found = attended(
        "Present: Councillor Ann Ash\n\nApologies were received for the absence of Councillor B Birch.", items=items
    )
    assert found == [Row("Ann Ash"), Row("B Birch", status="apologies")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Monitoring Officer reported apologies from Councillor Bob Birch.",
        "Apologies were submitted on behalf of Councillor Bob Birch and apologies for lateness from Cllr Cole.",
        "Apologies: Cllr Bob Birch",
        "Apologies for absence were received from Councillor Bob Birch; Cllr Cole sent apologies for lateness.",
    ],
)
def test_ways_of_sending_apologies(sentence: str) -> None:
    found = attended(f"Present: Councillor Ann Ash\n\n{sentence}")
    assert [row for row in found if row.status == "apologies"] == [Row("Bob Birch", status="apologies")]


def test_no_apologies_are_nobodys() -> None:
    assert len(attended("Present: Councillor Ann Ash\n\nThere were no apologies for absence.")) == 1


def test_councils_over_and_before_their_members() -> None:
    found = attended(
        "**PRESENT:**\n\nLondon Borough of Barnet: Councillors Ann Ash (Chair) and Bob Birch\n\n"
        "**Wold District Council**\n\nCouncillor Cat Cole"
    )
    assert [(row.person, row.organisation) for row in found] == [
        ("Ann Ash", "Barnet"),
        ("Bob Birch", "Barnet"),
        ("Cat Cole", "Wold"),
    ]


def test_the_council_from_the_front_sheets_members_however_spelt() -> None:
    sheet = FrontSheet(
        organisations=("Wold", "Fen"),
        members=(("Councillor Terry Ash", "Wold"), ("Cllr Tonii Birch", "Fen"), ("Councillor Mary Cole", "Fen")),
    )
    found = attended("Present: Councillors Terence Ash, Toni Birch and Mark Cole", sheet)
    assert [row.organisation for row in found] == ["Wold", "Fen", None]


def test_party_groups_are_not_people() -> None:
    found = attended(
        "**Present:**\n\n**COUNCILLORS**\n\nConservative Group          Ann Ash (Chairman) and Bob Birch\n\n"
        "Labour Group                Cat Cole"
    )
    assert found == [Row("Ann Ash", role="chair"), Row("Bob Birch"), Row("Cat Cole")]


def test_the_mayor_named_in_brackets() -> None:
    found = attended("Present: The Mayor (Councillor Ann Ash) in the Chair; Councillors Bob Birch and Cat Cole")
    assert found == [Row("Ann Ash", "Mayor", "chair"), Row("Bob Birch"), Row("Cat Cole")]


def test_styles_of_address_before_offices_are_no_names() -> None:
    found = attended(
        "Present: The Right Honourable the Lord Mayor (Alderman Ash) (Chairman); the Deputy Lord Mayor (Councillor\n"
        "Birch); Aldermen Cole and M. Dale; and Councillors Elm and Ó Fir."
    )
    assert found == [
        Row("Ash", "Lord Mayor", "chair"),
        Row("Birch", "Deputy Lord Mayor"),
        Row("Cole", "Alderman"),
        Row("M. Dale", "Alderman"),
        Row("Elm"),
        Row("Ó Fir"),
    ]


def test_two_columns_without_headings_where_a_name_runs_close_to_the_next() -> None:
    found = attended(
        "**Members present:**\n\n"
        "Councillor Ann Ash (Chair)             Councillor Bob Birch (Vice-\n"
        "                                       Chair)\n"
        "Councillor Cat Cole                    Councillor Dan Dale\n"
        "Councillor Eve Elm (for Councillor Jan Councillor Gil Gorse\n"
        "Fir)\n"
    )
    assert found == [
        Row("Ann Ash", role="chair"),
        Row("Bob Birch", role="vice_chair"),
        Row("Cat Cole"),
        Row("Dan Dale"),
        Row("Eve Elm", substitute_for="Jan Fir"),
        Row("Gil Gorse"),
    ]


def test_names_without_titles_in_columns_under_their_title() -> None:
    found = attended(
        "**PRESENT:**\n\nCouncillor A Ash in the Chair\n\nCouncillors:-\n\n"
        "Bob Birch      Cat Cole       Dan Dale\n"
        "Eve Elm        Fay Fir\n"
    )
    assert found == [
        Row("A Ash", role="chair"),
        Row("Bob Birch"),
        Row("Cat Cole"),
        Row("Dan Dale"),
        Row("Eve Elm"),
        Row("Fay Fir"),
    ]


def test_roles_and_bodies_beside_names_without_headings() -> None:
    found = attended(
        "**Members present**\n\n"
        "Dr Ann Ash           Chair                    Orran Care Board\n"
        "Cllr Bob Birch       Vice Chair               Wold Council\n"
        "Cat Cole             Voices representative    Orran Voices\n"
    )
    assert [(row.person, row.title, row.role) for row in found] == [
        ("Ann Ash", "Dr", "chair"),
        ("Bob Birch", "Councillor", "vice_chair"),
        ("Cat Cole", None, "member"),
    ]


def test_a_label_set_on_two_lines_beside_its_list() -> None:
    found = attended(
        "**Present:**    Councillors A Ash (Chair), B Birch, C Cole, D Dale, E\n"
        "            Elm and F Fir\n\n"
        "**In**          Ms G Gorse (Harbour Master), Mr H Holt (Clerk)\n"
        "**attendance:**\n\n"
        "**Apologies:**  Councillor I Ivy\n"
    )
    assert found == [
        Row("A Ash", role="chair"),
        Row("B Birch"),
        Row("C Cole"),
        Row("D Dale"),
        Row("E Elm"),
        Row("F Fir"),
        Row("I Ivy", status="apologies"),
    ]


def test_a_chair_of_something_else_is_a_member() -> None:
    assert attended("Present: Dr Ann Ash (Clinical Chair of the Trust)") == [Row("Ann Ash", "Dr")]


def test_a_table_of_members_and_their_councils() -> None:
    page = set_lines(HEAD + "Present:\n\n\n\n\n\n" + ITEMS)
    texts = [["Councillor Ann Ash (Chair)", "Barnet"], ["Councillor Bob Birch", "Camden"]]
    cells = tuple(
        Cell(row, col, text, 1, Box(72 + 200 * col, 140 + 14 * row, 272 + 200 * col, 154 + 14 * row))
        for row, line in enumerate(texts)
        for col, text in enumerate(line)
    )
    table = Table("p001-1", 1, 1, Box(72, 140, 472, 168), 2, 2, 0, cells, "ruled")
    paper = Paper("01-minutes", "minutes", "Minutes", 1, 1, Box(0, 0, 1, 1))
    made = minutes(HEAD + "Present:" + "\n" * 6 + ITEMS)
    pack = Pack("pack", "m.pdf", "0", (page,), FrontSheet(), (paper,), made.passages, (table,))
    records, _ = read_attendance(pack)
    assert [(r["person"], r["organisation"], r["role"]) for r in records] == [
        ("Ann Ash", "Barnet", "chair"),
        ("Bob Birch", "Camden", "member"),
    ]


def test_printed_form_and_place_are_kept() -> None:
    records, _ = read_attendance(minutes(HEAD + "Present: Cllr Ann Ash MBE (Chair)" + ITEMS))
    assert records[0]["raw_text"] == "Cllr Ann Ash MBE (Chair)"
    assert records[0]["page"] == 1
    assert isinstance(records[0]["top"], float)


def test_minutes_that_name_nobody_raise_an_issue() -> None:
    _, issues = read_attendance(minutes(HEAD + ITEMS))
    assert [issue.code for issue in issues] == ["minutes_without_attendance"]


def test_surnames_that_are_colours_or_titles_stay_names() -> None:
    assert [person.name for person in read_people("Councillors Mrs. Green, R. F. Brown and Mayor")][:2] == [
        "Green",
        "R. F. Brown",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rosalind Fenn", "Rosalynd Fenn", True),
        ("Terry Ash", "Councillor Terence Ash", True),
        ("R W Ash", "Robert Ash", True),
        ("Mary Cole", "Mark Cole", False),
        ("Mary Cole", "Martin Cole", False),
        ("Ann Ash", "Ann Birch", False),
    ],
)
def test_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_lists_side_by_side_under_labels_of_their_own() -> None:
    found = attended(
        "**Present                    Apologies            In attendance**\n"
        "Cllr Ann Ash (Vice-          Cllr Eve             Max Moor, Harbour Master\n"
        "Chair)                       Elm                  Cllr Gil Gorse, Cabinet Member\n"
        "Cllr Bob Birch               Cllr Dan Dale\n"
    )
    assert found == [
        Row("Ann Ash", role="vice_chair"),
        Row("Bob Birch"),
        Row("Eve Elm", status="apologies"),
        Row("Dan Dale", status="apologies"),
    ]


def test_a_table_of_names_what_they_stand_for_and_how_they_came() -> None:
    found = attended(
        "**Name                    Representing              Attendance**\n"
        "Cllr Ann Ash (Chair)      Wold Borough Council      Present\n"
        "Max Moor                  Wold Voices               Apologies\n"
        "Dr Cat Cole               Wold Care Trust           Absent\n"
        "Eve Elm                   Orran Ferries             Present\n"
    )
    assert found == [
        Row("Ann Ash", role="chair", organisation="Wold"),
        Row("Max Moor", None, status="apologies", organisation="Wold Voices"),
        Row("Eve Elm", None, organisation="Orran Ferries"),
    ]


def test_aldermen_and_councillors_behind_dashes_and_the_mayor_in_the_chair() -> None:
    found = attended(
        "**In the Chair     :**  Mayor (Councillor A Ash)\n\n"
        "**Members Present  :**  Aldermen – B Birch and C Cole\n\n"
        "                    Councillors – D Dale and E Elm\n"
    )
    assert found == [
        Row("A Ash", "Mayor", "chair"),
        Row("B Birch", "Alderman"),
        Row("C Cole", "Alderman"),
        Row("D Dale"),
        Row("E Elm"),
    ]


def test_a_sederunt_and_who_took_the_chair_behind_the_apologies() -> None:
    found = attended(
        "**Sederunt:**\n\nCouncillors Ann Ash and Bob Birch\n\n**Apologies:**\n\nCouncillor Cat Cole\n\n"
        "**Councillor Ash in the Chair**"
    )
    assert found == [Row("Ann Ash", role="chair"), Row("Bob Birch"), Row("Cat Cole", status="apologies")]


MARKED = """**Chairman:**

* Councillor Ann Ash

**Vice Chairman:**

* Councillor Bob Birch

* Councillor Cat Cole          a Councillor Dan Dale
* Councillor Eve Elm           Councillor Fay Fox

Councillor Gil Gum

"""


def test_a_mark_before_each_name_says_who_came() -> None:
    assert attended(MARKED + "*Present") == [
        Row("Ann Ash", role="chair"),
        Row("Bob Birch", role="vice_chair"),
        Row("Cat Cole"),
        Row("Dan Dale", status="apologies"),
        Row("Eve Elm"),
    ]


@pytest.mark.parametrize(
    "legend",
    [
        "* denotes those present, a apologies",
        "* = Present; a = Apologies received",
        "* Members present and (a) apologies",
    ],
)
def test_marks_are_explained_in_many_words(legend: str) -> None:
    assert [row.status for row in attended(MARKED + legend)] == ["present"] * 3 + ["apologies", "present"]


def test_names_without_a_mark_came_where_the_mark_says_who_did_not() -> None:
    found = attended(
        "**Members**\n\n**Wold District Council**\n\nCouncillor Ann Ash\n\nCouncillor Bob Birch #\n\n"
        "Councillor Cat Cole (A)\n\nCouncillor Dan Dale #\n\n# apologies, A absent"
    )
    assert found == [
        Row("Ann Ash", organisation="Wold"),
        Row("Bob Birch", status="apologies"),
        Row("Dan Dale", status="apologies"),
    ]


def test_a_sign_that_says_something_else_leaves_the_list_as_it_is() -> None:
    found = attended("**Present:**\n\n* Councillor Ann Ash\n\nCouncillor Bob Birch\n\n* substitute member")
    assert found == [Row("Ann Ash"), Row("Bob Birch")]


def test_ticks_under_narrow_headings_are_told_apart_by_their_cells() -> None:
    def cell(text: str, x0: float, top: float) -> Paragraph:
        words = Line(tuple(line(text, x0, top)))
        return Paragraph(text, 1, words.box, ((1, words),), cell=True)

    head = [
        *(cell(text, x0, 100) for text, x0 in (("Councillor", 60), ("Present", 160), ("Apologies", 198))),
        *(cell(text, x0, 116) for text, x0 in (("Cllr Ann Ash", 60), ("✓", 160))),
        *(cell(text, x0, 132) for text, x0 in (("Cllr Bob Birch", 60), ("✓", 198))),
    ]

    told = [(paragraph.heading, paragraph.text) for paragraph in by_columns(head)]

    assert told == [(True, "present"), (False, "Cllr Ann Ash"), (True, "apologies"), (False, "Cllr Bob Birch")]
