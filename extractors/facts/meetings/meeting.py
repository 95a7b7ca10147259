"""A meeting as its minutes tell it: the body, the date, the head with those present, and the minuted items."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.facts.dates import find_dates
from extractors.facts.meetings.bodies import find_body
from extractors.facts.meetings.headings import Heading, find_headings, heads_section
from extractors.facts.meetings.paragraph import Paragraph, paragraphs_of
from extractors.facts.meetings.people import read_people, role_of
from extractors.facts.meetings.sections import section_of
from extractors.facts.meetings.wording import is_one_of
from extractors.geometry import Box

if TYPE_CHECKING:
    from extractors.pack import Pack
    from extractors.papers.paper import Paper

_ITEM_STAMP = re.compile(
    r"[(\[]?\s*(?:agenda\s+)?item\s*(?:no\.?|number)?\s*:?\s*\d+\w?(?:\s*(?:and|&|-|to)\s*\d+)?\s*[)\]]?\.?", re.I
)
_TITLE_TAIL = re.compile(
    r"\s*[(\[]\s*(?:(?:agenda\s+)?item\s*(?:no\.?)?\s*:?\s*\w{1,4}|pages?\s*\d+(?:\s*[-–]\s*\d+)?|\d{1,2}[.:]\d\d\s*(?:am|pm)?"
    r"|minute\s*(?:no\.?)?\s*\d+\w*)\s*[)\]]\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_.…\-–—\s]{4,}")
_MINUTES_OF = re.compile(
    r"(?:draft |unconfirmed |public )?(?:minutes|proceedings|notes|record) of (?:a|an|the|proceedings)\b.{0,200}|"
    r"at (?:a|an|the) .{0,40}meeting of .{3,200}held .*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Item:
    """One minuted item. `paragraphs` are its text, without the heading and what is no part of any item."""

    number: str | None
    title: str
    paragraphs: tuple[Paragraph, ...]
    page: int
    box: Box

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Meeting:
    """`head` is what stands before the first item: title, place, who was present; `close` what follows the last."""

    body: str | None
    date: dt.date | None
    head: tuple[Paragraph, ...]
    items: tuple[Item, ...]
    close: tuple[Paragraph, ...]


def meetings_of(pack: Pack) -> list[Meeting]:
    """The meetings whose minutes the pack holds, in its order. A paper may hold the minutes of several."""
    meetings: list[Meeting] = []
    for paper in pack.papers:
        if paper.kind == "minutes":
            paragraphs = paragraphs_of(pack, paper)
            starts = [0, *_starts(paragraphs)[1:]]
            for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
                part = paragraphs[start:end]
                if part:
                    meetings.append(_meeting(pack, paper, part, alone=len(starts) == 1))
    return meetings


def _starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where heads of minutes stand: "Minutes of a meeting …" with those present named soon after."""
    found: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if _MINUTES_OF.match(paragraph.text) and len(paragraph.text) < 300:
            near = paragraphs[index + 1 : index + 10]
            if any(_names_those_present(other.text) for other in near) and not (found and index - found[-1] < 4):
                found.append(index)
    return found


def _meeting(pack: Pack, paper: Paper, paragraphs: Sequence[Paragraph], *, alone: bool) -> Meeting:
    first = _first_item(paragraphs)
    headings = find_headings(paragraphs, first)
    cut = headings[0].index if headings else len(paragraphs)
    items: list[Item] = []
    close: list[Paragraph] = []
    ends = [*(heading.index for heading in headings[1:]), len(paragraphs)]
    for heading, end in zip(headings, ends, strict=False):
        text, rest = _text(paragraphs, heading, end, last=end == len(paragraphs))
        items.append(_item(paragraphs, heading, text))
        close.extend(rest)
    head = tuple(paragraphs[:cut])
    date = _date(head)
    return Meeting(
        body=find_body(head, pack),
        date=(paper.meeting_date or date) if alone else (date or paper.meeting_date),
        head=head,
        items=tuple(items),
        close=tuple(close),
    )


def _first_item(paragraphs: Sequence[Paragraph]) -> int:
    """From where on items may begin: behind the line that names those present, where there is one."""
    for index, paragraph in enumerate(paragraphs[:60]):
        if _names_those_present(paragraph.text):
            return index + 1
    return 0


def _names_those_present(text: str) -> bool:
    """Whether a paragraph is or opens the list of those who came; "Chair" alone may as well be the place to sign."""
    section = section_of(text)
    if section is None or section[0] != "present":
        return False
    _, names, label = section
    return role_of(label or "") is None or bool(read_people(names))


def _text(
    paragraphs: Sequence[Paragraph], heading: Heading, end: int, *, last: bool
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of an item, and those that close the minutes behind the last one."""
    text: list[Paragraph] = []
    if heading.body:
        lead = paragraphs[heading.index + heading.span - 1]
        text.append(replace(lead, text=heading.body, heading=False, bold=False))
    for index in range(heading.index + heading.span, end):
        paragraph = paragraphs[index]
        if not text and _ITEM_STAMP.fullmatch(paragraph.text):
            continue
        if not text and (stamped := _ITEM_STAMP.match(paragraph.text)) and stamped.group().startswith(("(", "[")):
            paragraph = replace(paragraph, text=paragraph.text[stamped.end() :].strip())
        over = is_one_of(paragraph.text, "minutes", "ends") and (
            text or not is_one_of(heading.title, "minutes", "closes")
        )
        if last and (over or is_one_of(paragraph.text, "minutes", "closings")):
            return text, list(paragraphs[index:end])
        if not _RULE.fullmatch(paragraph.text) and not is_one_of(paragraph.text, "minutes", "section_headings"):
            text.append(paragraph)
    while not last and len(text) > 1 and heads_section(text[-1]):
        text.pop()  # the heading of the part of the meeting that the next item opens
    return text, []


def _date(head: Sequence[Paragraph]) -> dt.date | None:
    """The first whole date of the head, before those present are named."""
    for paragraph in head[: _first_item(head) or len(head)]:
        for date in find_dates(paragraph.text):
            if date.is_day:
                return date.first
    return None


def _item(paragraphs: Sequence[Paragraph], heading: Heading, text: Sequence[Paragraph]) -> Item:
    paragraph = paragraphs[heading.index]
    title = heading.title
    while (shorter := _TITLE_TAIL.sub("", title)) != title and shorter:
        title = shorter
    return Item(heading.number, title.strip(" -–—:"), tuple(text), paragraph.page, paragraph.box)
