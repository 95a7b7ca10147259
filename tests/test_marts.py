"""When marts are built, and of what."""

from __future__ import annotations

import pytest
from mart_rows import SPRING, SUMMER, Publish, mart, person, row

from pipelines.marts.build import BUILDERS, build_marts
from pipelines.marts.state import READS, stale_marts
from pipelines.warehouse import Warehouse
from schemas.marts import MARTS


def test_marts_are_rebuilt_when_packs_change_and_only_then(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    build_marts(warehouse)
    file = warehouse.mart("people")
    before = file.stat().st_mtime_ns

    assert not stale_marts(warehouse)
    build_marts(warehouse)
    assert file.stat().st_mtime_ns == before
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    assert stale_marts(warehouse)


def test_a_pack_leaves_the_marts_alone_that_it_has_nothing_for(
    warehouse: Warehouse, pack: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    build_marts(warehouse)
    pack("summer", SUMMER, check_results=[row("check_results", passed=False, settled_by=None)])
    monkeypatch.setitem(BUILDERS, "people", lambda _: pytest.fail("built again"))

    assert stale_marts(warehouse) == ["findings"]
    assert [made["person"] for made in mart(warehouse, "people")] == ["Jacqueline Marsh"]
    assert len(mart(warehouse, "findings")) == 1
    assert stale_marts(warehouse) == []


def test_a_mart_says_which_tables_it_reads() -> None:
    assert READS.keys() == MARTS.keys() == BUILDERS.keys()
