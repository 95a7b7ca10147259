"""The text of a cell: wrapped lines joined, paragraphs kept apart, words broken by a narrow cell mended."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Word
from extractors.reference import load
from extractors.text.lines import Line, lines_of

_NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)(?:\s|$)", re.IGNORECASE)
_SHORT = {
    "a",
    "i",
    "am",
    "an",
    "as",
    "at",
    "be",
    "by",
    "do",
    "if",
    "in",
    "is",
    "it",
    "no",
    "of",
    "on",
    "or",
    "so",
    "to",
    "up",
}
"""Whole words of two letters at most: a shorter piece on a line of its own is the rest of the word above."""
_ROOM = 3.0  # points: what a typesetter measured and what is read differ by about this
_LEADING = 1.75  # of the type size: lines further apart have a blank line between them


def cell_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a cell. Turned text is read in its own direction, as if the cell had been turned back."""
    turned = [word for word in words if word.direction in (90, 270)]
    if 2 * len(turned) > len(words):
        words = [_upright(word) for word in turned if word.direction == turned[0].direction]
    return lines_of(words)


def _upright(word: Word) -> Word:
    x0, top, x1, bottom = word.box
    box = Box(top, -x1, bottom, -x0) if word.direction == 90 else Box(-bottom, x0, -top, x1)
    return replace(word, box=box, direction=0)


def cell_text(lines: Sequence[Line], room: float, vocabulary: Collection[str] = ()) -> str:
    """One paragraph a line. `room` is the width in points that a line of this cell may have; `vocabulary` are the
    lower-case words of the paper, by which a word that a narrow cell broke is known."""
    if not lines:
        return ""
    pitch = _pitch(lines)
    text = lines[0].text
    for above, line in itertools.pairwise(lines):
        if _starts_paragraph(above, line, room, pitch):
            text += "\n" + line.text
        elif (joint := _joint(above.text, line.text, above.box.width > 0.75 * room, vocabulary)) is not None:
            text = text[: len(text) - joint] + line.text
        else:
            text += " " + line.text
    return text


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = [b.box.top - a.box.top for a, b in itertools.pairwise(lines)]
    return float(median(steps)) if steps else 0.0


def _starts_paragraph(above: Line, line: Line, room: float, pitch: float) -> bool:
    """Whether a line does not merely continue the one above: a gap, a bullet or number, or room left unused."""
    size = max(above.size, line.size)
    step = line.box.bottom - above.box.bottom
    if (step > _LEADING * size and step > 1.3 * pitch) or step > 2.2 * size:
        return True
    first = line.words[0].text
    if first[0] in load("bullets")["characters"] and (len(first) == 1 or first[1].isalpha()) and len(line.words) > 1:
        return True
    if (
        _NUMBERED.match(line.text)
        and len(line.words) > 1
        and not above.text.endswith(("section", "Section", "paragraph", "item"))
    ):
        return True
    # A typesetter fills each line: where the next piece would have fitted, the line was ended on purpose.
    piece = line.words[0]
    share = len(re.split(r"(?<=[-/–])", piece.text, maxsplit=1)[0]) / len(piece.text)
    return above.box.width + 0.28 * size + piece.box.width * share < room - _ROOM - 0.03 * room


def _joint(above: str, below: str, full: bool, vocabulary: Collection[str]) -> int | None:
    """How many characters to take off `above` before `below` joins it without a space; None where a space belongs."""
    head = re.search(r"([^\W\d_]+)([-\u2010\u00ad]?)$", above)
    tail = re.match(r"[^\W\d_]+", below)
    if head is None or tail is None:
        return 0 if above.endswith(("-", "/")) and re.search(r"\w[-/]$", above) else None
    one, hyphen, two = head.group(1), head.group(2), tail.group(0)
    whole = (one + two).casefold()
    if hyphen:
        # "over-\nspend" is one word where the paper elsewhere writes it so, else the hyphen is the word's own.
        return 1 if whole in vocabulary and f"{one}-{two}".casefold() not in vocabulary else 0
    if not full or " " in above.strip() or (one.isupper() != two.isupper() and not two.islower()):
        return None
    if two[0].isupper() and not one.isupper():
        return None
    known = whole in vocabulary and (two.casefold() not in vocabulary or one.casefold() not in vocabulary)
    fragment = len(two) <= 2 and two.casefold() not in _SHORT
    return 0 if known or fragment else None
