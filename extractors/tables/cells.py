"""Cells read into a grid: words, text, fill, drawings; empty spacers left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Fill, Page, Shape, Word
from extractors.tables.chunks import chunked, crossed
from extractors.tables.grid import Grid, Slot
from extractors.tables.table import Cell
from extractors.tables.wrapping import cell_lines, cell_text
from extractors.text.lines import Line

_COVERED = 0.6  # of a cell: a fill that covers less is a lamp or a bar in it
_WHITE = 0xF8  # a shade this light in all three colours is white paper
SPACER = 18.0  # points: an empty column narrower than this is a spacer or a bar of colour


def read_cells(page: Page, grid: Grid, vocabulary: Collection[str]) -> tuple[Grid, tuple[Cell, ...]]:
    """The grid without its empty spacers, and its cells in reading order."""
    area = grid.box.grown(1.0)
    words = grid.words(word for word in page.words if area.holds(*word.box.centre))
    fills = [fill for fill in page.fills if area.intersection(fill.box)]
    shapes = [shape for shape in page.shapes if area.holds(*shape.box.centre)]
    grid = _parted(grid, words)
    grid = _pruned(grid, grid.words(word for held in words.values() for word in held), shapes, fills)
    words = grid.words(word for word in page.words if area.holds(*word.box.centre))
    lines_by_slot = {slot: cell_lines(held) for slot, held in words.items()}
    rooms = _rooms(grid, words, lines_by_slot)
    cells = []
    for slot in sorted(grid.slots):
        box, held = grid.box_of(slot), words.get(slot, [])
        lines = lines_by_slot.get(slot, [])
        fill, lamps = _fill_and_lamps(box, fills)
        drawn = tuple(shape for shape in shapes if box.holds(*shape.box.centre))
        cells.append(
            Cell(
                row=slot.row,
                col=slot.col,
                text=cell_text(lines, rooms[slot], vocabulary),
                page=page.number,
                box=box,
                row_span=slot.row_span,
                col_span=slot.col_span,
                fill=fill,
                words=tuple(word for line in lines for word in line.words) if _level(held) else tuple(held),
                shapes=drawn + lamps,
            )
        )
    return grid, tuple(cells)


def _level(words: Sequence[Word]) -> bool:
    return all(word.direction == 0 for word in words)


def _rooms(grid: Grid, words: dict[Slot, list[Word]], lines: dict[Slot, list[Line]]) -> dict[Slot, float]:
    """The width that a line of text may have in each slot: what padding leaves, or what the column's lines take.

    Where columns were made from the text itself their edges say nothing, and the widest line of the column is taken.
    """
    padding = 5.5
    gaps = [min(word.box.x0 for word in held) - grid.box_of(slot).x0 for slot, held in words.items() if _level(held)]
    if gaps:
        padding = min(max(sorted(gaps)[len(gaps) // 10], 1.0), 5.5)
    rooms = {}
    widest: dict[tuple[int, int], float] = {}
    for slot, held in lines.items():
        key = slot.col, slot.col_span
        widest[key] = max([widest.get(key, 0.0), *(line.box.width for line in held)])
    for slot in grid.slots:
        box = grid.box_of(slot)
        across = box.width if _level(words.get(slot, [])) else box.height
        room = across - 2 * padding
        if grid.method != "ruled":
            room = min(room, widest.get((slot.col, slot.col_span), room))
        rooms[slot] = room
    return rooms


def _parted(grid: Grid, words: dict[Slot, list[Word]]) -> Grid:
    """The grid with rows parted in which no ruling parts anything, but whose texts stand each in its own column."""
    slots: list[Slot] = []
    for slot in grid.slots:
        edges = [grid.columns[slot.col][0], *(grid.columns[slot.col + n][1] for n in range(slot.col_span))]
        rows = chunked(words.get(slot, ())) if slot.col_span > 1 else []
        places = [crossed(chunk, edges) for row in rows for chunk in row]
        filled = {place[0] for place in places}
        whole = slot.col_span == len(grid.columns) and len(filled) >= min(3, slot.col_span)
        if whole and len(filled) >= slot.col_span - 1 and all(len(place) == 1 for place in places):
            slots.extend(Slot(slot.row, slot.col + n, slot.row_span, 1) for n in range(slot.col_span))
        else:
            slots.append(slot)
    return replace(grid, slots=tuple(slots))


def _pruned(grid: Grid, words: dict[Slot, list[Word]], shapes: Sequence[Shape], fills: Sequence[Fill]) -> Grid:
    """The grid without spacers: empty narrow columns and bars of colour, empty rows that no ruling parts into cells."""
    filled_cols: set[int] = set()
    filled_rows: set[int] = set()
    for slot, held in words.items():
        if held:
            filled_rows.update(range(slot.row, slot.row + slot.row_span) if slot.row_span == 1 else (slot.row,))
            if slot.col_span == 1:
                filled_cols.add(slot.col)
    for shape in shapes:
        for slot in grid.slots:
            if grid.box_of(slot).holds(*shape.box.centre):
                filled_cols.add(slot.col)
                filled_rows.add(slot.row)
                break
    typical = median(b - a for a, b in grid.columns)
    bare_cols = {
        col for col in range(len(grid.columns)) if col not in filled_cols and _unmarked(grid, col, fills, typical)
    }
    line = median([word.box.height for held in words.values() for word in held] or [10.0])
    bare_rows = set()
    for row, (top, bottom) in enumerate(grid.rows):
        if row in filled_rows:
            continue
        across = {grid.slot_at(row, col) for col in range(len(grid.columns))} - {None}
        parted = [slot for slot in across if slot is not None and slot.row_span == 1]
        carried = [slot for slot in across if slot is not None and slot.row_span > 1 and words.get(slot)]
        if (
            grid.method != "ruled"
            or bottom - top < 0.6 * line
            or (len(parted) <= 1 and not carried)
            or len(grid.columns) - len(bare_cols) <= 1
        ):
            bare_rows.add(row)
    if len(bare_cols) == len(grid.columns) or len(bare_rows) == len(grid.rows):
        return grid
    return grid.without(bare_rows, bare_cols)


def _unmarked(grid: Grid, col: int, fills: Sequence[Fill], typical: float) -> bool:
    """Whether an empty column is mere space: no cells of its own, or narrow ones that are not of several colours.

    A narrow strip in one colour is a bar between columns; one that changes its colour down the rows shows ratings.
    """
    own = [slot for slot in grid.slots if slot.col == col and slot.col_span == 1]
    if not own:
        return True
    x0, x1 = grid.columns[col]
    body = Box(x0, grid.rows[0][1], x1, grid.rows[-1][1])
    colours = {
        fill.colour
        for fill in fills
        if Box(x0, fill.box.top, x1, fill.box.bottom).overlap(fill.box) > 0.5 and body.holds(x0, fill.box.centre[1])
    }
    narrow = x1 - x0 < max(SPACER, 0.4 * typical)
    return narrow and len({colour for colour in colours if not is_white(colour)}) < 2


def is_white(colour: str) -> bool:
    """Whether a colour is that of paper."""
    return all(int(colour[n : n + 2], 16) >= _WHITE for n in (1, 3, 5))


def _fill_and_lamps(box: Box, fills: Sequence[Fill]) -> tuple[str | None, tuple[Shape, ...]]:
    """The cell's background as `#rrggbb`, None for white or none; and the smaller fills that lie in it, as shapes."""
    inner = box.grown(-min(1.0, box.width / 4, box.height / 4))
    background: str | None = None
    pieces: dict[str, float] = {}
    lamps: list[Shape] = []
    for fill in fills:
        share = inner.overlap(fill.box)
        if share >= _COVERED:
            background, pieces, lamps = fill.colour, {}, []
        elif share > 0.0:
            pieces[fill.colour] = pieces.get(fill.colour, 0.0) + share
            if box.grown(1.0).holds(fill.box.x0, fill.box.top) and box.grown(1.0).holds(fill.box.x1, fill.box.bottom):
                lamps.append(_lamp(fill))
    # Some programs shade a cell in strips, one for each line of text.
    colour = max(pieces, key=lambda c: pieces[c], default=None)
    if colour is not None and pieces[colour] >= _COVERED:
        background, lamps = colour, [lamp for lamp in lamps if lamp.fill != colour]
    shown = background if background is not None and not is_white(background) else None
    return shown, tuple(lamp for lamp in lamps if lamp.fill and not is_white(lamp.fill))


def _lamp(fill: Fill) -> Shape:
    x0, top, x1, bottom = fill.box
    return Shape(((x0, top), (x1, top), (x1, bottom), (x0, bottom)), fill.box, fill.colour, None)
