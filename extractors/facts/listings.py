"""What was read of a pack, row by row: its pages, papers, agenda items, passages, tables, cells and issues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractors.records import Record

if TYPE_CHECKING:
    from extractors.pack import Pack


def list_pages(pack: Pack) -> list[Record]:
    """Every page of the file, accounted for."""
    return [
        {
            "page": page.number,
            "label": page.label,
            "width": round(page.width, 2),
            "height": round(page.height, 2),
            "rotation": page.rotation,
            "turn": page.turn,
            "status": page.status,
            "words": len(page.words),
            "reason": page.reason,
        }
        for page in pack.pages
    ]


def list_documents(pack: Pack) -> list[Record]:
    return [
        {
            "document_id": paper.document_id,
            "kind": paper.kind,
            "title": paper.title,
            "agenda_item": paper.agenda_item,
            "meeting_date": paper.meeting_date,
            "author": paper.author,
            "first_page": paper.first_page,
            "last_page": paper.last_page,
            "page": paper.first_page,
            **paper.title_box.columns(),
        }
        for paper in pack.papers
    ]


def list_agenda_items(pack: Pack) -> list[Record]:
    return [
        {
            "item_no": item.item_no,
            "title": item.title,
            "purpose": item.purpose,
            "first_label": item.first_label,
            "last_label": item.last_label,
            "page": item.page,
            **item.box.columns(),
        }
        for item in pack.front_sheet.items
    ]


def list_passages(pack: Pack) -> list[Record]:
    return [
        {
            "document_id": paper.document_id if (paper := pack.paper_at(passage.page)) else None,
            "ordinal": passage.ordinal,
            "kind": passage.kind,
            "heading": " > ".join(passage.heading) or None,
            "text": passage.text,
            "page": passage.page,
            **passage.box.columns(),
        }
        for passage in pack.passages
    ]


def list_tables(pack: Pack, mapped: Mapping[str, str]) -> list[Record]:
    return [
        {
            "document_id": paper.document_id if (paper := pack.paper_at(table.page)) else None,
            "table_id": table.table_id,
            "title": table.title,
            "page": table.page,
            "last_page": table.last_page,
            **table.box.columns(),
            "rows": table.rows,
            "cols": table.cols,
            "header_rows": table.header_rows,
            "mapped_to": mapped.get(table.table_id),
            "method": table.method,
        }
        for table in pack.tables
    ]


def list_cells(pack: Pack) -> list[Record]:
    return [
        {
            "table_id": table.table_id,
            "row": cell.row,
            "col": cell.col,
            "row_span": cell.row_span,
            "col_span": cell.col_span,
            "text": cell.text,
            "is_header": cell.is_header,
            "fill": cell.fill,
            "page": cell.page,
            **cell.box.columns(),
        }
        for table in pack.tables
        for cell in table.cells
    ]
