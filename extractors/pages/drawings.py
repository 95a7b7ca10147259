"""What is drawn on a page besides text: rulings, filled rectangles, other shapes, pictures.

Forms are walked too; every path is split into its subpaths: some programs draw all borders of a table as one path.
A filled bar thinner than a ruling can be is a ruling: word processors draw borders that way, spreadsheets stroke lines.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extractors.geometry import Box
from extractors.pages.icons import MAX_ICONS, is_icon_sized, read_icon
from extractors.pages.page import Fill, Picture, Rule, Shape

MAX_OBJECTS = 60_000
MAX_POINTS = 400_000
MAX_FORM_DEPTH = 8
"""Bounds on what one page may draw. Past them the rest is left out and the page says so."""

RULE_WIDTH = 2.6  # points: thicker bars are fills
_MIN_RULE = 2.0  # points: shorter strokes are dots and ticks
_STRAIGHT = 0.75  # points a ruling may lean


class Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """The matrix that applies `inner` first, then this one."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Matrix(a, b, c, d, *self.apply(inner.e, inner.f))


@dataclass(slots=True)
class Drawings:
    """All that a page draws besides text, in painting order within each kind."""

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    cut_short: bool = False


Point = tuple[float, float]


def read_drawings(page: Any, place: Callable[[float, float], Point], frame: Box) -> Drawings:
    """Everything drawn on a PDFium page. `place` takes user space to the displayed page, `frame` is that page's box."""
    drawings = Drawings()
    points = 0
    for count, (handle, matrix) in enumerate(_objects(page)):
        if count >= MAX_OBJECTS or points > MAX_POINTS:
            drawings.cut_short = True
            break
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            points += _read_path(handle, matrix, place, frame, drawings)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(_unit_square(handle, matrix), place)
            if common := box.intersection(frame):
                drawings.pictures.append(Picture(common))
                if is_icon_sized(box) and len(drawings.pictures) <= MAX_ICONS:
                    _add_icon(page, handle, matrix, place, box, drawings)
    return drawings


def _add_icon(
    page: Any, handle: Any, outer: Matrix, place: Callable[[float, float], Point], box: Box, drawings: Drawings
) -> None:
    """A lamp or an arrow placed as a small picture is a shape too."""
    matrix = outer.after(_matrix(handle))
    icon = read_icon(page, handle, lambda x, y: place(*matrix.apply(x, y)), box)
    if icon is not None:
        drawings.shapes.append(icon)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _walk(pdfium_c.FPDFPage_GetObject(page, index), Matrix(), 0)


def _walk(handle: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    kind = pdfium_c.FPDFPageObj_GetType(handle)
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
        if depth < MAX_FORM_DEPTH:
            inner = outer.after(_matrix(handle))
            for index in range(pdfium_c.FPDFFormObj_CountObjects(handle)):
                yield from _walk(pdfium_c.FPDFFormObj_GetObject(handle, index), inner, depth + 1)
    elif kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
        yield handle, outer


def _matrix(handle: Any) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, raw):
        return Matrix()
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _unit_square(handle: Any, outer: Matrix) -> list[Point]:
    matrix = outer.after(_matrix(handle))
    return [matrix.apply(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]


def _bounds(corners: list[Point], place: Callable[[float, float], Point]) -> Box:
    xs, ys = zip(*(place(x, y) for x, y in corners), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _read_path(
    handle: Any, outer: Matrix, place: Callable[[float, float], Point], frame: Box, drawings: Drawings
) -> int:
    """Add the path's parts to `drawings`; the number of points read."""
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill_mode, stroke)
    fill_colour = _colour(pdfium_c.FPDFPageObj_GetFillColor, handle) if fill_mode.value else None
    stroke_colour = _colour(pdfium_c.FPDFPageObj_GetStrokeColor, handle) if stroke.value else None
    if fill_colour is None and stroke_colour is None:  # a clip, or fully transparent
        return 0
    matrix = outer.after(_matrix(handle))
    width = ctypes.c_float()
    pdfium_c.FPDFPageObj_GetStrokeWidth(handle, width)
    thickness = width.value * max(abs(matrix.a), abs(matrix.b)) if stroke_colour else 0.0
    total = 0
    for points, closed, curved in _subpaths(handle, matrix, place):
        total += len(points)
        _add_subpath(points, closed, curved, fill_colour, stroke_colour, thickness, frame, drawings)
    return total


def _colour(getter: Callable[..., int], handle: Any) -> str | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(handle, red, green, blue, alpha) or alpha.value == 0:
        return None
    # Seen on white paper: a half transparent red is a pink.
    shades = (round(255 - (255 - part.value) * alpha.value / 255) for part in (red, green, blue))
    return "#{:02x}{:02x}{:02x}".format(*shades)


def _subpaths(
    handle: Any, matrix: Matrix, place: Callable[[float, float], Point]
) -> Iterator[tuple[list[Point], bool, bool]]:
    """Each subpath as (points on the displayed page, closed, curved)."""
    points: list[Point] = []
    closed = curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium_c.FPDFPath_CountSegments(handle), MAX_POINTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points, closed, curved
            points, closed, curved = [], False, False
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(place(*matrix.apply(x.value, y.value)))
        curved = curved or kind == pdfium_c.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium_c.FPDFPathSegment_GetClose(segment))
    if points:
        yield points, closed, curved


