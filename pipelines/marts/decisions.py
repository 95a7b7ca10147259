"""The mart `decisions`: each decision once, the packs it was seen in, when its minutes were agreed, what it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb
from rapidfuzz import fuzz

from pipelines.marts.answers import answers
from pipelines.marts.records import Records
from pipelines.marts.rows import Row, ask, likeness_key, pack_order
from schemas.marts import MARTS

_DECISIONS = """
SELECT d.*, p.meeting_date AS pack_date, coalesce(pages.status = 'ocr', false) AS by_ocr
FROM decisions AS d JOIN packs AS p USING (pack_id)
LEFT JOIN pages ON pages.pack_id = d.pack_id AND pages.page = d.page
"""
_RECOMMENDATIONS = """
SELECT r.*, body, meeting_date, meeting_date AS pack_date,
    (SELECT any_value(title) FROM agenda_items AS a WHERE a.pack_id = r.pack_id AND a.item_no = r.agenda_item)
        AS item_title
FROM recommendations AS r JOIN packs USING (pack_id)
"""

_SAME_TEXT = 60.0
"""Likeness, of 100, from which two texts under one decision_id are the same decision, read well or badly."""


def read_decisions(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row per decision, by body, date and place.

    Two councils may each have a Cabinet that meets on one day: texts unlike each other are not made one by their id.
    """
    rows = sorted(ask(connection, _DECISIONS), key=lambda row: (row["by_ocr"], *pack_order(row)))
    decisions = [(copies[0], copies) for copies in _copies(rows)]
    records = Records(first for first, _ in decisions)
    asked = sorted(ask(connection, _RECOMMENDATIONS), key=pack_order)
    answered = answers([first for first, _ in decisions], asked)
    made = [
        {column: first.get(column) for column in MARTS["decisions"].columns}
        | {"pack_ids": sorted({row["pack_id"] for row in copies})}
        | records.of(first["body"], first["meeting_date"])
        | answered.get(place, {})
        for place, (first, copies) in enumerate(decisions)
    ]
    return sorted(made, key=_place)


def _copies(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each decision, those with a text layer first, then in order of their packs."""
    found: dict[object, list[list[Row]]] = defaultdict(list)
    for row in rows:
        for copies in found[row["decision_id"]]:
            if fuzz.ratio(likeness_key(copies[0]["text"]), likeness_key(row["text"])) >= _SAME_TEXT:
                copies.append(row)
                break
        else:
            found[row["decision_id"]].append([row])
    return [copies for of_id in found.values() for copies in of_id]


def _place(row: Row) -> tuple[str, str, str, int, float]:
    return str(row["body"] or ""), str(row["meeting_date"] or ""), row["pack_id"], row["page"], row["top"]
