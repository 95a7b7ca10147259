"""What stands before a paragraph of a list: bullets, numbers, letters."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from extractors.pages.page import Word
from extractors.reference import load

BULLET = "•"
"""How every bullet is written in the text of a passage, whatever glyph was drawn."""

MarkerKind = Literal["bullet", "decimal", "number", "letter"]

_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,4}\.?|[A-Z]{1,2}\d{0,2}\.\d{1,3}(?:\.\d{1,3})*\.?")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]|\(\d{1,3}\)|\d{1,3}")
_LETTER = re.compile(r"\(?[a-zA-Z]\)|[a-z]\.|\(?[ivxlIVXL]{1,6}\)|[ivxl]{1,6}\.|\(?[a-z]{2}\)|[A-Z]\.")


class Marker(NamedTuple):
    """`text` as printed ("2.1", "(a)", or the bullet); `kind` says what counting it belongs to."""

    text: str
    kind: MarkerKind


@cache
def _bullets() -> tuple[frozenset[str], tuple[tuple[str, frozenset[str]], ...]]:
    data = load("bullets")
    fonts = tuple((name.casefold(), frozenset(glyphs)) for name, glyphs in data["letters_of_symbol_fonts"].items())
    return frozenset(data["characters"]), fonts


def is_bullet(word: Word) -> bool:
    """Whether the word is a bullet glyph: a bullet character, a private-use glyph, or a letter of a symbol typeface."""
    if len(word.text) != 1:
        return False
    if word.text == "\ufffd" or "\ue000" <= word.text <= "\uf8ff":
        return True
    characters, fonts = _bullets()
    if word.text in characters:
        return True
    font = word.font.casefold()
    return any(name in font and word.text in glyphs for name, glyphs in fonts)


def marker_of(word: Word) -> Marker | None:
    """The list marker that the word may be; whether it is one depends on where it stands."""
    if is_bullet(word):
        return Marker(BULLET, "bullet")
    text = word.text
    if _NUMBER.fullmatch(text):
        return Marker(text, "number")
    if _DECIMAL.fullmatch(text):
        return Marker(text, "decimal")
    if _LETTER.fullmatch(text):
        return Marker(text, "letter")
    return None
