"""Direction of travel against the figures that it goes from and to, and words that no list knows."""

from __future__ import annotations

import pytest
from check_rows import Rows, failed, passed

from extractors.checks.directions import check_directions
from extractors.checks.vocabulary import check_statuses_known, check_units_known

NAMES = ("% of calls answered", "% of bins emptied on the day", "% of invoices paid on time", "Complaints received")


def moved(*moves: tuple[str, str, str], period: str = "2024/25 Q2") -> Rows:
    """Indicators with the figure of the first quarter, that of the second, and its arrow."""
    rows = Rows()
    for name, (was, now, direction) in zip(NAMES, moves, strict=False):
        rows.kpi(name, was, "90%", period="2024/25 Q1")
        rows.kpi(name, now, "90%", direction=direction, period=period)
    return rows


UP, DOWN = ("80%", "85%", "up"), ("97%", "94%", "down")


@pytest.mark.parametrize("complaints", [("12", "15", "up"), ("12", "15", "down")], ids=["up is more", "up is better"])
def test_an_arrow_that_does_not_mean_what_the_others_do(complaints: tuple[str, str, str]) -> None:
    rows = moved(UP, ("90%", "95%", "down"), DOWN, complaints)

    (found,) = failed(check_directions, rows)

    assert found.subject == "Ashcombe: % of bins emptied on the day, direction of travel to Quarter 2"
    assert (found.expected, found.actual) == ("↑", "↓")
    assert "the figure is 95% after 90% in Quarter 1" in found.message
    assert len(passed(check_directions, rows)) == 3


@pytest.mark.parametrize("complaints", [("12", "15", "up"), ("12", "15", "down")])
def test_what_an_arrow_means_is_learnt_from_the_paper(complaints: tuple[str, str, str]) -> None:
    assert len(passed(check_directions, moved(UP, UP, DOWN, complaints))) == 4


@pytest.mark.parametrize(
    "rows",
    [
        moved(UP, ("90%", "95%", "down")),
        moved(UP, ("90%", "95%", "down"), DOWN, ("12", "15", "level")),
        moved(UP, ("90%", "95%", "down"), ("97%", "94%", "up"), ("12", "15", "up")),
        moved(UP, ("90%", "90.4%", "down"), DOWN, ("12", "15", "up")),
        moved(UP, ("90%", "N/A", "down"), DOWN, ("12", "15", "up")),
        moved(UP, ("90%", "95%", "down"), DOWN, ("12", "15", "up"), period="2024/25"),
    ],
    ids=["too few", "one of four level", "half of them odd", "rounded", "no figure", "no period before"],
)
def test_arrows_that_cannot_be_judged(rows: Rows) -> None:
    assert failed(check_directions, rows) == []


def plan(*statuses: tuple[str, str | None]) -> Rows:
    rows = Rows()
    for status, rag in statuses:
        rows.add("rag_actions", status_text=status, rag=rag)
    return rows


def test_a_status_that_no_list_has_is_told_once() -> None:
    rows = plan(("Ongoing", None), ("Simmering", None), ("simmering.", None), ("On track", "G"))

    (found,) = failed(check_statuses_known, rows)

    assert found.message == "“Simmering”, printed 2 times as a status, is a word that no list of the reader has"
    assert found.table_id is None  # what was read of the action stands


@pytest.mark.parametrize(
    "status",
    [
        ("Delayed", None),
        ("Complete", None),
        ("N/A", None),
        ("Simmering", "A"),
        ("We are waiting for the surveyor", None),
        ("", None),
    ],
    ids=["goes badly", "complete", "none", "rated", "a remark", "blank"],
)
def test_a_status_that_is_known_or_needs_not_be(status: tuple[str, str | None]) -> None:
    assert failed(check_statuses_known, plan(status)) == []


def test_a_unit_that_no_list_has() -> None:
    rows = Rows().kpi("Rope laid", "412 fathoms", "400 fathoms").kpi("Calls", "86%", "80%").kpi("Sites", "12", "10")

    (found,) = failed(check_units_known, rows)

    assert (found.subject, found.actual) == ("The unit “fathoms”", "fathoms")


def test_a_unit_that_is_known_or_told_elsewhere() -> None:
    rows = (
        Rows()
        .kpi("Processing", "12 hours", "10 hours")
        .kpi("Waste", "412kg", "400kg")
        .kpi("Spend", "£12 per head", "£10", unit="GBP")
    )

    assert failed(check_units_known, rows) == []
