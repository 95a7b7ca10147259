"""What a table is called: its caption, a banner row, or the heading it stands under; and the note beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Page, Word
from extractors.reference import load
from extractors.tables.notes import caption_pattern, is_caption, is_note
from extractors.tables.part import Part
from extractors.text.lines import Line, lines_of

_REACH = 3  # lines: a caption stands no further from its table
_PAGES_BACK = 4
_LONG = 220  # characters: a heading is shorter


@dataclass(frozen=True)
class Block:
    """Lines of one look that follow closely: a caption or heading, perhaps over several lines."""

    text: str
    box: Box
    size: float
    bold: bool
    coloured: bool


class Titles:
    """Finds titles; the blocks of each page are made once."""

    def __init__(self, pages: Sequence[Page], parts_by_page: dict[int, list[Part]]) -> None:
        self._pages = {page.number: page for page in pages}
        self._parts = parts_by_page
        self._blocks: dict[int, list[Block]] = {}
        self._plain: dict[int, float] = {}

    def of(self, part: Part) -> tuple[str | None, str | None]:
        """(title, note) of the table that begins with this part."""
        blocks = self._on(part.page.number)
        above = [block for block in blocks if block.box.bottom <= part.box.top + 3]
        near = [block for block in above[::-1] if _over(block, part)][: _REACH + 1]
        note = next((block.text for block in near[:2] if is_note(block.text)), None)
        title = (
            self._own_caption(part, near)
            or _banner(part)
            or self._caption_left_behind(part, above)
            or self._heading(part, above)
            or _corner(part)
            or self._running_head(part)
            or self._heading_before(part.page.number)
        )
        return (title.rstrip(" :") if title else None), note or _inner_note(part)

    def _own_caption(self, part: Part, near: Sequence[Block]) -> str | None:
        pattern = caption_pattern()
        for block in near:
            if self._between(block.box, part):
                break
            if pattern.match(block.text):
                return block.text
        first = next((cell.text for cell in part.cells if cell.text), "")
        if pattern.match(first):
            return first.split("\n")[0]
        under = [
            b for b in self._on(part.page.number) if 0 <= b.box.top - part.box.bottom < 2.0 * b.size and _over(b, part)
        ]
        return next(
            (block.text for block in under if pattern.match(block.text) and not self._over_another(block, part)), None
        )

    def _caption_left_behind(self, part: Part, above: Sequence[Block]) -> str | None:
        """The caption that ends the page before, where the table begins this one."""
        before = self._on(part.page.number - 1)
        if (
            above
            or not before
            or any(p.box.bottom > before[-1].box.top for p in self._parts.get(part.page.number - 1, []))
        ):
            return None
        return before[-1].text if is_caption(before[-1].text) else None

    def _between(self, box: Box, part: Part) -> bool:
        """Whether another table stands between a block and this one."""
        return any(
            box.bottom <= other.box.top + 3 and other.box.bottom <= part.box.top + 3
            for other in self._parts.get(part.page.number, [])
            if other is not part and min(other.box.x1, part.box.x1) > max(other.box.x0, part.box.x0)
        )

    def _over_another(self, block: Block, part: Part) -> bool:
        return any(
            0 <= other.box.top - block.box.bottom < 3 * block.size
            for other in self._parts.get(part.page.number, [])
            if other is not part
        )

    def _heading(self, part: Part, above: Sequence[Block]) -> str | None:
        """The nearest heading above on the page; one that says who or when ("Leads: …") gives way to a larger one."""
        found = [b for b in above if self._is_heading(b, part.page.number) and not is_caption(b.text)]
        if not found:
            return None
        level = [block for block in found if abs(block.box.top - found[-1].box.top) < found[-1].size]
        if own := [block for block in level if _over(block, part)]:
            # Tables beside each other have their headings on one line.
            found = [*(block for block in found if block not in level), *own]
        nearest = found[-1]
        if len(found) > 1 and _names_whole(found[-2], nearest):
            return f"{found[-2].text}: {nearest.text}"
        label, colon, _ = nearest.text.casefold().partition(":")
        labelled = bool(colon) and label.strip() in (
            *load("action_plans")["lead_labels"],
            *load("table_titles")["labels"],
        )
        if len(found) > 1 and labelled and found[-2].size > nearest.size + 0.5:
            return found[-2].text
        return nearest.text

    def _running_head(self, part: Part) -> str | None:
        """A heading that stands over the table on every page, and so is furniture."""
        blocks = [b for b in _blocks(part.page.furniture) if b.box.bottom <= part.box.top + 3]
        heads = [b for b in blocks if self._is_heading(b, part.page.number) and b.box.top > 0.02 * part.page.height]
        return max(heads, key=lambda b: b.size).text if heads else None

    def _heading_before(self, number: int) -> str | None:
        """The last heading of the pages before."""
        for page in range(number - 1, max(0, number - 1 - _PAGES_BACK), -1):
            for block in reversed(self._on(page)):
                if self._is_heading(block, page) and not is_caption(block.text):
                    return block.text
        return None

    def _is_heading(self, block: Block, page: int) -> bool:
        if len(block.text) > _LONG or is_note(block.text) or sum(char.isalpha() for char in block.text) < 4:
            return False
        return block.bold or block.size > 1.15 * self._plain[page]

    def _on(self, number: int) -> list[Block]:
        """The blocks of a page that stand in no table, top down."""
        if number not in self._blocks:
            page = self._pages.get(number)
            words = page.words if page else ()
            boxes = [part.box.grown(1.0) for part in self._parts.get(number, [])]
            free = [w for w in words if not any(box.holds(*w.box.centre) for box in boxes)]
            sizes = [w.size for w in free for _ in w.text]
            self._plain[number] = float(median(sizes)) if sizes else 0.0
            self._blocks[number] = _blocks(free)
        return self._blocks[number]


def _wholes() -> tuple[str, ...]:
    """The words that a heading of a whole begins with."""
    return tuple(word.casefold() for word in load("table_titles")["wholes"])


def _names_whole(above: Block, below: Block) -> bool:
    """Whether a heading close above another names the whole ("Appendix B - ...") that the lower one is part of."""
    return above.text.casefold().startswith(_wholes()) and below.box.top - above.box.bottom < 1.5 * max(
        above.size, below.size
    )


def _blocks(words: Sequence[Word]) -> list[Block]:
    """Lines of one look that follow each other closely, as one block each."""
    groups: list[list[Line]] = []
    for line in lines_of(words, gap=3.0):
        last = next((g for g in reversed(groups[-4:]) if _follows(g[-1], line)), None)
        if last is None:
            groups.append([line])
        else:
            last.append(line)
    return [_block(group) for group in groups]


def _follows(above: Line, line: Line) -> bool:
    gap = line.box.top - above.box.bottom
    return (
        abs(above.size - line.size) < 0.6
        and above.bold == line.bold
        and above.words[0].colour == line.words[0].colour
        and -0.5 * line.size < gap < 0.45 * line.size
        and min(above.box.x1, line.box.x1) > max(above.box.x0, line.box.x0)
        and not is_caption(line.text)
        and not is_note(line.text)
        and not is_note(above.text)
    )


def _block(lines: Sequence[Line]) -> Block:
    boxes = [line.box for line in lines]
    box = Box(min(b.x0 for b in boxes), boxes[0].top, max(b.x1 for b in boxes), boxes[-1].bottom)
    first = lines[0]
    return Block(" ".join(line.text for line in lines), box, first.size, first.bold, first.words[0].colour != "#000000")


def _over(block: Block, part: Part) -> bool:
    return min(block.box.x1, part.box.x1) > max(block.box.x0, part.box.x0)


def _corner(part: Part) -> str | None:
    """What the first cell says where it is merged over several columns and has column heads below it."""
    first = next((cell for cell in part.cells if cell.row == 0 and cell.col == 0), None)
    named = first is not None and 1 < first.col_span < part.cols and first.row < part.header_rows - 1
    return first.text.split("\n")[0] if first is not None and named and len(first.text.split()) > 2 else None


def _banner(part: Part) -> str | None:
    """What a row at the top says that is one cell over all columns, or the only text over the heads of columns."""
    told = [cell for cell in part.cells if cell.row == 0 and cell.text and not is_note(cell.text)]
    if len(told) != 1:
        return None
    over_heads = told[0].col == 0 and told[0].row_span == 1 and part.header_rows > 1
    return told[0].text.split("\n")[0] if told[0].col_span == part.cols or over_heads else None


def _inner_note(part: Part) -> str | None:
    """A unit note inside the grid: a merged cell at its top that says nothing else."""
    return next((cell.text for cell in part.cells if cell.row <= 1 and cell.col_span > 1 and is_note(cell.text)), None)
