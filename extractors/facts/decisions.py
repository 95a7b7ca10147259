"""Decisions: one row per operative decision of a meeting, found by the language of its minutes.

What counts as a decision, and of which kind, follows the contract's readings: the operative word as printed, a
resolution whole with its lettered parts, no discussion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.facts.meetings.decision import Decision, decisions_of
from extractors.facts.meetings.meeting import Item, Meeting, meetings_of
from extractors.facts.meetings.votes import vote_of_all
from extractors.facts.meetings.wording import plain
from extractors.records import Issue, Record
from extractors.reference import load

if TYPE_CHECKING:
    from extractors.pack import Pack

_MANY = 4  # items without a decision among them: minutes of any meeting record some


def read_decisions(pack: Pack) -> tuple[list[Record], list[Issue]]:
    """Rows of `decisions`, meeting by meeting, item by item; issues where some may have been missed."""
    records: list[Record] = []
    issues: list[Issue] = []
    for meeting in meetings_of(pack):
        before = len(records)
        for_all = vote_of_all(paragraph.text for paragraph in (*meeting.head, *meeting.close))
        for item in meeting.items:
            decisions = decisions_of(item.paragraphs, meeting.body)
            records.extend(
                _record(meeting, item, ordinal, decision, for_all) for ordinal, decision in enumerate(decisions, 1)
            )
            if not decisions and (word := _marked(item)):
                message = f"item {item.number or item.title!r} says {word!r}, but no decision was read in it"
                issues.append(Issue("facts", "warning", "decision_unread", message, item.page, item.box))
        if len(meeting.items) >= _MANY and len(records) == before:
            first = meeting.items[0]
            message = f"minutes with {len(meeting.items)} items, but without any decision"
            issues.append(Issue("facts", "warning", "minutes_without_decisions", message, first.page, first.box))
        issues.extend(_gaps(meeting))
    return records, issues


def _marked(item: Item) -> str | None:
    """The operative word in capitals that stands in an item ("RESOLVED")."""
    markers = load("decisions")["markers"]
    for paragraph in item.paragraphs:
        if not paragraph.capitals and (word := re.search(rf"\b(?:{'|'.join(markers).upper()})\b", paragraph.text)):
            return word.group()
    return None


def _gaps(meeting: Meeting) -> Iterator[Issue]:
    """An issue where the numbers of two items that follow each other leave some out: exempt items, or unread ones."""
    for item, following in pairwise(meeting.items):
        one, other = (re.fullmatch(r"(.*?)(\d+)(\D*)", each.number or "") for each in (item, following))
        if one and other and (one[1], one[3]) == (other[1], other[3]) and int(other[2]) > int(one[2]) + 1:
            message = f"between the items {item.number} and {following.number} no other was read"
            yield Issue("facts", "warning", "minute_numbers_missing", message, following.page, following.box)


def _record(meeting: Meeting, item: Item, ordinal: int, decision: Decision, for_all: str | None) -> Record:
    return {
        "decision_id": "/".join(
            (
                _slug(meeting.body or "unnamed body"),
                meeting.date.isoformat() if meeting.date else "undated",
                _slug(item.number or item.title),
                str(ordinal),
            )
        ),
        "body": meeting.body,
        "meeting_date": meeting.date,
        "item_no": item.number,
        "item_title": item.title,
        "ordinal": ordinal,
        "kind": decision.kind,
        "text": decision.text,
        "vote": decision.vote or for_all,
        "moved_by": decision.moved_by,
        "seconded_by": decision.seconded_by,
        "page": decision.page,
        **decision.box.columns(),
    }


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-") or "-"
