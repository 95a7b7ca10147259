"""Characters of a PDFium text page, and their grouping into words.

PDFium is asked three things per character (code, box, text object) and the rest (size, weight, colour, direction)
once per text object, which is what makes reading fast. Units: PDF points; angles in degrees.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extractors.geometry import Box, union
from extractors.pages.page import Word

MAX_CHARS = 200_000
"""More characters than a printed page can hold: a drawing or an attack. The rest of the page is not read."""

_GAP = 0.22  # of the type size: a wider gap ends a word even where no space was drawn
_SUPPOSED_GAP = 0.1  # where PDFium supposes a space, which it also does before every superscript
_ASCENT, _DESCENT = 0.905, 0.212  # of the type size: those of the commonest sans serif faces
_LEAST_HEIGHT = 0.9  # of the type size: no face is lower from the descent to the ascent
_FORCE_BOLD = 1 << 18  # font descriptor flags, PDF 32000-1 table 123
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_NAMED = re.compile(r"(?<![a-z])(?!font)[a-z]{4}")
"""A font's name that says a typeface ("Georgia", "Arial-Bold"), not a mere number ("F1", "T3Font_0")."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """What all characters of one text object share."""

    size: float
    bold: bool
    italic: bool
    colour: str
    font: str
    direction: int  # clockwise, as displayed
    angle: int  # anticlockwise, in PDF user space
    flat: bool = False  # the file says less of its height than any face has


class Char(NamedTuple):
    text: str
    box: Box
    face: Typeface


class Gap(Enum):
    """What stands between two characters: a space that was drawn, or one that PDFium supposes."""

    DRAWN = 1
    SUPPOSED = 2


def read_chars(
    textpage: Any, place: Callable[[float, float, float, float], Box], rotation: int
) -> Iterator[Char | Gap]:
    """The characters of a page in drawing order, and the gaps between them.

    `place` takes left, bottom, right, top in PDF user space to a Box on the displayed page; `rotation` is its /Rotate.
    """
    faces: dict[int, Typeface] = {}
    rect = pdfium_c.FS_RECTF()
    count = min(pdfium_c.FPDFText_CountChars(textpage), MAX_CHARS)
    high_surrogate = 0
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high_surrogate = code
            continue
        if 0xDC00 <= code < 0xE000 and high_surrogate:
            code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
        high_surrogate = 0
        text = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
        if text.isspace() or code in (0x200B, 0xFEFF):
            yield Gap.SUPPOSED if pdfium_c.FPDFText_IsGenerated(textpage, index) == 1 else Gap.DRAWN
            continue
        handle = pdfium_c.FPDFText_GetTextObject(textpage, index)
        if not handle:  # made up by PDFium, not drawn
            yield Gap.SUPPOSED
            continue
        if code in (0x02, 0xAD):  # PDFium's mark for a hyphen at a line end, and the soft hyphen
            text = "-"
        key = ctypes.addressof(handle.contents)
        face = faces.get(key)
        if face is None:
            face = faces[key] = _typeface(textpage, index, handle, rotation)
        pdfium_c.FPDFText_GetLooseCharBox(textpage, index, rect)
        if face.angle or face.flat:
            _loosen(textpage, index, rect, face)
        yield Char(text, place(rect.left, rect.bottom, rect.right, rect.top), face)


def _loosen(textpage: Any, index: int, rect: Any, face: Typeface) -> None:
    """Give a character the height of its typeface.

    PDFium's loose boxes are loose only for upright text, and only where the file says how high the typeface is.
    """
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium_c.FPDFText_GetCharOrigin(textpage, index, x, y):
        return
    up, down = _ASCENT * face.size, _DESCENT * face.size
    match face.angle:
        case 90:
            rect.left, rect.right = x.value - up, x.value + down
        case 0:
            rect.bottom, rect.top = y.value - down, y.value + up
        case 180:
            rect.bottom, rect.top = y.value - up, y.value + down
        case _:
            rect.left, rect.right = x.value - down, x.value + up


