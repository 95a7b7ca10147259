"""Where a paper starts: the evidence on a page and the pages before it, strongest first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.pages.page import Page
from extractors.papers.head import PageHead
from extractors.papers.item_numbers import is_usual
from extractors.papers.paper import AgendaItem
from extractors.reference import load
from extractors.text.lines import join

_PLAIN = 0.65  # what a likeness weighs where the page has no title: only with the printed range is it enough
_COUNTED = 0.3  # what the printed range adds to a likeness
_SURE = 0.85  # likeness of an item's title to the head of a page
_LARGER = 1.15  # times the largest type of a paper so far: no heading inside it is set so
_AS_LARGE = 0.98  # times the largest type so far: set like the title of the paper before
_SHARED = 0.75  # of the words of the shorter title: so many stand in the other
_QUARTER = re.compile(r"\bq(?:tr)?\s?([1-4])\b")
_SAME_SIDE = 0.03  # of a page's side: printers round paper sizes


def is_blank(page: Page) -> bool:
    """Whether nothing of a paper stands on the page: nothing at all, or only the notice that it was left blank."""
    if page.status == "failed":
        return False
    text = " ".join(word.text for word in page.words if word.text.strip("_.…"))
    if not text:  # a scan of a page that was left blank is a picture too
        return has_notice(page) or (page.status != "ocr" and not (page.pictures or page.shapes))
    return _notices().fullmatch(text.strip()) is not None


def has_notice(page: Page) -> bool:
    """Whether the page says that it was left blank on purpose, as a committee system prints between papers."""
    return bool(_notices().search(" ".join((join(page.words), join(page.furniture)))))


@cache
def _notices() -> re.Pattern[str]:
    notices = "|".join(re.escape(notice) for notice in load("stamps")["blank_notices"])
    return re.compile(rf"\W*(?:{notices})\W*", re.I)


def item_starts(pages: Sequence[Page], items: Sequence[AgendaItem]) -> dict[int, str]:
    """The page at which each agenda item's papers begin: where it is stamped, else where its printed range begins.

    A range is used only where it fits the stamps around it: it may count papers that the file leaves out.
    """
    starts: dict[int, str] = {}
    previous = None
    for page in pages:
        if page.item_stamp and page.item_stamp != previous:
            starts.setdefault(page.number, page.item_stamp)
        previous = page.item_stamp if page.item_stamp else previous
    stamped = {item: number for number, item in starts.items()}
    by_label: dict[str, int] = {}
    for page in pages:
        if page.label:
            by_label.setdefault(page.label, page.number)
    for index, item in enumerate(items):
        if item.item_no in stamped or item.first_label is None:
            continue
        number = by_label.get(item.first_label)
        if number is None or number in starts:
            continue
        before = [stamped[other.item_no] for other in items[:index] if other.item_no in stamped]
        after = [stamped[other.item_no] for other in items[index + 1 :] if other.item_no in stamped]
        if (not before or number > max(before)) and (not after or number < min(after)):
            starts[number] = item.item_no
            stamped[item.item_no] = number
    return dict(sorted(starts.items()))


def titled_starts(
    heads: Sequence[PageHead], items: Sequence[AgendaItem], front: int, known: Mapping[int, str]
) -> dict[int, str | None]:
    """`known` starts with those of the items that no stamp or label places: the item's title at the head of a page.

    Where nothing is stamped, the printed range counted from the file's first page, or from the last of the agenda
    (`front`), speaks too. Of an agenda without any page ranges every item may have papers.
    """
    starts = dict(known)
    ranged = any(item.first_label is not None for item in items)
    stamped = any(head.page.label for head in heads)
    for index, item in enumerate(items):
        if (ranged and item.first_label is None) or item.item_no in starts.values():
            continue
        places = {
            number: place for place, other in enumerate(items) for number, no in starts.items() if no == other.item_no
        }
        after = max([number for number, place in places.items() if place < index], default=front)
        until = min([number for number, place in places.items() if place > index], default=len(heads) + 1)
        label = 0 if stamped or item.first_label is None else int(item.first_label)
        counted = (front + label, label) if label else ()
        best = max(
            (
                (_likeness(head, item) + _COUNTED * (head.page.number in counted), -head.page.number)
                for head in heads[after : until - 1]
                if not is_blank(head.page)
            ),
            default=(0.0, 0),
        )
        if best[0] >= _SURE:
            starts[-best[1]] = item.item_no
    placed: dict[int, str | None] = dict(sorted(starts.items()))
    return placed if ranged or stamped or known else _between(heads, items, front, placed)


def _between(
    heads: Sequence[PageHead], items: Sequence[AgendaItem], front: int, starts: Mapping[int, str | None]
) -> dict[int, str | None]:
    """`starts` with those of reports whose titles are not the agenda's, by the order of the items.

    Between two items that are placed, one report and one item can only belong together, and like words tell more of
    them. What nothing tells is of no item rather than of the one before, while an item without papers may be meant.
    """
    found = dict(starts)
    order = [item.item_no for item in items]
    bounds = [*starts, float("inf")]
    for begin, end in pairwise([front, *bounds]):
        opening = _openings([head for head in heads if begin <= head.page.number < end])
        last_item, next_item = starts.get(int(begin)), None if end == float("inf") else starts.get(int(end))
        first = order.index(last_item) + 1 if last_item in order else 0
        until = order.index(next_item) if next_item in order else len(order)
        free = [item for item in items[first:until] if not is_usual(item.title)]
        for head in opening:
            like = [item for item in free if _shares_words(head, item)]
            if not like and len(free) == len(opening) == 1 and next_item is not None:
                like = free
            if len(like) == 1:
                found[head.page.number] = like[0].item_no
                free = free[free.index(like[0]) + 1 :]
            elif free:
                found[head.page.number] = None
    return dict(sorted(found.items()))


def _openings(heads: Sequence[PageHead]) -> list[PageHead]:
    """The pages behind the first that open a report or slides; a head that is repeated page after page opens once."""
    found: list[PageHead] = []
    named = {_title(head) for head in heads[:1]}
    for last, head in pairwise(heads):
        report = head.is_report or head.is_addressed or head.is_authored
        counts_on = head.own_number is not None and head.own_number[0] > 1
        if head.is_minutes or head.appendix is not None or counts_on or is_blank(head.page):
            continue
        if (report and _title(head) not in named) or (head.is_slide and not last.is_slide):
            found.append(head)
            named.add(_title(head))
    return found


def _title(head: PageHead) -> str:
    """The subject as labelled, else those of the first lines that are set as large as the title."""
    subject = head.label("subject")
    return (
        subject.text if subject else " ".join(line.text for line in head.top[:3] if line.size > 0.95 * head.title_size)
    )


def _shares_words(head: PageHead, item: AgendaItem) -> bool:
    """Whether a paper's title and the item's are of the same words: "Q4 performance", "Performance: Quarter 4"."""
    wanted, printed = _telling_words(item.title), _telling_words(_title(head))
    shared = wanted & printed
    return len(shared) >= 2 and len(shared) >= _SHARED * min(len(wanted), len(printed))


def _telling_words(title: str) -> set[str]:
    words = re.findall(r"[^\W_]+", _QUARTER.sub(r"quarter \1", title.casefold()))
    return {word for word in words if len(word) > 3 or word.isdigit()}


def _likeness(head: PageHead, item: AgendaItem) -> float:
    """How surely the page opens the item's papers, 0 to 1."""
    wanted = re.sub(r"^[\d/]+\s*[-\u2013]\s*", "", item.title).casefold()
    if head.is_minutes:  # they print the titles of usual items ("Apologies") themselves
        return 0.9 if "minutes" in wanted else 0.0
    subject = head.label("subject")
    title = subject.text if subject and head.is_report else " ".join(line.text for line in head.top[:5])
    likeness = fuzz.partial_ratio(wanted, title.casefold()) / 100 if len(title) >= 0.6 * len(wanted) else 0.0
    if head.is_report:
        return likeness
    return 0.95 * likeness if head.is_titled else _PLAIN * likeness


