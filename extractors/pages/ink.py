"""A line of print as the OCR engine read it, cut into words where the paper shows through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.pages.skew import Pixels

# Parts of an em in the typefaces that councils print in, between Arial and Times.
_CAPITAL, _SMALL, _TAIL = 0.72, 0.54, 0.21
_ASCENT = 0.9  # of a word's box above the baseline, as typefaces declare it
_TALL = frozenset("bdfhijklt£&()[]/!?'\"’‘“”%")

_SPACE = 0.6  # of the line's usual space: what counts as one
_NARROW_SPACE = 0.16  # of the line's height, where the line has no space to go by

_MOST_SURE = 0.999  # only what a text layer says is certain


@dataclass(frozen=True)
class Read:
    """What the engine read in one line's picture: a centre and a confidence for each character that is no space."""

    text: str
    centres: tuple[float, ...]  # parts of the picture's width, 0 to 1
    confidences: tuple[float, ...]


@dataclass(frozen=True)
class InkedWord:
    """A word on a scan, in pixels; `stroke` is the mean width of its drawn lines in ems, which bold print widens."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    stroke: float
    confidence: float

    def word(self, scale: float, bold: bool, size: float) -> Word:
        """The word in points; `size` is the type size to go by, which the whole page tells better than a word does."""
        top, bottom = self.baseline / scale - _ASCENT * size, self.baseline / scale + _TAIL * size
        box = Box(self.left / scale, top, self.right / scale, bottom)
        return Word(self.text, box, size, bold=bold, confidence=min(round(self.confidence, 3), _MOST_SURE))


def words_of(grey: Pixels, left: float, top: float, read: Read) -> list[InkedWord]:
    """The words of one level line. `grey` is its picture, whose corner stands at (left, top) of the page's picture."""
    letters = [char for char in read.text if not char.isspace()]
    if not letters or not grey.size:
        return []
    height, width = grey.shape
    ink = _ink(grey)
    first, last = _band(ink)
    size, foot = _measure(ink[first:last].sum(axis=1), letters, height)
    baseline = top + first + foot
    bounds = _bounds(ink[first:last], read, [centre * width for centre in read.centres], height)
    words = []
    for (start, x0), (end, x1) in zip(bounds[0::2], bounds[1::2], strict=True):
        part = ink[first:last, max(0, int(x0)) : int(np.ceil(x1))]
        words.append(
            InkedWord(
                text="".join(letters[start:end]),
                left=left + x0,
                right=left + x1,
                baseline=baseline,
                size=size,
                stroke=_stroke(part) / size,
                confidence=float(np.mean(read.confidences[start:end])),
            )
        )
    return words


def _ink(grey: Pixels) -> NDArray[np.bool_]:
    """Which pixels are print, light on dark too; lines drawn under the words or beside them left out."""
    contrast = np.abs(grey.astype(np.int16) - int(np.median(grey)))
    ink: NDArray[np.bool_] = contrast > max(25.0, 0.45 * float(np.percentile(contrast, 99.5)))
    across, down = ink.mean(axis=1) > 0.85, ink.mean(axis=0) > 0.9
    ink[across] = False
    ink[:, down] = False
    return ink


def _band(ink: NDArray[np.bool_]) -> tuple[int, int]:
    """First row and row after the last of the print itself, without what reaches in from the lines above and below."""
    height = len(ink)
    rows = ink.sum(axis=1)
    runs = _runs(rows > 0, joined=int(0.12 * height))
    if not runs:
        return 0, height
    return max(runs, key=lambda run: int(rows[run[0] : run[1]].sum()))


