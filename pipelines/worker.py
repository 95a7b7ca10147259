"""What runs in the process of its own that each pack is loaded in: the assets of one pack, in memory, quietly."""

from __future__ import annotations

import os
import resource
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.manifest import Manifest
from pipelines.outcome import Outcome
from pipelines.raw_packs import RawPack, read_raw_pack
from pipelines.warehouse import Warehouse

if TYPE_CHECKING:
    import dagster as dg

MEMORY = 6 << 30
"""Address space in bytes that reading one pack may take."""

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
"""Dagster's own log stays silent: failures are told by the outcome."""


class BlockedError(Exception):
    """A check that blocks did not pass: the pack is not published. Says what did not fit."""


def work(raw: RawPack, warehouse: Path, messages: Connection) -> None:
    """Load one file and send what became of it. Runs in a fresh process."""
    _tell(raw, messages, lambda: load_pack(raw, warehouse, messages))


def rebuild_marts(raw: RawPack, warehouse: Path, messages: Connection) -> None:
    """Materialise the marts and the search index, and send what became of them. Runs in a fresh process."""

    def rebuild() -> None:
        import dagster as dg

        from pipelines.assets import MART_ASSETS
        from pipelines.resources import WarehouseFolder

        with dg.DagsterInstance.ephemeral() as instance:
            dg.materialize(
                MART_ASSETS,
                instance=instance,
                resources={"warehouse": WarehouseFolder(path=str(warehouse))},
                run_config=QUIET,
            )

    _tell(raw, messages, rebuild)


def load_pack(raw: RawPack, warehouse: Path, messages: Connection) -> Manifest:
    """Materialise the assets of a file's pack. Raises Refused, and whatever a step raises."""
    from extractors.pages.identity import identify

    pack_id = identify(read_raw_pack(raw.path))  # a file that is no PDF is refused before Dagster is even imported

    import dagster as dg
    from dagster._core.errors import DagsterAssetCheckFailedError  # not among its public names

    from pipelines.assets import PACK_ASSETS
    from pipelines.partitions import PACKS
    from pipelines.resources import Progress, RawPacks, WarehouseFolder

    class Told(Progress):
        def pages(self, read: int, of: int) -> None:
            messages.send((read, of))

        def step(self, name: str) -> None:
            messages.send(name)

    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions(str(PACKS.name), [pack_id])
        try:
            dg.materialize(
                PACK_ASSETS,
                partition_key=pack_id,
                instance=instance,
                resources={
                    "io_manager": dg.mem_io_manager,
                    "raw_packs": RawPacks(path=str(raw.path)),
                    "warehouse": WarehouseFolder(path=str(warehouse)),
                    "progress": Told(),
                },
                run_config=QUIET,
            )
        except DagsterAssetCheckFailedError as error:
            raise BlockedError(_why_blocked(instance)) from error
    current = Warehouse(warehouse).pack(pack_id).current()
    manifest = Manifest.read(current) if current else None
    if manifest is None:
        raise RuntimeError(f"{pack_id} was not published")
    return manifest


def _why_blocked(instance: dg.DagsterInstance) -> str:
    from pipelines.checks import REGISTRY

    (record,) = instance.event_log_storage.get_asset_check_execution_history(REGISTRY.key, limit=1)
    evaluation = (
        record.event.dagster_event.asset_check_evaluation_data if record.event and record.event.dagster_event else None
    )
    return str(evaluation.description) if evaluation else REGISTRY.name


def _tell(raw: RawPack, messages: Connection, do: Callable[[], Manifest | None]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    started = time.monotonic()
    outcome = _outcome(raw, do)
    messages.send(replace(outcome, seconds=time.monotonic() - started))
    messages.close()


def _outcome(raw: RawPack, do: Callable[[], Manifest | None]) -> Outcome:
    from extractors.pages.pdfium import Refused

    try:
        return Outcome(raw.name, "loaded", do(), raw.sha256, raw.size)
    except Refused as refused:
        return Outcome(raw.name, "refused", None, raw.sha256, raw.size, refused.reason, refused.page)
    except MemoryError:
        return Outcome(raw.name, "failed", None, raw.sha256, raw.size, f"needs more than {MEMORY >> 30} GiB of memory")
    except BlockedError as blocked:
        return Outcome(raw.name, "failed", None, raw.sha256, raw.size, f"not published: {blocked}")
    except Exception as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        return Outcome(raw.name, "failed", None, raw.sha256, raw.size, reason, trace=traceback.format_exc())
