"""The index, warehouse/search.sqlite: the words of every decision, minute and passage, with pack, page and box.

It follows the packs as they are published: one that is loaded anew has its entries replaced, in one transaction with
all others of that load. SQLite's FTS5 does the work: words stemmed (Porter), accents and case ignored, ranked by BM25.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from extractors.geometry import Box
from pipelines.version import search_version
from pipelines.warehouse import PART, Warehouse

Source = Literal["decision", "minute", "passage"]
"""What an entry is of, the most telling first."""

Row = dict[str, Any]

_COLUMNS = ("pack_id", "source", "same", "title", "body", "meeting_date", "item_no", "page", *Box._fields)
_MADE = """
CREATE TABLE made (version TEXT NOT NULL);
CREATE TABLE packs (pack_id TEXT PRIMARY KEY, generation TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (
    entry INTEGER PRIMARY KEY, pack_id TEXT NOT NULL, source TEXT NOT NULL, same TEXT NOT NULL, title TEXT NOT NULL,
    body TEXT, meeting_date TEXT, item_no TEXT, page INTEGER NOT NULL,
    x0 REAL NOT NULL, top REAL NOT NULL, x1 REAL NOT NULL, bottom REAL NOT NULL);
CREATE INDEX entries_of_pack ON entries (pack_id);
CREATE VIRTUAL TABLE words USING fts5 (title, text, tokenize = 'porter unicode61 remove_diacritics 2');
"""
_INSERT = f"INSERT INTO entries ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_NUMBER = re.compile(r"^(?:\(?\d[\d./]*[.)]?)\s+")  # of an item, before its title
_PATIENCE = 60.0  # seconds to wait for another loader to end its transaction
_LONG = 60  # letters from which a passage printed again word for word is the same one, not a heading that recurs


class NoFullTextError(Exception):
    """This Python's SQLite cannot search. The message says so to a person."""


@dataclass(frozen=True, slots=True)
class _Entry:
    source: Source
    same: str
    title: str
    text: str
    row: Row


def index_path(warehouse: Warehouse) -> Path:
    """Where the index lies."""
    return warehouse.root / "search.sqlite"


@cache
def full_text() -> bool:
    """Whether this Python's SQLite was built with FTS5."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        except sqlite3.OperationalError:
            return False
    return True


def require_full_text() -> None:
    """NoFullTextError where there is no searching."""
    if not full_text():
        raise NoFullTextError(
            f"the SQLite {sqlite3.sqlite_version} of this Python was built without full-text search (FTS5)"
        )


def index_stale(warehouse: Warehouse) -> bool:
    """Whether the index was made of other packs, or by other code. Never where it cannot be made."""
    if not full_text():
        return False
    path = index_path(warehouse)
    if not path.exists() or _damaged(path):
        return True
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        return not _of_this_version(connection) or _indexed(connection) != warehouse.state()


def refresh_index(warehouse: Warehouse) -> int:
    """Bring the index up to date with the packs, all at once. Returns its entries; raises NoFullTextError."""
    require_full_text()
    path = index_path(warehouse)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and _damaged(path):
        for part in (path, path.with_name(f"{path.name}-journal")):
            part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if not _of_this_version(connection):
            _start_anew(connection)
        before, now = _indexed(connection), warehouse.state()
        for pack_id in before.keys() - now.keys():
            _drop(connection, pack_id)
        for pack_id, generation in now.items():
            if before.get(pack_id) != generation:
                _drop(connection, pack_id)
                _add(connection, warehouse, pack_id)
        (entries,) = connection.execute("SELECT count(*) FROM entries").fetchone()
        connection.execute("COMMIT")
    return int(entries)


def _damaged(path: Path) -> bool:
    """Whether the file is no database, or one broken off: nothing in it that a load would not make again."""
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:  # in use, or not to be read: neither is mended by making it anew
            raise
        except sqlite3.DatabaseError:
            return True
    return False


def _of_this_version(connection: sqlite3.Connection) -> bool:
    made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'made'").fetchone() != (0,)
    return made and connection.execute("SELECT version FROM made").fetchall() == [(search_version(),)]


def _start_anew(connection: sqlite3.Connection) -> None:
    for name in ("words", "entries", "packs", "made"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _MADE.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO made VALUES (?)", (search_version(),))


def _indexed(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT pack_id, generation FROM packs").fetchall())


def _drop(connection: sqlite3.Connection, pack_id: str) -> None:
    connection.execute("DELETE FROM words WHERE rowid IN (SELECT entry FROM entries WHERE pack_id = ?)", (pack_id,))
    connection.execute("DELETE FROM entries WHERE pack_id = ?", (pack_id,))
    connection.execute("DELETE FROM packs WHERE pack_id = ?", (pack_id,))


def _add(connection: sqlite3.Connection, warehouse: Warehouse, pack_id: str) -> None:
    generations = warehouse.pack(pack_id)
    with generations.lock():  # so that a load of the same pack does not sweep the files away from under this
        current = generations.current()
        found = list(_entries(current)) if current else []
    for entry in found:
        values = entry.row | {"pack_id": pack_id, "source": entry.source, "same": entry.same, "title": entry.title}
        made = connection.execute(_INSERT, [_plain(values.get(column)) for column in _COLUMNS])
        # The headings above a passage are found themselves: the words of one would make hits of all that stands below.
        words = ("" if entry.source == "passage" else entry.title), entry.text
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (made.lastrowid, *words))
    if current:
        connection.execute("INSERT INTO packs VALUES (?, ?)", (pack_id, current.name))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _entries(generation: Path) -> Iterator[_Entry]:
    """What is to be found in one pack. A passage that is part of a minute is found as that minute."""
    minutes = _rows(generation, "minute_items")
    for row in _rows(generation, "decisions"):
        yield _Entry("decision", row["decision_id"], row["item_title"] or "", row["text"], row)
    for row in minutes:
        same = "/".join(str(row[name] or "") for name in ("body", "meeting_date", "item_no", "title"))
        yield _Entry("minute", same, row["title"] or "", row["text"] or "", row)
    told = {_NUMBER.sub("", line) for row in minutes for part in (row["title"], row["text"]) for line in _lines(part)}
    for row in _rows(generation, "passages"):
        if not told.issuperset(_NUMBER.sub("", line) for line in _lines(row["text"])):
            words = " ".join(row["text"].split())
            same = words.casefold() if len(words) >= _LONG else f"{generation.parent.name}/{row['ordinal']}"
            yield _Entry("passage", same, row["heading"] or "", row["text"], row)


def _lines(text: str | None) -> list[str]:
    return [" ".join(line.split()) for line in (text or "").splitlines()]


def _rows(generation: Path, table: str) -> list[Row]:
    import pyarrow.parquet as pq

    path = generation / table / PART
    if not path.exists():
        return []
    with pq.ParquetFile(path) as file:
        rows: list[Row] = file.read().to_pylist()
    return rows
