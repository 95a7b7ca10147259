"""Pages to passages: every paragraph, heading, list item and caption outside tables, in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from extractors.geometry import Box, union
from extractors.pages.page import Page, Word
from extractors.papers.paper import Paper
from extractors.reference import load
from extractors.tables.table import Table
from extractors.text.asides import find_asides, split
from extractors.text.columns import Block, blocks_of
from extractors.text.headings import Outline, is_heading
from extractors.text.lines import Line
from extractors.text.paragraphs import Paragraph, mend, paragraphs_of, pitches, text_of, vocabulary_of
from extractors.text.passage import Kind, Passage

_LONG_CELL = 15  # words: a cell of running text
_CLOSED = re.compile(r"[.:;?!][\"'\u2019\u201d)]*$")


def read_passages(pages: Sequence[Page], papers: Sequence[Paper], tables: Sequence[Table]) -> list[Passage]:
    """The passages of a file, numbered from 1 through the whole of it. Words inside tables are left to the tables.

    A paragraph that runs over a page break is one passage; no passage runs from one paper into another.
    """
    minutes = [paper for paper in papers if paper.kind == "minutes"]
    drawn = _cells_by_page(
        [table for table in tables if not (any(paper.has(table.page) for paper in minutes) and _is_prose(table))]
    )
    vocabulary = vocabulary_of(word for page in pages for word in page.words)
    passages: list[Passage] = []
    for run in _runs(pages, papers):
        asides = find_asides(run) if any(paper.has(run[0].number) for paper in minutes) else {}
        text, beside = [], []
        for page in run:
            words, others = split(_outside(page, drawn.get(page.number, ())), asides.get(page.number))
            text.append((page.number, blocks_of(words)))
            beside.append((page.number, blocks_of(others)))
        usual = pitches(block.lines for _, made in text for block in made if block.kind == "text")
        paragraphs = [*_joined(_of_blocks(text, usual), usual), *_of_blocks(beside, usual)]
        paragraphs.sort(key=lambda paragraph: paragraph.page)  # what stands beside a page's text is read behind it
        passages.extend(_passages(paragraphs, vocabulary, len(passages)))
    return passages


def _of_blocks(pages: Sequence[tuple[int, list[Block]]], usual: Mapping[int, float]) -> list[Paragraph]:
    return [
        paragraph
        for number, blocks in pages
        for block, limit in zip(blocks, _limits(blocks), strict=True)
        for paragraph in _paragraphs(block, number, usual, limit)
    ]


def _runs(pages: Sequence[Page], papers: Sequence[Paper]) -> list[list[Page]]:
    """The pages of each paper, and each page that belongs to none by itself."""
    paper_at = {number: paper for paper in papers for number in range(paper.first_page, paper.last_page + 1)}
    runs: list[list[Page]] = []
    last: Paper | None = None
    for page in pages:
        paper = paper_at.get(page.number)
        if paper is not None and paper is last:
            runs[-1].append(page)
        else:
            runs.append([page])
        last = paper
    return runs


def _cells_by_page(tables: Sequence[Table]) -> dict[int, list[Box]]:
    """Where tables stand on each page: one box per table and page."""
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for table in tables:
        by_page: defaultdict[int, list[Box]] = defaultdict(list)
        for cell in table.cells:
            by_page[cell.page].append(cell.box)
        for page, cells in by_page.items():
            boxes[page].append(union(cells))
    return boxes


def _is_prose(table: Table) -> bool:
    """Whether a grid only lays out running text, as minutes set in a ruled form: most words stand in long cells."""
    counts = [len(cell.text.split()) for cell in table.cells]
    figures = sum(any(char.isdigit() for char in word) for cell in table.cells for word in cell.text.split())
    total = sum(counts)
    return total > 0 and sum(count for count in counts if count >= _LONG_CELL) > 0.6 * total and figures < 0.15 * total


def _outside(page: Page, tables: Sequence[Box]) -> list[Word]:
    """The words to read: not those in tables, nor the lines drawn with underscores or dots for a hand to fill in."""
    return [
        word for word in page.words if word.text.strip("_.…") and not any(box.holds(*word.box.centre) for box in tables)
    ]


def _limits(blocks: Sequence[Block]) -> list[float]:
    """How far right each block of a page may reach: to the column beside it, or as far as the page's text goes."""
    boxes = [union(line.box for line in (*block.label, *block.lines)) for block in blocks]
    furthest = max((box.x1 for box in boxes), default=0.0)
    limits = []
    for box in boxes:
        beside = [
            other.x0 for other in boxes if other.x0 > box.x1 and other.top < box.bottom and other.bottom > box.top
        ]
        limits.append(min(beside) - 6.0 if beside else furthest)
    return limits


