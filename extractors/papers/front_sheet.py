"""The front sheet of a pack: which body meets, when, where, of which councils, its members, and what is on the agenda.

A file of minutes or a report only has no front sheet: what the head of its first page says of the meeting is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.page import Page
from extractors.papers.agenda import read_agenda
from extractors.papers.body import find_body
from extractors.papers.councils import councils_of
from extractors.papers.head import PageHead
from extractors.papers.item_numbers import heads_agenda, is_usual
from extractors.papers.meeting import find_date, find_date_of_papers, find_time, find_venue
from extractors.papers.members import read_members
from extractors.papers.paper import AgendaItem, FrontSheet
from extractors.text.columns import rows_of
from extractors.text.lines import Line, closed_up, join
from extractors.text.stacks import stacks_of

_MOST_PAGES = 12  # a longer front sheet is none
_TELLING = 3  # usual items that tell an agenda without the word


def read_front_sheet(pages: Sequence[Page]) -> FrontSheet:
    """What the pack says of itself at its front. Fields that are not printed are None or empty."""
    first = next((page for page in pages if page.words), None)
    if first is None:
        return FrontSheet()
    head = PageHead(first)
    texts = [join(page.words) for page in pages[:40]] + [join(page.furniture) for page in pages[:40]]
    items = _agenda_items(pages, head)
    front = [
        page for page in pages[:_MOST_PAGES] if page.words and page.number <= (items[0].page if items else first.number)
    ]
    headings = [text for page in front for stack in stacks_of(page) for text in _headings(stack)]
    organisations = councils_of(headings, texts)
    body = find_body(head, front, items[0] if items else None, texts)
    if head.is_slide and not items:
        return FrontSheet(organisations=organisations)
    date = find_date(front, head, items[0] if items else None) or find_date_of_papers(pages)
    return FrontSheet(
        body=body,
        meeting_date=date.first if date else None,
        meeting_time=find_time(front[0], date),
        venue=find_venue(front[0], date),
        organisations=organisations,
        members=read_members(front, organisations) if items else (),
        items=tuple(items),
    )


def _agenda_items(pages: Sequence[Page], head: PageHead) -> list[AgendaItem]:
    if head.page.item_stamp or head.is_minutes or head.is_slide:
        return []
    front = front_pages(pages)
    headed = any(heads_agenda(row.whole().text) for page in front for row in rows_of(page.words))
    # The labels of a front sheet ("Meeting:", "Contact:", a column "Subject") are those of a report's head too.
    if head.is_report and not headed:
        return []
    items = read_agenda(front)
    said = any(_names_agenda(line.text) for page in front for line in PageHead(page).top)
    usual = sum(is_usual(item.title) for item in items) >= (1 if headed else _TELLING)
    return items if said or usual or _has_page_ranges(items) else []


def _has_page_ranges(items: Sequence[AgendaItem]) -> bool:
    """Whether two items or more print page ranges, each behind the one before: figures in a report's text do not."""
    labels = [(str(item.first_label), str(item.last_label)) for item in items if item.first_label is not None]
    numbers = [int(label) for pair in labels for label in pair if label.isdigit()]
    return len(labels) >= 2 and numbers == sorted(numbers)


def front_pages(pages: Sequence[Page]) -> list[Page]:
    """The pages before the first paper: up to the first page stamp, or else to the first page that opens a paper."""
    stamped = next((page.number for page in pages if page.label or page.item_stamp), None)
    front: list[Page] = []
    for page in pages[:_MOST_PAGES]:
        if page.number == stamped and front:
            break
        head = PageHead(page)
        opens = head.is_minutes or head.is_report or head.is_slide or head.is_addressed
        if front and stamped is None and opens:
            break
        front.append(page)
    return front


def _names_agenda(text: str) -> bool:
    return "agenda" in closed_up(text).casefold()


def _headings(stack: Sequence[Line]) -> list[str]:
    """The lines of a stack, those that end in "of" or "and" with the line that they run on to."""
    texts = [line.text for line in stack]
    return [
        f"{text} {texts[index + 1]}" if index + 1 < len(texts) and re.search(r"\b(?:of|and|&)$", text, re.I) else text
        for index, text in enumerate(texts)
    ]
