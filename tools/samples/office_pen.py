"""The route of word processors and spreadsheets: text set line by line, borders as thin filled bars or long strokes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.samples.pens import Face, Rotation
from tools.samples.pictograph import pictograph_font

Borders = Literal["bars", "strokes"]
FACES: dict[str, dict[Face, str]] = {
    "sans": {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique", "symbol": "Symbol"},
    "serif": {"plain": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic", "symbol": "Symbol"},
}


class OfficePen:
    """A `Pen` over reportlab. `bars` are the borders of Word, `strokes` of Excel; `family`: `sans` or `serif`."""

    def __init__(
        self, borders: Borders = "bars", family: str = "sans", thickness: float = 0.5, title: str = ""
    ) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self.borders = borders
        self._faces = FACES[family]
        self._thickness = thickness
        self.width = self.height = 0.0
        self.page = 0

    def new_page(self, width: float, height: float, rotate: Rotation = 0) -> None:
        if self.page:
            self._canvas.showPage()
        self.page += 1
        self.width, self.height = width, height
        self._canvas.setPageSize((width, height))
        self._canvas.setPageRotation(rotate)  # which exchanges the sides of a page lying on its side
        turns = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}
        if rotate:
            self._canvas.transform(*turns[rotate])

    def _font(self, face: Face) -> str:
        if face != "pictograph":
            return self._faces[face]
        name = "Pictographs"
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, io.BytesIO(pictograph_font())))
        return name

    def measure(self, text: str, size: float, face: Face = "plain") -> float:
        return float(pdfmetrics.stringWidth(text, self._font(face), size))

    def text(
        self, x: float, baseline: float, text: str, size: float, face: Face = "plain", ink: str = "#000000"
    ) -> None:
        self._canvas.setFont(self._font(face), size)
        self._canvas.setFillColor(HexColor(ink))
        self._canvas.drawString(x, self.height - baseline, text)

    def turned_text(self, x: float, baseline: float, text: str, size: float) -> None:
        self._canvas.saveState()
        self._canvas.translate(x, self.height - baseline)
        self._canvas.rotate(-90)
        self._canvas.setFont(self._font("plain"), size)
        self._canvas.setFillColor(HexColor("#000000"))
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def rule(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#000000") -> None:
        if self.borders == "bars":
            half = self._thickness / 2
            self.fill(x0 - half, top - half, x1 + half, bottom + half, colour)
            return
        self._canvas.setLineWidth(self._thickness)
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.line(x0, self.height - top, x1, self.height - bottom)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str) -> None:
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def cell(self, x0: float, top: float, x1: float, bottom: float, colour: str | None, ruled: bool = True) -> None:
        if colour:
            self.fill(x0, top, x1, bottom, colour)
        if ruled:
            for edge in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
                self.rule(*edge)

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        path.close()
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def picture(self, jpeg: bytes, x0: float, top: float, x1: float, bottom: float) -> None:
        self._canvas.drawImage(ImageReader(io.BytesIO(jpeg)), x0, self.height - bottom, x1 - x0, bottom - top)

    def finish(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()