def _typeface(textpage: Any, index: int, handle: Any, rotation: int) -> Typeface:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    # The reading direction in user space, anticlockwise from the x axis, seen after /Rotate turned the page clockwise.
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    direction = round((rotation - angle) / 90) % 4 * 90
    flags = ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(textpage, index, None, 0, flags)
    buffer = ctypes.create_string_buffer(max(1, min(length, 256)))
    pdfium_c.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    font = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
    lowered = font.casefold()
    stroked = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE
    # PDFium reckons the weight from the width of stems, which browsers write too large for upright faces with serifs.
    heavy = not _NAMED.search(lowered) and pdfium_c.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT
    bold = stroked or heavy or bool(flags.value & _FORCE_BOLD) or any(mark in lowered for mark in _BOLD_NAMES)
    italic = bool(flags.value & _ITALIC) or "italic" in lowered or "oblique" in lowered
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium_c.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    colour = f"#{red.value:02x}{green.value:02x}{blue.value:02x}" if known else "#000000"
    size = pdfium_c.FPDFText_GetFontSize(textpage, index) * scale
    upright = round(angle / 90) % 4 * 90
    return Typeface(round(size, 2), bold, italic, colour, font, direction, upright, _is_flat(handle))


def _is_flat(handle: Any) -> bool:
    """Whether the file gives a face less height than any has: PDFium then takes that of each drawn shape."""
    font = pdfium_c.FPDFTextObj_GetFont(handle)
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    pdfium_c.FPDFFont_GetAscent(font, 1.0, ascent)
    pdfium_c.FPDFFont_GetDescent(font, 1.0, descent)
    return ascent.value - descent.value < _LEAST_HEIGHT


def group_words(chars: Iterator[Char | Gap]) -> list[Word]:
    """Words in drawing order. A word ends at a space, a turn, a new line, or a gap wider than kerning makes."""
    words: list[Word] = []
    run: list[Char] = []
    spaced, supposed = True, False
    for char in chars:
        if char is Gap.SUPPOSED:
            supposed = True
        elif char is Gap.DRAWN:
            if run:
                words.append(_word(run, spaced))
                run = []
            spaced = True
        elif isinstance(char, Char):
            if run and not _continues(run[-1], char, _SUPPOSED_GAP if supposed else _GAP):
                words.append(_word(run, spaced))
                run, spaced = [], supposed and not _touching(words[-1], char)
            supposed = False
            run.append(char)
    if run:
        words.append(_word(run, spaced))
    return _drawn_once(words)


def _span(char: Char) -> tuple[float, float, float, float]:
    """Start and end along the reading direction, then near and far edge across it."""
    x0, top, x1, bottom = char.box
    match char.face.direction:
        case 90:
            return top, bottom, -x1, -x0
        case 180:
            return -x1, -x0, -bottom, -top
        case 270:
            return -bottom, -top, x0, x1
        case _:
            return x0, x1, top, bottom


def _drawn_once(words: Iterable[Word]) -> list[Word]:
    """Without words that are drawn again over themselves, a hair aside, to look bold."""
    kept: dict[str, list[Word]] = {}
    once: list[Word] = []
    for word in words:
        twins = kept.setdefault(word.text, [])
        near = 0.12 * word.size
        if any(abs(t.box.x0 - word.box.x0) < near and abs(t.box.top - word.box.top) < near for t in twins):
            continue
        twins.append(word)
        once.append(word)
    return once


def _continues(last: Char, char: Char, gap: float) -> bool:
    if char.face is not last.face and char.face.direction != last.face.direction:
        return False
    if char.box == last.box:  # the letters of one ligature share its box
        return True
    _, last_end, last_near, last_far = _span(last)
    start, _, near, far = _span(char)
    size = max(char.face.size, last.face.size, 1.0)
    if not -0.5 * size <= start - last_end <= gap * size:
        return False
    # Superscripts stay with their word; the next line does not.
    return min(far, last_far) - max(near, last_near) > 0.3 * min(far - near, last_far - last_near)


def _touching(word: Word, char: Char) -> bool:
    """Whether a character begins where a word ends, in another face or on another baseline."""
    return char.face.direction == word.direction == 0 and abs(char.box.x0 - word.box.x1) < _SUPPOSED_GAP * word.size


def _word(run: list[Char], spaced: bool) -> Word:
    face = run[0].face
    text = unicodedata.normalize("NFC", "".join(char.text for char in run))
    for ligature, letters in (
        ("\ufb01", "fi"),
        ("\ufb02", "fl"),
        ("\ufb00", "ff"),
        ("\ufb03", "ffi"),
        ("\ufb04", "ffl"),
    ):
        text = text.replace(ligature, letters)
    return Word(
        text=text,
        box=union(char.box for char in run),
        size=face.size,
        bold=face.bold,
        italic=face.italic,
        colour=face.colour,
        font=face.font,
        direction=face.direction,
        spaced=spaced,
    )