def _runs(marks: NDArray[np.bool_], joined: int = 0) -> list[tuple[int, int]]:
    """Stretches of True as (first, after the last); those no more than `joined` apart are one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marks, [False])).astype(np.int8)))
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[0::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and start - runs[-1][1] <= joined:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _measure(rows: NDArray[np.int_], letters: Sequence[str], height: int) -> tuple[float, float]:
    """The em in pixels and the row of the baseline, from how much ink each row of a line has.

    Ink begins most suddenly at the top of the small letters (of the capitals, where there are few others) and ends most
    suddenly at the baseline; tails, accents and dust reach beyond but have little of it.
    """
    steps = np.diff(np.concatenate(([0], rows, [0])))
    foot = len(rows) // 2 + int(np.argmin(steps[len(rows) // 2 :]))
    head = int(np.argmax(steps[: max(1, foot // 2)]))
    if foot - head < 3 or not any(char.isalnum() for char in letters):
        return 0.7 * height, float(foot)
    tall = sum(char.isupper() or char.isdigit() or char in _TALL for char in letters)
    return (foot - head) / (_CAPITAL if 2 * tall > len(letters) else _SMALL), float(foot)


def _stroke(ink: NDArray[np.bool_]) -> float:
    """Mean width of the drawn lines in pixels: twice the area over the length of its outline."""
    outline = np.count_nonzero(np.diff(ink, axis=0)) + np.count_nonzero(np.diff(ink, axis=1))
    return 2.0 * float(ink.sum()) / outline if outline else 0.0


def _bounds(ink: NDArray[np.bool_], read: Read, centres: Sequence[float], height: int) -> list[tuple[int, float]]:
    """Where words begin and end, in turn: (index of the letter, x).

    The engine's spaces stand, each at the gap in the print nearest to it; a gap as wide as a space at which the engine
    read none is one too, between the two letters that lie nearest around it.
    """
    columns: NDArray[np.bool_] = np.asarray(ink.any(axis=0), dtype=np.bool_)
    inked = np.flatnonzero(columns)
    start, end = (float(inked[0]), float(inked[-1] + 1)) if len(inked) else (0.0, float(ink.shape[1]))
    between = [(left + right) / 2 for left, right in pairwise(centres)]  # letter i and i + 1
    gaps = [(float(a), float(b)) for a, b in _runs(~columns) if a > start and b < end]

    cuts: dict[int, tuple[float, float]] = {}
    shifts: list[float] = []
    for index in _spaces(read.text):
        middle = between[index - 1]
        near = [gap for gap in gaps if abs(sum(gap) / 2 - middle) < 0.6 * height]
        if near:  # of those within reach the widest is the space
            cuts[index] = max(near, key=lambda gap: gap[1] - gap[0])
            shifts.append(sum(cuts[index]) / 2 - middle)
        else:
            cuts[index] = (middle, middle)

    shift = float(median(shifts)) if shifts else 0.0
    taken = set(cuts.values())
    free = [gap for gap in gaps if gap not in taken and centres[0] + shift < sum(gap) / 2 < centres[-1] + shift]
    least = _least_space([b - a for a, b in taken if b > a], [b - a for a, b in free], height)
    for a, b in free:
        if b - a >= least:
            index = 1 + min(range(len(between)), key=lambda i: abs(between[i] + shift - (a + b) / 2))
            cuts.setdefault(index, (a, b))

    bounds: list[tuple[int, float]] = [(0, start)]
    for index, (a, b) in sorted(cuts.items()):
        bounds += [(index, max(a, bounds[-1][1])), (index, max(b, bounds[-1][1]))]
    bounds.append((len(centres), max(end, bounds[-1][1])))
    return bounds


def _least_space(spaces: Sequence[float], others: Sequence[float], height: int) -> float:
    """How wide a gap in a line must be to be a space, given its known spaces and its other gaps."""
    least = _SPACE * float(median(spaces)) if len(spaces) > 1 else _NARROW_SPACE * height
    # Print that is set wide has wide gaps everywhere.
    return max(least, 2.2 * float(median(others))) if others else least


def _spaces(text: str) -> list[int]:
    """Indices, counted over the letters alone, before which the engine read a space."""
    found: list[int] = []
    letters = 0
    for before, char in zip(" " + text, text, strict=False):
        if char.isspace():
            continue
        if before.isspace() and letters:
            found.append(letters)
        letters += 1
    return found
