"""Minute items: one row per minuted item of each meeting, with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.facts.meetings.meeting import meetings_of
from extractors.records import Issue, Record

if TYPE_CHECKING:
    from extractors.pack import Pack


def read_minute_items(pack: Pack) -> tuple[list[Record], list[Issue]]:
    """Rows of `minute_items`, in the order of the pack; an issue for minutes in which no item was found."""
    records: list[Record] = []
    issues: list[Issue] = []
    for meeting in meetings_of(pack):
        if not meeting.items and meeting.head:
            first = meeting.head[0]
            issues.append(
                Issue(
                    stage="facts",
                    severity="warning",
                    code="minutes_without_items",
                    message="Minutes in which no numbered or headed item was found",
                    page=first.page,
                    box=first.box,
                )
            )
        records.extend(
            {
                "body": meeting.body,
                "meeting_date": meeting.date,
                "item_no": item.number,
                "title": item.title,
                "text": item.text,
                "page": item.page,
                **item.box.columns(),
            }
            for item in meeting.items
        )
    return records, issues
