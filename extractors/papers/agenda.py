"""The items of an agenda, read off a front sheet: number, title, the line under it, and the printed page range."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.geometry import union
from extractors.pages.page import Page, Word
from extractors.papers.paper import AgendaItem
from extractors.reference import load
from extractors.text.columns import Row, rows_of
from extractors.text.lines import Line
from extractors.text.paragraphs import mend, paragraphs_of, pitches, text_of

_NUMBER = re.compile(r"\(?([A-Z]?\d{1,3}(?:[a-z]|\([a-z]\)|\.\d{1,2})?)[.):]?")
_RANGE = re.compile(
    r"\(?\s*\b(?:pages?|pgs?|pp?)\b\.?:?\s*(\d{1,4})\s*(?:(?:-|\u2013|\u2014|to)\s*(\d{1,4}))?\s*\)?", re.I
)
_BARE_RANGE = re.compile(r"\(?(\d{1,4})\s*(?:-|\u2013|\u2014|to)\s*(\d{1,4})\)?")
_SMALL_GAP = 1.25  # times the usual line pitch


@dataclass
class _Block:
    """What stands from one item's number to the next."""

    number: str
    page: int
    lines: list[tuple[int, Line]] = field(default_factory=list)  # (page, line), the number taken off
    labels: tuple[str, str] | None = None


@dataclass(frozen=True)
class _Numbered:
    """A row that begins with a number, as an item's does."""

    at: int
    number: str
    x0: float
    count: int  # words of the number
    segment: int  # of the row, in which the number stands


def read_agenda(pages: Sequence[Page]) -> list[AgendaItem]:
    """The agenda items on the pages of a front sheet, in order; none where no list of items stands there."""
    rows = [(page, row) for page in pages for row in rows_of(page.words)]
    run = _best_run(rows)
    if not run:
        return _unnumbered(rows)
    lines = [row.whole() for _, row in rows]
    usual = pitches([lines])
    right = max((line.box.x1 for line in lines), default=0.0)
    title_edge = _title_edge(rows, run)
    items = []
    for place, numbered in enumerate(run):
        end = run[place + 1].at if place + 1 < len(run) else len(rows)
        block = _block(rows[numbered.at : end], numbered, title_edge)
        items.append(_item(block, usual, right, last=place + 1 == len(run)))
    return [item for item in items if item is not None]


def _numbered_rows(rows: Sequence[tuple[Page, Row]]) -> list[_Numbered]:
    found = []
    for at, (_, row) in enumerate(rows):
        for index, segment in enumerate(row.segments[:2]):
            if index == 1 and not _BARE_RANGE.fullmatch(row.segments[0].text):
                break  # only a page range may stand before the number
            if index == 0 and len(row.segments) > 1 and _BARE_RANGE.fullmatch(segment.text):
                continue
            words = segment.words
            count = 2 if words[0].text.casefold() == "item" and len(words) > 1 else 1
            match = _NUMBER.fullmatch(words[count - 1].text)
            if match is None:
                continue
            behind = [word.text for word in words[count:]] + [
                w.text for s in row.segments[index + 1 :] for w in s.words
            ]
            if not any(char.isalpha() for text in behind for char in text):
                continue
            if re.match(
                r"(?:st|nd|rd|th|am|pm|january|february|march|april|may|june|july|august|september|october|november|december)\b",
                behind[0],
                re.I,
            ):
                continue
            found.append(_Numbered(at, match[1], words[0].box.x0, count, index))
            break
    return found


def _best_run(rows: Sequence[tuple[Page, Row]]) -> list[_Numbered]:
    """The list of numbers that is the agenda: they count up on one edge, have ranges, usual items, a heading."""
    edges: list[list[_Numbered]] = []
    for numbered in _numbered_rows(rows):
        edge = next((edge for edge in edges if abs(edge[-1].x0 - numbered.x0) < 8), None)
        if edge is None:
            edges.append([numbered])
        else:
            edge.append(numbered)
    runs: list[list[_Numbered]] = []
    for edge in edges:
        run: list[_Numbered] = []
        for numbered in edge:
            if run and _follows(run[-1].number, numbered.number):
                run.append(numbered)
            elif not run or _value(numbered.number)[1] <= 1:
                run = [numbered]
                runs.append(run)
    scored = [(_score(run, rows), index) for index, run in enumerate(runs) if len(run) >= 2 or _has_range(run, rows)]
    if not scored:
        return []
    best, index = max(scored)
    return runs[index] if best >= 4 else []


def _value(number: str) -> tuple[str, int, str]:
    match = re.fullmatch(r"([A-Z]?)(\d+)(.*)", number)
    assert match is not None
    return match[1], int(match[2]), match[3]


