"""The PDFs that packs were loaded from, found again by their bytes: names and folders change, hashes do not."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pipelines.manifest import Manifest
from pipelines.raw_packs import RawPack, find_raw_packs


class Originals:
    """The PDFs in a folder, or one file."""

    def __init__(self, packs: Path) -> None:
        self._packs = packs
        self._digested: dict[Path, RawPack] = {}

    def find(self, manifest: Manifest) -> RawPack | None:
        """The file that a pack was loaded from; None where it is not here. Files of its name are looked at first."""
        for raw in sorted(self._raws, key=lambda raw: raw.name != manifest.file_name):
            if self._digest(raw).sha256 == manifest.sha256:
                return raw
        return None

    @cached_property
    def _raws(self) -> list[RawPack]:
        return list(find_raw_packs([self._packs])) if self._packs.exists() else []

    def _digest(self, raw: RawPack) -> RawPack:
        if raw.path not in self._digested:
            self._digested[raw.path] = raw.digested()
        return self._digested[raw.path]
