"""What the readers get right, on packs whose content is known: our own samples, and the shared packs where they are.

A row is right when all its telling fields are; F1 = 2 * right / (rows known + rows found), so that a missed row, an
invented row and a wrong row all cost. Of a long text a letter in twenty may differ, since a scan is not read to the
letter. The floors are what was measured, less a little.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from packs_read import ROOT, extracted, publish
from rapidfuzz import fuzz

from pipelines.warehouse import Warehouse

TRUTH = ROOT / "tests" / "truth"
SAMPLES = sorted(folder.name for folder in TRUTH.iterdir())
TELLING = {
    "packs": ["kind", "body", "meeting_date", "page_count"],
    "documents": ["kind", "first_page", "last_page"],
    "agenda_items": ["item_no", "title", "first_label", "last_label"],
    "attendance": ["meeting_date", "person", "status", "role"],
    "minute_items": ["meeting_date", "item_no", "title", "text"],
    "decisions": ["meeting_date", "item_no", "kind", "text"],
    "recommendations": ["text", "verb"],
    "budgets": ["page", "line", "raw_text", "amount_gbp", "organisation", "is_total"],
    "kpis": ["page", "organisation", "period", "actual", "target", "rag"],
    "rag_actions": ["page", "action", "rag", "organisations"],
    "tables": ["page", "rows", "cols"],
}
FLOOR = 0.95
LONG = 40  # letters
LIKENESS = 95  # of 100
SHARED_FLOORS = {
    "packs": 1.0,
    "documents": 0.97,
    "agenda_items": 0.98,
    "attendance": 0.97,
    "minute_items": 0.97,
    "decisions": 0.97,
    "recommendations": 0.95,
    "budgets": 0.97,
    "kpis": 0.97,
    "rag_actions": 0.97,
    "tables": 0.95,
}


def known(pack: str, table: str) -> list[dict[str, Any]]:
    """The rows that a sample pack is known to hold."""
    path = TRUTH / pack / f"{table}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []  # type: ignore[no-any-return]


def telling(row: dict[str, Any], fields: list[str]) -> tuple[str, ...]:
    """A row as it is compared: words without case, spaces and typographic marks, figures as figures."""
    return tuple(plain(row.get(field)) for field in fields)


def plain(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (list, tuple)):
        return "|".join(sorted(map(plain, value)))
    text = value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
    if isinstance(value, (int, float, Decimal)) or re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"{Decimal(text):.4f}"
    return re.sub(r"[^a-z0-9%£()]+", "", text.casefold())


def alike(row: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows tell the same: their long texts all but to the letter, everything else exactly."""
    return all(
        one == two or (min(len(one), len(two)) >= LONG and fuzz.ratio(one, two) >= LIKENESS)
        for one, two in zip(row, other, strict=True)
    )


@pytest.mark.parametrize("table", TELLING)
@pytest.mark.parametrize("pack", SAMPLES)
def test_a_sample_pack_is_read_right(pack: str, table: str) -> None:
    truth = Counter(telling(row, TELLING[table]) for row in known(pack, table))
    _, rows = extracted(ROOT / "raw_packs" / f"{pack}.pdf")
    found = Counter(telling(row, TELLING[table]) for row in rows[table])
    if not truth and not found:
        return
    missed, invented = list((truth - found).elements()), list((found - truth).elements())
    for row in list(missed):
        if (as_read := next((other for other in invented if alike(row, other)), None)) is not None:
            missed.remove(row)
            invented.remove(as_read)
    f1 = 2 * (truth.total() - len(missed)) / (truth.total() + found.total())
    assert f1 >= FLOOR, f"F1 {f1:.3f}; missed {missed[:3]}; invented {invented[:3]}"


@pytest.mark.parametrize("pack", SAMPLES)
def test_no_reader_trips_over_a_sample_pack(pack: str) -> None:
    _, rows = extracted(ROOT / "raw_packs" / f"{pack}.pdf")
    assert [row for row in rows["issues"] if row["severity"] == "error"] == []
    assert all(row["status"] in {"read", "ocr", "blank"} for row in rows["pages"])


@pytest.mark.parametrize("pack", SAMPLES)
def test_every_fact_has_its_page_and_box(pack: str) -> None:
    _, rows = extracted(ROOT / "raw_packs" / f"{pack}.pdf")
    sizes = {row["page"]: (row["width"], row["height"]) for row in rows["pages"]}
    for table in sorted(set(TELLING) - {"packs"}):
        for row in rows[table]:
            width, height = sizes[row["page"]]
            assert 0 <= row["x0"] < row["x1"] <= width + 1, (table, row)  # type: ignore[operator]
            assert 0 <= row["top"] < row["bottom"] <= height + 1, (table, row)  # type: ignore[operator]


def test_shared_packs_score_no_worse_than_measured(shared: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse")
    for path in sorted((shared / "packs").glob("*.pdf")):
        publish(path, warehouse)
    scores = tmp_path / "scores.json"
    score = [sys.executable, str(shared / "score" / "score.py"), str(warehouse.root), "--json", str(scores)]
    subprocess.run(score, check=True, capture_output=True)
    found = json.loads(scores.read_text())["all"]
    assert {
        table: round(found[table]["f1"], 3) for table in SHARED_FLOORS if found[table]["f1"] < SHARED_FLOORS[table]
    } == {}
