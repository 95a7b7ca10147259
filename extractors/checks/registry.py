"""Every check there is, in the order in which a reader wants them."""

from __future__ import annotations

from extractors.checks import of_figures, of_papers, of_reading, of_words
from extractors.checks.check import Check, Rows
from extractors.checks.material import Material
from extractors.records import Record

CHECKS: tuple[Check, ...] = (*of_figures.CHECKS, *of_words.CHECKS, *of_papers.CHECKS, *of_reading.CHECKS)


def run_all(rows: Rows) -> list[Record]:
    """Rows of `check_results` for the facts of one pack, check by check. Never raises."""
    pack = Material(rows)
    return [record for check in CHECKS for record in check.records(pack)]
