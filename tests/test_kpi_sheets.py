"""Performance tables typeset as office programs and as browsers do, through the whole of the reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractors.facts.kpis import read_kpis
from extractors.facts.mapping import map_tables
from extractors.pack import compose, ingest
from extractors.papers.paper import FrontSheet
from extractors.records import Record
from tests.kpi_tables import AMBER, GREEN, RED, told
from tools.samples.sheets import boxed_table_fpdf, ruled_table

LANDSCAPE = (842.0, 595.0)
Route = Callable[..., bytes]
both_routes = pytest.mark.parametrize("typeset", [ruled_table, boxed_table_fpdf], ids=["office", "browser"])


def read(pdf: bytes) -> list[Record]:
    pack = compose(ingest(pdf, "sheet.pdf"))
    pack = replace(pack, front_sheet=FrontSheet(organisations=("Havering", "Newham")))
    mapped = map_tables(pack)[0]
    return read_kpis(pack, [table for table in pack.tables if mapped.get(table.table_id) == "kpis"])[0]


@both_routes
def test_a_scorecard_with_filled_ratings_and_drawn_arrows(typeset: Route) -> None:
    pdf = typeset(
        [
            ["Ref", "Indicator", "Target 2024/25", "Q1", "Q2", "Q3", "RAG", "DoT"],
            ["H1", "% of repairs on time", "95%", "93.1%", "96%", "", "", ""],
            ["H2", "Days to let a home", "28", "31", "35", "", "", ""],
        ],
        fills={(1, 6): GREEN, (2, 6): RED},
        marks={(1, 7): ("up", GREEN), (2, 7): ("down", RED)},
        above=["Newham housing performance, Quarter 2 2024/25"],
        page=LANDSCAPE,
    )
    assert told(
        read(pdf), "indicator", "organisation", "period", "actual", "target", "rag", "rag_basis", "direction"
    ) == [
        ("% of repairs on time", "Newham", "2024/25 Q1", 93.1, 95.0, None, None, None),
        ("% of repairs on time", "Newham", "2024/25 Q2", 96.0, 95.0, "G", "fill", "up"),
        ("Days to let a home", "Newham", "2024/25 Q1", 31.0, 28.0, None, None, None),
        ("Days to let a home", "Newham", "2024/25 Q2", 35.0, 28.0, "R", "fill", "down"),
    ]


@both_routes
def test_a_panel_under_its_title_with_a_remark(typeset: Route) -> None:
    pdf = typeset(
        [
            ["", "2023/24", "LBH 2024/25 Q1", "LBN 2024/25 Q1"],
            ["Outturn", "97.1%", "30.2%", "31.4%"],
            ["Target", "96.5%", "31%", "31%"],
            ["RAG", "", "", ""],
        ],
        fills={(3, 1): GREEN, (3, 2): AMBER, (3, 3): GREEN},
        above=["% of business rates collected"],
        below=["Comment: Collection is a little behind its profile."],
    )
    assert told(read(pdf), "indicator", "organisation", "period", "actual", "rag", "commentary") == [
        ("% of business rates collected", "Total", "2023/24", 97.1, "G", None),
        (
            "% of business rates collected",
            "Havering",
            "2024/25 Q1",
            30.2,
            "A",
            "Collection is a little behind its profile.",
        ),
        (
            "% of business rates collected",
            "Newham",
            "2024/25 Q1",
            31.4,
            "G",
            "Collection is a little behind its profile.",
        ),
    ]
