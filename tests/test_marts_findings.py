"""The mart of findings: what failed and is not settled, in a pack and between packs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from conftest import Row
from mart_rows import SPRING, SUMMER, Publish, kpi, mart, row

from pipelines.warehouse import Warehouse


def test_findings_are_the_checks_that_failed_gravest_first(warehouse: Warehouse, pack: Publish) -> None:
    results = [
        row("check_results", check="total", severity="warning", passed=False, page=3, settled_by=None),
        row("check_results", check="sum", severity="error", passed=False, page=9, settled_by=None),
        row("check_results", check="year", severity="error", passed=True),
    ]
    pack("spring", SPRING, check_results=results)

    assert [(made["check"], made["page"]) for made in mart(warehouse, "findings")] == [("sum", 9), ("total", 3)]


def test_a_target_that_changed_without_a_word_is_a_finding(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2024/25", 91.0, "A", target=95.0)])
    pack("summer", SUMMER, kpis=[kpi("2024/25", 91.0, "G", target=90.0, page=7)])

    (found,) = mart(warehouse, "findings")

    assert (found["check"], found["pack_id"], found["page"]) == ("target_changed", "summer", 7)
    assert (found["expected"], found["actual"], found["difference"]) == ("95.0", "90.0", "-5.0")
    assert "in the pack of 16 April 2024" in found["message"]


@pytest.mark.parametrize(
    "told",
    [{"target": 95.0}, {"commentary": "The target was revised in May."}, {"period": "2025/26"}, {"target": None}],
    ids=["the same", "told of", "another year", "none printed"],
)
def test_a_target_that_did_not_change_or_with_a_word_is_none(
    warehouse: Warehouse, pack: Publish, told: dict[str, Any]
) -> None:
    pack("spring", SPRING, kpis=[kpi("2024/25", 91.0, "A", target=95.0)])
    pack("summer", SUMMER, kpis=[kpi("2024/25", 91.0, "G", target=90.0) | told])

    assert mart(warehouse, "findings") == []


def balance(line: str, year: str, amount: int, **values: Any) -> Row:
    known = {"organisation": "Ashby", "scope": None, "parent_line": None, "table_title": "General reserves 2023/24"}
    return row(
        "budgets", line=line, column_label="£000", financial_year=year, amount_gbp=Decimal(amount), **known | values
    )


def test_a_year_that_opens_with_another_balance_than_the_last_closed_with_is_a_finding(
    warehouse: Warehouse, pack: Publish
) -> None:
    pack("spring", SPRING, budgets=[balance("Closing balance 31 March 2024", "2023/24", 8000)])
    opening = balance("Opening balance 1 April 2024", "2024/25", 8200, table_title="General reserves 2024/25", page=4)
    pack("summer", SUMMER, budgets=[opening])

    (found,) = mart(warehouse, "findings")

    assert (found["check"], found["page"], found["difference"]) == ("balance_carried", 4, "200.00")


@pytest.mark.parametrize(
    ("closing", "opening"),
    [
        (balance("Closing balance", "2023/24", 8000), balance("Opening balance", "2024/25", 8000)),
        (balance("Forecast closing balance", "2023/24", 8000), balance("Opening balance", "2024/25", 8200)),
        (balance("Closing balance", "2023/24", 8000), balance("Opening balance", "2025/26", 8200)),
        (
            balance("Closing balance", "2023/24", 8000),
            balance("Opening balance", "2024/25", 9, organisation="Borrowby"),
        ),
    ],
    ids=["carried", "a forecast", "another year", "another council"],
)
def test_balances_that_carry_over_or_need_not_are_none(
    warehouse: Warehouse, pack: Publish, closing: Row, opening: Row
) -> None:
    pack("spring", SPRING, budgets=[dict(closing)])
    pack("summer", SUMMER, budgets=[dict(opening)])

    assert mart(warehouse, "findings") == []


def settlement(check: str, subject: str, **values: Any) -> Row:
    known: Row = {"check": check, "subject": subject, "page": None, "expected": None, "actual": None}
    return row("settlements", settled_by="J. Marsh", settlement="told in the budget", **known | values)


@pytest.fixture
def changed_target(pack: Publish) -> Callable[..., None]:
    """Publish two packs, the later with another target, and with what a reviewer says of it."""

    def publish_packs(*settlements: Row) -> None:
        pack("spring", SPRING, kpis=[kpi("2024/25", 91.0, "A", target=95.0)])
        pack("summer", SUMMER, kpis=[kpi("2024/25", 91.0, "G", target=90.0, page=7)], settlements=list(settlements))

    return publish_packs


def test_a_finding_between_packs_that_is_settled_is_none(
    warehouse: Warehouse, changed_target: Callable[..., None]
) -> None:
    changed_target()
    (found,) = mart(warehouse, "findings")

    changed_target(settlement("target_changed", found["subject"], page=7, actual="90.0"))

    assert mart(warehouse, "findings") == []


@pytest.mark.parametrize("other", [{"actual": "89.0"}, {"page": 8}, {"subject": "Something else"}], ids=str)
def test_a_settlement_that_its_finding_between_packs_has_outlived_is_reported_beside_it(
    warehouse: Warehouse, changed_target: Callable[..., None], other: Row
) -> None:
    changed_target()
    (found,) = mart(warehouse, "findings")

    changed_target(settlement("target_changed", found["subject"]) | other)

    still, stale = mart(warehouse, "findings")
    assert still == found
    assert (stale["check"], stale["pack_id"], stale["severity"]) == ("stale_correction", "summer", "warning")
    assert stale["message"].endswith("was not settled by J. Marsh: there is none any more")


def test_a_settlement_of_what_one_pack_shows_by_itself_is_no_matter_of_the_marts(
    warehouse: Warehouse, changed_target: Callable[..., None]
) -> None:
    changed_target(settlement("column_total", "Parks: total"))

    assert [found["check"] for found in mart(warehouse, "findings")] == ["target_changed"]
