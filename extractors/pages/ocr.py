"""Pages that are only a picture, read by OCR (RapidOCR, whose models lie in its wheel: nothing is fetched).

The sheet is made level first, because a line that slants is broken up. The engine finds the lines and reads them; where
words begin and end is taken from the print itself (see `ink.py`), because the engine runs words together.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import cv2
import numpy as np
from PIL import Image

from extractors.geometry import Box
from extractors.pages.ink import InkedWord, Read, words_of
from extractors.pages.page import Page, Word
from extractors.pages.skew import Pixels, level, skew_of

_FIND_DPI = 110  # lines are found on a smaller picture, in a quarter of the time, and read on the full one
_FIND_SIDE = 1920  # pixels at most
_SMALL_PRINT = 16  # pixels of that picture: lower lines are missed, and looked for once more on a larger one
_LARGEST_SIDE = 3200
_MAX_THREADS = 4
_BATCH = 6  # lines read at once
_SURE_ENOUGH = 0.5  # below this the engine sees letters in stains and signatures
_LETTER = 0.7  # of a line's height: what is narrower and tall is a letter, not a line on its side
_SAMPLE = 8  # lines
_READS_WELL = 0.8
_SAMPLE_SHAPE = 4  # of a line, so many times its height is looked at
_BLANK = 60  # levels of grey between the lightest and the darkest pixel of a sheet without print
_SAME_SIZE = 0.1  # sizes measured on a scan are this uncertain
_BOLD = 1.25  # times the usual width of stroke

_MARGIN = 0.1  # of the page's height: stamps of the pack stand there over a scan
_FEW_WORDS = 5
_COVERS = 0.6  # of the page
_OUTLINES = 100  # drawn outlines on a page without a word: letters turned into drawings
_ENOUGH_CHARS = 20
_ENOUGH_LETTERS, _FEW_LETTERS = 80, 8  # that tell by their vowels; the few, where another typeface of the page is noise
_ONE_SCRIPT = 0.85  # of the letters: a text in Arabic or Bengali, which a council adds for those who read it
_SIGN = 2  # characters: a shorter word may be a bullet or an icon of a symbol typeface
_VOWELS = frozenset(
    "aeiouy\u00e0\u00e1\u00e2\u00e8\u00e9\u00ea\u00ec\u00ed\u00ee\u00f2\u00f3\u00f4\u00f6\u00fa\u00fb\u0175\u0177"
)
_LEAST_VOWELS = 0.2  # of the letters; English and Welsh have twice as many


def needs_ocr(page: Page) -> bool:
    """Whether a page has no text layer of use.

    A picture covers it and at most stamps are printed over that; or its letters are drawings; or what one of its
    typefaces says is noise.
    """
    if page.status == "failed":
        return False
    if len(legible(page.words)) < len(page.words):
        return True
    if not page.words and len(page.shapes) >= _OUTLINES:
        return True
    body = [w for w in page.words if _MARGIN * page.height < w.box.centre[1] < (1 - _MARGIN) * page.height]
    covered = sum(common.area for picture in page.pictures if (common := picture.box.intersection(page.box)))
    return len(body) < _FEW_WORDS and covered >= _COVERS * page.box.area


def legible(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words but those in a typeface without a map back to characters, which say noise."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        texts[word.font].append(word.text)
    joined = {font: "".join(text for text in said if len(text) > _SIGN) for font, said in texts.items()}
    noisy = {font for font, text in joined.items() if _is_noise(text)}
    if noisy:
        noisy |= {font for font, text in joined.items() if _is_shifted(text, _FEW_LETTERS)}
    return tuple(word for word in words if word.font not in noisy)


def _is_noise(text: str) -> bool:
    """Whether a text is none: characters that nobody prints, a medley of scripts, or letters that stand for others."""
    if len(text) < _ENOUGH_CHARS:
        return False
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or not char.isprintable() for char in text)
    scripts = Counter(unicodedata.name(char, "?").split()[0] for char in text if char.isalpha())
    foreign = scripts.total() - scripts["LATIN"]
    medley = foreign > 0.6 * scripts.total() and max(scripts.values(), default=0) < _ONE_SCRIPT * scripts.total()
    return odd > 0.3 * len(text) or (scripts.total() >= _ENOUGH_CHARS and medley) or _is_shifted(text, _ENOUGH_LETTERS)


def _is_shifted(text: str, enough: int) -> bool:
    """Whether a text's letters stand for others ("7KH FRPPLWWHH"): it has hardly a vowel."""
    letters = [char for char in text.lower() if "a" <= char <= "z" or char in _VOWELS]
    return len(letters) >= enough and sum(char in _VOWELS for char in letters) < _LEAST_VOWELS * len(letters)


