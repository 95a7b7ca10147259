"""Reviewers' corrections: how they are written, what they change, what they leave behind, when they are stale."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pyarrow.parquet as pq
import pytest
from conftest import full_row

from extractors.pack import Pack, read_facts
from extractors.records import Record
from pipelines import assets, loading, resources, sensors
from pipelines.corrections.cells import read_corrected
from pipelines.corrections.correction import Corrections
from pipelines.corrections.file import NAME, CorrectionsError, corrections_beside, corrections_under
from pipelines.corrections.findings import settle
from pipelines.facts import fit, manifest_of
from pipelines.marts.build import build_marts
from pipelines.outcome import Outcome
from pipelines.processes import Listener
from pipelines.raw_packs import RawPack
from pipelines.refusals import read_refusals
from pipelines.resources import Progress, RawPacks, WarehouseFolder
from pipelines.version import software_version
from pipelines.warehouse import Warehouse
from schemas.tables import TABLES
from tests.finance_tables import pack, table

Publish = Callable[..., None]
HASH, OTHER = "0" * 64, "f" * 64
SIGNED = "who: J. Marsh, finance\n    why: the scan hides the decimal point"
GUIDE = Path(__file__).parents[1] / "docs" / "corrections.md"


def written(folder: Path, *entries: str, sha256: str = HASH) -> Path:
    """The file of corrections with the entries for one pack; returns the place of its PDF."""
    listed = "".join("  - " + entry.strip() + "\n" for entry in entries)
    (folder / NAME).write_text(f"{sha256}:\n{listed}", encoding="utf-8")
    return folder / "pack.pdf"


def corrections(folder: Path, *entries: str) -> Corrections:
    return corrections_beside(written(folder, *entries), HASH)


def cell(row: int, column: int, printed: str, override: str, of: str = "p001-1", signed: str = SIGNED) -> str:
    return f"table: {of}\n    row: {row}\n    column: {column}\n    printed: {printed}\n    {override}\n    {signed}"


BUDGET = table(
    [
        ["Service", "Budget 2024/25\n£m", "Forecast 2024/25\n£m"],
        ["Parks", "1.250", "1.400"],
        ["Roads", "0.400", "0.300"],
    ]
)
PLAN = table(
    [
        ["Ref", "Action", "Owner", "Target date", "RAG"],
        ["A1", "Renew the lease of the hall", "Head of Property", "30 June 2024", "G"],
        ["A2", "Train the staff of the desk", "Head of Service", "31 July 2024", "A"],
    ],
    title="Improvement action plan",
    top=500.0,
    number=2,
)


@pytest.fixture
def of() -> Pack:
    return pack(BUDGET, PLAN)


def amounts(rows: dict[str, list[Record]]) -> dict[tuple[object, object], object]:
    return {(row["row"], row["col"]): row["amount_gbp"] for row in rows["budgets"]}


def signed(rows: dict[str, list[Record]], name: str) -> dict[tuple[object, object], tuple[object, object]]:
    """Who corrected what, by row and column, of the rows that were corrected."""
    return {
        (row.get("row"), row.get("col")): (row["corrected_by"], row["correction"])
        for row in rows[name]
        if row.get("corrected_by")
    }


def issues(rows: dict[str, list[Record]]) -> list[tuple[object, str]]:
    """Code and message of the issues that corrections made."""
    return [(row["code"], str(row["message"])) for row in rows["issues"] if "correction" in str(row["code"])]


def test_the_pack_of_these_tests_has_facts_of_both_tables(of: Pack) -> None:
    rows = read_facts(of)

    assert amounts(rows)[1, 1] == Decimal(1_250_000)
    assert [(row["ref"], row["rag"]) for row in rows["rag_actions"]] == [("A1", "G"), ("A2", "A")]


def test_a_corrected_text_is_read_in_place_of_the_printed_one(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(1, 1, "1.250", 'text: "12.50"'))

    rows = read_corrected(of, made, read_facts)

    assert amounts(rows) == amounts(read_facts(of)) | {(1, 1): Decimal(12_500_000)}
    told = "row 1, column 1: “1.250” to “12.50” (the scan hides the decimal point)"
    assert signed(rows, "budgets") == {(1, 1): ("J. Marsh, finance", told)}
    assert signed(rows, "cells") == {(1, 1): ("J. Marsh, finance", told)}
    assert issues(rows) == []
    assert not fit("pack", {**rows, "packs": [full_row(TABLES["packs"])], "check_results": []})[1]


def test_a_corrected_label_shows_in_every_row_that_it_changes(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(1, 0, "Parks", "text: Parks and gardens"))

    rows = read_corrected(of, made, read_facts)

    assert [row["line"] for row in rows["budgets"]] == ["Parks and gardens"] * 2 + ["Roads"] * 2
    assert set(signed(rows, "budgets")) == {(1, 1), (1, 2)}


def test_a_corrected_header_shows_in_its_column(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(0, 2, "Forecast 2024/25 £m", "text: Forecast 2025/26 £m"))

    rows = read_corrected(of, made, read_facts)

    assert {row["financial_year"] for row in rows["budgets"] if row["col"] == 2} == {"2025/26"}
    assert set(signed(rows, "budgets")) == {(1, 2), (2, 2)}


def test_each_row_names_the_corrections_that_made_it_so(of: Pack, tmp_path: Path) -> None:
    made = corrections(
        tmp_path,
        cell(1, 1, "1.250", 'text: "12.50"', signed="who: Ann\n    why: a"),
        cell(1, 2, "1.400", 'text: "14.00"', signed="who: Ben\n    why: b"),
        cell(1, 0, "Parks", "text: Gardens", signed="who: Cai\n    why: c"),
    )

    told = signed(read_corrected(of, made, read_facts), "budgets")

    assert {place: who for place, (who, _) in told.items()} == {(1, 1): "Ann; Cai", (1, 2): "Ben; Cai"}


def test_a_cell_that_only_words_are_read_from_is_corrected_too(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(1, 1, "1.250", "text: |-\n      1.250\n      1.350"))

    rows = read_corrected(of, made, read_facts)

    found = [row["amount_gbp"] for row in rows["budgets"] if (row["row"], row["col"]) == (1, 1)]
    assert found == [Decimal(1_250_000), Decimal(1_350_000)]  # a figure a line is read from the places of its words


def test_a_cell_may_be_corrected_to_nothing(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(1, 1, "1.250", 'text: ""'))

    rows = read_corrected(of, made, read_facts)

    assert (1, 1) not in amounts(rows)
    assert set(signed(rows, "cells")) == {(1, 1)}


def test_a_value_is_put_in_the_fact_that_was_read_from_the_cell(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(1, 1, "1.250", "values: {amount_gbp: '-1,300,000.50', period: 2024/25 Q1}"))

    rows = read_corrected(of, made, read_facts)

    assert amounts(rows)[1, 1] == Decimal("-1300000.50")
    assert rows["budgets"][0]["raw_text"] == "1.250"
    before = read_facts(of)["budgets"][0]
    changes = f"amount_gbp from {before['amount_gbp']} to -1300000.50, period from {before['period'] or 'blank'}"
    ((who, told),) = signed(rows, "budgets").values()
    assert who == "J. Marsh, finance"
    assert str(told).startswith(f"row 1, column 1: {changes} to 2024/25 Q1 (")
    assert signed(rows, "cells") == {}


def test_values_of_an_action_are_set_by_any_cell_of_its_row(of: Pack, tmp_path: Path) -> None:
    made = corrections(
        tmp_path,
        cell(1, 4, "G", "values: {rag: R}", of="p001-2"),
        cell(2, 3, "31 July 2024", "values: {target_date: 2024-08-31, organisations: [Ashby, Borrowby]}", of="p001-2"),
    )

    first, second = read_corrected(of, made, read_facts)["rag_actions"]

    assert (first["rag"], first["rag_basis"]) == ("R", None)
    assert (second["target_date"], second["organisations"]) == (dt.date(2024, 8, 31), ["Ashby", "Borrowby"])


def test_a_value_may_be_taken_out(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(1, 1, "1.250", "values: {amount_gbp: }"))

    assert amounts(read_corrected(of, made, read_facts))[1, 1] is None


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (cell(1, 1, "1.260", 'text: "12.50"'), "it was made of “1.260”, and the cell now reads “1.250”"),
        (cell(1, 1, "1.260", "values: {amount_gbp: 1}"), "it was made of “1.260”, and the cell now reads “1.250”"),
        (cell(1, 1, "1.260", 'text: "1.250"'), "the cell now reads as it was corrected"),
        (cell(1, 1, "1.250", "values: {amount_gbp: 1250000}"), "the fact is read so without it"),
        (cell(9, 1, "1.250", 'text: "12.50"'), "there is no such cell any more"),
        (cell(1, 1, "1.250", 'text: "12.50"', of="p007-1"), "there is no such cell any more"),
    ],
)
def test_a_stale_correction_changes_nothing_and_is_reported(of: Pack, tmp_path: Path, entry: str, why: str) -> None:
    rows = read_corrected(of, corrections(tmp_path, entry), read_facts)

    ((code, message),) = issues(rows)
    assert code == "stale_correction"
    assert why in message
    assert "by J. Marsh, finance was not made" in message
    assert amounts(rows) == amounts(read_facts(of))
    assert signed(rows, "budgets") == signed(rows, "cells") == {}


def test_blanks_and_line_breaks_make_no_correction_stale(of: Pack, tmp_path: Path) -> None:
    made = corrections(tmp_path, cell(0, 2, '"Forecast  2024/25 £m "', "text: Outturn 2024/25 £m"))

    assert issues(read_corrected(of, made, read_facts)) == []


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (cell(1, 0, "Parks", "values: {amount_gbp: 1}"), "no facts were read from it"),
        (cell(0, 1, '"Budget 2024/25 £m"', "values: {amount_gbp: 1}"), "no facts were read from it"),
        (cell(1, 1, "1.250", "values: {rag: R}"), "budgets has no column rag"),
        (cell(1, 1, "1.250", "values: {scope: joint}"), "scope is one of shared, non-shared"),
        (cell(1, 1, "1.250", "values: {is_total: }"), "is_total may not be blank"),
    ],
)
def test_a_value_that_has_no_place_is_reported(of: Pack, tmp_path: Path, entry: str, why: str) -> None:
    rows = read_corrected(of, corrections(tmp_path, entry), read_facts)

    ((code, message),) = issues(rows)
    assert code == "correction_not_made"
    assert why in message
    assert rows["issues"][-1]["page"] == 1
    assert rows["budgets"] == read_facts(of)["budgets"]


def test_a_value_is_not_put_in_one_of_two_facts_of_a_cell(tmp_path: Path) -> None:
    two = pack(table([["Service", "Budget £m"], ["Parks", "1.250\n1.350"], ["Roads", "0.400"], ["Libraries", "0.300"]]))
    made = corrections(tmp_path, cell(1, 1, '"1.250 1.350"', "values: {amount_gbp: 1}"))

    ((_, message),) = issues(read_corrected(two, made, read_facts))

    assert "2 facts were read from it, and one is wanted" in message


def result(**values: object) -> Record:
    row: Record = {"check": "column_total", "subject": "Parks: total", "passed": False, "page": 1, "expected": "3.1"}
    return row | {"actual": "3.2", "settled_by": None} | values


def finding(more: str = "") -> str:
    return f"check: column_total\n    subject: 'Parks:  total'\n    {more}\n    {SIGNED}"


def test_a_settled_finding_stays_and_says_by_whom_and_why(tmp_path: Path) -> None:
    results = [result(), result(subject="Roads: total")]

    assert settle(results, corrections(tmp_path, finding()).settlements) == []

    assert results[0] == result(settled_by="J. Marsh, finance", settlement="the scan hides the decimal point")
    assert results[1] == result(subject="Roads: total")


@pytest.mark.parametrize(
    ("results", "more", "code", "why"),
    [
        ([], "", "stale_correction", "there is none any more"),
        ([result(passed=True)], "", "stale_correction", "it passes now"),
        ([result()], 'actual: "9.9"', "stale_correction", "there is none any more"),
        ([result(), result(page=2)], "", "correction_not_made", "2 findings answer to it"),
    ],
)
def test_a_settlement_without_its_finding_is_reported(
    tmp_path: Path, results: list[Record], more: str, code: str, why: str
) -> None:
    (issue,) = settle(results, corrections(tmp_path, finding(more)).settlements)

    assert (issue["code"], issue["stage"]) == (code, "checks")
    assert str(issue["message"]).endswith(why)
    assert [row["settled_by"] for row in results] == [None] * len(results)


def test_findings_that_share_words_are_told_apart_by_page_or_figures(tmp_path: Path) -> None:
    results = [result(), result(page=2, expected="4.1")]

    settle(results, corrections(tmp_path, finding("page: 2"), finding('expected: "3.1"')).settlements)

    assert [row["settled_by"] for row in results] == ["J. Marsh, finance"] * 2


def test_a_settled_finding_counts_as_failed_no_more(tmp_path: Path) -> None:
    failed = full_row(TABLES["check_results"]) | {"passed": False}
    rows = {name: [full_row(table)] for name, table in TABLES.items()}
    rows["check_results"] = [failed | {"settled_by": None}, failed | {"settled_by": "J. Marsh"}]

    tables, faults = fit("pack", rows)

    assert not faults
    assert manifest_of(tables).checks_failed == 1


def test_without_a_file_there_are_no_corrections(tmp_path: Path, of: Pack) -> None:
    made = corrections_beside(tmp_path / "pack.pdf", HASH)

    assert made == Corrections()
    assert made.version == software_version()
    assert read_corrected(of, made, read_facts) == read_facts(of)


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_has_no_corrections(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")

    assert corrections_beside(tmp_path / "pack.pdf", HASH) == Corrections()


def test_words_of_yaml_are_taken_as_they_are_typed(tmp_path: Path) -> None:
    (made,) = corrections(tmp_path, cell(1, 1, "No", "text: 1.20")).cells

    assert (made.printed, made.text, made.row) == ("No", "1.20", 1)


ENTRY = cell(1, 1, "1.250", 'text: "12.50"')


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- a list", "line 1: packs by the SHA-256"),
        ("pack.pdf: []", "line 1: 'pack.pdf' is no SHA-256"),
        (f"{HASH}: all", "line 1: a list of corrections is wanted"),
        (f"{HASH}: [", "line 2: did not find"),
        (f"{HASH}: []\n{HASH}: []", f"line 2: {HASH} stands here twice"),
        (f"{HASH}:\n  - just words", "line 2: names and values are wanted"),
        (f"{HASH}:\n  - {ENTRY}\n    text: again", "line 9: text stands here twice"),
        (f"{HASH}:\n  - {ENTRY}\n  - {ENTRY}", "p001-1, row 1, column 1 is corrected twice"),
        (f"{HASH}:\n  - {ENTRY.replace('who', 'author')}", "line 2: who missing"),
        (f"{HASH}:\n  - {ENTRY}\n    note: x", "line 2: note not known here"),
        (f"{HASH}:\n  - {ENTRY.replace('row: 1', 'row: first')}", "line 3: row wants a whole number"),
        (f"{HASH}:\n  - {ENTRY.replace('printed: 1.250', 'printed: [1]')}", "line 5: a single value is wanted"),
        (f"{HASH}:\n  - {re.sub('why: .*', 'why:', ENTRY)}", "line 8: why is blank"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {}')}", "line 6: values has no column"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {page: 3}')}", "line 6: page is no column that can be corrected"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {amount_gbp: 1.2m}')}", "line 6: amount_gbp wants an amount"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {amount_gbp: NaN}')}", "line 6: amount_gbp wants an amount"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {actual: inf}')}", "line 6: actual wants a number"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {is_total: yes}')}", "line 6: is_total wants true or false"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {target_date: July}')}", "line 6: target_date wants a date"),
        (f"{HASH}:\n  - {cell(1, 1, 'x', 'values: {organisations: Ashby}')}", "line 6: organisations wants a list"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_by_its_line(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")

    with pytest.raises(CorrectionsError, match=re.escape(fault)):
        corrections_beside(tmp_path / "pack.pdf", HASH)


def test_a_file_that_is_no_text_is_told_so(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\xfa\x00")

    with pytest.raises(CorrectionsError, match=NAME):
        corrections_beside(tmp_path / "pack.pdf", HASH)


def test_a_fault_in_the_corrections_of_one_pack_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(f"{HASH}: all\n{OTHER}:\n  - {ENTRY}\n", encoding="utf-8")

    assert len(corrections_beside(tmp_path / "pack.pdf", OTHER).cells) == 1


def test_a_step_of_dagster_finds_the_corrections_beside_the_pdf(tmp_path: Path) -> None:
    folder = tmp_path / "2024"
    folder.mkdir()
    (folder / "pack.pdf").write_bytes(b"words")
    sha256 = str(RawPack(folder / "pack.pdf", "pack.pdf").digested().sha256)
    written(folder, ENTRY, sha256=sha256)

    assert corrections_under(tmp_path, sha256) == corrections_beside(folder / "pack.pdf", sha256)
    assert len(corrections_under(tmp_path, sha256).cells) == 1
    (folder / "pack.pdf").unlink()
    assert len(corrections_under(folder, sha256).cells) == 1  # a later step needs no PDF


@pytest.fixture
def dropped(tmp_path: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Load two files that are in the warehouse already; the states of both. Nothing is really read."""
    raws = []
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(name.encode())
        raws.append(RawPack(tmp_path / name, name))
        publish(name, sha256=raws[-1].digested().sha256, software_version=software_version())

    def run_each(waiting: list[tuple[int, RawPack]], *_: object, **__: object) -> list[tuple[int, Outcome]]:
        for _, raw in waiting:
            version = corrections_beside(raw.path, str(raw.sha256)).version
            publish(raw.name, sha256=raw.sha256, software_version=version)
        return [(place, Outcome(raw.name, "loaded")) for place, raw in waiting]

    monkeypatch.setattr(loading, "run_each", run_each)

    def load(warehouse: Warehouse) -> list[str]:
        return [outcome.state for outcome in loading.load(raws, warehouse, Listener(), jobs=1)]

    return load


