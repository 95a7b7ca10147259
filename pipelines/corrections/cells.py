"""Corrections of cells: a text is put right before the facts are read, a value after, and the rows say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.geometry import Box
from extractors.pack import Pack
from extractors.pages.page import Word
from extractors.records import Issue, Record
from extractors.tables.table import Cell, Table
from pipelines.corrections.correction import CellCorrection, Corrections
from pipelines.corrections.file import FACTS
from schemas.tables import TABLES

Rows = dict[str, list[Record]]

_MARKED = [name for name, table in TABLES.items() if "correction" in table.columns]
"""Tables that tell of corrections in their rows."""


def read_corrected(pack: Pack, corrections: Corrections, read: Callable[[Pack], Rows]) -> Rows:
    """The rows that `read` makes of a composed pack, with its cells corrected.

    Every row that is other than it would be says by whom and why (`corrected_by`, `correction`). A correction that does
    not fit is not made, and is an issue.
    """
    if not corrections.cells:
        return read(pack)
    issues: list[Issue] = []
    texts: list[CellCorrection] = []
    values: list[CellCorrection] = []
    for correction in corrections.cells:
        if stale := _stale(pack, correction):
            issues.append(stale)
        else:
            (values if correction.text is None else texts).append(correction)
    corrected = replace(pack, tables=_corrected(pack.tables, texts), issues=(*pack.issues, *issues))
    rows = read(corrected)
    if texts:
        _mark(rows, read(pack), texts)
    for correction in values:
        if unfit := _set_values(rows, correction):
            rows["issues"].append(unfit.record())
    return rows


def _cell(pack: Pack, correction: CellCorrection) -> Cell | None:
    for table in pack.tables:
        if table.table_id == correction.table:
            return next((c for c in table.cells if (c.row, c.col) == (correction.row, correction.column)), None)
    return None


def _stale(pack: Pack, correction: CellCorrection) -> Issue | None:
    """What speaks against making a correction: its cell is gone, or reads otherwise than when it was made."""
    cell = _cell(pack, correction)
    if cell is None:
        return _issue("stale_correction", correction, "there is no such cell any more")
    if _plain(cell.text) == _plain(correction.printed):
        return None
    if correction.text is not None and _plain(cell.text) == _plain(correction.text):
        message = "the cell now reads as it was corrected, and the correction can go"
    else:
        message = f"it was made of “{correction.printed}”, and the cell now reads “{cell.text}”"
    return replace(_issue("stale_correction", correction, message), page=cell.page, box=cell.box)


def _issue(code: str, correction: CellCorrection, message: str) -> Issue:
    told = f"the correction of {correction.table}, row {correction.row}, column {correction.column}"
    return Issue("facts", "warning", code, f"{told} by {correction.who} was not made: {message}")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _corrected(tables: Sequence[Table], corrections: Sequence[CellCorrection]) -> tuple[Table, ...]:
    texts = {correction.place: correction.text or "" for correction in corrections}
    touched = {table for table, _, _ in texts}
    return tuple(
        replace(
            table,
            cells=tuple(
                _reset(cell, texts[place]) if (place := (table.table_id, cell.row, cell.col)) in texts else cell
                for cell in table.cells
            ),
        )
        if table.table_id in touched
        else table
        for table in tables
    )


def _reset(cell: Cell, text: str) -> Cell:
    """The cell with another text. Some readers look at its words, so these are set anew: in place where there are as
    many, else evenly over the cell, in the type of the first. A person read them, so they are certain.
    """
    lines = [said for line in text.splitlines() if (said := line.split())]
    anew = [said for line in lines for said in line]
    if len(anew) == len(cell.words):
        kept = (replace(old, text=new, confidence=1.0) for old, new in zip(cell.words, anew, strict=True))
        return replace(cell, text=text, words=tuple(kept))
    box, height = cell.box, cell.box.height / max(1, len(lines))
    first = cell.words[0] if cell.words else Word("", box, size=height)
    words: list[Word] = []
    for at, line in enumerate(lines):
        width, top = box.width / len(line), box.top + at * height
        for place, text_of_word in enumerate(line):
            spot = Box(box.x0 + place * width, top, box.x0 + (place + 0.9) * width, top + height)
            words.append(replace(first, text=text_of_word, box=spot, direction=0, spaced=True, confidence=1.0))
    return replace(cell, text=text, words=tuple(words))


def _mark(rows: Rows, uncorrected: Rows, made: Sequence[CellCorrection]) -> None:
    """Have each row that is not among those of the uncorrected pack say which corrections made it so."""
    places = {_place(row) for fact in FACTS for row in rows[fact] if row.get("col") is not None}
    for name in _MARKED:
        before = Counter(map(_told, uncorrected.get(name, [])))
        for row in rows.get(name, []):
            if before[_told(row)]:
                before[_told(row)] -= 1
            else:
                for correction in _behind(row, made, places):
                    _sign(row, correction, f"“{correction.printed}” to “{correction.text}”")


def _behind(row: Record, made: Sequence[CellCorrection], places: set[tuple[object, ...]]) -> Sequence[CellCorrection]:
    """The corrections that a changed row goes back to: of its own cell, and of labels in its row and column.

    Labels are cells that are not a fact of their own. Where there are none of these: those of its table, else all.
    """
    of_table = [correction for correction in made if correction.table == row.get("table_id")]
    near = [
        correction
        for correction in of_table
        if correction.place == _place(row)
        or (
            correction.place not in places and (correction.row == row.get("row") or correction.column == row.get("col"))
        )
    ]
    return near or of_table or made


def _place(row: Record) -> tuple[object, ...]:
    return row.get("table_id"), row.get("row"), row.get("col")


def _told(row: Record) -> str:
    return repr(sorted(row.items()))


def _set_values(rows: Rows, correction: CellCorrection) -> Issue | None:
    """Put the values in the one fact that was read from the cell, or from the whole of its row; what speaks against it
    where that cannot be done.
    """
    found = [
        (fact, row)
        for fact in FACTS
        for row in rows[fact]
        if (row.get("table_id"), row.get("row")) == (correction.table, correction.row)
        and row.get("col") in (correction.column, None)
    ]
    if len(found) != 1:
        return _unfit(rows, correction, f"{len(found) or 'no'} facts were read from it, and one is wanted")
    ((fact, row),) = found
    for column, value in correction.values.items():
        if column not in TABLES[fact].columns:
            return _unfit(rows, correction, f"{fact} has no column {column}")
        if value is None and column in TABLES[fact].required:
            return _unfit(rows, correction, f"{column} may not be blank")
        allowed = TABLES[fact].field(column).allowed
        if value is not None and allowed is not None and value not in allowed:
            return _unfit(rows, correction, f"{column} is one of {', '.join(allowed)}")
    changed = {column: value for column, value in correction.values.items() if row.get(column) != value}
    if not changed:
        return _unfit(rows, correction, "the fact is read so without it, and the correction can go", "stale_correction")
    changes = [f"{column} from {_shown(row.get(column))} to {_shown(value)}" for column, value in changed.items()]
    _sign(row, correction, ", ".join(changes))
    row.update(({"rag_basis": None} if "rag" in changed else {}) | changed)  # a rating that is said was not read
    return None


def _unfit(rows: Rows, correction: CellCorrection, message: str, code: str = "correction_not_made") -> Issue:
    where = next(row for row in rows["cells"] if _place(row) == correction.place)
    page = where["page"]
    assert isinstance(page, int)
    box = Box(*(float(str(where[side])) for side in Box._fields))
    return replace(_issue(code, correction, message), page=page, box=box, table_id=correction.table)


def _shown(value: object) -> str:
    return "blank" if value is None else str(value)


def _sign(row: Record, correction: CellCorrection, change: str) -> None:
    """Add who changed what in a row, and why, to what it already tells."""
    place = f"row {correction.row}, column {correction.column}"
    for column, told in (("corrected_by", correction.who), ("correction", f"{place}: {change} ({correction.why})")):
        before = row.get(column)
        if before is None:
            row[column] = told
        elif column == "correction" or told not in str(before).split("; "):
            row[column] = f"{before}; {told}"