def _follows(last: str, number: str) -> bool:
    (letter, before, part), (other, value, next_part) = _value(last), _value(number)
    if letter != other:
        return value == 1
    return 0 < value - before <= 3 or (value == before and next_part > part)


def _has_range(run: Sequence[_Numbered], rows: Sequence[tuple[Page, Row]]) -> bool:
    return any(_RANGE.search(_text(rows, run, place)) for place in range(len(run)))


def _text(rows: Sequence[tuple[Page, Row]], run: Sequence[_Numbered], place: int) -> str:
    end = run[place + 1].at if place + 1 < len(run) else min(len(rows), run[place].at + 8)
    return " ".join(row.whole().text for _, row in rows[run[place].at : end])


def _score(run: Sequence[_Numbered], rows: Sequence[tuple[Page, Row]]) -> float:
    data = load("agenda")
    texts = [_text(rows, run, place).casefold() for place in range(len(run))]
    ranges = sum(bool(_RANGE.search(text)) for text in texts)
    usual = sum(any(word in text[:90] for word in data["usual_items"]) for text in texts)
    headed = any(heads_agenda(row.whole().text) for _, row in rows[max(0, run[0].at - 25) : run[0].at])
    return len(run) + 3 * ranges + 2 * usual + 4 * headed


def heads_agenda(text: str) -> bool:
    """Whether a line is the heading over the list of items: "Agenda", "A G E N D A", "Order of business"."""
    return re.sub(r"[\s:]", "", text).casefold() in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold().replace(" ", "") for heading in load("agenda")["headings"])


def _title_edge(rows: Sequence[tuple[Page, Row]], run: Sequence[_Numbered]) -> float:
    """Where most titles begin: what stands between a number and this edge is another column (ward, key decision)."""
    starts = Counter[float]()
    for numbered in run:
        row = rows[numbered.at][1]
        words = [word for segment in row.segments[numbered.segment :] for word in segment.words][numbered.count :]
        if words:
            starts[round(words[0].box.x0 / 4) * 4] += 1
    edge, count = starts.most_common(1)[0]
    return edge - 6 if count >= 0.6 * len(run) else 0.0


def _block(rows: Sequence[tuple[Page, Row]], numbered: _Numbered, edge: float) -> _Block:
    block = _Block(numbered.number, rows[0][0].number)
    for index, (page, row) in enumerate(rows):
        words: list[Word] = []
        for place, segment in enumerate(row.segments):
            open_bracket = sum(line.text.count("(") - line.text.count(")") for _, line in block.lines) > 0
            bare = None if open_bracket else _BARE_RANGE.fullmatch(segment.text)
            aside = place == 0 if numbered.segment else place > 0 or len(row.segments) == 1
            if bare and aside and block.labels is None and (index < 3 or place > 0):
                block.labels = (bare[1], bare[2])
                continue
            at_right = 0 < place == len(row.segments) - 1 and segment.box.x0 > 0.8 * page.width
            if at_right and block.labels is None and re.fullmatch(r"\d{1,4}", segment.text):
                block.labels = (segment.text, segment.text)
                continue
            kept = segment.words[numbered.count :] if index == 0 and place == numbered.segment else segment.words
            words.extend(word for word in kept if word.box.x0 >= edge or (index > 0 and len(row.segments) == 1))
        if words:
            block.lines.append((page.number, Line(tuple(words))))
    return block


@cache
def _section() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in load('agenda')['sections'])})\b", re.I)


@cache
def _purpose() -> re.Pattern[str]:
    words = sorted(load("agenda")["purposes"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in load('agenda')['closings'])})\b", re.I)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"\s*\((?:{'|'.join(re.escape(word) for word in load('agenda')['asides'])})\)", re.I)


def _item(block: _Block, usual: dict[int, float], right: float, last: bool) -> AgendaItem | None:
    lines = _within(block, usual, last)
    if not lines:
        return None
    count = _title_lines(lines, usual, right)
    title_lines, under = lines[:count], lines[count:]
    labels = block.labels
    title, found = _without_range(" ".join(line.text for _, line in title_lines))
    labels = found or labels
    purpose, found = _without_range(_purpose_text([line for _, line in under], usual))
    labels = found or labels
    title = _aside().sub("", title).strip(" -\u2013:.\u2026_")
    if not title:
        return None
    page = title_lines[0][0]
    return AgendaItem(
        item_no=block.number,
        title=title,
        page=page,
        box=union(line.box for at, line in title_lines if at == page),
        purpose=purpose or None,
        first_label=labels[0] if labels else None,
        last_label=labels[1] if labels else None,
    )


