"""The mart `kpi_history`: one indicator followed over packs and periods under one name."""

from __future__ import annotations

import re
from collections import defaultdict

import duckdb

from pipelines.marts.rows import Row, ask, likeness_key, pack_order, rating_change
from schemas.marts import MARTS

_SQL = "SELECT k.*, body, meeting_date, meeting_date AS pack_date FROM kpis AS k JOIN packs USING (pack_id)"

_PERIODS = (  # pattern, periods in a year
    (re.compile(r"(\d{4})/\d\d"), 1),
    (re.compile(r"(\d{4})/\d\d Q(\d)"), 4),
    (re.compile(r"(\d{4})-(\d\d)"), 12),
    (re.compile(r"(\d{4})/\d\d P(\d\d)"), 13),
)


def read_kpi_history(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row per indicator, organisation and period, as the last pack prints it; every value where it prints several.

    The period before is the one directly before, of the same length; where it has several values it is left null.
    """
    printed = sorted(ask(connection, _SQL), key=lambda row: (*pack_order(row), row["page"]))
    names: dict[tuple[object, ...], str] = {}
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in printed:
        names[_indicator(row)] = row["indicator"]
        groups[*_indicator(row), row["period"]].append(row)
    latest = {key: _as_last_printed(rows) for key, rows in groups.items()}
    before = {
        (*key[:-1], *place): rows[0]
        for key, rows in latest.items()
        if len(rows) == 1 and (place := _place(key[-1])) is not None
    }
    made: list[Row] = []
    for key, rows in latest.items():
        place = _place(key[-1])
        earlier = before.get((*key[:-1], place[0], place[1] - 1)) if place else None
        seen = {"indicator_name": names[key[:-1]], "times_seen": len({row["pack_id"] for row in groups[key]})}
        made += [_columns(row) | seen | _beside(earlier, row) for row in rows]
    return sorted(
        made, key=lambda row: tuple(str(row[c] or "") for c in ("body", "indicator_name", "organisation", "period"))
    )


def _columns(row: Row) -> Row:
    return {column: row.get(column) for column in MARTS["kpi_history"].columns}


def _beside(earlier: Row | None, row: Row) -> Row:
    """What stands in the row of the period before."""
    if earlier is None:
        return {"change": "new"}
    change = rating_change(earlier["rag"], row["rag"])
    return {"previous_actual": earlier["actual"], "previous_rag": earlier["rag"], "change": change}


def _indicator(row: Row) -> tuple[object, ...]:
    return row["body"], likeness_key(row["indicator"]), likeness_key(row["service_area"]), row["organisation"]


def _as_last_printed(rows: list[Row]) -> list[Row]:
    """The rows of the last pack, each value once."""
    last = rows[-1]["pack_id"]
    values = {(row["actual"], row["target"], row["rag"]): row for row in reversed(rows) if row["pack_id"] == last}
    return list(values.values())


def _place(period: object) -> tuple[int, int] | None:
    """How many such periods a year has, and which of them this is, counted through the years."""
    for pattern, in_a_year in _PERIODS:
        if match := pattern.fullmatch(str(period)):
            year, part = int(match[1]), int(match[2]) if match.lastindex == 2 else 0
            return in_a_year, year * (12 if in_a_year == 13 else in_a_year) + part
    return None
