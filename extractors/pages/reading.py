"""A file read page by page: drawn, OCR where there is only a picture, turned upright, furniture told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pypdfium2 as pdfium

from extractors.pages import ocr
from extractors.pages.furniture import tell_furniture
from extractors.pages.identity import name_pack
from extractors.pages.page import Page
from extractors.pages.pdfium import open_document, read_pages, render
from extractors.pages.turning import turn_upright
from extractors.records import Issue

_SCAN_DPI = 200


class Reading(NamedTuple):
    """All of a file that anybody downstream needs."""

    pack_id: str
    pages: list[Page]
    issues: list[Issue]


def read_file(data: bytes, progress: Callable[[int, int], None] | None = None) -> Reading:
    """Every page of a PDF, read once. Refused where it cannot be opened; a page that fails is a page with its reason.

    `progress` is called with (pages read, pages in all).
    """
    document = open_document(data)
    try:
        pack_id = ""
        pages: list[Page] = []
        for page in read_pages(document):
            pack_id = pack_id or name_pack(page, data)
            pages.append(turn_upright(_recognised(document, page) if ocr.needs_ocr(page) else page))
            if progress:
                progress(len(pages), len(document))
    finally:
        document.close()
    pages = tell_furniture(pages)
    return Reading(pack_id, pages, [issue for page in pages for issue in _issues(page)])


def _recognised(document: pdfium.PdfDocument, page: Page) -> Page:
    """A scanned page with the words that OCR reads on it; failed, with the reason, where the engine trips over it."""
    try:
        image = render(document, page.number - 1, _SCAN_DPI / 72)
        words = ocr.read_words(image, image.width / page.width)
    except Exception as error:  # one odd picture must not cost the pack
        return replace(page, status="failed", reason=f"OCR: {error!r}")
    # Text is better than what OCR makes of it: stamps printed over a scan, words in a typeface that is no noise.
    text = ocr.legible(page.words)
    words = [word for word in words if not any(word.box.overlap(other.box.grown(2)) > 0.5 for other in text)]
    if not words:
        return replace(page, words=text, status="blank", reason="a picture in which OCR found no words")
    return replace(page, words=(*text, *words), status="ocr")


def _issues(page: Page) -> list[Issue]:
    if page.status == "failed":
        return [
            Issue("pages", "error", "page_failed", f"page {page.number} could not be read: {page.reason}", page.number)
        ]
    if page.reason:
        return [
            Issue("pages", "warning", "page_incomplete", f"page {page.number}: {page.reason}", page.number, page.box)
        ]
    return []
