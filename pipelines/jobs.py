"""Jobs. Each runs in one process: a step of its own for every asset would cost more than the reading."""

from __future__ import annotations

import dagster as dg

from pipelines.assets import MART_ASSETS, PACK_ASSETS

load_pack = dg.define_asset_job(
    "load_pack",
    selection=dg.AssetSelection.assets(*PACK_ASSETS),
    executor_def=dg.in_process_executor,
    description="Read one pack and publish its tables. The sensor launches it for every new or changed file.",
)

rebuild_marts = dg.define_asset_job(
    "rebuild_marts",
    selection=dg.AssetSelection.assets(*MART_ASSETS),
    executor_def=dg.in_process_executor,
    description="Rebuild the marts and the search index from the packs that are published.",
)
