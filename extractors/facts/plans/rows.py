"""The rows of a plan: what each says in each role, merged and continued cells given to every row they stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.facts.plans.columns import Columns
from extractors.geometry import Box
from extractors.tables.table import Cell, Table

_SPREADS = ("workstream", "outcome", "service")  # a blank cell of these may go on with the one above
_SECTION = 120  # letters: a heading between the rows is no longer than that

Ruled = Callable[[int, Box], bool]
"""Whether a ruling is drawn along the upper edge of a cell: (page, the cell's box)."""


@dataclass
class Row:
    """One row of a plan. `texts` has what each role says, `cells` where; a role without a word is in neither."""

    row: int
    page: int
    cells: dict[str, Cell]
    texts: dict[str, str]
    boxes: list[Box]


@dataclass(frozen=True)
class Part:
    """A stretch of a table with its own title: first row of the banner, row of the headings, row after the last."""

    top: int
    header_row: int
    end: int


def parts_of(table: Table, columns: Columns) -> list[Part]:
    """The plans in a table: each heading row that is printed again under another banner begins a plan of its own."""
    heading = _texts(table, columns.header_row)
    parts = [Part(0, columns.header_row, table.rows)]
    for row in range(columns.header_row + 1, table.rows):
        top = row
        while top - 1 > parts[-1].header_row and _section(table.row(top - 1), table.cols) is not None:
            top -= 1
        if _texts(table, row) == heading and top < row:
            told = {_texts(table, at)[0] for at in range(parts[-1].top, parts[-1].header_row)}
            if not {_texts(table, at)[0] for at in range(top, row)} <= told:
                parts[-1] = Part(parts[-1].top, parts[-1].header_row, top)
                parts.append(Part(top, row, table.rows))
    return parts


def read_rows(table: Table, columns: Columns, part: Part, ruled: Ruled) -> list[Row]:
    """The rows in order. One that only goes on with the row above (merged action, or none of its own) is part of it."""
    rows: list[Row] = []
    section: str | None = None
    above: dict[str, str] = {}  # what a blank cell of a spreading column goes on with
    heading = _texts(table, part.header_row)
    banner = {_texts(table, row)[0] for row in range(part.top, part.header_row)}
    for number in range(part.header_row + 1, part.end):
        drawn = table.row(number)
        if drawn[columns.by_role["action"]] is table.at(part.header_row, columns.by_role["action"]):
            continue  # a heading that is merged over two rows of the header
        texts = _texts(table, number)
        title = _section(drawn, table.cols)
        if not any(texts) or texts == heading or (title is not None and texts[0] in banner):
            continue
        if title is not None:
            section, above = title, {}
            continue
        row = _row(number, drawn, columns)
        if row is None:
            continue
        if rows and _goes_on(row, rows[-1]):
            _append(rows[-1], row)
            continue
        _spread(row, drawn, columns, above, rows, ruled)
        if section is not None:
            row.texts.setdefault("workstream", section)
        rows.append(row)
    return rows


def _spread(
    row: Row, drawn: list[Cell | None], columns: Columns, above: dict[str, str], rows: list[Row], ruled: Ruled
) -> None:
    """Give a row what a cell above says for it too. `above` is what each spreading column says so far, kept up here."""
    for role in _SPREADS:
        if role not in columns:
            continue
        cell = drawn[columns.by_role[role]]
        opens_page = cell is not None and bool(rows) and cell.page != rows[-1].page
        text, before = row.texts.get(role), above.get(role)
        if text and before and opens_page and _is_rest(text, before):
            whole = f"{before} {text}"
            for earlier in rows:
                if earlier.texts.get(role) == before:
                    earlier.texts[role] = whole
            for later in (row.texts, above):
                later[role] = whole
        elif text and before and rows and _is_rest_of(text, before) and cell is rows[-1].cells.get(role):
            row.texts[role] = before
        elif text:
            above[role] = text
        elif before and (cell is None or opens_page or not ruled(cell.page, cell.box)):
            row.texts[role] = before
        else:
            above.pop(role, None)


def _is_rest(text: str, before: str) -> bool:
    """Whether a text at a page's head is the end of the one at the foot of the page before."""
    return before.count("(") > before.count(")") or (text[:1].islower() and before[-1:] not in ".;:")


def _is_rest_of(text: str, whole: str) -> bool:
    return whole != text and whole.endswith(f" {text}")


def _texts(table: Table, row: int) -> list[str]:
    return [_text(cell) for cell in table.row(row)]


def _text(cell: Cell | None) -> str:
    return cell.text.strip() if cell is not None else ""


def _section(drawn: list[Cell | None], cols: int) -> str | None:
    """The words of a row that only heads the rows below: one cell across, or a lone bold first cell."""
    spoken = list({id(cell): cell for cell in drawn if cell is not None and cell.text.strip()}.values())
    if len(spoken) != 1 or len(spoken[0].text) > _SECTION or spoken[0].row_span > 1:
        return None
    cell = spoken[0]
    bold = bool(cell.words) and all(word.bold for word in cell.words)
    if cell.col_span > cols / 2 or (cell.col == 0 and bold and cols > 2):
        return " ".join(cell.text.split())
    return None


def _row(number: int, drawn: list[Cell | None], columns: Columns) -> Row | None:
    cells = {role: cell for role, col in columns.by_role.items() if (cell := drawn[col]) is not None}
    own = [cell for cell in cells.values() if cell.row == number] or list(cells.values())
    if not own:
        return None
    page = min(cell.page for cell in own)
    boxes = [cell.box for cell in own if cell.page == page and cell.row_span == 1] or [own[0].box]
    texts = {role: text for role, cell in cells.items() if (text := _text(cell))}
    return Row(number, page, cells, texts, boxes)


def _goes_on(row: Row, last: Row) -> bool:
    """Whether a row is more of the one before: the same merged action, or words but neither reference nor action."""
    action = row.cells.get("action")
    if action is not None and action is last.cells.get("action"):
        return True
    if "action" not in row.texts and "ref" not in row.texts:
        return True
    others = set(row.texts) - {"action", *_SPREADS}
    # A row broken by the page's end: its rest stands alone and begins in small letters.
    return row.page != last.page and not others and row.texts["action"][:1].islower()


def _append(last: Row, row: Row) -> None:
    for role, text in row.texts.items():
        if row.cells[role] is last.cells.get(role):
            continue
        before = last.texts.get(role)
        last.texts[role] = f"{before}\n{text}" if before and before != text else text
        last.cells.setdefault(role, row.cells[role])
    if row.page == last.page:
        last.boxes += row.boxes
