"""The rating of a table cell: from its letter, its word, its fill, or a coloured symbol in it, and on which basis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.facts.arrows import sign_of, symbols_of
from extractors.facts.colours import Rag, rate_colour, tint_of
from extractors.pages.page import Word
from extractors.reference import load
from extractors.tables.table import Cell, Table

Basis = Literal["letter", "word", "fill", "glyph", "ocr"]


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as read. `rag` and `basis` are null together: words or grey alone rate nothing.

    `status_text` is the cell's words where they say more than the rating itself ("On track").
    """

    rag: Rag | None
    basis: Basis | None
    status_text: str | None = None


def rate_cell(cell: Cell, table: Table | None = None) -> Rating | None:
    """The rating that a status cell shows; None for a cell that is blank and without a rating colour, or says "N/A".

    A printed letter or colour name counts before the fill, the fill before a coloured symbol or coloured ink. With
    `table`, a fill that only decorates is no rating (`decorates`), and a blue cell or lamp without words is one where
    its column has others rated red, amber or green; otherwise blue rates only beside a word such as "Complete".
    """
    text = " ".join(cell.text.split())
    words = _without_symbols(text, cell.words)
    said = rate_text(words)
    if said is not None:
        rag, basis = said
        more = len(words.split()) > 1 and basis == "word"
        return Rating(rag, "ocr" if _by_ocr(cell) else basis, words if more else None)
    status = None if _is_symbols(cell) or words.casefold() in _words("none") else words or None
    fill = rate_colour(cell.fill) or (_tint(cell, table) if table is not None else None)
    if fill is not None and (cell.is_header or (table is not None and decorates(cell, table))):
        fill = None
    if fill == "B" and not _is_complete(words) and (status or table is None or not _rated_hues(cell, table)):
        fill = None
    if fill is not None:
        return Rating(fill, "fill", status)
    glyph = _symbol_of(cell)
    if glyph is None and status is not None and len(text) <= 30:
        glyph = _one_of(word.colour for word in cell.words)
    among_others = status is None and table is not None and bool(_rated_hues(cell, table, _symbol_of))
    if glyph is not None and (glyph != "B" or _is_complete(words) or among_others):
        return Rating(glyph, "glyph", status)
    return Rating(None, None, status) if status else None


def rate_symbols(cell: Cell) -> Rating | None:
    """The rating that a coloured symbol gives to what stands beside it in the cell: a disc before a figure."""
    rag = _symbol_of(cell)
    return Rating(rag, "glyph") if rag not in (None, "B") else None


def rate_text(text: str) -> tuple[Rag, Basis] | None:
    """The rating of a text that is but a rating letter ("A", "(R)"), with or without its label ("RAG: Green"), opens
    with a colour's name ("Amber - late"), or closes with one in brackets ("On track (Green)")."""
    plain = _label().sub("", re.sub(r"^[\s(\[]+|[\s)\].:;*]+$", "", text))
    letters: dict[str, Rag] = load("ratings")["letters"]
    if plain in letters:
        return letters[plain], "letter"
    first = re.split(r"\s*[-–—:,(]\s*", plain, maxsplit=1)[0]  # "Green - on target"
    last = re.fullmatch(r"[^0-9()]*\(([A-Za-z]+)\)\W*", text)  # a rating behind a figure is that figure's
    rag = _rating_words().get(first.casefold()) or (_rating_words().get(last[1].casefold()) if last else None)
    return (rag, "word") if rag else None


def rating_words_in(text: str) -> list[Rag]:
    """Every colour name in a sentence, in order: "RAG rated = Green" gives ["G"]."""
    found = re.findall(r"[A-Za-z]+", text)
    return [rag for word in found if (rag := _rating_words().get(word.casefold()))]


def _fill_of(cell: Cell) -> Rag | None:
    return rate_colour(cell.fill)


def _symbol_of(cell: Cell) -> Rag | None:
    """The rating on which all coloured symbols of a cell agree."""
    return _pictured(cell.text) or _one_of(symbol.colour for symbol in symbols_of(cell))