def read_words(image: Image.Image | Pixels, scale: float) -> list[Word]:
    """The words in a picture of a whole page, line by line, in page points; [] for a blank page.

    `scale` is the picture's pixels to a point. The words of a slanting sheet are given level, turned about the page's
    middle. A sheet that was scanned sideways or upside down has words with that `direction`. The same picture gives the
    same words.
    """
    pixels = np.asarray(image.convert("L") if isinstance(image, Image.Image) else image, dtype=np.uint8)
    grey = pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if int(grey.max()) - int(grey.min()) < _BLANK:
        return []
    flat = level(grey, skew_of(grey))
    found = _find_lines(flat, scale)
    if not found:
        return []
    if _sideways(_longest(found)):  # the slant of a sheet on its side shows in its other direction
        flat = level(grey, skew_of(np.ascontiguousarray(np.rot90(grey))))
        found = _find_lines(flat, scale)
    turns = _turns(flat, _longest(found))
    if turns:
        flat = np.ascontiguousarray(np.rot90(flat, turns))
        found = _find_lines(flat, scale)
    usual = median([spot.bottom - spot.top for spot in found] or [0])
    beside = [spot for spot in found if spot.tall and spot.x1 - spot.x0 > _LETTER * usual]
    words = _words_at(flat, [spot for spot in found if spot not in beside], scale)
    words += [word for spot in beside for word in _read_beside(flat, spot, scale)]
    height, width = (side / scale for side in flat.shape)
    return [_turned(word, turns, width, height) for word in words]


def _words_at(grey: Pixels, spots: Sequence[_Spot], scale: float) -> list[Word]:
    """The words of the lines at the spots."""
    crops = [spot.cut(grey) for spot in spots]
    inked = [
        word
        for spot, crop, read in zip(spots, crops, _read(crops), strict=True)
        if read is not None
        for word in words_of(crop, spot.x0, spot.top, read)
    ]
    return _settled(inked, scale)


def _read_beside(grey: Pixels, spot: _Spot, scale: float) -> list[Word]:
    """The words of a line that runs up or down the page, whichever way it is read more surely."""
    best: list[Word] = []
    for turns in (1, 3):
        crop = np.ascontiguousarray(np.rot90(spot.cut(grey), turns))
        height, width = crop.shape
        words = _words_at(crop, [_Spot(0, 0, width, height)], scale)
        if words and (not best or _sureness(words) > _sureness(best)):
            best = [_turned(word, turns, width / scale, height / scale) for word in words]
    return [replace(word, box=_moved(word.box, spot.x0 / scale, spot.top / scale)) for word in best]


def _moved(box: Box, right: float, down: float) -> Box:
    return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)


