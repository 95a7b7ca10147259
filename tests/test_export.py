"""The marts as other programs get them: comma-separated, as a workbook, as Parquet."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from conftest import full_row
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.export import Format, workbook
from pipelines.export.export import WORKBOOK, export
from pipelines.export.formulas import disarmed, would_run
from pipelines.export.sheets import RATINGS
from pipelines.marts.build import build_marts
from pipelines.warehouse import Warehouse
from schemas.marts import MARTS
from schemas.tables import TABLES

Publish = Callable[..., None]
SPRING = dt.date(2024, 4, 16)


@pytest.fixture
def fill(warehouse: Warehouse, publish: Publish) -> Callable[..., Warehouse]:
    """A warehouse of one pack with the rows named and no other facts, and its marts."""

    def filled(**facts: list[dict[str, Any]]) -> Warehouse:
        names = ("decisions", "recommendations", "budgets", "kpis", "rag_actions", "attendance", "check_results")
        rows = {name: [full_row(TABLES[name]) | row for row in facts.get(name, [])] for name in names}
        publish("spring", rows, body="Cabinet", meeting_date=SPRING)
        build_marts(warehouse)
        return warehouse

    return filled


def written(warehouse: Warehouse, folder: Path, form: Format, *names: str) -> list[str]:
    return [path.name for path in export(warehouse, names or tuple(MARTS), folder, form)]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheet(folder: Path, name: str) -> Worksheet:
    found = openpyxl.load_workbook(folder / WORKBOOK)[name]
    assert isinstance(found, Worksheet)
    return found


def column(page: Worksheet, name: str) -> list[Any]:
    """The cells of a column, below its header."""
    (at,) = [cell.column for cell in page[1] if cell.value == name]
    return [page.cell(row, at) for row in range(2, page.max_row + 1)]


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1+1", "-", '=HYPERLINK("x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_as_a_formula_is_put_behind_an_apostrophe(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Parks", "-0.427", "+3", "(0.427)", "£1.2m", "1 = 1", "5%", "–"])
def test_words_and_plain_figures_are_left_as_printed(text: str) -> None:
    assert disarmed(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_an_export_is_run(
    text: str, tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(kpis=[{"indicator": text, "commentary": text}], attendance=[{"person": text}])

    written(warehouse, tmp_path, Format.CSV)
    written(warehouse, tmp_path, Format.XLSX)

    values = [row[name] for mart in MARTS for row in read_csv(tmp_path / f"{mart}.csv") for name in row]
    assert [value for value in values if would_run(value)] == []
    assert f"'{text}" in [row["commentary"] for row in read_csv(tmp_path / "kpi_history.csv")]
    cells = [cell for page in openpyxl.load_workbook(tmp_path / WORKBOOK) for row in page for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}  # none is "f"
    inert = [cell.quotePrefix for cell in cells if isinstance(cell.value, str) and would_run(unescape(cell.value))]
    assert len(inert) >= 3
    assert all(inert)


def test_every_mart_is_a_file_and_the_dictionary_another(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill()

    assert written(warehouse, tmp_path / "new", Format.CSV) == [*(f"{name}.csv" for name in MARTS), "dictionary.csv"]
    assert written(warehouse, tmp_path / "new", Format.PARQUET) == [f"{name}.parquet" for name in MARTS]
    assert written(warehouse, tmp_path / "new", Format.XLSX) == [WORKBOOK]
    assert openpyxl.load_workbook(tmp_path / "new" / WORKBOOK).sheetnames == [*MARTS, "dictionary"]


def test_only_the_marts_named_are_written_and_explained(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill()

    assert written(warehouse, tmp_path, Format.CSV, "people") == ["people.csv", "dictionary.csv"]

    rows = read_csv(tmp_path / "dictionary.csv")
    assert [(row["mart"], row["column"]) for row in rows] == [("people", name) for name in MARTS["people"].columns]
    assert all(row["description"] and row["type"] for row in rows)


def test_figures_and_dates_of_a_workbook_are_figures_and_dates(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(
        budgets=[{"amount_gbp": Decimal("-427000.10"), "is_total": False}],
        rag_actions=[{"target_date": dt.date(2024, 9, 30)}],
    )
    written(warehouse, tmp_path, Format.XLSX)

    budgets, actions = sheet(tmp_path, "budget_history"), sheet(tmp_path, "action_history")

    (amount,) = column(budgets, "amount_gbp")
    assert (amount.value, amount.data_type, amount.number_format) == (-427000.1, "n", "#,##0.00;[Red]-#,##0.00")
    assert column(budgets, "is_total")[0].value is False
    assert column(budgets, "page")[0].value == 1
    (date,) = column(actions, "target_date")
    assert (date.value, date.is_date) == (dt.datetime(2024, 9, 30), True)  # noqa: DTZ001 - Excel knows no zones


def test_what_excel_cannot_hold_exactly_stays_text(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(
        budgets=[{"amount_gbp": Decimal("1234567890123456.78")}],
        rag_actions=[{"target_date": dt.date(1899, 12, 31)}],
    )
    written(warehouse, tmp_path, Format.XLSX)

    assert column(sheet(tmp_path, "budget_history"), "amount_gbp")[0].value == "1234567890123456.78"
    assert column(sheet(tmp_path, "action_history"), "target_date")[0].value == "1899-12-31"


@pytest.mark.parametrize(("letter", "word"), RATINGS.items())
def test_a_rating_is_a_word_beside_its_colour(
    letter: str, word: str, tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(rag_actions=[{"rag": letter}])
    written(warehouse, tmp_path, Format.XLSX)
    written(warehouse, tmp_path, Format.CSV)

    page = sheet(tmp_path, "action_history")
    (rag,), (said,) = column(page, "rag"), column(page, "rag_word")
    assert (rag.value, said.value, said.column - rag.column) == (letter, word, 1)
    assert rag.fill.fgColor.rgb == "FF" + workbook.PAINT[letter][0].removeprefix("#")
    assert said.fill.fill_type is None
    assert [(row["rag"], row["rag_word"]) for row in read_csv(tmp_path / "action_history.csv")] == [(letter, word)]


def test_an_unrated_row_has_neither_word_nor_colour(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(rag_actions=[{"rag": None}])
    written(warehouse, tmp_path, Format.XLSX)

    page = sheet(tmp_path, "action_history")
    (rag,), (said,) = column(page, "rag"), column(page, "rag_word")
    assert (rag.value, rag.fill.fill_type, said.value) == (None, None, None)


def test_values_of_csv_can_be_read_by_programs(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(
        budgets=[{"amount_gbp": Decimal("-427000.10"), "is_total": True, "line": 'Parks; "north"', "line_code": None}],
        attendance=[{"person": "Ann Marsh", "title": "Mayor", "meeting_date": SPRING}],
    )
    written(warehouse, tmp_path, Format.CSV)

    (budget,), (person,) = read_csv(tmp_path / "budget_history.csv"), read_csv(tmp_path / "people.csv")
    assert (budget["amount_gbp"], budget["is_total"], budget["line"]) == ("-427000.10", "true", 'Parks; "north"')
    assert budget["line_code"] == ""
    assert (person["first_seen"], person["names"], person["titles"]) == ("2024-04-16", "Ann Marsh", "Mayor")
    assert '"Parks; ""north"""' in (tmp_path / "budget_history.csv").read_text(encoding="utf-8-sig")


