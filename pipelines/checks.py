"""Asset checks. What blocks is a fault of ours; what warns is a slip of the document, and is published all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from extractors.checks.check import TRIPPED, Severity
from extractors.checks.manual import told
from extractors.checks.registry import CHECKS
from extractors.checks.successive import BETWEEN_PACKS, SUCCESSIVE_CHECKS
from pipelines.manifest import Manifest
from pipelines.misfits import MISFIT
from schemas.arrow import SchemaError

REGISTRY = dg.AssetCheckSpec(
    "fits_registry",
    asset="facts",
    blocking=True,
    description="What holds the pack together has the columns, types and values that the registry declares.",
)
PAGES = dg.AssetCheckSpec(
    "pages_accounted_for",
    asset=["warehouse", "pages"],
    description="Every page of the file is read, read by OCR, or blank.",
)
_RESULTS = dg.AssetKey(["warehouse", "check_results"])
AGREEMENT: list[dg.AssetCheckSpec] = [
    *(dg.AssetCheckSpec(check.name, asset=_RESULTS, description=f"{told(check)} {check.reason}") for check in CHECKS),
    dg.AssetCheckSpec(TRIPPED, asset=_RESULTS, description="Every check could be made."),
    dg.AssetCheckSpec(MISFIT, asset=_RESULTS, description="Every fact has the columns, types and values declared."),
]
"""One for each check of the registry (docs/checks.md tells of them), and for what goes wrong around them."""
_FINDINGS = dg.AssetKey(["marts", "findings"])
BETWEEN: list[dg.AssetCheckSpec] = [
    dg.AssetCheckSpec(check.name, asset=_FINDINGS, description=f"{told(check)} {check.reason}")
    for check in SUCCESSIVE_CHECKS
]
"""One for each check over several packs."""
_SHOWN = 20
"""Failures that are spelt out in Dagster; all of them are in `check_results` and the mart `findings`."""


def fits_registry(faults: list[SchemaError]) -> dg.AssetCheckResult:
    """Blocks publication where a table does not fit, and says which and why."""
    return dg.AssetCheckResult(
        check_name=REGISTRY.name,
        passed=not faults,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(map(str, faults)) or None,
        metadata={"faults": len(faults)},
    )


def pages_accounted_for(manifest: Manifest, page_count: int) -> dg.AssetCheckResult:
    """Warns of pages that failed, or that no row tells of."""
    counted, failed = sum(manifest.pages.values()), manifest.pages.get("failed", 0)
    return dg.AssetCheckResult(
        check_name=PAGES.name,
        asset_key=PAGES.asset_key,
        passed=counted == page_count and not failed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"pages in the file": page_count, "pages accounted for": counted, "failed": failed},
    )


def agreement(results: Sequence[Mapping[str, Any]]) -> Iterator[dg.AssetCheckResult]:
    """What each check found in a pack, from its rows of `check_results`. One that a reviewer has settled has passed."""
    severities: dict[str, Severity] = {check.name: check.severity for check in CHECKS}
    severities |= {TRIPPED: "error", MISFIT: "error"}
    for name, severity in severities.items():
        of_check = [row for row in results if row["check"] == name]
        failed = [row for row in of_check if not row["passed"] and row["settled_by"] is None]
        yield dg.AssetCheckResult(
            check_name=name,
            asset_key=_RESULTS,
            passed=not failed,
            severity=dg.AssetCheckSeverity.ERROR if severity == "error" else dg.AssetCheckSeverity.WARN,
            description=_told(failed),
            metadata={"checked": len(of_check), "failed": len(failed)},
        )


def agreement_between_packs(findings: Sequence[Mapping[str, Any]]) -> Iterator[dg.AssetCheckResult]:
    """What each check over several packs found, from the rows of the mart `findings`."""
    for name in sorted(BETWEEN_PACKS):
        failed = [row for row in findings if row["check"] == name]
        yield dg.AssetCheckResult(
            check_name=name,
            asset_key=_FINDINGS,
            passed=not failed,
            severity=dg.AssetCheckSeverity.WARN,
            description=_told(failed),
            metadata={"failed": len(failed)},
        )


def _told(failed: Sequence[Mapping[str, Any]]) -> str | None:
    return "; ".join(f"p. {row['page']}: {row['message']}" for row in failed[:_SHOWN]) or None
