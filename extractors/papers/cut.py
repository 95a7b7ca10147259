"""A pack cut into its papers: agenda, minutes, reports, appendices, presentations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extractors.facts.dates import find_dates
from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.papers.authors import author_of
from extractors.papers.front_sheet import front_pages
from extractors.papers.head import PageHead, TitleLines, own_numbers
from extractors.papers.labels import Labelled
from extractors.papers.paper import AgendaItem, FrontSheet, Paper, PaperKind
from extractors.papers.starts import Boundary, has_notice, is_blank, item_starts, same_shape, titled_starts
from extractors.text.lines import Line

_REFERENCE = re.compile(r"^(?:\d{2,4}/\d{2,6}|[A-Z]{1,4}[ /-]?\d{2,6})\s*[-\u2013:]\s*")


@dataclass
class _Span:
    """The pages of one paper while the pack is being cut."""

    heads: list[PageHead]
    item: str | None = None
    opens_item: bool = False
    by_geometry: bool = False
    after: list[Page] = field(default_factory=list)  # blank pages behind it


def cut_papers(pages: Sequence[Page], front_sheet: FrontSheet) -> list[Paper]:
    """The papers of a file in page order. Blank pages behind a paper belong to none; a file without words has none."""
    heads = [PageHead(page) for page in pages]
    if all(is_blank(page) for page in pages):
        return []
    agenda_end = _agenda_end(pages, front_sheet)
    stamped = {number: item for number, item in item_starts(pages, front_sheet.items).items() if number > agenda_end}
    starts = titled_starts(heads, front_sheet.items, agenda_end, stamped)
    papers: list[Paper] = []
    spans = _spans(heads, starts, agenda_end)
    items = {item.item_no: item for item in front_sheet.items}
    for span in spans:
        agenda = agenda_end >= span.heads[0].page.number
        opens = not agenda and (span.opens_item or not papers)
        papers.append(_paper(len(papers) + 1, span, agenda, opens, items.get(span.item or ""), front_sheet))
    return papers


def _agenda_end(pages: Sequence[Page], front_sheet: FrontSheet) -> int:
    """The last page of the agenda; 0 where the file has none."""
    if not front_sheet.items:
        return 0
    last_item = front_sheet.items[-1].page
    front = [page for page in front_pages(pages) if not is_blank(page)]
    stamped = any(page.label or page.item_stamp for page in pages)
    if stamped:
        return max([page.number for page in front] or [last_item])
    # Without stamps what follows the last item is the agenda's only while it goes on in its shape and opens nothing.
    end = last_item
    for page in pages[last_item:]:
        head = PageHead(page)
        if is_blank(page) or head.is_titled or head.is_report or head.is_minutes or not same_shape(page, pages[0]):
            break
        if page not in front:
            break
        end = page.number
    return end


def _spans(heads: Sequence[PageHead], starts: dict[int, str], agenda_end: int) -> list[_Span]:
    spans: list[_Span] = []
    boundary: Boundary | None = None
    item: str | None = None
    for head in heads:
        number = head.page.number
        if is_blank(head.page):
            if spans and _counts_on(head.page, spans[-1]):
                spans[-1].heads.append(head)
            elif spans:
                spans[-1].after.append(head.page)
            continue
        if number <= agenda_end:
            if spans:
                spans[-1].heads.append(head)
                spans[-1].after.clear()
            else:
                spans.append(_Span([head]))
            continue
        opens_item = number in starts
        item = starts.get(number, item)
        new = boundary is None or opens_item or boundary.starts(head, spans[-1].after)
        if new and boundary is not None and not opens_item and _back_again(head, spans, boundary):
            new = False
        if new:
            by_geometry = boundary is not None and not opens_item and boundary.by_geometry
            spans.append(_Span([head], item, opens_item, by_geometry))
            boundary = Boundary(head)
            continue
        assert boundary is not None
        if _came_back(head, spans):
            # A table on a turned sheet inside a report: the report goes on in its own shape.
            turned = spans.pop()
            spans[-1].heads.extend(turned.heads)
            boundary = Boundary(spans[-1].heads[0])
            for earlier in spans[-1].heads[1:]:
                boundary.take(earlier)
        spans[-1].heads.append(head)
        spans[-1].after.clear()
        boundary.take(head)
    return spans


def _counts_on(blank: Page, span: _Span) -> bool:
    """Whether a page without text has the paper's next page number: an empty page of the paper itself."""
    if has_notice(blank) or span.after:
        return False
    return any(number - 1 in own_numbers(span.heads[-1].page) for number in own_numbers(blank))


def _back_again(head: PageHead, spans: Sequence[_Span], boundary: Boundary) -> bool:
    """Whether a page that opens a paper only by its shape carries on the one before a turned sheet."""
    if not boundary.by_geometry or len(spans) < 2 or not spans[-1].by_geometry or spans[-1].after:
        return False
    before = spans[-2].heads[-1]
    return same_shape(head.page, before.page) and head.typeface == before.typeface and _heading_like(head, before)


def _heading_like(head: PageHead, before: PageHead) -> bool:
    """Whether the page's first line is no larger than the paper's own headings: bold text, not a title."""
    return bool(head.top) and head.top[0].size <= 1.12 * before.body_size


def _came_back(head: PageHead, spans: Sequence[_Span]) -> bool:
    if len(spans) < 2 or not spans[-1].by_geometry or spans[-1].after:
        return False
    last = spans[-1].heads[-1].page
    return not same_shape(head.page, last) and same_shape(head.page, spans[-2].heads[-1].page)