def _paragraphs(block: Block, page: int, usual: Mapping[int, float], limit: float) -> list[Paragraph]:
    if block.kind == "text":
        return paragraphs_of(block.lines, page, usual, limit)
    lines = [*block.label, *block.lines]
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    return [Paragraph(list(block.lines), page, left, right, None, block.label)]


def _joined(paragraphs: Sequence[Paragraph], usual: Mapping[int, float]) -> list[Paragraph]:
    """Paragraphs with those made one that a page or column break cut in two."""
    made: list[Paragraph] = []
    for paragraph in paragraphs:
        if made and _goes_on(made[-1], paragraph):
            made[-1].more.append((paragraph.page, paragraph.lines))
        else:
            made.append(paragraph)
    return made


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether `after`, first on its page or column, carries on `before`."""
    last_page = before.more[-1][0] if before.more else before.page
    higher = after.lines[0].box.top < before.last_line.box.top - before.last_line.size
    next_column = after.page == last_page and after.left > before.right and higher
    if not (after.page == last_page + 1 or next_column):
        return False
    if before.label or after.label or after.marker or before.bold != after.bold:
        return False
    last, first = before.last_line, after.lines[0]
    if abs(last.size - first.size) > 0.09 * max(last.size, first.size):
        return False
    if len(last.words) == 1 and len(before.all_lines) == 1:
        return False
    if _CLOSED.search(last.text):
        return False
    letter = next((char for char in first.text if char.isalnum()), "")
    if letter.islower():
        return True
    full = last.box.x1 > before.right - 6 * last.size
    return full and not before.bold and len(last.words) > 4


def _passages(paragraphs: Sequence[Paragraph], vocabulary: Mapping[str, int], count: int) -> list[Passage]:
    outline = Outline(paragraphs)
    passages: list[Passage] = []
    for paragraph in paragraphs:
        text = _text(paragraph, vocabulary)
        if not text:
            continue
        kind = _kind(paragraph, text, outline)
        heading = outline.path()
        if kind == "heading":
            heading = outline.enter(paragraph, text)
        spots = [(paragraph.page, paragraph.box)]
        spots += [(page, union(line.box for line in lines)) for page, lines in paragraph.more]
        passages.append(
            Passage(
                ordinal=count + len(passages) + 1,
                kind=kind,
                text=text,
                page=paragraph.page,
                box=paragraph.box,
                heading=heading,
                number=paragraph.marker.text if paragraph.marker and paragraph.marker.kind != "bullet" else None,
                size=paragraph.size,
                bold=paragraph.bold,
                lines=paragraph.all_lines,
                spots=tuple(spots),
            )
        )
    return passages


def _text(paragraph: Paragraph, vocabulary: Mapping[str, int]) -> str:
    text = text_of(
        [*paragraph.lines, *(line for _, lines in paragraph.more for line in lines)], paragraph.marker, vocabulary
    )
    if not paragraph.label:
        return text
    text = "\n".join(_values(paragraph.lines, vocabulary))
    return f"{text_of(paragraph.label, None, vocabulary)} {text}".strip()


def _values(lines: Sequence[Line], vocabulary: Mapping[str, int]) -> list[str]:
    """The value of a form's row: wrapped lines made one; others (a name, a telephone number) stand by themselves."""
    right = max(line.box.x1 for line in lines)
    made: list[str] = []
    for index, line in enumerate(lines):
        wrapped = index > 0 and lines[index - 1].box.x1 + line.words[0].box.width + 0.3 * line.size > right - line.size
        if wrapped and len(lines) > 1 and not any(mark in line.text for mark in ("@", "www.")):
            made[-1] = mend(made[-1], line.text, vocabulary)
        else:
            made.append(line.text)
    return made


@cache
def _caption_patterns() -> tuple[re.Pattern[str], tuple[str, ...]]:
    data = load("captions")
    words = "|".join(re.escape(word) for word in data["numbered"])
    numbered = re.compile(
        rf"(?:{words})\s+(?:\d+|[A-Z])(?:[.\d]*[a-z]?)(?:\s*[:.\u2013\u2014-]|\s*$|\s+(?=[A-Z(]))", re.I
    )
    return numbered, tuple(note.casefold() for note in data["notes"])


def _kind(paragraph: Paragraph, text: str, outline: Outline) -> Kind:
    numbered, notes = _caption_patterns()
    if numbered.match(text) and len(text) < 200 and not text.endswith("."):
        return "caption"
    if text.casefold().startswith(notes) and not paragraph.bold:
        return "note"
    if is_heading(paragraph, text, outline.body):
        return "heading"
    if paragraph.marker and paragraph.marker.kind != "decimal":
        return "list_item"
    return "paragraph"
