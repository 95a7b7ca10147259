"""Asset checks. What blocks is a fault of ours; what warns is a slip of the document, and is published all the same."""

from __future__ import annotations

import dagster as dg

from pipelines.manifest import Manifest
from schemas.arrow import SchemaError

REGISTRY = dg.AssetCheckSpec(
    "fits_registry",
    asset="facts",
    blocking=True,
    description="Every row has the columns, types and values that the registry declares.",
)
PAGES = dg.AssetCheckSpec(
    "pages_accounted_for",
    asset=["warehouse", "pages"],
    description="Every page of the file is read, read by OCR, or blank.",
)
AGREEMENT = dg.AssetCheckSpec(
    "figures_agree",
    asset=["warehouse", "check_results"],
    description="What the pack prints does not contradict itself.",
)


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


def figures_agree(manifest: Manifest) -> dg.AssetCheckResult:
    """Warns of failed checks; each is a row of `check_results`."""
    return dg.AssetCheckResult(
        check_name=AGREEMENT.name,
        asset_key=AGREEMENT.asset_key,
        passed=not manifest.checks_failed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"checked": manifest.rows["check_results"], "failed": manifest.checks_failed},
    )
