"""Direction of travel: arrows as characters, as symbol-font glyphs, as drawn shapes, or as a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.geometry import union
from extractors.pages.page import Shape, Word
from extractors.reference import load
from extractors.tables.cells import is_white
from extractors.tables.table import Cell

Direction = Literal["up", "down", "level", "new"]
Sign = Literal["up", "down", "level", "new", "mark"]
"""What a symbol shows: a direction, or only a coloured mark (a disc, a flag, a tick)."""

_PRIVATE_USE = range(0xF020, 0xF100)  # where a symbol font's codes land when the PDF names no characters for them


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol of a cell: what it shows and the colour that it is printed in."""

    sign: Sign
    colour: str | None


def direction_of(cell: Cell) -> Direction | None:
    """The way the cell's arrow points, as drawn; None where it has none, or several that disagree."""
    signs = {symbol.sign for symbol in symbols_of(cell)} - {"mark"}
    if not signs:
        word = _words().get(" ".join(cell.text.split()).strip(" .").casefold())
        signs = {word} if word else set()
    if len(signs) != 1:
        return None
    sign = signs.pop()
    return None if sign == "mark" else sign


def shown_by(text: str) -> Sign | None:
    """What a text shows that is nothing but one symbol, or a word for one; None for any other."""
    plain = "".join(text.split()).strip("\ufe0e\ufe0f")
    return _characters().get(plain) or _words().get(" ".join(text.split()).strip(" .").casefold())


def symbols_of(cell: Cell) -> list[Symbol]:
    """The arrows and marks of a cell: printed ones first, then drawn ones; each with its ink or fill."""
    found = [Symbol(sign, word.colour) for word in cell.words if (sign := sign_of(word) or _sign_beside(word))]
    found += [_drawn(group) for group in _touching(cell.shapes)]
    return found


def _drawn(group: Sequence[Shape]) -> Symbol:
    """The symbol that shapes drawn together make: what is painted last in the colour that is on top.

    Slides paint a shadow under a shape, and a white shine and its outline over it.
    """
    colour = next((shape.fill for shape in reversed(group) if shape.fill and not is_white(shape.fill)), None)
    seen = [shape for shape in group if shape.fill == colour] if colour else group
    colour = colour or next((shape.stroke for shape in group if shape.stroke), None)
    return Symbol(points_to(point for shape in seen for point in shape.points) or "mark", colour)


def sign_of(word: Word) -> Sign | None:
    """What a word shows if it is nothing but one symbol (repeated perhaps), by its characters or by its symbol font."""
    codes = _font_codes(word.font)
    signs = {_characters().get(char) or (codes.get(_code(char)) if codes else None) for char in word.text}
    signs.discard(None)
    blank = all(char in "\ufe0e\ufe0f\u200b" or _characters().get(char) or _code(char) in codes for char in word.text)
    return signs.pop() if len(signs) == 1 and blank else None


def _sign_beside(word: Word) -> Sign | None:
    """The symbol printed right before or behind a figure, without a space: "95%▲"."""
    chars = _characters()
    if not any(char.isdigit() for char in word.text):
        return None
    return chars.get(word.text[0]) or chars.get(word.text[-1])


def points_to(points: Iterable[tuple[float, float]]) -> Literal["up", "down", "level"] | None:
    """Where an outline points, y growing downwards; None for discs, diamonds, boxes and other shapes without a tip.

    A tip is a corner that stands alone at an end of the outline, halfway across; the widest place of an arrow lies
    nearer to its tip, that of a plain triangle at its far end.
    """
    corners = list(points)
    if len(corners) < 3:
        return None
    upright, across = _tip(corners), _tip([(y, x) for x, y in corners])
    if abs(upright) == 1 and abs(across) != 1:  # the wings of a broad head look like tips at both sides
        return "up" if upright < 0 else "down"
    return "level" if across and abs(upright) != 1 else None


def _tip(points: Sequence[tuple[float, float]]) -> int:
    """-1 for a tip at the low end of the second coordinate, +1 at the high end, 2 at both (double arrow), else 0."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if width < 0.15 * height or height < 0.15 * width or not width or not height:
        return 0
    middle = (max(xs) + min(xs)) / 2

    def pointed(end: float) -> bool:
        there = [x for x, y in points if abs(y - end) <= 0.06 * height]
        return max(there) - min(there) <= 0.12 * width and abs(sum(there) / len(there) - middle) <= 0.12 * width

    wide = sorted((y - min(ys)) / height for x, y in points if min(x - min(xs), max(xs) - x) <= 0.04 * width)
    low, high = pointed(min(ys)), pointed(max(ys))
    if low and high:
        if wide[-1] < 0.45:
            return -1
        if wide[0] > 0.55:
            return 1
        return 2 if wide[0] < 0.4 and wide[-1] > 0.6 else 0
    if not low and not high:
        return 0
    return -1 if low else 1


def _touching(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Shapes grouped where their boxes meet: the shaft and the head of one arrow are drawn apart."""
    groups: list[list[Shape]] = []
    for shape in shapes:
        near = [g for g in groups if union(s.box for s in g).grown(1.0).intersection(shape.box.grown(1.0))]
        groups = [g for g in groups if g not in near] + [[s for g in near for s in g] + [shape]]
    return groups


def _code(char: str) -> int:
    return ord(char) - 0xF000 if ord(char) in _PRIVATE_USE else ord(char)


@cache
def _characters() -> dict[str, Sign]:
    return {char: sign for sign, chars in load("arrows")["characters"].items() for char in chars}


@cache
def _words() -> dict[str, Sign]:
    return {word.casefold(): sign for sign, words in load("arrows")["words"].items() for word in words}


@cache
def _font_codes(font: str) -> dict[int, Sign]:
    """Signs by code of the symbol font whose name fits best, its subset tag ("ABCDEF+") apart; none for a text font."""
    plain = font.rpartition("+")[2].replace(" ", "").replace("-", "").casefold()
    fonts: dict[str, dict[Sign, list[str]]] = load("arrows")["fonts"]
    names = [name for name in fonts if plain.startswith(name.casefold())]
    if not names:
        return {}
    best = fonts[max(names, key=len)]
    return {int(str(code), 16): sign for sign, codes in best.items() for code in codes}
