"""Loading files into the warehouse: what is new, each in its own process; then the marts. What fails is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.corrections.file import CorrectionsError, corrections_beside
from pipelines.manifest import Manifest
from pipelines.marts.state import stale_marts
from pipelines.outcome import Outcome
from pipelines.processes import Bounds, Listener, make_ready, run_each
from pipelines.raw_packs import RawPack
from pipelines.refusals import record_refusals, refusal
from pipelines.search.index import index_stale
from pipelines.version import software_version
from pipelines.views import prepare
from pipelines.warehouse import Warehouse
from pipelines.worker import rebuild_marts, work

BOUNDS = Bounds()


def load(
    raws: Sequence[RawPack],
    warehouse: Warehouse,
    listener: Listener,
    *,
    jobs: int,
    force: bool = False,
    bounds: Bounds = BOUNDS,
) -> list[Outcome]:
    """Load files, `jobs` at a time. One outcome for each, in order.

    A file whose bytes were loaded by this version of the program, with the corrections that it has now, is left alone
    unless `force`. One that is refused, fails or overruns its bounds is recorded in `refusals`, and the others go on.
    """
    raws = [raw.digested() for raw in raws]
    loaded = {} if force else _loaded(warehouse)
    outcomes: dict[int, Outcome] = {}
    waiting: list[tuple[int, RawPack]] = []
    for place, raw in enumerate(raws):
        known = _known(raw, raws[:place], loaded)
        if known is None:
            waiting.append((place, raw))
        else:
            outcomes[place] = known
            listener.ended(place, known)
    if waiting:
        make_ready()
    prepare(warehouse)
    warehouse.sweep()
    for place, outcome in run_each(waiting, work, warehouse.root, listener, jobs=jobs, bounds=bounds):
        outcomes[place] = outcome
        listener.ended(place, outcome)
    done = [outcomes[place] for place in range(len(raws))]
    refused = [
        refusal(raw, outcome.reason or outcome.state, outcome.page)
        for raw, outcome in zip(raws, done, strict=True)
        if not outcome.well
    ]
    record_refusals(warehouse, raws, refused)
    return done


def refresh_marts(warehouse: Warehouse) -> Outcome | None:
    """Bring the marts and the search index up to date with the packs; None where they are."""
    if not stale_marts(warehouse) and not index_stale(warehouse):
        return None
    files = [(0, RawPack(warehouse.root, "marts"))]
    bounds = Bounds(start=BOUNDS.most)
    ((_, outcome),) = run_each(files, rebuild_marts, warehouse.root, Listener(), jobs=1, bounds=bounds)
    return outcome


def _loaded(warehouse: Warehouse) -> dict[str, Manifest]:
    """What was loaded by this version of the program, with whatever corrections."""
    version = software_version()
    return {m.sha256: m for m in warehouse.manifests() if m.software_version.startswith(version)}


def _known(raw: RawPack, before: Sequence[RawPack], loaded: Mapping[str, Manifest]) -> Outcome | None:
    """What is known without reading the file: refused, loaded already, or the same as one before it in the list.

    One whose corrections cannot be read is refused: it must not be loaded without them.
    """
    if raw.refused is not None or raw.sha256 is None:
        return Outcome(raw.name, "refused", size=raw.size, reason=raw.refused)
    try:
        version = corrections_beside(raw.path, raw.sha256).version
    except CorrectionsError as error:
        return Outcome(raw.name, "refused", None, raw.sha256, raw.size, str(error))
    if (known := loaded.get(raw.sha256)) is not None and known.software_version == version:
        return Outcome(raw.name, "unchanged", known, raw.sha256, raw.size)
    for other in before:
        if other.sha256 == raw.sha256:
            return Outcome(raw.name, "unchanged", None, raw.sha256, raw.size, f"the same file as {other.name}")
    return None
