"""Paragraphs of a minutes paper: passages and table cells in reading order, headings cut from the text below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from extractors.facts.meetings.wording import is_one_of
from extractors.geometry import Box, union
from extractors.papers.paper import Paper
from extractors.reference import load
from extractors.tables.table import Table
from extractors.text.asides import Aside, find_asides, is_action
from extractors.text.lines import Line, lines_of
from extractors.text.passage import Passage

if TYPE_CHECKING:
    from extractors.pack import Pack

_MOST_BESIDE = 0.25  # of a page's text may stand beside other text before the page is one of columns
_SAME_ROW = 0.6  # of the type size: tops that differ by less are of one row
_BULLET = re.compile(r"^[•·●○◦▪■□➢➤►‣∙\uf0b7\uf0a7-]\s+")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, on one line. `lines` pairs each printed line with its page; `bold` holds for all of it."""

    text: str
    page: int
    box: Box
    lines: tuple[tuple[int, Line], ...] = ()
    bold: bool = False
    heading: bool = False
    bullet: bool = False
    cell: bool = False  # read from a table, one paragraph of a cell

    @property
    def capitals(self) -> bool:
        return in_capitals(self.text)

    @property
    def emphasised(self) -> bool:
        return self.bold or self.heading or self.capitals

    def place(self, start: int, end: int) -> tuple[int, Box]:
        """Page and box of the part `text[start:end]`: the lines it stands on, on the page where it begins."""
        if not self.lines:
            return self.page, self.box
        first, last = _solid(self.text[:start]), _solid(self.text[:end])
        found: list[tuple[int, Line]] = []
        seen = 0
        for page, line in self.lines:
            size = _solid(line.text)
            if seen < last and seen + size > first:
                found.append((page, line))
            seen += size
        if not found:
            found = [self.lines[-1]]
        page = found[0][0]
        return page, union(line.box for number, line in found if number == page)


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals: nearly all its letters, and more than three of them."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def paragraphs_of(pack: Pack, paper: Paper) -> list[Paragraph]:
    """All paragraphs of a paper in reading order. Tables take part unless their words are passages already."""
    asides = find_asides([pack.page(number) for number in range(paper.first_page, paper.last_page + 1)])
    told = [passage for passage in pack.passages_of(paper) if not _is_beside(passage, asides.get(passage.page))]
    passages = _down_the_page(told)
    tables = [table for table in pack.tables_of(paper) if not _told(table, passages)]
    waiting = sorted(tables, key=lambda table: (table.page, table.box.top))
    found: list[Paragraph] = []
    for passage in passages:
        while waiting and (waiting[0].page, waiting[0].box.top) < (passage.page, passage.box.top):
            found.extend(_of_table(waiting.pop(0)))
        found.extend(_of_passage(passage))
    for table in waiting:
        found.extend(_of_table(table))
    return _joined(found)


def _is_beside(passage: Passage, aside: Aside | None) -> bool:
    """Whether a passage stands in the column that names who is to act."""
    return aside is not None and passage.box.x0 >= aside.x0 and passage.box.top > aside.top


