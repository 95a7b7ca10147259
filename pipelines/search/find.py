"""Asking the index: words in, ranked hits out, each once however many packs print it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass

from extractors.geometry import Box
from pipelines.search.index import Source, index_path, require_full_text
from pipelines.warehouse import Warehouse

SOURCES: tuple[Source, ...] = ("decision", "minute", "passage")

_OPEN, _CLOSE = "\x02", "\x03"
_EXCERPT = 40  # words
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_TITLE, _TEXT = 1.0, 2.0  # what a word counts in each
_RANKED = f"""
SELECT entry, e.pack_id, source, same, e.title, body, meeting_date, item_no, page, x0, top, x1, bottom
FROM words JOIN entries AS e ON e.entry = words.rowid
WHERE words MATCH ? ORDER BY bm25(words, {_TITLE}, {_TEXT}), source, meeting_date DESC, e.pack_id, page, top
"""
_SHOWN = f"""
SELECT snippet(words, 1, '{_OPEN}', '{_CLOSE}', ' … ', {_EXCERPT}), highlight(words, 0, '{_OPEN}', '{_CLOSE}'),
    highlight(words, 1, '{_OPEN}', '{_CLOSE}')
FROM words WHERE words MATCH ? AND rowid = ?
"""


class NoWordsError(ValueError):
    """There is nothing to search for in what was asked."""


Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page of the file, from 1, and box on it."""

    pack_id: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `text` is all of it in parts, each with whether it was asked for, and `excerpt` some of it;
    `matched` the words that were, as they stand there; `also` where else it is printed.
    """

    source: Source
    same: str
    place: Place
    also: tuple[Place, ...]
    body: str | None
    meeting_date: str | None
    item_no: str | None
    title: str
    text: Parts
    excerpt: Parts
    matched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first. `loosely`: nothing has all the words, these have some."""

    hits: tuple[Hit, ...]
    loosely: bool = False


def search(
    warehouse: Warehouse,
    words: str,
    *,
    sources: Collection[Source] = SOURCES,
    limit: int | None = None,
    minutes_of_decisions: bool = False,
) -> Found:
    """What has all the words, or failing that some of them. Words in double quotes or joined by a hyphen stand
    together; a word that ends in * begins so. A minute whose decision is found is not told of again unless
    `minutes_of_decisions`.

    NoWordsError for a question without words; NoFullTextError; FileNotFoundError where there is no index.
    """
    require_full_text()
    asked = phrases(words)
    path = index_path(warehouse)
    if not path.exists():
        raise FileNotFoundError(path)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        for loosely, joined in enumerate((" AND ", " OR ")):
            match = joined.join(asked)
            rows = _matching(connection, match, sources)
            if not minutes_of_decisions:
                rows = _without_told(rows)
            if rows:
                return Found(tuple(_hit(connection, match, found) for found in rows[:limit]), bool(loosely))
    return Found(())


def phrases(words: str) -> list[str]:
    """What was asked, each part as FTS5 takes it literally: no word of it is an operator."""
    parts = [quoted or word for quoted, word in _ASKED.findall(words)]
    made = [
        '"' + part.rstrip("*").replace('"', '""') + '"' + ("*" if part.endswith("*") else "")
        for part in parts
        if re.search(r"[^\W_]", part)
    ]
    if not made:
        raise NoWordsError(f"no words to search for in {words!r}")
    return made


def _matching(connection: sqlite3.Connection, match: str, sources: Collection[Source]) -> list[list[sqlite3.Row]]:
    """What matches, best first, each with the entries of all packs that print it."""
    rows: dict[tuple[object, ...], list[sqlite3.Row]] = {}
    cursor = connection.execute(_RANKED, (match,))
    cursor.row_factory = sqlite3.Row
    for row in cursor:
        if row["source"] in sources:
            rows.setdefault((row["source"], row["same"]), []).append(row)
    return list(rows.values())


def _without_told(rows: Sequence[list[sqlite3.Row]]) -> list[list[sqlite3.Row]]:
    """Less the minutes of which a decision was found."""
    decided = {_item(row) for found in rows for row in found if row["source"] == "decision"}
    return [found for found in rows if found[0]["source"] != "minute" or _item(found[0]) not in decided]


def _item(row: sqlite3.Row) -> tuple[object, ...]:
    return row["pack_id"], row["body"], row["meeting_date"], row["item_no"]


def _hit(connection: sqlite3.Connection, match: str, rows: Sequence[sqlite3.Row]) -> Hit:
    first = rows[0]
    excerpt, *marked = connection.execute(_SHOWN, (match, first["entry"])).fetchone()
    return Hit(
        source=first["source"],
        same=first["same"],
        place=_place(first),
        also=tuple(_place(row) for row in rows[1:]),
        body=first["body"],
        meeting_date=first["meeting_date"],
        item_no=first["item_no"],
        title=first["title"],
        text=_parts(marked[-1]),
        excerpt=_parts(" ".join(excerpt.split()).removeprefix("… ")),
        matched=frozenset(text for whole in marked for text, is_match in _parts(whole) if is_match),
    )


def _place(row: sqlite3.Row) -> Place:
    return Place(row["pack_id"], row["page"], Box(*(row[side] for side in Box._fields)))


def _parts(marked: str) -> Parts:
    """A marked text in parts, each with whether it is what was asked for."""
    made: list[tuple[str, bool]] = []
    for place, piece in enumerate(marked.split(_OPEN)):
        match, closed, rest = piece.partition(_CLOSE)
        made += [(match, True), (rest, False)] if place and closed else [(piece, False)]
    return tuple((text, is_match) for text, is_match in made if text)
