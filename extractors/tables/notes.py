"""Lines beside or in a table that say what holds for its figures."""

from __future__ import annotations

import re
from functools import cache

from extractors.reference import load

_LONGEST = 80  # characters: a note is a short line


def is_note(text: str) -> bool:
    """Whether a line says in what unit a table's figures are: "All figures in £m", or "£m" alone."""
    return is_unit(text) or is_note_phrase(text)


def is_unit(text: str) -> bool:
    """Whether a line is nothing but a unit."""
    return _plain(text) in load("table_titles")["units"]


def is_note_phrase(text: str) -> bool:
    """Whether a line says it in words."""
    plain = _plain(text)
    return len(plain) <= _LONGEST and any(phrase in plain for phrase in load("table_titles")["phrases"])


@cache
def caption_pattern() -> re.Pattern[str]:
    """The opening of a caption: "Table 3", "Figure 2b"."""
    words = {form for word in load("captions")["numbered"] for form in (word, word.upper())}
    return re.compile(rf"(?:{'|'.join(re.escape(word) for word in sorted(words))})\s*\.?\s*(?:\d|[A-Z]\d?\b)")


def is_caption(text: str) -> bool:
    """Whether a line opens the caption of a table, figure or chart."""
    return caption_pattern().match(text) is not None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'").replace("‘", "'").strip("() .:")