class Boundary:
    """Whether a page opens a new paper inside the papers of one agenda item, judged page after page."""

    def __init__(self, first: PageHead) -> None:
        self.first = first
        self.last = first
        self._lacks_first_line = False
        self._largest = first.largest
        self.by_geometry = False

    def starts(self, head: PageHead, blanks: Sequence[Page]) -> bool:
        """Whether `head` opens a paper; `blanks` are the blank pages between it and the last page."""
        self.by_geometry = False
        numbers, before = head.own_number, self.last.own_number
        if numbers and before and numbers[1] == before[1] and 0 < numbers[0] - before[0] <= 1 + len(blanks):
            return False
        if numbers and numbers[0] == 1 and numbers[1] > 1 and before != numbers:
            return True
        if before and numbers is None and before[0] == before[1]:
            return True  # the last paper has counted to its end
        if head.is_slide != self.last.is_slide:
            return True
        if head.is_slide:
            return bool(blanks) and any(has_notice(page) for page in blanks)
        if head.appendix is not None:
            ours = self.first.appendix
            return ours is None or ours[0] != head.appendix[0]
        if any(has_notice(page) for page in blanks):
            return not _runs_on(head)
        if head.is_report or (head.is_minutes and not self._same_first_line(head)):
            return not (head.is_report and self._same_head(head) and not blanks)
        if head.filed_as is not None and head.is_titled_or_filed and self.first.filed_as != head.filed_as:
            return True
        if blanks:
            return head.is_titled and not _runs_on(head)
        if not same_shape(head.page, self.last.page):
            self.by_geometry = head.is_titled
            return self.by_geometry
        if head.is_titled and (head.is_addressed or head.title_size > _LARGER * self._largest):
            return True
        if head.is_authored and head.title_size >= _AS_LARGE * self._largest:
            return True
        if self._lacks_first_line and self._same_first_line(head) and head.is_titled:
            return True
        reset = head.typeface != self.last.typeface and abs(head.margin - self.last.margin) > 8
        return reset and head.is_titled and head.typeface not in {self.first.typeface}

    def take(self, head: PageHead) -> None:
        """Count a page to the paper."""
        if not self._same_first_line(head):
            self._lacks_first_line = True
        self._largest = max(self._largest, head.largest)
        self.last = head

    def _same_first_line(self, head: PageHead) -> bool:
        if not head.top or not self.first.top or head is self.first:
            return False
        ours, theirs = self.first.top[0].text.casefold(), head.top[0].text.casefold()
        return ours == theirs and len(ours.split()) >= 2

    def _same_head(self, head: PageHead) -> bool:
        """Whether a report's head is repeated, as a running head is: papers of one council begin with its name alike,
        each with a subject of its own."""
        ours, theirs = self.first.label("subject"), head.label("subject")
        if ours and theirs and ours.text.casefold() != theirs.text.casefold():
            return False
        return self._same_first_line(head)


def same_shape(page: Page, other: Page) -> bool:
    return abs(page.width - other.width) <= _SAME_SIDE * max(page.width, other.width) and abs(
        page.height - other.height
    ) <= _SAME_SIDE * max(page.height, other.height)


def _runs_on(head: PageHead) -> bool:
    """Whether the page begins in the middle of a sentence."""
    if not head.top:
        return False
    first = head.top[0].text
    return first[:1].islower() and first.split()[0].islower() and not head.is_titled