def _paper(
    ordinal: int,
    span: _Span,
    agenda: bool,
    opens: bool,
    item: AgendaItem | None,
    front_sheet: FrontSheet,
) -> Paper:
    first = span.heads[0]
    kind: PaperKind = "agenda" if agenda else _kind(span, opens, item)
    title = _title(kind, span, opens, item, front_sheet)
    return Paper(
        document_id=f"{ordinal:02d}-{kind}",
        kind=kind,
        title=title.text,
        first_page=first.page.number,
        last_page=span.heads[-1].page.number,
        title_box=title.box,
        agenda_item=None if agenda else span.item,
        meeting_date=_meeting_date(kind, first, front_sheet),
        author=None if kind in ("agenda", "minutes") else author_of(kind, span.heads),
    )


def _kind(span: _Span, opens: bool, item: AgendaItem | None) -> PaperKind:
    first = span.heads[0]
    about_minutes = item is not None and "minutes" in item.title.casefold()
    if first.is_minutes and not (first.is_report and not about_minutes) and first.appendix is None:
        return "minutes"
    if sum(head.is_slide for head in span.heads) > 0.7 * len(span.heads):
        return "presentation"
    if first.filed_as is not None and not opens:
        return "appendix"
    if first.is_report or (opens and first.appendix is None):
        return "report"
    kinds = {entry.kind for entry in first.labelled}
    if first.appendix is None and len(kinds & {"author", "from", "to", "subject"}) >= 2:
        return "report"
    return "appendix"


def _title(kind: PaperKind, span: _Span, opens: bool, item: AgendaItem | None, front_sheet: FrontSheet) -> TitleLines:
    head = span.heads[0]
    fallback = TitleLines(head.top[0].text if head.top else "", head.top[0].box if head.top else head.page.box)
    if kind == "agenda":
        return _agenda_title(head, front_sheet) or fallback
    if kind == "minutes":
        return _minutes_title(head, item) or fallback
    subject = head.label("subject")
    if kind == "report" and subject is not None and subject.box.top < 0.6 * head.page.height:
        return TitleLines(subject.text, subject.box)
    found = head.title(skip=[front_sheet.body or ""])
    if head.filed_as is not None and head.appendix is None and kind == "appendix":
        return _filed_title(head, subject)
    if opens and item is not None and kind == "report":
        plain = _REFERENCE.sub("", item.title)
        if found is None or fuzz.partial_ratio(plain.casefold(), found.text.casefold()) < 60:
            return TitleLines(plain, found.box if found else fallback.box)
    return found or fallback


def _filed_title(head: PageHead, subject: Labelled | None) -> TitleLines:
    """The line that names the form, without the council before it, and the subject where one is printed."""
    name = (head.filed_as or "").casefold()
    line = next(line for line in head.top if name in line.text.casefold())
    text = re.split(r"\s[-\u2013\u2014]\s", line.text)[-1] if re.search(r"council\b", line.text, re.I) else line.text
    return TitleLines(f"{text}: {subject.text}" if subject is not None else text, line.box)


def _agenda_title(head: PageHead, front_sheet: FrontSheet) -> TitleLines | None:
    """The line that says which agenda it is; where it only says "Agenda", the body and the day are added."""
    line = next((line for line in head.top if "agenda" in line.text.casefold().replace(" ", "")), None)
    if line is not None and len(line.text.split()) > 2 and len(line.text) < 120:
        return TitleLines(line.text, line.box)
    if front_sheet.body is None:
        return TitleLines("Agenda", line.box) if line else None
    day = front_sheet.meeting_date
    printed = next(
        (
            _with_weekday(shown.text, date.raw)
            for shown in head.top
            for date in find_dates(shown.text)
            if day and date.is_day and date.first == day
        ),
        None,
    )
    box = line.box if line else (head.top[0].box if head.top else Box(0, 0, 0, 0))
    return TitleLines(f"{front_sheet.body} agenda" + (f", {printed}" if printed else ""), box)


def _with_weekday(text: str, raw: str) -> str:
    weekday = re.search(r"[A-Z]\w+day,?\s+" + re.escape(raw), text)
    return weekday[0] if weekday else raw


def _minutes_title(head: PageHead, item: AgendaItem | None) -> TitleLines | None:
    """The lines from "Minutes" on, up to place and day; the item's title where that says more than "Minutes"."""
    if item is not None and "minutes" in item.title.casefold() and find_dates(item.title) and "," not in item.title:
        line = next((line for line in head.top if "minutes" in line.text.casefold()), head.top[0])
        return TitleLines(item.title, line.box)
    start = next((index for index, line in enumerate(head.top) if "minute" in line.text.casefold()), None)
    if start is None:
        return head.title()
    lines: list[Line] = [head.top[start]]
    for line in head.top[start + 1 : start + 4]:
        alike = abs(line.size - lines[-1].size) < 0.05 * line.size and line.bold == lines[-1].bold
        said = " ".join(part.text for part in lines).casefold()
        unfinished = re.search(r"\b(?:of|of the|of a|of an|the|joint|and|for)$", said) or said in (
            "minutes",
            "draft minutes",
        )
        if not alike or find_dates(line.text) or not unfinished:
            break
        lines.append(line)
    box = Box(
        min(line.box.x0 for line in lines), lines[0].box.top, max(line.box.x1 for line in lines), lines[-1].box.bottom
    )
    text = " ".join(line.text for line in lines)
    held = re.search(r",?\s+held\b", text)
    return TitleLines(text[: held.start()] if held and held.start() > 15 else text, box)


def _meeting_date(kind: PaperKind, head: PageHead, front_sheet: FrontSheet) -> dt.date | None:
    """The day of the meeting that the paper is for; of minutes the day of the meeting that they record."""
    if kind == "minutes":
        texts = [line.text for line in head.top]
        for text in [*texts, " ".join(texts)]:
            for date in find_dates(text):
                if date.is_day:
                    return date.first
        return None
    return front_sheet.meeting_date
