"""The route of browsers and report writers: an embedded font subset, each cell drawn as a closed rectangle."""

from __future__ import annotations

import datetime as dt
import io
import logging
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import reportlab
from fpdf import FPDF
from fpdf.drawing_primitives import DeviceRGB
from PIL import Image

from tools.samples.pens import Face, Rotation
from tools.samples.pictograph import pictograph_font

FONTS = Path(reportlab.__file__).parent / "fonts"
STYLES: dict[Face, Literal["", "B", "I"]] = {"plain": "", "bold": "B", "italic": "I"}
SYMBOL_CODES = str.maketrans("←↑→↓↔", "\xac\xad\xae\xaf\xab")  # where the Symbol font of every PDF viewer has them
MADE = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)  # in the file, so that the same pages give the same bytes

logging.getLogger("fontTools").setLevel(logging.ERROR)


class BrowserPen:
    """A `Pen` over fpdf2, set in Bitstream Vera (embedded), cells outlined one by one."""

    def __init__(self, thickness: float = 0.6, title: str = "") -> None:
        self._pdf = FPDF(unit="pt")
        self._pdf.set_creation_date(MADE)
        self._pdf.set_title(title)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(0)
        for style, name in (("", "Vera.ttf"), ("B", "VeraBd.ttf"), ("I", "VeraIt.ttf")):
            self._pdf.add_font("vera", style, FONTS / name)
        self._pictographs = False
        self._turn = ExitStack()
        self._thickness = thickness
        self.width = self.height = 0.0
        self.page = 0

    def new_page(self, width: float, height: float, rotate: Rotation = 0) -> None:
        self._turn.close()
        self.page += 1
        self.width, self.height = width, height
        self._pdf.add_page(format=(width, height) if rotate in (0, 180) else (height, width))
        self._pdf.set_line_width(self._thickness)
        if rotate:
            setattr(self._pdf.pages[self.page], "rotate", rotate)  # noqa: B010 - an entry fpdf2 has no name for
            pivot = {90: (width / 2, width / 2), 180: (width / 2, height / 2), 270: (height / 2, height / 2)}[rotate]
            self._turn.enter_context(self._pdf.rotation(rotate, *pivot))

    def _set(self, size: float, face: Face) -> None:
        if face in STYLES:
            self._pdf.set_font("vera", STYLES[face], size)
            return
        if face == "symbol":
            self._pdf.set_font("symbol", "", size)
            return
        if not self._pictographs:
            with tempfile.TemporaryDirectory() as folder:  # fpdf2 takes fonts by their path only
                path = Path(folder) / "pictographs.ttf"
                path.write_bytes(pictograph_font())
                self._pdf.add_font("pictographs", "", path)
            self._pictographs = True
        self._pdf.set_font("pictographs", "", size)

    def measure(self, text: str, size: float, face: Face = "plain") -> float:
        self._set(size, face)
        return float(self._pdf.get_string_width(text.translate(SYMBOL_CODES) if face == "symbol" else text))

    def text(
        self, x: float, baseline: float, text: str, size: float, face: Face = "plain", ink: str = "#000000"
    ) -> None:
        self._set(size, face)
        self._pdf.set_text_color(_rgb(ink))
        self._pdf.text(x, baseline, text.translate(SYMBOL_CODES) if face == "symbol" else text)

    def turned_text(self, x: float, baseline: float, text: str, size: float) -> None:
        with self._pdf.rotation(-90, x, baseline):
            self.text(x, baseline, text, size)

    def rule(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#000000") -> None:
        self._pdf.set_draw_color(_rgb(colour))
        self._pdf.line(x0, top, x1, bottom)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str) -> None:
        self._pdf.set_fill_color(_rgb(colour))
        self._pdf.rect(x0, top, x1 - x0, bottom - top, style="F")

    def cell(self, x0: float, top: float, x1: float, bottom: float, colour: str | None, ruled: bool = True) -> None:
        style = ("D" if ruled else "") + ("F" if colour else "")
        if not style:
            return
        self._pdf.set_draw_color(_rgb("#000000"))
        if colour:
            self._pdf.set_fill_color(_rgb(colour))
        self._pdf.rect(x0, top, x1 - x0, bottom - top, style=style)

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        self._pdf.set_fill_color(_rgb(colour))
        self._pdf.polygon([(x, y) for x, y in points], style="F")

    def picture(self, jpeg: bytes, x0: float, top: float, x1: float, bottom: float) -> None:
        self._pdf.image(Image.open(io.BytesIO(jpeg)), x0, top, x1 - x0, bottom - top)

    def finish(self) -> bytes:
        self._turn.close()
        return bytes(self._pdf.output())


def _rgb(colour: str) -> DeviceRGB:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return DeviceRGB(red, green, blue)
