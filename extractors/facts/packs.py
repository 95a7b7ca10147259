"""The row of `packs`: what sort of file it is, which body it is of, and when and where that meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.records import Record

if TYPE_CHECKING:
    from extractors.pack import Pack


def read_pack(pack: Pack) -> Record:
    """One row, without what only the loader knows (when it was loaded, by which software)."""
    sheet = pack.front_sheet
    return {
        "file_name": pack.file_name,
        "sha256": pack.sha256,
        "page_count": len(pack.pages),
        "kind": _kind(pack),
        "body": sheet.body,
        "meeting_date": sheet.meeting_date,
        "meeting_time": sheet.meeting_time,
        "venue": sheet.venue,
        "ocr_pages": sum(page.status == "ocr" for page in pack.pages),
    }


def _kind(pack: Pack) -> str:
    """An agenda makes an agenda pack; a file without one is what its first paper is."""
    kinds = [paper.kind for paper in pack.papers]
    if "agenda" in kinds:
        return "agenda_pack"
    first = kinds[0] if kinds else "report"
    return first if first in ("minutes", "presentation") else "report"
