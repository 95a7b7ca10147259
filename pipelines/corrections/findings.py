"""Findings that a reviewer has settled: they stay among the results of the checks, and say who and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.records import Issue, Record
from pipelines.corrections.correction import Settlement


def settle(results: Sequence[Record], settlements: Iterable[Settlement]) -> list[Record]:
    """Sign the failed checks that are settled (`settled_by`, `settlement`). Returns issues for those not found."""
    issues = []
    for settlement in settlements:
        told = [row for row in results if _is_meant(row, settlement)]
        failed = [row for row in told if not row["passed"]]
        if len(failed) == 1:
            failed[0] |= {"settled_by": settlement.who, "settlement": settlement.why}
        elif failed:
            issues.append(_issue("correction_not_made", settlement, f"{len(failed)} findings answer to it"))
        else:
            issues.append(_issue("stale_correction", settlement, "it passes now" if told else "there is none any more"))
    return [issue.record() for issue in issues]


def _is_meant(row: Record, settlement: Settlement) -> bool:
    return all(_plain(row.get(column)) == _plain(told) for column, told in settlement.finding.items())


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _issue(code: str, settlement: Settlement, message: str) -> Issue:
    finding = ", ".join(f"{column} “{told}”" for column, told in settlement.finding.items())
    return Issue("checks", "warning", code, f"the finding ({finding}) was not settled by {settlement.who}: {message}")
