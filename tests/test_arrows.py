"""Direction of travel: the way an arrow points, whoever drew it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.facts.arrows import Symbol, direction_of, points_to, sign_of, symbols_of
from extractors.geometry import Box, union
from extractors.pages.page import Shape, Word
from extractors.tables.table import Cell

BOX = Box(0, 0, 20, 12)
Points = list[tuple[float, float]]

BLOCK_UP: Points = [(5, 0), (10, 5), (7, 5), (7, 10), (3, 10), (3, 5), (0, 5)]
LONG_UP: Points = [(5, 0), (10, 2), (6, 2), (6, 30), (4, 30), (4, 2), (0, 2)]
STROKED_UP: Points = [(5, 0), (5, 10), (2, 3), (5, 0), (8, 3)]
TRIANGLE_UP: Points = [(0, 10), (5, 0), (10, 10)]
DOUBLE: Points = [(0, 5), (3, 0), (3, 3), (7, 3), (7, 0), (10, 5), (7, 10), (7, 7), (3, 7), (3, 10)]


def word(text: str, font: str = "Arial") -> Word:
    return Word(text, BOX, 9, font=font)


def cell(text: str = "", font: str = "Arial", shapes: tuple[Shape, ...] = ()) -> Cell:
    return Cell(0, 0, text, 1, BOX, words=tuple(word(part, font) for part in text.split()), shapes=shapes)


def drawn(points: Points) -> Shape:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Shape(tuple(points), Box(min(xs), min(ys), max(xs), max(ys)), "#00b050", None)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("↑", "up"), ("▼", "down"), ("→", "level"), ("↔", "level"), ("⬆️", "up"), ("↗", "up"), ("↑↑", "up")],
)
def test_arrow_characters(text: str, direction: str) -> None:
    assert direction_of(cell(text)) == direction


@pytest.mark.parametrize(
    ("text", "font", "direction"),
    [
        ("\uf0e1", "ABCDEF+Wingdings-Regular", "up"),
        ("ê", "Wingdings", "down"),
        ("p", "Wingdings 3", "up"),
        ("q", "Wingdings3", "down"),
        ("\uf0af", "SymbolMT", "down"),
        ("5", "Webdings", "up"),
        ("\uf0f3", "Wingdings", "level"),
        ("\uf0ea", "OpenSymbol", "down"),
    ],
)
def test_symbol_fonts_print_arrows_for_ordinary_codes(text: str, font: str, direction: str) -> None:
    assert direction_of(cell(text, font)) == direction


def test_the_same_codes_in_a_text_font_are_letters() -> None:
    assert sign_of(word("p")) is None
    assert sign_of(word("5")) is None


def test_a_tick_or_disc_is_a_mark_and_no_direction() -> None:
    assert sign_of(word("●")) == "mark"
    assert direction_of(cell("●")) is None


@pytest.mark.parametrize(
    ("text", "direction"),
    [("NEW", "new"), ("No change", "level"), ("Increasing", "up"), ("Improving", None), ("N/A", None)],
)
def test_words(text: str, direction: str | None) -> None:
    assert direction_of(cell(text)) == direction


@pytest.mark.parametrize("up", [BLOCK_UP, LONG_UP, STROKED_UP, TRIANGLE_UP])
def test_drawn_arrows_turned_all_ways(up: Points) -> None:
    assert points_to(up) == "up"
    assert points_to([(x, -y) for x, y in up]) == "down"
    assert points_to([(-y, x) for x, y in up]) == "level"
    assert points_to([(y, x) for x, y in up]) == "level"


def test_a_double_arrow_lies_level() -> None:
    assert points_to(DOUBLE) == "level"


@pytest.mark.parametrize(
    "points",
    [
        [(5, 0), (10, 5), (5, 10), (0, 5)],  # a disc by its quarter points, or a diamond
        [(0, 0), (10, 0), (10, 10), (0, 10)],
        [(0, 0), (40, 0)],
        [],
    ],
)
def test_shapes_without_a_tip_point_nowhere(points: Points) -> None:
    assert points_to(points) is None


def test_shaft_and_head_drawn_apart_are_one_arrow() -> None:
    shaft, head = drawn([(5, 2), (5, 10), (5.5, 10), (5.5, 2)]), drawn([(2, 3), (5.25, 0), (8.5, 3)])
    assert direction_of(cell(shapes=(shaft, head))) == "up"
    assert union([shaft.box, head.box]).height == 10


def test_two_arrows_that_disagree_have_no_direction() -> None:
    assert direction_of(cell("↑ ↓")) is None


@pytest.mark.parametrize(("text", "direction"), [("95%▲", "up"), ("▼2.1%", "down"), ("see→note", None)])
def test_an_arrow_without_a_space_beside_its_figure(text: str, direction: str | None) -> None:
    assert direction_of(cell(text)) == direction


def test_a_shadow_under_an_arrow_and_an_outline_over_it_are_not_the_arrow() -> None:
    shadow = replace(drawn([(x + 1, y + 2) for x, y in BLOCK_UP]), fill="#000000")
    outline = replace(drawn(BLOCK_UP), fill=None, stroke="#4a7ebb")
    shown = cell(shapes=(shadow, drawn(BLOCK_UP), outline))
    assert symbols_of(shown) == [Symbol("up", "#00b050")]