def decorates(cell: Cell, table: Table) -> bool:
    """Whether the fill is no rating: shared by the header of the cell's column, which has no other, or by the row."""
    if cell.is_header:
        return True
    heads = [table.at(row, cell.col) for row in range(table.header_rows)]
    themed = any(head is not None and head.fill == cell.fill for head in heads)
    if themed and len(_rated_hues(cell, table)) < 2:
        return True
    row = {id(other): other for other in table.row(cell.row) if other is not None}
    return len(row) > 2 and all(other.fill == cell.fill for other in row.values())


def _without_symbols(text: str, words: Sequence[Word]) -> str:
    """What a cell says without the arrows and lamps printed before or behind it: "A ▼", "● On track"."""
    symbols = {word.text for word in words if sign_of(word)}
    parts = text.split()

    def is_symbol(part: str) -> bool:
        return part in symbols or not any(char.isalnum() or char.isascii() for char in part)

    while parts and is_symbol(parts[-1]):
        parts.pop()
    while parts and is_symbol(parts[0]):
        parts.pop(0)
    return " ".join(parts)


def _pictured(text: str) -> Rag | None:
    """The rating that coloured pictographs show, whatever ink the file gives them."""
    by_char = {char: rag for rag, chars in load("ratings")["pictographs"].items() for char in chars}
    rags = {by_char[char] for char in text if char in by_char}
    return rags.pop() if len(rags) == 1 else None


def _tint(cell: Cell, table: Table) -> Rag | None:
    """The rating of a pale fill, in a table that plainly rates so: some column stands in two of the colours at least.

    A column in one colour may be one that is always good, but only where its rows stand in several colours too.
    """
    rag = tint_of(cell.fill)
    if rag is None or cell.is_header:
        return None
    if len(_hues(table.at(row, cell.col) for row in table.body_rows())) > 1:
        return rag
    across = len(_hues(table.row(cell.row))) > 1
    columns = (_hues(table.at(row, col) for row in table.body_rows()) for col in range(table.cols))
    return rag if across and any(len(hues) > 1 for hues in columns) else None


def _hues(cells: Iterable[Cell | None]) -> set[Rag]:
    hues = (rate_colour(cell.fill) or tint_of(cell.fill) for cell in cells if cell is not None and cell.fill)
    return {rag for rag in hues if rag is not None and rag != "B"}


def _rated_hues(cell: Cell, table: Table, shown: Callable[[Cell], Rag | None] = _fill_of) -> set[Rag]:
    """The ratings red, amber and green that the cells of the cell's column show, by their fills unless told else."""
    others = (table.at(row, cell.col) for row in table.body_rows())
    rags = {shown(other) for other in others if other is not None}
    return {rag for rag in rags if rag is not None and rag != "B"}


def _is_complete(text: str) -> bool:
    plain = text.casefold().strip(" .")
    return plain in _words("complete") or plain.split(" ")[0].strip(",.:;-") in _words("complete")


def _is_symbols(cell: Cell) -> bool:
    return bool(cell.words) and all(sign_of(word) is not None for word in cell.words)


def _by_ocr(cell: Cell) -> bool:
    return any(word.confidence < 1.0 for word in cell.words)


def _one_of(colours: Iterable[str | None]) -> Rag | None:
    """The rating on which all the colours agree that are ratings at all; None where they differ."""
    rags = {rag for colour in colours if (rag := rate_colour(colour)) is not None}
    return rags.pop() if len(rags) == 1 else None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in load("ratings")[kind])


@cache
def _label() -> re.Pattern[str]:
    """What may stand before a rating to say that it is one: "RAG:", "Status = "."""
    words = "|".join(re.escape(word) for word in load("ratings")["labels"])
    return re.compile(rf"^(?:{words})\s*[:=]\s*", re.IGNORECASE)


@cache
def _rating_words() -> dict[str, Rag]:
    return {word.casefold(): rag for rag, words in load("ratings")["words"].items() for word in words}