def test_csv_opens_in_a_spreadsheet_with_its_pound_signs(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(budgets=[{"raw_text": "£1.2m"}])
    written(warehouse, tmp_path, Format.CSV, "budget_history")

    assert (tmp_path / "budget_history.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_rows_beyond_one_sheet_go_on_in_the_next(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    fill(rag_actions=[{"ref": f"A{n}", "row": n} for n in range(4)])
    written(warehouse, tmp_path, Format.XLSX, "action_history")

    book = openpyxl.load_workbook(tmp_path / WORKBOOK)
    pages = [name for name in book.sheetnames if name.startswith("action_history")]
    assert pages == ["action_history", "action_history 2"]
    assert [[cell.value for cell in column(book[name], "ref")] for name in pages] == [["A0", "A1"], ["A2", "A3"]]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(kpis=[{"commentary": "x" * 40_000}])
    written(warehouse, tmp_path, Format.XLSX, "kpi_history")

    (cell,) = column(sheet(tmp_path, "kpi_history"), "commentary")
    assert cell.value.endswith("[cut here: 40,000 characters in all]")
    assert len(cell.value) < 32_767


def test_characters_that_a_workbook_has_no_room_for_do_not_spoil_it(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(kpis=[{"commentary": "a\x0bb\uffffc"}])
    written(warehouse, tmp_path, Format.XLSX, "kpi_history")

    assert unescape(column(sheet(tmp_path, "kpi_history"), "commentary")[0].value) == "a\x0bb\ufffdc"


def test_a_parquet_file_is_that_of_the_warehouse(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]
) -> None:
    fill(budgets=[{}])
    written(warehouse, tmp_path, Format.PARQUET, "budget_history")

    copied = pq.read_table(tmp_path / "budget_history.parquet")
    assert copied.equals(pq.read_table(warehouse.root / "marts" / "budget_history.parquet"))
    assert not (tmp_path / "budget_history.parquet").is_symlink()


def test_a_file_is_replaced_only_by_a_whole_one(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(people=[])
    written(warehouse, tmp_path, Format.XLSX)
    before = (tmp_path / WORKBOOK).read_bytes()

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(workbook, "_finish", fail)
    with pytest.raises(OSError, match="disk is full"):
        written(warehouse, tmp_path, Format.XLSX)

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [WORKBOOK]
    assert (tmp_path / WORKBOOK).read_bytes() == before


def command(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["export", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_says_what_it_wrote(tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse]) -> None:
    fill()

    code, said, _ = command("--to", tmp_path / "out", "--format", "csv", "--mart", "people", "-w", warehouse.root)

    assert code == 0
    assert said.splitlines() == [str(tmp_path / "out" / name) for name in ("people.csv", "dictionary.csv")]


def test_the_command_tells_of_marts_that_are_behind(
    tmp_path: Path, warehouse: Warehouse, fill: Callable[..., Warehouse], publish: Publish
) -> None:
    fill()
    publish("summer")

    code, _, complaint = command("--to", tmp_path / "out", "-w", warehouse.root)

    assert (code, "older than the packs" in complaint) == (0, True)


@pytest.mark.parametrize("words", [["--mart", "weather"], ["--format", "pdf"], []], ids=["mart", "format", "warehouse"])
def test_a_wrong_call_writes_nothing(words: list[str], tmp_path: Path) -> None:
    code, _, _ = command("--to", tmp_path / "out", "-w", tmp_path / "none", *words)

    assert (code, list(tmp_path.iterdir())) == (2, [])
