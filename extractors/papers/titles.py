"""What a paper is called: its printed title, without the council, the body, the day and whom it is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.facts.dates import find_dates
from extractors.geometry import Box, union
from extractors.papers.head import PageHead, addresses, is_date_or_period
from extractors.papers.labels import CONTACT, Labelled
from extractors.papers.naming import is_council
from extractors.papers.paper import AgendaItem, FrontSheet, PaperKind
from extractors.papers.rulings import ruled_off
from extractors.text.lines import Line, closed_up

_REFERENCE = re.compile(r"^(?:\d{2,4}/\d{2,6}|[A-Z]{1,4}[ /-]?\d{2,6})\s*[-\u2013:]\s*")
_NAMES_AGENDA = re.compile(r"^(?:\w+ )?agenda\b|\bagenda(?: pack| papers| sheet| items)?\W*$", re.I)
_NUMBERED = re.compile(r"\d{1,2}(?:[.)]|\.\d{1,2})+\s+[A-Z]")  # the heading of a report's first part
_LARGER = 1.12  # times the type size of the page's text: display type
_LONGEST, _MOST_LINES = 220, 5  # characters and lines of a title
_FIRST = 4  # blocks among which bold type of the text's own size may be the title
_FROM_MARK = 5.0  # times the type size: how far under "Appendix 1" in a corner the title may stand
_PLACE = 4  # words of a place before a body's name
_LEADS_ON = re.compile(r"\b(?:of|the|to|for|by|from|and|a)\s*$")
_SAME_TITLE = 88  # likeness of lines on the page to the title of the agenda's item, of 100
_OTHER_TITLE = 60  # below that the page's largest line is not about the item at all


@dataclass(frozen=True)
class TitleLines:
    text: str
    box: Box


def title_of(
    kind: PaperKind, head: PageHead, item: AgendaItem | None, opens: bool, front_sheet: FrontSheet
) -> TitleLines:
    """The title of a paper, given its first page and the agenda's item that it was filed under.

    `opens` says that it is the first paper of the item, whose title on the agenda tells which lines are its title.
    """
    fallback = TitleLines(head.top[0].text if head.top else "", head.top[0].box if head.top else head.page.box)
    if kind == "agenda":
        return _agenda_title(head, front_sheet) or fallback
    if kind == "minutes":
        return _minutes_title(head, item) or fallback
    subject = head.label("subject")
    if kind == "report" and subject is not None and subject.box.top < 0.6 * head.page.height:
        return TitleLines(subject.text, subject.box)
    if head.filed_as is not None and head.appendix is None and kind == "appendix":
        return _filed_title(head, subject)
    if head.appendix is not None:
        return _appendix_title(head)
    names = [front_sheet.body or "", *front_sheet.organisations]
    blocks = _blocks(head, names)
    if opens and item is not None and kind == "report":
        plain = _REFERENCE.sub("", item.title)
        named = max(blocks, key=lambda block: _likeness(block, plain), default=None)
        if named is not None and _likeness(named, plain) >= _SAME_TITLE:
            return _joined(named)
        found = _foremost(head, blocks)
        about = found is not None and fuzz.partial_ratio(plain.casefold(), found.text.casefold()) >= _OTHER_TITLE
        if found is None or not (about or head.is_addressed):
            return TitleLines(plain, found.box if found else fallback.box)
        return found
    return _foremost(head, blocks) or fallback


def _likeness(block: Sequence[Line], wanted: str) -> float:
    return float(fuzz.ratio(_text(block).casefold(), wanted.casefold()))


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _joined(lines: Sequence[Line]) -> TitleLines:
    return TitleLines(_text(lines), union(line.box for line in lines))


def _blocks(head: PageHead, names: Sequence[str]) -> list[list[Line]]:
    """What stands at the top, the lines of one title together; not what only names, dates or addresses the paper."""
    blocks: list[list[Line]] = []
    for line in head.headlines:
        if line.box.top > 0.6 * head.page.height or CONTACT.search(line.text) or _only_files(line.text, names):
            continue
        if blocks and not is_date_or_period(_text(blocks[-1])) and _carries_on(head, blocks[-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _only_files(text: str, names: Sequence[str]) -> bool:
    """Whether a line says no more than where the paper was filed: the council, the body, the day, whom it is from."""
    if addresses().match(text):
        return True
    rest = text.casefold()
    for said in [*names, *(date.raw for date in find_dates(text))]:
        rest = rest.replace(said.casefold(), " ")
    rest = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", " ", rest)
    return is_council(text.strip(" :-")) or not any(char.isalpha() for char in rest) or _is_whole_name(text, names)


def _is_whole_name(text: str, names: Sequence[str]) -> bool:
    """Whether a line is the body's name with the place that it is of before it: "Mid Vale Police and Crime Panel"."""
    plain = " ".join(text.casefold().split()).strip(" :.-\u2013")
    for name in filter(None, names):
        before = plain.removesuffix(name.casefold())
        if before != plain and 0 < len(before.split()) <= _PLACE and not _LEADS_ON.search(before):
            return True
    return False


