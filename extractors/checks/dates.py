"""Dates in sentences: weekdays that they do not fall on, and years that the rest of the sentence contradicts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.check import Outcome, box_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, shorten, word_list
from extractors.facts.dates import PrintedDate, find_dates

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b,?\s*(?:the\s+)?$", re.IGNORECASE)
_YEAR_ENDS = {(3, 31), (4, 1), (12, 31), (1, 1)}  # printed of many years alike
_SEASON = 100  # days from the meeting within which a date of the next or last year is likely a slip of the year
_UNTIL = re.compile(rf"\s*(?:to|until|till|[-–—])\s*(?:(?:{'|'.join(_DAYS)}),?\s+)?(?:the\s+)?", re.IGNORECASE)
_OFTEN = 2  # times that the day must be printed with another year


def check_weekdays(pack: Material) -> Iterator[Outcome]:
    """Each date printed with its weekday."""
    for sentence, date, before in _days(pack):
        if match := _WEEKDAY.search(before):
            real = _DAYS[date.first.weekday()]
            yield Outcome(
                real.casefold() == match[1].casefold(),
                f"{match[1]} {date.raw}: weekday",
                f"{date.raw} was a {real}" + ("" if real.casefold() == match[1].casefold() else f", not a {match[1]}"),
                expected=real,
                actual=match[1],
                page=sentence.page,
                box=box_of(sentence.record),
            )


def check_date_years(pack: Material) -> Iterator[Outcome]:
    """Dates of a year that lies wrong: something still to come dated before the meeting, or the one odd year of a day.

    Judged only within a few months of the meeting's own day of the year, where the wrong year comes from habit.
    """
    meeting = next((packed.get("meeting_date") for packed in pack["packs"] if packed.get("meeting_date")), None)
    if not isinstance(meeting, dt.date):
        return
    days = [(sentence, date, before) for sentence, date, before in _days(pack)]
    printed = Counter((date.first.month, date.first.day, date.first.year) for _, date, _ in days)
    minutes = {str(paper["document_id"]) for paper in pack["documents"] if paper.get("kind") == "minutes"}
    for sentence, date, before in days:
        if sentence.document_id in minutes:
            continue
        twin = _next_year(date.first)
        if (
            (date.first.month, date.first.day) in _YEAR_ENDS
            or twin is None
            or not -_SEASON <= (twin - meeting).days <= _SEASON
        ):
            continue
        often = printed[(twin.month, twin.day, twin.year)]
        once = printed[(date.first.month, date.first.day, date.first.year)]
        ahead = bool(word_list("to_come").search(before[-90:])) and twin >= meeting - dt.timedelta(days=30)
        wrong = date.first < meeting and (ahead or (often >= _OFTEN and once <= often / 2 and twin > meeting))
        if wrong or ahead:
            around = shorten(sentence.text, 170)
            known = (
                f"; {twin.day} {twin:%B %Y} is printed {'once' if often == 1 else f'{often} times'}" if often else ""
            )
            yield Outcome(
                not wrong,
                f"{around} (should be {twin.year})" if wrong else around,
                f"{date.raw} lies before the meeting of {meeting.day} {meeting:%B %Y}{known}: {around}",
                expected=twin.isoformat() if wrong else date.first.isoformat(),
                actual=date.first.isoformat(),
                page=sentence.page,
                box=box_of(sentence.record),
            )


def check_meeting_dates(pack: Material) -> Iterator[Outcome]:
    """The day of the meeting on a report, against that on the front sheet: the same day of another month or year."""
    meeting = next((packed.get("meeting_date") for packed in pack["packs"] if packed.get("meeting_date")), None)
    for paper in pack["documents"]:
        own = paper.get("meeting_date")
        if paper.get("kind") != "report" or not isinstance(own, dt.date) or not isinstance(meeting, dt.date):
            continue
        same = own == meeting
        slipped = own.day == meeting.day and (own.month == meeting.month or own.year == meeting.year)
        if same or slipped:  # a report may have gone to another body on another day
            yield Outcome(
                same,
                f"{shorten(str(paper.get('title') or 'the report'), 120)}: date of the meeting",
                f"the report is dated {own.day} {own:%B %Y}; the meeting is on {meeting.day} {meeting:%B %Y}",
                expected=meeting.isoformat(),
                actual=own.isoformat(),
                page=int(str(paper["first_page"])),
            )


def check_date_ranges(pack: Material) -> Iterator[Outcome]:
    """Two days said as the ends of a span ("1 December 2030 to 12 January 2031"): it must not run backwards."""
    for (sentence, first, before), (other, last, until) in pairwise(_days(pack)):
        if other is not sentence or not _UNTIL.fullmatch(until[len(before) + len(first.raw) :]):
            continue
        right = first.first <= last.first
        yield Outcome(
            right,
            f"{first.raw} to {last.raw}",
            f"{first.raw} to {last.raw}: "
            + ("a span of days" if right else "it ends before it begins")
            + f": ‘{shorten(sentence.text, 170)}’",
            expected=f"{first.raw} or later" if not right else last.raw,
            actual=last.raw,
            difference=None if right else f"{(last.first - first.first).days} days",
            page=sentence.page,
            box=box_of(sentence.record),
        )


def _days(pack: Material) -> Iterator[tuple[Sentence, PrintedDate, str]]:
    """Every day with its year that a paragraph prints, with the text before it."""
    for sentence in pack.sentences:
        if sentence.kind == "cell" or not re.search(r"\b(?:19|20)\d\d\b", sentence.text):
            continue
        plain = " ".join(sentence.text.split())
        at = 0
        for date in find_dates(plain):
            if not date.is_day or not re.search(r"\d{4}$", date.raw):
                continue
            found = plain.find(date.raw, at)
            if found >= 0:
                at = found + len(date.raw)
                yield sentence, date, plain[:found]


def _next_year(day: dt.date) -> dt.date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return None
