from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from conftest import full_row

from pipelines.generations import Generations
from pipelines.raw_packs import RawPack
from pipelines.refusals import forget_refusals, read_refusals, record_refusals, refusal
from pipelines.version import software_version
from pipelines.views import prepare
from pipelines.warehouse import STAGED_FOR, Warehouse
from schemas.arrow import to_arrow
from schemas.marts import MARTS
from schemas.tables import REFUSALS, TABLES

Publish = Callable[..., None]


def files(warehouse: Warehouse) -> dict[str, int]:
    """Every file as it lies on disk, with the time it was written."""
    return {str(path): path.lstat().st_mtime_ns for path in sorted(warehouse.root.rglob("*")) if not path.is_dir()}


def test_every_table_of_a_pack_lies_where_the_contract_says(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024")

    for name in TABLES:
        (file,) = (warehouse.root / name / "pack_id=cabinet-2024").glob("*.parquet")
        assert ds.dataset([file]).to_table()["pack_id"].to_pylist() == ["cabinet-2024"] * (name != "check_results")


@pytest.mark.parametrize("pattern", ["*/*.parquet", "**/*.parquet"])
def test_any_way_of_globbing_finds_the_packs(warehouse: Warehouse, publish: Publish, pattern: str) -> None:
    publish("cabinet-2024")
    publish("council-2024")
    folder = warehouse.root / "budgets"

    by_duckdb = duckdb.sql(
        f"SELECT pack_id FROM read_parquet('{folder}/{pattern}', hive_partitioning = true) ORDER BY 1"
    )

    assert by_duckdb.fetchall() == [("cabinet-2024",), ("council-2024",)]
    assert len(list(folder.glob(pattern))) == 2


def test_pandas_reads_a_table_from_its_folder(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024")
    publish("council-2024")

    frame = pd.read_parquet(warehouse.root / "budgets")

    assert sorted(frame["pack_id"]) == ["cabinet-2024", "council-2024"]
    assert [str(amount) for amount in frame["amount_gbp"]] == ["12.30", "12.30"]


def test_a_pack_published_again_is_replaced_and_leaves_nothing_behind(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024", {"budgets": [full_row(TABLES["budgets"]), full_row(TABLES["budgets"])]})
    publish("cabinet-2024", body="Cabinet")

    assert pq.read_table(warehouse.root / "budgets").num_rows == 1
    assert pq.read_table(warehouse.root / "packs")["body"].to_pylist() == ["Cabinet"]
    assert len(list((warehouse.store / "packs" / "cabinet-2024").glob("2*"))) == 1


def test_a_pack_id_cannot_lead_out_of_the_warehouse(warehouse: Warehouse) -> None:
    with pytest.raises(ValueError, match="not a pack id"):
        warehouse.pack("../elsewhere")


def test_what_a_killed_load_left_is_swept(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024")
    left = warehouse.store / "packs" / "cabinet-2024" / "20200101T000000000000"
    left.mkdir()
    (left / "half.parquet").touch()

    warehouse.sweep()

    assert not left.exists()
    assert pq.read_table(warehouse.root / "budgets").num_rows == 1


def test_links_of_a_table_that_is_no_more_go_with_the_next_load(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024")
    retired = warehouse.root / "weather" / "pack_id=cabinet-2024"
    retired.mkdir(parents=True)
    (retired / "part-0.parquet").symlink_to("nowhere")

    publish("cabinet-2024")

    assert not retired.exists()


def test_manifests_tell_what_is_published(warehouse: Warehouse, publish: Publish) -> None:
    failed = full_row(TABLES["check_results"]) | {"passed": False, "settled_by": None}
    publish("cabinet-2024", {"check_results": [failed, full_row(TABLES["check_results"])]}, file_name="cabinet.pdf")

    (manifest,) = warehouse.manifests()

    assert manifest.file_name == "cabinet.pdf"
    assert manifest.rows["budgets"] == 1
    assert manifest.pages == {"read": 1}
    assert manifest.checks_failed == 1


def test_one_generation_is_made_at_a_time(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "pack")
    with generations.lock():
        fresh = generations.begin()
        generations.switch(fresh)
        assert generations.current() == fresh
        newer = generations.begin()
        generations.switch(newer)
        generations.sweep()

    assert [path.name for path in generations.root.iterdir() if path.is_dir() and not path.is_symlink()] == [newer.name]


def test_every_view_answers_before_any_pack_is_loaded(warehouse: Warehouse) -> None:
    prepare(warehouse)

    with duckdb.connect(str(warehouse.views), read_only=True) as connection:
        for name in (*TABLES, REFUSALS.name, *(f"marts.{mart}" for mart in MARTS)):
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchall() == [(0,)], name
        types = dict(connection.execute("SELECT column_name, column_type FROM (DESCRIBE budgets)").fetchall())
    assert types["amount_gbp"] == "DECIMAL(18,2)"
    assert types["pack_id"] == "VARCHAR"


def test_views_show_a_pack_as_soon_as_it_is_published(warehouse: Warehouse, publish: Publish) -> None:
    prepare(warehouse)
    publish("cabinet-2024")

    with duckdb.connect(str(warehouse.views), read_only=True) as connection:
        found = connection.execute(
            "SELECT p.pack_id, amount_gbp FROM budgets JOIN packs AS p USING (pack_id)"
        ).fetchall()

    assert [(pack_id, str(amount)) for pack_id, amount in found] == [("cabinet-2024", "12.30")]


def test_the_views_are_in_the_oldest_database_format(warehouse: Warehouse) -> None:
    prepare(warehouse)

    assert warehouse.views.read_bytes()[12] == 64  # the number of the format since DuckDB 0.9.2; 1.0 and later read it


def written_without(path: Path, column: str) -> None:
    """The file as a version would have written it that did not know the column."""
    data = pq.read_table(path, partitioning=None)
    pq.write_table(data.drop_columns([column]), path.resolve())


@pytest.mark.parametrize(
    ("view", "path", "column"),
    [
        ("budgets", "budgets/pack_id=cabinet-2024/part-0.parquet", "commentary"),
        ("refusals", "refusals/refusals.parquet", "path"),
        ("marts.people", "marts/people.parquet", "merge_reason"),
    ],
)
def test_a_column_that_an_older_version_did_not_write_is_null(
    warehouse: Warehouse, publish: Publish, dropped: list[RawPack], view: str, path: str, column: str
) -> None:
    prepare(warehouse)
    publish("cabinet-2024")
    record_refusals(warehouse, dropped, [refusal(dropped[0], "encrypted")])
    warehouse.publish_marts({name: to_arrow(mart, [full_row(mart)]) for name, mart in MARTS.items()}, built_from="then")
    written_without(warehouse.root / path, column)
    (warehouse.store / "prepared.json").unlink()

    prepare(warehouse)

    with duckdb.connect(str(warehouse.views), read_only=True) as connection:
        assert connection.execute(f"SELECT {column} FROM {view}").fetchall() == [(None,)]


def test_a_mart_that_an_older_version_did_not_build_has_no_rows(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.delitem(MARTS, "people")
        prepare(warehouse)
        (warehouse.store / "prepared.json").unlink()

    prepare(warehouse)

    with duckdb.connect(str(warehouse.views), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM marts.people").fetchall() == [(0,)]


def test_refusals_of_an_older_version_give_way_to_those_of_now(warehouse: Warehouse, dropped: list[RawPack]) -> None:
    record_refusals(warehouse, dropped, [refusal(dropped[0], "encrypted")])
    written_without(warehouse.root / "refusals" / "refusals.parquet", "path")
    assert [row["path"] for row in read_refusals(warehouse)] == [None]

    record_refusals(warehouse, dropped, [refusal(dropped[1], "truncated")])

    assert [(row["file_name"], row["reason"]) for row in read_refusals(warehouse)] == [("b.pdf", "truncated")]


def test_a_prepared_warehouse_is_left_alone(warehouse: Warehouse) -> None:
    prepare(warehouse)
    before = files(warehouse)

    prepare(warehouse)

    assert files(warehouse) == before


def test_views_follow_a_warehouse_that_was_moved(warehouse: Warehouse, publish: Publish, tmp_path: Path) -> None:
    prepare(warehouse)
    publish("cabinet-2024")
    moved = Warehouse(warehouse.root.rename(tmp_path / "moved"))

    prepare(moved)

    with duckdb.connect(str(moved.views), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM budgets").fetchall() == [(1,)]


def test_the_data_package_names_the_version(warehouse: Warehouse) -> None:
    prepare(warehouse)

    assert json.loads((warehouse.root / "datapackage.json").read_text())["version"] == software_version()


@pytest.fixture
def dropped(tmp_path: Path) -> list[RawPack]:
    """Two files as they are found in a folder."""
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"words")
    return [RawPack(tmp_path / name, name) for name in ("a.pdf", "b.pdf")]


def test_a_refusal_stands_until_its_file_loads(warehouse: Warehouse, dropped: list[RawPack]) -> None:
    record_refusals(warehouse, dropped, [refusal(raw, "encrypted") for raw in dropped])
    record_refusals(warehouse, dropped[1:], [])

    assert [(row["file_name"], row["reason"]) for row in read_refusals(warehouse)] == [("a.pdf", "encrypted")]


def test_the_refusal_of_a_file_that_is_gone_goes_too(warehouse: Warehouse, dropped: list[RawPack]) -> None:
    record_refusals(warehouse, dropped, [refusal(raw, "encrypted") for raw in dropped])
    dropped[0].path.unlink()
    record_refusals(warehouse, [], [])

    assert [row["file_name"] for row in read_refusals(warehouse)] == ["b.pdf"]


def test_the_same_refusal_again_writes_nothing(warehouse: Warehouse, dropped: list[RawPack]) -> None:
    record_refusals(warehouse, dropped, [refusal(dropped[0], "encrypted")])
    before = files(warehouse)

    record_refusals(warehouse, dropped, [refusal(dropped[0], "encrypted")])

    table = str(warehouse.root / "refusals" / "refusals.parquet")
    assert files(warehouse)[table] == before[table]


def test_the_refusals_of_bytes_that_have_loaded_go(warehouse: Warehouse, dropped: list[RawPack]) -> None:
    dropped[1].path.write_bytes(b"other words")
    first, second = (raw.digested() for raw in dropped)
    record_refusals(warehouse, dropped, [refusal(first, "encrypted"), refusal(second, "encrypted")])

    forget_refusals(warehouse, str(first.sha256))

    assert [row["file_name"] for row in read_refusals(warehouse)] == ["b.pdf"]


def test_values_staged_long_ago_are_swept(warehouse: Warehouse) -> None:
    for pack, age in (("old", STAGED_FOR + 60), ("new", 0.0)):
        value = warehouse.staging / pack / "pages.pickle"
        value.parent.mkdir(parents=True)
        value.touch()
        then = value.stat().st_mtime - age
        for path in (value, value.parent):
            os.utime(path, (then, then))

    warehouse.sweep()

    assert [path.name for path in warehouse.staging.iterdir()] == ["new"]
