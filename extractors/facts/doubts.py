"""What keeps a fact from being certain though it was read: faint print on a scan, pictures where a rating should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extractors.geometry import Box
from extractors.records import Issue, Record
from extractors.tables.table import Table

if TYPE_CHECKING:
    from extractors.pack import Pack

_SURE = 0.9  # the OCR engine's confidence from which a figure is taken as read


def doubts(pack: Pack, tables: Sequence[Table], records: Sequence[Record]) -> list[Issue]:
    """All that is uncertain of the records read from performance tables and plans."""
    return [*unread_pictures(pack, tables), *unseen_colours(pack, tables), *uncertain_figures(pack, records)]


def uncertain_figures(pack: Pack, records: Iterable[Record]) -> list[Issue]:
    """An issue for each figure of the records that OCR was not sure of; the figure itself is kept.

    A record needs `page` and its box; one box is named once, however many records it gave.
    """
    issues: dict[tuple[int, Box], Issue] = {}
    for record in records:
        number, sides = record.get("page"), [record.get(side) for side in Box._fields]
        if not isinstance(number, int) or pack.page(number).status != "ocr" or None in sides:
            continue
        box = Box(*(float(str(side)) for side in sides))
        faint = [
            word
            for word in pack.page(number).words
            if word.confidence < _SURE and any(char.isdigit() for char in word.text) and box.holds(*word.box.centre)
        ]
        if faint:
            words = ", ".join(f"{word.text!r} ({word.confidence:.0%})" for word in faint)
            message = f"OCR was not sure of {words}: the figure is kept as read"
            table_id = record.get("table_id")
            place = str(table_id) if table_id else None
            issues[number, box] = Issue("facts", "warning", "ocr_uncertain", message, number, box, place)
    return list(issues.values())


def unseen_colours(pack: Pack, tables: Sequence[Table]) -> list[Issue]:
    """An issue for each table on a scanned page: a rating that is shown by colour alone is not read there."""
    message = "the page is a scan, on which colours are not read: a rating shown by colour alone is missing"
    return [
        Issue("facts", "warning", "scan_without_colours", message, table.page, table.box, table.table_id)
        for table in tables
        if pack.page(table.page).status == "ocr"
    ]


def unread_pictures(pack: Pack, tables: Sequence[Table]) -> list[Issue]:
    """An issue for each table with cells that hold a picture and nothing else: a rating or an arrow may be lost."""
    issues = []
    for table in tables:
        empty = [cell for cell in table.cells if not cell.is_header and not cell.text.strip() and not cell.shapes]
        pictured = [
            cell
            for cell in empty
            if not cell.fill and any(cell.box.holds(*picture.box.centre) for picture in pack.page(cell.page).pictures)
        ]
        if pictured:
            message = f"{len(pictured)} cells hold only a picture, of which no rating or arrow could be read"
            first = pictured[0]
            issues.append(Issue("facts", "warning", "picture_unread", message, first.page, first.box, table.table_id))
    return issues
