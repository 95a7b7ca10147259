"""Assets: a pack on its way from its file to the published tables, and the marts over all packs.

Few and fat: pages (the PDF is opened once), composed pack, facts, then every table of the pack in one step, so that all
are published together or none. Resources, jobs and checks have files of their own.
"""

# Dagster reads the annotations of what it decorates, so they are not deferred here.

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg
import pyarrow as pa

from extractors import pack as reading
from extractors.checks.withholding import withhold
from extractors.pack import Pack, Refused
from pipelines import checks
from pipelines.corrections.cells import read_corrected
from pipelines.corrections.file import corrections_under
from pipelines.corrections.findings import settle
from pipelines.facts import fit, manifest_of
from pipelines.marts.build import build_marts
from pipelines.misfits import take_out_misfits
from pipelines.partitions import PACKS
from pipelines.refusals import forget_refusals, record_refusals, refusal
from pipelines.resources import Progress, RawPacks, WarehouseFolder
from pipelines.search.index import NoFullTextError, refresh_index
from pipelines.views import prepare
from schemas.dagster import column_schema
from schemas.marts import MARTS
from schemas.table import Table
from schemas.tables import TABLES

WHEN_CHANGED = dg.AutomationCondition.any_deps_updated() & ~dg.AutomationCondition.in_progress()
"""Marts follow the packs. A pack that was refused does not keep them waiting."""


@dg.asset(partitions_def=PACKS, group_name="reading", kinds={"pdf"})
def pages(
    context: dg.AssetExecutionContext,
    raw_packs: RawPacks,
    warehouse: WarehouseFolder,
    progress: dg.ResourceParam[Progress],
) -> dg.Output[Pack]:
    """Every page of the file, read once: words, rulings, fills, shapes, pictures. A file refused is recorded so."""
    progress.step("reading pages")
    raw, data = raw_packs.find(context.partition_key)
    try:
        pack = reading.ingest(data, raw.name, progress.pages)
    except Refused as refused:
        record_refusals(warehouse.open(), [raw], [refusal(raw.digested(), refused.reason, refused.page)])
        raise
    counts = Counter[str](page.status for page in pack.pages)
    return dg.Output(pack, metadata={"file": raw.name, "pages": len(pack.pages), **dict(counts)})


@dg.asset(partitions_def=PACKS, group_name="reading")
def composed_pack(pages: Pack, progress: dg.ResourceParam[Progress]) -> dg.Output[Pack]:
    """The pack cut into its papers, with agenda, passages and tables."""
    progress.step("finding papers and tables")
    pack = reading.compose(pages)
    return dg.Output(
        pack, metadata={"papers": len(pack.papers), "tables": len(pack.tables), "passages": len(pack.passages)}
    )


@dg.asset(partitions_def=PACKS, group_name="reading", check_specs=[checks.REGISTRY])
def facts(
    composed_pack: Pack, raw_packs: RawPacks, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.Output[dict[str, pa.Table]] | dg.AssetCheckResult]:
    """Rows of every table, with reviewers' corrections, checked against each other and against the registry."""
    progress.step("reading facts")
    corrections = corrections_under(Path(raw_packs.path), composed_pack.sha256)
    rows = read_corrected(composed_pack, corrections, reading.read_facts)
    rows["check_results"] = reading.run_checks(rows)
    rows["settlements"] = [settlement.record() for settlement in corrections.settlements]
    rows["issues"] += settle(rows["check_results"], corrections.of_one_pack)
    rows["issues"] += [issue.record() for issue in (*take_out_misfits(rows), *withhold(rows))]
    made = {"loaded_at": dt.datetime.now(dt.UTC), "software_version": corrections.version}
    rows["packs"] = [{**row, **made} for row in rows["packs"]]
    tables, faults = fit(composed_pack.pack_id, rows)
    yield dg.Output(tables, metadata={name: table.num_rows for name, table in tables.items()})
    yield checks.fits_registry(faults)


def _spec(table: Table, layer: str, deps: Sequence[str | list[str]]) -> dg.AssetSpec:
    return dg.AssetSpec(
        [layer, table.name],
        description=table.description,
        group_name=layer,
        kinds={"parquet"},
        deps=deps,
        metadata={"dagster/column_schema": column_schema(table)},
    )


@dg.multi_asset(
    specs=[_spec(table, "warehouse", ["facts"]) for table in TABLES.values()],
    check_specs=[checks.PAGES, *checks.AGREEMENT],
    partitions_def=PACKS,
)
def published_pack(
    facts: dict[str, pa.Table], warehouse: WarehouseFolder, progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """All tables of one pack, replaced together."""
    progress.step("publishing")
    manifest = manifest_of(facts)
    place = warehouse.open()
    prepare(place)
    place.publish_pack(manifest, facts)
    forget_refusals(place, manifest.sha256)
    for name, rows in manifest.rows.items():
        yield dg.MaterializeResult(asset_key=["warehouse", name], metadata={"dagster/partition_row_count": rows})
    yield checks.pages_accounted_for(manifest, facts["packs"]["page_count"][0].as_py())
    yield from checks.agreement(facts["check_results"].to_pylist())


@dg.multi_asset(
    specs=[
        _spec(mart, "marts", [["warehouse", name] for name in TABLES]).replace_attributes(
            automation_condition=WHEN_CHANGED
        )
        for mart in MARTS.values()
    ],
    check_specs=checks.BETWEEN,
)
def marts(warehouse: WarehouseFolder) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """All marts, replaced together; those are built anew whose packs have changed since."""
    place = warehouse.open()
    for name, rows in build_marts(place).items():
        yield dg.MaterializeResult(asset_key=["marts", name], metadata={"dagster/row_count": rows})
    yield from checks.agreement_between_packs(place.read_mart("findings").to_pylist())


@dg.asset(
    deps=[["warehouse", name] for name in ("decisions", "minute_items", "passages")],
    group_name="marts",
    kinds={"sqlite"},
    automation_condition=WHEN_CHANGED,
)
def search_index(warehouse: WarehouseFolder) -> dg.MaterializeResult[None]:
    """The full-text index that `packs search` asks. Where SQLite cannot search there is none, and this says so."""
    try:
        entries = refresh_index(warehouse.open())
    except NoFullTextError as lacking:
        return dg.MaterializeResult(metadata={"not made": str(lacking)})
    return dg.MaterializeResult(metadata={"entries": entries})


PACK_ASSETS: list[dg.AssetsDefinition] = [pages, composed_pack, facts, published_pack]
MART_ASSETS: list[dg.AssetsDefinition] = [marts, search_index]
ALL_ASSETS: list[dg.AssetsDefinition] = [*PACK_ASSETS, *MART_ASSETS]
