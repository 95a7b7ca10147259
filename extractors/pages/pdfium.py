"""The reader: PDF bytes to pages, through PDFium. Nobody else opens the PDF.

A PDF is hostile until read: no script is run, no link followed, no embedded file touched; size and counts are bounded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from extractors.geometry import Box
from extractors.pages.chars import MAX_CHARS, group_words, read_chars
from extractors.pages.drawings import Drawings, Point, read_drawings
from extractors.pages.page import Page

MAX_PAGES = 5_000
MAX_PIXELS = 12_000_000  # of a rendered page: an A3 sheet at 200 dpi has 7.7 million
MAX_SIDE = 14_400.0  # points: the largest page PDF allows, 200 inches

_REASONS = {
    pdfium_c.FPDF_ERR_SUCCESS: "the PDF has no pages, or its list of pages is damaged",
    pdfium_c.FPDF_ERR_PASSWORD: "the file is encrypted and needs a password",
    pdfium_c.FPDF_ERR_SECURITY: "the file is encrypted with a scheme that cannot be read",
    pdfium_c.FPDF_ERR_FORMAT: "the file is not a PDF, or is truncated or damaged beyond reading",
    pdfium_c.FPDF_ERR_FILE: "the file could not be opened as a PDF",
}


class Refused(Exception):
    """The file cannot be read at all. `reason` is for a person; `page` where one is to blame."""

    def __init__(self, reason: str, page: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.page = page

    def __reduce__(self) -> tuple[type[Refused], tuple[str, int | None]]:
        return Refused, (self.reason, self.page)


def open_document(data: bytes) -> pdfium.PdfDocument:
    """The opened document; Refused for what is no PDF, empty, encrypted, truncated, or of absurd length."""
    if not data:
        raise Refused("the file is empty")
    if b"%PDF-" not in data[:1024]:
        raise Refused("the file is not a PDF: it does not begin with %PDF-")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" not in data:
            code = (
                pdfium_c.FPDF_ERR_SUCCESS
            )  # of a file without pages PDFium repeats what was wrong with an earlier one
        raise Refused(_REASONS.get(code, f"the PDF could not be opened: {error}")) from error
    count = len(document)
    if not count:
        raise Refused("the PDF has no pages, or is truncated before its page list")
    if count > MAX_PAGES:
        raise Refused(f"the PDF has {count:,} pages; at most {MAX_PAGES:,} are read")
    return document


def read_pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    """Every page in order, as drawn (furniture not yet told apart); one that fails is a page with status `failed`."""
    return (read_page(document, index) for index in range(len(document)))


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """One page (0-based index) with its words and drawings; with status `failed` where it cannot be read."""
    try:
        return _read_page(document, index)
    except (pdfium.PdfiumError, ValueError, OverflowError, ArithmeticError) as error:
        return Page(number=index + 1, width=0.0, height=0.0, status="failed", reason=f"PDFium: {error}")


def _read_page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        rotation = page.get_rotation()
        # Not get_cropbox: PDFium's page boxes, but for this one, do not see what a page inherits from the page tree.
        to_view, width, height = _view(page.get_bbox(), rotation)
        if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
            raise ValueError(f"a page of {width:.0f} by {height:.0f} points")
        textpage = page.get_textpage()
        try:
            words = group_words(read_chars(textpage, _box_placer(to_view), rotation))
            crowded = pdfium_c.FPDFText_CountChars(textpage) > MAX_CHARS
        finally:
            textpage.close()
        frame = Box(0.0, 0.0, width, height)
        # What lies wholly outside the visible page was cropped away by the printer and is not of the paper.
        words = [word for word in words if word.box.overlap(frame) > 0.5]
        drawings = read_drawings(page, to_view, frame)
        return Page(
            number=index + 1,
            width=width,
            height=height,
            status="read" if words else "blank",
            rotation=rotation,
            words=tuple(words),
            rules=tuple(drawings.rules),
            fills=tuple(drawings.fills),
            shapes=tuple(drawings.shapes),
            pictures=tuple(drawings.pictures),
            reason=_left_out(crowded, drawings),
        )
    finally:
        page.close()


def render(document: pdfium.PdfDocument, index: int, scale: float) -> Image.Image:
    """A picture of one page (0-based index) as displayed, `scale` pixels to a point, at most MAX_PIXELS in all."""
    page = document[index]
    try:
        most = math.sqrt(MAX_PIXELS / max(1.0, page.get_width() * page.get_height()))
        image: Image.Image = page.render(scale=min(scale, most)).to_pil()
        return image
    finally:
        page.close()


def _left_out(crowded: bool, drawings: Drawings) -> str | None:
    parts = []
    if crowded:
        parts.append(f"more than {MAX_CHARS:,} characters: the rest is not read")
    if drawings.cut_short:
        parts.append("too many drawn objects: the rest is not read")
    return "; ".join(parts) or None


def _view(
    crop: tuple[float, float, float, float], rotation: int
) -> tuple[Callable[[float, float], Point], float, float]:
    """From PDF user space to the displayed page (origin top left, /Rotate applied), and its width and height."""
    left, bottom, right, top = crop
    if not all(math.isfinite(side) for side in crop):
        raise ValueError("a page box that is not a number")
    match rotation:
        case 90:
            return (lambda x, y: (y - bottom, x - left)), top - bottom, right - left
        case 180:
            return (lambda x, y: (right - x, y - bottom)), right - left, top - bottom
        case 270:
            return (lambda x, y: (top - y, right - x)), top - bottom, right - left
        case _:
            return (lambda x, y: (x - left, top - y)), right - left, top - bottom


def _box_placer(place: Callable[[float, float], Point]) -> Callable[[float, float, float, float], Box]:
    def placed(left: float, bottom: float, right: float, top: float) -> Box:
        (xa, ya), (xb, yb) = place(left, bottom), place(right, top)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    return placed
