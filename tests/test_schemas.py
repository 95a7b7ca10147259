from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pytest
from conftest import full_row

from schemas.arrow import SchemaError, arrow_schema, to_arrow
from schemas.dagster import column_schema
from schemas.datapackage import datapackage
from schemas.dictionary import dictionary
from schemas.fields import FIELDS
from schemas.frames import to_frame, validate
from schemas.marts import MARTS
from schemas.table import Table, declare
from schemas.tables import REFUSALS, TABLES

ALL = [*TABLES.values(), REFUSALS, *MARTS.values()]
each_table = pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)


@each_table
def test_a_full_row_passes_every_form_of_the_schema(table: Table) -> None:
    data = to_arrow(table, [full_row(table)])

    validate(table, data)

    assert data.num_rows == 1
    assert data.schema.names == list(table.columns)
    assert [column.name for column in column_schema(table).columns] == list(table.columns)


@each_table
def test_a_table_without_rows_keeps_its_types(table: Table) -> None:
    data = to_arrow(table, [])

    validate(table, data)

    assert data.schema.equals(arrow_schema(table))


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_pack_id_comes_first_in_every_table_of_a_pack(table: Table) -> None:
    assert table.columns[0] == "pack_id"
    assert "pack_id" in table.required


def test_every_field_is_used_by_some_table() -> None:
    assert set(FIELDS) == {column for table in ALL for column in table.columns}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"surplus": 1}, "budgets.surplus, row 1"),
        ({"row": "3"}, "budgets.row, row 1"),
        ({"row": True}, "budgets.row, row 1"),
        ({"amount_gbp": 12.5}, "budgets.amount_gbp, row 1"),
        ({"amount_gbp": Decimal("1e17")}, "budgets.amount_gbp, row 1"),
        ({"x0": float("nan")}, "budgets.x0, row 1"),
        ({"scope": "joint"}, "budgets.scope, row 1"),
        ({"page": None}, "budgets.page, row 1"),
        ({"line": "\ud800"}, "budgets.line, row 1"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_table_column_and_row(change: dict[str, Any], place: str) -> None:
    good = full_row(TABLES["budgets"])

    with pytest.raises(SchemaError, match=place):
        to_arrow(TABLES["budgets"], [good, good | change])


def test_a_time_is_no_date() -> None:
    row = full_row(TABLES["packs"]) | {"meeting_date": dt.datetime(2024, 3, 5, tzinfo=dt.UTC)}

    with pytest.raises(SchemaError, match=r"packs\.meeting_date"):
        to_arrow(TABLES["packs"], [row])


def test_money_is_rounded_to_the_penny_half_to_even() -> None:
    row = full_row(TABLES["budgets"])
    rows = [row | {"amount_gbp": Decimal(text)} for text in ("0.125", "-0.135", "7")]

    amounts = to_arrow(TABLES["budgets"], rows)["amount_gbp"].to_pylist()

    assert amounts == [Decimal("0.12"), Decimal("-0.14"), Decimal("7.00")]


def test_two_rows_with_one_key_are_refused() -> None:
    cell = full_row(TABLES["cells"])
    other = cell | {"col": 2}

    validate(TABLES["cells"], to_arrow(TABLES["cells"], [cell, other]))
    with pytest.raises(SchemaError, match=r"cells\.pack_id, table_id, row, col, row 0"):
        validate(TABLES["cells"], to_arrow(TABLES["cells"], [cell, cell]))


def test_whole_table_validation_finds_values_that_arrow_alone_lets_pass() -> None:
    table = TABLES["budgets"]
    data = to_arrow(table, [full_row(table)])
    place = data.schema.get_field_index("scope")
    spoilt = data.set_column(place, data.schema.field(place), pa.array(["joint"], pa.string()))

    with pytest.raises(SchemaError, match=r"budgets\.scope, row 0"):
        validate(table, spoilt)


def test_a_frame_keeps_pennies_and_dates() -> None:
    frame = to_frame(to_arrow(TABLES["rag_actions"], [full_row(TABLES["rag_actions"])], partitioned=True))

    assert frame["target_date"].iloc[0] == dt.date(2024, 3, 5)
    assert frame["pack_id"].dtype == "string[pyarrow]"
    money = to_frame(to_arrow(TABLES["budgets"], [full_row(TABLES["budgets"])]))["amount_gbp"]
    assert money.iloc[0] == Decimal("12.30")


def test_declaring_a_table_with_an_unknown_field_fails() -> None:
    with pytest.raises(KeyError, match="weather"):
        declare("days", "One per day.", "page weather")


def test_declaring_a_key_that_is_no_column_fails() -> None:
    with pytest.raises(KeyError, match="row"):
        declare("days", "One per day.", "page", key="row")


def test_dagster_shows_units_values_and_nulls() -> None:
    columns = {column.name: column for column in column_schema(TABLES["budgets"]).columns}

    assert isinstance(columns["amount_gbp"], dg.TableColumn)
    assert columns["amount_gbp"].constraints.other == ["in GBP"]
    assert columns["scope"].constraints.other == ["one of shared, non-shared"]
    assert not columns["raw_text"].constraints.nullable
    assert columns["line"].constraints.nullable


def test_the_data_package_describes_every_table_and_mart() -> None:
    package = datapackage("1.2.3")
    resources = {resource["name"]: resource for resource in package["resources"]}

    assert len(resources) == len(ALL)
    budgets = resources["budgets"]
    amount = next(field for field in budgets["schema"]["fields"] if field["name"] == "amount_gbp")
    scope = next(field for field in budgets["schema"]["fields"] if field["name"] == "scope")
    assert budgets["path"] == "budgets/*/*.parquet"
    assert amount["type"] == "number"
    assert amount["unit"] == "GBP"
    assert scope["constraints"] == {"enum": ["shared", "non-shared"]}
    assert resources["marts.people"]["path"] == "marts/people.parquet"
    assert resources["cells"]["schema"]["primaryKey"] == ["pack_id", "table_id", "row", "col"]


def test_the_printed_dictionary_is_that_of_the_registry() -> None:
    printed = Path(__file__).parents[1] / "docs" / "dictionary.md"

    assert printed.read_text(encoding="utf-8") == dictionary(), "run: packs dictionary > docs/dictionary.md"
