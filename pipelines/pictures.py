"""Pictures of a page with a table's grid, header rows, merged cells and ratings drawn over it, for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.dataset as ds

from extractors.geometry import Box
from extractors.pages.pdfium import open_document, render
from pipelines.warehouse import Warehouse

if TYPE_CHECKING:
    from PIL.Image import Image

Row = Mapping[str, object]

SCALE = 2.0  # pixels to a point: 144 dpi
_GRID, _HEADER, _MERGED = (31, 119, 180, 255), (31, 119, 180, 60), (255, 127, 14, 255)
_RATINGS = {"R": (200, 0, 0, 255), "A": (255, 160, 0, 255), "G": (0, 140, 60, 255), "B": (0, 90, 200, 255)}


def table_pictures(warehouse: Warehouse, pack_id: str, table_id: str, data: bytes) -> Iterator[tuple[int, Image]]:
    """A picture of each page that a table stands on, by page number. `data` is the pack's PDF.

    Merged cells are framed in orange, header cells tinted; a rating stands at the right of the row or cell it was read
    from, as `G fill`. KeyError for a table that the pack does not have.
    """
    cells = _rows(warehouse, "cells", pack_id, table_id)
    if not cells:
        raise KeyError(table_id)
    rated = [row for fact in ("kpis", "rag_actions") for row in _rows(warehouse, fact, pack_id, table_id) if row["rag"]]
    document = open_document(data)
    try:
        for page in sorted({int(str(cell["page"])) for cell in cells}):
            picture = render(document, page - 1, SCALE).convert("RGBA")
            yield page, _drawn(picture, _on(page, cells), _on(page, rated))
    finally:
        document.close()


def _rows(warehouse: Warehouse, table: str, pack_id: str, table_id: str) -> list[Row]:
    folder = warehouse.root / table / f"pack_id={pack_id}"
    files = sorted(map(str, Path(folder).glob("*.parquet")))
    found: list[Row] = ds.dataset(files).to_table(filter=ds.field("table_id") == table_id).to_pylist()
    return found


def _on(page: int, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["page"] == page]


def _box(row: Row) -> Box:
    return Box(*(float(str(row[side])) * SCALE for side in Box._fields))


def _drawn(picture: Image, cells: Sequence[Row], rated: Sequence[Row]) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    over = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(over)
    for cell in sorted(cells, key=lambda cell: int(str(cell["row_span"])) * int(str(cell["col_span"]))):
        merged = cell["row_span"] != 1 or cell["col_span"] != 1
        pen.rectangle(
            _box(cell),
            fill=_HEADER if cell["is_header"] else None,
            outline=_MERGED if merged else _GRID,
            width=3 if merged else 1,
        )
    font = ImageFont.load_default(13)
    for row in rated:
        box, colour = _box(row), _RATINGS[str(row["rag"])]
        words = f"{row['rag']} {row['rag_basis']}"
        width = pen.textlength(words, font=font)
        beside = box.x1 + width + 10 < picture.width and box.width > picture.width / 3  # a whole row: in the margin
        left = box.x1 + 3 if beside else box.x1 - width - 8
        tag = Box(left, box.top + 2, left + width + 6, box.top + 20)
        pen.rectangle(tag, fill=(255, 255, 255, 230), outline=colour, width=2)
        pen.text((tag.x0 + 3, tag.top + 1), words, fill=colour, font=font)
    return Image.alpha_composite(picture, over).convert("RGB")
