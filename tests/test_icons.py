"""Lamps and arrows placed as small pictures: shapes like any drawn one, with their colour and the way they point."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.facts.arrows import points_to
from extractors.facts.colours import rate_colour
from extractors.pages.page import Page
from extractors.pages.pdfium import open_document, read_pages

Draw = Callable[[ImageDraw.ImageDraw], None]
GREEN, AMBER, RED, GREY = (0, 150, 60), (255, 180, 0), (210, 20, 30), (120, 120, 120)
UP = [(32, 4), (60, 32), (42, 32), (42, 60), (22, 60), (22, 32), (4, 32)]
DOWN = [(x, 64 - y) for x, y in UP]
RIGHT = [(64 - y, x) for x, y in UP]


def ticked_disc(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((4, 4, 60, 60), fill=GREEN)
    draw.line((18, 34, 28, 44, 46, 20), fill="white", width=6)


def crossed_octagon(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(20, 4), (44, 4), (60, 20), (60, 44), (44, 60), (20, 60), (4, 44), (4, 20)], fill=RED)
    draw.line((20, 20, 44, 44), fill="white", width=6)


def warning(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(32, 4), (60, 58), (4, 58)], fill=AMBER)
    draw.line((32, 22, 32, 44), fill="black", width=5)


def flag(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 20, 63), fill=GREEN)
    draw.rectangle((21, 0, 42, 63), fill=AMBER)
    draw.rectangle((43, 0, 63, 63), fill=(0, 60, 200))


def arrow(points: Sequence[tuple[int, int]], colour: tuple[int, int, int] = GREY) -> Draw:
    return lambda draw: draw.polygon(points, fill=colour)


def page(draw: Draw, size: float = 12.0, rotate: int = 0, paper: str | None = None) -> Page:
    """A page with one picture, on a transparent ground or on paper of a colour."""
    image = Image.new("RGBA", (64, 64), paper or (0, 0, 0, 0))
    draw(ImageDraw.Draw(image))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    canvas.setPageRotation(rotate)
    canvas.drawImage(ImageReader(image), 100, 200, size, size, mask="auto")
    canvas.save()
    return next(iter(read_pages(open_document(out.getvalue()))))


@pytest.mark.parametrize(("draw", "rag"), [(ticked_disc, "G"), (crossed_octagon, "R"), (warning, "A")])
@pytest.mark.parametrize("paper", [None, "white"])
def test_a_lamp_has_its_colour_whatever_is_written_on_it(draw: Draw, rag: str, paper: str | None) -> None:
    (shape,) = page(draw, paper=paper).shapes
    assert rate_colour(shape.fill) == rag
    assert shape.box == pytest.approx((100, 88, 112, 100), abs=0.1)


@pytest.mark.parametrize(("points", "direction"), [(UP, "up"), (DOWN, "down"), (RIGHT, "level")])
def test_an_arrow_points_where_its_picture_does(points: Sequence[tuple[int, int]], direction: str) -> None:
    (shape,) = page(arrow(points)).shapes
    assert points_to(shape.points) == direction


def test_an_arrow_on_a_turned_page_points_as_a_person_sees_it() -> None:
    (shape,) = page(arrow(RIGHT), rotate=90).shapes
    assert points_to(shape.points) == "down"


def test_an_arrow_keeps_its_ink() -> None:
    assert [rate_colour(page(arrow(UP, ink)).shapes[0].fill) for ink in (GREEN, RED, GREY)] == ["G", "R", None]


def test_a_disc_points_nowhere() -> None:
    (shape,) = page(ticked_disc).shapes
    assert points_to(shape.points) is None


@pytest.mark.parametrize(("draw", "size"), [(ticked_disc, 90.0), (flag, 12.0), (lambda draw: None, 12.0)])
def test_photographs_logos_and_blanks_are_only_pictures(draw: Draw, size: float) -> None:
    read = page(draw, size)
    assert len(read.pictures) == 1
    assert read.shapes == ()
