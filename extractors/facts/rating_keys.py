"""The key that a pack prints to its status words: "On target (Green), Close to target (Amber), Below target (Red)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from extractors.facts.colours import Rag
from extractors.facts.ratings import rate_cell, rate_text
from extractors.reference import load
from extractors.tables.table import Table

Key = Mapping[str, Rag]
"""Rating by status as printed, in small letters."""

_LONGEST = 8  # words of a status
_MOST_ROWS, _MOST_COLUMNS = 8, 4  # of a table that is only a key


def read_key(texts: Iterable[str], tables: Sequence[Table] = ()) -> dict[str, Rag]:
    """The rating of each status that the texts, or small tables that are but a key, explain by a colour's name.

    A status that is explained in two ways is left out.
    """
    told: dict[str, set[Rag]] = {}
    for text in texts:
        for status, rag in _explained(text):
            told.setdefault(status, set()).add(rag)
    for table in tables:
        for status, rag in _listed(table):
            told.setdefault(status, set()).add(rag)
    return {status: rags.pop() for status, rags in told.items() if len(rags) == 1}


def rated_by(key: Key, status: str | None) -> Rag | None:
    """The rating of a status by the key; None where the key does not have it."""
    return key.get(_plain(status)) if status else None


def _explained(text: str) -> Iterable[tuple[str, Rag]]:
    for part in re.split(r"[,;.\n|]|\band\b|\bor\b", text):
        match = next((found for pattern in _patterns() if (found := pattern.search(part))), None)
        rating = rate_text(match["colour"]) if match else None
        status = _plain(match["status"].rpartition(":")[2]) if match else ""
        if rating is not None and _is_status(status):
            yield status, rating[0]


def _listed(table: Table) -> Iterable[tuple[str, Rag]]:
    """The rows of a small table, each a rating (a colour's name, a lamp, a fill) and the words for it."""
    if table.rows > _MOST_ROWS or not 2 <= table.cols <= _MOST_COLUMNS:
        return
    rows: list[tuple[Rag, list[str]]] = []
    for row in range(table.rows):
        cells = list({id(cell): cell for cell in table.row(row) if cell is not None}.values())
        said = [(cell, rate_cell(cell)) for cell in cells]
        rags = {rating.rag for _, rating in said if rating is not None and rating.rag is not None}
        words = [_plain(cell.text) for cell, rating in said if cell.text.strip() and (not rating or not rating.rag)]
        if len(rags) == 1:
            rows.append((rags.pop(), words))
        elif rags or row:  # a first row without a colour is a header
            return
    for rag, words in rows:
        yield from ((status, rag) for status in words if _is_status(status))


def _is_status(status: str) -> bool:
    return bool(re.search(r"[a-z]{2}", status)) and len(status.split()) <= _LONGEST and rate_text(status) is None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w%&/+-]+", " ", text.casefold()).split())


@cache
def _colours() -> str:
    names = {word for words in load("ratings")["words"].values() for word in words}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "On target (Green)"; "Green = on target", "Green: on target"; "On target = Green"."""
    colour, status, sign = rf"(?P<colour>{_colours()})", r"(?P<status>[A-Za-z][^()=]*?)", r"(?:=|:|\s[-–—]|\bmeans\b)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{status}\s*\(\s*{colour}\s*\)\s*$",
            rf"(?:^|:)\s*{colour}\s*{sign}\s*{status}\s*$",
            rf"(?:^|:)\s*{status}\s*{sign}\s*{colour}\s*$",
        )
    )
