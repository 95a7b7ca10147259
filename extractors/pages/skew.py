"""How far a scanned sheet lies askew, and the picture made level."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_REACH = 6.0  # degrees either way: a sheet fed worse than that was scanned again by whoever did it
_LONG_SIDE = 1000  # pixels that tell a tenth of a degree: one pixel over 570
_SMALLEST = 0.1  # degrees, below which turning the picture only blurs it


def ink(grey: Pixels) -> NDArray[np.bool_]:
    """Which pixels are print: darker than the paper around them, so that a shadow or a grey scan bed is not."""
    side = max(15, (min(grey.shape) // 20) | 1)
    paper = cv2.medianBlur(grey, min(side, 99)) if min(grey.shape) > 99 else np.full_like(grey, np.median(grey))
    return (paper.astype(np.int16) - grey.astype(np.int16)) > 60


def skew_of(grey: Pixels) -> float:
    """Degrees by which lines of print fall to the right (negative: rise); 0.0 where there is too little to tell.

    Of all angles, the true one puts the most ink into the fewest rows (projection profile).
    """
    shrink = _LONG_SIDE / max(grey.shape)
    if shrink < 1:
        grey = np.asarray(cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ys, xs = np.nonzero(ink(grey))
    if len(ys) < 200:
        return 0.0

    def sharpness(degrees: float) -> float:
        rows = np.round(ys - xs * np.tan(np.radians(degrees))).astype(np.int64)
        counts = np.bincount(rows - rows.min())
        return float(np.square(np.diff(counts.astype(np.float64))).sum())

    best = 0.0
    for step, reach in ((0.5, _REACH), (0.1, 0.4), (0.05, 0.05)):
        tries = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(tries, key=lambda degrees: (sharpness(degrees), -abs(degrees))))
    level = sharpness(0.0)
    return round(best, 2) if abs(best) >= _SMALLEST and sharpness(best) > 1.05 * level else 0.0


def level(image: Pixels, degrees: float) -> Pixels:
    """The picture turned about its middle so that its lines run level; the same picture for an angle of nought."""
    if not degrees:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),
        dtype=np.uint8,
    )
