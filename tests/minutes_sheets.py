"""Sets small invented minutes on pages, word by word, and composes them to a pack of one minutes paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from extractors.geometry import Box
from extractors.pack import Pack
from extractors.pages.page import Page, Word
from extractors.papers.paper import FrontSheet, Paper
from extractors.text.passages import read_passages

_SIZE = 12.0
_PITCH = 13.8
_WIDTH = 5.6  # of a letter
_MARGIN = 72.0


def set_lines(text: str, number: int = 1) -> Page:
    """A page on which each line of `text` is set as it stands, blanks kept; `**…**` is bold."""
    words: list[Word] = []
    bold = False
    for row, line in enumerate(text.strip("\n").splitlines()):
        column = 0
        for piece in re.finditer(r"\*\*|[^\s*]+(?:\*(?!\*)[^\s*]*)*|\*(?!\*)\S*", line):
            if piece.group() == "**":
                bold = not bold
                continue
            marks = line[: piece.start()].count("**") * 2
            column = piece.start() - marks
            x0 = _MARGIN + column * _WIDTH
            top = 60.0 + row * _PITCH
            box = Box(x0, top, x0 + len(piece.group()) * _WIDTH - 1.0, top + _SIZE)
            words.append(Word(piece.group(), box, _SIZE, bold=bold))
    return Page(number, 595.0, 842.0, "read", words=tuple(words))


def minutes(*pages: str, sheet: FrontSheet | None = None, date: dt.date | None = None) -> Pack:
    """A pack that is nothing but the minutes set on the given pages."""
    made = [set_lines(text, number) for number, text in enumerate(pages, 1)]
    paper = Paper("01-minutes", "minutes", "Minutes", 1, len(made), Box(0, 0, 1, 1), meeting_date=date)
    return pack_of(made, [paper], sheet or FrontSheet())


def pack_of(pages: Sequence[Page], papers: Sequence[Paper], sheet: FrontSheet) -> Pack:
    passages = read_passages(pages, papers, [])
    return Pack("pack", "minutes.pdf", "0", tuple(pages), sheet, tuple(papers), tuple(passages))