def test_a_changed_correction_loads_its_pack_again_and_no_other(
    tmp_path: Path, warehouse: Warehouse, dropped: Callable[..., list[str]]
) -> None:
    sha256 = str(RawPack(tmp_path / "b.pdf", "b.pdf").digested().sha256)
    assert dropped(warehouse) == ["unchanged", "unchanged"]

    for text in ('text: "12.50"', 'text: "12.60"'):
        written(tmp_path, cell(1, 1, "1.250", text), sha256=sha256)
        assert dropped(warehouse) == ["unchanged", "loaded"]
        assert dropped(warehouse) == ["unchanged", "unchanged"]

    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.write("\n# a remark is no change\n")
    assert dropped(warehouse) == ["unchanged", "unchanged"]

    (tmp_path / NAME).unlink()
    assert dropped(warehouse) == ["unchanged", "loaded"]


def test_the_sensor_asks_again_for_a_pack_whose_corrections_have_changed(
    tmp_path: Path, warehouse: Warehouse, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"words")
    sha256 = str(RawPack(tmp_path / "a.pdf", "a.pdf").digested().sha256)
    monkeypatch.setattr(sensors, "identify", lambda data: "a")
    seen: list[str] = []

    def asked() -> list[str]:
        context = dg.build_sensor_context()
        folder = WarehouseFolder(path=str(warehouse.root))
        result = sensors.new_packs(context, raw_packs=RawPacks(path=str(tmp_path)), warehouse=folder)
        assert isinstance(result, dg.SensorResult)
        return [str(request.run_key) for request in result.run_requests or []]

    def loaded(day: int) -> None:
        version = corrections_beside(tmp_path / "a.pdf", sha256).version
        at = dt.datetime(2024, 3, day, tzinfo=dt.UTC)
        publish("a", sha256=sha256, software_version=version, loaded_at=at)

    for day, entry in enumerate([None, ENTRY, None, ENTRY], start=1):
        if entry:
            written(tmp_path, entry, sha256=sha256)
        else:
            (tmp_path / NAME).unlink(missing_ok=True)
        (key,) = asked()
        assert asked() == [key]
        seen.append(key)
        loaded(day)
        assert asked() == []
    assert len(set(seen)) == 4  # a key that was used before would start no run
    (tmp_path / NAME).write_text("all wrong", encoding="utf-8")
    assert asked() == []


