"""Lamps and arrows that are placed as small pictures: their colour and outline, as if they had been drawn.

Performance systems print ratings and trends so. What is too large for a symbol, or of many colours, is no icon.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.pages.page import Shape

MAX_ICONS = 300
"""How many pictures of one page are looked into: more are the tiles of a larger one."""

_LARGEST, _LEAST = 40.0, 3.0  # points
_SIDE = 48  # pixels that an icon is rendered with
_WHITE = 235  # of 255: a paler pixel is paper
_SATURATED = 60  # levels between the strongest and the weakest channel of a coloured pixel
_COVERED = 0.05  # of the square: less is a speck
_COLOURED = 0.3  # of the print: more makes the icon coloured, whatever is written on it in black or white
_ONE_HUE = 0.7  # of the coloured pixels: less is a logo or a photograph
_HUES = 12


def is_icon_sized(box: Box) -> bool:
    """Whether a picture may be a lamp or an arrow by its size on the page."""
    shorter, longer = sorted((box.width, box.height))
    return shorter >= _LEAST and longer <= _LARGEST and longer <= 2 * shorter


def read_icon(page: Any, handle: Any, to_page: Callable[[float, float], tuple[float, float]], box: Box) -> Shape | None:
    """The icon that an image object of a PDFium page shows; None for a blank, a logo, or what PDFium cannot render.

    `to_page` takes a point of the image's unit square (origin bottom left) to the displayed page.
    """
    pixels = _rendered(page, handle)
    if pixels is None:
        return None
    blue, green, red, alpha = (pixels[:, :, channel].astype(np.int16) for channel in range(4))
    channels = np.stack([red, green, blue], axis=2)
    print_ = (alpha >= 128) & (channels.min(axis=2) < _WHITE)
    if print_.mean() < _COVERED:
        return None
    colour = _colour(channels[print_])
    if colour is None:
        return None
    outline = tuple(to_page(x, y) for x, y in _outline(print_))
    return Shape(outline, box, colour, None)


def _rendered(page: Any, handle: Any) -> NDArray[np.uint8] | None:
    """The image alone as BGRA, upright in its unit square, whatever its resolution and its size on the page."""
    placed = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, placed):
        return None
    pdfium_c.FPDFPageObj_SetMatrix(handle, pdfium_c.FS_MATRIX(_SIDE, 0, 0, _SIDE, 0, 0))
    try:
        raw = pdfium_c.FPDFImageObj_GetRenderedBitmap(page.pdf, page, handle)
    finally:
        pdfium_c.FPDFPageObj_SetMatrix(handle, placed)
    if not raw:
        return None
    pixels = np.array(pdfium.PdfBitmap.from_raw(raw).to_numpy())  # copied: PDFium's own memory goes with the bitmap
    return pixels if pixels.ndim == 3 and pixels.shape[2] == 4 else None


def _colour(channels: NDArray[np.int16]) -> str | None:
    """The one colour of the printed pixels (a grey where hardly any is coloured); None where they are of many."""
    spread = channels.max(axis=1) - channels.min(axis=1)
    coloured = channels[spread >= _SATURATED]
    if len(coloured) < _COLOURED * len(channels):
        return _hex(channels)
    hues = _hues(coloured)
    counts = np.bincount(hues, minlength=_HUES)
    counts = counts + np.roll(counts, -1)  # a hue at the edge of two bins is in both
    first = int(np.argmax(counts))
    if counts[first] < _ONE_HUE * len(coloured):
        return None
    return _hex(coloured[(hues == first) | (hues == (first + 1) % _HUES)])


def _hues(channels: NDArray[np.int16]) -> NDArray[np.intp]:
    """The bin of each coloured pixel on the circle of hues."""
    red, green, blue = (channels[:, channel].astype(np.float64) for channel in range(3))
    turn = np.arctan2(np.sqrt(3.0) * (green - blue), 2.0 * red - green - blue) / (2.0 * np.pi)
    return np.asarray(np.floor((turn % 1.0) * _HUES), dtype=np.intp) % _HUES


def _hex(channels: NDArray[np.int16]) -> str:
    red, green, blue = (int(level) for level in np.median(channels, axis=0))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _outline(print_: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """The first and last printed pixel of each row, as points of the unit square."""
    rows, columns = print_.shape
    points: list[tuple[float, float]] = []
    for row in np.flatnonzero(print_.any(axis=1)).tolist():
        inked = np.flatnonzero(print_[row])
        y = 1.0 - (row + 0.5) / rows
        points += [((inked[0] + 0.5) / columns, y), ((inked[-1] + 0.5) / columns, y)]
    return points
