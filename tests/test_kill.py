"""A load killed at any moment leaves the old facts or the new ones of a pack, never a mix."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest
from conftest import full_row

from pipelines.facts import fit, manifest_of
from pipelines.warehouse import Warehouse
from schemas.tables import TABLES

MARKED = {"packs": "body", "budgets": "line", "pages": "label", "issues": "code", "check_results": "subject"}
"""A few tables, each with a column to tell the old facts from the new ones by."""
PACK = "cabinet-2024"


@pytest.fixture(autouse=True)
def _few_tables() -> Iterator[None]:
    """Puts the registry back in its order, which the dictionary prints."""
    with patch.dict(TABLES, {name: TABLES[name] for name in MARKED}, clear=True):
        yield


def publishing(warehouse: Warehouse, mark: str) -> Callable[[], None]:
    """What publishes the pack, one row in every table, marked."""
    rows = {name: [full_row(TABLES[name]) | {column: mark}] for name, column in MARKED.items()}
    tables, faults = fit(PACK, {name: [row | {"pack_id": PACK} for row in found] for name, found in rows.items()})
    assert not faults
    return lambda: warehouse.publish_pack(manifest_of(tables), tables)


def marks(warehouse: Warehouse) -> set[str | None]:
    """The marks that a reader finds in the tables; None for a table without rows or that is not there."""
    found: set[str | None] = set()
    for name, column in MARKED.items():
        files = sorted((warehouse.root / name / f"pack_id={PACK}").glob("*.parquet"))
        values = pq.ParquetFile(files[0]).read([column])[column].to_pylist() if files else []
        found |= set(values) or {None}
    return found


def killed_at(step: int, do: Callable[[], None]) -> bool:
    """Do it in a child process that kills itself before its step-th change to the disk; whether it came to that."""
    child = os.fork()
    if child == 0:
        left = iter(range(step, -1, -1))
        for owner, name in (
            (Path, "mkdir"),
            (Path, "symlink_to"),
            (Path, "replace"),
            (Path, "write_text"),
            (pq, "write_table"),
        ):
            _count(owner, name, left)
        _count(os, "fsync", left)
        try:
            do()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _count(owner: object, name: str, left: Iterator[int]) -> None:
    real = getattr(owner, name)

    def counted(*args: object, **options: object) -> object:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)

    setattr(owner, name, counted)


def kill_at_every_step(warehouse: Warehouse, publish: Callable[[], None], before: str | None, after: str) -> None:
    """Kill a publication at its first step, from the same start at its second and so on, until one comes through."""
    start = warehouse.root.with_name("start")
    warehouse.root.mkdir(exist_ok=True)
    warehouse.root.rename(start)
    seen: list[set[str | None]] = []
    killed = True
    while killed and len(seen) < 500:
        shutil.copytree(start, warehouse.root, symlinks=True)
        killed = killed_at(len(seen), publish)
        seen.append(marks(warehouse))
        assert seen[-1] in ({before}, {after}), f"a mix after step {len(seen)}"
        shutil.rmtree(warehouse.root)
    assert seen[0] == {before}
    assert seen[-1] == {after}
    assert len(seen) > 20, "hardly a step was killed"


def test_a_first_load_shows_nothing_or_the_whole_pack(warehouse: Warehouse) -> None:
    kill_at_every_step(warehouse, publishing(warehouse, "new"), None, "new")


def test_a_load_in_place_of_another_shows_the_old_or_the_new_pack(warehouse: Warehouse) -> None:
    publishing(warehouse, "old")()

    kill_at_every_step(warehouse, publishing(warehouse, "new"), "old", "new")


def test_the_next_load_clears_up(warehouse: Warehouse) -> None:
    publishing(warehouse, "old")()
    assert killed_at(12, publishing(warehouse, "new"))

    warehouse.sweep()

    generations = [
        path for path in (warehouse.store / "packs" / PACK).iterdir() if path.is_dir() and not path.is_symlink()
    ]
    assert len(generations) == 1
    assert marks(warehouse) == {"old"}