def test_what_is_published_is_corrected(
    of: Pack, tmp_path: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pack.pdf").write_bytes(b"words")
    sha256 = str(RawPack(tmp_path / "pack.pdf", "pack.pdf").digested().sha256)
    read = replace(of, pack_id="pack", sha256=sha256)
    failed = result(severity="warning", message="it does not add up")
    steps = SimpleNamespace(
        ingest=lambda *_: read, compose=lambda pack: pack, read_facts=read_facts, run_checks=lambda _: [failed]
    )
    monkeypatch.setattr(assets, "reading", steps)
    monkeypatch.setattr(resources, "identify", lambda data: "pack")
    between = f"check: target_changed\n    subject: 'Parks: the target'\n    {SIGNED}"
    written(tmp_path, cell(1, 1, "1.250", 'text: "12.50"'), finding(), finding("page: 9"), between, sha256=sha256)

    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("packs", ["pack"])
        given = {
            "io_manager": dg.mem_io_manager,
            "raw_packs": RawPacks(path=str(tmp_path / "pack.pdf")),
            "warehouse": WarehouseFolder(path=str(warehouse.root)),
            "progress": Progress(),
        }
        dg.materialize(assets.PACK_ASSETS, partition_key="pack", instance=instance, resources=given)

    def column(table: str, name: str) -> list[object]:
        values: list[object] = pq.read_table(warehouse.root / table)[name].to_pylist()
        return values

    (manifest,) = warehouse.manifests()
    assert manifest.software_version == corrections_beside(tmp_path / "pack.pdf", sha256).version
    assert manifest.software_version.startswith(f"{software_version()}.")
    assert manifest.checks_failed == 0
    assert Decimal(12_500_000) in column("budgets", "amount_gbp")
    assert column("budgets", "corrected_by").count("J. Marsh, finance") == 1
    assert column("check_results", "settled_by") == ["J. Marsh, finance"]
    assert column("issues", "code").count("stale_correction") == 1
    assert column("settlements", "page") == [None, 9, None]
    build_marts(warehouse)
    history = warehouse.read_mart("budget_history")
    assert history["corrected_by"].to_pylist().count("J. Marsh, finance") == 1
    (stale,) = warehouse.read_mart("findings").to_pylist()
    assert (stale["check"], stale["subject"]) == ("stale_correction", "Parks: the target")


def test_a_pack_is_never_loaded_without_the_corrections_that_cannot_be_read(
    tmp_path: Path, warehouse: Warehouse, dropped: Callable[..., list[str]]
) -> None:
    sha256 = str(RawPack(tmp_path / "b.pdf", "b.pdf").digested().sha256)
    (tmp_path / NAME).write_text(f"{sha256}:\n  - text: x\n", encoding="utf-8")

    assert dropped(warehouse) == ["unchanged", "refused"]

    ((name, reason),) = [(row["file_name"], str(row["reason"])) for row in read_refusals(warehouse)]
    assert name == "b.pdf"
    assert reason.startswith(f"{NAME}, line 2: table and row and column and printed and who and why missing")
    (tmp_path / NAME).unlink()
    assert dropped(warehouse) == ["unchanged", "unchanged"]
    assert read_refusals(warehouse) == []


def test_the_example_of_the_guide_can_be_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / NAME).write_text(example, encoding="utf-8")
    (sha256,) = re.findall(r"^([0-9a-f]{64}):", example, re.MULTILINE)

    made = corrections_beside(tmp_path / "pack.pdf", sha256)

    assert (len(made.cells), len(made.settlements)) == (2, 1)
