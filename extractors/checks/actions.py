"""Dates of a plan's actions: against what the row itself says, and against the minutes that speak of the action."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import shorten, split_sentences, word_list
from extractors.facts.dates import PrintedDate, find_dates
from extractors.records import Record

_BY = re.compile(r"\bby\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?$", re.IGNORECASE)
_PLANNED = ("action", "owner", "resources")  # what was set with the target; progress may tell of a delay


def check_dates_in_rows(pack: Material) -> Iterator[Outcome]:
    """A date by which an action's row says that something is to be done first, against the action's own target date."""
    for record in pack["rag_actions"]:
        target = record.get("target_date")
        if not isinstance(target, dt.date):
            continue
        for text, date in _dates_by(record):
            late = date.first > target
            action, plan = shorten(str(record.get("action") or ""), 90), str(record.get("plan") or "the plan")
            due = " ".join(str(record.get("target_text") or target).split())
            yield Outcome(
                not late,
                f"{plan}: '{action}' is due {due}" + (f" but {shorten(text, 60)}" if late else ""),
                f"{plan}: ‘{action}’ is due {due}, its row says ‘{shorten(text, 120)}’"
                + ("; the two may be steps of one thing" if late else ""),
                expected=f"{date.raw} or later" if late else due,
                actual=due,
                difference=f"{(target - date.first).days} days" if late else None,
                page=page_of(record),
                box=box_of(record),
            )


def _dates_by(record: Record) -> Iterator[tuple[str, PrintedDate]]:
    """The days by which the row says that something will be done, each with its text."""
    for column in _PLANNED:
        text = " ".join(str(record.get(column) or "").split())
        for date in find_dates(text):
            if date.is_day and _BY.search(text[: max(0, text.find(date.raw))]):
                yield text, date


def check_start_dates(pack: Material) -> Iterator[Outcome]:
    """The day on which an action begins, against the day on which it is to be done."""
    for record in pack["rag_actions"]:
        start, target = record.get("start_date"), record.get("target_date")
        if not isinstance(start, dt.date) or not isinstance(target, dt.date):
            continue
        action = shorten(str(record.get("action") or record.get("ref") or ""), 90)
        begins, ends = (" ".join(str(record.get(column)).split()) for column in ("start_text", "target_text"))
        yield Outcome(
            start <= target,
            f"{action}: begins {begins}, due {ends}",
            f"{action} begins {begins} and is due {ends}" + ("" if start <= target else ", before it begins"),
            expected=f"{begins} or later",
            actual=ends,
            difference=None if start <= target else f"{(target - start).days} days",
            page=page_of(record),
            box=box_of(record),
        )


def check_statuses(pack: Material) -> Iterator[Outcome]:
    """The status of an action in words, against its rating: red and complete, green and overdue."""
    for record in pack["rag_actions"]:
        status, rag = str(record.get("status_text") or ""), record.get("rag")
        badly = bool(word_list("status_badly").search(status))
        well = bool(word_list("status_well").search(word_list("status_badly").sub(" ", status)))
        if rag not in ("R", "G") or record.get("rag_basis") == "word" or well == badly:
            continue
        right = well == (rag == "G")
        action = shorten(str(record.get("action") or record.get("ref") or ""), 90)
        colour = "green" if rag == "G" else "red"
        yield Outcome(
            right,
            f"{action}: rated {colour}, status {shorten(status, 40)}",
            f"{action} is rated {colour}; its status is ‘{shorten(status, 80)}’",
            expected=colour if right else "red or amber" if rag == "G" else "green",
            actual=colour,
            page=page_of(record),
            box=box_of(record),
        )


def check_minuted_dates(pack: Material) -> Iterator[Outcome]:
    """The dates that minutes give an action by its reference, against those that the plan prints for it."""
    plans = {str(record["ref"]): record for record in pack["rag_actions"] if record.get("ref")}
    seen: set[tuple[str, str]] = set()
    for item in pack["minute_items"]:
        for text in split_sentences(str(item.get("text") or "")):
            named = [ref for ref in plans if re.search(rf"(?<!\w){re.escape(ref)}(?!\w)", text)]
            if len(named) != 1 or not re.search(r"[A-Za-z]", named[0]) or not word_list("to_be_done").search(text):
                continue
            record = plans[named[0]]
            told = f"{record.get('target_text')} {record.get('status_text')} {record.get('progress')}"
            if record.get("rag") in ("R", "A") or word_list("date_moved").search(told):
                continue  # the plan says itself that it is late
            said, printed = (find_dates(part) for part in (text, str(record.get("target_text") or "")))
            if not said or not printed or (named[0], text) in seen:
                continue
            seen.add((named[0], text))
            yield _against_minute(item, record, text, said, printed)


def _against_minute(
    item: Record, record: Record, text: str, said: list[PrintedDate], printed: list[PrintedDate]
) -> Outcome:
    """Right where any date is said in both: minutes need not tell all."""
    right = any(one.last == other.last for one in said for other in printed)
    there, here = (" and ".join(date.raw for date in dates) for dates in (said, printed))
    date = item.get("meeting_date")
    when = f" of {date.day} {date:%B %Y}" if isinstance(date, dt.date) else ""
    action = shorten(str(record.get("action") or ""), 90)
    return Outcome(
        right,
        f"{action}: target dates of {record['ref']} against minute {item['item_no']}{when}",
        f"{record['ref']} ({record.get('plan')}) is due {here}; minute {item['item_no']}{when} has {there}: "
        f"‘{shorten(text, 160)}’",
        expected=there,
        actual=" ".join(str(record.get("target_text")).split()),
        page=page_of(record),
        box=box_of(record),
    )
