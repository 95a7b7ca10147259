"""`packs query`."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.cli.options import WAREHOUSE, WarehouseOption, out, usage_error


def query_command(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One SELECT over the tables, or the marts as marts.<name>.")
    ],
    warehouse: WarehouseOption = WAREHOUSE,
    csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values instead of a table.")] = False,
) -> None:
    """Print what a SELECT finds. Nothing can be changed by it."""
    import duckdb

    from pipelines.warehouse import Warehouse

    views = Warehouse(warehouse).views
    if not views.exists():
        raise usage_error(f"no warehouse at {warehouse}: run packs load first")
    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise usage_error("only one SELECT can be asked")
        with duckdb.connect(str(views), read_only=True) as connection:
            result = connection.execute(statements[0])
            columns = [column[0] for column in result.description or []]
            rows = result.fetchall()
    except duckdb.Error as error:
        raise usage_error(str(error)) from None
    if csv:
        _print_csv(columns, rows)
    else:
        _print_table(columns, rows)


def _print_csv(columns: list[str], rows: list[tuple[object, ...]]) -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    writer.writerows(rows)


def _print_table(columns: list[str], rows: list[tuple[object, ...]]) -> None:
    from decimal import Decimal

    from rich.markup import escape
    from rich.table import Table

    table = Table(header_style="bold", pad_edge=False)
    for number, column in enumerate(columns):
        figures = any(
            isinstance(row[number], (int, float, Decimal)) and not isinstance(row[number], bool) for row in rows
        )
        table.add_column(escape(column), justify="right" if figures else "left", overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else escape(_shown(value)) for value in row))  # null is blank, not "None"
    console = out()
    console.print(table)
    console.print(f"{len(rows)} rows")


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
