"""What Dagster loads: `dagster dev -m pipelines.definitions`. Paths are relative to where it is started."""

from __future__ import annotations

import dagster as dg

from pipelines.assets import ALL_ASSETS
from pipelines.io import StagedValues
from pipelines.jobs import load_pack, rebuild_marts
from pipelines.resources import Progress, RawPacks, WarehouseFolder
from pipelines.sensors import new_packs

WAREHOUSE, RAW_PACKS = "warehouse", "raw_packs"

defs = dg.Definitions(
    assets=ALL_ASSETS,
    jobs=[load_pack, rebuild_marts],
    sensors=[new_packs],
    executor=dg.in_process_executor,
    resources={
        "io_manager": StagedValues(warehouse=WAREHOUSE),
        "raw_packs": RawPacks(path=RAW_PACKS),
        "warehouse": WarehouseFolder(path=WAREHOUSE),
        "progress": Progress(),
    },
)
