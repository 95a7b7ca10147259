"""When and where a meeting is held, as the first page of a pack or a paper prints it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from extractors.facts.dates import PrintedDate, find_dates
from extractors.pages.page import Page
from extractors.papers.body import text_above
from extractors.papers.head import PageHead
from extractors.papers.item_numbers import heads_agenda
from extractors.papers.members import starts_with_title
from extractors.papers.naming import body_word
from extractors.papers.paper import AgendaItem
from extractors.reference import load
from extractors.text.columns import Row, rows_of
from extractors.text.lines import Line
from extractors.text.stacks import stacks_of

_TIME = (
    r"\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?\s?m\b\.?|noon|midday)|(?:\d{1,2}[.:]\d{2}|\d{4})\s*(?:hours|hrs)"
    r"|\d{1,2}[.:]\d{2}|noon|midday"
)
_TIMES = re.compile(
    rf"(?<![\d/.-])((?:{_TIME})(?:\s*(?:-|\u2013|\u2014|\u2212|to|until)\s*(?:{_TIME}))?)(?![\d/-])", re.I
)
_OVER = re.compile(r"\b(?:closed|ended|concluded|rose|terminated|finished|adjourned)\b", re.I)
_SURE_TIME = re.compile(r"[ap]\.?\s?m\b|noon|midday|hours|hrs", re.I)
_HOLDS = re.compile(r"\b(?:held|take place|meet)\b", re.I)
_WHEN = re.compile(
    r"(?:[\s,]*\b(?:on|at|from|commencing|starting|beginning|until|to))*[\s,]*(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[\s,]*)?"
    r"\|(?:\s+(?:hours|prompt)\b)?",
    re.I,
)
_AT_PLACE = re.compile(
    r"(?:[\s,(|]|\b(?:remotely|virtually|online|in public|and (?:end|finish|conclud|clos)ing)\b)*"
    r"\b(?:in|at|via|on(?!\s+\d)|by)\s+(?:the\s+)?((?-i:[A-Z0-9])(?:(?!(?<!\bst)\.\s)[^|]){2,140}?)[\s,.]*"
    r"(?:\||$|(?<=\.)\s|\b(?:commenc|conclud|start|finish)(?:ed|ing)\b)",
    re.I,
)
_MEETS = re.compile(
    r"\b(?:(?:to|will|is to|shall) (?:be held|be convened|take place|meet)|summoned to)\b.{0,200}", re.I
)

_MET = re.compile(r"\b(?:minutes?|meeting|proceedings)\b.{0,160}?\bheld\b.{0,160}", re.I)
_PRESENT = re.compile(r"\bpresent\b", re.I)
_BEHIND_TIME = re.compile(rf"(?:{_TIME})(?:,\s+|,?\s+(?:in|at)\s+)(?:the\s+)?((?-i:[A-Z]).{{3,120}})$", re.I)
_LABELLED = re.compile(r"[A-Z][\w ]{2,30}:(?:\s|$)")
_PLACE = 4  # words: a shorter line may be a place whatever its letters
_NEAR = 7.0  # of the type size: how far from the day the place may stand


def find_date(front: Sequence[Page], head: PageHead, first_item: AgendaItem | None) -> PrintedDate | None:
    """The first day printed above the agenda; behind a label or where a sentence says when it is held for choice."""
    label = head.label("date")
    texts = [label.text] if label and label.box.top < 0.5 * head.page.height else []
    called = [held[0] for page in front for held in _MEETS.finditer(text_above(page, first_item))]
    texts = [*called, *texts]  # a label may print the day of the letter
    if head.is_report and (to := head.label("to")):
        texts.insert(0, to.text)
    if head.is_minutes and (past := day_of_minutes(head)):
        return past
    for page in front:
        foot = first_item.box.top if first_item and first_item.page == page.number else page.height
        above = [[line for line in stack if line.box.top < foot] for stack in stacks_of(page)]
        texts += [" ".join(line.text for line in stack) for stack in above]
        texts += [line.text for line in PageHead(page).top if line.box.top < foot]
    return next((date for text in texts for date in _days(text) if not _is_issue(date, text)), None)


def _is_issue(date: PrintedDate, text: str) -> bool:
    """Whether a label before the day says that the papers were issued then."""
    labels = "|".join(re.escape(label) for label in load("bodies")["issue_labels"])
    return re.search(rf"\b(?:{labels})\b(?:\s+on)?[\s:]*$", text[: text.find(date.raw)], re.I) is not None


def day_of_minutes(head: PageHead) -> PrintedDate | None:
    """The day of the meeting that minutes record: in the sentence that says when it was held, else the first printed.

    A label above may print the day of the later meeting at which the minutes are to be agreed.
    """
    lines = [line.text for line in head.top]
    past = _MET.search(_PRESENT.split(" ".join(lines))[0])
    return next((date for text in [past[0] if past else "", *lines, " ".join(lines)] for date in _days(text)), None)


def find_date_of_papers(pages: Sequence[Page]) -> PrintedDate | None:
    """The day that the heads of the reports print, where the front sheet has none."""
    found: Counter[dt.date] = Counter()
    dates: dict[dt.date, PrintedDate] = {}
    for page in pages:
        if page.item_stamp is None and page.number > 1:
            continue
        head = PageHead(page)
        if not head.is_report:
            continue
        for date in _days(" ".join(line.text for line in head.top[:4])):
            found[date.first] += 1
            dates.setdefault(date.first, date)
    return dates[found.most_common(1)[0][0]] if found else None


def _days(text: str) -> list[PrintedDate]:
    return [date for date in find_dates(text) if date.is_day and date.first > dt.date(1990, 1, 1)]


def find_time(page: Page, date: PrintedDate | None) -> str | None:
    """The time as printed; beside the date or behind a label for choice. Numbers alone count only there."""
    stacks = stacks_of(page)
    lines = [segment.text for stack in stacks for segment in stack]
    paragraphs = [paragraph for stack in stacks for paragraph in _paragraphs(stack)]
    rows = [row.whole().text for row in rows_of(page.words)[:30]]
    labels = tuple(label.casefold() for label in load("bodies")["time_labels"])
    day = date.raw.split(",")[0][:12] if date else None
    near = [
        text
        for text in [*rows, *lines, *paragraphs]
        if text.casefold().startswith(labels) or (day is not None and day in text)
    ]
    for text in near:
        cut = text.replace(date.raw, " ") if date else text
        for found in _TIMES.finditer(cut):
            if _SURE_TIME.search(found[0]) or ":" in found[0]:
                return _tidy(found[1])
    for text in [*lines, *rows] if date else []:
        found_time = _TIMES.search(text)
        if found_time and _SURE_TIME.search(found_time[0]) and len(text) < 120 and not _OVER.search(text):
            return _tidy(found_time[1])
    return None


def _tidy(time: str) -> str:
    """A time as printed, without the full stop of its sentence."""
    text = " ".join(time.split())
    return text if re.search(r"[ap]\.\s?m\.$", text, re.I) else text.rstrip(".")


def find_venue(page: Page, date: PrintedDate | None) -> str | None:
    """Where the meeting is held: behind a label, after "held in", or lines near the day that name a room or house."""
    data = load("bodies")
    rows: list[Row] = rows_of(page.words)
    for stack in stacks_of(page):
        for index, line in enumerate(stack):
            label = next(
                (
                    label
                    for label in data["venue_labels"]
                    if re.match(rf"{re.escape(label)}\s*:?\s*(?=\S|$)", line.text, re.I)
                ),
                None,
            )
            if label and (
                line.text.strip(" :").casefold() == label.casefold()
                or line.text[len(label) :].lstrip()[:1] == ":"
                or (line.words[0].bold and not line.words[-1].bold)
            ):
                rest = line.text[len(label) :].strip(" :")
                beside = _beside(line, rows) if not rest else []
                following = [part.text for part in stack[index + 1 : index + 3]] if not beside and not rest else []
                return _joined([rest, *beside, *following]) if rest or beside or following else None
    words = re.compile(rf"\b(?:{'|'.join(data['venue_words'])})\b", re.I)
    stacks = stacks_of(page)
    upper = [[line for line in stack if line.box.top < 0.6 * page.height] for stack in stacks]
    for paragraph in (paragraph for stack in upper for paragraph in _paragraphs(stack)):
        if place := _held_at(paragraph):
            return place
        at = _BEHIND_TIME.search(paragraph)
        if at and words.search(at[1]) and not find_dates(at[1]):
            return at[1].strip(" ,.")
    days = [line.box.top for stack in stacks for line in stack if date and date.raw in line.text]
    for stack in upper:
        for index, line in enumerate(stack):
            if not words.search(line.text) or _says_else(line.text):
                continue
            if not any(abs(line.box.top - day) < _NEAR * line.size for day in days):
                continue
            parts = [line.text]
            for below in stack[index + 1 : index + 4]:
                stops = _TIMES.search(below.text) or below.text.endswith(":") or _says_else(below.text)
                stops = stops or below.text.casefold() in data["trailers"]
                if stops or below.bold != line.bold:
                    break
                parts.append(below.text)
            return _joined([_joined([part]) for part in parts])
    return None


def _held_at(paragraph: str) -> str | None:
    """The place in "held on … at … in the Guildhall", wherever day and time stand in the sentence; None without one."""
    holds = _HOLDS.search(paragraph)
    if not holds:
        return None
    rest = paragraph[holds.end() :]
    for date in find_dates(rest):
        rest = rest.replace(date.raw, "|")
    rest = _WHEN.sub("|", _TIMES.sub("|", rest))
    place = _AT_PLACE.match(rest)
    return place[1].strip(" ,.") if place and not _HOLDS.search(place[1]) else None


def _says_else(text: str) -> bool:
    """Whether a line says something else than a place: a day, a body, a label, an address to write to."""
    if find_dates(text) or "@" in text or text[:1].islower() or _LABELLED.match(text) or starts_with_title(text):
        return True
    if heads_agenda(text) or _is_prose(text):
        return True
    return bool(body_word().search(text) and not re.search(r"civic", text, re.I))


def _is_prose(text: str) -> bool:
    """Whether most words of a line begin small: the name of a place is in capitals."""
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > _PLACE and 2 * sum(word[0].islower() for word in words) > len(words)


def _paragraphs(stack: Sequence[Line]) -> list[str]:
    """The lines of a stack joined while they are set alike and open no label, at most four."""
    runs: list[list[Line]] = []
    for line in stack:
        last = runs[-1][-1] if runs else None
        alike = last is not None and abs(line.size - last.size) < 0.5 and _same_weight(last, line)
        if alike and len(runs[-1]) < 4 and not _LABELLED.match(line.text):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [" ".join(line.text for line in run) for run in runs]


def _same_weight(line: Line, other: Line) -> bool:
    """Whether two lines are set in one weight, or one of them in both: words picked out in a paragraph. A line all in
    capitals stands for itself."""
    if other.text.isupper() and not line.text.isupper():
        return False
    weights = {word.bold for word in line.words}, {word.bold for word in other.words}
    return line.bold == other.bold or max(map(len, weights)) > 1


def _beside(label: Line, rows: Sequence[Row]) -> list[str]:
    """What stands to the right of a label: its own row, and the rows below that have nothing under the label."""
    found: list[str] = []
    edge = None
    for row in rows:
        if row.bottom < label.box.top + 1:
            continue
        right = [segment for segment in row.segments if segment.box.x0 > label.box.x1]
        if not found:
            if not right or row.top > label.box.bottom:
                return []
            edge = right[0].box.x0
            found.append(right[0].text)
        elif (
            edge is not None
            and len(row.segments) == 1
            and abs(row.segments[0].box.x0 - edge) < 4
            and row.top - rows[rows.index(row) - 1].bottom < row.size
        ):
            found.append(row.segments[0].text)
        else:
            break
    return found[:3]


def _joined(parts: Sequence[str]) -> str:
    text = ""
    for part in parts:
        if part:
            text = f"{text} {part}" if text.endswith(",") else f"{text}, {part}" if text else part
    contact = re.search(rf"\s(?:{'|'.join(load('bodies')['contact_labels'])})\b\s*:.*", text, re.I)
    return (text[: contact.start()] if contact else text).strip(" ,.")
