"""Exporting: the marts as they stand, a file each or one workbook, every file whole or not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from pipelines.export import Format
from pipelines.export.comma_separated import write_csv
from pipelines.export.sheets import Sheet, dictionary_sheet, mart_sheet
from pipelines.export.workbook import write_workbook
from pipelines.warehouse import Warehouse
from schemas.marts import MARTS

WORKBOOK = "council-packs.xlsx"


def export(warehouse: Warehouse, names: Sequence[str], folder: Path, form: Format) -> list[Path]:
    """Write the marts named into a folder, over what it held of them. Returns the files, in order.

    FileNotFoundError where the warehouse has no such mart yet; OSError where the folder cannot be written.
    """
    current = warehouse.marts.current()
    if current is None:
        raise FileNotFoundError(f"no marts in {warehouse.root}")
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:  # all are open before one is read, so that they are of one generation
        files = {name: stack.enter_context((current / f"{name}.parquet").open("rb")) for name in names}
        return list(_WRITERS[form](files, folder))


def _write_parquet(files: Mapping[str, BinaryIO], folder: Path) -> Iterator[Path]:
    for name, file in files.items():
        with _aside(folder / f"{name}.parquet") as path, path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        yield folder / f"{name}.parquet"


def _write_csv(files: Mapping[str, BinaryIO], folder: Path) -> Iterator[Path]:
    for sheet in _sheets(files):
        with _aside(folder / f"{sheet.name}.csv") as path:
            write_csv(sheet, path)
        yield folder / f"{sheet.name}.csv"


def _write_workbook(files: Mapping[str, BinaryIO], folder: Path) -> Iterator[Path]:
    with _aside(folder / WORKBOOK) as path:
        write_workbook(_sheets(files), path)
    yield folder / WORKBOOK


def _sheets(files: Mapping[str, BinaryIO]) -> list[Sheet]:
    sheets = [mart_sheet(MARTS[name], file) for name, file in files.items()]
    return [*sheets, dictionary_sheet(sheets)]


_WRITERS: dict[Format, Callable[[Mapping[str, BinaryIO], Path], Iterator[Path]]] = {
    Format.CSV: _write_csv,
    Format.XLSX: _write_workbook,
    Format.PARQUET: _write_parquet,
}


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Where to write a file that takes its place only when it is whole."""
    aside = path.with_name(f".{path.name}.part")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
