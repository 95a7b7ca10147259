"""The head of a paper: what its first page says in labels, title lines and marks (minutes, appendix, slide)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property

from extractors.facts.dates import find_dates
from extractors.pages.page import Page
from extractors.papers.labels import Labelled, label_openings, read_labels
from extractors.reference import load
from extractors.text.columns import Row, rows_of
from extractors.text.lines import Line, join
from extractors.text.markers import marker_of

_ADDRESS = 16  # words of a line that only says whose report it is
_AUTHOR = 5  # rows: how far below the title its author may stand
_LARGE = 1.12  # times the type of the text
_DISPLAY = 1.3  # times the type of the text: larger than headings mostly are
_MARK = 3  # words of a mark above the title at the right
_TOP = 12  # rows: where a head may stand


@cache
def _calendar() -> frozenset[str]:
    months = (name for names in load("calendar")["months"].values() for name in names)
    return frozenset((*months, *load("calendar_words")))


def is_date_or_period(text: str) -> bool:
    """Whether a line says nothing but a date or a period: "Period 11 2017/18", "Thursday, 12 July 2024"."""
    parts = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    words = _calendar()
    return bool(parts) and all(part in words or (part.isdigit() and len(part) <= 4) for part in parts)


@cache
def _appendix() -> re.Pattern[str]:
    words = "|".join(load("paper_heads")["appendix"])
    return re.compile(
        rf"(?:{words})\s+(?:no\.?\s*)?([A-Z]{{1,2}}\d{{0,2}}|\d{{1,2}}(?:\.\d{{1,2}})?[a-z]?|[ivx]+)(?![\w'\u2019])",
        re.I,
    )


@cache
def _minutes() -> re.Pattern[str]:
    """How a line begins that opens minutes. Behind "minutes" must follow of what: "minutes 47 and 51" are two items."""
    words = "|".join(re.escape(word.casefold()) for word in load("paper_heads")["minutes"])
    return re.compile(rf"(?:{words})(?:\s*$|\s*[:,(\u2013\u2014-]|\s+(?:of|for|from|and)\b)")


@cache
def addresses() -> re.Pattern[str]:
    """How a line begins that says whom a report is from or for."""
    starts = "|".join(re.escape(words) for words in load("paper_heads")["addresses"])
    return re.compile(rf"(?:{starts})(?!\w)", re.I)


class PageHead:
    """What the upper part of one page says. `rows` are the page's rows, top to bottom."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(word for word in self.page.words if word.text.strip("_.…"))

    @cached_property
    def first_rows(self) -> list[Row]:
        """The first rows only, which is all that most questions need and far quicker than the whole page."""
        words = sorted((w for w in self.page.words if w.text.strip("_.…")), key=lambda word: word.box.top)
        enough = words[: _TOP * 14]
        rows = rows_of(enough)
        return rows[:_TOP] if len(enough) == len(words) or len(rows) > _TOP else self.rows[:_TOP]

    @cached_property
    def top(self) -> list[Line]:
        return [row.whole() for row in self.first_rows]

    @cached_property
    def headlines(self) -> list[Line]:
        """The first rows, without what stands far to the right of their beginning."""
        lines = []
        for row in self.first_rows:
            words = list(row.segments[0].words)
            for segment in row.segments[1:]:
                if segment.box.x0 - words[-1].box.x1 > 2.5 * segment.size:
                    break
                words.extend(segment.words)
            lines.append(Line(tuple(words)))
        return lines

    @cached_property
    def body_size(self) -> float:
        """The type size that most letters of the page have."""
        letters: Counter[float] = Counter()
        for word in self.page.words:
            letters[round(word.size * 2) / 2] += len(word.text)
        return letters.most_common(1)[0][0] if letters else 11.0

    @cached_property
    def largest(self) -> float:
        """The largest type size on the page, of a line with words in it."""
        return max((word.size for word in self.page.words if sum(map(str.isalpha, word.text)) > 2), default=0.0)

    @cached_property
    def labelled(self) -> list[Labelled]:
        return read_labels(self.rows, self.page.rules)

    def label(self, kind: str) -> Labelled | None:
        return next((entry for entry in self.labelled if entry.kind == kind and entry.lines), None)

    @cached_property
    def is_report(self) -> bool:
        """Whether a report's head block stands in the upper half: subject and one more label, or author and from/to."""
        openings = label_openings()
        if not any(
            word.text.rstrip(":").casefold() in openings and word.text[:1].isupper() for word in self.page.words
        ):
            return False
        upper = [entry for entry in self.labelled if entry.box.top < 0.55 * self.page.height]
        kinds = {entry.kind for entry in upper}
        if "subject" in kinds and kinds & {"author", "from", "to", "date"}:
            return True
        return len(kinds & {"author", "from", "to"}) >= 2

    @cached_property
    def is_addressed(self) -> bool:
        """Whether one of the first lines says whose report it is, or to whom: a report without labels."""
        return any(addresses().match(line.text) and len(line.words) <= _ADDRESS for line in self.top[:8])

    @cached_property
    def is_minutes(self) -> bool:
        """Whether the page opens minutes: a line that says so, or a meeting's date followed by who was present."""
        lines = [line.text.casefold().strip() for line in self.top]
        if any(re.sub(r"[\s:]", "", text) in ("agenda", "agendaitems") or text.endswith(" agenda") for text in lines):
            return False
        for line in self.top[:8]:
            text = line.text.casefold().strip()
            named = _minutes().match(text)
            opens = named is not None or text.endswith(" minutes")
            if (opens and len(text) < 160 and not marker_of(line.words[0]) and not text.endswith((".", ";"))) or (
                named is not None and not re.match(r"(?:draft )?minutes", text)
            ):
                return True
            if opens and re.search(r"\bmeeting\b.*\bheld\b|\bof (?:a|the)\b.*\bmeeting\b", text):
                return True
        return any(self._lists_attendance(line) for line in self.top) and bool(find_dates(" ".join(lines)))

    def _lists_attendance(self, line: Line) -> bool:
        text = line.text.casefold()
        return any(
            re.match(rf"{re.escape(word.casefold())}\s*(?::|[-\u2013]|$)", text)
            for word in load("paper_heads")["attendance"]
        )

    @cached_property
    def appendix(self) -> tuple[str, Line] | None:
        """The mark of an appendix in the first lines ("appendix b") and its line; a list of them is none."""
        marks = [
            (found, line)
            for line in (segment for row in self.first_rows[:5] for segment in row.segments)
            if (found := _appendix().match(line.text)) and len(line.text) < 160 and not line.text.endswith((".", ";"))
        ]
        if not marks or len({found[1].casefold() for found, _ in marks}) > 1:
            return None
        found, line = marks[0]
        rest = line.text[found.end() :].strip()
        runs_on = rest[:1].islower() or (rest and line.box.x1 > 0.9 * self.page.width and not line.bold)
        return None if runs_on else (" ".join(found[0].casefold().split()), line)

    @cached_property
    def filed_as(self) -> str | None:
        """The kind of form that the first lines name ("Equality Impact Assessment")."""
        for line in self.top[:4]:
            text = line.text.casefold()
            if len(text) > 110 or text.endswith((".", ";", ",")) or marker_of(line.words[0]):
                continue
            for name in load("paper_heads")["filed"]:
                if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text) and len(text) < 3.5 * len(name) + 25:
                    return str(name)
        return None

    @cached_property
    def _title_line(self) -> Line | None:
        """The first line that is no date; below a mark at the right ("Paper A") the larger line under it."""
        lines = [line for line in self.top[:3] if not is_date_or_period(line.text)]
        if not lines:
            return None
        first, second = (*lines, lines[0])[:2]
        mark = len(first.words) <= _MARK and first.box.x0 > 0.5 * self.page.width
        return second if mark and second.size >= _LARGE * self.body_size else first

    @cached_property
    def title_size(self) -> float:
        """The type size of the line that may be the title; 0 where there is none."""
        return self._title_line.size if self._title_line else 0.0

    @cached_property
    def is_authored(self) -> bool:
        """Whether a label under a large title says who wrote the paper."""
        return self.title_size >= _DISPLAY * self.body_size and any(
            entry.kind == "author" and entry.lines and entry.box.top > self.top[0].box.top
            for entry in self.labelled
            if entry.box.top < self.top[min(_AUTHOR, len(self.top)) - 1].box.bottom
        )

    @cached_property
    def is_titled(self) -> bool:
        """Whether the page begins with a title: large or bold, short, and neither numbered nor a table's caption."""
        line = self._title_line
        if line is None:
            return bool(self.top)
        words = [word for word in line.text.split() if any(char.isalpha() for char in word)]
        if not words or len(line.text) > 140 or line.text.endswith((".", ";", ",")) or line.text.split()[0].islower():
            return False
        marker = marker_of(line.words[0])
        if (marker and self.appendix is None) or re.match(r"(?:table|figure|chart|graph)\s+\w{1,3}\b", line.text, re.I):
            return False
        return line.bold or line.size >= _LARGE * self.body_size

    @cached_property
    def is_titled_or_filed(self) -> bool:
        """Whether the first line is a title, or as short as one and no sentence."""
        if self.is_titled:
            return True
        line = self.top[0] if self.top else None
        return line is not None and len(line.words) <= 8 and not line.text.endswith((".", ",", ";"))

    @cached_property
    def is_slide(self) -> bool:
        """Whether the page has a screen's shape, or is a sheet on its side set in a slide's large type."""
        width, height = self.page.width, self.page.height
        if not height or width <= height:
            return False
        ratio = width / height
        if abs(ratio - 16 / 9) < 0.03 or abs(ratio - 16 / 10) < 0.02 or abs(ratio - 4 / 3) < 0.02:
            return True
        return self.body_size >= 17 and len(self.page.words) < 200

    @cached_property
    def typeface(self) -> str:
        """The family that most letters of the page are set in."""
        letters: Counter[str] = Counter()
        for word in self.page.words:
            letters[re.split(r"[-,]|(?<=[a-z])(?=Bold|Italic|MT|PS)", word.font)[0]] += len(word.text)
        return letters.most_common(1)[0][0] if letters else ""

    @cached_property
    def margin(self) -> float:
        """Where most lines begin, in points."""
        starts: Counter[int] = Counter()
        bottom = -1.0
        for word in sorted(self.page.words, key=lambda word: (round(word.box.bottom), word.box.x0)):
            if word.box.bottom > bottom + 0.5 * word.size:
                starts[round(word.box.x0)] += 1
                bottom = word.box.bottom
        return float(starts.most_common(1)[0][0]) if starts else 0.0

    @cached_property
    def own_number(self) -> tuple[int, int] | None:
        """The paper's own page number where it is printed with the count ("Page 3 of 54")."""
        text = join(self.page.furniture)
        found = re.search(r"\b(\d{1,4})\s+(?:of|/)\s+(\d{1,4})\b", text)
        return (int(found[1]), int(found[2])) if found else None


def own_numbers(page: Page) -> set[int]:
    """The bare numbers at the head or foot of a page but the pack's stamp: one is the paper's own page number."""
    numbers = [int(word.text) for word in page.furniture if word.text.isdigit() and len(word.text) < 5]
    if page.label and page.label.isdigit() and int(page.label) in numbers:
        numbers.remove(int(page.label))
    return set(numbers)
