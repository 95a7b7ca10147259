"""Building the marts: when the published packs have changed since, all of them, published together."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pyarrow.parquet as pq

from pipelines.marts.action_history import read_action_history
from pipelines.marts.budget_history import read_budget_history
from pipelines.marts.decisions import read_decisions
from pipelines.marts.findings import read_findings
from pipelines.marts.kpi_history import read_kpi_history
from pipelines.marts.people import read_people
from pipelines.marts.rows import Row
from pipelines.marts.state import marts_stale, marts_state
from pipelines.views import prepare, view_statements
from pipelines.warehouse import Warehouse
from schemas.arrow import to_arrow
from schemas.frames import validate
from schemas.marts import MARTS

BUILDERS: dict[str, Callable[[duckdb.DuckDBPyConnection], list[Row]]] = {
    "decisions": read_decisions,
    "budget_history": read_budget_history,
    "kpi_history": read_kpi_history,
    "action_history": read_action_history,
    "people": read_people,
    "findings": read_findings,
}
"""How each mart is made, of a connection that has the views of packs.duckdb."""


def build_marts(warehouse: Warehouse) -> dict[str, int]:
    """Bring the marts up to date with the packs. Returns the rows of each; raises SchemaError for one that does not
    fit.
    """
    prepare(warehouse)
    if marts_stale(warehouse):
        state = marts_state(warehouse)
        with duckdb.connect() as connection:
            connection.execute(view_statements(warehouse.root.resolve()))
            tables = {name: to_arrow(mart, BUILDERS[name](connection)) for name, mart in MARTS.items()}
        for name, table in tables.items():
            validate(MARTS[name], table)
        warehouse.publish_marts(tables, state)
    files = {name: warehouse.root / "marts" / f"{name}.parquet" for name in MARTS}
    return {name: pq.read_metadata(file).num_rows for name, file in files.items()}
