"""The numbers of an agenda's items: which of the numbered lines of a front sheet are its list of items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.pages.page import Page
from extractors.papers.page_ranges import BARE_RANGE, RANGE
from extractors.reference import load
from extractors.text.columns import Row

_NUMBER = re.compile(
    r"\(?("
    r"[A-Z]{0,2}\d{1,3}(?:[a-z]|\([a-z]\)|\.\d{1,2})?"  # 7, 7a, 7(a), 1.1, A1
    r"|(?:[A-Z]{1,5}[ /.-]?)?\d{1,4}/\d{1,4}[a-z]?"  # counted through the year: 24/107, 107/24, TC24/107
    r")[.):]?"
)
_FINANCIAL_YEAR = re.compile(r"(?:19|20)\d\d/\d\d(?:\d\d)?")
_NO_ITEM = re.compile(
    r"(?:st|nd|rd|th|am|pm|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.I,
)
_BELOW_HEADING = 25  # rows within which a list stands under its heading
_LONG = 10  # items: more of them do not tell an agenda from a report's paragraphs
_LEAST = 4.0  # that must speak for a list
_MOST_LEFT_OUT = 3  # numbers that a list may leave out


@dataclass(frozen=True)
class Numbered:
    """A row that begins with a number, as an item's does."""

    at: int  # index of the row
    number: str
    x0: float
    count: int  # words of the number
    segment: int  # of the row, in which the number stands


Rows = Sequence[tuple[Page, Row]]


def item_run(rows: Rows) -> tuple[float, list[Numbered]]:
    """The list of numbers that is the agenda, empty where there is none, and how much speaks for it.

    An agenda's numbers count up on one edge, have ranges, usual items, a heading.
    """
    edges: list[list[Numbered]] = []
    for numbered in _numbered_rows(rows):
        edge = next((edge for edge in edges if abs(edge[-1].x0 - numbered.x0) < 8), None)
        if edge is None:
            edges.append([numbered])
        else:
            edge.append(numbered)
    runs: list[list[Numbered]] = []
    for edge in edges:
        run: list[Numbered] = []
        for numbered in edge:
            if run and _follows(run[-1].number, numbered.number):
                run.append(numbered)
            elif not run or _counted(numbered.number)[1][0] <= 1:
                run = [numbered]
                runs.append(run)
    headings = [at for at, (_, row) in enumerate(rows) if heads_agenda(row.whole().text)]
    scored = []
    for index, run in enumerate(runs):
        if len(run) < 2 and not _has_range(run, rows):
            continue
        above = max((at for at in headings if 0 < run[0].at - at <= _BELOW_HEADING), default=None)
        headed = above is not None and not any(above < other[0].at < run[0].at for other in runs if len(other) > 1)
        scored.append((_score(run, rows, headed), index))
    best, index = max(scored, default=(0.0, 0))
    return (best, runs[index]) if best >= _LEAST else (0.0, [])


def _numbered_rows(rows: Rows) -> list[Numbered]:
    found = []
    for at, (_, row) in enumerate(rows):
        for index, segment in enumerate(row.segments[:2]):
            if index == 1 and not BARE_RANGE.fullmatch(row.segments[0].text):
                break  # only a page range may stand before the number
            if index == 0 and len(row.segments) > 1 and BARE_RANGE.fullmatch(segment.text):
                continue
            words = segment.words
            count = 2 if words[0].text.casefold() == "item" and len(words) > 1 else 1
            match = _NUMBER.fullmatch(words[count - 1].text)
            if match is None or _FINANCIAL_YEAR.fullmatch(match[1]):
                continue
            behind = [word.text for word in words[count:]] + [
                word.text for part in row.segments[index + 1 :] for word in part.words
            ]
            if not any(char.isalpha() for text in behind for char in text) or _NO_ITEM.match(behind[0]):
                continue
            found.append(Numbered(at, match[1], words[0].box.x0, count, index))
            break
    return found


def _counted(number: str) -> tuple[str, list[int], str]:
    """A number's letters before, the numbers that it counts by, and the letter behind: "7a" is ("", [7], "a")."""
    tail = re.search(r"[a-z]?\)?$", number)
    return (
        "".join(char for char in number if char.isupper()),
        [int(part) for part in re.findall(r"\d+", number)],
        tail[0].strip(")") if tail else "",
    )


def _follows(last: str, number: str) -> bool:
    (letters, before, part), (other, after, next_part) = _counted(last), _counted(number)
    if letters != other:
        return after[0] == 1
    if before == after:
        return next_part > part
    for old, new in zip(before, after, strict=False):
        if old != new:
            return 0 < new - old <= _MOST_LEFT_OUT
    return len(after) > len(before)


def _has_range(run: Sequence[Numbered], rows: Rows) -> bool:
    return any(RANGE.search(_text(rows, run, place)) for place in range(len(run)))


def _text(rows: Rows, run: Sequence[Numbered], place: int) -> str:
    end = run[place + 1].at if place + 1 < len(run) else min(len(rows), run[place].at + 8)
    return " ".join(row.whole().text for _, row in rows[run[place].at : end])


def _score(run: Sequence[Numbered], rows: Rows, headed: bool) -> float:
    texts = [_text(rows, run, place) for place in range(len(run))]
    ranges = sum(bool(RANGE.search(text)) for text in texts)
    usual = sum(is_usual(text[:90]) for text in texts)
    return min(len(run), _LONG) + 3 * ranges + 2 * usual + 4 * headed


def is_usual(title: str) -> bool:
    """Whether a title is that of an item which nearly every agenda has: apologies, minutes, interests."""
    return any(word in title.casefold() for word in load("agenda")["usual_items"])


def heads_agenda(text: str) -> bool:
    """Whether a line is the heading over the list of items: "Agenda", "A G E N D A", "Order of business"."""
    return re.sub(r"[\s:]", "", text).casefold() in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold().replace(" ", "") for heading in load("agenda")["headings"])
