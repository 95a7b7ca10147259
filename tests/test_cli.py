"""The `packs` command as a person or a script meets it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from rich.console import Console
from typer.main import get_command
from typer.testing import CliRunner

from pipelines import loading, version
from pipelines.cli.app import app
from pipelines.cli.summary import print_summary
from pipelines.outcome import Outcome
from pipelines.processes import Listener
from pipelines.raw_packs import RawPack
from pipelines.refusals import read_refusals, record_refusals, refusal
from pipelines.views import prepare
from pipelines.warehouse import Warehouse
from schemas.dictionary import dictionary

README = Path(__file__).parents[1] / "README.md"
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def packs(*words: object, code: int = 0) -> str:
    """Run the command; what it printed to standard output."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_a_warehouse(command: str) -> None:
    shown = packs(command, "--help")

    assert "--warehouse" in shown
    assert get_command(app).commands[command].help  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    text = README.read_text(encoding="utf-8")
    if "packs load" not in text:
        pytest.skip("the README is not written yet")

    assert f"packs {command}" in text


def test_the_command_starts_without_the_heavy_libraries() -> None:
    heavy = ("dagster", "pandas", "pyarrow", "duckdb", "extractors.pack", "rich.progress")
    code = f"import sys, pipelines.cli; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_load_of_what_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    packs("load", tmp_path / "nowhere", "--warehouse", tmp_path / "warehouse", code=2)

    assert not (tmp_path / "warehouse").exists()


def test_an_empty_folder_makes_a_warehouse_with_every_table(tmp_path: Path, warehouse: Warehouse) -> None:
    (tmp_path / "raw").mkdir()

    assert "nothing to load" in packs("load", tmp_path / "raw", "-w", warehouse.root)

    assert packs("query", "SELECT count(*) AS n FROM budgets", "-w", warehouse.root, "--csv").split() == ["n", "0"]


def test_status_lists_packs_and_refusals(tmp_path: Path, warehouse: Warehouse, publish: Callable[..., None]) -> None:
    publish("cabinet-2024", file_name="cabinet [final].pdf")
    file = tmp_path / "letter.pdf"
    file.touch()
    record_refusals(warehouse, [], [refusal(RawPack(file, file.name), "the file is not a PDF")])

    shown = packs("status", "-w", warehouse.root)

    assert "cabinet [final].pdf" in shown
    assert "the file is not a PDF" in shown
    assert "1 packs loaded, 1 files refused" in shown


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_closing_table_fits_a_terminal_and_is_never_wider_than_120(
    warehouse: Warehouse, publish: Callable[..., None], width: int
) -> None:
    publish("cabinet-2024", file_name="cabinet agenda and reports of the special meeting on the sale of the depot.pdf")
    (manifest,) = warehouse.manifests()
    console = Console(width=width, file=io.StringIO(), record=True)

    print_summary(console, [Outcome(manifest.file_name, "loaded", manifest, seconds=123.4)], 123.4)

    shown = console.export_text()
    assert max(map(len, shown.splitlines())) <= min(width, 120)
    for words in ("1 read", "123.4", "loaded", "0 of 0"):
        assert words in shown


def test_status_of_no_warehouse_is_empty(tmp_path: Path) -> None:
    assert "0 packs loaded, 0 files refused" in packs("status", "-w", tmp_path / "warehouse")


def test_a_query_prints_a_table_or_csv(warehouse: Warehouse, publish: Callable[..., None]) -> None:
    prepare(warehouse)
    publish("cabinet-2024")
    sql = "SELECT pack_id, amount_gbp, line_code FROM budgets"

    table = packs("query", sql, "-w", warehouse.root)
    rows = list(csv.reader(io.StringIO(packs("query", sql, "-w", warehouse.root, "--csv"))))

    assert "cabinet-2024" in table
    assert rows == [["pack_id", "amount_gbp", "line_code"], ["cabinet-2024", "12.30", "words"]]


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW budgets",
        "COPY packs TO 'out.csv'",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM budgets",
        "not sql",
        "",
    ],
)
def test_a_query_that_is_no_single_select_is_a_usage_error(warehouse: Warehouse, sql: str) -> None:
    prepare(warehouse)

    packs("query", sql, "-w", warehouse.root, code=2)


