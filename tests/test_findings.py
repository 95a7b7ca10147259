"""`packs findings`: what does not add up, worst first, for one pack or all, and how the command ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import full_row
from packs_read import ROOT
from packs_read import publish as publish_file
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.views import prepare
from pipelines.warehouse import Warehouse
from schemas.tables import TABLES

Publish = Callable[..., None]
EXAMPLE = ROOT / "docs" / "findings-example.md"


def findings(warehouse: Warehouse, *words: object, code: int = 1) -> str:
    """Run the command; what it printed."""
    if warehouse.root.exists():
        prepare(warehouse)
    call = ["findings", "-w", str(warehouse.root), *(str(word) for word in words)]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == code, result.output
    return result.output


def checked(check: str, *, passed: bool = False, settled: bool = False, **columns: object) -> dict[str, Any]:
    """A row of `check_results`: a slip on page 3 unless said otherwise."""
    told = {
        "severity": "warning",
        "page": 3,
        "subject": f"Table 1: {check}",
        "message": f"told of {check}",
        "expected": "19.405",
        "actual": "19.450",
        "difference": "0.045",
        "settled_by": "J. Marsh" if settled else None,
        "settlement": "the accounts agree" if settled else None,
    }
    return full_row(TABLES["check_results"]) | told | {"check": check, "passed": passed} | columns


def at(shown: str, *words: str) -> list[int]:
    """Where each of the words stands in what was printed."""
    found = [shown.find(word) for word in words]
    assert -1 not in found, (words, shown)
    return found


def test_faults_of_reading_come_before_slips_and_slips_in_the_order_of_the_checks(
    warehouse: Warehouse, publish: Publish
) -> None:
    results = [
        checked("weekday", page=2),
        checked("column_total", page=9),
        checked("column_total", page=4, message="told of the earlier page"),
        checked("page_read", severity="error", page=12),
        checked("row_total", passed=True, message="told of what is right"),
    ]
    publish("cabinet-2024", {"check_results": results}, file_name="cabinet.pdf")

    shown = findings(warehouse)

    places = at(shown, "1 not read as it should be", "page read", "3 do not agree", "told of the earlier page")
    places += at(
        shown, "told of column_total", "told of weekday", "4 findings (1 of our reading) among 5 things checked"
    )
    assert places == sorted(places)
    assert "told of what is right" not in shown


def test_a_finding_has_its_page_its_words_and_its_figures(warehouse: Warehouse, publish: Publish) -> None:
    results = [checked("column_total", message="the rows add up to 19.405", page=7)]
    publish("cabinet-2024", {"check_results": results}, file_name="cabinet [final].pdf")

    shown = findings(warehouse)

    assert "cabinet [final].pdf: 1 does not agree" in shown
    assert "column total  cabinet [final].pdf#page=7" in shown
    assert "the rows add up to 19.405" in shown
    assert "expected 19.405, printed 19.450, difference 0.045" in shown


def test_a_finding_without_message_and_figures_is_told_by_its_subject(warehouse: Warehouse, publish: Publish) -> None:
    bare = {"message": None, "expected": None, "actual": None, "difference": None, "page": None}
    publish("cabinet-2024", {"check_results": [checked("weekday", **bare)]})

    shown = findings(warehouse)

    assert "Table 1: weekday" in shown
    assert "#page=" not in shown
    assert "expected" not in shown


def test_a_pack_without_findings_ends_well(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024", {"check_results": [checked("weekday", passed=True)]})

    assert "0 findings among 1 things checked in 1 pack" in findings(warehouse, code=0)


def test_settled_findings_are_left_out(warehouse: Warehouse, publish: Publish) -> None:
    results = [checked("weekday", settled=True), checked("column_total")]
    publish("cabinet-2024", {"check_results": results})

    shown = findings(warehouse)

    assert "told of weekday" not in shown
    assert "1 finding among 2 things checked" in shown


def test_a_pack_of_which_all_is_settled_ends_well(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024", {"check_results": [checked("weekday", settled=True)]})

    assert "0 findings" in findings(warehouse, code=0)


def test_a_settlement_that_fits_no_finding_between_packs_is_told(warehouse: Warehouse, publish: Publish) -> None:
    stale = full_row(TABLES["settlements"]) | {"check": "target_changed", "settled_by": "J. Marsh", "page": None}
    publish("cabinet-2024", {"settlements": [stale]})

    shown = findings(warehouse)

    assert "stale correction" in shown
    assert "was not settled by J. Marsh: there is none any more" in " ".join(shown.split())


@pytest.mark.parametrize("name", ["cabinet-2024", "cabinet", "agenda.pdf", "agenda"])
def test_one_pack_by_its_id_the_beginning_of_it_or_its_file(warehouse: Warehouse, publish: Publish, name: str) -> None:
    publish("cabinet-2024", {"check_results": [checked("weekday")]}, file_name="agenda.pdf")
    publish("scrutiny-2024", {"check_results": [checked("column_total")]}, file_name="other.pdf")

    shown = findings(warehouse, "--pack", name)

    assert "told of weekday" in shown
    assert "told of column_total" not in shown
    assert "in 1 pack" in shown


def test_all_packs_are_told_of_each_under_its_file(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024", {"check_results": [checked("weekday")]}, file_name="agenda.pdf")
    publish("scrutiny-2024", {"check_results": [checked("page_read", severity="error")]}, file_name="other.pdf")

    shown = findings(warehouse)

    places = at(shown, "other.pdf: 1 not read as it should be", "agenda.pdf: 1 does not agree")
    assert places == sorted(places)
    assert "in 2 packs" in shown


def test_a_pack_that_is_not_there_is_a_usage_error(warehouse: Warehouse, publish: Publish) -> None:
    publish("cabinet-2024")

    assert "no pack is meant by --pack budget" in findings(warehouse, "--pack", "budget", code=2)


def test_no_warehouse_is_a_usage_error(warehouse: Warehouse) -> None:
    assert "run packs load first" in findings(warehouse, code=2)


def test_the_example_in_docs_is_what_the_command_prints(shared: Path, warehouse: Warehouse) -> None:
    """Where the pack is to be had: it is not ours to commit."""
    prepare(warehouse)
    publish_file(shared / "packs" / "onesource_2019-10-18.pdf", warehouse)

    shown = [f"    {line}".rstrip() for line in findings(warehouse).splitlines()]

    text = EXAMPLE.read_text(encoding="utf-8").splitlines()[-len(shown) :]
    assert text[:-1] == shown[:-1]
    assert (
        text[-1].partition(" among ")[0] == shown[-1].partition(" among ")[0]
    )  # what was checked grows with the checks