class _Spot(NamedTuple):
    """The upright box of a line, in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def tall(self) -> bool:
        return self.bottom - self.top > 2 * (self.x1 - self.x0)

    def cut(self, grey: Pixels) -> Pixels:
        return grey[self.top : self.bottom, self.x0 : self.x1]


@cache
def _engine() -> Any:
    """The engine, loaded once. Its models are named outright, because it would fetch one that it does not find."""
    import rapidocr  # a third of a second, which packs without a scan need not wait for

    models = Path(rapidocr.__file__).parent / "models"
    det, rec, cls = (
        next(iter(sorted(models.glob(f"*_{part}_*.onnx"))), models / part) for part in ("det", "rec", "cls")
    )
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Det.model_path": str(det),
            "Det.limit_type": "max",
            "Det.limit_side_len": _LARGEST_SIDE,
            "Rec.model_path": str(rec),
            "Cls.model_path": str(cls),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # its threads spin while they wait for each other
        }
    )


def _colour(grey: Pixels) -> Pixels:
    return np.repeat(grey[:, :, None], 3, axis=2)


def _find_lines(grey: Pixels, scale: float) -> list[_Spot]:
    """Where print stands, from top to bottom; of two columns each has its own spots."""
    shrink = min(1.0, _FIND_DPI / 72 / scale, _FIND_SIDE / max(grey.shape))
    spots = _find_on(grey, shrink)
    if shrink < 1.0 and spots and shrink * median(spot.bottom - spot.top for spot in spots) < _SMALL_PRINT:
        spots = _find_on(grey, min(1.0, 2 * shrink, _LARGEST_SIDE / max(grey.shape)))
    return sorted(spots, key=lambda spot: (spot.top, spot.x0))


def _find_on(grey: Pixels, shrink: float) -> list[_Spot]:
    """Where print stands, found on a picture made smaller; in pixels of the full one."""
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    result = _engine()(_colour(np.asarray(small, dtype=np.uint8)), use_det=True, use_cls=False, use_rec=False)
    if result.boxes is None:
        return []
    height, width = grey.shape
    spots = []
    for quad in np.asarray(result.boxes) / shrink:
        (x0, top), (x1, bottom) = np.floor(quad.min(axis=0)), np.ceil(quad.max(axis=0))
        spot = _Spot(max(0, int(x0)), max(0, int(top)), min(width, int(x1)), min(height, int(bottom)))
        if spot.x1 - spot.x0 > 2 and spot.bottom - spot.top > 2:
            spots.append(spot)
    return spots


def _longest(spots: Sequence[_Spot]) -> list[_Spot]:
    """The lines that tell which way up the sheet lies."""
    return sorted(spots, key=lambda spot: -max(spot.x1 - spot.x0, spot.bottom - spot.top))[:_SAMPLE]


def _sideways(longest: Sequence[_Spot]) -> bool:
    return 2 * sum(spot.tall for spot in longest) > len(longest)


def _turns(grey: Pixels, longest: Sequence[_Spot]) -> int:
    """Quarter turns anticlockwise that set the sheet upright: 0, 1, 2 or 3."""
    if not longest:
        return 0
    sideways = _sideways(longest)
    lines = [np.rot90(spot.cut(grey), int(sideways)) for spot in longest if spot.tall == sideways]
    crops = [line[:, : _SAMPLE_SHAPE * len(line)] for line in lines]
    _, votes = _engine().cls_and_rotate([_colour(np.ascontiguousarray(crop)) for crop in crops])
    upside_down = 2 * sum(label == "180" for label, _ in votes.cls_res) > len(crops)
    if not sideways and not upside_down:
        return 0
    # Columns of small figures look like lines on their side: only what then reads well is believed.
    read = _read([np.rot90(line, 2 if upside_down else 0) for line in lines])
    sure = sum(float(np.mean(said.confidences)) for said in read if said is not None) / len(read)
    return int(sideways) + (2 if upside_down else 0) if sure >= _READS_WELL else 0


def _read(crops: Sequence[Pixels]) -> list[Read | None]:
    """What each picture of a line says; None where the engine is not sure that it says anything.

    Lines of like length are read together, which wastes least; batches are read side by side, one core each.
    """
    order = sorted(range(len(crops)), key=lambda n: crops[n].shape[1] / crops[n].shape[0])
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    _engine()  # loaded once, before threads ask for it
    with ThreadPoolExecutor(min(_MAX_THREADS, os.cpu_count() or 1)) as pool:
        read = list(pool.map(lambda batch: _read_batch([crops[n] for n in batch]), batches))
    by_crop = dict(zip(chain.from_iterable(batches), chain.from_iterable(read), strict=True))
    return [by_crop[n] for n in range(len(crops))]


def _read_batch(crops: Sequence[Pixels]) -> list[Read | None]:
    result = _engine().recognize_txt([_colour(np.ascontiguousarray(crop)) for crop in crops])
    reads: list[Read | None] = []
    for text, score, info in zip(result.txts, result.scores, result.word_results, strict=True):
        letters = [(char, sure) for char, sure in zip(text, info.confs, strict=False) if not char.isspace()]
        columns = [column for part in info.word_cols for column in part]
        if score < _SURE_ENOUGH or len(letters) != len(columns) or not letters:
            reads.append(None)
            continue
        centres = tuple(min(1.0, (column + 0.5) / info.line_txt_len) for column in columns)
        reads.append(Read(text, centres, tuple(sure for _, sure in letters)))
    return reads


def _settled(words: Sequence[InkedWord], scale: float) -> list[Word]:
    """Words in points, with sizes and weights that the page as a whole bears out."""
    if not words:
        return []
    letters = [len(word.text) for word in words]
    usual = float(np.median(np.repeat([word.size for word in words], letters))) / scale
    stroke = float(np.median(np.repeat([word.stroke for word in words], letters)))
    settled = []
    for word in words:
        size = word.size / scale
        size = usual if abs(size - usual) < _SAME_SIZE * usual else size
        settled.append(word.word(scale, bold=bool(word.stroke > _BOLD * stroke), size=round(2 * size) / 2))
    return settled


def _turned(word: Word, turns: int, width: float, height: float) -> Word:
    """A word of an upright sheet of that size, on the same sheet turned by so many quarter turns clockwise."""
    box = word.box
    for _ in range(turns):
        box = Box(height - box.bottom, box.x0, height - box.top, box.x1)
        width, height = height, width
    return replace(word, box=box, direction=(word.direction + 90 * turns) % 360) if turns else word
