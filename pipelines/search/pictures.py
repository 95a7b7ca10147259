"""Pictures of the pages that hits stand on, with each hit framed and the words that were asked for boxed.

The words are boxed wherever they stand on the page: a resolution in parts begins in its frame and goes on below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.pages.pdfium import open_document, read_page, render
from pipelines.pictures import SCALE

if TYPE_CHECKING:
    from PIL.Image import Image

Marked = tuple[int, Box, frozenset[str]]
"""Page from 1, the box of a hit on it, and the words in it that were asked for, as they are printed."""

_FRAME, _BOXED, _TINT = (31, 119, 180, 255), (230, 85, 13, 255), (255, 221, 0, 80)
_AROUND = 3.0  # points between a hit and its frame


def page_pictures(data: bytes, hits: Iterable[Marked]) -> Iterator[tuple[int, Image]]:
    """A picture of each page that a hit is on, by page number. `data` is the PDF.

    A page without a text layer has no words to box: there the hit is framed alone.
    """
    pages: dict[int, list[tuple[Box, frozenset[str]]]] = defaultdict(list)
    for number, box, matched in hits:
        pages[number].append((box, matched))
    document = open_document(data)
    try:
        for number, found in sorted(pages.items()):
            page = read_page(document, number - 1)
            words = matching(page.words, {text for _, matched in found for text in matched})
            picture = render(document, number - 1, SCALE)
            frames, boxes = [box for box, _ in found], [word.box for word in words]
            yield number, _drawn(picture, picture.width / page.width, frames, boxes)
    finally:
        document.close()


def matching(words: Sequence[Word], matched: Iterable[str]) -> list[Word]:
    """Those words that make up one of the texts matched, as `sold` or `write off`: in a row, whatever their case."""
    told = [(token, word) for word in words for token in _tokens(word.text)]
    wanted = [tokens for tokens in {tuple(_tokens(text)) for text in matched} if tokens]
    found: dict[int, Word] = {}
    for start in range(len(told)):
        for tokens in wanted:
            run = told[start : start + len(tokens)]
            if [token for token, _ in run] == list(tokens):
                found |= {id(word): word for _, word in run}
    return list(found.values())


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    return re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)).casefold())


def _drawn(picture: Image, scale: float, hits: Iterable[Box], words: Iterable[Box]) -> Image:
    from PIL import Image, ImageDraw

    over = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(over)
    for box in hits:
        pen.rectangle([side * scale for side in box.grown(_AROUND)], outline=_FRAME, width=2)
    for box in words:
        pen.rectangle([side * scale for side in box.grown(1)], fill=_TINT, outline=_BOXED, width=2)
    return Image.alpha_composite(picture.convert("RGBA"), over).convert("RGB")
