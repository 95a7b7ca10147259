"""A typeset file as it comes off a scanner: pictures of its pages, grey, a little askew, without a text layer."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from tools.samples.office_pen import OfficePen
from tools.samples.pens import A4

DPI = 160
SKEWS = (0.5, -0.4, 0.3)  # degrees; no two sheets go in alike
QUALITY = 38


def scanned(typeset: bytes, title: str) -> bytes:
    """The same pages as JPEG pictures on A4. Returns the PDF."""
    pen = OfficePen(title=title)
    source = pypdfium2.PdfDocument(typeset)
    for n, page in enumerate(source):
        picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
        askew = picture.rotate(SKEWS[n % len(SKEWS)], resample=Image.Resampling.BICUBIC, fillcolor=250)
        out = io.BytesIO()
        askew.save(out, "JPEG", quality=QUALITY, dpi=(DPI, DPI))
        pen.new_page(*A4)
        pen.picture(out.getvalue(), 0, 0, *A4)
    source.close()
    return pen.finish()
