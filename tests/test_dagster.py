"""The Dagster side: the graph of assets, what blocks a publication, what the sensor starts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq
import pytest
from conftest import Row, full_row

from extractors.checks.registry import CHECKS
from extractors.checks.successive import SUCCESSIVE_CHECKS
from extractors.pack import Pack
from extractors.pages.page import Page
from extractors.pages.pdfium import Refused
from pipelines import assets, resources, sensors
from pipelines.assets import ALL_ASSETS, PACK_ASSETS
from pipelines.definitions import defs
from pipelines.facts import fit
from pipelines.io import StagedValues
from pipelines.partitions import PACKS
from pipelines.refusals import read_refusals
from pipelines.resources import Progress, RawPacks, WarehouseFolder
from pipelines.sensors import new_packs
from pipelines.warehouse import Warehouse
from schemas.marts import MARTS
from schemas.tables import TABLES

PACK = "cabinet-2024"
Progressing = Callable[[int, int], None]


class Reading:
    """Stands for the readers: a pack of one page, and one row in every table."""

    def __init__(self) -> None:
        self.rows = {name: [full_row(table)] for name, table in TABLES.items()}
        for found in self.rows.values():
            del found[0]["pack_id"]
        self.checks = self.rows.pop("check_results")

    def ingest(self, data: bytes, file_name: str, progress: Progressing) -> Pack:
        progress(1, 1)
        return Pack(PACK, file_name, "0", pages=(Page(1, 595.0, 842.0, "read"),))

    def compose(self, pack: Pack) -> Pack:
        return pack

    def read_facts(self, pack: Pack) -> dict[str, list[Row]]:
        return {name: [dict(row) for row in rows] for name, rows in self.rows.items()}

    def run_checks(self, rows: object) -> list[Row]:
        return self.checks


def identify(data: bytes) -> str:
    if not data.startswith(b"%PDF-"):
        raise Refused("the file is not a PDF")
    return PACK


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    double = Reading()
    monkeypatch.setattr(assets, "reading", double)
    monkeypatch.setattr(resources, "identify", identify)
    monkeypatch.setattr(sensors, "identify", identify)
    return double


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw_packs"
    folder.mkdir()
    (folder / "cabinet.pdf").write_bytes(b"%PDF- words")
    return folder


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        made.add_dynamic_partitions("packs", [PACK])
        yield made


def load(raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, **options: Any) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        PACK_ASSETS,
        partition_key=PACK,
        instance=instance,
        raise_on_error=False,
        resources={
            "io_manager": StagedValues(warehouse=str(warehouse.root)),
            "raw_packs": RawPacks(path=str(raw)),
            "warehouse": WarehouseFolder(path=str(warehouse.root)),
            "progress": Progress(),
        },
        **options,
    )


def test_the_graph_of_assets() -> None:
    graph = defs.resolve_asset_graph()
    shown = {
        key.to_user_string(): sorted(parent.to_user_string() for parent in graph.get(key).parent_keys)
        for key in graph.get_all_asset_keys()
    }

    published = {f"warehouse/{name}": ["facts"] for name in TABLES}
    assert shown == {
        "pages": [],
        "composed_pack": ["pages"],
        "facts": ["composed_pack"],
        **published,
        **{f"marts/{name}": sorted(published) for name in MARTS},
        "search_index": ["warehouse/decisions", "warehouse/minute_items", "warehouse/passages"],
    }
    assert sorted(check.to_user_string() for check in graph.asset_check_keys) == [
        "facts:fits_registry",
        *sorted(f"marts/findings:{check.name}" for check in SUCCESSIVE_CHECKS),
        *sorted(
            f"warehouse/check_results:{name}"
            for name in [*(check.name for check in CHECKS), "check_failed", "row_fits"]
        ),
        "warehouse/pages:pages_accounted_for",
    ]


def test_packs_are_partitions_and_marts_are_over_all_of_them() -> None:
    by_partition = {
        spec.key.to_user_string(): spec.partitions_def for definition in ALL_ASSETS for spec in definition.specs
    }

    assert {key for key, partitions in by_partition.items() if partitions is None} == {
        "search_index",
        *(f"marts/{name}" for name in MARTS),
    }
    assert {partitions.name for partitions in by_partition.values() if partitions} == {"packs"}  # type: ignore[attr-defined]


def test_published_tables_show_their_columns() -> None:
    spec = next(spec for spec in assets.published_pack.specs if spec.key.path[-1] == "budgets")

    columns = spec.metadata["dagster/column_schema"].columns
    assert [column.name for column in columns] == list(TABLES["budgets"].columns)


def test_jobs_and_sensor_are_defined() -> None:
    assert defs.resolve_job_def("load_pack").partitions_def == PACKS
    assert defs.resolve_job_def("rebuild_marts").partitions_def is None
    assert defs.resolve_sensor_def("new_packs").job_name == "load_pack"


def test_a_run_publishes_every_table_with_its_row_count(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    result = load(raw, warehouse, instance)

    assert result.success
    (manifest,) = warehouse.manifests()
    assert manifest.file_name == "words"
    counted = {
        event.asset_key.path[-1]: event.step_materialization_data.materialization.metadata[
            "dagster/partition_row_count"
        ].value
        for event in result.get_asset_materialization_events()
        if event.asset_key and event.asset_key.path[0] == "warehouse"
    }
    assert counted == dict.fromkeys(TABLES, 1) | {"settlements": 0}


def test_a_row_that_does_not_fit_blocks_the_whole_pack_and_says_why(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    reading.rows["documents"][0]["kind"] = "poster"

    result = load(raw, warehouse, instance)

    assert not result.success
    (check,) = result.get_asset_check_evaluations()
    assert not check.passed
    assert "documents.kind, row 0" in str(check.description)
    assert warehouse.manifests() == []


def test_a_fact_that_does_not_fit_is_withheld_with_the_rest_of_its_table(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    kept = {**reading.rows["budgets"][0], "table_id": "p004-1"}
    misread = {**kept, "table_id": "p003-1", "amount_gbp": Decimal("1e17")}
    reading.rows["budgets"] = [{**kept, "table_id": "p003-1"}, misread, kept]
    reading.rows["attendance"] += [{**reading.rows["attendance"][0], "status": "asleep", "page": 4}]

    result = load(raw, warehouse, instance)

    assert result.success
    (check,) = (check for check in result.get_asset_check_evaluations() if check.check_name == "row_fits")
    assert (check.passed, check.severity, check.metadata["failed"].value) == (False, dg.AssetCheckSeverity.ERROR, 2)
    assert pq.read_table(warehouse.root / "budgets")["table_id"].to_pylist() == ["p004-1"]
    assert pq.read_table(warehouse.root / "attendance").num_rows == 1
    told = [(row["code"], row["page"], row["table_id"]) for row in pq.read_table(warehouse.root / "issues").to_pylist()]
    assert told[-3:] == [("row_fits", 4, None), ("row_fits", 1, "p003-1"), ("withheld", 1, "p003-1")]


def test_a_fact_without_a_place_that_can_be_told_is_withheld_too(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    reading.rows["attendance"][0]["x0"] = float("nan")

    assert load(raw, warehouse, instance).success

    assert pq.read_table(warehouse.root / "attendance").num_rows == 0
    assert pq.read_table(warehouse.root / "issues").to_pylist()[-1]["code"] == "row_fits"


def test_a_file_refused_in_a_run_is_listed_until_it_loads(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(data: bytes, file_name: str, progress: Progressing) -> Pack:
        raise Refused("the page list is damaged", page=7)

    sha256 = hashlib.sha256((raw / "cabinet.pdf").read_bytes()).hexdigest()
    with monkeypatch.context() as damaged:
        damaged.setattr(reading, "ingest", refuse)
        assert not load(raw, warehouse, instance).success
    listed = [(row["file_name"], row["reason"], row["page"], row["sha256"]) for row in read_refusals(warehouse)]
    assert listed == [("cabinet.pdf", "the page list is damaged", 7, sha256)]
    reading.rows["packs"][0]["sha256"] = sha256

    assert load(raw, warehouse, instance).success

    assert read_refusals(warehouse) == []


def test_a_slip_of_the_document_is_published_with_a_warning(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    slip = {"check": "column_total", "severity": "warning", "passed": False, "settled_by": None, "page": 3}
    reading.checks[0] |= {**slip, "message": "the rows add up to 5, printed is 6"}
    reading.rows["pages"][0]["status"] = "failed"

    result = load(raw, warehouse, instance)

    assert result.success
    evaluations = {check.check_name: check for check in result.get_asset_check_evaluations()}
    failed = {name: check.severity for name, check in evaluations.items() if not check.passed}
    assert failed == dict.fromkeys(("column_total", "pages_accounted_for"), dg.AssetCheckSeverity.WARN)
    assert evaluations["column_total"].description == "p. 3: the rows add up to 5, printed is 6"
    assert {name: entry.value for name, entry in evaluations["column_total"].metadata.items()} == {
        "checked": 1,
        "failed": 1,
    }
    assert len(warehouse.manifests()) == 1


def test_the_facts_of_a_table_that_was_not_read_whole_are_withheld(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    kept = {**reading.rows["budgets"][0], "table_id": "p004-1"}
    reading.rows["budgets"] = [{**kept, "table_id": "p003-1"}, kept]
    reading.rows["tables"][0] |= {"table_id": "p003-1", "mapped_to": "budgets"}
    fault = {"check": "column_read", "severity": "error", "passed": False, "settled_by": None, "table_id": "p003-1"}
    reading.checks[0] |= {**fault, "message": "7 of 9 cells of Forecast print what was not read as money"}

    result = load(raw, warehouse, instance)

    assert result.success
    (check,) = (check for check in result.get_asset_check_evaluations() if check.check_name == "column_read")
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert pq.read_table(warehouse.root / "budgets")["table_id"].to_pylist() == ["p004-1"]
    assert pq.read_table(warehouse.root / "tables")["mapped_to"].to_pylist() == [None]
    assert pq.read_table(warehouse.root / "issues").to_pylist()[-1]["message"] == (
        "1 budgets of this table were not published: 7 of 9 cells of Forecast print what was not read as money"
    )


def test_a_fault_of_reading_that_a_reviewer_settles_withholds_nothing(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    reading.rows["budgets"][0]["table_id"] = "p003-1"
    fault = {"check": "column_read", "severity": "error", "passed": False, "settled_by": "A Clerk"}
    reading.checks[0] |= {**fault, "table_id": "p003-1"}

    load(raw, warehouse, instance)

    assert pq.read_table(warehouse.root / "budgets").num_rows == 1


def test_a_table_that_the_registry_does_not_know_is_a_fault(reading: Reading) -> None:
    _, faults = fit(PACK, {**reading.rows, "check_results": [], "weather": []})

    assert [str(fault) for fault in faults] == ["weather.*: no such table"]


def test_a_later_step_runs_again_on_what_was_staged(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    load(raw, warehouse, instance)
    reading.rows["packs"][0]["body"] = "Cabinet"
    (raw / "cabinet.pdf").unlink()

    result = load(raw, warehouse, instance, selection=[assets.facts, assets.published_pack])

    assert result.success
    assert pq.read_table(warehouse.root / "packs")["body"].to_pylist() == ["Cabinet"]


def test_a_step_without_what_comes_before_names_it(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    result = load(raw, warehouse, instance, selection=["facts"])

    (failure,) = result.filter_events(lambda event: event.event_type_value == "STEP_FAILURE")
    assert "materialize composed_pack first" in str(failure.step_failure_data.error)


def test_what_does_not_agree_between_packs_is_told_by_checks_of_the_mart(
    warehouse: Warehouse, publish: Callable[..., None]
) -> None:
    for month, target in ((4, 95.0), (7, 90.0)):
        kpi = full_row(TABLES["kpis"]) | {"commentary": None, "target": target}
        publish(f"pack-{month}", {"kpis": [kpi]}, meeting_date=dt.date(2024, month, 1))

    result = dg.materialize([assets.marts], resources={"warehouse": WarehouseFolder(path=str(warehouse.root))})

    evaluations = {check.check_name: check for check in result.get_asset_check_evaluations()}
    assert {name: check.passed for name, check in evaluations.items()} == {
        "balance_carried": True,
        "target_changed": False,
    }
    assert "is 90.0 here, and 95.0 in the pack of 1 April 2024" in str(evaluations["target_changed"].description)


def sense(raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, cursor: str | None = None) -> dg.SensorResult:
    context = dg.build_sensor_context(instance=instance, cursor=cursor)
    found = new_packs(context, raw_packs=RawPacks(path=str(raw)), warehouse=WarehouseFolder(path=str(warehouse.root)))
    assert isinstance(found, dg.SensorResult)
    return found


def test_the_sensor_asks_for_new_files_and_records_what_is_no_pdf(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    (raw / "letter.pdf").write_bytes(b"Dear Sir")

    found = sense(raw, warehouse, instance)

    (request,) = found.run_requests or []
    assert request.partition_key == PACK
    assert [ask.partition_keys for ask in found.dynamic_partitions_requests or []] == [[PACK]]
    assert [(row["file_name"], row["reason"]) for row in read_refusals(warehouse)] == [
        ("letter.pdf", "the file is not a PDF")
    ]


def test_the_sensor_opens_a_file_once_and_asks_under_the_same_key(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sense(raw, warehouse, instance)
    monkeypatch.setattr(sensors, "identify", lambda data: pytest.fail("opened again"))

    again = sense(raw, warehouse, instance, first.cursor)

    assert [ask.run_key for ask in again.run_requests or []] == [ask.run_key for ask in first.run_requests or []]
    assert json.loads(str(again.cursor)) == json.loads(str(first.cursor))


def test_the_sensor_sees_that_a_file_has_changed(
    raw: Path, warehouse: Warehouse, instance: dg.DagsterInstance, reading: Reading
) -> None:
    first = sense(raw, warehouse, instance)
    (raw / "cabinet.pdf").write_bytes(b"%PDF- other words")

    again = sense(raw, warehouse, instance, first.cursor)

    (before,), (after,) = first.run_requests or [], again.run_requests or []
    assert before.run_key != after.run_key
