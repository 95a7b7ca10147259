"""The marts that follow a line, an indicator and an action from pack to pack."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from conftest import Row
from mart_rows import SPRING, SUMMER, Publish, kpi, mart, row

from pipelines.warehouse import Warehouse


def budget(amount: str, **values: Any) -> Row:
    return row(
        "budgets", line="Street lighting", measure="Forecast", amount_gbp=Decimal(amount), is_total=False, **values
    )


def test_an_amount_stands_beside_that_of_the_pack_before(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, budgets=[budget("1000")])
    pack("summer", SUMMER, budgets=[budget("1250.50"), budget("1250.50", row=2)])

    before, now = mart(warehouse, "budget_history")

    assert before["previous_amount_gbp"] is None
    assert (now["previous_amount_gbp"], now["change_gbp"], now["times_seen"]) == (Decimal(1000), Decimal("250.50"), 2)


def test_an_amount_is_compared_with_nothing_where_the_pack_before_prints_two(
    warehouse: Warehouse, pack: Publish
) -> None:
    pack("spring", SPRING, budgets=[budget("1000"), budget("1001", row=2)])
    pack("summer", SUMMER, budgets=[budget("1250")])

    assert [made["previous_amount_gbp"] for made in mart(warehouse, "budget_history")] == [None, None, None]


def test_an_indicator_is_followed_over_periods_and_spellings(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2023/24 Q4", 91.0, "A"), kpi("2023/24", 90.0, "A")])
    pack("summer", SUMMER, kpis=[kpi("2024/25 Q1", 95.0, "G", indicator="Calls Answered.")])

    quarter = {made["period"]: made for made in mart(warehouse, "kpi_history")}["2024/25 Q1"]

    assert (quarter["previous_actual"], quarter["previous_rag"], quarter["change"]) == (91.0, "A", "improved")
    assert quarter["indicator_name"] == "Calls Answered."


def test_a_period_printed_again_is_one_row_as_last_printed(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2023/24 Q4", 91.0, "A")])
    pack("summer", SUMMER, kpis=[kpi("2023/24 Q4", 91.4, "A")])

    (found,) = mart(warehouse, "kpi_history")

    assert (found["actual"], found["times_seen"], found["pack_id"], found["change"]) == (91.4, 2, "summer", "new")


def test_a_quarter_that_was_left_out_is_not_stepped_over(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2023/24 Q3", 91.0, "A"), kpi("2024/25 Q1", 95.0, "G")])

    assert {made["previous_actual"] for made in mart(warehouse, "kpi_history")} == {None}


def action(ref: str | None, text: str, rag: str | None, **values: Any) -> Row:
    return row("rag_actions", ref=ref, action=text, rag=rag, **values)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [("A", "G", "improved"), ("G", "R", "slipped"), ("G", "G", "same"), ("G", "B", "closed"), ("G", None, "unrated")],
)
def test_an_action_is_followed_by_its_reference(
    warehouse: Warehouse, pack: Publish, before: str, now: str | None, change: str
) -> None:
    pack("spring", SPRING, rag_actions=[action("A1", "Renew the lease", before)])
    pack("summer", SUMMER, rag_actions=[action("A1", "Renew the lease of the hall", now), action("A2", "Buy", "G")])

    changes = [(made["ref"], made["change"]) for made in mart(warehouse, "action_history")]

    assert changes == [("A1", "new"), ("A1", change), ("A2", "new")]


def test_actions_that_share_a_reference_are_told_apart_by_their_words(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, rag_actions=[action("1", "Renew the lease", "R"), action("1", "Train the staff", "G")])
    pack("summer", SUMMER, rag_actions=[action("1", "Train the staff", "G"), action("1", "Paint the hall", "A")])

    found = {(made["pack_id"], made["action"]): made["change"] for made in mart(warehouse, "action_history")}

    assert found["summer", "Train the staff"] == "same"
    assert found["summer", "Paint the hall"] == "new"


def test_an_action_dropped_without_a_word_is_marked_where_it_stood_last(warehouse: Warehouse, pack: Publish) -> None:
    plan = [action("A1", "Renew the lease", "R"), action("A2", "Train the staff", "A"), action("A3", "Paint it", "B")]
    pack("spring", SPRING, rag_actions=[*plan, action("Z1", "Sell the barge", "A", table_id="p020-1")])
    pack("summer", SUMMER, rag_actions=[action("A1", "Renew the lease", "A")])

    found = {(made["pack_id"], made["ref"]): made["dropped_in"] for made in mart(warehouse, "action_history")}

    assert found == {
        ("spring", "A1"): None,
        ("spring", "A2"): "summer",
        ("spring", "A3"): None,
        ("spring", "Z1"): None,
        ("summer", "A1"): None,
    }
