"""The warehouse on disk: where things lie, and how a pack is published as a whole.

    <table>/pack_id=<pack_id>/part-0.parquet   a link into the store; what readers open
    marts/<mart>.parquet                       likewise
    refusals/refusals.parquet                  files that could not be loaded
    packs.duckdb, datapackage.json             views and dictionary
    search.sqlite                              the full-text index (see search/index.py)
    .store/packs/<pack_id>/                    generations of a pack (see generations.py)
    .store/packs/_none/current/                typed tables without rows, so that views hold with no pack loaded
    .store/empty/                              the same for marts and refusals, read beside a file of an older version
    .store/marts/                              generations of the marts
    .staging/                                  values between the steps of a Dagster run

Folders are real and files are links, so that every way of globbing finds them. A pack's links are made once, to empty
tables; from then on one rename of `current` replaces all its tables together.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.generations import CURRENT, Generations, sync_tree
from pipelines.manifest import Manifest

if TYPE_CHECKING:  # imported where needed: a load that finds nothing new must cost almost nothing
    import pyarrow as pa

    from schemas.table import Table

PART = "part-0.parquet"
PACK_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")
NO_PACK = "_none"
STAGED_FOR = 24 * 3600.0
"""Seconds for which staged values are kept, so that a later step can be run again alone. No run takes as long."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A warehouse folder. Nothing is made before something is published."""

    root: Path

    @property
    def store(self) -> Path:
        return self.root / ".store"

    @property
    def staging(self) -> Path:
        return self.root / ".staging"

    @property
    def views(self) -> Path:
        return self.root / "packs.duckdb"

    @property
    def marts(self) -> Generations:
        return Generations(self.store / "marts")

    def pack(self, pack_id: str) -> Generations:
        """Where a pack's generations lie. ValueError for an id that is no plain name."""
        if not PACK_ID.fullmatch(pack_id):
            raise ValueError(f"not a pack id: {pack_id!r}")
        return Generations(self.store / "packs" / pack_id)

    def manifests(self) -> list[Manifest]:
        """Every published pack, by its id."""
        found = (Manifest.read(path / CURRENT) for path in sorted((self.store / "packs").glob("[a-z0-9]*")))
        return [manifest for manifest in found if manifest is not None]

    def state(self) -> dict[str, str]:
        """The generation of every published pack: two equal states hold the same facts."""
        return {
            path.name: current.name
            for path in sorted((self.store / "packs").glob("[a-z0-9]*"))
            if (current := Generations(path).current()) is not None and Manifest.read(current) is not None
        }

    def publish_pack(self, manifest: Manifest, tables: Mapping[str, pa.Table]) -> None:
        """Replace all tables of a pack at once. `tables` has every one of the registry; KeyError for one missing."""
        from schemas.tables import TABLES

        generations = self.pack(manifest.pack_id)
        places = {
            self.root / name / f"pack_id={manifest.pack_id}" / PART: (f"{name}/{PART}", table)
            for name, table in TABLES.items()
        }
        with generations.lock():
            _link(generations, places, partitioned=True)
            fresh = generations.begin()
            for name in TABLES:
                _write(tables[name], fresh / name / PART)
            manifest.write(fresh)
            generations.switch(fresh)
            generations.sweep()
            self._drop_retired(manifest.pack_id, TABLES)

    def publish_marts(self, tables: Mapping[str, pa.Table], built_from: str) -> None:
        """Replace all marts at once. `built_from` says of which state, for `marts_built_from`."""
        from schemas.marts import MARTS

        with self.marts.lock():
            _link(self.marts, self._places_of_marts())
            fresh = self.marts.begin()
            for name in MARTS:
                _write(tables[name], fresh / f"{name}.parquet")
            (fresh / "built_from").write_text(built_from, encoding="utf-8")
            self.marts.switch(fresh)
            self.marts.sweep()

    def link_marts(self) -> None:
        """See that every mart of the registry has its file; one that no mart was published of yet has no rows."""
        with self.marts.lock():
            _link(self.marts, self._places_of_marts())

    def mart(self, name: str) -> Path:
        """Where a mart lies."""
        return self.root / "marts" / f"{name}.parquet"

    def read_mart(self, name: str) -> pa.Table:
        """A mart as it stands."""
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.mart(name)).read()

    def marts_built_from(self) -> str | None:
        """What `publish_marts` was told last; None before the first time."""
        current = self.marts.current()
        told = current / "built_from" if current else None
        return told.read_text(encoding="utf-8") if told and told.exists() else None

    def sweep(self) -> None:
        """Remove what killed loads left behind, and values staged too long ago for anybody to go on from."""
        self.sweep_staging()
        for generations in (*map(Generations, (self.store / "packs").glob("[a-z0-9]*")), self.marts):
            if generations.root.is_dir():
                with generations.lock():
                    generations.sweep()

    def sweep_staging(self) -> None:
        """Remove the staged values of packs that no step of a Dagster run has added to for STAGED_FOR."""
        before = time.time() - STAGED_FOR
        for folder in self.staging.glob("*/"):
            if max(path.lstat().st_mtime for path in (folder, *folder.rglob("*"))) < before:
                shutil.rmtree(folder)

    def _places_of_marts(self) -> dict[Path, tuple[str, Table]]:
        from schemas.marts import MARTS

        return {self.mart(name): (f"{name}.parquet", mart) for name, mart in MARTS.items()}

    def _drop_retired(self, pack_id: str, tables: Iterable[str]) -> None:
        """Take away the links of tables that the registry no longer has."""
        for folder in self.root.glob(f"[!.]*/pack_id={pack_id}"):
            if folder.parent.name not in tables:
                (folder / PART).unlink(missing_ok=True)
                folder.rmdir()


def _link(generations: Generations, places: Mapping[Path, tuple[str, Table]], *, partitioned: bool = False) -> None:
    """See that every place links to its file in the current generation, to an empty table where that has none yet.

    A killed load so leaves tables without rows, which is what the pack was before it, and never a link to nothing.
    """
    from schemas.arrow import arrow_schema

    missing = {place: at for place, at in places.items() if not place.is_symlink()}
    if not missing:
        return
    current = generations.current()
    target = current or generations.begin()
    for inside, table in missing.values():
        if not (target / inside).exists():
            _write(arrow_schema(table, partitioned=partitioned).empty_table(), target / inside)
    if current is None:
        generations.switch(target)
    else:
        sync_tree(target)
    for place, (inside, _) in missing.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(os.path.relpath(generations.root / CURRENT / inside, place.parent))


def _write(table: pa.Table, path: Path) -> None:
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd")
