"""Resources: where the PDFs come from, where the warehouse is, and who hears how far the reading has come."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from extractors.pages.identity import identify
from extractors.pages.pdfium import Refused
from pipelines.raw_packs import RawPack, find_raw_packs, read_raw_pack
from pipelines.warehouse import Warehouse


class WarehouseFolder(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse, by its folder."""

    path: str

    def open(self) -> Warehouse:
        return Warehouse(Path(self.path))


class RawPacks(dg.ConfigurableResource):  # type: ignore[type-arg]
    """A folder of PDFs, or one file."""

    path: str

    def find(self, pack_id: str) -> tuple[RawPack, bytes]:
        """The file of a pack and its content; FileNotFoundError where no file here has that id."""
        for raw in find_raw_packs([Path(self.path)]):
            if raw.refused is not None:
                continue
            data = read_raw_pack(raw.path)
            try:
                if identify(data) == pack_id:
                    return raw, data
            except Refused:
                continue
        raise FileNotFoundError(f"no file under {self.path} is the pack {pack_id}")


class Progress:
    """Hears how far the reading has come. This one lets Dagster's own log tell it."""

    def pages(self, read: int, of: int) -> None:
        """`read` pages of a file have been read, `of` in all."""

    def step(self, name: str) -> None:
        """A step begins."""
