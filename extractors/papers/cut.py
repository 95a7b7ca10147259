"""A pack cut into its papers: agenda, minutes, reports, appendices, presentations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.pages.page import Page
from extractors.papers.authors import author_of
from extractors.papers.front_sheet import front_pages
from extractors.papers.head import PageHead, own_numbers
from extractors.papers.meeting import day_of_minutes
from extractors.papers.paper import AgendaItem, FrontSheet, Paper, PaperKind
from extractors.papers.starts import Boundary, has_notice, is_blank, item_starts, same_shape, titled_starts
from extractors.papers.titles import title_of


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


def _spans(heads: Sequence[PageHead], starts: Mapping[int, str | None], agenda_end: int) -> list[_Span]:
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
    title = title_of(kind, first, item, opens, front_sheet)
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
    if first.is_report or ((opens or first.is_addressed or first.is_authored) and first.appendix is None):
        return "report"
    kinds = {entry.kind for entry in first.labelled}
    if first.appendix is None and len(kinds & {"author", "from", "to", "subject"}) >= 2:
        return "report"
    return "appendix"


def _meeting_date(kind: PaperKind, head: PageHead, front_sheet: FrontSheet) -> dt.date | None:
    """The day of the meeting that the paper is for; of minutes the day of the meeting that they record."""
    if kind == "minutes":
        date = day_of_minutes(head)
        return date.first if date else None
    return front_sheet.meeting_date