def _without_range(text: str) -> tuple[str, tuple[str, str] | None]:
    """The text without its "(Pages 7 - 24)", and the two labels."""
    match = next(
        (m for m in _RANGE.finditer(text) if m[0].lstrip().startswith("(") or m.end() >= len(text.rstrip())), None
    )
    if match is None:
        return text.strip(), None
    rest = (
        f"{text[: match.start()].rstrip()}{text[match.end() :]}"
        if not text[match.end() :].strip()
        else f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}"
    )
    return rest.strip(), (match[1], match[2] or match[1])


def _style(line: Line) -> tuple[bool, bool]:
    """Bold, and in capitals; the page range does not count."""
    text = _RANGE.sub("", line.text)
    letters = [char for char in text if char.isalpha()]
    bold = [word for word in line.words if any(char.isalpha() for char in word.text) and not _RANGE.match(word.text)]
    return (
        bool(bold) and bold[0].bold and 2 * sum(word.bold for word in bold) > len(bold),
        len(letters) > 3 and sum(char.isupper() for char in letters) > 0.85 * len(letters),
    )


def _within(block: _Block, usual: dict[int, float], last: bool) -> list[tuple[int, Line]]:
    """The lines of the item: up to a section heading, or for the last item to a wide gap or the signature."""
    kept: list[tuple[int, Line]] = []
    for index, (page, line) in enumerate(block.lines):
        if index:
            bold, capitals = _style(line)
            before_page, before = kept[-1]
            gap = line.box.top - before.box.bottom if page == before_page else 0.0
            set_in = line.box.x0 - block.lines[0][1].box.x0 > 60
            stands_out = (
                (bold or capitals or set_in) and (bold, capitals) != _style(block.lines[0][1])
            ) or gap > 1.5 * line.size
            if stands_out and _section().match(line.text) and len(line.text) < 110:
                break
            if set_in and bold and not _style(block.lines[0][1])[0]:
                break
            if last and (gap > 2.2 * line.size or _closing().match(line.text)):
                break
            if last and page != before_page and not _RANGE.search(line.text) and bold and index > 1:
                break
        kept.append((page, line))
    return kept


def _title_lines(lines: Sequence[tuple[int, Line]], usual: dict[int, float], right: float) -> int:
    """How many of the first lines are the title."""
    first_style = _style(lines[0][1])
    for index in range(1, len(lines)):
        before_page, before = lines[index - 1]
        page, line = lines[index]
        so_far = " ".join(part.text for _, part in lines[:index])
        if so_far.count("(") > so_far.count(")"):
            continue  # a range or a remark is cut by the line's end
        if _RANGE.fullmatch(line.text.strip()):
            continue
        if _RANGE.search(so_far):
            return index
        if _purpose().match(line.text) and not before.text.endswith((" the", " of", " and", " for")):
            return index
        pitch = usual.get(round(line.size), 1.3 * line.size)
        if page != before_page or line.box.top - before.box.top > _SMALL_GAP * pitch + 1.5:
            return index
        if abs(line.size - before.size) > 0.6 or (
            _style(line) != first_style and any(char.isalpha() for char in line.text)
        ):
            return index
        full = before.box.x1 + line.words[0].box.width + 0.3 * line.size > right - 1.5 * line.size
        if not full and not any(first_style):
            return index
    return len(lines)


def _purpose_text(lines: Sequence[Line], usual: dict[int, float]) -> str:
    if not lines:
        return ""
    paragraphs = paragraphs_of(list(lines), 0, usual)
    return "\n".join(text_of(paragraph.lines, paragraph.marker, {}) for paragraph in paragraphs)


def _unnumbered(rows: Sequence[tuple[Page, Row]]) -> list[AgendaItem]:
    """Items without numbers: lines that end in a page range. They are numbered in their order."""
    items: list[AgendaItem] = []
    pending: list[tuple[Page, Line]] = []
    for page, row in rows:
        line = row.whole()
        text, labels = _without_range(line.text)
        if labels is None:
            bare = _BARE_RANGE.fullmatch(row.segments[-1].text) if len(row.segments) > 1 else None
            if bare is None:
                near = pending and line.box.top - pending[-1][1].box.bottom < 0.7 * line.size and pending[-1][0] is page
                pending = [*pending, (page, line)] if near else [(page, line)]
                continue
            text, labels = " ".join(segment.text for segment in row.segments[:-1]), (bare[1], bare[2])
        if (
            pending
            and pending[-1][0] is page
            and line.box.top - pending[-1][1].box.bottom < 0.7 * line.size
            and len(pending) < 4
        ):
            for _, above in reversed(pending):
                text = mend(above.text, text, {})
        pending = []
        title = _aside().sub("", text).strip(" -\u2013:.\u2026_")
        if title:
            item = AgendaItem(str(len(items) + 1), title, page.number, line.box)
            items.append(replace(item, first_label=labels[0], last_label=labels[1]))
    return items if len(items) >= 2 else []