def _carries_on(head: PageHead, block: Sequence[Line], line: Line) -> bool:
    """Whether a line belongs to the title above it: set alike and close, or a subtitle in smaller display type."""
    above = block[-1]
    gap = line.box.top - above.box.bottom
    same = abs(line.size - above.size) < 0.06 * above.size and line.bold == above.bold
    subtitle = _LARGER * head.body_size <= line.size < 1.06 * above.size and gap < 0.6 * above.size
    if not (same and gap < above.size) and not subtitle:
        return False
    if (re.match(r"[\w ]{2,30}:", line.text) and not same) or _NUMBERED.match(line.text):
        return False
    return (
        len(_text([*block, line])) <= _LONGEST
        and len(block) < 5
        and not ruled_off(head.page.rules, above.box, line.box)
    )


def _foremost(head: PageHead, blocks: Sequence[Sequence[Line]]) -> TitleLines | None:
    """The block in the largest type, where that is larger than the text's; else the first in bold."""
    blocks = [block for block in blocks if not is_date_or_period(_text(block))]
    largest = max((block[0].size for block in blocks), default=0.0)
    if largest >= _LARGER * head.body_size:
        return next((_joined(block) for block in blocks if block[0].size > 0.95 * largest), None)
    return next((_joined(block) for block in blocks[:_FIRST] if block[0].bold), None)


def _appendix_title(head: PageHead) -> TitleLines:
    assert head.appendix is not None
    mark, line = head.appendix
    rest = line.text[len(mark) :].strip(" :-\u2013\u2014")
    lines = [segment for row in head.first_rows[:8] for segment in row.segments]
    index = next(at for at, other in enumerate(lines) if other is line)
    chosen = [line]
    for following in lines[index + 1 : index + 4]:
        above = chosen[-1]
        bare = not rest and len(chosen) == 1
        close = 0 <= following.box.top - above.box.bottom < (_FROM_MARK if bare else 1.3) * above.size
        alike = abs(following.size - above.size) < 0.06 * above.size and following.bold == above.bold
        if (
            not close
            or not (alike or (bare and _heads(head, following)))
            or ruled_off(head.page.rules, above.box, following.box)
        ):
            break
        chosen.append(following)
    found = _joined(chosen)
    if rest or len(chosen) == 1:
        return found
    return TitleLines(f"{line.text.rstrip(' :-')} - {_text(chosen[1:])}", found.box)


def _heads(head: PageHead, line: Line) -> bool:
    return (line.bold or line.size >= _LARGER * head.body_size) and not is_date_or_period(line.text)


def _filed_title(head: PageHead, subject: Labelled | None) -> TitleLines:
    """The line that names the form, without the council before it, and the subject where one is printed."""
    name = (head.filed_as or "").casefold()
    line = next(line for line in head.top if name in line.text.casefold())
    text = re.split(r"\s[-\u2013\u2014]\s", line.text)[-1] if re.search(r"council\b", line.text, re.I) else line.text
    return TitleLines(f"{text}: {subject.text}" if subject is not None else text, line.box)


def _agenda_title(head: PageHead, front_sheet: FrontSheet) -> TitleLines | None:
    """The line that says which agenda it is; where it only says "Agenda", the body and the day are added."""
    line = next((line for line in head.top if _NAMES_AGENDA.search(closed_up(line.text))), None)
    if line is not None and len(closed_up(line.text).split()) > 2 and len(line.text) < 120:
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
    named = item is not None and re.match(r"(?:draft )?minutes\b", item.title, re.I) and "," not in item.title
    if item is not None and named and find_dates(item.title):
        line = next((line for line in head.top if "minutes" in line.text.casefold()), head.top[0])
        return TitleLines(item.title, line.box)
    start = next((index for index, line in enumerate(head.top) if "minute" in line.text.casefold()), None)
    if start is None:
        return _foremost(head, _blocks(head, ()))
    lines: list[Line] = [head.top[start]]
    for line in head.top[start + 1 : start + 4]:
        alike = abs(line.size - lines[-1].size) < 0.05 * line.size and line.bold == lines[-1].bold
        said = _text(lines).casefold()
        unfinished = re.search(r"\b(?:of|of the|of a|of an|the|joint|and|for)$", said) or said in (
            "minutes",
            "draft minutes",
        )
        if not alike or find_dates(line.text) or not unfinished:
            break
        lines.append(line)
    found = _joined(lines)
    held = re.search(r",?\s+held\b", found.text)
    return TitleLines(found.text[: held.start()], found.box) if held and held.start() > 15 else found
