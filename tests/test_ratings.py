"""Ratings: which colours, letters, words and symbols rate a cell, and which only look as if they did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.facts.colours import oklab, rate_colour, tint_of
from extractors.facts.ratings import Rating, decorates, rate_cell, rate_symbols, rate_text, rating_words_in
from extractors.geometry import Box
from extractors.pages.page import Shape, Word
from extractors.tables.table import Cell, Table

BOX = Box(0, 0, 60, 12)


def cell(
    text: str = "",
    fill: str | None = None,
    ink: str = "#000000",
    font: str = "Arial",
    confidence: float = 1.0,
    row: int = 1,
    col: int = 0,
    header: bool = False,
    shapes: tuple[Shape, ...] = (),
) -> Cell:
    words = tuple(Word(word, BOX, 9, colour=ink, font=font, confidence=confidence) for word in text.split())
    return Cell(row, col, text, 1, BOX, fill=fill, words=words, is_header=header, shapes=shapes)


def table(*rows: list[Cell]) -> Table:
    cells = tuple(c for row in rows for c in row)
    return Table("p001-1", 1, 1, BOX, len(rows), len(rows[0]), 1, cells, "ruled")


@pytest.mark.parametrize(
    ("colours", "rag"),
    [
        (["#ff0000", "#c00000", "#ff5050", "#ee1111", "#d83b3b"], "R"),
        (["#ffc000", "#ffbf00", "#f79646", "#ffff00", "#ffb81c"], "A"),
        (["#00b050", "#92d050", "#00ff00", "#00a84f", "#8ccc4a"], "G"),
        (["#00b0f0", "#0070c0"], "B"),
        (["#ffc7ce"], "R"),
        (["#ffeb9c"], "A"),
        (["#c6efce"], "G"),
    ],
)
def test_rating_colours_of_real_papers(colours: list[str], rag: str) -> None:
    assert {rate_colour(colour) for colour in colours} == {rag}


@pytest.mark.parametrize(
    "colour",
    [
        None,
        "#000000",
        "#ffffff",
        "#808080",
        "#bfbfbf",
        "#f2f2f2",
        "#bdd7ee",
        "#dce6f1",
        "#d9e2f3",
        "#e2efda",
        "#c6e0b4",
        "#fce4d6",
        "#fff2cc",
        "#f8cbad",
        "#e6b8b7",
        "#1f3864",
        "#002060",
        "#1f497d",
        "#235f6f",
        "#7030a0",
        "#00707a",
        "#5a3a1a",
    ],
)
def test_greys_tints_and_dark_headers_rate_nothing(colour: str | None) -> None:
    assert rate_colour(colour) is None


def test_a_word_that_is_no_colour_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        oklab("red")


def test_white_is_the_lightest_and_has_no_hue() -> None:
    lightness, green_red, blue_yellow = oklab("#ffffff")
    assert (round(lightness, 4), round(green_red, 4), round(blue_yellow, 4)) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A", ("A", "letter")),
        ("(R)", ("R", "letter")),
        ("Amber", ("A", "word")),
        ("GREEN", ("G", "word")),
        ("Green:", ("G", "word")),
        ("a", None),  # the article, not the letter
        ("Green - on target", ("G", "word")),
        ("RAG: Green", ("G", "word")),
        ("Status: A", ("A", "letter")),
        ("On track (Green)", ("G", "word")),
        ("Played on the village (green) on Sundays", None),
        ("Green spaces", None),
        ("Greenwich", None),
        ("On track", None),
    ],
)
def test_letters_and_colour_names(text: str, found: tuple[str, str] | None) -> None:
    assert rate_text(text) == found


def test_colour_names_in_a_sentence() -> None:
    assert rating_words_in("All measures below are RAG rated as Amber.") == ["A"]


def test_a_letter_counts_before_the_fill() -> None:
    assert rate_cell(cell("A", "#00b050")) == Rating("A", "letter")


def test_a_status_word_is_rated_by_its_fill_and_kept() -> None:
    assert rate_cell(cell("On track", "#92d050")) == Rating("G", "fill", "On track")


def test_complete_on_blue_is_blue() -> None:
    assert rate_cell(cell("Completed", "#00b0f0")) == Rating("B", "fill", "Completed")


def test_other_words_on_blue_are_no_rating() -> None:
    assert rate_cell(cell("Ongoing", "#00b0f0")) == Rating(None, None, "Ongoing")


def test_words_on_grey_or_nothing_keep_their_words_only() -> None:
    assert rate_cell(cell("Ongoing", "#bfbfbf")) == Rating(None, None, "Ongoing")
    assert rate_cell(cell("On track")) == Rating(None, None, "On track")


def test_a_filled_cell_without_words_is_rated() -> None:
    assert rate_cell(cell("", "#ff0000")) == Rating("R", "fill")


@pytest.mark.parametrize("text", ["", "N/A", "-", "TBC"])
def test_a_blank_cell_has_no_rating(text: str) -> None:
    assert rate_cell(cell(text)) is None


def test_a_coloured_arrow_rates_as_a_glyph() -> None:
    assert rate_cell(cell("↑", ink="#00b050")) == Rating("G", "glyph")


def test_a_symbol_font_disc_rates_by_its_ink() -> None:
    assert rate_cell(cell("\uf06c", ink="#ffc000", font="ABCDEF+Wingdings-Regular")) == Rating("A", "glyph")


def test_a_drawn_lamp_rates_by_its_fill() -> None:
    lamp = Shape(((5, 0), (10, 5), (5, 10), (0, 5)), Box(0, 0, 10, 10), "#ff0000", None)
    assert rate_cell(cell(shapes=(lamp,))) == Rating("R", "glyph")


def test_lamps_of_several_colours_are_no_rating() -> None:
    lamps = tuple(
        Shape(((x, 0), (x + 8, 0), (x + 8, 8), (x, 8)), Box(x, 0, x + 8, 8), fill, None)
        for x, fill in ((0, "#ff0000"), (20, "#00b050"))
    )
    assert rate_cell(cell(shapes=lamps)) is None


def test_a_letter_read_by_ocr_says_so() -> None:
    assert rate_cell(cell("G", confidence=0.93)) == Rating("G", "ocr")


def test_a_coloured_header_is_no_rating() -> None:
    assert rate_cell(cell("", "#00b050", header=True)) is None


def test_a_column_in_the_colour_of_its_header_only_decorates() -> None:
    head, body = cell("Status", "#c00000", row=0, header=True), cell("", "#c00000")
    assert decorates(body, table([head], [body]))
    assert rate_cell(body, table([head], [body])) is None


def test_a_band_across_the_whole_row_only_decorates() -> None:
    head = [cell(text, row=0, col=col, header=True) for col, text in enumerate(["Measure", "Target", "RAG"])]
    band = [cell(text, "#92d050", col=col) for col, text in enumerate(["Housing", "", ""])]
    assert rate_cell(band[2], table(head, band)) is None


def test_a_blank_blue_cell_counts_where_its_column_is_rated() -> None:
    head, blue, red = cell("BRAG", row=0, header=True), cell("", "#0070c0"), cell("", "#ff0000", row=2)
    assert rate_cell(blue, table([head], [blue], [red])) == Rating("B", "fill")
    assert rate_cell(blue, table([head], [blue])) is None


@pytest.mark.parametrize(
    ("colours", "rag"),
    [
        (["#ea9999", "#da9694", "#f4cccc"], "R"),
        (["#ffe699", "#f9cb9c", "#fff2cc"], "A"),
        (["#a9d08e", "#c6e0b4", "#b6d7a8"], "G"),
        (["#dce6f1", "#bdd7ee", "#ccc0da", "#eeece1", "#f2f2f2", None], None),
    ],
)
def test_the_hue_of_a_pale_colour(colours: list[str | None], rag: str | None) -> None:
    assert {tint_of(colour) for colour in colours} == {rag}


def test_a_pale_fill_rates_only_in_a_column_of_several_hues() -> None:
    head = [cell("Q1", row=0, header=True), cell("Q2", row=0, col=1, header=True)]
    mixed = [
        [cell("91%", "#a9d08e", row=1), cell("92%", "#c6e0b4", row=1, col=1)],
        [cell("70%", "#ea9999", row=2), cell("95%", "#c6e0b4", row=2, col=1)],
    ]
    rows = table(head, *mixed)
    ratings = [rate_cell(one, rows) for row in mixed for one in row]
    assert [rating.rag if rating else None for rating in ratings] == ["G", None, "R", "G"]


def test_a_coloured_disc_rates_the_figure_beside_it_and_coloured_ink_does_not() -> None:
    disc, figure = Word("●", BOX, 9, colour="#ff0000"), Word("71%", BOX, 9, colour="#00b050")
    assert rate_symbols(replace(cell("● 71%"), words=(disc, figure))) == Rating("R", "glyph")
    assert rate_symbols(replace(cell("71%"), words=(figure,))) is None


@pytest.mark.parametrize(
    ("text", "rag", "basis"),
    [("🔴", "R", "glyph"), ("🟢", "G", "glyph"), ("A ▼", "A", "letter"), ("▲ Green", "G", "word")],
)
def test_pictographs_and_ratings_with_an_arrow(text: str, rag: str, basis: str) -> None:
    found = rate_cell(cell(text))
    assert found is not None
    assert (found.rag, found.basis, found.status_text) == (rag, basis, None)


def test_a_status_is_its_words_without_the_lamp_beside_them() -> None:
    lamp = Word("●", BOX, 9, colour="#0070c0")
    completed = replace(cell("● Completed"), words=(lamp, Word("Completed", BOX, 9)))
    assert rate_cell(completed) == Rating("B", "glyph", "Completed")


def test_a_blue_lamp_without_words_counts_where_its_column_has_others() -> None:
    lamps = [[cell("●", ink=ink, row=row)] for row, ink in enumerate(("#000000", "#0070c0", "#00b050"))]
    assert rate_cell(lamps[1][0], table(*lamps)) == Rating("B", "glyph")
    assert rate_cell(lamps[1][0], table(*lamps[:2])) is None