def test_a_query_without_a_warehouse_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["query", "SELECT 1", "-w", str(tmp_path / "none")])

    assert result.exit_code == 2
    assert "run packs load first" in result.stderr


def test_the_dictionary_is_printed(tmp_path: Path) -> None:
    assert packs("dictionary") == dictionary()


def minutes(path: Path) -> Path:
    """A page of minutes as a clerk would type them."""
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    for line in (
        "MINUTES OF A MEETING OF THE CABINET",
        "Town Hall, Ashby, Tuesday, 16 April 2024 at 7.00 pm",
        "1. MILL LANE DEPOT",
        "RESOLVED that the depot be sold.",
    ):
        page.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    page.output(str(path))
    return path


def files(warehouse: Warehouse) -> dict[str, int]:
    return {
        str(path): path.lstat().st_mtime_ns
        for path in warehouse.root.rglob("*")
        if not path.is_dir() and path.name != ".lock"
    }


@pytest.fixture
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources may be edited while tests run: all processes go by digests that are not of any file."""
    for part in version.digests():
        monkeypatch.setitem(version._taken, part, "0123456789")


@pytest.mark.usefixtures("_one_version")
def test_a_folder_is_loaded_and_loading_it_again_changes_nothing(tmp_path: Path, warehouse: Warehouse) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    minutes(raw / "minutes.pdf")
    (raw / "letter.pdf").write_bytes(b"Dear Sir")

    first = packs("load", raw, "-w", warehouse.root, code=1)
    before = files(warehouse)
    second = packs("load", raw, "-w", warehouse.root, code=1)

    assert "2 files: 1 loaded, 1 refused" in first
    assert "2 files: 1 unchanged, 1 refused" in second
    assert files(warehouse) == before
    (manifest,) = warehouse.manifests()
    assert (manifest.file_name, manifest.pages) == ("minutes.pdf", {"read": 1})
    assert [row["file_name"] for row in read_refusals(warehouse)] == ["letter.pdf"]
    (raw / "letter.pdf").unlink()
    packs("load", raw, "-w", warehouse.root, code=0)
    assert read_refusals(warehouse) == []


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that a process would have been started for; each is said to be loaded."""
    names: list[str] = []

    def run_each(waiting: list[tuple[int, RawPack]], *_: object, **__: object) -> list[tuple[int, Outcome]]:
        names.extend(raw.name for _, raw in waiting)
        return [(place, Outcome(raw.name, "loaded")) for place, raw in waiting]

    monkeypatch.setattr(loading, "run_each", run_each)
    return names


def load(warehouse: Warehouse, *paths: Path, force: bool = False) -> list[tuple[str, str | None]]:
    raws = [RawPack(path, path.name) for path in paths]
    outcomes = loading.load(raws, warehouse, Listener(), jobs=1, force=force)
    return [(outcome.state, outcome.reason) for outcome in outcomes]


def test_what_is_loaded_is_left_alone_unless_forced(
    tmp_path: Path, warehouse: Warehouse, publish: Callable[..., None], worked: list[str]
) -> None:
    file = tmp_path / "cabinet.pdf"
    file.write_bytes(b"words")
    sha256 = str(RawPack(file, file.name).digested().sha256)
    publish("cabinet-2024", sha256=sha256, software_version=loading.software_version())

    assert load(warehouse, file) == [("unchanged", None)]
    assert load(warehouse, file, force=True) == [("loaded", None)]
    assert worked == ["cabinet.pdf"]


def test_a_pack_of_another_version_is_loaded_again(
    tmp_path: Path, warehouse: Warehouse, publish: Callable[..., None], worked: list[str]
) -> None:
    file = tmp_path / "cabinet.pdf"
    file.write_bytes(b"words")
    publish("cabinet-2024", sha256=str(RawPack(file, file.name).digested().sha256), software_version="0.0.1+old")

    assert load(warehouse, file) == [("loaded", None)]


def test_one_file_under_two_names_is_loaded_once(tmp_path: Path, warehouse: Warehouse, worked: list[str]) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"words")

    found = load(warehouse, tmp_path / "a.pdf", tmp_path / "b.pdf")

    assert found == [("loaded", None), ("unchanged", "the same file as a.pdf")]
    assert worked == ["a.pdf"]
