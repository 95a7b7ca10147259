"""Attendance: who of a body's members was present at a meeting, in which role, who sent apologies, who sat for whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.facts.meetings.meeting import Meeting, meetings_of
from extractors.facts.meetings.people import Person, names_post, role_of, same_person, strip_title, substituted
from extractors.facts.meetings.roll import Entry, roll_of
from extractors.facts.meetings.wording import is_one_of
from extractors.facts.organisations import find_organisations, plain_name
from extractors.papers.naming import is_council, is_joint
from extractors.records import Issue, Record

if TYPE_CHECKING:
    from extractors.pack import Pack


def read_attendance(pack: Pack) -> tuple[list[Record], list[Issue]]:
    """Rows of `attendance`: members present and members who sent apologies; no officers, no public."""
    records: list[Record] = []
    issues: list[Issue] = []
    for meeting in meetings_of(pack):
        entries = roll_of(meeting, pack.front_sheet.organisations)
        if meeting.head and not any(entry.status == "present" for entry in entries):
            first = meeting.head[0]
            message = "Minutes that name nobody as present"
            issues.append(Issue("facts", "warning", "minutes_without_attendance", message, first.page, first.box))
        records.extend(_record(meeting, entry, pack) for entry in entries)
    return records, issues


def _record(meeting: Meeting, entry: Entry, pack: Pack) -> Record:
    person = entry.person
    return {
        "body": meeting.body,
        "meeting_date": meeting.date,
        "person": person.name,
        "title": person.title,
        "organisation": entry.council or _organisation(person, meeting, pack),
        "role": person.role,
        "status": entry.status,
        "substitute_for": person.substitute_for,
        "raw_text": person.raw,
        "page": entry.page,
        **entry.box.columns(),
    }


def _organisation(person: Person, meeting: Meeting, pack: Pack) -> str | None:
    """The council that a person's note, or the front sheet's list of members, gives them.

    A note may name a council ("Malvern Hills District Council"), and for a joint body the place alone ("Malvern").
    """
    sheet = pack.front_sheet
    for note in person.notes:
        if named := find_organisations(note, sheet.organisations):
            return named[0]
        if is_council(note) and not note.casefold().endswith("authority"):
            return plain_name(note)
        if is_joint(meeting.body) and _is_place(note):
            return note
    matches = [council for name, council in sheet.members if same_person(strip_title(name), person.name)]
    return matches[0] if len(set(matches)) == 1 else None


def _is_place(note: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|and|of|upon|on|&)){0,4}", note)) and not (
        role_of(note)
        or substituted(note)
        or any(is_one_of(note, "people", name) for name in ("groups", "capacities"))
        or names_post(note)
    )