def _add_subpath(
    points: list[Point],
    closed: bool,
    curved: bool,
    fill: str | None,
    stroke: str | None,
    thickness: float,
    frame: Box,
    drawings: Drawings,
) -> None:
    xs, ys = zip(*points, strict=True)
    box = Box(min(xs), min(ys), max(xs), max(ys))
    visible = Box(max(box.x0, frame.x0), max(box.top, frame.top), min(box.x1, frame.x1), min(box.bottom, frame.bottom))
    if visible.width < 0 or visible.height < 0:
        return
    if curved or not (_upright_rectangle(points, box) or len(set(points)) <= 2 or _one_line(box)):
        if stroke and not fill and not curved:
            _add_segments(points, closed, stroke, thickness, frame, drawings)
        drawings.shapes.append(Shape(tuple(points), box, fill, stroke))
        return
    if fill and (bar := _bar(visible, fill, RULE_WIDTH)):
        drawings.rules.append(bar)
    elif fill:
        drawings.fills.append(Fill(visible, fill))
    if stroke:
        _add_segments(points, closed, stroke, thickness, frame, drawings)


def _upright_rectangle(points: list[Point], box: Box) -> bool:
    """Whether the points go round the four corners of their own bounding box."""
    if not 4 <= len(points) <= 6:
        return False
    return all(
        min(abs(x - box.x0), abs(x - box.x1)) < _STRAIGHT and min(abs(y - box.top), abs(y - box.bottom)) < _STRAIGHT
        for x, y in points
    )


def _one_line(box: Box) -> bool:
    return box.width < _STRAIGHT or box.height < _STRAIGHT


def _bar(box: Box, colour: str, widest: float) -> Rule | None:
    """The ruling that a thin box is, or None for a box too thick or too short to be one."""
    if box.height <= widest and box.width >= max(_MIN_RULE, 2 * box.height):
        return Rule(box, vertical=False, colour=colour)
    if box.width <= widest and box.height >= max(_MIN_RULE, 2 * box.width):
        return Rule(box, vertical=True, colour=colour)
    return None


def _add_segments(
    points: list[Point], closed: bool, colour: str, thickness: float, frame: Box, drawings: Drawings
) -> None:
    """The straight upright sides of a stroked outline, as rulings."""
    ends = [*points[1:], points[0]] if closed else points[1:]
    half = min(thickness, RULE_WIDTH) / 2
    for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
        if abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) >= _MIN_RULE:
            middle = (x0 + x1) / 2
            box, vertical = Box(middle - half, min(y0, y1), middle + half, max(y0, y1)), True
        elif abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) >= _MIN_RULE:
            middle = (y0 + y1) / 2
            box, vertical = Box(min(x0, x1), middle - half, max(x0, x1), middle + half), False
        else:
            continue
        if box.x1 >= frame.x0 and box.x0 <= frame.x1 and box.bottom >= frame.top and box.top <= frame.bottom:
            drawings.rules.append(Rule(box, vertical, colour))
