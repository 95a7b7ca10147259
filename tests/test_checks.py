"""The checks as a whole: what a row of theirs says, that none stops another, that the page about them is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from check_rows import Rows, meeting

from extractors.checks import registry
from extractors.checks.check import Check, Outcome
from extractors.checks.manual import manual
from extractors.checks.material import Material
from extractors.checks.registry import CHECKS, run_all
from extractors.geometry import Box

DOCS = Path(__file__).parents[1] / "docs" / "checks.md"


def tripping(pack: Material) -> Iterator[Outcome]:
    yield Outcome(True, "one thing", "well")
    raise ZeroDivisionError("by nought")


def finding(pack: Material) -> Iterator[Outcome]:
    yield Outcome(False, "another thing", "not well", expected="2", actual="3", page=4, box=Box(1, 2, 3, 4))


def test_a_check_that_trips_becomes_an_error_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = (
        Check("trips", "warning", "none", "to see", tripping),
        Check("finds", "warning", "none", "to see", finding),
    )
    monkeypatch.setattr(registry, "CHECKS", checks)

    first, second = run_all({})

    assert (first["check"], first["severity"], first["passed"]) == ("check_failed", "error", False)
    assert "trips" in str(first["message"])
    assert "by nought" in str(first["message"])
    assert second["check"] == "finds"


def test_a_row_has_the_figures_the_page_and_the_box() -> None:
    (row,) = Check("finds", "warning", "none", "to see", finding).records(Material({}))

    assert (row["expected"], row["actual"], row["page"]) == ("2", "3", 4)
    assert (row["x0"], row["bottom"]) == (1, 4)


def test_a_finding_on_a_page_read_by_ocr_says_that_it_may_be_misread() -> None:
    pack = Material({"pages": [{"page": 4, "status": "ocr"}]})

    (row,) = Check("finds", "warning", "none", "to see", finding).records(pack)

    assert str(row["message"]).endswith("(page 4 was read by OCR: look whether it is printed so)")


def test_a_pack_without_rows_has_nothing_to_check() -> None:
    assert run_all({}) == []


def test_no_check_trips_over_a_small_pack() -> None:
    rows = meeting().paper().says("1.1 Parks forecast an overspend of £0.125m in Quarter 2 (July – September 2024).")
    rows.finance([["Service", "Budget £m", "Variance £m"], ["Parks", "1.500", "0.125"], ["Total", "1.500", "0.125"]])
    rows.kpi("% of bins emptied on the day", "97.0%", "95.0%", "G")

    assert [row for row in run_all(rows) if row["check"] == "check_failed"] == []


def test_each_check_has_its_name_once_and_says_why_and_how_much_may_differ() -> None:
    names = [check.name for check in CHECKS]

    assert len(names) == len(set(names))
    assert all(check.tolerance and check.reason.endswith(".") and check.run.__doc__ for check in CHECKS)


def test_the_page_about_the_checks_is_printed_from_the_registry() -> None:
    assert DOCS.read_text(encoding="utf-8") == manual()


def test_the_page_names_each_check_once() -> None:
    text = manual()

    assert {check.name: text.count(f"| `{check.name}` |") for check in CHECKS} == {check.name: 1 for check in CHECKS}


def test_councils_of_a_pack_come_from_its_facts() -> None:
    rows = Rows().kpi("% of bins emptied", "97%", "95%").kpi("% of streets swept", "90%", "95%", organisation="Total")
    rows.add("rag_actions", organisations=["Wexbury", "Ashcombe"])

    assert Material(rows).partners == ("Ashcombe", "Wexbury")
