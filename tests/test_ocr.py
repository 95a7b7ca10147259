"""Scanned pages: which they are, how askew they lie, and the words read on them."""

from __future__ import annotations

import socket
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.geometry import Box
from extractors.pages import ocr
from extractors.pages.ink import Read, words_of
from extractors.pages.page import Page, Picture, Shape, Word
from extractors.pages.skew import Pixels, level, skew_of
from extractors.text.lines import lines_of

SCALE = 200 / 72
WIDTH, HEIGHT = 1000, 420


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    """A piece of minutes at 200 dpi, twelve point."""
    image = Image.new("L", (WIDTH, HEIGHT), 250)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=33)
    draw.text((80, 60), "26", fill=10, font=font)
    draw.text((230, 60), "PARKING CHARGES", fill=10, font=font)
    draw.text((230, 160), "The Committee noted that 2.4 million was saved", fill=10, font=font)
    draw.text((230, 220), "since April and agreed the report.", fill=10, font=font)
    return image


SAID = ["26 PARKING CHARGES", "The Committee noted that 2.4 million was saved", "since April and agreed the report."]


def _page(**parts: object) -> Page:
    return Page(number=1, width=600.0, height=800.0, status="read", **parts)  # type: ignore[arg-type]


def _words(text: str, top: float = 300.0) -> tuple[Word, ...]:
    return tuple(
        Word(part, Box(50.0 + 60 * n, top, 100.0 + 60 * n, top + 12), 12.0) for n, part in enumerate(text.split())
    )


SCAN = (Picture(Box(0.0, 0.0, 600.0, 800.0)),)


def test_lines_of_a_scan_are_read_in_order_with_item_numbers_apart(sheet: Image.Image) -> None:
    words = ocr.read_words(sheet, SCALE)
    assert [line.text for line in lines_of(words)] == SAID
    number, title = words[0], words[1]
    assert number.text == "26"
    assert title.box.x0 - number.box.x1 > 30
    assert number.box.x0 == pytest.approx(80 / SCALE, abs=2)
    assert {word.size for word in words} == {words[0].size}
    assert words[0].size == pytest.approx(12, abs=1.5)
    assert all(word.confidence < 1.0 for word in words)  # no scan is as certain as a text layer


def test_a_slanting_sheet_gives_level_lines(sheet: Image.Image) -> None:
    slanting = sheet.rotate(1.5, resample=Image.Resampling.BICUBIC, fillcolor=250)
    words = ocr.read_words(slanting, SCALE)
    assert [line.text for line in lines_of(words)] == SAID
    tops = [word.box.top for word in words if word.text in ("The", "saved")]
    assert tops[0] == pytest.approx(tops[1], abs=1)


@pytest.mark.parametrize(("turn", "direction"), [(Image.Transpose.ROTATE_180, 180), (Image.Transpose.ROTATE_270, 90)])
def test_words_of_a_turned_sheet_say_which_way_they_run(
    sheet: Image.Image, turn: Image.Transpose, direction: int
) -> None:
    turned = sheet.transpose(turn)
    words = ocr.read_words(turned, SCALE)
    assert {word.direction for word in words} == {direction}
    assert sorted(word.text for word in words) == sorted(" ".join(SAID).split())
    first = next(word for word in words if word.text == "26")
    x, y = (WIDTH - 80, HEIGHT - 60) if direction == 180 else (HEIGHT - 60, 80)  # where its corner went
    assert first.box.grown(8).holds(x / SCALE, y / SCALE)


def test_a_sheet_on_its_side_may_slant_too() -> None:
    said = ["The Committee noted that 2.4 million was saved since April", "and agreed that the libraries stay open"]
    image = Image.new("L", (1500, 900), 250)
    for line in range(20):  # set in by turns: no straight margin tells the slant
        at = (80 + 37 * (line % 5), 60 + 36 * line)
        ImageDraw.Draw(image).text(at, said[line % 2], fill=10, font=ImageFont.load_default(size=28))
    turned = image.rotate(3.0, resample=Image.Resampling.BICUBIC, fillcolor=250).transpose(Image.Transpose.ROTATE_270)
    words = ocr.read_words(turned, SCALE)
    assert {word.direction for word in words} == {90}
    assert sorted(word.text for word in words) == sorted(" ".join(10 * said).split())


def test_a_sheet_without_print_has_no_words() -> None:
    assert ocr.read_words(Image.new("L", (400, 300), 240), SCALE) == []