def _down_the_page(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of each page from top to bottom, what stands side by side from left to right.

    Minutes are set in one column: labels beside names and headings below them are no columns of text. A page on which
    much text stands beside other text is left in the order it was read.
    """
    ordered: list[Passage] = []
    for _, group in groupby(passages, key=lambda passage: passage.page):
        page = list(group)
        words = sum(len(passage.text) for passage in page)
        beside = sum(len(passage.text) for passage in page if _has_text_left_of(passage, page))
        if beside > _MOST_BESIDE * words:
            ordered.extend(page)
            continue
        rows: list[list[Passage]] = []
        for passage in sorted(page, key=lambda passage: passage.box.top):
            if rows and passage.box.top - rows[-1][0].box.top < _SAME_ROW * max(passage.size, 8.0):
                rows[-1].append(passage)
            else:
                rows.append([passage])
        ordered.extend(passage for row in rows for passage in sorted(row, key=lambda passage: passage.box.x0))
    return ordered


def _has_text_left_of(passage: Passage, page: Sequence[Passage]) -> bool:
    """Whether a passage of several lines stands to the left of this one, itself of several lines."""
    if len(passage.lines) < 3:
        return False
    return any(
        len(other.lines) > 2
        and other.box.x1 < passage.box.x0
        and min(other.box.bottom, passage.box.bottom) > max(other.box.top, passage.box.top)
        for other in page
    )


def _told(table: Table, passages: Sequence[Passage]) -> bool:
    """Whether passages lie inside the table: a page-long form whose text has been read as passages."""
    return any(passage.page == table.page and passage.box.overlap(table.box) > 0.6 for passage in passages)


def _of_table(table: Table) -> Iterator[Paragraph]:
    actions = {cell.col for cell in table.cells if cell.row < max(1, table.header_rows) and is_action(cell.text)}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        if cell.col in actions and cell.col > 0:
            continue
        lines = tuple((cell.page, line) for line in lines_of(cell.words))
        parts = [" ".join(part.split()) for part in cell.text.splitlines() if part.strip()]
        for place, part in enumerate(parts):
            own = lines if len(parts) == 1 else lines[place : place + 1] if len(parts) == len(lines) else ()
            yield _without_bullet(
                Paragraph(part, cell.page, cell.box, own, bold=_all_bold(own), heading=False, cell=True)
            )


def _of_passage(passage: Passage) -> Iterator[Paragraph]:
    placed = tuple(_placed(passage))
    parts = _cut_at_headings(placed)
    if len(parts) < 2:
        bold = passage.bold or _all_bold(placed)
        text = " ".join(passage.text.split())
        yield _without_bullet(
            Paragraph(text, passage.page, passage.box, placed, bold=bold, heading=passage.kind == "heading")
        )
        return
    for part in parts:
        page = part[0][0]
        box = union(line.box for number, line in part if number == page)
        text = _run_on([line.text for _, line in part])
        heading = all(_is_heading(line) for _, line in part)
        yield _without_bullet(Paragraph(text, page, box, part, bold=_all_bold(part), heading=heading))


def _placed(passage: Passage) -> Iterator[tuple[int, Line]]:
    """Each line of a passage with the page it stands on: the parts follow each other, and so do the lines."""
    spots = list(passage.spots) or [(passage.page, passage.box)]
    index = 0
    for line in passage.lines:
        while index + 1 < len(spots) and not spots[index][1].grown(1.0).holds(*line.box.centre):
            index += 1
        yield spots[index][0], line


def _cut_at_headings(lines: Sequence[tuple[int, Line]]) -> list[tuple[tuple[int, Line], ...]]:
    """The lines of a passage cut where a heading was set close to the text below or above it."""
    parts: list[list[tuple[int, Line]]] = []
    for page, line in lines:
        last = parts[-1][-1][1] if parts else None
        cut = (
            last is None
            or _opens_list(line)
            or (len(parts[-1]) == 1 and _opens_list(last) and not last.text.partition(":")[2].strip(" -–"))
            or (
                _is_heading(last) != _is_heading(line)
                and (len(parts) == 1 or _is_heading(last) or last.text.rstrip().endswith((".", ":", ";")))
            )
        )
        if cut:
            parts.append([])
        parts[-1].append((page, line))
    return [tuple(part) for part in parts]


def _opens_list(line: Line) -> bool:
    """Whether a line begins with the label of a list of people ("Apologies: Councillor …")."""
    label, colon, _ = line.text.partition(":")
    return (
        bool(colon)
        and len(label) < 40
        and any(is_one_of(label, "people", name) for name in ("present", "apologies", "others"))
    )


def _is_heading(line: Line) -> bool:
    return (line.bold and line.words[0].bold and line.words[-1].bold) or _is_shouted(line.text)


def _is_shouted(text: str) -> bool:
    return in_capitals(text) and not text.rstrip().endswith((":", ",", "-", "–"))


def _all_bold(lines: Sequence[tuple[int, Line]]) -> bool:
    return bool(lines) and all(line.bold for _, line in lines)


def _run_on(texts: Sequence[str]) -> str:
    text = ""
    for part in texts:
        if text.endswith(("\u00ad", "\u2010")) or (re.search(r"[a-z]-$", text) and part[:1].islower()):
            text = text[:-1] + part
        else:
            text = f"{text} {part}" if text else part
    return " ".join(text.split())


def _without_bullet(paragraph: Paragraph) -> Paragraph:
    text = _BULLET.sub("", paragraph.text)
    return replace(paragraph, text=text, bullet=True) if text != paragraph.text else paragraph


def _joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that were cut in two made whole."""
    whole: list[Paragraph] = []
    for paragraph in paragraphs:
        last = whole[-1] if whole else None
        if last is not None and _belongs(last, paragraph):
            text = _run_on([last.text, paragraph.text])
            whole[-1] = replace(last, text=text, lines=last.lines + paragraph.lines)
        elif paragraph.text:
            whole.append(paragraph)
    return whole


def _belongs(last: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the second half of the one before it: over a page break, or at a bracket or initial."""
    text, following = last.text, paragraph.text
    if re.match(r"[A-Z]\. ?[A-Za-z]", following) and re.search(r"(?:,|[^;] and)$", text):
        return True  # a line that begins with an initial was taken for a lettered one
    if re.search(r"\([^()]{0,80}$", text) and re.match(r"[^()]{0,80}\)", following):
        return True
    if re.search(r"\b(?:it was|was|were|be|and)$", text, re.IGNORECASE) and _opens_with_marker(following):
        # "… seconded by Councillor Roe, it was" / "RESOLVED that …"; a line for each of mover and seconder is its own
        return not re.match(
            rf"(?:{'|'.join(load('votes')['moved'] + load('votes')['seconded'])})\b", text, re.IGNORECASE
        )
    if _is_torn(last, paragraph):
        return True
    cut = bool(last.lines) and last.lines[-1][0] < paragraph.page and not paragraph.bullet and not last.emphasised
    return cut and bool(re.search(r"[\w,]$", text) and re.match(r"[a-z]+[ ,]", following))


def _opens_with_marker(text: str) -> bool:
    word = re.match(r"[A-Z][A-Za-z]+", text)
    return word is not None and word.group().lower() in load("decisions")["markers"]


def _is_torn(last: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a line stands close below one that ends in mid-sentence or mid-list: uneven lines of a scan, a cell's."""
    if not last.lines or not paragraph.lines or last.cell or paragraph.cell or paragraph.bullet:
        return False
    (page, above), (same, below) = last.lines[-1], paragraph.lines[0]
    close = page == same and -0.5 < (below.box.top - above.box.bottom) / above.size < 0.8
    in_column = abs(below.box.x0 - last.lines[0][1].box.x0) < 2 * above.size
    small = re.match(r"(?!(?:that|to|and|or)\b)[a-z]{2,}[ .,;]", paragraph.text)
    goes_on = re.search(r"(?:,(?:\s+[A-Z]\.?)?|\band)$", last.text) and not paragraph.emphasised  # a list of names
    return close and in_column and bool(goes_on or (small and re.search(r"[\w,]$", last.text)))


def _solid(text: str) -> int:
    """Letters and figures in a text: a measure that spaces and undone hyphens leave as it is."""
    return sum(char.isalnum() for char in text)
