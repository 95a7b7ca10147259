"""Sensors: what starts a run by itself."""

# Dagster reads the annotations of what it decorates, so they are not deferred here.

import json
from pathlib import Path

import dagster as dg

from extractors.pages.identity import identify
from extractors.pages.pdfium import Refused
from pipelines.corrections.file import CorrectionsError, corrections_beside
from pipelines.jobs import load_pack
from pipelines.manifest import Manifest
from pipelines.partitions import PACKS
from pipelines.raw_packs import RawPack, find_raw_packs, read_raw_pack
from pipelines.refusals import record_refusals, refusal
from pipelines.resources import RawPacks, WarehouseFolder
from pipelines.version import software_version
from pipelines.views import prepare

Seen = tuple[str | None, str | None, str | None]
"""What was found out about a file when it was opened: hash, pack id, and why it is refused."""


@dg.sensor(job=load_pack, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.RUNNING)
def new_packs(context: dg.SensorEvaluationContext, raw_packs: RawPacks, warehouse: WarehouseFolder) -> dg.SensorResult:
    """Find PDFs that this version of the program has not loaded with the corrections they have now, add their
    partitions and have them loaded.

    The run key is made of content and version: a file that comes back under another name is not loaded again. The
    cursor holds what was found out about each file, by its path, size and time, so that it is opened once. What is no
    PDF is recorded as refused.
    """
    place = warehouse.open()
    known: dict[str, Seen] = json.loads(context.cursor) if context.cursor else {}
    loaded = {manifest.pack_id: manifest for manifest in place.manifests()}
    raws = {f"{raw.path}|{raw.size}|{raw.written}": raw for raw in find_raw_packs([Path(raw_packs.path)])}
    seen: dict[str, Seen] = {key: known[key] if key in known else _open(raw) for key, raw in raws.items()}
    opened = [raw for key, raw in raws.items() if key not in known]
    prepare(place)
    place.sweep_staging()
    record_refusals(
        place,
        opened,
        [refusal(raw, reason) for key, raw in raws.items() if key not in known and (reason := seen[key][2])],
    )
    wanted: dict[str, str] = {}
    looked_at: set[str] = set()
    for key, raw in raws.items():
        sha256, pack_id, _ = seen[key]
        if sha256 is None or pack_id is None or pack_id in looked_at:
            continue  # no pack, or another copy of one
        looked_at.add(pack_id)
        try:
            run_key = _run_key(raw.path, sha256, loaded.get(pack_id))
        except CorrectionsError as error:
            context.log.warning(f"{raw.name} waits: {error}")
            continue
        if run_key is not None:
            wanted[pack_id] = run_key
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key, partition_key=pack_id) for pack_id, run_key in wanted.items()],
        dynamic_partitions_requests=[PACKS.build_add_request(sorted(wanted))] if wanted else [],
        cursor=json.dumps(seen),
    )


def _run_key(pdf: Path, sha256: str, loaded: Manifest | None) -> str | None:
    """What names the load of a file; None where it is loaded.

    Where only its corrections are others, the load that is replaced is named too: a correction that is taken back must
    bring about a load of its own.
    """
    version = corrections_beside(pdf, sha256).version
    if loaded is not None and loaded.software_version == version:
        return None
    replaces = loaded is not None and loaded.software_version.startswith(software_version())
    return f"{sha256}:{version}" + (f":{loaded.loaded_at.isoformat()}" if loaded and replaces else "")


def _open(raw: RawPack) -> Seen:
    raw = raw.digested()
    if raw.refused is not None:
        return raw.sha256, None, raw.refused
    try:
        return raw.sha256, identify(read_raw_pack(raw.path)), None
    except Refused as refused:
        return raw.sha256, None, refused.reason