def test_the_engine_reaches_for_no_network(sheet: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    ocr._engine.cache_clear()
    assert ocr.read_words(sheet, SCALE)


def test_the_engine_is_quiet(sheet: Image.Image, capfd: pytest.CaptureFixture[str]) -> None:
    ocr._engine.cache_clear()
    ocr.read_words(sheet, SCALE)
    assert capfd.readouterr() == ("", "")


def test_a_picture_under_a_few_stamps_needs_ocr() -> None:
    assert ocr.needs_ocr(_page(pictures=SCAN))
    assert ocr.needs_ocr(_page(pictures=SCAN, words=_words("Page 7 Agenda Item 5", top=20.0)))


def test_a_picture_under_text_needs_none() -> None:
    assert not ocr.needs_ocr(_page(pictures=SCAN, words=_words("Rents will rise by two per cent")))


def test_a_page_without_pictures_needs_none() -> None:
    assert not ocr.needs_ocr(_page())
    assert not ocr.needs_ocr(_page(words=_words("This page is left blank")))


def test_a_text_layer_that_maps_to_no_letters_needs_ocr() -> None:
    assert ocr.needs_ocr(_page(words=_words("\ue012\ue034\ue056\ue078 \ue012\ue034\ue099\ue078 \ue012\ue034 " * 3)))
    assert ocr.needs_ocr(_page(words=_words("\ufffd\ufffd\ufffd\ufffd \ufffd\ufffdab \ufffd\ufffd\ufffd\ufffd " * 3)))
    assert not ocr.needs_ocr(_page(words=_words("1,234.50 (17.20) 88.1% £1,000 £2,000 " * 2)))


def _in(font: str, text: str, top: float = 300.0) -> tuple[Word, ...]:
    return tuple(replace(word, font=font) for word in _words(text, top))


SHIFTED = "7KH FRPPLWWHH QRWHG WKDW WKH UHQWV ZLOO ULVH E\\ WZR SHU FHQW LQ WKH \\HDU WR FRPH DQG DJUHHG LW " * 2


def test_letters_that_stand_for_others_need_ocr() -> None:
    assert ocr.needs_ocr(_page(words=_in("Body", SHIFTED)))
    assert not ocr.needs_ocr(
        _page(words=_in("Body", "The committee noted that the rents will rise by two per cent " * 3))
    )


def test_a_text_in_another_script_is_a_text() -> None:
    assert not ocr.needs_ocr(
        _page(words=_words("\u0625\u0630\u0627 \u0643\u0646\u062a \u062a\u062d\u062a\u0627\u062c " * 5))
    )
    assert ocr.needs_ocr(_page(words=_words("\u0625\u4e00\u0410\u03b1 \u0905\u0e01\u10d0\u1200 " * 8)))


def test_what_other_typefaces_say_is_kept() -> None:
    heading, stamp = _in("Bold", "7KH 5HSRUW DQG LWV WLWOH", top=100.0), _in("Stamp", "Page 7", top=780.0)
    bullets = tuple(replace(word, text="\uf0b7") for word in _in("Symbol", "x " * 30))
    assert ocr.legible((*_in("Body", SHIFTED), *heading, *stamp, *bullets)) == (*stamp, *bullets)
    assert ocr.legible((*heading, *stamp)) == (*heading, *stamp)  # too few letters to tell by


def test_letters_drawn_as_outlines_need_ocr() -> None:
    outline = Shape(((0.0, 0.0), (1.0, 1.0)), Box(10.0, 10.0, 15.0, 20.0), "#000000", None)
    assert ocr.needs_ocr(_page(shapes=(outline,) * 300))


def test_skew_is_measured_and_undone() -> None:
    lines = np.full((800, 800), 255, dtype=np.uint8)
    for top in range(100, 700, 40):
        lines[top : top + 8, 100:700:3] = 0
    slanting: Pixels = np.asarray(Image.fromarray(lines).rotate(-1.3, fillcolor=255), dtype=np.uint8)
    assert skew_of(slanting) == pytest.approx(1.3, abs=0.1)
    assert skew_of(level(slanting, skew_of(slanting))) == pytest.approx(0.0, abs=0.1)
    assert skew_of(lines) == 0.0


def _line(*letters: int, width: int = 200) -> Pixels:
    """A line's picture, 40 high, with a letter ten wide at each x."""
    grey = np.full((40, width), 255, dtype=np.uint8)
    for x in letters:
        grey[8:30, x : x + 10] = 0
    return grey


def _read(text: str, *letters: int, width: int = 200) -> Read:
    return Read(text, tuple((x + 5) / width for x in letters), (0.9,) * len(letters))


def test_words_run_together_are_parted_where_the_paper_shows() -> None:
    letters = (20, 32, 44, 70, 82)
    words = words_of(_line(*letters), 0.0, 0.0, _read("tobe!", *letters))
    assert [word.text for word in words] == ["tob", "e!"]
    assert (words[0].left, words[0].right, words[1].left, words[1].right) == (20, 54, 70, 92)


def test_a_space_that_the_engine_read_stands_at_its_gap() -> None:
    letters = (20, 32, 60, 72, 100, 112)
    words = words_of(_line(*letters), 300.0, 0.0, _read("to be so", *letters))
    assert [(word.text, word.left, word.right) for word in words] == [
        ("to", 320, 342),
        ("be", 360, 382),
        ("so", 400, 422),
    ]


def test_a_ruling_beside_a_word_parts_nothing_from_it() -> None:
    letters = (40, 52, 64)
    grey = _line(*letters)
    grey[:, 20:22] = 0
    words = words_of(grey, 0.0, 0.0, _read("May", *letters))
    assert [(word.text, word.left) for word in words] == [("May", 40)]


def test_print_set_wide_is_one_word() -> None:
    letters = (20, 42, 64, 86, 108)
    words = words_of(_line(*letters), 0.0, 0.0, _read("TITLE", *letters))
    assert [word.text for word in words] == ["TITLE"]


def test_underlined_words_are_parted_all_the_same() -> None:
    letters = (20, 32, 70, 82)
    grey = _line(*letters)
    grey[33:35, 10:190] = 0
    words = words_of(grey, 0.0, 0.0, _read("tobe", *letters))
    assert [word.text for word in words] == ["to", "be"]
